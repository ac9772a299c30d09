//! Assessing every community against every standard of a definition.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::basis::Basis;
use super::criteria::Criteria;
use super::evaluate::{Candidate, judge_way};
use super::gap::{Gap, Nearest, PeriodOutcome};
use super::presence::{exists, runs, serves};
use super::reach::{AdmittedYear, Reach};
use super::shortfall;
use crate::model::{Interval, Outcome, Supply, Truth};

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

/// What is the same for every community: links by period, services by way, and which services count.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    pub admitted: AdmittedYear,
    /// Per standard, per way.
    pub candidates: Vec<Vec<Vec<Candidate>>>,
    /// Per service: whether it is there and runs.
    pub presence: Vec<Truth>,
}

impl Prepared {
    pub fn new(basis: &Basis, criteria: &Criteria<'_>, question: Question) -> Self {
        let package = basis.package();
        let presence = |service| {
            exists(service, question.as_of, package.settings.made_on).and(runs(
                service,
                question.supply,
                question.as_of,
            ))
        };
        let presence: Vec<Truth> = package.services.iter().map(presence).collect();
        let candidates = criteria
            .definition
            .standards
            .iter()
            .enumerate()
            .map(|(standard, rules)| {
                let of_way = |way| {
                    let services = package.services.iter().enumerate();
                    services
                        .filter(|(at, service)| presence[*at].possibly() && criteria.of_type(standard, service))
                        .map(|service| Candidate::new(criteria, (standard, way), service))
                        .filter(Candidate::conceivable)
                        .collect()
                };
                (0..rules.ways.len()).map(of_way).collect()
            });
        Self {
            admitted: AdmittedYear::new(basis, criteria.definition),
            candidates: candidates.collect(),
            presence,
        }
    }
}

/// Assesses every community. A pure function: the same arguments give the same answer.
pub fn assess(basis: &Basis, criteria: &Criteria<'_>, question: Question) -> Assessment {
    let prepared = Prepared::new(basis, criteria, question);
    let communities = 0..basis.package().communities.len();
    let gaps = communities
        .flat_map(|community| assess_prepared(basis, criteria, &prepared, community))
        .collect();
    Assessment { question, gaps }
}

fn assess_prepared(basis: &Basis, criteria: &Criteria<'_>, prepared: &Prepared, community: usize) -> Vec<Gap> {
    let reach = Reach::new(basis, community, &prepared.admitted);
    let open = open_to(basis, prepared, community);
    let standards = criteria.definition.standards.iter().enumerate();
    standards
        .filter_map(|(standard, rules)| {
            let applies = criteria.applies(standard, &basis.package().communities[community]);
            let periods = basis.year().periods().iter().enumerate();
            let outcomes =
                periods.map(|(at, period)| (*period, judge_period(criteria, prepared, &reach, &open, (standard, at))));
            applies.possibly().then(|| Gap {
                community,
                standard,
                applies,
                days: rules.days,
                periods: outcomes.collect(),
            })
        })
        .collect()
}

/// Per service that may count: whether it is there, runs and serves the community.
pub(super) fn open_to(basis: &Basis, prepared: &Prepared, community: usize) -> BTreeMap<usize, Truth> {
    let package = basis.package();
    let asking = &package.communities[community];
    let services = package.services.iter().enumerate();
    services
        .map(|(at, service)| (at, prepared.presence[at].and(serves(service, asking, package))))
        .filter(|(_, open)| open.possibly())
        .collect()
}

fn judge_period(
    criteria: &Criteria<'_>,
    prepared: &Prepared,
    reach: &Reach<'_>,
    open: &BTreeMap<usize, Truth>,
    (standard, period): (usize, usize),
) -> PeriodOutcome {
    let rules = &criteria.definition.standards[standard];
    let candidates = &prepared.candidates[standard];
    let is_open = |service: usize| open.get(&service).copied().unwrap_or(Truth::False);
    let ways: Vec<_> = rules
        .ways
        .iter()
        .zip(candidates)
        .map(|(way, candidates)| judge_way(way, candidates, is_open, |service| reach.minutes(service, period)))
        .collect();
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
    let to_travel: Vec<_> = candidates
        .iter()
        .flatten()
        .filter(|one| one.may_need_travel() && is_open(one.service).possibly())
        .map(|one| (one.service, reach.minutes(one.service, period)))
        .collect();
    let nearest = to_travel
        .iter()
        .filter(|(service, _)| reach.is_placed(*service))
        .min_by_key(|(service, minutes)| {
            // What surely counts comes before what may; then the nearer, then the lower id.
            let doubtful = !is_open(*service).certainly();
            let possible = (minutes.at_most.is_none(), minutes.at_most);
            (
                minutes.at_least.is_none(),
                doubtful,
                minutes.at_least,
                possible,
                *service,
            )
        })
        .map(|&(service, minutes)| Nearest {
            service,
            minutes,
            confidence: reach.confidence(service, period),
        });
    let cut_off = !to_travel.is_empty() && to_travel.iter().all(|(_, minutes)| minutes.at_most.is_none());
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
