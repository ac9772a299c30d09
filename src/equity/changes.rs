//! What differs between two definitions, requirement by requirement, as data: each difference can be made
//! in one of them alone, so that its effect can be tried.

use crate::model::{
    CommunityGroup, Definition, GroupId, Impedance, Km, LanguageAsked, Level, Limits, Minutes, Mode, ServiceTypeId,
    Standard, StandardId, Way, WayId,
};

/// A value of a requirement.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// A number, in the unit of its requirement.
    Number(f64),
    /// Words of the definition's language: a filter, an id, a level.
    Word(String),
    /// Whether it is asked.
    Flag(bool),
    /// Several words.
    Words(Vec<String>),
    /// A number for each group of communities that has its own, and for all others; `None` asks nothing.
    ByGroup(Vec<(GroupId, Option<f64>)>, Option<f64>),
}

/// Where in a definition a requirement stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the definition as a whole.
    Definition,
    /// A group of communities.
    Group(GroupId),
    /// In a standard.
    Standard(StandardId),
    /// In a way of a standard.
    Way(StandardId, WayId),
}

/// One requirement that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where it stands.
    pub place: Place,
    /// What is asked there: `within_minutes`, `days`; [`STANDARD`], [`WAY`] or [`GROUP`] where the whole is
    /// there on one side only.
    pub name: &'static str,
    /// What was asked before; `None` is nothing.
    pub before: Option<Setting>,
    /// What is asked after.
    pub after: Option<Setting>,
}

/// The name of a change that adds or takes away a standard.
pub const STANDARD: &str = "standard";
/// The name of a change that adds or takes away a way.
pub const WAY: &str = "way";
/// The name of a change of a group of communities.
pub const GROUP: &str = "group";
/// The name of a change of the order in which groups are asked.
pub const GROUP_ORDER: &str = "groups";

/// Something a definition, standard or way asks: what it is called, how it reads, how it is copied.
struct Requirement<T> {
    name: &'static str,
    read: fn(&T) -> Option<Setting>,
    copy: fn(&mut T, &T),
}

/// A number that a way may ask differently of each group.
struct Limit {
    name: &'static str,
    read: fn(&Limits) -> Option<f64>,
    copy: fn(&mut Limits, &Limits),
}

const OF_DEFINITION: &[Requirement<Definition>] = &[
    Requirement {
        name: "impedance",
        read: |one| word(Impedance::as_str(one.impedance)),
        copy: |to, from| to.impedance = from.impedance,
    },
    Requirement {
        name: "modes",
        read: |one| Some(Setting::Words(sorted(one.modes.iter().copied().map(Mode::as_str)))),
        copy: |to, from| to.modes.clone_from(&from.modes),
    },
    Requirement {
        name: "stale_after_days",
        read: |one| one.stale_after_days.map(|days| Setting::Number(days.into())),
        copy: |to, from| to.stale_after_days = from.stale_after_days,
    },
];

const OF_STANDARD: &[Requirement<Standard>] = &[
    Requirement {
        name: "service_types",
        read: |one| {
            Some(Setting::Words(sorted(
                one.service_types.iter().map(ServiceTypeId::as_str),
            )))
        },
        copy: |to, from| to.service_types.clone_from(&from.service_types),
    },
    Requirement {
        name: "applies_to",
        read: |one| one.applies_to.clone().map(Setting::Word),
        copy: |to, from| to.applies_to.clone_from(&from.applies_to),
    },
    Requirement {
        name: "days",
        read: |one| Some(Setting::Number(one.days.into())),
        copy: |to, from| to.days = from.days,
    },
    Requirement {
        name: "weight",
        read: |one| Some(Setting::Number(one.weight)),
        copy: |to, from| to.weight = from.weight,
    },
    Requirement {
        name: "stale_after_days",
        read: |one| one.stale_after_days.map(|days| Setting::Number(days.into())),
        copy: |to, from| to.stale_after_days = from.stale_after_days,
    },
];

const OF_WAY: &[Requirement<Way>] = &[
    Requirement {
        name: "level",
        read: |one| word(Level::as_str(one.level)),
        copy: |to, from| to.level = from.level,
    },
    Requirement {
        name: "where",
        read: |one| one.filter.clone().map(Setting::Word),
        copy: |to, from| to.filter.clone_from(&from.filter),
    },
    Requirement {
        name: "same_region",
        read: |one| Some(Setting::Flag(one.same_region)),
        copy: |to, from| to.same_region = from.same_region,
    },
    Requirement {
        name: "same_community",
        read: |one| Some(Setting::Flag(one.same_community)),
        copy: |to, from| to.same_community = from.same_community,
    },
    Requirement {
        name: "indigenous_led",
        read: |one| Some(Setting::Flag(one.indigenous_led)),
        copy: |to, from| to.indigenous_led = from.indigenous_led,
    },
    Requirement {
        name: "language",
        read: |one| {
            one.language.as_ref().and_then(|asked| match asked {
                LanguageAsked::OfTheCommunity => word("community"),
                LanguageAsked::Named(code) => word(code.as_str()),
            })
        },
        copy: |to, from| to.language.clone_from(&from.language),
    },
    Requirement {
        name: "then",
        read: |one| {
            let ids = sorted(one.then.iter().map(StandardId::as_str));
            (!ids.is_empty()).then_some(Setting::Words(ids))
        },
        copy: |to, from| to.then.clone_from(&from.then),
    },
];

const OF_LIMITS: &[Limit] = &[
    Limit {
        name: "within_minutes",
        read: |one| one.within.map(Minutes::number),
        copy: |to, from| to.within = from.within,
    },
    Limit {
        name: "within_km",
        read: |one| one.within_km.map(Km::number),
        copy: |to, from| to.within_km = from.within_km,
    },
    Limit {
        name: "visits_per_month",
        read: |one| one.visits_per_month,
        copy: |to, from| to.visits_per_month = from.visits_per_month,
    },
    Limit {
        name: "delivered_share",
        read: |one| one.delivered_share,
        copy: |to, from| to.delivered_share = from.delivered_share,
    },
    Limit {
        name: "max_wait_days",
        read: |one| one.max_wait_days,
        copy: |to, from| to.max_wait_days = from.max_wait_days,
    },
    Limit {
        name: "people_per_position",
        read: |one| one.people_per_position,
        copy: |to, from| to.people_per_position = from.people_per_position,
    },
    Limit {
        name: "providers",
        read: |one| Some(one.providers.into()),
        copy: |to, from| to.providers = from.providers,
    },
];

/// Names every field of what is compared, so that a new one does not compile until somebody has decided
/// whether it is a requirement.
const _: () = {
    fn _definition(one: &Definition) {
        let Definition {
            id: _,
            version: _,
            standing: _,
            begins: _,
            life: _,
            title: _,
            description: _,
            impedance: _,
            modes: _,
            stale_after_days: _,
            groups: _,
            standards: _,
            text: _,
        } = one;
    }
    fn _standard(one: &Standard) {
        let Standard {
            id: _,
            service_types: _,
            title: _,
            applies_to: _,
            days: _,
            weight: _,
            stale_after_days: _,
            sources: _,
            choice: _,
            ways: _,
        } = one;
    }
    fn _way(one: &Way) {
        let Way {
            id: _,
            level: _,
            title: _,
            filter: _,
            same_region: _,
            same_community: _,
            indigenous_led: _,
            language: _,
            then: _,
            limits:
                Limits {
                    within: _,
                    within_km: _,
                    visits_per_month: _,
                    delivered_share: _,
                    max_wait_days: _,
                    people_per_position: _,
                    providers: _,
                },
            by_group: _,
            choice: _,
        } = one;
    }
};

/// Every requirement that differs from one definition to another, in the order of the earlier one. Titles,
/// descriptions, sources and choices ask nothing, and neither does the order of standards and ways.
pub fn changes(before: &Definition, after: &Definition) -> Vec<Change> {
    let mut found = Vec::new();
    differing(OF_DEFINITION, before, after, &Place::Definition, &mut found);
    groups(before, after, &mut found);
    for id in ids(&before.standards, &after.standards, |one| &one.id) {
        let place = Place::Standard(id.clone());
        match (standard(before, &id), standard(after, &id)) {
            (Some(one), Some(other)) => {
                differing(OF_STANDARD, one, other, &place, &mut found);
                ways(one, other, &mut found);
            }
            (one, other) => found.push(whole(place, STANDARD, one.map(titled), other.map(titled))),
        }
    }
    found
}

fn ways(before: &Standard, after: &Standard, found: &mut Vec<Change>) {
    for id in ids(&before.ways, &after.ways, |one| &one.id) {
        let place = Place::Way(before.id.clone(), id.clone());
        let of = |standard: &Standard| standard.ways.iter().find(|way| way.id == id).cloned();
        match (of(before), of(after)) {
            (Some(one), Some(other)) => {
                differing(OF_WAY, &one, &other, &place, found);
                for limit in OF_LIMITS {
                    let [read, other_read] = [&one, &other].map(|way| limit.of(way));
                    if read != other_read {
                        found.push(whole(place.clone(), limit.name, read, other_read));
                    }
                }
            }
            (one, other) => {
                let named = |way: Option<Way>| way.map(|way| Setting::Word(way.id.to_string()));
                found.push(whole(place, WAY, named(one), named(other)));
            }
        }
    }
}

fn groups(before: &Definition, after: &Definition, found: &mut Vec<Change>) {
    let rule = |definition: &Definition, id: &GroupId| {
        let group = definition.groups.iter().find(|one| one.id == *id);
        group.map(|group| Setting::Word(group.filter.clone()))
    };
    for id in ids(&before.groups, &after.groups, |one| &one.id) {
        let (one, other) = (rule(before, &id), rule(after, &id));
        if one != other {
            found.push(whole(Place::Group(id), GROUP, one, other));
        }
    }
    let shared = |of: &Definition, other: &Definition| -> Vec<String> {
        let kept = of
            .groups
            .iter()
            .filter(|group| other.groups.iter().any(|one| one.id == group.id));
        kept.map(|group| group.id.to_string()).collect()
    };
    let (one, other) = (shared(before, after), shared(after, before));
    if one != other {
        let words = |ids| Some(Setting::Words(ids));
        found.push(whole(Place::Definition, GROUP_ORDER, words(one), words(other)));
    }
}

fn differing<T>(requirements: &[Requirement<T>], before: &T, after: &T, place: &Place, found: &mut Vec<Change>) {
    for one in requirements {
        let (read, other) = ((one.read)(before), (one.read)(after));
        if read != other {
            found.push(whole(place.clone(), one.name, read, other));
        }
    }
}

fn whole(place: Place, name: &'static str, before: Option<Setting>, after: Option<Setting>) -> Change {
    Change {
        place,
        name,
        before,
        after,
    }
}

impl Limit {
    /// What a way asks of each group that has limits of its own, where they differ from those of all others.
    fn of(&self, way: &Way) -> Option<Setting> {
        let otherwise = (self.read)(&way.limits);
        let own = way
            .by_group
            .iter()
            .map(|(id, limits)| (id.clone(), (self.read)(limits)));
        let own: Vec<_> = own.filter(|(_, number)| *number != otherwise).collect();
        if own.is_empty() {
            otherwise.map(Setting::Number)
        } else {
            Some(Setting::ByGroup(own, otherwise))
        }
    }

    /// Copies it for every group and for all others, and nothing else.
    fn copy(&self, to: &mut Way, from: &Way) {
        let groups: Vec<GroupId> = to.by_group.keys().chain(from.by_group.keys()).cloned().collect();
        for group in groups {
            let mut limits = *to.limits_for(Some(&group));
            (self.copy)(&mut limits, from.limits_for(Some(&group)));
            to.by_group.insert(group, limits);
        }
        (self.copy)(&mut to.limits, &from.limits);
    }
}

impl Change {
    /// The path by which people and pages name it: `counselling.in-person.within_minutes`,
    /// `counselling.days`, `impedance`, `groups.dense`, `counselling.in-person` for a way as a whole.
    pub fn field(&self) -> String {
        match &self.place {
            Place::Definition => self.name.to_owned(),
            Place::Group(id) => format!("groups.{id}"),
            Place::Standard(id) if self.name == STANDARD => id.to_string(),
            Place::Standard(id) => format!("{id}.{}", self.name),
            Place::Way(standard, way) if self.name == WAY => format!("{standard}.{way}"),
            Place::Way(standard, way) => format!("{standard}.{way}.{}", self.name),
        }
    }

    /// The standard in which it stands; `None` where it bears on all.
    pub const fn standard(&self) -> Option<&StandardId> {
        match &self.place {
            Place::Definition | Place::Group(_) => None,
            Place::Standard(id) | Place::Way(id, _) => Some(id),
        }
    }

    /// The way in which it stands.
    pub const fn way(&self) -> Option<&WayId> {
        match &self.place {
            Place::Way(_, id) => Some(id),
            Place::Definition | Place::Group(_) | Place::Standard(_) => None,
        }
    }

    /// `to` with this one requirement as it is in `from`, whichever side of the change each is. `None` where
    /// that is no definition: a way would lead on to a standard that is not there, or in a circle.
    pub fn made(&self, to: &Definition, from: &Definition) -> Option<Definition> {
        let mut made = Definition {
            text: String::new(),
            ..to.clone()
        };
        match &self.place {
            Place::Definition if self.name == GROUP_ORDER => {
                let rank = |group: &CommunityGroup| from.groups.iter().position(|one| one.id == group.id);
                made.groups.sort_by_key(|group| rank(group).unwrap_or(usize::MAX));
            }
            Place::Definition => copy(OF_DEFINITION, self.name, &mut made, from),
            Place::Group(id) => put(&mut made.groups, &from.groups, |one| one.id == *id),
            Place::Standard(id) if self.name == STANDARD => {
                put(&mut made.standards, &from.standards, |one| one.id == *id);
            }
            Place::Standard(id) => {
                let source = standard(from, id)?;
                copy(OF_STANDARD, self.name, standard_mut(&mut made, id)?, source);
            }
            Place::Way(id, way) => {
                let source = standard(from, id)?;
                let target = standard_mut(&mut made, id)?;
                if self.name == WAY {
                    put(&mut target.ways, &source.ways, |one| one.id == *way);
                } else {
                    let source = source.ways.iter().find(|one| one.id == *way)?;
                    let target = target.ways.iter_mut().find(|one| one.id == *way)?;
                    match OF_LIMITS.iter().find(|one| one.name == self.name) {
                        Some(limit) => limit.copy(target, source),
                        None => copy(OF_WAY, self.name, target, source),
                    }
                }
            }
        }
        made.standards
            .iter()
            .all(|one| leads_on(&made, &one.id).is_some())
            .then_some(made)
    }
}

/// The standards that must be met for this one to be: itself and those that its ways lead on to, and so
/// forth, in the order of the definition. `None` where one of them is not there, or leads back.
pub fn leads_on(definition: &Definition, id: &StandardId) -> Option<Vec<StandardId>> {
    fn visit(definition: &Definition, id: &StandardId, open: &mut Vec<StandardId>, done: &mut Vec<StandardId>) -> bool {
        if done.contains(id) {
            return true;
        }
        let Some(found) = standard(definition, id).filter(|_| !open.contains(id)) else {
            return false;
        };
        open.push(id.clone());
        let mut next = found.ways.iter().flat_map(|way| &way.then);
        let whole = next.all(|next| visit(definition, next, open, done));
        open.pop();
        done.push(id.clone());
        whole
    }
    let mut done = Vec::new();
    visit(definition, id, &mut Vec::new(), &mut done).then(|| {
        let all = definition.standards.iter().map(|one| one.id.clone());
        all.filter(|one| done.contains(one)).collect()
    })
}

/// The definition with only these of its standards.
pub fn only(definition: &Definition, standards: &[StandardId]) -> Definition {
    let kept = definition.standards.iter().filter(|one| standards.contains(&one.id));
    Definition {
        standards: kept.cloned().collect(),
        text: String::new(),
        ..definition.clone()
    }
}

fn copy<T>(requirements: &[Requirement<T>], name: &str, to: &mut T, from: &T) {
    if let Some(one) = requirements.iter().find(|one| one.name == name) {
        (one.copy)(to, from);
    }
}

/// Puts what `is_it` as it is in `from`: replaced, added where it stands there, or taken away.
fn put<T: Clone>(to: &mut Vec<T>, from: &[T], is_it: impl Fn(&T) -> bool) {
    let here = to.iter().position(&is_it);
    match (here, from.iter().position(&is_it)) {
        (Some(here), Some(there)) => to[here] = from[there].clone(),
        (Some(here), None) => drop(to.remove(here)),
        (None, Some(there)) => to.insert(there.min(to.len()), from[there].clone()),
        (None, None) => {}
    }
}

fn standard<'a>(definition: &'a Definition, id: &StandardId) -> Option<&'a Standard> {
    definition.standards.iter().find(|one| one.id == *id)
}

fn standard_mut<'a>(definition: &'a mut Definition, id: &StandardId) -> Option<&'a mut Standard> {
    definition.standards.iter_mut().find(|one| one.id == *id)
}

fn titled(standard: &Standard) -> Setting {
    Setting::Word(standard.id.to_string())
}

/// The ids of both lists: those of the first in its order, then what only the second has.
fn ids<T, Id: Clone + PartialEq>(before: &[T], after: &[T], id: impl Fn(&T) -> &Id) -> Vec<Id> {
    let mut ids: Vec<Id> = before.iter().map(|one| id(one).clone()).collect();
    for one in after {
        if !ids.contains(id(one)) {
            ids.push(id(one).clone());
        }
    }
    ids
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "every requirement reads as what is asked, or nothing"
)]
fn word(text: &str) -> Option<Setting> {
    Some(Setting::Word(text.to_owned()))
}

fn sorted<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort_unstable();
    words
}
