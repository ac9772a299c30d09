//! `evenreach analyse siting`: where additions of a service do most.

use clap::Args;
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::super::Failure;
use super::super::facts::{Source, today};
use super::super::table::{Format, Output};
use super::say_how_measured;
use crate::exchange::place::Positions;
use crate::exchange::siting::input::{FieldFault, SitingLimits, read};
use crate::exchange::siting::{SitingAnswer, Writing};
use crate::planning::siting::site;

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    #[command(flatten)]
    source: Source,
    /// Kind of help, by its id
    #[arg(long, value_name = "ID")]
    service_type: String,
    /// The additions are referral positions to this kind of help: whoever refers to it counts as there
    #[arg(long, value_name = "ID")]
    refers_to: Option<String>,
    /// What is to be best: `coverage`, `everyone`, `mean_travel`, `worst_travel` or `fairness` (docs/siting.md)
    #[arg(long, value_name = "OBJECTIVE")]
    objective: String,
    /// How many additions; for everyone at most so many
    #[arg(long, value_name = "N")]
    count: Option<u64>,
    /// Within how many minutes a place is covered; has to be given for coverage and everyone
    #[arg(long, value_name = "N")]
    within_minutes: Option<f64>,
    /// How many have to be within that: 1, or 2 for a backup
    #[arg(long, value_name = "N")]
    covered_by: Option<u64>,
    /// Communities where an addition may stand, by their ids with commas; all unless given
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    candidates: Vec<String>,
    /// How the additions reach people; resident unless given
    #[arg(long, value_name = "MODE")]
    delivery_mode: Option<String>,
    /// Delivery modes of the services that are there and count, with commas; all but virtual unless given
    #[arg(long, value_name = "MODES", value_delimiter = ',')]
    existing_modes: Vec<String>,
    /// As if there were no such service yet
    #[arg(long, conflicts_with = "existing_modes")]
    from_nothing: bool,
    /// By what places weigh: people, places, column:NAME or indicator:NAME; people unless given
    #[arg(long, value_name = "NEED")]
    need: Option<String>,
    /// What a journey counts as that changes through the year: worst, or days, each by itself
    #[arg(long, value_name = "WORD")]
    year_round: Option<String>,
    /// A day of the typical year, MM-DD; the whole year unless this or a season is given
    #[arg(long, value_name = "MM-DD")]
    date: Option<String>,
    /// A season, by its id
    #[arg(long, value_name = "ID")]
    season: Option<String>,
    /// Date on which records count, YYYY-MM-DD; today unless given
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// What ran when last observed, or what was promised
    #[arg(long, value_name = "SUPPLY")]
    supply: Option<String>,
    /// What a journey costs: travel, or journey with its waits
    #[arg(long, value_name = "IMPEDANCE")]
    impedance: Option<String>,
    /// Modes that may be used, with commas; all but charters and private boats unless given
    #[arg(long, value_name = "MODES", value_delimiter = ',')]
    modes: Vec<String>,
    /// What the additions may cost together
    #[arg(long, value_name = "N")]
    budget: Option<u64>,
    /// What places cost: ID=N with commas, and each=N for the rest, which cost 1 unless given
    #[arg(long, value_name = "COSTS", value_delimiter = ',', value_parser = pair)]
    costs: Vec<(String, u64)>,
    /// For how much need an addition has room on a day, with coverage and `mean_travel`: ID=N with commas, and each=N for the
    /// rest, which have no limit unless given
    #[arg(long, value_name = "ROOM", value_delimiter = ',', value_parser = pair)]
    capacity: Vec<(String, u64)>,
    /// How many tied optima are listed at most
    #[arg(long, value_name = "N")]
    ties: Option<u64>,
    /// Millions of elementary steps of work at most; the answer says how far it came
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    work: u64,
    #[command(flatten)]
    output: Output,
}

fn pair(text: &str) -> Result<(String, u64), String> {
    let read = text
        .split_once('=')
        .and_then(|(id, number)| Some((id.to_owned(), number.parse().ok()?)));
    read.ok_or_else(|| "expected ID=N or each=N".to_owned())
}

/// The words as the question that the API takes, so that both are read alike.
fn sent(words: &Words) -> Value {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    };
    let list = |list: &[String]| (!list.is_empty()).then(|| Value::from(list.to_vec()));
    let each = |pairs: &[(String, u64)]| {
        let (own, places): (Vec<_>, Vec<_>) = pairs.iter().cloned().partition(|(id, _)| id == "each");
        let places: Map<String, Value> = places
            .into_iter()
            .map(|(id, number)| (id, Value::from(number)))
            .collect();
        let mut each = Map::new();
        if let Some((_, number)) = own.last() {
            each.insert("each".to_owned(), Value::from(*number));
        }
        each.insert("places".to_owned(), Value::from(places));
        (!pairs.is_empty()).then(|| Value::from(each))
    };
    put("service_type", Some(Value::from(words.service_type.as_str())));
    put("refers_to", words.refers_to.as_deref().map(Value::from));
    put("objective", Some(Value::from(words.objective.as_str())));
    put("count", words.count.map(Value::from));
    put("within_minutes", words.within_minutes.map(Value::from));
    put("covered_by", words.covered_by.map(Value::from));
    put("candidates", list(&words.candidates));
    put("delivery_mode", words.delivery_mode.as_deref().map(Value::from));
    let none = words.from_nothing.then(|| Value::from(Vec::<Value>::new()));
    put("existing_modes", none.or_else(|| list(&words.existing_modes)));
    put("need", words.need.as_deref().map(Value::from));
    put("year_round", words.year_round.as_deref().map(Value::from));
    put("date", words.date.as_deref().map(Value::from));
    put("season", words.season.as_deref().map(Value::from));
    put("as_of", words.as_of.map(|date| Value::from(date.to_string())));
    put("supply", words.supply.as_deref().map(Value::from));
    put("impedance", words.impedance.as_deref().map(Value::from));
    put("modes", list(&words.modes));
    put("budget", words.budget.map(Value::from));
    put("costs", each(&words.costs));
    put("capacity", each(&words.capacity));
    put("ties", words.ties.map(Value::from));
    Value::from(fields)
}

/// Everything that is wrong with a question, a line each.
pub(super) fn faults(faults: Vec<FieldFault>) -> Failure {
    let line = |fault: FieldFault| {
        let place = fault.pointer.trim_start_matches('/').replace('/', ", ");
        format!("{place}: {}", fault.detail)
    };
    Failure::Input(faults.into_iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// Sites.
pub fn run(words: &Words) -> Result<(), Failure> {
    words.output.check_place()?;
    let view = words.source.view()?;
    let basis = view.basis();
    let asked = read(&sent(words), basis, today(), SitingLimits::OWN).map_err(faults)?;
    say_how_measured(basis);
    let siting = site(basis, &asked, words.work.saturating_mul(1_000_000), &|| false).map_err(Failure::input)?;
    let writing = Writing {
        basis,
        asked: &asked,
        data_digest: view.data_digest(),
        positions: Positions::DEGREES,
    };
    let answer = SitingAnswer::new(&writing, &siting);
    match words.output.format {
        Format::Json => words.output.json(&answer),
        Format::Geojson => words.output.json(&answer.features()),
        Format::Table | Format::Csv | Format::Xlsx => {
            eprintln!("{}", answer.in_english());
            words.output.rows(&answer.rows(), &SitingAnswer::COLUMNS)
        }
    }
}
