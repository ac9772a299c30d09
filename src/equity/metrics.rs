//! What a standard looks like as a whole, before and after: counts, coverage, and how unequal it is.

use std::collections::BTreeMap;

use super::gap::Gap;
use super::measures::rates::Rate;
use super::measures::{Weighted, coverage::coverage, gini::gini};
use super::scope::Scope;
use super::summary::{OutcomeCounts, PeopleCounts};
use crate::disclosure::People;
use crate::model::{Interval, Outcome, Package};
use crate::travel::DaySet;

/// One standard on one side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Communities by outcome over the days asked about.
    pub communities: OutcomeCounts,
    /// People by outcome.
    pub people: PeopleCounts,
    /// Share of communities where it is surely met; `None` where it applies to none.
    pub coverage_of_communities: Option<f64>,
    /// Share of people for whom it is surely met; `None` where people are withheld or there are none.
    pub coverage_of_people: Option<f64>,
    /// Mean over communities of the days of the year on which it is surely met.
    pub mean_days_met: Option<f64>,
    /// Mean over communities of the shortfall over the days asked about, at the least favourable reading.
    pub mean_shortfall: Option<f64>,
    /// Gini coefficient over communities of the days of the year on which it is surely met.
    pub gini_days_met: Option<f64>,
    /// The community that falls furthest short, by its place in the package, and how far; the earlier
    /// where several do, `None` where none falls short.
    pub worst: Option<(usize, f64)>,
}

/// Metrics of one standard on both sides, from its gaps on each. A side that does not have the standard
/// has `None`.
pub fn metrics(
    package: &Package,
    scope: &Scope,
    before: Option<&[&Gap]>,
    after: Option<&[&Gap]>,
) -> [Option<Metrics>; 2] {
    let people = People::of(package);
    [before, after].map(|gaps| gaps.map(|gaps| one_side(&people, scope, gaps)))
}

fn one_side(people: &People, scope: &Scope, gaps: &[&Gap]) -> Metrics {
    let mut communities = OutcomeCounts::default();
    let mut outcomes: BTreeMap<usize, Interval<Outcome>> = BTreeMap::new();
    for gap in gaps {
        let outcome = gap.outcome(scope);
        communities.add(outcome, 1);
        outcomes.insert(gap.community, outcome);
    }
    // People of a place that is part of another are counted in that other.
    let people = PeopleCounts::of(people, |place| outcomes.get(&place).copied());
    let days_met = || {
        let counts = gaps.iter().map(|gap| gap.day_counts(DaySet::whole_year()));
        counts.map(|counts| f64::from(counts.met))
    };
    let shortfalls = || gaps.iter().map(|gap| gap.shortfall(scope).at_least);
    let mean = |sum: f64| (!gaps.is_empty()).then(|| sum / gaps.len() as f64);
    let worst = gaps.iter().zip(shortfalls()).filter(|(_, shortfall)| *shortfall > 0.0);
    Metrics {
        communities,
        people,
        coverage_of_communities: coverage(communities),
        coverage_of_people: people.met.and(people.total).get().and_then(|&(met, total)| {
            let rate = Rate::new(met as f64, total as f64)?;
            rate.share()
        }),
        mean_days_met: mean(days_met().sum()),
        mean_shortfall: mean(shortfalls().sum()),
        gini_days_met: gini(&days_met().filter_map(Weighted::once).collect::<Vec<_>>()),
        worst: worst
            .map(|(gap, shortfall)| (gap.community, shortfall))
            .reduce(|worst, next| if next.1 > worst.1 { next } else { worst }),
    }
}
