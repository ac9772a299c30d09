//! Ways from communities to services: over the earth, or over the network on a day.

use std::sync::Arc;

use rayon::prelude::*;

use super::holds;
use crate::equity::basis::{Basis, Site};
use crate::equity::measures::access::{PairTable, Pairs, PairsFault};
use crate::equity::nearby::Nearby;
use crate::equity::presence::serves;
use crate::equity::reach::{AdmittedYear, Reach};
use crate::model::{DeliveryMode, Km, Minutes, Point, Serves, Service, Truth};
use crate::spatial::{BulkIndex, Metres, Rings, along_the_ground};
use crate::travel::Reading;

/// How many communities are searched from before what was found is laid by.
const WAVE: usize = 4096;

/// Ways from communities to the services that count.
pub(super) struct Ways<'a> {
    basis: &'a Basis,
    /// Services that count, by their places in the package.
    services: &'a [usize],
    reading: Reading,
    /// Services that are reached without travel.
    anywhere: Vec<bool>,
    /// Services that everybody may use.
    for_all: Vec<bool>,
}

impl<'a> Ways<'a> {
    /// Ways to some services, by their places in the package.
    pub fn new(basis: &'a Basis, services: &'a [usize], reading: Reading) -> Self {
        let mut ways = Self {
            basis,
            services,
            reading,
            anywhere: Vec::new(),
            for_all: Vec::new(),
        };
        let is_for_all = |column| ways.service(column).serves == Serves::All;
        ways.for_all = (0..services.len()).map(is_for_all).collect();
        ways.anywhere = (0..services.len()).map(|column| ways.without_travel(column)).collect();
        ways
    }

    fn service(&self, column: usize) -> &Service {
        &self.basis.package().services[self.services[column]]
    }

    /// Whether a community can use a service at all.
    fn serves(&self, community: usize, column: usize) -> bool {
        // What nearly every service does, without a look at anything else.
        self.for_all[column] || holds(serves(self.service(column), community, self.basis), self.reading)
    }

    /// Whether a service is reached without travel, or may be anywhere and is given the benefit of the doubt.
    fn without_travel(&self, column: usize) -> bool {
        let is_virtual = self
            .service(column)
            .delivery_mode
            .is(|mode| *mode == DeliveryMode::Virtual);
        let elsewhere = match self.basis.site(self.services[column]) {
            Site::EachCommunity => Truth::True,
            Site::Unpublished => Truth::Unknown,
            Site::Community(_) | Site::Place(..) => Truth::False,
        };
        holds(is_virtual.or(elsewhere), self.reading)
    }

    fn site(&self, column: usize) -> Option<Point> {
        let at = |community: usize| self.basis.package().communities[community].point;
        match self.basis.site(self.services[column]) {
            Site::Community(community) => Some(self.service(column).point.unwrap_or_else(|| at(community))),
            Site::Place(point, _) => Some(point),
            Site::EachCommunity | Site::Unpublished => None,
        }
    }

    /// Every pair within a time over the network.
    pub fn over_the_network(&self, limit: Minutes, admitted: &Arc<AdmittedYear>) -> Result<PairTable, PairsFault> {
        let at_a_site = |(column, service): (usize, &usize)| (*service, !self.anywhere[column]);
        let nearby = Nearby::of(self.basis, self.services.iter().enumerate().map(at_a_site));
        let farthest = nearby.farthest_in(self.basis, limit);
        let row = |community: usize| {
            let reach = Reach::new(self.basis, community, admitted);
            let reached = |column: usize| {
                let minutes = if self.anywhere[column] {
                    Minutes::ZERO
                } else {
                    reach.minutes_at(self.reading, self.services[column], 0)?
                };
                (minutes <= limit && self.serves(community, column)).then_some((column, minutes.number()))
            };
            match nearby.within(&reach, 0, farthest) {
                Some((near, _)) => near.into_iter().filter_map(|at| reached(at as usize)).collect(),
                None => (0..self.services.len()).filter_map(reached).collect::<Vec<_>>(),
            }
        };
        let communities = self.basis.package().communities.len();
        let waves = (0..communities).step_by(WAVE).flat_map(|first| {
            let wave = (first..communities.min(first + WAVE)).into_par_iter().map(row);
            wave.collect::<Vec<_>>()
        });
        PairTable::new(self.services.len(), waves)
    }
}

/// Pairs within a distance over the earth, found anew whenever they are asked for.
///
/// Its demand points are the communities in an order in which one is most often near the next, so that what was looked at for
/// one is at hand for the next: [`Self::in_rows`] and [`Self::by_community`] go there and back.
pub(super) struct OverTheEarth<'a> {
    ways: Ways<'a>,
    limit: Metres,
    /// The community of each row.
    rows: Vec<usize>,
    /// Services that are reached without travel.
    anywhere: Vec<usize>,
    /// The service of each place in the index.
    columns: Vec<usize>,
    index: BulkIndex,
    /// What a pair in each ring counts as far; `None` where it is measured.
    rings: Option<(Rings, Vec<f64>)>,
}

impl<'a> OverTheEarth<'a> {
    /// Pairs within a limit. Where only `edges` matter, a pair counts as far as the next edge beyond it, or the limit; which
    /// one that is, is told exactly.
    pub fn new(ways: Ways<'a>, limit: Km, edges: Option<Vec<f64>>) -> Self {
        let (anywhere, sites): (Vec<usize>, Vec<usize>) =
            (0..ways.services.len()).partition(|&column| ways.anywhere[column]);
        let sites = sites.into_iter();
        let (columns, points): (Vec<usize>, Vec<Point>) =
            sites.filter_map(|column| Some((column, ways.site(column)?))).unzip();
        let rings = edges.map(|mut edges| {
            edges.retain(|edge| *edge < limit.number());
            edges.push(limit.number());
            (Rings::new(edges.iter().filter_map(|&edge| Km::new(edge))), edges)
        });
        let homes: Vec<Point> = ways.basis.package().communities.iter().map(|one| one.point).collect();
        Self {
            rows: along_the_ground(&homes),
            ways,
            limit: limit.into(),
            anywhere,
            columns,
            index: BulkIndex::new(&points),
            rings,
        }
    }

    /// What there is of each community, in the order of the rows.
    pub fn in_rows(&self, of_communities: &[f64]) -> Vec<f64> {
        self.rows.iter().map(|&community| of_communities[community]).collect()
    }

    /// What there is of each row, in the order of the communities.
    pub fn by_community<T: Copy + Default>(&self, of_rows: &[T]) -> Vec<T> {
        let mut of_communities = vec![T::default(); of_rows.len()];
        for (&community, &one) in self.rows.iter().zip(of_rows) {
            of_communities[community] = one;
        }
        of_communities
    }
}

impl Pairs for OverTheEarth<'_> {
    fn demand_points(&self) -> usize {
        self.rows.len()
    }

    fn supplies(&self) -> usize {
        self.ways.services.len()
    }

    fn each(&self, demand_point: usize, mut found: impl FnMut(usize, f64)) {
        let community = self.rows[demand_point];
        let point = self.ways.basis.package().communities[community].point;
        let mut if_served = |column: usize, km: f64| {
            if self.ways.serves(community, column) {
                found(column, km);
            }
        };
        for &column in &self.anywhere {
            if_served(column, 0.0);
        }
        let column = |place: u32| self.columns[place as usize];
        match &self.rings {
            Some((rings, km)) => self
                .index
                .in_rings(point, rings, |place, ring| if_served(column(place), km[ring])),
            None => self.index.within(point, self.limit, |place, metres| {
                if_served(column(place), metres.km().number());
            }),
        }
    }
}
