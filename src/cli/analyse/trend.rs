//! `evenreach analyse trend`: one standard through the years.

use clap::Args;

use super::super::Failure;
use super::super::facts::{Asking, Source};
use super::super::table::{Format, Output};
use super::{say_how_measured, standard};
use crate::equity::{QUARTERS_SHOWN, Quarter, first_quarter, trend};
use crate::exchange::question::Asked;
use crate::exchange::trend::TrendAnswer;
use crate::exchange::xlsx::Sheet;
use crate::snapshot::of_text;

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    asking: Asking,
    /// The standard, by its id
    #[arg(long, value_name = "ID")]
    standard: String,
    /// First quarter; where the record begins unless given, at most ten years before the last
    #[arg(long, value_name = "YYYY-Qn", value_parser = quarter)]
    from: Option<Quarter>,
    /// Last quarter; that of the date unless given
    #[arg(long, value_name = "YYYY-Qn", value_parser = quarter)]
    to: Option<Quarter>,
    #[command(flatten)]
    output: Output,
}

fn quarter(text: &str) -> Result<Quarter, String> {
    Quarter::parse(text).ok_or_else(|| "expected a quarter as YYYY-Qn, for example 2019-Q1".to_owned())
}

/// Looks back.
pub fn run(words: &Words) -> Result<(), Failure> {
    let view = words.source.view()?;
    let basis = view.basis();
    say_how_measured(basis);
    let definition = words.asking.definition(basis.package())?;
    let scope = words.asking.scope(basis.package())?;
    let question = words.asking.question();
    let id = &definition.standards[standard(definition, &words.standard)?].id;
    let to = words.to.unwrap_or_else(|| Quarter::of(question.as_of));
    let begins = first_quarter(definition, id, basis.package());
    let from = words
        .from
        .unwrap_or_else(|| Quarter::first_shown(begins, to, QUARTERS_SHOWN));
    let found = trend(basis, definition, id, question, &scope, (from, to)).map_err(Failure::input)?;
    let digest = of_text(&definition.text);
    let asked = Asked::new(definition, &digest, question, &scope, (basis, view.data_digest()));
    let answer = TrendAnswer::new(basis, asked, id, &found);
    match words.output.format {
        Format::Json => words.output.json(&answer),
        Format::Xlsx => {
            let sheets = [
                Sheet::of_rows("Quarters", &answer.rows(), &TrendAnswer::COLUMNS),
                Sheet::of_rows("Open gaps", &answer.gaps(), &TrendAnswer::GAP_COLUMNS),
            ];
            words.output.workbook(&sheets, question.as_of)
        }
        Format::Table | Format::Csv | Format::Geojson => words.output.rows(&answer.rows(), &TrendAnswer::COLUMNS),
    }
}
