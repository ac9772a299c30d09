//! Where additions do most, as GeoJSON.

use serde::Serialize;
use serde_json::Number;

use super::super::gaps::PointGeometry;
use super::{AskedRow, CommunityRow, SitingAnswer};

impl SitingAnswer {
    /// The additions and the communities as features.
    pub fn features(self) -> SitingFeatures {
        let places = self.places.into_iter().map(|place| Feature {
            kind: "Feature",
            id: format!("addition.{}", place.community_id),
            geometry: PointGeometry::new(place.position),
            properties: Properties::Addition {
                role: "addition",
                rank: place.rank,
                community_id: place.community_id,
                community: place.community,
                gain: place.gain,
            },
        });
        let communities = self.communities.into_iter().map(|one| Feature {
            kind: "Feature",
            id: one.community_id.clone(),
            geometry: PointGeometry::new(one.position),
            properties: Properties::Community {
                role: "community",
                row: Box::new(one),
            },
        });
        let features: Vec<Feature> = places.chain(communities).collect();
        SitingFeatures {
            kind: "FeatureCollection",
            question: self.question,
            number_returned: features.len(),
            features,
        }
    }
}

/// The answer as GeoJSON.
#[derive(Debug, Serialize)]
pub struct SitingFeatures {
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
    geometry: PointGeometry,
    properties: Properties,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Properties {
    Addition {
        role: &'static str,
        rank: usize,
        community_id: String,
        community: String,
        gain: Option<Number>,
    },
    Community {
        role: &'static str,
        #[serde(flatten)]
        row: Box<CommunityRow>,
    },
}
