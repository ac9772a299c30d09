//! Requests and gaps held against each other: who asked about what, and what nobody asked about.

use crate::equity::Finding;
use crate::model::{Definition, Outcome, Package};

/// Requests against gaps, over the days of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Every request, in the package's order. A draft is no request yet.
    pub asked: Vec<AskedGaps>,
    /// What is not surely met and nobody asked about, as places in the findings. Either nobody needs it, or nobody was
    /// asked: it is a question to put.
    pub unasked: Vec<usize>,
}

/// A request with what a definition says of the help that it asks for, where it asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedGaps {
    /// The request's place in the package.
    pub request: usize,
    /// The standards about its kind of help, as places in the definition.
    pub standards: Vec<usize>,
    /// What is not surely met where it asks, as places in the findings.
    pub gaps: Vec<usize>,
    /// In how many places and standards it asks for what is surely met already.
    pub met: usize,
}

impl AskedGaps {
    /// Whether it asks for something of which the definition shows no gap. The definition may be missing something.
    pub const fn shows_no_gap(&self) -> bool {
        self.gaps.is_empty()
    }
}

/// Holds the requests of a package against what was found of a definition's standards.
pub fn heard(package: &Package, definition: &Definition, findings: &[Finding<'_>]) -> Heard {
    let mut asked: Vec<AskedGaps> = package
        .requests
        .iter()
        .enumerate()
        .map(|(at, request)| {
            let standards = definition.standards.iter().enumerate();
            let about = standards.filter(|(_, one)| one.service_types.contains(&request.service_type));
            AskedGaps {
                request: at,
                standards: about.map(|(standard, _)| standard).collect(),
                gaps: Vec::new(),
                met: 0,
            }
        })
        .collect();
    let mut unasked = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        let is_met = finding.outcome.at_least == Outcome::Met;
        for &request in &finding.requests {
            let asked = &mut asked[request];
            if is_met {
                asked.met += 1;
            } else {
                asked.gaps.push(at);
            }
        }
        if !is_met && finding.requests.is_empty() {
            unasked.push(at);
        }
    }
    asked.retain(|one| !package.requests[one.request].is_draft());
    Heard { asked, unasked }
}
