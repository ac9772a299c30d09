//! Where additions do most, and a team's round: over HTTP and on the command line.

mod rounds;

use std::process::Command;

use evenreach::model::Mode;
use evenreach::package::definition::trusted;
use evenreach::store::Actor;
use serde_json::{Value, json};

use crate::support::Client;
use crate::support::schema::faults;
use crate::{databases, shipped};
use rounds::{CIRCUIT, a_round};

const SITING: &str = "/api/analysis/siting";

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
async fn six_places_are_proven_as_fair_as_may_be_for_other_kinds_of_help_too() {
    let client = Client::new(shipped::package());
    for service_type in ["aftercare", "withdrawal_management", "day_program"] {
        for year_round in ["worst", "days"] {
            let more = json!({ "service_type": service_type, "year_round": year_round });
            let question = with(question("fairness", 6), &more);
            let answer = asked(&client, SITING, &question).await;
            assert_eq!(answer["status"], "optimal", "{question}");
            assert_eq!(ids(&answer).len(), 6, "{question}");
            assert_eq!(answer["ties"]["complete"], true, "{question}");
            assert_eq!(
                answer["next_best"]["places"].as_array().map(Vec::len),
                Some(6),
                "{question}"
            );
            // A fiftieth of what the service gives a question: more would keep somebody waiting.
            let work = answer["proof"]["work"].as_u64().expect("work");
            assert!(work < 20_000_000, "{question}: {work}");
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

/// A mean is of those who make a journey: where that is not everybody, the sentence says so, and how many do not.
#[tokio::test]
async fn a_mean_of_some_is_told_as_one_of_some() {
    let client = Client::new(shipped::package());
    let from_nothing = json!({ "existing_modes": [] });
    for (more, en, fr) in [
        (
            &from_nothing,
            "the mean journey of those who make one becomes ",
            "le trajet moyen de ceux qui en font un devient ",
        ),
        (
            &json!({ "service_type": "withdrawal_management" }),
            "the mean journey of those who make one goes from ",
            "le trajet moyen de ceux qui en font un passe de ",
        ),
    ] {
        let answer = asked(&client, SITING, &with(question("mean_travel", 2), more)).await;
        let [before, after] = ["today", "after"].map(|side| answer[side]["unreached_places"].as_u64().expect("places"));
        assert!(before > 0);
        let said = |language: &str| answer["sentence"][language].as_str().expect("a sentence");
        let left = format!(", and places that reach nothing go from {before} to {after}. ");
        assert!(said("en").contains(en) && said("en").contains(&left), "{}", said("en"));
        let left = format!(", et les lieux qui ne joignent rien passent de {before} à {after}. ");
        assert!(said("fr").contains(fr) && said("fr").contains(&left), "{}", said("fr"));
    }
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
async fn room_is_shared_out_and_who_finds_none_is_named() {
    let client = Client::new(shipped::package());
    let document = client.json("/api/openapi.json").await;
    let schema = &document["paths"][SITING]["post"]["responses"]["200"]["content"]["application/json"]["schema"];
    let from_nothing = json!({ "existing_modes": [], "within_minutes": 60 });
    for (objective, year_round) in [("coverage", "worst"), ("coverage", "days"), ("mean_travel", "worst")] {
        let more = json!({ "capacity": { "each": 900, "places": { "yellowknife": 9000 } }, "year_round": year_round });
        let question = with(with(question(objective, 4), &from_nothing), &more);
        let answer = asked(&client, SITING, &question).await;
        let found = faults(&document, schema, &answer);
        assert!(found.is_empty(), "{objective}: {found:#?}");
        assert_eq!(
            (&answer["status"], &answer["proof"]["gap"]),
            (&json!("optimal"), &json!(0)),
            "{question}"
        );
        let rooms = answer["capacity"]["places"].as_array().expect("places");
        let days = answer["communities"][0]["after"]["days"].as_u64().expect("days");
        assert_eq!(rooms.len(), 4);
        let mut taken = 0;
        for room in rooms {
            let own = if room["community_id"] == "yellowknife" {
                9000
            } else {
                900
            };
            assert_eq!(room["capacity"], own);
            assert!(room["taken"].as_u64() <= Some(own * days), "{room}");
            taken += room["taken"].as_u64().expect("need");
        }
        let after = &answer["after"];
        let unmet = answer["capacity"]["unmet_need"].as_u64().expect("need");
        let met = if objective == "coverage" {
            after["covered_need"].as_u64().expect("need")
        } else {
            after["need"].as_u64().expect("need") - after["unreached_need"].as_u64().expect("need")
        };
        assert_eq!(met + unmet, after["need"].as_u64().expect("need"));
        // Room that nobody near enough wants is for others.
        assert!(if objective == "coverage" {
            met <= taken
        } else {
            met == taken
        });
        let named = answer["capacity"]["unmet"].as_array().expect("places").iter();
        assert_eq!(named.filter_map(|one| one["need"].as_u64()).sum::<u64>(), unmet);
        // Of few people nothing may be told: they count as as many as may be.
        let [few, below] = [&answer["capacity"]["rounded_up"], &answer["capacity"]["counted_as"]];
        let small = answer["communities"].as_array().expect("communities").iter();
        let small = small.filter(|one| {
            one["population"]
                .as_u64()
                .is_some_and(|people| (1..10).contains(&people))
        });
        for one in small {
            assert!(few.as_array().expect("ids").contains(&one["community_id"]), "{one}");
            assert_eq!(one["need"], *below);
        }
    }
    // Room for all is as if there were no limit.
    let plain = with(question("mean_travel", 3), &from_nothing);
    let ample = with(
        plain.clone(),
        &json!({ "capacity": { "each": 100_000 }, "need": "places" }),
    );
    let plain = with(plain, &json!({ "need": "places" }));
    let [plain, ample] = [
        asked(&client, SITING, &plain).await,
        asked(&client, SITING, &ample).await,
    ];
    for field in ["places", "today", "after", "ties", "communities"] {
        assert_eq!(plain[field], ample[field], "{field}");
    }
    assert_eq!(plain["next_best"]["objective"], ample["next_best"]["objective"]);
    // Less room never brings more.
    let mut before = u64::MAX;
    for each in [30_000, 5000, 800, 90, 0] {
        let question = with(
            with(question("coverage", 3), &from_nothing),
            &json!({ "capacity": { "each": each } }),
        );
        let covered = asked(&client, SITING, &question).await["after"]["covered_need"]
            .as_u64()
            .expect("need");
        assert!(covered <= before && covered <= 3 * each);
        before = covered;
    }
    assert_eq!(before, 0);
}

#[tokio::test]
async fn the_next_best_is_told_for_every_objective_that_has_one() {
    let client = Client::new(shipped::package());
    let from_nothing = json!({ "existing_modes": [], "season": "winter" });
    for objective in ["coverage", "mean_travel", "worst_travel", "fairness"] {
        let answer = asked(&client, SITING, &with(question(objective, 2), &from_nothing)).await;
        let next = &answer["next_best"];
        let chosen = ids(&answer);
        let other: Vec<&str> = next["places"]
            .as_array()
            .expect("places")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert!(other.len() == 2 && other != chosen, "{objective}: {next}");
        // Those places by themselves come to what is said of them, and no better than the best.
        let alone = with(
            with(question(objective, 2), &from_nothing),
            &json!({ "candidates": other }),
        );
        let alone = asked(&client, SITING, &alone).await;
        assert_eq!(alone["proof"]["objective"], next["objective"], "{objective}");
        let [best, worse] = [&answer, &alone].map(|one| {
            let figure = |name: &str| one["after"][name].as_f64().expect("a figure");
            (
                figure("covered_need"),
                figure("unreached_places"),
                figure("worst_minutes"),
            )
        });
        match objective {
            "coverage" => assert!(worse.0 < best.0),
            "worst_travel" => assert!((worse.1, worse.2) > (best.1, best.2), "{worse:?} {best:?}"),
            _ => assert!(worse != best || objective == "fairness"),
        }
    }
    let everyone = asked(
        &client,
        SITING,
        &with(question("everyone", 20), &json!({ "within_minutes": 180 })),
    )
    .await;
    assert_eq!(
        (&everyone["next_best"], &everyone["next_best_why"]),
        (&Value::Null, &json!("none"))
    );
}

#[tokio::test]
async fn a_referral_position_counts_whoever_refers_as_there() {
    let client = Client::new(shipped::package());
    let plain = with(
        question("coverage", 2),
        &json!({ "service_type": "referral_navigation" }),
    );
    let position = with(plain.clone(), &json!({ "refers_to": "facility_based_treatment" }));
    let [navigation, position] = [
        asked(&client, SITING, &plain).await,
        asked(&client, SITING, &position).await,
    ];
    assert_eq!(position["question"]["refers_to"], "facility_based_treatment");
    // Counsellors refer to treatment as well, and anybody may turn to them.
    let covered = |answer: &Value, side: &str| answer[side]["covered_places"].as_u64().expect("places");
    assert!(covered(&position, "today") > covered(&navigation, "today"));
    let by = position["communities"].as_array().expect("communities").iter();
    let by: Vec<&str> = by.filter_map(|one| one["today"]["by"].as_str()).collect();
    let package = shipped::package();
    let kinds = by.iter().map(|id| {
        let service = package.services.iter().find(|one| one.id.as_str() == *id);
        service.expect("a service").service_type.as_str()
    });
    let kinds: std::collections::BTreeSet<&str> = kinds.collect();
    assert!(kinds.contains("community_counselling"), "{kinds:?}");
    let known = client.json("/api/package").await;
    let known = known["service_types"].as_array().expect("types").iter();
    let refers = known
        .filter(|one| one["refers_to"] != json!([]))
        .map(|one| (&one["id"], &one["refers_to"]));
    assert_eq!(
        refers.collect::<Vec<_>>(),
        [
            (
                &json!("community_counselling"),
                &json!(["aftercare", "facility_based_treatment"])
            ),
            (&json!("referral_navigation"), &json!(["facility_based_treatment"])),
        ]
    );
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
        (json!({ "capacity": { "each": -1 } }), "#/capacity/each"),
        (json!({ "capacity": { "each": 5 }, "covered_by": 2 }), "#/capacity"),
        (
            json!({ "capacity": { "each": 5 }, "objective": "fairness" }),
            "#/capacity",
        ),
        (
            json!({ "refers_to": "facility_based_treatment", "service_type": "aftercare" }),
            "#/refers_to",
        ),
        (json!({ "need": "column:road_access" }), "#/need"),
        (json!({ "objective": "fairness", "covered_by": 2 }), "#/covered_by"),
    ];
    for (more, pointer) in wrong {
        let reply = client.post(SITING, &with(question("coverage", 2), &more)).await;
        assert_eq!(reply.status, 422, "{more}");
        let problem = reply.json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem:#}");
        // What was refused is not named among what was expected.
        let detail = problem["errors"][0]["detail"].as_str().expect("a detail");
        let (_, expected) = detail.split_once("expected").expect(detail);
        if let Some(word) = more["service_type"].as_str().filter(|_| pointer == "#/service_type") {
            assert!(!expected.contains(word), "{detail}");
        }
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
    let round = client.post(&format!("{CIRCUIT}?f=csv"), &a_round()).await.text();
    let stops = asked(&client, CIRCUIT, &a_round()).await["stops"]
        .as_array()
        .map_or(0, Vec::len);
    assert!(
        round.starts_with("order,community_id,arrive_day,") && round.lines().count() == stops + 1,
        "{round}"
    );
    let in_metres = format!("{CIRCUIT}?f=geojson&crs=http://www.opengis.net/def/crs/EPSG/0/3580");
    let lines_and_points = client.post(&in_metres, &a_round()).await.json();
    let of = |kind: &str| {
        let all = lines_and_points["features"].as_array().expect("features").iter();
        all.filter(|one| one["geometry"]["type"] == kind).collect::<Vec<_>>()
    };
    // A point for the base and for each stop; a line to each of them, and home.
    assert_eq!((of("Point").len(), of("LineString").len()), (stops + 1, stops + 1));
    let [first, last] = [&of("LineString")[0], &of("LineString")[stops]].map(|one| &one["geometry"]["coordinates"]);
    assert_eq!(
        (&first[0], &last[1]),
        (
            &of("Point")[0]["geometry"]["coordinates"],
            &of("Point")[0]["geometry"]["coordinates"]
        )
    );
    assert!(
        first[0][0].as_f64().is_some_and(|x| x.abs() > 1000.0),
        "metres: {first}"
    );
    let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&run("csv")), lines(&csv));
    let by_command: Value = serde_json::from_str(&run("json")).expect("JSON");
    assert_eq!(by_command, answer);
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
        (
            SITING,
            with(
                question("mean_travel", 3),
                &json!({ "capacity": { "each": 700 }, "season": "winter" }),
            ),
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
