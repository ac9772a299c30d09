//! Measures of spatial access: how much supply a community has within reach, alone or in competition with
//! the others who reach it.
//!
//! Each is a pure function of a [`Landscape`]: people at demand points, amounts of supply, and the
//! [`Pairs`] within reach of each other with what the way between them costs. Costs are in any one unit
//! (kilometres, minutes); pairs that are not listed are out of reach. Every demand point stays in the
//! result, also one that reaches nothing, and no answer is ever NaN or infinite. Sums are made in one order
//! on any machine, so an answer is the same to the last bit on one core or many. Begin with
//! [`two_step_fca()`].

mod balanced_fca;
mod blocks;
mod cumulative;
mod decay;
mod enhanced_two_step_fca;
mod gravity;
mod landscape;
mod pairs;
mod raam;
mod spatial_availability;
mod three_step_fca;
mod two_step_fca;

pub use balanced_fca::balanced_fca;
pub use cumulative::cumulative;
pub use decay::{Decay, DecayFault};
pub use enhanced_two_step_fca::enhanced_two_step_fca;
pub use gravity::gravity;
pub use landscape::{Landscape, LandscapeFault};
pub use pairs::{PairTable, Pairs, PairsFault};
pub use raam::{Raam, Terms, TermsFault, raam};
pub use spatial_availability::spatial_availability;
pub use three_step_fca::three_step_fca;
pub use two_step_fca::two_step_fca;

#[cfg(test)]
mod tests;
