//! Links of the travel network.

use serde::Serialize;

use crate::model::{Confidence, Fact, Link, Truth, Window};

use super::{Number, ids, tri, words};

/// A link of the travel network.
#[derive(Serialize)]
pub struct LinkProperties<'a> {
    id: &'a str,
    from: &'a str,
    to: &'a str,
    mode: &'static str,
    distance_km: Option<Number>,
    minutes: Option<Number>,
    opens: Option<String>,
    closes: Option<String>,
    always_open: bool,
    opened: Option<String>,
    closed: Option<String>,
    departures_per_week: Option<Number>,
    operator: Option<&'a str>,
    highway_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exists: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<&'static str>,
    confidence: Option<&'static str>,
    notes: Option<&'a str>,
    sources: Vec<String>,
}

impl<'a> LinkProperties<'a> {
    /// A link; `exists` says whether it is there on the date of the question, and `open` whether it is open on the day of the
    /// year, where these are asked for.
    pub fn new(link: &'a Link, exists: Option<Truth>, open: Option<Truth>) -> Self {
        let [opens, closes] = match link.window {
            Window::Always => [None, None],
            Window::Edges { opens, closes } => [opens.known(), closes.known()],
        };
        Self {
            id: link.id.as_str(),
            from: link.from.as_str(),
            to: link.to.as_str(),
            mode: link.mode.as_str(),
            distance_km: link.distance_km.map(|km| Number(km.number())),
            minutes: link.minutes.known().map(|minutes| Number(minutes.number())),
            opens: opens.map(|day| day.to_string()),
            closes: closes.map(|day| day.to_string()),
            always_open: always_open(link.window),
            opened: link.opened.map(|date| date.to_string()),
            closed: link.closed.map(|date| date.to_string()),
            departures_per_week: link.departures_per_week.known().map(Number),
            operator: link.operator.as_deref(),
            highway_name: link.highway_name.as_deref(),
            exists: exists.map(tri),
            open: open.map(tri),
            confidence: link.provenance.confidence.map(Confidence::as_str),
            notes: words(&link.provenance.notes),
            sources: ids(&link.provenance.sources),
        }
    }
}

/// Whether a window surely holds every day of the year: its last day is followed by its first.
fn always_open(window: Window) -> bool {
    match window {
        Window::Always => true,
        Window::Edges {
            opens: Fact::Known(opens),
            closes: Fact::Known(closes),
        } => closes.next() == opens,
        Window::Edges { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DayOfYear;

    #[test]
    fn a_window_that_comes_round_is_always_open() {
        let edges = |opens: &str, closes: &str| Window::Edges {
            opens: DayOfYear::parse(opens).ok().into(),
            closes: DayOfYear::parse(closes).ok().into(),
        };
        assert!(always_open(Window::Always));
        assert!(always_open(edges("01-01", "12-31")));
        assert!(always_open(edges("06-01", "05-31")));
        assert!(!always_open(edges("06-01", "05-30")));
        assert!(!always_open(edges("01-01", "")));
        assert!(!always_open(edges("", "")));
    }
}
