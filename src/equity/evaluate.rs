//! One way in one community on one day: which services pass, and how far the way falls short.

use std::borrow::Cow;

use super::asker::Asker;
use super::basis::Site;
use super::check::{Check, Requirement};
use super::criteria::Criteria;
use super::shortfall::{self, Deficit};
use crate::filter;
use crate::model::{
    DeliveryMode, Fact, Interval, Km, LanguageAsked, LanguageCode, Limits, Minutes, Service, Supply, Truth, Way,
};
use crate::spatial::distance;

/// A service under one way, apart from who asks and when: what holds for each delivery mode that it
/// may have. The mode is one where it is known and each of the five where it is not, so that a rule
/// which comes out the same for all of them is settled.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// Its place in the package's services.
    pub service: usize,
    /// Whether its record is too old for what was observed to be still known.
    pub is_stale: bool,
    /// By which picture of supply it counts.
    pub supply: Supply,
    /// What is known of it.
    facts: Facts,
    /// One a delivery mode that it may have.
    pub cases: Vec<Case>,
}

/// A candidate with one delivery mode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Case {
    pub mode: DeliveryMode,
    /// Whether the way's filter holds; `None` where the way has none.
    pub filter: Option<Truth>,
}

/// What a service's record says, as far as it still counts as known.
#[derive(Clone, Debug, PartialEq)]
struct Facts {
    visits_per_month: Fact<f64>,
    delivered_share: Fact<f64>,
    wait_days: Fact<f64>,
    positions: Fact<f64>,
    indigenous_led: Fact<bool>,
    languages: Fact<Vec<LanguageCode>>,
    in_territory: Fact<bool>,
}

/// A way, and what it asks in numbers of the community that asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub way: &'a Way,
    pub limits: &'a Limits,
}

impl Case {
    const fn is_virtual(self) -> bool {
        matches!(self.mode, DeliveryMode::Virtual)
    }

    /// Whether the service may count at all if it is delivered so.
    pub fn possibly(self) -> bool {
        self.filter.is_none_or(Truth::possibly)
    }
}

impl Candidate {
    /// A service under a way; `service` is its record as far as it still counts as known.
    pub fn new(
        criteria: &Criteria<'_>,
        (standard, way): (usize, usize),
        (at, service, is_stale): (usize, &Cow<'_, Service>, bool),
        supply: Supply,
    ) -> Self {
        let modes = match service.delivery_mode {
            Fact::Known(mode) => vec![mode],
            Fact::Unknown => DeliveryMode::ALL.to_vec(),
        };
        let filter = criteria.filter(standard, way);
        let cases = modes.into_iter().map(|mode| Case {
            mode,
            filter: filter.map(|filter| filter.evaluate(&filter::services::ServiceRow::of(service).delivered(mode))),
        });
        Self {
            service: at,
            is_stale,
            supply,
            facts: Facts {
                visits_per_month: service.visits_per_month,
                delivered_share: service.delivered_share,
                wait_days: service.wait_days,
                positions: service.positions,
                indigenous_led: service.indigenous_led,
                languages: service.languages.clone(),
                in_territory: service.in_territory,
            },
            cases: cases.collect(),
        }
    }

    /// Whether the service may count at all, wherever one is.
    pub fn conceivable(&self) -> bool {
        self.cases.iter().any(|case| case.possibly())
    }

    /// Whether people may have to travel to it.
    pub fn may_need_travel(&self) -> bool {
        self.cases.iter().any(|case| !case.is_virtual() && case.possibly())
    }

    /// Full-time positions.
    pub const fn positions(&self) -> Fact<f64> {
        self.facts.positions
    }

    /// Every requirement of a way on the service with one delivery mode, in the order of the language. `minutes` is the way
    /// to its site.
    pub fn checks(
        &self,
        case: Case,
        asked: Asked<'_>,
        asker: &Asker<'_>,
        minutes: Interval<Option<Minutes>>,
    ) -> impl Iterator<Item = Check> {
        let Asked { way, limits } = asked;
        // A virtual service is reached without travel.
        let minutes = if case.is_virtual() {
            Interval::exact(Some(Minutes::ZERO))
        } else {
            minutes
        };
        // Whoever does not come on visits is there all the time.
        let visits = case.mode == DeliveryMode::Visiting;
        let amount = |requirement, actual, required: f64| Check::amount(requirement, actual, required);
        [
            case.filter.map(|truth| Check::truth(Requirement::Where, truth)),
            limits.within.map(|limit| Check::journey(minutes, limit)),
            limits.within_km.map(|limit| {
                let here = case.is_virtual().then(|| Km::new(0.0)).flatten();
                Check::distance(here.map_or_else(|| self.km(asker), Fact::Known), limit)
            }),
            way.same_region
                .then(|| Check::truth(Requirement::SameRegion, self.same_region(case, asker))),
            way.same_community
                .then(|| Check::truth(Requirement::SameCommunity, self.same_community(case, asker))),
            way.indigenous_led
                .then(|| Check::truth(Requirement::IndigenousLed, self.facts.indigenous_led.is(|led| *led))),
            way.language
                .as_ref()
                .map(|language| Check::truth(Requirement::Language, self.speaks(language, asker))),
            limits
                .visits_per_month
                .filter(|_| visits)
                .map(|required| amount(Requirement::VisitsPerMonth, self.facts.visits_per_month, required)),
            // As intended, every planned visit takes place.
            limits
                .delivered_share
                .filter(|_| visits && self.supply == Supply::Actual)
                .map(|required| amount(Requirement::DeliveredShare, self.facts.delivered_share, required)),
            limits
                .max_wait_days
                .map(|limit| Check::at_most(Requirement::MaxWaitDays, self.facts.wait_days, limit)),
        ]
        .into_iter()
        .flatten()
    }

    /// Straight over the earth from the community to its site.
    fn km(&self, asker: &Asker<'_>) -> Fact<Km> {
        let communities = &asker.basis.package().communities;
        let home = communities[asker.community].point;
        match asker.basis.site(self.service) {
            Site::EachCommunity => Km::new(0.0).into(),
            Site::Community(community) => Fact::Known(distance(home, communities[community].point).km()),
            Site::Place(point, _) => Fact::Known(distance(home, point).km()),
            Site::Unpublished => Fact::Unknown,
        }
    }

    fn same_region(&self, case: Case, asker: &Asker<'_>) -> Truth {
        let package = asker.basis.package();
        let region = |community: usize| package.settings.region_column.of(&package.communities[community]);
        match asker.basis.site(self.service) {
            // What is given by telephone stands nowhere.
            _ if case.is_virtual() => Truth::False,
            Site::EachCommunity => Truth::True,
            Site::Community(community) if community == asker.community => Truth::True,
            Site::Community(community) => match (region(community), region(asker.community)) {
                (Some(there), Some(here)) => (there == here).into(),
                _ => Truth::Unknown,
            },
            // Outlines of regions are drawing aids and settle nothing.
            Site::Place(..) | Site::Unpublished if self.facts.in_territory == Fact::Known(false) => Truth::False,
            Site::Place(..) | Site::Unpublished => Truth::Unknown,
        }
    }

    fn same_community(&self, case: Case, asker: &Asker<'_>) -> Truth {
        match asker.basis.site(self.service) {
            _ if case.is_virtual() => Truth::False,
            Site::EachCommunity => Truth::True,
            Site::Community(community) => (community == asker.community).into(),
            Site::Place(..) => Truth::False,
            Site::Unpublished if self.facts.in_territory == Fact::Known(false) => Truth::False,
            Site::Unpublished => Truth::Unknown,
        }
    }

    /// Whether it is offered in the language. That no language of a community is on record says nothing.
    fn speaks(&self, language: &LanguageAsked, asker: &Asker<'_>) -> Truth {
        let own = &asker.basis.package().communities[asker.community].indigenous_languages;
        match language {
            LanguageAsked::OfTheCommunity if own.is_empty() => Truth::Unknown,
            LanguageAsked::OfTheCommunity => self
                .facts
                .languages
                .is(|spoken| own.iter().any(|one| spoken.contains(one))),
            LanguageAsked::Named(code) => self.facts.languages.is(|spoken| spoken.contains(code)),
        }
    }

    /// Whether it passes every requirement of the way, and its deficit. `open` is whether the service
    /// is there, runs and serves the community; `minutes` is the way to its site.
    pub fn judge(
        &self,
        asked: Asked<'_>,
        asker: &Asker<'_>,
        open: Truth,
        minutes: Interval<Option<Minutes>>,
    ) -> (Truth, Deficit) {
        let cases = self.cases.iter().map(|case| {
            let checks = self.checks(*case, asked, asker, minutes);
            checks.fold((open, shortfall::of_truth(open)), |(truth, deficit), check| {
                (truth.and(check.verdict), shortfall::largest(deficit, check.deficit))
            })
        });
        cases
            .reduce(either)
            .expect("a service has at least one possible delivery mode")
    }
}

/// What is left when either of two may be the case.
pub(super) fn either((truth, deficit): (Truth, Deficit), (other, other_deficit): (Truth, Deficit)) -> (Truth, Deficit) {
    (Truth::agreed([truth, other]), shortfall::either(deficit, other_deficit))
}

/// How a way stands on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct WayState {
    /// How many services pass it: surely, and possibly.
    pub passing: Interval<u16>,
    /// Whether enough do, and all else that the way asks holds too.
    pub holds: Truth,
    /// How far it falls short, before its level is counted.
    pub deficit: Deficit,
    /// The nearest of the services that surely pass, as a place in the package's services; ties go
    /// to the lower id.
    pub surely: Option<usize>,
    /// The same among those that possibly pass.
    pub possibly: Option<usize>,
}

/// How the services of a way stand towards one community on one day.
pub(super) struct OfServices {
    /// How many pass: surely, and possibly.
    pub passing: Interval<u16>,
    /// How far short of enough services, by what each lacks.
    pub deficit: Deficit,
    /// Full-time positions for each person who shares them, summed over what passes; `None` where the way does not
    /// ask. No bound is infinity.
    pub supply: Option<Interval<f64>>,
    surely: Option<usize>,
    possibly: Option<usize>,
}

/// Full-time positions for each person who shares a service, given whether the community that asks passes.
pub(super) type SupplyOf<'a> = &'a dyn Fn(&Candidate, Truth) -> Interval<f64>;

/// Judges the services of one way for one community in one period. Per candidate: whether it is open to the
/// community, the minutes to its site and, where the way asks for it, how many people share it.
pub(super) fn judge_services<'c>(
    asked: Asked<'_>,
    candidates: impl Iterator<Item = &'c Candidate>,
    asker: &Asker<'_>,
    (open, minutes): (impl Fn(usize) -> Truth, impl Fn(usize) -> Interval<Option<Minutes>>),
    supply: Option<SupplyOf<'_>>,
) -> OfServices {
    let mut passing = Interval::exact(0_u16);
    let mut shared = supply.map(|_| Interval::exact(0.0));
    let (mut worst, mut best) = (Vec::new(), Vec::new());
    let (mut surely, mut possibly): (Option<(_, usize)>, Option<(_, usize)>) = (None, None);
    for candidate in candidates {
        let to_site = minutes(candidate.service);
        let (truth, deficit) = candidate.judge(asked, asker, open(candidate.service), to_site);
        worst.push(deficit.at_least);
        best.push(deficit.at_most);
        let key = (to_site.at_least.is_none(), to_site.at_least, candidate.service);
        let of_one = supply.map(|supply| supply(candidate, truth));
        if truth.possibly() {
            passing.at_most = passing.at_most.saturating_add(1);
            possibly = Some(possibly.map_or((key, candidate.service), |known| known.min((key, candidate.service))));
            if let (Some(all), Some(one)) = (&mut shared, of_one) {
                all.at_most += one.at_most;
            }
        }
        if truth.certainly() {
            passing.at_least = passing.at_least.saturating_add(1);
            surely = Some(surely.map_or((key, candidate.service), |known| known.min((key, candidate.service))));
            if let (Some(all), Some(one)) = (&mut shared, of_one) {
                all.at_least += one.at_least;
            }
        }
    }
    OfServices {
        passing,
        deficit: Interval {
            at_least: shortfall::of_providers(worst, asked.limits.providers),
            at_most: shortfall::of_providers(best, asked.limits.providers),
        },
        supply: shared,
        surely: surely.map(|(_, service)| service),
        possibly: possibly.map(|(_, service)| service),
    }
}

impl OfServices {
    /// What the way asks as a whole: enough services, enough positions, and the next steps of the continuum.
    pub fn requirements(&self, limits: &Limits, next: Vec<Check>) -> Vec<Check> {
        let mut all = vec![Check::providers(self.passing, limits.providers)];
        if let Some((limit, supply)) = limits.people_per_position.zip(self.supply) {
            let people = |supply: f64| (supply > 0.0).then(|| 1.0 / supply);
            let people = Interval {
                at_least: people(supply.at_least),
                at_most: people(supply.at_most),
            };
            all.push(Check::range_at_most(Requirement::PeoplePerPosition, people, limit));
        }
        all.extend(next);
        all
    }

    /// The way as a whole.
    pub fn state(&self, requirements: &[Check]) -> WayState {
        let others = requirements
            .iter()
            .filter(|one| one.requirement != Requirement::Providers);
        WayState {
            passing: self.passing,
            holds: requirements
                .iter()
                .fold(Truth::True, |truth, check| truth.and(check.verdict)),
            deficit: others.fold(self.deficit, |deficit, check| {
                shortfall::largest(deficit, check.deficit)
            }),
            surely: self.surely,
            possibly: self.possibly,
        }
    }
}

impl WayState {
    /// What is left when the community may be of either of two groups.
    #[expect(clippy::needless_pass_by_value, reason = "takes the place of both")]
    pub(super) fn or(self, other: Self) -> Self {
        let (holds, deficit) = either((self.holds, self.deficit), (other.holds, other.deficit));
        Self {
            passing: Interval {
                at_least: self.passing.at_least.min(other.passing.at_least),
                at_most: self.passing.at_most.max(other.passing.at_most),
            },
            holds,
            deficit,
            surely: self.surely.filter(|_| other.surely.is_some()),
            possibly: self.possibly.or(other.possibly),
        }
    }
}
