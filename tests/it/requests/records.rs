//! What is kept beside a request: who read it, what its owner takes away, lists of it, and the document of it all.

use evenreach::workflow::Archive;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Town, wanted};
use crate::databases::{both, sqlite};
use crate::support::client::Reply;
use crate::support::people::pass;
use crate::support::schema::faults;

/// Answers of people who have signed in against the document; those of the public are looked at beside all others.
#[tokio::test]
async fn every_answer_is_as_the_document_says() {
    let database = sqlite();
    let town = Town::open(&database).await;
    let path = town.request("k", &wanted()).await;
    town.get(&town.group, &path).await;
    let document = town.get(&town.owner, "/api/openapi.json").await.json();
    let check = |reply: &Reply, schema: &str| {
        let schema = json!({ "$ref": format!("#/components/schemas/{schema}") });
        let found = faults(&document, &schema, &reply.json());
        assert!(found.is_empty(), "{schema}: {found:#?}");
    };
    check(&town.get(&town.owner, &path).await, "RequestInFull");
    check(&town.get(&town.owner, "/api/requests").await, "RequestList");
    check(
        &town.get(&town.owner, &format!("{path}/history")).await,
        "RequestHistory",
    );
    check(&town.get(&town.owner, &format!("{path}/access")).await, "RequestAccess");
    check(&town.get(&town.owner, "/api/requests/export").await, "RequestExport");
    check(
        &town.get(&town.owner, "/api/collections/requests/items").await,
        "RequestPropertiesPage",
    );
    check(&town.go(&town.group, &path, "acknowledged").await, "MovedRequest");
    check(&town.go(&town.owner, &path, "withdrawn").await, "MovedRequest");
    check(&town.get(&town.owner, &path).await, "Problem");
}

#[tokio::test]
async fn the_owner_reads_who_read_it_and_nobody_else_does() {
    for database in both().await {
        let town = Town::open(&database).await;
        let path = town.request("k", &wanted()).await;
        let log = format!("{path}/access");
        town.get(&town.owner, &path).await;
        town.get(&town.other, &path).await;
        assert_eq!(
            town.get(&town.owner, &log).await.json()["entries"],
            json!([]),
            "its owner, and who saw nothing"
        );
        town.get(&town.group, &path).await;
        town.get(&town.group, "/api/requests").await;
        pass(SignedDuration::from_mins(20));
        town.get(&town.group, "/api/requests").await;
        let read = town.get(&town.owner, &log).await.json();
        let expected = json!([
            { "at": "2026-03-12T18:00:00Z", "by": "Carla", "role": "working_group" },
            { "at": "2026-03-12T18:20:00Z", "by": "Carla", "role": "working_group" },
        ]);
        assert_eq!(read["entries"], expected, "{}", database.name);
        assert_eq!(town.get(&town.group, &log).await.status, 403);
        pass(-SignedDuration::from_mins(20));
    }
}

#[tokio::test]
async fn a_government_takes_everything_away_that_it_has_here() {
    for database in both().await {
        let town = Town::open(&database).await;
        let path = town.request("k", &wanted()).await;
        town.request("draft", &json!({ "service_type": "counselling", "state": "draft" }))
            .await;
        assert_eq!(town.submit(&town.other, "k", &wanted()).await.status, 201);
        let tag = town.get(&town.owner, &path).await.header("etag").to_owned();
        assert_eq!(
            town.change(&town.owner, &path, &tag, &json!({ "why": "=1+1" }))
                .await
                .status,
            200
        );
        town.go(&town.group, &path, "acknowledged").await;

        let reply = town.get(&town.owner, "/api/requests/export").await;
        assert_eq!(
            reply.header("content-disposition"),
            "attachment; filename=\"requests.json\""
        );
        let export = reply.json();
        assert_eq!(
            (&export["government"], &export["exported_on"]),
            (&json!("tlicho"), &json!("2026-03-12"))
        );
        let requests = export["requests"].as_array().expect("requests");
        assert_eq!(requests.len(), 2, "its own alone, the draft too");
        let one = requests
            .iter()
            .find(|one| one["request"]["state"] == "acknowledged")
            .expect("the request");
        assert_eq!(one["request"]["labels"], wanted()["labels"]);
        assert_eq!(one["request"]["answers"][0]["reason"], "It is acknowledged.");
        assert_eq!(one["versions"].as_array().expect("versions").len(), 3);
        assert_eq!(one["versions"][0]["why"], wanted()["why"]);
        assert_eq!(one["history"]["entries"].as_array().expect("entries").len(), 3);
        assert_eq!(one["access"]["entries"][0]["by"], "Carla");

        let sheet = town.get(&town.owner, "/api/requests/export?f=csv").await;
        assert_eq!(sheet.header("content-type"), "text/csv; charset=utf-8");
        let text = sheet.text();
        assert_eq!(text.lines().count(), 3);
        assert!(text.starts_with("id,government,requested_by,state,"), "{text}");
        assert!(text.contains(",'=1+1,"), "no text becomes a formula: {text}");
        assert!(
            text.contains("behchoko; yellowknife") && text.contains("tk-attribution"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_list_is_narrowed_by_what_is_asked() {
    for database in both().await {
        let town = Town::open(&database).await;
        town.request("k", &wanted()).await;
        let number =
            async |query: &str| town.get(&town.owner, &format!("/api/requests{query}")).await.json()["number"].clone();
        // Two public records of the package, and the one above.
        assert_eq!(number("").await, 3, "{}", database.name);
        assert_eq!(number("?mine=true").await, 1);
        assert_eq!(number("?government=tlicho&state=submitted").await, 1);
        assert_eq!(number("?government=dehcho").await, 0);
        assert_eq!(number("?state=declined").await, 0);
        assert_eq!(number("?service_type=counselling").await, 3);
        let list = town.house.get_as(None, "/api/requests").await.json();
        assert_eq!(
            (&list["number"], &list["requests"][0]["origin"]),
            (&json!(2), &json!("public_record"))
        );
        assert_eq!(
            (&list["requests"][0]["state"], &list["requests"][0]["status"]),
            (&Value::Null, &json!("open"))
        );
        town.get(&town.owner, "/api/requests?state=away")
            .await
            .is_problem(400, &["away", "under_review"]);
        town.get(&town.owner, "/api/requests?government=nobody")
            .await
            .is_problem(400, &["nobody", "dehcho"]);
        town.get(&town.owner, "/api/requests?mine=perhaps")
            .await
            .is_problem(400, &["mine"]);
    }
}

#[tokio::test]
async fn an_old_link_shows_no_request_that_was_restricted_corrected_or_taken_back() {
    for database in both().await {
        let town = Town::open(&database).await;
        let mut body = wanted();
        body["visibility"] = json!("public");
        let path = town.request("k", &body).await;
        let package = town.get(&town.owner, "/api/package").await.json();
        let digest = package["data_digest"].as_str().expect("a digest");
        let archive = Archive::new(town.house.office.store().clone());
        let is_shown = async || {
            let found = archive.find(digest).await.expect("it can be looked up");
            found.is_some_and(|found| found.public().data_digest() == digest)
        };
        assert!(is_shown().await, "{}", database.name);
        town.go(&town.group, &path, "acknowledged").await;
        assert!(is_shown().await, "an answer takes nothing away");
        town.show_to(&path, "working_group").await;
        assert!(!is_shown().await, "{}: restricted", database.name);
        town.show_to(&path, "public").await;
        assert!(is_shown().await, "its owner shows it again");
        let tag = town.get(&town.owner, &path).await.header("etag").to_owned();
        let other = json!({ "why": "Other words." });
        assert_eq!(town.change(&town.owner, &path, &tag, &other).await.status, 200);
        assert!(!is_shown().await, "{}: corrected", database.name);
        let tag = town.get(&town.owner, &path).await.header("etag").to_owned();
        let back = json!({ "why": body["why"] });
        assert_eq!(town.change(&town.owner, &path, &tag, &back).await.status, 200);
        assert!(is_shown().await, "as it was");
        town.go(&town.owner, &path, "withdrawn").await;
        assert!(!is_shown().await, "{}: taken back", database.name);
    }
}
