//! What if: requests against gaps, and what a request would change.

use serde_json::{Value, json};

use super::super::schema::{count, list, object, or_null, reference, text, truth, word};
use super::analysis::{outcome, settled};
use super::compared::verdict;
use crate::model::{DeliveryMode, RequestStatus};

/// The schemas by name.
pub fn all() -> [(&'static str, Value); 2] {
    [("Heard", heard()), ("Effect", effect())]
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
