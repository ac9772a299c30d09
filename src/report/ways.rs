//! How people get to a place, and from it to a service.

use std::collections::BTreeMap;

use evenreach_press::Text;

use super::told::Told;
use super::words::{self, filled};
use crate::equity::{Finding, RouteStretch, duration, routes_to_service};
use crate::model::{DAYS_IN_YEAR, Fact, Link, Mode, Truth, Window};
use crate::travel::{Itinerary, Reachable};

/// How one gets to a community: each means with the days on which it is there.
pub fn to_community(told: &Told<'_>, community: usize) -> Vec<Text> {
    let (basis, words) = (told.basis(), told.words());
    let Some(joint) = basis.joint(community) else {
        return Vec::new();
    };
    let node = &basis.network().node(joint.node).id;
    let mut means: BTreeMap<Mode, Vec<String>> = BTreeMap::new();
    let links = basis.network().links().iter();
    let here = links.filter(|link| link.from == *node || link.to == *node);
    for link in here.filter(|link| link.exists_on(told.question.as_of) != Truth::False) {
        let said = means.entry(link.mode).or_default();
        let days = days_open(told, link);
        if !said.contains(&days) {
            said.push(days);
        }
    }
    means
        .into_iter()
        .map(|(mode, days)| {
            let name = words::capitalised(words::mode(told.language, mode));
            Text::strong(name).then(format!("{}{}", words.colon, days.join("; ")))
        })
        .collect()
}

fn days_open(told: &Told<'_>, link: &Link) -> String {
    let (words, language) = (told.words(), told.language);
    let is_always = crate::travel::open_days(link.window).at_least.count() == DAYS_IN_YEAR;
    let days = match link.window {
        _ if is_always => words.all_year.to_owned(),
        Window::Always => words.all_year.to_owned(),
        Window::Edges { opens, closes } => match (opens, closes) {
            (Fact::Known(opens), Fact::Known(closes)) => words::stretch(language, opens, closes),
            (Fact::Known(opens), Fact::Unknown) => filled(words.opens_only, &[&words::day(language, opens)]),
            (Fact::Unknown, Fact::Known(closes)) => filled(words.closes_only, &[&words::day(language, closes)]),
            (Fact::Unknown, Fact::Unknown) => words.dates_unknown.to_owned(),
        },
    };
    if !link.mode.is_scheduled() {
        return days;
    }
    let departures = match link.departures_per_week {
        Fact::Known(departures) => filled(words.departures, &[&words::number(language, departures)]),
        Fact::Unknown => words.departures_unknown.to_owned(),
    };
    format!("{days}, {departures}")
}

/// The way to the nearest service of a finding: its name, the minutes on a typical day, and how one goes on each stretch
/// of the year. `None` where there is no service to go to.
pub fn to_nearest(told: &Told<'_>, finding: &Finding<'_>) -> Option<[Text; 3]> {
    let nearest = finding.nearest?;
    let (basis, words) = (told.basis(), told.words());
    let service = &told.package().services[nearest.service];
    let links = basis.links_on(told.question.as_of);
    let community = finding.gap.community;
    let stretches = routes_to_service(basis, community, nearest.service, told.definition, &links);
    let time = match (nearest.minutes.at_least, nearest.minutes.at_most) {
        (Some(minutes), _) if minutes.number() <= 0.0 => words.here.to_owned(),
        (Some(minutes), _) => duration(minutes),
        (None, Some(_)) => words.reach_unknown.to_owned(),
        (None, None) => words.no_way.to_owned(),
    };
    Some([
        Text::from(service.name.as_str()),
        time.into(),
        by_means(told, &stretches).into(),
    ])
}

/// How one goes, in stretches of the year on which that is the same.
fn by_means(told: &Told<'_>, stretches: &[RouteStretch]) -> String {
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for stretch in stretches {
        let means = means(told, stretch);
        let days = words::stretch(told.language, stretch.period.first, stretch.period.last);
        match said.iter_mut().find(|(known, _)| *known == means) {
            Some((_, at)) => at.push(days),
            None => said.push((means, vec![days])),
        }
    }
    let only_one = said.len() == 1;
    let said = said.into_iter().map(|(means, days)| {
        if only_one {
            means
        } else {
            format!("{means} ({})", days.join(", "))
        }
    });
    said.collect::<Vec<_>>().join("; ")
}

fn means(told: &Told<'_>, stretch: &RouteStretch) -> String {
    let words = told.words();
    match stretch.route.reachable {
        Reachable::No => return words.no_way.to_owned(),
        Reachable::Unknown => return words.reach_unknown.to_owned(),
        Reachable::Yes => {}
    }
    if stretch.route.fallback {
        return words.only_by_charter.to_owned();
    }
    let legs = stretch.route.itinerary.as_ref().map(legs).unwrap_or_default();
    if legs.is_empty() {
        return words.local_way.to_owned();
    }
    let links = told.basis().network().links();
    let mut modes: Vec<&str> = Vec::new();
    for leg in legs {
        let mode = words::mode(told.language, links[leg].mode);
        if modes.last() != Some(&mode) {
            modes.push(mode);
        }
    }
    modes.join(words.then)
}

fn legs(itinerary: &Itinerary) -> Vec<usize> {
    itinerary.legs.iter().map(|leg| leg.link).collect()
}
