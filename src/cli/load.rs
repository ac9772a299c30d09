//! `evenreach load`: puts a package into the database.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::facts::{read_folder, runtime};
use super::table::say;
use crate::store::{Actor, Store};

/// Where the embedded database is unless somewhere else is named.
pub const DEFAULT_DATABASE: &str = "sqlite://evenreach.db";

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    /// Folder of the package
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Database: `sqlite://FILE` or `postgres://…`
    #[arg(long, value_name = "URL", env = "EVENREACH_DATABASE_URL", hide_env_values = true, default_value = DEFAULT_DATABASE)]
    database: String,
    /// Why, for the record of changes
    #[arg(long, default_value = "package loaded")]
    reason: String,
}

/// Checks the package, then makes the database hold it, all or nothing.
pub fn run(words: &Words) -> Result<(), Failure> {
    let package = read_folder(&words.folder)?;
    runtime()?.block_on(async {
        let store = Store::open(&words.database).await.map_err(Failure::input)?;
        let changes = store
            .put(&package, &loader(), &words.reason, jiff::Timestamp::now())
            .await
            .map_err(Failure::input)?;
        store.close().await;
        say(&format!("{changes}\n"))
    })
}

/// Who loads packages in the record of changes.
pub fn loader() -> Actor {
    Actor::new("evenreach load").expect("a name of letters")
}
