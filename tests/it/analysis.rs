//! Analyses of the package that ships: one answer by every way of asking.

use std::fmt::Write as _;
use std::process::Command;

use serde_json::Value;

use crate::shipped;
use crate::support::client::today;
use crate::support::schema::faults;
use crate::support::{Client, both};

/// Ways of asking, with the command line's words for the same.
const QUESTIONS: [(&str, &[&str]); 5] = [
    ("", &[]),
    ("date=05-10", &["--date", "05-10"]),
    ("season=freeze_up", &["--season", "freeze_up"]),
    ("supply=intended", &["--supply", "intended"]),
    (
        "definition=nwt-illustration-strict&date=03-12",
        &["--definition", "nwt-illustration-strict", "--date", "03-12"],
    ),
];

async fn gaps(client: &Client, query: &str) -> Vec<Value> {
    let answer = client.json(&format!("/api/analysis/gaps?{query}")).await;
    answer["features"].as_array().expect("features").clone()
}

fn command(words: &[&str]) -> String {
    let program = Command::new(env!("CARGO_BIN_EXE_evenreach"))
        .args(words)
        .env_remove("EVENREACH_DATABASE_URL")
        .output();
    let done = program.expect("the program runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

#[tokio::test]
async fn the_map_the_collection_the_panel_and_the_command_line_show_the_same_numbers() {
    let client = Client::new(shipped::package());
    let as_of = today().to_string();
    for (query, words) in QUESTIONS {
        let of_map = gaps(&client, query).await;
        assert_eq!(of_map.len(), 34 * 8, "{query}");

        let page = client
            .json(&format!("/api/collections/gaps/items?limit=1000&{query}"))
            .await;
        assert_eq!(page["numberMatched"], 34 * 8);
        let by_id = |features: &[Value], id: &str| features.iter().find(|one| one["id"] == *id).cloned();
        let listed = page["features"].as_array().expect("features");
        for gap in &of_map {
            let id = gap["id"].as_str().expect("an id");
            assert_eq!(
                by_id(listed, id).expect("listed")["properties"],
                gap["properties"],
                "{query}: {id}"
            );
        }

        let rows = command(&[&["analyse", "gaps", "--as-of", &as_of, "--format", "json"], words].concat());
        let rows: Vec<Value> = serde_json::from_str(&rows).expect("JSON");
        let properties: Vec<&Value> = of_map.iter().map(|gap| &gap["properties"]).collect();
        assert_eq!(rows.iter().collect::<Vec<_>>(), properties, "{query}");
    }
}

#[tokio::test]
async fn the_panel_says_of_each_standard_what_the_map_says() {
    let client = Client::new(shipped::package());
    for (query, _) in QUESTIONS {
        let of_map = gaps(&client, query).await;
        for community in ["wrigley", "ndilo", "ulukhaktok", "enterprise", "yellowknife"] {
            let panel = client
                .json(&format!("/api/analysis/communities/{community}?{query}"))
                .await;
            let standards = panel["standards"].as_array().expect("standards");
            assert_eq!(standards.len(), 8);
            for standard in standards {
                let id = format!("{community}.{}", standard["standard"].as_str().expect("an id"));
                let gap = of_map.iter().find(|gap| gap["id"] == id).expect("the gap");
                let said = &gap["properties"];
                for field in [
                    "outcome",
                    "at_least",
                    "at_most",
                    "days_met",
                    "days_partly_met",
                    "days_unmet",
                    "days_unknown",
                    "shortfall",
                    "shortfall_at_best",
                    "travel_minutes",
                    "nearest_service_id",
                    "reason_en",
                    "reason_fr",
                    "confidence",
                ] {
                    assert_eq!(standard[field], said[field], "{query}: {id}: {field}");
                }
                for (season, outcome) in standard["seasons"].as_object().expect("seasons") {
                    assert_eq!(&said[season.as_str()], outcome, "{query}: {id}: {season}");
                }
                let ribbon = standard["ribbon"].as_array().expect("a ribbon");
                assert_eq!(
                    ribbon
                        .iter()
                        .map(|one| one["days"].as_u64().expect("days"))
                        .sum::<u64>(),
                    365
                );
            }
        }
    }
}

#[tokio::test]
async fn every_source_that_a_panel_cites_is_named_in_it() {
    let client = Client::new(shipped::package());
    let panel = client.json("/api/analysis/communities/fort-simpson").await;
    let known = panel["sources"].as_object().expect("sources");
    let mut cited = Vec::new();
    collect_sources(&panel["community"], &mut cited);
    collect_sources(&panel["standards"], &mut cited);
    assert!(cited.len() > 50);
    for key in cited {
        assert!(known.contains_key(&key), "{key}");
    }
}

fn collect_sources(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_sources(item, into)),
        Value::Object(fields) => {
            for (name, field) in fields {
                if name == "sources" {
                    let keys = field.as_array().into_iter().flatten().filter_map(Value::as_str);
                    into.extend(keys.map(ToOwned::to_owned));
                } else {
                    collect_sources(field, into);
                }
            }
        }
        _ => {}
    }
}

#[tokio::test]
async fn answers_are_as_the_document_says() {
    let client = Client::new(shipped::package());
    let document = client.json("/api/openapi.json").await;
    for (path, schema) in [
        ("/api/analysis/gaps?date=11-15", "Gaps"),
        ("/api/analysis/summary", "Summary"),
        ("/api/analysis/communities/wrigley", "CommunityInFull"),
        (
            "/api/analysis/communities/lutselke?definition=nwt-illustration-strict",
            "CommunityInFull",
        ),
        ("/api/analysis/travel?from=sambaa-ke&date=07-15", "Travel"),
        (
            "/api/analysis/travel?from=ulukhaktok&to=yellowknife&impedance=journey",
            "Travel",
        ),
        ("/api/collections/gaps/items?standard=withdrawal", "GapPropertiesPage"),
    ] {
        let answer = client.json(path).await;
        let schema = serde_json::json!({ "$ref": format!("#/components/schemas/{schema}") });
        let found = faults(&document, &schema, &answer);
        assert!(found.is_empty(), "{path}: {found:#?}");
    }
}

#[tokio::test]
async fn both_databases_give_the_bytes_that_the_files_give() {
    let paths = [
        "/api/analysis/gaps",
        "/api/analysis/communities/wrigley",
        "/api/analysis/summary",
        "/api/package",
    ];
    both::give_what_the_files_give(&paths).await;
}

#[tokio::test]
async fn a_question_can_be_narrowed_to_a_box_a_standard_and_a_type() {
    let client = Client::new(shipped::package());
    let delta = gaps(&client, "bbox=-136,67,-133,70&standard=withdrawal").await;
    let ids: Vec<_> = delta
        .iter()
        .map(|gap| gap["properties"]["community_id"].as_str().expect("an id"))
        .collect();
    assert_eq!(
        ids,
        ["aklavik", "fort-mcpherson", "inuvik", "tsiigehtchic", "tuktoyaktuk"]
    );
    assert_eq!(gaps(&client, "service_type=e_mental_health").await.len(), 34);
    let metres = gaps(
        &client,
        "standard=aftercare&crs=http://www.opengis.net/def/crs/EPSG/0/3580",
    )
    .await;
    let yellowknife = metres
        .iter()
        .find(|gap| gap["id"] == "yellowknife.aftercare")
        .expect("the gap");
    assert!(yellowknife["geometry"]["coordinates"][1].as_f64().expect("metres") > 1_000_000.0);
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_with_what_can() {
    let client = Client::new(shipped::package());
    for (path, words) in [
        ("/api/analysis/gaps?standard=hope", ["standard", "counselling"]),
        (
            "/api/analysis/gaps?service_type=hope",
            ["service_type", "harm_reduction"],
        ),
        (
            "/api/analysis/gaps?definition=hope",
            ["definition", "nwt-illustration-strict"],
        ),
        ("/api/analysis/gaps?season=hope", ["season", "break_up"]),
        ("/api/analysis/gaps?date=02-29", ["date", "MM-DD"]),
        ("/api/analysis/gaps?as_of=2026-13-01", ["as_of", "YYYY-MM-DD"]),
        ("/api/analysis/gaps?supply=hope", ["supply", "intended"]),
        ("/api/analysis/gaps?colour=red", ["colour", "standard"]),
        ("/api/analysis/travel", ["from", "community"]),
        ("/api/analysis/travel?from=hope", ["from", "community"]),
        ("/api/analysis/travel?from=inuvik&modes=sled", ["modes", "winter_road"]),
    ] {
        client.get(path).await.is_problem(400, &words);
    }
    client
        .get("/api/analysis/communities/hope")
        .await
        .is_problem(404, &["hope"]);
}

#[tokio::test]
async fn a_package_without_a_network_says_so_in_every_answer() {
    let mut package = shipped::package();
    package.nodes.clear();
    package.links.clear();
    let client = Client::new(package);
    for path in [
        "/api/analysis/gaps",
        "/api/analysis/summary",
        "/api/analysis/communities/wrigley",
    ] {
        assert_eq!(
            client.json(path).await["question"]["measured_over"],
            "straight_lines",
            "{path}"
        );
    }
    let times = client.json("/api/analysis/travel?from=inuvik").await;
    assert_eq!(times["measured_over"], "straight_lines");
    let to = times["to"].as_array().expect("communities");
    let yellowknife = to
        .iter()
        .find(|one| one["community_id"] == "yellowknife")
        .expect("it is there");
    // About 1107 km at 60 km/h.
    assert!((1100.0..1115.0).contains(&yellowknife["minutes"].as_f64().expect("minutes")));
    let with = Client::new(shipped::package()).json("/api/analysis/summary").await;
    assert_eq!(with["question"]["measured_over"], "network");
}

#[tokio::test]
async fn a_person_is_counted_once_and_a_place_is_counted_each_time() {
    let client = Client::new(shipped::package());
    let summary = client.json("/api/analysis/summary").await;
    let whole = &summary["groups"][0];
    assert_eq!(whole["kind"], "territory");
    for standard in whole["standards"].as_array().expect("standards") {
        assert_eq!(standard["communities_total"], 34);
        assert_eq!(
            standard["people_unknown_communities"], 1,
            "Ndilǫ's people are counted in Yellowknife"
        );
        assert_eq!(standard["people_total"], 40_725);
        let people = &standard["people"];
        let by_outcome = ["met", "partly_met", "unmet", "unknown"].map(|one| people[one].as_u64().expect("people"));
        assert_eq!(by_outcome.iter().sum::<u64>(), 40_725);
    }
}

/// Gaps whose reasons say different things, to be read by people.
const READ: [(&str, &str); 14] = [
    ("yellowknife.counselling", ""),
    ("behchoko.counselling", ""),
    ("aklavik.counselling", ""),
    ("tsiigehtchic.counselling", ""),
    ("fort-resolution.counselling", ""),
    ("wrigley.withdrawal", ""),
    ("wrigley.withdrawal", "date=05-10"),
    ("fort-mcpherson.withdrawal", "season=break_up"),
    ("fort-liard.facility_treatment", ""),
    ("sambaa-ke.on_the_land", ""),
    ("inuvik.opioid_agonist", ""),
    ("ndilo.harm_reduction", ""),
    ("lutselke.withdrawal", "definition=nwt-illustration-strict"),
    ("norman-wells.counselling", "definition=nwt-illustration-strict"),
];

#[tokio::test]
async fn reasons_read_as_people_would_say_them() {
    let client = Client::new(shipped::package());
    let mut read = String::new();
    for (id, query) in READ {
        let gap = client.json(&format!("/api/collections/gaps/items/{id}?{query}")).await;
        let said = |field: &str| gap["properties"][field].as_str().expect("words").replace('\u{a0}', " ");
        let asked = if query.is_empty() {
            String::new()
        } else {
            format!(" ({query})")
        };
        let (outcome, english, french) = (said("outcome"), said("reason_en"), said("reason_fr"));
        writeln!(
            read,
            "{id}{asked}: {outcome}
  {english}
  {french}
"
        )
        .expect("a string takes all");
    }
    insta::assert_snapshot!(read);
}
