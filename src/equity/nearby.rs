//! Which services of a way have to be judged for a community, where travel is over straight lines.
//!
//! Of a hundred thousand services few are near enough to matter, and a service farther away than some distance lacks at least
//! what that distance lacks. So the nearer ones are judged first, and more only as long as one beyond could change what was
//! found. What comes out is the same to the last digit as when all are judged. Over a network distance says nothing of minutes:
//! there all are judged.

use super::asker::Asker;
use super::basis::{Basis, MeasuredOver, Site, minutes_at};
use super::evaluate::{Asked, Candidate};
use super::prepared::{Prepared, WayPlace};
use super::shortfall;
use crate::model::{DeliveryMode, Interval, Km, Minutes, Point};
use crate::spatial::{BulkIndex, Metres};

/// How far is looked first where the way has no limit of its own.
const FIRST_KM: f64 = 25.0;

/// A little less than one, so that a rounding error between a distance and its kilometres counts for nothing.
const NEARLY: f64 = 1.0 - 1e-9;

/// The candidates of a way by where they are.
#[derive(Clone, Debug)]
pub(super) struct Nearby {
    /// Those that may count however far away their site is, or have no one site, as places in the list.
    anywhere: Vec<u32>,
    index: BulkIndex,
    /// What each place of the index is in the list.
    places: Vec<u32>,
}

impl Nearby {
    /// Indexes the candidates of a way; none for a package with a network.
    pub fn of(basis: &Basis, candidates: &[Candidate]) -> Option<Self> {
        if basis.measured_over() == MeasuredOver::Network {
            return None;
        }
        let mut anywhere = Vec::new();
        let (mut places, mut points) = (Vec::new(), Vec::new());
        for (candidate, at) in candidates.iter().zip(0..) {
            match point(basis, candidate) {
                Some(point) => {
                    places.push(at);
                    points.push(point);
                }
                None => anywhere.push(at),
            }
        }
        Some(Self {
            anywhere,
            index: BulkIndex::new(&points),
            places,
        })
    }

    /// Candidates that may lie within a distance, and all that may count from anywhere, in the order of the list.
    fn within(&self, from: Point, limit: Km) -> Vec<u32> {
        let mut within = self.anywhere.clone();
        self.index.around(from, Metres::from(limit), |place| {
            within.push(self.places[place as usize]);
        });
        within.sort_unstable();
        within
    }
}

/// Where a service is, if it counts for those alone who travel to it, whatever its unknown facts are: if it may be virtual,
/// then the way must surely not take it so.
fn point(basis: &Basis, candidate: &Candidate) -> Option<Point> {
    let mut cases = candidate.cases.iter();
    let may_count_without_travel = cases.any(|case| case.mode == DeliveryMode::Virtual && case.possibly());
    match basis.site(candidate.service) {
        _ if may_count_without_travel => None,
        Site::Community(community) => Some(basis.package().communities[community].point),
        Site::Place(point, _) => Some(point),
        Site::EachCommunity | Site::Unpublished => None,
    }
}

/// Some candidates of a way, in the order of their list.
pub(super) struct Among<'c> {
    candidates: &'c [Candidate],
    /// Which; all of them unless given.
    places: Option<Vec<u32>>,
}

impl<'c> Among<'c> {
    pub fn iter(&self) -> impl Iterator<Item = &'c Candidate> {
        let candidates = self.candidates;
        let all = self.places.is_none().then(|| candidates.iter());
        let some = self.places.iter().flatten().map(|at| &candidates[*at as usize]);
        all.into_iter().flatten().chain(some)
    }
}

/// What is known of every candidate that was not judged: its site is farther away than this, and nobody is served without
/// travelling there.
pub(super) struct Beyond {
    km: Km,
    /// No journey there takes less.
    pub minutes: Minutes,
}

impl Beyond {
    /// How far each of them falls short, at least, at either reading; 0 where one may pass.
    pub fn deficit(&self, asked: Asked<'_>) -> f64 {
        if asked.way.same_community {
            return 1.0;
        }
        let minutes = Interval::exact(Some(self.minutes));
        let by_minutes = asked.limits.within.map(|limit| shortfall::of_travel(minutes, limit));
        let km = Interval::exact(Some(self.km.number()));
        let by_km = asked
            .limits
            .within_km
            .map(|limit| shortfall::of_excess(km, limit.number()));
        let either = [by_minutes, by_km].into_iter().flatten();
        either.map(|deficit| deficit.at_most).fold(0.0, f64::max)
    }
}

/// A first distance beyond which no candidate passes a way; the usual one where the way has no limit.
fn first_km(basis: &Basis, asked: Asked<'_>) -> f64 {
    let kmh = basis.package().settings.travel.fallback_kmh;
    // A second more than the limit, since minutes are whole seconds.
    let by_minutes = asked
        .limits
        .within
        .map(|limit| (f64::from(limit.seconds()) + 1.0) / 3600.0 * kmh);
    let by_km = asked.limits.within_km.map(|limit| limit.number() * 1.01 + 0.01);
    let nearer = [by_minutes, by_km].into_iter().flatten().reduce(f64::min);
    nearer.unwrap_or(FIRST_KM)
}

/// Judges candidates of a way, first those within its limit and then more and more, until there is `enough` to know what all of
/// them would come to.
pub(super) fn widening<T>(
    prepared: &Prepared,
    asker: &Asker<'_>,
    (place, asked): (WayPlace, Asked<'_>),
    mut judge: impl FnMut(Among<'_>) -> T,
    enough: impl Fn(&T, &Beyond) -> bool,
) -> T {
    let candidates = &prepared.candidates[place.0][place.1];
    let all = Among {
        candidates,
        places: None,
    };
    let Some(nearby) = prepared.nearby(asker.basis, place) else {
        return judge(all);
    };
    let package = asker.basis.package();
    let home = package.communities[asker.community].point;
    let mut radius = first_km(asker.basis, asked);
    // No distance on earth is greater than half a meridian.
    while let Some(limit) = Km::new(radius).filter(|_| radius < 20_004.0) {
        let places = nearby.within(home, limit);
        if places.len() == candidates.len() {
            break;
        }
        let judged = judge(Among {
            candidates,
            places: Some(places),
        });
        let beyond = Km::new(radius * NEARLY).map(|km| Beyond {
            km,
            minutes: minutes_at(km, package.settings.travel.fallback_kmh),
        });
        if beyond.is_some_and(|beyond| enough(&judged, &beyond)) {
            return judged;
        }
        radius *= 2.0;
    }
    judge(all)
}

/// Whether some way is first judged by fewer than all its candidates.
#[cfg(test)]
pub(super) fn asks_less_than_all(criteria: &super::Criteria<'_>, prepared: &Prepared, asker: &Asker<'_>) -> bool {
    let home = asker.basis.package().communities[asker.community].point;
    let is_less = |standard: usize, way: usize| {
        let asked = super::prepared::asked(criteria, (standard, way), asker.groups[0]);
        let nearby = prepared.nearby(asker.basis, (standard, way));
        let limit = Km::new(first_km(asker.basis, asked));
        let first = nearby
            .zip(limit)
            .map(|(nearby, limit)| nearby.within(home, limit).len());
        first.is_some_and(|first| first < prepared.candidates[standard][way].len())
    };
    let standards = prepared.candidates.iter().enumerate();
    standards
        .flat_map(|(standard, ways)| (0..ways.len()).map(move |way| (standard, way)))
        .any(|(standard, way)| is_less(standard, way))
}

#[cfg(test)]
mod tests;
