//! A bound from below: what rows pay at least, whatever is chosen.
//!
//! The p-median problem with the rule relaxed that a row is served once (Narula, Ogbu & Samuelsson 1977; Beasley 1985): a row
//! that is served pays `cost - price` to whoever serves it and its price besides, so that for any prices the sum of all prices
//! and of what the best candidates earn is no more than what any choice costs. Prices are found by subgradients.

use super::effort::Effort;
use super::terrain::Terrain;

/// What came of it.
#[derive(Clone, Debug)]
pub struct Relaxed {
    /// No choice costs less.
    pub bound: f64,
    /// The prices that give it, a row each.
    pub prices: Vec<f64>,
    /// What each candidate earns at these prices, 0 or less.
    pub earns: Vec<f64>,
    /// The candidates that earn most, as many as are wanted, the best first.
    pub chosen: Vec<usize>,
}

/// How long to look for prices.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Rounds at most.
    pub rounds: usize,
    /// Rounds without a better bound before steps are halved.
    pub stale: usize,
    /// The first step, as a share of the distance to the best known choice.
    pub step: f64,
}

/// Sums of this many numbers are off by no more than this share of them.
const ROUNDING: f64 = 1e-10;

impl Relaxed {
    /// What the bound may be off by because numbers are rounded.
    pub fn slack(&self) -> f64 {
        ROUNDING * (1.0 + self.prices.iter().sum::<f64>())
    }
}

/// Prices with which to begin: what the nearest candidates cost.
pub fn first_prices(terrain: &Terrain, count: usize) -> Vec<f64> {
    let of_row = |row: usize| {
        let near: Vec<f64> = terrain.near(row).map(|(_, cost)| cost).collect();
        let wanted = terrain.candidates() / (count + 1).max(1);
        near.get(wanted).copied().unwrap_or_else(|| terrain.base(row))
    };
    (0..terrain.rows()).map(of_row).collect()
}

/// Looks for prices until the bound is above `target`, nothing moves, or patience or effort ends. `known` is what the best known choice
/// costs.
pub fn relax(
    terrain: &Terrain,
    count: usize,
    mut prices: Vec<f64>,
    (target, known): (f64, f64),
    patience: Patience,
    effort: &mut Effort<'_>,
) -> Relaxed {
    let (rows, candidates) = (terrain.rows(), terrain.candidates());
    for (row, price) in prices.iter_mut().enumerate() {
        *price = price.clamp(lowest(terrain, row), terrain.base(row));
    }
    let mut best = Relaxed {
        bound: f64::NEG_INFINITY,
        prices: prices.clone(),
        earns: Vec::new(),
        chosen: Vec::new(),
    };
    let mut earns = vec![0.0; candidates];
    let mut served = vec![0_u32; rows];
    let mut order: Vec<usize> = (0..candidates).collect();
    let (mut step, mut stale) = (patience.step, 0);
    for round in 0..patience.rounds {
        earns.fill(0.0);
        let mut looked_at = rows as u64;
        for (row, &price) in prices.iter().enumerate() {
            for (candidate, cost) in terrain.near(row) {
                if cost >= price {
                    break;
                }
                earns[candidate] += cost - price;
                looked_at += 1;
            }
        }
        let wanted = count.min(candidates);
        if wanted > 0 && wanted < candidates {
            order.select_nth_unstable_by(wanted - 1, |a, b| earns[*a].total_cmp(&earns[*b]).then(a.cmp(b)));
        }
        let chosen = &order[..wanted];
        let bound = terrain.constant()
            + prices.iter().sum::<f64>()
            + chosen.iter().map(|&candidate| earns[candidate]).sum::<f64>();
        effort.spend(looked_at + candidates as u64);
        if bound > best.bound + 1e-9 * bound.abs() {
            stale = 0;
        } else {
            stale += 1;
        }
        if bound > best.bound {
            best.bound = bound;
            best.prices.copy_from_slice(&prices);
            best.earns.clone_from(&earns);
            best.chosen = chosen.to_vec();
        }
        if best.bound - best.slack() > target || effort.is_over() || round + 1 == patience.rounds {
            break;
        }
        if stale >= patience.stale {
            stale = 0;
            step /= 2.0;
            if step < 1e-4 {
                break;
            }
            // From the best prices again, more carefully.
            prices.copy_from_slice(&best.prices);
            continue;
        }
        served.fill(0);
        for &candidate in chosen {
            for (row, cost) in terrain.column(candidate) {
                served[row] += u32::from(cost < prices[row]);
            }
        }
        let moves = |row: usize, price: f64| -> f64 {
            let wants = 1.0 - f64::from(served[row]);
            let is_stuck =
                (wants > 0.0 && price >= terrain.base(row)) || (wants < 0.0 && price <= lowest(terrain, row));
            if is_stuck { 0.0 } else { wants }
        };
        let norm: f64 = prices
            .iter()
            .enumerate()
            .map(|(row, &price)| moves(row, price).powi(2))
            .sum();
        if norm <= 0.0 {
            break;
        }
        let length = step * ((known - bound).max(known.abs() * 1e-9).max(1e-6)) / norm;
        for (row, price) in prices.iter_mut().enumerate() {
            let change = moves(row, *price);
            if change != 0.0 {
                *price = (*price + length * change).clamp(lowest(terrain, row), terrain.base(row));
            }
        }
    }
    best.chosen
        .sort_by(|a, b| best.earns[*a].total_cmp(&best.earns[*b]).then(a.cmp(b)));
    best
}

/// What a row pays at least.
fn lowest(terrain: &Terrain, row: usize) -> f64 {
    terrain
        .near(row)
        .next()
        .map_or_else(|| terrain.base(row), |(_, cost)| cost)
}
