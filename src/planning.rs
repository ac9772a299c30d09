//! What if, and what next: supply and roads that are not there yet, supposed, and held beside what is.
//!
//! Knows nothing of who asks and decides nothing: whoever reads the answer does. Begin with [`suppose`], which makes a
//! scenario of the facts, and [`Afterwards`], which assesses what came of it; [`compare`] is the one place where before and
//! after are held against each other. [`supposed`] makes a service of a request, [`effect`] says what that would change,
//! [`on_the_way`] what one more service would change of a way through care, and [`heard`] holds requests and gaps against
//! each other.

mod afterwards;
pub mod circuit;
mod compared;
mod cost;
mod decided;
mod effect;
mod heard;
mod on_the_way;
pub mod priorities;
mod scenario;
pub mod siting;
mod supposed;

pub use afterwards::{Afterwards, Unsupposed};
pub use compared::{Change, Compared, ComparedStandard, Direction, Stands, compare};
pub use cost::{Costs, Total, costs};
pub use decided::{Closed, closed, stands};
pub use effect::{Effect, StandardEffect, effect};
pub use heard::{AskedGaps, Heard, heard};
pub use on_the_way::{WayChange, on_the_way};
pub use scenario::{Made, Misfit, Supposed, suppose};
pub use supposed::{Unsaid, supposed, unsaid};
