//! Gravity access: supply in reach, the less the farther.

use super::{Decay, Landscape, Pairs};

/// Supply weighted by the cost of reaching it, whoever else wants it: `Aᵢ = Σⱼ Sⱼ w(cᵢⱼ)`.
///
/// **Units**: those of supply, as if all of it stood where the weight is 1.
///
/// **Empty**: 0 where nothing is in reach. People play no part, so a place without any has its value too.
///
/// **Reading it**: compare places with each other; the number itself depends on the decay. Supply is counted in full
/// for everyone in reach, so people times access does not sum to the supply there is (tested); where people compete
/// for it, take [`super::enhanced_two_step_fca()`] or [`super::spatial_availability()`].
///
/// **Never**: falls when supply is added or travel gets faster.
///
/// **Source**: W. G. Hansen, "How accessibility shapes land use", Journal of the American Institute of Planners 25
/// (1959), 73-76.
pub fn gravity<P: Pairs>(landscape: &Landscape<'_, P>, decay: &Decay) -> Vec<f64> {
    landscape.sum_over_supply(|_, supply, cost| landscape.supply[supply] * decay.weight(cost))
}
