//! Gaps as features and as rows of a table.

use serde::Serialize;
use serde_json::{Map, Value};

use super::place::Positions;
use super::question::Asked;
use crate::equity::{Basis, Finding, Language};
use crate::model::{Confidence, Definition, Minutes};

/// The properties of a gap, in the order of the contract. The outcome of each season follows
/// `days_unknown` under the season's id.
#[derive(Clone, Debug, Serialize)]
pub struct GapProperties {
    community_id: String,
    community: String,
    region: Option<String>,
    population: Option<u32>,
    part_of: Option<String>,
    standard: String,
    service_type: String,
    #[serde(flatten)]
    verdict: Verdict,
    #[serde(flatten)]
    seasons: Map<String, Value>,
    #[serde(flatten)]
    grounds: Grounds,
    requests: usize,
    definition: String,
    definition_standing: &'static str,
}

/// The outcome over the days asked about, and the days of the whole year by outcome.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    outcome: &'static str,
    at_least: &'static str,
    at_most: &'static str,
    days_met: u16,
    days_partly_met: u16,
    days_unmet: u16,
    days_unknown: u16,
}

impl Verdict {
    /// The verdict of one finding.
    pub fn of(finding: &Finding<'_>) -> Self {
        let (outcome, counts) = (finding.outcome, finding.day_counts);
        Self {
            outcome: outcome.as_str(),
            at_least: outcome.at_least.as_str(),
            at_most: outcome.at_most.as_str(),
            days_met: counts.met,
            days_partly_met: counts.partly_met,
            days_unmet: counts.unmet,
            days_unknown: counts.unknown,
        }
    }
}

/// How far short, the nearest service, and why.
#[derive(Clone, Debug, Serialize)]
pub struct Grounds {
    shortfall: f64,
    shortfall_at_best: f64,
    nearest_service_id: Option<String>,
    nearest_service: Option<String>,
    travel_minutes: Option<Number>,
    reason_en: String,
    reason_fr: String,
    confidence: Option<&'static str>,
}

impl Grounds {
    /// The grounds of one finding.
    pub fn of(basis: &Basis, finding: &Finding<'_>) -> Self {
        let service = finding
            .nearest
            .map(|nearest| &basis.package().services[nearest.service]);
        let minutes = finding.nearest.and_then(|nearest| nearest.minutes.at_least);
        Self {
            shortfall: rounded(finding.shortfall.at_least),
            shortfall_at_best: rounded(finding.shortfall.at_most),
            nearest_service_id: service.map(|service| service.id.to_string()),
            nearest_service: service.map(|service| service.name.clone()),
            travel_minutes: minutes.map(Number::from),
            reason_en: finding.reason.text(Language::English),
            reason_fr: finding.reason.text(Language::French),
            confidence: finding.confidence.map(Confidence::as_str),
        }
    }
}

/// The outcome of each season, under its id.
pub fn seasons(finding: &Finding<'_>) -> Map<String, Value> {
    let seasons = finding.seasons.iter();
    seasons
        .map(|(id, outcome)| (id.to_string(), Value::from(outcome.as_str())))
        .collect()
}

/// A gap as a GeoJSON feature.
#[derive(Clone, Debug, Serialize)]
pub struct GapFeature {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: PointGeometry,
    properties: GapProperties,
}

/// A point.
#[derive(Clone, Debug, Serialize)]
pub struct PointGeometry {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: [f64; 2],
}

impl PointGeometry {
    /// A point at these coordinates.
    pub const fn new(coordinates: [f64; 2]) -> Self {
        Self {
            kind: "Point",
            coordinates,
        }
    }
}

/// A number without decimals where it has none: `90`, `0.5`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Number {
    /// A whole number.
    Whole(u32),
    /// Any other.
    Broken(f64),
}

impl From<Minutes> for Number {
    fn from(minutes: Minutes) -> Self {
        if minutes.seconds().is_multiple_of(60) {
            Self::Whole(minutes.seconds() / 60)
        } else {
            Self::Broken((minutes.number() * 100.0).round() / 100.0)
        }
    }
}

impl From<f64> for Number {
    fn from(number: f64) -> Self {
        if number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number) {
            Self::Whole(number as u32)
        } else {
            Self::Broken(number)
        }
    }
}

/// A share with four decimals, which is finer than any input.
pub(super) fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

impl GapProperties {
    /// What is said of one gap.
    pub fn new(basis: &Basis, definition: &Definition, finding: &Finding<'_>) -> Self {
        let community = &basis.package().communities[finding.gap.community];
        let standard = &definition.standards[finding.gap.standard];
        Self {
            community_id: community.id.to_string(),
            community: community.name.clone(),
            region: community.region.clone(),
            population: community.population(),
            part_of: community.part_of.as_ref().map(ToString::to_string),
            standard: standard.id.to_string(),
            service_type: standard
                .service_types
                .first()
                .map(ToString::to_string)
                .unwrap_or_default(),
            verdict: Verdict::of(finding),
            seasons: seasons(finding),
            grounds: Grounds::of(basis, finding),
            requests: finding.requests.len(),
            definition: definition.id.to_string(),
            definition_standing: definition.standing.as_str(),
        }
    }

    /// The same as a row of named cells, for tables.
    pub fn row(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(row)) => row,
            _ => Map::new(),
        }
    }
}

impl GapFeature {
    /// A gap at its community's point. Its id is `COMMUNITY.STANDARD`.
    pub fn new(basis: &Basis, definition: &Definition, finding: &Finding<'_>, positions: Positions<'_>) -> Self {
        let community = &basis.package().communities[finding.gap.community];
        let properties = GapProperties::new(basis, definition, finding);
        Self {
            kind: "Feature",
            id: format!("{}.{}", properties.community_id, properties.standard),
            geometry: PointGeometry::new(positions.of(community.point)),
            properties,
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// All gaps of a question.
#[derive(Debug, Serialize)]
pub struct GapCollection {
    #[serde(rename = "type")]
    kind: &'static str,
    question: Asked,
    #[serde(rename = "numberReturned")]
    number_returned: usize,
    features: Vec<GapFeature>,
}

impl GapCollection {
    /// What stands around so many features that come later, one by one.
    pub fn frame(number_returned: usize, question: Asked) -> Self {
        Self {
            number_returned,
            ..Self::new(Vec::new(), question)
        }
    }

    /// Features with the question that they answer.
    pub fn new(features: Vec<GapFeature>, question: Asked) -> Self {
        Self {
            kind: "FeatureCollection",
            question,
            number_returned: features.len(),
            features,
        }
    }
}
