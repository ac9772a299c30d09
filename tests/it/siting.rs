//! Where additions do most, and a team's round: over HTTP and on the command line.

use std::process::Command;

use evenreach::model::Mode;
use evenreach::package::definition::trusted;
use evenreach::store::Actor;
use serde_json::{Value, json};

use crate::support::Client;
use crate::support::schema::faults;
use crate::{databases, shipped};

const SITING: &str = "/api/analysis/siting";
const CIRCUIT: &str = "/api/analysis/circuit";

fn question(objective: &str, count: u64) -> Value {
    json!({
        "service_type": "community_counselling", "objective": objective, "count": count, "within_minutes": 60,
        "as_of": "2026-06-01",
    })
}

fn with(mut question: Value, more: &Value) -> Value {
    let fields = question.as_object_mut().expect("an object");
    for (name, value) in more.as_object().expect("an object") {
        fields.insert(name.clone(), value.clone());
    }
    question
}

fn ids(answer: &Value) -> Vec<&str> {
    let places = answer["places"].as_array().expect("places").iter();
    places
        .map(|place| place["community_id"].as_str().expect("an id"))
        .collect()
}

async fn asked(client: &Client, path: &str, question: &Value) -> Value {
    let reply = client.post(path, question).await;
    assert_eq!(reply.status, 200, "{question}: {}", reply.text());
    reply.json()
}

#[tokio::test]
async fn every_objective_is_proven_on_the_shipped_package_and_answers_as_the_document_says() {
    let client = Client::new(shipped::package());
    let document = client.json("/api/openapi.json").await;
    let schema = &document["paths"][SITING]["post"]["responses"]["200"]["content"]["application/json"]["schema"];
    for objective in ["coverage", "everyone", "mean_travel", "worst_travel", "fairness"] {
        for (count, year_round) in [(1, "worst"), (3, "days"), (6, "worst")] {
            let count = if objective == "everyone" { 20 } else { count };
            let more = json!({ "year_round": year_round, "within_minutes": 180 });
            let question = with(question(objective, count), &more);
            let answer = asked(&client, SITING, &question).await;
            let found = faults(&document, schema, &answer);
            assert!(found.is_empty(), "{objective}: {found:#?}");
            assert_eq!(answer["status"], "optimal", "{question}");
            assert_eq!(answer["proof"]["gap"], 0);
            assert_eq!(answer["proof"]["objective"], answer["proof"]["bound"]);
            let places = answer["places"].as_array().expect("places");
            assert!(objective == "everyone" || places.len() as u64 == count);
            let first = &answer["ties"]["listed"][0];
            assert_eq!(first.as_array().map(Vec::len), Some(places.len()));
        }
    }
}

#[tokio::test]
async fn gains_add_up_to_what_the_whole_choice_brings() {
    let client = Client::new(shipped::package());
    let answer = asked(&client, SITING, &question("coverage", 4)).await;
    let gains: u64 = answer["places"]
        .as_array()
        .expect("places")
        .iter()
        .filter_map(|one| one["gain"].as_u64())
        .sum();
    let [before, after] = ["today", "after"].map(|side| answer[side]["covered_need"].as_u64().expect("people"));
    assert_eq!(gains, after - before);
    assert_eq!(answer["proof"]["objective"].as_u64(), Some(after));
    // No place adds more to others than it adds alone: covering has diminishing returns.
    for place in answer["places"].as_array().expect("places") {
        assert!(place["gain"].as_u64() <= place["alone"].as_u64(), "{place}");
    }
    let covered = answer["communities"].as_array().expect("communities").iter();
    let covered = covered
        .filter(|one| one["after"]["covered"] == true)
        .filter_map(|one| one["need"].as_u64());
    assert_eq!(covered.sum::<u64>(), after);
}

#[tokio::test]
async fn a_closed_ice_road_moves_the_answer() {
    let winter = json!({ "season": "winter", "existing_modes": [], "modes": ["all_season_road", "winter_road", "ice_crossing"] });
    let question = with(question("mean_travel", 2), &winter);
    let open = Client::new(shipped::package());
    let mut package = shipped::package();
    package
        .links
        .retain(|link| !matches!(link.mode, Mode::WinterRoad | Mode::IceCrossing));
    let closed = Client::new(package);
    let [open, closed] = [
        asked(&open, SITING, &question).await,
        asked(&closed, SITING, &question).await,
    ];
    assert_ne!(ids(&open), ids(&closed));
    let unreached = |answer: &Value| answer["after"]["unreached_need"].as_u64().expect("people");
    assert!(unreached(&closed) > unreached(&open));
}

#[tokio::test]
async fn fairness_and_the_mean_choose_differently() {
    let client = Client::new(shipped::package());
    let from_nothing = json!({ "existing_modes": [] });
    let mean = asked(&client, SITING, &with(question("mean_travel", 2), &from_nothing)).await;
    let fair = asked(&client, SITING, &with(question("fairness", 2), &from_nothing)).await;
    assert_ne!(ids(&mean), ids(&fair));
    let unreached = |answer: &Value| answer["after"]["unreached_places"].as_u64();
    assert!(unreached(&fair) <= unreached(&mean));
}

#[tokio::test]
async fn backup_budget_and_prices_are_kept() {
    let client = Client::new(shipped::package());
    let backup = asked(
        &client,
        SITING,
        &with(question("coverage", 3), &json!({ "covered_by": 2 })),
    )
    .await;
    assert_eq!(
        (&backup["proof"]["method"], &backup["proof"]["proven"]),
        (&json!("milp"), &json!(true))
    );
    let prices = json!({ "costs": { "each": 3, "places": { "behchoko": 10 } }, "budget": 7 });
    let cheap = asked(&client, SITING, &with(question("coverage", 3), &prices)).await;
    let cost: u64 = cheap["places"]
        .as_array()
        .expect("places")
        .iter()
        .filter_map(|one| one["cost"].as_u64())
        .sum();
    assert!(cost <= 7 && !ids(&cheap).contains(&"behchoko"), "{:#}", cheap["places"]);
    let costs = json!({ "costs": { "each": 3, "places": { "behchoko": 10 } }, "within_minutes": 180 });
    let everyone = asked(&client, SITING, &with(question("everyone", 20), &costs)).await;
    assert_eq!(everyone["status"], "optimal");
    let plain = with(question("everyone", 20), &json!({ "within_minutes": 180 }));
    let plain = asked(&client, SITING, &plain).await;
    // Within an hour of everyone it takes more than twenty, which is an answer too.
    let more = asked(&client, SITING, &question("everyone", 20)).await;
    assert_eq!((&more["status"], &more["places"]), (&json!("infeasible"), &json!([])));
    assert!(everyone["proof"]["objective"].as_u64() >= plain["proof"]["objective"].as_u64().map(|count| 3 * count));
}

#[tokio::test]
async fn what_is_wrong_with_a_question_is_told_at_its_place() {
    let client = Client::new(shipped::package());
    let wrong = [
        (json!({ "count": 0 }), "#/count"),
        (json!({ "count": 21 }), "#/count"),
        (json!({ "objective": "best" }), "#/objective"),
        (json!({ "within_minutes": null }), "#/within_minutes"),
        (json!({ "candidates": ["atlantis"] }), "#/candidates/0"),
        (json!({ "candidates": [] }), "#/candidates"),
        (json!({ "delivery_mode": "virtual" }), "#/delivery_mode"),
        (json!({ "service_type": "funding_program" }), "#/service_type"),
        (json!({ "need": "size" }), "#/need"),
        (json!({ "date": "03-12", "season": "winter" }), "#/date"),
        (json!({ "costs": { "places": { "atlantis": 1 } } }), "#/costs/places"),
        (json!({ "colour": "blue" }), "#/colour"),
        (json!({ "objective": "fairness", "covered_by": 2 }), "#/covered_by"),
    ];
    for (more, pointer) in wrong {
        let reply = client.post(SITING, &with(question("coverage", 2), &more)).await;
        assert_eq!(reply.status, 422, "{more}");
        let problem = reply.json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem:#}");
    }
    let some_only = with(
        question("coverage", 2),
        &json!({ "need": "indicator:opioid-related deaths" }),
    );
    client
        .post(SITING, &some_only)
        .await
        .is_problem(422, &["found a number for 1 of", "expected one for each"]);
    let doubled = r#"{"count": 1, "count": 2}"#;
    let headers = [("content-type", "application/json")];
    client
        .send("POST", SITING, &headers, doubled)
        .await
        .is_problem(422, &["twice"]);
    client
        .send("POST", SITING, &headers, "{")
        .await
        .is_problem(400, &["expected one JSON object"]);
}

#[tokio::test]
async fn rows_features_and_the_command_say_what_the_answer_says() {
    let client = Client::new(shipped::package());
    let question = with(question("mean_travel", 3), &json!({ "existing_modes": ["resident"] }));
    let answer = asked(&client, SITING, &question).await;
    let csv = client.post(&format!("{SITING}?f=csv"), &question).await.text();
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows[0], "rank,community_id,gain");
    let told: Vec<&str> = rows[1..].iter().filter_map(|row| row.split(',').nth(1)).collect();
    assert_eq!(told, ids(&answer));
    let features = client.post(&format!("{SITING}?f=geojson"), &question).await.json();
    let additions = features["features"].as_array().expect("features").iter();
    let additions: Vec<&Value> = additions
        .filter(|one| one["properties"]["role"] == "addition")
        .collect();
    assert_eq!(additions.len(), 3);
    let run = |format: &str| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_evenreach"));
        program.env_remove("EVENREACH_DATABASE_URL").args([
            "analyse",
            "siting",
            "--service-type",
            "community_counselling",
            "--objective",
            "mean_travel",
            "--count",
            "3",
            "--within-minutes",
            "60",
            "--existing-modes",
            "resident",
            "--as-of",
            "2026-06-01",
            "--format",
            format,
        ]);
        let output = program.output().expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&run("csv")), lines(&csv));
    let by_command: Value = serde_json::from_str(&run("json")).expect("JSON");
    assert_eq!(by_command, answer);
}

fn a_round() -> Value {
    json!({
        "base": "norman-wells", "standard": "counselling", "days_a_month": 6, "season": "summer", "as_of": "2026-06-01",
        "stops": ["tulita", "deline", "fort-good-hope", "colville-lake", "norman-wells", "yellowknife"],
    })
}

#[tokio::test]
async fn a_round_comes_home_in_time_and_answers_as_the_document_says() {
    let client = Client::new(shipped::package());
    let document = client.json("/api/openapi.json").await;
    let schema = &document["paths"][CIRCUIT]["post"]["responses"]["200"]["content"]["application/json"]["schema"];
    let mut before = 0.0;
    for days in [1, 3, 6, 12] {
        let answer = asked(&client, CIRCUIT, &with(a_round(), &json!({ "days_a_month": days }))).await;
        let found = faults(&document, schema, &answer);
        assert!(found.is_empty(), "{found:#?}");
        assert_eq!(answer["status"], "optimal");
        let presence = answer["presence_days"].as_f64().expect("days");
        // More days never bring less.
        assert!(presence >= before);
        before = presence;
        let used = answer["days_used"].as_f64().expect("days");
        assert!(presence <= used && used <= f64::from(days), "{answer:#}");
        let stops = answer["stops"].as_array().expect("stops");
        assert!(
            stops
                .iter()
                .all(|stop| stop["outcome_today"] != "met" && stop["community_id"] != "norman-wells")
        );
        let minutes: f64 = stops
            .iter()
            .chain([&answer["home"]])
            .filter_map(|one| one["minutes_from_previous"].as_f64())
            .sum();
        assert!((minutes - answer["minutes_travelled"].as_f64().expect("minutes")).abs() < 0.1);
    }
    assert!(before >= 3.0, "{before}");
    for (more, pointer) in [
        (json!({ "base": "atlantis" }), "#/base"),
        (json!({ "days_a_month": 32 }), "#/days_a_month"),
        (json!({ "rounds_a_month": 4, "days_a_month": 3 }), "#/rounds_a_month"),
        (json!({ "stay_days": 0.3 }), "#/stay_days"),
        (json!({ "standard": "nothing" }), "#/standard"),
        (json!({ "definition": "nothing" }), "#/definition"),
    ] {
        let reply = client.post(CIRCUIT, &with(a_round(), &more)).await;
        assert_eq!(reply.status, 422, "{more}");
        assert_eq!(reply.json()["errors"][0]["pointer"], pointer);
    }
}

#[tokio::test]
async fn both_databases_give_what_the_files_give() {
    let files = Client::new(shipped::package());
    let questions = [
        (SITING, with(question("fairness", 3), &json!({ "year_round": "days" }))),
        (
            SITING,
            with(question("coverage", 3), &json!({ "covered_by": 2, "season": "winter" })),
        ),
        (CIRCUIT, a_round()),
    ];
    for database in databases::both().await {
        let store = database.open().await;
        let actor = Actor::new("test").expect("a name");
        let now = "2026-03-12T12:00:00Z".parse().expect("an instant");
        store
            .put(&shipped::package(), &actor, "a test", now)
            .await
            .expect("it is stored");
        let (package, _) = store.load(&trusted).await.expect("it is there");
        let stored = Client::new(package);
        for (path, question) in &questions {
            let [of_files, of_store] = [files.post(path, question).await, stored.post(path, question).await];
            assert_eq!(of_files.status, 200);
            assert!(of_files.body == of_store.body, "{}: {question}", database.name);
        }
        store.close().await;
    }
}
