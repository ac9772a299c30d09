//! What if, and what next: supply that is not there yet, supposed, and held beside what is.
//!
//! Knows nothing of who asks and decides nothing: whoever reads the answer does. Begin with [`supposed`], which makes a
//! service of a request, and [`effect`], which says what that service would change; [`heard`] holds requests and gaps
//! against each other.

mod effect;
mod heard;
mod supposed;

pub use effect::{Change, Effect, StandardEffect, effect};
pub use heard::{AskedGaps, Heard, heard};
pub use supposed::{Unsaid, supposed, unsaid};
