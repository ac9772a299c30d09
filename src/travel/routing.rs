//! Shortest paths from one node to all others.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{AccessYear, Network, NodeIndex, Reading};
use crate::model::{Impedance, Minutes, Mode};

/// The links that a search may use, and what they cost: one entry a link, `None` where it is closed,
/// of another mode or without a bound.
#[derive(Clone, Debug)]
pub struct Admitted(Vec<Option<Minutes>>);

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
        let open = year.open_links(period, reading);
        let links = network.links().iter().enumerate();
        Self(
            links
                .map(|(at, link)| {
                    (open[at] && modes.contains(&link.mode))
                        .then(|| network.cost(at).under(impedance, reading))
                        .flatten()
                })
                .collect(),
        )
    }
}

/// How far a node is, and the last step to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Label {
    cost: Minutes,
    legs: u32,
    /// The link and the node that one comes from; `None` at the origin.
    via: Option<(usize, NodeIndex)>,
}

/// Shortest paths from one origin (Dijkstra). Ties go to fewer legs, then to the earlier link: a
/// published route must not change with the order of a hash.
///
/// Written here rather than taken from a graph library, because no such library that we found
/// settles ties, and because costs change from period to period over one unchanging layout.
#[derive(Clone, Debug)]
pub struct ShortestPaths {
    labels: Vec<Option<Label>>,
}

impl ShortestPaths {
    /// Searches from `origin`. O((nodes + links) log nodes).
    pub fn from(network: &Network, origin: NodeIndex, admitted: &Admitted) -> Self {
        let mut labels: Vec<Option<Label>> = vec![None; network.nodes().len()];
        let mut settled = vec![false; labels.len()];
        let mut queue = BinaryHeap::new();
        labels[origin] = Some(Label {
            cost: Minutes::ZERO,
            legs: 0,
            via: None,
        });
        queue.push(Reverse((Minutes::ZERO, 0, origin)));
        while let Some(Reverse((cost, legs, node))) = queue.pop() {
            if std::mem::replace(&mut settled[node], true) {
                continue;
            }
            for arc in network.leaving(node) {
                let Some(link_cost) = admitted.0[arc.link] else {
                    continue;
                };
                let label = Label {
                    cost: cost + link_cost,
                    legs: legs + 1,
                    via: Some((arc.link, node)),
                };
                if !settled[arc.to] && labels[arc.to].is_none_or(|known| label < known) {
                    labels[arc.to] = Some(label);
                    queue.push(Reverse((label.cost, label.legs, arc.to)));
                }
            }
        }
        Self { labels }
    }

    /// The impedance to a node; `None` where it cannot be reached.
    pub fn cost(&self, to: NodeIndex) -> Option<Minutes> {
        self.labels[to].map(|label| label.cost)
    }

    /// The links of the path to a node in order of travel, each with the node it leaves from;
    /// `None` where it cannot be reached, empty at the origin.
    pub fn path(&self, to: NodeIndex) -> Option<Vec<(usize, NodeIndex)>> {
        let mut path = Vec::new();
        let mut label = self.labels[to]?;
        while let Some((link, node)) = label.via {
            path.push((link, node));
            // A node that leads on is labelled itself.
            label = self.labels[node]?;
        }
        path.reverse();
        Some(path)
    }
}
