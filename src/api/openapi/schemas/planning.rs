//! What if: requests against gaps, and what a request would change.

use serde_json::{Value, json};

use super::super::schema::{count, exactly, list, number, object, object_of, or_null, reference, text, truth, word};
use super::analysis::{outcome, settled};
use super::compared::verdict;
use crate::model::{DeliveryMode, RequestStatus};
use crate::planning::priorities::{Criterion, Preset, RANKS, Which};

/// The schemas by name.
pub fn all() -> [(&'static str, Value); 4] {
    [
        ("Heard", heard()),
        ("Effect", effect()),
        ("Priorities", priorities()),
        ("PriorityOption", option()),
    ]
}

fn heard() -> Value {
    let gap = object(&[
        ("community_id", text()),
        ("community", text()),
        ("standard", text()),
        ("outcome", outcome()),
        ("at_least", settled()),
        ("at_most", settled()),
    ]);
    let request = object(&[
        ("id", text()),
        ("requested_by", text()),
        ("service_type", text()),
        ("date", or_null(text())),
        ("status", word(RequestStatus::ALL.iter().map(|one| one.as_str()))),
        ("corrected_by", list(text())),
        ("shows", word(["gap", "no_gap", "no_standard", "no_place"])),
        ("standards", list(text())),
        ("gaps", list(gap.clone())),
    ]);
    let unasked = object(&[
        ("standard", text()),
        ("title", reference("Bilingual")),
        ("gaps", list(gap)),
    ]);
    object(&[
        ("question", reference("Question")),
        ("requests", list(request)),
        ("unasked", list(unasked)),
        ("without_gap", count()),
    ])
}

fn effect() -> Value {
    let mode = word(DeliveryMode::ALL.iter().map(|one| one.as_str()));
    let supposed = object(&[
        ("service_type", text()),
        ("delivery_mode", or_null(mode)),
        ("community_id", or_null(text())),
        ("in_each_community", truth()),
        ("serves", list(text())),
        (
            "unsaid",
            list(object(&[("what", text()), ("words", reference("Bilingual"))])),
        ),
    ]);
    let place = object(&[
        ("community_id", text()),
        ("community", text()),
        ("before", verdict()),
        ("after", verdict()),
    ]);
    let metrics = || json!({ "allOf": [reference("DiffMetrics")] });
    let standard = object(&[
        ("standard", text()),
        ("title", reference("Bilingual")),
        ("asked", count()),
        ("met_already", count()),
        ("gained", count()),
        ("perhaps_gained", count()),
        ("people_gained", or_null(count())),
        ("sentence", reference("Bilingual")),
        ("before", metrics()),
        ("after", metrics()),
        ("places", list(place)),
    ]);
    object(&[
        ("question", reference("Question")),
        ("request", text()),
        ("supposed", supposed),
        ("sentence", reference("Bilingual")),
        ("standards", list(standard)),
    ])
}

/// A figure with its two ends.
fn ends() -> Value {
    object(&[("at_least", number()), ("at_most", number())])
}

/// Something of every criterion.
fn by_criterion(of: &dyn Fn() -> Value) -> Value {
    let name = |one: &Criterion| {
        if Criterion::USUAL.contains(one) {
            one.as_str().to_owned()
        } else {
            // Only where somebody gives it a weight.
            format!("{}?", one.as_str())
        }
    };
    let names: Vec<String> = Criterion::ALL.iter().map(name).collect();
    let fields: Vec<(&str, Value)> = names.iter().map(|name| (name.as_str(), of())).collect();
    object(&fields)
}

fn criterion() -> Value {
    word(Criterion::ALL.map(Criterion::as_str))
}

fn priorities() -> Value {
    let two = || object_of(exactly(2, number()));
    let settings = object(&[
        ("preset", or_null(word(Preset::ALL.map(Preset::as_str)))),
        ("weights", by_criterion(&number)),
        ("seed", count()),
        ("samples", count()),
        ("bounds", two()),
        ("order", list(criterion())),
        ("scales", two()),
        ("need", text()),
        ("options", word(Which::ALL.map(Which::as_str))),
    ]);
    let weighed = object(&[
        ("id", criterion()),
        ("title", reference("Bilingual")),
        ("description", reference("Bilingual")),
        ("unit", reference("Bilingual")),
        ("weight", number()),
        ("from", number()),
        ("to", number()),
        ("method", word(["range", "set"])),
        ("is_constant", truth()),
        ("studies?", list(reference("Evaluation"))),
    ]);
    let nearest = || or_null(object(&[("moved", number()), ("weights", by_criterion(&number))]));
    let first = object(&[
        ("option", text()),
        ("is_first", truth()),
        ("weights", nearest()),
        ("weights_at_best", nearest()),
        ("facts", list(list(criterion()))),
        ("always_behind", list(text())),
        ("sentence", reference("Bilingual")),
    ]);
    object(&[
        ("question", reference("Question")),
        ("settings", settings),
        ("criteria", list(weighed)),
        ("options", list(reference("PriorityOption"))),
        ("first", list(first)),
    ])
}

fn option() -> Value {
    let mode = word(DeliveryMode::ALL.iter().map(|one| one.as_str()));
    let supposed = object(&[
        ("services", count()),
        ("way", or_null(text())),
        ("service_type", or_null(text())),
        ("delivery_mode", or_null(mode)),
        ("visits_per_month", or_null(number())),
        ("languages", list(text())),
        ("indigenous_led", or_null(truth())),
        ("words", reference("Bilingual")),
    ]);
    let figure = || {
        object(&[
            ("raw", ends()),
            ("value", ends()),
            ("withheld", truth()),
            ("studies?", list(text())),
        ])
    };
    let taken = || {
        object(&[
            ("ranks", exactly(RANKS, number())),
            ("mean", number()),
            ("best", count()),
            ("worst", count()),
        ])
    };
    let unsaid = object(&[("what", text()), ("words", reference("Bilingual"))]);
    object(&[
        ("id", text()),
        ("kind", word(["request", "gap", "position"])),
        ("request", or_null(text())),
        ("community_id", or_null(text())),
        ("standards", list(text())),
        ("service_type", or_null(text())),
        ("title", reference("Bilingual")),
        ("supposed", supposed),
        ("rank", count()),
        ("is_tied", truth()),
        ("score", ends()),
        ("ranks_possible", object(&[("best", count()), ("worst", count())])),
        ("people_gained", ends()),
        ("people_rank", count()),
        ("places_gained", ends()),
        ("place_rank", count()),
        ("criteria", by_criterion(&figure)),
        (
            "acceptability",
            object(&[("weights", taken()), ("facts", taken()), ("both", taken())]),
        ),
        ("central_weights", or_null(by_criterion(&number))),
        ("confidence", or_null(number())),
        ("hangs_on", list(unsaid)),
        ("places", list(text())),
    ])
}
