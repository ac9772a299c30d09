//! Two clocks, never mixed: civil dates say which records exist, days of a typical year say which
//! links are open.

use std::fmt;

use jiff::civil::Date;

use super::Truth;

/// Days in the typical year of the calendar; 29 February is not one of them.
pub const DAYS_IN_YEAR: u16 = 365;

const DAYS_BEFORE_MONTH: [u16; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/// A day of the typical year, 1 to 365. Written `MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayOfYear(u16);

/// What `MM-DD` text is wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a day as MM-DD from 01-01 to 12-31 of a year of 365 days, for example 05-10")]
pub struct DayFault;

/// A [`DayOfYear`] taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl DayOfYear {
    /// 1 January.
    pub const FIRST: Self = Self(1);
    /// 31 December.
    pub const LAST: Self = Self(DAYS_IN_YEAR);

    /// From the number 1 to 365.
    pub fn new(number: u16) -> Option<Self> {
        (1..=DAYS_IN_YEAR).contains(&number).then_some(Self(number))
    }

    /// Reads `MM-DD`.
    pub fn parse(text: &str) -> Result<Self, DayFault> {
        let (month, day) = text.split_once('-').ok_or(DayFault)?;
        let two_digits = |part: &str| {
            (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        let month = usize::from(
            two_digits(month)
                .filter(|month| (1..=12).contains(month))
                .ok_or(DayFault)?,
        );
        let length = DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1];
        let day = two_digits(day)
            .filter(|day| (1..=length).contains(day))
            .ok_or(DayFault)?;
        Ok(Self(DAYS_BEFORE_MONTH[month - 1] + day))
    }

    /// The number 1 to 365.
    pub const fn number(self) -> u16 {
        self.0
    }

    /// Month and day of the month.
    pub fn calendar(self) -> CalendarDay {
        let month = DAYS_BEFORE_MONTH.partition_point(|&before| before < self.0);
        CalendarDay {
            month: month as u8,
            day: (self.0 - DAYS_BEFORE_MONTH[month - 1]) as u8,
        }
    }

    /// The day after; 1 January follows 31 December.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 % DAYS_IN_YEAR + 1)
    }

    /// All 365 days in order.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (1..=DAYS_IN_YEAR).map(Self)
    }
}

impl fmt::Display for DayOfYear {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CalendarDay { month, day } = self.calendar();
        write!(out, "{month:02}-{day:02}")
    }
}

/// A date as far as it is known: a year, a month of a year, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    earliest: Date,
    latest: Date,
}

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` where it is none of them or no such day exists.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2));
        let day = parts.next().map(|part| digits(part, 2));
        if parts.next().is_some() {
            return None;
        }
        let (earliest, latest) = match (month, day) {
            (None, None) => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
            (Some(month), None) => {
                let first = Date::new(year, month?.try_into().ok()?, 1).ok()?;
                (first, first.last_of_month())
            }
            (Some(month), Some(day)) => {
                let date = Date::new(year, month?.try_into().ok()?, day?.try_into().ok()?).ok()?;
                (date, date)
            }
            (None, Some(_)) => return None,
        };
        Some(Self { earliest, latest })
    }

    /// The first day it may be.
    pub const fn earliest(self) -> Date {
        self.earliest
    }

    /// The last day it may be.
    pub const fn latest(self) -> Date {
        self.latest
    }

    /// Whether it has been reached on a day, as far as it is known.
    pub fn reached_on(self, day: Date) -> Truth {
        if day >= self.latest {
            Truth::True
        } else if day >= self.earliest {
            Truth::Unknown
        } else {
            Truth::False
        }
    }

    /// Whether it has been passed on a day, as far as it is known: the day itself is not past.
    pub fn passed_on(self, day: Date) -> Truth {
        if day > self.latest {
            Truth::True
        } else if day > self.earliest {
            Truth::Unknown
        } else {
            Truth::False
        }
    }
}

impl From<Date> for PartialDate {
    /// Known to the day.
    fn from(day: Date) -> Self {
        Self {
            earliest: day,
            latest: day,
        }
    }
}

impl fmt::Display for PartialDate {
    /// As precise as it was read.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.earliest;
        if self.earliest == self.latest {
            write!(out, "{date}")
        } else if self.earliest.month() == self.latest.month() {
            write!(out, "{:04}-{:02}", date.year(), date.month())
        } else {
            write!(out, "{:04}", date.year())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_reads_back_from_its_own_words() {
        for day in DayOfYear::all() {
            assert_eq!(DayOfYear::parse(&day.to_string()), Ok(day));
        }
        assert_eq!(DayOfYear::parse("12-31").map(DayOfYear::number), Ok(365));
        assert_eq!(DayOfYear::LAST.next(), DayOfYear::FIRST);
    }

    #[test]
    fn days_that_a_typical_year_does_not_have_are_refused() {
        for text in [
            "02-29", "13-01", "00-10", "04-31", "5-10", "05-1", "0510", "", "05-10-2", "+5-10",
        ] {
            assert_eq!(DayOfYear::parse(text), Err(DayFault), "{text}");
        }
    }

    #[test]
    fn dates_keep_the_precision_they_came_with() {
        for text in ["2018", "1997-03", "2013-09-30", "2024-02-29"] {
            assert_eq!(
                PartialDate::parse(text).map(|date| date.to_string()).as_deref(),
                Some(text)
            );
        }
        for text in ["2013-9", "2013-02-30", "13", "2013-00", "2013-01-01-01", "year"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
        let month = PartialDate::parse("1997-02").expect("a month");
        assert_eq!(month.latest().to_string(), "1997-02-28");
    }
}
