//! Priorities: one order by every way of asking, and what each figure in it rests on.

use std::process::Command;

use evenreach::model::{
    DeliveryMode, Fact, Package, PartialDate, Provenance, Request, RequestOrigin, RequestStatus, Subject, Visibility,
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

/// What studies found is no criterion until it is given a weight; then it is known of what was studied, and unknown of all else.
#[tokio::test]
async fn what_studies_found_is_a_criterion_where_it_is_given_a_weight() {
    let client = Client::new(shipped::package());
    let document = client.json("/api/openapi.json").await;
    let plain = client
        .get(&format!("{PATH}?weights=people:1&options=requests&samples=200"))
        .await;
    assert!(!plain.text().contains("evaluation") && !plain.text().contains("studies"));
    let query = "weights=people:1,evaluation:1&bounds=evaluation:0.2-0.6&options=requests&samples=200";
    let reply = client.get(&format!("{PATH}?{query}")).await;
    let answer = reply.json();
    let found = faults(
        &document,
        &json!({ "$ref": "#/components/schemas/Priorities" }),
        &answer,
    );
    assert!(found.is_empty(), "{found:#?}");
    let criterion = list(&answer["criteria"]).last().expect("criteria");
    assert_eq!(criterion["id"], "evaluation");
    assert_eq!(criterion["weight"], 0.5);
    let studies = list(&criterion["studies"]);
    assert_eq!(studies.len(), 1, "its shares are not told as studies of their own");
    assert_eq!(studies[0]["id"], "icm-value-2020");
    assert!(
        studies[0]["limits"]["en"]
            .as_str()
            .expect("limits")
            .contains("None of the outcome studies")
    );
    assert_eq!(studies[0]["sources"], json!(["ps_icm", "icm_sroi_2020"]));
    for option in list(&answer["options"]) {
        let figure = &option["criteria"]["evaluation"];
        let is_studied = option["service_type"] == "integrated_case_management";
        let least = if is_studied { 4.5 } else { 0.0 };
        assert_eq!(
            figure["raw"],
            json!({ "at_least": least, "at_most": 4.5 }),
            "{}",
            option["id"]
        );
        assert_eq!(figure["value"], json!({ "at_least": least / 4.5, "at_most": 1.0 }));
        let studies = if is_studied {
            json!(["icm-value-2020"])
        } else {
            json!([])
        };
        assert_eq!(figure["studies"], studies);
    }
    assert!(
        list(&answer["options"])
            .iter()
            .any(|one| one["service_type"] == "integrated_case_management")
    );
    let link = answer["question"]["permalink"].as_str().expect("a link");
    assert_eq!(client.get(link).await.body, reply.body);
    let table = client.get(&format!("{PATH}?{query}&f=csv")).await.text();
    assert!(table.lines().next().expect("a header").contains("evaluation_at_least"));
    // Where there is no study, and where it was given no weight.
    let mut unstudied = shipped::package();
    unstudied.evaluations.clear();
    let none = Client::new(unstudied)
        .get(&format!("{PATH}?weights=evaluation:1"))
        .await;
    assert_eq!(none.status, 400);
    assert!(
        none.text().contains("no study of this package has a value"),
        "{}",
        none.text()
    );
    let unweighed = client.get(&format!("{PATH}?bounds=evaluation:0-0.5")).await;
    assert_eq!(unweighed.status, 400);
    assert!(
        unweighed.text().contains("only where weights gives evaluation some"),
        "{}",
        unweighed.text()
    );
}

/// Referral positions are options beside requests and gaps, where one is lacked or nobody knows. By what ships a referral to
/// treatment is to be had from everywhere; without what it says of counsellors, who refer too, it is not.
#[tokio::test]
async fn a_place_that_may_lack_a_referral_has_a_position_among_its_options() {
    let whole = Client::new(shipped::package());
    let none = whole.json(&format!("{PATH}?options=positions&samples=200")).await;
    assert_eq!(none["options"], json!([]));
    let mut package = shipped::package();
    let navigation = |of: &Subject| of.service_type().is_some_and(|id| id.as_str() == "referral_navigation");
    let managers = |of: &Subject| of.service().is_some_and(|id| id.as_str() == "fbat-case-management");
    package
        .referrals
        .retain(|row| navigation(&row.from) || managers(&row.from));
    let client = Client::new(package);
    let document = client.json("/api/openapi.json").await;
    let answer = client.json(&format!("{PATH}?options=positions&samples=200")).await;
    let found = faults(
        &document,
        &json!({ "$ref": "#/components/schemas/Priorities" }),
        &answer,
    );
    assert!(found.is_empty(), "{found:#?}");
    let ways = client.json("/api/analysis/pathways").await;
    let mut places: Vec<String> = Vec::new();
    for option in list(&answer["options"]) {
        let place = option["community_id"].as_str().expect("a place").to_owned();
        assert_eq!(option["id"], format!("position:{place}"));
        assert_eq!(
            (&option["kind"], &option["service_type"]),
            (&json!("position"), &json!("referral_navigation"))
        );
        // By what ships nobody knows of any place whether its way holds, so nothing is surely gained.
        assert_eq!(option["people_gained"]["at_least"], 0.0, "{place}");
        // Not people: those of a place that is part of another are counted there.
        assert!(
            option["criteria"]["days"]["raw"]["at_most"].as_f64() > Some(0.0),
            "{place}"
        );
        places.push(place);
    }
    places.sort();
    // Whoever needs one and surely has it lacks none.
    let (mut lacking, mut having) = (Vec::new(), Vec::new());
    for glance in list(&ways["communities"]) {
        let id = glance["community_id"].as_str().expect("an id");
        let chain = client.json(&format!("/api/analysis/pathways/{id}")).await;
        let stretches = list(&chain["stretches"]).iter();
        let steps: Vec<&Value> = stretches.flat_map(|one| list(&one["steps"])).collect();
        let lacks = |step: &&Value| list(&step["lacking"]).contains(&json!("referral"));
        let needs = |step: &&Value| !step["referral"].is_null();
        if steps.iter().any(lacks) {
            lacking.push(id.to_owned());
        } else if steps.iter().any(needs) {
            having.push(id.to_owned());
        }
    }
    lacking.sort();
    assert!(!lacking.is_empty() && !having.is_empty());
    assert_eq!(places, lacking);
    // Among all options they stand beside requests and gaps; of one standard there are none.
    let kinds = async |query: &str| -> Vec<String> {
        let answer = client.json(&format!("{PATH}?samples=100&{query}")).await;
        let options = list(&answer["options"]).iter();
        let mut kinds: Vec<String> = options.map(|one| one["kind"].to_string()).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds("options=all").await, ["\"gap\"", "\"position\"", "\"request\""]);
    let of_one = kinds("standard=opioid_agonist&options=all").await;
    assert!(!of_one.contains(&"\"position\"".to_owned()), "{of_one:?}");
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
