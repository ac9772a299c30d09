//! The Gini coefficient: how unequally something is spread.

use super::Weighted;
use super::weighted::{in_order, sum, totals};

/// Half of the mean difference between all pairs of people, relative to the mean:
/// `Σᵢ Σⱼ wᵢ wⱼ |xᵢ - xⱼ| / (2 W² x̄)` with `W = Σ wᵢ`, reckoned over the values in order as
/// `Σᵢ wᵢ xᵢ (2 Cᵢ + wᵢ - W) / (W Σ wᵢ xᵢ)`, where `Cᵢ` is the weight of all before. It is twice the area between
/// the Lorenz curve and the diagonal.
///
/// **Units**: none; 0 where all have the same, `(n - 1) / n` where one of `n` of equal weight has everything.
///
/// **Empty**: `None` where nobody counts. Where all are 0 the formula is 0 / 0; since all have the same, it is
/// taken as 0. That is equal and may still be bad: read it beside the mean.
///
/// **Source**: C. Gini, "Variabilità e mutabilità" (1912); the form over ordered values is in A. Sen,
/// "On Economic Inequality" (1973), 2.8, with people as weights as the IPEA package `accessibility` has it. No
/// correction for small samples: communities are all there are.
pub fn gini(values: &[Weighted]) -> Option<f64> {
    let values = in_order(values);
    let (weight, amount) = totals(&values);
    if weight <= 0.0 {
        return None;
    }
    if amount <= 0.0 {
        return Some(0.0);
    }
    let mut before = 0.0;
    let terms = values.iter().map(|one| {
        let rank = 2.0f64.mul_add(before, one.weight()) - weight;
        before += one.weight();
        one.amount() * rank
    });
    Some((sum(terms) / (weight * amount)).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::super::ipea::five_places;
    use super::*;

    fn once(values: &[f64]) -> Vec<Weighted> {
        let once = |value: &f64| Weighted::once(*value).expect("finite and not negative");
        values.iter().map(once).collect()
    }

    fn is(values: &[f64], expected: f64) {
        let found = gini(&once(values)).expect("there are values");
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    #[test]
    fn by_its_formula_it_is_4_fifteenths_of_one_to_five_and_three_quarters_where_one_of_four_has_all_within_1e_12() {
        is(&[1.0, 2.0, 3.0, 4.0, 5.0], 4.0 / 15.0);
        is(&[0.0, 0.0, 0.0, 1.0], 0.75);
    }

    #[test]
    fn weighted_it_is_0_13856118_of_the_five_places_of_ipea_accessibility_within_5e_9() {
        let found = gini(&five_places()).expect("there are people");
        assert!((found - 0.138_561_18).abs() < 5e-9, "{found}");
    }

    #[test]
    fn weights_are_as_many_of_the_same() {
        let twice = [(1.0, 2.0), (4.0, 1.0)].map(|(value, weight)| Weighted::new(value, weight).expect("amounts"));
        let written_out = gini(&once(&[1.0, 1.0, 4.0])).expect("there are values");
        let found = gini(&twice).expect("there are values");
        assert!((found - written_out).abs() < 1e-15, "{found} is not {written_out}");
    }

    #[test]
    fn the_order_of_values_makes_no_difference() {
        is(&[5.0, 1.0, 4.0, 2.0, 3.0], 4.0 / 15.0);
    }

    #[test]
    fn where_all_have_the_same_it_is_nought_even_where_that_is_nothing() {
        is(&[7.0, 7.0], 0.0);
        is(&[0.0, 0.0, 0.0], 0.0);
        is(&[3.0], 0.0);
    }

    #[test]
    fn of_nobody_there_is_none() {
        assert_eq!(gini(&[]), None);
        assert_eq!(gini(&[Weighted::new(3.0, 0.0).expect("amounts")]), None);
    }
}
