//! Accounts beside the package, on both databases: each change is an entry, and nobody changes one unseen.

use std::convert::Infallible;

use evenreach::model::{Account, Identity, Role, Scope, Token};
use evenreach::store::{AccessChange, Accounts, Actor, Digest, OneTimeLink, Store, StoreError, Tampered, Tampering};
use jiff::Timestamp;
use jiff::civil::date;

use super::databases::{TestDatabase, both};
use super::packages::small_package;
use super::{filled, load, put};

const VERIFIER: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";

fn now() -> Timestamp {
    "2026-11-22T08:30:00Z".parse().expect("an instant")
}

fn account() -> Account {
    Account {
        id: "a1".into(),
        name: "Łutselk'e office".to_owned(),
        roles: vec![Role::Planner, Role::Government],
        government: Some("akaitcho".into()),
        added_on: date(2026, 11, 22),
        disabled_on: None,
        password_digest: None,
        identity: Some(Identity {
            issuer: "https://id.example.org".to_owned(),
            subject: "of-one".to_owned(),
        }),
    }
}

fn token() -> Token {
    Token {
        id: "t1".into(),
        account: "a1".into(),
        label: "the nightly export".to_owned(),
        prefix: "evenreach_00".to_owned(),
        digest: Digest::of(b"a token").to_string(),
        scopes: vec![Scope::Read],
        made_on: date(2026, 11, 22),
        expires_on: date(2027, 1, 22),
        last_used_on: None,
    }
}

async fn change(store: &Store, reason: &'static str, changes: Vec<AccessChange>) -> Result<(), StoreError> {
    let actor = Actor::new("registrar").expect("a name");
    let work = |_: &Accounts| Ok::<_, Infallible>(((), reason, changes));
    let done = store.change_access(&actor, now(), work).await?;
    let Ok(()) = done;
    Ok(())
}

/// The small package, an account with a password, a session, a link and a token.
pub async fn peopled(database: &TestDatabase) -> Store {
    let store = filled(database).await;
    change(&store, "account added", vec![AccessChange::Put(account())])
        .await
        .expect("added");
    let with_password = vec![
        AccessChange::SetVerifier(account(), VERIFIER.to_owned()),
        AccessChange::BeginSession(Digest::of(b"a session"), "a1".into()),
        AccessChange::AddLink(OneTimeLink {
            digest: Digest::of(b"a link"),
            account: "a1".into(),
            expires_at: now(),
        }),
    ];
    change(&store, "password set", with_password).await.expect("set");
    change(&store, "token made", vec![AccessChange::PutToken(token())])
        .await
        .expect("made");
    store
}

#[tokio::test]
async fn an_account_comes_back_as_it_was_put_and_each_change_is_one_entry() {
    for database in both().await {
        let store = peopled(&database).await;
        let accounts = store.accounts().await.expect("accounts");
        let expected = Account {
            password_digest: Some(Digest::of(VERIFIER.as_bytes()).to_string()),
            ..account()
        };
        assert_eq!(accounts.accounts, std::slice::from_ref(&expected), "{}", database.name);
        assert_eq!(accounts.tokens, [token()], "{}", database.name);
        let found = store.sign_in("łutselk'E OFFICE").await.expect("read").expect("found");
        assert_eq!(
            (found.account, found.verifier.as_deref()),
            (expected.clone(), Some(VERIFIER))
        );
        let seen = store
            .session(&Digest::of(b"a session"))
            .await
            .expect("read")
            .expect("found");
        assert_eq!((seen.account, seen.begun_at), (expected.clone(), now()));
        let found = store
            .token(&Digest::of(b"a token"))
            .await
            .expect("read")
            .expect("found");
        assert_eq!(found, (token(), expected));
        assert!(store.token(&Digest::of(b"another")).await.expect("read").is_none());

        // Six records of the package, then three changes; sessions and links leave none.
        let verified = store.verify().await.expect("whole");
        assert_eq!((verified.head.position, verified.records), (9, 8), "{}", database.name);
        store.use_token(&"t1".into(), date(2026, 12, 1)).await.expect("noted");
        assert_eq!(
            store.verify().await.expect("whole"),
            verified,
            "{}: a use is no change",
            database.name
        );
        let reasons = database
            .texts("select reason from record_key where position > 6 order by position")
            .await;
        assert_eq!(
            reasons,
            ["account added", "password set", "token made"],
            "{}",
            database.name
        );
    }
}

#[tokio::test]
async fn facts_and_accounts_leave_each_other_alone() {
    for database in both().await {
        let store = peopled(&database).await;
        let facts = store.facts_head().await.expect("a head");
        assert_eq!(facts.position, 6, "{}", database.name);
        assert_eq!(load(&store).await, small_package(), "{}", database.name);
        assert!(
            put(&store, &small_package()).await.is_empty(),
            "{}: no account is removed",
            database.name
        );
        let heads = store.heads().await.expect("heads");
        assert_eq!(
            heads.iter().map(|past| past.head).collect::<Vec<_>>(),
            [facts],
            "{}",
            database.name
        );
        let earlier = store
            .load_at(6, &super::read_definition)
            .await
            .expect("the package as it was");
        assert_eq!(earlier, small_package(), "{}", database.name);

        // What was worked out before an account changed still holds.
        let mut changed = small_package();
        changed.communities[0].name = "Rae".to_owned();
        let actor = Actor::new("registrar").expect("a name");
        let done = store.put_from(facts, &changed, &actor, "renamed", now()).await;
        assert_eq!(done.expect("not moved").head.position, 10, "{}", database.name);
        assert_eq!(
            store.accounts().await.expect("accounts").accounts.len(),
            1,
            "{}",
            database.name
        );
        store.verify().await.expect("whole");
        store.close().await;
        database.open().await.verify().await.expect("whole after opening again");
    }
}

#[tokio::test]
async fn whoever_lets_themselves_in_behind_the_back_is_noticed() {
    let of = |kind: &str, id: &str| (kind.to_owned(), id.to_owned());
    let record = |(kind, id): (String, String)| Tampered::Record { kind, id };
    let unrecorded = |(kind, id): (String, String)| Tampered::Unrecorded { kind, id };
    let cases = [
        (
            "update account set name = 'Somebody' where account_id = 'a1'",
            8,
            record(of("account", "a1")),
        ),
        (
            "update account set government_id = 'dehcho'",
            8,
            record(of("account", "a1")),
        ),
        (
            "insert into account_role (account_id, role) values ('a1', 'administrator')",
            8,
            record(of("account", "a1")),
        ),
        (
            "update account_password set verifier = 'mine'",
            8,
            record(of("account", "a1")),
        ),
        ("delete from account_password", 8, record(of("account", "a1"))),
        (
            "update account_password set verifier = 'mine'; update account set password_digest = \
             '0000000000000000000000000000000000000000000000000000000000000000'",
            8,
            record(of("account", "a1")),
        ),
        (
            "update account set oidc_subject = 'of-another'",
            8,
            record(of("account", "a1")),
        ),
        (
            "update account set oidc_issuer = 'https://evil.example'",
            8,
            record(of("account", "a1")),
        ),
        (
            "update account set oidc_issuer = null, oidc_subject = null",
            8,
            record(of("account", "a1")),
        ),
        ("update token set may_write = 1", 9, record(of("token", "t1"))),
        (
            "update token set digest = '0000000000000000000000000000000000000000000000000000000000000000'",
            9,
            record(of("token", "t1")),
        ),
        (
            "update token set expires_on = '2099-01-01'",
            9,
            record(of("token", "t1")),
        ),
        (
            "insert into account (account_id, name, name_key, added_on) values ('a2', 'x', 'x', '2026-11-22')",
            10,
            unrecorded(of("account", "a2")),
        ),
        (
            "insert into token (token_id, account_id, label, prefix, digest, may_read, may_write, made_on, expires_on) \
             select 't2', account_id, label, prefix, \
             '0000000000000000000000000000000000000000000000000000000000000000', 1, 1, made_on, expires_on from token",
            10,
            unrecorded(of("token", "t2")),
        ),
    ];
    for (sql, position, what) in cases {
        for database in both().await {
            let store = peopled(&database).await;
            database.behind_its_back(sql).await.expect(sql);
            let fault = store.verify().await.expect_err(sql);
            let StoreError::Tampered(found) = fault else {
                panic!("{}: {sql}: {fault:?}", database.name);
            };
            let expected = Tampering {
                position,
                what: what.clone(),
            };
            assert_eq!(found, expected, "{}: {sql}", database.name);
        }
    }
}

#[tokio::test]
async fn the_database_itself_refuses_what_cannot_be() {
    for database in both().await {
        let store = peopled(&database).await;
        let twin = Account {
            id: "a2".into(),
            name: "ŁUTSELK'E office".to_owned(),
            ..account()
        };
        let addressed = Account {
            id: "a2".into(),
            name: "mary@example.org".to_owned(),
            ..account()
        };
        let nobodys = Token {
            id: "t2".into(),
            account: "nobody".into(),
            digest: Digest::of(b"another").to_string(),
            ..token()
        };
        for (what, change_) in [
            ("a name twice", AccessChange::Put(twin)),
            ("an e-mail address", AccessChange::Put(addressed)),
            ("a token of nobody", AccessChange::PutToken(nobodys)),
        ] {
            let before = store.head().await.expect("a head");
            let done = change(&store, "tried", vec![change_]).await;
            assert!(done.is_err(), "{}: {what}", database.name);
            assert_eq!(store.head().await.expect("a head"), before, "{}: {what}", database.name);
        }
        store.verify().await.expect("whole");
    }
}

#[tokio::test]
async fn one_person_of_an_organisation_has_one_account() {
    for database in both().await {
        let store = peopled(&database).await;
        let identity = account().identity.expect("somebody");
        let found = store.identified(&identity).await.expect("read").expect("found");
        assert_eq!(found.id, "a1".into(), "{}", database.name);
        let elsewhere = Identity {
            issuer: "https://other.example.org".to_owned(),
            ..identity
        };
        assert!(
            store.identified(&elsewhere).await.expect("read").is_none(),
            "{}",
            database.name
        );
        let twice = Account {
            id: "a2".into(),
            name: "Another office".to_owned(),
            ..account()
        };
        let done = change(&store, "account added", vec![AccessChange::Put(twice)]).await;
        assert!(done.is_err(), "{}: the database itself refuses it", database.name);
        store.verify().await.expect("whole");
    }
}
