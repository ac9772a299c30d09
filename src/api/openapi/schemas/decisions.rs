//! Decisions of the working group, and what came of them.

use serde_json::Value;

use super::super::schema::{count, list, number, object, or_null, reference, reference_or_null, text, truth, word};
use super::analysis::settled;
use crate::model::DecisionKind;

/// The schemas by name.
pub fn all() -> [(&'static str, Value); 4] {
    [
        (
            "DecisionList",
            object(&[
                ("decisions", list(reference("Decision"))),
                ("may", object(&[("record", truth())])),
            ]),
        ),
        ("Decision", decision()),
        ("Stands", stands()),
        ("DecisionHistory", history()),
    ]
}

fn kind() -> Value {
    word(DecisionKind::ALL.iter().map(|one| one.as_str()))
}

fn decision() -> Value {
    object(&[
        ("id", text()),
        ("option", text()),
        ("kind", word(["request", "gap", "position"])),
        ("request", or_null(text())),
        ("community_id", or_null(text())),
        ("standard", or_null(text())),
        ("title", reference("Bilingual")),
        ("decision", kind()),
        ("reasons", text()),
        ("dissent", or_null(text())),
        ("decided_on", text()),
        ("recorded_on", text()),
        ("changed_on", text()),
        ("public", truth()),
        ("ranking", text()),
        ("definition", or_null(text())),
        ("definition_version", or_null(text())),
        ("definition_digest", or_null(text())),
        ("data_digest", or_null(text())),
        ("then", reference("Stands")),
        ("now", reference_or_null("Stands")),
        ("closed", or_null(word(["yes", "partly", "no", "unknown"]))),
        ("sentence", reference("Bilingual")),
        ("may", object(&[("change", truth()), ("read_history", truth())])),
    ])
}

fn stands() -> Value {
    let row = object(&[
        ("community_id", text()),
        ("community", text()),
        ("standard", text()),
        ("way?", reference("Bilingual")),
        ("at_least", settled()),
        ("at_most", settled()),
        ("days_met", count()),
        ("shortfall", number()),
    ]);
    object(&[
        ("as_of", text()),
        ("places", count()),
        ("met", count()),
        ("partly_met", count()),
        ("unmet", count()),
        ("unknown", count()),
        ("rows", list(row)),
    ])
}

fn history() -> Value {
    let version = object(&[
        ("at", text()),
        ("decision", kind()),
        ("reasons", text()),
        ("dissent", or_null(text())),
        ("decided_on", text()),
        ("public", truth()),
        ("ranking", text()),
    ]);
    object(&[("versions", list(version))])
}
