//! Groups of communities side by side.

use serde_json::{Value, json};

use super::super::schema::{count, exactly, list, number, object, object_of, or_null, reference, text, truth, word};
use crate::equity::{PERCENTS, Value as Looked, Why};

/// The schemas by name.
pub fn all() -> [(&'static str, Value); 5] {
    [
        ("Equity", equity()),
        ("EquityGroup", group()),
        ("EquityFigures", figures()),
        ("EquityFigure", figure(&[])),
        ("EquityCurve", curve()),
    ]
}

fn bilingual() -> Value {
    reference("Bilingual")
}

fn why() -> Value {
    or_null(word(Why::ALL.map(Why::as_str)))
}

fn figure(more: &[(&str, Value)]) -> Value {
    let own = [
        ("value", or_null(number())),
        ("at_best", or_null(number())),
        ("why", why()),
    ];
    object(&[more, &own].concat())
}

fn figures() -> Value {
    let one = || reference("EquityFigure");
    let percent = json!({ "type": "integer", "enum": PERCENTS });
    let fgt = object(&[("incidence", one()), ("gap", one()), ("severity", one())]);
    object(&[
        ("coverage", one()),
        ("rate_ratio", one()),
        ("rate_difference", one()),
        ("mean", one()),
        ("quantiles", list(figure(&[("percent", percent)]))),
        ("gini", one()),
        ("theil", one()),
        ("atkinson", one()),
        ("palma", one()),
        ("concentration", one()),
        ("erreygers", one()),
        ("fgt", fgt),
    ])
}

fn group() -> Value {
    let places = object(&[
        ("met", count()),
        ("partly_met", count()),
        ("unmet", count()),
        ("unknown", count()),
        ("total", count()),
        ("value_unknown", count()),
    ]);
    let people = object(&[
        ("met", or_null(count())),
        ("partly_met", or_null(count())),
        ("unmet", or_null(count())),
        ("unknown", or_null(count())),
        ("total", or_null(count())),
        ("withheld", truth()),
        ("uncounted_places", count()),
    ]);
    object(&[
        ("kind", word(["whole", "group", "unknown"])),
        ("key", or_null(text())),
        ("title", bilingual()),
        ("sentence", bilingual()),
        ("places", places),
        ("people", people),
        ("by_people", reference("EquityFigures")),
        ("by_places", reference("EquityFigures")),
    ])
}

fn curve() -> Value {
    object(&[("points", or_null(list(exactly(2, number())))), ("why", why())])
}

/// The same of people and of places.
fn both(schema: &Value) -> Value {
    object(&[("people", schema.clone()), ("places", schema.clone())])
}

fn equity() -> Value {
    let parts = object(&[
        ("total", or_null(number())),
        ("between", or_null(number())),
        ("within", or_null(number())),
        ("why", why()),
    ]);
    let curves = both(&reference("EquityCurve"));
    let standard = object(&[
        ("standard", text()),
        ("title", bilingual()),
        ("threshold", or_null(number())),
        ("groups_overlap", truth()),
        ("unranked_places", count()),
        ("whole", reference("EquityGroup")),
        ("groups", list(reference("EquityGroup"))),
        ("parts", both(&parts)),
        (
            "curves",
            object(&[("lorenz", curves.clone()), ("concentration", curves)]),
        ),
    ]);
    object(&[
        ("question", reference("Question")),
        ("by", text()),
        ("value", word(Looked::ALL.map(Looked::as_str))),
        ("unit", word(["days", "share", "minutes"])),
        ("more_is_better", truth()),
        ("rank", text()),
        ("suppress_below", count()),
        ("meanings", object_of(bilingual())),
        ("standards", list(standard)),
    ])
}
