//! What every assessment stands on: a package with its network laid out and its sites joined to it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{CommunityId, DayOfYear, Km, Minutes, Package, Point, Service, ServiceId, Sites, TravelSettings};
use crate::spatial::{PlaceIndex, distance};
use crate::travel::{AccessPeriod, AccessYear, LinkPresence, Network, NetworkFault, NodeIndex};

/// How a place is joined to the network: a node, and the last stretch to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joint {
    /// The node.
    pub node: NodeIndex,
    /// Minutes between the node and the place.
    pub last_stretch: Minutes,
}

/// Where a service is given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Site {
    /// In a community, as a place in [`Package::communities`].
    Community(usize),
    /// At a place outside every community.
    Place(Point, Option<Joint>),
    /// In every community that it serves.
    EachCommunity,
    /// Not published.
    Unpublished,
}

/// What travel is measured over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasuredOver {
    /// The package's network.
    Network,
    /// Straight lines at one speed, because the package has no network. Every answer says so.
    StraightLines,
}

impl MeasuredOver {
    /// The word of the contract: `network`, `straight_lines`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::StraightLines => "straight_lines",
        }
    }
}

/// Why a package cannot be analysed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BasisFault {
    /// The network is broken.
    #[error(transparent)]
    Network(#[from] NetworkFault),
    /// A service stands in a community that the package does not have.
    #[error("service {service} names the community {community}, which the package does not have")]
    Community {
        /// The service.
        service: ServiceId,
        /// The community.
        community: CommunityId,
    },
}

/// A package made ready for analysis. Built once, read by all.
#[derive(Clone, Debug)]
pub struct Basis {
    package: Arc<Package>,
    network: Arc<Network>,
    /// As if every link were there.
    year: Arc<AccessYear>,
    communities: Arc<HashMap<CommunityId, usize>>,
    /// How each community is joined to the network.
    joints: Arc<[Option<Joint>]>,
    sites: Vec<Site>,
    stops: Stops,
}

impl Basis {
    /// Lays out the network and joins communities and sites to it. A place that no node stands for
    /// is joined to the nearest node within the package's `connect_within`, at its `connect_kmh`.
    pub fn new(package: Arc<Package>) -> Result<Self, BasisFault> {
        let settings = &package.settings.travel;
        let network = Network::new(Arc::clone(&package))?;
        let nodes = PlaceIndex::new((0..network.len()).map(|at| (at, network.node(at).point)));
        let join = |point: Point| join(&nodes, settings, point);
        let communities: HashMap<CommunityId, usize> = package
            .communities
            .iter()
            .enumerate()
            .map(|(at, one)| (one.id.clone(), at))
            .collect();
        let joints = package
            .communities
            .iter()
            .map(|community| match network.node_of(&community.id) {
                Some(node) => Some(Joint {
                    node,
                    last_stretch: Minutes::ZERO,
                }),
                None => join(community.point),
            });
        let joints = joints.collect();
        let sites = package
            .services
            .iter()
            .map(|service| site_of(service, &communities, join));
        let sites = sites.collect::<Result<_, BasisFault>>()?;
        let basis = Self {
            year: Arc::new(AccessYear::of(&network)),
            network: Arc::new(network),
            communities: Arc::new(communities),
            joints,
            sites,
            stops: Stops::default(),
            package,
        };
        Ok(basis.with_stops())
    }

    /// The same network under other supply: nothing of it is laid out anew. `package` has this one's settings, communities,
    /// nodes and links, and its services in their places; those that are not as they were are in `changed`, and so are those
    /// that come after them.
    ///
    /// # Errors
    /// Where a changed service stands in a community that the package does not have.
    pub fn with_supply(&self, package: Arc<Package>, changed: &BTreeSet<usize>) -> Result<Self, BasisFault> {
        let settings = &package.settings.travel;
        let nodes = OnceCell::new();
        let join = |point: Point| {
            // Most of what is supposed stands in a community: the index is made only for what does not.
            let index = || PlaceIndex::new((0..self.network.len()).map(|at| (at, self.network.node(at).point)));
            join(nodes.get_or_init(index), settings, point)
        };
        let sites = package.services.iter().enumerate().map(|(at, service)| {
            match self.sites.get(at).filter(|_| !changed.contains(&at)) {
                Some(known) => Ok(*known),
                None => site_of(service, &self.communities, join),
            }
        });
        let basis = Self {
            sites: sites.collect::<Result<_, BasisFault>>()?,
            network: Arc::clone(&self.network),
            year: Arc::clone(&self.year),
            communities: Arc::clone(&self.communities),
            joints: Arc::clone(&self.joints),
            stops: Stops::default(),
            package,
        };
        Ok(basis.with_stops())
    }

    fn with_stops(mut self) -> Self {
        let nodes = (0..self.sites.len()).filter_map(|service| Some(self.site_joint(service)?.node));
        self.stops = Stops::new(self.network.len(), nodes);
        self
    }

    /// The package it was made from.
    pub fn package(&self) -> &Package {
        &self.package
    }

    /// Its network; empty where the package has none.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The names of the two ends of a link.
    pub fn ends_of(&self, link: usize) -> [String; 2] {
        let link = &self.network.links()[link];
        [&link.from, &link.to].map(|end| {
            let node = self.network.find(end).map(|at| self.network.node(at));
            node.map_or_else(|| end.to_string(), |node| node.name.clone())
        })
    }

    /// What travel is measured over.
    pub fn measured_over(&self) -> MeasuredOver {
        if self.network.is_empty() {
            MeasuredOver::StraightLines
        } else {
            MeasuredOver::Network
        }
    }

    /// The periods of the year within which nothing on the network changes, in calendar order.
    pub fn periods(&self) -> &[AccessPeriod] {
        self.year.periods()
    }

    /// The period in which a day lies, as a place in [`Self::periods`].
    pub fn period_of(&self, day: DayOfYear) -> usize {
        self.year.period_of(day)
    }

    /// Which links are there on a date.
    pub fn links_on(&self, as_of: Date) -> LinkPresence {
        LinkPresence::on(&self.network, as_of)
    }

    /// The year of the links that are there.
    pub fn year_with(&self, links: &LinkPresence) -> Cow<'_, AccessYear> {
        self.year.with(links)
    }

    /// A community's place in [`Package::communities`].
    pub fn community(&self, id: &CommunityId) -> Option<usize> {
        self.community_named(id.as_str())
    }

    /// The same by the name that stands in a cell, which may be none's.
    pub(super) fn community_named(&self, id: &str) -> Option<usize> {
        self.communities.get(id).copied()
    }

    /// How a community is joined to the network.
    pub fn joint(&self, community: usize) -> Option<Joint> {
        self.joints[community]
    }

    /// Where a service is given.
    pub fn site(&self, service: usize) -> Site {
        self.sites[service]
    }

    /// How a site is joined to the network; `None` where it has no one place or none near a node.
    pub fn site_joint(&self, service: usize) -> Option<Joint> {
        match self.sites[service] {
            Site::Community(community) => self.joints[community],
            Site::Place(_, joint) => joint,
            Site::EachCommunity | Site::Unpublished => None,
        }
    }

    /// The nodes of the network to which sites are joined.
    pub(super) const fn stops(&self) -> &Stops {
        &self.stops
    }

    /// Minutes straight from a community to a site that is joined to the same node: going round by the
    /// node would be a detour that nobody makes.
    pub(super) fn direct(&self, community: usize, service: usize) -> Option<Minutes> {
        let home = self.package.communities[community].point;
        match self.sites[service] {
            Site::Community(other) => Some(self.direct_between(home, self.package.communities[other].point)),
            Site::Place(point, _) => Some(self.direct_between(home, point)),
            Site::EachCommunity | Site::Unpublished => None,
        }
    }

    /// Minutes straight between two points at the package's `connect_kmh`.
    pub(super) fn direct_between(&self, from: Point, to: Point) -> Minutes {
        minutes_at(distance(from, to).km(), self.package.settings.travel.connect_kmh)
    }

    /// Minutes over the geodesic between a community and a point, for packages without a network.
    pub(super) fn straight_line(&self, community: usize, to: Point) -> Minutes {
        let km = distance(self.package.communities[community].point, to).km();
        minutes_at(km, self.package.settings.travel.fallback_kmh)
    }
}

/// Joins a place that no node stands for to the nearest node that is near enough.
fn join(nodes: &PlaceIndex<NodeIndex>, settings: &TravelSettings, point: Point) -> Option<Joint> {
    let nearest = nodes.nearest(point, 1).into_iter().next()?;
    (nearest.distance.km() <= settings.connect_within).then(|| Joint {
        node: nearest.id,
        last_stretch: minutes_at(nearest.distance.km(), settings.connect_kmh),
    })
}

fn site_of(
    service: &Service,
    communities: &HashMap<CommunityId, usize>,
    join: impl Fn(Point) -> Option<Joint>,
) -> Result<Site, BasisFault> {
    Ok(match (service.sites, &service.community_id, service.point) {
        (Sites::Each, _, _) => Site::EachCommunity,
        (Sites::One, Some(community), _) => {
            Site::Community(*communities.get(community).ok_or_else(|| BasisFault::Community {
                service: service.id.clone(),
                community: community.clone(),
            })?)
        }
        (Sites::One, None, Some(point)) => Site::Place(point, join(point)),
        (Sites::One, None, None) => Site::Unpublished,
    })
}

/// The nodes to which sites are joined, numbered: among a million nodes they are few, and a search that looks for services
/// need look at no others.
#[derive(Clone, Debug, Default)]
pub(super) struct Stops {
    /// By node; [`Self::NONE`] where there is no site.
    numbers: Vec<u32>,
    count: u32,
}

impl Stops {
    const NONE: u32 = u32::MAX;

    fn new(nodes: usize, of_sites: impl Iterator<Item = NodeIndex>) -> Self {
        let mut numbers = vec![Self::NONE; nodes];
        let mut count = 0;
        for node in of_sites {
            if numbers[node] == Self::NONE {
                numbers[node] = count;
                count += 1;
            }
        }
        Self { numbers, count }
    }

    /// How many there are.
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// The number of a node, below [`Self::count`]; `None` where no site is joined to it.
    pub fn number(&self, node: NodeIndex) -> Option<u32> {
        let number = *self.numbers.get(node)?;
        (number != Self::NONE).then_some(number)
    }
}

/// Minutes to cover a distance at a speed in kilometres an hour.
pub(super) fn minutes_at(km: Km, kmh: f64) -> Minutes {
    Minutes::from_number(km.number() / kmh * 60.0).expect("distances on earth at a positive speed take finite time")
}
