//! What would have to be true for an option to come first.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome, Variable};

use super::acceptability::utility;
use super::criterion::{CRITERIA, Criterion};
use super::weights::{Thinkable, Weights};

/// Weights under which an option comes first, as near as there are any to those that were given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// The weights. The option shares the first place under them, as it does wherever one order turns into another.
    pub weights: Weights,
    /// The share of the weight that has to be moved from some criteria to others: half of what all weights change by.
    pub moved: f64,
}

/// The nearest thinkable weights under which an option comes first; `None` where there are none.
///
/// A linear program: least total change of the weights, such that no option has a greater sum than this one. Weights are
/// what is asked for, so it has as many unknowns as there are criteria, twice over for what they change by, and a row for
/// each other option that could stand before it.
pub fn nearest_weights(
    option: usize,
    values: &[[f64; CRITERIA]],
    given: &Weights,
    thinkable: &Thinkable,
) -> Option<Nearest> {
    let own = values[option];
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    // What weighs nothing and may weigh nothing is no unknown.
    let is_open = |at: &usize| thinkable.bounds[*at].1 > 0.0 || given[*at] > 0.0;
    let open: Vec<usize> = (0..CRITERIA).filter(is_open).collect();
    let weights: Vec<Variable> = open
        .iter()
        .map(|&at| problem.add_var(0.0, thinkable.bounds[at]))
        .collect();
    let of = |one: Criterion| open.iter().position(|at| *at == one.place());
    let all: Vec<_> = weights.iter().map(|weight| (*weight, 1.0)).collect();
    problem.add_constraint(all, ComparisonOp::Eq, 1.0);
    for (weight, &at) in weights.iter().zip(&open) {
        let given = &given[at];
        let more = problem.add_var(1.0, (0.0, 1.0));
        let less = problem.add_var(1.0, (0.0, 1.0));
        let change = [(*weight, 1.0), (more, -1.0), (less, 1.0)];
        problem.add_constraint(change, ComparisonOp::Eq, *given);
    }
    for pair in thinkable.order.windows(2) {
        let ends = [(of(pair[0]), 1.0), (of(pair[1]), -1.0)];
        let falls = ends.into_iter().filter_map(|(at, sign)| Some((weights[at?], sign)));
        problem.add_constraint(falls.collect::<Vec<_>>(), ComparisonOp::Ge, 0.0);
    }
    let mut rows: Vec<[f64; CRITERIA]> = values
        .iter()
        .map(|other| std::array::from_fn(|at| own[at] - other[at]))
        .filter(|row: &[f64; CRITERIA]| row.iter().any(|lead| *lead < 0.0))
        .collect();
    // Neither the order of the options nor how often the same row comes may decide among equally near weights.
    rows.sort_by(|one, other| {
        one.iter()
            .zip(other)
            .fold(std::cmp::Ordering::Equal, |so_far, (one, other)| {
                so_far.then(one.total_cmp(other))
            })
    });
    rows.dedup();
    for row in rows {
        let leads = open.iter().map(|&at| row[at]);
        let leads = weights.iter().copied().zip(leads).filter(|(_, lead)| lead.abs() > 0.0);
        problem.add_constraint(leads.collect::<Vec<_>>(), ComparisonOp::Ge, 0.0);
    }
    let Ok(SolveOutcome::Solution(solution)) = problem.solve() else {
        return None;
    };
    let mut found = [0.0; CRITERIA];
    for (&at, variable) in open.iter().zip(&weights) {
        found[at] = solution.var_value(*variable).clamp(0.0, 1.0);
    }
    Some(Nearest {
        moved: found
            .iter()
            .zip(given)
            .map(|(one, other)| (one - other).abs())
            .sum::<f64>()
            / 2.0,
        weights: found,
    })
}

/// Whether an option comes first under weights, alone or with others.
pub fn is_first(option: usize, values: &[[f64; CRITERIA]], weights: &Weights) -> bool {
    let own = utility(&values[option], weights);
    values.iter().all(|other| utility(other, weights) <= own)
}

/// Options that stand before this one whatever the weights: nowhere less, and somewhere more.
pub fn always_before(option: usize, values: &[[f64; CRITERIA]]) -> Vec<usize> {
    let own = &values[option];
    let is_before = |other: &[f64; CRITERIA]| {
        let pairs = || other.iter().zip(own);
        pairs().all(|(other, own)| other >= own) && pairs().any(|(other, own)| other > own)
    };
    let others = values.iter().enumerate();
    others.filter(|(_, other)| is_before(other)).map(|(at, _)| at).collect()
}

/// The smallest sets of criteria, as places, in which an option need only come out favourably to come first under weights;
/// `surely` and `perhaps` are the values at either end of what is not known. None where nothing unknown of it would do; one
/// empty set where it is first already.
pub fn unknowns_to_be_first(
    option: usize,
    surely: &[[f64; CRITERIA]],
    perhaps: &[[f64; CRITERIA]],
    weights: &Weights,
) -> Vec<Vec<usize>> {
    let open: Vec<usize> = (0..CRITERIA)
        .filter(|&at| perhaps[option][at] > surely[option][at])
        .collect();
    let mut values = surely.to_vec();
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut sets: Vec<u32> = (0..1_u32 << open.len()).collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    for set in sets {
        if found.first().is_some_and(|one| one.len() < set.count_ones() as usize) {
            break;
        }
        let chosen: Vec<usize> = open
            .iter()
            .enumerate()
            .filter(|(at, _)| set & (1 << at) != 0)
            .map(|(_, criterion)| *criterion)
            .collect();
        values[option] = surely[option];
        for &criterion in &chosen {
            values[option][criterion] = perhaps[option][criterion];
        }
        if is_first(option, &values, weights) {
            found.push(chosen);
        }
    }
    found
}
