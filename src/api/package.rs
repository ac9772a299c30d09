//! The package at a glance.

use super::answer::{Answer, media};
use super::ask::Ask;
use super::problem::Problem;
use super::wire::PackageSummary;

/// What the map needs before its first question.
#[expect(clippy::unnecessary_wraps, reason = "a handler")]
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    Ok(Answer::json(
        media::JSON,
        &PackageSummary::new(&ask.view, ask.state.today()),
    ))
}
