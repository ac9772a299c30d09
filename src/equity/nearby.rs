//! Which services of a way have to be judged for a community.
//!
//! Of a hundred thousand services few are near enough to matter, and a service farther away than some lacks at least what
//! that distance lacks. So the nearer ones are judged first, and more only as long as one beyond could change what was
//! found. What comes out is the same to the last digit as when all are judged. Near is in kilometres over straight lines, and
//! in minutes over a network, which is searched no farther than that.

use super::asker::Asker;
use super::basis::{Basis, MeasuredOver, Site, minutes_at};
use super::evaluate::{Asked, Candidate};
use super::prepared::{Prepared, WayPlace};
use super::reach::Reach;
use super::shortfall::{self, Deficit};
use crate::model::{DeliveryMode, Interval, Km, Minutes, Point};
use crate::spatial::{BulkIndex, Metres};

/// How far is looked first where the way has no limit of its own.
const FIRST_KM: f64 = 25.0;
const FIRST_MINUTES: f64 = 15.0;

/// How much farther is looked next. Over a network less is asked anew, and what lies within a time grows with its square.
const NEXT_KM: f64 = 2.0;
const NEXT_MINUTES: f64 = 1.25;

/// A little less than one, so that a rounding error between a distance and its kilometres counts for nothing.
const NEARLY: f64 = 1.0 - 1e-9;

/// Services of a list by where they are.
#[derive(Clone, Debug)]
pub(super) struct Nearby {
    /// Those that may count however far away their site is, or have no one site, as places in the list.
    anywhere: Vec<u32>,
    sites: Sites,
}

/// Services that count for those alone who travel to them.
#[derive(Clone, Debug)]
enum Sites {
    /// What each place of the index is in the list.
    OverTheEarth { index: BulkIndex, places: Vec<u32> },
    /// As places in the list, those at stop `s` from `first[s]` to `first[s + 1]`.
    OnTheNetwork { first: Vec<u32>, places: Vec<u32> },
}

impl Nearby {
    /// Indexes services, each with whether it counts for those alone who travel to its site.
    pub fn of(basis: &Basis, services: impl Iterator<Item = (usize, bool)>) -> Self {
        let (mut anywhere, mut places) = (Vec::new(), Vec::new());
        let sites = match basis.measured_over() {
            MeasuredOver::StraightLines => {
                let mut points = Vec::new();
                for ((service, counts_at_its_site), at) in services.zip(0..) {
                    match point(basis, service).filter(|_| counts_at_its_site) {
                        Some(point) => {
                            places.push(at);
                            points.push(point);
                        }
                        None => anywhere.push(at),
                    }
                }
                let index = BulkIndex::new(&points);
                Sites::OverTheEarth { index, places }
            }
            MeasuredOver::Network => {
                let mut by_stop = Vec::new();
                for ((service, counts_at_its_site), at) in services.zip(0..) {
                    let joint = basis.site_joint(service);
                    let stop = joint.and_then(|joint| basis.stops().number(joint.node));
                    match stop.filter(|_| counts_at_its_site) {
                        Some(stop) => by_stop.push((stop, at)),
                        None => anywhere.push(at),
                    }
                }
                by_stop.sort_unstable();
                let before = |stop: u32| by_stop.partition_point(|one| one.0 < stop) as u32;
                Sites::OnTheNetwork {
                    first: (0..=basis.stops().count()).map(before).collect(),
                    places: by_stop.into_iter().map(|(_, at)| at).collect(),
                }
            }
        };
        Self { anywhere, sites }
    }

    /// Services that may lie within a distance in a period, and all that may count from anywhere, in the order of the list;
    /// and what is known of the others. `None` where distance says nothing, or is beyond all bounds.
    pub fn within(&self, reach: &Reach<'_>, period: usize, limit: f64) -> Option<(Vec<u32>, Beyond)> {
        let Reach { basis, community, .. } = *reach;
        let mut within = self.anywhere.clone();
        let beyond = match &self.sites {
            Sites::OverTheEarth { index, places } => {
                let package = basis.package();
                // No distance on earth is greater than half a meridian.
                let radius = Km::new(limit).filter(|_| limit < 20_004.0)?;
                let home = package.communities[community].point;
                index.around(home, Metres::from(radius), |place| {
                    within.push(places[place as usize]);
                });
                let km = Km::new(limit * NEARLY)?;
                let minutes = minutes_at(km, package.settings.travel.fallback_kmh);
                Beyond {
                    km: Some(km),
                    minutes: Interval::exact(Some(minutes)),
                }
            }
            Sites::OnTheNetwork { first, places } => {
                let home = basis.joint(community)?;
                let limit = Minutes::from_number(limit)?;
                let on_links = Minutes::from_seconds(limit.seconds().saturating_sub(home.last_stretch.seconds()));
                let others = reach.stops_within(period, on_links, |stop| {
                    let [from, to] = [stop, stop + 1].map(|stop| first[stop as usize] as usize);
                    within.extend_from_slice(&places[from..to]);
                })?;
                let a_second_more = |on_links: Option<Minutes>| {
                    on_links.map(|on_links| home.last_stretch + on_links + Minutes::from_seconds(1))
                };
                Beyond {
                    km: None,
                    minutes: Interval {
                        at_least: a_second_more(others.at_least),
                        at_most: a_second_more(others.at_most),
                    },
                }
            }
        };
        within.sort_unstable();
        within.dedup();
        Some((within, beyond))
    }

    /// A distance beyond which nothing is reached in these minutes.
    pub fn farthest_in(&self, basis: &Basis, limit: Minutes) -> f64 {
        match self.sites {
            Sites::OverTheEarth { .. } => km_in(basis, limit),
            Sites::OnTheNetwork { .. } => limit.number(),
        }
    }

    /// A first distance beyond which no candidate passes a way; the usual one where the way has no limit.
    fn first(&self, basis: &Basis, asked: Asked<'_>) -> f64 {
        match self.sites {
            Sites::OverTheEarth { .. } => first_km(basis, asked),
            Sites::OnTheNetwork { .. } => asked.limits.within.map_or(FIRST_MINUTES, Minutes::number),
        }
    }

    /// A first distance within which enough services may be found to tell an outcome.
    fn nearest_first(&self) -> f64 {
        match self.sites {
            Sites::OverTheEarth { .. } => FIRST_KM,
            Sites::OnTheNetwork { .. } => FIRST_MINUTES,
        }
    }

    /// How far is looked next.
    fn next(&self, before: f64) -> f64 {
        match self.sites {
            Sites::OverTheEarth { .. } => before * NEXT_KM,
            Sites::OnTheNetwork { .. } => (before * NEXT_MINUTES).max(before + 1.0),
        }
    }
}

/// Whether a service counts for those alone who travel to it, whatever its unknown facts are: if it may be virtual, then the
/// way must surely not take it so.
pub(super) fn counts_at_its_site(candidate: &Candidate) -> bool {
    let mut cases = candidate.cases.iter();
    !cases.any(|case| case.mode == DeliveryMode::Virtual && case.possibly())
}

/// Where a service is, if it is in one place.
fn point(basis: &Basis, service: usize) -> Option<Point> {
    match basis.site(service) {
        Site::Community(community) => Some(basis.package().communities[community].point),
        Site::Place(point, _) => Some(point),
        Site::EachCommunity | Site::Unpublished => None,
    }
}

/// Some candidates of a way, in the order of their list.
pub(super) struct Among<'c> {
    candidates: &'c [Candidate],
    /// Which; all of them unless given.
    places: Option<&'c [u32]>,
}

impl<'c> Among<'c> {
    pub fn iter(&self) -> impl Iterator<Item = &'c Candidate> {
        let candidates = self.candidates;
        let all = self.places.is_none().then(|| candidates.iter());
        let some = self.places.into_iter().flatten();
        let some = some.map(|at| &candidates[*at as usize]);
        all.into_iter().flatten().chain(some)
    }
}

/// What is known of every candidate that was not judged: its site is farther away than this, and nobody is served without
/// travelling there.
pub(super) struct Beyond {
    /// Where that is known of straight lines.
    km: Option<Km>,
    /// No journey there takes less at either reading; `None` where none of them can be reached at all.
    pub minutes: Interval<Option<Minutes>>,
}

impl Beyond {
    /// How far each of them falls short, at least, at both readings; 0 at the most favourable one where one may pass.
    pub fn deficit(&self, asked: Asked<'_>) -> Deficit {
        if asked.way.same_community {
            return Interval::exact(1.0);
        }
        let by_minutes = asked
            .limits
            .within
            .map(|limit| shortfall::of_travel(self.minutes, limit));
        let by_km = asked.limits.within_km.zip(self.km).map(|(limit, km)| {
            let km = Interval::exact(Some(km.number()));
            shortfall::of_excess(km, limit.number())
        });
        let either = [by_minutes, by_km].into_iter().flatten();
        either.fold(shortfall::NONE, shortfall::largest)
    }

    /// Whether all of them stand behind a service at these minutes when services are put in order, the nearest first: surely
    /// reached before possibly reached, then, where one of these `may_be_surer`, surely there before possibly there.
    pub fn is_behind(&self, found: Interval<Option<Minutes>>, may_be_surer: bool) -> bool {
        let is_shorter = |found: Minutes, beyond: Option<Minutes>| beyond.is_none_or(|beyond| found < beyond);
        match (found.at_least, self.minutes.at_least) {
            (Some(_), None) => true,
            (Some(found), beyond) => !may_be_surer && is_shorter(found, beyond),
            (None, Some(_)) => false,
            (None, None) => {
                let shorter = found
                    .at_most
                    .is_some_and(|found| is_shorter(found, self.minutes.at_most));
                !may_be_surer && shorter
            }
        }
    }

    /// Whether none of them can be reached, so that looking farther finds no more.
    fn is_out_of_reach(&self) -> bool {
        self.minutes == Interval::exact(None)
    }
}

fn first_km(basis: &Basis, asked: Asked<'_>) -> f64 {
    let by_minutes = asked.limits.within.map(|limit| km_in(basis, limit));
    let by_km = asked.limits.within_km.map(|limit| limit.number() * 1.01 + 0.01);
    let nearer = [by_minutes, by_km].into_iter().flatten().reduce(f64::min);
    nearer.unwrap_or(FIRST_KM)
}

/// Kilometres of a straight line that surely take more than these minutes: a second more, since minutes are whole seconds.
fn km_in(basis: &Basis, limit: Minutes) -> f64 {
    (f64::from(limit.seconds()) + 1.0) / 3600.0 * basis.package().settings.travel.fallback_kmh
}

/// Judges candidates of a way in a period, first those within its limit and then more and more, until there is `enough` to know
/// what all of them would come to.
pub(super) fn widening<T>(
    prepared: &Prepared,
    (asker, period): (&Asker<'_>, usize),
    (place, asked): (WayPlace, Asked<'_>),
    mut judge: impl FnMut(Among<'_>) -> T,
    enough: impl Fn(&T, &Beyond) -> bool,
) -> T {
    let candidates = &prepared.candidates[place.0][place.1];
    let mut judge = |places: Option<&[u32]>| judge(Among { candidates, places });
    let Some(nearby) = prepared.nearby(asker.basis, place) else {
        return judge(None);
    };
    let of_way = nearby.first(asker.basis, asked);
    let mut limit = if asker.outcomes_alone {
        of_way.min(nearby.nearest_first())
    } else {
        of_way
    };
    let mut last: Option<(Vec<u32>, T)> = None;
    while let Some((places, beyond)) = nearby.within(&asker.reach, period, limit) {
        if places.len() == candidates.len() {
            break;
        }
        // What came to nothing new is not judged anew.
        let judged = match last.take() {
            Some((before, judged)) if before == places => judged,
            _ => judge(Some(&places)),
        };
        if enough(&judged, &beyond) {
            return judged;
        }
        if beyond.is_out_of_reach() {
            break;
        }
        last = Some((places, judged));
        let next = nearby.next(limit);
        // Not past the limit of the way, beyond which none passes, without a stop there.
        limit = if limit < of_way { next.min(of_way) } else { next };
    }
    judge(None)
}

/// Whether some way is first judged by fewer than all its candidates.
#[cfg(test)]
pub(super) fn asks_less_than_all(criteria: &super::Criteria<'_>, prepared: &Prepared, asker: &Asker<'_>) -> bool {
    let is_less = |standard: usize, way: usize| {
        let asked = super::prepared::asked(criteria, (standard, way), asker.groups[0]);
        let nearby = prepared.nearby(asker.basis, (standard, way));
        let first = nearby.and_then(|nearby| nearby.within(&asker.reach, 0, nearby.first(asker.basis, asked)));
        first.is_some_and(|(first, _)| first.len() < prepared.candidates[standard][way].len())
    };
    let standards = prepared.candidates.iter().enumerate();
    standards
        .flat_map(|(standard, ways)| (0..ways.len()).map(move |way| (standard, way)))
        .any(|(standard, way)| is_less(standard, way))
}

#[cfg(test)]
mod tests;
