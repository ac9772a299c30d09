//! Branch and bound over which candidates are open: the best choice, every choice that is as good, and the next best.

use super::cover::{by_few_rows, deciding_candidates, deciding_rows, fewest, is_covering, narrowest};
use super::effort::Effort;
use super::exchange::{exchange, greedy};
use super::relax::{Patience, Relaxed, first_prices, relax};
use super::terrain::Terrain;

/// What candidates cost, and how much there is to spend.
#[derive(Clone, Debug)]
pub struct Purse {
    /// A price for each candidate, by its name.
    pub prices: Vec<u64>,
    /// What all of them together may cost.
    pub budget: u64,
}

impl Purse {
    /// Whether a choice can be paid.
    pub fn pays(&self, choice: &[u32]) -> bool {
        let price: u64 = choice.iter().map(|&one| self.prices[one as usize]).sum();
        price <= self.budget
    }
}

/// A question about one terrain: so many candidates are opened. With a purse, at most so many.
pub struct Search<'a> {
    /// Rows and candidates.
    pub terrain: &'a Terrain,
    /// How many are opened, no more than there are.
    pub count: usize,
    /// What they may cost.
    pub purse: Option<&'a Purse>,
    /// Whether a choice keeps what was found better before; every choice that is looked for has to.
    pub admits: &'a Judgement<'a>,
    /// Whether no choice is admitted that has these open, whatever else it has; `None` where that is never known before.
    pub forecloses: Option<&'a Judgement<'a>>,
    /// Steps that either of the two takes.
    pub looks: u64,
}

/// A choice: the candidates by their names, in their order.
pub type Choice = Vec<u32>;

/// What is said of a choice.
pub type Judgement<'a> = dyn Fn(&[u32]) -> bool + 'a;

/// The best choice.
#[derive(Clone, Debug)]
pub struct Best {
    /// It, with what it costs; `None` where no choice is admitted, or none was found.
    pub choice: Option<(f64, Choice)>,
    /// No choice costs less.
    pub bound: f64,
    /// Whether everything was looked through.
    pub is_proven: bool,
    /// Subproblems looked at.
    pub nodes: u64,
}

/// Every choice of a value.
#[derive(Clone, Debug)]
pub struct Tied {
    /// As many as were asked for at most, in their order.
    pub choices: Vec<Choice>,
    /// Whether these are all.
    pub is_complete: bool,
}

const ROOT: Patience = Patience {
    rounds: 1500,
    stale: 20,
    step: 1.5,
};
const NODE: Patience = Patience {
    rounds: 40,
    stale: 6,
    step: 0.5,
};

/// What is done with the choices that are come to.
enum Aim {
    /// Keep the best.
    Best(Option<(f64, Choice)>),
    /// Keep all of a value, up to so many.
    All { choices: Vec<Choice>, most: usize },
    /// Keep the best of those that cost more than a value.
    Above(f64, Option<(f64, Choice)>),
    /// Keep the first.
    Any(Option<(f64, Choice)>),
}

struct Walk<'a, 'b> {
    asked: &'a Search<'a>,
    aim: Aim,
    /// Choices that cost more are of no interest.
    target: f64,
    nodes: u64,
    is_done: bool,
    effort: &'a mut Effort<'b>,
}

/// One subproblem: what is open, and what is left to choose from.
struct Node {
    terrain: Terrain,
    open: Choice,
    count: usize,
    money: u64,
    prices: Vec<f64>,
}

impl Search<'_> {
    fn root(&self, prices: Vec<f64>) -> Node {
        let money = self.purse.map_or(u64::MAX, |purse| purse.budget);
        Node {
            terrain: self.terrain.clone(),
            open: Vec::new(),
            count: self.count.min(self.terrain.candidates()),
            money,
            prices,
        }
    }

    /// The best choice.
    pub fn best(&self, effort: &mut Effort<'_>) -> Best {
        let count = self.count.min(self.terrain.candidates());
        let mut start = greedy(self.terrain, count, effort);
        exchange(self.terrain, &mut start, effort);
        let mut walk = Walk {
            asked: self,
            aim: Aim::Best(None),
            target: self.terrain.total_of_none(),
            nodes: 0,
            is_done: false,
            effort,
        };
        walk.offer(self.terrain, &[], &start);
        let prices = first_prices(self.terrain, count);
        let known = walk.known(self.terrain);
        let relaxed = relax(self.terrain, count, prices, (walk.target, known), ROOT, walk.effort);
        let mut better = relaxed.chosen.clone();
        exchange(self.terrain, &mut better, walk.effort);
        walk.offer(self.terrain, &[], &better);
        walk.explore(self.root(relaxed.prices.clone()));
        let is_proven = !walk.effort.is_over();
        let Aim::Best(choice) = walk.aim else {
            unreachable!("the aim does not change")
        };
        let bound = match &choice {
            Some((value, _)) if is_proven => *value,
            _ => (relaxed.bound - relaxed.slack()).max(0.0),
        };
        Best {
            choice,
            bound,
            is_proven,
            nodes: walk.nodes,
        }
    }

    /// Some choice that costs at most `value`; with it, whether the answer is sure, and how many subproblems were looked at.
    pub fn any_within(&self, value: f64, effort: &mut Effort<'_>) -> (Option<Choice>, bool, u64) {
        effort.spend(self.terrain.pairs());
        let terrain = self.terrain.within(value);
        let asked = Search {
            terrain: &terrain,
            ..*self
        };
        if asked.is_any_cover_enough() && is_covering(&terrain, value) {
            by_few_rows(&asked, value, effort)
        } else {
            asked.any(value, effort)
        }
    }

    /// Whether all covers are alike to whoever asks for one: they cost nothing, and nothing has to be broken by them.
    const fn is_any_cover_enough(&self) -> bool {
        self.purse.is_none() && self.forecloses.is_none()
    }

    /// The same without shortcuts.
    pub(super) fn any(&self, value: f64, effort: &mut Effort<'_>) -> (Option<Choice>, bool, u64) {
        let count = self.count.min(self.terrain.candidates());
        let mut start = greedy(self.terrain, count, effort);
        let mut walk = Walk {
            asked: self,
            aim: Aim::Any(None),
            target: value,
            nodes: 0,
            is_done: false,
            effort,
        };
        walk.offer(self.terrain, &[], &start);
        if !walk.is_done {
            exchange(self.terrain, &mut start, walk.effort);
            walk.offer(self.terrain, &[], &start);
        }
        walk.explore(self.root(first_prices(self.terrain, count)));
        let is_over = walk.effort.is_over();
        let Aim::Any(choice) = walk.aim else {
            unreachable!("the aim does not change")
        };
        let is_sure = choice.is_some() || !is_over;
        (choice.map(|(_, choice)| choice), is_sure, walk.nodes)
    }

    /// Every choice that costs exactly `value`, which is the least that any does; `most` of them at most.
    pub fn all_of(&self, value: f64, most: usize, effort: &mut Effort<'_>) -> Tied {
        let count = self.count.min(self.terrain.candidates());
        effort.spend(self.terrain.pairs());
        let terrain = self.terrain.within(value);
        let asked = Search {
            terrain: &terrain,
            ..*self
        };
        let mut walk = Walk {
            asked: &asked,
            aim: Aim::All {
                choices: Vec::new(),
                most: most + 1,
            },
            target: value,
            nodes: 0,
            is_done: false,
            effort,
        };
        walk.explore(asked.root(first_prices(&terrain, count)));
        let is_over = walk.effort.is_over();
        let Aim::All { mut choices, .. } = walk.aim else {
            unreachable!("the aim does not change")
        };
        let is_complete = choices.len() <= most && !is_over;
        choices.sort();
        choices.truncate(most);
        Tied { choices, is_complete }
    }

    /// The best choice that costs more than `value`, the least that any does; with it, whether that is sure.
    pub fn next_best(&self, value: f64, known: &[usize], effort: &mut Effort<'_>) -> (Option<(f64, Choice)>, bool) {
        let count = self.count.min(self.terrain.candidates());
        let mut walk = Walk {
            asked: self,
            aim: Aim::Above(value, None),
            target: f64::from(u32::MAX) * f64::from(u32::MAX),
            nodes: 0,
            is_done: false,
            effort,
        };
        // One exchange away from the best, mostly.
        for out in 0..known.len() {
            for candidate in (0..self.terrain.candidates()).filter(|one| !known.contains(one)) {
                if walk.effort.is_over() {
                    break;
                }
                let mut other = known.to_vec();
                other[out] = candidate;
                walk.effort.spend(self.terrain.rows() as u64);
                walk.offer(self.terrain, &[], &other);
            }
        }
        walk.explore(self.root(first_prices(self.terrain, count)));
        let is_sure = !walk.effort.is_over();
        let Aim::Above(_, choice) = walk.aim else {
            unreachable!("the aim does not change")
        };
        (choice, is_sure)
    }
}

impl Walk<'_, '_> {
    /// What the best known choice costs, for the length of steps.
    fn known(&self, terrain: &Terrain) -> f64 {
        match &self.aim {
            Aim::Best(Some((value, _))) | Aim::Above(_, Some((value, _))) => *value,
            Aim::All { .. } | Aim::Any(_) => self.target + 1.0,
            Aim::Best(None) | Aim::Above(_, None) => terrain.total_of_none(),
        }
    }

    /// Offers a choice: what is open already and some candidates of a terrain.
    fn offer(&mut self, terrain: &Terrain, open: &[u32], more: &[usize]) {
        self.offer_at(terrain.total(more), terrain, open, more);
    }

    fn offer_at(&mut self, value: f64, terrain: &Terrain, open: &[u32], more: &[usize]) {
        if value > self.target || self.is_done {
            return;
        }
        if let Aim::Above(least, _) = self.aim
            && value <= least
        {
            return;
        }
        let mut choice: Choice = open
            .iter()
            .copied()
            .chain(more.iter().map(|&one| terrain.name(one)))
            .collect();
        choice.sort_unstable();
        if self.asked.purse.is_some_and(|purse| !purse.pays(&choice)) {
            return;
        }
        self.effort.spend(self.asked.looks);
        if !(self.asked.admits)(&choice) {
            return;
        }
        match &mut self.aim {
            Aim::Best(best) | Aim::Above(_, best) => {
                *best = Some((value, choice));
                // All values are whole numbers.
                self.target = value - 1.0;
            }
            Aim::Any(any) => {
                *any = Some((value, choice));
                self.is_done = true;
            }
            Aim::All { choices, most } => {
                choices.push(choice);
                self.is_done = choices.len() >= *most;
            }
        }
    }

    fn explore(&mut self, mut node: Node) {
        loop {
            if self.is_done || self.effort.is_over() {
                return;
            }
            self.nodes += 1;
            if self.is_settled(&node) {
                return;
            }
            let candidates = node.terrain.candidates();
            let is_exact = self.asked.purse.is_none();
            let is_cover = is_covering(&node.terrain, self.target);
            if is_cover {
                let rows = deciding_rows(&node.terrain, self.effort);
                if rows.len() < node.terrain.rows() {
                    node.prices = rows.iter().map(|&row| node.prices[row]).collect();
                    node.terrain = node.terrain.with_rows(&rows);
                }
                if fewest(&node.terrain) > node.count {
                    return;
                }
                if matches!(self.aim, Aim::Best(_) | Aim::Any(_)) && self.asked.is_any_cover_enough() {
                    let kept = deciding_candidates(&node.terrain, node.count, self.effort);
                    if kept.len() < candidates {
                        let prices = std::mem::take(&mut node.prices);
                        match self.within(&node, &prices, &[], &kept) {
                            Some(next) => node = next,
                            None => return,
                        }
                        continue;
                    }
                }
            }
            let known = self.known(&node.terrain);
            let prices = std::mem::take(&mut node.prices);
            let relaxed = relax(
                &node.terrain,
                node.count,
                prices,
                (self.target, known),
                NODE,
                self.effort,
            );
            if self.effort.is_over() {
                return;
            }
            if relaxed.bound - relaxed.slack() > self.target {
                return;
            }
            if matches!(self.aim, Aim::Best(_) | Aim::Any(_)) {
                self.effort.spend(node.terrain.rows() as u64);
                self.offer(&node.terrain, &node.open, &relaxed.chosen);
            }
            let (opened, left) = self.settled(&node, &relaxed);
            if opened.len() > node.count || (is_exact && opened.len() + left.len() < node.count) {
                return;
            }
            if opened.len() + left.len() < candidates || !opened.is_empty() {
                match self.within(&node, &relaxed.prices, &opened, &left) {
                    Some(next) => node = next,
                    None => return,
                }
                continue;
            }
            if is_cover {
                self.cover(&node, &relaxed.prices);
                return;
            }
            let branch = relaxed.chosen[0];
            let rest: Vec<usize> = (0..candidates).filter(|&one| one != branch).collect();
            if let Some(with) = self.within(&node, &relaxed.prices, &[branch], &rest) {
                self.explore(with);
            }
            match self.within(&node, &relaxed.prices, &[], &rest) {
                Some(without) => node = without,
                None => return,
            }
        }
    }

    /// Settles a subproblem where no branches are needed: nothing is left to choose, or nothing of interest.
    fn is_settled(&mut self, node: &Node) -> bool {
        if let Some(forecloses) = self.asked.forecloses {
            self.effort.spend(self.asked.looks);
            if forecloses(&node.open) {
                return true;
            }
        }
        let candidates = node.terrain.candidates();
        let is_exact = self.asked.purse.is_none();
        if node.count == 0 || candidates == 0 || (is_exact && candidates <= node.count) {
            if node.count == 0 || !is_exact || candidates == node.count {
                let all: Vec<usize> = if is_exact && node.count > 0 {
                    (0..candidates).collect()
                } else {
                    Vec::new()
                };
                self.effort.spend(1 + node.terrain.pairs());
                self.offer(&node.terrain, &node.open, &all);
            }
            return true;
        }
        if let Aim::Above(least, _) = self.aim
            && node.terrain.total_of_none() <= least
        {
            // More places only ever make it less.
            return true;
        }
        if node.count == 1 {
            self.last(node);
            return true;
        }
        false
    }

    /// One of those that help the row that is hardest to help is open: the first of them, or not the first but the second, and
    /// so on.
    fn cover(&mut self, node: &Node, prices: &[f64]) {
        let helps = narrowest(&node.terrain);
        let mut left: Vec<usize> = (0..node.terrain.candidates()).collect();
        for candidate in helps {
            left.retain(|&one| one != candidate);
            if let Some(with) = self.within(node, prices, &[candidate], &left) {
                self.explore(with);
            }
            if self.is_done || self.effort.is_over() {
                return;
            }
        }
    }

    /// Which candidates any choice of interest has open, and which it may: what the bound becomes if one of those that earn
    /// most stays closed, or another is opened.
    fn settled(&self, node: &Node, relaxed: &Relaxed) -> (Vec<usize>, Vec<usize>) {
        let mut is_chosen = vec![false; node.terrain.candidates()];
        for &one in &relaxed.chosen {
            is_chosen[one] = true;
        }
        let others = (0..is_chosen.len()).filter(|&one| !is_chosen[one]);
        let next = others.map(|one| relaxed.earns[one]).reduce(f64::min);
        let last = relaxed.chosen.last().map_or(0.0, |&one| relaxed.earns[one]);
        let limit = self.target + relaxed.slack();
        let (mut opened, mut left) = (Vec::new(), Vec::new());
        for (one, &earns) in relaxed.earns.iter().enumerate() {
            if is_chosen[one] {
                if next.is_some_and(|next| relaxed.bound - earns + next > limit) {
                    opened.push(one);
                } else {
                    left.push(one);
                }
            } else if relaxed.bound + earns - last <= limit {
                left.push(one);
            }
        }
        (opened, left)
    }

    /// The subproblem with more candidates open and some left; `None` where they cannot be paid.
    fn within(&mut self, node: &Node, prices: &[f64], opened: &[usize], left: &[usize]) -> Option<Node> {
        let mut money = node.money;
        let mut affordable = left.to_vec();
        if let Some(purse) = self.asked.purse {
            let price = |one: usize| purse.prices[node.terrain.name(one) as usize];
            money = money.checked_sub(opened.iter().map(|&one| price(one)).sum())?;
            affordable.retain(|&one| price(one) <= money);
        }
        self.effort.spend(node.terrain.pairs() / 2);
        let terrain = node.terrain.cut(opened, &affordable);
        let open = node
            .open
            .iter()
            .copied()
            .chain(opened.iter().map(|&one| node.terrain.name(one)));
        Some(Node {
            open: open.collect(),
            count: node.count - opened.len(),
            money,
            prices: (0..terrain.rows()).map(|row| prices[terrain.origin(row)]).collect(),
            terrain,
        })
    }

    /// One more is opened: each of them is tried.
    fn last(&mut self, node: &Node) {
        let none = node.terrain.total_of_none();
        self.effort.spend(node.terrain.pairs() + node.terrain.rows() as u64);
        if self.asked.purse.is_some() {
            self.offer_at(none, &node.terrain, &node.open, &[]);
        }
        for candidate in 0..node.terrain.candidates() {
            let saved: f64 = node
                .terrain
                .column(candidate)
                .map(|(row, cost)| node.terrain.base(row) - cost)
                .sum();
            self.offer_at(none - saved, &node.terrain, &node.open, &[candidate]);
        }
    }
}
