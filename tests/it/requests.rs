//! Requests that Indigenous governments submit, as they, the working group and everybody else meet them.

mod corrections;
mod import;
mod leaks;
mod records;
mod words;

use std::sync::Arc;

use evenreach::model::Role;
use serde_json::{Value, json};

use crate::databases::{TestDatabase, both};
use crate::support::client::Reply;
use crate::support::people::{House, Person};

/// A service with everybody whom the table of reading tells apart.
pub struct Town {
    pub house: House,
    pub owner: Person,
    pub other: Person,
    pub group: Person,
    pub planner: Person,
    pub admin: Person,
}

impl Town {
    pub async fn open(database: &TestDatabase) -> Self {
        let house = House::open(database).await;
        Self {
            owner: house.person("Anna", &[Role::Government], Some("tlicho")).await,
            other: house.person("Ben", &[Role::Government], Some("dehcho")).await,
            group: house.person("Carla", &[Role::WorkingGroup], None).await,
            planner: house.person("Dora", &[Role::Planner], None).await,
            admin: house.person("Emil", &[Role::Administrator], None).await,
            house,
        }
    }

    /// Everybody, by the names of the table.
    pub fn everybody(&self) -> [(&'static str, Option<&Person>); 6] {
        [
            ("public", None),
            ("planner", Some(&self.planner)),
            ("group", Some(&self.group)),
            ("owner", Some(&self.owner)),
            ("other", Some(&self.other)),
            ("admin", Some(&self.admin)),
        ]
    }

    pub async fn get(&self, person: &Person, path: &str) -> Reply {
        self.house.get_as(Some(person), path).await
    }

    /// Sends something with further headers.
    pub async fn send(
        &self,
        person: Option<&Person>,
        (method, path): (&str, &str),
        more: &[(&str, &str)],
        body: impl Into<String>,
    ) -> Reply {
        let mut headers = vec![
            ("host", "evenreach.example"),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/json"),
        ];
        headers.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
        headers.extend(person.map(|person| ("cookie", person.cookie.as_str())));
        headers.extend_from_slice(more);
        self.house.service.send(method, path, &headers, body.into()).await
    }

    pub async fn submit(&self, person: &Person, key: &str, body: &Value) -> Reply {
        let to = ("POST", "/api/requests");
        self.send(Some(person), to, &[("idempotency-key", key)], body.to_string())
            .await
    }

    /// A new request of the owner: its path.
    pub async fn request(&self, key: &str, body: &Value) -> String {
        let reply = self.submit(&self.owner, key, body).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
        let id = reply.json()["id"].as_str().expect("an id").to_owned();
        assert_eq!(
            reply.header("location"),
            format!("https://evenreach.example/api/requests/{id}")
        );
        format!("/api/requests/{id}")
    }

    pub async fn change(&self, person: &Person, path: &str, tag: &str, body: &Value) -> Reply {
        self.send(Some(person), ("PATCH", path), &[("if-match", tag)], body.to_string())
            .await
    }

    /// Moves a request as it is now.
    pub async fn go(&self, person: &Person, path: &str, to: &str) -> Reply {
        let tag = self.get(person, path).await.header("etag").to_owned();
        self.go_from(person, path, &tag, to).await
    }

    pub async fn go_from(&self, person: &Person, path: &str, tag: &str, to: &str) -> Reply {
        let body = json!({ "to": to, "reason": format!("It is {to}.") }).to_string();
        let path = format!("{path}/transitions");
        self.send(Some(person), ("POST", &path), &[("if-match", tag)], body)
            .await
    }

    /// Shows the request to these, as it is now.
    pub async fn show_to(&self, path: &str, visibility: &str) {
        let tag = self.get(&self.owner, path).await.header("etag").to_owned();
        let reply = self
            .change(&self.owner, path, &tag, &json!({ "visibility": visibility }))
            .await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        assert_eq!(reply.json()["visibility"], visibility);
    }
}

pub fn wanted() -> Value {
    json!({
        "service_type": "counselling",
        "communities": ["behchoko", "yellowknife"],
        "regions": ["north"],
        "delivery_mode": "on_the_land",
        "languages": [],
        "cultural_grounding": "Dene nàowo",
        "why": "Healers are far from Behchokǫ̀.",
        "since": "2019-05",
        "evidence": [{ "title": "The gathering", "url": "https://example.org/gathering" }],
        "labels": ["https://localcontexts.org/label/tk-attribution/"],
    })
}

#[tokio::test]
async fn a_request_is_submitted_and_read_as_it_was_sent() {
    for database in both().await {
        let town = Town::open(&database).await;
        let path = town.request("k1", &wanted()).await;
        let read = town.get(&town.owner, &path).await;
        let request = read.json();
        assert_eq!(
            request["visibility"], "working_group",
            "unless its owner says otherwise"
        );
        assert_eq!(request["requested_by"], "Tłı̨chǫ Government");
        assert_eq!(
            (&request["state"], &request["submitted_on"]),
            (&json!("submitted"), &json!("2026-03-12"))
        );
        assert_eq!(request["moves"], json!(["withdrawn"]));
        assert_eq!(request["may"], json!(["correct", "restrict", "withdraw"]));
        for (field, sent) in wanted().as_object().expect("fields") {
            assert_eq!(request[field], *sent, "{field}");
        }
        assert_eq!(read.header("cache-control"), "private, no-store");
        assert_eq!(read.header("vary"), "cookie, authorization, accept-encoding");
    }
}

#[tokio::test]
async fn an_owner_corrects_a_request_and_whoever_saw_an_older_version_is_told_what_changed() {
    for database in both().await {
        let town = Town::open(&database).await;
        let path = town.request("k1", &wanted()).await;
        let tag = town.get(&town.owner, &path).await.header("etag").to_owned();
        let words = json!({ "why": "Two hours by road.", "since": null });
        let corrected = town.change(&town.owner, &path, &tag, &words).await;
        assert_eq!(corrected.status, 200, "{}", corrected.text());
        let request = corrected.json();
        assert_eq!((&request["why"], &request["since"]), (&words["why"], &Value::Null));
        let stale = town.go_from(&town.group, &path, &tag, "acknowledged").await;
        assert_eq!(stale.status, 412, "{}", stale.text());
        let stale = stale.json();
        let errors = stale["errors"].as_array().expect("errors").iter();
        assert_eq!(
            errors.map(|one| one["pointer"].clone()).collect::<Vec<_>>(),
            ["#/why", "#/since"]
        );
        let without = town.send(Some(&town.owner), ("PATCH", &path), &[], "{}").await;
        without.is_problem(428, &["if-match"]);
        let any = town.change(&town.owner, &path, "*", &json!({ "why": "x" })).await;
        assert_eq!(any.status, 412, "no version is any version");
        // Read over a connection that compresses, the tag still names the version.
        let packed = format!("\"{}-br\"", corrected.header("etag").replace('"', ""));
        let same = town
            .change(&town.owner, &path, &packed, &json!({ "why": words["why"] }))
            .await;
        assert_eq!(same.status, 200, "{}", same.text());
        assert_eq!(same.header("etag"), corrected.header("etag"), "nothing changed");
    }
}

#[tokio::test]
async fn the_working_group_answers_with_reasons_along_the_table_of_states() {
    for database in both().await {
        let town = Town::open(&database).await;
        let path = town.request("k1", &wanted()).await;
        let seen = town.get(&town.group, &path).await;
        let (tag, seen) = (seen.header("etag").to_owned(), seen.json());
        assert_eq!(
            (&seen["moves"], &seen["may"]),
            (&json!(["acknowledged"]), &json!(["answer"]))
        );
        assert_eq!(town.go(&town.owner, &path, "acknowledged").await.status, 403);
        let jump = town.go(&town.group, &path, "fulfilled").await;
        jump.is_problem(409, &["submitted", "fulfilled"]);
        let moves = format!("{path}/transitions");
        for body in [
            r#"{"to":"acknowledged"}"#,
            r#"{"to":"acknowledged","reason":" "}"#,
            r#"{"to":"away","reason":"x"}"#,
        ] {
            let sent = [("if-match", tag.as_str())];
            let reply = town.send(Some(&town.group), ("POST", &moves), &sent, body).await;
            assert_eq!(reply.status, 422, "{body}: {}", reply.text());
        }
        let why = json!({ "why": "Two hours by road." });
        assert_eq!(
            town.change(&town.owner, &path, &tag_of(&town, &path).await, &why)
                .await
                .status,
            200
        );
        for to in ["acknowledged", "under_review", "declined"] {
            let moved = town.go(&town.group, &path, to).await;
            assert_eq!(moved.status, 200, "{}", moved.text());
        }
        assert_eq!(
            town.go(&town.owner, &path, "submitted").await.status,
            200,
            "it asks again"
        );
        let answers = town.get(&town.owner, &path).await.json()["answers"].clone();
        assert_eq!(answers.as_array().expect("answers").len(), 3);
        let last = json!({ "on": "2026-03-12", "state": "declined", "reason": "It is declined." });
        assert_eq!(answers[2], last);

        // What became of it: all of it to its owner, the moves to whoever may read it.
        let history = async |person| {
            let history = town.get(person, &format!("{path}/history")).await.json();
            history["entries"].as_array().expect("entries").clone()
        };
        let all = history(&town.owner).await;
        let actions: Vec<_> = all.iter().map(|one| one["action"].as_str().expect("a word")).collect();
        assert_eq!(actions, ["created", "corrected", "moved", "moved", "moved", "moved"]);
        assert_eq!(all[1]["changed"], json!(["why"]));
        assert_eq!(
            (&all[4]["by"], &all[4]["reason"]),
            (&json!("working_group"), &json!("It is declined."))
        );
        let moves = history(&town.group).await;
        assert_eq!(moves.len(), 5);
        assert!(moves.iter().all(|one| one["changed"] == json!([])), "{moves:?}");
    }
}

#[tokio::test]
async fn what_is_taken_back_is_gone_to_its_owner_and_never_was_to_others() {
    for database in both().await {
        let town = Town::open(&database).await;
        let path = town.request("k1", &wanted()).await;
        let gone = town.go(&town.owner, &path, "withdrawn").await;
        assert_eq!(gone.status, 200, "{}", gone.text());
        let left = gone.json();
        assert_eq!(
            (&left["state"], &left["withdrawn_on"]),
            (&json!("withdrawn"), &json!("2026-03-12"))
        );
        let id = path.rsplit('/').next().expect("an id");
        for way in ["", "/history", "/access"] {
            let path = format!("{path}{way}");
            town.get(&town.owner, &path).await.is_problem(410, &[id, "2026-03-12"]);
            town.get(&town.group, &path).await.is_problem(404, &[]);
            town.get(&town.other, &path).await.is_problem(404, &[]);
        }
        let again = town.change(&town.owner, &path, "\"x\"", &json!({ "why": "x" })).await;
        assert_eq!(again.status, 410);
        let mine = town.get(&town.owner, "/api/requests?mine=true").await.json();
        assert_eq!(mine["number"], 0);
        town.submit(&town.owner, "k1", &wanted()).await.is_problem(410, &[]);
        town.house.office.store().verify().await.expect("whole");
    }
}

/// The tag of a request as its owner reads it.
async fn tag_of(town: &Town, path: &str) -> String {
    town.get(&town.owner, path).await.header("etag").to_owned()
}

#[tokio::test]
async fn a_draft_is_its_owners_alone_until_it_is_asked() {
    for database in both().await {
        let town = Town::open(&database).await;
        let draft = json!({ "service_type": "counselling", "state": "draft", "visibility": "public" });
        let path = town.request("draft", &draft).await;
        for (name, person) in town.everybody() {
            let expected = if name == "owner" { 200 } else { 404 };
            assert_eq!(town.house.get_as(person, &path).await.status, expected, "{name}");
        }
        assert_eq!(town.get(&town.owner, &path).await.json()["submitted_on"], Value::Null);
        let asked = town.go(&town.owner, &path, "submitted").await;
        asked.is_problem(422, &["communities"]);
        let tag = town.get(&town.owner, &path).await.header("etag").to_owned();
        let place = json!({ "communities": ["behchoko"] });
        assert_eq!(town.change(&town.owner, &path, &tag, &place).await.status, 200);
        assert_eq!(town.go(&town.owner, &path, "submitted").await.status, 200);
        assert_eq!(town.house.get_as(None, &path).await.status, 200);
    }
}

#[tokio::test]
async fn who_may_do_what_is_what_the_table_says() {
    for database in both().await {
        let town = Town::open(&database).await;
        let path = town.request("k", &wanted()).await;
        for visibility in ["owner", "working_group", "public"] {
            town.show_to(&path, visibility).await;
            for (name, person) in town.everybody() {
                let reads = match visibility {
                    "owner" => name == "owner",
                    "working_group" => name == "owner" || name == "group",
                    _ => true,
                };
                let expected = |allowed: bool, or: u16| match (reads, allowed) {
                    (false, _) => 404,
                    (true, true) => 200,
                    (true, false) if name == "public" => 401,
                    (true, false) => or,
                };
                let who = format!("{}: {visibility} {name}", database.name);
                let read = town.house.get_as(person, &path).await;
                assert_eq!(read.status.as_u16(), expected(true, 0), "{who}");
                let tag = read.header("etag").to_owned();
                let history = town.house.get_as(person, &format!("{path}/history")).await;
                assert_eq!(history.status.as_u16(), expected(true, 0), "{who}");
                let access = town.house.get_as(person, &format!("{path}/access")).await;
                assert_eq!(access.status.as_u16(), expected(name == "owner", 403), "{who}");
                if name == "owner" || name == "group" && reads {
                    continue;
                }
                for (method, path, body) in [
                    ("PATCH", path.clone(), r#"{"why":"Others' words."}"#),
                    ("PATCH", path.clone(), r#"{"visibility":"public"}"#),
                    (
                        "POST",
                        format!("{path}/transitions"),
                        r#"{"to":"withdrawn","reason":"x"}"#,
                    ),
                    (
                        "POST",
                        format!("{path}/transitions"),
                        r#"{"to":"acknowledged","reason":"x"}"#,
                    ),
                ] {
                    let reply = town.send(person, (method, &path), &[("if-match", &tag)], body).await;
                    assert_eq!(
                        reply.status.as_u16(),
                        expected(false, 403),
                        "{who}: {method} {body} {}",
                        reply.text()
                    );
                }
            }
        }
        for (name, person) in town.everybody() {
            let sent = [("idempotency-key", "k")];
            let reply = town
                .send(person, ("POST", "/api/requests"), &sent, wanted().to_string())
                .await;
            let expected = match name {
                "public" => 401,
                "owner" | "other" => 201,
                _ => 403,
            };
            assert_eq!(reply.status, expected, "{name}: {}", reply.text());
            let export = town.house.get_as(person, "/api/requests/export").await;
            let expected = if expected == 201 { 200 } else { expected };
            assert_eq!(export.status, expected, "{name}: {}", export.text());
        }
    }
}

#[tokio::test]
async fn ten_clients_with_one_key_submit_one_request_and_are_answered_alike() {
    for database in both().await {
        let town = Arc::new(Town::open(&database).await);
        let sent = (0..10).map(|_| {
            let town = Arc::clone(&town);
            tokio::spawn(async move { town.submit(&town.owner, "one key", &wanted()).await })
        });
        let mut answers = Vec::new();
        for one in sent.collect::<Vec<_>>() {
            let reply = one.await.expect("no panic");
            answers.push((
                reply.status,
                reply.header("etag").to_owned(),
                reply.header("location").to_owned(),
                reply.body,
            ));
        }
        assert_eq!(answers[0].0, 201, "{}", database.name);
        answers.dedup();
        assert_eq!(answers.len(), 1, "{}", database.name);
        assert_eq!(
            town.get(&town.owner, "/api/requests?mine=true").await.json()["number"],
            1
        );
        let other = town
            .submit(
                &town.owner,
                "one key",
                &json!({ "service_type": "counselling", "regions": ["north"] }),
            )
            .await;
        other.is_problem(422, &["key"]);
        // Another government's key is another key, and says nothing of the first.
        assert_eq!(town.submit(&town.other, "one key", &wanted()).await.status, 201);
        let without = town
            .send(Some(&town.owner), ("POST", "/api/requests"), &[], wanted().to_string())
            .await;
        without.is_problem(400, &["idempotency-key"]);
    }
}

#[tokio::test]
async fn of_fifty_writers_who_have_seen_one_version_exactly_one_wins() {
    for database in both().await {
        let town = Arc::new(Town::open(&database).await);
        let path = town.request("k", &wanted()).await;
        let tag = town.get(&town.owner, &path).await.header("etag").to_owned();
        let head = town.house.office.store().head().await.expect("a head").position;
        let writers = (0..50).map(|number| {
            let (town, path, tag) = (Arc::clone(&town), path.clone(), tag.clone());
            tokio::spawn(async move {
                let body = json!({ "why": format!("Words of writer {number}.") });
                town.change(&town.owner, &path, &tag, &body).await.status.as_u16()
            })
        });
        let mut statuses = Vec::new();
        for writer in writers.collect::<Vec<_>>() {
            statuses.push(writer.await.expect("no panic"));
        }
        statuses.sort_unstable();
        assert_eq!(
            (statuses[0], &statuses[1..]),
            (200, [412; 49].as_slice()),
            "{}",
            database.name
        );
        assert_eq!(
            town.house.office.store().head().await.expect("a head").position,
            head + 1,
            "one entry"
        );
    }
}

#[tokio::test]
async fn what_was_written_is_read_at_once_and_what_was_restricted_is_gone_at_once() {
    for database in both().await {
        let town = Town::open(&database).await;
        let path = town.request("k", &wanted()).await;
        for round in 0..10 {
            let tag = town.get(&town.owner, &path).await.header("etag").to_owned();
            let why = format!("Round {round}.");
            assert_eq!(
                town.change(&town.owner, &path, &tag, &json!({ "why": why }))
                    .await
                    .status,
                200
            );
            assert_eq!(town.get(&town.group, &path).await.json()["why"], why);
            town.show_to(&path, "owner").await;
            assert_eq!(town.get(&town.group, &path).await.status, 404);
            town.show_to(&path, "working_group").await;
        }
    }
}
