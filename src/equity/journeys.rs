//! How long it takes from one community to another in one period.

use super::basis::Basis;
use super::reach::ANYWHERE;
use crate::model::{Impedance, Interval, Minutes, Mode};
use crate::travel::{Admitted, LinkPresence, Reading, ShortestPaths};

/// Journeys between communities in one period, by some modes over the links that are there. What is the same for all of them
/// is made once.
#[derive(Debug)]
pub struct Journeys<'a> {
    basis: &'a Basis,
    /// At both readings.
    admitted: [Admitted; 2],
}

/// Journeys from one community.
#[derive(Debug)]
pub struct JourneysFrom<'a> {
    basis: &'a Basis,
    from: usize,
    /// At both readings, as far as they were asked for; none where the community is not on the network.
    paths: [Option<ShortestPaths>; 2],
}

impl<'a> Journeys<'a> {
    /// Lays out the links of a period.
    pub fn new(basis: &'a Basis, links: &LinkPresence, period: usize, modes: &[Mode], impedance: Impedance) -> Self {
        let year = basis.year_with(links);
        let admitted = |reading| Admitted::new(basis.network(), &year, period, modes, impedance, reading);
        Self {
            basis,
            admitted: Reading::BOTH.map(admitted),
        }
    }

    /// Searches from a community, by its place in the package, at both readings.
    pub fn from(&self, community: usize) -> JourneysFrom<'a> {
        self.search(community, [true, true])
    }

    /// Searches from a community at the least favourable reading alone: half the work where nothing else is asked.
    pub fn surely_from(&self, community: usize) -> JourneysFrom<'a> {
        self.search(community, [true, false])
    }

    fn search(&self, community: usize, wanted: [bool; 2]) -> JourneysFrom<'a> {
        let search = |reading: usize| {
            let joint = self.basis.joint(community).filter(|_| wanted[reading])?;
            Some(ShortestPaths::from(
                self.basis.network(),
                joint.node,
                &self.admitted[reading],
            ))
        };
        JourneysFrom {
            basis: self.basis,
            from: community,
            paths: [0, 1].map(search),
        }
    }
}

impl JourneysFrom<'_> {
    /// Minutes to another community: `at_least` at the least favourable reading (the longer; `None` is unreachable or without
    /// a bound), `at_most` at the most favourable. A community that no node stands for, or is near, may be anywhere.
    pub fn to(&self, to: usize) -> Interval<Option<Minutes>> {
        let Self { basis, from, .. } = *self;
        let communities = &basis.package().communities;
        if to == from {
            return Interval::exact(Some(Minutes::ZERO));
        }
        if basis.network().is_empty() {
            return basis.straight_line(from, communities[to].point);
        }
        let Some((home, there)) = basis.joint(from).zip(basis.joint(to)) else {
            return ANYWHERE;
        };
        if home.node == there.node {
            return Interval::exact(Some(
                basis.direct_between(communities[from].point, communities[to].point),
            ));
        }
        let total = |reading: usize| {
            let between = self.paths[reading].as_ref().and_then(|paths| paths.cost(there.node));
            between.map(|between| home.last_stretch + between + there.last_stretch)
        };
        Interval {
            at_least: total(0),
            at_most: total(1),
        }
    }
}
