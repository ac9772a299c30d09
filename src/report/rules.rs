//! What a definition asks, in plain words.

use evenreach_press::{Block, Text};

use super::parts::{heading, note, paragraph};
use super::told::Told;
use super::words::{self, filled};
use crate::equity::{Language, duration};
use crate::filter::{self, Filter, Term};
use crate::model::{DeliveryMode, LanguageAsked, Limits, Way};

/// The whole of it: every standard that is `wanted`, with its ways.
pub fn blocks(told: &Told<'_>, wanted: impl Fn(usize) -> bool) -> Vec<Block> {
    let words = told.words();
    let mut blocks = vec![paragraph(told.own(&told.definition.description))];
    let standards = told.definition.standards.iter().enumerate();
    for (_, standard) in standards.filter(|(at, _)| wanted(*at)) {
        blocks.push(heading(2, told.own(&standard.title)));
        let days = filled(words.holds_days, &[&standard.days.to_string()]);
        let applies = standard
            .applies_to
            .as_ref()
            .map(|rule| format!(" {}", filled(words.applies_where, &[rule])));
        blocks.push(paragraph(days + applies.as_deref().unwrap_or_default()));
        blocks.push(Block::List {
            items: standard.ways.iter().map(|way| whole_way(told, way)).collect(),
            is_small: false,
        });
        if let Some(choice) = &standard.choice {
            blocks.push(note(filled(words.choice, &[told.own(choice)])));
        }
    }
    blocks
}

/// A way by its title, or by its id where it has none.
pub fn title<'t>(told: &Told<'_>, way: &'t Way) -> &'t str {
    way.title
        .as_ref()
        .map_or_else(|| way.id.as_str(), |title| told.own(title))
}

fn whole_way(told: &Told<'_>, way: &Way) -> Text {
    let words = told.words();
    let level = words::outcome_within(told.language, Some(way.level.outcome()));
    let mut text = Text::strong(title(told, way)).then(format!(" ({})", filled(words.counts_as, &[&level])));
    let asks = asks(told, way);
    if !asks.is_empty() {
        text = text.then(format!("{}{}.", words.colon, asks.join("; ")));
    }
    text
}

/// What a way asks of every community alike, and of groups where that differs.
fn asks(told: &Told<'_>, way: &Way) -> Vec<String> {
    let (language, words) = (told.language, told.words());
    let say = |english: &str, french: &str| match language {
        Language::English => english.to_owned(),
        Language::French => french.to_owned(),
    };
    let mut asks = limits(language, &way.limits);
    let flags = [
        (way.same_region, say("in the same region", "dans la même région")),
        (
            way.same_community,
            say("in the community itself", "dans la collectivité même"),
        ),
        (way.indigenous_led, words.indigenous_led.to_owned()),
    ];
    asks.extend(
        flags
            .into_iter()
            .filter(|(is_asked, _)| *is_asked)
            .map(|(_, said)| said),
    );
    match &way.language {
        None => {}
        Some(LanguageAsked::OfTheCommunity) => asks.push(say(
            "offered in an Indigenous language of the community",
            "offert dans une langue autochtone de la collectivité",
        )),
        Some(LanguageAsked::Named(code)) => {
            asks.push(say("offered in the language ", "offert dans la langue ") + code.as_str());
        }
    }
    for next in &way.then {
        let standard = told.definition.standards.iter().find(|one| one.id == *next);
        let title = standard.map_or_else(|| next.as_str(), |one| told.own(&one.title));
        asks.push(say("and then: ", "puis\u{a0}: ") + title);
    }
    if let Some(rule) = &way.filter {
        asks.extend(rule_in_words(told, rule).unwrap_or_else(|| vec![say("services where ", "services où ") + rule]));
    }
    for (group, own) in &way.by_group {
        let group = told.definition.groups.iter().find(|one| one.id == *group);
        let name = group.map_or("", |one| told.own(&one.title));
        let own = limits(language, own).join(", ");
        asks.push(format!("{name}{}{own}", told.words().colon));
    }
    asks
}

/// What a rule asks of services; `None` where it asks what there are no words for.
fn rule_in_words(told: &Told<'_>, rule: &str) -> Option<Vec<String>> {
    let package = told.package();
    let types = package.service_types.iter().map(|one| one.id.as_str());
    let columns = filter::services::columns(&package.services);
    let filter = Filter::parse(rule, &filter::services::queryables(types, &columns)).ok()?;
    filter.terms()?.iter().map(|term| term_in_words(told, term)).collect()
}

fn term_in_words(told: &Told<'_>, term: &Term<'_>) -> Option<String> {
    let (package, language) = (told.package(), told.language);
    let say = |english: String, french: String| match language {
        Language::English => english,
        Language::French => french,
    };
    match term {
        Term::Among("delivery_mode", modes) => {
            let modes = modes.iter().map(|word| DeliveryMode::parse(word));
            let modes = modes.map(|mode| Some(words::delivery(language, mode?)));
            Some(modes.collect::<Option<Vec<_>>>()?.join(told.words().or_within))
        }
        Term::Among("service_type", ids) => {
            let names = ids.iter().map(|id| {
                let found = package.service_types.iter().find(|one| one.id.as_str() == *id)?;
                Some(told.own(&found.name))
            });
            Some(names.collect::<Option<Vec<_>>>()?.join(told.words().or_within))
        }
        Term::NotAmong("id", ids) => {
            // One that its reader may not know of is not named, and stays as it is in the text of the rule.
            let names = ids.iter().map(|id| {
                let found = package.services.iter().find(|one| one.id.as_str() == *id)?;
                Some(found.name.as_str())
            });
            let names = names.collect::<Option<Vec<_>>>()?.join(", ");
            Some(say(format!("not counting {names}"), format!("sans compter {names}")))
        }
        Term::Is("indigenous_led", true) => Some(told.words().indigenous_led.to_owned()),
        Term::Is("in_territory", is_within) => Some(if *is_within {
            say("in the territory".to_owned(), "dans le territoire".to_owned())
        } else {
            say("outside of the territory".to_owned(), "hors du territoire".to_owned())
        }),
        Term::Has("population_served", word) => Some(say(
            format!("whose record says “{word}” of whom it serves"),
            format!("dont la fiche dit «\u{a0}{word}\u{a0}» du public servi"),
        )),
        _ => None,
    }
}

fn limits(language: Language, limits: &Limits) -> Vec<String> {
    let number = |value: f64| words::number(language, value);
    let say = |english: String, french: String| match language {
        Language::English => english,
        Language::French => french,
    };
    let asked = [
        limits.within.map(|minutes| {
            let time = duration(minutes);
            say(format!("within {time}"), format!("à {time} ou moins"))
        }),
        limits.within_km.map(|km| {
            let km = number(km.number());
            say(
                format!("within {km}\u{a0}km in a straight line"),
                format!("à {km}\u{a0}km ou moins à vol d’oiseau"),
            )
        }),
        limits.visits_per_month.map(|visits| {
            let visits = number(visits);
            say(
                format!("at least {visits} visits a month"),
                format!("au moins {visits} visites par mois"),
            )
        }),
        limits.delivered_share.map(|share| {
            let share = words::percent(language, share);
            say(
                format!("at least {share} of the planned visits took place"),
                format!("au moins {share} des visites prévues ont eu lieu"),
            )
        }),
        limits.max_wait_days.map(|days| {
            let days = number(days);
            say(
                format!("a wait of at most {days} days"),
                format!("une attente d’au plus {days} jours"),
            )
        }),
        limits.people_per_position.map(|people| {
            let people = number(people);
            say(
                format!("at most {people} people for each position"),
                format!("au plus {people} personnes par poste"),
            )
        }),
        (limits.providers > 1).then(|| {
            let providers = limits.providers;
            say(
                format!("a choice of at least {providers} services"),
                format!("un choix d’au moins {providers} services"),
            )
        }),
    ];
    asked.into_iter().flatten().collect()
}
