//! Counts of communities and people by outcome.

use serde::Serialize;

use super::question::Asked;
use crate::disclosure::Released;
use crate::equity::{Group, GroupKind, OutcomeCounts, PeopleCounts, StandardSummary, Summary};
use crate::model::Definition;

/// The groups of a summary, the whole territory first.
#[derive(Clone, Debug, Serialize)]
pub struct Groups {
    groups: Vec<GroupRow>,
}

#[derive(Clone, Debug, Serialize)]
struct GroupRow {
    group: Option<String>,
    kind: &'static str,
    standards: Vec<StandardRow>,
}

#[derive(Clone, Debug, Serialize)]
struct StandardRow {
    standard: String,
    communities: Counts,
    people: People,
    communities_total: u64,
    people_total: Option<u64>,
    people_unknown_communities: u64,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct Counts {
    met: u64,
    partly_met: u64,
    unmet: u64,
    unknown: u64,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct People {
    met: Option<u64>,
    partly_met: Option<u64>,
    unmet: Option<u64>,
    unknown: Option<u64>,
    /// Whether any of them, or their sum, is withheld.
    withheld: bool,
}

impl From<PeopleCounts> for People {
    fn from(counts: PeopleCounts) -> Self {
        let PeopleCounts {
            met,
            partly_met,
            unmet,
            unknown,
            total,
        } = counts;
        let withheld = [met, partly_met, unmet, unknown, total]
            .iter()
            .any(Released::is_withheld);
        let [met, partly_met, unmet, unknown] = [met, partly_met, unmet, unknown].map(|count| count.get().copied());
        Self {
            met,
            partly_met,
            unmet,
            unknown,
            withheld,
        }
    }
}

/// A summary with the question that it answers.
#[derive(Debug, Serialize)]
pub struct SummaryAnswer {
    question: Asked,
    #[serde(flatten)]
    groups: Groups,
}

impl SummaryAnswer {
    /// Groups with their question.
    pub fn new(question: Asked, groups: Groups) -> Self {
        Self { question, groups }
    }
}

impl From<OutcomeCounts> for Counts {
    fn from(counts: OutcomeCounts) -> Self {
        Self {
            met: counts.met,
            partly_met: counts.partly_met,
            unmet: counts.unmet,
            unknown: counts.unknown,
        }
    }
}

impl Groups {
    /// A summary as it leaves.
    pub fn new(summary: &Summary, definition: &Definition) -> Self {
        let of_standard = |row: &StandardSummary| {
            let people = People::from(row.people);
            let total = row.people.total.get().copied();
            StandardRow {
                standard: definition.standards[row.standard].id.to_string(),
                communities: row.communities.into(),
                people,
                communities_total: row.communities.total(),
                people_total: total,
                people_unknown_communities: row.uncounted,
            }
        };
        let of_group = |group: &Group| GroupRow {
            group: match group.kind {
                GroupKind::Territory => Some("territory".to_owned()),
                GroupKind::Region => group.region.clone(),
            },
            kind: match group.kind {
                GroupKind::Territory => "territory",
                GroupKind::Region => "region",
            },
            standards: group.standards.iter().map(of_standard).collect(),
        };
        Self {
            groups: summary.groups.iter().map(of_group).collect(),
        }
    }

    /// The same as rows of named cells, one a group and standard. People who are withheld are blank.
    pub fn rows(&self) -> Vec<serde_json::Map<String, serde_json::Value>> {
        let of_group = |group: &GroupRow| {
            let name = group.group.clone();
            let of_standard = move |row: &StandardRow| {
                let people = row.people;
                let cells: [(&str, serde_json::Value); 13] = [
                    ("group", name.clone().into()),
                    ("standard", row.standard.clone().into()),
                    ("met", row.communities.met.into()),
                    ("partly_met", row.communities.partly_met.into()),
                    ("unmet", row.communities.unmet.into()),
                    ("unknown", row.communities.unknown.into()),
                    ("communities_total", row.communities_total.into()),
                    ("people_met", people.met.into()),
                    ("people_partly_met", people.partly_met.into()),
                    ("people_unmet", people.unmet.into()),
                    ("people_unknown", people.unknown.into()),
                    ("people_total", row.people_total.into()),
                    ("people_unknown_communities", row.people_unknown_communities.into()),
                ];
                cells
                    .into_iter()
                    .map(|(column, value)| (column.to_owned(), value))
                    .collect()
            };
            group.standards.iter().map(of_standard).collect::<Vec<_>>()
        };
        self.groups.iter().flat_map(of_group).collect()
    }
}
