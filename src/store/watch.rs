//! Word that the facts have changed, from whichever server changed them.

use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::watch;

use super::StoreError;
use super::connection::{CHANNEL, Database};
use super::ledger::{self, LedgerHead};

/// How often `SQLite`, which tells nobody, is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// How often `PostgreSQL` is looked at beside what it tells: a notification can be lost with its connection.
const LOOK_ANYWAY: Duration = Duration::from_secs(10);

/// Follows the ledger until every receiver is gone or the database is closed. The first value is where it stands now.
pub(super) async fn follow(database: Database) -> Result<watch::Receiver<LedgerHead>, StoreError> {
    // Listening begins before the first look, so that no change falls between them.
    let listener = match &database {
        Database::Sqlite { .. } => None,
        Database::Postgres(pool) => listen(pool).await,
    };
    let (sender, receiver) = watch::channel(look(&database).await?);
    tokio::spawn(keep_looking(database, listener, sender));
    Ok(receiver)
}

async fn look(database: &Database) -> Result<LedgerHead, StoreError> {
    ledger::facts_head(&mut database.read().await?).await
}

async fn keep_looking(database: Database, mut listener: Option<PgListener>, sender: watch::Sender<LedgerHead>) {
    loop {
        tokio::select! {
            () = sender.closed() => return,
            () = next_sign(&database, &mut listener) => {}
        }
        if is_closed(&database) {
            return;
        }
        match look(&database).await {
            Ok(head) => {
                sender.send_if_modified(|known| std::mem::replace(known, head) != head);
            }
            Err(fault) => tracing::warn!(fault = &fault as &dyn std::error::Error, "cannot look at the ledger"),
        }
    }
}

/// Returns when it is time to look.
async fn next_sign(database: &Database, listener: &mut Option<PgListener>) {
    match database {
        Database::Sqlite { .. } => tokio::time::sleep(LOOK).await,
        Database::Postgres(pool) => {
            if listener.is_none() {
                *listener = listen(pool).await;
            }
            let Some(open) = listener else {
                tokio::time::sleep(LOOK_ANYWAY).await;
                return;
            };
            // An `Ok(None)` says that the connection was lost and remade: look, for a word may have been missed.
            let heard = tokio::time::timeout(LOOK_ANYWAY, open.try_recv()).await;
            if let Ok(Err(fault)) = heard {
                tracing::warn!(%fault, "cannot listen to the ledger; looking every {LOOK_ANYWAY:?} instead");
                *listener = None;
                tokio::time::sleep(LOOK).await;
            }
        }
    }
}

async fn listen(pool: &PgPool) -> Option<PgListener> {
    let mut listener = PgListener::connect_with(pool).await.ok()?;
    listener.listen(CHANNEL).await.ok()?;
    Some(listener)
}

fn is_closed(database: &Database) -> bool {
    match database {
        Database::Sqlite { readers, .. } => readers.is_closed(),
        Database::Postgres(pool) => pool.is_closed(),
    }
}
