//! `SQLite`: embedded, durable, one writer.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection as _, Row as _, SqliteConnection, SqlitePool};

use super::connection::{Database, Session};
use super::outage::Outage;
use super::{StoreError, Tables, migrations};

/// From 3.7.0 to 3.51.2 a WAL database can be corrupted when one connection writes while another checkpoints.
const FLOOR: (u32, u32, u32) = (3, 51, 3);
const FLOOR_TEXT: &str = "3.51.3";

/// How long a connection waits for another process that writes.
const BUSY: Duration = Duration::from_secs(5);

/// How long to wait for a connection that others of this process use.
const WAIT: Duration = Duration::from_secs(10);

/// The same where it is enough to know that somebody else is there.
const PATIENCE: Duration = Duration::from_secs(1);

const READERS: u32 = 4;

/// What each connection has to run with: the pragma that asks, what it is called, and its answer.
const SETTINGS: [(&str, &str, &str); 6] = [
    ("pragma synchronous", "synchronous", "2"),
    ("pragma foreign_keys", "foreign_keys", "1"),
    ("pragma secure_delete", "secure_delete", "1"),
    ("pragma trusted_schema", "trusted_schema", "0"),
    ("pragma busy_timeout", "busy_timeout", "5000"),
    ("pragma recursive_triggers", "recursive_triggers", "1"),
];

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Writer,
    Reader,
    /// A database in memory belongs to one connection, which does both and has no file to journal or map.
    Memory,
}

/// What to do where there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Absent {
    Make,
    Refuse,
}

/// Opens a database by its URL.
pub(super) async fn open(url: &str, absent: Absent, tables: Tables) -> Result<Database, StoreError> {
    let memory = is_memory(url);
    open_with(parse(url)?, memory, absent, tables).await
}

/// Opens a database that is there as a file, and brings its tables to this version.
pub(super) async fn open_file(file: &Path) -> Result<Database, StoreError> {
    let options = SqliteConnectOptions::new().filename(file);
    open_with(options, false, Absent::Refuse, Tables::BroughtToThisVersion).await
}

/// The file that a URL names; none for a database in memory.
pub(super) fn file_of(url: &str) -> Result<Option<PathBuf>, StoreError> {
    let options = parse(url)?;
    Ok((!is_memory(url)).then(|| options.get_filename().to_path_buf()))
}

fn parse(url: &str) -> Result<SqliteConnectOptions, StoreError> {
    SqliteConnectOptions::from_str(url).map_err(|source| StoreError::Url(Some(source)))
}

fn is_memory(url: &str) -> bool {
    url == "sqlite::memory:" || url == "sqlite://:memory:"
}

async fn open_with(
    options: SqliteConnectOptions,
    memory: bool,
    absent: Absent,
    tables: Tables,
) -> Result<Database, StoreError> {
    let role = if memory { Role::Memory } else { Role::Writer };
    let name = if memory {
        "in memory".to_owned()
    } else {
        options.get_filename().display().to_string()
    };
    let failed = |source| StoreError::Open {
        database: name.clone(),
        source,
    };

    if !memory {
        // A pool only says that it timed out where a setting is refused; one connection says which.
        let first = configured(&options, role).create_if_missing(absent == Absent::Make);
        let mut first = first.connect().await.map_err(failed)?;
        check(&mut first, role).await?;
        settle(&mut first).await.map_err(failed)?;
        first.close().await.map_err(failed)?;
    }
    let writer = pool(&options, role).await.map_err(failed)?;
    if tables == Tables::BroughtToThisVersion {
        migrations::sqlite(&writer).await?;
    }
    let readers = if memory {
        writer.clone()
    } else {
        pool(&options, Role::Reader).await.map_err(failed)?
    };
    Ok(Database::Sqlite { writer, readers })
}

/// A new database that nobody else sees before it is whole, with the tables of this version and nothing in them. Nothing
/// is flushed on the way: what is interrupted is thrown away.
pub(super) async fn scratch(file: &Path) -> Result<Database, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Memory)
        .synchronous(SqliteSynchronous::Off)
        .foreign_keys(true)
        .pragma("trusted_schema", "off")
        .pragma("recursive_triggers", "on");
    let writer = only_connection(options, file).await?;
    migrations::sqlite(&writer).await?;
    let readers = writer.clone();
    Ok(Database::Sqlite { writer, readers })
}

/// Takes a database that is about to be replaced for itself, with its log written into it: until the transaction ends
/// nobody else opens it. An error of [`is_in_use`] is that somebody has it open.
pub(super) async fn hold(file: &Path) -> Result<(Database, Session), StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(false)
        // Leaving the log takes the file for oneself.
        .journal_mode(SqliteJournalMode::Delete)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(PATIENCE)
        .pragma("trusted_schema", "off");
    let writer = only_connection(options, file).await?;
    let session = writer.begin_with("begin exclusive").await;
    let session = session.map(Session::of_sqlite).map_err(StoreError::Begin)?;
    let readers = writer.clone();
    Ok((Database::Sqlite { writer, readers }, session))
}

/// Whether an error is that somebody else has the database open.
pub(super) fn is_in_use(fault: &StoreError) -> bool {
    const SQLITE_BUSY: i32 = 5;
    let (StoreError::Open { source, .. } | StoreError::Begin(source)) = fault else {
        return false;
    };
    let code = source
        .as_database_error()
        .and_then(|fault| fault.code()?.parse::<i32>().ok());
    // The lower byte of an extended code is the primary one.
    code.is_some_and(|code| code & 0xff == SQLITE_BUSY)
}

/// A pool of one connection that was opened before, because a pool only says that it timed out.
async fn only_connection(options: SqliteConnectOptions, file: &Path) -> Result<SqlitePool, StoreError> {
    let failed = |source| StoreError::Open {
        database: file.display().to_string(),
        source,
    };
    let first = options.connect().await.map_err(failed)?;
    first.close().await.map_err(failed)?;
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None);
    pool.connect_with(options).await.map_err(failed)
}

async fn pool(options: &SqliteConnectOptions, role: Role) -> Result<SqlitePool, sqlx::Error> {
    SqlitePoolOptions::new()
        .max_connections(if role == Role::Reader { READERS } else { 1 })
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(WAIT)
        .before_acquire(move |connection, _| {
            // A full disk ends a transaction by itself. The driver does not hear of it and would begin no other one on this
            // connection: it makes room for another connection.
            let is_free = role == Role::Memory || !connection.is_in_transaction();
            Box::pin(async move { Ok(is_free) })
        })
        .after_connect(move |connection, _| {
            Box::pin(async move {
                let checked = check(connection, role).await;
                checked.map_err(|fault| sqlx::Error::Configuration(Box::new(fault)))
            })
        })
        .connect_with(configured(options, role))
        .await
}

fn configured(options: &SqliteConnectOptions, role: Role) -> SqliteConnectOptions {
    options
        .clone()
        .create_if_missing(role != Role::Reader)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("secure_delete", "on")
        .pragma("trusted_schema", "off")
        .pragma("mmap_size", "0")
        // So that `insert or replace` cannot remove a ledger entry without its trigger.
        .pragma("recursive_triggers", "on")
        .pragma("query_only", if role == Role::Reader { "on" } else { "off" })
}

/// Reads back what the connection runs with: a pragma that is not understood is passed over in silence.
async fn check(connection: &mut SqliteConnection, role: Role) -> Result<(), StoreError> {
    let version = ask(connection, "select sqlite_version()").await?;
    if read_version(&version).is_none_or(|version| version < FLOOR) {
        return Err(StoreError::OldSqlite {
            found: version,
            expected: FLOOR_TEXT,
        });
    }
    let query_only = if role == Role::Reader { "1" } else { "0" };
    let mut expected = SETTINGS.to_vec();
    expected.push(("pragma query_only", "query_only", query_only));
    if role != Role::Memory {
        expected.push(("pragma journal_mode", "journal_mode", "wal"));
        expected.push(("pragma mmap_size", "mmap_size", "0"));
    }
    for (pragma, setting, expected) in expected {
        let found = ask(connection, pragma).await?;
        if found != expected {
            return Err(StoreError::Setting {
                setting,
                found,
                expected,
            });
        }
    }
    Ok(())
}

/// Writes what the log holds into the database. Where a disk has failed, what the system reads back from the log may be in
/// memory alone; written anew it is on the disk, or nothing is served from it. What stays in the log for want of room, or
/// because somebody else reads, is no fault.
async fn settle(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    match sqlx::query("pragma wal_checkpoint(passive)").execute(connection).await {
        Err(fault) if Outage::of(&fault) == Some(Outage::Failing) => Err(fault),
        _ => Ok(()),
    }
}

async fn ask(connection: &mut SqliteConnection, question: &'static str) -> Result<String, StoreError> {
    let failed = |source| StoreError::Open {
        database: question.to_owned(),
        source,
    };
    let row = sqlx::query(question).fetch_one(connection).await.map_err(failed)?;
    // Some pragmas answer with a number, some with a word.
    row.try_get_unchecked(0).map_err(failed)
}

fn read_version(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split('.').map(str::parse);
    let mut part = || parts.next()?.ok();
    Some((part()?, part()?, part()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_connection_that_could_lose_a_commit_is_refused_by_the_name_of_the_setting() {
        let folder = tempfile::tempdir().expect("a folder");
        let options = SqliteConnectOptions::new().filename(folder.path().join("a.db"));
        let refused: [(&str, SqliteConnectOptions); 4] = [
            (
                "synchronous",
                configured(&options, Role::Writer).synchronous(SqliteSynchronous::Normal),
            ),
            ("foreign_keys", configured(&options, Role::Writer).foreign_keys(false)),
            (
                "secure_delete",
                configured(&options, Role::Writer).pragma("secure_delete", "off"),
            ),
            ("query_only", configured(&options, Role::Reader).create_if_missing(true)),
        ];
        for (name, options) in refused {
            let mut connection = options.connect().await.expect("a connection");
            let fault = check(&mut connection, Role::Writer).await.expect_err(name);
            assert!(
                matches!(fault, StoreError::Setting { setting, .. } if setting == name),
                "{fault}"
            );
        }
        let mut connection = configured(&options, Role::Writer)
            .connect()
            .await
            .expect("a connection");
        check(&mut connection, Role::Writer)
            .await
            .expect("every setting as it should be");
        let mut connection = configured(&options, Role::Reader)
            .connect()
            .await
            .expect("a connection");
        check(&mut connection, Role::Reader)
            .await
            .expect("every setting as it should be");
    }

    /// Whatever ends a restoring right after the new database stands there: no log of the old one stands beside it.
    #[tokio::test]
    async fn a_database_that_is_held_has_its_log_written_into_it_and_none_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, log) = (folder.path().join("a.db"), folder.path().join("a.db-wal"));
        let url = format!("sqlite://{}", file.display());
        let database = open(&url, Absent::Make, Tables::BroughtToThisVersion)
            .await
            .expect("a database");
        // As if the power were cut: the files as they are while it runs.
        let (main, left) = (std::fs::read(&file).expect("read"), std::fs::read(&log).expect("a log"));
        assert!(!left.is_empty());
        database.close().await;
        std::fs::write(&file, main).expect("written");
        std::fs::write(&log, left).expect("written");
        let (held, mut session) = hold(&file).await.expect("nobody else has it");
        assert!(!log.exists());
        let rows = session.rows(
            "select count(*) from ledger",
            &[],
            &[crate::store::cell::CellType::Whole],
        );
        rows.await.expect("what the log held is there");
        drop(session);
        held.close().await;
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(read_version("3.51.3").is_some_and(|version| version >= FLOOR));
        assert!(read_version("3.52.0").is_some_and(|version| version >= FLOOR));
        assert!(read_version("3.9.10").is_some_and(|version| version < FLOOR));
        assert_eq!(read_version("trunk"), None);
    }
}
