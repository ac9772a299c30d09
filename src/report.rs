//! What is handed to people on paper: the brief of a community, and the package for a meeting.
//!
//! Makes documents, in one language, of what `equity` finds and `planning` supposes, in the sentences that `exchange` has for
//! it; decides nothing. What it is told is a view of the facts, so nothing stands on paper that its reader may not see.
//! Begin with [`brief()`] and [`meeting()`]; the words of both languages are in `words`, the pictures in `map`.

mod agenda;
mod beside;
mod brief;
mod labels;
mod map;
mod matrix;
mod meeting;
mod parts;
mod ranking;
mod rules;
mod told;
mod ways;
mod words;

pub use agenda::{Agenda, Chosen, MOST_SCENARIOS, Sketch, Unweighed, Weighed};
pub use brief::brief;
pub use meeting::{MOST_PLACES, meeting};
pub use told::Told;
