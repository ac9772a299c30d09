//! Somebody else holds the database: another server that hangs, a command, a program that makes a copy.

use evenreach::workflow::Outage;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, Executor};

use super::{is_not_ready, is_ready, number, passes, wanted};
use crate::databases::{TestDatabase, postgres, sqlite};
use crate::requests::Town;

#[tokio::test]
async fn whoever_finds_a_file_held_is_told_to_come_again() {
    let database = sqlite();
    let town = Town::open(&database).await;
    let mut other = SqliteConnection::connect(&database.url).await.expect("a connection");
    other.execute("begin immediate").await.expect("it is free");
    is_held_until(&town, &database, async {
        other.execute("rollback").await.expect("it is let go");
    })
    .await;
}

#[tokio::test]
async fn whoever_finds_the_turn_of_writers_held_is_told_to_come_again() {
    let database = postgres().await;
    let town = Town::open(&database).await;
    let mut other = PgConnection::connect(&database.url).await.expect("a connection");
    let held = other.execute("select pg_advisory_lock(7236281905521)").await;
    held.expect("it is free");
    is_held_until(&town, &database, async {
        other.close().await.expect("it is let go");
    })
    .await;
}

async fn is_held_until(town: &Town, database: &TestDatabase, let_go: impl Future<Output = ()>) {
    let head = town.house.office.store().head().await.expect("a head");
    is_ready(town).await;
    let refused = town.submit(&town.owner, "k1", &wanted(1)).await;
    passes(&refused, &["nothing was changed", "later"]);
    is_not_ready(town, Outage::Held).await;
    assert_eq!(number(town).await, 0, "{}: reads go on", database.name);
    let store = town.house.office.store();
    assert_eq!(store.head().await.expect("a head"), head, "{}", database.name);
    let_go.await;
    store.try_writing().await.expect("it is free");
    is_ready(town).await;
    let submitted = town.submit(&town.owner, "k1", &wanted(1)).await;
    assert_eq!(submitted.status, 201, "{}: {}", database.name, submitted.text());
    assert_eq!(number(town).await, 1, "{}", database.name);
}
