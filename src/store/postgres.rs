//! `PostgreSQL`: the larger store, shared by any number of servers.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection as _, PgConnection, Row as _};

use super::connection::Database;
use super::{StoreError, Tables, migrations};

const CONNECTIONS: u32 = 8;

/// How long to wait for a connection before saying that there is none.
const WAIT: Duration = Duration::from_secs(10);

const ASK: &str = "select current_setting('fsync'), current_setting('full_page_writes'),
    current_setting('synchronous_commit'), current_setting('server_encoding')";

/// Opens a database that exists.
pub(super) async fn open(url: &str, tables: Tables) -> Result<Database, StoreError> {
    let options = parse(url)?;
    let name = match options.get_database() {
        Some(database) => format!("{database} on {}", options.get_host()),
        None => format!("on {}", options.get_host()),
    };
    let failed = |source| StoreError::Open {
        database: name.clone(),
        source,
    };

    // A pool only says that it timed out where a setting is refused; one connection says which.
    let mut first = options.connect().await.map_err(failed)?;
    check(&mut first).await?;
    first.close().await.map_err(failed)?;

    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(WAIT)
        .after_connect(|connection, _| {
            Box::pin(async move {
                let checked = check(connection).await;
                checked.map_err(|fault| sqlx::Error::Configuration(Box::new(fault)))
            })
        })
        .connect_with(options)
        .await
        .map_err(failed)?;
    if tables == Tables::BroughtToThisVersion {
        migrations::postgres(&pool).await?;
    }
    Ok(Database::Postgres(pool))
}

/// The name of the database that a URL names; none where the server has to know.
pub(super) fn name_of(url: &str) -> Result<Option<String>, StoreError> {
    Ok(parse(url)?.get_database().map(str::to_owned))
}

fn parse(url: &str) -> Result<PgConnectOptions, StoreError> {
    PgConnectOptions::from_str(url).map_err(|source| StoreError::Url(Some(source)))
}

/// Refuses a server that would acknowledge what it has not written, or that would take names for bytes.
async fn check(connection: &mut PgConnection) -> Result<(), StoreError> {
    let failed = |source| StoreError::Open {
        database: "settings".to_owned(),
        source,
    };
    let row = sqlx::query(ASK).fetch_one(connection).await.map_err(failed)?;
    let found = |at: usize| row.try_get::<String, _>(at).map_err(failed);
    for (at, setting) in ["fsync", "full_page_writes", "synchronous_commit"]
        .into_iter()
        .enumerate()
    {
        // `synchronous_commit` has several words for yes, and one for no.
        let found = found(at)?;
        if found == "off" {
            return Err(StoreError::Setting {
                setting,
                found,
                expected: "on",
            });
        }
    }
    let encoding = found(3)?;
    if encoding == "UTF8" {
        Ok(())
    } else {
        Err(StoreError::Setting {
            setting: "server_encoding",
            found: encoding,
            expected: "UTF8",
        })
    }
}
