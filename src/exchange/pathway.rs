//! The way through care: for all communities side by side, and for one in full.

mod chain;
mod words;

use serde::Serialize;
use serde_json::{Map, Value};

use super::community::Words;
use super::gaps::PointGeometry;
use super::place::Positions;
use super::question::Asked;
use super::rows::Row;
use crate::equity::{Basis, PathwayDays, PathwayYear, Scope, StepState};
use crate::model::{Pathway, Text, Truth};

pub use chain::{Chain, ChainAnswer, ChainFeatures};

/// A pathway with its steps.
#[derive(Clone, Debug, Serialize)]
pub struct PathwayRow {
    id: String,
    title: Words,
    standing: &'static str,
    about: Words,
    steps: Vec<StepRow>,
    sources: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct StepRow {
    id: String,
    title: Words,
    at_home: bool,
    service_types: Vec<String>,
    sources: Vec<String>,
}

impl From<&Pathway> for PathwayRow {
    fn from(pathway: &Pathway) -> Self {
        let steps = pathway.steps.iter().map(|step| StepRow {
            id: step.id.to_string(),
            title: Words::from(&step.title),
            at_home: step.at_home,
            service_types: step.service_types.iter().map(ToString::to_string).collect(),
            sources: step.sources.iter().map(ToString::to_string).collect(),
        });
        Self {
            id: pathway.id.to_string(),
            title: Words::from(&pathway.title),
            standing: pathway.standing.as_str(),
            about: Words::from(&pathway.about),
            steps: steps.collect(),
            sources: pathway.sources.iter().map(ToString::to_string).collect(),
        }
    }
}

/// `holds`, `unknown` or `breaks`.
pub(super) const fn outcome(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "holds",
        Truth::Unknown => "unknown",
        Truth::False => "breaks",
    }
}

/// `yes`, `no` or `unknown`.
pub(super) const fn tri(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::Unknown => "unknown",
        Truth::False => "no",
    }
}

/// Days by what comes of the way, or of a step.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct DaysRow {
    holds: u16,
    unknown: u16,
    breaks: u16,
}

impl From<PathwayDays> for DaysRow {
    fn from(days: PathwayDays) -> Self {
        Self {
            holds: days.holds,
            unknown: days.unknown,
            breaks: days.breaks,
        }
    }
}

/// The same of a season.
#[derive(Clone, Copy, Debug, Serialize)]
struct SeasonRow {
    #[serde(flatten)]
    days: DaysRow,
    no_sure_way: u16,
}

/// What comes of the way of a community over the days asked about.
pub fn sentence(basis: &Basis, pathway: &Pathway, year: &PathwayYear, scope: &Scope) -> Text {
    let weakest = year.weakest(scope.days());
    let cut = year.no_sure_way(scope.days());
    words::of_year(
        &basis.package().communities[year.community].name,
        year.days(scope.days()),
        weakest.map(|(step, state): (usize, StepState)| (&pathway.steps[step].title, state)),
        cut.map(|(days, step)| (days, &pathway.steps[step].title)),
    )
}

/// One community at a glance, over the days asked about.
#[derive(Clone, Debug, Serialize)]
pub struct Glance {
    community_id: String,
    community: String,
    region: Option<String>,
    outcome: &'static str,
    days: DaysRow,
    /// On how many of them nobody surely gets from one step to the next, or home.
    days_no_sure_way: u16,
    /// To which step, on most of these.
    no_sure_way_to: Option<String>,
    /// The step at which it breaks on most days, else of which it is unknown on most.
    weakest: Option<String>,
    weakest_state: Option<&'static str>,
    why: Option<&'static str>,
    sentence: Words,
    /// The same days of each season, under its id.
    seasons: Map<String, Value>,
    steps: Vec<StepDaysRow>,
}

#[derive(Clone, Debug, Serialize)]
struct StepDaysRow {
    step: String,
    holds: u16,
    unknown: u16,
    breaks: u16,
    /// On which an earlier step breaks.
    beyond: u16,
}

impl Glance {
    /// A community's year over the days of a scope.
    pub fn new(basis: &Basis, pathway: &Pathway, year: &PathwayYear, scope: &Scope) -> Self {
        let package = basis.package();
        let community = &package.communities[year.community];
        let days = year.days(scope.days());
        let weakest = year.weakest(scope.days());
        let cut = year.no_sure_way(scope.days());
        let seasons = package.territory_seasons().map(|season| {
            let of_season = Scope::season(season).days();
            let days = SeasonRow {
                days: year.days(of_season).into(),
                no_sure_way: year.no_sure_way(of_season).map_or(0, |(days, _)| days),
            };
            let value = serde_json::to_value(days).unwrap_or_default();
            (season.id.to_string(), value)
        });
        let steps = pathway.steps.iter().enumerate().map(|(at, step)| {
            let counts = year.step(at, scope.days());
            StepDaysRow {
                step: step.id.to_string(),
                holds: counts.days.holds,
                unknown: counts.days.unknown,
                breaks: counts.days.breaks,
                beyond: counts.beyond,
            }
        });
        Self {
            community_id: community.id.to_string(),
            community: community.name.clone(),
            region: community.region.clone(),
            outcome: outcome(days.truth()),
            days: days.into(),
            days_no_sure_way: cut.map_or(0, |(days, _)| days),
            no_sure_way_to: cut.map(|(_, step)| pathway.steps[step].id.to_string()),
            weakest: weakest.map(|(step, _)| pathway.steps[step].id.to_string()),
            weakest_state: weakest.map(|(_, state)| state.as_str()),
            why: weakest
                .and_then(|(_, state)| state.why())
                .map(crate::equity::WhyNot::as_str),
            sentence: Words::from(&sentence(basis, pathway, year, scope)),
            seasons: seasons.collect(),
            steps: steps.collect(),
        }
    }

    /// As a row of named cells.
    pub fn row(&self) -> Row {
        let mut row = super::rows::row([
            ("community_id", self.community_id.clone().into()),
            ("community", self.community.clone().into()),
            ("region", self.region.clone().into()),
            ("outcome", self.outcome.into()),
            ("days_holds", self.days.holds.into()),
            ("days_unknown", self.days.unknown.into()),
            ("days_breaks", self.days.breaks.into()),
            ("days_no_sure_way", self.days_no_sure_way.into()),
            ("no_sure_way_to", self.no_sure_way_to.clone().into()),
            ("weakest", self.weakest.clone().into()),
            ("why", self.why.into()),
        ]);
        for (season, days) in &self.seasons {
            row.insert(format!("days_breaks_{season}"), days["breaks"].clone());
            row.insert(format!("days_no_sure_way_{season}"), days["no_sure_way"].clone());
        }
        row.insert("sentence_en".to_owned(), self.sentence.en().into());
        row.insert("sentence_fr".to_owned(), self.sentence.fr().into());
        row
    }

    /// The columns of such a row that a table for reading has room for.
    pub const COLUMNS: [&str; 7] = [
        "community",
        "outcome",
        "days_holds",
        "days_unknown",
        "days_breaks",
        "days_no_sure_way",
        "weakest",
    ];
}

#[derive(Debug, Serialize)]
struct Named {
    id: String,
    title: Words,
}

/// All communities side by side.
#[derive(Debug, Serialize)]
pub struct PathwaysAnswer {
    question: Asked,
    /// All of the package.
    pathways: Vec<Named>,
    pathway: PathwayRow,
    communities: Vec<Glance>,
}

impl PathwaysAnswer {
    /// Communities with the question that they answer.
    pub fn new(question: Asked, (all, pathway): (&[Pathway], &Pathway), communities: Vec<Glance>) -> Self {
        let named = |one: &Pathway| Named {
            id: one.id.to_string(),
            title: Words::from(&one.title),
        };
        Self {
            question,
            pathways: all.iter().map(named).collect(),
            pathway: pathway.into(),
            communities,
        }
    }

    /// As rows of named cells.
    pub fn rows(&self) -> Vec<Row> {
        self.communities.iter().map(Glance::row).collect()
    }
}

/// The same as features, each at its community's point.
#[derive(Debug, Serialize)]
pub struct PathwayFeatures {
    #[serde(rename = "type")]
    kind: &'static str,
    question: Asked,
    pathway: PathwayRow,
    #[serde(rename = "numberReturned")]
    number_returned: usize,
    features: Vec<Feature>,
}

#[derive(Debug, Serialize)]
struct Feature {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: PointGeometry,
    properties: Row,
}

impl PathwayFeatures {
    /// Features of an answer about the communities of a basis.
    pub fn new(basis: &Basis, answer: PathwaysAnswer, positions: Positions<'_>) -> Self {
        let communities = basis.package().communities.iter();
        let features: Vec<Feature> = communities
            .filter_map(|community| {
                let mut glances = answer.communities.iter();
                let glance = glances.find(|one| one.community_id == community.id.as_str())?;
                Some(Feature {
                    kind: "Feature",
                    id: community.id.to_string(),
                    geometry: PointGeometry::new(positions.of(community.point)),
                    properties: glance.row(),
                })
            })
            .collect();
        Self {
            kind: "FeatureCollection",
            question: answer.question,
            pathway: answer.pathway,
            number_returned: features.len(),
            features,
        }
    }
}
