//! What the public does not see, through every door.

use evenreach::model::{Fact, Service, Shown, Visibility};
use evenreach::snapshot::Viewer;
use proptest::prelude::*;
use serde_json::Value;

use crate::support::client::snapshot;
use crate::support::package::service;
use crate::support::{Client, small};

#[test]
fn only_public_requests_are_in_a_public_view() {
    let view = snapshot(small()).for_viewer(Viewer::Public);
    assert_eq!(view.package().requests.len(), 2);
    assert!(
        view.package()
            .requests
            .iter()
            .all(|request| request.visibility == Visibility::Public)
    );
}

#[tokio::test]
async fn a_request_one_may_not_see_looks_like_one_that_never_was() {
    let client = Client::small();
    let problem = async |id: &str| {
        let reply = client.get(&format!("/api/collections/requests/items/{id}")).await;
        (reply.status, reply.text().replace(id, "ID"), reply.headers.len())
    };
    assert_eq!(problem("req-owner").await, problem("req-never").await);
    assert_eq!(problem("req-working-group").await, problem("req-never").await);
}

#[tokio::test]
async fn a_site_shown_as_its_community_stands_there() {
    let camp = Client::small()
        .json("/api/collections/services/items/camp-blurred")
        .await;
    assert_eq!(
        camp["geometry"]["coordinates"],
        serde_json::json!([-114.37248, 62.45411])
    );
    assert_eq!(camp["properties"]["community_id"], "yellowknife");
    assert_eq!(camp["properties"]["place_name"], Value::Null);
    assert_eq!(camp["properties"]["notes"], Value::Null);
}

#[tokio::test]
async fn a_hidden_site_is_nowhere() {
    let camp = Client::small()
        .json("/api/collections/services/items/camp-hidden")
        .await;
    assert_eq!(camp["geometry"], Value::Null);
    assert_eq!(camp["properties"]["community_id"], Value::Null);
    assert_eq!(camp["properties"]["place_name"], Value::Null);
    assert_eq!(camp["properties"]["name"], "Counselling camp-hidden");
}

#[tokio::test]
async fn a_site_shown_exactly_is() {
    let clinic = Client::small().json("/api/collections/services/items/clinic").await;
    assert_eq!(clinic["geometry"]["coordinates"], serde_json::json!([-114.37, 62.45]));
    assert_eq!(clinic["properties"]["place_name"], "5022 49 Street");
}

#[test]
fn unknown_stays_unknown_in_a_view() {
    let view = snapshot(small()).for_viewer(Viewer::Public);
    assert_eq!(view.package().services[0].delivery_mode, Fact::Unknown);
}

/// Two packages that differ only in what a site that may not be shown exactly says of where it is.
fn with_site(shown: Shown, lon: f64, lat: f64, words: &str, home: Option<&str>) -> evenreach::model::Package {
    let mut package = small();
    let mut camp = Service {
        shown,
        point: evenreach::model::Point::new(lon, lat).ok(),
        place_name: Some(words.to_owned()),
        community_id: home.map(Into::into),
        ..service("camp")
    };
    camp.attributes.insert("directions".to_owned(), words.to_owned());
    words.clone_into(&mut camp.provenance.notes);
    package.services.push(camp);
    package
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn where_a_hidden_site_is_changes_nothing_that_leaves(
        lon in -180.0..180.0_f64, lat in -90.0..90.0_f64, words in "[a-zǫ̀]{1,12}", home in prop::option::of("behchoko|yellowknife"),
    ) {
        let found = snapshot(with_site(Shown::Hidden, lon, lat, &words, home.as_deref())).for_viewer(Viewer::Public);
        let other = snapshot(with_site(Shown::Hidden, 1.0, 2.0, "elsewhere", None)).for_viewer(Viewer::Public);
        prop_assert_eq!(found.package(), other.package());
        prop_assert_eq!(found.data_digest(), other.data_digest());
    }

    #[test]
    fn where_in_its_community_a_site_is_changes_nothing_that_leaves(
        lon in -180.0..180.0_f64, lat in -90.0..90.0_f64, words in "[a-zǫ̀]{1,12}",
    ) {
        let found = snapshot(with_site(Shown::Community, lon, lat, &words, Some("behchoko"))).for_viewer(Viewer::Public);
        let other = snapshot(with_site(Shown::Community, 1.0, 2.0, "x", Some("behchoko"))).for_viewer(Viewer::Public);
        prop_assert_eq!(found.package(), other.package());
        prop_assert_eq!(found.data_digest(), other.data_digest());
    }
}

#[test]
fn a_package_whose_projection_cannot_be_computed_makes_no_snapshot() {
    let mut package = small();
    package.settings.projection.as_mut().expect("a projection").proj = "+proj=nonsense".to_owned();
    let fault = evenreach::snapshot::Snapshot::build(package, evenreach::snapshot::Head::default());
    let words = fault.expect_err("refused").to_string();
    assert!(
        words.contains("package.toml") && words.contains("+proj=nonsense"),
        "{words}"
    );
}
