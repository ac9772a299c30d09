//! The part of a question that every analysis shares, read from its parameters.

use jiff::civil::Date;

use crate::model::{DayOfYear, Definition, DefinitionId, Season, Supply};

use super::ask::Ask;
use super::parameters::{
    AS_OF, DATA_DIGEST, DATE, DEFINITION, DEFINITION_DIGEST, F, Parameter, SEASON, SUPPLY, VERSION,
};
use super::problem::{Kind, Problem};
use crate::snapshot::of_text;

/// The parameters that [`Question`] reads.
pub const PARAMETERS: [&Parameter; 8] = [
    &DEFINITION,
    &VERSION,
    &DEFINITION_DIGEST,
    &AS_OF,
    &DATE,
    &SEASON,
    &SUPPLY,
    &DATA_DIGEST,
];

/// Which days of the typical year a question is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum When<'a> {
    /// All of them.
    Year,
    /// Those of a season.
    Season(&'a Season),
    /// One.
    Day(DayOfYear),
}

/// What every analysis is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question<'a> {
    /// Against which definition.
    pub definition: &'a Definition,
    /// The day on which the records that count must exist.
    pub as_of: Date,
    /// About which days.
    pub when: When<'a>,
    /// Which supply counts.
    pub supply: Supply,
}

impl Ask {
    /// Reads `date`, a day of the typical year.
    pub fn day(&self) -> Result<Option<DayOfYear>, Problem> {
        let read = |text| {
            DayOfYear::parse(text).map_err(|_| {
                Problem::bad(
                    DATE.name,
                    text,
                    "a day of a year of 365 days as MM-DD, for example 05-10",
                )
            })
        };
        self.query.text(DATE.name).map(read).transpose()
    }

    /// What was asked beside the shared part of a question: with it, the same can be asked again.
    pub fn beside_the_question(&self) -> Vec<(&str, &str)> {
        let shared = |name: &str| name == F.name || PARAMETERS.iter().any(|parameter| parameter.name == name);
        self.query.pairs().filter(|(name, _)| !shared(name)).collect()
    }

    /// Reads the shared part of a question about the asker's facts.
    pub fn question(&self) -> Result<Question<'_>, Problem> {
        Ok(Question {
            definition: self.definition()?,
            as_of: self.as_of()?,
            when: self.when()?,
            supply: self.supply()?,
        })
    }

    fn definition(&self) -> Result<&Definition, Problem> {
        let asked = self.query.text(DEFINITION.name);
        let id = asked.map(DefinitionId::from);
        let current = self.view.definition(id.as_ref(), None);
        let known = self.view.package().definitions.iter();
        let current = current.ok_or_else(|| match asked {
            Some(asked) => Problem::bad(DEFINITION.name, asked, one_of(known.clone().map(|one| one.id.as_str()))),
            None => Problem::not_found("this package has no definition to measure against"),
        })?;
        let definition = match self.query.text(VERSION.name) {
            None => current,
            Some(version) => {
                let versions = known.filter(|one| one.id == current.id).map(|one| one.version.as_str());
                let found = self.view.definition(Some(&current.id), Some(version));
                found.ok_or_else(|| Problem::bad(VERSION.name, version, one_of(versions)))?
            }
        };
        match self.query.text(DEFINITION_DIGEST.name) {
            Some(asked) if asked != of_text(&definition.text) => {
                let (id, version) = (&definition.id, &definition.version);
                let digest = of_text(&definition.text);
                let expected = format!("{digest}, the digest of the text of {id} version {version}");
                Err(Problem::bad(DEFINITION_DIGEST.name, asked, expected))
            }
            _ => Ok(definition),
        }
    }

    pub(super) fn as_of(&self) -> Result<Date, Problem> {
        Ok(self.as_of_if_asked()?.unwrap_or_else(|| self.state.today()))
    }

    /// Reads `as_of`, where it was sent.
    pub fn as_of_if_asked(&self) -> Result<Option<Date>, Problem> {
        self.date(&AS_OF)
    }

    /// Reads a date, where it was sent.
    pub(super) fn date(&self, parameter: &Parameter) -> Result<Option<Date>, Problem> {
        let read = |text: &str| {
            let date = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
            date.ok_or_else(|| Problem::bad(parameter.name, text, "a date as YYYY-MM-DD, for example 2026-01-31"))
        };
        self.query.text(parameter.name).map(read).transpose()
    }

    pub(super) fn when(&self) -> Result<When<'_>, Problem> {
        match (self.day()?, self.query.text(SEASON.name)) {
            (None, None) => Ok(When::Year),
            (Some(day), None) => Ok(When::Day(day)),
            (None, Some(text)) => {
                let package = self.view.package();
                let season = package.territory_seasons().find(|season| season.id.as_str() == text);
                let known = package.territory_seasons().map(|season| season.id.as_str());
                season
                    .map(When::Season)
                    .ok_or_else(|| Problem::bad(SEASON.name, text, one_of(known)))
            }
            (Some(_), Some(_)) => Err(Problem::new(
                Kind::BadParameter,
                "found date and season, expected one of them",
            )),
        }
    }

    pub(super) fn supply(&self) -> Result<Supply, Problem> {
        Ok(self.supply_of(&SUPPLY)?.unwrap_or(Supply::Actual))
    }

    /// Reads a picture of supply, where one was sent.
    pub(super) fn supply_of(&self, parameter: &Parameter) -> Result<Option<Supply>, Problem> {
        let read = |text: &str| {
            let known = Supply::ALL.iter().map(|one| one.as_str());
            Supply::parse(text).ok_or_else(|| Problem::bad(parameter.name, text, one_of(known)))
        };
        self.query.text(parameter.name).map(read).transpose()
    }
}

pub(super) fn one_of<'a>(known: impl Iterator<Item = &'a str>) -> String {
    format!("one of {}", known.collect::<Vec<_>>().join(", "))
}
