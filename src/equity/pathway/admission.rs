//! Who may enter a service, and who refers to it.

use super::spot::Spot;
use super::{Supplied, Wayfinder};
use crate::equity::presence::serves;
use crate::model::{DeliveryMode, Entrance, Fact, Interval, Minutes, Package, Truth, entry_of};
use crate::travel::Reading;

/// How somebody gets into a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// By their own word.
    Oneself,
    /// By a referral alone: whether a position that refers to it is reached.
    Referral(Truth),
    /// By the word of a court alone.
    CourtOnly,
    /// Nobody has published it.
    Unknown,
}

impl Admission {
    /// Whether one gets in.
    pub const fn holds(self) -> Truth {
        match self {
            Self::Oneself => Truth::True,
            Self::Referral(reached) => reached,
            Self::CourtOnly => Truth::False,
            Self::Unknown => Truth::Unknown,
        }
    }
}

/// A referral position, as somebody from a community finds it in a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// The service, by its place in the package.
    pub service: usize,
    /// Whether it runs, serves the community and is entered by one's own word.
    pub open: Truth,
    /// Whether it is reached without travel.
    pub without_travel: Truth,
    /// Minutes from home, as for any journey.
    pub minutes: Interval<Option<Minutes>>,
}

impl Position {
    /// Whether it is of use.
    pub fn reached(&self) -> Truth {
        let travelled = Truth::between(self.minutes.at_least.is_some(), self.minutes.at_most.is_some());
        self.open.and(self.without_travel.or(travelled))
    }
}

/// The services that refer to a service; `None` where nobody has published who does.
pub(super) fn referrers(package: &Package, service: usize, supplied: &[Supplied]) -> Option<Vec<Supplied>> {
    let about = |one: &&crate::model::Referral| one.to.is_about(&package.services[service]);
    let rows: Vec<_> = package.referrals.iter().filter(about).collect();
    let refers = |one: &&Supplied| {
        let referrer = &package.services[one.service];
        one.service != service && rows.iter().any(|row| row.from.is_about(referrer))
    };
    (!rows.is_empty()).then(|| supplied.iter().filter(refers).copied().collect())
}

impl Wayfinder<'_> {
    /// Whether a service runs and serves a community.
    pub(super) fn present(&self, one: &Supplied, home: usize) -> Truth {
        let service = &self.basis.package().services[one.service];
        one.there.and(serves(service, home, self.basis))
    }

    /// How somebody from a community gets into a service in a period.
    pub(super) fn admission(&self, service: usize, home: usize, period: usize) -> Admission {
        let package = self.basis.package();
        let Some(entry) = entry_of(&package.services[service], &package.entries) else {
            return Admission::Unknown;
        };
        if entry.entrances.contains(&Entrance::SelfReferral) {
            Admission::Oneself
        } else if entry.entrances.contains(&Entrance::Provider) {
            let positions = self.positions(service, home, period);
            let reached = positions.map_or(Truth::Unknown, |positions| {
                positions.iter().map(Position::reached).fold(Truth::False, Truth::or)
            });
            Admission::Referral(reached)
        } else {
            Admission::CourtOnly
        }
    }

    /// Whether one gets into a service by a referral alone.
    pub(super) fn is_by_referral(&self, service: usize) -> bool {
        let package = self.basis.package();
        let entry = entry_of(&package.services[service], &package.entries);
        entry.is_some_and(|entry| {
            let may = |one| entry.entrances.contains(&one);
            may(Entrance::Provider) && !may(Entrance::SelfReferral)
        })
    }

    /// The positions that refer to a service and may serve a community, the surest and nearest first; `None` where nobody has
    /// published who refers to it.
    pub(super) fn positions(&self, service: usize, home: usize, period: usize) -> Option<Vec<Position>> {
        let package = self.basis.package();
        let referrers = self.referrers.get(&service)?.as_ref()?;
        let mut positions: Vec<Position> = referrers
            .iter()
            .filter_map(|one| {
                let referrer = &package.services[one.service];
                let own_word = entry_of(referrer, &package.entries).map_or(Truth::Unknown, |entry| {
                    Truth::from(entry.entrances.contains(&Entrance::SelfReferral))
                });
                let open = self.present(one, home).and(own_word);
                open.possibly().then(|| Position {
                    service: one.service,
                    open,
                    without_travel: without_travel(referrer.delivery_mode),
                    minutes: self.minutes(period, Spot::Community(home), one.spot.for_home(home)),
                })
            })
            .collect();
        let order = |one: &Position| {
            let minutes = one.minutes.at_least.map_or(u32::MAX, Minutes::seconds);
            let best = one.minutes.at_most.map_or(u32::MAX, Minutes::seconds);
            (std::cmp::Reverse(one.reached()), minutes, best, one.service)
        };
        positions.sort_by_key(order);
        Some(positions)
    }
}

/// Whether a mode of delivery needs no travel.
pub(super) fn without_travel(mode: Fact<DeliveryMode>) -> Truth {
    mode.is(|mode| *mode == DeliveryMode::Virtual)
}

/// A truth at one reading.
pub(super) fn at(reading: Reading, truth: Truth) -> bool {
    match reading {
        Reading::LeastFavourable => truth.certainly(),
        Reading::MostFavourable => truth.possibly(),
    }
}
