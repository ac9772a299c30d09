//! What the routes of what-if are, for the document.

use super::super::schema::reference;
use super::{ANALYSIS, Operation, analysis};
use crate::api::answer::media;
use crate::api::parameters::{CRS, F_SITING, ID};

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
        has_crs: true,
        ..Operation::new("planCircuit", ANALYSIS, summary, &[&CRS]).answers(media::JSON, reference("Circuit"))
    }
}
