//! The `OpenAPI` document against the service, and the service against the document.

use evenreach::model::ShippedScenario;
use serde_json::Value;

use crate::support::Client;
use crate::support::package::small;
use crate::support::schema::faults;

/// A path of the document with records that the small package has.
fn example(path: &str) -> String {
    if path == "/api/analysis/travel" {
        return format!("{path}?from=behchoko");
    }
    if path == "/api/analysis/trace" {
        return format!("{path}?community=behchoko&standard=counselling&date=05-10");
    }
    if path == "/api/analysis/trend" {
        return format!("{path}?standard=counselling");
    }
    if path == "/api/reports/meeting" {
        return format!("{path}?samples=100");
    }
    let id = match path {
        _ if path.contains("definitions") => "small",
        _ if path.contains("gaps") => "behchoko.counselling",
        _ if path.contains("communities") || path.contains("pathways") => "behchoko",
        _ if path.contains("services") => "helpline",
        _ if path.contains("requests") => "req-regions",
        _ if path.contains("regions") => "south",
        _ => "ice",
    };
    path.replace("{layer}", "nwt")
        .replace("{version}", "1")
        .replace("{file}", "style.css")
        .replace("{id}", id)
}

/// Paths of the document that read, with what they say of themselves. One that only sends a browser on has nothing to look
/// at, and passes over what others add to its address.
fn readings(document: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let reads = |item: &Value| item.get("get").is_some() && item["get"]["responses"].get("303").is_none();
    paths.iter().filter(move |(_, item)| reads(item))
}

#[tokio::test]
async fn every_path_of_the_document_answers_as_it_says() {
    let mut package = small();
    package.scenarios.push(ShippedScenario {
        id: "ice".into(),
        document: r#"{"name":{"en":"As it is","fr":"Tel quel"},"changes":[]}"#.to_owned(),
    });
    let client = Client::new(package);
    let document = client.json("/api/openapi.json").await;
    let paths = document["paths"].as_object().expect("paths");
    assert!(paths.len() >= 20);
    for (path, item) in readings(&document) {
        // What is only for people who have signed in is looked at where they have.
        if item["get"]["responses"].get("401").is_some() {
            continue;
        }
        // Where there is no database nothing was decided.
        if path.starts_with("/api/decisions/") {
            continue;
        }

        let reply = client.get(&example(path)).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        let content = item["get"]["responses"]["200"]["content"].as_object().expect("content");
        let (media, described) = content.iter().next().expect("a media type");
        assert_eq!(reply.header("content-type"), media, "{path}");
        if media.contains("json") {
            let found = faults(&document, &described["schema"], &reply.json());
            assert!(found.is_empty(), "{path}: {found:#?}");
        }
    }
}

#[tokio::test]
async fn what_a_day_adds_to_links_is_in_the_document() {
    let client = Client::small();
    let document = client.json("/api/openapi.json").await;
    let page = client.json("/api/collections/links/items?date=05-10").await;
    let schema = serde_json::json!({ "$ref": "#/components/schemas/LinkPropertiesPage" });
    assert_eq!(faults(&document, &schema, &page), [] as [String; 0]);
    assert!(page["features"][0]["properties"]["open"].is_string());
}

#[tokio::test]
async fn the_checker_sees_a_field_too_many_one_missing_and_one_of_another_kind() {
    let client = Client::small();
    let document = client.json("/api/openapi.json").await;
    let schema = serde_json::json!({ "$ref": "#/components/schemas/ServicePropertiesFeature" });
    let service = client.json("/api/collections/services/items/clinic").await;
    assert_eq!(faults(&document, &schema, &service), [] as [String; 0]);
    let broken = |change: fn(&mut Value)| {
        let mut service = service.clone();
        change(&mut service);
        faults(&document, &schema, &service).len()
    };
    assert!(broken(|one| one["properties"]["address"] = "here".into()) > 0);
    assert!(broken(|one| one["properties"]["status"] = "gone".into()) > 0);
    assert!(broken(|one| one["properties"]["name"] = Value::Null) > 0);
    assert!(broken(|one| one["geometry"]["coordinates"] = serde_json::json!([1])) > 0);
    assert!(broken(|one| drop(one.as_object_mut().and_then(|fields| fields.remove("properties")))) > 0);
}

#[tokio::test]
async fn problems_are_as_the_document_says() {
    let client = Client::small();
    let document = client.json("/api/openapi.json").await;
    let schema = serde_json::json!({ "$ref": "#/components/schemas/Problem" });
    for path in ["/api/nothing", "/api?x=1"] {
        let problem = client.get(path).await;
        assert_eq!(faults(&document, &schema, &problem.json()), [] as [String; 0]);
        let page = client.get("/api/docs").await.text();
        let address = problem.json()["type"].as_str().expect("an address").to_owned();
        let anchor = address.strip_prefix("/api/docs#").expect("a part of the page");
        assert!(page.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
}

#[tokio::test]
async fn every_parameter_of_the_document_is_accepted_and_no_other() {
    let client = Client::small();
    let document = client.json("/api/openapi.json").await;
    for (path, item) in readings(&document) {
        for parameter in item["get"]["parameters"].as_array().expect("parameters") {
            let name = parameter["name"].as_str().expect("a name");
            if parameter["in"] == "path" {
                assert!(path.contains(&format!("{{{name}}}")), "{path} {name}");
                continue;
            }
            let reply = client.get(&format!("{}?{name}=%00", example(path))).await;
            assert_eq!(
                reply.json()["title"],
                "A parameter cannot be read",
                "{path} {name}: {}",
                reply.text()
            );
        }
        client
            .get(&format!("{}?zzz=1", example(path)))
            .await
            .is_problem(400, &["zzz"]);
    }
}

#[tokio::test]
async fn the_document_needs_nothing_from_elsewhere() {
    let document = Client::small().json("/api/openapi.json").await;
    assert_eq!(document["openapi"], "3.0.3");
    let mut open = vec![&document];
    let mut ids = Vec::new();
    while let Some(value) = open.pop() {
        if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            assert!(
                document.pointer(reference.trim_start_matches('#')).is_some(),
                "{reference}"
            );
        }
        ids.extend(value.get("operationId").and_then(Value::as_str));
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(fields) => open.extend(fields.values()),
            _ => {}
        }
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "operation ids are unique");
}

#[tokio::test]
async fn the_page_for_people_names_every_route() {
    let client = Client::small();
    let page = client.get("/api/docs").await.text();
    let document = client.json("/api/openapi.json").await;
    for (path, item) in document["paths"].as_object().expect("paths") {
        for method in item.as_object().expect("methods").keys() {
            let route = format!("{} {path}<", method.to_uppercase());
            assert!(page.contains(&route), "{route}");
        }
    }
}
