//! Who may ask for what: every route of the document, asked by everyone, against a table that people read in review; and
//! every route that changes something, asked by other people's pages.

use std::fmt::Write as _;

use evenreach::model::Role;
use serde_json::{Value, json};

use crate::databases::{TestDatabase, both, sqlite};
use crate::support::people::{House, Person};

/// Everyone who asks, in the order of the table.
const ACTORS: [(&str, &[Role], Option<&str>); 4] = [
    ("planner", &[Role::Planner], None),
    ("working_group", &[Role::WorkingGroup], None),
    ("government", &[Role::Government], Some("tlicho")),
    ("administrator", &[Role::Administrator], None),
];

/// A path of the document with ids that the package has, where a look needs some.
fn example(path: &str) -> String {
    let question = match path {
        "/api/analysis/travel" => "?from=behchoko",
        "/api/analysis/trace" => "?community=behchoko&standard=counselling&date=05-10",
        "/api/analysis/trend" => "?standard=counselling",
        // What is set is the same document, and setting it for print takes longer.
        "/api/reports/communities/{id}" => "?f=html",
        "/api/reports/meeting" => "?f=html&samples=100",
        _ => "",
    };
    let id = match path {
        _ if path.contains("definitions") => "small",
        _ if path.contains("gaps") => "behchoko.counselling",
        _ if path.contains("communities") || path.contains("pathways") => "behchoko",
        _ if path.contains("services") => "helpline",
        _ if path.contains("requests") => "req-regions",
        _ if path.contains("regions") => "south",
        _ if path.contains("links") => "ice",
        _ => "nothing-of-this-id",
    };
    let path = path
        .replace("{layer}", "nwt")
        .replace("{version}", "1")
        .replace("{file}", "style.css")
        .replace("{id}", id);
    format!("{path}{question}")
}

/// Methods and paths of the document, signing out last: it would end what the others need.
async fn operations(house: &House) -> Vec<(String, String)> {
    let document = house.service.json("/api/openapi.json").await;
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for method in item.as_object().expect("methods").keys() {
            operations.push((method.to_uppercase(), path.clone()));
        }
    }
    operations.sort_by_key(|(method, path)| (method == "DELETE" && path == "/api/session", path.clone()));
    operations
}

/// What everyone gets, a line for each route. A change is sent with an empty body: whoever may make it is told what is
/// missing in it (422, or 428), everyone else that it is not theirs.
async fn table(database: &TestDatabase) -> String {
    let house = House::open(database).await;
    let mut people: Vec<(&str, Option<Person>)> = vec![("nobody", None)];
    for (name, roles, government) in ACTORS {
        people.push((name, Some(house.person(name, roles, government).await)));
    }
    let header: Vec<&str> = people.iter().map(|(name, _)| *name).collect();
    let mut table = format!("{}\n", header.join(" "));
    for (method, path) in operations(&house).await {
        let mut line = Vec::new();
        for (_, person) in &people {
            let reply = if method == "GET" {
                house.get_as(person.as_ref(), &example(&path)).await
            } else {
                house
                    .send_as(person.as_ref(), &method, &example(&path), &json!({}))
                    .await
            };
            let private = reply.header("cache-control").contains("no-store");
            assert!(person.is_none() || private, "{method} {path}: kept by caches");
            line.push(reply.status.as_str().to_owned());
        }
        writeln!(table, "{}  {method} {path}", line.join(" ")).expect("a string");
    }
    table
}

#[tokio::test]
async fn everyone_gets_of_every_route_what_was_read_in_review() {
    let mut tables = Vec::new();
    for database in both().await {
        tables.push(table(&database).await);
    }
    assert_eq!(tables[0], tables[1], "the same on both databases");
    insta::assert_snapshot!(tables[0]);
}

#[tokio::test]
async fn nothing_is_changed_by_other_peoples_pages() {
    let database = sqlite();
    let house = House::open(&database).await;
    let roles = [Role::WorkingGroup, Role::Government, Role::Administrator];
    let person = house.person("Mary", &roles, Some("tlicho")).await;
    let before = house.office.store().head().await.expect("a head");
    let json = ("content-type", "application/json");
    let form = ("content-type", "application/x-www-form-urlencoded");
    let evil = ("origin", "https://evil.example");
    let tries: [(&str, Vec<(&str, &str)>); 9] = [
        ("a form elsewhere", vec![form, evil, ("sec-fetch-site", "cross-site")]),
        ("a form elsewhere, in an old browser", vec![form, evil]),
        ("a form in plain text", vec![("content-type", "text/plain"), evil]),
        ("a form of a neighbour", vec![form, ("sec-fetch-site", "same-site")]),
        ("a fetch elsewhere", vec![json, evil, ("sec-fetch-site", "cross-site")]),
        ("a fetch elsewhere, in an old browser", vec![json, evil]),
        ("a page without an origin", vec![json, ("origin", "null")]),
        ("an address typed or followed", vec![json, ("sec-fetch-site", "none")]),
        ("no word of where from", vec![json]),
    ];
    let mut asked = 0;
    for (method, path) in operations(&house).await.iter().filter(|(method, _)| method != "GET") {
        for (what, headers) in &tries {
            let own = [("host", "evenreach.example"), ("cookie", person.cookie.as_str())];
            let headers = [own.as_slice(), headers].concat();
            let reply = house.service.send(method, &example(path), &headers, "{}").await;
            let status = reply.status.as_u16();
            assert!(matches!(status, 403 | 415), "{method} {path}: {what}: {}", reply.text());
            asked += 1;
        }
        // From its own pages it is not for that reason refused.
        if method != "DELETE" {
            let own = house.send_as(Some(&person), method, &example(path), &Value::Null).await;
            let text = own.text();
            let is_for_that = ["sec-fetch-site", "origin:", "content-type"]
                .iter()
                .any(|word| text.contains(word));
            assert!(!is_for_that, "{method} {path}: {text}");
        }
    }
    assert!(asked >= 15 * tries.len(), "{asked}");
    assert_eq!(house.office.store().head().await.expect("a head"), before);
    assert_eq!(house.role_of(&person).await, "working_group", "still signed in");
}
