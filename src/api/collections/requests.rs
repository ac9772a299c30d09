//! Supply that was asked for.

use std::borrow::Cow;

use geo::Geometry;

use super::{About, Collection, Entry, on_the_day, point};
use crate::api::ask::Ask;
use crate::api::parameters::AS_OF;
use crate::api::problem::Problem;
use crate::api::time_span::TimeSpan;
use crate::api::wire::{Properties, RequestProperties};
use crate::equity::was_asked;
use crate::model::{PartialDate, Request};
use crate::snapshot::Found as _;

pub struct Requests;

impl Collection for Requests {
    fn about(&self) -> &'static About {
        &About {
            id: "requests",
            title: "Requests",
            description: "Supply that was asked for, as its owners let it be seen. A request for a community stands \
                          there; one for regions or for everyone has no geometry.",
            parameters: &[&AS_OF],
            schema: "RequestProperties",
            geometry_schema: "PointsGeometryOrNull",
        }
    }

    fn entries<'a>(&self, ask: &'a Ask) -> Result<Vec<Entry<'a>>, Problem> {
        let asked = on_the_day(ask, &ask.view.package().requests, was_asked)?;
        // A draft is asked of nobody yet.
        let asked = asked.into_iter().filter(|(request, _)| !request.is_draft());
        let entries = asked.map(|(request, exists)| Entry {
            id: request.id.as_str().into(),
            geometry: place(ask, request),
            // It has been asked since then, whatever became of it.
            time: TimeSpan::new(request.date.map(PartialDate::earliest), None),
            properties: Box::new(move || Properties::Request(Box::new(RequestProperties::new(request, exists)))),
        });
        Ok(entries.collect())
    }
}

/// Where the communities are that it is for; `None` where it names none that is known.
fn place<'a>(ask: &Ask, request: &Request) -> Option<Cow<'a, Geometry<f64>>> {
    let known = request.communities.iter().filter_map(|id| ask.view.find(id));
    let points: Vec<_> = known.map(|community| community.point).collect();
    match points.as_slice() {
        [] => None,
        [one] => Some(point(*one)),
        several => {
            let several = several.iter().map(|one| geo::Point::new(one.lon(), one.lat()));
            Some(Cow::Owned(Geometry::MultiPoint(several.collect())))
        }
    }
}
