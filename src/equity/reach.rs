//! How long one community travels to each site, period by period.

use std::cell::RefCell;
use std::collections::HashMap;

use super::basis::{Basis, Joint, Site};
use super::journeys::Journeys;
use crate::model::{Confidence, Definition, Impedance, Interval, Minutes, Mode, Point};
use crate::travel::{AccessYear, Admitted, LinkPresence, Reading, ShortestPaths};

/// Minutes to a place that nobody has published: from none to no bound.
pub(super) const ANYWHERE: Interval<Option<Minutes>> = Interval {
    at_least: None,
    at_most: Some(Minutes::ZERO),
};

/// The links that may be used in each period under a definition's modes and impedance; the same for
/// every community, so made once.
#[derive(Clone, Debug)]
pub struct AdmittedYear {
    /// Each choice of links once, since most periods and both readings often share one.
    choices: Vec<Admitted>,
    /// Per access period of the basis, at both readings, as places in the choices.
    periods: Vec<[usize; 2]>,
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

    fn in_periods(
        basis: &Basis,
        year: &AccessYear,
        periods: &[usize],
        (modes, impedance): (&[Mode], Impedance),
    ) -> Self {
        let mut choices = Vec::new();
        let mut choice = |period, reading| {
            let admitted = Admitted::new(basis.network(), year, period, modes, impedance, reading);
            choices.iter().position(|one| *one == admitted).unwrap_or_else(|| {
                choices.push(admitted);
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
}

/// One community's shortest paths in every period.
#[derive(Clone, Debug)]
pub struct Reach<'a> {
    basis: &'a Basis,
    community: usize,
    /// By each choice of links; none where the community is not on the network.
    paths: Vec<ShortestPaths>,
    /// Per period, at both readings, as places in the paths.
    periods: Vec<[usize; 2]>,
    /// Minutes over straight lines, by service: each is measured once, whoever asks.
    straight: RefCell<HashMap<usize, Interval<Option<Minutes>>>>,
}

impl<'a> Reach<'a> {
    /// Searches from a community in every period.
    pub fn new(basis: &'a Basis, community: usize, admitted: &AdmittedYear) -> Self {
        let search = |joint: Joint| {
            let choices = admitted.choices.iter();
            choices
                .map(|links| ShortestPaths::from(basis.network(), joint.node, links))
                .collect()
        };
        Self {
            basis,
            community,
            paths: basis.joint(community).map(search).unwrap_or_default(),
            periods: admitted.periods.clone(),
            straight: RefCell::default(),
        }
    }

    /// The paths in a period, at both readings; `None` where the community is not on the network.
    fn paths(&self, period: usize) -> Option<[&ShortestPaths; 2]> {
        let [sure, possible] = *self.periods.get(period)?;
        Some([self.paths.get(sure)?, self.paths.get(possible)?])
    }

    /// Minutes from the community to a service's site: `at_least` at the least favourable reading
    /// (the longer; `None` is unreachable or without a bound), `at_most` at the most favourable.
    ///
    /// A site that is not published, or is joined to no node, may be anywhere.
    pub fn minutes(&self, service: usize, period: usize) -> Interval<Option<Minutes>> {
        let here = Interval::exact(Some(Minutes::ZERO));
        match self.basis.site(service) {
            Site::EachCommunity => return here,
            Site::Community(community) if community == self.community => return here,
            Site::Community(community) if self.basis.network().is_empty() => {
                return self.straight(service, self.basis.package().communities[community].point);
            }
            Site::Place(point, _) if self.basis.network().is_empty() => return self.straight(service, point),
            Site::Unpublished => return ANYWHERE,
            Site::Community(_) | Site::Place(..) => {}
        }
        let ends = self.basis.joint(self.community).zip(self.basis.site_joint(service));
        let Some(((home, site), paths)) = ends.zip(self.paths(period)) else {
            return ANYWHERE;
        };
        if home.node == site.node
            && let Some(direct) = self.basis.direct(self.community, service)
        {
            return Interval::exact(Some(direct));
        }
        let total = |reading: usize| {
            paths[reading]
                .cost(site.node)
                .map(|between| home.last_stretch + between + site.last_stretch)
        };
        Interval {
            at_least: total(0),
            at_most: total(1),
        }
    }

    fn straight(&self, service: usize, site: Point) -> Interval<Option<Minutes>> {
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
        let path = self.paths(period)?.iter().find_map(|paths| paths.path(site.node))?;
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
