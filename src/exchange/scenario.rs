//! A scenario beside today, or two beside each other: who gains, who loses, metrics before and after, cost as far as it is
//! said.

mod changes;
mod compared;
mod words;

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value;

use super::community::Words;
use super::place::Positions;
use super::question::Asked;
use super::rows::Row;
use crate::equity::{Assessment, Basis, Criteria, Finding, Scope, find};
use crate::model::{Definition, Package, Scenario};
use crate::planning::{Afterwards, Compared, compare};

use changes::{ChangeRow, CostRow};
pub use changes::{change_in_words, cost_of};
use compared::ComparedAnswer;
pub use words::of_all;

/// What is asked, whatever the scenario.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The facts as they are.
    pub basis: &'a Basis,
    /// What they are measured against.
    pub criteria: &'a Criteria<'a>,
    /// How everything stands.
    pub today: &'a Assessment,
    /// Over which days.
    pub scope: &'a Scope,
    /// Which standards are told, by their places in the definition.
    pub standards: &'a [usize],
    /// Where places are drawn.
    pub positions: Positions<'a>,
}

/// A scenario and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What is supposed.
    pub scenario: &'a Scenario,
    /// Names the document.
    pub digest: &'a str,
    /// What came of it.
    pub after: &'a Afterwards,
}

/// One scenario beside today; or two, and what is otherwise from the first to the second.
#[derive(Debug, Serialize)]
pub struct ScenarioAnswer {
    question: Asked,
    scenarios: Vec<SideAnswer>,
    between: Option<ComparedAnswer>,
}

#[derive(Debug, Serialize)]
struct SideAnswer {
    name: Words,
    description: Option<Words>,
    digest: String,
    changes: Vec<ChangeRow>,
    cost: Option<CostRow>,
    #[serde(flatten)]
    compared: ComparedAnswer,
}

impl ScenarioAnswer {
    /// Holds each scenario against today, and where there are two, the second against the first.
    pub fn new(question: Asked, ground: Ground<'_>, first: Side<'_>, second: Option<Side<'_>>) -> Self {
        let between = second.map(|second| {
            let sides = [&first.after.assessment, &second.after.assessment];
            ground.compared(sides, second.after)
        });
        Self {
            question,
            scenarios: [first]
                .into_iter()
                .chain(second)
                .map(|side| SideAnswer::new(ground, side))
                .collect(),
            between,
        }
    }

    /// Every place that is otherwise, as rows of a table: of each scenario against today.
    pub fn rows(&self) -> Vec<Row> {
        let rows = self.scenarios.iter().enumerate().flat_map(|(at, side)| {
            side.compared.rows().map(move |mut row| {
                row.insert("scenario".to_owned(), side.name.en().into());
                row.insert("side".to_owned(), (at + 1).into());
                row
            })
        });
        rows.collect()
    }

    /// The columns of the rows that a table for reading has room for.
    pub const COLUMNS: [&'static str; 8] = [
        "scenario",
        "community",
        "standard",
        "change",
        "outcome_before",
        "outcome_after",
        "days_gained",
        "days_gained_at_most",
    ];

    /// What each scenario comes to, in a few sentences: its name, what it comes to, what gets worse, and its cost.
    pub fn sentences(&self) -> Vec<String> {
        let mut told = Vec::new();
        for side in &self.scenarios {
            told.push(format!("{}: {}", side.name.en(), side.compared.sentence.en()));
            told.extend(side.compared.worse.iter().map(|worse| worse.en().to_owned()));
            told.extend(side.cost.iter().map(|cost| cost.words().en().to_owned()));
        }
        if let Some(between) = &self.between {
            told.push(format!("From the first to the second: {}", between.sentence.en()));
            told.extend(between.worse.iter().map(|worse| worse.en().to_owned()));
        }
        told
    }

    /// The places of the first scenario as features, each as it would be.
    pub fn features(&self) -> Value {
        let features = self.scenarios.first().map(|side| &side.compared.features);
        serde_json::to_value(features).unwrap_or_default()
    }
}

impl SideAnswer {
    fn new(ground: Ground<'_>, side: Side<'_>) -> Self {
        let Side {
            scenario,
            digest,
            after,
        } = side;
        let changes = scenario.changes.iter().zip(&after.supposed.made);
        Self {
            name: Words::from(&scenario.name),
            description: scenario.description.as_ref().map(Words::from),
            digest: digest.to_owned(),
            changes: changes
                .map(|(change, made)| ChangeRow::new(ground.definition(), after.basis.package(), change, made))
                .collect(),
            cost: CostRow::of(scenario),
            compared: ground.compared([ground.today, &after.assessment], after),
        }
    }
}

impl<'a> Ground<'a> {
    const fn definition(&self) -> &'a Definition {
        self.criteria.definition
    }

    fn package(&self) -> &'a Package {
        self.basis.package()
    }

    /// One assessment against another, of which `after` says what is behind it.
    fn compared(&self, sides: [&Assessment; 2], after: &Afterwards) -> ComparedAnswer {
        let standards = self.standards.iter().copied();
        let compared: Compared = compare(self.package(), sides, self.scope, standards);
        let otherwise = compared.standards.iter().flat_map(|one| {
            let changes = one.changes();
            changes.map(|change| (change.community, one.standard))
        });
        let otherwise: HashSet<(usize, usize)> = otherwise.collect();
        let findings: Vec<Finding<'_>> = find(&after.basis, self.criteria, &after.assessment, self.scope, |gap| {
            otherwise.contains(&(gap.community, gap.standard))
        });
        ComparedAnswer::new(*self, &compared, &findings)
    }
}
