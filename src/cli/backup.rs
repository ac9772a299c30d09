//! `evenreach backup`: everything worth keeping in one file.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::facts::runtime;
use super::load::DEFAULT_DATABASE;
use super::serve::asked_to_stop;
use super::table::say;
use super::withdrawn::list_of;
use crate::store::{BackupFault, Existing, Store, StoreError};

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    /// File to write
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Database: `sqlite://FILE` or `postgres://…`
    #[arg(long, value_name = "URL", env = "EVENREACH_DATABASE_URL", hide_env_values = true, default_value = DEFAULT_DATABASE)]
    database: String,
    /// Put it in the place of a file of that name
    #[arg(long)]
    replace: bool,
    /// List of requests that were taken back, which is brought up to date; as for `serve`
    #[arg(long, value_name = "FILE", env = "EVENREACH_WITHDRAWN")]
    withdrawn: Option<PathBuf>,
}

/// Writes it while a server goes on writing to the database.
pub fn run(words: &Words) -> Result<(), Failure> {
    runtime()?.block_on(async {
        // Dropped in the middle, it leaves nothing.
        tokio::select! {
            done = back_up(words) => done,
            () = asked_to_stop() => Err(Failure::Input("interrupted: nothing was written".to_owned())),
        }
    })
}

async fn back_up(words: &Words) -> Result<(), Failure> {
    let list = list_of(&words.database, words.withdrawn.as_deref())?;
    let store = Store::open_untouched(&words.database).await.map_err(untouched)?;
    let store = store.noting_withdrawals(list);
    store.note_withdrawals().await.map_err(Failure::input)?;
    let existing = if words.replace {
        Existing::Replace
    } else {
        Existing::Keep
    };
    let done = store.back_up(&words.file, existing, jiff::Timestamp::now()).await;
    let done = done.map_err(|fault| match fault {
        BackupFault::Exists { .. } => Failure::Input(format!("{fault}; say --replace to write over it")),
        fault => Failure::input(fault),
    })?;
    store.close().await;
    let verified = done.verified;
    say(&format!(
        "{}: {} bytes; whole: {} entries, the last with hash {}; {} records and {} kept versions\n",
        words.file.display(),
        done.bytes,
        verified.head.position,
        verified.head.hash,
        verified.records,
        verified.versions
    ))
}

fn untouched(fault: StoreError) -> Failure {
    match fault {
        StoreError::OtherTables { .. } => Failure::Input(format!(
            "{fault}: back up with the version of Evenreach that wrote it; serving from it with this one changes its tables"
        )),
        fault => Failure::input(fault),
    }
}
