//! Scenarios as they are listed and read.

use serde::Serialize;
use serde_json::Value;

use super::Bilingual;
use crate::model::{Package, Scenario, ScenarioId, ScenarioOwner};
use crate::policy::{Party, owns};
use crate::workflow::{ReadScenario, scenario_document};

/// Every scenario that somebody may read.
#[derive(Serialize)]
pub struct ScenarioList<'a> {
    may_keep: bool,
    scenarios: Vec<ScenarioRow<'a>>,
}

/// One in full.
#[derive(Serialize)]
pub struct ScenarioInFull<'a> {
    #[serde(flatten)]
    row: ScenarioRow<'a>,
    scenario: Value,
}

#[derive(Serialize)]
struct ScenarioRow<'a> {
    id: &'a str,
    name: Bilingual<'a>,
    description: Option<Bilingual<'a>>,
    changes: usize,
    shared: &'static str,
    is_own: bool,
    owner: Option<Owner<'a>>,
    changed_on: Option<String>,
    forked_from: Option<&'a str>,
}

#[derive(Serialize)]
struct Owner<'a> {
    kind: &'static str,
    name: &'a str,
}

impl<'a> ScenarioList<'a> {
    /// Shipped ones first. Of what each began as a copy is told of one alone.
    pub fn new(
        shipped: &'a [(&'a ScenarioId, Scenario)],
        kept: &'a [ReadScenario],
        party: &Party,
        package: &'a Package,
        may_keep: bool,
    ) -> Self {
        let shipped = shipped.iter().map(|(id, scenario)| ScenarioRow::shipped(id, scenario));
        let kept = kept.iter().map(|read| ScenarioRow::kept(read, party, package, None));
        Self {
            may_keep,
            scenarios: shipped.chain(kept).collect(),
        }
    }
}

impl<'a> ScenarioInFull<'a> {
    /// One that comes with the package.
    pub fn shipped(id: &'a ScenarioId, scenario: &'a Scenario) -> Self {
        Self {
            row: ScenarioRow::shipped(id, scenario),
            scenario: scenario_document(scenario),
        }
    }

    /// One that somebody keeps.
    pub fn kept(
        read: &'a ReadScenario,
        party: &Party,
        package: &'a Package,
        known_origin: Option<&'a ScenarioId>,
    ) -> Self {
        Self {
            row: ScenarioRow::kept(read, party, package, known_origin),
            scenario: scenario_document(&read.scenario),
        }
    }
}

impl<'a> ScenarioRow<'a> {
    fn shipped(id: &'a ScenarioId, scenario: &'a Scenario) -> Self {
        Self {
            id: id.as_str(),
            name: Bilingual::from(&scenario.name),
            description: scenario.description.as_ref().map(Bilingual::from),
            changes: scenario.changes.len(),
            shared: "shipped",
            is_own: false,
            owner: None,
            changed_on: None,
            forked_from: None,
        }
    }

    fn kept(read: &'a ReadScenario, party: &Party, package: &'a Package, origin: Option<&'a ScenarioId>) -> Self {
        let ReadScenario { kept, scenario } = read;
        Self {
            shared: kept.shared.as_str(),
            is_own: owns(party, &kept.owner),
            owner: owner(read, party, package),
            changed_on: Some(kept.changed_on.to_string()),
            forked_from: origin.map(ScenarioId::as_str),
            ..Self::shipped(&kept.id, scenario)
        }
    }
}

/// Whose it is. Who has an account here is not for the public to know.
fn owner<'a>(read: &'a ReadScenario, party: &Party, package: &'a Package) -> Option<Owner<'a>> {
    match &read.kept.owner {
        ScenarioOwner::Government(id) => {
            let government = package.governments.iter().find(|one| one.id == *id);
            Some(Owner {
                kind: "government",
                name: government.map_or(id.as_str(), |one| one.name.as_str()),
            })
        }
        ScenarioOwner::Account(_) => (!party.is_public()).then_some(Owner {
            kind: "account",
            name: &read.kept.kept_by,
        }),
        ScenarioOwner::Desk => (!party.is_public()).then_some(Owner {
            kind: "desk",
            name: &read.kept.kept_by,
        }),
    }
}
