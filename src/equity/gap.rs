//! A gap: one community and one standard, through the year.

use super::evaluate::WayState;
use super::scope::Scope;
use super::shortfall::Deficit;
use crate::model::{Confidence, DayOfYear, Interval, Minutes, Outcome, Truth};
use crate::travel::{AccessPeriod, DaySet};

/// The nearest service that people would have to travel to and whose place is published, whether or
/// not it is near enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// Its place in the package's services.
    pub service: usize,
    /// Minutes to it: `at_least` at the least favourable reading (the longer), `None` unreachable.
    pub minutes: Interval<Option<Minutes>>,
    /// The least confidence among the links of the way to it.
    pub confidence: Option<Confidence>,
}

/// How a standard stands in a community in one access period.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodOutcome {
    /// The outcome on each of the period's days.
    pub outcome: Interval<Outcome>,
    /// How far it falls short on each of them.
    pub shortfall: Deficit,
    /// The nearest service to travel to, of those whose place is published.
    pub nearest: Option<Nearest>,
    /// Whether there are services to travel to, and not even a possible route leads to any of them.
    pub cut_off: bool,
    /// Its ways, in the definition's order.
    pub ways: Vec<WayState>,
}

/// One community and one standard, through the year.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// The community's place in the package.
    pub community: usize,
    /// The standard's place in the definition.
    pub standard: usize,
    /// Whether the standard applies: surely, or only possibly.
    pub applies: Truth,
    /// Days a year on which the standard must hold.
    pub days: u16,
    /// One entry an access period, in calendar order.
    pub periods: Vec<(AccessPeriod, PeriodOutcome)>,
}

/// How many days of each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// Surely met.
    pub met: u16,
    /// Surely met in part, and no more.
    pub partly_met: u16,
    /// Surely unmet.
    pub unmet: u16,
    /// Not settled.
    pub unknown: u16,
}

/// Unbroken days with the same outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First day.
    pub first: DayOfYear,
    /// Last day, included.
    pub last: DayOfYear,
    /// The outcome on each of them.
    pub outcome: Interval<Outcome>,
    /// Minutes to the nearest service, at the least favourable reading.
    pub minutes: Option<Minutes>,
}

impl Gap {
    /// The periods that have days in `days`, with how many.
    pub fn within(&self, days: DaySet) -> impl Iterator<Item = (u16, &AccessPeriod, &PeriodOutcome)> {
        let stretches = days.stretches();
        self.periods.iter().filter_map(move |(period, outcome)| {
            let count = period.days_in(&stretches);
            (count > 0).then_some((count, period, outcome))
        })
    }

    /// The outcome over the days of a question: met where met on the share of days that the standard
    /// asks for, else met in part where anything holds on some day; both ends likewise.
    pub fn outcome(&self, scope: &Scope) -> Interval<Outcome> {
        let needed = scope.days_needed(self.days);
        let end = |of: fn(&Interval<Outcome>) -> Outcome| {
            let days_at = |least: Outcome| -> u16 {
                self.within(scope.days())
                    .filter(|(_, _, period)| of(&period.outcome) >= least)
                    .map(|(days, ..)| days)
                    .sum()
            };
            if days_at(Outcome::Met) >= needed {
                Outcome::Met
            } else if days_at(Outcome::PartlyMet) > 0 {
                Outcome::PartlyMet
            } else {
                Outcome::Unmet
            }
        };
        Interval {
            at_least: end(|outcome| outcome.at_least),
            at_most: end(|outcome| outcome.at_most),
        }
    }

    /// Days of each outcome among `days`; they sum to the number of days asked about.
    pub fn day_counts(&self, days: DaySet) -> DayCounts {
        let mut counts = DayCounts::default();
        for (days, _, period) in self.within(days) {
            *match period.outcome.settled() {
                Some(Outcome::Met) => &mut counts.met,
                Some(Outcome::PartlyMet) => &mut counts.partly_met,
                Some(Outcome::Unmet) => &mut counts.unmet,
                None => &mut counts.unknown,
            } += days;
        }
        counts
    }

    /// The day-weighted mean shortfall, 0 to 1, over as many of the days asked about as the standard has
    /// to hold on, the best ones: so it is 0 where the standard is met, and another service can only
    /// lower it. `at_least` is at the least favourable reading (the greater one).
    pub fn shortfall(&self, scope: &Scope) -> Interval<f64> {
        let needed = scope.days_needed(self.days);
        let mean = |of: fn(&Deficit) -> f64| {
            let periods = self.within(scope.days());
            let mut deficits: Vec<(f64, u16)> =
                periods.map(|(days, _, period)| (of(&period.shortfall), days)).collect();
            deficits.sort_by(|one, other| one.0.total_cmp(&other.0));
            let mut left = needed;
            let sum = deficits.into_iter().map(|(deficit, days)| {
                let counted = days.min(left);
                left -= counted;
                deficit * f64::from(counted)
            });
            sum.sum::<f64>() / f64::from(needed)
        };
        Interval {
            at_least: mean(|deficit| deficit.at_least),
            at_most: mean(|deficit| deficit.at_most),
        }
    }

    /// The nearest service on the middle day, when days are put in order of the minutes to it: on at
    /// least half of the days it is this near or nearer.
    pub fn typical_nearest(&self, days: DaySet) -> Option<Nearest> {
        let mut periods: Vec<(u16, Nearest)> = self
            .within(days)
            .filter_map(|(count, _, period)| Some((count, period.nearest?)))
            .collect();
        periods.sort_by_key(|(_, nearest)| {
            (
                nearest.minutes.at_least.is_none(),
                nearest.minutes.at_least,
                nearest.service,
            )
        });
        let half = days.count().div_ceil(2);
        let mut passed = 0;
        periods.into_iter().find_map(|(count, nearest)| {
            passed += count;
            (passed >= half).then_some(nearest)
        })
    }

    /// The year as stretches of the same outcome and the same minutes, in calendar order from
    /// 1 January; their days sum to 365.
    pub fn ribbon(&self) -> Vec<Stretch> {
        let mut ribbon: Vec<Stretch> = Vec::new();
        for (period, outcome) in &self.periods {
            let minutes = outcome.nearest.and_then(|nearest| nearest.minutes.at_least);
            match ribbon.last_mut() {
                Some(last) if (last.outcome, last.minutes) == (outcome.outcome, minutes) => last.last = period.last,
                _ => ribbon.push(Stretch {
                    first: period.first,
                    last: period.last,
                    outcome: outcome.outcome,
                    minutes,
                }),
            }
        }
        ribbon
    }
}
