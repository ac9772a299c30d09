//! Demand points.

use serde::Serialize;

use crate::model::{Community, CommunityId, Confidence};

use super::{ids, words};

/// A demand point.
#[derive(Serialize)]
pub struct CommunityProperties<'a> {
    id: &'a str,
    name: &'a str,
    traditional_name: Option<&'a str>,
    former_name: Option<&'a str>,
    region: Option<&'a str>,
    health_region: Option<&'a str>,
    authority: Option<&'a str>,
    governance: Option<&'a str>,
    population: Option<u32>,
    population_year: Option<u16>,
    part_of: Option<&'a str>,
    road_access: Option<&'a str>,
    health_facility: Option<&'a str>,
    languages: Vec<String>,
    governments: Vec<String>,
    confidence: Option<&'static str>,
    notes: Option<&'a str>,
    sources: Vec<String>,
}

impl<'a> From<&'a Community> for CommunityProperties<'a> {
    fn from(community: &'a Community) -> Self {
        let count = community.counts.first();
        Self {
            id: community.id.as_str(),
            name: &community.name,
            traditional_name: community.traditional_name.as_deref(),
            former_name: community.former_name.as_deref(),
            region: community.region.as_deref(),
            health_region: community.hss_region.as_deref(),
            authority: community.authority.as_deref(),
            governance: community.governance.as_deref(),
            population: count.map(|count| count.people),
            population_year: count.and_then(|count| count.year),
            part_of: community.part_of.as_ref().map(CommunityId::as_str),
            road_access: community.road_access.as_deref(),
            health_facility: community.health_facility.as_deref(),
            languages: ids(&community.indigenous_languages),
            governments: ids(&community.indigenous_governments),
            confidence: community.provenance.confidence.map(Confidence::as_str),
            notes: words(&community.provenance.notes),
            sources: ids(&community.provenance.sources),
        }
    }
}
