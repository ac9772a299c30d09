//! All SQL: the records of a package as relations, and the ledger of every change to them, on `SQLite` and `PostgreSQL`.
//!
//! Keeps what it is given, refuses what cannot be, and decides nothing else. Begin with [`Store`]; `records` says how a
//! record becomes rows, [`ledger`] how a change is proved, `history` how the package is read as it was, `requests` how
//! words are kept that their owner may take back, `backup` how all of it is carried from one database to another.

mod access;
mod backup;
mod cell;
mod change;
mod connection;
mod fault;
mod history;
pub mod ledger;
mod migrations;
mod outage;
mod postgres;
mod record;
mod records;
mod requests;
mod scenarios;
mod sqlite;
mod table;
mod trips;
mod watch;
mod withdrawn;

pub use access::{AccessChange, Accounts, OneTimeLink, SeenBy, SignIn, name_key};
pub use backup::{BackedUp, BackupFault, Existing, Inspected, Restored, Restoring, inspect, restore};
pub use change::{Actor, Changes, KindChanges};
use connection::{Database, Session};
pub use fault::StoreError;
pub use history::PastHead;
pub use ledger::chain::Digest;
pub use ledger::{LedgerHead, Tampered, Tampering, Verified};
use outage::Condition;
pub use outage::Outage;
pub use record::Kind;
pub use records::ReadDefinition;
pub use requests::{
    Change as RequestChange, Changed as RequestChanged, Claim, CorrectionChange, CorrectionChanged, CorrectionVersion,
    DecisionRecorded, DecisionVersion, ManySubmitted as RequestsSubmitted, RequestReading, RequestVersion,
    Submitted as RequestSubmitted, WithdrawnRequest,
};
pub use scenarios::{KeptChange, KeptChanged};
pub use withdrawn::{ListFault, TakenBack, WithdrawnList};

use crate::model::Package;

/// A database, open. Cheap to clone: clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    database: Database,
    /// Whether changes can be written.
    condition: Condition,
    /// Where what is taken back is noted outside of the database.
    withdrawn: Option<WithdrawnList>,
}

/// What is done about the tables of a database that is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tables {
    BroughtToThisVersion,
    LeftAlone,
}

impl Store {
    /// Opens a database by its URL and brings its tables to this version: `sqlite://path` (made where there is none),
    /// `sqlite::memory:` or `postgres://…`. Refuses a database that could lose what it has acknowledged.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_or(url, sqlite::Absent::Make).await
    }

    /// Opens a database that has to be there: a mistyped path is no empty database. Tables are brought to
    /// this version, as by [`Self::open`].
    pub async fn open_existing(url: &str) -> Result<Self, StoreError> {
        Self::open_or(url, sqlite::Absent::Refuse).await
    }

    /// Opens a database that has to be there with the tables of this version, and changes nothing in it: whoever is
    /// about to change to another version backs up first.
    pub async fn open_untouched(url: &str) -> Result<Self, StoreError> {
        let database = connect(url, sqlite::Absent::Refuse, Tables::LeftAlone).await?;
        migrations::check(&mut database.read().await?).await?;
        Ok(Self::over(database))
    }

    async fn open_or(url: &str, absent: sqlite::Absent) -> Result<Self, StoreError> {
        let database = connect(url, absent, Tables::BroughtToThisVersion).await?;
        history::begin(&database).await?;
        Ok(Self::over(database))
    }

    fn over(database: Database) -> Self {
        Self {
            database,
            condition: Condition::default(),
            withdrawn: None,
        }
    }

    /// The package, and the last entry of the ledger that changed it. [`StoreError::Empty`] before the first [`Self::put`].
    pub async fn load(&self, read_definition: &ReadDefinition<'_>) -> Result<(Package, LedgerHead), StoreError> {
        let mut session = self.database.read().await?;
        let head = ledger::facts_head(&mut session).await?;
        let records = records::load(&mut session).await?;
        let mut package = records::to_package(&records, read_definition)?;
        requests::join(&mut session, &mut package).await?;
        Ok((package, head))
    }

    /// The package as it was when a transaction had ended at this position of the ledger, one of [`Self::heads`]. Records
    /// whose words have been erased since are not in it. [`StoreError::NotKept`] where no whole package is kept.
    pub async fn load_at(&self, position: u64, read_definition: &ReadDefinition<'_>) -> Result<Package, StoreError> {
        let mut session = self.database.read().await?;
        let records = history::load_at(&mut session, position).await?;
        let mut package = records::to_package(&records, read_definition)?;
        requests::join_as_of(&mut session, position, &mut package).await?;
        Ok(package)
    }

    /// Where the ledger stood after each transaction since history began, the oldest first.
    pub async fn heads(&self) -> Result<Vec<PastHead>, StoreError> {
        history::heads(&mut self.database.read().await?).await
    }

    /// Makes the database hold this package: adds, changes and removes what differs, with one ledger entry for each
    /// such record, all in one transaction. A package that is already there changes nothing. What governments submitted
    /// here is no part of it, and left alone.
    pub async fn put(
        &self,
        package: &Package,
        actor: &Actor,
        reason: &str,
        now: jiff::Timestamp,
    ) -> Result<Changes, StoreError> {
        self.write(package, None, actor, reason, now).await
    }

    /// The same, where the package was worked out from what the database held at `seen`: refused as
    /// [`StoreError::Moved`] if the facts have changed since, so that nobody overwrites what they have not seen.
    pub async fn put_from(
        &self,
        seen: LedgerHead,
        package: &Package,
        actor: &Actor,
        reason: &str,
        now: jiff::Timestamp,
    ) -> Result<Changes, StoreError> {
        self.write(package, Some(seen), actor, reason, now).await
    }

    async fn write(
        &self,
        package: &Package,
        seen: Option<LedgerHead>,
        actor: &Actor,
        reason: &str,
        now: jiff::Timestamp,
    ) -> Result<Changes, StoreError> {
        if reason.trim().is_empty() || reason.chars().any(char::is_control) {
            return Err(StoreError::Reason);
        }
        let wanted = records::of_package(package)?;
        let mut session = self.begin_writing().await?;
        if let Some(seen) = seen
            && ledger::facts_head(&mut session).await? != seen
        {
            return Err(StoreError::Moved);
        }
        let recorded_at = now.to_string();
        let occasion = ledger::Occasion {
            actor: actor.as_str(),
            reason,
            recorded_at: &recorded_at,
        };
        let changes = change::apply(&mut session, &wanted, occasion).await?;
        if !changes.is_empty() {
            session.check_references().await?;
            session.notify(changes.head.position).await?;
            self.commit(session).await?;
        }
        Ok(changes)
    }

    /// Where the ledger stands.
    pub async fn head(&self) -> Result<LedgerHead, StoreError> {
        ledger::head(&mut self.database.read().await?).await
    }

    /// The last entry that changed the facts: as [`Self::load`] gives it.
    pub async fn facts_head(&self) -> Result<LedgerHead, StoreError> {
        ledger::facts_head(&mut self.database.read().await?).await
    }

    /// Proves that the ledger is whole, that every record is what it was when its last change was recorded, and that
    /// every kept version is what was recorded of it. A fault is [`StoreError::Tampered`], which names the position. A
    /// ledger that was cut short together with its records is noticed by [`Self::holds`] alone.
    pub async fn verify(&self) -> Result<Verified, StoreError> {
        verify(&mut self.database.read().await?).await
    }

    /// Whether the ledger goes through a head that was noted elsewhere, as in a backup.
    pub async fn holds(&self, noted: LedgerHead) -> Result<bool, StoreError> {
        ledger::holds(&mut self.database.read().await?, noted).await
    }

    /// The last entry that changed the facts, now and whenever there is another, by this server or another: within a
    /// second or two.
    /// Ends when the receiver is dropped or the store is closed.
    pub async fn watch(&self) -> Result<tokio::sync::watch::Receiver<LedgerHead>, StoreError> {
        watch::follow(self.database.clone()).await
    }

    /// Waits until all connections are closed; on `SQLite` this leaves one file, without a write-ahead log.
    pub async fn close(&self) {
        self.database.close().await;
    }

    /// A transaction that is the only writer until it ends, and tells when the storage fails in it.
    async fn begin_writing(&self) -> Result<Session, StoreError> {
        if self.outage() == Some(Outage::Stopped) {
            return Err(StoreError::Stopped);
        }
        match self.database.write().await {
            Ok(session) => Ok(session.telling(&self.condition)),
            Err(fault) => {
                self.condition.fails(fault.outage());
                Err(fault)
            }
        }
    }

    async fn commit(&self, session: Session) -> Result<(), StoreError> {
        match session.commit().await {
            Ok(()) => {
                self.condition.works();
                Ok(())
            }
            Err(source) => {
                self.condition.fails_to_commit(&source);
                Err(StoreError::Commit(source))
            }
        }
    }
}

async fn connect(url: &str, absent: sqlite::Absent, tables: Tables) -> Result<Database, StoreError> {
    match url.split_once(':') {
        Some(("sqlite", _)) => sqlite::open(url, absent, tables).await,
        Some(("postgres" | "postgresql", _)) => postgres::open(url, tables).await,
        _ => Err(StoreError::Url(None)),
    }
}

/// [`Store::verify`], of what a session sees.
async fn verify(session: &mut Session) -> Result<Verified, StoreError> {
    let (head, records) = ledger::verify(session).await?;
    access::verify(session, head).await?;
    let versions = history::verify(session).await?;
    Ok(Verified {
        head,
        records,
        versions,
    })
}
