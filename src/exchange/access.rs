//! Spatial access of communities, as features.

use serde::Serialize;

use super::gaps::PointGeometry;
use super::place::Positions;
use crate::equity::{Access, AccessMethod, AccessQuestion, Basis, Catchment, SupplyColumn};

/// What stands around the access of every community, as GeoJSON features: what was asked.
#[derive(Debug, Serialize)]
pub struct AccessCollection {
    #[serde(rename = "type")]
    kind: &'static str,
    question: Asked,
    #[serde(rename = "numberReturned")]
    number_returned: usize,
    features: [AccessFeature; 0],
}

#[derive(Debug, Serialize)]
struct Asked {
    method: &'static str,
    catchment: f64,
    unit: &'static str,
    measured_over: &'static str,
    decay: Option<String>,
    tau: Option<f64>,
    service_type: Option<String>,
    supply_column: &'static str,
    supply: &'static str,
    as_of: String,
    data_digest: String,
}

/// The access of one community.
#[derive(Debug, Serialize)]
pub struct AccessFeature {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: PointGeometry,
    properties: AccessProperties,
}

#[derive(Debug, Serialize)]
struct AccessProperties {
    community_id: String,
    community: String,
    population: Option<u32>,
    value: Option<f64>,
}

impl AccessFeature {
    /// A community, by its place in the package, at its point.
    pub fn new(basis: &Basis, community: usize, value: Option<f64>) -> Self {
        let community = &basis.package().communities[community];
        Self {
            kind: "Feature",
            id: community.id.to_string(),
            geometry: PointGeometry::new(Positions::DEGREES.of(community.point)),
            properties: AccessProperties {
                community_id: community.id.to_string(),
                community: community.name.clone(),
                population: community.population(),
                value,
            },
        }
    }
}

impl AccessCollection {
    /// All but the features, which stand last in it.
    pub fn frame(basis: &Basis, asked: &AccessQuestion<'_>, access: &Access, data_digest: &str) -> Self {
        let (unit, measured_over) = match asked.catchment {
            Catchment::Km(_) => ("km", "straight_lines"),
            Catchment::Minutes { .. } => ("minutes", basis.measured_over().as_str()),
        };
        let limit = asked.catchment.limit();
        Self {
            kind: "FeatureCollection",
            question: Asked {
                method: asked.method.as_str(),
                catchment: limit,
                unit,
                measured_over,
                decay: access.decay.as_ref().map(ToString::to_string),
                tau: (asked.method == AccessMethod::Raam).then(|| asked.tau.unwrap_or(limit)),
                service_type: asked.service_type.as_ref().map(ToString::to_string),
                supply_column: match asked.supply {
                    SupplyColumn::Positions => "positions",
                    SupplyColumn::Count => "count",
                },
                supply: asked.question.supply.as_str(),
                as_of: asked.question.as_of.to_string(),
                data_digest: data_digest.to_owned(),
            },
            number_returned: access.values.len(),
            features: [],
        }
    }
}
