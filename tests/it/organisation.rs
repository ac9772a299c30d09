//! Signing in by the word of an organisation: who is let in, and everything that lets nobody in.

use std::sync::Arc;

use axum::http::StatusCode;
use evenreach::model::Role;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::databases::{both, sqlite};
use crate::support::hall::{Hall, cookies, leads_to, session};
use crate::support::people::{House, now, pass, password};
use crate::support::provider::{AnyProvider, Brought, SECRET, Says, Signed};
use crate::support::schema::faults;

#[tokio::test]
async fn whom_an_account_is_linked_to_gets_a_session_like_any_other_and_no_role_but_its_own() {
    for database in both().await {
        let name = database.name;
        let hall = Hall::open(&database).await;
        hall.link("Mary", &[Role::Planner], "of-mary").await;
        let shown = hall.shown("").await;
        assert_eq!(shown, json!({ "label": "Example account", "subject": null }), "{name}");
        let document = hall.house.service.json("/api/openapi.json").await;
        let schema = json!({ "$ref": "#/components/schemas/Organisation" });
        assert_eq!(faults(&document, &schema, &shown), [] as [String; 0]);
        let before = hall.house.office.store().head().await.expect("a head");

        let way = hall.go().await;
        assert!(way.cookie.starts_with("__Host-evenreach-trip="), "{}", way.cookie);
        // A session that somebody else put into the browser before is not the one that they get.
        let put_before = format!("__Host-evenreach={}; {}", "0".repeat(64), way.cookie);
        let reply = hall.come(&put_before, &way.brought.path()).await;
        leads_to(&reply, "in", name);
        let [given, taken] = cookies(&reply).try_into().expect("two cookies");
        assert!(given.ends_with("; Path=/; HttpOnly; Secure; SameSite=Lax"), "{given}");
        assert!(!given.contains(&"0".repeat(64)), "{given}");
        assert!(
            taken.starts_with("__Host-evenreach-trip=;") && taken.ends_with("Max-Age=0"),
            "{taken}"
        );

        let mary = session(&reply).expect("a session");
        let me = hall.house.get_as(Some(&mary), "/api/me").await.json();
        assert_eq!(me["roles"], json!(["planner"]), "{name}: whatever the provider claims");
        assert_eq!(me["name"], "Mary");
        let after = hall.house.office.store().head().await.expect("a head");
        assert_eq!(after, before, "{name}: sessions leave no entry");
        pass(SignedDuration::from_mins(31));
        assert_eq!(hall.house.role_of(&mary).await, "public", "{name}: unused");
        // Whoever sets out is sent to a provider that answers; on the way back it is asked for nothing more than its word.
        assert_eq!(hall.provider.asked(), ["description", "keys", "token"], "{name}");
    }
}

#[tokio::test]
async fn a_word_that_is_not_wholly_right_lets_nobody_in() {
    let database = sqlite();
    let hall = Hall::open(&database).await;
    hall.link("Mary", &[Role::Administrator], "of-mary").await;
    let seconds = now().as_second();
    let claims = [
        ("another sign-in's nonce", json!({ "nonce": "0".repeat(64) })),
        ("no nonce", json!({ "nonce": null })),
        ("another issuer", json!({ "iss": "https://id.example.org" })),
        ("no issuer", json!({ "iss": null })),
        ("another audience", json!({ "aud": "another-client" })),
        (
            "one audience too many",
            json!({ "aud": ["evenreach-tests", "another-client"] }),
        ),
        ("no audience", json!({ "aud": null })),
        ("made for another client", json!({ "azp": "another-client" })),
        ("expired", json!({ "exp": seconds - 1, "iat": seconds - 600 })),
        ("without an end", json!({ "exp": null })),
        ("nobody's", json!({ "sub": null })),
        ("an empty subject", json!({ "sub": "" })),
        ("a subject that is none", json!({ "sub": "of-mary\u{0}" })),
        ("a subject that is no text", json!({ "sub": ["of-mary"] })),
    ];
    let mut tries: Vec<(&str, Says)> = Vec::new();
    for (why, claims) in claims {
        let says = Says {
            claims,
            ..Says::default()
        };
        tries.push((why, says));
    }
    for (why, signed) in [
        ("signed with another key", Signed::ByAnother),
        ("signed with a key that is not the provider's", Signed::ByAnUnknownKey),
        ("signed with the client's secret", Signed::WithTheSecret),
        ("not signed", Signed::NotAtAll),
    ] {
        let says = Says {
            signed,
            ..Says::default()
        };
        tries.push((why, says));
    }
    for (why, instead) in [
        ("no word", json!({ "access_token": "x", "token_type": "Bearer" })),
        ("no answer that is one", json!(["x"])),
    ] {
        let says = Says {
            instead: Some(instead),
            ..Says::default()
        };
        tries.push((why, says));
    }
    for (why, says) in tries {
        let way = hall.go().await;
        hall.provider.say(says);
        leads_to(&hall.return_of(&way).await, "refused", why);
        assert_eq!(hall.shown(&way.cookie).await["subject"], Value::Null, "{why}");
        // As it should be, she is let in.
        hall.provider.say(Says::default());
        leads_to(&hall.return_of(&hall.go().await).await, "in", why);
    }
    let sent_by_another = hall.go().await;
    let path = format!("{}&iss=https%3A%2F%2Fid.example.org", sent_by_another.brought.path());
    let asked = hall.provider.asked().len();
    leads_to(
        &hall.come(&sent_by_another.cookie, &path).await,
        "refused",
        "sent by another",
    );
    assert_eq!(hall.provider.asked().len(), asked, "and the code goes nowhere");
}

#[tokio::test]
async fn a_browser_comes_back_once_and_only_where_it_set_out() {
    for database in both().await {
        let name = database.name;
        let hall = Hall::open(&database).await;
        hall.link("Mary", &[Role::Planner], "of-mary").await;
        let (way, other) = (hall.go().await, hall.go().await);
        let path = way.brought.path();
        let with_state = |state: &str| {
            format!(
                "/api/session/organisation/return?code={}&state={state}",
                way.brought.code
            )
        };
        for (why, cookie, path) in [
            ("without having set out", "", path.clone()),
            (
                "in another browser that set out too",
                other.cookie.as_str(),
                path.clone(),
            ),
            (
                "with a cookie that nobody was given",
                "__Host-evenreach-trip=x",
                path.clone(),
            ),
            (
                "with another's state",
                way.cookie.as_str(),
                with_state(&other.brought.state),
            ),
            (
                "without a state",
                way.cookie.as_str(),
                format!("/api/session/organisation/return?code={}", way.brought.code),
            ),
            (
                "with nothing",
                way.cookie.as_str(),
                "/api/session/organisation/return".to_owned(),
            ),
            (
                "refused, by whoever made the address",
                way.cookie.as_str(),
                "/api/session/organisation/return?error=access_denied&state=x".to_owned(),
            ),
        ] {
            let reply = hall.come(cookie, &path).await;
            leads_to(&reply, "lost", &format!("{name}: {why}"));
            assert_eq!(cookies(&reply), [] as [String; 0], "{name}: {why}: nobody else ends it");
        }
        let twice = hall.come(&way.cookie, &format!("{path}&state=x")).await;
        twice.is_problem(400, &["state", "twice"]);
        assert!(
            !hall.provider.asked().contains(&"token"),
            "{name}: no code was given away"
        );

        leads_to(&hall.return_of(&way).await, "in", name);
        leads_to(&hall.return_of(&way).await, "lost", &format!("{name}: a second time"));
        let way = hall.go().await;
        let (one, two) = tokio::join!(hall.return_of(&way), hall.return_of(&way));
        let let_in = [&one, &two].into_iter().filter(|reply| session(reply).is_some());
        assert_eq!(let_in.count(), 1, "{name}: at the same time");
        // The code of one sign-in in the browser of another: the provider wants the verifier that goes with it.
        let theirs = Brought {
            code: hall.go().await.brought.code,
            state: other.brought.state.clone(),
        };
        leads_to(
            &hall.come(&other.cookie, &theirs.path()).await,
            "refused",
            &format!("{name}: another's code"),
        );

        let declined = hall.go().await;
        let state = &declined.brought.state;
        let path = format!("/api/session/organisation/return?error=access_denied&error_description=No&state={state}");
        leads_to(&hall.come(&declined.cookie, &path).await, "declined", name);
        let late = hall.go().await;
        pass(SignedDuration::from_mins(10));
        leads_to(&hall.return_of(&late).await, "lost", &format!("{name}: too late"));
        // Who set out and never came back is forgotten when the next one sets out.
        hall.go().await;
        let kept = database.texts("select digest from sign_in_trip").await;
        assert_eq!(kept.len(), 1, "{name}");
        let secret = late.cookie.split_once('=').expect("a pair").1;
        assert!(!database.keeps(secret), "{name}: a copy of the database opens nothing");
    }
}

#[tokio::test]
async fn whoever_has_no_account_is_told_their_subject_and_gets_nothing() {
    for database in both().await {
        let name = database.name;
        let hall = Hall::open(&database).await;
        let admin = hall.house.person("Admin", &[Role::Administrator], None).await;
        hall.link("Mary", &[Role::WorkingGroup], "of-another").await;
        let sessions = database.texts("select digest from session").await;
        let way = hall.go().await;
        let reply = hall.return_of(&way).await;
        leads_to(&reply, "unlinked", name);
        // To that browser alone: what stands in the address says nothing that somebody else could have put there.
        assert_eq!(hall.shown(&way.cookie).await["subject"], "of-mary", "{name}");
        assert_eq!(hall.shown("").await["subject"], Value::Null, "{name}");
        assert_eq!(
            hall.shown(&hall.go().await.cookie).await["subject"],
            Value::Null,
            "{name}"
        );
        assert_eq!(database.texts("select digest from session").await, sessions, "{name}");

        // An administrator links her account; then she is let in.
        let accounts = hall.house.get_as(Some(&admin), "/api/accounts").await.json();
        let mary = accounts["accounts"]
            .as_array()
            .expect("a list")
            .iter()
            .find(|one| one["name"] == "Mary");
        let mary = mary.expect("there");
        assert_eq!(
            (&mary["oidc_subject"], &mary["has_password"]),
            (&json!("of-another"), &json!(false))
        );
        let path = format!("/api/accounts/{}", mary["id"].as_str().expect("an id"));
        let linked = json!({ "oidc_subject": "of-mary" });
        let changed = hall.house.send_as(Some(&admin), "PATCH", &path, &linked).await;
        assert_eq!(changed.status, 200, "{name}: {}", changed.text());
        let reply = hall.return_of(&hall.go().await).await;
        leads_to(&reply, "in", name);
        let session = session(&reply).expect("a session");
        assert_eq!(hall.house.role_of(&session).await, "working_group", "{name}");

        // Disabled, she gets nothing either, and her session has ended.
        let disabled = json!({ "disabled": true });
        let changed = hall.house.send_as(Some(&admin), "PATCH", &path, &disabled).await;
        assert_eq!(changed.status, 200, "{name}: {}", changed.text());
        assert_eq!(hall.house.role_of(&session).await, "public", "{name}");
        leads_to(&hall.return_of(&hall.go().await).await, "unlinked", name);
        pass(SignedDuration::from_mins(10));
        assert_eq!(
            hall.shown(&way.cookie).await["subject"],
            Value::Null,
            "{name}: not for ever"
        );
    }
}

#[tokio::test]
async fn who_signs_in_to_an_account_is_an_administrators_to_say_and_the_record_holds_it() {
    for database in both().await {
        let name = database.name;
        let hall = Hall::open(&database).await;
        let admin = hall.house.person("Admin", &[Role::Administrator], None).await;
        let before = hall.house.office.store().head().await.expect("a head").position;
        let as_admin =
            async |method: &str, path: &str, body: Value| hall.house.send_as(Some(&admin), method, path, &body).await;
        let wanted = json!({ "name": "Mary", "roles": ["planner"], "oidc_subject": "of-mary" });
        let added = as_admin("POST", "/api/accounts", wanted).await;
        assert_eq!(added.status, 201, "{name}: {}", added.text());
        let account = added.json();
        assert_eq!(
            (&account["link"], &account["link_expires_at"]),
            (&Value::Null, &Value::Null),
            "{name}"
        );
        assert_eq!(account["oidc_issuer"], hall.provider.issuer(), "{name}");
        let path = format!("/api/accounts/{}", account["id"].as_str().expect("an id"));
        for subject in ["of-mary", "", "a\nb"] {
            let wanted = json!({ "name": "John", "roles": ["planner"], "oidc_subject": subject });
            let refused = as_admin("POST", "/api/accounts", wanted).await;
            assert_eq!(refused.status, 422, "{name}: {}", refused.text());
            assert_eq!(
                refused.json()["errors"][0]["pointer"],
                "#/oidc_subject",
                "{name}: {subject:?}"
            );
        }
        let mary = session(&hall.return_of(&hall.go().await).await).expect("a session");
        let unlinked = as_admin("PATCH", &path, json!({ "oidc_subject": null })).await;
        assert_eq!(
            unlinked.json()["oidc_subject"],
            Value::Null,
            "{name}: {}",
            unlinked.text()
        );
        assert_eq!(hall.house.role_of(&mary).await, "public", "{name}: signed out with it");
        leads_to(&hall.return_of(&hall.go().await).await, "unlinked", name);
        let roles = as_admin("PATCH", &path, json!({ "roles": ["working_group"] })).await;
        assert_eq!(
            roles.json()["oidc_subject"],
            Value::Null,
            "{name}: what is left out stays"
        );
        as_admin("PATCH", &path, json!({ "oidc_subject": "of-mary" })).await;
        leads_to(&hall.return_of(&hall.go().await).await, "in", name);

        let reasons = format!("select reason from record_key where position > {before} order by position");
        let expected = [
            "account added, for an organisation's sign-in",
            "organisation's sign-in unlinked",
            "roles changed",
            "organisation's sign-in linked",
        ];
        assert_eq!(database.texts(&reasons).await, expected, "{name}");
        let store = hall.house.office.store();
        store.verify().await.expect("whole");
        // Whoever holds the disk takes the account over, and is noticed.
        let sql = "update account set oidc_subject = 'of-eve' where oidc_subject = 'of-mary'";
        database.behind_its_back(sql).await.expect("done");
        let fault = format!("{:?}", store.verify().await.expect_err("noticed"));
        assert!(fault.contains("account"), "{name}: {fault}");
    }
}

#[tokio::test]
async fn nobody_links_anything_where_no_organisation_is_believed() {
    let database = sqlite();
    let house = House::open(&database).await;
    let admin = house.person("Admin", &[Role::Administrator], None).await;
    let wanted = json!({ "name": "Mary", "roles": ["planner"], "oidc_subject": "of-mary" });
    let refused = house.send_as(Some(&admin), "POST", "/api/accounts", &wanted).await;
    assert_eq!(
        refused.json()["errors"][0]["pointer"],
        "#/oidc_subject",
        "{}",
        refused.text()
    );
    let shown = house.get_as(None, "/api/session/organisation").await.json();
    assert_eq!(shown, json!({ "label": null, "subject": null }));
    let path = "/api/session/organisation";
    house
        .send("POST", path, &json!({}))
        .await
        .is_problem(404, &["organisation"]);
    let back = house
        .get_as(None, "/api/session/organisation/return?code=x&state=y")
        .await;
    back.is_problem(404, &["organisation"]);
}

#[tokio::test]
async fn a_provider_that_is_away_or_leads_elsewhere_is_told_so_and_passwords_go_on() {
    let database = sqlite();
    let hall = Hall::open(&database).await;
    hall.house.person("Mary", &[Role::Planner], None).await;
    let elsewhere = AnyProvider::open().await;
    let raw = |status: u16, text: &str| Says {
        raw_description: Some((StatusCode::from_u16(status).expect("a status"), text.to_owned())),
        description: json!({ "location": format!("{}/.well-known/openid-configuration", elsewhere.issuer()) }),
        ..Says::default()
    };
    let names = |field: &str, place: &str| Says {
        description: json!({ field: format!("{}{place}", elsewhere.issuer()) }),
        ..Says::default()
    };
    let too_much = format!("{{\"issuer\":\"{}\"}}", "x".repeat(1024 * 1024));
    for (why, says) in [
        ("fails", raw(500, "{}")),
        ("sends the service elsewhere", raw(302, "")),
        ("says nothing", raw(200, "")),
        ("says too much", raw(200, &too_much)),
        ("is another issuer", names("issuer", "")),
        ("has its keys elsewhere", names("jwks_uri", "/keys")),
        ("has its page elsewhere", names("authorization_endpoint", "/authorize")),
    ] {
        hall.provider.say(says);
        let reply = hall.ask().await;
        reply.is_problem(503, &["organisation", "passwords"]);
        assert_eq!(cookies(&reply), [] as [String; 0], "{why}");
        assert!(!reply.text().contains("127.0.0.1"), "{why}: {}", reply.text());
    }
    assert_eq!(
        elsewhere.asked(),
        [] as [&str; 0],
        "nobody was asked whom the settings do not name"
    );
    // The token endpoint is met later, when somebody comes back.
    hall.provider.say(names("token_endpoint", "/token"));
    let way = hall.go().await;
    leads_to(&hall.return_of(&way).await, "away", "has its token endpoint elsewhere");
    assert_eq!(elsewhere.asked(), [] as [&str; 0]);
    let entered = hall.house.sign_in("Mary", &password("Mary")).await;
    assert_eq!(entered.status, 200, "{}", entered.text());
}

#[tokio::test]
async fn new_keys_of_the_provider_are_asked_for_when_they_are_met() {
    let database = sqlite();
    let hall = Hall::open(&database).await;
    hall.link("Mary", &[Role::Planner], "of-mary").await;
    let way = hall.go().await;
    // While she is on her way.
    hall.provider.show_keys(&[1, 2]);
    hall.provider.say(Says {
        signed: Signed::ByANewKey,
        ..Says::default()
    });
    leads_to(&hall.return_of(&way).await, "in", "with a new key");
    let asked = ["description", "keys", "token", "description", "keys"];
    assert_eq!(hall.provider.asked(), asked, "once more, and no code twice");
    hall.provider.show_keys(&[2]);
    hall.provider.say(Says::default());
    leads_to(
        &hall.return_of(&hall.go().await).await,
        "refused",
        "with a key that was taken back",
    );
}

#[tokio::test]
async fn a_provider_that_says_who_it_is_has_to_say_so_every_time() {
    let database = sqlite();
    let hall = Hall::open(&database).await;
    hall.link("Mary", &[Role::Planner], "of-mary").await;
    hall.provider.say(Says {
        description: json!({ "authorization_response_iss_parameter_supported": true }),
        ..Says::default()
    });
    leads_to(&hall.return_of(&hall.go().await).await, "refused", "without");
    let way = hall.go().await;
    let issuer = hall.provider.issuer().replace(':', "%3A").replace('/', "%2F");
    let path = format!("{}&iss={issuer}", way.brought.path());
    leads_to(&hall.come(&way.cookie, &path).await, "in", "with its own");
}

#[tokio::test]
async fn whoever_sets_out_over_and_over_is_slowed_down() {
    let database = sqlite();
    let hall = Hall::open(&database).await;
    let set_out = async || {
        let path = "/api/session/organisation";
        hall.house.send("POST", path, &json!({})).await
    };
    for _ in 0..20 {
        assert_eq!(set_out().await.status, 200);
    }
    let refused = set_out().await;
    refused.is_problem(429, &["3 seconds"]);
    assert_eq!(refused.header("retry-after"), "3");
    // A row for each that was let through, and none for the other.
    assert_eq!(database.texts("select digest from sign_in_trip").await.len(), 20);
    let now = now();
    let store = hall.house.office.store();
    let digest = evenreach::store::Digest::of(b"one more");
    let until = now + SignedDuration::from_mins(10);
    assert!(
        !store.begin_trip(&digest, (now, until), 20).await.expect("asked"),
        "no more than there is room for"
    );
    assert!(
        store.begin_trip(&digest, (until, until), 20).await.expect("asked"),
        "those before have expired"
    );
}

#[tokio::test]
async fn the_page_is_found_again_in_its_language_and_nothing_shows_the_secret() {
    let database = sqlite();
    let hall = Hall::open(&database).await;
    hall.link("Mary", &[Role::Planner], "of-mary").await;
    let path = "/api/session/organisation";
    let reply = hall.house.send("POST", path, &json!({ "lang": "fr" })).await;
    let location = reply.json()["location"].as_str().expect("where to").to_owned();
    assert!(
        !location.contains("canary") && !reply.text().contains(SECRET),
        "{location}"
    );
    let cookie = cookies(&reply)[0].clone();
    assert!(
        cookie.ends_with("; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=600"),
        "{cookie}"
    );
    let brought = hall.provider.sign_in(&location);
    let back = hall
        .come(cookie.split(';').next().expect("a pair"), &brought.path())
        .await;
    assert_eq!(back.header("location"), "/?view=account&lang=fr#organisation=in");
    let configured: Arc<_> = hall.provider.as_configured();
    assert_eq!(configured.label(), "Example account");
}
