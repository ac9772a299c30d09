//! The question that an answer answers.

use serde::Serialize;

use super::address;
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
    /// Whether the definition is kept beside the facts: one that is only being tried out is not.
    definition_saved: bool,
    /// Path and query at which the same bytes are answered, now and after any change; `None` where it is not saved.
    permalink: Option<String>,
}

impl Asked {
    /// The question as it leaves, about a definition that is not saved; digests name the definition's text and the facts, of which `facts` is
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
            definition_saved: false,
            permalink: None,
        }
    }

    /// The same about a definition that is saved: asked at `path`, with `more` beside the question that all analyses share.
    /// The link names everything, also what was left to its default.
    #[must_use]
    pub fn saved(mut self, path: &str, more: &[(&str, &str)]) -> Self {
        let mut pairs = vec![
            ("definition", self.definition.as_str()),
            ("version", &self.definition_version),
            ("definition_digest", &self.definition_digest),
            ("as_of", &self.as_of),
        ];
        pairs.extend(self.when());
        pairs.push(("supply", self.supply));
        let mut more = more.to_vec();
        more.sort_unstable();
        pairs.extend(more);
        pairs.push(("data", &self.data_digest));
        self.permalink = Some(format!("{path}{}", address::query(pairs)));
        self.definition_saved = true;
        self
    }

    /// The same where what is answered rests on more than the question and what is saved: nobody can ask it again by a link.
    #[must_use]
    pub fn unsaved(mut self) -> Self {
        self.permalink = None;
        self
    }

    /// The day or season asked about, as a parameter; none for the year.
    pub(super) fn when(&self) -> impl Iterator<Item = (&str, &str)> {
        let when = [("date", &self.date), ("season", &self.season)];
        when.into_iter()
            .filter_map(|(name, text)| Some((name, text.as_deref()?)))
    }

    /// The definition's id.
    pub(super) fn definition(&self) -> &str {
        &self.definition
    }

    /// The definition's version.
    pub(super) fn version(&self) -> &str {
        &self.definition_version
    }

    /// The date on which records count.
    pub(super) fn as_of(&self) -> &str {
        &self.as_of
    }

    /// The picture of supply.
    pub(super) const fn supply(&self) -> &'static str {
        self.supply
    }

    /// The digest of the facts.
    pub(super) fn data_digest(&self) -> &str {
        &self.data_digest
    }

    /// Where the same bytes are answered; `None` where the definition is not saved.
    pub fn permalink(&self) -> Option<&str> {
        self.permalink.as_deref()
    }
}
