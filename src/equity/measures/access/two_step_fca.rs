//! Two-step floating catchment area.

use super::{Landscape, Pairs};

/// Supply for each person who shares it, within one limit. First `Rⱼ = Sⱼ / Σₖ Pₖ` over the demand points `k` with
/// `cₖⱼ <= limit`, then `Aᵢ = Σⱼ Rⱼ` over the supplies with `cᵢⱼ <= limit`.
///
/// **Units**: supply for one person (positions a person); the limit in the unit of the costs. A pair at exactly the
/// limit is within.
///
/// **Empty**: 0 where nothing is within the limit. A supply that nobody shares (`S / 0`, also `0 / 0`) adds nothing,
/// also not to a place without people that reaches it; where others share it, such a place has what a person who
/// moved there would see.
///
/// **Reading it**: multiply by 1 000 for positions per 1 000 people. Everyone within the limit counts the same and a
/// minute beyond it nobody does. People are taken to want every supply in reach, so those who have many make each look
/// crowded. Do not use it to show that a road helps: faster travel can lower it, for those whose service is now shared
/// by more (tested).
///
/// **Sum**: people times access is the supply that anyone reaches, `Σᵢ Pᵢ Aᵢ = Σⱼ Sⱼ` over the `j` that somebody
/// reaches (tested). It never falls when supply is added.
///
/// **Source**: W. Luo and F. Wang, "Measures of spatial accessibility to health care in a GIS environment", Environment
/// and Planning B 30 (2003), 865-884; J. Radke and L. Mu, "Spatial decompositions, modeling and mapping service regions
/// to predict access to social programs", Geographic Information Sciences 6 (2000), 105-112.
pub fn two_step_fca<P: Pairs>(landscape: &Landscape<'_, P>, limit: f64) -> Vec<f64> {
    landscape.shared_out(|_, _, cost| if cost <= limit { 1.0 } else { 0.0 })
}
