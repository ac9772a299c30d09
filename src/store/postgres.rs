//! `PostgreSQL`: the larger store, shared by any number of servers.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection as _, PgConnection, Row as _};

use super::connection::Database;
use super::{StoreError, migrations};

const CONNECTIONS: u32 = 8;

/// How long to wait for a connection before saying that there is none.
const WAIT: Duration = Duration::from_secs(10);

const ASK: &str = "select current_setting('fsync'), current_setting('full_page_writes'),
    current_setting('synchronous_commit'), current_setting('server_encoding')";

/// Opens a database that exists, and brings its tables to this version.
pub(super) async fn open(url: &str) -> Result<Database, StoreError> {
    let options = PgConnectOptions::from_str(url).map_err(|source| StoreError::Url(Some(source)))?;
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
    migrations::postgres(&pool).await?;
    Ok(Database::Postgres(pool))
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
