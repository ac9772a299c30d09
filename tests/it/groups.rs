//! Groups of communities side by side: one answer by every way of asking.

use std::process::Command;

use serde_json::{Value, json};

use crate::shipped;
use crate::support::client::today;
use crate::support::schema::faults;
use crate::support::{Client, both};

const PATH: &str = "/api/analysis/equity";

/// Ways of asking, with the command line's words for the same.
const QUESTIONS: [(&str, &[&str]); 5] = [
    ("by=region", &["--by", "region"]),
    (
        "by=language&value=shortfall&date=05-10&standard=counselling",
        &[
            "--by",
            "language",
            "--value",
            "shortfall",
            "--date",
            "05-10",
            "--standard",
            "counselling",
        ],
    ),
    (
        "by=size&value=travel_minutes&standard=withdrawal&threshold=90&rank=travel_minutes&supply=intended",
        &[
            "--by",
            "size",
            "--value",
            "travel_minutes",
            "--standard",
            "withdrawal",
            "--threshold",
            "90",
            "--rank",
            "travel_minutes",
            "--supply",
            "intended",
        ],
    ),
    (
        "by=population%20%3E%20500&value=met&season=break_up&definition=nwt-illustration-strict",
        &[
            "--by",
            "population > 500",
            "--value",
            "met",
            "--season",
            "break_up",
            "--definition",
            "nwt-illustration-strict",
        ],
    ),
    (
        "value=days_met&by=distance&standard=counselling",
        &["--value", "days_met", "--by", "distance", "--standard", "counselling"],
    ),
];

fn command(words: &[&str]) -> String {
    let program = Command::new(env!("CARGO_BIN_EXE_evenreach"))
        .args(words)
        .env_remove("EVENREACH_DATABASE_URL")
        .output();
    let done = program.expect("the program runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

/// Without what only a server can say: that the definition is on record, and the link to the answer.
fn without_links(mut answer: Value) -> Value {
    let question = answer["question"].as_object_mut().expect("a question");
    assert!(question.remove("permalink").is_some() && question.remove("definition_saved").is_some());
    answer
}

#[tokio::test]
async fn the_api_and_the_command_line_give_the_same_groups_as_the_document_says() {
    let client = Client::new(shipped::package());
    let document = client.json("/api/openapi.json").await;
    let schema = json!({ "$ref": "#/components/schemas/Equity" });
    let as_of = today().to_string();
    for (query, words) in QUESTIONS {
        let answer = client.json(&format!("{PATH}?{query}")).await;
        let found = faults(&document, &schema, &answer);
        assert!(found.is_empty(), "{query}: {found:#?}");
        let told = command(&[&["analyse", "summary", "--as-of", &as_of, "--format", "json"], words].concat());
        let told: Value = serde_json::from_str(&told).expect("JSON");
        assert_eq!(without_links(told), without_links(answer), "{query}");
    }
}

#[tokio::test]
async fn rows_say_what_the_json_says() {
    let client = Client::new(shipped::package());
    for (query, _) in QUESTIONS {
        let answer = client.json(&format!("{PATH}?{query}")).await;
        let table = client.get(&format!("{PATH}?{query}&f=csv")).await;
        assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
        let mut reader = csv::Reader::from_reader(&table.body[..]);
        let header = reader.headers().expect("a header").clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        let cell = |row: &csv::StringRecord, name: &str| {
            let at = header.iter().position(|one| one == name).expect("a column");
            row[at].to_owned()
        };
        let standards = answer["standards"].as_array().expect("standards");
        let groups = standards.iter().flat_map(|standard| {
            let groups = standard["groups"].as_array().expect("groups");
            std::iter::once(&standard["whole"]).chain(groups).collect::<Vec<_>>()
        });
        let groups: Vec<&Value> = groups.collect();
        assert_eq!(rows.len(), 2 * groups.len(), "{query}");
        for (pair, group) in rows.chunks(2).zip(groups) {
            for (row, counted) in pair.iter().zip(["people", "places"]) {
                assert_eq!(cell(row, "counted"), counted);
                let figures = &group[&format!("by_{counted}")];
                let same = |name: &str, figure: &Value| {
                    let found = cell(row, name);
                    let found = if found.is_empty() {
                        Value::Null
                    } else {
                        found.parse::<f64>().expect("a number").into()
                    };
                    assert_eq!(
                        found.as_f64(),
                        figure["value"].as_f64(),
                        "{query}: {name} of {}",
                        group["key"]
                    );
                };
                for name in [
                    "coverage",
                    "rate_ratio",
                    "rate_difference",
                    "mean",
                    "gini",
                    "theil",
                    "atkinson",
                    "palma",
                    "concentration",
                    "erreygers",
                ] {
                    same(name, &figures[name]);
                }
                for (at, name) in ["p10", "p25", "p50", "p75", "p90"].into_iter().enumerate() {
                    same(name, &figures["quantiles"][at]);
                }
                for name in ["incidence", "gap", "severity"] {
                    same(&format!("fgt_{name}"), &figures["fgt"][name]);
                }
                for name in ["met", "partly_met", "unmet", "unknown", "total"] {
                    assert_eq!(
                        cell(row, name).parse().ok(),
                        group[counted][name].as_u64(),
                        "{query}: {name}"
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn features_are_the_communities_of_the_groups() {
    let client = Client::new(shipped::package());
    for (query, _) in QUESTIONS {
        let answer = client.json(&format!("{PATH}?{query}")).await;
        let standards = answer["standards"].as_array().expect("standards");
        let features = client.get(&format!("{PATH}?{query}&f=geojson")).await;
        assert_eq!(features.header("content-type"), "application/geo+json");
        let features = features.json();
        let listed = features["features"].as_array().expect("features");
        for standard in standards {
            let own: Vec<&Value> = listed
                .iter()
                .filter(|one| one["properties"]["standard"] == standard["standard"])
                .collect();
            assert_eq!(
                own.len() as u64,
                standard["whole"]["places"]["total"].as_u64().expect("a count"),
                "{query}"
            );
            for group in standard["groups"].as_array().expect("groups") {
                let inside = own.iter().filter(|one| {
                    let groups = one["properties"]["groups"].as_array().expect("groups");
                    groups.contains(&group["key"])
                });
                let people: u64 = inside
                    .clone()
                    .filter_map(|one| one["properties"]["people"].as_u64())
                    .sum();
                assert_eq!(
                    Some(inside.count() as u64),
                    group["places"]["total"].as_u64(),
                    "{query}: {}",
                    group["key"]
                );
                assert_eq!(
                    Some(people),
                    group["people"]["total"].as_u64(),
                    "{query}: {}",
                    group["key"]
                );
            }
        }
    }
}

#[tokio::test]
async fn the_command_line_writes_the_same_rows_and_features() {
    let client = Client::new(shipped::package());
    let as_of = today().to_string();
    let (query, words) = QUESTIONS[1];
    for form in ["csv", "geojson"] {
        let told = command(&[&["analyse", "summary", "--as-of", &as_of, "--format", form], words].concat());
        let answer = client.get(&format!("{PATH}?{query}&f={form}")).await;
        if form == "csv" {
            assert_eq!(told, answer.text());
        } else {
            let told: Value = serde_json::from_str(&told).expect("JSON");
            assert_eq!(without_links(told), without_links(answer.json()));
        }
    }
}

#[tokio::test]
async fn the_whole_is_what_the_summary_says_and_groups_apart_add_up_to_it() {
    let client = Client::new(shipped::package());
    let summary = client.json("/api/analysis/summary").await;
    let answer = client.json(&format!("{PATH}?by=region")).await;
    let standards = answer["standards"].as_array().expect("standards");
    assert_eq!(standards.len(), 8);
    for (at, standard) in standards.iter().enumerate() {
        let rows = standard["groups"].as_array().expect("groups");
        for name in ["met", "partly_met", "unmet", "unknown"] {
            let of_summary = |group: usize| &summary["groups"][group]["standards"][at];
            assert_eq!(standard["whole"]["people"][name], of_summary(0)["people"][name]);
            assert_eq!(standard["whole"]["places"][name], of_summary(0)["communities"][name]);
            for (row, group) in rows.iter().zip(1..) {
                assert_eq!(row["people"][name], of_summary(group)["people"][name]);
                assert_eq!(row["key"], summary["groups"][group]["group"]);
            }
            let sum: u64 = rows
                .iter()
                .map(|row| row["people"][name].as_u64().expect("a count"))
                .sum();
            assert_eq!(Some(sum), standard["whole"]["people"][name].as_u64());
        }
    }
}

#[tokio::test]
async fn curves_run_from_nought_to_all_with_their_index_between_them_and_the_diagonal() {
    let client = Client::new(shipped::package());
    let answer = client
        .json(&format!("{PATH}?value=shortfall&standard=withdrawal&date=05-10"))
        .await;
    let standard = &answer["standards"][0];
    for counted in ["people", "places"] {
        for (curve, index) in [("lorenz", "gini"), ("concentration", "concentration")] {
            let points = standard["curves"][curve][counted]["points"].as_array().expect("points");
            let points: Vec<[f64; 2]> = points
                .iter()
                .map(|point| [0, 1].map(|at| point[at].as_f64().expect("a number")))
                .collect();
            assert_eq!((points.first(), points.last()), (Some(&[0.0, 0.0]), Some(&[1.0, 1.0])));
            let below: f64 = points
                .windows(2)
                .map(|pair| (pair[1][0] - pair[0][0]) * (pair[0][1] + pair[1][1]))
                .sum();
            let index = standard["whole"][&format!("by_{counted}")][index]["value"]
                .as_f64()
                .expect("an index");
            assert!(
                (1.0 - below - index).abs() < 1e-6,
                "{curve} of {counted}: {below} and {index}"
            );
            assert!(points.len() > 3, "{curve} of {counted}: {points:?}");
        }
    }
}

#[tokio::test]
async fn sentences_say_in_both_languages_what_is_there() {
    let client = Client::new(shipped::package());
    let answer = client
        .json(&format!("{PATH}?by=region&standard=counselling&as_of=2026-11-25"))
        .await;
    assert_eq!(
        answer["standards"][0]["whole"]["sentence"],
        json!({
            "en": "All communities: met in 11 of 34 communities, for 32,198 of 40,725 people; in 23 it is not known; on average, people have it on at least 288.6 and at most 365 days.",
            "fr": "Toutes les collectivités\u{a0}: atteinte dans 11 des 34 collectivités, pour 32\u{a0}198 personnes sur 40\u{a0}725; pour 23, on ne le sait pas; en moyenne, les personnes en disposent pendant au moins 288,6 et au plus 365 jours."
        })
    );
    let meanings = answer["meanings"].as_object().expect("meanings");
    for name in [
        "coverage",
        "rate_ratio",
        "mean",
        "gini",
        "theil",
        "palma",
        "concentration",
        "fgt_gap",
        "lorenz",
        "withheld",
    ] {
        assert!(
            meanings[name]["en"].as_str().is_some_and(|text| text.len() > 40),
            "{name}"
        );
        assert!(
            meanings[name]["fr"].as_str().is_some_and(|text| text.len() > 40),
            "{name}"
        );
    }
}

#[tokio::test]
async fn both_databases_give_the_bytes_that_the_files_give() {
    let forms = |query: &str| ["json", "csv", "geojson"].map(|form| format!("{PATH}?{query}&f={form}"));
    let paths: Vec<String> = QUESTIONS[1..3].iter().flat_map(|(query, _)| forms(query)).collect();
    both::give_what_the_files_give(&paths).await;
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_with_what_can() {
    let client = Client::new(shipped::package());
    for (query, words) in [
        ("by=colour", ["colour", "indigenous_government"]),
        ("by=population%20%3E", ["line 1, column 13", "CQL2"]),
        ("value=hope", ["value", "shortfall"]),
        ("rank=region", ["rank", "travel_minutes"]),
        ("threshold=-1", ["threshold", "0 or more"]),
        ("threshold=nan", ["threshold", "0 or more"]),
        ("threshold=1&value=shortfall", ["threshold", "travel_minutes"]),
        ("standard=hope", ["standard", "counselling"]),
        ("f=xlsx", ["f", "geojson"]),
        ("colour=red", ["colour", "by"]),
    ] {
        client.get(&format!("{PATH}?{query}")).await.is_problem(400, &words);
    }
}
