//! `evenreach analyse circuit`: a visiting team's round.

use clap::Args;
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::super::Failure;
use super::super::facts::{Source, find_definition, today};
use super::super::table::{Format, Output};
use super::say_how_measured;
use super::siting::faults;
use crate::equity::{Criteria, assess};
use crate::exchange::circuit::{CircuitRow, Writing, read};
use crate::exchange::place::Positions;
use crate::planning::circuit::circuit;

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    #[command(flatten)]
    source: Source,
    /// Definition of equitable access, by its id; the package's default unless given
    #[arg(long, value_name = "ID")]
    definition: Option<String>,
    /// Version of the definition; the one that has come furthest unless given
    #[arg(long, value_name = "VERSION")]
    version: Option<String>,
    /// The standard that fails where presence counts, by its id
    #[arg(long, value_name = "ID")]
    standard: String,
    /// Community in which the team lives, by its id
    #[arg(long, value_name = "ID")]
    base: String,
    /// Communities that may be visited, by their ids with commas; all unless given
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    stops: Vec<String>,
    /// Days a month that the team is away
    #[arg(long, value_name = "N")]
    days_a_month: u64,
    /// How many rounds these are, all alike; 1 unless given
    #[arg(long, value_name = "N")]
    rounds_a_month: Option<u64>,
    /// Days of work at each stop, whole or halves; 1 unless given
    #[arg(long, value_name = "DAYS")]
    stay_days: Option<f64>,
    /// Days of work at some stops: ID=DAYS with commas
    #[arg(long, value_name = "STAYS", value_delimiter = ',', value_parser = stay)]
    stays: Vec<(String, f64)>,
    /// Hours of travel and work in a day; 8 unless given
    #[arg(long, value_name = "N")]
    hours_a_day: Option<u64>,
    /// By what a day of presence weighs: places, people, column:NAME or indicator:NAME; places unless given
    #[arg(long, value_name = "NEED")]
    need: Option<String>,
    /// A day of the typical year, MM-DD; each leg at its longest of the year unless this or a season is given
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
    #[command(flatten)]
    output: Output,
}

fn stay(text: &str) -> Result<(String, f64), String> {
    let read = text
        .split_once('=')
        .and_then(|(id, days)| Some((id.to_owned(), days.parse().ok()?)));
    read.ok_or_else(|| "expected ID=DAYS".to_owned())
}

/// The words as the question that the API takes, so that both are read alike.
fn sent(words: &Words) -> Value {
    let list = |list: &[String]| (!list.is_empty()).then(|| Value::from(list.to_vec()));
    let stays: Map<String, Value> = words
        .stays
        .iter()
        .map(|(id, days)| (id.clone(), Value::from(*days)))
        .collect();
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    let fields = [
        ("standard", Some(Value::from(words.standard.as_str()))),
        ("base", Some(Value::from(words.base.as_str()))),
        ("stops", list(&words.stops)),
        ("days_a_month", Some(Value::from(words.days_a_month))),
        ("rounds_a_month", words.rounds_a_month.map(Value::from)),
        ("stay_days", words.stay_days.map(Value::from)),
        ("stays", (!stays.is_empty()).then(|| Value::from(stays))),
        ("hours_a_day", words.hours_a_day.map(Value::from)),
        ("need", text(&words.need)),
        ("date", text(&words.date)),
        ("season", text(&words.season)),
        ("as_of", words.as_of.map(|date| Value::from(date.to_string()))),
        ("supply", text(&words.supply)),
        ("impedance", text(&words.impedance)),
        ("modes", list(&words.modes)),
    ];
    let fields = fields.into_iter();
    let fields: Map<String, Value> = fields
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect();
    Value::from(fields)
}

/// Finds a round.
pub fn run(words: &Words) -> Result<(), Failure> {
    words.output.check_place()?;
    let view = words.source.view()?;
    let basis = view.basis();
    let definition = find_definition(basis.package(), words.definition.as_deref(), words.version.as_deref())?;
    let asked = read(&sent(words), basis, definition, today()).map_err(faults)?;
    say_how_measured(basis);
    let criteria = Criteria::new(definition, basis.package()).map_err(Failure::input)?;
    let assessment = assess(basis, &criteria, asked.question);
    let found = circuit(basis, &asked, &assessment).map_err(Failure::input)?;
    let writing = Writing {
        basis,
        data_digest: view.data_digest(),
        definition,
        asked: &asked,
        positions: Positions::DEGREES,
    };
    let row = CircuitRow::new(&writing, &found);
    match words.output.format {
        Format::Json => words.output.json(&row),
        Format::Geojson => words.output.json(&row.features()),
        Format::Table | Format::Csv | Format::Xlsx => {
            eprintln!("{}", row.in_english());
            words.output.rows(&row.rows(), &CircuitRow::COLUMNS)
        }
    }
}
