//! What a way asks in numbers, for all communities alike or by group, and its requirements that are yes or no.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{GroupId, Km, LanguageAsked, LanguageCode, Limits, Minutes};

use super::document::Section;
use super::fault::{one_of, quoted};
use super::header::nearest_name;

/// The key of a table by group for communities of no group that the table names.
pub(super) const OTHERWISE: &str = "otherwise";

/// Reads every number of a way. The first are the limits of communities of no group that has its own.
pub(super) fn read(way: &Section<'_>, groups: &[&str]) -> (Limits, BTreeMap<GroupId, Limits>) {
    let mut own = BTreeMap::new();
    let mut limits = Limits::default();
    let mut set = |key: &str, number: fn(&Section<'_>, &str) -> Option<f64>, put: fn(&mut Limits, f64)| {
        let values = by_group(way, key, groups, number);
        if let Some(value) = values.get(OTHERWISE) {
            put(&mut limits, *value);
        }
        own.insert(key.to_owned(), (values, put));
    };
    set("within_minutes", minutes, |limits, value| {
        limits.within = Minutes::from_number(value);
    });
    set("within_km", kilometres, |limits, value| {
        limits.within_km = Km::new(value);
    });
    set("visits_per_month", visits, |limits, value| {
        limits.visits_per_month = Some(value);
    });
    set("delivered_share", share, |limits, value| {
        limits.delivered_share = Some(value);
    });
    set("max_wait_days", wait, |limits, value| {
        limits.max_wait_days = Some(value);
    });
    set("people_per_position", people, |limits, value| {
        limits.people_per_position = Some(value);
    });
    set("providers", providers, |limits, value| limits.providers = value as u16);
    let of_group = |group: &&str| {
        let mut own_limits = limits;
        let mut differs = false;
        for (values, put) in own.values() {
            if let Some(value) = values.get(*group) {
                put(&mut own_limits, *value);
                differs = true;
            }
        }
        differs.then(|| (GroupId::from(*group), own_limits))
    };
    (limits, groups.iter().filter_map(of_group).collect())
}

/// A number for all (`60`), or for some groups and the others (`{ remote = 90, otherwise = 60 }`).
fn by_group(
    way: &Section<'_>,
    key: &str,
    groups: &[&str],
    number: fn(&Section<'_>, &str) -> Option<f64>,
) -> BTreeMap<String, f64> {
    if !way.is_table(key) {
        return number(way, key)
            .map(|value| (OTHERWISE.to_owned(), value))
            .into_iter()
            .collect();
    }
    let accepted: Vec<&str> = groups.iter().copied().chain([OTHERWISE]).collect();
    let Some(table) = way.table(key, &accepted) else {
        return BTreeMap::new();
    };
    if !table.has(OTHERWISE) {
        table.missing(OTHERWISE, "a value for the communities of no group that is named here");
    }
    let value = |name: &&str| Some(((*name).to_owned(), number(&table, name)?));
    accepted.iter().filter_map(value).collect()
}

fn minutes(section: &Section<'_>, key: &str) -> Option<f64> {
    section.number(
        key,
        |minutes| (0.0..=1_000_000.0).contains(&minutes),
        "minutes from 0 to 1000000",
    )
}

fn kilometres(section: &Section<'_>, key: &str) -> Option<f64> {
    section.number(key, |km| (0.0..=20_100.0).contains(&km), "kilometres from 0 to 20100")
}

fn visits(section: &Section<'_>, key: &str) -> Option<f64> {
    section.number(
        key,
        |visits| (0.0..=100.0).contains(&visits),
        "visits a month from 0 to 100",
    )
}

fn share(section: &Section<'_>, key: &str) -> Option<f64> {
    section.number(key, |share| (0.0..=1.0).contains(&share), "a share from 0 to 1")
}

fn wait(section: &Section<'_>, key: &str) -> Option<f64> {
    section.number(key, |days| (0.0..=10_000.0).contains(&days), "days from 0 to 10000")
}

fn people(section: &Section<'_>, key: &str) -> Option<f64> {
    section.number(
        key,
        |people| people > 0.0 && people <= 1e9,
        "people for each position, more than 0",
    )
}

fn providers(section: &Section<'_>, key: &str) -> Option<f64> {
    section
        .whole(key, 1..=1000, "how many services as a whole number from 1 to 1000")
        .map(f64::from)
}

/// A requirement that is there or not: `true`, or no such key. `false` would read as its contrary.
pub(super) fn demanded(way: &Section<'_>, key: &str) -> bool {
    way.has(key) && way.truth(key, true, "true; leave the key out where it is not asked for")
}

/// `language`: `community`, or the code of a language.
pub(super) fn language(way: &Section<'_>, known: Option<&BTreeSet<&str>>) -> Option<LanguageAsked> {
    const COMMUNITY: &str = "community";
    let word = way.text("language")?;
    if word == COMMUNITY {
        return Some(LanguageAsked::OfTheCommunity);
    }
    if let Some(known) = known.filter(|known| !known.contains(word.as_str())) {
        let near = nearest_name(&word, known.iter().copied());
        let hint = near.map_or_else(String::new, |near| format!(" (perhaps {near})"));
        let codes = one_of([COMMUNITY].into_iter().chain(known.iter().copied()));
        way.fault("language", quoted(&word), format!("{codes}{hint}"));
    }
    Some(LanguageAsked::Named(LanguageCode::from(word)))
}
