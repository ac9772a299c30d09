//! A team's round as GeoJSON: the stops as points, and its journeys as lines between them.

use serde::Serialize;
use serde_json::Number;

use super::{AskedRow, CircuitRow, StopRow};

impl CircuitRow {
    /// The base and the stops, and the journeys from one to the next and home again.
    pub fn features(self) -> CircuitFeatures {
        let base = Feature::point(
            "base",
            self.base.position,
            Properties {
                role: "base",
                order: 0,
                community_id: self.base.community_id.clone(),
                community: self.base.community.clone(),
                arrive_day: None,
                leave_day: None,
                stay_days: None,
                minutes: None,
            },
        );
        let mut features = vec![base];
        let mut from = self.base.position;
        for stop in &self.stops {
            let id = format!("stop.{}", stop.order);
            features.push(Feature::point(&id, stop.position, Properties::of(stop)));
            let travelled = Properties {
                role: "journey",
                stay_days: None,
                arrive_day: None,
                leave_day: None,
                minutes: Some(stop.minutes_from_previous.clone()),
                ..Properties::of(stop)
            };
            features.push(Feature::line(
                &format!("journey.{}", stop.order),
                [from, stop.position],
                travelled,
            ));
            from = stop.position;
        }
        if let Some(home) = &self.home {
            let travelled = Properties {
                role: "journey",
                order: self.stops.len() + 1,
                community_id: self.base.community_id.clone(),
                community: self.base.community.clone(),
                arrive_day: Some(home.day),
                leave_day: None,
                stay_days: None,
                minutes: Some(home.minutes_from_previous.clone()),
            };
            features.push(Feature::line("journey.home", [from, self.base.position], travelled));
        }
        CircuitFeatures {
            kind: "FeatureCollection",
            question: self.question,
            number_returned: features.len(),
            features,
        }
    }
}

/// The round as GeoJSON.
#[derive(Debug, Serialize)]
pub struct CircuitFeatures {
    #[serde(rename = "type")]
    kind: &'static str,
    question: AskedRow,
    #[serde(rename = "numberReturned")]
    number_returned: usize,
    features: Vec<Feature>,
}

#[derive(Debug, Serialize)]
struct Feature {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: Geometry,
    properties: Properties,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Point([f64; 2]),
    LineString([[f64; 2]; 2]),
}

/// Of a line: where it leads.
#[derive(Debug, Serialize)]
struct Properties {
    role: &'static str,
    order: usize,
    community_id: String,
    community: String,
    arrive_day: Option<u64>,
    leave_day: Option<u64>,
    stay_days: Option<Number>,
    minutes: Option<Number>,
}

impl Properties {
    fn of(stop: &StopRow) -> Self {
        Self {
            role: "stop",
            order: stop.order,
            community_id: stop.community_id.clone(),
            community: stop.community.clone(),
            arrive_day: Some(stop.arrive_day),
            leave_day: Some(stop.leave_day),
            stay_days: Some(stop.stay_days.clone()),
            minutes: None,
        }
    }
}

impl Feature {
    fn point(id: &str, position: [f64; 2], properties: Properties) -> Self {
        Self {
            kind: "Feature",
            id: id.to_owned(),
            geometry: Geometry::Point(position),
            properties,
        }
    }

    fn line(id: &str, ends: [[f64; 2]; 2], properties: Properties) -> Self {
        Self {
            kind: "Feature",
            id: id.to_owned(),
            geometry: Geometry::LineString(ends),
            properties,
        }
    }
}
