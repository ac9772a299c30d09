//! The Gini coefficient: how unequally something is spread.

/// Half of the mean difference between all pairs, relative to the mean: `Σᵢ Σⱼ |xᵢ - xⱼ| / (2 n² x̄)`,
/// reckoned over the values in order as `Σᵢ (2i - n - 1) xᵢ / (n Σ xᵢ)` with `i` from 1.
///
/// **Units**: none; 0 where all have the same, `(n - 1) / n` where one of `n` has everything. Values
/// must be finite and not negative, in any one unit.
///
/// **Empty**: `None` where there are no values. Where all are 0 the formula is 0 / 0; since all have the
/// same, it is taken as 0. That is equal and may still be bad: read it beside the mean.
///
/// **Source**: C. Gini, "Variabilità e mutabilità" (1912); the form over ordered values is in A. Sen,
/// "On Economic Inequality" (1973), 2.8. No correction for small samples: communities are all there are.
pub fn gini(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    if values.is_empty() {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let count = values.len() as f64;
    let sum: f64 = values.iter().sum();
    if sum <= 0.0 {
        return Some(0.0);
    }
    let ranked = values.iter().enumerate();
    let weighted: f64 = ranked
        .map(|(at, value)| (2.0 * (at as f64 + 1.0) - count - 1.0) * value)
        .sum();
    Some(weighted / (count * sum))
}

#[cfg(test)]
mod tests {
    use super::gini;

    fn is(values: &[f64], expected: f64) {
        let found = gini(values.iter().copied()).expect("there are values");
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    #[test]
    fn it_is_what_others_publish_for_the_same_values() {
        is(&[1.0, 2.0, 3.0, 4.0, 5.0], 4.0 / 15.0);
        is(&[0.0, 0.0, 0.0, 1.0], 0.75);
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
    fn of_nothing_there_is_none() {
        assert_eq!(gini([]), None);
    }
}
