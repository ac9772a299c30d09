//! Before and after: two assessments of the same communities by the same definition, held against each other.

use std::collections::HashSet;

use crate::disclosure::{People, Released};
use crate::equity::{Assessment, Gap, Metrics, Scope, Verdict, metrics};
use crate::model::{Interval, Outcome, Package};
use crate::travel::DaySet;

/// Shortfalls that differ by less are the same: means over other access periods are rounded otherwise.
const ALIKE: f64 = 1e-9;

/// Everything that differs between before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Every standard that was wanted, in the definition's order.
    pub standards: Vec<ComparedStandard>,
}

/// One standard before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedStandard {
    /// Its place in the definition.
    pub standard: usize,
    /// As it is.
    pub before: Metrics,
    /// As it would be.
    pub after: Metrics,
    /// Every place where it may apply, changed or not, in the package's order.
    pub places: Vec<Change>,
    /// People of the places in which it would surely be met and is not surely met now.
    pub people_gained: Released<u64>,
    /// People of the places in which it is surely met now and would not surely be.
    pub people_lost: Released<u64>,
}

impl ComparedStandard {
    /// The places that are otherwise.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.places.iter().filter(|change| change.direction().is_some())
    }
}

/// A place before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The community's place in the package.
    pub community: usize,
    /// As it is.
    pub before: Stands,
    /// As it would be.
    pub after: Stands,
}

/// How a standard stands in a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stands {
    /// What is said of it.
    pub verdict: Verdict,
    /// Days of the year on which it is met: surely, and possibly.
    pub days_met: Interval<u16>,
    /// Days of the year on which it is met or met in part.
    days_held: Interval<u16>,
}

/// Which way a place goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Nothing is worse, at either reading, and something is better.
    Gain,
    /// Nothing is better, and something is worse.
    Loss,
    /// Something is better and something is worse.
    Mixed,
}

impl Direction {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gain => "gain",
            Self::Loss => "loss",
            Self::Mixed => "mixed",
        }
    }
}

impl Stands {
    fn of(gap: &Gap, scope: &Scope) -> Self {
        let days = |least: Outcome| {
            let year = DaySet::whole_year();
            let count = |holds: &dyn Fn(&Interval<Outcome>) -> bool| {
                let periods = gap.within(year).filter(|(_, _, period)| holds(&period.outcome));
                periods.map(|(days, ..)| days).sum()
            };
            Interval {
                at_least: count(&|outcome| outcome.at_least >= least),
                at_most: count(&|outcome| outcome.at_most >= least),
            }
        };
        Self {
            verdict: Verdict::of(gap, scope),
            days_met: days(Outcome::Met),
            days_held: days(Outcome::PartlyMet),
        }
    }

    /// Everything by which it is better or worse, at both readings: more is better.
    fn measures(&self) -> [f64; 8] {
        let rank = |outcome: Outcome| match outcome {
            Outcome::Unmet => 0.0,
            Outcome::PartlyMet => 1.0,
            Outcome::Met => 2.0,
        };
        let Verdict { outcome, shortfall, .. } = self.verdict;
        [
            rank(outcome.at_least),
            rank(outcome.at_most),
            self.days_met.at_least.into(),
            self.days_met.at_most.into(),
            self.days_held.at_least.into(),
            self.days_held.at_most.into(),
            -shortfall.at_least,
            -shortfall.at_most,
        ]
    }
}

impl Change {
    /// Which way it goes; `None` where nothing is otherwise.
    pub fn direction(&self) -> Option<Direction> {
        let pairs = || self.before.measures().into_iter().zip(self.after.measures());
        let is_better = pairs().any(|(before, after)| after > before + ALIKE);
        let is_worse = pairs().any(|(before, after)| before > after + ALIKE);
        match (is_better, is_worse) {
            (true, false) => Some(Direction::Gain),
            (false, true) => Some(Direction::Loss),
            (true, true) => Some(Direction::Mixed),
            (false, false) => None,
        }
    }

    /// Whether the standard, which is not surely met there, surely would be.
    pub fn is_surely_gained(&self) -> bool {
        let [before, after] = self.outcomes();
        before.at_least != Outcome::Met && after.at_least == Outcome::Met
    }

    /// Whether it might be met, and cannot be now.
    pub fn is_perhaps_gained(&self) -> bool {
        let [before, after] = self.outcomes();
        before.at_most != Outcome::Met && after.at_most == Outcome::Met && !self.is_surely_gained()
    }

    /// Whether the standard, which is surely met there, surely would not be any more.
    pub fn is_surely_lost(&self) -> bool {
        self.swapped().is_surely_gained()
    }

    /// Whether it could not be met any more, and may be now.
    pub fn is_perhaps_lost(&self) -> bool {
        self.swapped().is_perhaps_gained()
    }

    const fn swapped(&self) -> Self {
        Self {
            community: self.community,
            before: self.after,
            after: self.before,
        }
    }

    const fn outcomes(&self) -> [Interval<Outcome>; 2] {
        [self.before.verdict.outcome, self.after.verdict.outcome]
    }

    /// Days of the year on which it would be met and is not, less those on which it is and would not be: surely, and
    /// possibly.
    pub fn days_gained(&self) -> Interval<i32> {
        let [before, after] = [self.before.days_met, self.after.days_met];
        Interval {
            at_least: i32::from(after.at_least) - i32::from(before.at_least),
            at_most: i32::from(after.at_most) - i32::from(before.at_most),
        }
    }
}

/// Holds two assessments against each other, of the standards that are wanted. Both are of the same definition and
/// communities, and so have the same gaps in the same order. People are those of `package`.
pub fn compare(
    package: &Package,
    [before, after]: [&Assessment; 2],
    scope: &Scope,
    standards: impl Iterator<Item = usize>,
) -> Compared {
    let people = People::of(package);
    let standards = standards.filter_map(|standard| {
        let sides = [before, after].map(|side| of_standard(side, standard));
        let pairs = sides[0].iter().zip(&sides[1]);
        let places: Vec<Change> = pairs
            .map(|(before, after)| Change {
                community: before.community,
                before: Stands::of(before, scope),
                after: Stands::of(after, scope),
            })
            .collect();
        // Whole atoms of people or nothing, before and after alike: no difference of two figures tells of fewer.
        let count = |is_so: fn(&Change) -> bool| {
            let so = places.iter().filter(|change| is_so(change));
            let so: HashSet<usize> = so.map(|change| change.community).collect();
            people.count(|place| so.contains(&place))
        };
        let [own, other] = metrics(package, scope, Some(&sides[0]), Some(&sides[1]));
        Some(ComparedStandard {
            standard,
            before: own?,
            after: other?,
            people_gained: count(Change::is_surely_gained),
            people_lost: count(Change::is_surely_lost),
            places,
        })
    });
    Compared {
        standards: standards.collect(),
    }
}

fn of_standard(assessment: &Assessment, standard: usize) -> Vec<&Gap> {
    let gaps = assessment.gaps.iter();
    gaps.filter(|gap| gap.standard == standard).collect()
}
