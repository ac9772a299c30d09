//! Two sides held against each other: two definitions, two dates, two pictures of supply, or all of these
//! at once. Whose outcome differs, and which requirement or which service did it.

use std::collections::BTreeSet;

use super::assess::Question;
use super::assessor::Assessor;
use super::basis::Basis;
use super::because::{self, Seen, Time};
use super::changes::{Change, changes, leads_on, only};
use super::criteria::{Criteria, CriteriaFault};
use super::gap::{DayCounts, Gap};
use super::metrics::{Metrics, metrics};
use super::observation::is_stale;
use super::prepared::Prepared;
use super::presence::{exists, runs};
use super::scope::Scope;
use crate::model::{Definition, Interval, Outcome, StandardId, Supply, Text, Truth};
use crate::travel::DaySet;

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Against which definition.
    pub definition: &'a Definition,
    /// On which date, and which picture of supply.
    pub question: Question,
}

/// Everything that differs between two sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Every requirement that differs.
    pub changes: Vec<Change>,
    /// Every community and standard whose outcome differs, in the order of standards, then of communities.
    pub flips: Vec<Flip>,
    /// Every standard of either side, those of the first in its order.
    pub standards: Vec<Compared>,
}

/// A standard on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Its id.
    pub standard: StandardId,
    /// Its title on the later side, else on the earlier.
    pub title: Text,
    /// Metrics before; `None` where that side does not have the standard.
    pub before: Option<Metrics>,
    /// Metrics after.
    pub after: Option<Metrics>,
}

/// One community and one standard on one side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// The outcome over the days asked about.
    pub outcome: Interval<Outcome>,
    /// Days of the whole year by outcome.
    pub days: DayCounts,
    /// Mean shortfall over the days asked about.
    pub shortfall: Interval<f64>,
}

impl Verdict {
    /// Of a gap, over the days of a scope.
    pub fn of(gap: &Gap, scope: &Scope) -> Self {
        Self {
            outcome: gap.outcome(scope),
            days: gap.day_counts(DaySet::whole_year()),
            shortfall: gap.shortfall(scope),
        }
    }
}

/// A community and a standard whose outcome differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Flip {
    /// The community's place in the package.
    pub community: usize,
    /// The standard.
    pub standard: StandardId,
    /// Its title on the later side.
    pub title: Text,
    /// How it stood before; `None` where the standard did not apply.
    pub before: Option<Verdict>,
    /// How it stands after.
    pub after: Option<Verdict>,
    /// What did it. Each of those `alone` does by itself; where none does, these are the ones without which
    /// it would not be so; where none is even that, these are all that bear on it, and they do it together.
    pub because: Vec<Because>,
}

/// One reason for a flip.
#[derive(Clone, Debug, PartialEq)]
pub struct Because {
    /// What differs.
    pub factor: Factor,
    /// Whether it gives the outcome by itself.
    pub alone: bool,
    /// The same in words.
    pub words: Text,
}

/// Something that differs between two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// A requirement, by its place in [`Comparison::changes`].
    Requirement(usize),
    /// A service that is not there, does not run or is not known as it was on the other side, by its place in
    /// the package.
    Service {
        /// Which.
        service: usize,
        /// How it stood before.
        before: Seen,
        /// How it stands after.
        after: Seen,
    },
    /// A link of the network that is there on one side and not, or not surely, on the other.
    Link {
        /// Its place in the network.
        link: usize,
        /// Whether it was there before.
        before: Truth,
        /// Whether it is there after.
        after: Truth,
    },
}

/// What a standard comes to in a community; `None` where it does not apply there.
type Comes = Option<Interval<Outcome>>;

/// Compares two sides over the days of a scope; of all standards, or of one.
pub fn compare(
    basis: &Basis,
    [before, after]: [Side<'_>; 2],
    scope: &Scope,
    wanted: Option<&StandardId>,
) -> Result<Comparison, CriteriaFault> {
    let assessor = Assessor::new(basis);
    let gaps = |side: Side<'_>| -> Result<_, CriteriaFault> {
        let part = part(side.definition, wanted);
        let criteria = Criteria::new(&part, basis.package())?;
        let prepared = assessor.prepare(&criteria, side.question);
        let ids: Vec<StandardId> = part.standards.iter().map(|one| one.id.clone()).collect();
        Ok(Assessed {
            gaps: assessor.all_gaps(&criteria, &prepared),
            ids,
        })
    };
    let assessed = [gaps(before)?, gaps(after)?];
    let mut comparison = Comparison {
        changes: changes(before.definition, after.definition),
        flips: Vec::new(),
        standards: Vec::new(),
    };
    let own = before.definition.standards.iter().map(|one| &one.id);
    let other = after.definition.standards.iter().map(|one| &one.id);
    let mut ids: Vec<&StandardId> = own.collect();
    ids.extend(other.filter(|id| !before.definition.standards.iter().any(|one| one.id == **id)));
    for id in ids.into_iter().filter(|id| wanted.is_none_or(|wanted| wanted == *id)) {
        let of_side = [&assessed[0], &assessed[1]].map(|side| side.of(id));
        let [one, other] = metrics(basis.package(), scope, of_side[0].as_deref(), of_side[1].as_deref());
        comparison.standards.push(Compared {
            standard: id.clone(),
            title: title(id, before.definition, after.definition),
            before: one,
            after: other,
        });
        if let [Some(one), Some(other)] = of_side {
            let tried = Tried {
                assessor: &assessor,
                sides: [before, after],
                scope,
                id,
                changes: &comparison.changes,
            };
            let flips = tried.flips(&one, &other);
            comparison.flips.extend(flips);
        }
    }
    Ok(comparison)
}

/// The gaps of one side.
struct Assessed {
    gaps: Vec<Gap>,
    ids: Vec<StandardId>,
}

impl Assessed {
    /// Those of a standard, in the order of communities; `None` where the side does not have it.
    fn of(&self, id: &StandardId) -> Option<Vec<&Gap>> {
        let at = self.ids.iter().position(|one| one == id)?;
        Some(self.gaps.iter().filter(|gap| gap.standard == at).collect())
    }
}

/// The definition, or as much of it as one standard needs.
fn part(definition: &Definition, wanted: Option<&StandardId>) -> Definition {
    let needed = wanted.map(|id| leads_on(definition, id).unwrap_or_default());
    needed.map_or_else(|| definition.clone(), |ids| only(definition, &ids))
}

fn title(id: &StandardId, before: &Definition, after: &Definition) -> Text {
    let standards = after.standards.iter().chain(&before.standards);
    let mut titles = standards.filter(|one| one.id == *id).map(|one| one.title.clone());
    titles.next().unwrap_or_default()
}

/// One standard of both sides, on which changes are tried.
struct Tried<'a> {
    assessor: &'a Assessor<'a>,
    sides: [Side<'a>; 2],
    scope: &'a Scope,
    id: &'a StandardId,
    changes: &'a [Change],
}

/// A factor with the outcome that it gives in each of the communities that flipped; `None` where it cannot
/// be tried, because what it would give is no definition.
type Outcomes = Option<Vec<Comes>>;

impl Tried<'_> {
    fn flips(&self, before: &[&Gap], after: &[&Gap]) -> Vec<Flip> {
        let [one, other] = [before, after]
            .map(|gaps| move |community: usize| gaps.iter().find(|gap| gap.community == community).copied());
        let outcome = |gap: Option<&Gap>| gap.map(|gap| gap.outcome(self.scope));
        let communities = 0..self.assessor.basis().package().communities.len();
        let cells: Vec<usize> = communities
            .filter(|&at| outcome(one(at)) != outcome(other(at)))
            .collect();
        if cells.is_empty() {
            return Vec::new();
        }
        let wanted: Vec<Comes> = cells.iter().map(|&at| outcome(other(at))).collect();
        let because = self.because(&cells, &wanted);
        let flips = cells.iter().zip(because).map(|(&community, because)| Flip {
            community,
            standard: self.id.clone(),
            title: title(self.id, self.sides[0].definition, self.sides[1].definition),
            before: one(community).map(|gap| Verdict::of(gap, self.scope)),
            after: other(community).map(|gap| Verdict::of(gap, self.scope)),
            because,
        });
        flips.collect()
    }

    /// What did it, in each of the communities: found by making each change by itself before, else by taking
    /// each back after.
    fn because(&self, cells: &[usize], wanted: &[Comes]) -> Vec<Vec<Because>> {
        let factors = self.factors();
        let [before, after] = self.sides;
        let made = self.outcomes(&factors, [before, after], cells);
        let alone: Vec<Vec<usize>> = (0..cells.len())
            .map(|cell| which(&made, |outcomes| outcomes[cell] == wanted[cell]))
            .collect();
        let mut taken_back: Option<Vec<Outcomes>> = None;
        let mut because = Vec::new();
        for (cell, alone) in alone.iter().enumerate() {
            let (found, are_alone) = if alone.is_empty() {
                let taken_back = taken_back.get_or_insert_with(|| self.outcomes(&factors, [after, before], cells));
                let needed = which(taken_back, |outcomes| outcomes[cell] != wanted[cell]);
                let bearing = || {
                    let bears = |&at: &usize| self.bears_on(&factors[at], cells[cell]);
                    (0..factors.len()).filter(bears).collect()
                };
                (if needed.is_empty() { bearing() } else { needed }, false)
            } else {
                (alone.clone(), true)
            };
            let reasons = found.into_iter().map(|at| Because {
                factor: factors[at],
                alone: are_alone,
                words: self.words(&factors[at]),
            });
            because.push(reasons.collect());
        }
        because
    }

    /// Everything that may bear on the standard: requirements of its own, of the standards it leads on to and
    /// of the definition as a whole, services of their types that stand otherwise, and links that are there or not.
    fn factors(&self) -> Vec<Factor> {
        let [before, after] = self.sides;
        let needs: BTreeSet<StandardId> = [before, after]
            .iter()
            .flat_map(|side| leads_on(side.definition, self.id).unwrap_or_default())
            .collect();
        let requirements = self.changes.iter().enumerate().filter(|(_, change)| {
            // A weight sums standards up and decides none.
            change.name != "weight" && change.standard().is_none_or(|id| needs.contains(id))
        });
        let mut factors: Vec<Factor> = requirements.map(|(at, _)| Factor::Requirement(at)).collect();
        if before.question != after.question {
            let mut services = BTreeSet::new();
            for side in [before, after] {
                services.extend(self.differing(side.definition).unwrap_or_default());
            }
            factors.extend(services.into_iter().map(|service| Factor::Service {
                service,
                before: self.seen(service, before),
                after: self.seen(service, after),
            }));
            let basis = self.assessor.basis();
            let [one, other] = [before, after].map(|side| basis.links_on(side.question.as_of));
            factors.extend(one.differing(&other).into_iter().map(|link| Factor::Link {
                link,
                before: one.of(link),
                after: other.of(link),
            }));
        }
        factors
    }

    /// Services that stand otherwise on the two sides, under the part of a definition that the standard needs.
    fn differing(&self, definition: &Definition) -> Option<Vec<usize>> {
        let part = part(definition, Some(self.id));
        let criteria = Criteria::new(&part, self.assessor.basis().package()).ok()?;
        let [before, after] = self.sides.map(|side| self.assessor.prepare(&criteria, side.question));
        Some(before.differing(&criteria, &after))
    }

    /// Per factor: what each community comes to when the factor alone is as on the side `to`, and all else as
    /// on the side `from`.
    fn outcomes(&self, factors: &[Factor], [from, to]: [Side<'_>; 2], cells: &[usize]) -> Vec<Outcomes> {
        let of_requirement = |at: usize| {
            let made = self.changes[at].made(from.definition, to.definition)?;
            let part = part(&made, Some(self.id));
            let criteria = Criteria::new(&part, self.assessor.basis().package()).ok()?;
            let prepared = self.assessor.prepare(&criteria, from.question);
            let outcomes = cells
                .iter()
                .map(|&community| self.outcome(&criteria, &prepared, community));
            Some(outcomes.collect())
        };
        let part = part(from.definition, Some(self.id));
        let criteria = Criteria::new(&part, self.assessor.basis().package()).ok();
        let standing = criteria.as_ref().map(|criteria| {
            let prepare = |question| self.assessor.prepare(criteria, question);
            let own = prepare(from.question);
            let unchanged: Vec<Comes> = cells
                .iter()
                .map(|&community| self.outcome(criteria, &own, community))
                .collect();
            (criteria, own.clone(), own, prepare(to.question), unchanged)
        });
        let Some((criteria, mut tried, own, other, unchanged)) = standing else {
            return vec![None; factors.len()];
        };
        let basis = self.assessor.basis();
        let of_service = |tried: &mut Prepared, service: usize| {
            tried.take(basis, criteria, &other, service);
            let outcomes = cells.iter().zip(&unchanged).map(|(&community, unchanged)| {
                // Who is not served is not helped by it, whatever became of it.
                if self.assessor.served(community).by(service).possibly() {
                    self.outcome(criteria, tried, community)
                } else {
                    *unchanged
                }
            });
            let outcomes = outcomes.collect();
            tried.take(basis, criteria, &own, service);
            Some(outcomes)
        };
        let of_link = |tried: &mut Prepared, link: usize| {
            tried.take_link(basis, criteria, &other, link);
            let outcomes = cells.iter().map(|&community| self.outcome(criteria, tried, community));
            let outcomes = outcomes.collect();
            tried.take_link(basis, criteria, &own, link);
            Some(outcomes)
        };
        let outcomes = factors.iter().map(|factor| match *factor {
            Factor::Requirement(at) => of_requirement(at),
            Factor::Service { service, .. } => of_service(&mut tried, service),
            Factor::Link { link, .. } => of_link(&mut tried, link),
        });
        outcomes.collect()
    }

    fn outcome(&self, criteria: &Criteria<'_>, prepared: &Prepared, community: usize) -> Comes {
        let at = criteria
            .definition
            .standards
            .iter()
            .position(|one| one.id == *self.id)?;
        let gaps = self.assessor.gaps(criteria, prepared, community);
        let gap = gaps.iter().find(|gap| gap.standard == at)?;
        Some(gap.outcome(self.scope))
    }

    /// Whether a factor bears on a community at all.
    fn bears_on(&self, factor: &Factor, community: usize) -> bool {
        match *factor {
            Factor::Requirement(_) | Factor::Link { .. } => true,
            Factor::Service { service, .. } => self.assessor.served(community).by(service).possibly(),
        }
    }

    /// How a side sees a service, by the strictest of the standards that it may count for.
    fn seen(&self, service: usize, Side { definition, question }: Side<'_>) -> Seen {
        let package = self.assessor.basis().package();
        let service = &package.services[service];
        let needs = leads_on(definition, self.id).unwrap_or_default();
        let standards = definition.standards.iter().filter(|one| needs.contains(&one.id));
        let for_it = standards.filter(|one| one.service_types.contains(&service.service_type));
        let after_days = for_it.filter_map(|one| one.stale_after_days.or(definition.stale_after_days));
        let is_stale = question.supply == Supply::Actual
            && after_days
                .min()
                .is_some_and(|days| is_stale(service, package, question.as_of, days));
        Seen {
            exists: exists(service, question.as_of, package.settings.made_on),
            runs: if is_stale {
                Truth::Unknown
            } else {
                runs(service, question.supply, question.as_of)
            },
            is_stale,
        }
    }

    fn words(&self, factor: &Factor) -> Text {
        let [before, after] = self.sides;
        let time = match before.question.as_of.cmp(&after.question.as_of) {
            std::cmp::Ordering::Less => Time::Forward,
            std::cmp::Ordering::Equal => Time::Same,
            std::cmp::Ordering::Greater => Time::Back,
        };
        let basis = self.assessor.basis();
        match *factor {
            Factor::Requirement(at) => {
                because::of_change(&self.changes[at], before.definition, after.definition, self.id)
            }
            Factor::Service {
                service,
                before: seen,
                after: seen_after,
            } => because::of_service(&basis.package().services[service].name, seen, seen_after, time),
            Factor::Link {
                link,
                before: there,
                after: there_after,
            } => because::of_link(&basis.ends_of(link), there, there_after, time),
        }
    }
}

/// The factors whose outcomes pass.
fn which(outcomes: &[Outcomes], passes: impl Fn(&[Comes]) -> bool) -> Vec<usize> {
    let tried = outcomes.iter().enumerate();
    tried
        .filter(|(_, outcomes)| outcomes.as_deref().is_some_and(&passes))
        .map(|(at, _)| at)
        .collect()
}
