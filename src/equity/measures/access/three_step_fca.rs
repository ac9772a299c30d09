//! Three-step floating catchment area.

use super::{Decay, Landscape, Pairs};

/// Enhanced two-step access in which people divide themselves among the supplies they can choose from. First the
/// chance of choosing each, `Gᵢⱼ = v(cᵢⱼ) / Σₗ v(cᵢₗ)`, then `Rⱼ = Sⱼ / Σₖ Gₖⱼ w(cₖⱼ) Pₖ`, then
/// `Aᵢ = Σⱼ Gᵢⱼ w(cᵢⱼ) Rⱼ`.
///
/// `decay` is `w`, and `choice` is `v`. Wan, Zou and Sternberg take the same decay for both, so that people choose
/// among what is within their catchment. The published figures of `PySAL` access for three hospitals come from a `choice`
/// that goes on beyond the limit of `decay`: there, somebody whose third hospital is too far still gives it a part of
/// their chances, which nobody then serves.
///
/// **Units**: supply for one person (positions a person).
///
/// **Empty**: 0 where nothing is in reach. A supply that nobody shares adds nothing.
///
/// **Reading it**: as two-step access, without the demand that is counted again at every supply in reach. Chances depend
/// on the cost alone: a service with one position draws as many people as one with ten at the same place, and one with
/// none as well, so leave closed services out. A place far from everything has the same chances as one near
/// everything.
///
/// **Sum**: people times access is the supply that anyone reaches (tested). It never falls when a supply grows; a *new*
/// one can lower it for somebody who now chooses less of what they had. Faster travel can lower it.
///
/// **Source**: N. Wan, B. Zou and T. Sternberg, "A three-step floating catchment area method for analyzing spatial access to
/// health services", International Journal of Geographical Information Science 26 (2012), 1073-1089.
pub fn three_step_fca<P: Pairs>(landscape: &Landscape<'_, P>, decay: &Decay, choice: &Decay) -> Vec<f64> {
    let chances = landscape.sum_over_supply(|_, _, cost| choice.weight(cost));
    landscape.shared_out(|demand_point, _, cost| {
        let chosen = choice.weight(cost);
        // A supply that may be chosen makes the sum of all that may be larger than nothing.
        if chosen > 0.0 {
            chosen / chances[demand_point] * decay.weight(cost)
        } else {
            0.0
        }
    })
}
