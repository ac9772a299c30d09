//! `evenreach analyse priorities`: open requests and gaps, weighed.

use clap::Args;

use super::super::Failure;
use super::super::facts::{Asking, Source};
use super::super::table::{Format, Output};
use super::{say_how_measured, standard};
use crate::equity::{Criteria, Language, assess};
use crate::exchange::place::Positions;
use crate::exchange::priorities::{PrioritiesAnswer, PriorityFeatures, Ranked};
use crate::exchange::question::Asked;
use crate::exchange::xlsx::Sheet;
use crate::planning::priorities::{Grounds, Need, Wish, options, rank};
use crate::snapshot::of_text;

// Words of the contract stand in help as they are typed.
const PRESET: &str = "What criteria weigh, by name: even, people, places, worst_off or asked";
const WEIGHTS: &str =
    "What criteria weigh, by hand, such as people:2,days:1 (people, worst_off, days, need, asked, culture, evaluation)";
const ORDER: &str = "Criteria of which each weighs as much as the next or more, such as worst_off,people";

/// Words of `analyse priorities`.
#[derive(Args, Debug)]
pub struct Words {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    asking: Asking,
    /// Only this standard, and requests for help that it is about, by its id
    #[arg(long, value_name = "ID")]
    standard: Option<String>,
    /// What criteria weigh, by name
    #[arg(long, value_name = "NAME", help = PRESET)]
    preset: Option<String>,
    /// What criteria weigh, by hand
    #[arg(long, value_name = "WEIGHTS", help = WEIGHTS)]
    weights: Option<String>,
    /// What draws begin from; 1 unless given
    #[arg(long, value_name = "NUMBER")]
    seed: Option<String>,
    /// How many weightings and readings of the unknown are drawn; 10000 unless given
    #[arg(long, value_name = "NUMBER")]
    samples: Option<String>,
    /// Between which weights are drawn, such as people:0.1-0.5
    #[arg(long, value_name = "BOUNDS")]
    bounds: Option<String>,
    /// In which order criteria weigh, in every weighting that is drawn
    #[arg(long, value_name = "CRITERIA", help = ORDER)]
    order: Option<String>,
    /// Which figures are worth nothing and everything, such as people:0-5000
    #[arg(long, value_name = "SCALES")]
    scales: Option<String>,
    /// By what need is told: shortfall, or a column of numbers of the communities
    #[arg(long, value_name = "COLUMN")]
    need: Option<String>,
    /// Which options: all, requests, gaps or positions
    #[arg(long, value_name = "WHICH")]
    options: Option<String>,
    /// Options of which to say what would have to be true for them to come first, with commas between them
    #[arg(long, value_name = "IDS")]
    first: Option<String>,
    #[command(flatten)]
    output: Output,
}

impl Words {
    fn text(&self, name: &str) -> Option<&str> {
        let texts = [
            ("preset", &self.preset),
            ("weights", &self.weights),
            ("seed", &self.seed),
            ("samples", &self.samples),
            ("bounds", &self.bounds),
            ("order", &self.order),
            ("scales", &self.scales),
            ("need", &self.need),
            ("options", &self.options),
            ("first", &self.first),
        ];
        let found = texts.into_iter().find(|(one, _)| *one == name)?;
        found.1.as_deref()
    }
}

/// Weighs.
pub fn run(words: &Words) -> Result<(), Failure> {
    words.output.check_place()?;
    let mut wish = Wish::read(|name| words.text(name)).map_err(Failure::input)?;
    let view = words.source.view()?;
    let basis = view.basis();
    say_how_measured(basis);
    let package = basis.package();
    let definition = words.asking.definition(package)?;
    let scope = words.asking.scope(package)?;
    let only = words.standard.as_deref().map(|id| standard(definition, id));
    let only = only.transpose()?;
    let wanted: Option<Vec<bool>> = only.map(|only| (0..definition.standards.len()).map(|at| at == only).collect());
    let need = Need::parse(&wish.need, package);
    let need = need.map_err(|expected| Failure::Input(format!("need: found {}, expected {expected}", wish.need)))?;
    wish.check(package).map_err(Failure::input)?;
    let criteria = Criteria::new(definition, package).map_err(Failure::input)?;
    let question = words.asking.question();
    let today = assess(basis, &criteria, question);
    let grounds = Grounds {
        basis,
        criteria: &criteria,
        today: &today,
        scope: &scope,
    };
    let options = options(grounds, wish.which, wanted.as_deref(), &need).map_err(Failure::input)?;
    for id in &wish.first {
        let at = options.iter().position(|one| one.id == *id);
        let missing = || {
            Failure::Input(format!(
                "first: found {id}, expected the id of an option among those asked for"
            ))
        };
        wish.settings.first.push(at.ok_or_else(missing)?);
    }
    let ranking = rank(&options, &wish.settings).map_err(Failure::input)?;
    let facts = (basis, view.data_digest());
    let mut asked = Asked::new(definition, &of_text(&definition.text), question, &scope, facts);
    if words.source.is_kept() {
        let texts = wish.texts();
        let mut beside: Vec<(&str, &str)> = words.standard.iter().map(|id| ("standard", id.as_str())).collect();
        beside.extend(texts.iter().map(|(name, text)| (*name, text.as_str())));
        asked = asked.saved("/api/analysis/priorities", &beside);
    }
    let ranked = Ranked {
        basis,
        definition,
        wish: &wish,
        need: &need,
        options: &options,
        ranking: &ranking,
    };
    if words.output.format == Format::Geojson {
        return words
            .output
            .json(&PriorityFeatures::new(asked, ranked, Positions::DEGREES));
    }
    let answer = PrioritiesAnswer::new(asked, ranked);
    let columns = PrioritiesAnswer::columns(&wish.settings);
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    match words.output.format {
        Format::Json => words.output.json(&answer),
        Format::Table => words.output.rows(
            &answer.rows(&wish.settings, Language::English),
            &PrioritiesAnswer::BRIEF,
        ),
        Format::Xlsx => {
            let sheet = Sheet::of_rows("priorities", &answer.rows(&wish.settings, Language::English), &columns);
            words.output.workbook(&[sheet], question.as_of)
        }
        Format::Csv | Format::Geojson => words
            .output
            .rows(&answer.rows(&wish.settings, Language::English), &columns),
    }
}
