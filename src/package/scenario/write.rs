//! A scenario as its document: what is written is read again as the same.

use serde_json::{Map, Value, json};

use crate::model::{
    Cost, DayOfYear, Fact, LanguageCode, Mode, NewLink, NewService, NewSite, Scenario, ScenarioChange, Serves,
    ServicePatch, Supposition, Text, Window, WindowMove, WindowShift,
};

/// The document of a scenario as JSON. The same scenario always has the same document.
pub fn document(scenario: &Scenario) -> Value {
    let mut document = Map::new();
    put(&mut document, "name", Some(both(&scenario.name)));
    put(&mut document, "description", scenario.description.as_ref().map(both));
    let changes = scenario.changes.iter().map(change);
    put(&mut document, "changes", Some(changes.collect::<Vec<_>>().into()));
    Value::Object(document)
}

fn both(text: &Text) -> Value {
    json!({ "en": text.en, "fr": text.fr })
}

fn put(object: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value);
    }
}

/// A number without decimals where it has none, as people write it.
fn number(number: f64) -> Value {
    if number.fract().abs() <= 0.0 && number.abs() < 1e15 {
        json!(number as i64)
    } else {
        json!(number)
    }
}

fn change(change: &ScenarioChange) -> Value {
    let mut object = Map::new();
    put(&mut object, "change", Some(change.what.as_str().into()));
    match &change.what {
        Supposition::AddService(added) => add_service(&mut object, added),
        Supposition::ChangeService { service, set } => {
            put(&mut object, "service", Some(service.as_str().into()));
            let mut table = Map::new();
            patch(&mut table, set);
            put(&mut object, "set", Some(Value::Object(table)));
        }
        Supposition::MoveService { service, to } => {
            put(&mut object, "service", Some(service.as_str().into()));
            site(&mut object, to);
        }
        Supposition::CloseService { service } => put(&mut object, "service", Some(service.as_str().into())),
        Supposition::FulfilRequest { request } => put(&mut object, "request", Some(request.as_str().into())),
        Supposition::MoveWindow(moved) => move_window(&mut object, moved),
        Supposition::AddLink(added) => add_link(&mut object, added),
    }
    put(&mut object, "cost", change.cost.as_ref().map(cost));
    Value::Object(object)
}

fn add_service(object: &mut Map<String, Value>, added: &NewService) {
    put(object, "id", added.id.as_ref().map(|id| id.as_str().into()));
    put(object, "name", added.name.clone().map(Value::from));
    put(object, "service_type", Some(added.service_type.as_str().into()));
    if let Some(to) = &added.site {
        site(object, to);
    }
    patch(object, &added.like);
}

fn site(object: &mut Map<String, Value>, site: &NewSite) {
    match site {
        NewSite::Community(community) => put(object, "community_id", Some(community.as_str().into())),
        NewSite::Point(point) => {
            put(object, "lon", Some(number(point.lon())));
            put(object, "lat", Some(number(point.lat())));
        }
        NewSite::Each => put(object, "sites", Some("each".into())),
    }
}

fn fact<T>(fact: Option<&Fact<T>>, write: impl FnOnce(&T) -> Value) -> Option<Value> {
    match fact? {
        Fact::Known(value) => Some(write(value)),
        Fact::Unknown => Some("unknown".into()),
    }
}

fn patch(object: &mut Map<String, Value>, patch: &ServicePatch) {
    let plain = |value: &Option<Fact<f64>>| fact(value.as_ref(), |one| number(*one));
    let mode = fact(patch.delivery_mode.as_ref(), |mode| mode.as_str().into());
    let serves = patch.serves.as_ref().map(|serves| match serves {
        Serves::All => "all".into(),
        Serves::Unknown => "unknown".into(),
        Serves::Areas(areas) => areas.clone().into(),
    });
    let languages = fact(patch.languages.as_ref(), |codes| {
        let codes = codes.iter().map(LanguageCode::to_string);
        codes.collect::<Vec<_>>().into()
    });
    put(object, "delivery_mode", mode);
    put(object, "serves", serves);
    put(object, "visits_per_month", plain(&patch.visits_per_month));
    put(object, "delivered_share", plain(&patch.delivered_share));
    put(object, "wait_days", plain(&patch.wait_days));
    put(object, "positions", plain(&patch.positions));
    put(
        object,
        "indigenous_led",
        fact(patch.indigenous_led.as_ref(), |led| (*led).into()),
    );
    put(object, "languages", languages);
    put(object, "actual", patch.actual.map(|actual| actual.as_str().into()));
    put(object, "operator", patch.operator.clone().map(Value::from));
}

fn move_window(object: &mut Map<String, Value>, moved: &WindowMove) {
    let links = moved.links.iter().map(ToString::to_string);
    let modes = moved.modes.iter().map(|mode: &Mode| mode.as_str());
    let list = |list: Vec<Value>| (!list.is_empty()).then(|| Value::from(list));
    put(object, "links", list(links.map(Value::from).collect()));
    put(object, "modes", list(modes.map(Value::from).collect()));
    put(object, "where", moved.filter.clone().map(Value::from));
    match moved.shift {
        WindowShift::Gone => put(object, "gone", Some(true.into())),
        WindowShift::Edges { opens, closes } => {
            put(object, "opens_days", Some(opens.into()));
            put(object, "closes_days", Some(closes.into()));
        }
    }
}

fn add_link(object: &mut Map<String, Value>, added: &NewLink) {
    put(object, "id", added.id.as_ref().map(|id| id.as_str().into()));
    put(object, "from", Some(added.from.clone().into()));
    put(object, "to", Some(added.to.clone().into()));
    put(object, "mode", Some(added.mode.as_str().into()));
    put(object, "minutes", added.minutes.map(|minutes| number(minutes.number())));
    put(object, "km", added.distance_km.map(|km| number(km.number())));
    if let Window::Edges { opens, closes } = added.window {
        let edge = |edge: Fact<DayOfYear>| fact(Some(&edge), |day| day.to_string().into());
        put(object, "opens", edge(opens));
        put(object, "closes", edge(closes));
    }
    let departures = match added.departures_per_week {
        Fact::Known(departures) => Some(number(departures)),
        Fact::Unknown => None,
    };
    put(object, "departures_per_week", departures);
    put(object, "one_way", added.one_way.then_some(true.into()));
}

fn cost(cost: &Cost) -> Value {
    let mut object = Map::new();
    put(&mut object, "one_time", cost.one_time.map(number));
    put(&mut object, "yearly", cost.yearly.map(number));
    put(&mut object, "currency", Some(cost.currency.clone().into()));
    Value::Object(object)
}
