//! `evenreach explain`: one community, one standard and one day, taken apart.

use std::fmt::Write as _;

use clap::Args;
use serde_json::Value;

use super::Failure;
use super::facts::{Asking, Source};
use super::table::{Format, Output};
use crate::equity::{Criteria, Scope, Tracer};
use crate::exchange::place::Positions;
use crate::exchange::trace::{TraceRow, Writing};
use crate::model::CommunityId;

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    /// The community, by its id
    #[arg(value_name = "COMMUNITY")]
    community: String,
    /// The standard, by its id
    #[arg(value_name = "STANDARD")]
    standard: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    output: Output,
}

/// Explains.
pub fn run(words: &Words) -> Result<(), Failure> {
    let view = words.source.view()?;
    let basis = view.basis();
    let definition = words.asking.definition(basis.package())?;
    let Scope::Day(day) = words.asking.scope(basis.package())? else {
        return Err(Failure::Usage(
            "explain is about one day: say which with --date MM-DD".to_owned(),
        ));
    };
    let community = basis
        .community(&CommunityId::from(words.community.as_str()))
        .ok_or_else(|| {
            let known: Vec<&str> = basis.package().communities.iter().map(|one| one.id.as_str()).collect();
            Failure::Input(format!(
                "community: found {}, expected one of {}",
                words.community,
                known.join(", ")
            ))
        })?;
    let standard = super::analyse::standard(definition, &words.standard)?;
    let criteria = Criteria::new(definition, basis.package()).map_err(Failure::input)?;
    let tracer = Tracer::new(basis, &criteria, words.asking.question());
    let trace = tracer.of_community(community).trace(standard, day);
    let writing = Writing {
        basis,
        definition,
        positions: Positions::DEGREES,
    };
    let row = TraceRow::new(writing, &trace, day);
    match words.output.format {
        Format::Json => words.output.json(&row),
        Format::Table => {
            let row = serde_json::to_value(&row).map_err(Failure::input)?;
            words.output.text(&told(&row))
        }
        _ => Err(Failure::Usage("a trace is a table or json".to_owned())),
    }
}

/// Lines for reading, indented by what belongs to what.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, depth: usize, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{:width$}{text}", "", width = depth * 2);
    }
}

/// The trace as lines for reading.
fn told(trace: &Value) -> String {
    let mut lines = Lines::default();
    let (place, title) = (
        text(&trace["community"]["name"]),
        text(&trace["standard"]["title"]["en"]),
    );
    let (day, from, to) = (text(&trace["day"]), text(&trace["from"]), text(&trace["to"]));
    let outcome = outcome(trace);
    lines.add(
        0,
        &format!("{place}: {title} — {outcome} on {day} (the same from {from} to {to})"),
    );
    for group in list(&trace["groups"]) {
        lines.add(1, &format!("group: {}", text(&group["title"]["en"])));
    }
    if trace["applies"]["rule"].is_string() {
        let (rule, verdict) = (text(&trace["applies"]["rule"]), text(&trace["applies"]["verdict"]));
        lines.add(1, &format!("applies where {rule}: {verdict}"));
    }
    for way in list(&trace["ways"]) {
        let (id, level, holds) = (text(&way["id"]), text(&way["level"]), text(&way["holds"]));
        lines.add(1, &format!("way {id} ({level}): holds {holds}"));
        for reading in list(&way["readings"]) {
            tell_reading(&mut lines, reading);
        }
    }
    for service in list(&trace["left_out"]) {
        let because: Vec<String> = list(&service["because"]).iter().map(checked).collect();
        lines.add(
            1,
            &format!("left out: {} — {}", text(&service["name"]), because.join("; ")),
        );
    }
    for fact in list(&trace["settles"]) {
        let then = |then: &Value| format!("{} → {}", text(&then["value"]["en"]), text(&then["outcome"]));
        let then: Vec<String> = list(&fact["then"]).iter().map(then).collect();
        let how = if fact["always"] == true {
            "would settle it"
        } else {
            "may settle it"
        };
        let (field, name) = (text(&fact["field"]), text(&fact["name"]));
        let coarse = fact["value"]
            .as_str()
            .filter(|_| matches!(field.as_str(), "opened" | "closed"));
        let known = coarse.map_or_else(String::new, |date| format!(", of which only {date} is known"));
        lines.add(1, &format!("{how}: {field} of {name}{known} ({})", then.join(", ")));
    }
    lines.0
}

fn tell_reading(lines: &mut Lines, reading: &Value) {
    if reading["group"].is_string() {
        lines.add(
            2,
            &format!(
                "in the group {}: holds {}",
                text(&reading["group"]),
                text(&reading["holds"])
            ),
        );
    }
    for check in list(&reading["requirements"]) {
        lines.add(2, &checked(check));
    }
    for service in list(&reading["services"]) {
        let (name, id, verdict) = (text(&service["name"]), text(&service["id"]), text(&service["verdict"]));
        lines.add(2, &format!("{name} ({id}): {verdict}{}", record_of(service)));
        for check in list(&service["open"]) {
            lines.add(3, &checked(check));
        }
        for case in list(&service["cases"]) {
            let assumed = if case["assumed"] == true { ", if" } else { "" };
            let (mode, verdict) = (text(&case["delivery_mode"]), text(&case["verdict"]));
            lines.add(3, &format!("delivery_mode{assumed} {mode}: {verdict}"));
            for check in list(&case["checks"]) {
                lines.add(4, &checked(check));
            }
        }
        for leg in list(&service["route"]["legs"]) {
            let (from, to, mode) = (text(&leg["from"]["name"]), text(&leg["to"]["name"]), text(&leg["mode"]));
            lines.add(4, &format!("{from} – {to}: {mode} {} min", text(&leg["minutes"])));
        }
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => "unknown or none".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn outcome(trace: &Value) -> String {
    let outcome = text(&trace["outcome"]);
    if outcome == "unknown" {
        format!(
            "unknown, between {} and {}",
            text(&trace["at_least"]),
            text(&trace["at_most"])
        )
    } else {
        outcome
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// `within_minutes: yes — found 35, limit 60 [typical_minutes = 35 (high, source_key)]`
fn checked(check: &Value) -> String {
    let (least, most) = (text(&check["found"]["at_least"]), text(&check["found"]["at_most"]));
    let found = if least == most {
        least
    } else {
        format!("{least} to {most}")
    };
    let limit = match &check["limit"] {
        Value::Null => String::new(),
        limit => format!(", limit {limit}"),
    };
    let facts: Vec<String> = list(&check["facts"]).iter().map(cited).collect();
    let facts = match facts.as_slice() {
        [] => String::new(),
        facts => format!(" [{}]", facts.join("; ")),
    };
    let (requirement, verdict) = (text(&check["requirement"]), text(&check["verdict"]));
    format!("{requirement}: {verdict} — found {found}{limit}{facts}")
}

/// `delivery_mode = resident`
fn cited(fact: &Value) -> String {
    let value = fact["value"].as_str().unwrap_or("not published");
    // What is behind a service's record stands once, beside its name.
    let about = if fact["record"] == "service" {
        String::new()
    } else {
        behind(fact)
    };
    format!("{} = {value}{about}", text(&fact["field"]))
}

/// What is behind the record of a service.
fn record_of(service: &Value) -> String {
    let mut facts = list(&service["open"]).iter().flat_map(|check| list(&check["facts"]));
    facts.next().map(behind).unwrap_or_default()
}

/// ` (high, 2022, hansard_20220601)`
fn behind(fact: &Value) -> String {
    let sources = list(&fact["sources"]).iter().filter_map(Value::as_str);
    let about = [fact["confidence"].as_str(), fact["observed"].as_str()];
    let about: Vec<&str> = about.into_iter().flatten().chain(sources).collect();
    if about.is_empty() {
        String::new()
    } else {
        format!(" ({})", about.join(", "))
    }
}
