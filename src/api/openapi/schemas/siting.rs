//! Where additions of a service do most, and a team's round.

use serde_json::{Value, json};

use super::super::schema::{count, exactly, list, number, object, object_of, or_null, reference, text, truth, word};
use crate::model::{DeliveryMode, Impedance, Mode, Supply};
use crate::planning::siting::Objective;

/// The schemas by name.
pub fn all() -> [(&'static str, Value); 4] {
    [
        ("SitingQuestion", question()),
        ("Siting", siting()),
        ("CircuitQuestion", circuit_question()),
        ("Circuit", circuit()),
    ]
}

fn between(least: u64, most: u64) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most })
}

fn delivery_mode() -> Value {
    word(DeliveryMode::ALL.iter().map(|one| one.as_str()))
}

fn mode() -> Value {
    word(Mode::ALL.iter().map(|one| one.as_str()))
}

fn objective() -> Value {
    word(Objective::ALL.map(Objective::as_str))
}

fn question() -> Value {
    let placed = word(["resident", "visiting", "on_the_land", "residential_facility"]);
    let each = |said: &str| {
        let mut each = object(&[("each?", count()), ("places?", object_of(count()))]);
        each["description"] = json!(said);
        each
    };
    let own = [
        ("service_type", text()),
        ("refers_to?", text()),
        ("delivery_mode?", placed),
        ("objective", objective()),
        ("count?", between(1, 20)),
        ("within_minutes?", number()),
        ("covered_by?", between(1, 2)),
        ("candidates?", list(text())),
        ("existing_modes?", list(delivery_mode())),
        ("need?", text()),
        ("year_round?", word(["worst", "days"])),
        (
            "costs?",
            each("What a place costs; 1 for those that are not named unless each says otherwise."),
        ),
        ("budget?", count()),
        (
            "capacity?",
            each(
                "For how much need an addition has room, on a day; no limit for those that are not named unless each says \
                 otherwise. With coverage and mean_travel.",
            ),
        ),
        ("ties?", between(1, 200)),
    ];
    object(&[&own[..], &common_question()].concat())
}

/// What every question of planning may say: on which days, which records, by which ways.
fn common_question() -> Vec<(&'static str, Value)> {
    vec![
        ("date?", text()),
        ("season?", text()),
        ("as_of?", json!({ "type": "string", "format": "date" })),
        ("supply?", word(Supply::ALL.iter().map(|one| one.as_str()))),
        ("impedance?", impedance()),
        ("modes?", list(mode())),
    ]
}

/// The same as it was read.
fn common() -> Vec<(&'static str, Value)> {
    vec![
        ("date", or_null(text())),
        ("season", or_null(text())),
        ("as_of", json!({ "type": "string", "format": "date" })),
        ("supply", word(Supply::ALL.iter().map(|one| one.as_str()))),
        ("impedance", impedance()),
        ("modes", list(mode())),
        ("measured_over", word(["network", "straight_lines"])),
        ("data_digest", text()),
    ]
}

fn impedance() -> Value {
    word([Impedance::Travel.as_str(), Impedance::Journey.as_str()])
}

fn position() -> Value {
    exactly(2, number())
}

fn asked() -> Value {
    let each = || or_null(object(&[("each", or_null(count())), ("places", object_of(count()))]));
    let own = [
        ("service_type", text()),
        ("refers_to", or_null(text())),
        ("delivery_mode", delivery_mode()),
        ("objective", objective()),
        ("count", count()),
        ("within_minutes", number()),
        ("covered_by", between(1, 2)),
        ("candidates", list(text())),
        ("existing_modes", list(delivery_mode())),
        ("need", text()),
        ("year_round", word(["worst", "days"])),
        ("costs", each()),
        ("budget", or_null(count())),
        ("capacity", each()),
        ("ties", count()),
    ];
    object(&[&own[..], &common()].concat())
}

/// Who takes how much, and who finds no room.
fn capacity() -> Value {
    let place = object(&[
        ("community_id", text()),
        ("community", text()),
        ("capacity", or_null(number())),
        ("taken", number()),
    ]);
    let unmet = object(&[("community_id", text()), ("community", text()), ("need", number())]);
    object(&[
        ("places", list(place)),
        ("unmet_need", number()),
        ("unmet", list(unmet)),
        ("counted_as", count()),
        ("rounded_up", list(text())),
    ])
}

fn metrics() -> Value {
    object(&[
        ("places", count()),
        ("covered_places", count()),
        ("backup_places", count()),
        ("unreached_places", count()),
        ("need", or_null(number())),
        ("covered_need", or_null(number())),
        ("unreached_need", or_null(number())),
        ("covered_share", or_null(number())),
        ("mean_minutes", or_null(number())),
        ("worst_minutes", or_null(number())),
        ("worst_community_id", or_null(text())),
    ])
}

fn standing() -> Value {
    object(&[
        ("minutes", or_null(number())),
        ("days", count()),
        ("days_reached", count()),
        ("days_covered", count()),
        ("covered", truth()),
        ("by", or_null(text())),
        ("is_addition", truth()),
    ])
}

fn siting() -> Value {
    let place = object(&[
        ("rank", count()),
        ("community_id", text()),
        ("community", text()),
        ("position", position()),
        ("cost", count()),
        ("gain", or_null(number())),
        ("newly_reached", or_null(number())),
        ("alone", or_null(number())),
        ("in_every_optimum", or_null(truth())),
    ]);
    let alone = object(&[
        ("community_id", text()),
        ("community", text()),
        ("position", position()),
        ("gain", or_null(number())),
        ("newly_reached", or_null(number())),
    ]);
    let proof = object(&[
        ("method", word(["branch_and_bound", "milp"])),
        ("proven", truth()),
        ("objective", or_null(number())),
        ("bound", or_null(number())),
        ("gap", number()),
        ("objective_unit", text()),
        ("nodes", count()),
        ("work", count()),
    ]);
    let community = object(&[
        ("community_id", text()),
        ("community", text()),
        ("position", position()),
        ("population", or_null(count())),
        ("need", or_null(number())),
        ("today", standing()),
        ("after", standing()),
        ("at_best_after", standing()),
    ]);
    object(&[
        ("question", asked()),
        ("status", word(["optimal", "feasible", "infeasible"])),
        ("sentence", reference("Bilingual")),
        ("unit", text()),
        ("places", list(place)),
        ("proof", proof),
        ("today", metrics()),
        ("after", metrics()),
        ("capacity", or_null(capacity())),
        (
            "at_best",
            object(&[
                ("today", metrics()),
                ("after", metrics()),
                ("same_choice", or_null(truth())),
                ("places", or_null(list(text()))),
            ]),
        ),
        (
            "ties",
            object(&[
                ("count", count()),
                ("complete", truth()),
                ("listed", list(list(text()))),
            ]),
        ),
        (
            "next_best",
            or_null(object(&[
                ("places", list(text())),
                ("objective", or_null(number())),
                ("differs_at_minutes", or_null(number())),
            ])),
        ),
        ("next_best_why", or_null(word(["none", "not_looked_for"]))),
        ("alone", list(alone)),
        ("communities", list(community)),
        (
            "unknown",
            object(&[
                ("need", list(text())),
                ("services", list(text())),
                ("beyond_reach", list(text())),
            ]),
        ),
    ])
}

fn circuit_question() -> Value {
    let own = [
        ("base", text()),
        ("stops?", list(text())),
        ("definition?", text()),
        ("version?", text()),
        ("standard", text()),
        ("days_a_month", between(1, 31)),
        ("rounds_a_month?", between(1, 4)),
        ("stay_days?", number()),
        ("stays?", object_of(number())),
        ("hours_a_day?", between(4, 14)),
        ("need?", text()),
    ];
    object(&[&own[..], &common_question()].concat())
}

fn circuit() -> Value {
    let asked = [
        ("base", text()),
        ("stops", list(text())),
        ("definition", text()),
        ("version", text()),
        ("definition_standing", text()),
        ("standard", text()),
        ("days_a_month", count()),
        ("rounds_a_month", count()),
        ("hours_a_day", count()),
        ("need", text()),
    ];
    let asked = object(&[&asked[..], &common()].concat());
    let leg = object(&[
        ("from", text()),
        ("to", text()),
        ("mode", mode()),
        ("minutes", or_null(number())),
    ]);
    let stop = object(&[
        ("order", count()),
        ("community_id", text()),
        ("community", text()),
        ("position", position()),
        ("visits_a_month", count()),
        ("stay_days", number()),
        ("arrive_day", count()),
        ("leave_day", count()),
        ("minutes_from_previous", number()),
        ("legs", list(leg.clone())),
        ("outcome_today", or_null(word(["met", "partly_met", "unmet"]))),
    ]);
    let home = object(&[
        ("day", count()),
        ("minutes_from_previous", number()),
        ("legs", list(leg)),
    ]);
    let left = object(&[
        ("community_id", text()),
        ("community", text()),
        ("why", word(["met", "no_standard", "unreachable", "no_need", "no_time"])),
    ]);
    let proof = object(&[
        ("method", word(["dynamic_programming"])),
        ("proven", truth()),
        ("objective", or_null(number())),
        ("bound", or_null(number())),
        ("gap", number()),
        ("states", count()),
    ]);
    object(&[
        ("question", asked),
        ("status", word(["optimal", "feasible"])),
        ("sentence", reference("Bilingual")),
        ("presence_days", number()),
        ("weighted_presence", or_null(number())),
        ("days_used", number()),
        ("minutes_travelled", number()),
        (
            "base",
            object(&[
                ("community_id", text()),
                ("community", text()),
                ("position", position()),
            ]),
        ),
        ("stops", list(stop)),
        ("home", or_null(home)),
        ("not_visited", list(left)),
        ("proof", proof),
        ("alternatives", list(list(text()))),
        ("alternatives_are_all", truth()),
    ])
}
