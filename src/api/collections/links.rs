//! Links of the travel network.

use std::borrow::Cow;

use geo::{Geometry, LineString};

use super::{About, Collection, Entry, on_the_day};
use crate::api::ask::Ask;
use crate::api::parameters::{AS_OF, DATE};
use crate::api::problem::Problem;
use crate::api::time_span::TimeSpan;
use crate::api::wire::{LinkProperties, Properties};
use crate::model::{Link, PartialDate};

pub struct Links;

impl Collection for Links {
    fn about(&self) -> &'static About {
        &About {
            id: "links",
            title: "Links",
            description: "The travel network: how one travels from one node to the next, and when. Lines are straight \
                          from node to node. With `as_of`, links that were not there on that date are left out; with `date`, each \
                          says whether it is open on that day of the year.",
            parameters: &[&AS_OF, &DATE],
            schema: "LinkProperties",
            geometry_schema: "LineGeometry",
        }
    }

    fn entries<'a>(&self, ask: &'a Ask) -> Result<Vec<Entry<'a>>, Problem> {
        let day = ask.day()?;
        let there = on_the_day(ask, &ask.view.package().links, Link::exists_on)?;
        let entries = there.into_iter().map(|(link, exists)| Entry {
            id: link.id.as_str().into(),
            geometry: ask.view.ends(link).map(|ends| {
                let line = ends.map(|node| geo::coord! { x: node.point.lon(), y: node.point.lat() });
                Cow::Owned(Geometry::LineString(LineString::from(line.to_vec())))
            }),
            time: TimeSpan::new(
                link.opened.map(PartialDate::earliest),
                link.closed.map(PartialDate::latest),
            ),
            properties: Box::new(move || {
                let open = day.map(|day| ask.view.is_open(link, day));
                Properties::Link(Box::new(LinkProperties::new(link, exists, open)))
            }),
        });
        Ok(entries.collect())
    }
}
