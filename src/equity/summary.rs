//! How many communities, and how many people, have which outcome: for the whole territory and by region.

use super::assess::Assessment;
use super::basis::Basis;
use super::scope::Scope;
use crate::model::{Interval, Outcome};

/// What a group of communities is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKind {
    /// All communities.
    Territory,
    /// Those of one region.
    Region,
}

/// Communities by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutcomeCounts {
    /// Met.
    pub met: u32,
    /// Met in part.
    pub partly_met: u32,
    /// Unmet.
    pub unmet: u32,
    /// Not settled.
    pub unknown: u32,
}

impl OutcomeCounts {
    pub(super) fn add(&mut self, outcome: Interval<Outcome>, count: u32) {
        *match outcome.settled() {
            Some(Outcome::Met) => &mut self.met,
            Some(Outcome::PartlyMet) => &mut self.partly_met,
            Some(Outcome::Unmet) => &mut self.unmet,
            None => &mut self.unknown,
        } += count;
    }

    /// All of them.
    pub fn total(self) -> u32 {
        self.met + self.partly_met + self.unmet + self.unknown
    }

    fn any_small(self, below: u32) -> bool {
        [self.met, self.partly_met, self.unmet, self.unknown]
            .into_iter()
            .any(|count| (1..below).contains(&count))
    }
}

/// People by outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleCounts {
    /// The counts.
    Published(OutcomeCounts),
    /// Some group is smaller than what the package allows to be published. Then no group's people
    /// are given for this standard, because the rest would give the small one away.
    Withheld,
}

/// One standard in one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandardSummary {
    /// The standard's place in the definition.
    pub standard: usize,
    /// Communities by outcome.
    pub communities: OutcomeCounts,
    /// People by outcome. People of a place that is part of another are counted in that other.
    pub people: PeopleCounts,
    /// Communities without a count of people of their own.
    pub uncounted: u32,
}

/// A group of communities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What it is.
    pub kind: GroupKind,
    /// Its region; `None` for the territory, and for communities of no known region.
    pub region: Option<String>,
    /// Per standard of the definition.
    pub standards: Vec<StandardSummary>,
}

/// The whole territory first, then its regions by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The groups.
    pub groups: Vec<Group>,
}

/// Counts communities and people by outcome.
pub fn summarise(basis: &Basis, assessment: &Assessment, scope: &Scope, standards: usize) -> Summary {
    let communities = &basis.package().communities;
    let mut regions: Vec<Option<&str>> = communities
        .iter()
        .map(|community| community.region.as_deref())
        .collect();
    regions.sort_unstable();
    regions.dedup();
    let counted = |kind, region: Option<&str>| {
        let inside =
            |community: usize| kind == GroupKind::Territory || communities[community].region.as_deref() == region;
        let of_standard = |standard| count(basis, assessment, scope, standard, &inside);
        Group {
            kind,
            region: region.map(str::to_owned),
            standards: (0..standards).map(of_standard).collect(),
        }
    };
    let mut groups = vec![counted(GroupKind::Territory, None)];
    groups.extend(regions.into_iter().map(|region| counted(GroupKind::Region, region)));
    withhold(&mut groups, basis.package().settings.suppress_below, standards);
    Summary { groups }
}

fn count(
    basis: &Basis,
    assessment: &Assessment,
    scope: &Scope,
    standard: usize,
    inside: &dyn Fn(usize) -> bool,
) -> StandardSummary {
    let mut communities = OutcomeCounts::default();
    let mut people = OutcomeCounts::default();
    let mut uncounted = 0;
    for gap in assessment
        .gaps
        .iter()
        .filter(|gap| gap.standard == standard && inside(gap.community))
    {
        let outcome = gap.outcome(scope);
        communities.add(outcome, 1);
        match basis.package().communities[gap.community].population() {
            Some(population) => people.add(outcome, population),
            None => uncounted += 1,
        }
    }
    StandardSummary {
        standard,
        communities,
        people: PeopleCounts::Published(people),
        uncounted,
    }
}

/// Withholds all people of a standard where any group's count is small.
fn withhold(groups: &mut [Group], below: u32, standards: usize) {
    for standard in 0..standards {
        let small = groups.iter().any(|group| {
            matches!(group.standards[standard].people, PeopleCounts::Published(counts) if counts.any_small(below))
        });
        if small {
            for group in groups.iter_mut() {
                group.standards[standard].people = PeopleCounts::Withheld;
            }
        }
    }
}
