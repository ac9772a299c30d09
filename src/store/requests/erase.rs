//! Erasing what a withdrawn request or correction said: its words and the secrets that open them, everywhere that they are left.

use std::time::Duration;

use sqlx::{ConnectOptions as _, Connection as _};

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

/// How long older transactions are waited for on `PostgreSQL`, in pauses as above.
const OLDER_ATTEMPTS: u32 = 250;

const NEXT_TRANSACTION: &str = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint";
/// Whether no transaction is left that began before that one: in this database or, since each counts what runs anywhere on
/// the server, in another.
const OLDER_ARE_OVER: &str = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint >= $1 and not exists (
    select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and age(backend_xmin) > age(($1 % 4294967296)::text::xid)
)";

/// Takes the words of every version so far, with their secrets.
pub(in crate::store) async fn words(session: &mut Session, kind: Kind, id: &str) -> Result<(), StoreError> {
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
    pub(in crate::store) async fn erase_what_is_left(&self) {
        let done = match &self.database {
            Database::Sqlite { writer, .. } => cut_log(writer).await,
            Database::Postgres(pool) => rewrite(pool).await,
        };
        match done {
            Ok(true) => {}
            Ok(false) => tracing::warn!("erased secrets are still in a file of the database: others were reading"),
            Err(fault) => {
                self.condition.fails_to_commit(&fault);
                tracing::warn!(%fault, "erased secrets are still in a file of the database");
            }
        }
    }
}

/// Writes `SQLite`'s log into the database, where erased rows are overwritten, and cuts it. Whether it could.
async fn cut_log(writer: &sqlx::SqlitePool) -> Result<bool, sqlx::Error> {
    // A connection of its own, with less patience: as long as this waits for those who read, nobody writes, and a backup
    // may read for long.
    let mut connection = writer.connect_options().connect().await?;
    sqlx::query("pragma busy_timeout = 20").execute(&mut connection).await?;
    let mut is_cut = false;
    for attempt in 0..ATTEMPTS {
        if attempt > 0 {
            tokio::time::sleep(PAUSE).await;
        }
        let (busy, _, _): (i64, i64, i64) = sqlx::query_as("pragma wal_checkpoint(truncate)")
            .fetch_one(&mut connection)
            .await?;
        is_cut = busy == 0;
        if is_cut {
            break;
        }
    }
    connection.close().await?;
    Ok(is_cut)
}

/// Writes `PostgreSQL`'s table of secrets anew, without what was erased. Whether nobody could still see that: then it
/// would have been written over with the rest.
async fn rewrite(pool: &sqlx::PgPool) -> Result<bool, sqlx::Error> {
    // As above: whoever wants to write waits behind it.
    let mut connection = pool.connect_options().connect().await?;
    sqlx::query("set lock_timeout = '5s'").execute(&mut connection).await?;
    let next: i64 = sqlx::query_scalar(NEXT_TRANSACTION).fetch_one(&mut connection).await?;
    let mut are_over = false;
    for attempt in 0..OLDER_ATTEMPTS {
        if attempt > 0 {
            tokio::time::sleep(PAUSE).await;
        }
        are_over = sqlx::query_scalar(OLDER_ARE_OVER)
            .bind(next)
            .fetch_one(&mut connection)
            .await?;
        if are_over {
            break;
        }
    }
    sqlx::query("vacuum full record_key").execute(&mut connection).await?;
    connection.close().await?;
    Ok(are_over)
}
