//! The concentration index: whether what there is goes to those who stand lower or higher in something else.

use rayon::prelude::*;

use super::weighted::sum;
use super::{NoFigure, Weighted};

/// What somebody has, and where they stand in what people are put in order of (income, remoteness): finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    rank: f64,
    held: Weighted,
}

impl Ranked {
    /// `None` unless the rank is finite.
    pub fn new(rank: f64, held: Weighted) -> Option<Self> {
        rank.is_finite().then_some(Self { rank, held })
    }

    /// Where they stand.
    pub const fn rank(self) -> f64 {
        self.rank
    }

    /// What they have.
    pub const fn held(self) -> Weighted {
        self.held
    }
}

/// `C = 2 / (W x̄) Σ wᵢ xᵢ Rᵢ - 1`, where `Rᵢ` is the fractional rank of the place among all people: the share who
/// stand lower and half the share who stand alike. Twice the area between the concentration curve and the
/// diagonal.
///
/// **Units**: none, from -1 to 1: below 0 where those who stand lower have more, above where those who stand
/// higher have. 0 may also be a balance of both: look at the curve.
///
/// **Ties**: places that stand alike share their mean rank, so that the order in which they are written is
/// nothing. The IPEA package `accessibility` lets the one with fewer people come first; without ties both are equal.
///
/// **Empty**: `None` where nobody counts. Where all have nothing, all have the same: 0.
///
/// **Source**: N. Kakwani, A. Wagstaff and E. van Doorslaer, "Socioeconomic inequalities in health", Journal of
/// Econometrics 77 (1997), 87-103; weights as in E. van Doorslaer and X. Koolman, Health Economics 13 (2004),
/// 609-628.
pub fn concentration_index(values: &[Ranked]) -> Option<f64> {
    Some(reckon(values)?.index)
}

/// Erreygers' form `E = 4 x̄ C / (b - a)` for values that lie between `a` and `b` by their nature, as days do between
/// 0 and 365 or a share does between 0 and 1. It says the same of what people have as of what they lack.
///
/// **Units**: none, from -1 to 1.
///
/// **Bounds**: those of the nature of the value, not the least and greatest found, which the IPEA package takes.
///
/// **Empty**: [`NoFigure::Empty`] where nobody counts; [`NoFigure::Undefined`] where `a` is not below `b` or a
/// value lies outside.
///
/// **Source**: G. Erreygers, "Correcting the concentration index", Journal of Health Economics 28 (2009), 504-515.
pub fn erreygers_index(values: &[Ranked], least: f64, greatest: f64) -> Result<f64, NoFigure> {
    let reckoned = reckon(values).ok_or(NoFigure::Empty)?;
    let inside = |one: &Ranked| (least..=greatest).contains(&one.held.value()) || one.held.weight() <= 0.0;
    if least >= greatest || !least.is_finite() || !greatest.is_finite() || !values.iter().all(inside) {
        return Err(NoFigure::Undefined);
    }
    Ok(4.0 * reckoned.mean * reckoned.index / (greatest - least))
}

struct Reckoned {
    index: f64,
    mean: f64,
}

fn reckon(values: &[Ranked]) -> Option<Reckoned> {
    let blocks = blocks(values);
    let weight = sum(blocks.iter().map(|block| block.weight));
    if weight <= 0.0 {
        return None;
    }
    let mean = sum(blocks.iter().map(|block| block.amount)) / weight;
    if mean <= 0.0 {
        return Some(Reckoned { index: 0.0, mean });
    }
    let mut before = 0.0;
    // With x̄ taken off, the sum does not lose its digits against the 1 that the formula takes off.
    let terms = blocks.iter().map(|block| {
        let rank = (before + block.weight / 2.0) / weight;
        before += block.weight;
        (block.amount - mean * block.weight) * (rank - 0.5)
    });
    Some(Reckoned {
        index: (2.0 * sum(terms) / (weight * mean)).clamp(-1.0, 1.0),
        mean,
    })
}

/// Those who stand alike, together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub weight: f64,
    pub amount: f64,
}

/// Blocks of those who stand alike, the lowest first; whom nobody counts is in none.
pub(super) fn blocks(values: &[Ranked]) -> Vec<Block> {
    let mut values: Vec<Ranked> = values.iter().copied().filter(|one| one.held.weight() > 0.0).collect();
    values.par_sort_unstable_by(|one, other| {
        let by_rank = one.rank.total_cmp(&other.rank);
        let by_value = || one.held.value().total_cmp(&other.held.value());
        by_rank
            .then_with(by_value)
            .then_with(|| one.held.weight().total_cmp(&other.held.weight()))
    });
    let alike = values.chunk_by(|one, other| one.rank.total_cmp(&other.rank).is_eq());
    let together = alike.map(|alike| Block {
        weight: sum(alike.iter().map(|one| one.held.weight())),
        amount: sum(alike.iter().map(|one| one.held.amount())),
    });
    together.collect()
}

#[cfg(test)]
mod tests {
    use super::super::ipea;
    use super::*;

    fn ranked(values: &[(f64, f64, f64)]) -> Vec<Ranked> {
        let one = |&(rank, value, weight): &(f64, f64, f64)| {
            Ranked::new(rank, Weighted::new(value, weight).expect("amounts")).expect("a rank")
        };
        values.iter().map(one).collect()
    }

    fn five_places() -> Vec<Ranked> {
        let places = ipea::INCOME_RANKS.into_iter().zip(ipea::five_places());
        places
            .map(|(rank, held)| Ranked::new(rank, held).expect("a rank"))
            .collect()
    }

    #[test]
    fn it_is_minus_0_02481479_of_the_five_places_of_ipea_accessibility_within_5e_9() {
        let found = concentration_index(&five_places()).expect("there are people");
        assert!((found + 0.024_814_79).abs() < 5e-9, "{found}");
    }

    #[test]
    fn erreygers_is_minus_0_1314_of_the_five_places_of_ipea_accessibility_between_least_and_greatest_within_5e_5() {
        // That package's bounds are those found.
        let found = erreygers_index(&five_places(), 22_239.0, 55_571.0).expect("there are people");
        assert!((found + 0.1314).abs() < 5e-5, "{found}");
    }

    #[test]
    fn without_the_fourth_place_it_is_minus_0_1148_and_erreygers_minus_0_8282_as_in_ipea_accessibility_within_5e_5() {
        let mut places = five_places();
        places.remove(3);
        let found = concentration_index(&places).expect("there are people");
        assert!((found + 0.1148).abs() < 5e-5, "{found}");
        let found = erreygers_index(&places, 22_239.0, 42_372.0).expect("there are people");
        assert!((found + 0.8282).abs() < 5e-5, "{found}");
    }

    #[test]
    fn put_in_order_of_itself_it_is_the_gini_coefficient() {
        let values = [(1.0, 1.0, 3.0), (2.0, 2.0, 1.0), (5.0, 5.0, 2.0)];
        let held: Vec<Weighted> = ranked(&values).into_iter().map(Ranked::held).collect();
        let gini = super::super::gini::gini(&held).expect("there are values");
        let found = concentration_index(&ranked(&values)).expect("there are values");
        assert!((found - gini).abs() < 1e-15, "{found} is not {gini}");
    }

    #[test]
    fn who_stands_alike_shares_a_rank_whatever_the_order() {
        let one = ranked(&[(1.0, 8.0, 1.0), (1.0, 0.0, 5.0), (2.0, 4.0, 2.0)]);
        let other: Vec<Ranked> = one.iter().rev().copied().collect();
        assert_eq!(concentration_index(&one), concentration_index(&other));
        assert_eq!(
            concentration_index(&ranked(&[(1.0, 8.0, 1.0), (1.0, 0.0, 5.0)])),
            Some(0.0)
        );
    }

    #[test]
    fn erreygers_says_the_same_of_what_people_have_and_of_what_they_lack() {
        let have = ranked(&[(1.0, 100.0, 3.0), (2.0, 365.0, 2.0), (3.0, 10.0, 4.0)]);
        let lack: Vec<Ranked> = have
            .iter()
            .map(|one| {
                Ranked::new(
                    one.rank(),
                    Weighted::new(365.0 - one.held().value(), one.held().weight()).expect("amounts"),
                )
            })
            .map(|one| one.expect("a rank"))
            .collect();
        let [one, other] = [have, lack].map(|values| erreygers_index(&values, 0.0, 365.0).expect("within bounds"));
        assert!((one + other).abs() < 1e-15 && one.abs() > 0.1, "{one} and {other}");
    }

    #[test]
    fn of_nobody_there_is_none_and_of_nothing_none_is_concentrated() {
        assert_eq!(concentration_index(&[]), None);
        assert_eq!(erreygers_index(&[], 0.0, 1.0), Err(NoFigure::Empty));
        let nothing = ranked(&[(1.0, 0.0, 1.0), (2.0, 0.0, 1.0)]);
        assert_eq!(concentration_index(&nothing), Some(0.0));
        assert_eq!(erreygers_index(&nothing, 0.0, 1.0), Ok(0.0));
        assert_eq!(erreygers_index(&nothing, 1.0, 1.0), Err(NoFigure::Undefined));
        assert_eq!(
            erreygers_index(&ranked(&[(1.0, 2.0, 1.0)]), 0.0, 1.0),
            Err(NoFigure::Undefined)
        );
        assert_eq!(concentration_index(&ranked(&[(1.0, 3.0, 1.0)])), Some(0.0));
    }
}
