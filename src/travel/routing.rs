//! Shortest paths from one node to all others, or to as many as are asked about.

use std::fmt::Debug;

use super::{AccessYear, Network, NodeIndex, Reading};
use crate::model::{Impedance, Link, Minutes, Mode};

/// The one-ways of a network with what they cost in one search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    /// As the network's one-ways are laid out, so that a search reads them in a row.
    arcs: Vec<Arc>,
    /// The greatest cost of an arc that is no [`CLOSED`].
    greatest: u32,
}

/// One direction of a link in one search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Arc {
    to: u32,
    /// [`CLOSED`] where the link is closed, of another mode or without a bound.
    seconds: u32,
}

const CLOSED: u32 = u32::MAX;

impl Admitted {
    /// The links of `modes` that are open in a period, at one reading of what is unknown.
    pub fn new(
        network: &Network,
        year: &AccessYear,
        period: usize,
        modes: &[Mode],
        impedance: Impedance,
        reading: Reading,
    ) -> Self {
        let of_link = |(at, link): (usize, &Link)| {
            let is_admitted = modes.contains(&link.mode) && year.is_open(at, period, reading);
            let cost = is_admitted
                .then(|| network.cost(at).under(impedance, reading))
                .flatten();
            cost.map_or(CLOSED, |cost| cost.seconds().min(CLOSED - 1))
        };
        let of_links: Vec<u32> = network.links().iter().enumerate().map(of_link).collect();
        let open = of_links.iter().filter(|seconds| **seconds != CLOSED);
        Self {
            greatest: open.max().copied().unwrap_or(0),
            arcs: network
                .ways()
                .iter()
                .map(|way| Arc {
                    to: way.to,
                    seconds: of_links[way.link as usize],
                })
                .collect(),
        }
    }
}

/// What is known of a node: how far it is, and maybe how one comes there. The least is the best.
pub trait Label: Copy + Debug + Ord {
    /// Where there is no way.
    const UNREACHED: Self;
    /// At the origin.
    const START: Self;
    /// What decides when a node is looked at, and tells one that has been found better meanwhile.
    type Turn: Copy + Debug + PartialEq;

    /// The cost.
    fn seconds(self) -> u32;
    /// When it is looked at.
    fn turn(self) -> Self::Turn;
    /// One link farther, which costs so much; which link that is and from where.
    fn onwards(self, seconds: u32, link: impl FnOnce() -> u32, from: u32) -> Self;
}

/// The cost alone, as seconds.
impl Label for u32 {
    const UNREACHED: Self = Self::MAX;
    const START: Self = 0;
    type Turn = Self;

    fn seconds(self) -> u32 {
        self
    }

    fn turn(self) -> Self {
        self
    }

    fn onwards(self, seconds: u32, _: impl FnOnce() -> u32, _: u32) -> Self {
        // One less than no way at all.
        self.saturating_add(seconds).min(Self::MAX - 1)
    }
}

/// The cost and the last step. Compared field by field: the least cost, then the fewest legs, then the earlier link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    seconds: u32,
    legs: u32,
    /// The link that one comes by, and the node that one comes from; neither means anything at the origin.
    link: u32,
    from: u32,
}

impl Label for Step {
    const UNREACHED: Self = Self {
        seconds: u32::MAX,
        legs: u32::MAX,
        link: u32::MAX,
        from: u32::MAX,
    };
    const START: Self = Self {
        seconds: 0,
        legs: 0,
        link: 0,
        from: 0,
    };
    type Turn = (u32, u32);

    fn seconds(self) -> u32 {
        self.seconds
    }

    fn turn(self) -> (u32, u32) {
        (self.seconds, self.legs)
    }

    fn onwards(self, seconds: u32, link: impl FnOnce() -> u32, from: u32) -> Self {
        Self {
            seconds: self.seconds.onwards(seconds, || 0, from),
            legs: self.legs + 1,
            link: link(),
            from,
        }
    }
}

/// A search from one origin. It goes as far as it is asked to and can be taken further: what is known by then is what a search
/// of the whole network comes to.
///
/// Written here rather than taken from a graph library, because no such library that we found settles ties, and because costs
/// change from period to period over one unchanging layout.
#[derive(Clone, Debug)]
pub struct Search<L: Label> {
    origin: NodeIndex,
    labels: Vec<L>,
    waiting: Buckets<L>,
    /// Nodes in the order in which they were looked at, a few of them more than once.
    looked_at: Vec<u32>,
}

/// What it costs to come to each node.
pub type ShortestCosts = Search<u32>;

/// How one comes to each node, and at what cost. Ties go to fewer legs, then to the earlier link: a published route must not
/// change with the order of a hash.
pub type ShortestPaths = Search<Step>;

impl<L: Label> Search<L> {
    /// Searches the whole network from `origin`.
    pub fn from(network: &Network, origin: NodeIndex, admitted: &Admitted) -> Self {
        let mut paths = Self::begin(network, origin, admitted);
        paths.reach_everything(network, admitted);
        paths
    }

    /// Begins a search from `origin`, in which nothing is known yet.
    pub fn begin(network: &Network, origin: NodeIndex, admitted: &Admitted) -> Self {
        let nodes = network.len();
        let mut paths = Self {
            origin,
            labels: vec![L::UNREACHED; nodes],
            waiting: Buckets::new(nodes, admitted.greatest),
            looked_at: Vec::new(),
        };
        paths.start();
        paths
    }

    /// Begins anew from another origin over the same links: far less work than [`Self::begin`] where a part of the network
    /// was searched.
    pub fn begin_again(&mut self, origin: NodeIndex) {
        let Self {
            labels,
            waiting,
            looked_at,
            ..
        } = self;
        if looked_at.len() > labels.len() / 4 {
            labels.fill(L::UNREACHED);
            waiting.empty(|_| {});
        } else {
            // Whoever has a label was looked at or waits.
            for node in looked_at.iter() {
                labels[*node as usize] = L::UNREACHED;
            }
            waiting.empty(|node| labels[node as usize] = L::UNREACHED);
        }
        looked_at.clear();
        self.origin = origin;
        self.start();
    }

    fn start(&mut self) {
        self.labels[self.origin] = L::START;
        self.waiting.push(L::START, self.origin as u32);
    }

    /// Searches on until nothing is left.
    pub fn reach_everything(&mut self, network: &Network, admitted: &Admitted) {
        while self.waiting.first().is_some() {
            self.look_at_first(network, admitted);
        }
    }

    /// Searches on until every node within a limit is known.
    pub fn reach_within(&mut self, network: &Network, admitted: &Admitted, limit: Minutes) {
        while self.waiting.first().is_some_and(|first| first <= limit.seconds()) {
            self.look_at_first(network, admitted);
        }
    }

    /// Searches on until it is known how far a node is.
    pub fn reach(&mut self, network: &Network, admitted: &Admitted, node: NodeIndex) {
        while self
            .waiting
            .first()
            .is_some_and(|first| first <= self.labels[node].seconds())
        {
            self.look_at_first(network, admitted);
        }
    }

    /// Looks at all nodes of the first bucket (Dial 1969). Where a bucket is wider than one second, or links cost nothing, a
    /// node may be looked at again after it was found better (Meyer & Sanders 2003): what comes out is the one set of least
    /// labels whatever the width.
    fn look_at_first(&mut self, network: &Network, admitted: &Admitted) {
        let mut ahead = 0;
        while let Some((turn, node)) = self.waiting.pop() {
            // Looks at the arcs of whoever comes soon, so that they are at hand by then: waiting for them is most of a search.
            if let Some(soon) = self.waiting.soon() {
                let arcs = &admitted.arcs[network.leaving(soon as usize)];
                ahead ^= arcs.first().map_or(0, |arc| arc.to);
            }
            let here = self.labels[node as usize];
            if here.turn() != turn {
                continue;
            }
            self.looked_at.push(node);
            let leaving = network.leaving(node as usize);
            for (arc, way) in admitted.arcs[leaving.clone()].iter().zip(leaving) {
                if arc.seconds == CLOSED {
                    continue;
                }
                let label = here.onwards(arc.seconds, || network.ways()[way].link, node);
                let known = &mut self.labels[arc.to as usize];
                if label < *known {
                    // Who waits already with this cost waits on with the better link.
                    let waits = known.turn() == label.turn();
                    *known = label;
                    if !waits {
                        self.waiting.push(label, arc.to);
                    }
                }
            }
        }
        std::hint::black_box(ahead);
    }

    /// Whether all that can be reached is known.
    pub fn is_done(&self) -> bool {
        self.waiting.first().is_none()
    }

    /// Nodes that are known, the nearest first but for those at nearly the same cost, which come in any order and maybe more
    /// than once.
    pub fn known(&self) -> &[u32] {
        &self.looked_at
    }

    /// The impedance to a node; `None` where it cannot be reached, or is not known yet.
    pub fn cost(&self, to: NodeIndex) -> Option<Minutes> {
        self.is_known(to)
            .then(|| Minutes::from_seconds(self.labels[to].seconds()))
    }

    fn is_known(&self, node: NodeIndex) -> bool {
        let label = self.labels[node];
        label != L::UNREACHED && self.waiting.first().is_none_or(|first| label.seconds() < first)
    }
}

impl ShortestPaths {
    /// The links of the path to a node in order of travel, each with the node it leaves from;
    /// `None` where it cannot be reached, or is not known yet; empty at the origin.
    pub fn path(&self, to: NodeIndex) -> Option<Vec<(usize, NodeIndex)>> {
        if !self.is_known(to) {
            return None;
        }
        let mut path = Vec::new();
        let mut node = to;
        while node != self.origin {
            let label = self.labels[node];
            node = label.from as usize;
            path.push((label.link as usize, node));
        }
        path.reverse();
        Some(path)
    }
}

/// Nodes that wait to be looked at, in buckets of their cost. No node that is put in costs less than the bucket that is being
/// emptied, nor more than that and the longest link: so a ring of buckets is enough.
#[derive(Clone, Debug)]
struct Buckets<L: Label> {
    /// How often two has to be multiplied by itself to give the seconds that share a bucket. These and the buckets are as many as
    /// a power of two, because dividing by anything else takes as long as looking at an arc.
    width: u32,
    ring: Vec<Vec<(L::Turn, u32)>>,
    /// The bucket that is being emptied, the seconds at which it begins, and how many of it are out.
    at: usize,
    begins: u32,
    taken: usize,
    waiting: usize,
}

impl<L: Label> Buckets<L> {
    /// More buckets than this take longer to make than they save.
    const MOST: u32 = 1 << 16;

    fn new(nodes: usize, longest: u32) -> Self {
        let wanted = u32::try_from(nodes / 8).unwrap_or(Self::MOST).clamp(16, Self::MOST);
        let width = (longest / wanted + 1).next_power_of_two().trailing_zeros();
        Self {
            width,
            ring: vec![Vec::new(); ((longest >> width) as usize + 2).next_power_of_two()],
            at: 0,
            begins: 0,
            taken: 0,
            waiting: 0,
        }
    }

    fn push(&mut self, label: L, node: u32) {
        let bucket = (label.seconds() >> self.width) as usize & (self.ring.len() - 1);
        self.ring[bucket].push((label.turn(), node));
        self.waiting += 1;
    }

    /// The seconds at which the first bucket begins; `None` where nobody waits. Whoever is found later costs no less.
    const fn first(&self) -> Option<u32> {
        if self.waiting > 0 { Some(self.begins) } else { None }
    }

    /// The next of the first bucket; `None` once there is none, and then another bucket is the first.
    fn pop(&mut self) -> Option<(L::Turn, u32)> {
        // First come, first served: links that cost nothing are then followed leg by leg.
        if let Some(&next) = self.ring[self.at].get(self.taken) {
            self.taken += 1;
            self.waiting -= 1;
            return Some(next);
        }
        self.ring[self.at].clear();
        self.taken = 0;
        while self.waiting > 0 && self.ring[self.at].is_empty() {
            self.at = (self.at + 1) & (self.ring.len() - 1);
            self.begins += 1 << self.width;
        }
        None
    }

    /// Somebody who is taken out of the first bucket soon.
    fn soon(&self) -> Option<u32> {
        self.ring[self.at].get(self.taken + 2).map(|(_, node)| *node)
    }

    /// Sends everybody away, as it was at first.
    fn empty(&mut self, mut waited: impl FnMut(u32)) {
        for bucket in &mut self.ring {
            bucket.drain(..).for_each(|(_, node)| waited(node));
        }
        (self.at, self.begins, self.taken, self.waiting) = (0, 0, 0, 0);
    }
}
