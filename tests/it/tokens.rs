//! Tokens for machines, on both databases.

use evenreach::model::Role;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::databases::both;
use crate::support::client::Reply;
use crate::support::people::{House, Person, pass, password};
use crate::support::schema::faults;

/// Asks as a program with a token does.
pub async fn as_token(house: &House, token: &str, method: &str, path: &str, body: &Value) -> Reply {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    house.service.send(method, path, &headers, body.to_string()).await
}

#[tokio::test]
async fn a_token_does_what_it_was_made_for_until_it_ends() {
    for database in both().await {
        let name = database.name;
        let house = House::open(&database).await;
        let document = house.service.json("/api/openapi.json").await;
        let group = house.person("Group", &[Role::WorkingGroup], None).await;
        let other = house.person("Other", &[Role::WorkingGroup], None).await;
        let make = async |body: Value| house.send_as(Some(&group), "POST", "/api/tokens", &body).await;
        let read = make(json!({ "label": "Export", "scopes": ["read"], "expires_on": "2026-03-20" })).await;
        assert_eq!(read.status, 201, "{name}: {}", read.text());
        let schema = json!({ "$ref": "#/components/schemas/MadeToken" });
        assert_eq!(faults(&document, &schema, &read.json()), [] as [String; 0]);
        let secret = read.json()["token"].as_str().expect("a token").to_owned();
        assert!(secret.starts_with(read.json()["prefix"].as_str().expect("a prefix")));
        let write = make(json!({ "label": "Import", "scopes": ["write"] })).await.json();
        assert_eq!(write["expires_on"], "2026-06-10", "{name}: in ninety days");
        let write_secret = write["token"].as_str().expect("a token").to_owned();

        let me = as_token(&house, &secret, "GET", "/api/me", &Value::Null).await;
        assert_eq!(
            (me.status.as_u16(), &me.json()["name"]),
            (200, &json!("Group")),
            "{name}"
        );
        assert_eq!(me.header("cache-control"), "private, no-store");
        let text = json!({ "text": crate::support::desk::ours("1", 60) });
        let refused = as_token(&house, &secret, "POST", "/api/definitions", &text).await;
        refused.is_problem(403, &["for read", "for write"]);
        let refused = as_token(&house, &write_secret, "GET", "/api/me", &Value::Null).await;
        refused.is_problem(403, &["for write"]);
        // No page's headers are asked of a program.
        let proposed = as_token(&house, &write_secret, "POST", "/api/definitions", &text).await;
        assert_eq!(proposed.status, 201, "{name}: {}", proposed.text());
        for (method, path) in [
            ("POST", "/api/tokens"),
            ("POST", "/api/session/password"),
            ("DELETE", "/api/tokens/x"),
        ] {
            let refused = as_token(&house, &write_secret, method, path, &json!({})).await;
            refused.is_problem(403, &["not for tokens"]);
        }
        let bearer = format!("Bearer {secret}");
        let both_headers = [("authorization", bearer.as_str()), ("cookie", group.cookie.as_str())];
        house
            .service
            .get_with("/api/me", &both_headers)
            .await
            .is_problem(400, &["cookie", "token"]);
        as_token(&house, "evenreach_made_up", "GET", "/api/me", &Value::Null)
            .await
            .is_problem(401, &["not known"]);

        let listed = house.get_as(Some(&group), "/api/tokens").await;
        assert!(!listed.text().contains(&secret), "{name}");
        let schema = json!({ "$ref": "#/components/schemas/Tokens" });
        assert_eq!(faults(&document, &schema, &listed.json()), [] as [String; 0]);
        let list = listed.json()["tokens"].as_array().expect("a list").clone();
        let export = list.iter().find(|one| one["label"] == "Export").expect("listed");
        assert_eq!(export["last_used_on"], "2026-03-12", "{name}");
        assert_eq!(
            house.get_as(Some(&other), "/api/tokens").await.json(),
            json!({ "tokens": [] })
        );

        let path = format!("/api/tokens/{}", write["id"].as_str().expect("an id"));
        house
            .send_as(Some(&other), "DELETE", &path, &Value::Null)
            .await
            .is_problem(404, &["token"]);
        assert_eq!(
            house.send_as(Some(&group), "DELETE", &path, &Value::Null).await.status,
            204
        );
        as_token(&house, &write_secret, "POST", "/api/definitions", &text)
            .await
            .is_problem(401, &["token"]);
        pass(SignedDuration::from_hours(24 * 8));
        assert_eq!(
            as_token(&house, &secret, "GET", "/api/me", &Value::Null).await.status,
            200,
            "{name}: its last day"
        );
        pass(SignedDuration::from_hours(24));
        as_token(&house, &secret, "GET", "/api/me", &Value::Null)
            .await
            .is_problem(401, &["expired"]);
        for body in [
            json!({ "label": " ", "scopes": ["read"] }),
            json!({ "label": "x", "scopes": [] }),
            json!({ "label": "x", "scopes": ["admin"] }),
            json!({ "label": "x", "scopes": ["read"], "expires_on": "2028-01-01" }),
        ] {
            let entered = house.sign_in("Group", &password("Group")).await;
            let group = Person {
                cookie: crate::support::people::cookie(&entered),
            };
            let refused = house.send_as(Some(&group), "POST", "/api/tokens", &body).await;
            assert_eq!(refused.status, 422, "{name}: {body}: {}", refused.text());
        }
        house.office.store().verify().await.expect("whole");
    }
}
