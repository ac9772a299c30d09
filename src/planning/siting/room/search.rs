//! Branch and bound over which places with limited room are open: the best choice, every choice as good, and the next best.

use std::ops::RangeInclusive;

use super::super::effort::Effort;
use super::super::search::{Choice, Purse};
use super::bound::{Bound, Stand, bound, first_prices};
use super::{Rooms, Worth};

/// A question: so many places are opened, or with a purse at most so many, and what is unreached stays in bounds.
pub struct Hunt<'a> {
    /// Rows, candidates and their room.
    pub rooms: &'a Rooms,
    /// How many are opened.
    pub count: usize,
    /// What they may cost.
    pub purse: Option<&'a Purse>,
    /// How much may be unreached.
    pub keeps: RangeInclusive<u64>,
}

/// The best choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Caught {
    /// It, with what it comes to; `None` where there is none, or none was found.
    pub choice: Option<(Worth, Choice)>,
    /// No choice comes to less.
    pub bound: f64,
    /// Whether everything was looked through.
    pub is_proven: bool,
    /// Subproblems looked at.
    pub nodes: u64,
}

/// What is done with the choices that are come to.
enum Aim {
    /// Keep the best of those that come to more than a value, if one is given.
    Best(Option<u128>, Option<(Worth, Choice)>),
    /// Keep all of a value, up to so many.
    All(u128, Vec<Choice>, usize),
}

const ROOT_ROUNDS: usize = 300;
const NODE_ROUNDS: usize = 25;

struct Walk<'a, 'b> {
    hunt: &'a Hunt<'a>,
    aim: Aim,
    nodes: u64,
    is_done: bool,
    effort: &'a mut Effort<'b>,
}

struct Node {
    open: Choice,
    left: Vec<u32>,
    prices: Vec<f64>,
}

impl Hunt<'_> {
    fn root(&self, prices: Vec<f64>) -> Node {
        Node {
            open: Vec::new(),
            left: (0..self.rooms.candidates as u32).collect(),
            prices,
        }
    }

    fn walk<'a, 'b>(&'a self, aim: Aim, effort: &'a mut Effort<'b>) -> Walk<'a, 'b> {
        Walk {
            hunt: self,
            aim,
            nodes: 0,
            is_done: false,
            effort,
        }
    }

    /// The best choice, or the best of those that come to more than something.
    pub fn best(&self, above: Option<u128>, effort: &mut Effort<'_>) -> Caught {
        let mut walk = self.walk(Aim::Best(above, None), effort);
        walk.begin();
        let root = self.root(Vec::new());
        let stand = Stand {
            open: &root.open,
            left: &root.left,
            wanted: self.count,
        };
        let ends = (walk.target(), walk.known());
        let lower = bound(
            self.rooms,
            &stand,
            first_prices(self.rooms),
            ends,
            ROOT_ROUNDS,
            walk.effort,
        );
        walk.explore(self.root(lower.prices.clone()));
        let is_proven = !walk.effort.is_over();
        let nodes = walk.nodes;
        let Aim::Best(_, choice) = walk.aim else {
            unreachable!("the aim does not change")
        };
        let value = match &choice {
            Some((worth, _)) if is_proven => worth.cost as f64,
            _ => (lower.value - lower.slack(self.rooms)).max(0.0),
        };
        Caught {
            choice,
            bound: value,
            is_proven,
            nodes,
        }
    }

    /// Every choice that comes to `cost`, the least that any does; `most` of them at most. With them, whether these are all.
    pub fn all_of(&self, cost: u128, most: usize, effort: &mut Effort<'_>) -> (Vec<Choice>, bool) {
        let mut walk = self.walk(Aim::All(cost, Vec::new(), most + 1), effort);
        walk.explore(self.root(first_prices(self.rooms)));
        let is_over = walk.effort.is_over();
        let Aim::All(_, mut choices, _) = walk.aim else {
            unreachable!("the aim does not change")
        };
        let is_all = choices.len() <= most && !is_over;
        choices.sort();
        choices.truncate(most);
        (choices, is_all)
    }
}

impl Walk<'_, '_> {
    /// What comes to more is of no interest.
    fn target(&self) -> f64 {
        match &self.aim {
            // All that is paid is whole.
            Aim::Best(_, Some((worth, _))) => worth.cost as f64 - 1.0,
            Aim::Best(_, None) => f64::INFINITY,
            Aim::All(cost, ..) => *cost as f64,
        }
    }

    /// About what the best choice comes to, for the length of steps.
    fn known(&mut self) -> f64 {
        match &self.aim {
            Aim::Best(_, Some((worth, _))) => worth.cost as f64,
            Aim::All(cost, ..) => *cost as f64 + 1.0,
            Aim::Best(_, None) => self.hunt.rooms.worth(&[], self.effort).cost as f64,
        }
    }

    /// A first choice: what a rough bound chooses.
    fn begin(&mut self) {
        let left: Vec<u32> = (0..self.hunt.rooms.candidates as u32).collect();
        let stand = Stand {
            open: &[],
            left: &left,
            wanted: self.hunt.count,
        };
        let ends = (f64::INFINITY, self.known());
        let prices = first_prices(self.hunt.rooms);
        let rough = bound(self.hunt.rooms, &stand, prices, ends, NODE_ROUNDS, self.effort);
        self.offer(&rough.chosen);
    }

    fn price(&self, choice: &[u32]) -> u64 {
        let prices = self.hunt.purse.map(|purse| &purse.prices);
        prices.map_or(0, |prices| choice.iter().map(|&one| prices[one as usize]).sum())
    }

    fn offer(&mut self, choice: &[u32]) {
        let is_whole = self.hunt.purse.is_some() || choice.len() == self.hunt.count.min(self.hunt.rooms.candidates);
        if self.is_done || !is_whole || self.hunt.purse.is_some_and(|purse| self.price(choice) > purse.budget) {
            return;
        }
        let worth = self.hunt.rooms.worth(choice, self.effort);
        if !self.hunt.keeps.contains(&worth.unreached) {
            return;
        }
        let sorted = || {
            let mut choice = choice.to_vec();
            choice.sort_unstable();
            choice
        };
        match &mut self.aim {
            Aim::Best(above, best) => {
                let is_above = above.is_none_or(|above| worth.cost > above);
                if is_above && best.as_ref().is_none_or(|(known, _)| worth.cost < known.cost) {
                    *best = Some((worth, sorted()));
                }
            }
            Aim::All(cost, choices, most) => {
                if worth.cost == *cost {
                    choices.push(sorted());
                    self.is_done = choices.len() >= *most;
                }
            }
        }
    }

    fn explore(&mut self, mut node: Node) {
        loop {
            if self.is_done || self.effort.is_over() {
                return;
            }
            self.nodes += 1;
            let wanted = self.hunt.count.min(self.hunt.rooms.candidates) - node.open.len();
            let is_exact = self.hunt.purse.is_none();
            if let Some(purse) = self.hunt.purse {
                let Some(money) = purse.budget.checked_sub(self.price(&node.open)) else {
                    return;
                };
                node.left.retain(|&one| purse.prices[one as usize] <= money);
            }
            if wanted == 0 || node.left.is_empty() {
                self.offer(&node.open);
                return;
            }
            if is_exact && node.left.len() <= wanted {
                let all: Choice = node.open.iter().chain(&node.left).copied().collect();
                self.offer(&all);
                return;
            }
            if wanted == 1 {
                self.last(&node);
                return;
            }
            if let Aim::Best(Some(above), _) = self.aim
                && self.hunt.rooms.worth(&node.open, self.effort).cost <= above
            {
                // More places only ever make it less.
                return;
            }
            let (target, known) = (self.target(), self.known());
            let stand = Stand {
                open: &node.open,
                left: &node.left,
                wanted,
            };
            let prices = std::mem::take(&mut node.prices);
            let lower = bound(
                self.hunt.rooms,
                &stand,
                prices,
                (target, known),
                NODE_ROUNDS,
                self.effort,
            );
            let slack = lower.slack(self.hunt.rooms);
            if self.effort.is_over() || lower.value - slack > target {
                return;
            }
            if matches!(self.aim, Aim::Best(..)) {
                let whole: Choice = node.open.iter().chain(&lower.chosen).copied().collect();
                self.offer(&whole);
            }
            let (opened, left) = settled(&lower, &node.left, self.target() + slack);
            if opened.len() > wanted || (is_exact && opened.len() + left.len() < wanted) {
                return;
            }
            node.prices.clone_from(&lower.prices);
            if opened.len() + left.len() < node.left.len() || !opened.is_empty() {
                node.open.extend(opened);
                node.left = left;
                continue;
            }
            let branch = lower.chosen[0];
            node.left.retain(|&one| one != branch);
            self.explore(Node {
                open: node.open.iter().copied().chain([branch]).collect(),
                left: node.left.clone(),
                prices: node.prices.clone(),
            });
        }
    }

    /// One more is opened: each of them is tried.
    fn last(&mut self, node: &Node) {
        if self.hunt.purse.is_some() {
            self.offer(&node.open);
        }
        for &one in &node.left {
            if self.is_done || self.effort.is_over() {
                return;
            }
            let whole: Choice = node.open.iter().copied().chain([one]).collect();
            self.offer(&whole);
        }
    }
}

/// Which of those left any choice of interest has open, and which it may: by what the bound becomes otherwise.
fn settled(lower: &Bound, left: &[u32], limit: f64) -> (Vec<u32>, Vec<u32>) {
    let earns = |one: u32| lower.earns[one as usize];
    let is_chosen = |one: u32| lower.chosen.contains(&one);
    let next = left
        .iter()
        .filter(|&&one| !is_chosen(one))
        .map(|&one| earns(one))
        .reduce(f64::min);
    let last = lower.chosen.last().map_or(0.0, |&one| earns(one));
    let (mut opened, mut stay) = (Vec::new(), Vec::new());
    for &one in left {
        if is_chosen(one) {
            if next.is_some_and(|next| lower.value - earns(one) + next > limit) {
                opened.push(one);
            } else {
                stay.push(one);
            }
        } else if lower.value + earns(one) - last <= limit {
            stay.push(one);
        }
    }
    (opened, stay)
}
