//! A cell taken apart: every way that was tried on one day, every requirement with what was found, and what would settle
//! what is open. Made by the very functions that assess, so that it cannot tell another story.

use super::asker::Asker;
use super::assess::{Question, judge_period, judge_way};
use super::basis::Basis;
use super::check::{Check, Requirement};
use super::criteria::Criteria;
use super::evaluate::{Asked, Candidate, Case, WayState};
use super::gap::PeriodOutcome;
use super::grounds::{FactRef, Grounds, Subject};
use super::prepared::{Prepared, WayPlace, asked, of_types};
use super::presence::{exists, runs};
use super::routes::{RouteStretch, itinerary_at_best, route_in_period};
use super::settle::{Settles, settle};
use super::shortfall::{self, Deficit};
use crate::model::{DayOfYear, DeliveryMode, Fact, Interval, Level, Outcome, Truth};
use crate::travel::AccessPeriod;

/// One community, one standard and one day, taken apart. Places are those in the package and in the definition.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The community.
    pub community: usize,
    /// The standard.
    pub standard: usize,
    /// The days of the year for which all of this is the same.
    pub period: AccessPeriod,
    /// Whether the standard applies to the community, and the facts that say so.
    pub applies: (Truth, Vec<FactRef>),
    /// The groups that the community may belong to; `None` is none of them.
    pub groups: Vec<Option<usize>>,
    /// The outcome on each of the days.
    pub outcome: Interval<Outcome>,
    /// How far it falls short on each of them.
    pub shortfall: Deficit,
    /// Its ways, in the definition's order.
    pub ways: Vec<WayTrace>,
    /// Services of the types that surely do not count, whatever a way asks.
    pub left_out: Vec<LeftOut>,
    /// Which single facts would settle an outcome that is open.
    pub settles: Vec<Settles>,
}

/// A way as it was tried.
#[derive(Clone, Debug)]
pub struct WayTrace {
    /// Its place in the standard.
    pub way: usize,
    /// What it is worth when it holds.
    pub level: Level,
    /// How it stands, whichever of its groups the community belongs to.
    pub state: WayState,
    /// One for each group that the community may belong to.
    pub readings: Vec<Reading>,
}

/// A way as it was tried, if the community is of one group.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The group; `None` is none of them.
    pub group: Option<usize>,
    /// How the way stands.
    pub state: WayState,
    /// What it asks as a whole.
    pub requirements: Vec<Checked>,
    /// Every service that may be open to the community.
    pub services: Vec<ServiceTrace>,
}

/// A check with the facts that it rests on.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The check.
    pub check: Check,
    /// What it rests on.
    pub facts: Vec<FactRef>,
}

/// A service as it was tried.
#[derive(Clone, Debug)]
pub struct ServiceTrace {
    /// The service.
    pub service: usize,
    /// Whether it passes.
    pub verdict: Truth,
    /// How far it falls short.
    pub deficit: Deficit,
    /// Whether it exists, runs and serves the community.
    pub open: Vec<Checked>,
    /// One a delivery mode that it may have.
    pub cases: Vec<CaseTrace>,
    /// Full-time positions for each person who shares it, where the way asks.
    pub supply: Option<Interval<f64>>,
    /// The way there; `None` where none is needed, or none is known.
    pub route: Option<RouteStretch>,
}

/// A service with one delivery mode.
#[derive(Clone, Debug)]
pub struct CaseTrace {
    /// The mode.
    pub mode: DeliveryMode,
    /// Whether it is only assumed, because the record does not say.
    pub assumed: bool,
    /// Whether the service passes all that the way asks of it.
    pub verdict: Truth,
    /// How far it falls short of that.
    pub deficit: Deficit,
    /// Each requirement.
    pub checks: Vec<Checked>,
}

/// A service that surely does not count.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// The service.
    pub service: usize,
    /// Why not.
    pub because: Vec<Checked>,
}

/// Takes cells of one basis, definition and question apart.
#[derive(Debug)]
pub struct Tracer<'a> {
    basis: &'a Basis,
    criteria: &'a Criteria<'a>,
    prepared: Prepared,
}

impl<'a> Tracer<'a> {
    /// Prepares what all traces share.
    pub fn new(basis: &'a Basis, criteria: &'a Criteria<'a>, question: Question) -> Self {
        let prepared = Prepared::new(basis, criteria, question);
        Self {
            basis,
            criteria,
            prepared,
        }
    }

    /// Prepares what the traces of one community share.
    pub fn of_community(&self, community: usize) -> CommunityTracer<'_> {
        CommunityTracer {
            tracer: self,
            asker: Asker::new(self.basis, self.criteria, &self.prepared, community),
        }
    }
}

/// Takes the cells of one community apart.
#[derive(Debug)]
pub struct CommunityTracer<'a> {
    tracer: &'a Tracer<'a>,
    asker: Asker<'a>,
}

impl CommunityTracer<'_> {
    /// The trace of a standard on a day.
    pub fn trace(&self, standard: usize, day: DayOfYear) -> Trace {
        let Self { tracer, asker } = self;
        let Tracer {
            basis,
            criteria,
            prepared,
        } = tracer;
        let at = basis.period_of(day);
        let needed = criteria.with_next_steps(|one| one == standard);
        let mut done = judge_period(criteria, prepared, asker, at, &needed);
        // What leads somewhere is judged last.
        let own = done.iter().position(|(one, _)| *one == standard).unwrap_or_default();
        let (_, outcome) = done.swap_remove(own);
        let ways = (0..criteria.definition.standards[standard].ways.len()).map(|way| {
            let readings = asker
                .groups
                .iter()
                .map(|group| self.reading(((standard, way), *group), at, &done));
            WayTrace {
                way,
                level: criteria.definition.standards[standard].ways[way].level,
                state: outcome.ways[way].clone(),
                readings: readings.collect(),
            }
        });
        let subject = Subject::new(basis, criteria, asker.community, prepared.question.as_of);
        let mut trace = Trace {
            community: asker.community,
            standard,
            period: basis.periods()[at],
            applies: (asker.applies[standard], subject.of_applies(standard)),
            groups: asker.groups.clone(),
            outcome: outcome.outcome,
            shortfall: outcome.shortfall,
            ways: ways.collect(),
            left_out: self.left_out(standard),
            settles: Vec::new(),
        };
        trace.settles = settle(&trace, &subject);
        trace
    }

    fn reading(
        &self,
        (place, group): (WayPlace, Option<usize>),
        period: usize,
        done: &[(usize, PeriodOutcome)],
    ) -> Reading {
        let Self { tracer, asker } = self;
        let Tracer {
            basis,
            criteria,
            prepared,
        } = tracer;
        let (services, requirements) = judge_way(criteria, prepared, (asker, period), (place, group), done);
        let asked = asked(criteria, place, group);
        let subject = Subject::new(basis, criteria, asker.community, prepared.question.as_of);
        let tried = of_types(basis, criteria, prepared.question, place.0)
            .filter(|(service, ..)| asker.open(prepared, place.0, *service).possibly())
            .map(|(at, service, is_stale)| {
                self.tried(
                    &Candidate::new(criteria, place, (at, &service, is_stale), prepared.question.supply),
                    asked,
                    place,
                    period,
                )
            });
        let tried: Vec<ServiceTrace> = tried.collect();
        let checked = requirements.iter().map(|check| Checked {
            check: *check,
            facts: subject.of_way(
                check,
                &asker.applies,
                tried.iter().filter(|one| one.verdict.possibly()).map(|one| one.service),
            ),
        });
        Reading {
            group,
            state: services.state(&requirements),
            requirements: checked.collect(),
            services: tried,
        }
    }

    fn tried(&self, candidate: &Candidate, asked: Asked<'_>, place: WayPlace, period: usize) -> ServiceTrace {
        let Self { tracer, asker } = self;
        let Tracer {
            basis,
            criteria,
            prepared,
        } = tracer;
        let service = candidate.service;
        let minutes = asker.reach.minutes(service, period);
        let open = asker.open(prepared, place.0, service);
        let (verdict, deficit) = candidate.judge(asked, asker, open, minutes);
        let record = &basis.package().services[service];
        let travels = |case: &Case| case.mode != DeliveryMode::Virtual;
        let needs_way = asked.limits.within.is_some() && candidate.cases.iter().any(travels);
        let route = needs_way
            .then(|| {
                route_in_period(
                    basis,
                    asker.community,
                    service,
                    criteria.definition,
                    (&prepared.links, period),
                )
            })
            .flatten();
        let at_best = (needs_way && minutes.at_least != minutes.at_most)
            .then(|| {
                itinerary_at_best(
                    basis,
                    asker.community,
                    service,
                    criteria.definition,
                    (&prepared.links, period),
                )
            })
            .flatten();
        let grounds = Grounds {
            subject: Subject::new(basis, criteria, asker.community, prepared.question.as_of),
            service,
            is_stale: candidate.is_stale,
            filter: criteria.filter(place.0, place.1),
            route: route.as_ref(),
            at_best: at_best.as_ref(),
            mode: None,
        };
        let cases = candidate.cases.iter().map(|case| {
            let grounds = Grounds {
                mode: Some(case.mode),
                ..grounds
            };
            let checks = candidate.checks(*case, asked, asker, minutes);
            let checks: Vec<Checked> = checks
                .map(|check| Checked {
                    check,
                    facts: grounds.of(&check),
                })
                .collect();
            let nothing = (Truth::True, shortfall::NONE);
            let (verdict, deficit) = checks.iter().fold(nothing, |(truth, deficit), Checked { check, .. }| {
                (truth.and(check.verdict), shortfall::largest(deficit, check.deficit))
            });
            CaseTrace {
                mode: case.mode,
                assumed: record.delivery_mode == Fact::Unknown,
                verdict,
                deficit,
                checks,
            }
        });
        let supply = prepared
            .supply_of(place, period, asker)
            .map(|supply| supply(candidate, verdict));
        ServiceTrace {
            service,
            verdict,
            deficit,
            open: self.openness(&grounds),
            cases: cases.collect(),
            supply,
            route,
        }
    }

    /// Whether a service exists, runs and serves the community.
    fn openness(&self, grounds: &Grounds<'_>) -> Vec<Checked> {
        let Self { tracer, asker } = self;
        let package = tracer.basis.package();
        let Question { as_of, supply } = tracer.prepared.question;
        let service = &package.services[grounds.service];
        let runs = if grounds.is_stale {
            Truth::Unknown
        } else {
            runs(service, supply, as_of)
        };
        let checks = [
            (Requirement::Exists, exists(service, as_of, package.settings.made_on)),
            (Requirement::Runs, runs),
            (Requirement::Serves, asker.serves(grounds.service)),
        ];
        let checked = checks.into_iter().map(|(requirement, verdict)| {
            let check = Check::truth(requirement, verdict);
            Checked {
                check,
                facts: grounds.of(&check),
            }
        });
        checked.collect()
    }

    fn left_out(&self, standard: usize) -> Vec<LeftOut> {
        let Self { tracer, asker } = self;
        let Tracer {
            basis,
            criteria,
            prepared,
        } = tracer;
        let closed = of_types(basis, criteria, prepared.question, standard)
            .filter(|(service, ..)| asker.open(prepared, standard, *service) == Truth::False);
        let left_out = closed.map(|(service, _, is_stale)| {
            let grounds = Grounds {
                subject: Subject::new(basis, criteria, asker.community, prepared.question.as_of),
                service,
                is_stale,
                filter: None,
                route: None,
                at_best: None,
                mode: None,
            };
            let failing = self
                .openness(&grounds)
                .into_iter()
                .filter(|one| one.check.verdict == Truth::False);
            LeftOut {
                service,
                because: failing.collect(),
            }
        });
        left_out.collect()
    }
}
