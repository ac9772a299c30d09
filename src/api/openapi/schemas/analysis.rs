//! Gaps, their sum, communities in full, and travel.

use serde_json::{Value, json};

use super::super::schema::{count, exactly, list, number, object, object_of, or_null, reference, text, truth, word};
use super::confidence;
use super::pathways::{evaluations, may_enter};
use crate::model::{
    ActualState, DeliveryMode, Impedance, Level, Mode, Outcome, RequestStatus, ServiceStatus, Standing, Supply,
};

/// The schemas by name.
pub fn all() -> [(&'static str, Value); 8] {
    [
        ("Question", question()),
        ("GapProperties", gap()),
        ("Gaps", gaps()),
        ("Summary", summary()),
        ("Route", route()),
        ("CommunityInFull", community()),
        ("StandardInFull", standard()),
        ("Travel", travel()),
    ]
}

pub(super) fn outcome() -> Value {
    word(["met", "partly_met", "unmet", "unknown"])
}

pub(super) fn settled() -> Value {
    word(Outcome::ALL.map(Outcome::as_str))
}

pub(super) fn share() -> Value {
    json!({ "type": "number", "minimum": 0, "maximum": 1 })
}

pub(super) fn day() -> Value {
    json!({ "type": "string", "pattern": "^[0-1][0-9]-[0-3][0-9]$" })
}

fn bilingual() -> Value {
    reference("Bilingual")
}

fn position() -> Value {
    exactly(2, number())
}

fn named() -> Value {
    object(&[("id", text()), ("name", text())])
}

fn impedance() -> Value {
    word(Impedance::ALL.iter().map(|one| one.as_str()))
}

fn measured_over() -> Value {
    word(["network", "straight_lines"])
}

fn modes() -> Value {
    list(word(Mode::ALL.iter().map(|one| one.as_str())))
}

fn question() -> Value {
    object(&[
        ("definition", text()),
        ("definition_version", text()),
        (
            "definition_standing",
            word(Standing::ALL.iter().map(|one| one.as_str())),
        ),
        ("definition_digest", text()),
        ("as_of", text()),
        ("date", or_null(day())),
        ("season", or_null(text())),
        ("supply", word(Supply::ALL.iter().map(|one| one.as_str()))),
        ("impedance", impedance()),
        ("measured_over", measured_over()),
        ("data_digest", text()),
        ("definition_saved", truth()),
        ("permalink", or_null(text())),
    ])
}

/// What every gap says, on the map and in the panel.
fn said() -> Vec<(&'static str, Value)> {
    vec![
        ("outcome", outcome()),
        ("at_least", settled()),
        ("at_most", settled()),
        ("days_met", count()),
        ("days_partly_met", count()),
        ("days_unmet", count()),
        ("days_unknown", count()),
        ("shortfall", share()),
        ("shortfall_at_best", share()),
        ("nearest_service_id", or_null(text())),
        ("nearest_service", or_null(text())),
        ("travel_minutes", or_null(number())),
        ("reason_en", text()),
        ("reason_fr", text()),
        ("confidence", confidence()),
    ]
}

fn gap() -> Value {
    let mut fields = vec![
        ("community_id", text()),
        ("community", text()),
        ("region", or_null(text())),
        ("population", or_null(count())),
        ("part_of", or_null(text())),
        ("standard", text()),
        ("service_type", text()),
    ];
    fields.extend(said());
    fields.extend([
        ("requests", count()),
        ("definition", text()),
        ("definition_standing", text()),
    ]);
    let mut gap = object(&fields);
    // The outcome of each season of the package, under the season's id.
    gap["additionalProperties"] = outcome();
    gap
}

fn gaps() -> Value {
    object(&[
        ("type", word(["FeatureCollection"])),
        ("question", reference("Question")),
        ("numberReturned", count()),
        ("features", list(reference("GapPropertiesFeature"))),
    ])
}

fn summary() -> Value {
    let outcomes = [
        ("met", count()),
        ("partly_met", count()),
        ("unmet", count()),
        ("unknown", count()),
    ];
    let people = ["met", "partly_met", "unmet", "unknown"].map(|name| (name, or_null(count())));
    let people: Vec<_> = people.into_iter().chain([("withheld", truth())]).collect();
    let standard = object(&[
        ("standard", text()),
        ("communities", object(&outcomes)),
        ("people", object(&people)),
        ("communities_total", count()),
        ("people_total", or_null(count())),
        ("people_unknown_communities", count()),
    ]);
    let group = object(&[
        ("group", or_null(text())),
        ("kind", word(["territory", "region"])),
        ("standards", list(standard)),
    ]);
    object(&[("question", reference("Question")), ("groups", list(group))])
}

fn route() -> Value {
    let end = object(&[("id", text()), ("name", text()), ("at", position())]);
    let leg = object(&[
        ("link_id", text()),
        ("mode", word(Mode::ALL.iter().map(|one| one.as_str()))),
        ("from", end.clone()),
        ("to", end),
        ("minutes", or_null(number())),
        ("boarding_minutes", number()),
        ("wait_minutes", or_null(number())),
        ("km", or_null(number())),
        ("operator", or_null(text())),
        ("highway", or_null(text())),
        ("opens", or_null(day())),
        ("closes", or_null(day())),
        ("always_open", truth()),
        ("opened", or_null(text())),
        ("closed", or_null(text())),
        ("confidence", confidence()),
        ("notes", text()),
        ("sources", list(text())),
    ]);
    object(&[
        ("from", day()),
        ("to", day()),
        ("days", count()),
        ("service_id", or_null(text())),
        ("service", or_null(text())),
        ("reachable", word(["yes", "no", "unknown"])),
        ("fallback", truth()),
        ("travel_minutes", or_null(number())),
        ("journey_minutes", or_null(number())),
        ("journey_minutes_at_best", or_null(number())),
        ("off_network_minutes", number()),
        ("km", or_null(number())),
        ("legs", list(leg)),
    ])
}

/// A service that is told of a community.
fn service() -> Value {
    object(&[
        ("id", text()),
        ("name", text()),
        (
            "delivery_mode",
            or_null(word(DeliveryMode::ALL.iter().map(|one| one.as_str()))),
        ),
        ("operator", or_null(text())),
        ("community_id", or_null(text())),
        ("place", or_null(text())),
        ("status", word(ServiceStatus::ALL.iter().map(|one| one.as_str()))),
        ("actual", or_null(word(ActualState::ALL.iter().map(|one| one.as_str())))),
        ("observed", or_null(text())),
        ("opened", or_null(text())),
        ("closed", or_null(text())),
        ("may_enter", may_enter()),
        ("evaluations", evaluations()),
        ("confidence", confidence()),
        ("notes", text()),
        ("sources", list(text())),
    ])
}

fn standard() -> Value {
    let ribbon = object(&[
        ("from", day()),
        ("to", day()),
        ("days", count()),
        ("outcome", outcome()),
        ("at_least", settled()),
        ("at_most", settled()),
        ("travel_minutes", or_null(number())),
    ]);
    let way = [
        ("id", text()),
        ("title", bilingual()),
        ("level", word(Level::ALL.iter().map(|one| one.as_str()))),
        ("holds", word(["yes", "sometimes", "no", "unknown"])),
        ("choice", or_null_bilingual()),
        ("passing_at_least", count()),
        ("passing_at_most", count()),
    ];
    let way = object(&[way.as_slice(), &asks()].concat());
    let group = object(&[("id", text()), ("title", bilingual())]);
    let request = object(&[
        ("id", text()),
        ("requested_by", text()),
        ("service_type", text()),
        ("date", or_null(text())),
        ("status", word(RequestStatus::ALL.iter().map(|one| one.as_str()))),
        ("notes", text()),
        ("sources", list(text())),
        ("corrections", list(reference("RecordCorrection"))),
    ]);
    let mut fields = vec![
        ("standard", text()),
        ("title", bilingual()),
        ("service_types", list(text())),
        ("choice", or_null_bilingual()),
        ("seasons", object_of(outcome())),
    ];
    fields.extend(said());
    fields.extend([
        ("sources", list(text())),
        ("ribbon", list(ribbon)),
        ("groups", list(group)),
        ("ways", list(way)),
        ("services", list(service())),
        ("routes", list(reference("Route"))),
        ("requests", list(request)),
    ]);
    object(&fields)
}

/// What a way asks in numbers.
pub(super) fn limits() -> [(&'static str, Value); 7] {
    [
        ("within_minutes", or_null(number())),
        ("within_km", or_null(number())),
        ("visits_per_month", or_null(number())),
        ("delivered_share", or_null(number())),
        ("max_wait_days", or_null(number())),
        ("people_per_position", or_null(number())),
        ("providers", count()),
    ]
}

/// What a way asks beside its filter.
pub(super) fn asks() -> Vec<(&'static str, Value)> {
    let others = [
        ("same_region", truth()),
        ("same_community", truth()),
        ("indigenous_led", truth()),
        ("language", or_null(text())),
        ("then", list(text())),
    ];
    limits().into_iter().chain(others).collect()
}

fn or_null_bilingual() -> Value {
    json!({ "nullable": true, "allOf": [bilingual()] })
}

fn community() -> Value {
    let language = object(&[("code", text()), ("name_en", text()), ("name_self", text())]);
    let source = object(&[
        ("title", text()),
        ("publisher", or_null(text())),
        ("url", or_null(text())),
        ("date", or_null(text())),
    ]);
    let community = object(&[
        ("id", text()),
        ("name", text()),
        ("traditional_name", or_null(text())),
        ("former_name", or_null(text())),
        ("region", or_null(text())),
        ("health_region", or_null(text())),
        ("authority", or_null(text())),
        ("governance", or_null(text())),
        ("population", or_null(count())),
        ("population_year", or_null(count())),
        ("part_of", json!({ "nullable": true, "allOf": [named()] })),
        ("parts", list(named())),
        ("road_access", or_null(text())),
        ("health_facility", or_null(text())),
        ("languages", list(language)),
        ("governments", list(named())),
        ("at", position()),
        ("confidence", confidence()),
        ("notes", text()),
        ("sources", list(text())),
    ]);
    object(&[
        ("question", reference("Question")),
        ("community", community),
        ("standards", list(reference("StandardInFull"))),
        ("studied", list(service())),
        ("sources", object_of(source)),
    ])
}

fn travel() -> Value {
    let time = object(&[
        ("community_id", text()),
        ("community", text()),
        ("minutes", or_null(number())),
        ("minutes_at_best", or_null(number())),
        ("reachable", word(["yes", "no", "unknown"])),
    ]);
    let asked = [
        ("from", text()),
        ("as_of", text()),
        ("impedance", impedance()),
        ("modes", modes()),
        ("measured_over", measured_over()),
        ("data_digest", text()),
        ("permalink", text()),
    ];
    let with = |more: &[(&'static str, Value)]| object(&[&asked, more].concat());
    json!({ "oneOf": [
        with(&[("date", day()), ("to", list(time))]),
        with(&[("to", text()), ("routes", list(reference("Route")))]),
    ] })
}
