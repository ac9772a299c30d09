//! Where every row has to be helped: covering, which has shortcuts of its own.

use super::effort::Effort;
use super::search::{Choice, Search};
use super::terrain::Terrain;

/// Whether leaving any one row to its base would cost more than `target`, and helping one costs nothing.
pub fn is_covering(terrain: &Terrain, target: f64) -> bool {
    let left = target - terrain.constant();
    let is_open = terrain.rows() > 0;
    is_open
        && (0..terrain.rows())
            .all(|row| terrain.base(row) > left && terrain.near(row).next_back().is_some_and(|(_, cost)| cost <= 0.0))
}

/// The rows whose covering covers all others: a row that whoever helps another helps as well need not be looked at.
pub fn deciding_rows(terrain: &Terrain, effort: &mut Effort<'_>) -> Vec<usize> {
    let helpers = |row: usize| terrain.near(row).map(|(candidate, _)| candidate);
    let sets = Sets::of(terrain.rows(), terrain.candidates(), helpers);
    let mut order: Vec<usize> = (0..terrain.rows()).collect();
    order.sort_by_key(|&row| (terrain.near(row).len(), row));
    let mut deciding: Vec<usize> = Vec::new();
    for row in order {
        effort.spend((deciding.len() * sets.words) as u64 / 4 + 1);
        if !deciding.iter().any(|&other| sets.is_within(other, row)) {
            deciding.push(row);
        }
    }
    deciding
}

/// The candidates among which there is a cover of `count` if there is any: one that helps no row that another does not help as
/// well need not be looked at. As many as are opened stay in any case.
pub fn deciding_candidates(terrain: &Terrain, count: usize, effort: &mut Effort<'_>) -> Vec<usize> {
    let helped = |candidate: usize| terrain.column(candidate).map(|(row, _)| row);
    let sets = Sets::of(terrain.candidates(), terrain.rows(), helped);
    let mut order: Vec<usize> = (0..terrain.candidates()).collect();
    order.sort_by_key(|&candidate| (std::cmp::Reverse(helped(candidate).count()), candidate));
    let (mut deciding, mut others): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for candidate in order {
        effort.spend((deciding.len() * sets.words) as u64 / 4 + 1);
        if deciding.iter().any(|&other| sets.is_within(candidate, other)) {
            others.push(candidate);
        } else {
            deciding.push(candidate);
        }
    }
    let missing = count.saturating_sub(deciding.len());
    deciding.extend(others.into_iter().take(missing));
    deciding.sort_unstable();
    deciding
}

/// Sets of small numbers, a bit each.
struct Sets {
    words: usize,
    bits: Vec<u64>,
}

impl Sets {
    fn of<I: Iterator<Item = usize>>(sets: usize, numbers: usize, members: impl Fn(usize) -> I) -> Self {
        let words = numbers.div_ceil(64);
        let mut bits = vec![0_u64; words * sets];
        for set in 0..sets {
            for member in members(set) {
                bits[set * words + member / 64] |= 1 << (member % 64);
            }
        }
        Self { words, bits }
    }

    fn is_within(&self, one: usize, other: usize) -> bool {
        let of = |set: usize| &self.bits[set * self.words..(set + 1) * self.words];
        of(one).iter().zip(of(other)).all(|(one, other)| one & !other == 0)
    }
}

/// How many candidates it takes at least: rows of which no two can be helped by the same.
pub fn fewest(terrain: &Terrain) -> usize {
    apart(terrain, (0..terrain.rows()).collect(), usize::MAX).len()
}

/// Some rows, the hardest to help first, of which no two can be helped by the same candidate.
fn apart(terrain: &Terrain, mut rows: Vec<usize>, most: usize) -> Vec<usize> {
    let mut is_taken = vec![false; terrain.candidates()];
    rows.sort_by_key(|&row| (terrain.near(row).len(), row));
    let mut apart = Vec::new();
    for row in rows {
        if apart.len() >= most {
            break;
        }
        if terrain.near(row).any(|(candidate, _)| is_taken[candidate]) {
            continue;
        }
        for (candidate, _) in terrain.near(row) {
            is_taken[candidate] = true;
        }
        apart.push(row);
    }
    apart
}

/// Some cover, where any will do; with it, whether the answer is sure, and how many subproblems were looked at.
///
/// Few rows decide (Chen & Chen 2009): a cover of some of them is looked for, and what it leaves is added, as long as it
/// leaves any. What is no cover of some is none of all.
pub fn by_few_rows(asked: &Search<'_>, value: f64, effort: &mut Effort<'_>) -> (Option<Choice>, bool, u64) {
    /// Rows that are added at a time: of more most would decide nothing.
    const ADDED: usize = 3;
    let terrain = asked.terrain;
    let mut nodes = 0;
    let mut rows = apart(terrain, (0..terrain.rows()).collect(), usize::MAX);
    loop {
        rows.sort_unstable();
        let few = Search {
            terrain: &terrain.with_rows(&rows),
            admits: &|_| true,
            ..*asked
        };
        let (found, is_sure, looked_at) = few.any(value, effort);
        nodes += looked_at;
        let Some(choice) = found else {
            return (None, is_sure, nodes);
        };
        effort.spend(terrain.pairs());
        let is_open = |candidate: usize| choice.contains(&terrain.name(candidate));
        let is_left = |row: &usize| !terrain.near(*row).any(|(candidate, _)| is_open(candidate));
        let left: Vec<usize> = (0..terrain.rows()).filter(is_left).collect();
        if left.is_empty() {
            // All covers are alike: where one is not admitted, none is.
            return (Some(choice).filter(|choice| (asked.admits)(choice)), true, nodes);
        }
        if effort.is_over() {
            return (None, false, nodes);
        }
        rows.extend(apart(terrain, left, ADDED));
    }
}

/// The candidates that help the row that fewest help, those that help most rows first: one of them is open in every cover.
pub fn narrowest(terrain: &Terrain) -> Vec<usize> {
    let row = (0..terrain.rows()).min_by_key(|&row| (terrain.near(row).len(), row));
    let mut helps: Vec<usize> = row.map_or_else(Vec::new, |row| {
        terrain.near(row).map(|(candidate, _)| candidate).collect()
    });
    helps.sort_by_key(|&candidate| (std::cmp::Reverse(terrain.column(candidate).count()), candidate));
    helps
}
