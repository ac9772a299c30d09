//! From a gap to the reason for it: which service decides, and what stands in the way.

use super::asker::Asker;
use super::assess::{Question, judge_period, judge_way};
use super::basis::{Basis, Site};
use super::check::{Check, Found, Requirement};
use super::criteria::Criteria;
use super::evaluate::{Asked, Candidate};
use super::gap::{Gap, PeriodOutcome};
use super::missing::{self, Missing};
use super::nearby::{Among, Beyond, widening};
use super::prepared::{Prepared, stale};
use super::presence::{exists, runs};
use super::reason::{Part, Reason, Whereabouts};
use super::scope::Scope;
use crate::model::{
    ActualState, Confidence, DeliveryMode, Fact, Interval, Level, Minutes, Outcome, Service, Truth, Way,
};
use crate::travel::DaySet;

/// How many services with unpublished facts are named before the rest are only counted.
const NAMED: usize = 2;

/// Explains gaps of one basis, definition and question.
#[derive(Debug)]
pub struct Explainer<'a> {
    basis: &'a Basis,
    criteria: &'a Criteria<'a>,
    question: Question,
    /// What is the same for every community.
    pub(super) prepared: Prepared,
    /// Per standard, the services of its types that may be there and surely do not run.
    idle: Vec<Vec<usize>>,
    /// Per standard, the services that may be there and run.
    present: Vec<Vec<usize>>,
}

impl<'a> Explainer<'a> {
    /// Prepares what all explanations share.
    pub fn new(basis: &'a Basis, criteria: &'a Criteria<'a>, question: Question) -> Self {
        let prepared = Prepared::new(basis, criteria, question);
        let package = basis.package();
        let standards = 0..criteria.definition.standards.len();
        let of_standard = |standard: usize, test: &dyn Fn(usize, &Service) -> bool| {
            let services = package.services.iter().enumerate();
            let passing = services.filter(|(at, service)| criteria.of_type(standard, service) && test(*at, service));
            passing.map(|(at, _)| at).collect()
        };
        let is_idle = |_: usize, service: &Service| {
            exists(service, question.as_of, package.settings.made_on).possibly()
                && runs(service, question.supply, question.as_of) == Truth::False
        };
        let idle = standards.clone().map(|standard| of_standard(standard, &is_idle));
        let present =
            standards.map(|standard| of_standard(standard, &|at, _| prepared.presence(standard)[at].possibly()));
        Self {
            basis,
            criteria,
            question,
            idle: idle.collect(),
            present: present.collect(),
            prepared,
        }
    }

    /// Prepares what the explanations of one community share.
    pub fn about(&self, community: usize) -> About<'_> {
        About {
            of: self,
            asker: Asker::new(self.basis, self.criteria, &self.prepared, community),
        }
    }
}

/// Explains the gaps of one community.
#[derive(Debug)]
pub struct About<'a> {
    of: &'a Explainer<'a>,
    asker: Asker<'a>,
}

impl About<'_> {
    /// The community that asks.
    pub(super) const fn asker(&self) -> &Asker<'_> {
        &self.asker
    }

    /// Which community, by its place in the package.
    pub const fn community(&self) -> usize {
        self.asker.community
    }

    /// The groups that it may belong to, as places in the definition; `None` is none of them.
    pub fn groups(&self) -> &[Option<usize>] {
        &self.asker.groups
    }

    /// Why a gap of this community is as it is, over the days of a question.
    pub fn explain(&self, gap: &Gap, scope: &Scope) -> Reason {
        let subject = Subject {
            about: self,
            gap,
            days: scope.days(),
        };
        Reason {
            community: self.of.basis.package().communities[self.asker.community].name.clone(),
            parts: subject.parts(gap.outcome(scope)),
        }
    }

    /// The least confidence among what a gap rests on: the community's record, the service that
    /// decides and the links of the way to it. `None` where none of them says.
    pub fn confidence(&self, gap: &Gap, scope: &Scope) -> Option<Confidence> {
        let package = self.of.basis.package();
        let of_service = |service: usize| package.services[service].provenance.confidence;
        let subject = Subject {
            about: self,
            gap,
            days: scope.days(),
        };
        let deciding = subject.longest(|_| true).and_then(|period| {
            let holding = period
                .ways
                .iter()
                .find(|way| way.holds == Truth::True)
                .and_then(|way| way.surely);
            let possible = || {
                period
                    .ways
                    .iter()
                    .find(|way| way.holds == Truth::Unknown)
                    .and_then(|way| way.possibly)
            };
            holding.or_else(possible)
        });
        let nearest = gap.typical_nearest(scope.days());
        let travelled = nearest.filter(|near| deciding.is_none_or(|service| service == near.service));
        [
            package.communities[self.asker.community].provenance.confidence,
            deciding.and_then(of_service),
            travelled.and_then(|near| of_service(near.service)),
            travelled.and_then(|near| near.confidence),
        ]
        .into_iter()
        .flatten()
        .min()
    }
}

/// One gap over some days.
struct Subject<'a> {
    about: &'a About<'a>,
    gap: &'a Gap,
    days: DaySet,
}

impl Subject<'_> {
    fn ways(&self) -> &[Way] {
        &self.about.of.criteria.definition.standards[self.gap.standard].ways
    }

    fn service(&self, service: usize) -> &Service {
        &self.about.of.basis.package().services[service]
    }

    fn name(&self, service: usize) -> String {
        self.service(service).name.clone()
    }

    /// The period with the most days among those that pass a test; the earlier of equals.
    fn longest(&self, test: impl Fn(&PeriodOutcome) -> bool) -> Option<&PeriodOutcome> {
        let passing = self.gap.within(self.days).filter(|(_, _, period)| test(period));
        passing
            .reduce(|best, one| if one.0 > best.0 { one } else { best })
            .map(|(_, _, period)| period)
    }

    /// The days asked about whose period passes a test.
    fn days_where(&self, test: impl Fn(&PeriodOutcome) -> bool) -> DaySet {
        let passing = self.gap.within(self.days).filter(|(_, _, period)| test(period));
        passing
            .flat_map(|(_, span, _)| span.day_set().intersection(self.days).days())
            .collect()
    }

    /// The days on which an outcome is surely at least this good.
    fn days_at_least(&self, least: Outcome) -> DaySet {
        self.days_where(|period| period.outcome.at_least >= least)
    }

    fn parts(&self, outcome: Interval<Outcome>) -> Vec<Part> {
        let mut parts = Vec::new();
        let met_days = self.days_at_least(Outcome::Met);
        if met_days.count() > 0 {
            parts.extend(self.holds(Level::Met));
            parts.extend(self.interruption(Outcome::Met));
        } else {
            if outcome.at_least == Outcome::PartlyMet {
                parts.extend(self.holds(Level::PartlyMet));
                parts.extend(self.interruption(Outcome::PartlyMet));
            }
            if outcome.at_most < Outcome::Met || outcome.at_least == Outcome::Unmet {
                let named = match parts.first() {
                    Some(Part::HoldsInPart { service, .. }) => Some(service.clone()),
                    _ => None,
                };
                for part in self.obstacle() {
                    let part = match part {
                        // What was just said of this service is not said twice.
                        Part::TooFar { service, limit, .. } if named.as_ref() == Some(&service) => {
                            Part::InFullWithin(limit)
                        }
                        part => part,
                    };
                    // In full, the next sentence belongs to the first; what interrupts both comes last.
                    let at = if matches!(part, Part::InFullWithin(_)) {
                        1
                    } else {
                        parts.len()
                    };
                    if !parts.contains(&part) {
                        parts.insert(at, part);
                    }
                }
            }
        }
        if outcome.settled().is_none() || self.days_where(|period| period.outcome.settled().is_none()) != DaySet::NONE {
            parts.extend(self.not_published());
        }
        if self.gap.applies == Truth::Unknown {
            parts.push(Part::MayNotApply);
        }
        parts
    }

    /// Why an outcome that surely holds on some days does not surely hold on every day asked about.
    fn interruption(&self, level: Outcome) -> Vec<Part> {
        let holding = self.days_at_least(level);
        let possible = self.days_where(|period| period.outcome.at_most >= level);
        let without = |days: DaySet| -> DaySet { self.days.days().filter(|day| !days.contains(*day)).collect() };
        let missing = without(holding);
        if missing == DaySet::NONE {
            return Vec::new();
        }
        if missing == self.cut_off_days() {
            return self.no_route().into_iter().collect();
        }
        let not_on = without(possible);
        let some_days = Part::OnSomeDays {
            days: holding.count(),
            of: self.days.count(),
            not_on: not_on.stretches(),
            unknown_on: possible
                .days()
                .filter(|day| missing.contains(*day))
                .collect::<DaySet>()
                .stretches(),
        };
        std::iter::once(some_days).chain(self.no_route()).collect()
    }

    /// The way of a level that surely holds on most days, by the nearest service that makes it hold.
    fn holds(&self, level: Level) -> Option<Part> {
        let of_level = |period: &PeriodOutcome| {
            let ways = self.ways().iter().zip(&period.ways);
            let mut holding = ways.filter(|(way, state)| way.level == level && state.holds == Truth::True);
            holding.find_map(|(way, state)| Some((way.clone(), state.surely?)))
        };
        let period = self.longest(|period| of_level(period).is_some())?;
        let (way, service) = of_level(period)?;
        let whereabouts = self.whereabouts(&way, service, period);
        let service = self.name(service);
        Some(match level {
            Level::Met => Part::Holds { service, whereabouts },
            Level::PartlyMet => Part::HoldsInPart { service, whereabouts },
        })
    }

    fn whereabouts(&self, way: &Way, service: usize, period: &PeriodOutcome) -> Whereabouts {
        let here = match self.about.of.basis.site(service) {
            Site::EachCommunity => true,
            Site::Community(community) => community == self.gap.community,
            Site::Place(..) | Site::Unpublished => false,
        };
        let minutes = period
            .nearest
            .filter(|near| near.service == service)
            .and_then(|near| near.minutes.at_least);
        if self.service(service).delivery_mode == Fact::Known(DeliveryMode::Virtual) {
            Whereabouts::Virtual
        } else if here {
            Whereabouts::Here
        } else if let Some(minutes) = minutes.or_else(|| self.minutes(service, period)) {
            Whereabouts::Away(minutes, self.asked_of(way).limits.within)
        } else {
            Whereabouts::Anywhere
        }
    }

    /// What a way asks of this community: of one that may belong to several groups, the first.
    fn asked_of<'w>(&'w self, way: &'w Way) -> Asked<'w> {
        let group = self.about.asker.groups[0].map(|group| &self.about.of.criteria.definition.groups[group].id);
        Asked {
            way,
            limits: way.limits_for(group),
        }
    }

    /// Whether a service that is there and runs serves the community.
    fn is_open(&self, service: usize) -> Truth {
        self.about
            .asker
            .open(&self.about.of.prepared, self.gap.standard, service)
    }

    fn place_of(&self, period: &PeriodOutcome) -> usize {
        let at = self.gap.periods.iter().position(|(_, one)| std::ptr::eq(one, period));
        at.expect("the period is one of the gap's")
    }

    /// Minutes to a service on a period's days, at the least favourable reading.
    fn minutes(&self, service: usize, period: &PeriodOutcome) -> Option<Minutes> {
        self.minutes_in(service, period).at_least
    }

    fn minutes_in(&self, service: usize, period: &PeriodOutcome) -> Interval<Option<Minutes>> {
        let at = self.place_of(period);
        self.about.asker.reach.minutes(service, at)
    }

    /// What stands in the way of the full way that lacks least.
    fn obstacle(&self) -> Vec<Part> {
        let present = &self.about.of.present[self.gap.standard];
        if !present.iter().any(|service| self.is_open(*service).possibly()) {
            let idle = self.idle();
            return if idle.is_empty() { vec![Part::NoSupply] } else { idle };
        }
        let Some(period) = self.longest(|period| period.outcome.at_least < Outcome::Met) else {
            return Vec::new();
        };
        if self.ways().iter().all(|way| way.level != Level::Met) {
            return Vec::new();
        }
        let candidates = &self.about.of.prepared.candidates[self.gap.standard];
        let full = self.ways().iter().zip(&period.ways).zip(candidates).enumerate();
        let full = full.filter(|(_, ((way, _), _))| way.level == Level::Met);
        // A way that no service at all could take says less than one that some service nearly does.
        let serves = |one: &Candidate| self.is_open(one.service).possibly();
        let open = full.filter(|(_, (_, candidates))| candidates.iter().any(serves));
        let open = open.map(|(at, ((way, state), _))| (at, way, state));
        let least = open.min_by(|(.., one), (.., other)| one.deficit.at_least.total_cmp(&other.deficit.at_least));
        let Some((at, way, state)) = least else {
            return vec![Part::NoneOfTheKind];
        };
        let required = self.asked_of(way).limits.providers;
        if required > 1 && (1..required).contains(&state.passing.at_least) {
            return vec![Part::TooFew {
                found: state.passing.at_least,
                required,
            }];
        }
        let mut parts: Vec<Part> = self.too_far(at, period).into_iter().collect();
        parts.extend(self.no_route());
        if parts.is_empty() {
            parts.extend(self.too_seldom(way, &candidates[at]));
        }
        let surely_not = state.holds == Truth::False;
        if parts.is_empty() && surely_not {
            parts.extend(self.lacks(at, period));
        }
        if parts.is_empty() && surely_not {
            parts.extend(self.way_lacks(way, period));
        }
        parts
    }

    /// Judges the services of a way, by its place in the standard, as far away as one may matter in a period.
    fn widening<T>(
        &self,
        (way, period): (usize, &PeriodOutcome),
        judge: impl FnMut(Among<'_>) -> T,
        enough: impl Fn(&T, &Beyond) -> bool,
    ) -> T {
        let About { of, asker } = self.about;
        let asked = self.asked_of(&self.ways()[way]);
        let asker = (asker, self.place_of(period));
        widening(&of.prepared, asker, ((self.gap.standard, way), asked), judge, enough)
    }

    /// What the service that lacks least surely lacks, of what has no sentence of its own.
    fn lacks(&self, way: usize, period: &PeriodOutcome) -> Option<Part> {
        let asked = self.asked_of(&self.ways()[way]);
        let judge = |among: Among<'_>| {
            let open = among.iter().filter(|one| self.is_open(one.service).possibly());
            let judged = open.map(|one| {
                let minutes = self.minutes_in(one.service, period);
                let (truth, deficit) = one.judge(asked, &self.about.asker, self.is_open(one.service), minutes);
                (truth == Truth::False).then_some((deficit.at_least, one.service))
            });
            let failing = judged.flatten();
            failing.min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)))
        };
        // One that lacks as much and stands earlier in the list would be named instead.
        let enough = |failing: &Option<(f64, usize)>, beyond: &Beyond| {
            failing.is_some_and(|(least, _)| least < beyond.deficit(asked).at_least)
        };
        let (_, service) = self.widening((way, period), judge, enough)?;
        let candidates = &self.about.of.prepared.candidates[self.gap.standard][way];
        let candidate = candidates.iter().find(|one| one.service == service)?;
        let minutes = self.minutes_in(service, period);
        let case = candidate.cases.iter().find(|case| case.possibly())?;
        let mut checks = candidate.checks(*case, asked, &self.about.asker, minutes);
        // Filters and travel have sentences of their own.
        let has_words = |check: &Check| !matches!(check.requirement, Requirement::Where | Requirement::WithinMinutes);
        let failed = checks.find(|check| check.verdict == Truth::False && has_words(check))?;
        Some(Part::Lacks {
            service: self.name(service),
            check: failed,
        })
    }

    /// What a way surely lacks as a whole.
    fn way_lacks(&self, way: &Way, period: &PeriodOutcome) -> Option<Part> {
        let About { of, asker } = self.about;
        let criteria = of.criteria;
        let at = self.place_of(period);
        let place = (self.gap.standard, self.ways().iter().position(|one| one.id == way.id)?);
        let needed = criteria.with_next_steps(|standard| standard == self.gap.standard);
        let done = judge_period(criteria, &of.prepared, asker, at, &needed);
        let (_, requirements) = judge_way(criteria, &of.prepared, (asker, at), (place, asker.groups[0]), &done);
        let failed = requirements
            .into_iter()
            .find(|check| check.verdict == Truth::False && check.requirement != Requirement::Providers)?;
        Some(match failed.found {
            Found::Standard(next, _) => Part::NextStep(criteria.definition.standards[next].title.clone()),
            _ => Part::WayLacks(failed),
        })
    }

    /// The nearest of a way's services, where not even the most favourable reading brings any of them
    /// within the limit.
    fn too_far(&self, way: usize, period: &PeriodOutcome) -> Option<Part> {
        let limit = self.asked_of(&self.ways()[way]).limits.within?;
        // Whether some service may be near enough after all; else the nearest.
        let judge = |among: Among<'_>| {
            let mut nearest: Option<(Minutes, usize)> = None;
            for one in among.iter().filter(|one| self.is_open(one.service).possibly()) {
                let minutes = self.minutes_in(one.service, period);
                if !one.may_need_travel() || minutes.at_most.is_some_and(|best| best <= limit) {
                    return Err(());
                }
                let near = minutes
                    .at_least
                    .or(minutes.at_most)
                    .map(|minutes| (minutes, one.service));
                nearest = nearest.into_iter().chain(near).min();
            }
            Ok(nearest)
        };
        let enough = |found: &Result<Option<(Minutes, usize)>, ()>, beyond: &Beyond| match found {
            Err(()) => true,
            // No journey takes less than it may take at best.
            Ok(nearest) => beyond
                .minutes
                .at_most
                .is_none_or(|beyond| nearest.is_some_and(|(minutes, _)| beyond > limit && minutes < beyond)),
        };
        let nearest = self.widening((way, period), judge, enough).ok().flatten();
        nearest.map(|(minutes, service)| Part::TooFar {
            service: self.name(service),
            minutes,
            limit,
        })
    }

    /// The first of a way's services that is known to visit too seldom.
    fn too_seldom(&self, way: &Way, candidates: &[Candidate]) -> Option<Part> {
        let required = self.asked_of(way).limits.visits_per_month?;
        let seldom = candidates.iter().filter_map(|one| {
            let visits = self.service(one.service).visits_per_month.known()?;
            (visits < required).then_some((one.service, visits))
        });
        let mut open = seldom.filter(|(service, _)| self.is_open(*service).possibly());
        open.next().map(|(service, visits)| Part::TooSeldom {
            service: self.name(service),
            visits,
            required,
        })
    }

    /// Services of the types that serve the community and did not run when last looked at.
    fn idle(&self) -> Vec<Part> {
        let idle = self.about.of.idle[self.gap.standard].iter();
        idle.filter(|service| self.about.asker.serves(**service).possibly())
            .take(NAMED)
            .map(|service| self.service(*service))
            .map(|service| Part::Idle {
                service: service.name.clone(),
                state: service.actual.unwrap_or(ActualState::Vacant),
                observed: service.observed,
            })
            .collect()
    }

    /// The days on which not even a possible route leads to any service of the standard.
    fn cut_off_days(&self) -> DaySet {
        self.days_where(|period| period.cut_off)
    }

    fn no_route(&self) -> Option<Part> {
        let days = self.cut_off_days();
        let needs_travel = self.ways().iter().any(|way| self.asked_of(way).limits.within.is_some());
        (needs_travel && days.count() > 0).then(|| Part::NoRoute {
            modes: self.about.of.criteria.definition.modes.clone(),
            days: days.count(),
            of: self.days.count(),
            stretches: days.stretches(),
        })
    }

    /// The facts that keep the outcome open, on the days on which most is open.
    fn not_published(&self) -> Vec<Part> {
        let Some(period) = self.longest(|period| period.outcome.settled().is_none()) else {
            return Vec::new();
        };
        let mut named: Vec<(usize, Vec<Missing>)> = Vec::new();
        for (at, (way, state)) in self.ways().iter().zip(&period.ways).enumerate() {
            if state.holds != Truth::Unknown || way.level.outcome() <= period.outcome.at_least {
                continue;
            }
            let asked = self.asked_of(way);
            let open_facts = |candidate: &Candidate| {
                let minutes = self.minutes_in(candidate.service, period);
                let (truth, _) = candidate.judge(asked, &self.about.asker, self.is_open(candidate.service), minutes);
                (truth == Truth::Unknown).then(|| {
                    let mut facts = self.missing_to_be_open(candidate.service);
                    let service = self.service(candidate.service);
                    facts.extend(missing::of_service(
                        candidate,
                        service,
                        asked,
                        &self.about.asker,
                        minutes,
                    ));
                    (candidate.service, facts)
                })
            };
            let judge = |among: Among<'_>| among.iter().filter_map(open_facts).collect::<Vec<_>>();
            // What surely lacks something is not open.
            let found = self.widening((at, period), judge, |_, beyond| beyond.deficit(asked).at_most > 0.0);
            for (service, facts) in found {
                if !named.iter().any(|(known, _)| *known == service) {
                    named.push((service, facts));
                }
            }
        }
        // The service that lacks the fewest facts is the nearest to an answer.
        named.sort_by_key(|(service, facts)| (facts.len(), *service));
        let others = named.len().saturating_sub(NAMED);
        let mut parts: Vec<Part> = named
            .into_iter()
            .take(NAMED)
            .map(|(service, facts)| Part::NotPublished {
                service: self.name(service),
                facts,
            })
            .collect();
        if others > 0 {
            parts.push(Part::AndOthers(others));
        }
        parts
    }

    fn missing_to_be_open(&self, at: usize) -> Vec<Missing> {
        let package = self.about.of.basis.package();
        let Question { as_of, supply } = self.about.of.question;
        let About { of, .. } = self.about;
        let service = self.service(at);
        let is_stale = stale(of.basis, of.criteria, of.question, self.gap.standard, service);
        let runs = if is_stale {
            Truth::Unknown
        } else {
            runs(service, supply, as_of)
        };
        [
            (exists(service, as_of, package.settings.made_on), Missing::Presence),
            (runs, Missing::Running),
            (self.about.asker.serves(at), Missing::Serves),
        ]
        .into_iter()
        .filter_map(|(truth, missing)| (truth == Truth::Unknown).then_some(missing))
        .collect()
    }
}
