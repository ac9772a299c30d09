//! The way through care, and what studies found.

use serde_json::Value;

use super::super::schema::{
    count, exactly, list, number, object, object_of, or_null, reference, reference_or_null, text, truth, word,
};
use super::analysis::day;
use super::confidence;
use crate::equity::WhyNot;
use crate::model::{DeliveryMode, Entrance, Standing};

/// The schemas by name.
pub fn all() -> [(&'static str, Value); 6] {
    [
        ("Evaluation", evaluation()),
        ("Pathway", pathway()),
        ("PathwayGlance", object(&glance())),
        ("Pathways", pathways()),
        ("PathwayStretch", stretch()),
        ("PathwayInFull", in_full()),
    ]
}

fn bilingual() -> Value {
    reference("Bilingual")
}

fn evaluation() -> Value {
    object(&[
        ("id", text()),
        ("of", word(["service", "service_type"])),
        ("outcome", bilingual()),
        ("value", or_null(number())),
        ("is_at_least", truth()),
        ("unit", bilingual()),
        ("counts", reference_or_null("Bilingual")),
        ("gained_by", reference_or_null("Bilingual")),
        ("share_of", or_null(text())),
        ("period", or_null(text())),
        ("study", reference_or_null("Bilingual")),
        ("studied_in", or_null(count())),
        ("limits", reference_or_null("Bilingual")),
        ("confidence", confidence()),
        ("notes", text()),
        ("sources", list(text())),
    ])
}

/// Who may enter a service.
pub(super) fn may_enter() -> Value {
    or_null(list(word(Entrance::ALL.iter().map(|one| one.as_str()))))
}

/// What studies found of it.
pub(super) fn evaluations() -> Value {
    list(reference("Evaluation"))
}

fn pathway() -> Value {
    let step = object(&[
        ("id", text()),
        ("title", bilingual()),
        ("at_home", truth()),
        ("service_types", list(text())),
        ("sources", list(text())),
    ]);
    object(&[
        ("id", text()),
        ("title", bilingual()),
        ("standing", word(Standing::ALL.iter().map(|one| one.as_str()))),
        ("about", bilingual()),
        ("steps", list(step)),
        ("sources", list(text())),
    ])
}

fn outcome() -> Value {
    word(["holds", "unknown", "breaks"])
}

fn state() -> Value {
    word(["holds", "unknown", "breaks", "beyond"])
}

fn why() -> Value {
    or_null(word(WhyNot::ALL.map(WhyNot::as_str)))
}

fn tri() -> Value {
    word(["yes", "no", "unknown"])
}

fn days() -> Value {
    object(&[("holds", count()), ("unknown", count()), ("breaks", count())])
}

/// What is said of a community at a glance.
fn glance() -> Vec<(&'static str, Value)> {
    let step = object(&[
        ("step", text()),
        ("holds", count()),
        ("unknown", count()),
        ("breaks", count()),
        ("beyond", count()),
    ]);
    let season = object(&[
        ("holds", count()),
        ("unknown", count()),
        ("breaks", count()),
        ("no_sure_way", count()),
    ]);
    vec![
        ("community_id", text()),
        ("community", text()),
        ("region", or_null(text())),
        ("outcome", outcome()),
        ("days", days()),
        ("days_no_sure_way", count()),
        ("no_sure_way_to", or_null(text())),
        ("weakest", or_null(text())),
        ("weakest_state", or_null(state())),
        ("why", why()),
        ("sentence", bilingual()),
        ("seasons", object_of(season)),
        ("steps", list(step)),
    ]
}

fn pathways() -> Value {
    let named = object(&[("id", text()), ("title", bilingual())]);
    object(&[
        ("question", reference("Question")),
        ("pathways", list(named)),
        ("pathway", reference("Pathway")),
        ("communities", list(reference("PathwayGlance"))),
    ])
}

fn stretch() -> Value {
    let at = exactly(2, number());
    let end = object(&[("name", text()), ("at", or_null(at))]);
    let journey = object(&[
        ("from", end.clone()),
        ("to", end),
        ("minutes", or_null(number())),
        ("minutes_at_best", or_null(number())),
        ("reachable", tri()),
        ("route", reference_or_null("Route")),
    ]);
    let position = object(&[
        ("service_id", text()),
        ("place", or_null(text())),
        ("reached", tri()),
        ("without_travel", tri()),
        ("minutes", or_null(number())),
        ("minutes_at_best", or_null(number())),
        ("confidence", confidence()),
        ("notes", list(text())),
        ("sources", list(text())),
    ]);
    let referral = object(&[("is_known", truth()), ("positions", list(position))]);
    let serving = object(&[
        ("service_id", text()),
        ("present", tri()),
        ("admission", word(["self", "referral", "court", "unknown"])),
        ("admitted", tri()),
    ]);
    let step = object(&[
        ("step", text()),
        ("state", state()),
        ("why", why()),
        ("lacking", list(word(WhyNot::ALL.map(WhyNot::as_str)))),
        ("sentence", reference_or_null("Bilingual")),
        ("service_id", or_null(text())),
        ("without_travel", truth()),
        ("place", or_null(text())),
        ("journeys", list(journey)),
        ("referral", or_null(referral)),
        ("serving", list(serving)),
    ]);
    object(&[
        ("from", day()),
        ("to", day()),
        ("days", count()),
        ("outcome", outcome()),
        ("weakest", or_null(text())),
        ("steps", list(step)),
    ])
}

fn in_full() -> Value {
    let service = object(&[
        ("name", text()),
        ("service_type", text()),
        (
            "delivery_mode",
            or_null(word(DeliveryMode::ALL.iter().map(|one| one.as_str()))),
        ),
        ("operator", or_null(text())),
        ("community_id", or_null(text())),
        ("place", or_null(text())),
        ("population_served", or_null(text())),
        ("may_enter", may_enter()),
        ("entry_confidence", confidence()),
        ("entry_notes", text()),
        ("entry_sources", list(text())),
        ("confidence", confidence()),
        ("notes", text()),
        ("sources", list(text())),
        ("evaluations", evaluations()),
    ]);
    let source = object(&[
        ("title", text()),
        ("publisher", or_null(text())),
        ("url", or_null(text())),
        ("date", or_null(text())),
    ]);
    let own = [
        ("question", reference("Question")),
        ("pathway", reference("Pathway")),
        ("at", exactly(2, number())),
        ("stretches", list(reference("PathwayStretch"))),
        ("services", object_of(service)),
        ("sources", object_of(source)),
    ];
    object(&[own.as_slice(), &glance()].concat())
}
