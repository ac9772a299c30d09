//! The Palma ratio: what the tenth with most has, for what the four tenths with least have.

use super::concentration::{Ranked, blocks};
use super::weighted::{in_order, sum};
use super::{NoFigure, Weighted};

/// Both forms in use; `of_means` is four times `of_shares`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palma {
    /// The share of all that the uppermost tenth of people has, by the share that the lowest four tenths have; 0.25
    /// where all have the same.
    pub of_shares: f64,
    /// The mean of the uppermost tenth by the mean of the lowest four tenths, as studies of transport have it; 1
    /// where all have the same.
    pub of_means: f64,
}

/// Values in order of themselves. A place across a tenth is divided there, so that splitting a place in two
/// changes nothing, and a tenth is a tenth also where few places are.
///
/// **Units**: none; greater where the uppermost have more. For an impedance the uppermost are those farthest off.
///
/// **Empty**: [`NoFigure::Empty`] where nobody counts; [`NoFigure::Unbounded`] where the lowest four tenths have
/// nothing and the uppermost something. Where both have nothing while others have something it cannot be (the
/// uppermost have most), and where all are 0, all have the same: 0.25 and 1.
///
/// **Source**: J. G. Palma, "Homogeneous middles vs. heterogeneous tails", Development and Change 42 (2011),
/// 87-153; A. Cobham and A. Sumner, "Is it all about the tails?" (2013). The form of means is in the IPEA package
/// `accessibility`, which puts people in order of income instead: see [`palma_by_rank`].
pub fn palma(values: &[Weighted]) -> Result<Palma, NoFigure> {
    let values: Vec<(f64, f64)> = in_order(values).iter().map(|one| (one.value(), one.weight())).collect();
    ratio(&values)
}

/// The same with people put in order of something else, the lowest first. Who stands alike is taken together, at the
/// mean of what they have.
///
/// The IPEA package takes whole places on either side of a limit in income, which it draws over all places of its
/// table; where a place lies across, the figures differ.
pub fn palma_by_rank(values: &[Ranked]) -> Result<Palma, NoFigure> {
    let blocks = blocks(values).into_iter();
    let values: Vec<(f64, f64)> = blocks
        .map(|block| (block.amount / block.weight, block.weight))
        .collect();
    ratio(&values)
}

/// Of values with their weights that stand in order, all of which count.
fn ratio(values: &[(f64, f64)]) -> Result<Palma, NoFigure> {
    let weight = sum(values.iter().map(|(_, weight)| *weight));
    if weight <= 0.0 {
        return Err(NoFigure::Empty);
    }
    let least = held_by_first(values.iter().copied(), weight * 0.4);
    let most = held_by_first(values.iter().rev().copied(), weight * 0.1);
    if least <= 0.0 && most <= 0.0 {
        return Ok(Palma {
            of_shares: 0.25,
            of_means: 1.0,
        });
    }
    if least <= 0.0 {
        return Err(NoFigure::Unbounded);
    }
    Ok(Palma {
        of_shares: most / least,
        of_means: 4.0 * most / least,
    })
}

/// What the first people come to together, as many as `weight`.
fn held_by_first(values: impl Iterator<Item = (f64, f64)>, weight: f64) -> f64 {
    let mut left = weight;
    sum(values.map(|(value, weight)| {
        let counted = weight.min(left);
        left -= counted;
        counted * value
    }))
}

#[cfg(test)]
mod tests {
    use super::super::ipea;
    use super::*;

    fn once(values: &[f64]) -> Vec<Weighted> {
        let once = |value: &f64| Weighted::once(*value).expect("finite and not negative");
        values.iter().map(once).collect()
    }

    fn is(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    #[test]
    fn by_its_definition_the_tenth_of_one_to_ten_has_a_whole_of_what_four_tenths_have() {
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        let found = palma(&once(&values)).expect("there are values");
        is(found.of_shares, 10.0 / 10.0);
        is(found.of_means, 4.0);
    }

    #[test]
    fn a_place_across_a_tenth_is_divided_there() {
        let one = palma(&once(&[1.0, 2.0])).expect("there are values");
        is(one.of_means, 2.0);
        // Four tenths of three are 1.2: all of the first and a fifth of the second; a tenth is 0.3 of the last.
        let three = palma(&once(&[1.0, 2.0, 3.0])).expect("there are values");
        is(three.of_shares, 0.9 / 1.4);
    }

    #[test]
    fn where_all_have_the_same_it_is_one_of_means_and_where_four_tenths_have_nothing_it_has_no_bound() {
        is(palma(&once(&[6.0])).expect("a value").of_means, 1.0);
        is(palma(&once(&[0.0, 0.0])).expect("values").of_shares, 0.25);
        assert_eq!(palma(&once(&[0.0, 5.0])), Err(NoFigure::Unbounded));
        assert_eq!(palma(&[]), Err(NoFigure::Empty));
    }

    #[test]
    fn by_rank_it_is_another_figure_than_by_value() {
        let places = |turn: f64| -> Vec<Ranked> {
            let places = ipea::INCOME_RANKS.into_iter().zip(ipea::five_places());
            places
                .map(|(rank, held)| Ranked::new(turn * rank, held).expect("a rank"))
                .collect()
        };
        let found = palma_by_rank(&places(1.0)).expect("there are people");
        // Four tenths are 2161.6 people: 1969 of the third place and 192.6 of the second; a tenth lies in the first.
        let least = (1969.0 * 42_372.0 + 192.6 * 36_567.0) / 2161.6;
        is(found.of_means, 22_239.0 / least);
        // Turned round, the tenth lies in the third place, and four tenths are 852 people of the first and 1309.6 of
        // the fourth.
        let least = (852.0 * 22_239.0 + 1309.6 * 55_571.0) / 2161.6;
        is(
            palma_by_rank(&places(-1.0)).expect("there are people").of_means,
            42_372.0 / least,
        );
    }
}
