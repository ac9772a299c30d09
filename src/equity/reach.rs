//! How long one community travels to each site, period by period.

use super::basis::{Basis, Joint, Site};
use crate::model::{Confidence, Definition, Impedance, Interval, Minutes, Mode};
use crate::travel::{AccessYear, Admitted, LinkPresence, OdMatrix, Reading, ShortestPaths};

/// Minutes to a place that nobody has published: from none to no bound.
const ANYWHERE: Interval<Option<Minutes>> = Interval {
    at_least: None,
    at_most: Some(Minutes::ZERO),
};

/// The links that may be used in each period under a definition's modes and impedance; the same for
/// every community, so made once.
#[derive(Clone, Debug)]
pub struct AdmittedYear(Vec<[Admitted; 2]>);

impl AdmittedYear {
    /// Per access period of the basis, at both readings, of the links that are there.
    pub fn new(basis: &Basis, definition: &Definition, links: &LinkPresence) -> Self {
        let Definition { modes, impedance, .. } = definition;
        let year = basis.year_with(links);
        let periods = 0..basis.periods().len();
        Self(
            periods
                .map(|period| in_period(basis, &year, period, modes, *impedance))
                .collect(),
        )
    }

    /// One period alone, which then is the first, under modes and an impedance of one's own.
    pub fn of_period(basis: &Basis, links: &LinkPresence, period: usize, modes: &[Mode], impedance: Impedance) -> Self {
        Self(vec![in_period(
            basis,
            &basis.year_with(links),
            period,
            modes,
            impedance,
        )])
    }
}

fn in_period(basis: &Basis, year: &AccessYear, period: usize, modes: &[Mode], impedance: Impedance) -> [Admitted; 2] {
    Reading::BOTH.map(|reading| Admitted::new(basis.network(), year, period, modes, impedance, reading))
}

/// One community's shortest paths in every period.
#[derive(Clone, Debug)]
pub struct Reach<'a> {
    basis: &'a Basis,
    community: usize,
    /// Per period, at both readings; empty where the community is not on the network.
    paths: Vec<[ShortestPaths; 2]>,
}

impl<'a> Reach<'a> {
    /// Searches from a community in every period.
    pub fn new(basis: &'a Basis, community: usize, admitted: &AdmittedYear) -> Self {
        let search = |joint: Joint| {
            let from = |links: &Admitted| ShortestPaths::from(basis.network(), joint.node, links);
            admitted
                .0
                .iter()
                .map(|[sure, possible]| [from(sure), from(possible)])
                .collect()
        };
        Self {
            basis,
            community,
            paths: basis.joint(community).map(search).unwrap_or_default(),
        }
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
                return self
                    .basis
                    .straight_line(self.community, self.basis.package().communities[community].point);
            }
            Site::Place(point, _) if self.basis.network().is_empty() => {
                return self.basis.straight_line(self.community, point);
            }
            Site::Unpublished => return ANYWHERE,
            Site::Community(_) | Site::Place(..) => {}
        }
        let ends = self.basis.joint(self.community).zip(self.basis.site_joint(service));
        let Some(((home, site), paths)) = ends.zip(self.paths.get(period)) else {
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

    /// Whether it is published where a service is given.
    pub fn is_placed(&self, service: usize) -> bool {
        self.basis.site(service) != Site::Unpublished
    }

    /// The least confidence among the links of the way to a site, at the least favourable reading
    /// where there is one, else at the most favourable; `None` where no link is travelled.
    pub fn confidence(&self, service: usize, period: usize) -> Option<Confidence> {
        let site = self.basis.site_joint(service)?;
        let path = self.paths.get(period)?.iter().find_map(|paths| paths.path(site.node))?;
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
    let communities = &basis.package().communities;
    let joints: Vec<Option<Joint>> = (0..communities.len()).map(|at| basis.joint(at)).collect();
    let nodes: Vec<_> = joints.iter().map(|joint| joint.map(|joint| joint.node)).collect();
    let matrix = OdMatrix::new(
        basis.network(),
        &basis.year_with(links),
        period,
        (&nodes[from..=from], &nodes),
        modes,
        impedance,
    );
    let to = |to: usize| {
        if to == from {
            return Interval::exact(Some(Minutes::ZERO));
        }
        if basis.network().is_empty() {
            return basis.straight_line(from, communities[to].point);
        }
        let Some((home, there)) = joints[from].zip(joints[to]) else {
            return ANYWHERE;
        };
        if home.node == there.node {
            return Interval::exact(Some(
                basis.direct_between(communities[from].point, communities[to].point),
            ));
        }
        let total = |between: Option<Minutes>| between.map(|between| home.last_stretch + between + there.last_stretch);
        let between = matrix.get(0, to);
        Interval {
            at_least: total(between.at_least),
            at_most: total(between.at_most),
        }
    };
    (0..communities.len()).map(to).collect()
}
