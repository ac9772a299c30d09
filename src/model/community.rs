//! Communities: demand points.

use std::collections::BTreeMap;

use super::{CommunityId, GovernmentId, LanguageCode, Point, Provenance};

/// A census count of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CensusCount {
    /// Census year; `None` where the package only says "population".
    pub year: Option<u16>,
    /// People.
    pub people: u32,
}

/// A demand point: people at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Community {
    /// Its id.
    pub id: CommunityId,
    /// Its official name, in its own spelling.
    pub name: String,
    /// Its name in its own language, where it differs or is recorded.
    pub traditional_name: Option<String>,
    /// Names it had before, with their years.
    pub former_name: Option<String>,
    /// Administrative region.
    pub region: Option<String>,
    /// Health and social services region.
    pub hss_region: Option<String>,
    /// Health authority.
    pub authority: Option<String>,
    /// Form of local government.
    pub governance: Option<String>,
    /// Where its services stand.
    pub point: Point,
    /// Census counts, the newest first; empty where there is none of its own.
    pub counts: Vec<CensusCount>,
    /// Code of the census subdivision.
    pub csd_code: Option<String>,
    /// Share of people who are Indigenous, 0 to 1.
    pub indigenous_share: Option<f64>,
    /// Year of that share.
    pub indigenous_share_year: Option<u16>,
    /// Indigenous languages of the community.
    pub indigenous_languages: Vec<LanguageCode>,
    /// Indigenous governments of the community.
    pub indigenous_governments: Vec<GovernmentId>,
    /// How a road reaches it, in the words of the package.
    pub road_access: Option<String>,
    /// Kind of health facility, in the words of the package.
    pub health_facility: Option<String>,
    /// The community whose count includes its people.
    pub part_of: Option<CommunityId>,
    /// Further columns of the package, by header.
    pub attributes: BTreeMap<String, String>,
    /// Where this comes from.
    pub provenance: Provenance,
}

impl Community {
    /// People by the newest count; `None` where the place has no count of its own.
    pub fn population(&self) -> Option<u32> {
        self.counts.first().map(|count| count.people)
    }
}
