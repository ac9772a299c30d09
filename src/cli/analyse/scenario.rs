//! `evenreach analyse scenario`: a scenario beside today, or two beside each other.

use std::path::{Path, PathBuf};

use clap::Args;

use super::super::Failure;
use super::super::facts::{Asking, Source};
use super::super::supposing::{misfits, read};
use super::super::table::{Format, Output};
use super::{say_how_measured, standard};
use crate::equity::{Criteria, assess};
use crate::exchange::place::Positions;
use crate::exchange::question::Asked;
use crate::exchange::scenario::{Ground, ScenarioAnswer, Side};
use crate::model::Scenario;
use crate::package::scenario::document;
use crate::planning::{Afterwards, Unsupposed};
use crate::snapshot::of_text;

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    /// The scenario: a file (TOML or JSON), or the id of one that comes with the package
    #[arg(value_name = "FILE")]
    scenario: PathBuf,
    /// Another scenario, to be held beside it
    #[arg(long, value_name = "FILE")]
    beside: Option<PathBuf>,
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

/// Analyses.
pub fn run(words: &Words) -> Result<(), Failure> {
    words.output.check_place()?;
    let view = words.source.view()?;
    let basis = view.basis();
    say_how_measured(basis);
    let definition = words.asking.definition(basis.package())?;
    let scope = words.asking.scope(basis.package())?;
    let criteria = Criteria::new(definition, basis.package()).map_err(Failure::input)?;
    let question = words.asking.question();
    let standards = match words.standard.as_deref() {
        Some(id) => vec![standard(definition, id)?],
        None => (0..definition.standards.len()).collect(),
    };
    let today = assess(basis, &criteria, question);
    let supposed = |file: &Path| {
        let scenario = read(file, basis.package())?;
        let digest = of_text(&document(&scenario).to_string());
        let after = Afterwards::of(&scenario, basis, &criteria, &today).map_err(|fault| match fault {
            Unsupposed::Misfits(found) => misfits(file, &found),
            Unsupposed::Broken(fault) => Failure::input(fault),
        })?;
        Ok::<Analysed, Failure>((scenario, digest, after))
    };
    let first = supposed(&words.scenario)?;
    let second = words.beside.as_deref().map(supposed).transpose()?;
    let facts = (basis, view.data_digest());
    let asked = Asked::new(definition, &of_text(&definition.text), question, &scope, facts);
    let ground = Ground {
        basis,
        criteria: &criteria,
        today: &today,
        scope: &scope,
        standards: &standards,
        positions: Positions::DEGREES,
    };
    let answer = ScenarioAnswer::new(asked, ground, side(&first), second.as_ref().map(side));
    match words.output.format {
        Format::Json => words.output.json(&answer),
        Format::Geojson => words.output.json(&answer.features()),
        format => {
            if format == Format::Table {
                for sentence in answer.sentences() {
                    eprintln!("{sentence}");
                }
            }
            words.output.rows(&answer.rows(), &ScenarioAnswer::COLUMNS)
        }
    }
}

/// A scenario with the digest of its document and what came of it.
type Analysed = (Scenario, String, Afterwards);

const fn side((scenario, digest, after): &Analysed) -> Side<'_> {
    Side {
        scenario,
        digest: digest.as_str(),
        after,
    }
}
