//! Assessing every community against every standard of a definition.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rayon::prelude::*;

use super::asker::Asker;
use super::basis::Basis;
use super::check::Check;
use super::criteria::Criteria;
use super::evaluate::{OfServices, WayState, judge_services};
use super::gap::{Gap, Nearest, PeriodOutcome};
use super::nearby::widening;
use super::prepared::{Prepared, WayPlace, asked};
use super::shortfall;
use crate::model::{Interval, Level, Outcome, ServiceTypeId, Supply, Truth};

/// What is asked beside the definition: on which date records count, and which picture of supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Question {
    /// Services count from the day they opened to the day they closed.
    pub as_of: Date,
    /// What ran, or what was promised.
    pub supply: Supply,
}

/// Every community against every standard that may apply to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// What was asked.
    pub question: Question,
    /// In the order of communities, then of standards.
    pub gaps: Vec<Gap>,
}

impl Assessment {
    /// The gap of a community and a standard; `None` where the standard does not apply.
    pub fn gap(&self, community: usize, standard: usize) -> Option<&Gap> {
        let at = self
            .gaps
            .binary_search_by_key(&(community, standard), |gap| (gap.community, gap.standard))
            .ok()?;
        Some(&self.gaps[at])
    }
}

/// Assesses every community. A pure function: the same arguments give the same answer.
pub fn assess(basis: &Basis, criteria: &Criteria<'_>, question: Question) -> Assessment {
    assess_some(basis, criteria, question, |_| true)
}

/// Assesses every community against some standards, by their places in the definition.
pub fn assess_some(
    basis: &Basis,
    criteria: &Criteria<'_>,
    question: Question,
    wanted: impl Fn(usize) -> bool + Copy + Sync,
) -> Assessment {
    assess_prepared(basis, criteria, &Prepared::new(basis, criteria, question), wanted)
}

/// The same of some communities, in the package's order.
pub fn assess_places(
    basis: &Basis,
    criteria: &Criteria<'_>,
    question: Question,
    wanted: impl Fn(usize) -> bool + Copy + Sync,
    places: &[usize],
) -> Assessment {
    let prepared = Prepared::new(basis, criteria, question);
    let needed = criteria.with_next_steps(wanted);
    let gaps = places.par_iter().flat_map_iter(|&community| {
        let asker = Asker::new(basis, criteria, &prepared, community);
        gaps_of(criteria, &prepared, &asker, &needed, wanted)
    });
    Assessment {
        question,
        gaps: gaps.collect(),
    }
}

/// Assesses every community once more under other supply, where nothing but services of some types is otherwise: standards
/// that ask for none of these, nor lead to one that does, stand as they stood. `basis` has the network that `before` was
/// assessed over, and its services in their places.
pub fn assess_again(
    basis: &Basis,
    criteria: &Criteria<'_>,
    before: &Assessment,
    types: &BTreeSet<&ServiceTypeId>,
) -> Assessment {
    let standards = criteria.definition.standards.iter();
    let mut touched: Vec<bool> = standards
        .map(|standard| standard.service_types.iter().any(|one| types.contains(one)))
        .collect();
    // Each stands after those that its ways lead to.
    for &standard in criteria.order() {
        let ways = 0..criteria.definition.standards[standard].ways.len();
        let mut next = ways.flat_map(|way| criteria.then((standard, way)));
        touched[standard] = touched[standard] || next.any(|next| touched[*next]);
    }
    if !touched.contains(&true) {
        return before.clone();
    }
    let again = assess_some(basis, criteria, before.question, |standard| touched[standard]);
    let stand = before.gaps.iter().filter(|gap| !touched[gap.standard]).cloned();
    let mut gaps: Vec<Gap> = again.gaps.into_iter().chain(stand).collect();
    gaps.sort_by_key(|gap| (gap.community, gap.standard));
    Assessment {
        question: before.question,
        gaps,
    }
}

pub(super) fn assess_prepared(
    basis: &Basis,
    criteria: &Criteria<'_>,
    prepared: &Prepared,
    wanted: impl Fn(usize) -> bool + Copy + Sync,
) -> Assessment {
    let needed = criteria.with_next_steps(wanted);
    let communities = 0..basis.package().communities.len();
    let gaps = communities.into_par_iter().flat_map_iter(|community| {
        let asker = Asker::new(basis, criteria, prepared, community);
        gaps_of(criteria, prepared, &asker, &needed, wanted)
    });
    Assessment {
        question: prepared.question,
        gaps: gaps.collect(),
    }
}

/// One community against the wanted standards that may apply to it; `needed` are these and their next steps.
pub(super) fn gaps_of(
    criteria: &Criteria<'_>,
    prepared: &Prepared,
    asker: &Asker<'_>,
    needed: &[bool],
    wanted: impl Fn(usize) -> bool,
) -> Vec<Gap> {
    let mut year = Year::of(asker.basis, criteria, prepared, asker, needed);
    let standards = criteria.definition.standards.iter().enumerate();
    let gaps = standards.filter(|(standard, _)| wanted(*standard) && asker.applies[*standard].possibly());
    let gaps = gaps.map(|(standard, rules)| Gap {
        community: asker.community,
        standard,
        applies: asker.applies[standard],
        days: rules.days,
        periods: asker.basis.periods().iter().copied().zip(year.take(standard)).collect(),
    });
    gaps.collect()
}

/// Standards in one community, period by period; empty for those that were not asked for.
struct Year(Vec<Vec<PeriodOutcome>>);

impl Year {
    fn of(basis: &Basis, criteria: &Criteria<'_>, prepared: &Prepared, asker: &Asker<'_>, needed: &[bool]) -> Self {
        let mut year: Vec<Vec<PeriodOutcome>> = vec![Vec::new(); needed.len()];
        for period in 0..basis.periods().len() {
            let alike = asker.reach.alike(period);
            if alike < period {
                for outcomes in year.iter_mut().filter(|outcomes| alike < outcomes.len()) {
                    outcomes.push(outcomes[alike].clone());
                }
                continue;
            }
            for (standard, outcome) in judge_period(criteria, prepared, asker, period, needed) {
                year[standard].push(outcome);
            }
        }
        Self(year)
    }

    fn take(&mut self, standard: usize) -> Vec<PeriodOutcome> {
        std::mem::take(&mut self.0[standard])
    }
}

/// Every needed standard in one community and one period, with its place in the definition; each after those that
/// its ways lead to.
pub(super) fn judge_period(
    criteria: &Criteria<'_>,
    prepared: &Prepared,
    asker: &Asker<'_>,
    period: usize,
    needed: &[bool],
) -> Vec<(usize, PeriodOutcome)> {
    let mut done: Vec<(usize, PeriodOutcome)> = Vec::new();
    for &standard in criteria.order().iter().filter(|standard| needed[**standard]) {
        let outcome = judge_standard(criteria, prepared, (asker, period), standard, &done);
        done.push((standard, outcome));
    }
    done
}

/// What a way asks of the next steps of the continuum, given how they stand.
fn next_steps(
    criteria: &Criteria<'_>,
    asker: &Asker<'_>,
    place: WayPlace,
    done: &[(usize, PeriodOutcome)],
) -> Vec<Check> {
    let asked = criteria.definition.standards[place.0].ways[place.1].level.outcome();
    let steps = criteria.then(place).iter();
    steps
        .map(|next| {
            let stands = done.iter().find(|(standard, _)| standard == next);
            let nothing = (Interval::exact(Outcome::Unmet), Interval::exact(1.0));
            let stands = stands.map_or(nothing, |(_, period)| (period.outcome, period.shortfall));
            Check::then(*next, asker.applies[*next], stands, asked)
        })
        .collect()
}

/// One way in one community and one period, if the community is of this group: its services, and what it asks as a
/// whole.
pub(super) fn judge_way(
    criteria: &Criteria<'_>,
    prepared: &Prepared,
    (asker, period): (&Asker<'_>, usize),
    (place, group): (WayPlace, Option<usize>),
    done: &[(usize, PeriodOutcome)],
) -> (OfServices, Vec<Check>) {
    let asked = asked(criteria, place, group);
    let open = |service| asker.open(prepared, place.0, service);
    let minutes = |service| {
        if asker.outcomes_alone {
            asker.reach.minutes_within(asked.limits.within, service, period)
        } else {
            asker.reach.minutes(service, period)
        }
    };
    let supply = prepared.supply_of(place, period, asker);
    let supply = supply.as_ref().map(|supply| supply as &dyn Fn(&_, _) -> _);
    let requirements =
        |services: &OfServices| services.requirements(asked.limits, next_steps(criteria, asker, place, done));
    let services = widening(
        prepared,
        (asker, period),
        (place, asked),
        |among| judge_services(asked, among.iter(), asker, (open, minutes), supply),
        |services, beyond| {
            let least = beyond.deficit(asked);
            if asker.outcomes_alone {
                // A way that holds goes on to hold, and one that does not may do so by services that may pass alone.
                return least.at_most > 0.0 || services.state(&requirements(services)).holds.certainly();
            }
            // More services of which each lacks more do not change how far the way falls short, and none of them passes.
            least.at_most > 0.0
                && services.deficit.at_least <= least.at_least
                && services.deficit.at_most <= least.at_most
        },
    );
    let requirements = requirements(&services);
    (services, requirements)
}

fn judge_standard(
    criteria: &Criteria<'_>,
    prepared: &Prepared,
    (asker, period): (&Asker<'_>, usize),
    standard: usize,
    done: &[(usize, PeriodOutcome)],
) -> PeriodOutcome {
    let rules = &criteria.definition.standards[standard];
    let mut ways: Vec<WayState> = Vec::with_capacity(rules.ways.len());
    for (way, one) in rules.ways.iter().enumerate() {
        let in_groups = asker.groups.iter().map(|group| {
            let judged = judge_way(criteria, prepared, (asker, period), ((standard, way), *group), done);
            judged.0.state(&judged.1)
        });
        let state = in_groups
            .reduce(WayState::or)
            .expect("a community belongs to some group or to none");
        let is_settled = one.level == Level::Met && state.holds.certainly();
        ways.push(state);
        if asker.outcomes_alone && is_settled {
            break;
        }
    }
    let best = |counts: fn(Truth) -> bool| {
        let holding = rules.ways.iter().zip(&ways).filter(|(_, state)| counts(state.holds));
        holding
            .map(|(way, _)| way.level.outcome())
            .max()
            .unwrap_or(Outcome::Unmet)
    };
    let least = |of: fn(&Interval<f64>) -> f64| {
        let deficits = rules.ways.iter().zip(&ways);
        deficits
            .map(|(way, state)| shortfall::at_level(of(&state.deficit), way.level))
            .fold(1.0, f64::min)
    };
    let (nearest, cut_off) = if asker.outcomes_alone {
        (None, false)
    } else {
        nearest(criteria, prepared, (asker, period), standard)
    };
    PeriodOutcome {
        outcome: Interval {
            at_least: best(Truth::certainly),
            at_most: best(Truth::possibly),
        },
        shortfall: Interval {
            at_least: least(|deficit| deficit.at_least),
            at_most: least(|deficit| deficit.at_most),
        },
        nearest,
        cut_off,
        ways,
    }
}

/// The nearest service to travel to of those whose place is published; and whether there are services to travel to,
/// and not even a possible route leads to any of them.
fn nearest(
    criteria: &Criteria<'_>,
    prepared: &Prepared,
    (asker, period): (&Asker<'_>, usize),
    standard: usize,
) -> (Option<Nearest>, bool) {
    let is_open = |service: usize| asker.open(prepared, standard, service);
    let of_way = |way: usize| {
        let place = (standard, way);
        widening(
            prepared,
            (asker, period),
            (place, asked(criteria, place, None)),
            |among| {
                let to_travel = among
                    .iter()
                    .filter(|one| one.may_need_travel() && is_open(one.service).possibly())
                    .map(|one| (one.service, asker.reach.minutes(one.service, period)));
                let to_travel: Vec<_> = to_travel.collect();
                let placed = to_travel.iter().filter(|(service, _)| asker.reach.is_placed(*service));
                let nearest = placed
                    .map(|&(service, minutes)| {
                        // What surely counts comes before what may; then the nearer, then the lower id.
                        let doubtful = !is_open(service).certainly();
                        let possible = (minutes.at_most.is_none(), minutes.at_most);
                        let key = (
                            minutes.at_least.is_none(),
                            doubtful,
                            minutes.at_least,
                            possible,
                            service,
                        );
                        (key, minutes)
                    })
                    .min_by_key(|(key, _)| *key);
                let is_cut_off = to_travel.iter().all(|(_, minutes)| minutes.at_most.is_none());
                (nearest, !to_travel.is_empty(), is_cut_off)
            },
            |(nearest, ..), beyond| {
                nearest.is_some_and(|((_, doubtful, ..), minutes)| {
                    let may_be_surer = doubtful && prepared.any_sure(standard);
                    beyond.is_behind(minutes, may_be_surer)
                })
            },
        )
    };
    let ways: Vec<_> = (0..prepared.candidates[standard].len()).map(of_way).collect();
    let nearest = ways
        .iter()
        .filter_map(|(nearest, ..)| *nearest)
        .min_by_key(|(key, _)| *key);
    let nearest = nearest.map(|((.., service), minutes)| Nearest {
        service,
        minutes,
        confidence: asker.reach.confidence(service, period),
    });
    let cut_off = ways.iter().any(|(_, any, _)| *any) && ways.iter().all(|(.., is_cut_off)| *is_cut_off);
    (nearest, cut_off)
}
