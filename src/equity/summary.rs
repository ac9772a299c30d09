//! How many communities, and how many people, have which outcome: for the whole territory and by region.

use super::assess::Assessment;
use super::basis::Basis;
use super::gap::Gap;
use super::scope::Scope;
use crate::disclosure::{People, Released};
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
    pub met: u64,
    /// Met in part.
    pub partly_met: u64,
    /// Unmet.
    pub unmet: u64,
    /// Not settled.
    pub unknown: u64,
}

impl OutcomeCounts {
    pub(super) fn add(&mut self, outcome: Interval<Outcome>, count: u32) {
        *match outcome.settled() {
            Some(Outcome::Met) => &mut self.met,
            Some(Outcome::PartlyMet) => &mut self.partly_met,
            Some(Outcome::Unmet) => &mut self.unmet,
            None => &mut self.unknown,
        } += u64::from(count);
    }

    /// All of them.
    pub fn total(self) -> u64 {
        self.met + self.partly_met + self.unmet + self.unknown
    }
}

/// People by outcome. A count of few people, or one from which such a count could be subtracted, is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeopleCounts {
    /// Met.
    pub met: Released<u64>,
    /// Met in part.
    pub partly_met: Released<u64>,
    /// Unmet.
    pub unmet: Released<u64>,
    /// Not settled.
    pub unknown: Released<u64>,
    /// All of them.
    pub total: Released<u64>,
}

impl PeopleCounts {
    /// People of the places that have an outcome, by it.
    pub(super) fn of(people: &People, outcome: impl Fn(usize) -> Option<Interval<Outcome>>) -> Self {
        let settled = |wanted: Option<Outcome>| {
            people.count(|place| outcome(place).is_some_and(|outcome| outcome.settled() == wanted))
        };
        Self {
            met: settled(Some(Outcome::Met)),
            partly_met: settled(Some(Outcome::PartlyMet)),
            unmet: settled(Some(Outcome::Unmet)),
            unknown: settled(None),
            total: people.count(|place| outcome(place).is_some()),
        }
    }

    /// All four counts, where none is withheld.
    pub fn all(self) -> Option<OutcomeCounts> {
        Some(OutcomeCounts {
            met: *self.met.get()?,
            partly_met: *self.partly_met.get()?,
            unmet: *self.unmet.get()?,
            unknown: *self.unknown.get()?,
        })
    }
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
    pub uncounted: u64,
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
    let mut tally = Tally::new(basis, scope, standards);
    assessment.gaps.iter().for_each(|gap| tally.add(gap));
    tally.summary()
}

/// Per community, the outcome of a standard; `None` where it does not concern the community.
type Outcomes = Vec<Option<Interval<Outcome>>>;

/// Outcomes that are taken down gap by gap, so that the gaps of a million communities need not be there at once.
#[derive(Clone, Debug)]
pub struct Tally<'a> {
    basis: &'a Basis,
    scope: &'a Scope,
    /// Per standard.
    outcomes: Vec<Outcomes>,
}

impl<'a> Tally<'a> {
    /// Nothing is taken down yet.
    pub fn new(basis: &'a Basis, scope: &'a Scope, standards: usize) -> Self {
        Self {
            basis,
            scope,
            outcomes: vec![vec![None; basis.package().communities.len()]; standards],
        }
    }

    /// Takes down a gap.
    pub fn add(&mut self, gap: &Gap) {
        self.take(gap.community, gap.standard, gap.outcome(self.scope));
    }

    /// Takes down an outcome of a community, by its place in the package, and of a standard, by its place in the definition.
    pub fn take(&mut self, community: usize, standard: usize, outcome: Interval<Outcome>) {
        self.outcomes[standard][community] = Some(outcome);
    }

    /// What was taken down, counted; a region without a gap has counts of nothing. Small counts are withheld.
    pub fn summary(&self) -> Summary {
        let communities = &self.basis.package().communities;
        let mut regions: Vec<Option<&str>> = communities
            .iter()
            .map(|community| community.region.as_deref())
            .collect();
        regions.sort_unstable();
        regions.dedup();
        let people = People::of(self.basis.package());
        let counted = |kind, region: Option<&str>| {
            let inside =
                |community: usize| kind == GroupKind::Territory || communities[community].region.as_deref() == region;
            let standards = self.outcomes.iter().enumerate();
            Group {
                kind,
                region: region.map(str::to_owned),
                standards: standards
                    .map(|(standard, outcomes)| count(&people, standard, outcomes, &inside))
                    .collect(),
            }
        };
        let mut groups = vec![counted(GroupKind::Territory, None)];
        groups.extend(regions.into_iter().map(|region| counted(GroupKind::Region, region)));
        Summary { groups }
    }
}

fn count(people: &People, standard: usize, outcomes: &Outcomes, inside: &dyn Fn(usize) -> bool) -> StandardSummary {
    let outcome = |place: usize| outcomes[place].filter(|_| inside(place));
    let mut communities = OutcomeCounts::default();
    for outcome in (0..outcomes.len()).filter_map(outcome) {
        communities.add(outcome, 1);
    }
    StandardSummary {
        standard,
        communities,
        people: PeopleCounts::of(people, outcome),
        uncounted: people.uncounted(|place| outcome(place).is_some()),
    }
}
