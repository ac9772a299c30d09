//! What people send: refused with its place where it is wrong, kept to the byte where it is right, and gone when it is taken
//! back.

use serde_json::{Value, json};

use super::{Town, wanted};
use crate::databases::{both, sqlite};

/// The places of the faults in an answer.
pub fn places(problem: &Value) -> Vec<String> {
    let errors = problem["errors"].as_array().map_or(&[][..], Vec::as_slice).iter();
    errors
        .map(|one| one["pointer"].as_str().expect("a pointer").to_owned())
        .collect()
}

fn with(field: &str, value: Value) -> Value {
    let mut body = wanted();
    body[field] = value;
    body
}

#[tokio::test]
async fn what_is_wrong_is_refused_with_its_place_and_leaves_nothing() {
    let database = sqlite();
    let town = Town::open(&database).await;
    let head = town.house.office.store().head().await.expect("a head");
    let link = |url: &str| json!([{ "title": "t", "url": url }]);
    for (body, place) in [
        (with("service_type", json!("ice_cream")), "#/service_type"),
        (with("service_type", json!(7)), "#/service_type"),
        (json!({ "communities": ["behchoko"] }), "#/service_type"),
        (with("communities", json!(["behchoko", "atlantis"])), "#/communities/1"),
        (with("communities", json!(["behchoko", "behchoko"])), "#/communities/1"),
        (with("communities", json!(vec!["behchoko"; 201])), "#/communities"),
        (json!({ "service_type": "counselling" }), "#/communities"),
        (with("regions", json!(["atlantis"])), "#/regions/0"),
        (with("delivery_mode", json!("by_dragon")), "#/delivery_mode"),
        (with("languages", json!(["tlh"])), "#/languages/0"),
        (with("since", json!("2026-03-13")), "#/since"),
        (with("since", json!("2027")), "#/since"),
        (with("since", json!("last year")), "#/since"),
        (with("visibility", json!("world")), "#/visibility"),
        (with("why", json!("a".repeat(10_001))), "#/why"),
        (with("why", json!("a\u{0}b")), "#/why"),
        (with("why", json!("a\u{1b}[31m")), "#/why"),
        (with("cultural_grounding", json!("a\u{202e}b")), "#/cultural_grounding"),
        (with("evidence", link("javascript:alert(1)")), "#/evidence/0/url"),
        (with("evidence", link("ftp://example.org")), "#/evidence/0/url"),
        (
            with("evidence", json!([{ "title": "", "url": "https://example.org" }])),
            "#/evidence/0/title",
        ),
        (with("evidence", json!([{ "title": "t" }])), "#/evidence/0"),
        (with("labels", json!(["file:///etc/passwd"])), "#/labels/0"),
        (with("colour", json!("red")), "#/colour"),
        (with("government", json!("dehcho")), "#/government"),
        (with("state", json!("accepted")), "#/state"),
    ] {
        let reply = town.submit(&town.owner, "k", &body).await;
        assert_eq!(reply.status, 422, "{place}: {}", reply.text());
        assert!(
            places(&reply.json()).iter().any(|one| one == place),
            "{place}: {}",
            reply.text()
        );
    }
    let sent = async |body: String| {
        let key = [("idempotency-key", "k")];
        town.send(Some(&town.owner), ("POST", "/api/requests"), &key, body)
            .await
    };
    sent(r#"{"service_type":"counselling","why":"a","why":"b"}"#.to_owned())
        .await
        .is_problem(422, &["twice"]);
    sent(format!("{{\"why\":{}1{}}}", "[".repeat(40), "]".repeat(40)))
        .await
        .is_problem(422, &["levels"]);
    sent("{".to_owned()).await.is_problem(400, &[]);
    sent("[]".to_owned()).await.is_problem(422, &[]);
    sent(format!("{{\"why\":\"{}\"}}", "a".repeat(2 * 1024 * 1024)))
        .await
        .is_problem(413, &[]);
    let plain = [
        ("content-type", "text/plain"),
        ("cookie", town.owner.cookie.as_str()),
        ("idempotency-key", "k"),
    ];
    let plain = [
        plain.as_slice(),
        &[("host", "evenreach.example"), ("sec-fetch-site", "same-origin")],
    ]
    .concat();
    let reply = town
        .house
        .service
        .send("POST", "/api/requests", &plain, wanted().to_string())
        .await;
    assert_eq!(reply.status, 415);
    // From another host's page nothing is taken, whatever cookie the browser sends with it.
    let foreign = [
        ("sec-fetch-site", "cross-site"),
        ("content-type", "application/json"),
        ("idempotency-key", "k"),
    ];
    let foreign = [foreign.as_slice(), &[("cookie", town.owner.cookie.as_str())]].concat();
    let reply = town
        .house
        .service
        .send("POST", "/api/requests", &foreign, wanted().to_string())
        .await;
    assert_eq!(reply.status, 403);
    assert_eq!(
        town.house.office.store().head().await.expect("a head"),
        head,
        "nothing was written"
    );
}

#[tokio::test]
async fn words_are_kept_to_the_byte() {
    for database in both().await {
        let town = Town::open(&database).await;
        let words = [
            "Behchokǫ̀, Wıìlıìdeh Yatıì, Délı̨nę",
            // Decomposed: another spelling in bytes, and theirs.
            "o\u{328}\u{300} and ǫ̀",
            "ᐃᓄᒃᑎᑐᑦ ᐅᖃᐅᓯᖅ",
            "<script>alert(1)</script> & \"quotes\"\n\tand lines",
            "=HYPERLINK(\"x\")",
        ];
        for (number, words) in words.iter().enumerate() {
            let path = town.request(&format!("k{number}"), &with("why", json!(words))).await;
            assert_eq!(
                town.get(&town.group, &path).await.json()["why"],
                *words,
                "{}",
                database.name
            );
        }
    }
}

#[tokio::test]
async fn what_is_taken_back_is_in_no_file_of_the_database_and_in_no_answer() {
    const CANARY: &str = "canary-77ac01";
    for database in both().await {
        let town = Town::open(&database).await;
        let body = json!({
            "service_type": "counselling", "communities": ["behchoko"], "visibility": "public",
            "cultural_grounding": format!("grounding {CANARY}"), "why": format!("why {CANARY}"),
            "evidence": [{ "title": format!("title {CANARY}"), "url": format!("https://example.org/{CANARY}") }],
            "labels": [format!("https://example.org/label/{CANARY}")],
        });
        let path = town.request(&format!("key {CANARY}"), &body).await;
        let tag = town.get(&town.group, &path).await.header("etag").to_owned();
        let answer = json!({ "to": "acknowledged", "reason": format!("answer {CANARY}") }).to_string();
        let moves = format!("{path}/transitions");
        let moved = town
            .send(Some(&town.group), ("POST", &moves), &[("if-match", &tag)], answer)
            .await;
        assert_eq!(moved.status, 200, "{}", moved.text());
        let answers = async || {
            let mut all = Vec::new();
            for (_, person) in town.everybody() {
                for path in [
                    "/api/requests",
                    "/api/requests/export",
                    "/api/requests/export?f=csv",
                    &path,
                ] {
                    all.push(town.house.get_as(person, path).await.text());
                }
                all.push(
                    town.house
                        .get_as(person, "/api/analysis/communities/behchoko")
                        .await
                        .text(),
                );
            }
            all.join("\n")
        };
        assert!(answers().await.contains(CANARY), "the search finds what is there");
        let tag = town.get(&town.owner, &path).await.header("etag").to_owned();
        let gone = json!({ "to": "withdrawn", "reason": format!("taken back {CANARY}") }).to_string();
        let gone = town
            .send(Some(&town.owner), ("POST", &moves), &[("if-match", &tag)], gone)
            .await;
        assert_eq!(gone.status, 200, "{}", gone.text());
        database.settle().await;
        assert!(!database.keeps(CANARY), "{}", database.name);
        assert!(!answers().await.contains(CANARY), "{}", database.name);
        town.house.office.store().verify().await.expect("whole");
    }
}
