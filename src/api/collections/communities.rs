//! Demand points.

use super::{About, Collection, Entry, point};
use crate::api::ask::Ask;
use crate::api::parameters::AS_OF;
use crate::api::problem::Problem;
use crate::api::wire::{CommunityProperties, Properties};

pub struct Communities;

impl Collection for Communities {
    fn about(&self) -> &'static About {
        &About {
            id: "communities",
            title: "Communities",
            description: "Demand points: people at a place, with their names, region, languages and governments.",
            parameters: &[&AS_OF],
            schema: "CommunityProperties",
            geometry_schema: "PointGeometry",
        }
    }

    fn entries<'a>(&self, ask: &'a Ask) -> Result<Vec<Entry<'a>>, Problem> {
        // It has no dates: it exists on every day.
        ask.as_of_if_asked()?;
        let entries = ask.view.package().communities.iter().map(|community| Entry {
            id: community.id.as_str().into(),
            geometry: Some(point(community.point)),
            time: None,
            properties: Box::new(move || Properties::Community(Box::new(CommunityProperties::from(community)))),
        });
        Ok(entries.collect())
    }
}
