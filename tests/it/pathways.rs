//! The way through care, by every way of asking; and what studies found, where the service is.

use std::process::Command;

use evenreach::model::{Entrance, Package, Point, Provenance, Referral, Service, Shown, Sites, Subject};
use serde_json::Value;

use crate::shipped;
use crate::support::client::today;
use crate::support::package::service;
use crate::support::schema::faults;
use crate::support::{Client, both, small};

const ALL: &str = "/api/analysis/pathways";

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn of<'a>(all: &'a Value, community: &str) -> &'a Value {
    let mut found = list(&all["communities"]).iter();
    found
        .find(|one| one["community_id"] == community)
        .expect("the community")
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
async fn both_databases_give_what_the_files_give() {
    both::give_what_the_files_give(&[
        ALL,
        "/api/analysis/pathways?season=break_up",
        "/api/analysis/pathways?f=csv&date=05-10",
        "/api/analysis/pathways?f=geojson",
        "/api/analysis/pathways/tsiigehtchic",
        "/api/analysis/pathways/tsiigehtchic?f=csv",
        "/api/analysis/pathways/tsiigehtchic?f=geojson",
        "/api/collections/services/items/icm-yellowknife",
    ])
    .await;
}

#[tokio::test]
async fn the_shipped_answers_are_as_the_document_says() {
    let client = Client::new(shipped::package());
    let document = client.json("/api/openapi.json").await;
    for (path, schema) in [
        (ALL, "Pathways"),
        ("/api/analysis/pathways/tsiigehtchic", "PathwayInFull"),
    ] {
        let schema = serde_json::json!({ "$ref": format!("#/components/schemas/{schema}") });
        let found = faults(&document, &schema, &client.json(path).await);
        assert!(found.is_empty(), "{path}: {found:#?}");
    }
}

#[tokio::test]
async fn a_place_alone_among_all_as_a_feature_as_a_row_and_on_the_command_line_is_the_same() {
    let client = Client::new(shipped::package());
    let all = client.json(ALL).await;
    assert_eq!(list(&all["communities"]).len(), 34);
    let one = client.json("/api/analysis/pathways/tsiigehtchic").await;
    let glance = of(&all, "tsiigehtchic").as_object().expect("a glance");
    for (field, value) in glance {
        assert_eq!(&one[field], value, "{field}");
    }
    let features = client.json("/api/analysis/pathways?f=geojson").await;
    let mut features = list(&features["features"]).iter();
    let feature = features.find(|one| one["id"] == "tsiigehtchic").expect("the feature");
    assert_eq!(feature["properties"]["days_no_sure_way"], glance["days_no_sure_way"]);
    let day = today().to_string();
    let printed = command(&["analyse", "pathways", "--as-of", &day, "--format", "json"]);
    let printed: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(printed["communities"], all["communities"]);
    let csv = client.get("/api/analysis/pathways?f=csv").await.text();
    assert_eq!(
        command(&["analyse", "pathways", "--as-of", &day, "--format", "csv"]),
        csv
    );
    let words = [
        "analyse",
        "pathways",
        "--community",
        "tsiigehtchic",
        "--as-of",
        &day,
        "--format",
        "json",
    ];
    let printed: Value = serde_json::from_str(&command(&words)).expect("JSON");
    assert_eq!(printed["stretches"], one["stretches"]);
}

/// By hand from `network/links.csv`: the ferry runs from 4 June to 1 November, the ice carries from 2 December to 5 May, and
/// besides these there is a helicopter to charter, which is no service.
#[tokio::test]
async fn tsiigehtchic_has_no_sure_way_while_neither_ferry_nor_ice_carries() {
    let client = Client::new(shipped::package());
    let way = client.json("/api/analysis/pathways/tsiigehtchic").await;
    // 6 to 31 May and 1 to 3 June; 2 to 30 November and 1 December.
    assert_eq!(way["days_no_sure_way"], 26 + 3 + 29 + 1);
    assert_eq!(way["no_sure_way_to"], "withdrawal");
    let stretches: Vec<[&str; 2]> = list(&way["stretches"])
        .iter()
        .map(|one| ["from", "to"].map(|end| one[end].as_str().expect("a day")))
        .collect();
    assert_eq!(
        stretches,
        [
            ["01-01", "05-05"],
            ["05-06", "06-03"],
            ["06-04", "11-01"],
            ["11-02", "12-01"],
            ["12-02", "12-31"]
        ]
    );
    let step = |stretch: usize, step: usize| &way["stretches"][stretch]["steps"][step];
    assert_eq!(step(1, 2)["lacking"], serde_json::json!(["entry", "travel"]));
    // Over the ice: 4 minutes and 89 to Inuvik.
    assert_eq!(step(0, 2)["lacking"], serde_json::json!(["entry"]));
    assert_eq!(step(0, 2)["service_id"], "detox-inuvik-acute");
    assert_eq!(step(0, 2)["journeys"][0]["minutes"], 93);
    // Treatment takes a referral, which is to be had by telephone all year.
    let treatment = step(1, 3);
    assert_eq!(treatment["referral"]["is_known"], true);
    assert_eq!(
        treatment["referral"]["positions"][0]["service_id"],
        "ccp-fly-in-virtual"
    );
    assert_eq!(treatment["referral"]["positions"][0]["reached"], "yes");
    // Nobody has published who may enter a detox bed, so that nothing is met there, nor unmet.
    assert_eq!(
        way["days"],
        serde_json::json!({ "holds": 0, "unknown": 365, "breaks": 0 })
    );
}

#[tokio::test]
async fn nobody_travels_to_a_step_that_breaks_nor_to_those_behind_it() {
    let mut package = small();
    package.pathways[0].steps[1].service_types = vec!["nobody-gives-it".into()];
    let client = Client::new(package);
    let csv = client.get("/api/analysis/pathways/yellowknife?f=csv").await.text();
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    let column = |name: &str| rows[0].iter().position(|one| *one == name).expect("the column");
    let (state, minutes) = (column("state"), column("travel_minutes"));
    let told: Vec<(&str, &str)> = rows[1..].iter().map(|row| (row[state], row[minutes])).collect();
    assert_eq!(told, [("holds", "0"), ("breaks", ""), ("beyond", "")], "{csv}");
}

#[tokio::test]
async fn a_study_is_told_where_the_service_is_with_what_it_cannot_say_and_in_no_figure() {
    let client = Client::new(shipped::package());
    let item = client.json("/api/collections/services/items/icm-yellowknife").await;
    let found = list(&item["properties"]["evaluations"]);
    let values: Vec<(&Value, &Value)> = found.iter().map(|one| (&one["value"], &one["is_at_least"])).collect();
    let expected =
        [(4.5, true), (0.66, false), (1.31, false), (2.52, false)].map(|(a, b)| (Value::from(a), Value::from(b)));
    assert_eq!(values, expected.each_ref().map(|(a, b)| (a, b)));
    assert_eq!(found[0]["studied_in"], 2020);
    assert_eq!(found[0]["sources"], serde_json::json!(["ps_icm", "icm_sroi_2020"]));
    assert!(
        found[0]["limits"]["en"]
            .as_str()
            .expect("words")
            .contains("None of the outcome studies")
    );
    let mut without = shipped::package();
    without.evaluations.clear();
    let without = Client::new(without);
    for path in [
        "/api/analysis/gaps",
        "/api/analysis/equity",
        "/api/analysis/requests",
        ALL,
    ] {
        let [with, without] = [client.json(path).await, without.json(path).await].map(|mut answer| {
            answer.as_object_mut().expect("an answer").remove("question");
            answer
        });
        assert_eq!(with, without, "{path}");
    }
}

#[tokio::test]
async fn slips_are_named() {
    let client = Client::small();
    client
        .get("/api/analysis/pathways?pathway=nowhere")
        .await
        .is_problem(400, &["pathway", "nowhere", "way"]);
    client
        .get("/api/analysis/pathways/nowhere")
        .await
        .is_problem(404, &["nowhere"]);
    let without = Package {
        pathways: Vec::new(),
        ..small()
    };
    Client::new(without).get(ALL).await.is_problem(404, &["pathways.toml"]);
}

/// The small package with a camp that takes people of Behchokǫ̀ in, and with everything said of it that may be.
fn with_camp(shown: Shown, at: [f64; 2], words: &str, community: Option<&str>) -> Package {
    let mut package = small();
    let camp = Service {
        shown,
        point: Point::new(at[0], at[1]).ok(),
        place_name: Some(words.to_owned()),
        community_id: community.map(Into::into),
        sites: Sites::One,
        ..service("camp-hidden")
    };
    package.services.retain(|one| one.id.as_str() == "clinic");
    package.services.push(camp);
    package.services.sort_by(|a, b| a.id.cmp(&b.id));
    for entry in &mut package.entries {
        words.clone_into(&mut entry.provenance.notes);
    }
    // One may walk into it, and it refers to the clinic, which takes a referral.
    for entry in package
        .entries
        .iter_mut()
        .filter(|one| one.id.as_str() == "entry-hidden")
    {
        entry.entrances = vec![Entrance::SelfReferral];
    }
    package.referrals.push(Referral {
        id: "refer-hidden".into(),
        from: Subject::Service("camp-hidden".into()),
        to: Subject::Service("clinic".into()),
        provenance: Provenance {
            notes: words.to_owned(),
            ..Provenance::default()
        },
    });
    for one in &mut package.evaluations {
        if one.id.as_str() == "found-hidden" {
            one.limits.as_mut().expect("words").en.push_str(words);
            one.value = evenreach::model::Fact::Known(at[0]);
        }
    }
    for entry in package
        .entries
        .iter_mut()
        .filter(|one| one.id.as_str() != "entry-hidden")
    {
        "as ever".clone_into(&mut entry.provenance.notes);
    }
    package
}

#[tokio::test]
async fn where_a_hidden_site_is_and_what_is_said_of_it_moves_no_byte() {
    let near = Client::new(with_camp(
        Shown::Hidden,
        [-116.05, 62.8],
        "canary-near",
        Some("behchoko"),
    ));
    let far = Client::new(with_camp(Shown::Hidden, [-100.0, 55.0], "canary-far", None));
    for path in [
        ALL,
        "/api/analysis/pathways?f=geojson",
        "/api/analysis/pathways?f=csv",
        "/api/analysis/pathways/behchoko",
        "/api/analysis/pathways/behchoko?f=geojson",
        "/api/analysis/pathways/yellowknife",
        "/api/analysis/communities/behchoko",
        "/api/collections/services/items",
    ] {
        let [near, far] = [near.get(path).await, far.get(path).await];
        assert_eq!(near.status, 200, "{path}");
        assert_eq!(near.text(), far.text(), "{path}");
        assert!(!near.text().contains("canary"), "{path}");
        assert!(!near.text().contains("found-hidden"), "{path}");
    }
    // The same is told where the site may be shown: the test looks in the right place.
    let shown = Client::new(with_camp(
        Shown::Exact,
        [-116.05, 62.8],
        "canary-near",
        Some("behchoko"),
    ));
    let told = shown.get("/api/analysis/pathways/behchoko").await.text();
    assert!(told.contains("canary-near") && told.contains("found-hidden"), "{told}");
}
