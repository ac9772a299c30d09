//! What the routes of definitions are, for the document.

use serde_json::{Value, json};

use super::super::schema::{object, or_null, reference, text, word};
use super::{DEFINITIONS, Operation};
use crate::api::answer::media;
use crate::api::parameters::{AS_OF, F, ID, VERSION_PART};
use crate::model::{Position, Standing, WordsShown};

/// `/api/definitions`.
pub fn definitions() -> Operation {
    let summary = "Every version of every definition, and the bodies that are asked about them";
    let operation = Operation::new("getDefinitions", DEFINITIONS, summary, &[&AS_OF, &F]);
    operation.answers(media::JSON, reference("Definitions"))
}

/// `/api/definitions/ID`.
pub fn definition_versions() -> Operation {
    let summary = "The versions of one definition, the newest first";
    let operation = Operation::new("getDefinitionVersions", DEFINITIONS, summary, &[&ID, &AS_OF, &F]);
    operation.answers(media::JSON, reference("DefinitionVersions"))
}

/// `/api/definitions/ID/VERSION`.
pub fn definition() -> Operation {
    let summary = "One version in full: its text, its numbers, what bodies said, and whose agreement is missing";
    let operation = Operation::new("getDefinition", DEFINITIONS, summary, &[&ID, &VERSION_PART, &AS_OF, &F]);
    operation.answers(media::JSON, reference("DefinitionInFull"))
}

/// `/api/definitions/ID/VERSION/text`.
pub fn definition_text() -> Operation {
    let summary = "The text of one version as its authors wrote it (TOML)";
    let operation = Operation::new("getDefinitionText", DEFINITIONS, summary, &[&ID, &VERSION_PART]);
    operation.answers(media::TOML, text())
}

/// POST `/api/definitions/check`.
pub fn check_definition() -> Operation {
    let summary = "Every fault of a text that is not saved, with its line; nothing is changed";
    Operation {
        body: Some(sent_text()),
        statuses: vec![413, 415, 422],
        ..Operation::new("checkDefinition", DEFINITIONS, summary, &[]).answers(media::JSON, reference("CheckedText"))
    }
}

/// POST `/api/definitions`.
pub fn propose_definition() -> Operation {
    let summary = "Propose a version; the same text again changes nothing, another under its id and version is refused";
    Operation {
        statuses: vec![201, 401, 403, 409, 413, 415, 422],
        body: Some(sent_text()),
        ..change("proposeDefinition", summary)
    }
}

/// PUT `/api/definitions/ID/VERSION`.
pub fn edit_definition() -> Operation {
    let summary = "Give a proposal another text, as long as nobody has agreed to it";
    of_a_version(Operation {
        body: Some(sent_text()),
        if_match: true,
        statuses: vec![401, 403, 409, 412, 413, 415, 422, 428],
        ..change("editDefinition", summary)
    })
}

/// POST `/api/definitions/ID/VERSION/engagement`.
pub fn record_engagement() -> Operation {
    let body = object(&[
        ("body", text()),
        ("on", json!({ "type": "string", "format": "date" })),
        ("position", word(Position::ALL.iter().map(|one| one.as_str()))),
        ("words?", or_null(text())),
        ("shown", word(WordsShown::ALL.iter().map(|one| one.as_str()))),
    ]);
    let summary = "Record what a body said of the text as it stands; the same again changes nothing";
    let operation = of_a_version(Operation {
        body: Some(body),
        if_match: true,
        statuses: vec![201, 401, 403, 409, 412, 413, 415, 422],
        ..change("recordEngagement", summary)
    });
    operation.answers(media::JSON, reference("Engagement"))
}

/// POST `/api/definitions/ID/VERSION/standing`.
pub fn move_definition() -> Operation {
    let standings = [Standing::InEngagement, Standing::Agreed, Standing::Superseded];
    let body = object(&[
        ("standing", word(standings.iter().map(|one| one.as_str()))),
        ("reason", text()),
    ]);
    let summary = "Move a version into engagement, to agreed or to superseded; adopting one supersedes the one before";
    of_a_version(Operation {
        body: Some(body),
        if_match: true,
        statuses: vec![401, 403, 409, 412, 413, 415, 422, 428],
        ..change("moveDefinition", summary)
    })
}

fn change(id: &str, summary: &str) -> Operation {
    Operation {
        may_be_unavailable: true,
        ..Operation::new(id, DEFINITIONS, summary, &[]).answers(media::JSON, reference("DefinitionInFull"))
    }
}

fn of_a_version(operation: Operation) -> Operation {
    Operation {
        parameters: vec![&ID, &VERSION_PART],
        may_be_missing: true,
        ..operation
    }
}

fn sent_text() -> Value {
    object(&[("text", text())])
}
