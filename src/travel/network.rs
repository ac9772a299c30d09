//! The travel network: nodes, links and what they cost, laid out for searching.

use std::collections::HashMap;
use std::sync::Arc;

use super::LinkCost;
use crate::model::{CommunityId, Link, LinkId, Node, NodeId, Package, Point};
use crate::spatial::along_the_ground;

/// A node's place in the network: which node that is, [`Network::node`] tells.
pub type NodeIndex = usize;

/// One direction of a link. Small, because a search looks at every one of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OneWay {
    /// The node it leads to.
    pub to: u32,
    /// Place in [`Network::links`].
    pub link: u32,
}

/// A link that ends nowhere.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("link {link} names the node {node}, which the network does not have")]
pub struct NetworkFault {
    /// The link.
    pub link: LinkId,
    /// The node it names.
    pub node: NodeId,
}

/// A travel network. Empty for a package that has none. Its nodes and links are those of the package, which it shares: a
/// copy of millions of them would take as much memory again.
#[derive(Clone, Debug)]
pub struct Network {
    package: Arc<Package>,
    /// Places in the package's nodes: in an order in which one is most often near the next, so that a search, which goes from
    /// neighbour to neighbour, finds at hand what it looks at.
    order: Vec<u32>,
    costs: Vec<LinkCost>,
    by_community: HashMap<CommunityId, NodeIndex>,
    /// Nodes in the order of their ids.
    by_id: Vec<u32>,
    /// Links with an opening or a closing date.
    dated: Vec<usize>,
    /// One-ways by their starting node: those of node `n` are `ways[first[n]..first[n + 1]]`, by link.
    first: Vec<u32>,
    ways: Vec<OneWay>,
}

impl Network {
    /// Lays out a package's network. Links keep their order, and ties between routes go to the earlier link:
    /// they stand in the order of their ids, so that published routes do not change.
    pub fn new(package: Arc<Package>) -> Result<Self, NetworkFault> {
        let Package { nodes, links, .. } = &*package;
        let points: Vec<Point> = nodes.iter().map(|node| node.point).collect();
        let order: Vec<u32> = along_the_ground(&points).into_iter().map(|at| at as u32).collect();
        let in_order = || order.iter().map(|&at| &nodes[at as usize]);
        let places: HashMap<&NodeId, u32> = in_order().map(|node| &node.id).zip(0..).collect();
        let find = |link: &Link, node: &NodeId| {
            places.get(node).copied().ok_or_else(|| NetworkFault {
                link: link.id.clone(),
                node: node.clone(),
            })
        };
        let ends = links
            .iter()
            .map(|link| Ok([find(link, &link.from)?, find(link, &link.to)?]));
        let ends = ends.collect::<Result<Vec<_>, NetworkFault>>()?;
        let (first, ways) = lay_out(nodes.len(), links, &ends);
        let mut by_id: Vec<u32> = (0..).take(nodes.len()).collect();
        by_id.sort_by_key(|&at| &nodes[order[at as usize] as usize].id);
        let settings = &package.settings.travel;
        Ok(Self {
            costs: links.iter().map(|link| LinkCost::of(link, settings)).collect(),
            by_community: nodes
                .iter()
                .filter_map(|node| Some((node.community_id.clone()?, places[&node.id] as usize)))
                .collect(),
            by_id,
            dated: (0..links.len())
                .filter(|&at| links[at].opened.is_some() || links[at].closed.is_some())
                .collect(),
            first,
            ways,
            order,
            package,
        })
    }

    /// Whether the package has no network at all.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// How many nodes it has.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// A node.
    pub fn node(&self, at: NodeIndex) -> &Node {
        &self.package.nodes[self.order[at] as usize]
    }

    /// Its links.
    pub fn links(&self) -> &[Link] {
        &self.package.links
    }

    /// The links with an opening or a closing date, as places in [`Self::links`], in their order.
    pub fn dated(&self) -> &[usize] {
        &self.dated
    }

    /// What a link costs, part by part.
    pub fn cost(&self, link: usize) -> LinkCost {
        self.costs[link]
    }

    /// The node that stands for a community.
    pub fn node_of(&self, community: &CommunityId) -> Option<NodeIndex> {
        self.by_community.get(community).copied()
    }

    /// The node with an id.
    pub fn find(&self, node: &NodeId) -> Option<NodeIndex> {
        let id = |at: &u32| &self.node(*at as usize).id;
        let place = self.by_id.binary_search_by(|at| id(at).cmp(node)).ok()?;
        Some(self.by_id[place] as usize)
    }

    /// Where the one-ways of a node stand among all of them.
    pub(super) fn leaving(&self, node: NodeIndex) -> std::ops::Range<usize> {
        self.first[node] as usize..self.first[node + 1] as usize
    }

    /// All one-ways.
    pub(super) fn ways(&self) -> &[OneWay] {
        &self.ways
    }
}

/// One-ways by their starting node, each node's in the order of the links: counted first, so that each is put in its place.
fn lay_out(nodes: usize, links: &[Link], ends: &[[u32; 2]]) -> (Vec<u32>, Vec<OneWay>) {
    let mut first = vec![0_u32; nodes + 1];
    for (link, [from, to]) in links.iter().zip(ends) {
        first[*from as usize + 1] += 1;
        first[*to as usize + 1] += u32::from(link.bidirectional);
    }
    for node in 0..nodes {
        first[node + 1] += first[node];
    }
    let mut next = first.clone();
    let mut ways = vec![OneWay::default(); first[nodes] as usize];
    let mut put = |from: u32, way: OneWay| {
        ways[next[from as usize] as usize] = way;
        next[from as usize] += 1;
    };
    for ((link, &[from, to]), at) in links.iter().zip(ends).zip(0..) {
        put(from, OneWay { to, link: at });
        if link.bidirectional {
            put(to, OneWay { to: from, link: at });
        }
    }
    (first, ways)
}
