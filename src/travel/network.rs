//! The travel network: nodes, links and what they cost, laid out for searching.

use std::collections::HashMap;

use super::LinkCost;
use crate::model::{CommunityId, Link, LinkId, Node, NodeId, TravelSettings};

/// A node's place in [`Network::nodes`].
pub type NodeIndex = usize;

/// One direction of a link.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub to: NodeIndex,
    /// Place in [`Network::links`].
    pub link: usize,
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

/// A travel network. Empty for a package that has none.
#[derive(Clone, Debug, Default)]
pub struct Network {
    nodes: Vec<Node>,
    links: Vec<Link>,
    costs: Vec<LinkCost>,
    by_community: HashMap<CommunityId, NodeIndex>,
    /// Links with an opening or a closing date.
    dated: Vec<usize>,
    /// Arcs by their starting node: those of node `n` are `arcs[first[n]..first[n + 1]]`.
    first: Vec<usize>,
    arcs: Vec<Arc>,
}

impl Network {
    /// Lays out a network. Links keep their order, and ties between routes go to the earlier link:
    /// give them in the order of their ids, so that published routes do not change.
    pub fn new(nodes: &[Node], links: &[Link], settings: &TravelSettings) -> Result<Self, NetworkFault> {
        let by_id: HashMap<&NodeId, NodeIndex> = nodes.iter().enumerate().map(|(at, node)| (&node.id, at)).collect();
        let find = |link: &Link, node: &NodeId| {
            by_id.get(node).copied().ok_or_else(|| NetworkFault {
                link: link.id.clone(),
                node: node.clone(),
            })
        };
        let mut leaving: Vec<Vec<Arc>> = vec![Vec::new(); nodes.len()];
        for (at, link) in links.iter().enumerate() {
            let (from, to) = (find(link, &link.from)?, find(link, &link.to)?);
            leaving[from].push(Arc { to, link: at });
            if link.bidirectional {
                leaving[to].push(Arc { to: from, link: at });
            }
        }
        let mut first = vec![0];
        let mut arcs = Vec::new();
        for node in leaving {
            arcs.extend(node);
            first.push(arcs.len());
        }
        Ok(Self {
            nodes: nodes.to_vec(),
            links: links.to_vec(),
            costs: links.iter().map(|link| LinkCost::of(link, settings)).collect(),
            by_community: nodes
                .iter()
                .enumerate()
                .filter_map(|(at, node)| node.community_id.clone().map(|community| (community, at)))
                .collect(),
            dated: (0..links.len())
                .filter(|&at| links[at].opened.is_some() || links[at].closed.is_some())
                .collect(),
            first,
            arcs,
        })
    }

    /// Whether the package has no network at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Its nodes.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Its links.
    pub fn links(&self) -> &[Link] {
        &self.links
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
        self.nodes.iter().position(|one| &one.id == node)
    }

    pub(super) fn leaving(&self, node: NodeIndex) -> &[Arc] {
        &self.arcs[self.first[node]..self.first[node + 1]]
    }
}
