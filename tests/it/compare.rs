//! Comparisons and trends: one answer by every way of asking.

use std::io::Cursor;
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};
use evenreach::model::Package;
use serde_json::{Value, json};

use crate::shipped;
use crate::support::client::today;
use crate::support::schema::faults;
use crate::support::{Client, both};

const STRICT: &str = "/api/definitions/nwt-illustration/1/diff?with=nwt-illustration-strict@1";
const TEN_YEARS: &str = "/api/definitions/nwt-illustration/1/diff?as_of=2016-01-01&with_as_of=2026-03-12";
const TREND: &str = "/api/analysis/trend?standard=withdrawal";

fn text(id: &str) -> String {
    let package = shipped::package();
    let definition = package.definitions.iter().find(|one| one.id.as_str() == id);
    definition.expect("it is shipped").text.clone()
}

/// Without what only a server can say: that the definition is on record, and the link to the answer.
fn without_links(mut answer: Value) -> Value {
    if let Some(answer) = answer.as_object_mut() {
        answer.remove("permalink");
    }
    for question in ["question", "before", "after"] {
        if let Some(question) = answer.get_mut(question).and_then(Value::as_object_mut) {
            assert!(question.remove("permalink").is_some() && question.remove("definition_saved").is_some());
        }
    }
    answer
}

fn command(words: &[&str]) -> Value {
    let program = Command::new(env!("CARGO_BIN_EXE_evenreach"))
        .args(words)
        .env_remove("EVENREACH_DATABASE_URL")
        .output();
    let done = program.expect("the program runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("JSON")
}

#[tokio::test]
async fn answers_are_as_the_document_says() {
    let client = Client::new(shipped::package());
    let document = client.json("/api/openapi.json").await;
    for (path, schema) in [(STRICT, "Diff"), (TEN_YEARS, "Diff"), (TREND, "Trend")] {
        let answer = client.json(path).await;
        let schema = json!({ "$ref": format!("#/components/schemas/{schema}") });
        let found = faults(&document, &schema, &answer);
        assert!(found.is_empty(), "{path}: {found:#?}");
    }
}

#[tokio::test]
async fn the_command_line_gives_what_the_api_gives() {
    let client = Client::new(shipped::package());
    let as_of = today().to_string();
    let strict = [
        "definition",
        "diff",
        "nwt-illustration@1",
        "nwt-illustration-strict",
        "--as-of",
        &as_of,
        "--format",
        "json",
    ];
    assert_eq!(
        without_links(command(&strict)),
        without_links(client.json(STRICT).await)
    );
    let dates = [
        "definition",
        "diff",
        "nwt-illustration",
        "--as-of",
        "2016-01-01",
        "--with-as-of",
        "2026-03-12",
        "--format",
        "json",
    ];
    assert_eq!(
        without_links(command(&dates)),
        without_links(client.json(TEN_YEARS).await)
    );
    let trend = [
        "analyse",
        "trend",
        "--standard",
        "withdrawal",
        "--as-of",
        &as_of,
        "--format",
        "json",
    ];
    assert_eq!(without_links(command(&trend)), without_links(client.json(TREND).await));
}

#[tokio::test]
async fn both_databases_give_the_bytes_that_the_files_give() {
    both::give_what_the_files_give(&[TEN_YEARS, TREND]).await;
}

#[tokio::test]
async fn a_text_that_is_not_saved_is_assessed_as_if_it_were() {
    let client = Client::new(shipped::package());
    for standard in ["withdrawal", "counselling"] {
        let saved = client.json(&format!("/api/analysis/gaps?standard={standard}")).await;
        let body = json!({ "text": text("nwt-illustration"), "standard": standard });
        let reply = client.post("/api/analysis/gaps", &body).await;
        assert_eq!(reply.header("cache-control"), "no-store");
        assert_eq!(reply.json()["features"], saved["features"]);
    }
}

#[tokio::test]
async fn a_moved_threshold_shows_whom_it_touches_and_that_it_did_it_alone() {
    let client = Client::new(shipped::package());
    let moved = text("nwt-illustration").replace("within_minutes = 240", "within_minutes = 600");
    let body = json!({ "text": moved, "standard": "withdrawal" });
    let reply = client.post("/api/definitions/nwt-illustration/1/diff", &body).await;
    assert_eq!(reply.header("cache-control"), "no-store");
    let diff = reply.json();
    let fields: Vec<_> = diff["text"]["changes"].as_array().expect("changes").iter().collect();
    assert_eq!(fields.len(), 1);
    assert_eq!(fields[0]["field"], "withdrawal.near.within_minutes");
    assert_eq!((&fields[0]["before"], &fields[0]["after"]), (&json!(240), &json!(600)));
    let lines = diff["text"]["lines"].as_array().expect("lines");
    let changed: Vec<_> = lines.iter().filter(|line| line["op"] != "same").collect();
    assert_eq!(changed.len(), 2);
    let flips = diff["flips"].as_array().expect("flips");
    assert!(!flips.is_empty());
    for flip in flips {
        let because = flip["because"].as_array().expect("reasons");
        assert_eq!(because.len(), 1, "{flip}");
        assert_eq!(because[0]["field"], "withdrawal.near.within_minutes");
        assert_eq!(because[0]["alone"], true);
        let words = because[0]["words"]["en"].as_str().expect("words");
        assert!(
            words.ends_with("the travel limit went from 240 to 600 minutes."),
            "{words}"
        );
    }
}

#[tokio::test]
async fn faults_of_a_text_are_told_with_their_lines_and_nothing_is_answered() {
    let client = Client::new(shipped::package());
    let broken = text("nwt-illustration").replace("within_minutes = 240", "within_minutes = -1");
    let line = broken.lines().position(|line| line.contains("= -1")).expect("the line") + 1;
    for path in ["/api/analysis/gaps", "/api/definitions/nwt-illustration/1/diff"] {
        let reply = client.post(path, &json!({ "text": broken })).await;
        reply.is_problem(422, &["within_minutes"]);
        assert_eq!(reply.json()["errors"][0]["line"], line, "{path}");
    }
    let long = format!("{}\n{}", text("nwt-illustration"), "#".repeat(64 * 1024));
    let reply = client.post("/api/analysis/gaps", &json!({ "text": long })).await;
    reply.is_problem(413, &["65536"]);
}

#[tokio::test]
async fn what_cannot_be_compared_is_refused_with_what_can() {
    let client = Client::new(shipped::package());
    client
        .get("/api/definitions/nwt-illustration/9/diff")
        .await
        .is_problem(404, &["nwt-illustration", "9"]);
    let other = client.get("/api/definitions/nwt-illustration/1/diff?with=none@1").await;
    other.is_problem(400, &["none@1", "nwt-illustration-strict@1"]);
    let format = client.get("/api/definitions/nwt-illustration/1/diff?f=pdf").await;
    format.is_problem(400, &["pdf", "json, csv, xlsx"]);
    client
        .get("/api/analysis/trend")
        .await
        .is_problem(400, &["standard", "withdrawal"]);
    let backwards = client.get(&format!("{TREND}&from=2020-Q1&to=2019-Q4")).await;
    backwards.is_problem(400, &["2020-Q1", "2019-Q4"]);
}

/// The shipped package with a community whose name a spreadsheet would run.
fn with_a_trap() -> Package {
    let mut package = shipped::package();
    for (community, trap) in package
        .communities
        .iter_mut()
        .zip(["=1+1", "@SUM(A1)", "+1", "-1", "\t=1"])
    {
        community.name = format!("{trap} {}", community.name);
    }
    package
}

#[tokio::test]
async fn a_workbook_has_numbers_as_numbers_and_no_text_becomes_a_formula() {
    let client = Client::new(with_a_trap());
    for (language, sheets) in [
        ("en", ["Changed places", "Requirements", "Coverage"]),
        ("fr", ["Lieux changés", "Exigences", "Couverture"]),
    ] {
        let path = format!("{STRICT}&f=xlsx&lang={language}");
        let reply = client.get(&path).await;
        assert_eq!(reply.body, client.get(&path).await.body, "the same bytes again");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(reply.body.to_vec())).expect("a workbook");
        assert_eq!(book.sheet_names(), sheets);
        let mut traps = 0;
        for sheet in sheets {
            let formulas = book.worksheet_formula(sheet).expect("the sheet");
            assert!(
                formulas.used_cells().all(|(_, _, formula)| formula.is_empty()),
                "{sheet}"
            );
            let cells = book.worksheet_range(sheet).expect("the sheet");
            let like_a_formula =
                |cell: &&Data| matches!(cell, Data::String(text) if text.starts_with(['=', '@', '+', '-', '\t']));
            traps += cells.cells().filter(|(_, _, cell)| like_a_formula(cell)).count();
        }
        assert!(traps > 5, "{traps}");
        let places = book.worksheet_range(sheets[0]).expect("the sheet");
        let json = client.json(STRICT).await;
        assert_eq!(places.height(), json["flips"].as_array().expect("flips").len() + 1);
        assert!(
            matches!(places.get((1, 5)), Some(Data::Float(_))),
            "{:?}",
            places.get((1, 5))
        );
    }
}

#[tokio::test]
async fn a_table_of_changed_places_runs_no_formula_either() {
    let client = Client::new(with_a_trap());
    let reply = client.get(&format!("{STRICT}&f=csv")).await;
    assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
    assert!(reply.header("content-disposition").ends_with(".csv\""));
    let text = reply.text();
    assert!(text.contains(",'=1+1 "), "{}", &text[..600]);
    assert!(!text.contains(",=1+1 "));
}
