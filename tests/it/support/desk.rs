//! A service at which whoever opens it acts for the working group, over a database of the test's own.

use std::sync::Arc;

use evenreach::api::{Config, State, Writing};
use evenreach::model::{EngagementBody, EngagementRules, Package, Text};
use evenreach::package::definition::{Known, parse};
use evenreach::snapshot::Snapshot;
use evenreach::store::{Actor, Store};
use evenreach::workflow::Office;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::client::{Client, Reply, config};
use crate::databases::TestDatabase;

/// What a browser on the same machine sends with a change.
pub const BROWSER: [(&str, &str); 3] = [
    ("host", "127.0.0.1:8080"),
    ("sec-fetch-site", "same-origin"),
    ("content-type", "application/json"),
];

/// The definition that came with the package.
pub const SHIPPED: &str = "\
id = \"small\"
version = \"1\"
standing = \"illustrative\"
title = { en = \"Small\", fr = \"Petite\" }

[[standards]]
id = \"counselling\"
service_types = [\"counselling\"]
title = { en = \"Counselling\", fr = \"Conseil\" }

[[standards.ways]]
id = \"near\"
level = \"met\"
where = \"delivery_mode = 'resident'\"
within_minutes = 60
";

/// A text of this version of the definition `ours`, with this limit.
pub fn ours(version: &str, minutes: u32) -> String {
    SHIPPED
        .replace("id = \"small\"", "id = \"ours\"")
        .replace("version = \"1\"", &format!("version = \"{version}\""))
        .replace("illustrative", "draft")
        .replace("60", &minutes.to_string())
}

/// The small package with a definition that has a text, and three bodies of which two must agree.
pub fn package() -> Package {
    let mut package = super::small();
    package.definitions = vec![parse("small.toml", SHIPPED, &Known::of(&package)).expect("no fault")];
    let body = |id: &str, required| EngagementBody {
        id: id.into(),
        name: Text {
            en: format!("The {id}"),
            fr: format!("Le {id}"),
        },
        required,
        government: None,
    };
    package.settings.engagement = EngagementRules {
        bodies: vec![body("council", true), body("towns", true), body("group", false)],
        choice: Some(Text {
            en: "Made up.".to_owned(),
            fr: "Inventé.".to_owned(),
        }),
    };
    package
}

/// A desk, and the same facts as the public sees them.
pub struct Desk {
    pub browser: Client,
    pub public: Client,
    pub office: Arc<Office>,
    pub snapshots: watch::Receiver<Arc<Snapshot>>,
}

fn now() -> Timestamp {
    "2026-03-12T18:00:00Z".parse().expect("an instant")
}

impl Desk {
    pub async fn open(database: &TestDatabase) -> Self {
        let store = Store::open(&database.url).await.expect("a database");
        let actor = Actor::new("evenreach load").expect("a name");
        store
            .put(&package(), &actor, "filled", now())
            .await
            .expect("the package is put");
        let (office, snapshots) = Office::open(store).await.expect("a picture");
        let office = Arc::new(office);
        let writing = Config {
            writing: Some(Writing {
                office: Arc::clone(&office),
                now,
            }),
            is_desk: true,
            ..config()
        };
        Self {
            browser: Client::over(State::new(snapshots.clone(), writing)),
            public: Client::over(State::new(snapshots.clone(), config())),
            office,
            snapshots,
        }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.browser.get_with(path, &BROWSER[..1]).await
    }

    pub async fn send(&self, method: &str, path: &str, body: &Value) -> Reply {
        self.browser.send(method, path, &BROWSER, body.to_string()).await
    }

    /// A change of what has the tag.
    pub async fn send_if(&self, method: &str, path: &str, tag: &str, body: &Value) -> Reply {
        let headers = [BROWSER.as_slice(), &[("if-match", tag)]].concat();
        self.browser.send(method, path, &headers, body.to_string()).await
    }

    pub async fn propose(&self, text: &str) -> Reply {
        self.send("POST", "/api/definitions", &json!({ "text": text })).await
    }

    pub async fn engage(&self, version: &str, body: &str, position: &str) -> Reply {
        let said =
            json!({ "body": body, "on": "2026-03-10", "position": position, "words": "As we said.", "shown": "all" });
        self.send("POST", &format!("/api/definitions/ours/{version}/engagement"), &said)
            .await
    }

    /// Moves a version as it is now.
    pub async fn stand(&self, version: &str, standing: &str) -> Reply {
        let path = format!("/api/definitions/ours/{version}");
        let tag = self.get(&path).await.header("etag").to_owned();
        let body = json!({ "standing": standing, "reason": "decided at the meeting" });
        self.send_if("POST", &format!("{path}/standing"), &tag, &body).await
    }

    /// Puts a version before the required bodies and adopts it.
    pub async fn adopt(&self, version: &str, minutes: u32) {
        assert_eq!(self.propose(&ours(version, minutes)).await.status, 201);
        for body in ["council", "towns"] {
            assert_eq!(self.engage(version, body, "agree").await.status, 201);
        }
        let adopted = self.stand(version, "agreed").await;
        assert_eq!(adopted.status, 200, "{}", adopted.text());
    }
}
