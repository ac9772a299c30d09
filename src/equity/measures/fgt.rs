//! The Foster-Greer-Thorbecke measures: how many fall short of a threshold, by how much, and how badly.

use super::weighted::sum;
use super::{Impeded, Weighted};

/// `FGT_α = (1 / W) Σ wᵢ gᵢ^α` over the relative gaps `gᵢ` to a threshold, 0 where there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fgt {
    /// `α = 0`: the share of people who fall short at all.
    pub incidence: f64,
    /// `α = 1`: the mean gap of all people, as a share of the threshold.
    pub gap: f64,
    /// `α = 2`: the mean squared gap, in which who falls far short counts more.
    pub severity: f64,
}

/// Of those who have less than `line`: `gᵢ = (line - xᵢ) / line`. Exactly the threshold is enough, as every threshold
/// here is inclusive.
///
/// **Units**: none; each from 0 to 1, `severity ≤ gap ≤ incidence`. Values and `line` in any one unit; nobody has less
/// than a line of 0.
///
/// **Empty**: `None` where nobody counts.
///
/// **Source**: J. Foster, J. Greer and E. Thorbecke, "A class of decomposable poverty measures", Econometrica 52
/// (1984), 761-766.
pub fn fgt_below(values: &[Weighted], line: f64) -> Option<Fgt> {
    let gap = |value: f64| if value < line { (line - value) / line } else { 0.0 };
    of_gaps(values.iter().map(|one| (gap(one.value()), one.weight())))
}

/// Of those who travel longer than `limit` minutes: `gᵢ = 1 - limit / xᵢ`, the deficit that a shortfall is made of. Who
/// reaches nothing has the whole gap, 1: the limit of ever longer travel.
///
/// **Units**, **empty**, **source**: as of [`fgt_below`]; the gap relative to the impedance instead of the limit, so that
/// it stays between 0 and 1.
pub fn fgt_beyond(values: &[Impeded], limit: f64) -> Option<Fgt> {
    let gap = |minutes: Option<f64>| match minutes {
        Some(minutes) if minutes > limit => 1.0 - limit / minutes,
        Some(_) => 0.0,
        None => 1.0,
    };
    of_gaps(values.iter().map(|one| (gap(one.minutes()), one.weight())))
}

/// Of gaps that are shares already, as shortfalls are: who falls short at all, by how much, how badly. A value above 1
/// is the whole gap.
pub fn fgt_of_shares(values: &[Weighted]) -> Option<Fgt> {
    of_gaps(values.iter().map(|one| (one.value().min(1.0), one.weight())))
}

fn of_gaps(gaps: impl Iterator<Item = (f64, f64)>) -> Option<Fgt> {
    let mut gaps: Vec<(f64, f64)> = gaps.filter(|(_, weight)| *weight > 0.0).collect();
    // In order, so that the order in which places were given makes no difference, to the last bit.
    gaps.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.total_cmp(&other.1)));
    let weight = sum(gaps.iter().map(|(_, weight)| *weight));
    let mean = |of: fn(f64) -> f64| sum(gaps.iter().map(|(gap, weight)| weight * of(*gap))) / weight;
    (weight > 0.0).then(|| Fgt {
        incidence: mean(|gap| if gap > 0.0 { 1.0 } else { 0.0 }),
        gap: mean(|gap| gap),
        severity: mean(|gap| gap * gap),
    })
}

#[cfg(test)]
mod tests {
    use super::super::ipea::five_places;
    use super::*;

    fn is(found: Option<Fgt>, expected: [f64; 3], within: f64) {
        let found = found.expect("there are people");
        for (found, expected) in [found.incidence, found.gap, found.severity].into_iter().zip(expected) {
            assert!((found - expected).abs() <= within, "{found} is not {expected}");
        }
    }

    #[test]
    fn below_100000_jobs_it_is_1_and_0_5588_and_0_3256_of_the_five_places_of_ipea_accessibility_within_5e_5() {
        is(fgt_below(&five_places(), 100_000.0), [1.0, 0.5588, 0.3256], 5e-5);
        is(fgt_below(&five_places(), 10_000.0), [0.0; 3], 0.0);
    }

    #[test]
    fn exactly_the_threshold_is_enough() {
        let at = [Weighted::once(60.0).expect("an amount")];
        is(fgt_below(&at, 60.0), [0.0; 3], 0.0);
        let at = [Impeded::new(Some(60.0), 1.0).expect("an amount")];
        is(fgt_beyond(&at, 60.0), [0.0; 3], 0.0);
    }

    #[test]
    fn who_reaches_nothing_has_the_whole_gap() {
        let values = [(None, 1.0), (Some(120.0), 2.0), (Some(10.0), 1.0)]
            .map(|(minutes, people)| Impeded::new(minutes, people).expect("amounts"));
        is(fgt_beyond(&values, 60.0), [0.75, 0.5, 0.375], 1e-15);
        is(fgt_beyond(&values, 0.0), [1.0; 3], 0.0);
    }

    #[test]
    fn nobody_has_less_than_nothing_and_of_nobody_there_is_none() {
        let nothing = [Weighted::once(0.0).expect("an amount")];
        is(fgt_below(&nothing, 0.0), [0.0; 3], 0.0);
        is(fgt_below(&nothing, 5.0), [1.0; 3], 0.0);
        is(fgt_of_shares(&nothing), [0.0; 3], 0.0);
        is(
            fgt_of_shares(&[Weighted::once(0.5).expect("an amount")]),
            [1.0, 0.5, 0.25],
            0.0,
        );
        assert_eq!(fgt_below(&[], 5.0), None);
        assert_eq!(fgt_beyond(&[], 5.0), None);
    }
}
