//! A kept scenario as the words that are sealed, and back.

use serde::{Deserialize, Serialize};

use crate::model::{KeptScenario, ScenarioId, ScenarioOwner, Sharing, VersionTag};

/// The form of the words. Another one would be read beside it, since kept versions are never rewritten.
const FORM: u8 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    form: u8,
    owner_kind: String,
    owner: Option<String>,
    kept_by: String,
    shared: String,
    document: String,
    forked_from: Option<String>,
    changed_on: String,
}

pub(super) fn write(scenario: &KeptScenario) -> Vec<u8> {
    let (owner_kind, owner) = match &scenario.owner {
        ScenarioOwner::Account(id) => ("account", Some(id.to_string())),
        ScenarioOwner::Government(id) => ("government", Some(id.to_string())),
        ScenarioOwner::Desk => ("desk", None),
    };
    let words = Words {
        form: FORM,
        owner_kind: owner_kind.to_owned(),
        owner,
        kept_by: scenario.kept_by.clone(),
        shared: scenario.shared.as_str().to_owned(),
        document: scenario.document.clone(),
        forked_from: scenario.forked_from.as_ref().map(ToString::to_string),
        changed_on: scenario.changed_on.to_string(),
    };
    serde_json::to_vec(&words).expect("texts are JSON")
}

/// Reads the words back; `None` where they are none.
pub(super) fn read(words: &[u8], id: ScenarioId, version: VersionTag) -> Option<KeptScenario> {
    let words: Words = serde_json::from_slice(words)
        .ok()
        .filter(|one: &Words| one.form == FORM)?;
    let owner = match (words.owner_kind.as_str(), words.owner) {
        ("account", Some(id)) => ScenarioOwner::Account(id.into()),
        ("government", Some(id)) => ScenarioOwner::Government(id.into()),
        ("desk", None) => ScenarioOwner::Desk,
        _ => return None,
    };
    Some(KeptScenario {
        id,
        owner,
        kept_by: words.kept_by,
        shared: Sharing::parse(&words.shared)?,
        document: words.document,
        forked_from: words.forked_from.map(Into::into),
        changed_on: words.changed_on.parse().ok()?,
        version,
    })
}
