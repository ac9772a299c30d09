//! Definitions, what became of them, and what bodies said.

use serde_json::{Value, json};

use super::super::schema::{count, list, number, object, or_null, reference, reference_or_null, text, truth, word};
use crate::model::{Level, Position, Standing, WordsShown};

/// Its schemas by name.
pub fn all() -> [(&'static str, Value); 7] {
    [
        ("Definitions", definitions()),
        (
            "DefinitionVersions",
            object(&[("definitions", list(reference("DefinitionSummary")))]),
        ),
        ("DefinitionSummary", object(&summary())),
        ("DefinitionInFull", in_full()),
        ("DefinitionParameter", parameter()),
        ("Engagement", engagement()),
        ("CheckedText", checked()),
    ]
}

fn definitions() -> Value {
    let body = object(&[("id", text()), ("name", reference("Bilingual")), ("required", truth())]);
    object(&[
        ("definitions", list(reference("DefinitionSummary"))),
        ("bodies", list(body)),
        ("bodies_choice", reference_or_null("Bilingual")),
    ])
}

fn day() -> Value {
    or_null(json!({ "type": "string", "format": "date" }))
}

fn positions() -> Value {
    word(Position::ALL.iter().map(|one| one.as_str()))
}

fn summary() -> Vec<(&'static str, Value)> {
    let way = object(&[
        ("id", text()),
        ("title", reference("Bilingual")),
        ("level", word(Level::ALL.iter().map(|one| one.as_str()))),
    ]);
    let standard = object(&[("id", text()), ("title", reference("Bilingual")), ("ways", list(way))]);
    let counts = object(&[("agree", count()), ("ask_for_change", count()), ("object", count())]);
    vec![
        ("id", text()),
        ("version", text()),
        ("current", truth()),
        ("standing", word(Standing::ALL.iter().map(|one| one.as_str()))),
        ("title", reference("Bilingual")),
        ("description", reference("Bilingual")),
        ("digest", text()),
        ("proposed_by", or_null(text())),
        ("proposed_on", day()),
        ("engaged_on", day()),
        ("adopted_on", day()),
        ("superseded_on", day()),
        ("standards", list(standard)),
        ("engagement", counts),
    ]
}

fn in_full() -> Value {
    let group = object(&[("id", text()), ("title", reference("Bilingual")), ("where", text())]);
    let missing = object(&[
        ("body", text()),
        ("name", reference("Bilingual")),
        ("latest", or_null(positions())),
    ]);
    let mut fields = summary();
    fields.extend([
        ("text", text()),
        ("parameters", list(reference("DefinitionParameter"))),
        ("groups", list(group)),
        ("engagements", list(reference("Engagement"))),
        ("missing", list(missing)),
    ]);
    object(&fields)
}

fn parameter() -> Value {
    object(&[
        ("field", text()),
        ("standard", or_null(text())),
        ("way", or_null(text())),
        ("name", text()),
        ("group", or_null(text())),
        ("value", number()),
        ("min", number()),
        ("max", number()),
        ("step", number()),
        ("unit", text()),
        ("start", count()),
        ("end", count()),
    ])
}

fn engagement() -> Value {
    object(&[
        ("id", text()),
        ("body", text()),
        ("name", reference("Bilingual")),
        ("on", json!({ "type": "string", "format": "date" })),
        ("position", positions()),
        ("words", or_null(text())),
        ("shown", word(WordsShown::ALL.iter().map(|one| one.as_str()))),
        ("about_this_text", truth()),
        ("recorded_on", day()),
    ])
}

fn checked() -> Value {
    let fault = object(&[
        ("line", or_null(count())),
        ("field", or_null(text())),
        ("found", text()),
        ("expected", text()),
    ]);
    let begins = object(&[
        ("id", text()),
        ("version", text()),
        ("title", reference("Bilingual")),
        ("standing", word(Standing::ALL.iter().map(|one| one.as_str()))),
    ]);
    object(&[
        ("faults", list(fault)),
        ("definition", or_null(begins)),
        ("parameters", list(reference("DefinitionParameter"))),
    ])
}
