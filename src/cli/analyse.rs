//! `evenreach analyse`: the figures of the map, from files or from a database.

mod access;
mod groups;
mod trend;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::Failure;
use super::facts::{Asking, Source, today};
use super::table::{Format, Output};
use crate::equity::{self, Basis, Criteria, MeasuredOver, Scope};
use crate::exchange::gaps::{GapCollection, GapFeature, GapProperties, Number};
use crate::exchange::place::Positions;
use crate::exchange::question::Asked;
use crate::exchange::summary::Groups;
use crate::model::{DayOfYear, Impedance, Mode};
use crate::snapshot::of_text;
use crate::spatial::PlaceIndex;

/// Words of the command.
#[derive(Debug, Subcommand)]
pub enum Words {
    /// Every community against every standard of a definition
    Gaps(GapsWords),
    /// Communities and people by outcome, for the territory and its regions; with --by, groups side by side
    Summary(SummaryWords),
    /// The nearest services of each community over the geodesic, whatever the roads
    Nearest(NearestWords),
    /// Minutes from every community to every other, on one day or in every part of the year
    Od(OdWords),
    /// Supply that each community has within reach, shared or not, by a named measure
    Access(access::Words),
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
    groups: groups::Words,
    #[command(flatten)]
    output: Output,
}

/// Words of `analyse nearest`.
#[derive(Args, Debug)]
pub struct NearestWords {
    #[command(flatten)]
    source: Source,
    /// How many services for each community
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    k: u16,
    /// Only services of this type
    #[arg(long, value_name = "ID")]
    service_type: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// Words of `analyse od`.
#[derive(Args, Debug)]
pub struct OdWords {
    #[command(flatten)]
    source: Source,
    /// Day of the typical year, MM-DD
    #[arg(long, value_name = "MM-DD", value_parser = DayOfYear::parse, required_unless_present = "year")]
    date: Option<DayOfYear>,
    /// Every access period of the year, each named by its first and last day
    #[arg(long, conflicts_with = "date")]
    year: bool,
    /// Date on which links count, YYYY-MM-DD; today unless given
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// What a journey costs: travel, or journey with its waits
    #[arg(long, default_value = "travel", value_parser = impedance)]
    impedance: Impedance,
    /// Modes that may be used, with commas; all but charters and private boats unless given
    #[arg(long, value_name = "MODES", value_delimiter = ',', value_parser = mode)]
    modes: Vec<Mode>,
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
        Words::Nearest(words) => nearest(words),
        Words::Od(words) => od(words),
        Words::Access(words) => access::run(words),
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
    let view = words.source.view()?;
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
    let assessment = equity::assess(basis, &criteria, words.asking.question());
    let wanted = |gap: &equity::Gap| only.is_none_or(|only| gap.standard == only);
    let findings = equity::find(basis, &criteria, &assessment, &scope, wanted);
    if words.output.format == Format::Geojson {
        let features = findings
            .iter()
            .map(|one| GapFeature::new(basis, definition, one, Positions::DEGREES));
        let facts = (basis, view.data_digest());
        let mut asked = Asked::new(
            definition,
            &of_text(&definition.text),
            assessment.question,
            &scope,
            facts,
        );
        if words.source.is_kept() {
            let standard = words.standard.as_deref().map(|id| ("standard", id));
            asked = asked.saved("/api/analysis/gaps", standard.as_slice());
        }
        return words.output.json(&GapCollection::new(features.collect(), asked));
    }
    let rows: Vec<_> = findings
        .iter()
        .map(|one| GapProperties::new(basis, definition, one).row())
        .collect();
    if words.output.format == Format::Table {
        eprintln!(
            "{}: {} ({})",
            definition.id,
            definition.title.en,
            definition.standing.as_str()
        );
    }
    words.output.rows(
        &rows,
        &[
            "community",
            "standard",
            "outcome",
            "days_met",
            "days_unknown",
            "shortfall",
            "travel_minutes",
        ],
    )
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
        return groups::run(&words.groups, &words.source, &words.asking, &words.output);
    }
    let view = words.source.view()?;
    let basis = view.basis();
    say_how_measured(basis);
    let definition = words.asking.definition(basis.package())?;
    let scope: Scope = words.asking.scope(basis.package())?;
    let criteria = Criteria::new(definition, basis.package()).map_err(Failure::input)?;
    let assessment = equity::assess(basis, &criteria, words.asking.question());
    let groups = Groups::new(
        &equity::summarise(basis, &assessment, &scope, definition.standards.len()),
        definition,
    );
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

fn row<const N: usize>(cells: [(&str, Value); N]) -> Map<String, Value> {
    cells
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn nearest(words: &NearestWords) -> Result<(), Failure> {
    let view = words.source.view()?;
    let package = view.package();
    let of_type = |service: &&crate::model::Service| {
        words
            .service_type
            .as_deref()
            .is_none_or(|wanted| service.service_type.as_str() == wanted)
    };
    let communities: std::collections::HashMap<_, _> = package
        .communities
        .iter()
        .map(|community| (&community.id, community.point))
        .collect();
    let site = |service: &crate::model::Service| {
        service.point.or_else(|| {
            service
                .community_id
                .as_ref()
                .and_then(|id| communities.get(id).copied())
        })
    };
    let sites = package
        .services
        .iter()
        .filter(of_type)
        .filter_map(|one| Some((one.id.clone(), site(one)?)));
    let index = PlaceIndex::new(sites);
    let rows: Vec<_> = package
        .communities
        .iter()
        .flat_map(|community| {
            let found = index
                .nearest(community.point, usize::from(words.k))
                .into_iter()
                .enumerate();
            found.map(|(at, near)| {
                row([
                    ("community_id", community.id.as_str().into()),
                    ("rank", (at + 1).into()),
                    ("service_id", near.id.as_str().into()),
                    ("metres", ((near.distance.number() * 1000.0).round() / 1000.0).into()),
                ])
            })
        })
        .collect();
    words
        .output
        .rows(&rows, &["community_id", "rank", "service_id", "metres"])
}

fn od(words: &OdWords) -> Result<(), Failure> {
    let view = words.source.view()?;
    let basis = view.basis();
    say_how_measured(basis);
    let modes = if words.modes.is_empty() {
        Mode::DEFAULT
    } else {
        &words.modes
    };
    let communities = &basis.package().communities;
    let links = basis.links_on(words.as_of.unwrap_or_else(today));
    let periods = match words.date {
        Some(day) => basis.period_of(day)..=basis.period_of(day),
        None => 0..=basis.periods().len() - 1,
    };
    let mut rows = Vec::new();
    for at in periods {
        let period = basis.periods()[at];
        for from in 0..communities.len() {
            let minutes = equity::minutes_to_communities(basis, &links, (from, at), modes, words.impedance);
            for (to, minutes) in minutes.into_iter().enumerate() {
                let minutes = minutes.at_least.map(Number::from);
                let mut cells = row([
                    ("from", communities[from].id.as_str().into()),
                    ("to", communities[to].id.as_str().into()),
                    ("minutes", json!(minutes)),
                ]);
                if words.year {
                    cells.insert("period".to_owned(), format!("{}/{}", period.first, period.last).into());
                }
                rows.push(cells);
            }
        }
    }
    let columns = ["from", "to", "minutes", "period"];
    words.output.rows(&rows, &columns[..if words.year { 4 } else { 3 }])
}
