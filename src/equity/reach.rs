//! How long one community travels to each site, period by period.

use std::cell::{RefCell, RefMut};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::basis::{Basis, Joint, Site};
use super::journeys::Journeys;
use crate::model::{Confidence, Definition, Impedance, Interval, Minutes, Mode, Point};
use crate::travel::{AccessYear, Admitted, LinkPresence, NodeIndex, Reading, ShortestCosts, ShortestPaths};

/// Minutes at one reading.
const fn at(reading: Reading, minutes: Interval<Option<Minutes>>) -> Option<Minutes> {
    match reading {
        Reading::LeastFavourable => minutes.at_least,
        Reading::MostFavourable => minutes.at_most,
    }
}

/// Minutes to a place that nobody has published: from none to no bound.
pub(super) const ANYWHERE: Interval<Option<Minutes>> = Interval {
    at_least: None,
    at_most: Some(Minutes::ZERO),
};

/// The links that may be used in each period under a definition's modes and impedance; the same for
/// every community, so made once.
#[derive(Debug)]
pub struct AdmittedYear {
    /// Each choice of links once, since most periods and both readings often share one.
    choices: Vec<Choice>,
    /// Per access period of the basis, at both readings, as places in the choices.
    periods: Vec<[usize; 2]>,
}

/// One choice of links.
#[derive(Debug)]
struct Choice {
    links: Admitted,
    /// Searches that nobody needs any more, for whoever begins one: most of what a search takes is room for every node.
    idle: Mutex<Vec<Search>>,
    idle_paths: Mutex<Vec<ShortestPaths>>,
}

impl AdmittedYear {
    /// Per access period of the basis, at both readings, of the links that are there.
    pub fn new(basis: &Basis, definition: &Definition, links: &LinkPresence) -> Self {
        let Definition { modes, impedance, .. } = definition;
        let periods: Vec<usize> = (0..basis.periods().len()).collect();
        Self::in_periods(basis, &basis.year_with(links), &periods, (modes, *impedance))
    }

    /// One period alone, which then is the first, under modes and an impedance of one's own.
    pub fn of_period(basis: &Basis, links: &LinkPresence, period: usize, modes: &[Mode], impedance: Impedance) -> Self {
        Self::in_periods(basis, &basis.year_with(links), &[period], (modes, impedance))
    }

    /// Some periods alone, which then are numbered in their order.
    pub fn in_periods(
        basis: &Basis,
        year: &AccessYear,
        periods: &[usize],
        (modes, impedance): (&[Mode], Impedance),
    ) -> Self {
        let mut choices: Vec<Choice> = Vec::new();
        let mut choice = |period, reading| {
            let links = Admitted::new(basis.network(), year, period, modes, impedance, reading);
            choices.iter().position(|one| one.links == links).unwrap_or_else(|| {
                choices.push(Choice {
                    links,
                    idle: Mutex::default(),
                    idle_paths: Mutex::default(),
                });
                choices.len() - 1
            })
        };
        let periods = periods.iter();
        let periods = periods.map(|&period| Reading::BOTH.map(|reading| choice(period, reading)));
        Self {
            periods: periods.collect(),
            choices,
        }
    }

    /// The first period with the same links as another.
    pub fn alike(&self, period: usize) -> usize {
        let same = |one: &[usize; 2]| *one == self.periods[period];
        self.periods.iter().position(same).unwrap_or(period)
    }
}

/// One community's shortest paths in every period, searched as far as anybody asks.
#[derive(Debug)]
pub struct Reach<'a> {
    pub(super) basis: &'a Basis,
    pub(super) community: usize,
    searches: Searches,
    /// Minutes over straight lines, by service: each is measured once, whoever asks.
    straight: RefCell<HashMap<usize, Minutes>>,
}

/// The searches from one community that have begun. They go back to those that nobody needs when the community is done with.
#[derive(Debug)]
struct Searches {
    admitted: Arc<AdmittedYear>,
    /// By each choice of links; none where the community is not on the network.
    begun: Vec<RefCell<Option<Search>>>,
    paths: Vec<RefCell<Option<ShortestPaths>>>,
}

impl Drop for Searches {
    fn drop(&mut self) {
        for (search, choice) in self.begun.iter_mut().zip(&self.admitted.choices) {
            if let Some(search) = search.get_mut().take() {
                choice.idle.lock().unwrap_or_else(PoisonError::into_inner).push(search);
            }
        }
        for (paths, choice) in self.paths.iter_mut().zip(&self.admitted.choices) {
            if let Some(paths) = paths.get_mut().take() {
                choice
                    .idle_paths
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(paths);
            }
        }
    }
}

/// A search from one community over one choice of links.
#[derive(Debug)]
struct Search {
    costs: ShortestCosts,
    /// Of the nodes that are known, those at which sites are: seconds to each and its number, the nearest first.
    stops: Vec<(u32, u32)>,
    /// How many of the known nodes have been looked through for them.
    seen: usize,
}

impl Search {
    fn begin(basis: &Basis, origin: NodeIndex, links: &Admitted) -> Self {
        Self {
            costs: ShortestCosts::begin(basis.network(), origin, links),
            stops: Vec::new(),
            seen: 0,
        }
    }

    fn begin_again(mut self, origin: NodeIndex) -> Self {
        self.costs.begin_again(origin);
        self.stops.clear();
        self.seen = 0;
        self
    }

    /// Takes down the stops among the nodes that have become known.
    fn take_stops(&mut self, basis: &Basis) {
        let known = self.costs.known();
        let first = self.stops.len();
        let new = known[self.seen..].iter().map(|node| *node as usize);
        let stops = new.filter_map(|node| {
            let number = basis.stops().number(node)?;
            Some((self.costs.cost(node)?.seconds(), number))
        });
        self.stops.extend(stops);
        self.seen = known.len();
        self.stops[first..].sort_unstable();
        self.stops.dedup();
    }
}

impl<'a> Reach<'a> {
    /// Prepares to search from a community.
    pub fn new(basis: &'a Basis, community: usize, admitted: &Arc<AdmittedYear>) -> Self {
        let searches = basis.joint(community).map_or(0, |_| admitted.choices.len());
        Self {
            basis,
            community,
            searches: Searches {
                admitted: Arc::clone(admitted),
                begun: (0..searches).map(|_| RefCell::default()).collect(),
                paths: (0..searches).map(|_| RefCell::default()).collect(),
            },
            straight: RefCell::default(),
        }
    }

    /// The first period with the same links as another: all journeys are the same in both.
    pub(super) fn alike(&self, period: usize) -> usize {
        self.searches.admitted.alike(period)
    }

    /// The search over a choice of links with the links themselves; `None` where the community is not on the network.
    fn search(&self, choice: usize) -> Option<(RefMut<'_, Search>, &Admitted)> {
        let Choice { links, idle, .. } = self.searches.admitted.choices.get(choice)?;
        let begin = || {
            let origin = self.basis.joint(self.community)?.node;
            let idle = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            Some(idle.map_or_else(
                || Search::begin(self.basis, origin, links),
                |search| search.begin_again(origin),
            ))
        };
        let mut search = self.searches.begun.get(choice)?.borrow_mut();
        if search.is_none() {
            *search = begin();
        }
        let search = RefMut::filter_map(search, Option::as_mut).ok()?;
        Some((search, links))
    }

    /// The cost to a node by a choice of links; `None` where it cannot be reached.
    fn cost(&self, choice: usize, node: NodeIndex) -> Option<Minutes> {
        let (mut search, links) = self.search(choice)?;
        search.costs.reach(self.basis.network(), links, node);
        search.costs.cost(node)
    }

    /// The way to a node by a choice of links; `None` where there is none. Costs alone are found in far less time, so that ways
    /// are searched apart, and only where somebody asks.
    fn path(&self, choice: usize, node: NodeIndex) -> Option<Vec<(usize, NodeIndex)>> {
        let Choice { links, idle_paths, .. } = self.searches.admitted.choices.get(choice)?;
        let network = self.basis.network();
        let mut paths = self.searches.paths.get(choice)?.borrow_mut();
        if paths.is_none() {
            let origin = self.basis.joint(self.community)?.node;
            let idle = idle_paths.lock().unwrap_or_else(PoisonError::into_inner).pop();
            *paths = Some(idle.map_or_else(
                || ShortestPaths::begin(network, origin, links),
                |mut paths| {
                    paths.begin_again(origin);
                    paths
                },
            ));
        }
        let paths = paths.as_mut()?;
        paths.reach(network, links, node);
        paths.path(node)
    }

    /// Finds the stops within a limit of the network in a period, at either reading, and gives what reaching any other takes
    /// more than: `None` where no other is reached. Nothing at all where the community is not on the network.
    pub(super) fn stops_within(
        &self,
        period: usize,
        limit: Minutes,
        mut found: impl FnMut(u32),
    ) -> Option<Interval<Option<Minutes>>> {
        let [sure, possible] = *self.searches.admitted.periods.get(period)?;
        let mut within = |choice: usize| {
            let (mut search, links) = self.search(choice)?;
            search.costs.reach_within(self.basis.network(), links, limit);
            search.take_stops(self.basis);
            let near = search.stops.partition_point(|(seconds, _)| *seconds <= limit.seconds());
            search.stops[..near].iter().for_each(|(_, stop)| found(*stop));
            let is_all = search.costs.is_done() && near == search.stops.len();
            Some((!is_all).then_some(limit))
        };
        let at_most = within(possible)?;
        Some(Interval {
            at_least: if sure == possible { at_most } else { within(sure)? },
            at_most,
        })
    }

    /// Minutes from the community to a service's site: `at_least` at the least favourable reading
    /// (the longer; `None` is unreachable or without a bound), `at_most` at the most favourable.
    ///
    /// A site that is not published, or is joined to no node, may be anywhere.
    pub fn minutes(&self, service: usize, period: usize) -> Interval<Option<Minutes>> {
        let [at_least, at_most] = Reading::BOTH.map(|reading| self.minutes_at(reading, service, period));
        Interval { at_least, at_most }
    }

    /// The same at one reading: half the work where nothing else is asked.
    pub(super) fn minutes_at(&self, reading: Reading, service: usize, period: usize) -> Option<Minutes> {
        let here = Some(Minutes::ZERO);
        let package = self.basis.package();
        match self.basis.site(service) {
            Site::EachCommunity => here,
            Site::Community(community) if community == self.community => here,
            Site::Community(community) if self.basis.network().is_empty() => {
                Some(self.straight(service, package.communities[community].point))
            }
            Site::Place(point, _) if self.basis.network().is_empty() => Some(self.straight(service, point)),
            Site::Community(_) | Site::Place(..) | Site::Unpublished => {
                let there = self.basis.site_joint(service);
                self.minutes_to(reading, there, period, || self.basis.direct(self.community, service))
            }
        }
    }

    /// The same, as far as they are within a limit: what takes longer counts as out of reach, and is not searched for. Without
    /// a limit nothing is.
    pub(super) fn minutes_within(
        &self,
        limit: Option<Minutes>,
        service: usize,
        period: usize,
    ) -> Interval<Option<Minutes>> {
        let is_known = |choice: usize, node: NodeIndex| {
            let (mut search, links) = self.search(choice)?;
            search.costs.reach_within(self.basis.network(), links, limit?);
            search.costs.cost(node)
        };
        let choices = self.searches.admitted.periods.get(period);
        let ends = self
            .basis
            .joint(self.community)
            .and(self.basis.site_joint(service))
            .zip(choices);
        let [at_least, at_most] = [0, 1].map(|at| {
            ends.is_none_or(|(there, choices)| is_known(choices[at], there.node).is_some())
                .then(|| self.minutes_at(Reading::BOTH[at], service, period))
                .flatten()
        });
        Interval { at_least, at_most }
    }

    /// Minutes at one reading to a place and how it is joined to the network, `direct`ly where that is as the community is.
    pub(super) fn minutes_to(
        &self,
        reading: Reading,
        there: Option<Joint>,
        period: usize,
        direct: impl FnOnce() -> Option<Minutes>,
    ) -> Option<Minutes> {
        let choices = self.searches.admitted.periods.get(period);
        let ends = self.basis.joint(self.community).zip(there).zip(choices);
        let Some(((home, there), [sure, possible])) = ends else {
            return at(reading, ANYWHERE);
        };
        if home.node == there.node
            && let Some(direct) = direct()
        {
            return Some(direct);
        }
        let choice = match reading {
            Reading::LeastFavourable => *sure,
            Reading::MostFavourable => *possible,
        };
        let between = self.cost(choice, there.node);
        between.map(|between| home.last_stretch + between + there.last_stretch)
    }

    fn straight(&self, service: usize, site: Point) -> Minutes {
        let mut known = self.straight.borrow_mut();
        *known
            .entry(service)
            .or_insert_with(|| self.basis.straight_line(self.community, site))
    }

    /// Whether it is published where a service is given.
    pub fn is_placed(&self, service: usize) -> bool {
        self.basis.site(service) != Site::Unpublished
    }

    /// The least confidence among the links of the way to a site, at the least favourable reading
    /// where there is one, else at the most favourable; `None` where no link is travelled.
    pub fn confidence(&self, service: usize, period: usize) -> Option<Confidence> {
        let site = self.basis.site_joint(service)?;
        let [sure, possible] = *self.searches.admitted.periods.get(period)?;
        let mut choices = [sure, possible].into_iter();
        let path =
            choices.find_map(|choice| self.cost(choice, site.node).and_then(|_| self.path(choice, site.node)))?;
        let links = self.basis.network().links();
        path.iter()
            .filter_map(|&(link, _)| links[link].provenance.confidence)
            .min()
    }
}

/// Minutes from one community to every community in one period over the links that are there, in the package's order: `at_least` at
/// the least favourable reading (the longer; `None` is unreachable or without a bound), `at_most` at
/// the most favourable. A community that no node stands for, or is near, may be anywhere.
pub fn minutes_to_communities(
    basis: &Basis,
    links: &LinkPresence,
    (from, period): (usize, usize),
    modes: &[Mode],
    impedance: Impedance,
) -> Vec<Interval<Option<Minutes>>> {
    let journeys = Journeys::new(basis, links, period, modes, impedance).from(from);
    (0..basis.package().communities.len())
        .map(|to| journeys.to(to))
        .collect()
}
