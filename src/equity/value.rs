//! What of a gap is looked at: one number a community.

use super::gap::Gap;
use super::scope::Scope;
use crate::model::{DAYS_IN_YEAR, Interval, Minutes, Outcome};

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Days on which the standard is surely met, of those asked about.
    #[default]
    DaysMet,
    /// How far it falls short, 0 to 1, over the days asked about.
    Shortfall,
    /// Minutes to the nearest service that may count, on the middle day of those asked about.
    TravelMinutes,
    /// Whether it is met on the days asked about: 1 or 0.
    Met,
}

/// A community's value at both readings of what is unknown; `None` is out of reach.
pub type ValueInterval = Interval<Option<f64>>;

impl Value {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::DaysMet, Self::Shortfall, Self::TravelMinutes, Self::Met];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DaysMet => "days_met",
            Self::Shortfall => "shortfall",
            Self::TravelMinutes => "travel_minutes",
            Self::Met => "met",
        }
    }

    /// From the word of the contract.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// Its unit: `days`, `share` or `minutes`.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::DaysMet => "days",
            Self::Shortfall | Self::Met => "share",
            Self::TravelMinutes => "minutes",
        }
    }

    /// Whether more of it is better for those who have it.
    pub const fn more_is_better(self) -> bool {
        matches!(self, Self::DaysMet | Self::Met)
    }

    /// Whether it can be asked below how much, or beyond how much, somebody falls short. A shortfall and a truth say that
    /// themselves.
    pub const fn has_threshold(self) -> bool {
        matches!(self, Self::DaysMet | Self::TravelMinutes)
    }

    /// Between which values it lies by its nature; `None` where it has no upper bound.
    pub fn bounds(self, scope: &Scope) -> Option<(f64, f64)> {
        match self {
            Self::DaysMet => Some((0.0, f64::from(scope.days().count()))),
            Self::Shortfall | Self::Met => Some((0.0, 1.0)),
            Self::TravelMinutes => None,
        }
    }

    /// The value of a gap: `at_least` at the least favourable reading of what is unknown, `at_most` at the most
    /// favourable. For minutes and shortfall the former is the greater.
    pub fn of(self, gap: &Gap, scope: &Scope) -> ValueInterval {
        let days = |of: fn(&Interval<Outcome>) -> Outcome| {
            let met = gap
                .within(scope.days())
                .filter(|(_, _, period)| of(&period.outcome) == Outcome::Met);
            let days: u16 = met.map(|(days, ..)| days).sum();
            Some(f64::from(days.min(DAYS_IN_YEAR)))
        };
        match self {
            Self::DaysMet => Interval {
                at_least: days(|outcome| outcome.at_least),
                at_most: days(|outcome| outcome.at_most),
            },
            Self::Shortfall => {
                let shortfall = gap.shortfall(scope);
                Interval {
                    at_least: Some(shortfall.at_least),
                    at_most: Some(shortfall.at_most),
                }
            }
            Self::TravelMinutes => minutes(gap, scope),
            Self::Met => {
                let outcome = gap.outcome(scope);
                let met = |end: Outcome| Some(f64::from(u8::from(end == Outcome::Met)));
                Interval {
                    at_least: met(outcome.at_least),
                    at_most: met(outcome.at_most),
                }
            }
        }
    }
}

/// Minutes to the nearest service that may count, on the middle day of those asked about. A service whose place is not
/// published has none and is passed over; where there is no other, nothing is reached.
pub fn minutes(gap: &Gap, scope: &Scope) -> ValueInterval {
    let nearest = gap.typical_nearest(scope.days());
    let unreachable = Interval::exact(None);
    nearest.map_or(unreachable, |nearest| Interval {
        at_least: nearest.minutes.at_least.map(Minutes::number),
        at_most: nearest.minutes.at_most.map(Minutes::number),
    })
}
