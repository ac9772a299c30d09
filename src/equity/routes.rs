//! How people would go to a service, through the year.

use super::basis::Basis;
use crate::model::{Definition, Impedance, Mode};
use crate::travel::{AccessPeriod, NodeIndex, Route, Router};

/// Unbroken days on which the best route is the same.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteStretch {
    /// The days.
    pub period: AccessPeriod,
    /// The route on each of them.
    pub route: Route,
}

/// The best route from a community to a service's site in every part of the year, in calendar order.
/// Empty where either is on no network, or where the site has no one place.
pub fn routes_to_service(
    basis: &Basis,
    community: usize,
    service: usize,
    definition: &Definition,
) -> Vec<RouteStretch> {
    let ends = basis.joint(community).zip(basis.site_joint(service));
    ends.map_or_else(Vec::new, |(home, site)| {
        routes_between(basis, (home.node, site.node), &definition.modes, definition.impedance)
    })
}

/// The best route between two nodes in every part of the year, in calendar order.
pub fn routes_between(
    basis: &Basis,
    (from, to): (NodeIndex, NodeIndex),
    modes: &[Mode],
    impedance: Impedance,
) -> Vec<RouteStretch> {
    let mut stretches: Vec<RouteStretch> = Vec::new();
    for (at, period) in basis.year().periods().iter().enumerate() {
        let route = Router::new(basis.network(), basis.year(), at, from, modes, impedance).route(to);
        match stretches.last_mut() {
            Some(last) if last.route == route => last.period.last = period.last,
            _ => stretches.push(RouteStretch { period: *period, route }),
        }
    }
    stretches
}
