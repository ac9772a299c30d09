//! Enhanced two-step floating catchment area.

use super::{Decay, Landscape, Pairs};

/// Supply for each person who shares it, the less the farther: `Rⱼ = Sⱼ / Σₖ w(cₖⱼ) Pₖ`, then
/// `Aᵢ = Σⱼ w(cᵢⱼ) Rⱼ`.
///
/// **Units**: supply for one person (positions a person).
///
/// **Empty**: as [`super::two_step_fca()`]: 0 where nothing is in reach, and a supply that nobody shares adds nothing.
///
/// **Reading it**: as two-step access, without its edge: those nearer count more on both sides. With zones of weights
/// 1, 0.68 and 0.22 ([`Decay::thirds`]) it is the measure of its authors; with any other decay, what is called
/// gravity-based or kernel-density two-step access, and the access of Shen (1998). Only what the weights are relative to
/// each other matters: doubling them all changes nothing.
///
/// **Sum**: people times access is the supply that anyone reaches, since both steps use the same weights (tested). It
/// never falls when supply is added; faster travel can lower it.
///
/// **Source**: W. Luo and Y. Qi, "An enhanced two-step floating catchment area (E2SFCA) method for measuring spatial
/// accessibility to primary care physicians", Health & Place 15 (2009), 1100-1107.
pub fn enhanced_two_step_fca<P: Pairs>(landscape: &Landscape<'_, P>, decay: &Decay) -> Vec<f64> {
    landscape.shared_out(|_, _, cost| decay.weight(cost))
}
