//! Measures of equity, one a file: each says its formula, its units, what it is where there is nothing
//! to measure, and where it comes from.
//!
//! Values come as [`Weighted`]: finite, not negative, each with how much it counts (people, or 1 for a
//! place), so that no measure meets a NaN. Places that reach nothing stay in: their impedance is
//! [`Impeded`] without minutes, and each measure says what it makes of it:
//!
//! | measure | a place that reaches nothing |
//! | --- | --- |
//! | coverage, rate ratio and difference | counts as not covered |
//! | quantiles | is farther than any distance; a quantile may be "unreachable" |
//! | FGT beyond a limit | is the whole gap, 1, whatever the limit |
//! | mean, Gini, Theil, Atkinson, Palma, Lorenz, concentration | no figure, because of [`NoFigure::Unreachable`]: a mean over those who arrive would look best where most do not |
//!
//! Where nobody is there to be measured there is no figure; where all have nothing, all have the same, and
//! inequality is nought. Doubling all weights, or splitting a place in two with the same value, changes none.

pub mod access;
pub mod atkinson;
pub mod concentration;
pub mod coverage;
pub mod fgt;
pub mod gini;
pub mod lorenz;
pub mod palma;
pub mod quantile;
pub mod rates;
pub mod theil;
mod weighted;

pub use weighted::{Impeded, Weighted, all_reached, mean};

/// Why there is no figure where one was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoFigure {
    /// Nobody is there: no values, or weights that come to nothing.
    Empty,
    /// Somebody reaches nothing, so that there is no sum of what all have.
    Unreachable,
    /// What it would be divided by is nought, and what is divided is not.
    Unbounded,
    /// Nought by nought.
    Undefined,
}

impl NoFigure {
    /// The word of the contract: `empty`, `unreachable`, `unbounded`, `undefined`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unreachable => "unreachable",
            Self::Unbounded => "unbounded",
            Self::Undefined => "undefined",
        }
    }
}

/// The IPEA package `accessibility`'s example of five places in Belo Horizonte, which several of its tests use
/// (`tests/testthat/test-gini_index.R`, `test-concentration_index.R`, `test-palma_ratio.R`, `test-fgt_poverty.R`):
/// the ids 89a88cdb57bffff, 89a88cdb597ffff, 89a88cdb5b3ffff, 89a88cdb5cfffff and 89a88cd909bffff with the
/// jobs that each reaches in 30 minutes, as the package's README prints them.
///
/// Its table of people is published in R's binary form only and was not read. The people here were found from its
/// figures: of all whole numbers from 500 to 1099, 200 to 599, 500 to 4000, 500 to 4000 and 0 to 11 they alone give
/// the Gini coefficient .13856118, the concentration index -.02481479 and the FGT measures .5588 and .3256, and they
/// give the others that those tests have too: Palma ratio 1.0911, Erreygers' index -.1314, and all without the fourth
/// place. The order of income follows likewise: third, second, fourth, first.
#[cfg(test)]
pub(crate) mod ipea {
    use super::Weighted;

    /// People and jobs reached, in the order of the ids above.
    pub const FIVE_PLACES: [(f64, f64); 5] = [
        (852.0, 22_239.0),
        (394.0, 36_567.0),
        (1969.0, 42_372.0),
        (2189.0, 55_571.0),
        (0.0, 26_774.0),
    ];

    /// Ranks by income of those places; nobody lives at the last.
    pub const INCOME_RANKS: [f64; 5] = [4.0, 2.0, 1.0, 3.0, 5.0];

    /// The places as values with their people.
    pub fn five_places() -> Vec<Weighted> {
        let held = |(people, jobs)| Weighted::new(jobs, people).expect("finite and not negative");
        FIVE_PLACES.into_iter().map(held).collect()
    }
}
