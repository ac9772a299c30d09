//! What one place has, and how much it counts.

use rayon::prelude::*;

use super::NoFigure;

/// A value with its weight: finite and not negative, both. The weight is the people who share the value, or 1
/// where places count alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighted {
    value: f64,
    weight: f64,
}

/// An impedance in minutes with its weight; `None` where nothing is reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Impeded {
    minutes: Option<f64>,
    weight: f64,
}

fn is_amount(number: f64) -> bool {
    number.is_finite() && number >= 0.0
}

impl Weighted {
    /// `None` unless both are finite and not negative.
    pub fn new(value: f64, weight: f64) -> Option<Self> {
        (is_amount(value) && is_amount(weight)).then_some(Self { value, weight })
    }

    /// A value that counts once.
    pub fn once(value: f64) -> Option<Self> {
        Self::new(value, 1.0)
    }

    /// The value.
    pub const fn value(self) -> f64 {
        self.value
    }

    /// How much it counts.
    pub const fn weight(self) -> f64 {
        self.weight
    }

    /// All that those who share the value have together.
    pub(super) fn amount(self) -> f64 {
        self.value * self.weight
    }
}

impl Impeded {
    /// `None` unless minutes, where there are any, and weight are finite and not negative.
    pub fn new(minutes: Option<f64>, weight: f64) -> Option<Self> {
        (minutes.is_none_or(is_amount) && is_amount(weight)).then_some(Self { minutes, weight })
    }

    /// The minutes; `None` where nothing is reached.
    pub const fn minutes(self) -> Option<f64> {
        self.minutes
    }

    /// How much it counts.
    pub const fn weight(self) -> f64 {
        self.weight
    }
}

/// The values of those who all reach something.
///
/// # Errors
/// [`NoFigure::Unreachable`] where anybody reaches nothing; whom nobody counts does not matter.
pub fn all_reached(values: &[Impeded]) -> Result<Vec<Weighted>, NoFigure> {
    let counted = values.iter().filter(|one| one.weight > 0.0);
    let reached = counted.map(|one| {
        let value = one.minutes.ok_or(NoFigure::Unreachable)?;
        Ok(Weighted {
            value,
            weight: one.weight,
        })
    });
    reached.collect()
}

/// The weighted arithmetic mean `Σ wᵢ xᵢ / Σ wᵢ`, in the unit of the values; `None` where nobody counts.
pub fn mean(values: &[Weighted]) -> Option<f64> {
    let (weight, amount) = totals(&in_order(values));
    (weight > 0.0).then(|| amount / weight)
}

/// Those who count, the least first; who has the same, by weight. Sums over them do not depend on the order in
/// which places were given, to the last bit.
pub(super) fn in_order(values: &[Weighted]) -> Vec<Weighted> {
    let mut values: Vec<Weighted> = values.iter().copied().filter(|one| one.weight > 0.0).collect();
    values.par_sort_unstable_by(|one, other| {
        let by_value = one.value.total_cmp(&other.value);
        by_value.then_with(|| one.weight.total_cmp(&other.weight))
    });
    values
}

/// The sum of weights, and of all amounts.
pub(super) fn totals(values: &[Weighted]) -> (f64, f64) {
    (
        sum(values.iter().map(|one| one.weight)),
        sum(values.iter().map(|one| one.amount())),
    )
}

/// A sum with what rounding lost added back (A. Neumaier, Zeitschrift für Angewandte Mathematik und Mechanik
/// 54 (1974), 39-51): ten million terms keep all digits that matter.
pub(super) fn sum(terms: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    for term in terms {
        let next = sum + term;
        // What was lost, exactly, without asking which is the greater (D. E. Knuth, The Art of Computer Programming 2, 4.2.2).
        let added = next - sum;
        lost += (sum - (next - added)) + (term - added);
        sum = next;
    }
    sum + lost
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_amount_is_refused() {
        for number in [f64::NAN, f64::INFINITY, -1.0] {
            assert_eq!(Weighted::new(number, 1.0), None);
            assert_eq!(Weighted::new(1.0, number), None);
            assert_eq!(Impeded::new(Some(number), 1.0), None);
        }
        assert!(Impeded::new(None, 1.0).is_some());
    }

    #[test]
    fn a_mean_over_those_who_arrive_is_no_mean_over_all() {
        let near = Impeded::new(Some(30.0), 10.0).expect("an amount");
        let cut_off = |people| Impeded::new(None, people).expect("an amount");
        assert_eq!(all_reached(&[near, cut_off(1.0)]), Err(NoFigure::Unreachable));
        let nobody_there = all_reached(&[near, cut_off(0.0)]).expect("nobody is cut off");
        assert_eq!(mean(&nobody_there), Some(30.0));
        assert_eq!(mean(&[]), None);
    }

    #[test]
    fn a_sum_keeps_what_rounding_would_lose() {
        let terms = [1e16, 1.0, -1e16];
        assert!((sum(terms) - 1.0).abs() < 1e-15);
    }
}
