//! Regions.

use std::borrow::Cow;

use super::{About, Collection, Entry};
use crate::api::ask::Ask;
use crate::api::parameters::AS_OF;
use crate::api::problem::Problem;
use crate::api::wire::{Properties, RegionProperties};

pub struct Regions;

impl Collection for Regions {
    fn about(&self) -> &'static About {
        &About {
            id: "regions",
            title: "Regions",
            description: "Regions, as services and requests name them.",
            parameters: &[&AS_OF],
            schema: "RegionProperties",
            geometry_schema: "AreaGeometry",
        }
    }

    fn entries<'a>(&self, ask: &'a Ask) -> Result<Vec<Entry<'a>>, Problem> {
        // It has no dates: it exists on every day.
        ask.as_of_if_asked()?;
        let entries = ask.view.package().regions.iter().map(|region| Entry {
            id: region.id.as_str().into(),
            geometry: ask.view.outline(&region.id).map(Cow::Borrowed),
            time: None,
            properties: Box::new(move || Properties::Region(RegionProperties::from(region))),
        });
        Ok(entries.collect())
    }
}
