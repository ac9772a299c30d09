//! Shortest paths from one node to all others.

use super::{AccessYear, Network, NodeIndex, Reading};
use crate::model::{Impedance, Link, Minutes, Mode};

/// What the one-ways of a network cost in one search, in seconds; [`CLOSED`] where the link is closed, of another mode or
/// without a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    seconds: Vec<u32>,
    /// The greatest of them that is no [`CLOSED`].
    greatest: u32,
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
            // Laid out as the one-ways are, so that a search reads them in a row.
            seconds: network.ways().iter().map(|way| of_links[way.link as usize]).collect(),
        }
    }
}

/// How far a node is, and the last step to it. Compared field by field: the least cost, then the fewest legs, then the earlier
/// link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Label {
    seconds: u32,
    /// [`UNREACHED`] where there is no way.
    legs: u32,
    /// The link that one comes by, and the node that one comes from; neither means anything at the origin.
    link: u32,
    from: u32,
}

const UNREACHED: u32 = u32::MAX;

/// Shortest paths from one origin. Ties go to fewer legs, then to the earlier link: a
/// published route must not change with the order of a hash.
///
/// Written here rather than taken from a graph library, because no such library that we found
/// settles ties, and because costs change from period to period over one unchanging layout.
#[derive(Clone, Debug)]
pub struct ShortestPaths {
    origin: NodeIndex,
    labels: Vec<Label>,
}

impl ShortestPaths {
    /// Searches from `origin`, by nodes in buckets of their cost (Dial 1969). Where a bucket is wider than one second, or links
    /// cost nothing, a node may be looked at again after it was found better (Meyer & Sanders 2003): what comes out is the one
    /// set of least labels whatever the width.
    pub fn from(network: &Network, origin: NodeIndex, admitted: &Admitted) -> Self {
        let unreached = Label {
            seconds: u32::MAX,
            legs: UNREACHED,
            link: u32::MAX,
            from: u32::MAX,
        };
        let mut labels = vec![unreached; network.nodes().len()];
        let start = Label {
            seconds: 0,
            legs: 0,
            link: 0,
            from: 0,
        };
        labels[origin] = start;
        let mut waiting = Buckets::new(labels.len(), admitted.greatest);
        waiting.push(start, origin as u32);
        while let Some((seconds, legs, node)) = waiting.pop() {
            let known = labels[node as usize];
            if (known.seconds, known.legs) != (seconds, legs) {
                continue;
            }
            let leaving = network.leaving(node as usize);
            let ways = network.ways()[leaving.clone()].iter();
            for (way, &cost) in ways.zip(&admitted.seconds[leaving]) {
                if cost == CLOSED {
                    continue;
                }
                let label = Label {
                    seconds: seconds.saturating_add(cost),
                    legs: legs + 1,
                    link: way.link,
                    from: node,
                };
                let known = &mut labels[way.to as usize];
                if label < *known {
                    // Who waits already with this cost waits on with the better link.
                    let waits = (known.seconds, known.legs) == (label.seconds, label.legs);
                    *known = label;
                    if !waits {
                        waiting.push(label, way.to);
                    }
                }
            }
        }
        Self { origin, labels }
    }

    /// The impedance to a node; `None` where it cannot be reached.
    pub fn cost(&self, to: NodeIndex) -> Option<Minutes> {
        let label = self.labels[to];
        (label.legs != UNREACHED).then(|| Minutes::from_seconds(label.seconds))
    }

    /// The links of the path to a node in order of travel, each with the node it leaves from;
    /// `None` where it cannot be reached, empty at the origin.
    pub fn path(&self, to: NodeIndex) -> Option<Vec<(usize, NodeIndex)>> {
        if self.labels[to].legs == UNREACHED {
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

/// Nodes that wait to be looked at, in buckets of their cost. No node that is put in costs less than the last one taken out,
/// nor more than that and the longest link: so a ring of buckets is enough.
struct Buckets {
    /// Seconds that share a bucket.
    width: u32,
    ring: Vec<Vec<(u32, u32, u32)>>,
    /// The bucket that is being emptied, and how many of it are out.
    at: usize,
    taken: usize,
    waiting: usize,
}

impl Buckets {
    /// More buckets than this take longer to make than they save.
    const MOST: u32 = 1 << 16;

    fn new(nodes: usize, longest: u32) -> Self {
        let wanted = u32::try_from(nodes / 8).unwrap_or(Self::MOST).clamp(16, Self::MOST);
        let width = longest / wanted + 1;
        Self {
            width,
            ring: vec![Vec::new(); (longest / width) as usize + 2],
            at: 0,
            taken: 0,
            waiting: 0,
        }
    }

    fn push(&mut self, label: Label, node: u32) {
        let bucket = (label.seconds / self.width) as usize % self.ring.len();
        self.ring[bucket].push((label.seconds, label.legs, node));
        self.waiting += 1;
    }

    fn pop(&mut self) -> Option<(u32, u32, u32)> {
        if self.waiting == 0 {
            return None;
        }
        // First come, first served: links that cost nothing are then followed leg by leg.
        while self.taken == self.ring[self.at].len() {
            self.ring[self.at].clear();
            self.taken = 0;
            self.at = (self.at + 1) % self.ring.len();
        }
        self.taken += 1;
        self.waiting -= 1;
        self.ring[self.at].get(self.taken - 1).copied()
    }
}
