//! What the routes of decisions are, for the document.

use serde_json::{Value, json};

use super::super::schema::{object, or_null, reference, text, truth, word};
use super::{DECISIONS, Operation};
use crate::api::answer::media;
use crate::api::parameters::{F, ID, OPTION, Parameter};
use crate::model::DecisionKind;

/// GET `/api/decisions`.
pub fn decisions() -> Operation {
    let summary = "Decisions of the working group that whoever asks may read, the latest first, with what came of each";
    reads("getDecisions", summary, &[&OPTION, &F]).answers(media::JSON, reference("DecisionList"))
}

/// GET `/api/decisions/ID`.
pub fn decision() -> Operation {
    let summary = "One decision, with how things stood when it was recorded and how they stand now";
    reads("getDecision", summary, &[&ID, &F]).answers(media::JSON, reference("Decision"))
}

/// GET `/api/decisions/ID/history`.
pub fn decision_history() -> Operation {
    let summary =
        "Every version of a decision, for the working group and the government that owns the request it is about";
    reads("getDecisionHistory", summary, &[&ID, &F]).answers(media::JSON, reference("DecisionHistory"))
}

/// POST `/api/decisions`.
pub fn record_decision() -> Operation {
    let fields = [[("option", text())].as_slice(), says().as_slice()].concat();
    Operation {
        body: Some(object(&fields)),
        may_be_missing: true,
        may_be_unavailable: true,
        statuses: vec![201, 401, 403, 409, 413, 415, 422],
        ..Operation::new(
            "recordDecision",
            DECISIONS,
            "Record what the working group decided on an option of a ranking; one decision on an option stands at a time",
            &[],
        )
        .answers(media::JSON, reference("Decision"))
    }
}

/// PUT `/api/decisions/ID`.
pub fn change_decision() -> Operation {
    let summary =
        "Give a decision other words; what it is about and how things stood stay, and what it said is its history";
    Operation {
        body: Some(object(&says())),
        if_match: true,
        may_be_unavailable: true,
        statuses: vec![401, 403, 412, 413, 415, 422, 428],
        ..Operation::new("changeDecision", DECISIONS, summary, &[&ID]).answers(media::JSON, reference("Decision"))
    }
}

fn reads(id: &str, summary: &str, parameters: &[&'static Parameter]) -> Operation {
    Operation {
        may_be_unavailable: true,
        ..Operation::new(id, DECISIONS, summary, parameters)
    }
}

fn says() -> Vec<(&'static str, Value)> {
    vec![
        ("decision", word(DecisionKind::ALL.iter().map(|one| one.as_str()))),
        ("reasons", json!({ "type": "string", "maxLength": 10_000 })),
        ("dissent?", or_null(json!({ "type": "string", "maxLength": 10_000 }))),
        ("decided_on", json!({ "type": "string", "format": "date" })),
        ("ranking", text()),
        ("public?", truth()),
    ]
}
