//! The way in, what is kept, and the collections as they describe themselves.

use crate::support::{Client, small};

#[tokio::test]
async fn the_landing_page_leads_everywhere() {
    insta::assert_json_snapshot!(Client::small().json("/api").await);
}

#[tokio::test]
async fn every_link_of_the_landing_page_answers_with_its_media_type() {
    let client = Client::small();
    let landing = client.json("/api").await;
    let links = landing["links"].as_array().expect("links");
    assert!(links.len() >= 5);
    for link in links {
        let address = link["href"].as_str().expect("an address");
        let path = address.strip_prefix("https://evenreach.example").expect("our own host");
        let reply = client.get(path).await;
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!(Some(reply.header("content-type")), link["type"].as_str(), "{path}");
    }
}

#[tokio::test]
async fn a_final_slash_leads_to_the_landing_page() {
    let reply = Client::small().get("/api/?f=json").await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (308, "/api?f=json"));
}

#[tokio::test]
async fn conformance_names_only_what_is_kept() {
    insta::assert_json_snapshot!(Client::small().json("/api/conformance").await);
}

#[tokio::test]
async fn collections_describe_themselves() {
    insta::assert_json_snapshot!(Client::small().json("/api/collections").await);
}

#[tokio::test]
async fn a_collection_is_its_own_entry_in_the_list() {
    let client = Client::small();
    let list = client.json("/api/collections").await;
    for entry in list["collections"].as_array().expect("collections") {
        let id = entry["id"].as_str().expect("an id");
        assert_eq!(&client.json(&format!("/api/collections/{id}")).await, entry);
    }
}

#[tokio::test]
async fn a_collection_without_places_has_no_extent() {
    let mut package = small();
    package.requests.clear();
    let requests = Client::new(package).json("/api/collections/requests").await;
    assert_eq!(requests.get("extent"), None);
}
