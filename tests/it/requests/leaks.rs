//! Whoever may not know of a request gets the same bytes, status and headers with it and without it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Town, wanted};
use crate::databases::{TestDatabase, both};
use crate::support::people::Person;

/// Everything that could tell, beside what names a request.
const PATHS: [&str; 23] = [
    "/api",
    "/api/package",
    "/api/requests",
    "/api/requests?state=submitted",
    "/api/requests?state=draft",
    "/api/requests?government=tlicho",
    "/api/requests?mine=true",
    "/api/requests?service_type=counselling",
    "/api/requests/export",
    "/api/requests/export?f=csv",
    "/api/requests/never",
    "/api/requests/never/history",
    "/api/requests/never/access",
    "/api/collections",
    "/api/collections/requests",
    "/api/collections/requests/items",
    "/api/collections/requests/items?limit=1",
    "/api/collections/requests/items?limit=1000&as_of=2026-03-12",
    "/api/collections/requests/items?bbox=-117,61,-114,63",
    "/api/collections/requests/items?bbox=-10,10,10,20",
    "/api/collections/requests/items?datetime=2026-03-12T00:00:00Z/..",
    "/api/collections/requests/items/never",
    "/readyz",
];

/// The same for what takes longer.
const ANALYSES: [&str; 13] = [
    "/api/openapi.json",
    "/api/collections/gaps/items?definition=small",
    "/api/analysis/gaps",
    "/api/analysis/gaps?service_type=counselling",
    "/api/analysis/summary",
    "/api/analysis/equity",
    "/api/analysis/requests",
    "/api/analysis/requests/never",
    "/api/analysis/communities/behchoko",
    "/api/analysis/communities/yellowknife",
    "/api/analysis/trace?community=behchoko&standard=counselling",
    "/api/analysis/trend?standard=counselling",
    "/api/definitions",
];

type Readers<'a> = [(&'static str, Option<&'a Person>)];

/// An answer as bytes: status, headers and body.
async fn answer(town: &Town, person: Option<&Person>, path: &str) -> String {
    let reply = town.house.get_as(person, path).await;
    format!("{} {:?} {}", reply.status, reply.headers, reply.text())
}

/// What all of these are answered everywhere.
async fn answers(town: &Town, readers: &Readers<'_>) -> BTreeMap<(String, &'static str), String> {
    let mut all = BTreeMap::new();
    for (name, person) in readers {
        for path in PATHS.into_iter().chain(ANALYSES) {
            all.insert(((*name).to_owned(), path), answer(town, *person, path).await);
        }
    }
    all
}

/// A request that differs in everything that could tell, by its number.
fn generated(number: u64) -> (Value, bool) {
    let pick = |list: &[Value], at: u64| list[(at % list.len() as u64) as usize].clone();
    let is_draft = number % 5 == 4;
    let mut body = wanted();
    body["communities"] = pick(
        &[json!(["behchoko"]), json!(["yellowknife", "ndilo"]), json!([])],
        number / 2,
    );
    body["regions"] = pick(&[json!(["north"]), json!(["south", "small"])], number / 3);
    body["delivery_mode"] = pick(&[Value::Null, json!("resident"), json!("virtual")], number / 5);
    body["since"] = pick(&[Value::Null, json!("1999"), json!("2026-03-12")], number / 7);
    body["why"] = json!("ǫ".repeat((number * 97 % 4000) as usize));
    body["visibility"] = pick(&[json!("owner"), json!("working_group")], number);
    if is_draft {
        body["visibility"] = json!("public");
        body["state"] = json!("draft");
    }
    (body, is_draft)
}

/// What names a request looks as what never was, in reading as in writing.
async fn names_nothing(town: &Town, (name, person): (&str, Option<&Person>), id: &str) {
    let never = "0".repeat(32);
    for path in [
        "/api/requests/ID",
        "/api/requests/ID/history",
        "/api/requests/ID/access",
        ITEM,
        EFFECT,
    ] {
        let of = |id: &str| path.replace("ID", id);
        let expected = answer(town, person, &of(&never)).await;
        let found = answer(town, person, &of(id)).await.replace(id, &never);
        assert_eq!(found, expected, "{name} {path}");
    }
    for (method, path, body) in [
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
    ] {
        let sent = async |id: &str| {
            let path = path.replace("ID", id);
            let reply = town.send(person, (method, &path), &[("if-match", "\"x\"")], body).await;
            format!("{} {:?} {}", reply.status, reply.headers, reply.text())
        };
        assert_eq!(sent(id).await, sent(&never).await, "{name} {method} {path}");
    }
}

const ITEM: &str = "/api/collections/requests/items/ID";
const EFFECT: &str = "/api/analysis/requests/ID";

/// Each pair is looked at by everybody who may not know, in turn: over all pairs everybody looks at every path many times.
async fn probe(database: &TestDatabase, pairs: u64) {
    let town = Town::open(database).await;
    let readers = [
        ("public", None),
        ("planner", Some(&town.planner)),
        ("other", Some(&town.other)),
        ("admin", Some(&town.admin)),
        ("group", Some(&town.group)),
    ];
    let without = answers(&town, &readers).await;
    for number in 0..pairs {
        let (body, is_draft) = generated(number);
        let path = town.request(&format!("k{number}"), &body).await;
        let id = path.rsplit('/').next().expect("an id").to_owned();
        let for_owner = body["visibility"] == "owner" || is_draft;
        let readers = if for_owner { readers.as_slice() } else { &readers[..4] };
        let turn = |at: usize| readers[(number as usize + at) % readers.len()];
        names_nothing(&town, turn(0), &id).await;
        // A half of the paths, and a quarter of those that take longer.
        let paths = PATHS.into_iter().enumerate();
        let paths = paths.filter(|(at, _)| (at + number as usize).is_multiple_of(2));
        let analyses = ANALYSES.into_iter().enumerate();
        let analyses = analyses.filter(|(at, _)| (at + number as usize).is_multiple_of(4));
        for (at, path) in paths.chain(analyses) {
            let (name, person) = turn(at);
            let with = answer(&town, person, path).await;
            let without = &without[&(name.to_owned(), path)];
            assert!(
                with == *without,
                "{}: {name} {path} tells of {body}\n{with}\n{without}",
                database.name
            );
        }
        // Nor does taking it back, after an answer, tell.
        if number.is_multiple_of(3) && !for_owner {
            assert_eq!(town.go(&town.group, &path, "acknowledged").await.status, 200);
        }
        assert_eq!(town.go(&town.owner, &path, "withdrawn").await.status, 200);
        if number.is_multiple_of(5) {
            names_nothing(&town, turn(1), &id).await;
        }
    }
    assert!(
        answers(&town, &readers).await == without,
        "{}: what is gone is told",
        database.name
    );
}

#[tokio::test]
async fn two_hundred_pairs_with_and_without_a_protected_request_are_the_same_to_whoever_may_not_know() {
    for database in both().await {
        probe(&database, 100).await;
    }
}

/// That the probe can see: a request that everyone may read moves what everyone reads.
#[tokio::test]
async fn a_public_request_is_seen_by_everyone_everywhere() {
    for database in both().await {
        let town = Town::open(&database).await;
        let before = answers(&town, &[("public", None)]).await;
        let mut body = wanted();
        body["visibility"] = json!("public");
        let path = town.request("k", &body).await;
        let after = answers(&town, &[("public", None)]).await;
        let moved: Vec<_> = before
            .iter()
            .filter(|(at, answer)| after[*at] != **answer)
            .map(|(at, _)| at.1)
            .collect();
        for path in [
            "/api/requests",
            "/api/requests?government=tlicho",
            "/api/collections/requests/items",
            "/api/collections/requests/items?bbox=-117,61,-114,63",
            "/api/analysis/gaps",
            "/api/analysis/requests",
            "/api/analysis/communities/behchoko",
        ] {
            assert!(
                moved.contains(&path),
                "{}: {path} is not among {moved:?}",
                database.name
            );
        }
        town.show_to(&path, "owner").await;
        assert!(answers(&town, &[("public", None)]).await == before, "{}", database.name);
    }
}
