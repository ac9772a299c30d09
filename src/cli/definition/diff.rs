//! `evenreach definition diff`: two definitions held against each other.

use std::path::Path;

use clap::Args;
use jiff::civil::Date;

use super::super::Failure;
use super::super::facts::{Source, scope, supply, today};
use super::super::table::{Format, Output, say};
use crate::equity::{Language, Question, Side, compare};
use crate::exchange::diff::DiffAnswer;
use crate::exchange::question::Asked;
use crate::model::{DayOfYear, Definition, DefinitionId, Package, Supply};
use crate::package::Faults;
use crate::package::definition::{Known, parse};
use crate::snapshot::of_text;

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    /// The earlier side: ID, ID@VERSION, or a file that ends in .toml
    before: String,
    /// The later side; the earlier one again unless given
    after: Option<String>,
    #[command(flatten)]
    source: Source,
    /// Date on which records count, YYYY-MM-DD; today unless given
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// The same for the later side; that of the earlier unless given
    #[arg(long, value_name = "DATE")]
    with_as_of: Option<Date>,
    /// What ran when last observed, or what was promised
    #[arg(long, default_value = "actual", value_parser = supply)]
    supply: Supply,
    /// The same for the later side; that of the earlier unless given
    #[arg(long, value_parser = supply)]
    with_supply: Option<Supply>,
    /// A day of the typical year, MM-DD; the whole year unless this or a season is given
    #[arg(long, value_name = "MM-DD", conflicts_with = "season", value_parser = DayOfYear::parse)]
    date: Option<DayOfYear>,
    /// A season, by its id
    #[arg(long, value_name = "ID")]
    season: Option<String>,
    /// Language of a workbook: en or fr
    #[arg(long, default_value = "en", value_parser = language)]
    lang: Language,
    #[command(flatten)]
    output: Output,
}

fn language(word: &str) -> Result<Language, String> {
    match word {
        "en" => Ok(Language::English),
        "fr" => Ok(Language::French),
        _ => Err("expected en or fr".to_owned()),
    }
}

/// Compares.
pub fn run(words: &Words) -> Result<(), Failure> {
    let view = words.source.view()?;
    let basis = view.basis();
    let before = definition(basis.package(), &words.before)?;
    let after = match &words.after {
        Some(named) => definition(basis.package(), named)?,
        None => before.clone(),
    };
    let scope = scope(basis.package(), words.date, words.season.as_deref())?;
    let question = Question {
        as_of: words.as_of.unwrap_or_else(today),
        supply: words.supply,
    };
    let other = Question {
        as_of: words.with_as_of.unwrap_or(question.as_of),
        supply: words.with_supply.unwrap_or(question.supply),
    };
    let sides = [(&before, question), (&after, other)].map(|(definition, question)| Side { definition, question });
    let found = compare(basis, sides, &scope, None).map_err(Failure::input)?;
    let asked = sides.map(|side| {
        let digest = of_text(&side.definition.text);
        Asked::new(
            side.definition,
            &digest,
            side.question,
            &scope,
            (basis, view.data_digest()),
        )
    });
    let answer = DiffAnswer::new(basis, asked, sides.map(|side| side.definition.text.as_str()), &found);
    match words.output.format {
        Format::Json => words.output.json(&answer),
        Format::Xlsx => words.output.workbook(&answer.sheets(words.lang), other.as_of),
        Format::Table if found.flips.is_empty() => say("no outcome differs\n"),
        Format::Table => words.output.rows(
            &answer.rows(),
            &[
                "community",
                "standard",
                "outcome_before",
                "outcome_after",
                "alone",
                "because_en",
            ],
        ),
        Format::Csv | Format::Geojson => words.output.rows(&answer.rows(), &DiffAnswer::COLUMNS),
    }
}

/// A definition of the package by its id, by id and version, or from a file.
fn definition(package: &Package, named: &str) -> Result<Definition, Failure> {
    let path = Path::new(named);
    if path.extension().is_some_and(|ending| ending == "toml") {
        let text = std::fs::read_to_string(path).map_err(|fault| Failure::Input(format!("{named}: {fault}")))?;
        return parse(named, &text, &Known::of(package)).map_err(|faults| Failure::Input(Faults(faults).to_string()));
    }
    let (id, version) = match named.split_once('@') {
        Some((id, version)) => (id, Some(version)),
        None => (named, None),
    };
    let found = package.definition(&DefinitionId::from(id), version).cloned();
    found.ok_or_else(|| {
        let known = package.definitions.iter();
        let known: Vec<String> = known.map(|one| format!("{}@{}", one.id, one.version)).collect();
        Failure::Input(format!(
            "definition: found {named}, expected a file that ends in .toml, or one of {}",
            known.join(", ")
        ))
    })
}
