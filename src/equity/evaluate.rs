//! One way in one community on one day: which services pass, and how far the way falls short.

use super::criteria::Criteria;
use super::shortfall::{self, Deficit};
use crate::filter;
use crate::model::{DeliveryMode, Fact, Interval, Minutes, Service, Truth, Way};

/// Something that is not published and on which an outcome hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// Whether the service was there on the date asked about.
    Presence,
    /// Whether it still ran when last looked at.
    Running,
    /// Whom it serves.
    Serves,
    /// How it reaches people.
    DeliveryMode,
    /// Where it is given.
    Site,
    /// How often it visits.
    VisitFrequency,
    /// Whether it is led by Indigenous people.
    IndigenousLed,
    /// Something else that the way's filter asks.
    Filter,
    /// When a link is open, or how long it takes.
    Travel,
}

/// A service under one way, apart from who asks and when: what holds for each delivery mode that it
/// may have. The mode is one where it is known and each of the five where it is not, so that a rule
/// which comes out the same for all of them is settled.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its place in the package's services.
    pub service: usize,
    cases: Vec<Case>,
}

/// A candidate with one delivery mode.
#[derive(Clone, Copy, Debug)]
struct Case {
    is_virtual: bool,
    filter: Truth,
    visits: Option<(Truth, Deficit)>,
}

impl Candidate {
    pub fn new(criteria: &Criteria<'_>, (standard, way): (usize, usize), (at, service): (usize, &Service)) -> Self {
        let modes = match service.delivery_mode {
            Fact::Known(mode) => vec![mode],
            Fact::Unknown => DeliveryMode::ALL.to_vec(),
        };
        let required = criteria.definition.standards[standard].ways[way]
            .limits
            .visits_per_month;
        let cases = modes.into_iter().map(|mode| Case {
            is_virtual: mode == DeliveryMode::Virtual,
            filter: criteria.filter(standard, way).map_or(Truth::True, |filter| {
                filter.evaluate(&filter::services::ServiceRow::of(service).delivered(mode))
            }),
            // Whoever does not come on visits is there all the time.
            visits: required.filter(|_| mode == DeliveryMode::Visiting).map(|required| {
                let visits = service.visits_per_month;
                (
                    visits.is(|visits| *visits >= required),
                    shortfall::of_amount(visits.known(), required),
                )
            }),
        });
        Self {
            service: at,
            cases: cases.collect(),
        }
    }

    /// Whether the service may count at all, wherever one is.
    pub fn conceivable(&self) -> bool {
        self.cases.iter().any(|case| case.filter.possibly())
    }

    /// Whether people may have to travel to it.
    pub fn may_need_travel(&self) -> bool {
        self.cases.iter().any(|case| !case.is_virtual && case.filter.possibly())
    }

    /// Whether it passes every requirement of the way, and its deficit. `open` is whether the service
    /// is there, runs and serves the community; `minutes` is the way to its site.
    pub fn judge(&self, way: &Way, open: Truth, minutes: Interval<Option<Minutes>>) -> (Truth, Deficit) {
        let judged = self.cases.iter().map(|case| {
            let here = Interval::exact(Some(Minutes::ZERO));
            let minutes = if case.is_virtual { here } else { minutes };
            let mut truth = open.and(case.filter);
            let mut deficit = shortfall::of_truth(truth);
            if let Some(limit) = way.limits.within {
                truth = truth.and(is_within(minutes, limit));
                deficit = shortfall::largest(deficit, shortfall::of_travel(minutes, limit));
            }
            if let Some((visits, lacking)) = case.visits {
                truth = truth.and(visits);
                deficit = shortfall::largest(deficit, lacking);
            }
            (truth, deficit)
        });
        judged
            .reduce(|(truth, deficit), (other, other_deficit)| {
                let either = Interval {
                    at_least: deficit.at_least.max(other_deficit.at_least),
                    at_most: deficit.at_most.min(other_deficit.at_most),
                };
                (Truth::agreed([truth, other]), either)
            })
            .expect("a service has at least one possible delivery mode")
    }

    /// Which facts keep a verdict open, given that the service possibly but not certainly passes.
    pub fn missing(&self, service: &Service, way: &Way, minutes: Interval<Option<Minutes>>) -> Vec<Missing> {
        let mut missing = Vec::new();
        let possible: Vec<&Case> = self.cases.iter().filter(|case| case.filter.possibly()).collect();
        if service.delivery_mode == Fact::Unknown && possible.len() < self.cases.len() {
            missing.push(Missing::DeliveryMode);
        }
        if possible.iter().any(|case| case.filter == Truth::Unknown) {
            let led = service.indigenous_led == Fact::Unknown;
            missing.push(if led { Missing::IndigenousLed } else { Missing::Filter });
        }
        if possible
            .iter()
            .any(|case| case.visits.is_some_and(|(visits, _)| visits == Truth::Unknown))
        {
            missing.push(Missing::VisitFrequency);
        }
        let travels = possible.iter().any(|case| !case.is_virtual);
        if travels
            && way
                .limits
                .within
                .is_some_and(|limit| is_within(minutes, limit) == Truth::Unknown)
        {
            let placed = service.community_id.is_some() || service.point.is_some();
            missing.push(if placed { Missing::Travel } else { Missing::Site });
        }
        missing
    }
}

/// Whether a journey is within a limit; exactly the limit is within.
fn is_within(minutes: Interval<Option<Minutes>>, limit: Minutes) -> Truth {
    let within = |minutes: Option<Minutes>| minutes.is_some_and(|minutes| minutes <= limit);
    match (within(minutes.at_least), within(minutes.at_most)) {
        (true, _) => Truth::True,
        (false, true) => Truth::Unknown,
        (false, false) => Truth::False,
    }
}

/// How a way stands on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct WayState {
    /// How many services pass it: surely, and possibly.
    pub passing: Interval<u16>,
    /// Whether enough do.
    pub holds: Truth,
    /// How far it falls short, before its level is counted.
    pub deficit: Deficit,
    /// The nearest of the services that surely pass, as a place in the package's services; ties go
    /// to the lower id.
    pub surely: Option<usize>,
    /// The same among those that possibly pass.
    pub possibly: Option<usize>,
}

/// Judges one way for one community in one period. Per candidate: whether it is open to the
/// community, and the minutes to its site.
pub(super) fn judge_way(
    way: &Way,
    candidates: &[Candidate],
    open: impl Fn(usize) -> Truth,
    minutes: impl Fn(usize) -> Interval<Option<Minutes>>,
) -> WayState {
    let mut passing = Interval::exact(0_u16);
    let (mut worst, mut best) = (Vec::new(), Vec::new());
    let (mut surely, mut possibly): (Option<(_, usize)>, Option<(_, usize)>) = (None, None);
    for candidate in candidates {
        let to_site = minutes(candidate.service);
        let (truth, deficit) = candidate.judge(way, open(candidate.service), to_site);
        worst.push(deficit.at_least);
        best.push(deficit.at_most);
        let key = (to_site.at_least.is_none(), to_site.at_least, candidate.service);
        if truth.possibly() {
            passing.at_most += 1;
            possibly = Some(possibly.map_or((key, candidate.service), |known| known.min((key, candidate.service))));
        }
        if truth.certainly() {
            passing.at_least += 1;
            surely = Some(surely.map_or((key, candidate.service), |known| known.min((key, candidate.service))));
        }
    }
    let holds = match (
        passing.at_least >= way.limits.providers,
        passing.at_most >= way.limits.providers,
    ) {
        (true, _) => Truth::True,
        (false, true) => Truth::Unknown,
        (false, false) => Truth::False,
    };
    WayState {
        passing,
        holds,
        deficit: Interval {
            at_least: shortfall::of_providers(worst, way.limits.providers),
            at_most: shortfall::of_providers(best, way.limits.providers),
        },
        surely: surely.map(|(_, service)| service),
        possibly: possibly.map(|(_, service)| service),
    }
}
