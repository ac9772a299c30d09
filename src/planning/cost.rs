//! What a scenario would cost, as far as somebody has said.

use std::collections::BTreeMap;

use crate::model::Scenario;

/// What a scenario would cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Costs {
    /// By currency, in the order of their names.
    pub totals: Vec<Total>,
    /// How many changes say nothing of their cost.
    pub unsaid: usize,
}

/// The sum in one currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// In the words of whoever said so.
    pub currency: String,
    /// Once; `None` where nothing was said of it.
    pub one_time: Option<f64>,
    /// Every year.
    pub yearly: Option<f64>,
}

/// Sums what is said; `None` where nothing is. Sums of different currencies stay apart: what one is worth in another hangs
/// on a day that nobody names.
pub fn costs(scenario: &Scenario) -> Option<Costs> {
    let mut totals: BTreeMap<&str, Total> = BTreeMap::new();
    for cost in scenario.changes.iter().filter_map(|change| change.cost.as_ref()) {
        let total = totals.entry(&cost.currency).or_insert_with(|| Total {
            currency: cost.currency.clone(),
            one_time: None,
            yearly: None,
        });
        for (sum, said) in [(&mut total.one_time, cost.one_time), (&mut total.yearly, cost.yearly)] {
            if let Some(said) = said {
                *sum = Some(plain(sum.unwrap_or(0.0) + said));
            }
        }
    }
    (!totals.is_empty()).then(|| Costs {
        totals: totals.into_values().collect(),
        unsaid: scenario.changes.iter().filter(|change| change.cost.is_none()).count(),
    })
}

/// Without what binary fractions leave of a sum: ten cents and twenty are thirty.
fn plain(amount: f64) -> f64 {
    (amount * 1e4).round() / 1e4
}
