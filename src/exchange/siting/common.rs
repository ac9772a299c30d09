//! What questions of planning have in common, as they were read.

use serde::Serialize;

use crate::equity::{Basis, Question, Scope};
use crate::model::{Impedance, Mode};

/// On which days and which records, by which ways, over which facts.
#[derive(Clone, Debug, Serialize)]
pub struct CommonRow {
    date: Option<String>,
    season: Option<String>,
    as_of: String,
    supply: &'static str,
    impedance: &'static str,
    modes: Vec<&'static str>,
    measured_over: &'static str,
    data_digest: String,
}

impl CommonRow {
    /// As it was read.
    pub fn new(
        (basis, data_digest): (&Basis, &str),
        scope: &Scope,
        question: Question,
        (impedance, modes): (Impedance, &[Mode]),
    ) -> Self {
        let (date, season) = match scope {
            Scope::Day(day) => (Some(day.to_string()), None),
            Scope::Season(id, _) => (None, Some(id.to_string())),
            Scope::Year => (None, None),
        };
        Self {
            date,
            season,
            as_of: question.as_of.to_string(),
            supply: question.supply.as_str(),
            impedance: impedance.as_str(),
            modes: modes.iter().copied().map(Mode::as_str).collect(),
            measured_over: basis.measured_over().as_str(),
            data_digest: data_digest.to_owned(),
        }
    }
}
