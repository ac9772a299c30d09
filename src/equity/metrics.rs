//! What a standard looks like as a whole, before and after: counts, coverage, and how unequal it is.

use super::gap::Gap;
use super::measures::{Weighted, coverage::coverage, gini::gini};
use super::scope::Scope;
use super::summary::{OutcomeCounts, PeopleCounts};
use crate::model::{Interval, Outcome, Package};
use crate::travel::DaySet;

/// One standard on one side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Communities by outcome over the days asked about.
    pub communities: OutcomeCounts,
    /// People by outcome; withheld where a small group could be found from both sides together.
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
    let withheld = any_small(package, scope, before, after);
    [before, after].map(|gaps| gaps.map(|gaps| one_side(package, scope, gaps, withheld)))
}

fn one_side(package: &Package, scope: &Scope, gaps: &[&Gap], withheld: bool) -> Metrics {
    let mut communities = OutcomeCounts::default();
    let mut people = OutcomeCounts::default();
    for gap in gaps {
        let outcome = gap.outcome(scope);
        communities.add(outcome, 1);
        // People of a place that is part of another are counted in that other.
        people.add(outcome, package.communities[gap.community].population().unwrap_or(0));
    }
    let days_met = || {
        let counts = gaps.iter().map(|gap| gap.day_counts(DaySet::whole_year()));
        counts.map(|counts| f64::from(counts.met))
    };
    let shortfalls = || gaps.iter().map(|gap| gap.shortfall(scope).at_least);
    let mean = |sum: f64| (!gaps.is_empty()).then(|| sum / gaps.len() as f64);
    let worst = gaps.iter().zip(shortfalls()).filter(|(_, shortfall)| *shortfall > 0.0);
    Metrics {
        communities,
        people: if withheld {
            PeopleCounts::Withheld
        } else {
            PeopleCounts::Published(people)
        },
        coverage_of_communities: coverage(communities),
        coverage_of_people: coverage(people).filter(|_| !withheld),
        mean_days_met: mean(days_met().sum()),
        mean_shortfall: mean(shortfalls().sum()),
        gini_days_met: gini(&days_met().filter_map(Weighted::once).collect::<Vec<_>>()),
        worst: worst
            .map(|(gap, shortfall)| (gap.community, shortfall))
            .reduce(|worst, next| if next.1 > worst.1 { next } else { worst }),
    }
}

/// Where people stand on one side of the joint table: by outcome, or the standard does not apply.
type Stands = Option<Option<Outcome>>;

/// Whether the joint table of people, outcome before by outcome after, has a small group in it. Each side
/// by itself may have none: forty people met before and forty after can still be thirty-eight who stayed
/// and two who changed places with two others, and the two sides together with any third would tell.
fn any_small(package: &Package, scope: &Scope, before: Option<&[&Gap]>, after: Option<&[&Gap]>) -> bool {
    let settled = |outcome: Interval<Outcome>| outcome.settled();
    let stands = |gaps: Option<&[&Gap]>, community: usize| -> Stands {
        let gap = gaps?.iter().find(|gap| gap.community == community)?;
        Some(settled(gap.outcome(scope)))
    };
    let mut table: Vec<((Stands, Stands), u32)> = Vec::new();
    for (at, community) in package.communities.iter().enumerate() {
        let cell = (stands(before, at), stands(after, at));
        let people = community.population().unwrap_or(0);
        // Whom the standard concerns on neither side is in neither count.
        if cell == (None, None) {
            continue;
        }
        match table.iter_mut().find(|(known, _)| *known == cell) {
            Some((_, count)) => *count += people,
            None => table.push((cell, people)),
        }
    }
    let below = package.settings.suppress_below;
    table.iter().any(|(_, people)| (1..below).contains(people))
}
