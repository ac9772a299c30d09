//! Links of the travel network.

use std::borrow::Cow;

use geo::{Geometry, LineString};

use super::{About, Collection, Entry};
use crate::api::ask::Ask;
use crate::api::parameters::{AS_OF, DATE};
use crate::api::problem::Problem;
use crate::api::wire::{LinkProperties, Properties};

pub struct Links;

impl Collection for Links {
    fn about(&self) -> &'static About {
        &About {
            id: "links",
            title: "Links",
            description: "The travel network: how one travels from one node to the next, and when. Lines are straight \
                          from node to node. With `date`, each link says whether it is open on that day.",
            parameters: &[&AS_OF, &DATE],
            schema: "LinkProperties",
            geometry_schema: "LineGeometry",
        }
    }

    fn entries<'a>(&self, ask: &'a Ask) -> Result<Vec<Entry<'a>>, Problem> {
        // It has no dates of its own: it exists on every day, and its window says when one can travel on it.
        ask.as_of_if_asked()?;
        let day = ask.day()?;
        let entries = ask.view.package().links.iter().map(|link| Entry {
            id: link.id.as_str().into(),
            geometry: ask.view.ends(link).map(|ends| {
                let line = ends.map(|node| geo::coord! { x: node.point.lon(), y: node.point.lat() });
                Cow::Owned(Geometry::LineString(LineString::from(line.to_vec())))
            }),
            time: None,
            properties: Box::new(move || {
                let open = day.map(|day| ask.view.is_open(link, day));
                Properties::Link(Box::new(LinkProperties::new(link, open)))
            }),
        });
        Ok(entries.collect())
    }
}
