//! The way of a community through the year: on how many days it holds, and where it breaks.

use std::collections::BTreeMap;

use super::Wayfinder;
use super::journey::StepJourneys;
use super::walk::{StepState, Walked};
use crate::model::Truth;
use crate::travel::{AccessPeriod, DaySet};

/// Unbroken days on which everything about the way is the same.
#[derive(Clone, Debug, PartialEq)]
pub struct PathwayStretch {
    /// The days, whether or not they are asked about.
    pub period: AccessPeriod,
    /// How many of them are asked about.
    pub days: u16,
    /// The way.
    pub walked: Walked,
    /// How one comes to each step.
    pub journeys: Vec<StepJourneys>,
}

/// Days by what comes of the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PathwayDays {
    /// It surely holds.
    pub holds: u16,
    /// It may hold.
    pub unknown: u16,
    /// It surely breaks.
    pub breaks: u16,
}

impl PathwayDays {
    /// All of them.
    pub const fn count(self) -> u16 {
        self.holds + self.unknown + self.breaks
    }

    fn add(&mut self, truth: Truth, days: u16) {
        match truth {
            Truth::True => self.holds += days,
            Truth::Unknown => self.unknown += days,
            Truth::False => self.breaks += days,
        }
    }

    /// What comes of it over all of them: it holds where it does on each, and breaks where it does on any.
    pub const fn truth(self) -> Truth {
        if self.breaks > 0 {
            Truth::False
        } else if self.unknown > 0 {
            Truth::Unknown
        } else {
            Truth::True
        }
    }
}

/// Days by what comes of one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepDays {
    /// By whether it holds; days on which an earlier step breaks are not among them.
    pub days: PathwayDays,
    /// On which an earlier step breaks.
    pub beyond: u16,
}

/// The way of a community in every period of the year.
#[derive(Clone, Debug, PartialEq)]
pub struct PathwayYear {
    /// Its place in the package.
    pub community: usize,
    /// In calendar order; together 365 days.
    pub periods: Vec<(AccessPeriod, Walked)>,
}

impl Wayfinder<'_> {
    /// Goes the way of a community through the year.
    pub fn year(&self, community: usize) -> PathwayYear {
        let mut known: Vec<(usize, Walked)> = Vec::new();
        let periods = self.basis.periods().iter().enumerate().map(|(at, period)| {
            let alike = self.alike(at);
            let found = known
                .iter()
                .find(|(one, _)| *one == alike)
                .map(|(_, walked)| walked.clone());
            let walked = found.unwrap_or_else(|| {
                let walked = self.walk(community, alike);
                known.push((alike, walked.clone()));
                walked
            });
            (*period, walked)
        });
        let periods = periods.collect();
        self.forget(community);
        PathwayYear { community, periods }
    }
}

impl PathwayYear {
    fn within(&self, days: DaySet) -> impl Iterator<Item = (u16, &Walked)> {
        let asked = days.stretches();
        self.periods.iter().filter_map(move |(period, walked)| {
            let count = period.days_in(&asked);
            (count > 0).then_some((count, walked))
        })
    }

    /// Days by what comes of the way.
    pub fn days(&self, days: DaySet) -> PathwayDays {
        let mut counts = PathwayDays::default();
        for (count, walked) in self.within(days) {
            counts.add(walked.truth(), count);
        }
        counts
    }

    /// Days by what comes of one step.
    pub fn step(&self, step: usize, days: DaySet) -> StepDays {
        let mut counts = StepDays::default();
        for (count, walked) in self.within(days) {
            match walked.steps[step].state {
                StepState::Beyond => counts.beyond += count,
                state => counts.days.add(state.truth(), count),
            }
        }
        counts
    }

    /// On how many days nobody surely gets from one step to the next, or home; and to which step on most of them, the earlier of
    /// two.
    pub fn no_sure_way(&self, days: DaySet) -> Option<(u16, usize)> {
        let mut by_step: BTreeMap<usize, u16> = BTreeMap::new();
        for (count, walked) in self.within(days) {
            if let Some(step) = walked.no_sure_way() {
                *by_step.entry(step).or_default() += count;
            }
        }
        let total = by_step.values().sum();
        let (step, _) = by_step.into_iter().rev().max_by_key(|(_, count)| *count)?;
        Some((total, step))
    }

    /// The step at which it breaks on most days, else of which it is unknown on most, with why; the earlier of two.
    pub fn weakest(&self, days: DaySet) -> Option<(usize, StepState)> {
        let steps = self.periods.first().map_or(0, |(_, walked)| walked.steps.len());
        let most = |is_wanted: fn(StepState) -> bool| {
            let of_step = |step: usize| {
                let mut total = 0;
                let mut states: Vec<(u16, StepState)> = Vec::new();
                let found = self
                    .within(days)
                    .map(|(count, walked)| (count, walked.steps[step].state));
                for (count, state) in found.filter(|(_, state)| is_wanted(*state)) {
                    total += count;
                    match states.iter_mut().find(|(_, one)| *one == state) {
                        Some((days, _)) => *days += count,
                        None => states.push((count, state)),
                    }
                }
                let (_, state) = states.into_iter().rev().max_by_key(|(days, _)| *days)?;
                Some((total, step, state))
            };
            // Of equals the last is taken, and the earlier step comes last.
            let found = (0..steps).rev().filter_map(of_step).max_by_key(|(total, ..)| *total);
            found.map(|(_, step, state)| (step, state))
        };
        most(|state| matches!(state, StepState::Breaks(_)))
            .or_else(|| most(|state| matches!(state, StepState::Unknown(_))))
    }
}
