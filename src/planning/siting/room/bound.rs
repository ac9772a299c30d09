//! A bound from below for places with limited room, from prices.
//!
//! Each row offers a price for its units. Whoever takes a unit earns what it pays there less the price, and takes the units that
//! earn most for as long as there is room; the sum of all prices and of what the best places earn is then no more than what any
//! choice comes to, whatever the prices are (Beasley 1988). They are found by subgradients.

use super::super::effort::Effort;
use super::Rooms;

/// A bound, and what it rests on.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    /// No choice comes to less.
    pub value: f64,
    /// A price a row, group after group.
    pub prices: Vec<f64>,
    /// What every candidate earns, none more than 0.
    pub earns: Vec<f64>,
    /// The best of those left, as many as are wanted, the best first.
    pub chosen: Vec<u32>,
}

/// Sums of this many numbers are off by no more than this share of them.
const ROUNDING: f64 = 1e-10;

impl Bound {
    /// What the bound may be off by because numbers are rounded.
    pub fn slack(&self, rooms: &Rooms) -> f64 {
        let needs = rooms.groups.iter().flat_map(|group| &group.demands);
        let paid: f64 = needs
            .zip(&self.prices)
            .map(|(one, price)| one.need as f64 * price)
            .sum();
        ROUNDING * (1.0 + paid)
    }
}

/// Which candidates are open, which are left, and how many of these may be opened.
pub(super) struct Stand<'a> {
    pub open: &'a [u32],
    pub left: &'a [u32],
    pub wanted: usize,
}

/// Prices with which to begin: the middle between what a row pays where it is best off and where it has nothing new.
pub(super) fn first_prices(rooms: &Rooms) -> Vec<f64> {
    let demands = rooms.groups.iter().flat_map(|group| &group.demands);
    demands
        .map(|one| {
            let least = one.at.iter().copied().min().unwrap_or(one.base).min(one.base);
            f64::midpoint(least as f64, one.base as f64)
        })
        .collect()
}

/// What a candidate earns, and the units that it takes: by row, group after group.
fn earnings(rooms: &Rooms, prices: &[f64], candidate: u32, mut took: impl FnMut(usize, u64)) -> f64 {
    let mut sum = 0.0;
    let mut begin = 0;
    for group in rooms.groups.iter().filter(|group| !group.demands.is_empty()) {
        let mut wants: Vec<(f64, usize, u64)> = Vec::new();
        for (at, demand) in group.demands.iter().enumerate() {
            let cost = demand.at[candidate as usize];
            let earns = cost as f64 - prices[begin + at];
            if cost < demand.base && earns < 0.0 {
                wants.push((earns, begin + at, demand.need));
            }
        }
        let mut room = group.room[candidate as usize].unwrap_or(u64::MAX);
        let needs: u64 = wants.iter().map(|want| want.2).sum();
        if needs > room {
            wants.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        }
        for (earns, row, need) in wants {
            let units = need.min(room);
            room -= units;
            sum += earns * units as f64;
            took(row, units);
            if room == 0 {
                break;
            }
        }
        begin += group.demands.len();
    }
    sum
}

/// Looks for prices until the bound is above `target`, nothing moves, or rounds or effort end.
pub(super) fn bound(
    rooms: &Rooms,
    stand: &Stand<'_>,
    mut prices: Vec<f64>,
    (target, known): (f64, f64),
    rounds: usize,
    effort: &mut Effort<'_>,
) -> Bound {
    let demands: Vec<(f64, f64, f64)> = rooms
        .groups
        .iter()
        .flat_map(|group| &group.demands)
        .map(|one| {
            let least = one.at.iter().copied().min().unwrap_or(one.base).min(one.base);
            (one.need as f64, least as f64, one.base as f64)
        })
        .collect();
    let mut best = Bound {
        value: f64::NEG_INFINITY,
        prices: prices.clone(),
        earns: vec![0.0; rooms.candidates],
        chosen: Vec::new(),
    };
    let mut earns = vec![0.0; rooms.candidates];
    let mut order: Vec<u32> = stand.left.to_vec();
    let (mut step, mut stale) = (1.0, 0);
    for round in 0..rounds {
        for &one in stand.open.iter().chain(stand.left) {
            earns[one as usize] = earnings(rooms, &prices, one, |_, _| {});
        }
        // What is wanted is sorted, too.
        effort.spend(3 * ((stand.open.len() + stand.left.len()) * demands.len()) as u64);
        let key = |one: &u32| earns[*one as usize];
        order.sort_unstable_by(|a, b| key(a).total_cmp(&key(b)).then(a.cmp(b)));
        let chosen = &order[..stand.wanted.min(order.len())];
        let paid: f64 = demands
            .iter()
            .zip(&prices)
            .map(|((need, ..), price)| need * price)
            .sum();
        let value = paid + stand.open.iter().chain(chosen).map(key).sum::<f64>();
        stale = if value > best.value + 1e-9 * value.abs() {
            0
        } else {
            stale + 1
        };
        if value > best.value {
            best.value = value;
            best.prices.copy_from_slice(&prices);
            best.earns.copy_from_slice(&earns);
            best.chosen = chosen.to_vec();
        }
        if best.value - best.slack(rooms) > target || effort.is_over() || round + 1 == rounds {
            break;
        }
        if stale >= 8 {
            stale = 0;
            step /= 2.0;
            if step < 1e-3 {
                break;
            }
            // From the best prices again, more carefully.
            prices.copy_from_slice(&best.prices);
            continue;
        }
        let mut lacks: Vec<f64> = demands.iter().map(|(need, ..)| *need).collect();
        for &one in stand.open.iter().chain(chosen) {
            earnings(rooms, &prices, one, |row, units| lacks[row] -= units as f64);
        }
        for ((lack, price), (_, least, base)) in lacks.iter_mut().zip(&prices).zip(&demands) {
            if (*lack > 0.0 && price >= base) || (*lack < 0.0 && price <= least) {
                *lack = 0.0;
            }
        }
        let norm: f64 = lacks.iter().map(|lack| lack * lack).sum();
        if norm <= 0.0 {
            break;
        }
        let length = step * (known - value).max(known.abs() * 1e-9).max(1e-6) / norm;
        for ((lack, price), (_, least, base)) in lacks.iter().zip(&mut prices).zip(&demands) {
            *price = (*price + length * lack).clamp(*least, *base);
        }
    }
    best
}
