//! From the facts to the numbers of a field: which journeys there are, and who is served today.

use rayon::prelude::*;

use super::field::{Field, Row, Seconds, UNREACHED};
use super::question::{SitingQuestion, YearRound};
use crate::equity::{Basis, Journeys, Site, exists, runs, serves};
use crate::model::{DeliveryMode, Entrance, Minutes, Package, Service, ServiceTypeId, Truth, entry_of};
use crate::travel::{DaySet, Reading};

/// The field at one reading of what is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The numbers.
    pub field: Field,
    /// Per row, the nearest service that is there, by its place in the package.
    pub nearest: Vec<Option<usize>>,
}

/// Whether a service is a referral position for a kind of help, to which people may turn by their own word.
fn is_position(package: &Package, service: &Service, to: &ServiceTypeId) -> Truth {
    let own_word = entry_of(service, &package.entries).map_or(Truth::Unknown, |entry| {
        Truth::from(entry.entrances.contains(&Entrance::SelfReferral))
    });
    let of_kind = |one: &Service| one.service_type == *to;
    let refers = package.referrals.iter().any(|row| {
        let leads = row.to.service_type() == Some(to)
            || row
                .to
                .service()
                .is_some_and(|id| package.services.iter().any(|one| one.id == *id && of_kind(one)));
        leads && row.from.is_about(service)
    });
    Truth::from(refers).and(own_word)
}

/// The kinds of help to which every service of a type refers that people may turn to by their own word, in the package's order.
pub fn refers_to<'a>(package: &'a Package, of_type: &ServiceTypeId) -> Vec<&'a ServiceTypeId> {
    let entry = package
        .entries
        .iter()
        .find(|entry| entry.of.service_type() == Some(of_type));
    if !entry.is_some_and(|entry| entry.entrances.contains(&Entrance::SelfReferral)) {
        return Vec::new();
    }
    let rows = package
        .referrals
        .iter()
        .filter(|row| row.from.service_type() == Some(of_type));
    let leads = |id: &ServiceTypeId| {
        rows.clone().any(|row| {
            let one = row
                .to
                .service()
                .and_then(|to| package.services.iter().find(|service| service.id == *to));
            row.to.service_type() == Some(id) || one.is_some_and(|one| one.service_type == *id)
        })
    };
    package
        .service_types
        .iter()
        .map(|one| &one.id)
        .filter(|id| leads(id))
        .collect()
}

/// Services that count, each as sure as it is: those of the type (or that refer to what is asked for) and the modes that are
/// asked for which exist and run.
pub fn counting(basis: &Basis, asked: &SitingQuestion) -> Vec<(usize, Truth)> {
    let made_on = basis.package().settings.made_on;
    let is_asked_for = |service: &Service| match &asked.refers_to {
        Some(to) => is_position(basis.package(), service, to),
        None => Truth::from(service.service_type == asked.service_type),
    };
    let counts = |service: &Service| {
        is_asked_for(service)
            .and(service.delivery_mode.is(|mode| asked.existing_modes.contains(mode)))
            .and(exists(service, asked.question.as_of, made_on))
            .and(runs(service, asked.question.supply, asked.question.as_of))
    };
    // With no mode at all nothing counts, not even what might be of any.
    let services = basis.package().services.iter().enumerate();
    services
        .filter(|_| !asked.existing_modes.is_empty())
        .map(|(at, service)| (at, counts(service)))
        .filter(|(_, counts)| counts.possibly())
        .collect()
}

/// Days asked about on which all journeys are the same: a period that stands for them, and how many they are.
struct Days {
    period: usize,
    days: u32,
}

fn holds(truth: Truth, reading: Reading) -> bool {
    match reading {
        Reading::LeastFavourable => truth.certainly(),
        Reading::MostFavourable => truth.possibly(),
    }
}

fn seconds(minutes: Option<Minutes>) -> Seconds {
    minutes.map_or(UNREACHED, |minutes| minutes.seconds().min(UNREACHED - 1))
}

impl Ground {
    /// Lays out the field at both readings, the least favourable first.
    pub fn at_both(basis: &Basis, asked: &SitingQuestion, need: &[u64]) -> [Self; 2] {
        let least = Self::new(basis, asked, need, Reading::LeastFavourable);
        let places = 0..basis.package().communities.len();
        let is_known = counting(basis, asked).iter().all(|(service, counts)| {
            let is_placed = basis.site(*service) != Site::Unpublished;
            let service = &basis.package().services[*service];
            let known = |place: usize| serves(service, place, basis) != Truth::Unknown;
            *counts == Truth::True && is_placed && places.clone().all(known)
        });
        // Over straight lines nothing but services can be unknown.
        let most = if basis.network().is_empty() && is_known {
            least.clone()
        } else {
            Self::new(basis, asked, need, Reading::MostFavourable)
        };
        [least, most]
    }

    /// Lays out the field at a reading.
    pub fn new(basis: &Basis, asked: &SitingQuestion, need: &[u64], reading: Reading) -> Self {
        let links = basis.links_on(asked.question.as_of);
        let asked_days: DaySet = asked.scope.days();
        let days_in = |period: usize| u32::from(basis.periods()[period].day_set().intersection(asked_days).count());
        let periods: Vec<usize> = (0..basis.periods().len()).filter(|&one| days_in(one) > 0).collect();
        let journeys = Journeys::in_periods(basis, &links, &periods, &asked.modes, asked.impedance);
        let mut alike: Vec<Days> = Vec::new();
        for (at, &period) in periods.iter().enumerate() {
            let first = journeys.alike(at);
            match alike.iter_mut().find(|one| one.period == first) {
                Some(one) => one.days += days_in(period),
                None => alike.push(Days {
                    period: at,
                    days: days_in(period),
                }),
            }
        }
        let services = counting(basis, asked);
        let services: Vec<usize> = services
            .into_iter()
            .filter(|(_, counts)| holds(*counts, reading))
            .map(|(at, _)| at)
            .collect();
        let communities: Vec<usize> = (0..basis.package().communities.len()).collect();
        let rows: Vec<Vec<Laid>> = communities
            .par_iter()
            .map(|&community| {
                let from = journeys.from(community);
                let usable: Vec<usize> = services
                    .iter()
                    .copied()
                    .filter(|&one| holds(serves(&basis.package().services[one], community, basis), reading))
                    .collect();
                let to_service = |period: usize, service: usize| {
                    if basis.package().services[service].delivery_mode.known() == Some(DeliveryMode::Virtual) {
                        return 0;
                    }
                    seconds(from.to_service(period, reading, service))
                };
                let on = |days: &Days| Laid {
                    days: days.days,
                    there: usable.iter().map(|&one| (to_service(days.period, one), one)).collect(),
                    journeys: asked
                        .candidates
                        .iter()
                        .map(|&to| seconds(from.in_period(days.period, reading, to)))
                        .collect(),
                };
                let each: Vec<Laid> = alike.iter().map(on).collect();
                match asked.year_round {
                    YearRound::Days => each,
                    YearRound::Worst => each.into_iter().reduce(Laid::worse).into_iter().collect(),
                }
            })
            .collect();
        let mut ground = Self {
            field: Field {
                rows: Vec::new(),
                candidates: asked.candidates.len(),
                journeys: Vec::new(),
            },
            nearest: Vec::new(),
        };
        for (community, laid) in rows.into_iter().enumerate() {
            for (alike, mut one) in laid.into_iter().enumerate() {
                let days = if asked.year_round == YearRound::Days {
                    one.days
                } else {
                    1
                };
                one.there.retain(|(seconds, _)| *seconds != UNREACHED);
                one.there.sort_unstable();
                let existing = [0, 1].map(|at| one.there.get(at).map_or(UNREACHED, |(seconds, _)| *seconds));
                ground.nearest.push(one.there.first().map(|(_, service)| *service));
                ground.field.rows.push(Row {
                    community,
                    need: need[community] * u64::from(days),
                    days,
                    alike,
                    existing,
                });
                ground.field.journeys.extend(one.journeys);
            }
        }
        ground
    }
}

/// Journeys of one community on some days.
struct Laid {
    days: u32,
    there: Vec<(Seconds, usize)>,
    journeys: Vec<Seconds>,
}

impl Laid {
    /// The longer of two, place by place: whoever goes to one place all year has its worst days too.
    fn worse(mut self, other: Self) -> Self {
        self.days += other.days;
        for (own, other) in self.there.iter_mut().zip(other.there) {
            own.0 = own.0.max(other.0);
        }
        for (own, other) in self.journeys.iter_mut().zip(other.journeys) {
            *own = (*own).max(other);
        }
        self
    }
}
