//! `evenreach analyse summary --by GROUPING`: groups of communities side by side.

use clap::Args;

use super::super::Failure;
use super::super::facts::{Asking, Source};
use super::super::supposing::Supposing;
use super::super::table::{Format, Output};
use super::{say_how_measured, standard};
use crate::equity::{Criteria, Grouping, Looking, Rank, Value, assess_some, distribute};
use crate::exchange::equity::{EquityAnswer, EquityFeatures};
use crate::exchange::place::Positions;
use crate::exchange::question::Asked;
use crate::snapshot::of_text;

// Words of the contract stand in help as they are typed.
const BY: &str = "Groups side by side: region, authority, road_access, language, indigenous_government, size, distance, a column of the communities, or a rule in CQL2 text";
const VALUE: &str = "What is looked at: days_met, shortfall, travel_minutes or met";
const RANK: &str = "In what order people stand for concentration: population, travel_minutes, or a column of numbers";

/// What is asked of groups, beside what every analysis is asked.
#[derive(Args, Debug)]
pub struct Words {
    /// By what communities are put in groups, each with every figure of people and of places
    #[arg(long, value_name = "GROUPING", help = BY)]
    by: Option<String>,
    /// What is looked at
    #[arg(long, value_name = "VALUE", value_parser = value, help = VALUE)]
    value: Option<Value>,
    /// Only this standard, by its id
    #[arg(long, value_name = "ID")]
    standard: Option<String>,
    /// In what order people stand for concentration
    #[arg(long, value_name = "ORDER", help = RANK)]
    rank: Option<String>,
    /// Below how many days, or beyond how many minutes, somebody falls short; the standard's own unless given
    #[arg(long, value_name = "NUMBER", value_parser = threshold)]
    threshold: Option<f64>,
}

fn value(word: &str) -> Result<Value, String> {
    let known: Vec<&str> = Value::ALL.iter().map(|one| one.as_str()).collect();
    Value::parse(word).ok_or_else(|| format!("expected one of {}", known.join(", ")))
}

fn threshold(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.parse().ok();
    let number = number.filter(|number| number.is_finite() && *number >= 0.0);
    number.ok_or_else(|| "expected a number, 0 or more".to_owned())
}

impl Words {
    /// Whether groups are asked about at all.
    pub const fn is_any(&self) -> bool {
        let Self {
            by,
            value,
            standard,
            rank,
            threshold,
        } = self;
        by.is_some() || value.is_some() || standard.is_some() || rank.is_some() || threshold.is_some()
    }

    /// The same as parameters of an address.
    fn parameters(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("by", self.by.clone()),
            ("value", self.value.map(|value| value.as_str().to_owned())),
            ("standard", self.standard.clone()),
            ("rank", self.rank.clone()),
            ("threshold", self.threshold.map(|number| number.to_string())),
        ];
        pairs
            .into_iter()
            .filter_map(|(name, text)| Some((name, text?)))
            .collect()
    }
}

/// Groups side by side.
pub fn run(
    words: &Words,
    (source, supposing): (&Source, &Supposing),
    asking: &Asking,
    output: &Output,
) -> Result<(), Failure> {
    let view = supposing.view(source, asking.question().as_of)?;
    let basis = view.basis();
    say_how_measured(basis);
    let package = basis.package();
    let definition = asking.definition(package)?;
    let scope = asking.scope(package)?;
    let by = words.by.as_deref().unwrap_or("region");
    let by = Grouping::parse(by, package).map_err(Failure::input)?;
    let rank = words.rank.as_deref().map(|text| Rank::parse(text, package)).transpose();
    let rank = rank.map_err(Failure::input)?.unwrap_or_default();
    let only = words
        .standard
        .as_deref()
        .map(|id| standard(definition, id))
        .transpose()?;
    let wanted = |at: usize| only.is_none_or(|only| at == only);
    let criteria = Criteria::new(definition, package).map_err(Failure::input)?;
    let assessment = assess_some(basis, &criteria, asking.question(), wanted);
    let value = words.value.unwrap_or_default();
    if let Some(number) = words.threshold.filter(|_| !value.has_threshold()) {
        let expected = "expected none, unless --value is days_met or travel_minutes";
        return Err(Failure::Input(format!("threshold: found {number}, {expected}")));
    }
    let looking = Looking {
        by: &by,
        value,
        rank: &rank,
        threshold: words.threshold,
        scope: &scope,
    };
    let standards = definition.standards.iter().enumerate().filter(|(at, _)| wanted(*at));
    let distributions = distribute(basis, &assessment, standards, looking).map_err(Failure::input)?;
    let facts = (basis, view.data_digest());
    let mut asked = Asked::new(definition, &of_text(&definition.text), asking.question(), &scope, facts);
    if source.is_kept() && !supposing.is_any() {
        let parameters = words.parameters();
        let parameters: Vec<(&str, &str)> = parameters.iter().map(|(name, text)| (*name, text.as_str())).collect();
        asked = asked.saved("/api/analysis/equity", &parameters);
    }
    if output.format == Format::Geojson {
        let looking = (&looking, Positions::DEGREES);
        return output.json(&EquityFeatures::new(basis, definition, asked, looking, &distributions));
    }
    let answer = EquityAnswer::new(basis, definition, asked, &looking, &distributions);
    match output.format {
        Format::Json => output.json(&answer),
        Format::Table => output.rows(&answer.rows(), &EquityAnswer::BRIEF),
        Format::Csv | Format::Xlsx | Format::Geojson => output.rows(&answer.rows(), &EquityAnswer::COLUMNS),
    }
}
