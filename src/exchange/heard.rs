//! Requests and gaps held against each other.

use serde::Serialize;

use super::community::Words;
use super::correction::corrected_by;
use super::question::Asked;
use crate::equity::{Basis, Finding};
use crate::model::{Definition, Package};
use crate::planning::{AskedGaps, Heard};

/// Who asked about what, and what nobody asked about, with the question that it answers.
#[derive(Debug, Serialize)]
pub struct HeardAnswer {
    question: Asked,
    requests: Vec<RequestRow>,
    /// What is not surely met and nobody asked about, by standard.
    unasked: Vec<UnaskedRow>,
    /// How many requests ask for something of which the definition shows no gap.
    without_gap: usize,
}

#[derive(Debug, Serialize)]
struct RequestRow {
    id: String,
    requested_by: String,
    service_type: String,
    date: Option<String>,
    status: &'static str,
    /// Who says of it that it is otherwise; what it is held against goes on from what its sources say.
    corrected_by: Vec<String>,
    /// `gap`; `no_gap` where all of it is surely met already; `no_standard` where the definition does not speak of such
    /// help; `no_place` where it speaks of it, but not for the places that ask.
    shows: &'static str,
    /// The standards about its kind of help.
    standards: Vec<String>,
    gaps: Vec<GapRow>,
}

#[derive(Debug, Serialize)]
struct GapRow {
    community_id: String,
    community: String,
    standard: String,
    outcome: &'static str,
    at_least: &'static str,
    at_most: &'static str,
}

#[derive(Debug, Serialize)]
struct UnaskedRow {
    standard: String,
    title: Words,
    gaps: Vec<GapRow>,
}

impl HeardAnswer {
    /// Rows of what was found.
    pub fn new(
        question: Asked,
        basis: &Basis,
        definition: &Definition,
        findings: &[Finding<'_>],
        heard: &Heard,
    ) -> Self {
        let package = basis.package();
        let row = |at: &usize| GapRow::new(package, definition, &findings[*at]);
        let requests = heard.asked.iter().map(|asked| {
            let request = &package.requests[asked.request];
            RequestRow {
                id: request.id.to_string(),
                requested_by: request.requested_by.clone(),
                service_type: request.service_type.to_string(),
                date: request.date.map(|date| date.to_string()),
                status: request.status.as_str(),
                corrected_by: corrected_by(request),
                shows: shows(asked),
                standards: asked
                    .standards
                    .iter()
                    .map(|at| definition.standards[*at].id.to_string())
                    .collect(),
                gaps: asked.gaps.iter().map(row).collect(),
            }
        });
        let unasked = definition
            .standards
            .iter()
            .enumerate()
            .map(|(at, standard)| UnaskedRow {
                standard: standard.id.to_string(),
                title: Words::from(&standard.title),
                gaps: heard
                    .unasked
                    .iter()
                    .filter(|finding| findings[**finding].gap.standard == at)
                    .map(row)
                    .collect(),
            });
        Self {
            question,
            requests: requests.collect(),
            unasked: unasked.filter(|row| !row.gaps.is_empty()).collect(),
            without_gap: heard.asked.iter().filter(|asked| asked.shows_no_gap()).count(),
        }
    }
}

const fn shows(asked: &AskedGaps) -> &'static str {
    if !asked.shows_no_gap() {
        "gap"
    } else if asked.standards.is_empty() {
        "no_standard"
    } else if asked.met > 0 {
        "no_gap"
    } else {
        "no_place"
    }
}

impl GapRow {
    fn new(package: &Package, definition: &Definition, finding: &Finding<'_>) -> Self {
        let community = &package.communities[finding.gap.community];
        Self {
            community_id: community.id.to_string(),
            community: community.name.clone(),
            standard: definition.standards[finding.gap.standard].id.to_string(),
            outcome: finding.outcome.as_str(),
            at_least: finding.outcome.at_least.as_str(),
            at_most: finding.outcome.at_most.as_str(),
        }
    }
}
