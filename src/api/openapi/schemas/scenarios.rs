//! Scenarios: the document, what comes of it, and those that are kept.

use serde_json::{Value, json};

use super::super::schema::{count, list, number, object, or_null, reference, text, truth, word};
use super::compared::verdict;
use crate::model::Sharing;

/// The schemas by name.
pub fn all() -> [(&'static str, Value); 5] {
    [
        ("Scenario", document()),
        ("ScenarioAnswer", answer()),
        ("ScenarioCompared", object(&compared())),
        ("ScenarioList", kept_list()),
        (
            "ScenarioInFull",
            object(&[&kept(), [("scenario", reference("Scenario"))].as_slice()].concat()),
        ),
    ]
}

/// The document as it is sent and kept. Each change has fields of its own (`docs/scenarios.md`); unknown ones are refused.
fn document() -> Value {
    // One text, or one in each language.
    let words = json!({ "nullable": true });
    let kinds = [
        "add_service",
        "change_service",
        "move_service",
        "close_service",
        "fulfil_request",
        "move_window",
        "add_link",
    ];
    let change = json!({
        "type": "object",
        "required": ["change"],
        "properties": { "change": word(kinds) },
        "additionalProperties": true,
    });
    object(&[
        ("name", words.clone()),
        ("description?", words),
        ("changes?", json!({ "type": "array", "maxItems": 200, "items": change })),
    ])
}

fn cost() -> Value {
    object(&[
        ("one_time", or_null(number())),
        ("yearly", or_null(number())),
        ("currency", text()),
    ])
}

fn days() -> Value {
    object(&[("at_least", whole()), ("at_most", whole())])
}

/// A whole number that may be less than none.
fn whole() -> Value {
    json!({ "type": "integer" })
}

fn compared() -> Vec<(&'static str, Value)> {
    let metrics = || json!({ "allOf": [reference("DiffMetrics")] });
    let standard = object(&[
        ("standard", text()),
        ("title", reference("Bilingual")),
        ("gained", count()),
        ("perhaps_gained", count()),
        ("lost", count()),
        ("perhaps_lost", count()),
        ("better", count()),
        ("worse", count()),
        ("mixed", count()),
        ("people_gained", or_null(count())),
        ("people_lost", or_null(count())),
        ("sentence", reference("Bilingual")),
        ("before", metrics()),
        ("after", metrics()),
    ]);
    let place = || {
        object(&[
            ("community_id", text()),
            ("community", text()),
            ("region", or_null(text())),
            ("standard", text()),
            ("title", reference("Bilingual")),
            ("before", verdict()),
            ("after", verdict()),
            ("days_gained", days()),
            ("reason", reference("Bilingual")),
        ])
    };
    let properties = object(&[
        ("community_id", text()),
        ("community", text()),
        ("region", or_null(text())),
        ("standard", text()),
        ("change", word(["same", "gain", "loss", "mixed"])),
        ("before", verdict()),
        ("after", verdict()),
        ("days_gained", days()),
    ]);
    let feature = object(&[
        ("type", word(["Feature"])),
        ("id", text()),
        ("geometry", reference("PointGeometry")),
        ("properties", properties),
    ]);
    vec![
        ("sentence", reference("Bilingual")),
        ("worse", or_null(json!({ "allOf": [reference("Bilingual")] }))),
        ("standards", list(standard)),
        ("gains", list(place())),
        ("losses", list(place())),
        ("mixed", list(place())),
        (
            "features",
            object(&[("type", word(["FeatureCollection"])), ("features", list(feature))]),
        ),
    ]
}

fn answer() -> Value {
    let change = object(&[
        ("change", text()),
        ("words", reference("Bilingual")),
        ("service_id", or_null(text())),
        ("request_id", or_null(text())),
        ("link_ids", list(text())),
        ("community_id", or_null(text())),
        (
            "unsaid",
            list(object(&[("what", text()), ("words", reference("Bilingual"))])),
        ),
        ("cost", or_null(cost())),
    ]);
    let sum = object(&[
        ("totals", list(cost())),
        ("is_partial", truth()),
        ("words", reference("Bilingual")),
    ]);
    let side = [
        ("name", reference("Bilingual")),
        ("description", or_null(json!({ "allOf": [reference("Bilingual")] }))),
        ("digest", text()),
        ("changes", list(change)),
        ("cost", or_null(sum)),
    ];
    object(&[
        ("question", reference("Question")),
        ("scenarios", list(object(&[&side, compared().as_slice()].concat()))),
        ("between", or_null(json!({ "allOf": [reference("ScenarioCompared")] }))),
    ])
}

fn kept() -> Vec<(&'static str, Value)> {
    let shared = ["shipped"]
        .into_iter()
        .chain(Sharing::ALL.iter().map(|one| one.as_str()));
    let owner = object(&[("kind", word(["account", "government", "desk"])), ("name", text())]);
    vec![
        ("id", text()),
        ("name", reference("Bilingual")),
        ("description", or_null(json!({ "allOf": [reference("Bilingual")] }))),
        ("changes", count()),
        ("shared", word(shared)),
        ("is_own", truth()),
        ("owner", or_null(owner)),
        ("changed_on", or_null(text())),
        ("forked_from", or_null(text())),
    ]
}

fn kept_list() -> Value {
    object(&[("may_keep", truth()), ("scenarios", list(object(&kept())))])
}
