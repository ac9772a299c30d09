//! What is the same for every community: links by period, services by way, which services count, and how many people
//! share them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::asker::Asker;
use super::assess::Question;
use super::basis::Basis;
use super::criteria::Criteria;
use super::evaluate::{Asked, Candidate};
use super::nearby::{Among, Nearby, counts_at_its_site, widening};
use super::observation::{as_if_unobserved, is_stale};
use super::presence::{exists, runs};
use super::reach::AdmittedYear;
use crate::model::{Community, Fact, Interval, Serves, Service, Supply, Truth};
use crate::travel::LinkPresence;

/// People who share a service by one way in one period: those who surely may use it (`at_most`, the most favourable reading
/// for each of them) and those who possibly may (`at_least`). `None` is without a bound: somebody's number is unknown.
type People = Interval<Option<u64>>;

const NOBODY: People = Interval {
    at_least: Some(0),
    at_most: Some(0),
};

/// How many communities one core counts at a time.
const STRETCH: usize = 256;

/// So few candidates are all judged at once: to look for the near ones among them takes longer. The tests of this crate are
/// of small worlds, and look for the near ones in them all the same.
const FEW: usize = if cfg!(test) { 0 } else { 128 };

/// A way, by its standard's place in the definition and its own in the standard.
pub(super) type WayPlace = (usize, usize);

#[derive(Clone, Debug)]
pub(super) struct Prepared {
    /// Which links are there.
    pub links: LinkPresence,
    pub admitted: Arc<AdmittedYear>,
    pub question: Question,
    /// Per standard, per way.
    pub candidates: Vec<Vec<Vec<Candidate>>>,
    /// Per standard, per service: whether it is there and runs.
    presence: Vec<Vec<Truth>>,
    /// Per standard, whether any service is surely there and runs, and may surely serve somebody.
    any_sure: Vec<bool>,
    /// Of ways that ask how many people share a position: per period, per service.
    people: BTreeMap<WayPlace, Vec<BTreeMap<usize, People>>>,
    /// The candidates by where they are, made when they are first looked for.
    nearby: OnceLock<Vec<Vec<Option<Nearby>>>>,
}

impl Prepared {
    pub fn new(basis: &Basis, criteria: &Criteria<'_>, question: Question) -> Self {
        let presence = |standard| presence(basis, criteria, question, standard);
        let standards = 0..criteria.definition.standards.len();
        Self::with_presence(basis, criteria, question, standards.map(presence).collect())
    }

    /// The same with another picture of which services are there and run, per standard and service.
    pub fn with_presence(
        basis: &Basis,
        criteria: &Criteria<'_>,
        question: Question,
        presence: Vec<Vec<Truth>>,
    ) -> Self {
        let standards = criteria.definition.standards.iter().enumerate();
        let candidates = standards.map(|(standard, rules)| {
            let seen: Vec<_> = of_types(basis, criteria, question, standard).collect();
            let of_way = |way| {
                let counting = seen.iter().filter(|(at, ..)| presence[standard][*at].possibly());
                counting
                    .map(|(at, service, is_stale)| {
                        let record = (*at, service, *is_stale);
                        Candidate::new(criteria, (standard, way), record, question.supply)
                    })
                    .filter(Candidate::conceivable)
                    .collect()
            };
            (0..rules.ways.len()).map(of_way).collect()
        });
        let links = basis.links_on(question.as_of);
        let mut prepared = Self {
            admitted: Arc::new(AdmittedYear::new(basis, criteria.definition, &links)),
            links,
            question,
            candidates: candidates.collect(),
            any_sure: any_sure(basis, &presence),
            presence,
            people: BTreeMap::new(),
            nearby: OnceLock::new(),
        };
        prepared.people = prepared.count_people(basis, criteria);
        prepared
    }

    /// The candidates of a way by where they are; `None` where all are asked, because they are few.
    pub fn nearby(&self, basis: &Basis, place: WayPlace) -> Option<&Nearby> {
        let by_site = |one: &Candidate| (one.service, counts_at_its_site(one));
        let of_way = |candidates: &Vec<Candidate>| {
            let many = candidates.len() > FEW;
            many.then(|| Nearby::of(basis, candidates.iter().map(by_site)))
        };
        let of_standard = |ways: &Vec<Vec<Candidate>>| ways.iter().map(of_way).collect();
        let nearby = self
            .nearby
            .get_or_init(|| self.candidates.iter().map(of_standard).collect());
        nearby[place.0][place.1].as_ref()
    }

    /// Whether any service of a standard is surely there and runs, and may surely serve somebody.
    pub fn any_sure(&self, standard: usize) -> bool {
        self.any_sure[standard]
    }

    /// Per service, whether it is there and runs as a standard sees it.
    pub fn presence(&self, standard: usize) -> &[Truth] {
        &self.presence[standard]
    }

    /// Whether a service passes a way for a community, whichever of its groups it belongs to.
    fn passes(
        &self,
        criteria: &Criteria<'_>,
        place: WayPlace,
        candidate: &Candidate,
        (asker, period): (&Asker<'_>, usize),
    ) -> Truth {
        let open = asker.open(self, place.0, candidate.service);
        let minutes = asker.reach.minutes(candidate.service, period);
        let groups = asker.groups.iter();
        let in_each = groups.map(|group| {
            let asked = asked(criteria, place, *group);
            candidate.judge(asked, asker, open, minutes).0
        });
        Truth::agreed(in_each)
    }

    /// Counts the people who share each service, for the ways that ask.
    fn count_people(&self, basis: &Basis, criteria: &Criteria<'_>) -> BTreeMap<WayPlace, Vec<BTreeMap<usize, People>>> {
        let standards = criteria.definition.standards.iter().enumerate();
        let ways = standards.flat_map(|(standard, rules)| (0..rules.ways.len()).map(move |way| (standard, way)));
        let asks = |place: &WayPlace| {
            let way = &criteria.definition.standards[place.0].ways[place.1];
            let mut limits = std::iter::once(&way.limits).chain(way.by_group.values());
            limits.any(|limits| limits.people_per_position.is_some())
        };
        let places: Vec<WayPlace> = ways.filter(asks).collect();
        if places.is_empty() {
            return BTreeMap::new();
        }
        let empty = || -> BTreeMap<_, _> {
            let of_way = |place: &WayPlace| (*place, vec![BTreeMap::new(); basis.periods().len()]);
            places.iter().map(of_way).collect()
        };
        let communities: Vec<usize> = (0..basis.package().communities.len()).collect();
        // Sums of whole numbers come out the same in whatever order they are added up.
        let stretches = communities.par_chunks(STRETCH).map(|stretch| {
            let mut counted = empty();
            for &community in stretch {
                self.count_community(criteria, &Asker::new(basis, criteria, self, community), &mut counted);
            }
            counted
        });
        stretches.reduce(empty, |mut all, more| {
            for (place, periods) in more {
                let own = all.entry(place).or_default();
                for (own, more) in own.iter_mut().zip(periods) {
                    for (service, people) in more {
                        let own: &mut People = own.entry(service).or_insert(NOBODY);
                        own.at_least = own.at_least.zip(people.at_least).map(|(own, more)| own + more);
                        own.at_most = own.at_most.zip(people.at_most).map(|(own, more)| own + more);
                    }
                }
            }
            all
        })
    }

    /// Counts the people of one community with every service that they may use.
    fn count_community(
        &self,
        criteria: &Criteria<'_>,
        asker: &Asker<'_>,
        counted: &mut BTreeMap<WayPlace, Vec<BTreeMap<usize, People>>>,
    ) {
        let people = people_of(&asker.basis.package().communities[asker.community]);
        for (place, periods) in counted {
            let limits = |group: &Option<usize>| asked(criteria, *place, *group);
            for (period, shared) in periods.iter_mut().enumerate() {
                let passing = |among: Among<'_>| -> Vec<(usize, Truth)> {
                    let judged = among
                        .iter()
                        .map(|one| (one.service, self.passes(criteria, *place, one, (asker, period))));
                    judged.filter(|(_, passes)| passes.possibly()).collect()
                };
                let way = (*place, limits(&asker.groups[0]));
                let passing = widening(self, (asker, period), way, passing, |_, beyond| {
                    let lacks = |group| beyond.deficit(limits(group)).at_most > 0.0;
                    asker.groups.iter().all(lacks)
                });
                for (service, passes) in passing {
                    let all = shared.entry(service).or_insert(NOBODY);
                    all.at_least = all.at_least.zip(people.known()).map(|(all, own)| all + own);
                    if passes.certainly() {
                        all.at_most = all.at_most.map(|all| all + people.known().unwrap_or(0));
                    }
                }
            }
        }
    }

    /// Full-time positions for each person who shares a service by a way, if `community` shares it: the step of the
    /// two-step floating catchment (Luo & Wang 2003) that belongs to the service. No bound is infinity.
    pub fn supply_of(
        &self,
        place: WayPlace,
        period: usize,
        asker: &Asker<'_>,
    ) -> Option<impl Fn(&Candidate, Truth) -> Interval<f64>> {
        let shared = &self.people.get(&place)?[period];
        let own = people_of(&asker.basis.package().communities[asker.community]);
        Some(move |candidate: &Candidate, passes: Truth| {
            let people = shared.get(&candidate.service).copied().unwrap_or(NOBODY);
            // At the most favourable reading this community shares it, and is not yet among those who surely do.
            let own = if passes.certainly() {
                0
            } else {
                own.known().unwrap_or(0)
            };
            let fewest = people.at_most.unwrap_or(0) + own;
            let share = |positions: f64, people: u64| match (positions > 0.0, people) {
                (false, _) => 0.0,
                (true, 0) => f64::INFINITY,
                (true, people) => positions / people as f64,
            };
            match candidate.positions() {
                Fact::Known(positions) => Interval {
                    at_least: people.at_least.map_or(0.0, |most| share(positions, most)),
                    at_most: share(positions, fewest),
                },
                Fact::Unknown => Interval {
                    at_least: 0.0,
                    at_most: f64::INFINITY,
                },
            }
        })
    }
}

/// One service or link as it stands in another picture.
fn any_sure(basis: &Basis, presence: &[Vec<Truth>]) -> Vec<bool> {
    let services = &basis.package().services;
    let of_standard = |presence: &Vec<Truth>| {
        let mut seen = presence.iter().zip(services);
        seen.any(|(there, service)| there.certainly() && service.serves != Serves::Unknown)
    };
    presence.iter().map(of_standard).collect()
}

impl Prepared {
    /// Takes one service as it stands in `other`, which was prepared for the same rules.
    pub fn take(&mut self, basis: &Basis, criteria: &Criteria<'_>, other: &Self, service: usize) {
        for (own, from) in self.presence.iter_mut().zip(&other.presence) {
            own[service] = from[service];
        }
        let own = self.candidates.iter_mut().flatten();
        for (list, from) in own.zip(other.candidates.iter().flatten()) {
            list.retain(|one| one.service != service);
            if let Some(found) = from.iter().find(|one| one.service == service) {
                let at = list.partition_point(|one| one.service < service);
                list.insert(at, found.clone());
            }
        }
        self.any_sure = any_sure(basis, &self.presence);
        self.nearby = OnceLock::new();
        self.people = self.count_people(basis, criteria);
    }

    /// Takes one link as it stands in `other`.
    pub fn take_link(&mut self, basis: &Basis, criteria: &Criteria<'_>, other: &Self, link: usize) {
        self.links = self.links.clone().with(&other.links, link);
        self.admitted = Arc::new(AdmittedYear::new(basis, criteria.definition, &self.links));
        self.people = self.count_people(basis, criteria);
    }

    /// The services that may count and stand otherwise in `other`, which was prepared for the same rules: there or not,
    /// running or not, too old to be known or not, or, where deliveries are asked for, by what was planned or delivered.
    pub fn differing(&self, criteria: &Criteria<'_>, other: &Self) -> Vec<usize> {
        let standards = criteria.definition.standards.iter();
        let limits = standards
            .flat_map(|standard| &standard.ways)
            .flat_map(|way| std::iter::once(&way.limits).chain(way.by_group.values()));
        let asks_for_deliveries = limits.clone().any(|limits| limits.delivered_share.is_some());
        let candidate = |of: &Self, service: usize| -> Vec<Option<Candidate>> {
            let lists = of.candidates.iter().flatten();
            let found = lists.map(|list| list.iter().find(|one| one.service == service).cloned());
            let as_planned = |mut one: Candidate| {
                if !asks_for_deliveries {
                    one.supply = Supply::Intended;
                }
                one
            };
            found.map(|one| one.map(as_planned)).collect()
        };
        let may_count: BTreeSet<usize> = [self, other]
            .iter()
            .flat_map(|of| of.candidates.iter().flatten().flatten())
            .map(|one| one.service)
            .collect();
        let differs = |service: usize| {
            let mut presences = self.presence.iter().zip(&other.presence);
            presences.any(|(own, from)| own[service] != from[service])
                || candidate(self, service) != candidate(other, service)
        };
        may_count.into_iter().filter(|&service| differs(service)).collect()
    }
}

/// People of a place; those of a place that is part of another and has no count are counted in that other.
pub(super) fn people_of(community: &Community) -> Fact<u64> {
    match community.population() {
        Some(people) => Fact::Known(u64::from(people)),
        None if community.part_of.is_some() => Fact::Known(0),
        None => Fact::Unknown,
    }
}

/// Services of a standard's types, each with its record as far as it still counts as known, and whether that is too old.
pub(super) fn of_types<'a>(
    basis: &'a Basis,
    criteria: &'a Criteria<'_>,
    question: Question,
    standard: usize,
) -> impl Iterator<Item = (usize, Cow<'a, Service>, bool)> {
    let package = basis.package();
    let services = package.services.iter().enumerate();
    services
        .filter(move |(_, service)| criteria.of_type(standard, service))
        .map(move |(at, service)| {
            let is_stale = stale(basis, criteria, question, standard, service);
            let service = if is_stale {
                Cow::Owned(as_if_unobserved(service))
            } else {
                Cow::Borrowed(service)
            };
            (at, service, is_stale)
        })
}

/// Whether what was observed of a service is too old for a standard. What is intended was never observed.
pub(super) fn stale(
    basis: &Basis,
    criteria: &Criteria<'_>,
    question: Question,
    standard: usize,
    service: &Service,
) -> bool {
    question.supply == Supply::Actual
        && criteria
            .stale_after_days(standard)
            .is_some_and(|days| is_stale(service, basis.package(), question.as_of, days))
}

/// Per service, whether it is there and runs as a standard sees it; of other types, never.
pub(super) fn presence(basis: &Basis, criteria: &Criteria<'_>, question: Question, standard: usize) -> Vec<Truth> {
    let package = basis.package();
    let mut presence = vec![Truth::False; package.services.len()];
    for (at, service, _) in of_types(basis, criteria, question, standard) {
        let there = exists(&service, question.as_of, package.settings.made_on);
        presence[at] = there.and(runs(&service, question.supply, question.as_of));
    }
    presence
}

/// A way and what it asks in numbers of a community of a group.
pub(super) fn asked<'a>(criteria: &Criteria<'a>, place: WayPlace, group: Option<usize>) -> Asked<'a> {
    Asked {
        way: &criteria.definition.standards[place.0].ways[place.1],
        limits: criteria.limits(place, group),
    }
}

#[cfg(test)]
impl Prepared {
    /// The same, asking every service however far away: what the nearer ones alone must come to.
    pub fn asking_all(mut self, basis: &Basis, criteria: &Criteria<'_>) -> Self {
        let none = self.candidates.iter().map(|ways| ways.iter().map(|_| None).collect());
        self.nearby = OnceLock::from(none.collect::<Vec<_>>());
        self.people = self.count_people(basis, criteria);
        self
    }
}
