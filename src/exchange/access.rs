//! Spatial access of communities, as rows and as features.

use serde::Serialize;
use serde_json::Value;

use super::gaps::PointGeometry;
use super::place::Positions;
use super::rows::{Row, row};
use crate::equity::{Access, AccessMethod, AccessQuestion, Basis, Catchment, SupplyColumn};

/// The columns of the contract.
pub const COLUMNS: [&str; 2] = ["community_id", "value"];

/// A row for each community, in the order of the package; the cell is empty where there is no number.
pub fn rows(basis: &Basis, access: &Access) -> Vec<Row> {
    let communities = basis.package().communities.iter().zip(&access.values);
    communities
        .map(|(community, value)| {
            row([
                ("community_id", community.id.as_str().into()),
                ("value", Value::from(*value)),
            ])
        })
        .collect()
}

/// Access of every community as GeoJSON features, with what was asked.
#[derive(Debug, Serialize)]
pub struct AccessCollection {
    #[serde(rename = "type")]
    kind: &'static str,
    question: Asked,
    #[serde(rename = "numberReturned")]
    number_returned: usize,
    features: Vec<AccessFeature>,
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

#[derive(Debug, Serialize)]
struct AccessFeature {
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

impl AccessCollection {
    /// Features at the communities' points.
    pub fn new(basis: &Basis, asked: &AccessQuestion<'_>, access: &Access, data_digest: &str) -> Self {
        let communities = basis.package().communities.iter().zip(&access.values);
        let features = communities.map(|(community, value)| AccessFeature {
            kind: "Feature",
            id: community.id.to_string(),
            geometry: PointGeometry::new(Positions::DEGREES.of(community.point)),
            properties: AccessProperties {
                community_id: community.id.to_string(),
                community: community.name.clone(),
                population: community.population(),
                value: *value,
            },
        });
        let features: Vec<_> = features.collect();
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
            number_returned: features.len(),
            features,
        }
    }
}
