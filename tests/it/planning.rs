//! Requests against gaps, and what a request would change if it were fulfilled.

use std::collections::BTreeMap;

use evenreach::model::{DeliveryMode, Fact, Package, PartialDate, Request, RequestOrigin, RequestStatus, Visibility};
use evenreach::planning::supposed;
use serde_json::Value;

use crate::shipped;
use crate::support::client::today;
use crate::support::{Client, both};

fn request(id: &str, service_type: &str, community: Option<&str>, mode: Fact<DeliveryMode>) -> Request {
    Request {
        id: id.into(),
        requested_by: "Somebody".to_owned(),
        requested_by_kind: None,
        service_type: service_type.into(),
        communities: community.map(Into::into).into_iter().collect(),
        regions: Vec::new(),
        delivery_mode: mode,
        date: PartialDate::parse("2026-01"),
        status: RequestStatus::Open,
        visibility: Visibility::Public,
        origin: RequestOrigin::PublicRecord,
        names: Vec::new(),
        corrections: Vec::new(),
        provenance: evenreach::model::Provenance::default(),
        submission: None,
    }
}

fn with(request: Request) -> Package {
    let mut package = shipped::package();
    package.requests.push(request);
    package
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn standard<'a>(effect: &'a Value, id: &str) -> &'a Value {
    let mut standards = list(&effect["standards"]).iter();
    standards.find(|one| one["standard"] == id).expect("the standard")
}

#[tokio::test]
async fn a_prescriber_asked_for_in_one_community_would_be_enough_there_and_nowhere_else() {
    let asked = request(
        "req-oat",
        "opioid_agonist_treatment",
        Some("tuktoyaktuk"),
        Fact::Known(DeliveryMode::Resident),
    );
    let client = Client::new(with(asked));
    let effect = client.json("/api/analysis/requests/req-oat").await;
    let opioid = standard(&effect, "opioid_agonist");
    assert_eq!(opioid["gained"], 1, "{opioid:#}");
    assert_eq!(opioid["perhaps_gained"], 0);
    assert_eq!((&opioid["asked"], &opioid["met_already"]), (&1.into(), &0.into()));
    let places = list(&opioid["places"]);
    assert_eq!(places.len(), 1);
    assert_eq!(places[0]["community_id"], "tuktoyaktuk");
    assert_eq!(places[0]["before"]["days_met"], 0);
    assert_eq!(places[0]["after"]["days_met"], 365);
    // 937 people were counted there in 2021, and they are not bound to a smaller place.
    assert_eq!(opioid["people_gained"], 937);
    assert_eq!(
        opioid["sentence"]["en"],
        "Methadone or buprenorphine: surely met in 1 more community, for 937 people."
    );
    assert_eq!(list(&effect["standards"]).len(), 1, "no other standard is touched");
}

#[tokio::test]
async fn what_is_supposed_is_what_would_be_found_if_it_were_there() {
    let visiting = Fact::Known(DeliveryMode::Visiting);
    let region = Request {
        regions: vec!["Sahtu".to_owned()],
        ..request("req-b", "withdrawal_management", None, visiting)
    };
    let cases = [
        request("req-a", "aftercare", Some("fort-liard"), Fact::Unknown),
        region,
        request(
            "req-c",
            "on_the_land_healing",
            Some("paulatuk"),
            Fact::Known(DeliveryMode::OnTheLand),
        ),
    ];
    for asked in cases {
        let id = asked.id.to_string();
        let effect = Client::new(with(asked.clone()))
            .json(&format!("/api/analysis/requests/{id}"))
            .await;
        let mut built = shipped::package();
        built.services.push(supposed(&asked, today()));
        let (as_is, built) = (Client::new(shipped::package()), Client::new(built));
        for found in list(&effect["standards"]) {
            let path = format!(
                "/api/analysis/gaps?standard={}",
                found["standard"].as_str().expect("an id")
            );
            let [before, after] = [as_is.json(&path).await, built.json(&path).await];
            let [before, after] = [&before, &after].map(by_community);
            let changed: Vec<&str> = before
                .iter()
                .filter(|(id, gap)| verdict(gap) != verdict(&after[*id]))
                .map(|(id, _)| id.as_str())
                .collect();
            let mut told: Vec<&str> = list(&found["places"])
                .iter()
                .map(|place| place["community_id"].as_str().expect("an id"))
                .collect();
            told.sort_unstable();
            assert_eq!(told, changed, "{id}: {}", found["standard"]);
            for place in list(&found["places"]) {
                let id = place["community_id"].as_str().expect("an id");
                assert_eq!(verdict(&place["before"]), verdict(&before[id]));
                assert_eq!(verdict(&place["after"]), verdict(&after[id]));
                let shortfall = |side: &str| place[side]["shortfall"].as_f64().expect("a share");
                assert!(shortfall("after") <= shortfall("before"), "supply never makes it worse");
            }
        }
    }
}

fn by_community(gaps: &Value) -> BTreeMap<String, Value> {
    let features = gaps["features"].as_array().expect("features").iter();
    let properties = features.map(|feature| feature["properties"].clone());
    properties
        .map(|gap| (gap["community_id"].as_str().expect("an id").to_owned(), gap))
        .collect()
}

fn verdict(of: &Value) -> Vec<Value> {
    [
        "outcome",
        "at_least",
        "at_most",
        "days_met",
        "days_unmet",
        "days_unknown",
        "shortfall",
    ]
    .map(|name| of[name].clone())
    .to_vec()
}

#[tokio::test]
async fn the_sentence_says_what_the_request_leaves_open() {
    let asked = Request {
        regions: vec!["Sahtu".to_owned()],
        ..request("req-open", "community_counselling", None, Fact::Unknown)
    };
    let effect = Client::new(with(asked)).json("/api/analysis/requests/req-open").await;
    let unsaid: Vec<&str> = list(&effect["supposed"]["unsaid"])
        .iter()
        .map(|one| one["what"].as_str().expect("a word"))
        .collect();
    assert_eq!(unsaid, ["delivery_mode", "site", "visits_per_month"]);
    insta::assert_snapshot!(effect["sentence"]["en"].as_str().expect("words"), @"What the request says is not enough to tell that anything would change by this definition. It does not say: how the service would reach people, where it would stand, how often it would visit.");
    insta::assert_snapshot!(effect["sentence"]["fr"].as_str().expect("words"), @"Ce que dit la demande ne suffit pas pour savoir si quelque chose changerait selon cette définition. Elle ne dit pas : comment le service joindrait les gens, où il serait, à quelle fréquence il se déplacerait.");
}

#[tokio::test]
async fn gaps_that_nobody_asked_about_are_those_that_no_request_stands_beside() {
    let client = Client::new(shipped::package());
    let heard = client.json("/api/analysis/requests?season=break_up").await;
    let gaps = client.json("/api/analysis/gaps?season=break_up").await;
    let gaps: Vec<&Value> = list(&gaps["features"]).iter().map(|one| &one["properties"]).collect();
    let open = |gap: &&&Value| gap["at_least"] != "met";
    let mut expected: Vec<(String, String)> = gaps
        .iter()
        .filter(open)
        .filter(|gap| gap["requests"] == 0)
        .map(|gap| (gap["standard"].to_string(), gap["community_id"].to_string()))
        .collect();
    let mut found: Vec<(String, String)> = list(&heard["unasked"])
        .iter()
        .flat_map(|row| list(&row["gaps"]))
        .map(|gap| (gap["standard"].to_string(), gap["community_id"].to_string()))
        .collect();
    expected.sort();
    found.sort();
    assert!(!found.is_empty());
    assert_eq!(found, expected);

    let asked: usize = list(&heard["requests"])
        .iter()
        .map(|one| list(&one["gaps"]).len())
        .sum();
    let beside: u64 = gaps
        .iter()
        .filter(open)
        .filter_map(|gap| gap["requests"].as_u64())
        .sum();
    assert_eq!(asked as u64, beside);
    let without = list(&heard["requests"])
        .iter()
        .filter(|one| one["shows"] != "gap")
        .count();
    assert_eq!(heard["without_gap"], without);
    let speaks = |id: &str| {
        list(&heard["requests"])
            .iter()
            .find(|one| one["id"] == id)
            .expect("the request")["shows"]
            .clone()
    };
    assert_eq!(
        speaks("req-tree-of-peace-2020"),
        "no_standard",
        "no standard is about a home"
    );
    assert_eq!(speaks("req-tlicho-2022"), "gap");
}

#[tokio::test]
async fn a_request_that_may_not_be_seen_is_as_if_it_had_never_been() {
    let small = Client::small();
    let hidden = small.get("/api/analysis/requests/req-owner").await;
    let never = small.get("/api/analysis/requests/req-never").await;
    assert_eq!(hidden.status, 404);
    assert_eq!(hidden.text().replace("req-owner", "req-never"), never.text());
    let heard = small.get("/api/analysis/requests").await;
    assert!(heard.text().contains("req-public") && !heard.text().contains("req-owner"));
}

#[tokio::test]
async fn files_and_both_databases_give_the_same_bytes() {
    let paths = [
        "/api/analysis/requests",
        "/api/analysis/requests/req-tlicho-2022?date=05-10",
    ];
    both::give_what_the_files_give(&paths).await;
}
