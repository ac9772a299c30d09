//! Why the storage itself fails, whatever was asked of it, and whether changes can be written just now.
//!
//! Begin with [`Outage`], which every fault of a driver is held against; [`Condition`] remembers the last.

use std::sync::Arc;

use sqlx::postgres::{PgDatabaseError, PgSeverity};
use sqlx::sqlite::SqliteError;
use tokio::sync::watch;

use super::{Store, StoreError};

/// Why the storage cannot do its part. None of it is the fault of whoever asks, and most of it passes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Outage {
    /// There is no room left.
    #[error("the disk of the database is full")]
    Full,
    /// A read or a write failed.
    #[error("the disk of the database fails to read or to write")]
    Failing,
    /// A command, another server or another program writes, and goes on doing so.
    #[error("somebody else holds the database for too long")]
    Held,
    /// No connection, or one that was cut.
    #[error("no connection to the database can be had")]
    Away,
    /// Its disk is mounted so, or it is a copy that follows another.
    #[error("the database can be read and not written")]
    ReadOnly,
    /// A commit failed on the disk. A disk that failed once cannot be believed: this does not pass by itself.
    #[error("a commit failed on the disk; nothing is written until the service has been started again")]
    Stopped,
}

impl Outage {
    /// What a fault of a driver says of the storage; `None` where the storage works and refuses what it was given.
    pub(super) fn of(fault: &sqlx::Error) -> Option<Self> {
        match fault {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Some(Self::Away),
            sqlx::Error::Database(fault) => match fault.try_downcast_ref::<PgDatabaseError>() {
                Some(fault) => Self::of_postgres(fault.code()),
                None => Self::of_sqlite(sqlite_code(fault.as_ref())?),
            },
            _ => None,
        }
    }

    const fn of_sqlite(code: i32) -> Option<Self> {
        const BUSY: i32 = 5;
        const LOCKED: i32 = 6;
        const READONLY: i32 = 8;
        const IOERR: i32 = 10;
        const FULL: i32 = 13;
        const CANTOPEN: i32 = 14;
        match code {
            BUSY | LOCKED => Some(Self::Held),
            READONLY => Some(Self::ReadOnly),
            IOERR | CANTOPEN => Some(Self::Failing),
            FULL => Some(Self::Full),
            _ => None,
        }
    }

    /// By SQLSTATE (PostgreSQL's manual, appendix A).
    fn of_postgres(state: &str) -> Option<Self> {
        match state {
            "53100" => Some(Self::Full),
            "58030" => Some(Self::Failing),
            // Another transaction has the lock, or was chosen to go first.
            "55P03" | "40001" | "40P01" => Some(Self::Held),
            "25006" => Some(Self::ReadOnly),
            // Shutting down, crashed, starting up, out of connections or memory.
            "57P01" | "57P02" | "57P03" | "53200" | "53300" => Some(Self::Away),
            // Connections that failed.
            _ if state.starts_with("08") => Some(Self::Away),
            _ => None,
        }
    }
}

/// The primary code of a fault of `SQLite`: the lower byte of an extended one.
fn sqlite_code(fault: &(dyn sqlx::error::DatabaseError + 'static)) -> Option<i32> {
    fault.try_downcast_ref::<SqliteError>()?;
    Some(fault.code()?.parse::<i32>().ok()? & 0xff)
}

/// Whether `SQLite` met a failing disk. After one the same connection would go on committing as if nothing had happened.
/// `PostgreSQL` stops by itself.
fn failed_on_disk(fault: &sqlx::Error) -> bool {
    let code = fault.as_database_error().and_then(sqlite_code);
    code.and_then(Outage::of_sqlite) == Some(Outage::Failing)
}

/// Whether a commit that ended so may have been made all the same. What a database refuses in its own words was not; a
/// disk that failed and a connection that was cut say nothing.
pub(super) fn leaves_open(fault: &sqlx::Error) -> bool {
    let Some(refused) = fault.as_database_error() else {
        return true;
    };
    match refused.try_downcast_ref::<PgDatabaseError>() {
        // What is worse than an error ends the connection, and perhaps the server, wherever it was.
        Some(fault) => fault.severity() != PgSeverity::Error,
        None => failed_on_disk(fault),
    }
}

/// Whether changes can be written, as far as the last that was tried has shown. Clones share what they know.
#[derive(Clone, Debug)]
pub(super) struct Condition(Arc<watch::Sender<Option<Outage>>>);

impl Default for Condition {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(None)))
    }
}

impl Condition {
    pub(super) fn outage(&self) -> Option<Outage> {
        *self.0.borrow()
    }

    /// Something was written.
    pub(super) fn works(&self) {
        if self.set(None) {
            tracing::info!(event = "storage_recovered", "changes can be written again");
        }
    }

    /// Something could not be written, or not be read by whoever would have written.
    pub(super) fn fails(&self, outage: Option<Outage>) {
        if let Some(outage) = outage
            && self.set(Some(outage))
        {
            tracing::error!(event = "storage_outage", %outage, "changes cannot be written");
        }
    }

    /// A commit failed, or what makes one last.
    pub(super) fn fails_to_commit(&self, fault: &sqlx::Error) {
        let stops = failed_on_disk(fault);
        self.fails(if stops {
            Some(Outage::Stopped)
        } else {
            Outage::of(fault)
        });
    }

    /// Whether it was otherwise before.
    fn set(&self, now: Option<Outage>) -> bool {
        self.0.send_if_modified(|known| {
            // Whoever has stopped stays so.
            let is_news = *known != Some(Outage::Stopped) && *known != now;
            if is_news {
                *known = now;
            }
            is_news
        })
    }
}

impl Store {
    /// Why changes could not be written when that was last tried; `None` where they could.
    pub fn outage(&self) -> Option<Outage> {
        self.condition.outage()
    }

    /// Waits until a commit has failed on the disk: then nothing is written any more, and the process has to begin anew.
    pub async fn stopped(&self) {
        let mut condition = self.condition.0.subscribe();
        // It ends with its sender, which lives as long as this store.
        let _ = condition.wait_for(|known| *known == Some(Outage::Stopped)).await;
    }

    /// Looks whether changes can be written: takes the turn that writers take, and where they could not be written when
    /// it was last tried, writes something that changes nothing. [`Self::outage`] knows more afterwards.
    pub async fn try_writing(&self) -> Result<(), StoreError> {
        let mut session = self.begin_writing().await?;
        if self.outage().is_some() {
            session.touch().await?;
            self.commit(session).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
