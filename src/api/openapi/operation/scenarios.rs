//! What the routes of scenarios are, for the document.

use serde_json::Value;

use super::super::schema::{object, reference, text, word};
use super::{Operation, SCENARIOS, analysis};
use crate::api::answer::media;
use crate::api::parameters::{CRS, ID, Parameter, SERVICE_TYPE, STANDARD};
use crate::model::Sharing;

/// POST `/api/analysis/scenario`.
pub fn analyse_scenario() -> Operation {
    let summary = "What would be if a scenario were so: who gains, who loses, metrics before and after, cost as far as it is said; or two scenarios beside each other. Nothing is kept";
    Operation {
        body: Some(object(&[
            ("scenario", reference("Scenario")),
            ("beside?", reference("Scenario")),
        ])),
        statuses: vec![413, 415, 422],
        has_crs: true,
        ..analysis("analyseScenario", summary, &[&SERVICE_TYPE, &STANDARD, &CRS])
            .answers(media::JSON, reference("ScenarioAnswer"))
    }
}

/// GET `/api/scenarios`.
pub fn scenarios() -> Operation {
    let summary = "Scenarios that whoever asks may read: those of the package first, then those that people keep";
    entry("getScenarios", summary, &[]).answers(media::JSON, reference("ScenarioList"))
}

/// GET `/api/scenarios/ID`.
pub fn scenario() -> Operation {
    of_one(entry(
        "getScenario",
        "One scenario in full, without what whoever asks may not know of",
        &[&ID],
    ))
}

/// POST `/api/scenarios`.
pub fn keep_scenario() -> Operation {
    let summary = "Keep a scenario; of an Indigenous government's people, for the government";
    of_one(Operation {
        body: Some(body(&[("forked_from?", text())])),
        statuses: vec![201, 401, 403, 404, 409, 413, 415, 422],
        ..entry("keepScenario", summary, &[])
    })
}

/// PUT `/api/scenarios/ID`.
pub fn replace_scenario() -> Operation {
    let summary =
        "Put another scenario in the place of one's own: its name, what it supposes, and with whom it is shared";
    of_one(Operation {
        body: Some(body(&[])),
        if_match: true,
        statuses: vec![401, 403, 412, 413, 415, 422, 428],
        ..entry("replaceScenario", summary, &[&ID])
    })
}

/// DELETE `/api/scenarios/ID`.
pub fn remove_scenario() -> Operation {
    Operation {
        if_match: true,
        statuses: vec![204, 401, 403, 412, 428],
        answer: "No word of it is left.",
        ..entry(
            "removeScenario",
            "Take a scenario of one's own away: every word of it is erased",
            &[&ID],
        )
    }
}

/// POST `/api/scenarios/ID/fork`.
pub fn fork_scenario() -> Operation {
    of_one(Operation {
        body: Some(object(&[("name?", text())])),
        statuses: vec![201, 401, 403, 409, 413, 415, 422],
        ..entry(
            "forkScenario",
            "Keep a copy of a scenario, which is the asker's own",
            &[&ID],
        )
    })
}

fn body(more: &[(&'static str, Value)]) -> Value {
    let own = [
        ("scenario", reference("Scenario")),
        ("shared?", word(Sharing::ALL.iter().map(|one| one.as_str()))),
    ];
    object(&[&own, more].concat())
}

fn of_one(operation: Operation) -> Operation {
    operation.answers(media::JSON, reference("ScenarioInFull"))
}

fn entry(id: &str, summary: &str, parameters: &[&'static Parameter]) -> Operation {
    Operation::new(id, SCENARIOS, summary, parameters)
}
