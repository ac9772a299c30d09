//! Erasing what a withdrawn request or correction said: its words and the secrets that open them, everywhere that they are left.

use std::time::Duration;

use crate::store::cell::Cell;
use crate::store::connection::{Database, Session};
use crate::store::record::Kind;
use crate::store::{Store, StoreError};

/// One change for each table: history lets a version's words go only together with their key.
const WORDS: &str = "update record_version set content = null where position in (
    select position from ledger where kind = $1 and record_id = $2
)";
const SECRETS: &str = "delete from record_key where position in (
    select position from ledger where kind = $1 and record_id = $2
)";

/// How often, and how long after one another, the log is asked to be cut: whoever reads at that moment holds it.
const ATTEMPTS: u32 = 50;
const PAUSE: Duration = Duration::from_millis(20);

/// Takes the words of every version so far, with their secrets.
pub(super) async fn words(session: &mut Session, kind: Kind, id: &str) -> Result<(), StoreError> {
    let record = [Cell::text(kind.as_str()), Cell::text(id)];
    for (table, sql) in [("record_version", WORDS), ("record_key", SECRETS)] {
        let done = session.execute(sql, &record).await;
        done.map_err(|source| StoreError::write(table, source))?;
    }
    Ok(())
}

impl Store {
    /// Takes away what a database leaves of erased rows: `SQLite`'s log still has them, and `PostgreSQL`'s tables. The
    /// secrets alone have to go for that: sealed words without theirs are noise. What cannot be taken away now is taken
    /// away by the next withdrawal; that is worth a line in the log and no failure of what has been done.
    pub(super) async fn erase_what_is_left(&self) {
        let done = match &self.database {
            Database::Sqlite { writer, .. } => cut_log(writer).await,
            Database::Postgres(pool) => {
                let rewritten = sqlx::query("vacuum full record_key").execute(pool).await;
                rewritten.map(|_| true)
            }
        };
        match done {
            Ok(true) => {}
            Ok(false) => tracing::warn!("erased secrets are still in the log of the database: others were reading"),
            Err(fault) => {
                self.condition.fails_to_commit(&fault);
                tracing::warn!(%fault, "erased secrets are still in a file of the database");
            }
        }
    }
}

/// Writes `SQLite`'s log into the database, where erased rows are overwritten, and cuts it. Whether it could.
async fn cut_log(writer: &sqlx::SqlitePool) -> Result<bool, sqlx::Error> {
    for _ in 0..ATTEMPTS {
        let (busy, _, _): (i64, i64, i64) = sqlx::query_as("pragma wal_checkpoint(truncate)")
            .fetch_one(writer)
            .await?;
        if busy == 0 {
            return Ok(true);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(false)
}
