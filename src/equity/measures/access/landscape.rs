//! People, supply, and the pairs within reach of each other.

use super::Pairs;
use super::blocks::{by_rows, sums};

/// The largest amount: a thousand times more than all people on earth, and small enough that no sum overflows.
const MOST: f64 = 1e15;

/// An amount below this is none: what is divided by it would have no finite number.
pub(super) const NEXT_TO_NOTHING: f64 = 1e-100;

/// Demand points with their people, supplies with their amounts, and the pairs within reach.
#[derive(Clone, Copy, Debug)]
pub struct Landscape<'a, P> {
    pub(super) pairs: &'a P,
    pub(super) demand: &'a [f64],
    pub(super) supply: &'a [f64],
}

/// Why people, supply and pairs do not fit together.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LandscapeFault {
    /// As many amounts as there are rows or columns are needed.
    #[error("{what}: found {found} amounts, expected {expected}")]
    Count {
        /// `demand` or `supply`.
        what: &'static str,
        /// Amounts given.
        found: usize,
        /// Demand points or supplies of the pairs.
        expected: usize,
    },
    /// An amount is no amount.
    #[error("{what} {at}: found {found}, expected a number from 0 to 1e15")]
    Amount {
        /// `demand` or `supply`.
        what: &'static str,
        /// Its place.
        at: usize,
        /// What was found.
        found: f64,
    },
}

impl<'a, P: Pairs> Landscape<'a, P> {
    /// People at each demand point and the amount of each supply, in the order of the pairs.
    pub fn new(pairs: &'a P, demand: &'a [f64], supply: &'a [f64]) -> Result<Self, LandscapeFault> {
        let lists = [
            ("demand", demand, pairs.demand_points()),
            ("supply", supply, pairs.supplies()),
        ];
        for (what, amounts, expected) in lists {
            if amounts.len() != expected {
                return Err(LandscapeFault::Count {
                    what,
                    found: amounts.len(),
                    expected,
                });
            }
            if let Some(at) = amounts.iter().position(|amount| !(0.0..=MOST).contains(amount)) {
                let found = amounts[at];
                return Err(LandscapeFault::Amount { what, at, found });
            }
        }
        Ok(Self { pairs, demand, supply })
    }

    /// A number for every demand point, from the supplies that it reaches: `Σⱼ term(i, j, cᵢⱼ)`.
    pub(super) fn sum_over_supply(&self, term: impl Fn(usize, usize, f64) -> f64 + Sync) -> Vec<f64> {
        by_rows(self.pairs.demand_points(), |demand_point| {
            let mut sum = 0.0;
            self.pairs
                .each(demand_point, |supply, cost| sum += term(demand_point, supply, cost));
            sum
        })
    }

    /// A number for every supply, from the demand points that reach it: `Σᵢ term(i, j, cᵢⱼ)`.
    pub(super) fn sum_over_demand(&self, term: impl Fn(usize, usize, f64) -> f64 + Sync) -> Vec<f64> {
        sums(
            self.pairs.demand_points(),
            self.pairs.supplies(),
            |demand_point, sums| {
                self.pairs.each(demand_point, |supply, cost| {
                    sums[supply] += term(demand_point, supply, cost);
                });
            },
        )
    }

    /// Every supply shared out among the demand that reaches it: `Σⱼ Sⱼ wᵢⱼ / Σₖ wₖⱼ Pₖ`, where `weight` says
    /// `wᵢⱼ`. What both steps of the floating catchment areas come to, as long as both use one weight.
    pub(super) fn shared_out(&self, weight: impl Fn(usize, usize, f64) -> f64 + Sync) -> Vec<f64> {
        let weighted = |demand_point, supply, cost| weight(demand_point, supply, cost) * self.demand[demand_point];
        let sharing = self.sum_over_demand(weighted);
        self.sum_over_supply(|demand_point, supply, cost| {
            per_person(self.supply[supply], sharing[supply], || {
                weight(demand_point, supply, cost)
            })
        })
    }
}

/// `amount * weight / demand`: what a unit of demand of this weight has of an amount that so much weighted demand shares; 0
/// where nobody shares it. The weight is divided first, so that no ratio grows beyond all bounds on the way.
pub(super) fn per_person(amount: f64, demand: f64, weight: impl Fn() -> f64) -> f64 {
    if demand < NEXT_TO_NOTHING {
        return 0.0;
    }
    amount * (weight() / demand)
}

#[cfg(test)]
mod tests {
    use super::super::PairTable;
    use super::*;

    #[test]
    fn amounts_that_are_none_are_refused_with_their_place() {
        let pairs = PairTable::new(1, [[(0, 1.0)], [(0, 1.0)]]).expect("good rows");
        let told = |demand: &[f64], supply: &[f64]| {
            let fault = Landscape::new(&pairs, demand, supply).map(|_| ());
            fault.expect_err("no good amounts").to_string()
        };
        assert_eq!(told(&[1.0], &[1.0]), "demand: found 1 amounts, expected 2");
        assert_eq!(
            told(&[1.0, 1.0], &[f64::NAN]),
            "supply 0: found NaN, expected a number from 0 to 1e15"
        );
        for wrong in [-1.0, f64::INFINITY, 1e16] {
            assert!(told(&[1.0, wrong], &[1.0]).starts_with("demand 1: found"));
        }
    }
}
