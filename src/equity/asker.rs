//! The community that asks: what is the same for all its standards, ways and days.

use std::rc::Rc;

use super::basis::Basis;
use super::criteria::Criteria;
use super::prepared::Prepared;
use super::presence::serves;
use super::reach::Reach;
use crate::model::Truth;

/// One community, with its ways to every site.
#[derive(Debug)]
pub(super) struct Asker<'a> {
    pub basis: &'a Basis,
    /// Its place in the package's communities.
    pub community: usize,
    pub reach: Rc<Reach<'a>>,
    /// The groups that it may belong to, as places in the definition; `None` is none of them.
    pub groups: Vec<Option<usize>>,
    /// Per standard, whether it applies.
    pub applies: Vec<Truth>,
    /// Per service, whether it serves the community.
    pub serves: Rc<[Truth]>,
}

impl<'a> Asker<'a> {
    pub fn new(basis: &'a Basis, criteria: &Criteria<'_>, prepared: &Prepared, community: usize) -> Self {
        let reach = Reach::new(basis, community, &prepared.admitted);
        Self::from(basis, criteria, Rc::new(reach), served(basis, community), community)
    }

    /// The same where the ways have been searched already, and who serves the community.
    pub fn from(
        basis: &'a Basis,
        criteria: &Criteria<'_>,
        reach: Rc<Reach<'a>>,
        serves: Rc<[Truth]>,
        community: usize,
    ) -> Self {
        let asking = &basis.package().communities[community];
        let standards = 0..criteria.definition.standards.len();
        Self {
            basis,
            community,
            reach,
            groups: criteria.groups_of(asking),
            applies: standards.map(|standard| criteria.applies(standard, asking)).collect(),
            serves,
        }
    }

    /// Whether a service is there and runs, as a standard sees it, and serves the community.
    pub fn open(&self, prepared: &Prepared, standard: usize, service: usize) -> Truth {
        prepared.presence(standard)[service].and(self.serves[service])
    }
}

/// Per service, whether it serves a community.
pub(super) fn served(basis: &Basis, community: usize) -> Rc<[Truth]> {
    let package = basis.package();
    let services = package.services.iter();
    services
        .map(|service| serves(service, &package.communities[community], package))
        .collect()
}
