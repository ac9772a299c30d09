//! Scenarios over the API: what comes of one, and those that people keep, share and copy.

use std::collections::BTreeMap;

use evenreach::model::Role;
use serde_json::{Value, json};

use crate::databases::both;
use crate::requests::{Town, wanted};
use crate::shipped;
use crate::support::Client;
use crate::support::client::Reply;
use crate::support::people::Person;
use crate::support::schema::faults;

const ANALYSE: &str = "/api/analysis/scenario";
const KEPT: &str = "/api/scenarios";

fn counsellor(community: &str) -> Value {
    json!({
        "name": "A counsellor",
        "changes": [{
            "change": "add_service", "id": "n", "service_type": "counselling", "delivery_mode": "resident",
            "community_id": community, "serves": [community], "cost": { "yearly": 90000, "currency": "CAD" },
        }],
    })
}

fn fulfil(request: &str) -> Value {
    json!({ "name": "What was asked", "changes": [{ "change": "fulfil_request", "request": request }] })
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

impl Town {
    async fn keep(&self, person: &Person, scenario: &Value, shared: &str) -> Reply {
        let body = json!({ "scenario": scenario, "shared": shared });
        self.house.send_as(Some(person), "POST", KEPT, &body).await
    }

    /// Keeps a scenario, which must be possible: its path.
    async fn kept(&self, person: &Person, scenario: &Value, shared: &str) -> String {
        let reply = self.keep(person, scenario, shared).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
        format!("{KEPT}/{}", reply.json()["id"].as_str().expect("an id"))
    }

    async fn put(&self, person: &Person, path: &str, tag: &str, scenario: &Value, shared: &str) -> Reply {
        let body = json!({ "scenario": scenario, "shared": shared }).to_string();
        self.send(Some(person), ("PUT", path), &[("if-match", tag)], body).await
    }

    async fn tag(&self, person: &Person, path: &str) -> String {
        self.get(person, path).await.header("etag").to_owned()
    }
}

#[tokio::test]
async fn a_scenario_of_the_territory_tells_who_gains_and_who_loses() {
    let client = Client::new(shipped::package());
    let shorter = json!({
        "name": { "en": "Shorter", "fr": "Plus court" },
        "changes": [{ "change": "move_window", "modes": ["winter_road", "ice_crossing"], "opens_days": 11, "closes_days": -10 }],
    });
    let visits = json!({
        "name": "Visits",
        "changes": [{
            "change": "add_service", "service_type": "community_counselling", "delivery_mode": "visiting",
            "community_id": "wrigley", "serves": ["wrigley"], "visits_per_month": 2,
            "cost": { "yearly": 90000, "currency": "CAD" },
        }],
    });
    let body = json!({ "scenario": shorter, "beside": visits });
    let reply = client.post(ANALYSE, &body).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.header("cache-control"), "no-store");
    let answer = reply.json();
    let document = client.json("/api/openapi.json").await;
    let schema = json!({ "$ref": "#/components/schemas/ScenarioAnswer" });
    assert_eq!(faults(&document, &schema, &answer), [] as [String; 0]);

    let [first, second] = list(&answer["scenarios"]).as_slice() else {
        panic!("two sides")
    };
    assert_eq!(
        list(&first["gains"]).len(),
        0,
        "less ice is good for nobody: {}",
        first["sentence"]
    );
    assert!(!list(&first["losses"]).is_empty());
    let worse = first["worse"]["en"].as_str().expect("said plainly");
    assert!(worse.starts_with("What gets worse: "), "{worse}");
    // What is lost most stands first: what was surely met, then the days.
    let most = list(&first["losses"]).iter().min_by_key(|one| {
        let met = ["before", "after"].map(|side| one[side]["at_least"] == "met");
        let days = ["at_least", "at_most"].map(|end| one["days_gained"][end].as_i64());
        (met != [true, false], days)
    });
    let most = most.expect("something is lost");
    let [place, standard] = [&most["community"], &most["title"]["en"]].map(|text| text.as_str().expect("a name"));
    assert!(
        worse.starts_with(&format!("What gets worse: {place} ({standard}: ")),
        "{worse}"
    );
    let others = list(&first["losses"]).len() - 6;
    assert!(worse.ends_with(&format!("; and {others} more.")), "{worse}");
    assert!(list(&second["losses"]).is_empty() && second["worse"].is_null());
    let gain = &list(&second["gains"])[0];
    assert_eq!(
        (&gain["community_id"], &gain["standard"]),
        (&json!("wrigley"), &json!("counselling"))
    );
    assert_eq!(gain["after"]["outcome"], "met");
    assert_eq!(
        second["cost"]["totals"],
        json!([{ "one_time": null, "yearly": 90000.0, "currency": "CAD" }])
    );
    assert_eq!(second["cost"]["is_partial"], false);
    // From the first to the second: what the one loses comes back, and what the other gains is there.
    assert!(list(&answer["between"]["losses"]).is_empty());
    assert_eq!(
        list(&answer["between"]["gains"]).len(),
        list(&first["losses"]).len() + list(&second["gains"]).len()
    );
    assert_eq!(answer["question"]["permalink"], Value::Null);
    let places = list(&second["features"]["features"]);
    let gaps = client.json("/api/analysis/gaps").await;
    assert_eq!(
        places.len(),
        list(&gaps["features"]).len(),
        "every place that is told of is drawn"
    );

    let narrow = client
        .post(
            &format!("{ANALYSE}?standard=counselling"),
            &json!({ "scenario": visits }),
        )
        .await
        .json();
    assert_eq!(list(&narrow["scenarios"][0]["standards"]).len(), 1);
    assert!(narrow["between"].is_null());
}

#[tokio::test]
async fn nothing_supposed_is_nothing_changed() {
    let client = Client::new(shipped::package());
    let answer = client
        .post(ANALYSE, &json!({ "scenario": { "name": "Nothing" } }))
        .await
        .json();
    let side = &answer["scenarios"][0];
    assert_eq!(side["sentence"]["en"], "By this definition, nothing would change.");
    for standard in list(&side["standards"]) {
        assert_eq!(standard["before"].to_string(), standard["after"].to_string());
    }
    let summary = client.json("/api/analysis/gaps").await;
    let today: BTreeMap<String, Value> = list(&summary["features"])
        .iter()
        .map(|gap| {
            (
                gap["id"].as_str().expect("an id").to_owned(),
                gap["properties"]["days_met"].clone(),
            )
        })
        .collect();
    for feature in list(&side["features"]["features"]) {
        assert_eq!(feature["properties"]["change"], "same");
        assert_eq!(
            feature["properties"]["after"]["days_met"],
            today[feature["id"].as_str().expect("an id")]
        );
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_scenario_is_told_at_its_place() {
    let client = Client::small();
    let body = json!({
        "scenario": { "name": "x", "changes": [{ "change": "close_service", "service": "never" }, { "change": "close_service", "service": "gone" }] },
    });
    let reply = client.post(ANALYSE, &body).await;
    reply.is_problem(422, &["#/scenario/changes/0/service", "\"never\""]);
    let body = json!({ "scenario": { "name": "x", "changes": [{ "change": "move" }] }, "besides": 1 });
    let reply = client.post(ANALYSE, &body).await;
    let errors = reply.json()["errors"].clone();
    let pointers: Vec<_> = list(&errors)
        .iter()
        .map(|one| one["pointer"].as_str().expect("a pointer"))
        .collect();
    assert_eq!(pointers, ["#/besides", "#/scenario/changes/0/change"]);
    client.post(ANALYSE, &json!({})).await.is_problem(422, &["#/scenario"]);
    let bad = client
        .send(
            "POST",
            ANALYSE,
            &[("content-type", "application/json")],
            "{\"scenario\": {\"name\": \"a\", \"name\": \"b\"}}",
        )
        .await;
    bad.is_problem(400, &["name", "twice"]);
    // Each key is held against all before it: of many nobody waits for the end.
    let keys: Vec<String> = (0..101).map(|key| format!("\"k{key}\":0")).collect();
    let body = format!("{{\"scenario\":{{{}}}}}", keys.join(","));
    let many = client
        .send("POST", ANALYSE, &[("content-type", "application/json")], body)
        .await;
    many.is_problem(400, &["more than 100 keys"]);
}

#[tokio::test]
async fn a_scenario_is_kept_renamed_shared_copied_and_taken_away() {
    for database in both().await {
        let town = Town::open(&database).await;
        let scenario = counsellor("ndilo");
        let reply = town.keep(&town.planner, &scenario, "own").await;
        assert_eq!(reply.status, 201, "{}: {}", database.name, reply.text());
        let kept = reply.json();
        let path = format!("{KEPT}/{}", kept["id"].as_str().expect("an id"));
        assert_eq!(reply.header("location"), format!("https://evenreach.example{path}"));
        assert_eq!(kept["scenario"]["changes"], scenario["changes"], "as it was sent");
        assert_eq!(
            (&kept["shared"], &kept["is_own"], &kept["changes"]),
            (&json!("own"), &json!(true), &json!(1))
        );
        let document = town.house.service.json("/api/openapi.json").await;
        let schema = json!({ "$ref": "#/components/schemas/ScenarioInFull" });
        assert_eq!(faults(&document, &schema, &kept), [] as [String; 0]);
        for (name, person) in town.everybody() {
            let status = town.house.get_as(person, &path).await.status;
            assert_eq!(
                status,
                if name == "planner" { 200 } else { 404 },
                "{}: {name}",
                database.name
            );
        }

        let tag = reply.header("etag").to_owned();
        let mut renamed = scenario.clone();
        renamed["name"] = json!("A counsellor in Ndılǫ");
        let replaced = town.put(&town.planner, &path, &tag, &renamed, "public").await;
        assert_eq!(replaced.status, 200, "{}", replaced.text());
        assert_eq!(replaced.json()["name"]["fr"], "A counsellor in Ndılǫ");
        town.put(&town.planner, &path, &tag, &scenario, "own")
            .await
            .is_problem(412, &[]);
        let without = json!({ "scenario": scenario, "shared": "own" });
        let without = town.house.send_as(Some(&town.planner), "PUT", &path, &without).await;
        without.is_problem(428, &["if-match"]);
        for (name, person) in town.everybody() {
            let read = town.house.get_as(person, &path).await;
            assert_eq!(read.status, 200, "{name}");
            assert_eq!(
                read.json()["owner"].is_null(),
                name == "public",
                "who has an account is not for everyone"
            );
            let listed = town.house.get_as(person, KEPT).await.json();
            assert_eq!(
                faults(
                    &document,
                    &json!({ "$ref": "#/components/schemas/ScenarioList" }),
                    &listed
                ),
                [] as [String; 0]
            );
            assert_eq!(list(&listed["scenarios"]).len(), 1, "{name}");
            assert_eq!(listed["may_keep"], name != "public", "{name}");
        }
        let tag = town.tag(&town.admin, &path).await;
        town.put(&town.admin, &path, &tag, &scenario, "own")
            .await
            .is_problem(403, &["somebody else"]);
        let body = json!({ "name": "Mine" });
        let fork = town
            .house
            .send_as(Some(&town.owner), "POST", &format!("{path}/fork"), &body)
            .await;
        assert_eq!(fork.status, 201, "{}", fork.text());
        let fork = fork.json();
        assert_eq!((&fork["name"]["en"], &fork["shared"]), (&json!("Mine"), &json!("own")));
        assert_eq!(
            fork["owner"],
            json!({ "kind": "government", "name": "Tłı̨chǫ Government" })
        );
        assert_eq!(format!("{KEPT}/{}", fork["forked_from"].as_str().expect("known")), path);

        let tag = town.tag(&town.planner, &path).await;
        let gone = town
            .send(Some(&town.planner), ("DELETE", &path), &[("if-match", &tag)], "")
            .await;
        assert_eq!(gone.status, 204, "{}", gone.text());
        for (_, person) in town.everybody() {
            assert_eq!(town.house.get_as(person, &path).await.status, 404);
        }
        let fork = format!("{KEPT}/{}", fork["id"].as_str().expect("an id"));
        assert_eq!(
            town.get(&town.owner, &fork).await.json()["forked_from"],
            Value::Null,
            "of what is no more"
        );
        town.house.office.store().verify().await.expect("whole");
    }
}

#[tokio::test]
async fn of_one_that_is_somebody_elses_own_nobody_hears_more_than_of_one_that_never_was() {
    for database in both().await {
        let town = Town::open(&database).await;
        let scenario = counsellor("ndilo");
        let own = town.kept(&town.planner, &scenario, "own").await;
        let own_id = own.rsplit('/').next().expect("an id");
        for id in [own_id, "00000000000000000000000000000000"] {
            let body = json!({ "scenario": scenario, "forked_from": id });
            let copied = town.house.send_as(Some(&town.group), "POST", KEPT, &body).await;
            copied.is_problem(404, &["no such scenario"]);
            let path = format!("{KEPT}/{id}");
            let fork = (("POST", format!("{path}/fork")), "{}".to_owned());
            let put = (("PUT", path.clone()), json!({ "scenario": scenario }).to_string());
            let wrong = (("PUT", path.clone()), "{}".to_owned());
            let delete = (("DELETE", path), String::new());
            for ((method, path), body) in [fork, put, wrong, delete] {
                for more in [&[("if-match", "\"x\"")][..], &[]] {
                    let reply = town.send(Some(&town.group), (method, &path), more, body.as_str()).await;
                    reply.is_problem(404, &["no such scenario"]);
                }
            }
        }
    }
}

#[tokio::test]
async fn a_governments_scenarios_are_everybodys_who_signs_in_for_it() {
    for database in both().await {
        let town = Town::open(&database).await;
        let colleague = town.house.person("Fred", &[Role::Government], Some("tlicho")).await;
        let path = town.kept(&town.owner, &counsellor("behchoko"), "own").await;
        let tag = town.tag(&colleague, &path).await;
        let changed = town
            .put(&colleague, &path, &tag, &counsellor("ndilo"), "working_group")
            .await;
        assert_eq!(changed.status, 200, "{}: {}", database.name, changed.text());
        let readers: Vec<_> = {
            let mut readers = Vec::new();
            for (name, person) in town.everybody() {
                if town.house.get_as(person, &path).await.status == 200 {
                    readers.push(name);
                }
            }
            readers
        };
        assert_eq!(readers, ["group", "owner"], "{}", database.name);
    }
}

#[tokio::test]
async fn a_scenario_shows_a_request_only_to_those_who_may_read_it() {
    for database in both().await {
        let town = Town::open(&database).await;
        let request = town.request("k1", &wanted()).await;
        let id = request.rsplit('/').next().expect("an id").to_owned();
        // Whoever may not read it hears what they hear of one that never was.
        for (name, person) in town.everybody() {
            let of = async |id: &str| {
                let body = json!({ "scenario": fulfil(id) });
                let analysed = town.house.send_as(person, "POST", ANALYSE, &body).await;
                let kept = town.house.send_as(person, "POST", KEPT, &body).await;
                [analysed, kept]
                    .map(|reply| format!("{} {:?} {}", reply.status, reply.headers, reply.text()).replace(id, "ID"))
            };
            let (hidden, never) = (of(&id).await, of("00000000000000000000000000000000").await);
            let may_read = ["group", "owner"].contains(&name);
            assert_eq!(hidden == never, !may_read, "{}: {name}: {hidden:?}", database.name);
        }

        // It is not shared with more than may read it.
        let mut both_changes = counsellor("ndilo");
        both_changes["changes"]
            .as_array_mut()
            .expect("changes")
            .insert(0, fulfil(&id)["changes"][0].clone());
        let refused = town.keep(&town.owner, &both_changes, "public").await;
        refused.is_problem(422, &["#/scenario/changes/0/request", &id]);
        let path = town.kept(&town.owner, &both_changes, "working_group").await;
        assert_eq!(town.get(&town.group, &path).await.json()["changes"], 2);

        // Nor with the working group, when not even that may read it.
        town.show_to(&request, "owner").await;
        let refused = town.keep(&town.owner, &both_changes, "working_group").await;
        refused.is_problem(422, &["#/scenario/changes/0/request", &id]);
        town.show_to(&request, "working_group").await;

        // While it is public it may be named in public; when it is restricted, it is as if it had never been named.
        town.show_to(&request, "public").await;
        let tag = town.tag(&town.owner, &path).await;
        let shared = town.put(&town.owner, &path, &tag, &both_changes, "public").await;
        assert_eq!(shared.status, 200, "{}", shared.text());
        assert!(town.house.get_as(None, &path).await.text().contains(&id));
        town.show_to(&request, "owner").await;
        let seen = town.house.get_as(None, &path).await;
        let listed = town.house.get_as(None, KEPT).await;
        for reply in [&seen, &listed] {
            assert!(
                !reply.text().contains(&id) && !reply.text().contains("fulfil"),
                "{}",
                reply.text()
            );
        }
        assert_eq!(list(&listed.json()["scenarios"])[0]["changes"], 1);
        assert_eq!(town.get(&town.owner, &path).await.json()["changes"], 2);

        // The same bytes as of one that never named it, but for what is drawn at random.
        let never = town.kept(&town.owner, &counsellor("ndilo"), "public").await;
        let [seen, never] = [&path, &never].map(|path| path.rsplit('/').next().expect("an id").to_owned());
        let text = async |id: &str| {
            town.house
                .get_as(None, &format!("{KEPT}/{id}"))
                .await
                .text()
                .replace(id, "ID")
        };
        assert_eq!(text(&seen).await, text(&never).await, "{}", database.name);

        // A copy has what its maker may read, and no more.
        let fork = town
            .house
            .send_as(Some(&town.planner), "POST", &format!("{path}/fork"), &json!({}))
            .await;
        assert!(fork.status == 201 && !fork.text().contains(&id), "{}", fork.text());

        // When it is taken back, nobody sees it named.
        assert_eq!(town.go(&town.owner, &request, "withdrawn").await.status, 200);
        let own = town.get(&town.owner, &path).await;
        assert!(
            own.json()["changes"] == 1 && !own.text().contains(&id),
            "{}",
            own.text()
        );
    }
}

#[tokio::test]
async fn what_is_left_of_a_scenario_fits_together_without_a_change_that_a_reader_may_not_know_of() {
    for database in both().await {
        let town = Town::open(&database).await;
        let request = town.request("k1", &wanted()).await;
        let id = request.rsplit('/').next().expect("an id").to_owned();
        let mut scenario = fulfil(&id);
        // Two without a name of their own, of which a later change speaks by the name that they get.
        let add = json!({ "change": "add_service", "service_type": "counselling", "serves": ["ndilo"] });
        let close = json!({ "change": "close_service", "service": "added-2" });
        let changes = scenario["changes"].as_array_mut().expect("changes");
        changes.extend([add.clone(), add, close]);
        let path = town.kept(&town.owner, &scenario, "working_group").await;
        town.show_to(&request, "owner").await;
        let read = town.get(&town.group, &path).await.json();
        assert_eq!(read["changes"], 3, "{}", database.name);
        for person in [&town.group, &town.owner] {
            let body = json!({ "scenario": town.get(person, &path).await.json()["scenario"] });
            let answer = town.house.send_as(Some(person), "POST", ANALYSE, &body).await;
            assert_eq!(answer.status, 200, "{}: {}", database.name, answer.text());
            let answer = answer.json();
            let told = list(&answer["scenarios"][0]["changes"]).iter();
            let added: Vec<_> = told
                .filter(|one| one["change"] == "add_service")
                .map(|one| one["service_id"].as_str().expect("an id"))
                .collect();
            assert_eq!(added, ["added-1", "added-2"], "{}", database.name);
        }
    }
}

#[tokio::test]
async fn a_change_is_told_in_the_words_of_each_language() {
    let client = Client::new(shipped::package());
    let set = json!({
        "delivery_mode": "on_the_land", "visits_per_month": 1.5, "languages": ["chp"], "serves": ["wrigley", "sahtu"],
    });
    let add = json!({
        "change": "add_service", "name": "N", "service_type": "aftercare", "delivery_mode": "visiting", "visits_per_month": 1,
        "cost": { "yearly": 90000.5, "currency": "CAD" },
    });
    let change = json!({ "change": "change_service", "service": "ccp-inuvik", "set": set });
    let body = json!({ "scenario": { "name": "x", "changes": [change, add] } });
    let answer = client.post(ANALYSE, &body).await.json();
    let side = &answer["scenarios"][0];
    let told = |at: usize| ["en", "fr"].map(|language| side["changes"][at]["words"][language].as_str().expect("words"));
    let [en, fr] = told(0);
    let said = "is otherwise: delivery: on the land; visits a month: 1.5; languages: Chipewyan; serves Wrigley, Sahtu.";
    assert!(en.ends_with(said), "{en}");
    let said = "est autre\u{a0}: mode\u{a0}: dans la nature; visites par mois\u{a0}: 1,5; langues\u{a0}: Dëne Sųłıné Yatıé; dessert Wrigley, Sahtu.";
    assert!(fr.ends_with(said), "{fr}");
    let [en, fr] = told(1);
    assert!(en.ends_with(", visiting, 1 visit a month."), "{en}");
    assert!(fr.ends_with(", par visites, 1 visite par mois."), "{fr}");
    assert_eq!(
        side["cost"]["words"]["en"],
        "Cost, as far as it is said: 90,000.5 CAD a year; of 1 change nobody has said what it would cost."
    );
    assert_eq!(
        side["cost"]["words"]["fr"],
        "Coût, dans la mesure où il est dit\u{a0}: 90\u{a0}000,5\u{a0}CAD par an; d’un changement, personne n’a dit ce qu’il coûterait."
    );
}

#[tokio::test]
async fn what_ships_is_read_by_everyone_and_changed_by_nobody() {
    let client = Client::new(shipped::package());
    let listed = client.json(KEPT).await;
    let ids: Vec<_> = list(&listed["scenarios"])
        .iter()
        .map(|one| one["id"].as_str().expect("an id"))
        .collect();
    assert!(ids.contains(&"ice-three-weeks-shorter"), "{ids:?}");
    assert_eq!(listed["may_keep"], false, "there is nowhere to keep one");
    let one = client.json(&format!("{KEPT}/ice-three-weeks-shorter")).await;
    assert_eq!((&one["shared"], &one["owner"]), (&json!("shipped"), &Value::Null));
    assert!(
        one["description"]["en"]
            .as_str()
            .expect("words")
            .starts_with("An illustration")
    );
    let answer = client.post(ANALYSE, &json!({ "scenario": one["scenario"] })).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(client.get(&format!("{KEPT}/never")).await.status, 404);
}
