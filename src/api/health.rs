//! Whether the process lives, and whether work should come to it.

use super::answer::{Answer, media};
use super::ask::Ask;
use super::problem::Problem;
use super::storage;

/// Touches nothing: an answer means that the process lives.
pub fn alive(_: &Ask) -> Answer {
    Answer::bytes(media::TEXT, "alive\n")
}

/// Whether new work should come here. Why not, only those who run the service are told.
pub fn ready(ask: &Ask) -> Result<Answer, Problem> {
    if !ask.state.is_ready() {
        return Err(Problem::unavailable("the service is stopping"));
    }
    match ask.state.writing().and_then(|writing| writing.office.unready()) {
        Some(why) => Err(storage::not_ready(ask, why)),
        None => Ok(Answer::bytes(media::TEXT, "ready\n")),
    }
}
