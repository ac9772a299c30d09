//! Supply.

use super::{About, Collection, Entry, point};
use crate::api::ask::Ask;
use crate::api::problem::Problem;
use crate::api::time_span::TimeSpan;
use crate::api::wire::{Properties, ServiceProperties};
use crate::model::PartialDate;

pub struct Services;

impl Collection for Services {
    fn about(&self) -> &'static About {
        &About {
            id: "services",
            title: "Services",
            description: "Supply: one kind of help by one operator. A site that is unknown or may not be shown has no \
                          geometry; one that may only be shown as its community stands there.",
            parameters: &[],
            schema: "ServiceProperties",
            geometry_schema: "PointGeometryOrNull",
        }
    }

    fn entries<'a>(&self, ask: &'a Ask) -> Result<Vec<Entry<'a>>, Problem> {
        let entries = ask.view.package().services.iter().map(|service| Entry {
            id: service.id.as_str().into(),
            geometry: service.point.map(point),
            time: TimeSpan::new(
                service.opened.map(PartialDate::earliest),
                service.closed.map(PartialDate::latest),
            ),
            properties: Box::new(move || Properties::Service(Box::new(ServiceProperties::from(service)))),
        });
        Ok(entries.collect())
    }
}
