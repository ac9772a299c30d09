//! Why an outcome is another than before, in plain words.

use super::changes::{self, Change, Place, Setting};
use crate::model::{Definition, Standard, StandardId, Text, Truth};

/// Whether a service is there, and whether it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Whether it exists on the date.
    pub exists: Truth,
    /// Whether it runs, by the picture of supply that is asked for.
    pub runs: Truth,
    /// Whether nobody has looked at it for so long that what was seen no longer counts as known.
    pub is_stale: bool,
}

impl Seen {
    /// Whether it is there and runs.
    pub fn counts(self) -> Truth {
        self.exists.and(self.runs)
    }
}

/// Which way the time between two sides goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// The side after is later.
    Forward,
    /// The side after is earlier.
    Back,
    /// Both are on the same date: another picture of supply.
    Same,
}

/// What one changed requirement means, for an outcome of the standard `of`.
pub fn of_change(change: &Change, before: &Definition, after: &Definition, of: &StandardId) -> Text {
    let (said, dit) = (said(change, before, after), dit(change, before, after));
    let subject = subject(change, before, after, of);
    match subject {
        None => Text { en: said, fr: dit },
        Some(subject) => Text {
            en: format!("“{}”: {}", subject.en, small(&said)),
            fr: format!("«\u{a0}{}\u{a0}», {}", subject.fr, small(&dit)),
        },
    }
}

/// Which part of the definition is meant, where that does not go without saying: another standard, or one
/// of several ways.
fn subject(change: &Change, before: &Definition, after: &Definition, of: &StandardId) -> Option<Text> {
    let id = change.standard()?;
    let standard = standard(before, id).or_else(|| standard(after, id))?;
    let way = change
        .way()
        .filter(|_| change.name != changes::WAY)
        .and_then(|way| standard.ways.iter().find(|one| one.id == *way));
    let named = |way: &crate::model::Way| {
        way.title.clone().unwrap_or_else(|| Text {
            en: way.id.to_string(),
            fr: way.id.to_string(),
        })
    };
    let way = way.filter(|_| standard.ways.len() > 1).map(named);
    match ((id != of).then(|| standard.title.clone()), way) {
        (None, way) => way,
        (title, None) => title,
        (Some(title), Some(way)) => Some(Text {
            en: format!("{}, {}", title.en, way.en),
            fr: format!("{}, {}", title.fr, way.fr),
        }),
    }
}

/// A requirement's name in a sentence, and its unit.
struct Named {
    name: &'static str,
    en: &'static str,
    fr: &'static str,
    unit_en: &'static str,
    unit_fr: &'static str,
}

const fn named(name: &'static str, [en, fr]: [&'static str; 2], [unit_en, unit_fr]: [&'static str; 2]) -> Named {
    Named {
        name,
        en,
        fr,
        unit_en,
        unit_fr,
    }
}

#[rustfmt::skip]
const NAMES: [Named; 23] = [
    named("impedance", ["what a journey costs", "ce que coûte un trajet"], ["", ""]),
    named("modes", ["the ways of travelling that count", "les moyens de transport admis"], ["", ""]),
    named("stale_after_days", ["how old an observation may be", "l’âge admis d’une observation"], [" days", " jours"]),
    named(changes::GROUP, ["the rule of this group of communities", "la règle de ce groupe de collectivités"], ["", ""]),
    named(changes::GROUP_ORDER, ["the order of the groups of communities", "l’ordre des groupes de collectivités"], ["", ""]),
    named("service_types", ["the types of service that count", "les types de service qui comptent"], ["", ""]),
    named("applies_to", ["the communities it is for", "les collectivités visées"], ["", ""]),
    named("days", ["the days a year that are asked for", "les jours demandés par an"], ["", ""]),
    named("weight", ["its weight", "son poids"], ["", ""]),
    named("level", ["what it counts for", "sa valeur"], ["", ""]),
    named("where", ["the services that count", "les services qui comptent"], ["", ""]),
    named("same_region", ["that it must be in the same region", "l’exigence d’être dans la même région"], ["", ""]),
    named("same_community", ["that it must be in the community", "l’exigence d’être dans la collectivité"], ["", ""]),
    named("indigenous_led", ["that it must be Indigenous-led", "l’exigence d’une direction autochtone"], ["", ""]),
    named("language", ["the language asked for", "la langue demandée"], ["", ""]),
    named("then", ["what must be met next", "ce qui doit suivre"], ["", ""]),
    named("within_minutes", ["the travel limit", "la limite de trajet"], [" minutes", " minutes"]),
    named("within_km", ["the distance limit", "la limite de distance"], [" km", " km"]),
    named("visits_per_month", ["the visits a month that are asked for", "les visites demandées par mois"], ["", ""]),
    named("delivered_share", ["the share of planned visits that must take place", "la part des visites prévues qui doit avoir lieu"], ["", ""]),
    named("max_wait_days", ["the longest wait", "l’attente la plus longue"], [" days", " jours"]),
    named("people_per_position", ["the people for each position", "les personnes par poste"], ["", ""]),
    named("providers", ["the number of services to choose from", "le nombre de services entre lesquels choisir"], ["", ""]),
];

fn name_of(change: &Change) -> &'static Named {
    let found = NAMES.iter().find(|one| one.name == change.name);
    found.expect("every requirement has a name, as a test sees to")
}

fn said(change: &Change, before: &Definition, after: &Definition) -> String {
    if let Some(title) = whole(change, before, after) {
        return match (change.name == changes::WAY, change.after.is_some()) {
            (true, true) => format!("A way was added: {}.", title.en),
            (true, false) => format!("A way was taken out: {}.", title.en),
            (false, true) => format!("A standard was added: {}.", title.en),
            (false, false) => format!("A standard was taken out: {}.", title.en),
        };
    }
    let named = name_of(change);
    let name = capital(named.en);
    match (&change.before, &change.after) {
        (Some(Setting::Number(one)), Some(Setting::Number(other))) => {
            format!(
                "{name} went from {} to {}{}.",
                number(*one, "."),
                number(*other, "."),
                named.unit_en
            )
        }
        (one, other) => {
            let value = |setting: &Option<Setting>| match setting {
                None => "none".to_owned(),
                Some(setting) => value_english(setting) + unit_of(setting, named.unit_en),
            };
            format!("{name}: {} before, {} after.", value(one), value(other))
        }
    }
}

fn dit(change: &Change, before: &Definition, after: &Definition) -> String {
    if let Some(title) = whole(change, before, after) {
        return match (change.name == changes::WAY, change.after.is_some()) {
            (true, true) => format!("Une voie a été ajoutée\u{a0}: {}.", title.fr),
            (true, false) => format!("Une voie a été retirée\u{a0}: {}.", title.fr),
            (false, true) => format!("Une norme a été ajoutée\u{a0}: {}.", title.fr),
            (false, false) => format!("Une norme a été retirée\u{a0}: {}.", title.fr),
        };
    }
    let named = name_of(change);
    let name = capital(named.fr);
    match (&change.before, &change.after) {
        (Some(Setting::Number(one)), Some(Setting::Number(other))) => {
            format!(
                "{name}\u{a0}: de {} à {}{}.",
                number(*one, ","),
                number(*other, ","),
                named.unit_fr
            )
        }
        (one, other) => {
            let value = |setting: &Option<Setting>| match setting {
                None => "rien".to_owned(),
                Some(setting) => value_french(setting) + unit_of(setting, named.unit_fr),
            };
            format!("{name}\u{a0}: {} avant, {} après.", value(one), value(other))
        }
    }
}

/// The unit, behind a number only: a table of groups has several.
const fn unit_of(setting: &Setting, unit: &'static str) -> &'static str {
    match setting {
        Setting::Number(_) => unit,
        _ => "",
    }
}

/// The title of a way or standard that is there on one side only.
fn whole(change: &Change, before: &Definition, after: &Definition) -> Option<Text> {
    let side = if change.after.is_some() { after } else { before };
    match &change.place {
        Place::Way(id, way) if change.name == changes::WAY => {
            let way = standard(side, id)?.ways.iter().find(|one| one.id == *way)?;
            Some(way.title.clone().unwrap_or_else(|| Text {
                en: way.id.to_string(),
                fr: way.id.to_string(),
            }))
        }
        Place::Standard(id) if change.name == changes::STANDARD => Some(standard(side, id)?.title.clone()),
        _ => None,
    }
}

fn standard<'a>(definition: &'a Definition, id: &StandardId) -> Option<&'a Standard> {
    definition.standards.iter().find(|one| one.id == *id)
}

/// A word of the language of definitions, as people say it; ids and filters stay as they are written.
struct Plain<'a> {
    en: &'a str,
    fr: &'a str,
}

fn plain(word: &str) -> Plain<'_> {
    let (en, fr) = match word {
        "met" => ("in full", "pleinement"),
        "partly_met" => ("in part", "en partie"),
        "travel" => ("time on the way", "le temps en route"),
        "journey" => (
            "time on the way and the wait for departures",
            "le temps en route et l’attente des départs",
        ),
        "all_season_road" => ("all-season road", "route toutes saisons"),
        "winter_road" => ("winter road", "route d’hiver"),
        "ice_crossing" => ("ice crossing", "traversée sur glace"),
        "ferry" => ("ferry", "traversier"),
        "scheduled_air" => ("scheduled flights", "vols réguliers"),
        "charter_air" => ("charter flights", "vols nolisés"),
        "seasonal_boat" => ("private boats", "bateaux privés"),
        "community" => ("a language of the community", "une langue de la collectivité"),
        _ => (word, word),
    };
    Plain { en, fr }
}

fn value_english(setting: &Setting) -> String {
    match setting {
        Setting::Number(value) => number(*value, "."),
        Setting::Word(word) => plain(word).en.to_owned(),
        Setting::Flag(asked) => if *asked { "asked for" } else { "not asked for" }.to_owned(),
        Setting::Words(words) => words.iter().map(|word| plain(word).en).collect::<Vec<_>>().join(", "),
        Setting::ByGroup(own, otherwise) => by_group(own, *otherwise, ".", ["none", "for others"]),
    }
}

fn value_french(setting: &Setting) -> String {
    match setting {
        Setting::Number(value) => number(*value, ","),
        Setting::Word(word) => plain(word).fr.to_owned(),
        Setting::Flag(asked) => if *asked { "demandé" } else { "pas demandé" }.to_owned(),
        Setting::Words(words) => words.iter().map(|word| plain(word).fr).collect::<Vec<_>>().join(", "),
        Setting::ByGroup(own, otherwise) => by_group(own, *otherwise, ",", ["rien", "pour les autres"]),
    }
}

fn by_group(
    own: &[(crate::model::GroupId, Option<f64>)],
    otherwise: Option<f64>,
    point: &str,
    [none, others]: [&str; 2],
) -> String {
    let value = |value: Option<f64>| value.map_or_else(|| none.to_owned(), |value| number(value, point));
    let own = own.iter().map(|(id, limit)| format!("{id} {}", value(*limit)));
    let all: Vec<String> = own.chain([format!("{others} {}", value(otherwise))]).collect();
    all.join(", ")
}

/// What became of a service.
pub fn of_service(name: &str, before: Seen, after: Seen, time: Time) -> Text {
    let text = |en: &str, fr: &str| Text {
        en: format!("{name} {en}."),
        fr: format!("{name} {fr}."),
    };
    if before.exists != after.exists {
        let (en, fr) = came_or_went(before.exists, after.exists, time);
        return text(en, fr);
    }
    match (time, after.runs) {
        (Time::Same, Truth::True) => text(
            "counts as promised, though it is not known to have run as promised",
            "compte comme promis, bien qu’on ne sache pas s’il a été offert comme promis",
        ),
        _ if after.is_stale && !before.is_stale => text(
            "was last looked at too long ago for what was seen to count",
            "a été vu pour la dernière fois il y a trop longtemps pour que cela compte",
        ),
        _ if before.is_stale && !after.is_stale => text(
            "was looked at recently enough for what was seen to count",
            "a été vu assez récemment pour que cela compte",
        ),
        (_, Truth::True) => text("was found running", "a été vu en activité"),
        (_, Truth::False) => text(
            "did not run when last looked at",
            "n’était pas offert à la dernière observation",
        ),
        (_, Truth::Unknown) => text("is not known to run", "n’est peut-être pas offert"),
    }
}

/// What became of a link of the network, named by where it begins and ends.
pub fn of_link([from, to]: &[String; 2], before: Truth, after: Truth, time: Time) -> Text {
    let (en, fr) = came_or_went(before, after, time);
    Text {
        en: format!("The way between {from} and {to} {en}."),
        fr: format!("Le trajet entre {from} et {to} {fr}."),
    }
}

/// What is said of something that was there otherwise, in both languages.
const fn came_or_went(before: Truth, after: Truth, time: Time) -> (&'static str, &'static str) {
    match (time, before, after) {
        (Time::Forward | Time::Same, _, Truth::True) => ("has opened", "a ouvert"),
        (Time::Forward | Time::Same, _, Truth::False) => ("has closed", "a fermé"),
        (Time::Forward | Time::Same, Truth::False, _) => ("may have opened", "a peut-être ouvert"),
        (Time::Forward | Time::Same, ..) => ("may have closed", "a peut-être fermé"),
        (Time::Back, Truth::False, Truth::True) => ("had not yet closed", "n’avait pas encore fermé"),
        (Time::Back, Truth::True, Truth::False) => ("had not yet opened", "n’avait pas encore ouvert"),
        (Time::Back, _, Truth::True) => ("was surely there", "existait certainement"),
        (Time::Back, _, Truth::False) => ("was surely not there", "n’existait certainement pas"),
        (Time::Back, ..) => ("may not have been there", "n’existait peut-être pas"),
    }
}

/// A number without decimals where it has none.
fn number(value: f64, point: &str) -> String {
    value.to_string().replace('.', point)
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn small(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}
