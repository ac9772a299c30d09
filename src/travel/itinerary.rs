//! Journeys leg by leg: how somebody would go, what each leg costs, and how sure it is.

use super::{AccessYear, Admitted, Network, NodeIndex, Reading, ShortestPaths};
use crate::model::{Fact, Impedance, Interval, Km, Minutes, Mode};

/// One link of a journey.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    /// Place in [`Network::links`].
    pub link: usize,
    /// Where it leaves from.
    pub from: NodeIndex,
    /// Where it arrives.
    pub to: NodeIndex,
    /// Minutes moving.
    pub moving: Fact<Minutes>,
    /// Minutes boarding.
    pub boarding: Minutes,
    /// Expected wait for a departure.
    pub wait: Fact<Minutes>,
    /// Its length.
    pub km: Option<Km>,
}

/// One journey as its legs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Itinerary {
    /// Legs in order of travel; none where one is there already.
    pub legs: Vec<Leg>,
}

impl Itinerary {
    fn along(network: &Network, path: &[(usize, NodeIndex)], end: NodeIndex) -> Self {
        let ends = path.iter().skip(1).map(|&(_, node)| node).chain(std::iter::once(end));
        let legs = path.iter().zip(ends).map(|(&(link, from), to)| {
            let cost = network.cost(link);
            Leg {
                link,
                from,
                to,
                moving: cost.moving,
                boarding: cost.boarding,
                wait: cost.wait,
                km: network.links()[link].distance_km,
            }
        });
        Self { legs: legs.collect() }
    }

    /// The shortest way from one node to another over the admitted links; `None` where there is none.
    pub fn between(network: &Network, (from, to): (NodeIndex, NodeIndex), admitted: &Admitted) -> Option<Self> {
        let mut paths = ShortestPaths::begin(network, from, admitted);
        paths.reach(network, admitted, to);
        Some(Self::along(network, &paths.path(to)?, to))
    }

    /// Minutes moving and boarding; unknown where a leg's are not published.
    pub fn travel(&self) -> Fact<Minutes> {
        self.legs
            .iter()
            .map(|leg| leg.moving.known().map(|moving| moving + leg.boarding))
            .sum::<Option<Minutes>>()
            .into()
    }

    /// The same with every expected wait: `at_most` is without bound (unknown) where a leg's
    /// departures are not published, and `at_least` counts those waits as nothing.
    pub fn journey(&self) -> Interval<Fact<Minutes>> {
        let with = |wait: fn(Fact<Minutes>) -> Option<Minutes>| -> Fact<Minutes> {
            self.legs
                .iter()
                .map(|leg| Some(leg.moving.known()? + leg.boarding + wait(leg.wait)?))
                .sum::<Option<Minutes>>()
                .into()
        };
        Interval {
            at_least: with(|wait| Some(wait.known().unwrap_or(Minutes::ZERO))),
            at_most: with(Fact::known),
        }
    }

    /// Its length; `None` where a leg's is not published.
    pub fn km(&self) -> Option<Km> {
        self.legs.iter().try_fold(Km::default(), |sum, leg| Some(sum + leg.km?))
    }
}

/// Whether one can get there by the admitted modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reachable {
    /// Surely.
    Yes,
    /// Only if links whose dates or minutes are not published are open.
    Unknown,
    /// No path.
    No,
}

/// The best journey between two nodes in one period, and what kind of journey it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// By the admitted modes.
    pub reachable: Reachable,
    /// Whether the itinerary flies by charter, which is no service: shown, never counted.
    pub fallback: bool,
    /// The journey; `None` where there is no way at all.
    pub itinerary: Option<Itinerary>,
}

/// Finds routes from one origin in one period under a definition's modes and impedance.
#[derive(Clone, Debug)]
pub struct Router<'a> {
    network: &'a Network,
    origin: NodeIndex,
    /// Searches in order of preference, with what a path found by each means.
    searches: Vec<(ShortestPaths, Reachable, bool)>,
}

impl<'a> Router<'a> {
    /// Searches from `origin`: first for what is sure under the impedance, then for what is sure
    /// whatever the wait, then for what is possible, last by charter.
    pub fn new(
        network: &'a Network,
        year: &AccessYear,
        period: usize,
        origin: NodeIndex,
        modes: &[Mode],
        impedance: Impedance,
    ) -> Self {
        let search = |modes: &[Mode], impedance, reading| {
            ShortestPaths::from(
                network,
                origin,
                &Admitted::new(network, year, period, modes, impedance, reading),
            )
        };
        let sure = Reading::LeastFavourable;
        let mut searches = vec![(search(modes, impedance, sure), Reachable::Yes, false)];
        if impedance == Impedance::Journey {
            searches.push((search(modes, Impedance::Travel, sure), Reachable::Yes, false));
        }
        searches.push((
            search(modes, impedance, Reading::MostFavourable),
            Reachable::Unknown,
            false,
        ));
        if !modes.contains(&Mode::CharterAir) {
            let with_charter: Vec<Mode> = modes.iter().copied().chain([Mode::CharterAir]).collect();
            searches.push((search(&with_charter, Impedance::Travel, sure), Reachable::No, true));
        }
        Self {
            network,
            origin,
            searches,
        }
    }

    /// The best route to a node.
    pub fn route(&self, to: NodeIndex) -> Route {
        self.searches
            .iter()
            .find_map(|(paths, reachable, fallback)| {
                let itinerary = Itinerary::along(self.network, &paths.path(to)?, to);
                Some(Route {
                    reachable: *reachable,
                    fallback: *fallback,
                    itinerary: Some(itinerary),
                })
            })
            .unwrap_or(Route {
                reachable: Reachable::No,
                fallback: false,
                itinerary: None,
            })
    }

    /// Where it searches from.
    pub fn origin(&self) -> NodeIndex {
        self.origin
    }
}
