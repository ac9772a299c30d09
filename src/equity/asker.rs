//! The community that asks: what is the same for all its standards, ways and days.

use std::cell::RefCell;
use std::rc::Rc;

use super::basis::Basis;
use super::criteria::Criteria;
use super::prepared::Prepared;
use super::presence::serves;
use super::reach::Reach;
use crate::model::{Serves, Truth};

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
    /// Whether nothing but outcomes is asked for. Then nobody looks beyond the limits of a way for how far it falls short, nor
    /// for the nearest service.
    pub outcomes_alone: bool,
    served: Rc<Served<'a>>,
}

impl<'a> Asker<'a> {
    pub fn new(basis: &'a Basis, criteria: &Criteria<'_>, prepared: &Prepared, community: usize) -> Self {
        let reach = Reach::new(basis, community, &prepared.admitted);
        Self::from(
            basis,
            criteria,
            Rc::new(reach),
            Rc::new(Served::new(basis, community)),
            community,
        )
    }

    /// The same where the ways have been searched already, and who serves the community.
    pub fn from(
        basis: &'a Basis,
        criteria: &Criteria<'_>,
        reach: Rc<Reach<'a>>,
        served: Rc<Served<'a>>,
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
            outcomes_alone: false,
            served,
        }
    }

    /// Whether a service serves the community.
    pub fn serves(&self, service: usize) -> Truth {
        self.served.by(service)
    }

    /// Whether a service is there and runs, as a standard sees it, and serves the community.
    pub fn open(&self, prepared: &Prepared, standard: usize, service: usize) -> Truth {
        prepared.presence(standard)[service].and(self.serves(service))
    }
}

/// Who serves a community, found out when it is first asked: among a hundred thousand services few are.
#[derive(Debug)]
pub(super) struct Served<'a> {
    basis: &'a Basis,
    community: usize,
    /// Per service that names whom it serves, as far as it was asked; empty before the first.
    known: RefCell<Vec<Option<Truth>>>,
}

impl<'a> Served<'a> {
    pub fn new(basis: &'a Basis, community: usize) -> Self {
        Self {
            basis,
            community,
            known: RefCell::default(),
        }
    }

    /// Whether a service serves the community.
    pub fn by(&self, service: usize) -> Truth {
        let services = &self.basis.package().services;
        match &services[service].serves {
            Serves::All => Truth::True,
            Serves::Unknown => Truth::Unknown,
            Serves::Areas(_) => {
                let mut known = self.known.borrow_mut();
                known.resize(services.len(), None);
                *known[service].get_or_insert_with(|| serves(&services[service], self.community, self.basis))
            }
        }
    }
}
