//! What is handed to people on paper: the brief of a community, and the package for a meeting.
//!
//! Makes documents, in one language, of what has been found; decides nothing and finds nothing. What it is told is a view
//! of the facts, so nothing stands on paper that its reader may not see. Begin with [`brief()`] and [`meeting()`]; the
//! words of both languages are in `words`, the pictures in `map`.

mod brief;
mod labels;
mod map;
mod matrix;
mod meeting;
mod parts;
mod rules;
mod told;
mod ways;
mod words;

pub use brief::brief;
pub use meeting::{Chosen, MOST_PLACES, meeting};
pub use told::Told;
