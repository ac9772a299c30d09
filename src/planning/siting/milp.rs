//! What covering by two asks, and what the fewest or cheapest places for everyone are, by a library for mixed integer programs.
//!
//! The search of this room is for rows that want the one cheapest place. Where two are wanted, or prices are to be least, the
//! question goes to `microlp`, a branch and bound of linear programs; how many nodes it may look at is a number, so that the
//! answer hangs on no clock. What it comes to is reckoned again in whole numbers.

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOptions, Variable};

use super::effort::Effort;
use super::field::{Field, Seconds, UNREACHED};
use super::search::{Choice, Purse};

/// Covering with limits that the search does not know.
#[derive(Clone, Debug)]
pub struct Covering<'a> {
    /// Who travels how long.
    pub field: &'a Field,
    /// The limit.
    pub limit: Seconds,
    /// How many have to be within it.
    pub by: usize,
    /// How many additions: exactly, or with a purse or for everyone at most.
    pub count: usize,
    /// What they cost.
    pub purse: Option<&'a Purse>,
    /// Whether everybody has to be covered whom any choice can cover, and cost is what is least; else need that is covered is most.
    pub everyone: bool,
}

/// A solved program.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// The choice.
    pub choice: Choice,
    /// Need that is not covered, or what the choice costs.
    pub value: u64,
    /// No choice comes to less.
    pub bound: u64,
    /// Whether that is proven to be as much as `value`.
    pub is_proven: bool,
}

/// What came of a program.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A choice.
    Found(Solution),
    /// No choice does what is asked.
    Infeasible,
    /// Nothing by the time that the work ran out.
    RanOut,
}

/// Steps that stand for a node of a program of so many numbers.
const STEPS_A_NUMBER: u64 = 50;

impl Covering<'_> {
    /// How many additions a row still wants within its limit, given what is there.
    fn wants(&self, row: usize) -> usize {
        let there = self.field.rows[row].existing;
        let there = there
            .iter()
            .filter(|&&seconds| seconds != UNREACHED && seconds <= self.limit);
        self.by.saturating_sub(there.count())
    }

    fn near(&self, row: usize) -> Vec<usize> {
        let journeys = self.field.journeys_of(row).iter().enumerate();
        let near = journeys.filter(|&(_, &seconds)| seconds != UNREACHED && seconds <= self.limit);
        near.map(|(candidate, _)| candidate).collect()
    }

    fn price(&self, candidate: usize) -> u64 {
        self.purse.map_or(1, |purse| purse.prices[candidate])
    }

    /// Whether any choice at all could cover a row.
    fn can(&self, row: usize) -> bool {
        self.near(row).len() >= self.wants(row)
    }

    /// What a choice comes to: need that is not covered, or its cost; `None` where everybody has to be covered and is not.
    pub fn value(&self, choice: &[u32]) -> Option<u64> {
        let is_covered = |row: usize| self.field.within(row, choice, self.limit) >= self.by;
        let rows = 0..self.field.rows.len();
        if !self.everyone {
            return Some(
                rows.filter(|&row| !is_covered(row))
                    .map(|row| self.field.rows[row].need)
                    .sum(),
            );
        }
        let mut left = rows.filter(|&row| self.can(row));
        let all = left.all(is_covered);
        all.then(|| choice.iter().map(|&one| self.price(one as usize)).sum())
    }

    /// The best choice other than some.
    pub fn best(&self, others: &[Choice], nodes: &mut u64, effort: &mut Effort<'_>) -> Outcome {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let candidates = 0..self.field.candidates;
        let open: Vec<Variable> = candidates
            .map(|one| problem.add_binary_var(if self.everyone { self.price(one) as f64 } else { 0.0 }))
            .collect();
        let sum = |places: &mut dyn Iterator<Item = usize>, sign: f64| -> Vec<(Variable, f64)> {
            places.map(|one| (open[one], sign)).collect()
        };
        let all = sum(&mut (0..open.len()), 1.0);
        let may_be_fewer = self.purse.is_some() || self.everyone;
        let counted = if may_be_fewer {
            ComparisonOp::Le
        } else {
            ComparisonOp::Eq
        };
        problem.add_constraint(&all, counted, self.count.min(open.len()) as f64);
        if let Some(purse) = self.purse {
            let cost: Vec<(Variable, f64)> = open
                .iter()
                .zip(&purse.prices)
                .map(|(&one, &price)| (one, price as f64))
                .collect();
            if purse.budget < u64::MAX {
                problem.add_constraint(&cost, ComparisonOp::Le, purse.budget as f64);
            }
        }
        let mut numbers = (2 * open.len()) as u64;
        for row in 0..self.field.rows.len() {
            let (wants, near, need) = (self.wants(row), self.near(row), self.field.rows[row].need);
            if wants == 0 || near.len() < wants || (!self.everyone && need == 0) {
                continue;
            }
            numbers += near.len() as u64 + 1;
            let mut expression: LinearExpr = sum(&mut near.into_iter(), 1.0).into();
            if !self.everyone {
                // Without it a row is not covered; one that still wants two is not covered by half.
                let lacks = if wants > 1 {
                    problem.add_binary_var(need as f64)
                } else {
                    problem.add_var(need as f64, (0.0, 1.0))
                };
                expression.add(lacks, wants as f64);
            }
            problem.add_constraint(expression, ComparisonOp::Ge, wants as f64);
        }
        for other in others {
            // Something of it is missing, or something else is there.
            let mut expression: Vec<(Variable, f64)> = sum(&mut other.iter().map(|&one| one as usize), 1.0);
            if may_be_fewer {
                let rest = (0..open.len()).filter(|&one| !other.contains(&(one as u32)));
                expression.extend(sum(&mut { rest }, -1.0));
            }
            problem.add_constraint(&expression, ComparisonOp::Le, other.len() as f64 - 1.0);
        }
        self.solve(&problem, &open, numbers, nodes, effort)
    }

    fn solve(
        &self,
        problem: &Problem,
        open: &[Variable],
        numbers: u64,
        nodes: &mut u64,
        effort: &mut Effort<'_>,
    ) -> Outcome {
        let mut options = SolveOptions::default();
        let node = numbers * STEPS_A_NUMBER;
        options.node_limit = Some((effort.left() / node.max(1)).clamp(1, 1_000_000));
        // Choices that are as good have to stay reachable.
        options.dual_fixing = false;
        effort.spend(node);
        let outcome = match problem.solve_with(options) {
            Ok(outcome) => outcome,
            Err(microlp::Error::Infeasible) => return Outcome::Infeasible,
            // A numerical failure that the library could not recover from: nothing is known.
            Err(_) => return Outcome::RanOut,
        };
        let stats = outcome.stats();
        *nodes += stats.nodes_solved;
        effort.spend(stats.nodes_solved.saturating_mul(node));
        let Some(solution) = outcome.solution() else {
            return Outcome::RanOut;
        };
        let is_open = |one: &usize| solution.var_value(open[*one]) > 0.5;
        let choice: Choice = (0..open.len()).filter(is_open).map(|one| one as u32).collect();
        let Some(value) = self.value(&choice) else {
            return Outcome::RanOut;
        };
        let is_proven = outcome.is_optimal();
        Outcome::Found(Solution {
            bound: if is_proven {
                value
            } else {
                self.bound(stats.best_bound, value)
            },
            choice,
            value,
            is_proven,
        })
    }

    /// What the program says that no choice comes below; rows that no choice covers are not in it.
    fn bound(&self, bound: Option<f64>, value: u64) -> u64 {
        let beyond = (0..self.field.rows.len()).filter(|&row| !self.everyone && !self.can(row));
        let beyond: u64 = beyond.map(|row| self.field.rows[row].need).sum();
        let bound = bound.filter(|bound| bound.is_finite() && *bound > 0.0).unwrap_or(0.0);
        (beyond + (bound - 1e-6).max(0.0).ceil() as u64).min(value)
    }
}
