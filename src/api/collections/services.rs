//! Supply.

use super::{About, Collection, Entry, on_the_day, point};
use crate::api::ask::Ask;
use crate::api::parameters::AS_OF;
use crate::api::problem::Problem;
use crate::api::time_span::TimeSpan;
use crate::api::wire::{Properties, ServiceProperties};
use crate::equity;
use crate::model::PartialDate;

pub struct Services;

impl Collection for Services {
    fn about(&self) -> &'static About {
        &About {
            id: "services",
            title: "Services",
            description: "Supply: one kind of help by one operator. A site that is unknown or may not be shown has no \
                          geometry; one that may only be shown as its community stands there.",
            parameters: &[&AS_OF],
            schema: "ServiceProperties",
            geometry_schema: "PointGeometryOrNull",
        }
    }

    fn entries<'a>(&self, ask: &'a Ask) -> Result<Vec<Entry<'a>>, Problem> {
        let package = ask.view.package();
        let made_on = package.settings.made_on;
        let exists = on_the_day(ask, &package.services, |service, as_of| {
            equity::exists(service, as_of, made_on)
        })?;
        let entries = exists.into_iter().map(|(service, exists)| Entry {
            id: service.id.as_str().into(),
            geometry: service.point.map(point),
            time: TimeSpan::new(
                service.opened.map(PartialDate::earliest),
                service.closed.map(PartialDate::latest),
            ),
            properties: Box::new(move || {
                Properties::Service(Box::new(ServiceProperties::new(package, service, exists)))
            }),
        });
        Ok(entries.collect())
    }
}
