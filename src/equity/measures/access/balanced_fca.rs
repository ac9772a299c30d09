//! Balanced floating catchment area.

use super::landscape::per_person;
use super::{Decay, Landscape, Pairs};

/// Two-step access in which neither people nor levels of service are counted more than once. First
/// `Rⱼ = Sⱼ / Σₖ Pₖ w(cₖⱼ) / Σₗ w(cₖₗ)`: everyone is divided among the supplies they reach. Then
/// `Aᵢ = Σⱼ Rⱼ w(cᵢⱼ) / Σₖ w(cₖⱼ)`: every level of service is divided among the *places* that reach it.
///
/// **Units**: supply for one person (positions a person), divided among places.
///
/// **Empty**: 0 where nothing is in reach. A supply that nobody shares adds nothing.
///
/// **Reading it**: compare places with each other. A level of service is divided among places whatever their size, so
/// drawing a boundary through a town halves what each half shows (tested), and twice as many small places
/// halve it for all: do not compare territories with it, or one territory before and after its places were counted
/// otherwise. For those, take two-step access or [`super::spatial_availability()`].
///
/// **Sum**: all people are counted once, and access over *places* sums to the levels of service, `Σᵢ Aᵢ = Σⱼ Rⱼ`; people
/// times access does *not* sum to the supply (both tested). It never falls when supply is added; faster travel can lower it.
///
/// **Source**: A. Páez, C. D. Higgins and S. F. Vivona, "Demand and level of service inflation in Floating Catchment Area
/// (FCA) methods", PLOS ONE 14 (2019), e0218773; the name is from R. H. M. Pereira and others, "Geographic access to
/// COVID-19 healthcare in Brazil using a balanced float catchment area approach", Social Science & Medicine 273 (2021),
/// 113773.
pub fn balanced_fca<P: Pairs>(landscape: &Landscape<'_, P>, decay: &Decay) -> Vec<f64> {
    let levels = levels_of_service(landscape, decay);
    let places = landscape.sum_over_demand(|_, _, cost| decay.weight(cost));
    landscape.sum_over_supply(|_, supply, cost| per_person(levels[supply], places[supply], || decay.weight(cost)))
}

/// Supply for each person, `Rⱼ`, everyone divided among the supplies they reach.
pub(super) fn levels_of_service<P: Pairs>(landscape: &Landscape<'_, P>, decay: &Decay) -> Vec<f64> {
    let reached = landscape.sum_over_supply(|_, _, cost| decay.weight(cost));
    let sharing = landscape.sum_over_demand(|demand_point, _, cost| {
        let weight = decay.weight(cost);
        if weight > 0.0 {
            landscape.demand[demand_point] * (weight / reached[demand_point])
        } else {
            0.0
        }
    });
    let levels = landscape.supply.iter().zip(sharing);
    levels
        .map(|(&supply, sharing)| per_person(supply, sharing, || 1.0))
        .collect()
}
