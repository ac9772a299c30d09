//! How people would go to a service, through the year.

use super::basis::{Basis, Joint};
use crate::model::{Definition, Impedance, Minutes, Mode};
use crate::travel::{AccessPeriod, Admitted, Itinerary, LinkPresence, Reading, Route, Router};

/// Unbroken days on which the best route is the same.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteStretch {
    /// The days.
    pub period: AccessPeriod,
    /// The route on each of them.
    pub route: Route,
    /// Minutes between its ends and the network, on no link.
    pub off_network: Minutes,
}

/// The best route from a community to a service's site in every part of the year, in calendar order.
/// Empty where either is on no network, or where the site has no one place.
pub fn routes_to_service(
    basis: &Basis,
    community: usize,
    service: usize,
    definition: &Definition,
    links: &LinkPresence,
) -> Vec<RouteStretch> {
    let ends = basis.joint(community).zip(basis.site_joint(service));
    ends.map_or_else(Vec::new, |ends| {
        let direct = basis.direct(community, service);
        routes(basis, links, ends, direct, (&definition.modes, definition.impedance))
    })
}

/// The best route from a community to a service's site in one period; `None` where either is on no network, or where the
/// site has no one place.
pub fn route_in_period(
    basis: &Basis,
    community: usize,
    service: usize,
    definition: &Definition,
    (links, period): (&LinkPresence, usize),
) -> Option<RouteStretch> {
    let (home, there) = basis.joint(community).zip(basis.site_joint(service))?;
    let year = basis.year_with(links);
    let router = Router::new(
        basis.network(),
        &year,
        period,
        home.node,
        &definition.modes,
        definition.impedance,
    );
    Some(RouteStretch {
        period: basis.periods()[period],
        route: router.route(there.node),
        off_network: off_network((home, there), basis.direct(community, service)),
    })
}

/// The quickest way from a community to a service's site in one period if all that is unknown were as favourable as it
/// may be; `None` as for [`route_in_period`], and where there is no way even then.
pub fn itinerary_at_best(
    basis: &Basis,
    community: usize,
    service: usize,
    definition: &Definition,
    (links, period): (&LinkPresence, usize),
) -> Option<Itinerary> {
    let (home, there) = basis.joint(community).zip(basis.site_joint(service))?;
    let Definition { modes, impedance, .. } = definition;
    let year = basis.year_with(links);
    let reading = Reading::MostFavourable;
    let admitted = Admitted::new(basis.network(), &year, period, modes, *impedance, reading);
    Itinerary::between(basis.network(), (home.node, there.node), &admitted)
}

/// Minutes on no link. At one node both ends are joined to, going round by it would be a detour.
fn off_network((home, there): (Joint, Joint), direct: Option<Minutes>) -> Minutes {
    let last = home.last_stretch + there.last_stretch;
    direct
        .filter(|_| home.node == there.node && last > Minutes::ZERO)
        .unwrap_or(last)
}

/// The best route between two communities in every part of the year, in calendar order. Empty where
/// either is on no network.
pub fn routes_between(
    basis: &Basis,
    (from, to): (usize, usize),
    (modes, impedance): (&[Mode], Impedance),
    links: &LinkPresence,
) -> Vec<RouteStretch> {
    let [start, end] = [from, to].map(|at| basis.package().communities[at].point);
    let ends = basis.joint(from).zip(basis.joint(to));
    ends.map_or_else(Vec::new, |ends| {
        let direct = Some(basis.direct_between(start, end));
        routes(basis, links, ends, direct, (modes, impedance))
    })
}

fn routes(
    basis: &Basis,
    links: &LinkPresence,
    (home, there): (Joint, Joint),
    direct: Option<Minutes>,
    (modes, impedance): (&[Mode], Impedance),
) -> Vec<RouteStretch> {
    let (from, to) = (home.node, there.node);
    let off_network = off_network((home, there), direct);
    let mut stretches: Vec<RouteStretch> = Vec::new();
    let year = basis.year_with(links);
    for (at, period) in year.periods().iter().enumerate() {
        let route = Router::new(basis.network(), &year, at, from, modes, impedance).route(to);
        match stretches.last_mut() {
            Some(last) if last.route == route => last.period.last = period.last,
            _ => stretches.push(RouteStretch {
                period: *period,
                route,
                off_network,
            }),
        }
    }
    stretches
}
