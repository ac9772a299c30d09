//! The same places assessed again and again under slightly different rules or supply, as comparing and
//! looking back do.

use std::cell::RefCell;
use std::rc::Rc;

use super::asker::{Asker, Served};
use super::assess::{Question, gaps_of};
use super::basis::Basis;
use super::criteria::Criteria;
use super::gap::Gap;
use super::prepared::Prepared;
use super::reach::Reach;
use crate::model::{Definition, Impedance, Mode};
use crate::travel::LinkPresence;

/// Assesses parts of a basis. The ways from a community to everywhere are searched once for each choice of
/// modes, impedance and links that are there, because that is most of the work and hangs on nothing else.
pub(super) struct Assessor<'a> {
    basis: &'a Basis,
    searched: RefCell<Vec<Searched<'a>>>,
    served: RefCell<Vec<Option<Rc<Served<'a>>>>>,
}

/// Ways that have been searched, by community.
struct Searched<'a> {
    modes: Vec<Mode>,
    impedance: Impedance,
    links: LinkPresence,
    reaches: Vec<Option<Rc<Reach<'a>>>>,
}

impl<'a> Assessor<'a> {
    pub fn new(basis: &'a Basis) -> Self {
        Self {
            basis,
            searched: RefCell::default(),
            served: RefCell::new(vec![None; basis.package().communities.len()]),
        }
    }

    pub const fn basis(&self) -> &'a Basis {
        self.basis
    }

    /// What is the same for every community under these rules.
    pub fn prepare(&self, criteria: &Criteria<'_>, question: Question) -> Prepared {
        Prepared::new(self.basis, criteria, question)
    }

    /// One community against every standard that may apply to it.
    pub fn gaps(&self, criteria: &Criteria<'_>, prepared: &Prepared, community: usize) -> Vec<Gap> {
        let reach = self.reach(criteria.definition, prepared, community);
        let asker = Asker::from(self.basis, criteria, reach, self.served(community), community);
        let all = vec![true; criteria.definition.standards.len()];
        gaps_of(criteria, prepared, &asker, &all, |_| true)
    }

    /// Every community against every standard that may apply to it.
    pub fn all_gaps(&self, criteria: &Criteria<'_>, prepared: &Prepared) -> Vec<Gap> {
        let communities = 0..self.basis.package().communities.len();
        communities
            .flat_map(|community| self.gaps(criteria, prepared, community))
            .collect()
    }

    /// Who serves a community.
    pub fn served(&self, community: usize) -> Rc<Served<'a>> {
        let mut served = self.served.borrow_mut();
        Rc::clone(served[community].get_or_insert_with(|| Rc::new(Served::new(self.basis, community))))
    }

    fn reach(&self, definition: &Definition, prepared: &Prepared, community: usize) -> Rc<Reach<'a>> {
        let mut searched = self.searched.borrow_mut();
        let known = searched.iter().position(|one| {
            one.modes == definition.modes && one.impedance == definition.impedance && one.links == prepared.links
        });
        let at = known.unwrap_or_else(|| {
            searched.push(Searched {
                modes: definition.modes.clone(),
                impedance: definition.impedance,
                links: prepared.links.clone(),
                reaches: vec![None; self.basis.package().communities.len()],
            });
            searched.len() - 1
        });
        let search = || Rc::new(Reach::new(self.basis, community, &prepared.admitted));
        Rc::clone(searched[at].reaches[community].get_or_insert_with(search))
    }
}
