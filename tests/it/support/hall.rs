//! A service that believes a provider on this machine, and browsers that go there and come back.

use axum::http::{StatusCode, header};
use evenreach::model::{Identity, Role};
use evenreach::workflow::{Added, NewAccount};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::client::Reply;
use super::people::{House, Person, pass};
use super::provider::{AnyProvider, Brought};
use crate::databases::TestDatabase;

/// A service that believes a provider, over a database of the test's own.
pub struct Hall {
    pub house: House,
    pub provider: AnyProvider,
}

/// Somebody on their way.
pub struct OnTheWay {
    pub cookie: String,
    pub brought: Brought,
}

impl Hall {
    pub async fn open(database: &TestDatabase) -> Self {
        let provider = AnyProvider::open().await;
        let configured = provider.as_configured();
        let house = House::open_as(database, |config| config.organisation = Some(configured)).await;
        Self { house, provider }
    }

    pub fn identity(&self, subject: &str) -> Identity {
        Identity {
            issuer: self.provider.issuer().to_owned(),
            subject: subject.to_owned(),
        }
    }

    /// Adds an account that somebody of the organisation signs in to.
    pub async fn link(&self, name: &str, roles: &[Role], subject: &str) {
        let wanted = NewAccount {
            name: name.to_owned(),
            roles: roles.to_vec(),
            government: None,
            identity: Some(self.identity(subject)),
        };
        let added = self.house.add(&wanted).await;
        assert!(matches!(added, Added::Linked(_)), "no link sets a password: {added:?}");
    }

    pub async fn ask(&self) -> Reply {
        // Nobody sets out so often that they would be slowed down, unless that is what is looked at.
        pass(SignedDuration::from_secs(4));
        let path = "/api/session/organisation";
        self.house.send("POST", path, &json!({ "lang": "en" })).await
    }

    /// Sets out, and signs in at the provider.
    pub async fn go(&self) -> OnTheWay {
        let reply = self.ask().await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let location = reply.json()["location"].as_str().expect("where to").to_owned();
        OnTheWay {
            cookie: cookies(&reply)[0].split(';').next().expect("a pair").to_owned(),
            brought: self.provider.sign_in(&location),
        }
    }

    pub async fn come(&self, cookie: &str, path: &str) -> Reply {
        // As a browser that the provider sends back: its page is another site's.
        let headers = [("cookie", cookie), ("sec-fetch-site", "cross-site")];
        self.house.service.get_with(path, &headers).await
    }

    pub async fn return_of(&self, way: &OnTheWay) -> Reply {
        self.come(&way.cookie, &way.brought.path()).await
    }

    pub async fn shown(&self, cookie: &str) -> Value {
        let reply = self.come(cookie, "/api/session/organisation").await;
        assert_eq!(reply.header("cache-control"), "private, no-store");
        reply.json()
    }
}

pub fn cookies(reply: &Reply) -> Vec<String> {
    let all = reply.headers.get_all(header::SET_COOKIE).iter();
    all.map(|value| value.to_str().expect("ASCII").to_owned()).collect()
}

/// The cookie of the session that an answer gives, if it gives one.
pub fn session(reply: &Reply) -> Option<Person> {
    let cookie = cookies(reply)
        .into_iter()
        .find(|one| one.starts_with("__Host-evenreach="))?;
    let cookie = cookie.split(';').next().expect("a pair").to_owned();
    Some(Person { cookie })
}

/// Checks where a browser is sent, and that it gets no session unless it was let in.
pub fn leads_to(reply: &Reply, word: &str, why: &str) {
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{why}: {}", reply.text());
    assert_eq!(
        reply.header("location"),
        format!("/?view=account#organisation={word}"),
        "{why}"
    );
    assert_eq!(session(reply).is_some(), word == "in", "{why}");
    assert_eq!(reply.header("cache-control"), "private, no-store");
    assert_eq!(reply.header("referrer-policy"), "no-referrer");
}
