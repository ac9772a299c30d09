//! People, and the figures about them that may be published.

use super::atoms::Place;
use super::{Atoms, Released};
use crate::model::Package;

/// The people of a package's places, ready to be told of. What is not published leaves it as [`Released`] without a
/// figure.
#[derive(Clone, Debug)]
pub struct People {
    atoms: Atoms,
    /// Per place, whether it has a count of its own.
    is_counted: Vec<bool>,
    below: u32,
}

/// Between which numbers a count of people lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// At least so many.
    pub least: u64,
    /// At most so many.
    pub most: u64,
    /// Whether it would be narrower if few people could be told of.
    pub is_withheld: bool,
}

impl People {
    /// The people of a package.
    pub fn of(package: &Package) -> Self {
        let communities = package.communities.iter();
        let places = communities.map(|one| Place {
            id: one.id.as_str(),
            region: one.region.as_deref(),
            people: one.population(),
        });
        Self::new(&places.collect::<Vec<_>>(), package.settings.suppress_below)
    }

    /// The people of these places, where no figure about fewer than `below` may be published.
    pub fn new(places: &[Place<'_>], below: u32) -> Self {
        Self::over(Atoms::of(places, below), places, below)
    }

    fn over(atoms: Atoms, places: &[Place<'_>], below: u32) -> Self {
        Self {
            atoms,
            is_counted: places.iter().map(|one| one.people.is_some()).collect(),
            below,
        }
    }

    /// The same with small counts withheld and no complement to them: what a test must catch.
    #[cfg(test)]
    pub(super) fn without_complement(places: &[Place<'_>], below: u32) -> Self {
        Self::over(Atoms::unbound(places), places, below)
    }

    /// A figure about the people of places. `of` says what a place brings into it, all that the figure depends on; `None`
    /// is nothing: the place is not in it. `reckon` gets what is brought with the people who bring it.
    ///
    /// It is withheld unless every atom is in it whole and alike, or not at all: so it never depends on how many people
    /// of an atom live in which of its places. What it is reckoned from has one entry an atom.
    pub fn figure<K: PartialEq, T>(
        &self,
        of: impl Fn(usize) -> Option<K>,
        reckon: impl FnOnce(Vec<(K, u32)>) -> T,
    ) -> Released<T> {
        let mut brought = Vec::new();
        for atom in 0..self.atoms.len() {
            let people = self.atoms.people(atom);
            let mut places = self.atoms.places(atom).iter().map(|&place| of(place));
            let Some(first) = places.next() else { continue };
            if places.any(|other| other != first) {
                return Released::withheld();
            }
            if let Some(first) = first {
                if !self.atoms.may_be_told(atom) {
                    return Released::withheld();
                }
                brought.push((first, people));
            }
        }
        let all: u64 = brought.iter().map(|(_, people)| u64::from(*people)).sum();
        // Atoms have enough people each; said again, since it is what all this is for.
        if (1..u64::from(self.below)).contains(&all) {
            return Released::withheld();
        }
        Released::published(reckon(brought))
    }

    /// How many people live in the places that are `inside`.
    pub fn count(&self, inside: impl Fn(usize) -> bool) -> Released<u64> {
        let sum = |brought: Vec<((), u32)>| brought.into_iter().map(|((), people)| u64::from(people)).sum();
        self.figure(|place| inside(place).then_some(()), sum)
    }

    /// Between which numbers the people of places lie of which some surely and some perhaps are `inside`, as far as published
    /// figures tell: people who are bound to others are counted with all of these or with none of them.
    pub fn between(&self, surely: impl Fn(usize) -> bool, perhaps: impl Fn(usize) -> bool) -> Between {
        let mut between = Between::default();
        for atom in 0..self.atoms.len() {
            let places = self.atoms.places(atom);
            let people = u64::from(self.atoms.people(atom));
            let may_be_told = self.atoms.may_be_told(atom);
            let [sure, may] = [&surely as &dyn Fn(usize) -> bool, &perhaps].map(|inside| {
                let count = places.iter().filter(|&&place| inside(place)).count();
                between.is_withheld |= count > 0 && (count < places.len() || !may_be_told);
                count
            });
            if sure == places.len() && may_be_told {
                between.least += people;
            }
            if sure.max(may) > 0 {
                // Those of whom nothing may be told are fewer than the threshold, and that is all that is known of them.
                between.most += if may_be_told {
                    people
                } else {
                    u64::from(self.below.saturating_sub(1))
                };
            }
        }
        between
    }

    /// How many people live in one place: what [`Self::count`] says of it alone, without looking at the others.
    pub fn at(&self, place: usize) -> Released<u64> {
        match self.atoms.of_place(place) {
            None => Released::published(0),
            Some(_) if self.is_bound(place) => Released::withheld(),
            Some(atom) => {
                let people = u64::from(self.atoms.people(atom));
                if (1..u64::from(self.below)).contains(&people) {
                    Released::withheld()
                } else {
                    Released::published(people)
                }
            }
        }
    }

    /// How many of the places that are `inside` have no count of their own: their people are in no figure.
    pub fn uncounted(&self, inside: impl Fn(usize) -> bool) -> u64 {
        let places = self.is_counted.iter().enumerate();
        places.filter(|&(place, counted)| !counted && inside(place)).count() as u64
    }

    /// Whether a place's people are bound to those of others, or may never be told of.
    pub fn is_bound(&self, place: usize) -> bool {
        let atom = self.atoms.of_place(place);
        atom.is_some_and(|atom| self.atoms.places(atom).len() > 1 || !self.atoms.may_be_told(atom))
    }
}
