//! Supply that was asked for.

use super::{About, Collection, Entry, on_the_day, point};
use crate::api::ask::Ask;
use crate::api::parameters::AS_OF;
use crate::api::problem::Problem;
use crate::api::time_span::TimeSpan;
use crate::api::wire::{Properties, RequestProperties};
use crate::equity::was_asked;
use crate::model::PartialDate;
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
            geometry_schema: "PointGeometryOrNull",
        }
    }

    fn entries<'a>(&self, ask: &'a Ask) -> Result<Vec<Entry<'a>>, Problem> {
        let asked = on_the_day(ask, &ask.view.package().requests, was_asked)?;
        let entries = asked.into_iter().map(|(request, exists)| Entry {
            id: request.id.as_str().into(),
            geometry: request
                .community_id
                .as_ref()
                .and_then(|id| ask.view.find(id))
                .map(|community| point(community.point)),
            // It has been asked since then, whatever became of it.
            time: TimeSpan::new(request.date.map(PartialDate::earliest), None),
            properties: Box::new(move || Properties::Request(Box::new(RequestProperties::new(request, exists)))),
        });
        Ok(entries.collect())
    }
}
