//! `scenarios/*.toml`: scenarios to begin with, for everyone to see.

use crate::model::{Request, Scenario, ShippedScenario, Supposition, Visibility};

use super::fault::{Findings, Place, quoted};
use super::{Files, list, scenario, text};

/// Every scenario that has no fault. Whether the facts have a place for what one says shows when it is applied.
pub(super) fn read_all(files: &dyn Files, requests: &[Request], findings: &mut Findings) -> Vec<ShippedScenario> {
    let mut scenarios = Vec::new();
    for file in list(files, "scenarios", ".toml", findings) {
        let Some(text) = text(files, &file, findings) else {
            continue;
        };
        match scenario::parse(&file, &text) {
            Err(faults) => findings.extend(faults),
            Ok(read) => {
                check_requests(&file, &read, requests, findings);
                let name = file.rsplit('/').next().unwrap_or(&file);
                scenarios.push(ShippedScenario {
                    id: name.strip_suffix(".toml").unwrap_or(name).into(),
                    document: scenario::document(&read).to_string(),
                });
            }
        }
    }
    scenarios
}

/// What ships is for everyone: it may name no request that not everyone may read.
fn check_requests(file: &str, scenario: &Scenario, requests: &[Request], findings: &mut Findings) {
    for (at, change) in scenario.changes.iter().enumerate() {
        let Supposition::FulfilRequest { request } = &change.what else {
            continue;
        };
        let is_public = |one: &Request| one.id == *request && one.visibility == Visibility::Public;
        if !requests.iter().any(is_public) {
            findings.fault(
                Place::field(file, &format!("changes/{at}/request")),
                quoted(request.as_str()),
                "the id of a request of this package that everyone may read",
            );
        }
    }
}
