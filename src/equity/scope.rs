//! Which days a question asks about.

use crate::model::{DAYS_IN_YEAR, DayOfYear, Season, SeasonId};
use crate::travel::DaySet;

/// The days that a question asks about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The whole year.
    Year,
    /// A season.
    Season(SeasonId, DaySet),
    /// One day.
    Day(DayOfYear),
}

impl Scope {
    /// The days of a season.
    pub fn season(season: &Season) -> Self {
        Self::Season(season.id.clone(), DaySet::season(season))
    }

    /// Its days; never none.
    pub fn days(&self) -> DaySet {
        match self {
            Self::Year => DaySet::whole_year(),
            Self::Season(_, days) => *days,
            Self::Day(day) => DaySet::range(*day, *day),
        }
    }

    /// On how many of its days a standard must hold that asks for `days` a year: the same share of
    /// them, rounded up. 365 a year asks for every day.
    pub fn days_needed(&self, days: u16) -> u16 {
        let own = u32::from(self.days().count());
        let needed = (own * u32::from(days)).div_ceil(u32::from(DAYS_IN_YEAR));
        u16::try_from(needed).unwrap_or(DAYS_IN_YEAR)
    }
}
