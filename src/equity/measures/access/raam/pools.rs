//! The balance of rational agents, solved at once where it is known who goes where.
//!
//! Supplies between which some place divides its people form a *pool*: what each of them costs is what one of them
//! costs and fixed differences of travel, so the people of the pool and its room settle all of them. Dividing people in turn
//! soon finds the pools, and then needs thousands of turns for the last digits; this needs none.

use std::collections::BTreeMap;

use super::Balance;
use super::forest::{Way, without_circles};
use crate::equity::measures::access::Pairs;

/// How often ways are given up before one goes on dividing people in turn.
const TRIES: usize = 50;

/// A node of a pool's tree.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Places first, then supplies.
    at: usize,
    /// The way that leads to it, and the node it leads from, as a place in the list of nodes; `None` at the root.
    from: Option<(Way, usize)>,
    /// What it costs here, but for what is the same in the whole pool.
    cost: f64,
}

/// People of each pair with less travel and the same crowding, so that no people are sent in a circle; and the same in
/// balance, if the ways that are then taken are those that are taken in balance, or these and some that are being left.
pub(super) fn solve(balance: &Balance<'_>) -> (Vec<f64>, Option<Vec<f64>>) {
    let nodes = balance.landscape.demand.len() + balance.room.len();
    let mut ways = without_circles(ways(balance), nodes);
    let mut shorter = vec![0.0; balance.going.len()];
    for way in &ways {
        shorter[way.pair] = way.going;
    }
    for _ in 0..TRIES {
        let (going, too_few) = divide_all(balance, &ways);
        if too_few.is_empty() {
            return (shorter, Some(going));
        }
        // A way that would need fewer than no people is one that nobody takes.
        ways.retain(|way| !too_few.contains(&way.pair));
    }
    (shorter, None)
}

/// Ways that people take.
fn ways(balance: &Balance<'_>) -> Vec<Way> {
    let places = balance.landscape.demand.len();
    let mut ways = Vec::new();
    for place in 0..places {
        let mut pair = balance.landscape.pairs.span(place).start;
        balance.landscape.pairs.each(place, |supply, cost| {
            if balance.going[pair] > 0.0 {
                ways.push(Way {
                    pair,
                    place,
                    supply: places + supply,
                    travel: cost / balance.tau,
                    going: balance.going[pair],
                });
            }
            pair += 1;
        });
    }
    ways
}

/// People of each pair, and of each pool the pair that would need fewest, if that is fewer than none.
fn divide_all(balance: &Balance<'_>, ways: &[Way]) -> (Vec<f64>, Vec<usize>) {
    let places = balance.landscape.demand.len();
    let mut ways_at: BTreeMap<usize, Vec<Way>> = BTreeMap::new();
    for way in ways {
        ways_at.entry(way.place).or_default().push(*way);
        ways_at.entry(way.supply).or_default().push(*way);
    }
    let mut going = vec![0.0; balance.going.len()];
    let mut too_few = Vec::new();
    let mut seen = vec![false; places + balance.room.len()];
    for &root in ways_at.keys().filter(|at| **at >= places) {
        if !seen[root] {
            let nodes = nodes_of_pool(&ways_at, root, &mut seen);
            too_few.extend(divide(balance, &nodes, &mut going));
        }
    }
    (going, too_few)
}

/// The nodes of the pool around a supply, every one after the one it is reached from.
fn nodes_of_pool(ways_at: &BTreeMap<usize, Vec<Way>>, root: usize, seen: &mut [bool]) -> Vec<Node> {
    seen[root] = true;
    let mut nodes = vec![Node {
        at: root,
        from: None,
        cost: 0.0,
    }];
    let mut next = 0;
    while let Some(&node) = nodes.get(next) {
        for &way in &ways_at[&node.at] {
            // A place pays what a supply costs and the way there; seen from the place, the supply costs that much less.
            let (at, cost) = if node.at == way.place {
                (way.supply, node.cost - way.travel)
            } else {
                (way.place, node.cost + way.travel)
            };
            if !std::mem::replace(&mut seen[at], true) {
                nodes.push(Node {
                    at,
                    from: Some((way, next)),
                    cost,
                });
            }
        }
        next += 1;
    }
    nodes
}

/// Divides the people of a pool: each supply has as many as make it cost what it must, and along a tree only one division
/// gives them. Gives the pair that would need fewest, if that is fewer than none.
fn divide(balance: &Balance<'_>, nodes: &[Node], going: &mut [f64]) -> Option<usize> {
    let places = balance.landscape.demand.len();
    let (mut people, mut room, mut filled) = (0.0, 0.0, 0.0);
    for node in nodes {
        if node.at < places {
            people += balance.landscape.demand[node.at];
        } else {
            room += balance.room[node.at - places];
            filled += balance.room[node.at - places] * node.cost;
        }
    }
    let level = (people - filled) / room;
    // What each node still has to send or to take.
    let amount = |node: &Node| {
        if node.at < places {
            balance.landscape.demand[node.at]
        } else {
            balance.room[node.at - places] * (level + node.cost)
        }
    };
    let mut left: Vec<f64> = nodes.iter().map(amount).collect();
    // A rounding error is no fault; fewer than no people are.
    let (mut fewest, mut least) = (None, -1e-12 * people);
    for (at, node) in nodes.iter().enumerate().rev() {
        if let Some((way, from)) = node.from {
            if left[at] < least {
                (fewest, least) = (Some(way.pair), left[at]);
            }
            going[way.pair] = left[at].max(0.0);
            left[from] -= left[at];
        }
    }
    // One at a time: without it, others may be taken after all.
    fewest
}
