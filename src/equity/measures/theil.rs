//! Theil's T: how unequally something is spread, and how much of that lies between groups.

use std::collections::BTreeMap;

use super::Weighted;
use super::weighted::{in_order, sum, totals};

/// Inequality of all, and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Theil {
    /// Of all together; `between + within`.
    pub total: f64,
    /// What would be left if everybody had their group's mean.
    pub between: f64,
    /// What is left within groups, each by its share of all there is.
    pub within: f64,
    /// Per group, in the order of their numbers.
    pub groups: Vec<TheilGroup>,
}

/// One group's parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TheilGroup {
    /// Its number.
    pub group: usize,
    /// Its part of what lies between groups, `sᵍ ln(sᵍ / pᵍ)`: negative where its share of what there is, `sᵍ`, is
    /// less than its share of people, `pᵍ`. They sum to `between`.
    pub between: f64,
    /// Its part of what lies within groups, `sᵍ Tᵍ`. They sum to `within`.
    pub within: f64,
}

/// `T = (1 / W) Σ wᵢ (xᵢ / x̄) ln(xᵢ / x̄)`, with `0 ln 0 = 0`, so that who has nothing stays in.
///
/// **Units**: none (nats); 0 where all have the same, `ln n` where one of `n` of equal weight has everything.
///
/// **Empty**: `None` where nobody counts. Where all are 0 it is 0 / 0; since all have the same, it is taken as 0.
///
/// **Source**: H. Theil, "Economics and Information Theory" (1967), 4.
pub fn theil_t(values: &[Weighted]) -> Option<f64> {
    let values = in_order(values);
    let (weight, amount) = totals(&values);
    if weight <= 0.0 {
        return None;
    }
    if amount <= 0.0 {
        return Some(0.0);
    }
    let mean = amount / weight;
    let terms = values.iter().map(|one| one.amount() * log_of(one.value() / mean));
    // Rounding must not make less than no inequality.
    Some((sum(terms) / amount).max(0.0))
}

/// The same with its parts: `T = Σ sᵍ ln(sᵍ / pᵍ) + Σ sᵍ Tᵍ`, where `sᵍ` is the group's share of all there is and
/// `pᵍ` its share of people. Groups must not overlap; each value has the number of its one group.
///
/// **Units**, **empty**: as of [`theil_t`]. A group that has nothing has no part in either.
///
/// **Source**: H. Theil, "Economics and Information Theory" (1967), 4; A. F. Shorrocks, "The class of additively
/// decomposable inequality measures", Econometrica 48 (1980), 613-625.
pub fn theil_by_group(values: &[(usize, Weighted)]) -> Option<Theil> {
    let mut groups: BTreeMap<usize, Vec<Weighted>> = BTreeMap::new();
    for (group, value) in values {
        groups.entry(*group).or_default().push(*value);
    }
    let all: Vec<Weighted> = values.iter().map(|(_, value)| *value).collect();
    let (weight, amount) = totals(&in_order(&all));
    if weight <= 0.0 {
        return None;
    }
    let parts = groups.into_iter().filter_map(|(group, values)| {
        let inside = theil_t(&values)?;
        let (people, held) = totals(&in_order(&values));
        let share = if amount > 0.0 { held / amount } else { 0.0 };
        Some(TheilGroup {
            group,
            between: share * log_of(share / (people / weight)),
            within: share * inside,
        })
    });
    let groups: Vec<TheilGroup> = parts.collect();
    let between = sum(groups.iter().map(|one| one.between)).max(0.0);
    let within = sum(groups.iter().map(|one| one.within));
    Some(Theil {
        total: between + within,
        between,
        within,
        groups,
    })
}

/// The natural logarithm, and 0 of 0, where it is multiplied with 0.
fn log_of(ratio: f64) -> f64 {
    if ratio > 0.0 { ratio.ln() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn once(values: &[f64]) -> Vec<Weighted> {
        let once = |value: &f64| Weighted::once(*value).expect("finite and not negative");
        values.iter().map(once).collect()
    }

    #[test]
    fn it_is_ln_2_of_000_ten_ten_ten_and_all_of_it_between_groups_as_in_pysal_inequality_test_theil_within_1e_12() {
        let values = once(&[0.0, 0.0, 0.0, 10.0, 10.0, 10.0]);
        let total = theil_t(&values).expect("there are values");
        assert!((total - std::f64::consts::LN_2).abs() < 1e-12, "{total}");
        let grouped: Vec<_> = [0, 0, 0, 1, 1, 1].into_iter().zip(values).collect();
        let parts = theil_by_group(&grouped).expect("there are values");
        assert!((parts.between - std::f64::consts::LN_2).abs() < 1e-12, "{parts:?}");
        assert!(parts.within.abs() < 1e-12, "{parts:?}");
    }

    #[test]
    fn parts_sum_to_the_whole() {
        let values = [
            (0, 1.0, 5.0),
            (0, 4.0, 2.0),
            (1, 9.0, 1.0),
            (2, 0.0, 3.0),
            (1, 2.0, 7.0),
        ];
        let values: Vec<(usize, Weighted)> = values
            .into_iter()
            .map(|(group, value, weight)| (group, Weighted::new(value, weight).expect("amounts")))
            .collect();
        let all: Vec<Weighted> = values.iter().map(|(_, value)| *value).collect();
        let parts = theil_by_group(&values).expect("there are values");
        let total = theil_t(&all).expect("there are values");
        assert!((parts.total - total).abs() < 1e-12, "{parts:?} is not {total}");
        assert!(
            parts.groups[0].within > 0.0 && parts.groups[2].within == 0.0,
            "{parts:?}"
        );
    }

    #[test]
    fn where_all_have_the_same_it_is_nought_and_of_nobody_there_is_none() {
        assert_eq!(theil_t(&once(&[3.0, 3.0])), Some(0.0));
        assert_eq!(theil_t(&once(&[0.0, 0.0])), Some(0.0));
        assert_eq!(theil_t(&once(&[5.0])), Some(0.0));
        assert_eq!(theil_t(&[]), None);
        assert_eq!(theil_by_group(&[]), None);
        let nothing: Vec<_> = [0, 1].into_iter().zip(once(&[0.0, 0.0])).collect();
        assert_eq!(theil_by_group(&nothing).map(|parts| parts.total), Some(0.0));
    }
}
