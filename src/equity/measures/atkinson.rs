//! Atkinson's index: what inequality costs, for a stated aversion to it.

use super::Weighted;
use super::weighted::{in_order, sum, totals};

/// How much inequality is minded: finite and not negative.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Aversion(f64);

impl Aversion {
    /// Half: an unequal share is minded a little. The least of the three that tables usually show.
    pub const HALF: Self = Self(0.5);
    /// One: whoever has nothing is minded above all.
    pub const ONE: Self = Self(1.0);

    /// `None` unless finite and not negative.
    pub fn new(aversion: f64) -> Option<Self> {
        (aversion.is_finite() && aversion >= 0.0).then_some(Self(aversion))
    }

    /// As a number.
    pub const fn number(self) -> f64 {
        self.0
    }
}

/// `1 - y / x̄`, where `y` is what would do everybody the same good if all had it:
/// `y = ((1 / W) Σ wᵢ xᵢ^(1 - ε))^(1 / (1 - ε))`, and the geometric mean for `ε = 1`.
///
/// **Units**: none; 0 where all have the same, and for `ε = 0` always; the share of all there is that could be
/// given up, if the rest were shared equally, at no loss. For `ε ≥ 1` it is 1 as soon as anybody has nothing.
///
/// **Empty**: `None` where nobody counts. Where all are 0 it is 0 / 0; since all have the same, it is taken as 0.
///
/// **Source**: A. B. Atkinson, "On the measurement of inequality", Journal of Economic Theory 2 (1970), 244-263.
pub fn atkinson(values: &[Weighted], aversion: Aversion) -> Option<f64> {
    let values = in_order(values);
    let (weight, amount) = totals(&values);
    if weight <= 0.0 {
        return None;
    }
    if amount <= 0.0 {
        return Some(0.0);
    }
    let mean = amount / weight;
    let power = 1.0 - aversion.number();
    let anybody_has_nothing = values.first().is_some_and(|one| one.value() <= 0.0);
    // Relative to the mean, so that large values to a high power stay finite.
    let average =
        |of: &dyn Fn(f64) -> f64| sum(values.iter().map(|one| one.weight() * of(one.value() / mean))) / weight;
    let equal = if power <= 0.0 && anybody_has_nothing {
        0.0
    } else if power.abs() < f64::EPSILON {
        average(&f64::ln).exp()
    } else {
        average(&|relative| relative.powf(power)).powf(1.0 / power)
    };
    Some((1.0 - equal).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn once(values: &[f64]) -> Vec<Weighted> {
        let once = |value: &f64| Weighted::once(*value).expect("finite and not negative");
        values.iter().map(once).collect()
    }

    fn is(values: &[f64], aversion: f64, expected: f64, within: f64) {
        let aversion = Aversion::new(aversion).expect("an aversion");
        let found = atkinson(&once(values), aversion).expect("there are values");
        assert!((found - expected).abs() <= within, "{found} is not {expected}");
    }

    #[test]
    fn it_is_0_0631533922_of_ten_to_fifty_at_a_half_and_0_1316096384_at_one_as_in_pysal_inequality_within_5e_11() {
        let values = [10.0, 20.0, 30.0, 40.0, 50.0];
        is(&values, 0.5, 0.063_153_392_2, 5e-11);
        is(&values, 1.0, 0.131_609_638_4, 5e-11);
    }

    #[test]
    fn who_minds_no_inequality_finds_none_and_who_minds_it_much_looks_at_who_has_nothing() {
        is(&[1.0, 9.0], 0.0, 0.0, 1e-15);
        is(&[0.0, 9.0], 1.0, 1.0, 0.0);
        is(&[0.0, 9.0], 2.0, 1.0, 0.0);
        is(&[0.0, 9.0], 0.5, 0.5, 1e-15);
        // The harmonic mean of 1 and 3 is 1.5, the mean 2.
        is(&[1.0, 3.0], 2.0, 0.25, 1e-15);
    }

    #[test]
    fn where_all_have_the_same_it_is_nought_and_of_nobody_there_is_none() {
        is(&[4.0, 4.0], 0.5, 0.0, 1e-15);
        is(&[0.0, 0.0], 1.0, 0.0, 0.0);
        is(&[4.0], 1.0, 0.0, 0.0);
        assert_eq!(atkinson(&[], Aversion::HALF), None);
        assert_eq!(Aversion::new(-0.5), None);
        assert_eq!(Aversion::new(f64::NAN), None);
    }
}
