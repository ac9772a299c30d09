//! `evenreach analyse access`: supply within reach of each community, by a named measure.

use std::ops::Range;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::Number;

use super::super::Failure;
use super::super::all_cores::in_order;
use super::super::facts::{Source, supply, today};
use super::super::supposing::Supposing;
use super::super::table::{Format, Output, indented};
use super::{impedance, mode, say_how_measured};
use crate::equity::measures::access::Decay;
use crate::equity::{
    self, Access, AccessFault, AccessMethod, AccessQuestion, Basis, Catchment, Question, SupplyColumn,
};
use crate::exchange::access::{AccessCollection, AccessFeature};
use crate::exchange::rows::Cell;
use crate::model::{DayOfYear, Impedance, Km, Minutes, Mode, Supply};
use crate::travel::Reading;

/// The columns of the contract.
const COLUMNS: [&str; 2] = ["community_id", "value"];

/// How many communities one core writes at a time.
const STRETCH: usize = 16_384;

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    #[command(flatten)]
    source: Source,
    /// Measure: 2sfca, e2sfca, 3sfca, bfca, raam, availability, cumulative or gravity (docs/access-measures.md)
    #[arg(long, value_name = "METHOD", value_parser = method)]
    method: AccessMethod,
    #[command(flatten)]
    catchment: CatchmentWords,
    #[command(flatten)]
    travel: TravelWords,
    /// How much less what is farther counts, for example step:10=1,20=0.68,30=0.22, exponential:0.1, power:1,0.5,
    /// logistic:30,10 or gaussian:20; thirds of the catchment at 1, 0.68 and 0.22 unless given
    #[arg(long, value_name = "DECAY", value_parser = Decay::parse)]
    decay: Option<Decay>,
    /// For raam: travel that weighs as much as the mean crowding, in the catchment's unit; the whole catchment unless given
    #[arg(long, value_name = "N", value_parser = positive)]
    tau: Option<f64>,
    /// Only services of this type
    #[arg(long, value_name = "ID")]
    service_type: Option<String>,
    /// How much supply a service is
    #[arg(long, value_enum, default_value_t = Column::Count)]
    supply_column: Column,
    /// How what is not known is read, all through: whether a service runs, whom it serves, where it is
    #[arg(long, value_enum, default_value_t = ReadAs::Least)]
    reading: ReadAs,
    /// Date on which records count, YYYY-MM-DD; today unless given
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// What ran when last observed, or what was promised
    #[arg(long, default_value = "actual", value_parser = supply)]
    supply: Supply,
    #[command(flatten)]
    supposing: Supposing,
    #[command(flatten)]
    output: Output,
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
struct CatchmentWords {
    /// Within reach is what is this near over the earth, whatever the roads
    #[arg(long, value_name = "N", value_parser = positive)]
    catchment_km: Option<f64>,
    /// Within reach is what is this near over the network; needs --date where the network changes through the year
    #[arg(long, value_name = "N", value_parser = positive)]
    catchment_minutes: Option<f64>,
}

#[derive(Args, Debug)]
struct TravelWords {
    /// For minutes: day of the typical year, MM-DD
    #[arg(long, value_name = "MM-DD", value_parser = DayOfYear::parse, conflicts_with = "catchment_km")]
    date: Option<DayOfYear>,
    /// For minutes: what a journey costs, travel, or journey with its waits; travel unless given
    #[arg(long, value_name = "IMPEDANCE", value_parser = impedance, conflicts_with = "catchment_km")]
    impedance: Option<Impedance>,
    /// For minutes: modes that may be used, with commas; all but charters and private boats unless given
    #[arg(long, value_name = "MODES", value_delimiter = ',', value_parser = mode, conflicts_with = "catchment_km")]
    modes: Vec<Mode>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Column {
    /// Its full-time positions, which must be known for every service that counts
    Positions,
    /// One, whatever its size
    Count,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReadAs {
    /// Not there, not running, closed
    Least,
    /// There, running, open
    Most,
}

fn method(word: &str) -> Result<AccessMethod, String> {
    let known = || AccessMethod::ALL.map(|(_, word)| word).join(", ");
    AccessMethod::parse(word).ok_or_else(|| format!("expected one of {}", known()))
}

fn positive(word: &str) -> Result<f64, String> {
    let number = word.parse().ok().filter(|number| (1e-3..=1e6).contains(number));
    number.ok_or_else(|| "expected a number from 0.001 to 1000000".to_owned())
}

fn catchment<'a>(words: &'a Words, basis: &Basis) -> Result<Catchment<'a>, Failure> {
    if let Some(km) = words.catchment.catchment_km.and_then(Km::new) {
        return Ok(Catchment::Km(km));
    }
    let limit = words.catchment.catchment_minutes.and_then(Minutes::from_number);
    let travel = &words.travel;
    let period = match travel.date {
        Some(day) => basis.period_of(day),
        None if basis.periods().len() == 1 => 0,
        None => {
            let expected = "the network changes through the year: say on which day with --date MM-DD";
            return Err(Failure::Usage(expected.to_owned()));
        }
    };
    Ok(Catchment::Minutes {
        limit: limit.ok_or_else(|| Failure::Usage("expected a catchment of less than a century".to_owned()))?,
        period,
        modes: if travel.modes.is_empty() {
            Mode::DEFAULT
        } else {
            &travel.modes
        },
        impedance: travel.impedance.unwrap_or(Impedance::Travel),
    })
}

/// Measures.
pub fn run(words: &Words) -> Result<(), Failure> {
    check(words)?;
    let as_of = words.as_of.unwrap_or_else(today);
    let view = words.supposing.view(&words.source, as_of)?;
    let basis = view.basis();
    let asked = question(words, basis)?;
    if matches!(asked.catchment, Catchment::Minutes { .. }) {
        say_how_measured(basis);
    }
    let access = equity::access(basis, &asked).map_err(|fault| match fault {
        AccessFault::Positions { .. } => Failure::Input(format!("{fault}; --supply-column count counts each as one")),
        fault => Failure::input(fault),
    })?;
    say_what_counts(words, &access);
    if words.output.format == Format::Geojson {
        let frame = AccessCollection::frame(basis, &asked, &access, view.data_digest());
        let mut features = words.output.features(&frame)?;
        let texts = |stretch: Range<usize>| {
            let feature = |at: usize| indented(&AccessFeature::new(basis, at, access.values[at]));
            stretch.map(feature).collect::<Vec<String>>()
        };
        in_order("communities", access.values.len(), STRETCH, texts, |texts| {
            features.take(&texts)
        })?;
        return features.finish();
    }
    let mut stream = words.output.stream(&COLUMNS)?;
    let communities = &basis.package().communities;
    let lines = |stretch: Range<usize>| {
        let mut lines = words.output.lines(&COLUMNS);
        for (community, value) in communities[stretch.clone()].iter().zip(&access.values[stretch]) {
            lines.cells([
                Cell::Text(community.id.as_str()),
                value.and_then(Number::from_f64).map_or(Cell::Nothing, Cell::Number),
            ]);
        }
        lines
    };
    in_order("communities", communities.len(), STRETCH, lines, |lines| {
        stream.take(lines)
    })?;
    stream.finish()
}

/// Words that the measure has no use for are refused: whoever gives them expects something of them.
fn check(words: &Words) -> Result<(), Failure> {
    let method = words.method.as_str();
    if words.decay.is_some() && !words.method.has_decay() {
        return Err(Failure::Usage(format!("--decay: {method} has no decay")));
    }
    if words.tau.is_some() && words.method != AccessMethod::Raam {
        return Err(Failure::Usage(format!(
            "--tau: only raam weighs travel against crowding, not {method}"
        )));
    }
    Ok(())
}

fn question<'a>(words: &'a Words, basis: &Basis) -> Result<AccessQuestion<'a>, Failure> {
    let package = basis.package();
    let service_type = match &words.service_type {
        None => None,
        Some(id) => {
            let known = package
                .services
                .iter()
                .find(|service| service.service_type.as_str() == id);
            let listed = package.service_types.iter().find(|known| known.id.as_str() == id);
            let found = known
                .map(|service| &service.service_type)
                .or(listed.map(|known| &known.id));
            Some(found.cloned().ok_or_else(|| unknown_type(id, package))?)
        }
    };
    Ok(AccessQuestion {
        method: words.method,
        catchment: catchment(words, basis)?,
        decay: words.decay.clone(),
        tau: words.tau,
        service_type,
        supply: match words.supply_column {
            Column::Positions => SupplyColumn::Positions,
            Column::Count => SupplyColumn::Count,
        },
        question: Question {
            as_of: words.as_of.unwrap_or_else(today),
            supply: words.supply,
        },
        reading: match words.reading {
            ReadAs::Least => Reading::LeastFavourable,
            ReadAs::Most => Reading::MostFavourable,
        },
    })
}

fn unknown_type(id: &str, package: &crate::model::Package) -> Failure {
    let mut known: Vec<&str> = package.services.iter().map(|one| one.service_type.as_str()).collect();
    known.sort_unstable();
    known.dedup();
    Failure::Input(format!(
        "service type: found {id}, expected one of {}",
        known.join(", ")
    ))
}

/// Says on the side what the numbers rest on.
fn say_what_counts(words: &Words, access: &Access) {
    let Access {
        services,
        unsure_services,
        uncounted_communities,
        ..
    } = access;
    if *unsure_services > 0 {
        let done = match words.reading {
            ReadAs::Least => "left out (--reading most counts them)",
            ReadAs::Most => "counted (--reading least leaves them out)",
        };
        eprintln!("{services} services count; whether {unsure_services} do is not known: {done}");
    }
    if *uncounted_communities > 0 {
        eprintln!("{uncounted_communities} communities have no count of people and are no demand here");
    }
    if let (None, Some(decay)) = (&words.decay, &access.decay) {
        eprintln!("decay: {decay}, the zones of Luo and Qi (2009), as none was given");
    }
    if let Some(imbalance) = access.imbalance {
        eprintln!("raam is a cost: the lower the better; none where nothing is in reach");
        if imbalance > 1e-6 {
            eprintln!("it did not come to balance: somebody pays {imbalance} more than they could");
        }
    }
}
