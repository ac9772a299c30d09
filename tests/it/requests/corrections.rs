//! A call in the public record, and what the government that it names and the working group say of it.

use evenreach::workflow::Archive;
use serde_json::{Value, json};

use super::Town;
use crate::databases::{both, sqlite};
use crate::support::client::Reply;
use crate::support::people::Person;

const RECORD: &str = "/api/requests/req-public";

impl Town {
    /// Says what is so of a record, as somebody who has read it as it is now.
    async fn say(&self, person: &Person, body: &Value) -> Reply {
        let tag = self.get(person, RECORD).await.header("etag").to_owned();
        self.say_from(person, &tag, body).await
    }

    async fn say_from(&self, person: &Person, tag: &str, body: &Value) -> Reply {
        let to = format!("{RECORD}/correction");
        let seen = [("if-match", tag)];
        self.send(Some(person), ("PUT", &to), &seen, body.to_string()).await
    }

    async fn take_back(&self, person: &Person) -> Reply {
        let tag = self.get(person, RECORD).await.header("etag").to_owned();
        let to = format!("{RECORD}/correction");
        self.send(Some(person), ("DELETE", &to), &[("if-match", &tag)], "")
            .await
    }

    async fn read(&self, person: Option<&Person>) -> Value {
        self.house.get_as(person, RECORD).await.json()
    }

    async fn history(&self, person: Option<&Person>) -> Vec<Value> {
        let history = self.house.get_as(person, &format!("{RECORD}/history")).await.json();
        history["entries"].as_array().expect("entries").clone()
    }
}

fn otherwise() -> Value {
    json!({
        "communities": ["behchoko"], "date": "2019-07", "status": "partly_met",
        "why": "The gathering asked for Behchokǫ̀, and in July 2019.",
    })
}

#[tokio::test]
async fn what_the_named_government_says_stands_beside_what_the_source_says() {
    for database in both().await {
        let town = Town::open(&database).await;
        let before = town.read(None).await;
        assert_eq!(
            (&before["names"], &before["corrections"]),
            (&json!(["tlicho"]), &json!([]))
        );
        let said = town.say(&town.owner, &otherwise()).await;
        assert_eq!(said.status, 200, "{}: {}", database.name, said.text());

        for (name, person) in town.everybody() {
            let mut read = town.read(person).await;
            let [one] = read["corrections"].as_array().expect("a list").as_slice() else {
                panic!("{}: {name}: {read}", database.name);
            };
            let expected = json!({
                "government": "tlicho", "made_on": "2026-03-12", "changed_on": "2026-03-12",
                "service_type": null, "communities": ["behchoko"], "regions": null, "delivery_mode": null,
                "date": "2019-07", "status": "partly_met", "why": otherwise()["why"], "own": name == "owner",
            });
            assert_eq!(*one, expected, "{}: {name}", database.name);
            // What the source says is as it was.
            read["corrections"] = json!([]);
            read["may"] = json!([]);
            assert_eq!(read, before, "{}: {name}", database.name);
        }
        // So do they who look at the gap, or take the records away.
        let panel = town
            .house
            .get_as(None, "/api/analysis/communities/yellowknife")
            .await
            .json();
        let requests = panel["standards"][0]["requests"].as_array().expect("requests").clone();
        let asked = requests.iter().find(|one| one["id"] == "req-public").expect("the call");
        assert_eq!(asked["corrections"][0]["why"], otherwise()["why"]);
        let item = town
            .house
            .get_as(None, "/api/collections/requests/items/req-public")
            .await
            .json();
        assert_eq!(item["properties"]["corrected_by"], json!(["tlicho"]));
        assert_eq!(item["properties"]["date"], "2020-10");
        let export = town.get(&town.owner, "/api/requests/export").await.json();
        assert_eq!(export["corrections"][0]["request"], "req-public");
        assert_eq!(export["corrections"][0]["correction"]["why"], otherwise()["why"]);
        let others = town.get(&town.other, "/api/requests/export").await.json();
        assert_eq!(others["corrections"], json!([]));

        // The working group says something else, beside both.
        let group = json!({ "why": "We found no other source.", "status": "declined" });
        assert_eq!(town.say(&town.group, &group).await.status, 200);
        let both = town.read(None).await["corrections"].clone();
        let by: Vec<_> = both
            .as_array()
            .expect("two")
            .iter()
            .map(|one| one["government"].clone())
            .collect();
        assert_eq!(by, [json!("tlicho"), Value::Null]);
        town.house.office.store().verify().await.expect("whole");
    }
}

#[tokio::test]
async fn only_the_named_government_and_the_working_group_correct_a_record_and_only_what_they_have_seen() {
    for database in both().await {
        let town = Town::open(&database).await;
        let to = format!("{RECORD}/correction");
        for (name, person) in town.everybody() {
            let read = town.house.get_as(person, RECORD).await;
            let may = matches!(name, "owner" | "group");
            let expected = if may { json!(["correct_record"]) } else { json!([]) };
            assert_eq!(read.json()["may"], expected, "{name}");
            if may {
                continue;
            }
            let seen = [("if-match", read.header("etag"))];
            for (method, body) in [("PUT", otherwise().to_string()), ("DELETE", String::new())] {
                let refused = town.send(person, (method, &to), &seen, body).await;
                let expected = if name == "public" { 401 } else { 403 };
                assert_eq!(refused.status, expected, "{}: {method} {name}", database.name);
            }
        }
        assert_eq!(town.read(None).await["corrections"], json!([]));

        let tag = town.get(&town.owner, RECORD).await.header("etag").to_owned();
        let without = town
            .send(Some(&town.owner), ("PUT", &to), &[], otherwise().to_string())
            .await;
        without.is_problem(428, &["if-match"]);
        assert_eq!(town.say_from(&town.owner, &tag, &otherwise()).await.status, 200);
        let head = town.house.office.store().head().await.expect("a head");
        // Two of one government who have seen the same: one is first, and the other is told.
        let stale = town.say_from(&town.owner, &tag, &json!({ "why": "Otherwise." })).await;
        assert_eq!(stale.status, 412, "{}", stale.text());
        assert_eq!(stale.json()["errors"][0]["pointer"], "#/corrections");
        // So is the working group, which has not seen what the government says.
        assert_eq!(
            town.say_from(&town.group, &tag, &json!({ "why": "?" })).await.status,
            412
        );
        assert_eq!(town.say(&town.owner, &otherwise()).await.status, 200, "the same again");
        assert_eq!(
            town.house.office.store().head().await.expect("a head"),
            head,
            "is nothing new"
        );

        // What somebody submitted has an owner who corrects it.
        let own = town.request("k", &super::wanted()).await;
        let tag = town.get(&town.group, &own).await.header("etag").to_owned();
        let seen = [("if-match", tag.as_str())];
        let refused = town
            .send(
                Some(&town.group),
                ("PUT", &format!("{own}/correction")),
                &seen,
                otherwise().to_string(),
            )
            .await;
        refused.is_problem(409, &["public record"]);
        // And a call that names nobody is the working group's alone to set right.
        let hidden = town.get(&town.owner, "/api/requests/req-working-group").await;
        assert_eq!(hidden.status, 404);
        let seen = town.get(&town.group, "/api/requests/req-working-group").await;
        assert_eq!(seen.json()["may"], json!(["correct_record"]));
    }
}

#[tokio::test]
async fn a_correction_that_is_taken_back_leaves_no_words_and_says_that_it_was() {
    const CANARY: &str = "canary-5e2b90";
    for database in both().await {
        let town = Town::open(&database).await;
        let package = town.get(&town.owner, "/api/package").await.json();
        let plain = package["data_digest"].as_str().expect("a digest").to_owned();
        let first = json!({ "why": format!("First {CANARY}."), "regions": ["north"] });
        assert_eq!(town.say(&town.owner, &first).await.status, 200);
        let package = town.get(&town.owner, "/api/package").await.json();
        let digest = package["data_digest"].as_str().expect("a digest").to_owned();
        assert_ne!(digest, plain, "what everyone may read is another");
        let archive = Archive::new(town.house.office.store().clone());
        let is_shown = async || {
            let found = archive.find(&digest).await.expect("it can be looked up");
            found.is_some_and(|found| found.public().data_digest() == digest)
        };
        assert!(is_shown().await, "{}", database.name);
        let second = json!({ "why": format!("Second {CANARY}.") });
        assert_eq!(town.say(&town.owner, &second).await.status, 200);
        assert!(
            !is_shown().await,
            "{}: its own earlier words are shown by no link",
            database.name
        );
        assert_eq!(town.say(&town.group, &json!({ "why": "Seen." })).await.status, 200);

        // When and by whom is everybody's to know; which words stood there before is the body's own.
        let all = town.history(None).await;
        let lines: Vec<_> = all
            .iter()
            .map(|one| (&one["action"], &one["by"], &one["reason"]))
            .collect();
        let (corrected, government) = (json!("corrected"), json!("government"));
        let group = json!("working_group");
        let line = |by| (&corrected, by, &Value::Null);
        assert_eq!(lines, [line(&government), line(&government), line(&group)]);
        let own = town.history(Some(&town.owner)).await;
        assert_eq!(
            (&own[0]["reason"], &own[1]["changed"]),
            (&first["why"], &json!(["regions", "why"]))
        );
        assert_eq!(own[2]["reason"], Value::Null, "not theirs");

        assert!(town.read(None).await.to_string().contains(CANARY));
        let gone = town.take_back(&town.owner).await;
        assert_eq!(gone.status, 200, "{}", gone.text());
        let left = gone.json()["corrections"].clone();
        assert_eq!(
            left.as_array().expect("a list").len(),
            1,
            "what others say stays: {left}"
        );
        database.settle().await;
        assert!(!database.keeps(CANARY), "{}", database.name);
        for (_, person) in town.everybody() {
            let read = town.house.get_as(person, "/api/requests").await.text();
            let history = format!("{:?}", town.history(person).await);
            assert!(!read.contains(CANARY) && !history.contains(CANARY), "{}", database.name);
        }
        let all = town.history(None).await;
        let actions: Vec<_> = all.iter().map(|one| one["action"].as_str().expect("a word")).collect();
        assert_eq!(actions, ["corrected", "withdrawn"]);
        town.take_back(&town.owner).await.is_problem(409, &["nothing"]);
        assert_eq!(
            town.say(&town.owner, &otherwise()).await.status,
            200,
            "it may speak again"
        );
        town.house.office.store().verify().await.expect("whole");
    }
}

#[tokio::test]
async fn what_is_wrong_in_a_correction_is_refused_with_its_place() {
    let database = sqlite();
    let town = Town::open(&database).await;
    let head = town.house.office.store().head().await.expect("a head");
    for (field, value, place) in [
        ("service_type", json!("ice_cream"), "#/service_type"),
        ("communities", json!(["atlantis"]), "#/communities/0"),
        ("communities", json!("behchoko"), "#/communities"),
        ("regions", json!(["atlantis"]), "#/regions/0"),
        ("delivery_mode", json!("by_dragon"), "#/delivery_mode"),
        ("date", json!("2027"), "#/date"),
        ("status", json!("forgotten"), "#/status"),
        ("why", json!(" "), "#/why"),
        ("why", Value::Null, "#/why"),
        ("why", json!("a\u{202e}b"), "#/why"),
        ("why", json!("a".repeat(10_001)), "#/why"),
        ("visibility", json!("owner"), "#/visibility"),
        ("requested_by", json!("Nobody"), "#/requested_by"),
    ] {
        let mut body = otherwise();
        body[field] = value;
        let reply = town.say(&town.owner, &body).await;
        assert_eq!(reply.status, 422, "{field}: {}", reply.text());
        assert_eq!(reply.json()["errors"][0]["pointer"], place, "{}", reply.text());
    }
    assert_eq!(town.house.office.store().head().await.expect("a head"), head);
    // A field that is null is as the source has it; a list that is empty says that no place is named.
    let body = json!({ "why": "It named no place.", "communities": [], "date": null });
    let said = town.say(&town.owner, &body).await.json()["corrections"][0].clone();
    assert_eq!((&said["communities"], &said["date"]), (&json!([]), &Value::Null));
}
