//! What everybody is asked about, route by route, and the routes that are not asked, with the reason. A route that stands in
//! neither list fails a test here, so that none can be forgotten.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::support::Client;
use crate::support::desk::SHIPPED;

/// What could tell of a request without naming it.
const READS: [&str; 68] = [
    "/api",
    "/api/conformance",
    "/api/docs",
    "/api/docs.css",
    "/api/package",
    "/api/me",
    "/api/session/organisation",
    "/api/accounts",
    "/api/tokens",
    "/api/requests",
    "/api/requests?state=submitted",
    "/api/requests?state=draft",
    "/api/requests?state=acknowledged",
    "/api/requests?government=tlicho",
    "/api/requests?mine=true",
    "/api/requests?service_type=counselling",
    "/api/requests/export",
    "/api/requests/export?f=csv",
    "/api/requests/export?f=xlsx",
    "/api/requests/template",
    "/api/requests/template?f=xlsx",
    "/api/requests/never",
    "/api/requests/never/history",
    "/api/requests/never/access",
    "/api/requests/req-public",
    "/api/requests/req-public/history",
    "/api/requests/req-public/access",
    "/api/scenarios",
    "/api/scenarios/never",
    "/api/decisions",
    "/api/decisions?option=request:never",
    "/api/decisions/never",
    "/api/decisions/never/history",
    "/api/collections",
    "/api/collections/requests",
    "/api/collections/requests/items",
    "/api/collections/requests/items?limit=1",
    "/api/collections/requests/items?limit=1000&as_of=2026-03-12",
    "/api/collections/requests/items?bbox=-117,61,-114,63",
    "/api/collections/requests/items?bbox=-10,10,10,20",
    "/api/collections/requests/items?datetime=2026-03-12T00:00:00Z/..",
    "/api/collections/requests/items/never",
    "/api/collections/communities",
    "/api/collections/communities/items",
    "/api/collections/communities/items/behchoko",
    "/api/collections/services",
    "/api/collections/services/items",
    "/api/collections/services/items/helpline",
    "/api/collections/regions",
    "/api/collections/regions/items",
    "/api/collections/regions/items/south",
    "/api/collections/links",
    "/api/collections/links/items",
    "/api/collections/links/items/ice",
    "/api/collections/gaps",
    "/api/collections/gaps/items",
    "/api/collections/gaps/items?definition=small",
    "/api/collections/gaps/items/behchoko.counselling",
    "/api/definitions",
    "/api/definitions/small",
    "/api/definitions/small/1",
    "/api/definitions/small/1/text",
    "/api/reports/look/style.css",
    "/basemap/nwt.json",
    "/basemap/regions.json",
    "/healthz",
    "/readyz",
    "/api/openapi.json",
];

/// The same for what is worked out.
const ANALYSES: [&str; 32] = [
    "/api/analysis/gaps",
    "/api/analysis/gaps?service_type=counselling",
    "/api/analysis/summary",
    "/api/analysis/equity",
    "/api/analysis/equity?f=csv",
    "/api/analysis/equity?f=geojson",
    "/api/analysis/requests",
    "/api/analysis/communities/behchoko",
    "/api/analysis/communities/yellowknife",
    "/api/analysis/trace?community=behchoko&standard=counselling",
    "/api/analysis/travel?from=behchoko",
    "/api/analysis/travel?from=behchoko&to=yellowknife",
    "/api/analysis/trend?standard=counselling",
    "/api/analysis/pathways",
    "/api/analysis/pathways?f=csv",
    "/api/analysis/pathways?f=geojson",
    "/api/analysis/pathways/behchoko",
    "/api/analysis/pathways/behchoko?f=csv",
    "/api/analysis/pathways/behchoko?f=geojson",
    "/api/definitions/small/1/diff",
    "/api/definitions/small/1/diff?with_supply=intended",
    "/api/definitions/small/1/diff?f=csv",
    "/api/definitions/small/1/diff?f=xlsx",
    "/api/analysis/requests/never",
    "/api/analysis/requests/req-public",
    "/api/analysis/priorities?samples=100",
    "/api/analysis/priorities?samples=100&options=positions",
    "/api/analysis/priorities?samples=100&f=csv",
    "/api/analysis/priorities?samples=100&f=xlsx",
    "/api/analysis/priorities?samples=100&f=geojson",
    // For print the same document is set once more, by what knows nothing but the document.
    "/api/reports/communities/behchoko?f=html",
    "/api/reports/meeting?f=html&lang=fr&samples=100",
];

/// The same for questions that are too large for an address. They change nothing.
const WITH_A_TEXT: [&str; 3] = [
    "/api/analysis/gaps",
    "/api/definitions/check",
    "/api/definitions/small/1/diff",
];

/// The same for where places are chosen.
const WITH_A_QUESTION: [(&str, &str); 2] = [
    (
        "/api/analysis/siting",
        r#"{"service_type":"counselling","objective":"fairness","count":1}"#,
    ),
    (
        "/api/analysis/circuit",
        r#"{"base":"behchoko","standard":"counselling","days_a_month":5}"#,
    ),
];

/// What names a request, read.
pub const READS_OF_ONE: [&str; 5] = [
    "/api/requests/ID",
    "/api/requests/ID/history",
    "/api/requests/ID/access",
    "/api/collections/requests/items/ID",
    "/api/analysis/requests/ID",
];

/// What names a request, sent.
pub const CHANGES_OF_ONE: [(&str, &str, &str); 7] = [
    ("PATCH", "/api/requests/ID", r#"{"why":"x"}"#),
    (
        "POST",
        "/api/requests/ID/transitions",
        r#"{"to":"acknowledged","reason":"x"}"#,
    ),
    (
        "POST",
        "/api/requests/ID/transitions",
        r#"{"to":"withdrawn","reason":"x"}"#,
    ),
    ("PUT", "/api/requests/ID/correction", r#"{"why":"x"}"#),
    ("DELETE", "/api/requests/ID/correction", ""),
    ("POST", "/api/analysis/scenario", FULFILLED),
    ("POST", "/api/scenarios", FULFILLED),
];

/// A scenario in which a request is fulfilled.
const FULFILLED: &str = r#"{"scenario":{"name":"x","changes":[{"change":"fulfil_request","request":"ID"}]}}"#;

/// A scenario that names no request.
const SUPPOSED: &str = r#"{"scenario":{"name":"x","changes":[{"change":"add_service","service_type":"counselling","community_id":"ndilo"}]}}"#;

/// Where a sheet with a row about a request is sent.
pub const IMPORT: &str = "/api/requests/import?dry_run=true";

/// Routes that nobody is asked about here, and why not.
const NOT_ASKED: [(&str, &str); 21] = [
    (
        "GET /api/session/organisation/return",
        "sends a browser on, and looks at who signed in and at nothing else",
    ),
    ("POST /api/session", "looks at names and passwords of accounts"),
    ("DELETE /api/session", "ends the session of whoever asks"),
    ("POST /api/session/claim", "looks at links and passwords of accounts"),
    ("POST /api/session/password", "looks at the password of whoever asks"),
    ("POST /api/session/organisation", "asks the organisation's provider"),
    (
        "POST /api/decisions",
        "the working group writes: `decisions.rs` has what it may not know of",
    ),
    (
        "PUT /api/decisions/{id}",
        "the working group writes: `decisions.rs` has what it may not know of",
    ),
    ("POST /api/tokens", "writes a token of whoever asks"),
    ("DELETE /api/tokens/{id}", "ends a token of whoever asks"),
    ("POST /api/accounts", "writes an account"),
    ("PATCH /api/accounts/{id}", "writes an account"),
    ("POST /api/accounts/{id}/link", "writes a link of an account"),
    (
        "POST /api/definitions",
        "writes a text, held against services and communities",
    ),
    (
        "PUT /api/definitions/{id}/{version}",
        "writes a text, held against services and communities",
    ),
    (
        "POST /api/definitions/{id}/{version}/engagement",
        "writes what a body says of a text",
    ),
    (
        "POST /api/definitions/{id}/{version}/standing",
        "writes what becomes of a text",
    ),
    (
        "PUT /api/scenarios/{id}",
        "writes the sender's own scenario: `scenarios.rs` has it",
    ),
    ("DELETE /api/scenarios/{id}", "takes the sender's own scenario away"),
    (
        "POST /api/scenarios/{id}/fork",
        "writes a copy of a scenario: `scenarios.rs` has it",
    ),
    (
        "POST /api/requests",
        "writes the sender's own under keys that are the sender's own: `words.rs` has them",
    ),
];

/// Formats in which nobody is asked here: set from the document that the other format is set from, by a crate that is given
/// nothing else.
const SAME_DOCUMENT: [(&str, &str); 2] = [
    ("/api/reports/communities/{id}", "pdf"),
    ("/api/reports/meeting", "pdf"),
];

/// Everything that is asked without naming a request: its method and path, and what is sent.
pub fn questions() -> Vec<(&'static str, &'static str, String)> {
    let reads = READS
        .into_iter()
        .chain(ANALYSES)
        .map(|path| ("GET", path, String::new()));
    let text = json!({ "text": SHIPPED }).to_string();
    let sent = WITH_A_TEXT.map(|path| ("POST", path, text.clone()));
    let supposed = ("POST", "/api/analysis/scenario", SUPPOSED.to_owned());
    let asked = WITH_A_QUESTION.map(|(path, question)| ("POST", path, question.to_owned()));
    let weighed = json!({ "samples": 100, "preset": "asked" }).to_string();
    let weighed = ("POST", "/api/analysis/priorities", weighed);
    reads.chain(sent).chain([supposed, weighed]).chain(asked).collect()
}

/// The route of the document that answers a path: the one with the fewest variable parts.
fn route_of<'a>(routes: &BTreeMap<&'a str, &Value>, path: &str) -> &'a str {
    let path = path.split('?').next().unwrap_or_default();
    let fits = |route: &str| {
        let (mut route, mut path) = (route.split('/'), path.split('/'));
        loop {
            match (route.next(), path.next()) {
                (None, None) => return true,
                (Some(part), Some(found)) if part == found || part.starts_with('{') => {}
                _ => return false,
            }
        }
    };
    let fitting = routes.keys().copied().filter(|route| fits(route));
    let found = fitting.min_by_key(|route| route.matches('{').count());
    found.unwrap_or_else(|| panic!("no route answers {path}"))
}

#[tokio::test]
async fn every_route_is_among_what_is_asked_or_a_reason_says_why_not() {
    let document = Client::small().json("/api/openapi.json").await;
    let paths = document["paths"].as_object().expect("paths");
    let routes: BTreeMap<&str, &Value> = paths.iter().map(|(path, item)| (path.as_str(), item)).collect();
    let mut asked = BTreeSet::new();
    let mut formats = BTreeSet::new();
    let mut note = |method: &str, path: &'static str| {
        let route = route_of(&routes, path);
        asked.insert(format!("{method} {route}"));
        let format = path.split(['?', '&']).find_map(|pair| pair.strip_prefix("f="));
        formats.insert((route, format.unwrap_or_default()));
    };
    for (method, path, _) in questions() {
        note(method, path);
    }
    for path in READS_OF_ONE {
        note("GET", path);
    }
    for (method, path, _) in CHANGES_OF_ONE {
        note(method, path);
    }
    note("POST", IMPORT);

    let not_asked: BTreeSet<_> = NOT_ASKED.iter().map(|(route, _)| (*route).to_owned()).collect();
    let methods = |item: &Value| item.as_object().expect("methods").keys().cloned().collect::<Vec<_>>();
    let all: BTreeSet<_> = routes
        .iter()
        .flat_map(|(path, item)| {
            methods(item)
                .into_iter()
                .map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let told: BTreeSet<_> = asked.union(&not_asked).cloned().collect();
    assert_eq!(told, all, "each route is asked, or stands among those that are not");
    assert_eq!(asked.intersection(&not_asked).count(), 0, "and not in both lists");
    assert!(NOT_ASKED.iter().all(|(_, why)| !why.is_empty()));

    // And in every format that it has.
    for (route, item) in &routes {
        let mut parameters = item["get"]["parameters"].as_array().into_iter().flatten();
        let format = parameters.find(|one| one["name"] == "f").map(|one| &one["schema"]);
        for value in format
            .and_then(|format| format["enum"].as_array())
            .into_iter()
            .flatten()
        {
            let value = value.as_str().expect("a format");
            let default = format.and_then(|format| format["default"].as_str());
            let is_default = default.unwrap_or("json") == value;
            let is_asked = formats.contains(&(*route, value))
                || (is_default && formats.contains(&(*route, "")))
                || SAME_DOCUMENT.contains(&(*route, value));
            assert!(
                is_asked || not_asked.contains(&format!("GET {route}")),
                "{route} as {value}"
            );
        }
    }
}
