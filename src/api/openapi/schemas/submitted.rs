//! Requests as governments submit them.

use serde_json::{Value, json};

use super::super::schema::{count, list, object, or_null, reference, text, truth, word};
use crate::model::{
    ActedFor, DecisionKind, DeliveryMode, RequestAction, RequestOrigin, RequestState, RequestStatus, Visibility,
};

/// Its schemas by name.
pub fn all() -> [(&'static str, Value); 10] {
    [
        (
            "RequestList",
            object(&[("requests", list(reference("RequestInFull"))), ("number", count())]),
        ),
        ("RequestInFull", in_full()),
        ("MovedRequest", moved()),
        ("RequestHistory", history()),
        ("RequestAccess", access()),
        ("RequestExport", export()),
        ("RequestImport", import()),
        ("RecordCorrection", object(&correction())),
        (
            "OwnRecordCorrection",
            object(&[correction(), vec![("own", truth())]].concat()),
        ),
        ("RequestEvidence", object(&[("title", text()), ("url", address())])),
    ]
}

/// What an owner says; of a new request its type is needed, and of one that is there already nothing.
pub fn input(is_new: bool) -> Vec<(&'static str, Value)> {
    vec![
        (if is_new { "service_type" } else { "service_type?" }, text()),
        ("communities?", or_null(list(text()))),
        ("regions?", or_null(list(text()))),
        ("delivery_mode?", delivery_mode()),
        ("languages?", or_null(list(text()))),
        ("cultural_grounding?", or_null(words())),
        ("why?", or_null(words())),
        ("since?", since()),
        ("evidence?", or_null(list(reference("RequestEvidence")))),
        ("labels?", or_null(list(address()))),
        ("visibility?", visibility()),
    ]
}

/// What a body says of a call in the public record.
pub fn said() -> Vec<(&'static str, Value)> {
    vec![
        ("service_type?", or_null(text())),
        ("communities?", or_null(list(text()))),
        ("regions?", or_null(list(text()))),
        ("delivery_mode?", delivery_mode()),
        ("date?", since()),
        ("status?", or_null(status())),
        ("why", words()),
    ]
}

fn correction() -> Vec<(&'static str, Value)> {
    vec![
        ("government", or_null(text())),
        ("made_on", day()),
        ("changed_on", day()),
        ("service_type", or_null(text())),
        ("communities", or_null(list(text()))),
        ("regions", or_null(list(text()))),
        ("delivery_mode", delivery_mode()),
        ("date", or_null(text())),
        ("status", or_null(status())),
        ("why", text()),
    ]
}

fn status() -> Value {
    word(RequestStatus::ALL.iter().map(|one| one.as_str()))
}

fn words() -> Value {
    json!({ "type": "string", "maxLength": 10_000 })
}

fn address() -> Value {
    json!({ "type": "string", "format": "uri", "maxLength": 2000 })
}

fn since() -> Value {
    or_null(json!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$", "example": "2019-05" }))
}

fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn instant() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn delivery_mode() -> Value {
    or_null(word(DeliveryMode::ALL.iter().map(|one| one.as_str())))
}

fn visibility() -> Value {
    word(Visibility::ALL.iter().map(|one| one.as_str()))
}

fn state() -> Value {
    word(RequestState::ALL.iter().map(|one| one.as_str()))
}

fn in_full() -> Value {
    let answer = object(&[("on", day()), ("state", state()), ("reason", text())]);
    object(&[
        ("id", text()),
        ("government", or_null(text())),
        ("requested_by", text()),
        ("origin", word(RequestOrigin::ALL.iter().map(|one| one.as_str()))),
        ("state", or_null(state())),
        ("status", or_null(status())),
        ("service_type", text()),
        ("communities", list(text())),
        ("regions", list(text())),
        ("delivery_mode", delivery_mode()),
        ("languages", list(text())),
        ("cultural_grounding", text()),
        ("why", text()),
        ("since", or_null(text())),
        ("evidence", list(reference("RequestEvidence"))),
        ("labels", list(text())),
        ("visibility", visibility()),
        ("answers", list(answer)),
        ("submitted_on", or_null(day())),
        ("changed_on", or_null(day())),
        ("date", or_null(text())),
        ("notes", or_null(text())),
        ("sources", list(text())),
        ("names", list(text())),
        ("corrections", list(reference("OwnRecordCorrection"))),
        ("moves", list(state())),
        (
            "may",
            list(word(["correct", "restrict", "withdraw", "answer", "correct_record"])),
        ),
    ])
}

fn moved() -> Value {
    let withdrawn = object(&[("id", text()), ("state", word(["withdrawn"])), ("withdrawn_on", day())]);
    json!({ "oneOf": [reference("RequestInFull"), withdrawn] })
}

fn history() -> Value {
    let decided = object(&[
        ("id", text()),
        ("decision", word(DecisionKind::ALL.iter().map(|one| one.as_str()))),
        ("decided_on", day()),
        ("dissent", or_null(text())),
        ("public", json!({ "type": "boolean" })),
    ]);
    let entry = object(&[
        ("at", instant()),
        (
            "action",
            word(
                RequestAction::ALL
                    .iter()
                    .map(|one| one.as_str())
                    .chain(["withdrawn", "decided"]),
            ),
        ),
        ("by", word(ActedFor::ALL.iter().map(|one| one.as_str()))),
        ("government?", or_null(text())),
        ("state", or_null(state())),
        ("changed", list(text())),
        ("reason", or_null(text())),
        ("decision?", decided),
    ]);
    object(&[("entries", list(entry))])
}

fn access() -> Value {
    let entry = object(&[("at", instant()), ("by", text()), ("role", text())]);
    object(&[("entries", list(entry))])
}

fn import() -> Value {
    let row = object(&[
        ("row", count()),
        ("outcome", word(["new", "unchanged"])),
        ("id", or_null(text())),
    ]);
    object(&[
        ("dry_run", json!({ "type": "boolean" })),
        ("rows", count()),
        ("new", count()),
        ("unchanged", count()),
        ("requests", list(row)),
    ])
}

fn export() -> Value {
    let request = object(&[
        ("request", reference("RequestInFull")),
        ("versions", list(reference("RequestInFull"))),
        ("history", reference("RequestHistory")),
        ("access", reference("RequestAccess")),
    ]);
    let said = object(&[("request", text()), ("correction", reference("RecordCorrection"))]);
    object(&[
        ("government", or_null(text())),
        ("exported_on", day()),
        ("requests", list(request)),
        ("corrections", list(said)),
    ])
}
