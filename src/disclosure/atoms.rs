//! Places bound together, so that no figure tells of few people.

use std::collections::BTreeMap;

/// What is known of a place.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its region.
    pub region: Option<&'a str>,
    /// Its count of people; `None` where it has none of its own.
    pub people: Option<u32>,
}

/// The places of a package as atoms: sets of places whose people are told of together or not at all.
///
/// A place with at least `suppress_below` people is an atom of its own. Places with fewer, but some, are bound to each
/// other until at least that many people are together: within their region first, in the order of their ids, so that
/// most groups that are asked about have whole atoms; what is left of every region then among each other; what is
/// still left to an atom that there is. Where all such places together have too few people, there is nothing to bind
/// them to, and they are in no figure of people, ever.
///
/// Binding few people to a large place would not do: the large place's own count is published, and the rest is a
/// subtraction away. Nobody's count at all, and nobody counted, bind to nothing: neither is in any figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atoms {
    /// Per place: its atom; `None` where it adds nobody to any figure.
    of_place: Vec<Option<usize>>,
    atoms: Vec<Atom>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Atom {
    places: Vec<usize>,
    people: u32,
    /// Never, where all places with few people are together too few.
    may_be_told: bool,
}

impl Atoms {
    /// The atoms of a package's places. They follow from these and from `suppress_below` alone.
    pub fn of(all: &[Place<'_>], below: u32) -> Self {
        let people: Vec<u32> = all.iter().map(|one| one.people.unwrap_or(0)).collect();
        let mut atoms: Vec<Atom> = Vec::new();
        let mut small: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
        let mut in_order: Vec<usize> = (0..people.len()).filter(|&place| people[place] > 0).collect();
        in_order.sort_by_key(|&place| all[place].id);
        for place in in_order {
            if people[place] >= below {
                atoms.push(Atom::of(&[place], &people));
            } else {
                small.entry(all[place].region).or_default().push(place);
            }
        }
        let mut left = Vec::new();
        let mut bound = Vec::new();
        for places in small.into_values() {
            left.extend(bind(&places, &people, below, &mut bound));
        }
        let mut left_of_all = bind(&left, &people, below, &mut bound);
        if let Some(last) = bound.last_mut() {
            last.places.append(&mut left_of_all);
            *last = Atom::of(&last.places, &people);
        } else if !left_of_all.is_empty() {
            bound.push(Atom {
                may_be_told: false,
                ..Atom::of(&left_of_all, &people)
            });
        }
        atoms.extend(bound);
        Self::from(atoms, people.len())
    }

    fn from(atoms: Vec<Atom>, places: usize) -> Self {
        let mut of_place = vec![None; places];
        for (at, atom) in atoms.iter().enumerate() {
            for &place in &atom.places {
                of_place[place] = Some(at);
            }
        }
        Self { of_place, atoms }
    }

    /// Every place by itself: what a release without complementary suppression stands on. It gives few people away.
    #[cfg(test)]
    pub(super) fn unbound(all: &[Place<'_>]) -> Self {
        let people: Vec<u32> = all.iter().map(|one| one.people.unwrap_or(0)).collect();
        let counted = (0..people.len()).filter(|&place| people[place] > 0);
        Self::from(counted.map(|place| Atom::of(&[place], &people)).collect(), people.len())
    }

    /// The atom of a place; `None` where the place adds nobody to any figure.
    pub(super) fn of_place(&self, place: usize) -> Option<usize> {
        self.of_place[place]
    }

    /// The places of an atom.
    pub(super) fn places(&self, atom: usize) -> &[usize] {
        &self.atoms[atom].places
    }

    /// The people of an atom.
    pub(super) fn people(&self, atom: usize) -> u32 {
        self.atoms[atom].people
    }

    /// Whether the people of an atom may be told of at all.
    pub(super) fn may_be_told(&self, atom: usize) -> bool {
        self.atoms[atom].may_be_told
    }

    /// How many atoms there are.
    pub(super) fn len(&self) -> usize {
        self.atoms.len()
    }
}

impl Atom {
    fn of(places: &[usize], people: &[u32]) -> Self {
        Self {
            places: places.to_vec(),
            people: places.iter().map(|&place| people[place]).fold(0, u32::saturating_add),
            may_be_told: true,
        }
    }
}

/// Binds places in their order until each atom has enough people; what is left over goes to the last of them, or is
/// given back where there is none.
fn bind(places: &[usize], people: &[u32], below: u32, into: &mut Vec<Atom>) -> Vec<usize> {
    let before = into.len();
    let mut together: Vec<usize> = Vec::new();
    for &place in places {
        together.push(place);
        let atom = Atom::of(&together, people);
        if atom.people >= below {
            into.push(atom);
            together.clear();
        }
    }
    if into.len() > before
        && let Some(last) = into.last_mut()
    {
        last.places.append(&mut together);
        *last = Atom::of(&last.places, people);
    }
    together
}
