//! The layers under the map.

use crate::support::{Client, small};

#[tokio::test]
async fn layers_are_in_whole_metres_of_the_projection() {
    let client = Client::small();
    for layer in ["nwt", "regions"] {
        for detail in ["overview", "full"] {
            let map = client.json(&format!("/basemap/{layer}.json?detail={detail}")).await;
            assert_eq!(map["type"], "FeatureCollection");
            let text = map["features"][0]["geometry"]["coordinates"].to_string();
            let numbers: Vec<&str> = text.split(['[', ']', ',']).filter(|part| !part.is_empty()).collect();
            assert!(numbers.len() >= 8, "{layer} {detail}: {text}");
            assert!(
                numbers.iter().all(|number| !number.contains('.')),
                "{layer} {detail}: {text}"
            );
            assert!(
                numbers.iter().any(|number| number.len() >= 7),
                "{layer} {detail}: {text}"
            );
        }
    }
}

#[tokio::test]
async fn the_overview_is_what_one_gets_unless_asked_otherwise() {
    let client = Client::small();
    let plain = client.get("/basemap/nwt.json").await;
    assert_eq!(plain.body, client.get("/basemap/nwt.json?detail=overview").await.body);
}

#[tokio::test]
async fn regions_keep_their_ids_and_layers_lose_what_the_map_has_no_use_for() {
    let client = Client::small();
    let regions = client.json("/basemap/regions.json").await;
    assert_eq!(regions["features"][0]["properties"]["id"], "north");
    let territory = client.json("/basemap/nwt.json").await;
    assert_eq!(territory["features"][0]["properties"].get("secret"), None);
}

#[tokio::test]
async fn layers_that_are_not_there_are_not_found_and_details_are_checked() {
    let client = Client::small();
    for path in ["/basemap/sea.json", "/basemap/nwt", "/basemap/nwt.geojson", "/basemap"] {
        assert_eq!(client.get(path).await.status, 404, "{path}");
    }
    client
        .get("/basemap/nwt.json?detail=fine")
        .await
        .is_problem(400, &["detail", "overview or full"]);
    let mut package = small();
    package.settings.projection = None;
    Client::new(package).get("/basemap/nwt.json").await.is_problem(404, &[]);
}

#[tokio::test]
async fn a_layer_that_cannot_be_drawn_is_our_fault_and_keeps_its_reason_to_the_log() {
    let mut package = small();
    package.basemap[0].geojson = "{\"type\":\"secret words\"}".to_owned();
    let reply = Client::new(package).get("/basemap/nwt.json").await;
    reply.is_problem(500, &[]);
    assert!(!reply.text().contains("secret"));
}
