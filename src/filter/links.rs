//! What a filter may ask of a link of the travel network.

use super::{Cell, Kind, Queryables, Row};
use crate::model::{Confidence, Fact, Km, Link, Minutes, Mode};

/// Queryables of links: the columns of the model. Blank edges of a window are not asked for: a window is moved as a whole.
pub fn queryables() -> Queryables {
    Queryables::new()
        .with("id", Kind::Text)
        .with("from_node", Kind::Text)
        .with("to_node", Kind::Text)
        .accepting("mode", Mode::ALL.iter().map(|mode| mode.as_str()))
        .with("distance_km", Kind::Number)
        .with("minutes", Kind::Number)
        .with("departures_per_week", Kind::Number)
        .with("operator", Kind::Text)
        .with("highway_name", Kind::Text)
        .with("bidirectional", Kind::Boolean)
        .with("opened", Kind::Date)
        .with("closed", Kind::Date)
        .accepting("confidence", super::services::CONFIDENCES)
}

/// A link as a filter sees it.
#[derive(Clone, Copy, Debug)]
pub struct LinkRow<'a>(pub &'a Link);

impl Row for LinkRow<'_> {
    fn cell(&self, name: &str) -> Cell<'_> {
        let link = self.0;
        match name {
            "id" => Cell::text(Some(link.id.as_str())),
            "from_node" => Cell::text(Some(link.from.as_str())),
            "to_node" => Cell::text(Some(link.to.as_str())),
            "mode" => Cell::text(Some(link.mode.as_str())),
            "distance_km" => Cell::number(link.distance_km.map(Km::number)),
            "minutes" => Cell::number(link.minutes.known().map(Minutes::number)),
            "departures_per_week" => Cell::number(link.departures_per_week.known()),
            "operator" => Cell::text(link.operator.as_deref()),
            "highway_name" => Cell::text(link.highway_name.as_deref()),
            "bidirectional" => Cell::boolean(Fact::Known(link.bidirectional)),
            "opened" => Cell::date(link.opened),
            "closed" => Cell::date(link.closed),
            "confidence" => Cell::text(link.provenance.confidence.map(Confidence::as_str)),
            _ => Cell::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Filter;
    use crate::model::{Provenance, Truth, Window};

    #[test]
    fn every_column_can_be_asked_for_and_a_blank_one_is_unknown() {
        let link = Link {
            id: "i1".into(),
            from: "a".into(),
            to: "b".into(),
            mode: Mode::IceCrossing,
            distance_km: Km::new(2.0),
            minutes: Fact::Known(Minutes::new(4)),
            derivation: None,
            window: Window::Always,
            opened: None,
            closed: None,
            departures_per_week: Fact::Unknown,
            operator: None,
            highway_name: Some("Highway 8".to_owned()),
            bidirectional: true,
            provenance: Provenance::default(),
        };
        let holds = |text: &str| {
            let filter = Filter::parse(text, &queryables()).expect("a filter over links");
            filter.evaluate(&LinkRow(&link))
        };
        assert_eq!(
            holds("mode = 'ice_crossing' AND highway_name = 'Highway 8'"),
            Truth::True
        );
        assert_eq!(holds("minutes > 4 OR distance_km > 2"), Truth::False);
        assert_eq!(
            holds("from_node = 'a' AND to_node IN ('b') AND bidirectional"),
            Truth::True
        );
        let open = ["operator = 'x'", "departures_per_week > 1", "confidence = 'low'"];
        assert!(open.iter().all(|text| holds(text) == Truth::Unknown));
    }
}
