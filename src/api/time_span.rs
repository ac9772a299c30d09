//! Spans of dates, and the `datetime` parameter (OGC API Features Part 1, 7.15.4).

use jiff::Timestamp;
use jiff::civil::Date;

use super::parameters::DATETIME;
use super::problem::Problem;

/// From one date to another, both included; an end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeSpan {
    from: Option<Date>,
    to: Option<Date>,
}

impl TimeSpan {
    /// `None` where neither end is known.
    pub fn new(from: Option<Date>, to: Option<Date>) -> Option<Self> {
        (from.is_some() || to.is_some()).then_some(Self { from, to })
    }

    /// Whether both have a day in common.
    pub fn meets(self, other: Self) -> bool {
        let begins_by = |from: Option<Date>, to: Option<Date>| from.zip(to).is_none_or(|(from, to)| from <= to);
        begins_by(self.from, other.to) && begins_by(other.from, self.to)
    }

    /// Reads `datetime`: an instant, or two with a slash between them, of which one may be open.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let refused = || {
            let expected = "a date or an RFC 3339 date-time, or an interval of two with a slash between them, \
                            of which one may be two dots; for example 2024-01-01/..";
            Problem::bad(DATETIME.name, text, expected)
        };
        let Some((from, to)) = text.split_once('/') else {
            let day = instant(text).ok_or_else(refused)?;
            return Ok(Self {
                from: Some(day),
                to: Some(day),
            });
        };
        let end = |text: &str| match text {
            "" | ".." => Ok(None),
            _ => instant(text).map(Some).ok_or_else(refused),
        };
        let span = Self {
            from: end(from)?,
            to: end(to)?,
        };
        let in_order = span.from.zip(span.to).is_none_or(|(from, to)| from <= to);
        if in_order && (span.from.is_some() || span.to.is_some()) {
            Ok(span)
        } else {
            Err(refused())
        }
    }
}

/// The date of a date or an RFC 3339 date-time. The facts are no finer than days, so the hour and the
/// offset are read and left.
fn instant(text: &str) -> Option<Date> {
    const DATE_LENGTH: usize = "2024-01-01".len();
    let date = text.get(..DATE_LENGTH)?;
    if text.len() > DATE_LENGTH {
        let is_marked = text
            .as_bytes()
            .get(DATE_LENGTH)
            .is_some_and(|mark| matches!(mark, b'T' | b't'));
        text.parse::<Timestamp>().ok().filter(|_| is_marked)?;
    }
    date.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::TimeSpan;

    #[test]
    fn spans_meet_on_a_shared_day_and_across_open_ends() {
        let span = |text: &str| TimeSpan::parse(text).expect(text);
        let rows = [
            ("2020-01-01/2020-12-31", "2020-12-31/2021-05-01", true),
            ("2020-01-01/2020-12-31", "2021-01-01/2021-05-01", false),
            ("2020-01-01/..", "2019-06-01/2020-01-01", true),
            ("2020-01-01/..", "../2019-12-31", false),
            ("2020-06-01", "2020-06-01T12:00:00-07:00", true),
        ];
        for (one, other, expected) in rows {
            assert_eq!(span(one).meets(span(other)), expected, "{one} {other}");
            assert_eq!(span(other).meets(span(one)), expected, "{other} {one}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "..",
            "../..",
            "/",
            "2020",
            "2020-02-30",
            "yesterday",
            "2021-01-01/2020-01-01",
            "2020-01-01/x",
        ] {
            assert!(TimeSpan::parse(text).is_err(), "{text}");
        }
        assert!(TimeSpan::parse("2020-06-01T25:00:00Z").is_err());
        assert!(TimeSpan::parse("2020-06-01Ǝabc").is_err());
    }
}
