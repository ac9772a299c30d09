//! A service with accounts, over a database of the test's own, and people who use it. Time stands still until a test
//! moves it.

use std::cell::Cell;
use std::sync::Arc;

use evenreach::api::{Config, State, Writing};
use evenreach::model::{EngagementBody, GovernmentId, IndigenousGovernment, Package, Role, Text};
use evenreach::policy::{Party, allow};
use evenreach::store::{Actor, Store};
use evenreach::workflow::{Added, Invited, NewAccount, Occasion, Office, add_account};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::client::{Client, Reply, config};
use super::desk;
use crate::databases::TestDatabase;

thread_local! {
    /// How far a test has moved its own time: each test runs on a thread of its own.
    static MOVED: Cell<SignedDuration> = const { Cell::new(SignedDuration::ZERO) };
}

/// The instant at which the service is.
pub fn now() -> Timestamp {
    let start: Timestamp = "2026-03-12T18:00:00Z".parse().expect("an instant");
    start + MOVED.get()
}

fn today() -> Date {
    now().to_zoned(TimeZone::UTC).date()
}

/// Lets time pass.
pub fn pass(time: SignedDuration) {
    MOVED.set(MOVED.get() + time);
}

/// The small package with a definition, two Indigenous governments, one of which public records name, and a body that is
/// that one.
pub fn package() -> Package {
    let mut package = desk::package();
    let government = |id: &str, name: &str| IndigenousGovernment {
        id: id.into(),
        name: name.to_owned(),
        kind: "government".to_owned(),
        communities: vec!["behchoko".into()],
        settlement_or_treaty: None,
        sources: Vec::new(),
        notes: String::new(),
    };
    package.governments = vec![
        government("dehcho", "Dehcho First Nations"),
        government("tlicho", "Tłı̨chǫ Government"),
    ];
    for request in &mut package.requests {
        if ["req-public", "req-regions"].contains(&request.id.as_str()) {
            request.names = vec!["tlicho".into()];
        }
    }
    package.settings.engagement.bodies.push(EngagementBody {
        id: "tlicho-body".into(),
        name: Text {
            en: "Tłı̨chǫ Government".to_owned(),
            fr: "Gouvernement Tłı̨chǫ".to_owned(),
        },
        required: false,
        government: Some("tlicho".into()),
    });
    package
}

/// A password that nobody would guess, for a name.
pub fn password(name: &str) -> String {
    format!("{name}: kettle, lamp and thirteen geese")
}

/// The service, and what it writes to.
pub struct House {
    pub service: Client,
    pub office: Arc<Office>,
}

/// Somebody at a browser of their own.
pub struct Person {
    /// The cookie that the browser keeps.
    pub cookie: String,
}

pub fn occasion() -> Occasion {
    Occasion {
        now: now(),
        today: today(),
    }
}

impl House {
    pub async fn open(database: &TestDatabase) -> Self {
        Self::open_as(database, |_| {}).await
    }

    /// The same, configured further.
    pub async fn open_as(database: &TestDatabase, configure: impl FnOnce(&mut Config)) -> Self {
        // A test asks one database after the other.
        MOVED.set(SignedDuration::ZERO);
        let store = Store::open(&database.url).await.expect("a database");
        let actor = Actor::new("evenreach load").expect("a name");
        store
            .put(&package(), &actor, "filled", now())
            .await
            .expect("the package is put");
        let (office, snapshots) = Office::open(store).await.expect("a picture");
        let office = Arc::new(office);
        let mut config = Config {
            today,
            writing: Some(Writing {
                office: Arc::clone(&office),
                now,
            }),
            ..config()
        };
        configure(&mut config);
        Self {
            service: Client::over(State::new(snapshots, config)),
            office,
        }
    }

    /// Adds an account as an administrator would.
    pub async fn invite(&self, name: &str, roles: &[Role], government: Option<&str>) -> Invited {
        let wanted = NewAccount {
            name: name.to_owned(),
            roles: roles.to_vec(),
            government: government.map(GovernmentId::from),
            identity: None,
        };
        match self.add(&wanted).await {
            Added::Invited(invited) => invited,
            Added::Linked(account) => panic!("{} needs no link", account.name),
        }
    }

    /// Adds any account as an administrator would.
    pub async fn add(&self, wanted: &NewAccount) -> Added {
        let allowed = allow(&Party::administrator("test"), None).expect("an administrator may");
        let added = add_account(&self.office, &allowed, wanted, occasion()).await;
        added.expect("the account is added")
    }

    /// Somebody of these roles, signed in.
    pub async fn person(&self, name: &str, roles: &[Role], government: Option<&str>) -> Person {
        let invited = self.invite(name, roles, government).await;
        let claimed = self.claim(invited.link.reveal(), &password(name)).await;
        assert_eq!(claimed.status, 200, "{}", claimed.text());
        Person {
            cookie: cookie(&claimed),
        }
    }

    /// What a browser that has no session sends from the service's own pages.
    pub async fn send(&self, method: &str, path: &str, body: &Value) -> Reply {
        self.send_as(None, method, path, body).await
    }

    pub async fn send_as(&self, person: Option<&Person>, method: &str, path: &str, body: &Value) -> Reply {
        let mut headers = vec![
            ("host", "evenreach.example"),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/json"),
        ];
        headers.extend(person.map(|person| ("cookie", person.cookie.as_str())));
        self.service.send(method, path, &headers, body.to_string()).await
    }

    pub async fn get_as(&self, person: Option<&Person>, path: &str) -> Reply {
        let headers: Vec<_> = person
            .map(|person| ("cookie", person.cookie.as_str()))
            .into_iter()
            .collect();
        self.service.get_with(path, &headers).await
    }

    pub async fn sign_in(&self, name: &str, password: &str) -> Reply {
        let words = json!({ "name": name, "password": password });
        self.send("POST", "/api/session", &words).await
    }

    pub async fn claim(&self, link: &str, password: &str) -> Reply {
        let words = json!({ "link": link, "password": password });
        self.send("POST", "/api/session/claim", &words).await
    }

    /// The role that the service sees in whoever holds this cookie.
    pub async fn role_of(&self, person: &Person) -> String {
        let me = self.get_as(Some(person), "/api/me").await.json();
        me["role"].as_str().expect("a role").to_owned()
    }
}

/// The cookie that an answer gives, as a browser sends it back.
pub fn cookie(reply: &Reply) -> String {
    let header = reply.header("set-cookie");
    header.split(';').next().unwrap_or_default().to_owned()
}
