//! The package at a glance.

use crate::support::{Client, small};

#[tokio::test]
async fn the_package_has_what_the_contract_says() {
    let mut package = Client::small().json("/api/package").await;
    let digest = package["data_digest"].take();
    assert_eq!(digest.as_str().map(str::len), Some(64));
    insta::assert_json_snapshot!(package);
}

#[tokio::test]
async fn a_season_across_the_new_year_counts_its_days_once() {
    let package = Client::small().json("/api/package").await;
    let days: Vec<_> = package["seasons"]
        .as_array()
        .expect("seasons")
        .iter()
        .map(|one| &one["days"])
        .collect();
    assert_eq!(days, [139, 226]);
}

#[tokio::test]
async fn a_package_without_a_projection_or_definition_says_so() {
    let mut package = small();
    package.settings.projection = None;
    package.definitions.clear();
    let package = Client::new(package).json("/api/package").await;
    assert!(package["projection"].is_null() && package["default_definition"].is_null());
}

#[tokio::test]
async fn the_same_facts_give_the_same_digest_and_other_facts_another() {
    let digest = async |package| Client::new(package).json("/api/package").await["data_digest"].clone();
    assert_eq!(digest(small()).await, digest(small()).await);
    let mut other = small();
    other.links[0].bidirectional = false;
    assert_ne!(digest(small()).await, digest(other).await);
}
