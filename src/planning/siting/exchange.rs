//! A good choice, quickly: greedy, then exchanges of one place for another.

use super::effort::Effort;
use super::terrain::Terrain;

/// What rows pay where some candidates are open: the cheapest and the next.
struct Paid {
    first: Vec<f64>,
    by: Vec<usize>,
    second: Vec<f64>,
}

/// Paid to what is there already.
const BASE: usize = usize::MAX;

impl Paid {
    fn of(terrain: &Terrain, open: &[usize]) -> Self {
        let base: Vec<f64> = (0..terrain.rows()).map(|row| terrain.base(row)).collect();
        let mut paid = Self {
            second: base.clone(),
            by: vec![BASE; base.len()],
            first: base,
        };
        for &candidate in open {
            for (row, cost) in terrain.column(candidate) {
                if cost < paid.first[row] {
                    paid.second[row] = paid.first[row];
                    paid.first[row] = cost;
                    paid.by[row] = candidate;
                } else if cost < paid.second[row] {
                    paid.second[row] = cost;
                }
            }
        }
        paid
    }
}

/// Opens one candidate after the other, each time the one that saves most; ties go to the first.
pub fn greedy(terrain: &Terrain, count: usize, effort: &mut Effort<'_>) -> Vec<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut paid: Vec<f64> = (0..terrain.rows()).map(|row| terrain.base(row)).collect();
    while open.len() < count.min(terrain.candidates()) && !effort.is_over() {
        effort.spend(terrain.pairs());
        let saves = |candidate: usize| -> f64 {
            let rows = terrain.column(candidate);
            rows.map(|(row, cost)| (paid[row] - cost).max(0.0)).sum()
        };
        let closed = (0..terrain.candidates()).filter(|candidate| !open.contains(candidate));
        let best = closed
            .map(|candidate| (saves(candidate), candidate))
            .reduce(|best, one| if one.0 > best.0 { one } else { best });
        let Some((_, best)) = best else { break };
        for (row, cost) in terrain.column(best) {
            paid[row] = paid[row].min(cost);
        }
        open.push(best);
    }
    open
}

/// Exchanges one open candidate for a closed one as long as that saves anything (Teitz & Bart 1968), each time the exchange
/// that saves most, found as Whitaker (1983) does: what opening one saves, and what closing each of the others then costs.
pub fn exchange(terrain: &Terrain, open: &mut [usize], effort: &mut Effort<'_>) {
    while !effort.is_over() {
        let paid = Paid::of(terrain, open);
        effort.spend(terrain.pairs() + terrain.rows() as u64);
        let mut place = vec![BASE; terrain.candidates()];
        let mut loses = vec![0.0; open.len()];
        for (at, &candidate) in open.iter().enumerate() {
            place[candidate] = at;
        }
        for (row, &by) in paid.by.iter().enumerate() {
            if by != BASE {
                loses[place[by]] += paid.second[row] - paid.first[row];
            }
        }
        let mut best: Option<(f64, usize, usize)> = None;
        for candidate in (0..terrain.candidates()).filter(|&one| place[one] == BASE) {
            let mut saves = 0.0;
            let mut own = loses.clone();
            for (row, cost) in terrain.column(candidate) {
                let (first, second, by) = (paid.first[row], paid.second[row], paid.by[row]);
                if cost < first {
                    saves += first - cost;
                    if by != BASE {
                        own[place[by]] -= second - first;
                    }
                } else if cost < second && by != BASE {
                    own[place[by]] -= second - cost;
                }
            }
            for (out, loss) in own.iter().enumerate() {
                let change = loss - saves;
                if change < best.map_or(-0.5, |(best, ..)| best) {
                    best = Some((change, out, candidate));
                }
            }
        }
        let Some((_, out, candidate)) = best else { return };
        open[out] = candidate;
    }
}
