//! Entity tags and compression.

use serde_json::Value;

use crate::support::package::request;
use crate::support::{Client, small};
use evenreach::model::Visibility;

const PATH: &str = "/api/collections/communities/items";

#[tokio::test]
async fn a_client_that_has_the_bytes_is_told_so_in_every_encoding() {
    let client = Client::small();
    let mut tags = Vec::new();
    for (encoding, suffix) in [("identity", "\""), ("br", "-br\""), ("gzip", "-gzip\"")] {
        let reply = client.get_with(PATH, &[("accept-encoding", encoding)]).await;
        let tag = reply.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.ends_with(suffix), "{tag}");
        assert_eq!(reply.header("vary"), "accept-encoding");
        for known in [
            tag.clone(),
            format!("W/{tag}"),
            format!("\"other\", {tag}"),
            "*".to_owned(),
        ] {
            let again = client
                .get_with(PATH, &[("accept-encoding", encoding), ("if-none-match", &known)])
                .await;
            assert_eq!(again.status, 304, "{known}");
            assert_eq!((again.header("etag"), again.body.len()), (tag.as_str(), 0));
            assert_eq!(again.header("content-encoding"), "");
            assert!(
                again
                    .header("content-security-policy")
                    .starts_with("default-src 'none'")
            );
        }
        tags.push(tag);
    }
    tags.dedup();
    assert_eq!(tags.len(), 3);
    let other = client
        .get_with(PATH, &[("accept-encoding", "br"), ("if-none-match", &tags[0])])
        .await;
    assert_eq!(other.status, 200, "a tag of other bytes");
}

#[tokio::test]
async fn compressed_answers_are_marked_and_smaller() {
    let client = Client::small();
    let plain = client.get(PATH).await;
    assert_eq!(plain.header("content-encoding"), "");
    for encoding in ["br", "gzip"] {
        let packed = client.get_with(PATH, &[("accept-encoding", encoding)]).await;
        assert_eq!(packed.header("content-encoding"), encoding);
        assert!(packed.body.len() < plain.body.len());
    }
}

#[tokio::test]
async fn the_tag_is_made_from_the_bytes() {
    let client = Client::small();
    let one = client.get(PATH).await;
    assert_eq!(one.header("etag"), client.get(PATH).await.header("etag"));
    assert_ne!(
        one.header("etag"),
        client.get("/api/collections/services/items").await.header("etag")
    );
    let mut changed = small();
    // The same letters to the eye: names are kept to the byte.
    changed.communities[0].name = "Behchoko\u{328}\u{300}".to_owned();
    assert_ne!(one.header("etag"), Client::new(changed).get(PATH).await.header("etag"));
}

#[tokio::test]
async fn a_hidden_record_moves_no_tag_and_no_byte() {
    let with = Client::small();
    let mut package = small();
    package
        .requests
        .retain(|request| request.visibility == Visibility::Public);
    let without = Client::new(package);
    let mut more = small();
    more.requests.push(evenreach::model::Request {
        visibility: Visibility::Owner,
        ..request("req-aaa-first")
    });
    let more = Client::new(more);
    let document: Value = with.json("/api/openapi.json").await;
    for path in document["paths"].as_object().expect("paths").keys() {
        let path = path
            .replace("{layer}", "nwt")
            .replace("{version}", "1")
            .replace("{id}", "req-aaa-first");
        let expected = without.get(&path).await;
        for client in [&with, &more] {
            let found = client.get(&path).await;
            assert_eq!(found.status, expected.status, "{path}");
            assert_eq!(found.body, expected.body, "{path}");
            assert_eq!(found.headers, expected.headers, "{path}");
        }
    }
}

#[tokio::test]
async fn problems_have_no_tag_and_are_not_kept() {
    let reply = Client::small().get("/api/nothing").await;
    assert_eq!((reply.header("etag"), reply.header("cache-control")), ("", "no-store"));
}
