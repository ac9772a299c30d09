//! One standard through the years.

use serde::Serialize;

use super::question::Asked;
use super::rows::{Row, row};
use crate::equity::{Basis, OpenGap, QuarterCounts, Trend};
use crate::model::StandardId;

/// A trend with the question that it answers.
#[derive(Debug, Serialize)]
pub struct TrendAnswer {
    question: Asked,
    standard: String,
    quarters: Vec<QuarterRow>,
    gaps: Vec<GapRow>,
}

#[derive(Debug, Serialize)]
struct QuarterRow {
    quarter: String,
    as_of: String,
    met: u64,
    partly_met: u64,
    unmet: u64,
    unknown: u64,
}

#[derive(Debug, Serialize)]
struct GapRow {
    community_id: String,
    community: String,
    outcome: &'static str,
    since: Option<String>,
    before_record: bool,
}

impl TrendAnswer {
    /// A trend of a standard.
    pub fn new(basis: &Basis, question: Asked, standard: &StandardId, trend: &Trend) -> Self {
        let quarter = |one: &QuarterCounts| QuarterRow {
            quarter: one.quarter.to_string(),
            as_of: one.as_of.to_string(),
            met: one.communities.met,
            partly_met: one.communities.partly_met,
            unmet: one.communities.unmet,
            unknown: one.communities.unknown,
        };
        let gap = |one: &OpenGap| {
            let community = &basis.package().communities[one.community];
            GapRow {
                community_id: community.id.to_string(),
                community: community.name.clone(),
                outcome: one.outcome.as_str(),
                since: one.since.map(|date| date.to_string()),
                before_record: one.since.is_none(),
            }
        };
        Self {
            question,
            standard: standard.to_string(),
            quarters: trend.quarters.iter().map(quarter).collect(),
            gaps: trend.gaps.iter().map(gap).collect(),
        }
    }

    /// The quarters as rows of named cells.
    pub fn rows(&self) -> Vec<Row> {
        let of_quarter = |one: &QuarterRow| {
            row([
                ("quarter", one.quarter.clone().into()),
                ("as_of", one.as_of.clone().into()),
                ("met", one.met.into()),
                ("partly_met", one.partly_met.into()),
                ("unmet", one.unmet.into()),
                ("unknown", one.unknown.into()),
            ])
        };
        self.quarters.iter().map(of_quarter).collect()
    }

    /// The names of those cells.
    pub const COLUMNS: [&str; 6] = ["quarter", "as_of", "met", "partly_met", "unmet", "unknown"];

    /// The names of the cells of open gaps.
    pub const GAP_COLUMNS: [&str; 5] = ["community_id", "community", "outcome", "since", "before_record"];

    /// The open gaps as rows of named cells.
    pub fn gaps(&self) -> Vec<Row> {
        let of_gap = |one: &GapRow| {
            row([
                ("community_id", one.community_id.clone().into()),
                ("community", one.community.clone().into()),
                ("outcome", one.outcome.into()),
                ("since", one.since.clone().into()),
                ("before_record", one.before_record.into()),
            ])
        };
        self.gaps.iter().map(of_gap).collect()
    }
}
