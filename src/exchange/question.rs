//! The question that an answer answers.

use serde::Serialize;

use crate::equity::{Question, Scope};
use crate::model::Definition;

/// What was asked, with everything needed to ask it again.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    definition: String,
    definition_version: String,
    definition_standing: &'static str,
    definition_digest: String,
    as_of: String,
    date: Option<String>,
    season: Option<String>,
    supply: &'static str,
    impedance: &'static str,
    data_digest: String,
}

impl Asked {
    /// The question as it leaves; digests name the definition's text and the facts.
    pub fn new(definition: &Definition, digest: &str, question: Question, scope: &Scope, data_digest: &str) -> Self {
        Self {
            definition: definition.id.to_string(),
            definition_version: definition.version.clone(),
            definition_standing: definition.standing.as_str(),
            definition_digest: digest.to_owned(),
            as_of: question.as_of.to_string(),
            date: if let Scope::Day(day) = scope {
                Some(day.to_string())
            } else {
                None
            },
            season: if let Scope::Season(id, _) = scope {
                Some(id.to_string())
            } else {
                None
            },
            supply: question.supply.as_str(),
            impedance: definition.impedance.as_str(),
            data_digest: data_digest.to_owned(),
        }
    }
}
