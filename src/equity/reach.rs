//! How long one community travels to each site, period by period.

use super::basis::{Basis, Site};
use crate::model::{Confidence, Definition, Interval, Minutes};
use crate::travel::{Admitted, Reading, ShortestPaths};

/// The links that may be used in each period under a definition's modes and impedance; the same for
/// every community, so made once.
#[derive(Clone, Debug)]
pub struct AdmittedYear(Vec<[Admitted; 2]>);

impl AdmittedYear {
    /// Per access period of the basis, at both readings.
    pub fn new(basis: &Basis, definition: &Definition) -> Self {
        let periods = 0..basis.year().periods().len();
        let admitted = |period, reading| {
            let Definition { modes, impedance, .. } = definition;
            Admitted::new(basis.network(), basis.year(), period, modes, *impedance, reading)
        };
        Self(
            periods
                .map(|period| Reading::BOTH.map(|reading| admitted(period, reading)))
                .collect(),
        )
    }
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
        let search = |joint: super::basis::Joint| {
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
        const ANYWHERE: Interval<Option<Minutes>> = Interval {
            at_least: None,
            at_most: Some(Minutes::ZERO),
        };
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
