use super::super::access::{AccessChange, Accounts};
use super::super::change::Actor;
use super::super::connection::Database;
use super::*;
use crate::model::{Account, Role};

/// An account that fills some pages.
fn account(number: usize) -> Account {
    Account {
        id: format!("{number:032x}").into(),
        name: format!("{number} {}", "x".repeat(40_000)),
        roles: vec![Role::Planner],
        government: None,
        added_on: jiff::civil::date(2026, 3, 12),
        disabled_on: None,
        password_digest: None,
        identity: None,
    }
}

async fn add(store: &Store, number: usize) -> Result<(), StoreError> {
    let actor = Actor::new("somebody").expect("a name");
    let now = jiff::Timestamp::UNIX_EPOCH;
    let work = |_: &Accounts| Ok::<_, ()>(((), "account added", vec![AccessChange::Put(account(number))]));
    let done = store.change_access(&actor, now, work).await?;
    done.expect("nobody refuses");
    Ok(())
}

/// As if the disk had no room for another page; and as if it had again.
async fn limit(store: &Store, sql: &'static str) {
    let Database::Sqlite { writer, .. } = &store.database else {
        panic!("this is about SQLite");
    };
    sqlx::query(sql).execute(writer).await.expect("a limit");
}

/// No fewer pages than there are can be asked for.
const FULL: &str = "pragma max_page_count = 1";
const ROOM: &str = "pragma max_page_count = 1000000";

#[tokio::test]
async fn a_full_disk_leaves_everything_as_it_was_and_is_over_when_there_is_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("a.db").display());
    let store = Store::open(&url).await.expect("a database");
    add(&store, 1).await.expect("there is room");
    let before = store.head().await.expect("a head");
    for number in 2..5 {
        limit(&store, FULL).await;
        let fault = add(&store, number).await.expect_err("the disk is full");
        assert_eq!(fault.outage(), Some(Outage::Full), "{fault:?}");
        assert!(fault.is_for_now() && !fault.leaves_open(), "{fault:?}");
        assert_eq!(store.outage(), Some(Outage::Full));
        assert_eq!(store.head().await.expect("reads go on"), before);
        assert_eq!(store.verify().await.expect("whole").head, before);
        assert_eq!(store.accounts().await.expect("reads go on").accounts.len(), 1);
    }
    limit(&store, ROOM).await;
    add(&store, 5).await.expect("there is room again");
    assert_eq!(store.outage(), None);
    assert_eq!(store.accounts().await.expect("read").accounts.len(), 2);
    store.verify().await.expect("whole");
}

#[tokio::test]
async fn whether_there_is_room_again_is_found_out_without_a_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("a.db").display());
    let store = Store::open(&url).await.expect("a database");
    store.try_writing().await.expect("there is room");
    limit(&store, FULL).await;
    add(&store, 1).await.expect_err("the disk is full");
    assert_eq!(store.outage(), Some(Outage::Full));
    limit(&store, ROOM).await;
    store.try_writing().await.expect("there is room again");
    assert_eq!(store.outage(), None);
    assert_eq!(
        store.head().await.expect("a head").position,
        0,
        "nothing was changed by it"
    );
}

#[tokio::test]
async fn whoever_has_stopped_writes_no_more() {
    let store = Store::open("sqlite::memory:").await.expect("a database");
    add(&store, 1).await.expect("it works");
    store.condition.fails(Some(Outage::Stopped));
    store.stopped().await;
    for number in 2..4 {
        let fault = add(&store, number).await.expect_err("it has stopped");
        assert!(matches!(fault, StoreError::Stopped) && fault.is_for_now(), "{fault:?}");
    }
    assert!(store.try_writing().await.is_err());
    store.condition.works();
    assert_eq!(store.outage(), Some(Outage::Stopped), "for good");
    assert_eq!(store.accounts().await.expect("reads go on").accounts.len(), 1);
}

#[test]
fn what_a_server_says_is_told_apart_from_what_it_refuses() {
    for (state, expected) in [
        ("53100", Some(Outage::Full)),
        ("58030", Some(Outage::Failing)),
        ("55P03", Some(Outage::Held)),
        ("25006", Some(Outage::ReadOnly)),
        ("57P01", Some(Outage::Away)),
        ("08006", Some(Outage::Away)),
        ("23505", None),
        ("42P01", None),
    ] {
        assert_eq!(Outage::of_postgres(state), expected, "{state}");
    }
    assert_eq!(Outage::of(&sqlx::Error::PoolTimedOut), Some(Outage::Away));
    assert_eq!(Outage::of(&sqlx::Error::RowNotFound), None);
    let cut = sqlx::Error::Io(std::io::ErrorKind::UnexpectedEof.into());
    assert_eq!(Outage::of(&cut), Some(Outage::Away));
    assert!(leaves_open(&cut), "the answer to a commit may have been on its way");
}
