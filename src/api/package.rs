//! The package at a glance.

use super::answer::{Answer, media};
use super::ask::Ask;
use super::wire::PackageSummary;

/// What the map needs before its first question.
pub fn show(ask: &Ask) -> Answer {
    Answer::json(media::JSON, &PackageSummary::new(&ask.view, ask.state.today()))
}
