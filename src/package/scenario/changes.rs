//! One change of a scenario, from its table.

use crate::model::{
    ActualState, CommunityId, Cost, DayOfYear, DeliveryMode, Fact, Km, LanguageCode, Minutes, Mode, NewLink,
    NewService, NewSite, Point, ScenarioChange, Serves, ServicePatch, Supposition, Window, WindowMove, WindowShift,
};

use super::tree::{Node, Table, Value};
use super::{LINE, Reading};
use crate::package::fault::{one_of, quoted};

const KINDS: [&str; 7] = [
    "add_service",
    "change_service",
    "move_service",
    "close_service",
    "fulfil_request",
    "move_window",
    "add_link",
];
const EVERY: [&str; 2] = ["change", "cost"];
const PATCH: [&str; 10] = [
    "delivery_mode",
    "serves",
    "visits_per_month",
    "delivered_share",
    "wait_days",
    "positions",
    "indigenous_led",
    "languages",
    "actual",
    "operator",
];
const SITE: [&str; 3] = ["community_id", "lon", "lat"];

/// The most that a change may cost: beyond, sums would lose cents.
const MOST_COST: f64 = 1e12;
/// So many days an edge may be moved, either way.
const MOST_DAYS: f64 = 364.0;

/// Reads a change; `None` where anything that it cannot do without has a fault.
pub(super) fn read(reading: &Reading<'_>, pointer: &str, node: &Node) -> Option<ScenarioChange> {
    let table = Table::unchecked(reading, pointer.to_owned(), node)?;
    let kind = match table.get("change").map(|node| (&node.value, node)) {
        Some((Value::Text(word), _)) if KINDS.contains(&word.as_str()) => word.as_str(),
        Some((_, node)) => {
            table.fault("change", node.written(), one_of(KINDS));
            return None;
        }
        None => {
            table.missing("change", one_of(KINDS));
            return None;
        }
    };
    let keys = |own: &[&'static str]| table.check_keys(&[&EVERY, own].concat());
    let what = match kind {
        "add_service" => {
            keys(&[&["id", "name", "service_type", "sites"], SITE.as_slice(), &PATCH].concat());
            add_service(&table).map(|one| Supposition::AddService(Box::new(one)))
        }
        "change_service" => {
            keys(&["service", "set"]);
            change_service(&table)
        }
        "move_service" => {
            keys(&[&["service"], SITE.as_slice()].concat());
            move_service(&table)
        }
        "close_service" => {
            keys(&["service"]);
            service(&table).map(|service| Supposition::CloseService {
                service: service.into(),
            })
        }
        "fulfil_request" => {
            keys(&["request"]);
            let request = table.required_words("request", LINE, "the id of a request");
            request.map(|request| Supposition::FulfilRequest {
                request: request.into(),
            })
        }
        "move_window" => {
            keys(&["links", "modes", "where", "opens_days", "closes_days", "gone"]);
            Some(Supposition::MoveWindow(Box::new(move_window(&table))))
        }
        _ => {
            keys(&[
                "id",
                "from",
                "to",
                "mode",
                "minutes",
                "km",
                "opens",
                "closes",
                "departures_per_week",
                "one_way",
            ]);
            add_link(&table).map(|one| Supposition::AddLink(Box::new(one)))
        }
    };
    Some(ScenarioChange {
        cost: cost(&table),
        what: what?,
    })
}

fn service(table: &Table<'_>) -> Option<String> {
    table.required_words("service", LINE, "the id of a service")
}

fn add_service(table: &Table<'_>) -> Option<NewService> {
    let service_type = table.required_words("service_type", LINE, "the id of a type of service");
    let at = site(table);
    let each = table.get("sites").and_then(|node| match &node.value {
        Value::Text(word) if word == "each" || word == "one" => Some(word == "each"),
        _ => {
            table.fault("sites", node.written(), "one or each");
            None
        }
    });
    let each = each == Some(true);
    if each && at.is_some() {
        table.fault("sites", "each beside one place", "one of them");
    }
    Some(NewService {
        id: table.words("id", LINE).map(Into::into),
        name: table.words("name", LINE),
        service_type: service_type?.into(),
        site: if each { Some(NewSite::Each) } else { at },
        like: patch(table),
    })
}

fn change_service(table: &Table<'_>) -> Option<Supposition> {
    let service = service(table);
    let Some(node) = table.get("set") else {
        table.missing("set", "a table of what becomes otherwise");
        return None;
    };
    let set = Table::new(table.reading, table.place("set"), node, &PATCH)?;
    let patch = patch(&set);
    if patch == ServicePatch::default() && PATCH.iter().all(|key| !set.has(key)) {
        table.fault("set", "nothing", one_of(PATCH));
    }
    Some(Supposition::ChangeService {
        service: service?.into(),
        set: Box::new(patch),
    })
}

fn move_service(table: &Table<'_>) -> Option<Supposition> {
    let service = service(table);
    let to = site(table);
    if SITE.iter().all(|key| !table.has(key)) {
        table.fault_of_all("no place", "community_id, or lon and lat");
    }
    Some(Supposition::MoveService {
        service: service?.into(),
        to: to?,
    })
}

/// The place that is named, if one is.
fn site(table: &Table<'_>) -> Option<NewSite> {
    let community = table.words("community_id", LINE).map(CommunityId::from);
    let degrees =
        |key: &str, most: f64, expected: &str| table.number(key, |number| (-most..=most).contains(&number), expected);
    let lon = degrees("lon", 180.0, "degrees from -180 to 180");
    let lat = degrees("lat", 90.0, "degrees from -90 to 90");
    for (key, other) in [("lon", "lat"), ("lat", "lon")] {
        if table.has(other) && !table.has(key) {
            table.missing(key, format!("degrees, beside {other}"));
        }
    }
    if let Some(community) = community {
        if table.has("lon") || table.has("lat") {
            table.fault("community_id", "a community beside a point", "one of them");
        }
        return Some(NewSite::Community(community));
    }
    Point::new(lon?, lat?).ok().map(NewSite::Point)
}

/// A fact that the key gives: known, or said not to be.
fn fact<T>(table: &Table<'_>, key: &str, read: impl FnOnce() -> Option<T>) -> Option<Fact<T>> {
    if table.says_unknown(key) {
        Some(Fact::Unknown)
    } else {
        read().map(Fact::Known)
    }
}

/// What a service is said to be like.
fn patch(table: &Table<'_>) -> ServicePatch {
    const LANGUAGES: &str = "a list of codes of languages, or \"unknown\"";
    let number = |key: &'static str, most: f64, expected: &'static str| {
        fact(table, key, || {
            table.number(key, |number| (0.0..=most).contains(&number), expected)
        })
    };
    ServicePatch {
        delivery_mode: fact(table, "delivery_mode", || table.word::<DeliveryMode>("delivery_mode")),
        serves: serves(table),
        visits_per_month: number(
            "visits_per_month",
            100.0,
            "visits a month from 0 to 100, or \"unknown\"",
        ),
        delivered_share: number("delivered_share", 1.0, "a share from 0 to 1, or \"unknown\""),
        wait_days: number("wait_days", 10_000.0, "days from 0 to 10000, or \"unknown\""),
        positions: number(
            "positions",
            10_000.0,
            "full-time positions from 0 to 10000, or \"unknown\"",
        ),
        indigenous_led: fact(table, "indigenous_led", || table.truth("indigenous_led")),
        languages: fact(table, "languages", || {
            let codes = table.names("languages", LANGUAGES)?;
            Some(codes.into_iter().map(LanguageCode::from).collect())
        }),
        actual: table.word::<ActualState>("actual"),
        operator: table.words("operator", LINE),
    }
}

fn serves(table: &Table<'_>) -> Option<Serves> {
    const EXPECTED: &str = "\"all\", \"unknown\", or a list of ids of communities and regions";
    match &table.get("serves")?.value {
        Value::Text(word) if word == "all" => Some(Serves::All),
        Value::Text(word) if word == "unknown" => Some(Serves::Unknown),
        Value::List(list) if list.is_empty() => {
            table.fault("serves", "an empty list", EXPECTED);
            None
        }
        _ => table.names("serves", EXPECTED).map(Serves::Areas),
    }
}

fn move_window(table: &Table<'_>) -> WindowMove {
    let links = table.names("links", "a list of ids of links");
    let modes = modes(table);
    let filter = table.words("where", crate::filter::GREATEST_LENGTH);
    if ["links", "modes", "where"].iter().all(|key| !table.has(key)) {
        table.fault_of_all("no links", "links, modes or where");
    }
    let gone = table.truth("gone") == Some(true);
    let days = |key: &str| {
        let passes = |days: f64| days.fract().abs() <= 0.0 && days.abs() <= MOST_DAYS;
        table.number(key, passes, "whole days from -364 to 364")
    };
    let edges = [days("opens_days"), days("closes_days")];
    let says_days = table.has("opens_days") || table.has("closes_days");
    if gone && says_days {
        table.fault("gone", "true beside days", "one of them");
    } else if !gone && !says_days {
        table.fault_of_all("no change of the window", "opens_days, closes_days, or gone = true");
    }
    let [opens, closes] = edges.map(|days| days.map_or(0, |days| days as i16));
    WindowMove {
        links: links.unwrap_or_default().into_iter().map(Into::into).collect(),
        modes: modes.unwrap_or_default(),
        filter,
        shift: if gone {
            WindowShift::Gone
        } else {
            WindowShift::Edges { opens, closes }
        },
    }
}

fn modes(table: &Table<'_>) -> Option<Vec<Mode>> {
    let words = table.names("modes", "a list of modes")?;
    let known = Mode::ALL.iter().map(|mode| mode.as_str());
    let read = words.iter().enumerate().filter_map(|(at, word)| {
        let mode = Mode::parse(word);
        if mode.is_none() {
            let line = table.get("modes").and_then(|node| node.line);
            let pointer = format!("{}/{at}", table.place("modes"));
            table.reading.fault(&pointer, line, quoted(word), one_of(known.clone()));
        }
        mode
    });
    Some(read.collect())
}

fn add_link(table: &Table<'_>) -> Option<NewLink> {
    const END: &str = "the id of a community or of a node";
    let [from, to] = ["from", "to"].map(|key| table.required_words(key, LINE, END));
    if from.is_some() && from == to {
        table.fault(
            "to",
            quoted(to.as_deref().unwrap_or_default()),
            "another place than from",
        );
    }
    let mode = table.word::<Mode>("mode");
    if !table.has("mode") {
        table.missing("mode", one_of(Mode::ALL.iter().map(|mode| mode.as_str())));
    }
    let minutes = table.number(
        "minutes",
        |minutes| (0.0..=100_000.0).contains(&minutes),
        "minutes from 0 to 100000",
    );
    let km = table.number("km", |km| (0.0..=20_040.0).contains(&km), "kilometres from 0 to 20040");
    if !table.has("minutes") && !table.has("km") {
        table.fault_of_all("no length", "minutes, or km");
    }
    let departures = fact(table, "departures_per_week", || {
        let passes = |departures: f64| departures > 0.0 && departures <= 1000.0;
        table.number("departures_per_week", passes, "departures a week, more than 0")
    });
    Some(NewLink {
        id: table.words("id", LINE).map(Into::into),
        from: from?,
        to: to?,
        mode: mode?,
        minutes: minutes.and_then(Minutes::from_number),
        distance_km: km.and_then(Km::new),
        window: window(table),
        departures_per_week: departures.unwrap_or_default(),
        one_way: table.truth("one_way") == Some(true),
    })
}

/// Both edges or neither: neither is the whole year.
fn window(table: &Table<'_>) -> Window {
    const EDGE: &str = "a day as MM-DD, or \"unknown\"";
    for (key, other) in [("opens", "closes"), ("closes", "opens")] {
        if table.has(other) && !table.has(key) {
            table.missing(key, format!("{EDGE}, beside {other}"));
        }
    }
    if !table.has("opens") && !table.has("closes") {
        return Window::Always;
    }
    let edge = |key: &str| {
        fact(table, key, || {
            let node = table.get(key)?;
            let day = match &node.value {
                Value::Text(text) => DayOfYear::parse(text).ok(),
                _ => None,
            };
            if day.is_none() {
                table.fault(key, node.written(), EDGE);
            }
            day
        })
    };
    Window::Edges {
        opens: edge("opens").unwrap_or_default(),
        closes: edge("closes").unwrap_or_default(),
    }
}

fn cost(table: &Table<'_>) -> Option<Cost> {
    let node = table.get("cost")?;
    let cost = Table::new(
        table.reading,
        table.place("cost"),
        node,
        &["one_time", "yearly", "currency"],
    )?;
    let amount = |key: &str| {
        let passes = |amount: f64| (0.0..=MOST_COST).contains(&amount);
        cost.number(key, passes, "an amount of money, 0 or more")
    };
    let (one_time, yearly) = (amount("one_time"), amount("yearly"));
    if !cost.has("one_time") && !cost.has("yearly") {
        cost.fault_of_all("no amount", "one_time, yearly, or both");
    }
    let currency = cost.required_words("currency", 20, "the currency, for example CAD");
    Some(Cost {
        one_time,
        yearly,
        currency: currency?,
    })
}
