//! Fresh databases for a test: one of each kind, gone with the test.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use evenreach::store::Store;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use tempfile::TempDir;

/// A database that nothing else uses.
pub struct TestDatabase {
    /// `sqlite` or `postgres`: what a failing test says it failed on.
    pub name: &'static str,
    /// What [`Store::open`] takes.
    pub url: String,
    kept: Kept,
}

/// Where it is kept, and so what has to go with it.
enum Kept {
    Sqlite { folder: TempDir },
    Postgres { administration: String, database: String },
}

/// One fresh database of each kind.
pub async fn both() -> Vec<TestDatabase> {
    vec![sqlite(), postgres().await]
}

/// A fresh `SQLite` file.
pub fn sqlite() -> TestDatabase {
    let folder = tempfile::tempdir().expect("a temporary folder");
    TestDatabase {
        name: "sqlite",
        url: format!("sqlite://{}", folder.path().join("evenreach.db").display()),
        kept: Kept::Sqlite { folder },
    }
}

/// A fresh database on the server that the tests were given. A missing server is a failure and not a pass.
pub async fn postgres() -> TestDatabase {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let administration = std::env::var("EVENREACH_TEST_POSTGRES")
        .expect("these tests need a PostgreSQL server: run `make test`, or `scripts/test-postgres cargo test`");
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    let database = format!("evenreach_test_{}_{number}", std::process::id());
    let mut server = PgConnection::connect(&administration)
        .await
        .expect("the server of EVENREACH_TEST_POSTGRES");
    run(&mut server, &format!("create database {database}")).await;
    let (address, query) = administration.split_once('?').unwrap_or((&administration, ""));
    let (server, _) = address.rsplit_once('/').expect("a URL with a database");
    TestDatabase {
        name: "postgres",
        url: format!("{server}/{database}?{query}"),
        kept: Kept::Postgres {
            administration,
            database,
        },
    }
}

impl TestDatabase {
    /// Opens it.
    pub async fn open(&self) -> Store {
        Store::open(&self.url)
            .await
            .unwrap_or_else(|fault| panic!("{}: {fault:?}", self.name))
    }

    /// Runs statements behind the store's back, as somebody would who holds the disk. References are not checked.
    pub async fn behind_its_back(&self, sql: &str) -> Result<(), sqlx::Error> {
        match self.kept {
            Kept::Sqlite { .. } => {
                let options: SqliteConnectOptions = self.url.parse()?;
                let mut connection = options.foreign_keys(false).connect().await?;
                let done = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await;
                connection.close().await?;
                done.map(|_| ())
            }
            Kept::Postgres { .. } => {
                let mut connection = PgConnection::connect(&self.url).await?;
                let done = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await;
                connection.close().await?;
                done.map(|_| ())
            }
        }
    }

    /// The folder in which the database's files are; the server's, where one keeps it.
    fn folder(&self) -> PathBuf {
        match &self.kept {
            Kept::Sqlite { folder } => folder.path().to_path_buf(),
            Kept::Postgres { administration, .. } => {
                // The server of the tests listens in the folder that has its data.
                let (_, folder) = administration.split_once("host=").expect("a server with a socket");
                Path::new(folder).join("data")
            }
        }
    }

    /// Has the server write what it holds in memory to its files.
    pub async fn settle(&self) {
        if let Kept::Postgres { .. } = self.kept {
            let done = self.behind_its_back("checkpoint").await;
            done.expect("a checkpoint");
        }
    }

    /// Whether a text of ASCII stands in the files of the database; of a server's, not in its log, which is kept for a
    /// while and in which nothing is ever written over.
    pub fn keeps(&self, text: &str) -> bool {
        fn search(path: &Path, text: &str) -> bool {
            if path.ends_with("pg_wal") {
                return false;
            }
            if path.is_dir() {
                let entries = std::fs::read_dir(path).expect("a folder").flatten();
                return entries.into_iter().any(|entry| search(&entry.path(), text));
            }
            // Files come and go while a server runs.
            let bytes = std::fs::read(path).unwrap_or_default();
            String::from_utf8_lossy(&bytes).contains(text)
        }
        search(&self.folder(), text)
    }

    /// Asks for a list of texts behind the store's back.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql);
        let found = match self.kept {
            Kept::Sqlite { .. } => {
                let mut connection = SqliteConnection::connect(&self.url).await.expect("a connection");
                sqlx::query_scalar(sql).fetch_all(&mut connection).await
            }
            Kept::Postgres { .. } => {
                let mut connection = PgConnection::connect(&self.url).await.expect("a connection");
                sqlx::query_scalar(sql).fetch_all(&mut connection).await
            }
        };
        found.unwrap_or_else(|fault| panic!("{}: {fault}", self.name))
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Kept::Postgres {
            administration,
            database,
        } = &self.kept
        else {
            return;
        };
        let (administration, database) = (administration.clone(), database.clone());
        // A test may end inside a runtime, which cannot be blocked: another thread has its own.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let mut server = PgConnection::connect(&administration).await.expect("the server");
                run(&mut server, &format!("drop database {database} with (force)")).await;
            });
        });
        let gone = dropped.join();
        // A second panic would hide the first.
        assert!(
            gone.is_ok() || std::thread::panicking(),
            "the test's database is still there"
        );
    }
}

async fn run(server: &mut PgConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(server)
        .await
        .unwrap_or_else(|fault| panic!("{sql}: {fault}"));
}
