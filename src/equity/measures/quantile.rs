//! Weighted quantiles: so near, or nearer, for so many in a hundred.

use super::{Impeded, Weighted};

/// What a quantile may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantile {
    /// This many minutes.
    Minutes(f64),
    /// So many reach nothing that there is no such number of minutes.
    Unreachable,
}

/// The least value that at least `percent` in a hundred people have or are below: the inverse of the distribution
/// function, definition 1 of Hyndman and Fan. It is always some place's value, never between two, and splitting a
/// place in two changes nothing. With whole numbers of people it is exact: no share is rounded.
///
/// **Units**: that of the values. At 0 it is the least value, at 100 the greatest; above 100 is read as 100.
///
/// **Empty**: `None` where nobody counts.
///
/// **Reading it**: the 50th, of minutes, is the time within which half of all people arrive.
///
/// **Source**: R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50
/// (1996), 361-365.
pub fn quantile(values: &[Weighted], percent: u8) -> Option<f64> {
    let values = values.iter().map(|one| (Some(one.value()), one.weight()));
    match at(values, percent)? {
        Quantile::Minutes(value) => Some(value),
        Quantile::Unreachable => None,
    }
}

/// The same of impedances: who reaches nothing is farther than any distance and stays in.
///
/// **Units**: minutes.
///
/// **Empty**: `None` where nobody counts.
pub fn impedance_quantile(values: &[Impeded], percent: u8) -> Option<Quantile> {
    at(values.iter().map(|one| (one.minutes(), one.weight())), percent)
}

fn at(values: impl Iterator<Item = (Option<f64>, f64)>, percent: u8) -> Option<Quantile> {
    let mut values: Vec<(Option<f64>, f64)> = values.filter(|(_, weight)| *weight > 0.0).collect();
    values.sort_unstable_by(|(one, weight), (other, other_weight)| {
        let last = f64::INFINITY;
        let by_value = one.unwrap_or(last).total_cmp(&other.unwrap_or(last));
        by_value.then_with(|| weight.total_cmp(other_weight))
    });
    let total: f64 = values.iter().map(|(_, weight)| weight).sum();
    let needed = f64::from(percent.min(100)) * total;
    let mut so_far = 0.0;
    let reached = values.iter().find(|(_, weight)| {
        so_far += weight;
        // Weights that are no whole numbers may miss what they sum to by a rounding.
        so_far * 100.0 >= needed * (1.0 - 1e-14)
    });
    let (value, _) = reached.or(values.last())?;
    Some(value.map_or(Quantile::Unreachable, Quantile::Minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(values: &[(f64, f64)]) -> Vec<Weighted> {
        let one = |&(value, weight): &(f64, f64)| Weighted::new(value, weight).expect("amounts");
        values.iter().map(one).collect()
    }

    #[test]
    fn it_is_the_least_value_that_so_many_have_by_definition_1_of_hyndman_and_fan() {
        let ten: Vec<(f64, f64)> = (1..=10).map(|one| (f64::from(one), 1.0)).collect();
        let ten = values(&ten);
        for (percent, expected) in [
            (0, 1.0),
            (1, 1.0),
            (10, 1.0),
            (11, 2.0),
            (50, 5.0),
            (51, 6.0),
            (90, 9.0),
            (100, 10.0),
        ] {
            assert_eq!(quantile(&ten, percent), Some(expected), "{percent}");
        }
    }

    #[test]
    fn people_weigh_and_places_without_any_do_not() {
        let values = values(&[(10.0, 1.0), (20.0, 98.0), (30.0, 1.0), (5.0, 0.0), (99.0, 0.0)]);
        assert_eq!(
            [0, 1, 2, 99, 100].map(|percent| quantile(&values, percent)),
            [10.0, 10.0, 20.0, 20.0, 30.0].map(Some)
        );
    }

    #[test]
    fn who_reaches_nothing_is_farther_than_any_distance() {
        let values =
            [(Some(30.0), 6.0), (None, 4.0)].map(|(minutes, people)| Impeded::new(minutes, people).expect("amounts"));
        assert_eq!(impedance_quantile(&values, 60), Some(Quantile::Minutes(30.0)));
        assert_eq!(impedance_quantile(&values, 61), Some(Quantile::Unreachable));
    }

    #[test]
    fn of_nobody_there_is_none_and_of_one_all_are_the_same() {
        assert_eq!(quantile(&[], 50), None);
        assert_eq!(impedance_quantile(&[], 50), None);
        assert_eq!(
            [0, 50, 100].map(|percent| quantile(&values(&[(7.0, 3.0)]), percent)),
            [Some(7.0); 3]
        );
    }
}
