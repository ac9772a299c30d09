//! `evenreach verify`: is the record of changes whole, and does every record match its last entry?

use clap::Args;

use super::Failure;
use super::facts::runtime;
use super::load::DEFAULT_DATABASE;
use super::table::say;
use crate::store::Store;

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    /// Database: `sqlite://FILE` or `postgres://…`
    #[arg(long, value_name = "URL", env = "EVENREACH_DATABASE_URL", hide_env_values = true, default_value = DEFAULT_DATABASE)]
    database: String,
}

/// Walks the ledger from its first entry.
pub fn run(words: &Words) -> Result<(), Failure> {
    runtime()?.block_on(async {
        let store = Store::open_existing(&words.database).await.map_err(Failure::input)?;
        let verified = store.verify().await.map_err(Failure::input)?;
        store.close().await;
        if verified.head.position == 0 {
            return Err(Failure::Input(
                "there is nothing to verify: the ledger has no entry".to_owned(),
            ));
        }
        say(&format!(
            "whole: {} entries, the last with hash {}; {} records are as their last entry says, and {} kept versions \
             as theirs\n",
            verified.head.position, verified.head.hash, verified.records, verified.versions
        ))
    })
}
