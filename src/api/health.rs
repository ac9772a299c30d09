//! Whether the process lives, and whether work should come to it.

use super::answer::{Answer, media};
use super::ask::Ask;
use super::problem::Problem;

/// Touches nothing: an answer means that the process lives.
pub fn alive(_: &Ask) -> Answer {
    Answer::bytes(media::TEXT, "alive\n")
}

/// Whether new work should come here. Says no more than that to the public.
pub fn ready(ask: &Ask) -> Result<Answer, Problem> {
    if ask.state.is_ready() {
        Ok(Answer::bytes(media::TEXT, "ready\n"))
    } else {
        Err(Problem::unavailable("the service is stopping"))
    }
}
