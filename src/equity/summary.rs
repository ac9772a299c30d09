//! How many communities, and how many people, have which outcome: for the whole territory and by region.

use super::assess::Assessment;
use super::basis::Basis;
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
}

/// People by outcome. A count of few people, or one from which such a count could be subtracted, is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeopleCounts {
    /// Met.
    pub met: Released<u32>,
    /// Met in part.
    pub partly_met: Released<u32>,
    /// Unmet.
    pub unmet: Released<u32>,
    /// Not settled.
    pub unknown: Released<u32>,
    /// All of them.
    pub total: Released<u32>,
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
    let people = People::of(basis.package());
    // Outcomes once, whatever the number of groups.
    let outcomes: Vec<Outcomes> = (0..standards)
        .map(|standard| {
            let of_place = |place| assessment.gap(place, standard).map(|gap| gap.outcome(scope));
            (0..communities.len()).map(of_place).collect()
        })
        .collect();
    let counted = |kind, region: Option<&str>| {
        let inside =
            |community: usize| kind == GroupKind::Territory || communities[community].region.as_deref() == region;
        let of_standard = |standard: usize| count(&people, standard, &outcomes[standard], &inside);
        Group {
            kind,
            region: region.map(str::to_owned),
            standards: (0..standards).map(of_standard).collect(),
        }
    };
    let mut groups = vec![counted(GroupKind::Territory, None)];
    groups.extend(regions.into_iter().map(|region| counted(GroupKind::Region, region)));
    Summary { groups }
}

/// Per community, the outcome of a standard; `None` where it does not concern the community.
type Outcomes = Vec<Option<Interval<Outcome>>>;

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
