//! The question that an answer answers.

use serde::Serialize;

use crate::equity::{Basis, Question, Scope};
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
    /// `network`, or `straight_lines` where the package has none.
    measured_over: &'static str,
    data_digest: String,
}

impl Asked {
    /// The question as it leaves; digests name the definition's text and the facts, of which `facts` is
    /// the basis and the digest.
    pub fn new(
        definition: &Definition,
        digest: &str,
        question: Question,
        scope: &Scope,
        facts: (&Basis, &str),
    ) -> Self {
        let (basis, data_digest) = facts;
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
            measured_over: basis.measured_over().as_str(),
            data_digest: data_digest.to_owned(),
        }
    }
}
