//! Regions.

use serde::Serialize;

use crate::model::Region;

/// A region, as `serves` names it.
#[derive(Serialize)]
pub struct RegionProperties<'a> {
    id: &'a str,
    name_en: &'a str,
    name_fr: &'a str,
}

impl<'a> From<&'a Region> for RegionProperties<'a> {
    fn from(region: &'a Region) -> Self {
        Self {
            id: region.id.as_str(),
            name_en: &region.name.en,
            name_fr: &region.name.fr,
        }
    }
}
