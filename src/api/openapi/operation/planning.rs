//! What the routes of what-if are, for the document.

use serde_json::{Value, json};

use super::super::schema::{count, list, number, object, object_of, reference, text, word};
use super::{ANALYSIS, Operation, analysis};
use crate::api::answer::media;
use crate::api::parameters::{
    BOUNDS, CRS, F_CIRCUIT, F_PRIORITIES, F_SITING, FIRST, ID, LANG, NEED, OPTIONS, ORDER, PRESET, Parameter, SAMPLES,
    SCALES, SEED, SERVICE_TYPE, STANDARD, WEIGHTS,
};
use crate::planning::priorities::{Preset, Which};

/// `/api/analysis/requests`.
pub fn heard() -> Operation {
    let summary = "What was asked for held against the gaps: what each request speaks of, and what nobody asked about";
    analysis("getHeard", summary, &[]).answers(media::JSON, reference("Heard"))
}

/// `/api/analysis/requests/ID`.
pub fn effect() -> Operation {
    let summary =
        "What a request would change if it were fulfilled: for which standards, where, and for how many people";
    analysis("getEffect", summary, &[&ID]).answers(media::JSON, reference("Effect"))
}

/// `/api/analysis/siting`.
pub fn siting() -> Operation {
    let summary =
        "Where additions of a service do most: a proven optimum, everything tied with it, and what each place adds";
    Operation {
        body: Some(reference("SitingQuestion")),
        statuses: vec![413, 415, 422],
        also: &[media::CSV, media::GEOJSON],
        has_crs: true,
        ..Operation::new("siteAdditions", ANALYSIS, summary, &[&F_SITING, &CRS])
            .answers(media::JSON, reference("Siting"))
    }
}

/// `/api/analysis/circuit`.
pub fn circuit() -> Operation {
    let summary = "A visiting team's round: the stops with the most days of presence where a standard fails";
    Operation {
        body: Some(reference("CircuitQuestion")),
        statuses: vec![413, 415, 422],
        also: &[media::CSV, media::GEOJSON],
        has_crs: true,
        ..Operation::new("planCircuit", ANALYSIS, summary, &[&F_CIRCUIT, &CRS])
            .answers(media::JSON, reference("Circuit"))
    }
}

/// GET `/api/analysis/priorities`.
pub fn priorities() -> Operation {
    let settings = [
        &PRESET, &WEIGHTS, &SEED, &SAMPLES, &BOUNDS, &ORDER, &SCALES, &NEED, &OPTIONS, &FIRST,
    ];
    weighing("getPriorities", &settings)
}

/// POST `/api/analysis/priorities`.
pub fn weigh_priorities() -> Operation {
    Operation {
        body: Some(weighing_body()),
        statuses: vec![413, 415, 422],
        ..weighing("weighPriorities", &[])
    }
}

fn weighing(id: &str, settings: &[&'static Parameter]) -> Operation {
    let summary = "Open requests and gaps in order of priority, by criteria that are weighed in the open, with how firm each rank is";
    let own = [&STANDARD, &SERVICE_TYPE, &F_PRIORITIES, &LANG, &CRS];
    Operation {
        also: &[media::CSV, media::XLSX, media::GEOJSON],
        has_crs: true,
        statuses: vec![422],
        ..analysis(id, summary, &[&own[..], settings].concat()).answers(media::JSON, reference("Priorities"))
    }
}

fn weighing_body() -> Value {
    let ends = || object_of(json!({ "type": "array", "minItems": 2, "maxItems": 2, "items": number() }));
    object(&[
        ("preset?", word(Preset::ALL.map(Preset::as_str))),
        ("weights?", object_of(number())),
        ("seed?", count()),
        ("samples?", count()),
        ("bounds?", ends()),
        ("order?", list(text())),
        ("scales?", ends()),
        ("need?", text()),
        ("options?", word(Which::ALL.map(Which::as_str))),
        ("first?", list(text())),
    ])
}
