//! What the working group decided: who may read it, what becomes of it, and what came of it.

use evenreach::model::{DeliveryMode, Fact, Package, Service};
use evenreach::store::Actor;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::databases::{both, sqlite};
use crate::requests::{Town, wanted};
use crate::support::people::{Person, now, package, pass};
use crate::support::schema::faults;

const PATH: &str = "/api/decisions";

/// The link of a ranking, as an answer gives it.
async fn ranking(town: &Town) -> String {
    let answer = town
        .house
        .service
        .json("/api/analysis/priorities?samples=100&preset=places")
        .await;
    answer["question"]["permalink"].as_str().expect("a link").to_owned()
}

async fn decided(town: &Town, option: &str, public: bool) -> Value {
    json!({
        "option": option,
        "decision": "chosen",
        "reasons": "It is where people have waited longest.",
        "dissent": "One of us would have begun in Behchokǫ̀.",
        "decided_on": "2026-03-11",
        "ranking": ranking(town).await,
        "public": public,
    })
}

/// Records a decision: its path.
async fn record(town: &Town, body: &Value) -> String {
    let reply = town
        .send(Some(&town.group), ("POST", PATH), &[], body.to_string())
        .await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    let id = reply.json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(
        reply.header("location"),
        format!("https://evenreach.example{PATH}/{id}")
    );
    format!("{PATH}/{id}")
}

async fn read(town: &Town, person: Option<&Person>, path: &str) -> (u16, String) {
    let reply = town.house.get_as(person, path).await;
    (reply.status.as_u16(), reply.text())
}

/// Somebody opens a place with a counsellor who lives in it.
fn with_counsellor(mut package: Package, community: &str) -> Package {
    let like = package.services.iter().find(|one| one.id.as_str() == "helpline");
    let service = Service {
        id: "new-counsellor".into(),
        delivery_mode: Fact::Known(DeliveryMode::Resident),
        community_id: Some(community.into()),
        serves: evenreach::model::Serves::All,
        ..like.expect("a service").clone()
    };
    package.services.push(service);
    package.services.sort_by(|one, other| one.id.cmp(&other.id));
    package
}

#[tokio::test]
async fn a_decision_is_read_as_it_was_recorded_and_says_what_came_of_it() {
    for database in both().await {
        let town = Town::open(&database).await;
        let document = town.house.service.json("/api/openapi.json").await;
        let gaps = town.house.service.json("/api/analysis/gaps").await;
        let gap = &gaps["features"]
            .as_array()
            .expect("gaps")
            .iter()
            .find(|one| one["properties"]["at_least"] != "met")
            .expect("a gap")["properties"];
        let (community, standard) = (gap["community_id"].as_str(), gap["standard"].as_str());
        let option = format!("gap:{}.{}", community.expect("an id"), standard.expect("an id"));
        let body = decided(&town, &option, true).await;
        let path = record(&town, &body).await;
        let decision = town.house.service.json(&path).await;
        for field in [
            "decision",
            "reasons",
            "dissent",
            "decided_on",
            "ranking",
            "public",
            "option",
        ] {
            assert_eq!(decision[field], body[field], "{field}");
        }
        let schema = json!({ "$ref": "#/components/schemas/Decision" });
        assert_eq!(faults(&document, &schema, &decision), [] as [String; 0]);
        assert_eq!(decision["then"]["rows"][0]["at_least"], gap["at_least"]);
        assert_eq!(decision["then"]["rows"][0]["days_met"], gap["days_met"]);
        let closed = if gap["at_most"] == "met" { "unknown" } else { "no" };
        assert_eq!(decision["closed"], closed);
        let list = town.house.service.json(PATH).await;
        let schema = json!({ "$ref": "#/components/schemas/DecisionList" });
        assert_eq!(faults(&document, &schema, &list), [] as [String; 0]);
        assert_eq!(list["decisions"][0], decision);
        assert_eq!(list["may"]["record"], false);
        // A decision is no fact: the facts and the link stay what they were.
        assert_eq!(decision["data_digest"], gaps["question"]["data_digest"]);
        assert_eq!(decided(&town, &option, true).await["ranking"], body["ranking"]);

        // A year later somebody has come.
        pass(SignedDuration::from_hours(24 * 365));
        let store = town.house.office.store();
        let actor = Actor::new("evenreach load").expect("a name");
        let more = with_counsellor(package(), community.expect("an id"));
        store.put(&more, &actor, "a counsellor came", now()).await.expect("put");
        town.house.office.refresh().await.expect("a picture");
        let later = town.house.service.json(&path).await;
        assert_eq!(later["then"], decision["then"], "what was then stays");
        assert_eq!(later["now"]["as_of"], "2027-03-12");
        assert_eq!(later["now"]["met"], 1);
        assert_eq!(later["closed"], "yes");
        assert!(store.verify().await.is_ok());
        store.close().await;
    }
}

#[tokio::test]
async fn whoever_may_not_know_of_a_request_gets_nothing_of_what_was_decided_on_it() {
    for database in both().await {
        let town = Town::open(&database).await;
        for (visibility, public, readers) in [
            (
                "public",
                true,
                &["public", "planner", "group", "owner", "other", "admin"] as &[&str],
            ),
            ("public", false, &["group", "owner"]),
            ("working_group", true, &["group", "owner"]),
            ("working_group", false, &["group", "owner"]),
            ("owner", true, &["owner"]),
        ] {
            let mut body = wanted();
            body["visibility"] = json!(if visibility == "owner" {
                "working_group"
            } else {
                visibility
            });
            let path = town.request(&format!("{visibility} {public}"), &body).await;
            let id = path.rsplit('/').next().expect("an id").to_owned();
            let before: Vec<_> = town.everybody().map(|(name, _)| name).to_vec();
            let mut lists = Vec::new();
            for (_, person) in town.everybody() {
                lists.push(read(&town, person, PATH).await);
            }
            let decision = record(&town, &decided(&town, &format!("request:{id}"), public).await).await;
            if visibility == "owner" {
                town.show_to(&path, "owner").await;
            }
            let never = format!("{PATH}/{}", "0".repeat(32));
            for ((name, person), (_, list)) in town.everybody().into_iter().zip(&lists) {
                let (status, text) = read(&town, person, &decision).await;
                let may = readers.contains(&name);
                assert_eq!(status == 200, may, "{name} {visibility} {public}: {text}");
                let listed = read(&town, person, PATH).await.1;
                assert_eq!(listed != *list, may, "{name} {visibility} {public}");
                let filtered = read(&town, person, &format!("{PATH}?option=request:{id}")).await.1;
                assert_eq!(filtered.contains("longest"), may, "{name} {visibility} {public}");
                if !may {
                    assert_eq!((status, text), read(&town, person, &never).await, "{name}");
                }
                let history = read(&town, person, &format!("{decision}/history")).await;
                let of_others = read(&town, person, &format!("{never}/history")).await;
                let reads_all = may && ["group", "owner"].contains(&name);
                assert_eq!(history.0 == 200, reads_all, "{name} {visibility} {public}");
                assert!(reads_all || history == of_others, "{name}");
            }
            assert_eq!(before.len(), 6);
            // The owner takes it back: no words of the decision are left either.
            assert_eq!(town.go(&town.owner, &path, "withdrawn").await.status, 200);
            for (name, person) in town.everybody() {
                assert_eq!(
                    read(&town, person, &decision).await,
                    read(&town, person, &never).await,
                    "{name}"
                );
            }
        }
        let store = town.house.office.store();
        assert!(store.decisions().await.expect("readable").is_empty());
        assert!(store.verify().await.is_ok());
        store.close().await;
    }
}

/// The history of a request, to everybody: what was decided on it stands in it for those alone who may read that.
#[tokio::test]
async fn the_history_of_a_request_tells_what_was_decided_on_it_to_those_who_may_read_both() {
    let database = sqlite();
    let town = Town::open(&database).await;
    let mut body = wanted();
    body["visibility"] = json!("public");
    let path = town.request("history", &body).await;
    let option = format!("request:{}", path.rsplit('/').next().expect("an id"));
    let history = format!("{path}/history");
    let document = town.house.service.json("/api/openapi.json").await;
    let mut before = Vec::new();
    for (_, person) in town.everybody() {
        before.push(read(&town, person, &history).await);
    }
    // Not public, and then changed: two versions, for the working group and for the owner.
    let decision = record(&town, &decided(&town, &option, false).await).await;
    let change = async |public: bool, verdict: &str| {
        let tag = town.get(&town.group, &decision).await.header("etag").to_owned();
        let mut body = decided(&town, "", public).await;
        body.as_object_mut().expect("fields").remove("option");
        body["decision"] = json!(verdict);
        let more = [("if-match", tag.as_str())];
        let reply = town
            .send(Some(&town.group), ("PUT", &decision), &more, body.to_string())
            .await;
        assert_eq!(reply.status, 200, "{}", reply.text());
    };
    change(false, "deferred").await;
    let told = async |person: Option<&Person>| -> Vec<String> {
        let (_, text) = read(&town, person, &history).await;
        let answer: Value = serde_json::from_str(&text).expect("JSON");
        let found = faults(
            &document,
            &json!({ "$ref": "#/components/schemas/RequestHistory" }),
            &answer,
        );
        assert!(found.is_empty(), "{found:#?}");
        let entries = answer["entries"].as_array().expect("entries").iter();
        let decided = entries.filter(|one| one["action"] == "decided");
        decided
            .map(|one| {
                assert_eq!(one["by"], "working_group");
                assert_eq!(one["reason"], "It is where people have waited longest.");
                one["decision"]["decision"].as_str().expect("a word").to_owned()
            })
            .collect()
    };
    for ((name, person), before) in town.everybody().into_iter().zip(&before) {
        if ["group", "owner"].contains(&name) {
            assert_eq!(told(person).await, ["chosen", "deferred"], "{name}");
        } else {
            assert_eq!(read(&town, person, &history).await, *before, "{name}");
        }
    }
    // Public: everybody reads how it stands, and nothing of what it said before.
    change(true, "not_chosen").await;
    for (name, person) in town.everybody() {
        let expected: &[&str] = if ["group", "owner"].contains(&name) {
            &["chosen", "deferred", "not_chosen"]
        } else {
            &["not_chosen"]
        };
        assert_eq!(told(person).await, expected, "{name}");
    }
    let export = town.get(&town.owner, "/api/requests/export").await.text();
    assert!(export.contains("\"not_chosen\""), "the owner takes it along: {export}");
}

#[tokio::test]
async fn a_decision_is_changed_from_what_was_seen_and_keeps_its_history() {
    let database = sqlite();
    let town = Town::open(&database).await;
    let path = record(&town, &decided(&town, "request:req-public", true).await).await;
    let seen = town.get(&town.group, &path).await;
    let tag = seen.header("etag").to_owned();
    let mut body = decided(&town, "", true).await;
    body.as_object_mut().expect("fields").remove("option");
    body["decision"] = json!("deferred");
    body["dissent"] = Value::Null;
    let put = async |person: &Person, more: &[(&str, &str)]| {
        town.send(Some(person), ("PUT", &path), more, body.to_string()).await
    };
    assert_eq!(put(&town.group, &[]).await.status, 428);
    assert_eq!(put(&town.owner, &[("if-match", &tag)]).await.status, 403);
    let changed = put(&town.group, &[("if-match", &tag)]).await;
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_eq!(changed.json()["decision"], "deferred");
    assert_eq!(changed.json()["then"], seen.json()["then"]);
    assert_eq!(put(&town.group, &[("if-match", &tag)]).await.status, 412);
    let tag = changed.header("etag").to_owned();
    assert_eq!(
        put(&town.group, &[("if-match", &tag)]).await.body,
        changed.body,
        "the same again changes nothing"
    );
    let history = town.get(&town.group, &format!("{path}/history")).await.json();
    let versions = history["versions"].as_array().expect("versions");
    let said: Vec<&Value> = versions.iter().map(|one| &one["decision"]).collect();
    assert_eq!(said, ["chosen", "deferred"]);
    // One stands at a time.
    let again = decided(&town, "request:req-public", true).await.to_string();
    assert_eq!(
        town.send(Some(&town.group), ("POST", PATH), &[], again).await.status,
        409
    );
}

#[tokio::test]
async fn what_cannot_be_recorded_is_told_field_by_field() {
    let database = sqlite();
    let town = Town::open(&database).await;
    let good = decided(&town, "request:req-public", false).await;
    for (field, value) in [
        ("option", json!("request:never")),
        ("option", json!("request:req-owner")),
        ("option", json!("gap:nowhere.counselling")),
        ("option", json!("position:nowhere")),
        ("option", json!("position:")),
        ("option", json!("behchoko")),
        ("decision", json!("perhaps")),
        ("reasons", json!(" ")),
        ("decided_on", json!("2026-03-13")),
        ("ranking", json!("https://example.org/ranking")),
        (
            "ranking",
            json!(
                good["ranking"]
                    .as_str()
                    .expect("a link")
                    .replace("definition_digest=", "definition_digest=0")
            ),
        ),
    ] {
        let mut body = good.clone();
        body[field] = value.clone();
        let reply = town
            .send(Some(&town.group), ("POST", PATH), &[], body.to_string())
            .await;
        assert_eq!(reply.status, 422, "{field} {value}: {}", reply.text());
        assert_eq!(reply.json()["errors"][0]["pointer"], format!("#/{field}"), "{value}");
    }
    for (person, status) in [(None, 401), (Some(&town.planner), 403), (Some(&town.owner), 403)] {
        let reply = town.send(person, ("POST", PATH), &[], good.to_string()).await;
        assert_eq!(reply.status, status);
    }
    assert!(
        town.house
            .office
            .store()
            .decisions()
            .await
            .expect("readable")
            .is_empty()
    );
}
