//! `evenreach analyse`: the figures of the map, from files or from a database.

mod access;
mod circuit;
mod groups;
mod nearest;
mod od;
mod pathways;
mod priorities;
mod scenario;
mod siting;
mod trend;

use std::ops::{ControlFlow, Range};

use clap::{Args, Subcommand};

use super::Failure;
use super::all_cores::in_order;
use super::facts::{Asking, Source};
use super::supposing::Supposing;
use super::table::{Format, Output, indented};
use crate::equity::{Basis, Criteria, Finder, Finding, MeasuredOver, Scope, Tally};
use crate::exchange::gaps::{GapCollection, GapFeature, GapProperties};
use crate::exchange::place::Positions;
use crate::exchange::question::Asked;
use crate::exchange::summary::Groups;
use crate::model::{Impedance, Mode, Point};
use crate::snapshot::of_text;
use crate::spatial::along_the_ground;

/// How many communities one core takes at a time.
const STRETCH: usize = 64;

/// Columns of gaps that a table for reading has room for.
const GAP_COLUMNS: [&str; 7] = [
    "community",
    "standard",
    "outcome",
    "days_met",
    "days_unknown",
    "shortfall",
    "travel_minutes",
];

/// Words of the command.
#[derive(Debug, Subcommand)]
pub enum Words {
    /// Every community against every standard of a definition
    Gaps(GapsWords),
    /// Communities and people by outcome, for the territory and its regions; with --by, groups side by side
    Summary(SummaryWords),
    /// The nearest services of each community over the geodesic, whatever the roads
    Nearest(nearest::Words),
    /// Minutes from every community to every other, on one day or in every part of the year
    Od(od::Words),
    /// Supply that each community has within reach, shared or not, by a named measure
    Access(access::Words),
    /// What would be if a scenario were so: who gains, who loses, what gets worse; or two scenarios beside each other
    Scenario(scenario::Words),
    /// Where additions of a service do most, to a proven optimum
    Siting(Box<siting::Words>),
    /// A visiting team's round: the most days of presence where a standard fails
    Circuit(Box<circuit::Words>),
    /// The way through care: on how many days it holds, and where it breaks
    Pathways(pathways::Words),
    /// Open requests and gaps in order of priority, by criteria weighed in the open, with how firm each rank is
    Priorities(Box<priorities::Words>),
    /// One standard through the years: communities by outcome at the end of each quarter
    Trend(trend::Words),
}

/// Words of `analyse gaps`.
#[derive(Args, Debug)]
pub struct GapsWords {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    supposing: Supposing,
    /// Only this standard, by its id
    #[arg(long, value_name = "ID")]
    standard: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// Words of `analyse summary`.
#[derive(Args, Debug)]
pub struct SummaryWords {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    supposing: Supposing,
    #[command(flatten)]
    groups: groups::Words,
    #[command(flatten)]
    output: Output,
}

fn impedance(word: &str) -> Result<Impedance, String> {
    Impedance::parse(word).ok_or_else(|| "expected travel or journey".to_owned())
}

fn mode(word: &str) -> Result<Mode, String> {
    let known: Vec<&str> = Mode::ALL.iter().map(|mode| mode.as_str()).collect();
    Mode::parse(word).ok_or_else(|| format!("expected one of {}", known.join(", ")))
}

/// Analyses.
pub fn run(words: &Words) -> Result<(), Failure> {
    match words {
        Words::Gaps(words) => gaps(words),
        Words::Summary(words) => summary(words),
        Words::Nearest(words) => nearest::run(words),
        Words::Od(words) => od::run(words),
        Words::Access(words) => access::run(words),
        Words::Scenario(words) => scenario::run(words),
        Words::Siting(words) => siting::run(words),
        Words::Circuit(words) => circuit::run(words),
        Words::Pathways(words) => pathways::run(words),
        Words::Priorities(words) => priorities::run(words),
        Words::Trend(words) => trend::run(words),
    }
}

/// Says on the side that minutes are not over a network, where they are not.
fn say_how_measured(basis: &Basis) {
    if basis.measured_over() == MeasuredOver::StraightLines {
        let kmh = basis.package().settings.travel.fallback_kmh;
        eprintln!(
            "this package has no network: minutes are over straight lines at {kmh} km/h, whatever the roads and the season"
        );
    }
}

fn gaps(words: &GapsWords) -> Result<(), Failure> {
    let view = words.supposing.view(&words.source, words.asking.question().as_of)?;
    let basis = view.basis();
    say_how_measured(basis);
    let definition = words.asking.definition(basis.package())?;
    let scope = words.asking.scope(basis.package())?;
    let only = words
        .standard
        .as_deref()
        .map(|id| standard(definition, id))
        .transpose()?;
    let criteria = Criteria::new(definition, basis.package()).map_err(Failure::input)?;
    let question = words.asking.question();
    let finder = Finder::new(basis, &criteria, question, &scope, only);
    let communities = basis.package().communities.len();
    if words.output.format == Format::Geojson {
        let facts = (basis, view.data_digest());
        let mut asked = Asked::new(definition, &of_text(&definition.text), question, &scope, facts);
        if words.source.is_kept() && !words.supposing.is_any() {
            let standard = words.standard.as_deref().map(|id| ("standard", id));
            asked = asked.saved("/api/analysis/gaps", standard.as_slice());
        }
        let mut features = words.output.features(&GapCollection::frame(finder.count(), asked))?;
        let texts = |stretch: Range<usize>| {
            let feature = |finding: &Finding<'_>| GapFeature::new(basis, definition, finding, Positions::DEGREES);
            let texts = stretch.flat_map(|community| finder.findings(community, |one| indented(&feature(one))));
            texts.collect::<Vec<String>>()
        };
        in_order("communities", communities, STRETCH, texts, |texts| {
            features.take(&texts)
        })?;
        return features.finish();
    }
    if words.output.format == Format::Table {
        eprintln!(
            "{}: {} ({})",
            definition.id,
            definition.title.en,
            definition.standing.as_str()
        );
    }
    let mut stream = words.output.stream(&GAP_COLUMNS)?;
    let lines = |stretch: Range<usize>| {
        let mut lines = words.output.lines(&GAP_COLUMNS);
        for community in stretch {
            let row = |finding: &Finding<'_>| GapProperties::new(basis, definition, finding).row();
            for row in finder.findings(community, row) {
                lines.row(&row);
            }
        }
        lines
    };
    in_order("communities", communities, STRETCH, lines, |lines| stream.take(lines))?;
    stream.finish()
}

pub(super) fn standard(definition: &crate::model::Definition, id: &str) -> Result<usize, Failure> {
    definition
        .standards
        .iter()
        .position(|one| one.id.as_str() == id)
        .ok_or_else(|| {
            let known: Vec<&str> = definition.standards.iter().map(|one| one.id.as_str()).collect();
            Failure::Input(format!("standard: found {id}, expected one of {}", known.join(", ")))
        })
}

fn summary(words: &SummaryWords) -> Result<(), Failure> {
    if words.groups.is_any() {
        return groups::run(
            &words.groups,
            (&words.source, &words.supposing),
            &words.asking,
            &words.output,
        );
    }
    let view = words.supposing.view(&words.source, words.asking.question().as_of)?;
    let basis = view.basis();
    say_how_measured(basis);
    let definition = words.asking.definition(basis.package())?;
    let scope: Scope = words.asking.scope(basis.package())?;
    let criteria = Criteria::new(definition, basis.package()).map_err(Failure::input)?;
    let finder = Finder::new(basis, &criteria, words.asking.question(), &scope, None);
    let mut tally = Tally::new(basis, &scope, definition.standards.len());
    // Counts come out the same in any order: where communities are asked beside their neighbours, the services that they
    // share are still at hand.
    let points: Vec<Point> = basis.package().communities.iter().map(|one| one.point).collect();
    let order = along_the_ground(&points);
    let outcomes = |stretch: Range<usize>| -> Vec<_> {
        let outcomes = |&community: &usize| {
            let outcomes = finder.outcomes(community).into_iter();
            outcomes.map(move |(standard, outcome)| (community, standard, outcome))
        };
        order[stretch].iter().flat_map(outcomes).collect()
    };
    in_order(
        "communities",
        basis.package().communities.len(),
        STRETCH,
        outcomes,
        |outcomes| {
            for (community, standard, outcome) in outcomes {
                tally.take(community, standard, outcome);
            }
            Ok(ControlFlow::Continue(()))
        },
    )?;
    let groups = Groups::new(&tally.summary(), definition);
    if words.output.format == Format::Json {
        return words.output.json(&groups);
    }
    words.output.rows(
        &groups.rows(),
        &[
            "group",
            "standard",
            "met",
            "partly_met",
            "unmet",
            "unknown",
            "people_met",
        ],
    )
}
