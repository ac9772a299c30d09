//! Options as features: at the communities that they are for.

use serde::Serialize;

use super::{OptionRow, Ranked, option_rows};
use crate::exchange::place::Positions;
use crate::exchange::question::Asked;
use crate::planning::priorities::Subject;

/// Options as `GeoJSON`.
#[derive(Debug, Serialize)]
pub struct PriorityFeatures {
    #[serde(rename = "type")]
    kind: &'static str,
    question: Asked,
    features: Vec<Feature>,
}

#[derive(Debug, Serialize)]
struct Feature {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: Option<Geometry>,
    properties: OptionRow,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Geometry {
    One {
        #[serde(rename = "type")]
        kind: &'static str,
        coordinates: [f64; 2],
    },
    Several {
        #[serde(rename = "type")]
        kind: &'static str,
        coordinates: Vec<[f64; 2]>,
    },
}

impl PriorityFeatures {
    /// Options in their order. A request that names no community has no place of its own.
    pub fn new(question: Asked, ranked: Ranked<'_>, positions: Positions<'_>) -> Self {
        let package = ranked.basis.package();
        let feature = |(at, properties): (usize, OptionRow)| {
            let option = &ranked.options[at];
            let names_places = match option.subject {
                Subject::Gap(..) | Subject::Position(_) => true,
                Subject::Request(request) => !package.requests[request].communities.is_empty(),
            };
            let places = option.places.iter().filter(|_| names_places);
            let points: Vec<[f64; 2]> = places
                .map(|place| positions.of(package.communities[*place].point))
                .collect();
            let geometry = match points.as_slice() {
                [] => None,
                [one] => Some(Geometry::One {
                    kind: "Point",
                    coordinates: *one,
                }),
                _ => Some(Geometry::Several {
                    kind: "MultiPoint",
                    coordinates: points,
                }),
            };
            Feature {
                kind: "Feature",
                id: option.id.clone(),
                geometry,
                properties,
            }
        };
        Self {
            kind: "FeatureCollection",
            question,
            features: ranked
                .ranking
                .in_order(ranked.options)
                .into_iter()
                .zip(option_rows(ranked))
                .map(feature)
                .collect(),
        }
    }
}
