//! Looks at a text that is not saved.

use serde::Deserialize;

use crate::workflow::check_definition;

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::problem::Problem;
use super::super::wire::CheckedText;

/// What is sent: a text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// TOML.
    pub text: String,
}

/// Every fault of the text with its line, or what it would be. Faults are the answer and no refusal: the question was
/// whether there are any.
pub fn check(ask: &Ask) -> Result<Answer, Problem> {
    let sent: Sent = ask.json()?;
    let checked = check_definition(ask.view.package(), "definition.toml", &sent.text);
    Ok(Answer::json(media::JSON, &CheckedText::from(&checked)))
}
