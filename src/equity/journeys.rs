//! How long it takes from one community to another in one period.

use std::sync::Arc;

use super::basis::Basis;
use super::reach::{AdmittedYear, Reach};
use crate::model::{Impedance, Interval, Minutes, Mode};
use crate::travel::{LinkPresence, Reading};

/// Journeys between communities in one period, by some modes over the links that are there. What is the same for all of them
/// is made once.
#[derive(Debug)]
pub struct Journeys<'a> {
    basis: &'a Basis,
    admitted: Arc<AdmittedYear>,
}

/// Journeys from one community.
#[derive(Debug)]
pub struct JourneysFrom<'a>(Reach<'a>);

impl<'a> Journeys<'a> {
    /// Lays out the links of a period.
    pub fn new(basis: &'a Basis, links: &LinkPresence, period: usize, modes: &[Mode], impedance: Impedance) -> Self {
        let admitted = AdmittedYear::of_period(basis, links, period, modes, impedance);
        Self {
            basis,
            admitted: Arc::new(admitted),
        }
    }

    /// Lays out the links of several periods; journeys in them are told apart by their place in the list.
    pub fn in_periods(
        basis: &'a Basis,
        links: &LinkPresence,
        periods: &[usize],
        modes: &[Mode],
        impedance: Impedance,
    ) -> Self {
        let year = basis.year_with(links);
        Self {
            basis,
            admitted: Arc::new(AdmittedYear::in_periods(basis, &year, periods, (modes, impedance))),
        }
    }

    /// The first period on the list with the same links as another on it: all journeys are the same in both.
    pub fn alike(&self, period: usize) -> usize {
        self.admitted.alike(period)
    }

    /// Journeys from a community, by its place in the package.
    pub fn from(&self, community: usize) -> JourneysFrom<'a> {
        JourneysFrom(Reach::new(self.basis, community, &self.admitted))
    }
}

impl JourneysFrom<'_> {
    /// Minutes to another community: `at_least` at the least favourable reading (the longer; `None` is unreachable or without
    /// a bound), `at_most` at the most favourable. A community that no node stands for, or is near, may be anywhere.
    pub fn to(&self, to: usize) -> Interval<Option<Minutes>> {
        let [at_least, at_most] = Reading::BOTH.map(|reading| self.in_period(0, reading, to));
        Interval { at_least, at_most }
    }

    /// Minutes to a service's site in a period of the list at one reading.
    pub fn to_service(&self, period: usize, reading: Reading, service: usize) -> Option<Minutes> {
        self.0.minutes_at(reading, service, period)
    }

    /// The same at the least favourable reading alone: half the work where nothing else is asked.
    pub fn surely_to(&self, to: usize) -> Option<Minutes> {
        self.in_period(0, Reading::LeastFavourable, to)
    }

    /// Minutes to another community in a period of the list at one reading.
    pub fn in_period(&self, period: usize, reading: Reading, to: usize) -> Option<Minutes> {
        let Reach { basis, community, .. } = self.0;
        let communities = &basis.package().communities;
        if to == community {
            return Some(Minutes::ZERO);
        }
        if basis.network().is_empty() {
            return Some(basis.straight_line(community, communities[to].point));
        }
        let direct = || Some(basis.direct_between(communities[community].point, communities[to].point));
        self.0.minutes_to(reading, basis.joint(to), period, direct)
    }
}
