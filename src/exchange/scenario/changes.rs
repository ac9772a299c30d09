//! The changes of a scenario in words, what they leave open, and what they would cost.

use serde::Serialize;

use crate::exchange::community::Words;
use crate::exchange::delivery::mode_words;
use crate::exchange::effect::{text, unsaid_words};
use crate::exchange::numbers::{decimal_en, decimal_fr};
use crate::model::{
    ActualState, Cost, Definition, Fact, LanguageCode, Link, Package, RegionId, Scenario, ScenarioChange, Serves,
    Service, ServicePatch, Sites, Supposition, Text, WindowShift,
};
use crate::planning::{Costs, Made, costs, unsaid};

#[derive(Debug, Serialize)]
pub(super) struct ChangeRow {
    change: &'static str,
    words: Words,
    service_id: Option<String>,
    request_id: Option<String>,
    link_ids: Vec<String>,
    community_id: Option<String>,
    /// What standards ask about and the change does not say, so that it is read both ways.
    unsaid: Vec<UnsaidRow>,
    cost: Option<OneCost>,
}

#[derive(Debug, Serialize)]
struct UnsaidRow {
    what: &'static str,
    words: Words,
}

#[derive(Debug, Serialize)]
struct OneCost {
    one_time: Option<f64>,
    yearly: Option<f64>,
    currency: String,
}

/// What a scenario would cost, as far as it is said.
#[derive(Debug, Serialize)]
pub(super) struct CostRow {
    totals: Vec<OneCost>,
    /// Whether some changes say nothing of their cost.
    is_partial: bool,
    words: Words,
}

impl ChangeRow {
    /// A change and what it has made of `package`, which is as it would be.
    pub fn new(definition: &Definition, package: &Package, change: &ScenarioChange, made: &Made) -> Self {
        let service = made.service.map(|at| &package.services[at]);
        let links: Vec<&Link> = made.links.iter().map(|&at| &package.links[at]).collect();
        let is_new = matches!(
            change.what,
            Supposition::AddService(_) | Supposition::FulfilRequest { .. }
        );
        let open = service.filter(|_| is_new).map(|service| {
            let standards = definition.standards.iter();
            let asking = standards.filter(|one| one.service_types.contains(&service.service_type));
            unsaid(service, asking)
        });
        let row = |(what, en, fr): (&'static str, &str, &str)| UnsaidRow {
            what,
            words: Words::from(&text(en, fr)),
        };
        Self {
            change: change.what.as_str(),
            words: Words::from(&change_in_words(package, change, made)),
            service_id: service.map(|one| one.id.to_string()),
            request_id: match &change.what {
                Supposition::FulfilRequest { request } => Some(request.to_string()),
                _ => None,
            },
            link_ids: links.iter().map(|link| link.id.to_string()).collect(),
            community_id: service
                .and_then(|one| one.community_id.as_ref())
                .map(ToString::to_string),
            unsaid: open.into_iter().flatten().map(|one| row(unsaid_words(one))).collect(),
            cost: change.cost.as_ref().map(OneCost::from),
        }
    }
}

impl From<&Cost> for OneCost {
    fn from(cost: &Cost) -> Self {
        Self {
            one_time: cost.one_time,
            yearly: cost.yearly,
            currency: cost.currency.clone(),
        }
    }
}

impl CostRow {
    /// The sum of what is said; `None` where nothing is.
    pub fn of(scenario: &Scenario) -> Option<Self> {
        let costs = costs(scenario)?;
        Some(Self {
            words: Words::from(&cost_in_words(&costs)),
            is_partial: costs.unsaid > 0,
            totals: costs
                .totals
                .into_iter()
                .map(|one| OneCost {
                    one_time: one.one_time,
                    yearly: one.yearly,
                    currency: one.currency,
                })
                .collect(),
        })
    }

    pub const fn words(&self) -> &Words {
        &self.words
    }
}

fn cost_in_words(costs: &Costs) -> Text {
    let (mut en, mut fr) = (Vec::new(), Vec::new());
    for total in &costs.totals {
        let currency = &total.currency;
        if let Some(amount) = total.one_time.map(number) {
            en.push(format!("{} {currency} once", amount.en));
            fr.push(format!("{}\u{a0}{currency} une fois", amount.fr));
        }
        if let Some(amount) = total.yearly.map(number) {
            en.push(format!("{} {currency} a year", amount.en));
            fr.push(format!("{}\u{a0}{currency} par an", amount.fr));
        }
    }
    let (more_en, more_fr) = match costs.unsaid {
        0 => (String::new(), String::new()),
        1 => (
            "; of 1 change nobody has said what it would cost".to_owned(),
            "; d’un changement, personne n’a dit ce qu’il coûterait".to_owned(),
        ),
        unsaid => (
            format!("; of {unsaid} changes nobody has said what they would cost"),
            format!("; de {unsaid} changements, personne n’a dit ce qu’ils coûteraient"),
        ),
    };
    text(
        format!("Cost, as far as it is said: {}{more_en}.", en.join(", ")),
        format!("Coût, dans la mesure où il est dit\u{a0}: {}{more_fr}.", fr.join(", ")),
    )
}

/// What a scenario would cost, as far as it is said; `None` where nothing is.
pub fn cost_of(scenario: &Scenario) -> Option<Text> {
    costs(scenario).as_ref().map(cost_in_words)
}

/// A change in one sentence; `package` is as it would be.
pub fn change_in_words(package: &Package, change: &ScenarioChange, made: &Made) -> Text {
    let what = &change.what;
    let service = made.service.map(|at| &package.services[at]);
    let links: Vec<&Link> = made.links.iter().map(|&at| &package.links[at]).collect();
    let name = service.map_or("", |one| one.name.as_str());
    match what {
        Supposition::AddService(_) | Supposition::FulfilRequest { .. } => {
            let Some(service) = service else {
                return Text::default();
            };
            let kind = type_of(package, service);
            let (at, place) = (site(package, service), mode(service));
            if matches!(what, Supposition::FulfilRequest { .. }) {
                text(
                    format!("What {name} asks for is there: {}{}{}.", kind.en, place.en, at.en),
                    format!("Ce que demande {name} existe\u{a0}: {}{}{}.", kind.fr, place.fr, at.fr),
                )
            } else {
                text(
                    format!("New service, {name}: {}{}{}.", kind.en, place.en, at.en),
                    format!("Nouveau service, {name}\u{a0}: {}{}{}.", kind.fr, place.fr, at.fr),
                )
            }
        }
        Supposition::ChangeService { set, .. } => {
            let (en, fr): (Vec<_>, Vec<_>) = settings(package, set).into_iter().unzip();
            text(
                format!("{name} is otherwise: {}.", en.join("; ")),
                format!("{name} est autre\u{a0}: {}.", fr.join("; ")),
            )
        }
        Supposition::MoveService { .. } => {
            let at = service.map(|service| site(package, service)).unwrap_or_default();
            text(
                format!("{name} moves{}.", at.en.replacen(" in ", " to ", 1)),
                format!("{name} déménage{}.", at.fr),
            )
        }
        Supposition::CloseService { .. } => text(format!("{name} closes."), format!("{name} ferme.")),
        Supposition::MoveWindow(moved) => window(moved.shift, links.len(), made.unmoved),
        Supposition::AddLink(added) => {
            let [from, to] = [&added.from, &added.to].map(|end| end_name(package, end));
            let (kind_en, kind_fr) = link_words(links.first().copied());
            let minutes = links.first().and_then(|link| link.minutes.known());
            let minutes = minutes.map(|one| one.number().round());
            let (time_en, time_fr) = minutes.map_or_else(Default::default, |minutes| {
                (format!(", {minutes} minutes"), format!(", {minutes} minutes"))
            });
            text(
                format!("New {kind_en}: {from} – {to}{time_en}."),
                format!("{kind_fr}\u{a0}: {from} – {to}{time_fr}."),
            )
        }
    }
}

fn type_of(package: &Package, service: &Service) -> Text {
    let found = package.service_types.iter().find(|one| one.id == service.service_type);
    found.map_or_else(
        || text(service.service_type.as_str(), service.service_type.as_str()),
        |one| one.name.clone(),
    )
}

/// How somebody is reached, and how often.
fn mode(service: &Service) -> Text {
    let Fact::Known(mode) = service.delivery_mode else {
        return Text::default();
    };
    let (en, fr) = mode_words(mode);
    match service.visits_per_month {
        Fact::Known(visits) => {
            let (visits_en, visits_fr) = visits_words(visits);
            text(format!(", {en}, {visits_en}"), format!(", {fr}, {visits_fr}"))
        }
        Fact::Unknown => text(format!(", {en}"), format!(", {fr}")),
    }
}

/// The plural is of all but 1 in English, and of 2 and more in French.
fn visits_words(visits: f64) -> (String, String) {
    let said = number(visits);
    let (visit, visite) = (
        if said.en == "1" { "visit" } else { "visits" },
        if visits < 2.0 { "visite" } else { "visites" },
    );
    (
        format!("{} {visit} a month", said.en),
        format!("{} {visite} par mois", said.fr),
    )
}

fn number(number: f64) -> Text {
    text(decimal_en(number, 2), decimal_fr(number, 2))
}

fn site(package: &Package, service: &Service) -> Text {
    if service.sites == Sites::Each {
        return text(
            " in each community that it serves",
            " dans chaque collectivité desservie",
        );
    }
    if let Some(id) = &service.community_id {
        let community = package.communities.iter().find(|one| one.id == *id);
        let name = community.map_or(id.as_str(), |one| one.name.as_str());
        return text(format!(" in {name}"), format!(" à {name}"));
    }
    if let Some(point) = service.point {
        let at = format!("{:.3}, {:.3}", point.lat(), point.lon());
        return text(format!(" at {at}"), format!(" à {at}"));
    }
    Text::default()
}

/// Each thing that is set.
fn settings(package: &Package, set: &ServicePatch) -> Vec<(String, String)> {
    fn fact<T>(fact: &Fact<T>, words: impl FnOnce(&T) -> Text) -> Text {
        match fact {
            Fact::Known(value) => words(value),
            Fact::Unknown => text("not known", "inconnu"),
        }
    }
    let figure = |fact_of: &Fact<f64>| fact(fact_of, |value| number(*value));
    let mut said = Vec::new();
    let mut say = |names: [&str; 2], words: Text| {
        said.push((
            format!("{} {}", names[0], words.en),
            format!("{} {}", names[1], words.fr),
        ));
    };
    if let Some(mode) = &set.delivery_mode {
        let words = fact(mode, |mode| {
            let (en, fr) = mode_words(*mode);
            text(en, fr)
        });
        say(["delivery:", "mode\u{a0}:"], words);
    }
    if let Some(visits) = &set.visits_per_month {
        say(["visits a month:", "visites par mois\u{a0}:"], figure(visits));
    }
    if let Some(share) = &set.delivered_share {
        say(
            [
                "share of visits that take place:",
                "part des visites qui ont lieu\u{a0}:",
            ],
            figure(share),
        );
    }
    if let Some(days) = &set.wait_days {
        say(["days of waiting:", "jours d’attente\u{a0}:"], figure(days));
    }
    if let Some(positions) = &set.positions {
        say(["positions:", "postes\u{a0}:"], figure(positions));
    }
    if let Some(led) = &set.indigenous_led {
        let yes = |led: &bool| if *led { text("yes", "oui") } else { text("no", "non") };
        say(
            ["led by Indigenous people:", "dirigé par des Autochtones\u{a0}:"],
            fact(led, yes),
        );
    }
    if let Some(languages) = &set.languages {
        let named = |codes: &Vec<LanguageCode>| languages_words(package, codes);
        say(["languages:", "langues\u{a0}:"], fact(languages, named));
    }
    if let Some(serves) = &set.serves {
        let words = match serves {
            Serves::All => text("everyone", "tout le monde"),
            Serves::Areas(areas) => {
                let names: Vec<_> = areas.iter().map(|area| area_name(package, area)).collect();
                text(names.join(", "), names.join(", "))
            }
            Serves::Unknown => text("nobody knows whom", "on ne sait qui"),
        };
        say(["serves", "dessert"], words);
    }
    if let Some(actual) = set.actual {
        let (en, fr) = match actual {
            ActualState::Running => ("it runs", "il fonctionne"),
            ActualState::Vacant => ("its post is vacant", "son poste est vacant"),
            ActualState::Suspended => ("it is suspended", "il est suspendu"),
            ActualState::Unknown => ("it is not known whether it runs", "on ne sait pas s’il fonctionne"),
        };
        said.push((en.to_owned(), fr.to_owned()));
    }
    if let Some(operator) = &set.operator {
        said.push((format!("run by {operator}"), format!("exploité par {operator}")));
    }
    said
}

/// Languages by their names: in French by their own, as nobody has written down another.
fn languages_words(package: &Package, codes: &[LanguageCode]) -> Text {
    if codes.is_empty() {
        return text("none", "aucune");
    }
    let named = codes.iter().map(|code| {
        let language = package.languages.iter().find(|one| one.code == *code);
        language.map_or_else(
            || (code.to_string(), code.to_string()),
            |one| (one.name_en.clone(), one.name_self.clone()),
        )
    });
    let (en, fr): (Vec<_>, Vec<_>) = named.unzip();
    text(en.join(", "), fr.join(", "))
}

/// What people call a community, or a region in which communities lie.
fn area_name(package: &Package, area: &str) -> String {
    let community = package.communities.iter().find(|one| one.id.as_str() == area);
    let columns = package
        .communities
        .iter()
        .flat_map(|one| [&one.region, &one.hss_region]);
    let mut regions = columns.flatten();
    community
        .map(|one| &one.name)
        .or_else(|| regions.find(|name| RegionId::of_name(name).as_str() == area))
        .map_or_else(|| area.to_owned(), Clone::clone)
}

fn window(shift: WindowShift, moved: usize, unmoved: usize) -> Text {
    let (links_en, links_fr) = (
        format!("{moved} {}", if moved == 1 { "link" } else { "links" }),
        format!("{moved} {}", if moved < 2 { "liaison" } else { "liaisons" }),
    );
    let (mut en, mut fr) = (Vec::new(), Vec::new());
    match shift {
        WindowShift::Gone => {
            en.push("not there at all".to_owned());
            fr.push("inexistantes".to_owned());
        }
        WindowShift::Edges { opens, closes } => {
            let mut edge = |days: i16, words: [&str; 2]| {
                if days != 0 {
                    let count = days.unsigned_abs();
                    let (later_en, later_fr) = if days > 0 {
                        ("later", "plus tard")
                    } else {
                        ("earlier", "plus tôt")
                    };
                    let (day, jour) = if count == 1 { ("day", "jour") } else { ("days", "jours") };
                    en.push(format!("{} {count} {day} {later_en}", words[0]));
                    fr.push(format!("{} {count} {jour} {later_fr}", words[1]));
                }
            };
            edge(opens, ["open", "ouvrent"]);
            edge(closes, ["close", "ferment"]);
        }
    }
    if en.is_empty() {
        en.push("as they are".to_owned());
        fr.push("inchangées".to_owned());
    }
    let (rest_en, rest_fr) = match unmoved {
        0 => (String::new(), String::new()),
        count => (
            format!("; {count} whose dates are not known, or that are open all year, stay as they are"),
            format!("; {count} dont les dates sont inconnues, ou qui sont ouvertes toute l’année, restent inchangées"),
        ),
    };
    text(
        format!("{links_en}: {}{rest_en}.", en.join(", ")),
        format!("{links_fr}\u{a0}: {}{rest_fr}.", fr.join(", ")),
    )
}

fn end_name(package: &Package, end: &str) -> String {
    let community = package.communities.iter().find(|one| one.id.as_str() == end);
    let node = package.nodes.iter().find(|one| one.id.as_str() == end);
    let name = community.map(|one| &one.name).or_else(|| node.map(|one| &one.name));
    name.map_or_else(|| end.to_owned(), Clone::clone)
}

fn link_words(link: Option<&Link>) -> (&'static str, &'static str) {
    use crate::model::Mode::{AllSeasonRoad, CharterAir, Ferry, IceCrossing, ScheduledAir, SeasonalBoat, WinterRoad};
    match link.map(|link| link.mode) {
        Some(AllSeasonRoad) => ("road open all year", "Nouvelle route ouverte toute l’année"),
        Some(WinterRoad) => ("winter road", "Nouvelle route d’hiver"),
        Some(IceCrossing) => ("ice crossing", "Nouvelle traversée de glace"),
        Some(Ferry) => ("ferry", "Nouveau traversier"),
        Some(ScheduledAir) => ("scheduled flight", "Nouveau vol régulier"),
        Some(CharterAir) => ("charter flight", "Nouveau vol nolisé"),
        Some(SeasonalBoat) => ("boat", "Nouveau bateau"),
        None => ("link", "Nouvelle liaison"),
    }
}
