//! A cell taken apart.

use serde_json::{Value, json};

use super::super::schema::{list, number, object, object_of, or_null, reference, reference_or_null, text, truth, word};
use super::analysis::{day, outcome, settled};
use super::confidence;
use crate::model::{DeliveryMode, Level};

/// The schemas by name.
pub fn all() -> [(&'static str, Value); 5] {
    [
        ("Trace", trace()),
        ("TracedWay", way()),
        ("TracedService", service()),
        ("Check", check()),
        ("Fact", object(&fact())),
    ]
}

fn verdict() -> Value {
    word(["yes", "no", "unknown"])
}

/// Both readings of what is unknown: the least favourable and the most favourable.
fn ends(of: &Value) -> Value {
    object(&[("at_least", of.clone()), ("at_most", of.clone())])
}

fn titled() -> Value {
    object(&[("id", text()), ("title", reference("Bilingual"))])
}

fn fact() -> Vec<(&'static str, Value)> {
    vec![
        ("record", word(["service", "community", "link", "standard"])),
        ("id", text()),
        ("name", text()),
        ("field", text()),
        ("value", or_null(text())),
        ("observed", or_null(text())),
        ("confidence", confidence()),
        ("sources", list(text())),
    ]
}

fn check() -> Value {
    // Minutes, an amount, a count, true or false, an outcome, or nothing where there is no bound.
    let found = json!({ "nullable": true, "oneOf": [
        { "type": "number" }, { "type": "boolean" }, { "type": "string" },
    ] });
    object(&[
        ("requirement", text()),
        ("verdict", verdict()),
        ("found", ends(&found)),
        ("limit", or_null(number())),
        ("unit", or_null(text())),
        ("deficit", ends(&number())),
        ("facts", list(reference("Fact"))),
    ])
}

fn service() -> Value {
    let case = object(&[
        ("delivery_mode", word(DeliveryMode::ALL.iter().map(|one| one.as_str()))),
        ("assumed", truth()),
        ("verdict", verdict()),
        ("deficit", ends(&number())),
        ("checks", list(reference("Check"))),
    ]);
    object(&[
        ("id", text()),
        ("name", text()),
        ("verdict", verdict()),
        ("deficit", ends(&number())),
        ("open", list(reference("Check"))),
        ("cases", list(case)),
        ("positions_per_person", or_null(ends(&or_null(number())))),
        ("route", reference_or_null("Route")),
    ])
}

fn way() -> Value {
    let reading = object(&[
        ("group", or_null(text())),
        ("holds", verdict()),
        ("deficit", ends(&number())),
        ("requirements", list(reference("Check"))),
        ("services", list(reference("TracedService"))),
    ]);
    object(&[
        ("id", text()),
        ("title", reference("Bilingual")),
        ("level", word(Level::ALL.iter().map(|one| one.as_str()))),
        ("holds", verdict()),
        ("deficit", ends(&number())),
        ("readings", list(reading)),
    ])
}

fn trace() -> Value {
    let applies = object(&[
        ("verdict", verdict()),
        ("rule", or_null(text())),
        ("facts", list(reference("Fact"))),
    ]);
    let left_out = object(&[("id", text()), ("name", text()), ("because", list(reference("Check")))]);
    let then = object(&[("value", reference("Bilingual")), ("outcome", settled())]);
    let mut settles = fact();
    settles.extend([("always", truth()), ("then", list(then))]);
    let source = object(&[
        ("title", text()),
        ("publisher", or_null(text())),
        ("url", or_null(text())),
        ("date", or_null(text())),
    ]);
    object(&[
        ("question", reference("Question")),
        ("community", object(&[("id", text()), ("name", text())])),
        ("standard", titled()),
        ("day", day()),
        ("from", day()),
        ("to", day()),
        ("applies", applies),
        ("groups", list(titled())),
        ("outcome", outcome()),
        ("at_least", settled()),
        ("at_most", settled()),
        ("shortfall", ends(&number())),
        ("ways", list(reference("TracedWay"))),
        ("left_out", list(left_out)),
        ("settles", list(object(&settles))),
        ("sources", object_of(source)),
    ])
}
