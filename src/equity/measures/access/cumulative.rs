//! Cumulative opportunities: how much supply is within a limit.

use super::{Landscape, Pairs};

/// Supply within a limit, whoever else wants it: `Aᵢ = Σⱼ Sⱼ` over the `j` with `cᵢⱼ <= limit`.
///
/// **Units**: those of supply; the limit in the unit of the costs. A pair at exactly the limit is within.
///
/// **Empty**: 0 where nothing is within the limit. People play no part, so a place without any has its value too.
///
/// **Reading it**: choice, not room: one counsellor within an hour counts the same for 40 people as for 20 000. All
/// within the limit counts the same, and a minute beyond it nothing; look at two or three limits.
///
/// **Never**: falls when supply is added or travel gets faster (tested).
///
/// **Source**: M. Wachs and T. G. Kumagai, "Physical accessibility as a social indicator", Socio-Economic Planning
/// Sciences 7 (1973), 437-456.
pub fn cumulative<P: Pairs>(landscape: &Landscape<'_, P>, limit: f64) -> Vec<f64> {
    landscape.sum_over_supply(|_, supply, cost| if cost <= limit { landscape.supply[supply] } else { 0.0 })
}
