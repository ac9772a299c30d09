//! How people get to a place, and from it to a service.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use evenreach_press::Text;

use super::told::Told;
use super::words::{self, filled};
use crate::equity::{Finding, PathwayQuestion, RouteStretch, Wayfinder, duration, routes_to_service};
use crate::exchange::pathway;
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

/// What comes of the way through care of a community, by the first way that the package describes; `None` where it
/// describes none.
pub fn through_care(told: &Told<'_>, community: usize) -> Option<Text> {
    let (basis, definition) = (told.basis(), told.definition);
    let pathway = told.package().pathways.first()?;
    let asked = PathwayQuestion {
        pathway,
        modes: &definition.modes,
        impedance: definition.impedance,
        question: told.question,
    };
    let guide = Wayfinder::new(basis, &basis.links_on(told.question.as_of), asked);
    let year = guide.year(community);
    let said = pathway::sentence(basis, pathway, &year, told.scope);
    let notice = words::pathway_notice(told.language, pathway.standing);
    Some(Text::strong(told.own(&pathway.title)).then(format!(" ({notice}). {}", told.own(&said))))
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

/// Most ways of going that are told of one service; what is left is told by its days.
const MOST_MEANS: usize = 3;

/// How one goes, each way with the days of a year on which it is the best, the most days first.
fn by_means(told: &Told<'_>, stretches: &[RouteStretch]) -> String {
    let words = told.words();
    let mut said: Vec<(String, u16)> = Vec::new();
    for stretch in stretches {
        let means = means(told, stretch);
        let days = stretch.period.days();
        match said.iter_mut().find(|(known, _)| *known == means) {
            Some((_, of_them)) => *of_them += days,
            None => said.push((means, days)),
        }
    }
    if let [(only, _)] = said.as_slice() {
        return only.clone();
    }
    said.sort_by_key(|(_, days)| Reverse(*days));
    let left: u16 = said.iter().skip(MOST_MEANS).map(|(_, days)| days).sum();
    said.truncate(MOST_MEANS);
    if left > 0 {
        said.push((words.otherwise.to_owned(), left));
    }
    let said = said
        .into_iter()
        .map(|(means, days)| filled(words.means_on_days, &[&means, &days.to_string()]));
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
