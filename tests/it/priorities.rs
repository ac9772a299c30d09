//! Priorities: one order by every way of asking, and what each figure in it rests on.

use std::process::Command;

use evenreach::model::{
    DeliveryMode, Fact, Package, PartialDate, Provenance, Request, RequestOrigin, RequestStatus, Visibility,
};
use serde_json::{Value, json};

use crate::shipped;
use crate::support::client::today;
use crate::support::schema::faults;
use crate::support::{Client, both};

const PATH: &str = "/api/analysis/priorities";

/// One standard, and few draws: enough for everything but how firm a rank is.
const NARROW: &str = "standard=opioid_agonist&samples=200";

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn option<'a>(answer: &'a Value, id: &str) -> &'a Value {
    let mut options = list(&answer["options"]).iter();
    options
        .find(|one| one["id"] == id)
        .unwrap_or_else(|| panic!("no option {id}"))
}

fn asked_for(id: &str, kind: Option<&str>, community: &str, mode: DeliveryMode) -> Request {
    Request {
        id: id.into(),
        requested_by: "Somebody".to_owned(),
        requested_by_kind: kind.map(str::to_owned),
        service_type: "opioid_agonist_treatment".into(),
        communities: vec![community.into()],
        regions: Vec::new(),
        delivery_mode: Fact::Known(mode),
        date: PartialDate::parse("2026-01"),
        status: RequestStatus::Open,
        visibility: Visibility::Public,
        origin: RequestOrigin::PublicRecord,
        names: Vec::new(),
        corrections: Vec::new(),
        provenance: Provenance::default(),
        submission: None,
    }
}

fn with(request: Request) -> Package {
    let mut package = shipped::package();
    package.requests.push(request);
    package.requests.sort_by(|one, other| one.id.cmp(&other.id));
    package
}

fn command(words: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_evenreach"));
    program.env_remove("EVENREACH_DATABASE_URL").args(words);
    let output = program.output().expect("the program runs");
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.success(), "{words:?}: {told}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[tokio::test]
async fn a_question_in_a_body_and_its_link_give_the_same_bytes_as_the_document_says() {
    let client = Client::new(shipped::package());
    let document = client.json("/api/openapi.json").await;
    let body = json!({
        "weights": { "people": 2, "days": 0.5, "asked": 1 },
        "seed": 7,
        "samples": 200,
        "bounds": { "people": [0.1, 0.6] },
        "order": ["people", "days"],
        "scales": { "people": [0, 5000] },
        "need": "population",
        "first": ["gap:tuktoyaktuk.opioid_agonist"],
    });
    let posted = client.post(&format!("{PATH}?standard=opioid_agonist"), &body).await;
    assert_eq!(posted.status, 200, "{}", posted.text());
    let answer = posted.json();
    let schema = json!({ "$ref": "#/components/schemas/Priorities" });
    let found = faults(&document, &schema, &answer);
    assert!(found.is_empty(), "{found:#?}");
    let link = answer["question"]["permalink"].as_str().expect("a link").to_owned();
    for part in [
        "weights=people:2,days:0.5,asked:1",
        "seed=7",
        "order=people,days",
        "data=",
        "as_of=2026-03-12",
    ] {
        assert!(link.contains(part), "{part} in {link}");
    }
    let again = client.get(&link).await;
    assert_eq!(again.body, posted.body);
    assert_eq!(again.header("etag"), posted.header("etag"));
}

#[tokio::test]
async fn files_and_both_databases_give_the_same_bytes() {
    let paths = [NARROW, "standard=on_the_land&samples=100&preset=asked&f=csv"];
    both::give_what_the_files_give(&paths.map(|query| format!("{PATH}?{query}"))).await;
}

#[tokio::test]
async fn the_command_line_gives_what_the_api_gives() {
    let client = Client::new(shipped::package());
    let as_of = today().to_string();
    let words = [
        "analyse",
        "priorities",
        "--as-of",
        &as_of,
        "--standard",
        "opioid_agonist",
        "--samples",
        "200",
        "--preset",
        "worst_off",
        "--first",
        "gap:tuktoyaktuk.opioid_agonist",
    ];
    let query = format!("{NARROW}&preset=worst_off&first=gap:tuktoyaktuk.opioid_agonist");
    let mut answer = client.json(&format!("{PATH}?{query}")).await;
    let told = command(&[&words[..], &["--format", "json"]].concat());
    let mut told: Value = serde_json::from_str(&told).expect("JSON");
    for one in [&mut answer, &mut told] {
        // Only a server can say that the definition is on record, and where the answer is.
        let question = one["question"].as_object_mut().expect("a question");
        assert!(question.remove("permalink").is_some() && question.remove("definition_saved").is_some());
    }
    assert_eq!(told, answer);
    let table = client.get(&format!("{PATH}?{query}&f=csv")).await;
    assert_eq!(command(&[&words[..], &["--format", "csv"]].concat()), table.text());
    let features = client.json(&format!("{PATH}?{query}&f=geojson")).await;
    let told: Value = serde_json::from_str(&command(&[&words[..], &["--format", "geojson"]].concat())).expect("JSON");
    assert_eq!(told["features"], features["features"]);
    let first = &list(&features["features"])[0];
    assert_eq!(first["properties"], answer["options"][0]);
    assert_eq!(first["geometry"]["type"], "Point");
}

#[tokio::test]
async fn a_table_has_the_figures_of_the_answer() {
    let client = Client::new(shipped::package());
    let answer = client.json(&format!("{PATH}?{NARROW}")).await;
    let table = client.get(&format!("{PATH}?{NARROW}&f=csv&lang=fr")).await;
    let mut reader = csv::Reader::from_reader(&table.body[..]);
    let header = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let options = list(&answer["options"]);
    assert!(options.len() > 20 && rows.len() == options.len());
    for (row, option) in rows.iter().zip(options) {
        let cell = |name: &str| &row[header.iter().position(|one| one == name).expect("a column")];
        assert_eq!(cell("option"), option["id"]);
        assert_eq!(cell("title"), option["title"]["fr"]);
        assert_eq!(cell("rank"), option["rank"].to_string());
        let days = &option["criteria"]["days"];
        assert_eq!(cell("days_at_most").parse().ok(), days["raw"]["at_most"].as_f64());
        assert_eq!(
            cell("days_value_at_least").parse().ok(),
            days["value"]["at_least"].as_f64()
        );
        let first = option["acceptability"]["both"]["ranks"][0].as_f64();
        assert_eq!(cell("first_share").parse().ok(), first);
    }
    let book = client.get(&format!("{PATH}?{NARROW}&f=xlsx")).await;
    assert!(book.status == 200 && book.body.starts_with(b"PK"));
    assert_eq!(book.body, client.get(&format!("{PATH}?{NARROW}&f=xlsx")).await.body);
}

/// The same as if a prescriber were asked for there: what the way asks is what somebody would ask for.
#[tokio::test]
async fn what_would_close_a_gap_brings_what_a_request_for_it_brings() {
    let request = asked_for(
        "req-oat",
        Some("indigenous_government"),
        "tuktoyaktuk",
        DeliveryMode::Resident,
    );
    let client = Client::new(with(request));
    let answer = client.json(&format!("{PATH}?{NARROW}")).await;
    let effect = client.json("/api/analysis/requests/req-oat").await;
    let people = effect["standards"][0]["people_gained"].as_f64().expect("people");
    let asked = option(&answer, "request:req-oat");
    let gap = option(&answer, "gap:tuktoyaktuk.opioid_agonist");
    for one in [asked, gap] {
        for (criterion, figure) in [("people", people), ("days", 365.0), ("asked", 1.0)] {
            let raw = &one["criteria"][criterion]["raw"];
            assert_eq!(raw["at_least"].as_f64(), Some(figure), "{criterion} of {}", one["id"]);
            assert_eq!(raw["at_most"].as_f64(), Some(figure), "{criterion} of {}", one["id"]);
        }
        assert_eq!(one["places_gained"], json!({ "at_least": 1.0, "at_most": 1.0 }));
    }
    assert_eq!(gap["supposed"]["services"], 1);
    assert_eq!(gap["supposed"]["way"], "near");
    assert_eq!(gap["supposed"]["delivery_mode"], "resident");
    // A village's people are few and it is one place all the same.
    assert!(gap["people_rank"].as_u64() > gap["place_rank"].as_u64());
}

#[tokio::test]
async fn who_asked_counts_only_where_an_indigenous_government_did() {
    for (kind, ends) in [(Some("mla"), [0.0, 0.0]), (None, [0.0, 1.0])] {
        let client = Client::new(with(asked_for("req-oat", kind, "tuktoyaktuk", DeliveryMode::Resident)));
        let answer = client.json(&format!("{PATH}?{NARROW}")).await;
        for id in ["request:req-oat", "gap:tuktoyaktuk.opioid_agonist"] {
            let raw = &option(&answer, id)["criteria"]["asked"]["raw"];
            assert_eq!(
                [raw["at_least"].as_f64(), raw["at_most"].as_f64()],
                ends.map(Some),
                "{kind:?} {id}"
            );
        }
    }
}

#[tokio::test]
async fn a_request_that_is_answered_or_not_yet_made_is_no_option() {
    for (status, date, is_there) in [
        (RequestStatus::Open, "2026-01", true),
        (RequestStatus::Declined, "2026-01", false),
        (RequestStatus::Met, "2026-01", false),
        (RequestStatus::Open, "2027", false),
    ] {
        let request = Request {
            status,
            date: PartialDate::parse(date),
            ..asked_for("req-oat", None, "tuktoyaktuk", DeliveryMode::Resident)
        };
        let client = Client::new(with(request));
        let answer = client.json(&format!("{PATH}?{NARROW}&options=requests")).await;
        let mut options = list(&answer["options"]).iter();
        assert_eq!(
            options.any(|one| one["id"] == "request:req-oat"),
            is_there,
            "{status:?} {date}"
        );
    }
}

#[tokio::test]
async fn an_option_that_may_not_be_seen_is_as_if_it_had_never_been() {
    let small = Client::small();
    let answer = small.get(&format!("{PATH}?samples=100")).await;
    assert!(answer.text().contains("request:req-public") && !answer.text().contains("req-owner"));
    let hidden = small.get(&format!("{PATH}?samples=100&first=request:req-owner")).await;
    let never = small.get(&format!("{PATH}?samples=100&first=request:req-never")).await;
    assert_eq!(hidden.status, 404);
    assert_eq!(hidden.text().replace("req-owner", "req-never"), never.text());
}

#[tokio::test]
async fn settings_that_cannot_be_read_are_told_with_their_place() {
    let client = Client::new(shipped::package());
    for (query, told) in [
        ("weights=people", "weights: found \\\"people\\\""),
        ("weights=people:1&preset=even", "none beside a preset"),
        ("samples=1000000", "a whole number from 100 to 100000"),
        ("need=nothing", "need: found \\\"nothing\\\", expected one of"),
        ("colour=red", "colour"),
        ("lang=de", "lang: found"),
    ] {
        let reply = client.get(&format!("{PATH}?{query}")).await;
        assert_eq!(reply.status, 400, "{query}: {}", reply.text());
        assert!(reply.text().contains(told), "{query}: {}", reply.text());
    }
    for (body, pointer) in [
        (json!({ "weights": { "people": -1 } }), "#/weights/people"),
        (json!({ "scales": { "days": [5, 5] } }), "#/scales/days"),
        (json!({ "bounds": { "money/time": [0, 1] } }), "#/bounds/money~1time"),
        (json!({ "order": ["people,days"] }), "#/order/0"),
        (json!({ "need": "nothing" }), "#/need"),
        (json!({ "bounds": { "evaluation": [0, 1] } }), "#/bounds/evaluation"),
        (json!({ "order": ["money"] }), "#/order"),
        (json!({ "colour": "red" }), "#"),
    ] {
        let reply = client.post(PATH, &body).await;
        assert_eq!(reply.status, 422, "{body}: {}", reply.text());
        assert_eq!(reply.json()["errors"][0]["pointer"], pointer, "{body}");
    }
    let narrow = json!({ "bounds": { "people": [0.0, 0.1] }, "order": ["people", "worst_off", "days", "need", "asked", "culture"] });
    let reply = client.post(&format!("{PATH}?standard=opioid_agonist"), &narrow).await;
    assert_eq!(reply.status, 422, "{}", reply.text());
}
