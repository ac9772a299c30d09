//! One requirement held against one service, or against a way as a whole: what was found, what the limit is, and
//! whether it holds. Outcomes, reasons and traces are all made from these.

use super::shortfall::{self, Deficit};
use crate::model::{Fact, Interval, Km, Minutes, Outcome, Truth};

/// What can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Requirement {
    /// The service is there on the date asked about.
    Exists,
    /// It ran when it was last looked at.
    Runs,
    /// It serves the community.
    Serves,
    /// The way's filter holds for it.
    Where,
    /// Its site is near enough by the network.
    WithinMinutes,
    /// Its site is near enough in a straight line.
    WithinKm,
    /// It stands in the community's own region.
    SameRegion,
    /// It is given in the community itself.
    SameCommunity,
    /// It is led by Indigenous people.
    IndigenousLed,
    /// It is offered in a language that is asked for.
    Language,
    /// It visits often enough by plan.
    VisitsPerMonth,
    /// Enough of the planned visits took place.
    DeliveredShare,
    /// People do not wait longer for it.
    MaxWaitDays,
    /// Enough services pass.
    Providers,
    /// Not more people share a position within reach.
    PeoplePerPosition,
    /// The next step of the continuum is met too.
    Then,
}

impl Requirement {
    /// The word of the contract: the key of the definition where there is one.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exists => "exists",
            Self::Runs => "runs",
            Self::Serves => "serves",
            Self::Where => "where",
            Self::WithinMinutes => "within_minutes",
            Self::WithinKm => "within_km",
            Self::SameRegion => "same_region",
            Self::SameCommunity => "same_community",
            Self::IndigenousLed => "indigenous_led",
            Self::Language => "language",
            Self::VisitsPerMonth => "visits_per_month",
            Self::DeliveredShare => "delivered_share",
            Self::MaxWaitDays => "max_wait_days",
            Self::Providers => "providers",
            Self::PeoplePerPosition => "people_per_position",
            Self::Then => "then",
        }
    }
}

/// What was found, at both readings of what is unknown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found {
    /// Whether something is so.
    Truth(Truth),
    /// A journey; `None` is unreachable, or without a bound.
    Minutes(Interval<Option<Minutes>>),
    /// An amount; unknown is any amount from nothing.
    Amount(Fact<f64>),
    /// An amount between two ends; `None` is without a bound.
    Range(Interval<Option<f64>>),
    /// How many.
    Count(Interval<u16>),
    /// How another standard stands: its place in the definition, and its outcome.
    Standard(usize, Interval<Outcome>),
}

/// One requirement and how it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Check {
    /// What is asked.
    pub requirement: Requirement,
    /// Whether it holds.
    pub verdict: Truth,
    /// How far it is missed, 0 to 1.
    pub deficit: Deficit,
    /// What was found.
    pub found: Found,
    /// The limit, where it is a number.
    pub limit: Option<f64>,
}

impl Check {
    /// Something that is so or not.
    pub const fn truth(requirement: Requirement, verdict: Truth) -> Self {
        Self {
            requirement,
            verdict,
            deficit: shortfall::of_truth(verdict),
            found: Found::Truth(verdict),
            limit: None,
        }
    }

    /// A journey that must not take longer.
    pub fn journey(minutes: Interval<Option<Minutes>>, limit: Minutes) -> Self {
        let within = |minutes: Option<Minutes>| minutes.is_some_and(|minutes| minutes <= limit);
        Self {
            requirement: Requirement::WithinMinutes,
            verdict: Truth::between(within(minutes.at_least), within(minutes.at_most)),
            deficit: shortfall::of_travel(minutes, limit),
            found: Found::Minutes(minutes),
            limit: Some(limit.number()),
        }
    }

    /// A distance that must not be greater.
    pub fn distance(km: Fact<Km>, limit: Km) -> Self {
        let km = km.known().map(Km::number);
        Self::at_most(Requirement::WithinKm, km.into(), limit.number())
    }

    /// An amount that must be there.
    pub fn amount(requirement: Requirement, actual: Fact<f64>, required: f64) -> Self {
        Self {
            requirement,
            verdict: actual.is(|actual| *actual >= required),
            deficit: shortfall::of_amount(actual.known(), required),
            found: Found::Amount(actual),
            limit: Some(required),
        }
    }

    /// An amount that must not be exceeded.
    pub fn at_most(requirement: Requirement, actual: Fact<f64>, limit: f64) -> Self {
        let range = match actual {
            Fact::Known(actual) => Interval::exact(Some(actual)),
            Fact::Unknown => Interval {
                at_least: None,
                at_most: Some(0.0),
            },
        };
        Self {
            found: Found::Amount(actual),
            ..Self::range_at_most(requirement, range, limit)
        }
    }

    /// An amount between two ends that must not be exceeded; `None` is more than any limit.
    pub fn range_at_most(requirement: Requirement, range: Interval<Option<f64>>, limit: f64) -> Self {
        let within = |actual: Option<f64>| actual.is_some_and(|actual| actual <= limit);
        Self {
            requirement,
            verdict: Truth::between(within(range.at_least), within(range.at_most)),
            deficit: shortfall::of_excess(range, limit),
            found: Found::Range(range),
            limit: Some(limit),
        }
    }

    /// How many services must pass. How far the way falls short is told by the services themselves.
    pub fn providers(passing: Interval<u16>, required: u16) -> Self {
        let verdict = Truth::between(passing.at_least >= required, passing.at_most >= required);
        Self {
            requirement: Requirement::Providers,
            verdict,
            deficit: shortfall::of_truth(verdict),
            found: Found::Count(passing),
            limit: Some(f64::from(required)),
        }
    }

    /// Another standard that must be at least `asked`. `applies` is whether it applies to the community: where it does
    /// not, nothing more is asked.
    pub fn then(
        standard: usize,
        applies: Truth,
        (outcome, shortfall): (Interval<Outcome>, Deficit),
        asked: Outcome,
    ) -> Self {
        let verdict = Truth::between(outcome.at_least >= asked, outcome.at_most >= asked).or(!applies);
        let deficit = |holds: bool, shortfall: f64| if holds { 0.0 } else { shortfall };
        Self {
            requirement: Requirement::Then,
            verdict,
            deficit: Interval {
                at_least: deficit(verdict.certainly(), shortfall.at_least),
                at_most: deficit(verdict.possibly(), shortfall.at_most),
            },
            found: Found::Standard(standard, outcome),
            limit: None,
        }
    }
}
