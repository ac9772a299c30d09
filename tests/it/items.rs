//! Features: shapes, pages, boxes, times and reference systems.

use evenreach::model::{Point, RegionId};
use evenreach::snapshot::Viewer;
use serde_json::{Value, json};

use crate::support::client::snapshot;
use crate::support::package::{request, service};
use crate::support::{Client, small};

const EPSG_3580: &str = "http://www.opengis.net/def/crs/EPSG/0/3580";
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

fn ids(page: &Value) -> Vec<&str> {
    let features = page["features"].as_array().expect("features");
    features
        .iter()
        .map(|feature| feature["id"].as_str().expect("an id"))
        .collect()
}

fn next(page: &Value) -> Option<String> {
    let links = page["links"].as_array().expect("links");
    let link = links.iter().find(|link| link["rel"] == "next")?;
    let address = link["href"].as_str().expect("an address");
    Some(address.trim_start_matches("https://evenreach.example").to_owned())
}

/// An answer as it is kept in a file: the digest of the facts is another with every field that records get.
fn without_digest(mut answer: Value) -> Value {
    for link in answer["links"].as_array_mut().into_iter().flatten() {
        let href = link["href"].as_str().expect("an address");
        if let Some((before, digest)) = href.split_once("data=") {
            assert_eq!(digest.len(), 64, "{href}");
            link["href"] = format!("{before}data=DIGEST").into();
        }
    }
    answer
}

#[tokio::test]
async fn a_page_of_services_has_what_the_contract_says() {
    let page = Client::small().json("/api/collections/services/items?limit=3").await;
    insta::assert_json_snapshot!(without_digest(page));
}

#[tokio::test]
async fn one_feature_of_every_collection_has_what_the_contract_says() {
    let client = Client::small();
    let mut all = Vec::new();
    for path in [
        "communities/items/behchoko",
        "requests/items/req-regions",
        "regions/items/south",
        "links/items/ferry",
    ] {
        all.push(without_digest(client.json(&format!("/api/collections/{path}")).await));
    }
    insta::assert_json_snapshot!(all);
}

#[tokio::test]
async fn following_next_visits_every_feature_once() {
    let client = Client::small();
    let mut path = Some("/api/collections/services/items?bbox=-180,-90,180,90&limit=2".to_owned());
    let mut visited = Vec::new();
    while let Some(at) = path {
        let page = client.json(&at).await;
        assert_eq!(page["numberMatched"], 5);
        assert_eq!(page["numberReturned"], ids(&page).len());
        visited.extend(ids(&page).into_iter().map(str::to_owned));
        path = next(&page);
    }
    assert_eq!(
        visited,
        ["camp-blurred", "camp-hidden", "clinic", "closed-centre", "helpline"]
    );
}

#[tokio::test]
async fn a_page_goes_on_after_a_feature_that_is_gone() {
    let first = Client::small().json("/api/collections/services/items?limit=3").await;
    assert_eq!(ids(&first).last(), Some(&"clinic"));
    let mut package = small();
    package.services.retain(|service| service.id.as_str() != "clinic");
    let second = Client::new(package).json(&next(&first).expect("a next page")).await;
    assert_eq!(ids(&second), ["closed-centre", "helpline"]);
}

#[tokio::test]
async fn the_order_of_records_changes_nothing() {
    let mut package = small();
    package.services.reverse();
    let path = "/api/collections/services/items?limit=2";
    let [mut shuffled, mut sorted] = [Client::new(package).json(path).await, Client::small().json(path).await];
    for page in [&mut shuffled, &mut sorted] {
        // The digest of the facts is of records in the order of their ids, as files and databases give them.
        let links = page["links"].as_array_mut().expect("links");
        links.retain(|link| link["rel"] != "memento");
    }
    assert_eq!(shuffled, sorted);
}

#[tokio::test]
async fn limits_are_cut_or_refused_and_never_ignored() {
    let client = Client::small();
    for limit in ["5", "1000", "1001", "18446744073709551616"] {
        let page = client
            .json(&format!("/api/collections/services/items?limit={limit}"))
            .await;
        assert_eq!(page["numberReturned"], 5, "{limit}");
    }
    for limit in ["0", "-1", "many", "1.5", ""] {
        let reply = client
            .get(&format!("/api/collections/services/items?limit={limit}"))
            .await;
        reply.is_problem(400, &["limit", "from 1 to 1000"]);
    }
}

#[tokio::test]
async fn a_page_never_has_more_than_a_thousand() {
    let mut package = small();
    package.requests = (0..1001).map(|number| request(&format!("req-{number:04}"))).collect();
    let client = Client::new(package);
    let page = client.json("/api/collections/requests/items?limit=5000").await;
    assert_eq!(
        (page["numberMatched"].as_u64(), page["numberReturned"].as_u64()),
        (Some(1001), Some(1000))
    );
    let rest = client.json(&next(&page).expect("a next page")).await;
    assert_eq!(ids(&rest), ["req-1000"]);
    assert_eq!(
        client.json("/api/collections/requests/items").await["numberReturned"],
        100
    );
}

#[tokio::test]
async fn unknown_and_repeated_parameters_are_refused_by_name() {
    let client = Client::small();
    let reply = client.get("/api/collections/services/items?colour=red").await;
    reply.is_problem(400, &["colour", "limit", "bbox", "datetime"]);
    client
        .get("/api/collections/services/items?date=05-10")
        .await
        .is_problem(400, &["date"]);
    client
        .get("/api/collections/services/items?limit=1&limit=2")
        .await
        .is_problem(400, &["limit", "twice"]);
    client.get("/api?f=html").await.is_problem(400, &["json"]);
    client.get("/healthz?x=1").await.is_problem(400, &["no parameters"]);
}

#[tokio::test]
async fn boxes_take_four_or_six_numbers_and_keep_what_has_no_place() {
    let client = Client::small();
    let rows: &[(&str, &str, &[&str])] = &[
        ("communities", "-117,62,-115,63", &["behchoko"]),
        ("communities", "-117,62,-9999,-115,63,9999", &["behchoko"]),
        (
            "communities",
            "-114.37248,62.45411,-114.37248,62.45411",
            &["yellowknife"],
        ),
        ("communities", "170,60,-170,70", &[]),
        (
            "communities",
            "-114.5,60,-115,70",
            &["behchoko", "ndilo", "yellowknife"],
        ),
        ("services", "0,0,1,1", &["camp-hidden", "helpline"]),
        ("regions", "-115,66,-114,67", &["north"]),
        ("regions", "-115,60,-114,70", &["north", "south"]),
        ("regions", "-130,60,-125,70", &[]),
        ("links", "-115.3,62.5,-115.1,62.7", &["ferry", "flight", "ice", "road"]),
        ("links", "-116,62.46,-115.9,62.5", &[]),
    ];
    for (collection, bbox, expected) in rows {
        let page = client
            .json(&format!("/api/collections/{collection}/items?bbox={bbox}"))
            .await;
        assert_eq!(&ids(&page), expected, "{collection} {bbox}");
        assert_eq!(page["numberMatched"], expected.len());
    }
}

#[tokio::test]
async fn a_box_across_the_antimeridian_holds_both_sides() {
    let mut package = small();
    for (id, lon) in [("east", -179.5), ("line", 180.0), ("west", 179.5)] {
        let mut one = service(id);
        one.point = Point::new(lon, 65.0).ok();
        package.services.push(one);
    }
    package.services.retain(|service| service.point.is_some());
    let client = Client::new(package);
    let found = client.json("/api/collections/services/items?bbox=179,60,-179,70").await;
    assert_eq!(ids(&found), ["camp-hidden", "east", "line", "west"]);
    let found = client
        .json("/api/collections/services/items?bbox=-180,60,-179.9,70")
        .await;
    assert_eq!(ids(&found), ["camp-hidden", "line"]);
}

#[tokio::test]
async fn boxes_that_are_none_are_refused() {
    let client = Client::small();
    let world = "-200,0,1,1;0,-91,1,1;1,2,3;1,2,3,4,5;a,b,c,d;NaN,0,1,1;0,inf,1,1;;0,5,1,4".split(';');
    for bbox in world {
        client
            .get(&format!("/api/collections/services/items?bbox={bbox}"))
            .await
            .is_problem(400, &["bbox"]);
    }
}

#[tokio::test]
async fn boxes_may_be_in_metres_of_the_projection() {
    let client = Client::small();
    let community = client
        .json(&format!("/api/collections/communities/items/behchoko?crs={EPSG_3580}"))
        .await;
    let [x, y] = [0, 1].map(|axis| community["geometry"]["coordinates"][axis].as_f64().expect("metres"));
    let path = |west: f64, east: f64| {
        let (south, north) = (y - 1.0, y + 1.0);
        format!("/api/collections/communities/items?bbox={west},{south},{east},{north}&bbox-crs={EPSG_3580}")
    };
    assert_eq!(ids(&client.json(&path(x - 1.0, x + 1.0)).await), ["behchoko"]);
    assert_eq!(ids(&client.json(&path(x + 1.0, x + 2.0)).await), [] as [&str; 0]);
    client.get(&path(x + 2.0, x + 1.0)).await.is_problem(400, &["least x"]);
}

#[tokio::test]
async fn answers_name_their_reference_system_and_metres_are_the_projections_own() {
    let client = Client::small();
    for path in [
        "/api/collections/communities/items",
        "/api/collections/communities/items/behchoko",
    ] {
        let degrees = client.get(path).await;
        assert_eq!(degrees.header("content-crs"), format!("<{CRS84}>"));
        let metres = client.get(&format!("{path}?crs={EPSG_3580}")).await;
        assert_eq!(metres.header("content-crs"), format!("<{EPSG_3580}>"));
    }
    let view = snapshot(small()).for_viewer(Viewer::Public);
    let at = view
        .project(Point::new(-116.04639, 62.8025).expect("a place"))
        .expect("a place on the map");
    let community = client
        .json(&format!("/api/collections/communities/items/behchoko?crs={EPSG_3580}"))
        .await;
    for (axis, expected) in [at.x, at.y].into_iter().enumerate() {
        let written = community["geometry"]["coordinates"][axis].as_f64().expect("metres");
        assert!((written - expected).abs() <= 0.005, "{written} {expected}");
    }
    assert!(view.outline(&RegionId::from("north")).is_some());
}

#[tokio::test]
async fn other_reference_systems_are_refused() {
    let client = Client::small();
    for parameter in ["crs", "bbox-crs"] {
        let path = format!("/api/collections/communities/items?{parameter}=http://www.opengis.net/def/crs/EPSG/0/3857");
        client.get(&path).await.is_problem(400, &[parameter, CRS84, EPSG_3580]);
    }
    let mut package = small();
    package.settings.projection = None;
    let client = Client::new(package);
    client
        .get(&format!("/api/collections/communities/items?crs={EPSG_3580}"))
        .await
        .is_problem(400, &[CRS84]);
    assert_eq!(client.json("/api/collections/communities").await["crs"], json!([CRS84]));
}

#[tokio::test]
async fn times_choose_what_existed_and_keep_what_has_no_dates() {
    let client = Client::small();
    let rows: &[(&str, &str, &[&str])] = &[
        ("services", "2013-09-30", &["closed-centre", "helpline"]),
        ("services", "2014-01-01T00:00:00Z", &["helpline"]),
        ("services", "../1989-12-31", &["helpline"]),
        (
            "services",
            "2018-06-01/..",
            &["camp-blurred", "camp-hidden", "clinic", "helpline"],
        ),
        ("requests", "2020-09-30", &["req-regions"]),
        ("requests", "2020-10-01/2020-10-02", &["req-public", "req-regions"]),
    ];
    for (collection, datetime, expected) in rows {
        let page = client
            .json(&format!("/api/collections/{collection}/items?datetime={datetime}"))
            .await;
        assert_eq!(&ids(&page), expected, "{collection} {datetime}");
    }
    client
        .get("/api/collections/services/items?datetime=soon")
        .await
        .is_problem(400, &["datetime", "soon"]);
}

#[tokio::test]
async fn links_say_whether_they_are_open_only_where_a_day_is_named() {
    let client = Client::small();
    let open = |page: Value| -> Vec<String> {
        let features = page["features"].as_array().cloned().expect("features");
        features
            .iter()
            .map(|feature| feature["properties"]["open"].to_string())
            .collect()
    };
    let always = "\"yes\"";
    let ice = "\"unknown\"";
    let page = client.json("/api/collections/links/items?date=05-14").await;
    assert_eq!(open(page), ["\"no\"", always, ice, always]);
    let page = client.json("/api/collections/links/items?date=05-15").await;
    assert_eq!(open(page), ["\"yes\"", always, ice, always]);
    let page = client.json("/api/collections/links/items").await;
    assert!(page["features"][0]["properties"].get("open").is_none());
    let link = client.json("/api/collections/links/items/ferry?date=11-04").await;
    assert_eq!(link["properties"]["open"], "no");
    client
        .get("/api/collections/links/items?date=02-29")
        .await
        .is_problem(400, &["date", "MM-DD"]);
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let client = Client::small();
    for path in [
        "/api/collections/secrets",
        "/api/collections/secrets/items",
        "/api/collections/communities/items/atlantis",
        "/api/collections/communities/items/%FF",
        "/api/nothing",
    ] {
        client.get(path).await.is_problem(404, &[]);
    }
}

#[tokio::test]
async fn a_problem_says_what_to_do() {
    insta::assert_json_snapshot!(
        Client::small()
            .get("/api/collections/services/items?limit=0")
            .await
            .json()
    );
}
