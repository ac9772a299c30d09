//! Windows: on which days a link is surely open, and on which it may be.

use super::DaySet;
use crate::model::{Fact, Interval, Window};

/// The days on which a link is open: surely (`at_least`) and possibly (`at_most`).
///
/// A blank edge means that the dates are unknown: then no day is sure. One known edge does not
/// narrow the possible days either, because a window may wrap the new year: a crossing known to
/// open on 28 November and to close nobody knows when may be open on any day up to the next
/// 27 November.
pub fn open_days(window: Window) -> Interval<DaySet> {
    match window {
        Window::Always => Interval::exact(DaySet::whole_year()),
        Window::Edges {
            opens: Fact::Known(opens),
            closes: Fact::Known(closes),
        } => Interval::exact(DaySet::range(opens, closes)),
        Window::Edges { .. } => Interval {
            at_least: DaySet::NONE,
            at_most: DaySet::whole_year(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DayOfYear;

    fn edges(opens: &str, closes: &str) -> Window {
        let edge = |text: &str| DayOfYear::parse(text).ok().into();
        Window::Edges {
            opens: edge(opens),
            closes: edge(closes),
        }
    }

    #[test]
    fn both_edges_are_open_days() {
        let ferry = open_days(edges("05-15", "11-03")).at_least;
        let day = |text| DayOfYear::parse(text).expect("a day");
        assert!(ferry.contains(day("05-15")) && ferry.contains(day("11-03")));
        assert!(!ferry.contains(day("05-14")) && !ferry.contains(day("11-04")));
        assert_eq!(open_days(edges("01-01", "12-31")).at_least.count(), 365);
    }

    #[test]
    fn an_unknown_edge_leaves_the_window_sure_on_no_day_and_possible_on_all() {
        for window in [edges("", ""), edges("11-28", ""), edges("", "04-19")] {
            let open = open_days(window);
            assert_eq!((open.at_least.count(), open.at_most.count()), (0, 365));
        }
    }
}
