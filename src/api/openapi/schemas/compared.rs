//! Comparisons and trends.

use serde_json::{Value, json};

use super::super::schema::{count, list, number, object, or_null, reference, text, truth, word};
use super::analysis::{outcome, settled, share};

/// The schemas by name.
pub fn all() -> [(&'static str, Value); 3] {
    [("Diff", diff()), ("DiffMetrics", metrics()), ("Trend", trend())]
}

/// A value of a requirement: a number, a word, a truth, several words, or numbers by group of communities.
fn setting() -> Value {
    json!({ "nullable": true })
}

fn outcomes() -> Value {
    object(&[
        ("met", count()),
        ("partly_met", count()),
        ("unmet", count()),
        ("unknown", count()),
    ])
}

fn nullable(schema: &Value) -> Value {
    or_null(schema.clone())
}

pub(super) fn verdict() -> Value {
    object(&[
        ("outcome", outcome()),
        ("at_least", settled()),
        ("at_most", settled()),
        ("days_met", count()),
        ("days_partly_met", count()),
        ("days_unmet", count()),
        ("days_unknown", count()),
        ("shortfall", share()),
    ])
}

fn metrics() -> Value {
    let worst = object(&[("community_id", text()), ("community", text()), ("shortfall", share())]);
    object(&[
        ("communities", outcomes()),
        ("people", nullable(&outcomes())),
        ("communities_total", count()),
        ("people_total", or_null(count())),
        ("coverage_communities", or_null(share())),
        ("coverage_people", or_null(share())),
        ("mean_days_met", or_null(number())),
        ("mean_shortfall", or_null(share())),
        ("gini_days_met", or_null(share())),
        ("worst", nullable(&worst)),
    ])
}

fn diff() -> Value {
    let change = object(&[
        ("field", text()),
        ("standard", or_null(text())),
        ("way", or_null(text())),
        ("name", text()),
        ("before", setting()),
        ("after", setting()),
    ]);
    let line = object(&[("op", word(["same", "removed", "added"])), ("text", text())]);
    let because = object(&[
        ("kind", word(["requirement", "service", "link"])),
        ("field", or_null(text())),
        ("service_id", or_null(text())),
        ("service", or_null(text())),
        ("link_id", or_null(text())),
        ("before", setting()),
        ("after", setting()),
        ("alone", truth()),
        ("words", reference("Bilingual")),
    ]);
    // Null on a side on which the standard does not apply to the community.
    let flip = object(&[
        ("community_id", text()),
        ("community", text()),
        ("region", or_null(text())),
        ("standard", text()),
        ("title", reference("Bilingual")),
        ("before", nullable(&verdict())),
        ("after", nullable(&verdict())),
        ("because", list(because)),
    ]);
    let side = json!({ "nullable": true, "allOf": [reference("DiffMetrics")] });
    let standard = object(&[
        ("standard", text()),
        ("title", reference("Bilingual")),
        ("in", word(["both", "before", "after"])),
        ("before", side.clone()),
        ("after", side),
    ]);
    object(&[
        ("before", reference("Question")),
        ("after", reference("Question")),
        ("permalink", or_null(text())),
        ("text", object(&[("changes", list(change)), ("lines", list(line))])),
        ("flips", list(flip)),
        ("standards", list(standard)),
    ])
}

fn trend() -> Value {
    let quarter = object(&[
        ("quarter", text()),
        ("as_of", text()),
        ("met", count()),
        ("partly_met", count()),
        ("unmet", count()),
        ("unknown", count()),
    ]);
    let gap = object(&[
        ("community_id", text()),
        ("community", text()),
        ("outcome", outcome()),
        ("since", or_null(text())),
        ("before_record", truth()),
    ]);
    object(&[
        ("question", reference("Question")),
        ("standard", text()),
        ("quarters", list(quarter)),
        ("gaps", list(gap)),
    ])
}
