//! Where one is on the way, and how long it takes from there to elsewhere.

use std::sync::PoisonError;

use super::Wayfinder;
use crate::equity::basis::{Basis, Joint, Site, minutes_at};
use crate::model::{Interval, Minutes, Point};
use crate::spatial::distance;
use crate::travel::{Reading, ShortestCosts};

/// Where one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// In a community, by its place in the package.
    Community(usize),
    /// At the site of a service that is in no community.
    Site(usize),
    /// In every community that the service serves, so wherever one lives.
    AtHome,
    /// Where the service is, which is not published or near no node of the network: anywhere.
    Anywhere(usize),
}

impl Spot {
    /// Where a service is given.
    pub(super) fn of_site(basis: &Basis, service: usize) -> Self {
        match basis.site(service) {
            Site::Community(community) => Self::Community(community),
            Site::EachCommunity => Self::AtHome,
            Site::Place(_, None) if !basis.network().is_empty() => Self::Anywhere(service),
            Site::Place(..) => Self::Site(service),
            Site::Unpublished => Self::Anywhere(service),
        }
    }

    /// The same for somebody from a community.
    pub(super) const fn for_home(self, home: usize) -> Self {
        match self {
            Self::AtHome => Self::Community(home),
            other => other,
        }
    }

    /// Its point; `None` where it may be anywhere.
    pub fn point(self, basis: &Basis) -> Option<Point> {
        match self {
            Self::Community(community) => Some(basis.package().communities[community].point),
            Self::Site(service) => basis.package().services[service].point,
            Self::AtHome | Self::Anywhere(_) => None,
        }
    }

    /// How it is joined to the network.
    pub(super) fn joint(self, basis: &Basis) -> Option<Joint> {
        match self {
            Self::Community(community) => basis.joint(community),
            Self::Site(service) => basis.site_joint(service),
            Self::AtHome | Self::Anywhere(_) => None,
        }
    }
}

impl Wayfinder<'_> {
    /// Minutes from one spot to another in a period at one reading; `None` is out of reach, or without a bound.
    pub(super) fn minutes_at(&self, reading: Reading, period: usize, from: Spot, to: Spot) -> Option<Minutes> {
        if from == to {
            return Some(Minutes::ZERO);
        }
        let anywhere = match reading {
            Reading::LeastFavourable => None,
            Reading::MostFavourable => Some(Minutes::ZERO),
        };
        let (Some(start), Some(end)) = (from.point(self.basis), to.point(self.basis)) else {
            return anywhere;
        };
        if self.basis.network().is_empty() {
            let kmh = self.basis.package().settings.travel.fallback_kmh;
            return Some(minutes_at(distance(start, end).km(), kmh));
        }
        let ends = from.joint(self.basis).zip(to.joint(self.basis));
        let Some((leaves, arrives)) = ends else {
            return anywhere;
        };
        if leaves.node == arrives.node {
            return Some(self.basis.direct_between(start, end));
        }
        let [sure, possible] = self.periods[period];
        let choice = match reading {
            Reading::LeastFavourable => sure,
            Reading::MostFavourable => possible,
        };
        let network = self.basis.network();
        let links = &self.choices[choice];
        // A search that somebody broke off in is as far as it says.
        let mut searches = self.searches.lock().unwrap_or_else(PoisonError::into_inner);
        let search = searches
            .entry((choice, leaves.node))
            .or_insert_with(|| ShortestCosts::begin(network, leaves.node, links));
        search.reach(network, links, arrives.node);
        let between = search.cost(arrives.node)?;
        Some(leaves.last_stretch + between + arrives.last_stretch)
    }

    /// The same at both readings.
    pub(super) fn minutes(&self, period: usize, from: Spot, to: Spot) -> Interval<Option<Minutes>> {
        let [at_least, at_most] = Reading::BOTH.map(|reading| self.minutes_at(reading, period, from, to));
        Interval { at_least, at_most }
    }

    /// Lets go of the searches that nobody but one community asked for.
    pub(super) fn forget(&self, home: usize) {
        let node = self.basis.joint(home).map(|joint| joint.node);
        let mut searches = self.searches.lock().unwrap_or_else(PoisonError::into_inner);
        searches.retain(|(_, origin), _| Some(*origin) != node || self.basis.stops().number(*origin).is_some());
    }
}
