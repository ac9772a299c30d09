//! Accounts, tokens and one-time links, and how often somebody may try, on both databases.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, Version};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use evenreach::model::Role;
use evenreach::store::{AccessChange, Accounts, Actor};
use evenreach::workflow::{AccessRefusal, Passwords, first_administrator, sign_in};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::databases::{TestDatabase, both, sqlite};
use crate::support::people::{House, Person, occasion, pass, password};
use crate::tokens::as_token;

/// What the ledger's newest entries say, without their reasons.
async fn entries(database: &TestDatabase, after: u64) -> Vec<String> {
    let sql = format!(
        "select actor || ': ' || action || ' ' || kind || ', ' || reason from ledger join record_key \
         on record_key.position = ledger.position where ledger.position > {after} order by ledger.position"
    );
    database.texts(&sql).await
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told in its order")]
async fn an_administrator_invites_changes_and_disables() {
    for database in both().await {
        let name = database.name;
        let house = House::open(&database).await;
        let admin = house.person("Admin", &[Role::Administrator], None).await;
        let before = house.office.store().head().await.expect("a head").position;
        let wanted = json!({ "name": "Tłı̨chǫ office", "roles": ["government"], "government": "tlicho" });
        let added = house.send_as(Some(&admin), "POST", "/api/accounts", &wanted).await;
        assert_eq!(added.status, 201, "{name}: {}", added.text());
        let account = added.json();
        let link = account["link"].as_str().expect("a link");
        assert!(
            link.starts_with("https://evenreach.example/?view=account#link="),
            "{link}"
        );
        assert_eq!(account["has_password"], false);
        let claimed = house.claim(link, &password("office")).await;
        assert_eq!(claimed.status, 200, "{name}: {}", claimed.text());
        let office = Person {
            cookie: crate::support::people::cookie(&claimed),
        };
        assert_eq!(house.role_of(&office).await, "government");

        let path = format!("/api/accounts/{}", account["id"].as_str().expect("an id"));
        let roles = json!({ "roles": ["planner"] });
        let changed = house.send_as(Some(&admin), "PATCH", &path, &roles).await;
        assert_eq!(changed.status, 200, "{name}: {}", changed.text());
        assert_eq!(changed.json()["government"], Value::Null);
        assert_eq!(
            house.role_of(&office).await,
            "public",
            "{name}: signed out with their roles"
        );
        let again = house.send_as(Some(&admin), "PATCH", &path, &roles).await;
        assert_eq!(again.json(), changed.json(), "{name}: the same again");
        let office = Person {
            cookie: crate::support::people::cookie(&house.sign_in("Tłı̨chǫ office", &password("office")).await),
        };
        assert_eq!(house.role_of(&office).await, "planner", "{name}");
        let made = house
            .send_as(
                Some(&office),
                "POST",
                "/api/tokens",
                &json!({ "label": "x", "scopes": ["read"] }),
            )
            .await;
        let token = made.json()["token"].as_str().expect("a token").to_owned();
        let relinked = house
            .send_as(Some(&admin), "POST", &format!("{path}/link"), &json!({}))
            .await;
        assert_eq!(relinked.status, 201, "{name}: {}", relinked.text());
        assert_eq!(
            house.role_of(&office).await,
            "planner",
            "{name}: until the link is used"
        );

        let disabled = house
            .send_as(Some(&admin), "PATCH", &path, &json!({ "disabled": true }))
            .await;
        assert_eq!(
            disabled.json()["disabled_on"],
            "2026-03-12",
            "{name}: {}",
            disabled.text()
        );
        assert_eq!(house.role_of(&office).await, "public", "{name}");
        house
            .sign_in("Tłı̨chǫ office", &password("office"))
            .await
            .is_problem(401, &["wrong"]);
        let link = relinked.json()["link"].as_str().expect("a link").to_owned();
        house
            .claim(&link, &password("again"))
            .await
            .is_problem(410, &["new one"]);
        as_token(&house, &token, "GET", "/api/me", &Value::Null)
            .await
            .is_problem(401, &["token"]);
        let refused = house
            .send_as(Some(&admin), "POST", &format!("{path}/link"), &json!({}))
            .await;
        refused.is_problem(409, &["disabled"]);
        let opened = house
            .send_as(Some(&admin), "PATCH", &path, &json!({ "disabled": false }))
            .await;
        assert_eq!(opened.json()["disabled_on"], Value::Null, "{name}");
        assert_eq!(
            house.sign_in("Tłı̨chǫ office", &password("office")).await.status,
            200,
            "{name}"
        );
        as_token(&house, &token, "GET", "/api/me", &Value::Null)
            .await
            .is_problem(401, &["token"]);

        let expected = [
            "Admin: add account, account added",
            "Tłı̨chǫ office: change account, password set by a one-time link",
            "Admin: change account, roles changed",
            "Tłı̨chǫ office: add token, token made",
            "Admin: change account, one-time link given out",
            "Admin: change account, account disabled",
            "Admin: remove token, account disabled",
            "Admin: change account, account opened again",
        ];
        assert_eq!(entries(&database, before).await, expected, "{name}");
        house.office.store().verify().await.expect("whole");
    }
}

#[tokio::test]
async fn accounts_that_cannot_be_are_refused_with_every_fault() {
    let database = sqlite();
    let house = House::open(&database).await;
    let admin = house.person("Admin", &[Role::Administrator], None).await;
    let before = house.office.store().head().await.expect("a head");
    for (wanted, pointers) in [
        (
            json!({ "name": "mary@example.org", "roles": ["planner"] }),
            vec!["#/name"],
        ),
        (json!({ "name": " x", "roles": [] }), vec!["#/name", "#/roles"]),
        (json!({ "name": "ADMIN", "roles": ["planner"] }), vec!["#/name"]),
        (json!({ "name": "Ma\u{202e}ry", "roles": ["planner"] }), vec!["#/name"]),
        (json!({ "name": "Mary", "roles": ["public"] }), vec!["#/roles"]),
        (json!({ "name": "Mary", "roles": ["king"] }), vec!["#/roles"]),
        (json!({ "name": "Mary", "roles": ["government"] }), vec!["#/government"]),
        (
            json!({ "name": "Mary", "roles": ["government"], "government": "atlantis" }),
            vec!["#/government"],
        ),
        (
            json!({ "name": "Mary", "roles": ["planner"], "government": "tlicho" }),
            vec!["#/government"],
        ),
    ] {
        let refused = house.send_as(Some(&admin), "POST", "/api/accounts", &wanted).await;
        assert_eq!(refused.status, 422, "{wanted}: {}", refused.text());
        let problem = refused.json();
        let found: Vec<_> = problem["errors"]
            .as_array()
            .expect("errors")
            .iter()
            .map(|one| &one["pointer"])
            .collect();
        assert_eq!(found, pointers, "{wanted}");
    }
    let all = house.get_as(Some(&admin), "/api/accounts").await.json();
    let path = format!("/api/accounts/{}", all["accounts"][0]["id"].as_str().expect("an id"));
    for edit in [json!({ "disabled": true }), json!({ "roles": ["planner"] })] {
        let last = house.send_as(Some(&admin), "PATCH", &path, &edit).await;
        last.is_problem(409, &["last administrator"]);
    }
    assert_eq!(house.office.store().head().await.expect("a head"), before);
    assert_eq!(house.role_of(&admin).await, "administrator");
}

#[tokio::test]
async fn a_government_sees_who_can_act_in_its_name_and_nobody_else() {
    let database = sqlite();
    let house = House::open(&database).await;
    house.person("Admin", &[Role::Administrator], None).await;
    let tlicho = house.person("Tłı̨chǫ", &[Role::Government], Some("tlicho")).await;
    house
        .invite("Another of Tłı̨chǫ", &[Role::Government], Some("tlicho"))
        .await;
    house.invite("Dehcho", &[Role::Government], Some("dehcho")).await;
    let seen = house.get_as(Some(&tlicho), "/api/accounts").await.json();
    let mut names: Vec<_> = seen["accounts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["name"].to_string())
        .collect();
    names.sort();
    assert_eq!(names, ["\"Another of Tłı̨chǫ\"", "\"Tłı̨chǫ\""]);
}

#[tokio::test]
async fn a_government_records_its_own_words_and_reads_them_and_no_others() {
    for database in both().await {
        let name = database.name;
        let house = House::open(&database).await;
        let group = house.person("Group", &[Role::WorkingGroup], None).await;
        let tlicho = house.person("Tłı̨chǫ", &[Role::Government], Some("tlicho")).await;
        let dehcho = house.person("Dehcho", &[Role::Government], Some("dehcho")).await;
        let path = "/api/definitions/small/1/engagement";
        let said = |body: &str| json!({ "body": body, "on": "2026-03-10", "position": "object", "words": "Too far.", "shown": "nothing" });
        let own = house.send_as(Some(&tlicho), "POST", path, &said("tlicho-body")).await;
        assert_eq!(own.status, 201, "{name}: {}", own.text());
        for (who, body) in [
            (&tlicho, "council"),
            (&dehcho, "tlicho-body"),
            (&dehcho, "council"),
            (&tlicho, "none"),
        ] {
            house
                .send_as(Some(who), "POST", path, &said(body))
                .await
                .is_problem(403, &["record_engagement"]);
        }
        let council = house.send_as(Some(&group), "POST", path, &said("council")).await;
        assert_eq!(council.status, 201, "{name}: {}", council.text());
        let bodies = async |who: Option<&Person>| {
            let read = house.get_as(who, "/api/definitions/small/1").await.json();
            let said = read["engagements"].as_array().expect("a list").clone();
            said.iter()
                .map(|one| one["body"].as_str().expect("a body").to_owned())
                .collect::<Vec<_>>()
        };
        let mut all = bodies(Some(&group)).await;
        all.sort();
        assert_eq!(all, ["council", "tlicho-body"], "{name}");
        assert_eq!(bodies(Some(&tlicho)).await, ["tlicho-body"], "{name}");
        assert_eq!(bodies(Some(&dehcho)).await, [] as [&str; 0], "{name}");
        assert_eq!(bodies(None).await, [] as [&str; 0], "{name}");
        let ledger = database
            .texts("select actor from ledger where kind = 'engagement' order by position")
            .await;
        assert_eq!(ledger, ["Tłı̨chǫ", "Group"], "{name}: under whose name");
    }
}

#[tokio::test]
async fn the_same_work_is_done_for_a_name_whether_or_not_it_is_known() {
    let database = sqlite();
    let house = House::open(&database).await;
    house.person("Known", &[Role::Administrator], None).await;
    house.invite("Unclaimed", &[Role::Planner], None).await;
    let passwords = Passwords::new(NonZeroUsize::MIN, Duration::from_secs(30));
    for (at, name) in (1..).zip(["Known", "Unclaimed", "Unknown", "", "a\0b"]) {
        let done = sign_in(&house.office, &passwords, name, "a wrong password", occasion()).await;
        assert!(matches!(done, Err(AccessRefusal::Wrong)), "{name:?}");
        assert_eq!(passwords.worked(), at, "{name:?}");
    }
}

#[tokio::test]
async fn an_older_hash_is_made_anew_when_its_password_is_next_seen() {
    for database in both().await {
        let name = database.name;
        let house = House::open(&database).await;
        house.person("Mary", &[Role::Planner], None).await;
        let weaker = Params::new(8 * 1024, 1, 1, None).expect("parameters");
        let weaker = Argon2::new(Algorithm::Argon2id, Version::V0x13, weaker);
        let hash: PasswordHash = weaker
            .hash_password_with_salt(b"kettle, lamp and geese", b"0123456789abcdef")
            .expect("hashed");
        let older = hash.to_string();
        let put_back = |accounts: &Accounts| {
            let mary = accounts.named("Mary").expect("there").clone();
            Ok::<_, AccessRefusal>(((), "as it was years ago", vec![AccessChange::SetVerifier(mary, older)]))
        };
        let actor = Actor::new("test").expect("a name");
        let done = house
            .office
            .store()
            .change_access(&actor, occasion().now, put_back)
            .await;
        done.expect("a database").expect("put back");
        let before = house.office.store().head().await.expect("a head").position;

        assert_eq!(house.sign_in("Mary", "not it, and not it").await.status, 401);
        assert_eq!(
            house.office.store().head().await.expect("a head").position,
            before,
            "{name}"
        );
        assert_eq!(
            house.sign_in("Mary", "kettle, lamp and geese").await.status,
            200,
            "{name}"
        );
        let kept = database.texts("select verifier from account_password").await;
        assert!(
            kept[0].starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{name}: {kept:?}"
        );
        assert_eq!(
            entries(&database, before).await,
            ["Mary: change account, password hashed anew"],
            "{name}"
        );
        assert_eq!(
            house.sign_in("Mary", "kettle, lamp and geese").await.status,
            200,
            "{name}"
        );
        let after = house.office.store().head().await.expect("a head").position;
        assert_eq!(after, before + 1, "{name}: once");
        house.office.store().verify().await.expect("whole");
    }
}

#[tokio::test]
async fn of_many_who_hold_one_link_one_is_let_in() {
    for database in both().await {
        let house = House::open(&database).await;
        let invited = house.invite("Mary", &[Role::Planner], None).await;
        let link = invited.link.reveal();
        let claims = (0..4).map(|number| {
            let (house, word) = (&house, password(&format!("number {number}")));
            async move { house.claim(link, &word).await.status.as_u16() }
        });
        let mut statuses = futures_joined(claims.collect()).await;
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 410, 410, 410], "{}", database.name);

        let later = house.invite("John", &[Role::Planner], None).await;
        pass(SignedDuration::from_hours(24));
        house
            .claim(later.link.reveal(), &password("John"))
            .await
            .is_problem(410, &["expired"]);
    }
}

/// Waits for all of them at once.
async fn futures_joined<F: Future<Output = u16>>(futures: Vec<F>) -> Vec<u16> {
    let mut waiting: Vec<_> = futures.into_iter().map(Box::pin).collect();
    let mut done = Vec::new();
    std::future::poll_fn(|context| {
        waiting.retain_mut(|future| match future.as_mut().poll(context) {
            std::task::Poll::Ready(status) => {
                done.push(status);
                false
            }
            std::task::Poll::Pending => true,
        });
        if waiting.is_empty() {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    done
}

#[tokio::test]
async fn the_first_start_gives_out_a_link_as_long_as_nobody_can_sign_in() {
    for database in both().await {
        let name = database.name;
        let house = House::open(&database).await;
        let first = first_administrator(&house.office, occasion())
            .await
            .expect("a database");
        let first = first.expect("a link");
        let second = first_administrator(&house.office, occasion())
            .await
            .expect("a database");
        let second = second.expect("another link, since nobody has used the first");
        assert_eq!(first.account.id, second.account.id, "{name}: one account");
        house
            .claim(first.link.reveal(), &password("first"))
            .await
            .is_problem(410, &["new one"]);
        let claimed = house.claim(second.link.reveal(), &password("first")).await;
        assert_eq!(claimed.json()["roles"], json!(["administrator"]), "{name}");
        let third = first_administrator(&house.office, occasion())
            .await
            .expect("a database");
        assert!(third.is_none(), "{name}");
    }
}

/// Everything that a database holds, as text.
async fn dump(database: &TestDatabase) -> String {
    let tables = match database.name {
        "sqlite" => "select name from sqlite_master where type = 'table' and name <> '_sqlx_migrations'",
        _ => "select table_name::text from information_schema.tables where table_schema = 'public'",
    };
    let mut dump = String::new();
    for table in database.texts(tables).await {
        let rows = if database.name == "sqlite" {
            let sql = format!("select name from pragma_table_info('{table}')");
            let columns = database.texts(&sql).await;
            let columns: Vec<_> = columns
                .iter()
                .map(|one| format!("coalesce(cast({one} as text), '')"))
                .collect();
            format!("select {} from {table}", columns.join(" || ' ' || "))
        } else {
            format!("select one::text from {table} one")
        };
        for row in database.texts(&rows).await {
            dump.push_str(&row);
            dump.push('\n');
        }
    }
    dump
}

#[tokio::test]
async fn a_dump_of_the_database_opens_nothing() {
    for database in both().await {
        let name = database.name;
        let house = House::open(&database).await;
        let mary = house.person("Mary", &[Role::WorkingGroup], None).await;
        let made = house
            .send_as(
                Some(&mary),
                "POST",
                "/api/tokens",
                &json!({ "label": "x", "scopes": ["read"] }),
            )
            .await;
        let token = made.json()["token"].as_str().expect("a token").to_owned();
        let link = house.invite("John", &[Role::Planner], None).await.link;
        let dump = dump(&database).await;
        let session = mary.cookie.split_once('=').expect("a value").1.to_owned();
        for (what, secret) in [
            ("session", session.as_str()),
            ("token", token.trim_start_matches("evenreach_")),
            ("link", link.reveal()),
            ("password", password("Mary").as_str()),
        ] {
            assert!(!dump.contains(secret), "{name}: {what}");
        }
        // What stands there instead is no way in.
        let digests = database
            .texts("select digest from session union all select digest from token union all select digest from one_time_link")
            .await;
        assert_eq!(digests.len(), 3, "{name}");
        assert!(
            digests.iter().all(|digest| dump.contains(digest)),
            "{name}: the dump is whole"
        );
        for digest in digests {
            let thief = Person {
                cookie: format!("__Host-evenreach={digest}"),
            };
            assert_eq!(house.role_of(&thief).await, "public", "{name}");
            as_token(&house, &digest, "GET", "/api/me", &Value::Null)
                .await
                .is_problem(401, &["token"]);
            house
                .claim(&digest, &password("thief"))
                .await
                .is_problem(410, &["link"]);
        }
        // No hash of a password is in what history keeps.
        for table in ["record_version", "record_key", "ledger"] {
            let kept = match table {
                "record_version" => "select content from record_version where content is not null",
                "record_key" => "select reason from record_key",
                _ => "select actor || action || record_id || commitment from ledger",
            };
            let kept = database.texts(kept).await;
            assert!(kept.iter().all(|text| !text.contains("$argon2")), "{name}: {table}");
        }
    }
}

#[tokio::test]
async fn whoever_tries_too_often_is_told_when_the_next_try_is() {
    let database = sqlite();
    let house = House::open(&database).await;
    house.person("Mary", &[Role::Planner], None).await;
    let from = async |address: &str, name: &str, word: &str| {
        let mut request = Request::post("/api/session")
            .header("host", "evenreach.example")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/json")
            .body(Body::from(json!({ "name": name, "password": word }).to_string()))
            .expect("a request");
        let peer: SocketAddr = format!("{address}:40000").parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(peer));
        house.service.ask(request).await
    };
    // At home she has signed in before.
    assert_eq!(from("192.0.2.1", "Mary", &password("Mary")).await.status, 200);
    for name in ["Mary", "Nobody"] {
        for number in 0..5 {
            let wrong = from(&format!("198.51.100.{number}"), name, "a guess").await;
            wrong.is_problem(401, &["wrong"]);
        }
        let refused = from("198.51.100.9", name, "a guess").await;
        refused.is_problem(429, &["12 seconds"]);
        assert_eq!(refused.header("retry-after"), "12", "{name}");
    }
    // Even the right password, from where the guesses come.
    from("198.51.100.9", "Mary", &password("Mary"))
        .await
        .is_problem(429, &["12 seconds"]);
    assert_eq!(
        from("192.0.2.1", "Mary", &password("Mary")).await.status,
        200,
        "nobody locks her out at home"
    );
    pass(SignedDuration::from_secs(12));
    assert_eq!(from("198.51.100.9", "Mary", &password("Mary")).await.status, 200);
}
