//! What was answered is answered again, byte for byte, after the facts have changed.

use std::sync::Arc;

use evenreach::api::{State, app};
use evenreach::model::{Fact, Package, PartialDate, Shown, Standing, Visibility};
use evenreach::package::definition::trusted;
use evenreach::snapshot::{Head, Snapshot};
use evenreach::store::{Actor, Store};
use evenreach::workflow::Archive;
use serde_json::Value;
use tokio::sync::watch;

use crate::databases::{TestDatabase, both};
use crate::support::client::{Client, config};
use crate::support::package::{request, service};
use crate::support::small;

/// A service over a database, whose facts change.
struct Service {
    store: Store,
    swap: watch::Sender<Arc<Snapshot>>,
    client: Client,
}

async fn current(store: &Store) -> Snapshot {
    let (package, _) = store.load(&trusted).await.expect("the package is loaded");
    Snapshot::build(package, Head::default()).expect("a picture")
}

impl Service {
    async fn open(database: &TestDatabase, package: &Package) -> Self {
        let store = database.open().await;
        put(&store, package).await;
        let (swap, snapshots) = watch::channel(Arc::new(current(&store).await));
        let archive = Arc::new(Archive::new(store.clone()));
        let client = Client::of(app(State::new(snapshots, config()).with_archive(archive)));
        Self { store, swap, client }
    }

    /// Loads other facts, and answers from them.
    async fn load(&self, package: &Package) {
        put(&self.store, package).await;
        self.swap.send_replace(Arc::new(current(&self.store).await));
    }
}

async fn put(store: &Store, package: &Package) {
    let actor = Actor::new("registrar").expect("a name");
    let now = "2026-11-21T08:30:00Z".parse().expect("an instant");
    let put = store.put(package, &actor, "loaded for a test", now).await;
    put.expect("the package is put");
}

const TEXT: &str = r#"
id = "small"
version = "1.0"
standing = "illustrative"
title = { en = "Small", fr = "Petite" }

[[standards]]
id = "counselling"
service_types = ["counselling"]
title = { en = "Counselling", fr = "Conseil" }

  [[standards.ways]]
  id = "near"
  level = "met"
  where = "delivery_mode = 'resident'"
  within_minutes = 60

[[standards]]
id = "on-the-land"
service_types = ["counselling"]
title = { en = "On the land", fr = "Sur le territoire" }

  [[standards.ways]]
  id = "near"
  level = "met"
  where = "delivery_mode = 'on_the_land'"
  within_minutes = 90
"#;

/// The small package with a definition whose text can be read.
fn readable() -> Package {
    Package {
        definitions: vec![trusted(TEXT).expect("a definition")],
        ..small()
    }
}

/// The same after a year: a service more, one that stopped, another name, and the definition in another version.
fn a_year_later() -> Package {
    let mut package = readable();
    "Rae-Edzo".clone_into(&mut package.communities[0].name);
    package.services.push(service("new-clinic"));
    for service in &mut package.services {
        service.visits_per_month = Fact::Known(4.0);
    }
    package.requests.push(request("req-new"));
    let text = TEXT.replace("version = \"1.0\"", "version = \"2\"");
    package.definitions.push(trusted(&text).expect("another version"));
    package
}

const ASKED: [&str; 13] = [
    "/api/analysis/gaps",
    "/api/analysis/gaps?standard=counselling&season=winter&crs=http://www.opengis.net/def/crs/EPSG/0/3580",
    "/api/analysis/gaps?bbox=-117,62,-115,63&date=05-10&supply=intended",
    "/api/analysis/summary?as_of=2020-01-01",
    "/api/analysis/equity",
    "/api/analysis/equity?by=language&value=travel_minutes&standard=counselling&date=05-10&rank=travel_minutes",
    "/api/analysis/communities/behchoko",
    "/api/analysis/communities/yellowknife?date=07-15",
    "/api/analysis/trace?community=behchoko&standard=counselling&date=05-10",
    "/api/analysis/trend?standard=counselling",
    "/api/analysis/pathways?season=winter",
    "/api/analysis/pathways/yellowknife?pathway=way",
    "/api/definitions/small/1.0/diff?as_of=2010-01-01&with_supply=intended&season=winter",
];

#[tokio::test]
async fn an_answer_is_given_again_byte_for_byte_after_later_loads() {
    for database in both().await {
        let service = Service::open(&database, &readable()).await;
        let mut given = Vec::new();
        for path in ASKED {
            let reply = service.client.get(path).await;
            assert_eq!(reply.status, 200, "{path}: {}", reply.text());
            let answer = reply.json();
            // A comparison has two questions, and a link of its own.
            let question = answer.get("question").unwrap_or(&answer["before"]);
            assert_eq!(question["definition_saved"], true);
            let link = answer.get("permalink").unwrap_or(&question["permalink"]);
            given.push((path, link.as_str().expect("a link").to_owned(), reply));
        }
        service.load(&a_year_later()).await;
        let mut later = readable();
        later.services.clear();
        service.load(&later).await;
        for (path, link, then) in &given {
            let again = service.client.get(link).await;
            assert_eq!(again.status, 200, "{}: {link}: {}", database.name, again.text());
            assert!(again.body == then.body, "{}: {link} differs", database.name);
            assert_eq!(again.header("etag"), then.header("etag"));
            assert_eq!(again.headers, then.headers, "{link}");
            let now = service.client.get(path).await;
            assert_ne!(now.body, then.body, "{path} has changed meanwhile");
        }
    }
}

#[tokio::test]
async fn items_and_travel_are_given_again_too() {
    for database in both().await {
        let service = Service::open(&database, &readable()).await;
        let question = service.client.json("/api/analysis/summary").await["question"].clone();
        let digest = question["data_digest"].as_str().expect("a digest").to_owned();
        let paths = [
            "/api/collections/services/items?limit=2",
            "/api/collections/services/items/clinic?",
            "/api/collections/communities/items?",
            "/api/collections/requests/items?as_of=2020-11-01",
            "/api/collections/links/items?date=01-15",
            "/api/collections/gaps/items?as_of=2026-01-01&limit=3",
            "/api/analysis/travel?from=behchoko",
        ];
        let paths = paths.map(|path| format!("{path}&data={digest}").replace("?&", "?"));
        let mut given = Vec::new();
        for path in &paths {
            given.push(service.client.json(path).await);
        }
        service.load(&a_year_later()).await;
        for (path, then) in paths.iter().zip(&given) {
            assert_eq!(service.client.json(path).await, *then, "{}: {path}", database.name);
        }
        // Without the digest each names where these bytes are kept.
        for (path, then) in paths.iter().zip(&given) {
            let plain = path.replace(&format!("data={digest}"), "");
            let now = service.client.json(plain.trim_end_matches(['?', '&'])).await;
            let link = |answer: &Value| {
                let memento = || {
                    let links = answer["links"].as_array()?;
                    links.iter().find(|link| link["rel"] == "memento")?.get("href")
                };
                let link = answer.get("permalink").or_else(memento).expect("a link");
                link.as_str().expect("an address").to_owned()
            };
            let kept = service.client.json(&link(then)).await;
            let without_links = |answer: &Value| {
                let mut answer = answer.clone();
                answer.as_object_mut().expect("an object").remove("links");
                answer
            };
            assert_eq!(without_links(&kept), without_links(then), "{}: {path}", database.name);
            assert_eq!(link(&kept), link(then), "followed, it is its own link");
            assert_ne!(link(&now), link(then), "{path}: the facts are others now");
            assert!(
                link(then).contains("as_of=") || !path.contains("gaps") && !path.contains("travel"),
                "{path}"
            );
        }
        // The next page is one of the same facts.
        let links = given[0]["links"].as_array().expect("links");
        let next = links.iter().find(|link| link["rel"] == "next").expect("a next page");
        let next = next["href"].as_str().expect("an address");
        assert!(next.contains(&format!("data={digest}")), "{next}");
    }
}

#[tokio::test]
async fn a_link_names_everything_it_rests_on() {
    let client = Client::new(readable());
    let question = client
        .json("/api/analysis/gaps?crs=http://www.opengis.net/def/crs/OGC/1.3/CRS84&standard=counselling")
        .await["question"]
        .clone();
    let text = |field: &str| question[field].as_str().expect("text").to_owned();
    assert_eq!(
        text("permalink"),
        format!(
            "/api/analysis/gaps?definition={}&version={}&definition_digest={}&as_of=2026-03-12&supply=actual\
             &crs=http://www.opengis.net/def/crs/OGC/1.3/CRS84&standard=counselling&data={}",
            text("definition"),
            text("definition_version"),
            text("definition_digest"),
            text("data_digest"),
        )
    );
    let day = client.json("/api/analysis/gaps?date=05-10").await["question"].clone();
    assert!(
        day["permalink"]
            .as_str()
            .expect("a link")
            .contains("&date=05-10&supply=actual&data=")
    );
    // Followed, it is its own link.
    let link = day["permalink"].as_str().expect("a link");
    assert_eq!(client.json(link).await["question"]["permalink"], link);
}

#[tokio::test]
async fn facts_that_never_were_are_not_found_and_nothing_else_is_said() {
    let made_up = "0".repeat(64);
    for database in both().await {
        let service = Service::open(&database, &readable()).await;
        service.load(&a_year_later()).await;
        for path in [
            "/api/analysis/gaps",
            "/api/collections/services/items",
            "/api/analysis/travel",
        ] {
            let reply = service.client.get(&format!("{path}?data={made_up}")).await;
            reply.is_problem(404, &[&made_up, "can be shown here"]);
            let said = reply.text().replace(&made_up, "");
            assert!(!said.contains("position") && !said.contains('6'), "{said}");
            // Without a database the answer is the same.
            let alone = Client::new(readable()).get(&format!("{path}?data={made_up}")).await;
            assert_eq!(alone.body, reply.body);
        }
    }
    for digest in ["", "abc", &"A".repeat(64), &"g".repeat(64)] {
        let reply = Client::new(readable())
            .get(&format!("/api/analysis/gaps?data={digest}"))
            .await;
        reply.is_problem(400, &["data", "64 hexadecimal digits"]);
    }
}

#[tokio::test]
async fn a_hidden_record_makes_no_other_facts() {
    for database in both().await {
        let service = Service::open(&database, &readable()).await;
        let then = service.client.get("/api/analysis/gaps").await;
        let link = then.json()["question"]["permalink"]
            .as_str()
            .expect("a link")
            .to_owned();
        let mut package = readable();
        package.requests.retain(|request| request.id.as_str() != "req-owner");
        service.load(&package).await;
        service.load(&a_year_later()).await;
        assert!(service.client.get(&link).await.body == then.body, "{}", database.name);
    }
}

#[tokio::test]
async fn an_old_link_shows_nothing_that_may_no_longer_be_shown() {
    type Restrict = fn(&mut Package);
    let restrictions: [Restrict; 3] = [
        |package| package.services.iter_mut().for_each(|one| one.shown = Shown::Hidden),
        |package| {
            let clinic = package.services.iter_mut().find(|one| one.id.as_str() == "clinic");
            clinic.expect("the clinic").shown = Shown::Community;
        },
        |package| {
            let mut public = package
                .requests
                .iter_mut()
                .filter(|one| one.visibility == Visibility::Public);
            public.next().expect("a public request").visibility = Visibility::WorkingGroup;
        },
    ];
    for database in both().await {
        let service = Service::open(&database, &readable()).await;
        let then = service.client.get("/api/analysis/gaps").await;
        let link = then.json()["question"]["permalink"]
            .as_str()
            .expect("a link")
            .to_owned();
        service.load(&a_year_later()).await;
        for restrict in restrictions {
            // Held ready, and then restricted: that must be noticed too.
            assert!(service.client.get(&link).await.body == then.body, "{}", database.name);
            let mut package = a_year_later();
            restrict(&mut package);
            service.load(&package).await;
            service.client.get(&link).await.is_problem(404, &["can be shown here"]);
            // Nothing is lost: what may be shown again is found again.
            service.load(&a_year_later()).await;
        }
        assert!(service.client.get(&link).await.body == then.body, "{}", database.name);
    }
}

#[tokio::test]
async fn a_text_of_another_digest_is_refused() {
    let client = Client::new(readable());
    let wrong = "0".repeat(64);
    let reply = client
        .get(&format!("/api/analysis/gaps?definition_digest={wrong}"))
        .await;
    reply.is_problem(
        400,
        &["definition_digest", "the digest of the text of small version 1.0"],
    );
}

#[tokio::test]
async fn a_version_is_asked_for_by_name_and_the_furthest_is_the_current_one() {
    let mut package = readable();
    let mut with = |version: &str, standing: Standing| {
        let text = TEXT.replace("version = \"1.0\"", &format!("version = \"{version}\""));
        let mut definition = trusted(&text).expect("another version");
        definition.standing = standing;
        package.definitions.push(definition);
    };
    with("1.9", Standing::Draft);
    with("1.10", Standing::Superseded);
    with("2.9", Standing::Illustrative);
    with("2.10", Standing::Illustrative);
    let client = Client::new(package.clone());
    let asked = async |client: &Client, query: &str| {
        let question = client.json(&format!("/api/analysis/summary{query}")).await["question"].clone();
        (
            question["definition_version"].clone(),
            question["definition_standing"].clone(),
        )
    };
    assert_eq!(asked(&client, "").await, ("2.10".into(), "illustrative".into()));
    assert_eq!(asked(&client, "?version=1.9").await, ("1.9".into(), "draft".into()));
    assert_eq!(
        asked(&client, "?definition=small&version=1.10").await,
        ("1.10".into(), "superseded".into())
    );
    client
        .get("/api/analysis/summary?version=7")
        .await
        .is_problem(400, &["version", "1.9", "2.10"]);
    for definition in &mut package.definitions {
        if definition.version == "1.9" {
            definition.standing = Standing::Agreed;
        }
    }
    assert_eq!(asked(&Client::new(package), "").await, ("1.9".into(), "agreed".into()));
}

#[tokio::test]
async fn two_versions_are_never_answered_from_one_assessment() {
    let mut package = readable();
    let mut stricter = package.definitions[0].clone();
    stricter.version = "0.9".to_owned();
    stricter.standards.truncate(1);
    package.definitions.push(stricter);
    let client = Client::new(package);
    let count = async |version: &str| {
        client.json(&format!("/api/analysis/gaps?version={version}")).await["numberReturned"].clone()
    };
    // Three communities; two standards in the one version, one in the other.
    assert_eq!([count("1.0").await, count("0.9").await, count("1.0").await], [6, 3, 6]);
}

fn ids(page: &Value) -> Vec<(String, Value)> {
    let features = page["features"].as_array().expect("features").iter();
    let said = |feature: &Value| {
        let id = feature["id"].as_str().expect("an id").to_owned();
        (id, feature["properties"]["exists"].clone())
    };
    features.map(said).collect()
}

#[tokio::test]
async fn items_as_of_a_date_are_those_that_existed_then() {
    let mut package = small();
    package.requests.push(evenreach::model::Request {
        date: None,
        ..request("req-undated")
    });
    package.services.push(evenreach::model::Service {
        opened: PartialDate::parse("2024-05-01"),
        closed: PartialDate::parse("2024-06"),
        ..service("spring-2024")
    });
    let ferry = package.links.iter_mut().find(|link| link.id.as_str() == "ferry");
    ferry.expect("a ferry").opened = PartialDate::parse("2020");
    let client = Client::new(package);
    let services = async |day: &str| {
        let page = client
            .json(&format!("/api/collections/services/items?as_of={day}"))
            .await;
        ids(&page)
            .into_iter()
            .filter(|(id, _)| id == "spring-2024" || id == "clinic")
            .collect::<Vec<_>>()
    };
    let row = |id: &str, exists: &str| (id.to_owned(), Value::from(exists));
    // The clinic opened some day of 2018.
    assert_eq!(services("2017-12-31").await, []);
    assert_eq!(services("2018-06-01").await, [row("clinic", "unknown")]);
    assert_eq!(services("2018-12-31").await, [row("clinic", "yes")]);
    assert_eq!(
        services("2024-05-01").await,
        [row("clinic", "yes"), row("spring-2024", "yes")]
    );
    assert_eq!(
        services("2024-06-15").await,
        [row("clinic", "yes"), row("spring-2024", "unknown")]
    );
    assert_eq!(services("2024-07-01").await, [row("clinic", "yes")]);

    // The requests were made some day of October 2020, but for two that do not say.
    let requests = async |day: &str| {
        ids(&client
            .json(&format!("/api/collections/requests/items?as_of={day}"))
            .await)
    };
    assert_eq!(
        requests("2020-09-30").await,
        [row("req-regions", "unknown"), row("req-undated", "unknown")]
    );
    assert!(
        requests("2020-10-15")
            .await
            .iter()
            .all(|(_, exists)| exists == "unknown")
    );
    let after = requests("2020-10-31").await;
    let sure = after.iter().filter(|(_, exists)| exists == "yes");
    assert_eq!((after.len(), sure.count()), (3, 1), "{after:?}");

    // What has no dates is always there; without a day nothing is left out and nothing said.
    for collection in ["communities", "regions"] {
        let path = format!("/api/collections/{collection}/items");
        let all = ids(&client.json(&path).await);
        assert_eq!(ids(&client.json(&format!("{path}?as_of=1900-01-01")).await), all);
        client
            .get(&format!("{path}?as_of=yesterday"))
            .await
            .is_problem(400, &["as_of"]);
    }
    let links = async |as_of| {
        ids(&client
            .json(&format!("/api/collections/links/items?as_of={as_of}"))
            .await)
    };
    let with = |exists: &str| ["flight", "ice", "road"].map(|id| (id.to_owned(), Value::from(exists)));
    assert_eq!(links("2019-12-31").await, with("yes"));
    let perhaps = links("2020-06-01").await;
    assert_eq!(perhaps[0], ("ferry".to_owned(), Value::from("unknown")));
    assert_eq!(perhaps[1..], with("yes"));
    assert_eq!(links("2020-12-31").await[0], ("ferry".to_owned(), Value::from("yes")));
    let all = ids(&client.json("/api/collections/services/items").await);
    assert!(
        all.len() > 5 && all.iter().all(|(_, exists)| exists.is_null()),
        "{all:?}"
    );
    let one = client
        .get("/api/collections/services/items/spring-2024?as_of=2025-01-01")
        .await;
    one.is_problem(404, &["spring-2024"]);
}
