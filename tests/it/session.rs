//! Signing in and out, on both databases.

use std::io::Write;
use std::sync::{Arc, Mutex};

use evenreach::model::Role;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::databases::both;
use crate::support::people::{House, Person, cookie, pass, password};
use crate::support::schema::faults;

#[tokio::test]
async fn somebody_sets_a_password_with_a_link_signs_in_and_signs_out() {
    for database in both().await {
        let name = database.name;
        let house = House::open(&database).await;
        let invited = house.invite("Mary B.", &[Role::WorkingGroup], None).await;
        let link = invited.link.reveal();

        // Nothing is a password before one was set.
        house.sign_in("Mary B.", "").await.is_problem(401, &["wrong"]);
        let weak = house.claim(link, "Evenreach-2026").await;
        weak.is_problem(422, &["password"]);
        assert_eq!(weak.json()["errors"][0]["pointer"], "#/password", "{name}");
        // The link still holds, and the whole address does as well.
        let address = format!("https://evenreach.example/?view=account#link={link}");
        let claimed = house.claim(&address, &password("Mary B.")).await;
        assert_eq!(claimed.status, 200, "{name}: {}", claimed.text());
        house
            .claim(link, &password("other"))
            .await
            .is_problem(410, &["new one"]);

        let given = claimed.header("set-cookie").to_owned();
        let (cookie_pair, attributes) = given.split_once(';').expect("attributes");
        assert!(
            cookie_pair.starts_with("__Host-evenreach=") && cookie_pair.len() == 17 + 64,
            "{given}"
        );
        assert_eq!(attributes, " Path=/; HttpOnly; Secure; SameSite=Lax");

        // However the name is typed.
        let entered = house.sign_in("MARY b.", &password("Mary B.")).await;
        assert_eq!(entered.status, 200, "{name}: {}", entered.text());
        let me = entered.json();
        assert_eq!(me["name"], "Mary B.", "as it was given");
        assert_eq!(me["roles"], json!(["working_group"]));
        let mary = Person {
            cookie: cookie(&entered),
        };
        assert_ne!(cookie_pair, mary.cookie, "{name}: each session is its own");
        let seen = house.get_as(Some(&mary), "/api/me").await;
        assert_eq!(seen.json(), me, "{name}");
        assert_eq!(seen.header("cache-control"), "private, no-store");
        assert_eq!(seen.header("vary"), "cookie, authorization, accept-encoding");

        let out = house.send_as(Some(&mary), "DELETE", "/api/session", &Value::Null).await;
        assert_eq!((out.status.as_u16(), out.body.len()), (204, 0), "{name}");
        assert!(out.header("set-cookie").contains("=; ") && out.header("set-cookie").ends_with("Max-Age=0"));
        assert_eq!(house.role_of(&mary).await, "public", "{name}: ended on the server");
        let again = house.send_as(Some(&mary), "DELETE", "/api/session", &Value::Null).await;
        assert_eq!(again.status, 204, "{name}: the same again");
        // The other session goes on.
        let other = Person {
            cookie: cookie_pair.to_owned(),
        };
        assert_eq!(house.role_of(&other).await, "working_group", "{name}");
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_are_answered_alike() {
    for database in both().await {
        let house = House::open(&database).await;
        house.person("Known", &[Role::Planner], None).await;
        house.invite("Unclaimed", &[Role::Planner], None).await;
        let wrong = house.sign_in("Known", "a wrong password").await;
        wrong.is_problem(401, &["name or the password is wrong"]);
        for (name, word) in [
            ("Unknown", "a wrong password"),
            ("Unclaimed", ""),
            ("Unclaimed", "a wrong password"),
            ("a\0b", "x"),
            ("", ""),
        ] {
            let other = house.sign_in(name, word).await;
            assert_eq!(
                (other.status, &other.headers, &other.body),
                (wrong.status, &wrong.headers, &wrong.body),
                "{}: {name:?}",
                database.name
            );
        }
    }
}

#[tokio::test]
async fn a_session_ends_when_it_lies_unused_and_when_it_is_old() {
    for database in both().await {
        let house = House::open(&database).await;
        let mary = house.person("Mary", &[Role::Planner], None).await;
        pass(SignedDuration::from_mins(29));
        assert_eq!(house.role_of(&mary).await, "planner", "{}", database.name);
        pass(SignedDuration::from_mins(29));
        assert_eq!(
            house.role_of(&mary).await,
            "planner",
            "{}: used meanwhile",
            database.name
        );
        pass(SignedDuration::from_mins(30));
        assert_eq!(house.role_of(&mary).await, "public", "{}: unused", database.name);

        let entered = house.sign_in("Mary", &password("Mary")).await;
        let mary = Person {
            cookie: cookie(&entered),
        };
        for _ in 0..35 {
            pass(SignedDuration::from_mins(20));
            assert_eq!(house.role_of(&mary).await, "planner", "{}", database.name);
        }
        pass(SignedDuration::from_mins(20));
        assert_eq!(
            house.role_of(&mary).await,
            "public",
            "{}: twelve hours old",
            database.name
        );
        // What has passed is swept out when somebody comes.
        house.sign_in("Mary", &password("Mary")).await;
        assert_eq!(
            database.texts("select digest from session").await.len(),
            1,
            "{}",
            database.name
        );
    }
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    for database in both().await {
        let name = database.name;
        let house = House::open(&database).await;
        let here = house.person("Mary", &[Role::Planner], None).await;
        let there = Person {
            cookie: cookie(&house.sign_in("Mary", &password("Mary")).await),
        };
        let change = async |present: &str, wanted: &str| {
            let words = json!({ "password": present, "new_password": wanted });
            house
                .send_as(Some(&here), "POST", "/api/session/password", &words)
                .await
        };
        let wrong = change("not it", &password("new")).await;
        wrong.is_problem(422, &["present password"]);
        assert_eq!(wrong.json()["errors"][0]["pointer"], "#/password");
        let weak = change(&password("Mary"), "marymarymary1").await;
        weak.is_problem(422, &["new_password"]);
        assert_eq!(weak.json()["errors"][0]["pointer"], "#/new_password");
        assert_eq!(
            house.role_of(&there).await,
            "planner",
            "{name}: nothing has changed yet"
        );
        let changed = change(&password("Mary"), &password("new")).await;
        assert_eq!(changed.status, 200, "{name}: {}", changed.text());
        assert_eq!(house.role_of(&here).await, "planner", "{name}");
        assert_eq!(house.role_of(&there).await, "public", "{name}");
        assert_eq!(house.sign_in("Mary", &password("Mary")).await.status, 401, "{name}");
        assert_eq!(house.sign_in("Mary", &password("new")).await.status, 200, "{name}");
        let nobody = house.send("POST", "/api/session/password", &json!({})).await;
        nobody.is_problem(401, &["keep_own_account"]);
    }
}

#[tokio::test]
async fn on_the_machine_itself_without_tls_the_cookie_is_one_that_every_browser_takes() {
    let database = crate::databases::sqlite();
    let house = House::open_as(&database, |config| config.is_plain = true).await;
    let mary = house.person("Mary", &[Role::Planner], None).await;
    assert!(mary.cookie.starts_with("evenreach-here="), "{}", mary.cookie);
    let given = house
        .sign_in("Mary", &password("Mary"))
        .await
        .header("set-cookie")
        .to_owned();
    assert!(given.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{given}");
    assert_eq!(house.role_of(&mary).await, "planner");
    let other = Person {
        cookie: mary.cookie.replace("evenreach-here", "__Host-evenreach"),
    };
    assert_eq!(house.role_of(&other).await, "public");
}

#[tokio::test]
async fn everyone_is_told_who_they_are_as_the_document_says() {
    let database = crate::databases::sqlite();
    let house = House::open(&database).await;
    let document = house.service.json("/api/openapi.json").await;
    let schema = json!({ "$ref": "#/components/schemas/Me" });
    let both = [Role::Government, Role::WorkingGroup];
    let mary = house.person("Mary", &both, Some("tlicho")).await;
    for (person, expected) in [
        (
            None,
            json!({ "name": "", "role": "public", "roles": [], "government": null, "may": [] }),
        ),
        (
            Some(&mary),
            json!({ "name": "Mary", "role": "working_group", "roles": ["working_group", "government"],
                "government": "tlicho",
                "may": ["propose_definition", "record_engagement", "move_definition", "keep_own_account", "submit_request",
                    "correct_request", "correct_record", "restrict_request", "withdraw_request", "answer_request",
                    "keep_scenario", "record_decision"] }),
        ),
    ] {
        let me = house.get_as(person, "/api/me").await.json();
        assert_eq!(me, expected);
        assert_eq!(faults(&document, &schema, &me), [] as [String; 0]);
    }
}

#[tokio::test]
async fn present_passwords_and_links_are_guessed_no_faster_than_passwords() {
    let database = crate::databases::sqlite();
    let house = House::open(&database).await;
    let mary = house.person("Mary", &[Role::Planner], None).await;
    let change = async |present: &str| {
        let words = json!({ "password": present, "new_password": password("new") });
        house
            .send_as(Some(&mary), "POST", "/api/session/password", &words)
            .await
    };
    for _ in 0..5 {
        change("a guess").await.is_problem(422, &["present password"]);
    }
    for present in ["a guess", &password("Mary")] {
        let refused = change(present).await;
        refused.is_problem(429, &["12 seconds"]);
        assert_eq!(refused.header("retry-after"), "12");
    }
    pass(SignedDuration::from_secs(12));
    assert_eq!(change(&password("Mary")).await.status, 200);

    // Of a link, and of all links from one address.
    pass(SignedDuration::from_mins(1));
    let ben = house.invite("Ben", &[Role::Planner], None).await;
    for _ in 0..5 {
        house
            .claim("a guess", &password("x"))
            .await
            .is_problem(410, &["new one"]);
    }
    house
        .claim("a guess", &password("x"))
        .await
        .is_problem(429, &["12 seconds"]);
    for number in 5..20 {
        let guess = format!("guess {number}");
        house.claim(&guess, &password("x")).await.is_problem(410, &["new one"]);
    }
    let refused = house.claim(ben.link.reveal(), &password("Ben")).await;
    refused.is_problem(429, &["3 seconds"]);
    pass(SignedDuration::from_secs(3));
    assert_eq!(house.claim(ben.link.reveal(), &password("Ben")).await.status, 200);
    // A password that cannot be taken is no guess at a link.
    let carla = house.invite("Carla", &[Role::Planner], None).await;
    pass(SignedDuration::from_mins(1));
    for _ in 0..30 {
        house
            .claim(carla.link.reveal(), "short")
            .await
            .is_problem(422, &["password"]);
    }
    assert_eq!(house.claim(carla.link.reveal(), &password("Carla")).await.status, 200);
}

/// What is logged on this thread, kept for a test.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn refusals_are_logged_without_a_name_or_a_secret() {
    let database = crate::databases::sqlite();
    let house = House::open(&database).await;
    let mary = house.person("Mary Canary", &[Role::Planner], None).await;
    let log = Log::default();
    let writer = log.clone();
    // Where one listener is all there is, tracing asks the thread that first comes to an event whether anybody listens:
    // one of another test would answer no for all.
    let nobody = tracing_subscriber::fmt().with_writer(std::io::sink).finish();
    let _second = tracing::Dispatch::new(nobody);
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let listening = tracing::subscriber::set_default(subscriber);
    house
        .sign_in("Mary Canary", "wrong-password-canary")
        .await
        .is_problem(401, &[]);
    house
        .sign_in("unknown-canary", "wrong-password-canary")
        .await
        .is_problem(401, &[]);
    for _ in 0..5 {
        house.sign_in("unknown-canary", "wrong-password-canary").await;
    }
    house
        .claim("link-canary", &password("canary"))
        .await
        .is_problem(410, &[]);
    let refused = house
        .send_as(Some(&mary), "POST", "/api/definitions", &json!({ "text": "" }))
        .await;
    refused.is_problem(403, &["propose_definition"]);
    let bearer = [("authorization", "Bearer token-canary")];
    house.service.get_with("/api/me", &bearer).await.is_problem(401, &[]);
    drop(listening);

    let told = String::from_utf8(log.0.lock().expect("no panic").clone()).expect("UTF-8");
    for event in [
        "sign_in_refused",
        "sign_in_throttled",
        "link_refused",
        "token_refused",
        "permission_refused",
    ] {
        assert!(told.contains(&format!("event=\"{event}\"")), "{event}: {told}");
    }
    let id = database.texts("select account_id from account").await.remove(0);
    assert!(told.contains(&id), "who asked, by an id that says nothing: {told}");
    let cookie = mary.cookie.split_once('=').expect("a value").1;
    for canary in ["canary", "Canary", "kettle", cookie] {
        assert!(!told.contains(canary), "{canary}: {told}");
    }
}
