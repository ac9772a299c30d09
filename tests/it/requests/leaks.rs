//! Whoever may not know of a request gets the same bytes, status and headers with it and without it.

use serde_json::{Value, json};

use super::{Town, wanted};
use crate::databases::{TestDatabase, both};
use crate::support::people::Person;

/// Everything that could tell, beside what names a request.
const PATHS: [&str; 33] = [
    "/api",
    "/api/package",
    "/api/openapi.json",
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
    "/api/collections/gaps/items?definition=small",
    "/api/analysis/gaps",
    "/api/analysis/gaps?service_type=counselling",
    "/api/analysis/summary",
    "/api/analysis/equity",
    "/api/analysis/communities/behchoko",
    "/api/analysis/communities/yellowknife",
    "/api/analysis/trace?community=behchoko&standard=counselling",
    "/api/analysis/trend?standard=counselling",
    "/readyz",
];

/// An answer as bytes: status, headers and body.
async fn answer(town: &Town, person: Option<&Person>, path: &str) -> String {
    let reply = town.house.get_as(person, path).await;
    format!("{} {:?} {}", reply.status, reply.headers, reply.text())
}

/// What all who may not know are answered, and in which order pages follow one another.
async fn answers(town: &Town, readers: &[(&str, Option<&Person>)]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (name, person) in readers {
        for path in PATHS {
            all.push((format!("{name} {path}"), answer(town, *person, path).await));
        }
    }
    all
}

/// A request that differs in everything that could tell, by its number.
fn generated(number: u64) -> (Value, bool) {
    let pick = |list: &[Value], at: u64| list[(at % list.len() as u64) as usize].clone();
    let is_draft = number % 5 == 4;
    let mut body = wanted();
    body["service_type"] = pick(
        &[json!("counselling"), json!("counselling"), json!("treatment")],
        number,
    );
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

async fn probe(database: &TestDatabase, pairs: u64) {
    let town = Town::open(database).await;
    let known = town.get(&town.owner, "/api/package").await.json();
    let has_treatment = known["service_types"].to_string().contains("treatment");
    let outsiders = [
        ("public", None),
        ("planner", Some(&town.planner)),
        ("other", Some(&town.other)),
        ("admin", Some(&town.admin)),
    ];
    let with_group = [outsiders.as_slice(), &[("group", Some(&town.group))]].concat();
    let without_outsiders = answers(&town, &outsiders).await;
    let without_group = answers(&town, &with_group[4..]).await;
    for number in 0..pairs {
        let (mut body, is_draft) = generated(number);
        if !has_treatment {
            body["service_type"] = json!("counselling");
        }
        let path = town.new(&format!("k{number}"), &body).await;
        let id = path.rsplit('/').next().expect("an id").to_owned();
        let (readers, mut without) = if body["visibility"] == "owner" || is_draft {
            let all = [without_outsiders.clone(), without_group.clone()].concat();
            (with_group.as_slice(), all)
        } else {
            (outsiders.as_slice(), without_outsiders.clone())
        };
        // What names it looks as what never was, in reading as in writing.
        for (name, person) in readers {
            for way in ["", "/history", "/access"] {
                let never = format!("/api/requests/{}{way}", "0".repeat(32));
                let expected = answer(&town, *person, &never).await;
                assert_eq!(
                    answer(&town, *person, &format!("{path}{way}")).await,
                    expected,
                    "{name} {way} {body}"
                );
            }
            let item = |id: &str| format!("/api/collections/requests/items/{id}");
            let never = answer(&town, *person, &item(&"0".repeat(32))).await;
            assert_eq!(
                answer(&town, *person, &item(&id)).await.replace(&id, &"0".repeat(32)),
                never,
                "{name}"
            );
            for (method, way, body) in [
                ("PATCH", "", r#"{"why":"x"}"#),
                ("POST", "/transitions", r#"{"to":"acknowledged","reason":"x"}"#),
                ("POST", "/transitions", r#"{"to":"withdrawn","reason":"x"}"#),
            ] {
                let sent = async |path: String| {
                    let reply = town
                        .send(*person, (method, &path), &[("if-match", "\"x\"")], body)
                        .await;
                    format!("{} {:?} {}", reply.status, reply.headers, reply.text())
                };
                let never = sent(format!("/api/requests/{}{way}", "0".repeat(32))).await;
                assert_eq!(sent(format!("{path}{way}")).await, never, "{name} {method} {way}");
            }
        }
        let with = answers(&town, readers).await;
        assert_eq!(with.len(), without.len());
        for ((path, with), (_, without)) in with.iter().zip(without.drain(..)) {
            assert!(
                *with == without,
                "{}: {path} tells of {body}\n{with}\n{without}",
                database.name
            );
        }
        // Nor does taking it back, after an answer or a correction, tell.
        if number % 3 == 0 && !is_draft && body["visibility"] == "working_group" {
            assert_eq!(town.go(&town.group, &path, "acknowledged").await.status, 200);
        }
        assert_eq!(town.go(&town.owner, &path, "withdrawn").await.status, 200);
        let gone = answer(&town, None, &path).await;
        assert_eq!(
            gone,
            answer(&town, None, &format!("/api/requests/{}", "0".repeat(32))).await
        );
    }
    let after = answers(&town, &outsiders).await;
    assert!(after == without_outsiders, "{}: what is gone is told", database.name);
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
        let path = town.new("k", &body).await;
        let after = answers(&town, &[("public", None)]).await;
        let moved: Vec<_> = before
            .iter()
            .zip(&after)
            .filter(|(one, other)| one.1 != other.1)
            .map(|(one, _)| one.0.as_str())
            .collect();
        for path in [
            "public /api/requests",
            "public /api/requests?government=tlicho",
            "public /api/collections/requests/items",
            "public /api/collections/requests/items?bbox=-117,61,-114,63",
            "public /api/analysis/gaps",
            "public /api/analysis/communities/behchoko",
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
