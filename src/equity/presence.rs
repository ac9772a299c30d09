//! Which services count on a date, and whom they serve.

use jiff::civil::Date;

use super::basis::Basis;
use crate::model::{
    ActualState, Community, Package, PartialDate, RegionId, Request, Serves, Service, ServiceStatus, ServiceType,
    Supply, Truth,
};

/// Whether a service exists on `as_of`: from the day it opened to the day it closed, both included.
///
/// A blank `opened` means since before the record begins. A service closed without a date does not
/// count from the day on which it was observed closed (`observed`, else the day the package was
/// made, `made_on`); before that day nobody can tell. What is in development or proposed is no
/// supply until it has opened. A funding program is none at all.
pub fn exists(service: &Service, as_of: Date, made_on: Option<Date>) -> Truth {
    if service.service_type.as_str() == ServiceType::FUNDING_PROGRAM {
        return Truth::False;
    }
    let opened = match (service.opened, service.status) {
        (Some(opened), _) => opened.reached_on(as_of),
        (None, ServiceStatus::InDevelopment | ServiceStatus::Proposed) => Truth::False,
        (None, ServiceStatus::Existing | ServiceStatus::Closed) => Truth::True,
    };
    let closed = match (service.closed, service.status) {
        (Some(closed), _) => closed.passed_on(as_of),
        (None, ServiceStatus::Closed) => {
            let observed = service.observed.map(PartialDate::latest).or(made_on);
            if observed.is_none_or(|observed| as_of >= observed) {
                Truth::True
            } else {
                Truth::Unknown
            }
        }
        (None, _) => Truth::False,
    };
    opened.and(!closed)
}

/// Whether a request had been made on `as_of`; unknown where its date is.
pub fn was_asked(request: &Request, as_of: Date) -> Truth {
    request.date.map_or(Truth::Unknown, |date| date.reached_on(as_of))
}

/// Whether a service runs. As intended, it does. As observed, it is what the last observation saw;
/// before that observation nobody can tell. Where nothing was observed beyond the status, the status
/// is the observation.
pub fn runs(service: &Service, supply: Supply, as_of: Date) -> Truth {
    let (Supply::Actual, Some(actual)) = (supply, service.actual) else {
        return Truth::True;
    };
    if service.observed.is_some_and(|observed| as_of < observed.earliest()) {
        return Truth::Unknown;
    }
    match actual {
        ActualState::Running => Truth::True,
        ActualState::Vacant | ActualState::Suspended => Truth::False,
        ActualState::Unknown => Truth::Unknown,
    }
}

/// Whether a service serves a community, by its place in the package. Serving a community serves the places that are part of
/// it. A community whose region is not known may or may not lie in a region that is served.
pub fn serves(service: &Service, community: usize, basis: &Basis) -> Truth {
    let Serves::Areas(names) = &service.serves else {
        return if service.serves == Serves::All {
            Truth::True
        } else {
            Truth::Unknown
        };
    };
    let package = basis.package();
    let served = names.iter().map(|name| match basis.community_named(name) {
        Some(whole) => Truth::from(is_or_lies_within(community, whole, basis)),
        None => lies_in(&package.communities[community], name, package),
    });
    served.fold(Truth::False, Truth::or)
}

/// Whether a community is another, part of it, or part of its parts.
fn is_or_lies_within(community: usize, whole: usize, basis: &Basis) -> bool {
    let communities = &basis.package().communities;
    let above = |one: &usize| basis.community(communities[*one].part_of.as_ref()?);
    // As many steps as there are communities: more would be a circle.
    std::iter::successors(Some(community), above)
        .take(communities.len())
        .any(|one| one == whole)
}

/// Whether a community lies in a region, as services and requests name regions: the id of one with an
/// outline, else a name (or its id) in either of the communities' columns of regions; the package's
/// own id is the whole. Unknown where the community's region is not published.
pub fn lies_in(community: &Community, region: &str, package: &Package) -> Truth {
    if region == package.settings.id {
        return Truth::True;
    }
    if let Some(outlined) = package.regions.iter().find(|one| one.id.as_str() == region) {
        let own = package.settings.region_column.of(community);
        return own.map_or(Truth::Unknown, |own| Truth::from(own == outlined.matches));
    }
    let columns = [&community.region, &community.hss_region];
    columns
        .into_iter()
        .map(|own| match own {
            Some(own) => Truth::from(own == region || RegionId::of_name(own).as_str() == region),
            None => Truth::Unknown,
        })
        .fold(Truth::False, Truth::or)
}
