//! Spatial availability.

use super::{Decay, Landscape, Pairs};

/// How much of the supply is a place's own when all of it is shared out by people and by nearness:
/// `Vᵢ = Σⱼ Sⱼ Fᵢⱼ`, where `Fᵢⱼ = Pᵢ w(cᵢⱼ) / Σₖ Pₖ w(cₖⱼ)`.
///
/// That is the product of the two balancing factors of its authors, by people and by impedance, written as one: what
/// each is divided by cancels. Their exponent of people is 1 here, as in their paper.
///
/// **Units**: those of supply, for the place as a whole. Divided by its people it is enhanced two-step access.
///
/// **Empty**: 0 where nothing is in reach, and for a place without people. A supply that nobody reaches is nobody's.
///
/// **Reading it**: "of the 40 positions in the territory, 3.2 are this community's". Compare with its share of the people;
/// alone, a large place always has much.
///
/// **Sum**: over all places it is the supply that anyone reaches, `Σᵢ Vᵢ = Σⱼ Sⱼ` (tested). It never falls when supply is
/// added; faster travel for others can lower it.
///
/// **Source**: A. Soukhov, A. Páez, C. D. Higgins and M. Mohamed, "Introducing spatial availability, a singly-constrained
/// measure of competitive accessibility", PLOS ONE 18 (2023), e0278468.
pub fn spatial_availability<P: Pairs>(landscape: &Landscape<'_, P>, decay: &Decay) -> Vec<f64> {
    let a_person = landscape.shared_out(|_, _, cost| decay.weight(cost));
    let places = a_person.into_iter().zip(landscape.demand);
    places.map(|(a_person, people)| a_person * people).collect()
}
