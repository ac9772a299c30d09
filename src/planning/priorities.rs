//! Where next: open requests and gaps, weighed by criteria that stand in the open.
//!
//! An option is something that could be done ([`options`]): a request fulfilled, the least that would close a gap, or a
//! referral position. Of each there are figures with two ends, because much is not known. [`rank`] puts them on one scale, weighs them, and
//! says how firm each rank is: under other weights, under other readings of what is not known, and under both. It draws
//! nothing that a seed does not give: the same question has the same answer on every machine.

mod acceptability;
mod closing;
mod criterion;
mod draw;
mod figures;
mod first;
mod gain;
mod options;
mod order;
mod position;
mod ranking;
mod studies;
#[cfg(test)]
mod tests;
mod weights;
mod wish;

pub use acceptability::{RANKS, Taken, Tally};
pub use criterion::{CRITERIA, Criterion, Raw, Scale};
pub use figures::Need;
pub use first::Nearest;
pub use options::{Grounds, PriorityOption, Subject, Which, gap_id, options, request_id};
pub use position::position_id;
pub use ranking::{First, Ranking, Settings, rank};
pub use studies::{Studies, Unweighable};
pub use weights::{Preset, Thinkable, TooNarrow, Weights, scaled};
pub use wish::{SETTINGS, Wish, WishFault};
