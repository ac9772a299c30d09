//! In what order people stand, the lowest first, when it is asked to whom something goes.

use crate::equity::gap::Gap;
use crate::equity::scope::Scope;
use crate::equity::value::minutes;
use crate::filter::communities::{CommunityRow, columns, queryables};
use crate::filter::{Cell, Kind, Row as _};
use crate::model::{Community, Package};

/// The order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Rank {
    /// By the people of the community, the smallest first: the index is above 0 where large places have more.
    #[default]
    Population,
    /// By the minutes to the nearest service that may count, the nearest first and who reaches nothing last.
    TravelMinutes,
    /// By a column of numbers, the least first.
    Column(String),
}

/// A word that names no order.
#[derive(Clone, Debug, thiserror::Error)]
#[error("rank: found {found:?}, expected one of {known}")]
pub struct RankFault {
    found: String,
    known: String,
}

impl Rank {
    /// The columns of the communities that hold numbers, by their names.
    pub fn columns(package: &Package) -> Vec<String> {
        let queryables = queryables(&columns(&package.communities));
        let numbers = queryables.iter().filter(|one| one.kind == Kind::Number);
        numbers.map(|one| one.name.clone()).collect()
    }

    /// Reads an order: `population`, `travel_minutes`, or a column of the communities that holds numbers.
    pub fn parse(text: &str, package: &Package) -> Result<Self, RankFault> {
        let queryables = queryables(&columns(&package.communities));
        match text {
            "population" => Ok(Self::Population),
            "travel_minutes" => Ok(Self::TravelMinutes),
            name if queryables.get(name).is_some_and(|one| one.kind == Kind::Number) => {
                Ok(Self::Column(name.to_owned()))
            }
            _ => {
                let numbers = queryables.iter().filter(|one| one.kind == Kind::Number);
                let mut known: Vec<&str> = numbers.map(|one| one.name.as_str()).collect();
                known.push("travel_minutes");
                Err(RankFault {
                    found: text.to_owned(),
                    known: known.join(", "),
                })
            }
        }
    }

    /// The word of the contract.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Population => "population",
            Self::TravelMinutes => "travel_minutes",
            Self::Column(name) => name,
        }
    }

    /// Where a community stands; `None` where that is not recorded.
    pub(super) fn of(&self, community: &Community, gap: &Gap, scope: &Scope) -> Option<f64> {
        match self {
            Self::TravelMinutes => Some(minutes(gap, scope).at_least.unwrap_or(f64::MAX)),
            Self::Population | Self::Column(_) => self.number(community),
        }
    }

    /// The number of a community whatever the standard; `None` where none is recorded, or it hangs on the standard.
    pub fn number(&self, community: &Community) -> Option<f64> {
        match self {
            Self::Population => community.population().map(f64::from),
            Self::TravelMinutes => None,
            Self::Column(name) => match CommunityRow(community).cell(name) {
                Cell::Number(number) => Some(number),
                Cell::Text(text) => crate::filter::columns::number(&text),
                _ => None,
            },
        }
    }
}
