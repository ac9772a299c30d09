//! What can go wrong in the store: one variant for each step that can fail.

use std::error::Error;

use super::ledger::Tampering;
use super::outage::{self, Outage};
use super::record::Kind;
use super::withdrawn::ListFault;

/// Why the store could not do what it was asked. Nothing has changed in the database, unless it says so.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The URL names no database that the store knows. The URL is not repeated: it may hold a password.
    #[error("expected a database URL such as sqlite://evenreach.db or postgres://host/evenreach")]
    Url(#[source] Option<sqlx::Error>),
    /// The database cannot be reached or opened.
    #[error("cannot open the database {database}")]
    Open {
        /// Its file, or its host and name.
        database: String,
        /// What the driver says.
        #[source]
        source: sqlx::Error,
    },
    /// The database runs with a setting under which an acknowledged change could be lost.
    #[error("the database runs with {setting} = {found}, expected {expected}: it could lose what it has acknowledged")]
    Setting {
        /// Its name.
        setting: &'static str,
        /// What it is.
        found: String,
        /// What it has to be.
        expected: &'static str,
    },
    /// This `SQLite` can corrupt a database that several connections use.
    #[error("SQLite {found} can corrupt a database in WAL mode; expected {expected} or newer")]
    OldSqlite {
        /// Its version.
        found: String,
        /// The first version without the fault.
        expected: &'static str,
    },
    /// The database's tables cannot be brought to what this version expects, or are ahead of it.
    #[error("cannot bring the tables of the database to this version")]
    Migrate(#[source] sqlx::migrate::MigrateError),
    /// The tables are of another version, and are not to be touched.
    #[error("the tables of the database are of version {found}, expected {expected}")]
    OtherTables {
        /// Number of the last migration that made them; 0 where none did.
        found: i64,
        /// Number of the last migration that this version knows.
        expected: i64,
    },
    /// No transaction could be begun, for instance because another process holds the database for too long.
    #[error("cannot begin a transaction")]
    Begin(#[source] sqlx::Error),
    /// A table cannot be read.
    #[error("cannot read the table {table}")]
    Read {
        /// The table.
        table: &'static str,
        /// What the driver says.
        #[source]
        source: sqlx::Error,
    },
    /// A table refuses what is to be written: the named constraint in the cause says why.
    #[error("cannot write to the table {table}")]
    Write {
        /// The table.
        table: &'static str,
        /// What the driver says.
        #[source]
        source: sqlx::Error,
    },
    /// A record refers to one that is not there.
    #[error("a record refers to another that does not exist: {found}")]
    Reference {
        /// Which one.
        found: String,
        /// What the driver says, where it was the driver that noticed.
        #[source]
        source: Option<sqlx::Error>,
    },
    /// The references between records cannot be checked.
    #[error("cannot check the references between records")]
    CheckReferences(#[source] sqlx::Error),
    /// The change could not be committed; [`Self::leaves_open`] says whether it may have been all the same.
    #[error("cannot commit the change")]
    Commit(#[source] sqlx::Error),
    /// A commit failed on the disk before, and a disk that failed once cannot be believed: restart the server.
    #[error("writing has stopped since a commit failed on the disk: check the disk, then restart")]
    Stopped,
    /// The operating system gave no random bytes.
    #[error("cannot draw a random key")]
    Random(#[source] getrandom::Error),
    /// Two records of one kind have the same id.
    #[error("two records of kind {} have the id \"{id}\"", kind.as_str())]
    Duplicate {
        /// Their kind.
        kind: Kind,
        /// Their id.
        id: String,
    },
    /// A value that a database would not keep as it is.
    #[error("{} \"{id}\", {table}.{column}: expected {expected}", kind.as_str())]
    Unstorable {
        /// Kind of the record.
        kind: Kind,
        /// Its id.
        id: String,
        /// The table that would keep it.
        table: &'static str,
        /// The column that would keep it.
        column: &'static str,
        /// What can be kept.
        expected: &'static str,
    },
    /// A reason that says nothing or cannot be kept.
    #[error("expected a reason for the change: words, without control characters")]
    Reason,
    /// A cell of the database holds nothing that the model knows.
    #[error("{} \"{id}\", {table}.{column}: holds no such value", kind.as_str())]
    Misfit {
        /// Kind of the record.
        kind: Kind,
        /// Its id.
        id: String,
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A row that belongs to no record this version knows.
    #[error("the table {table} has a row that belongs to no known record")]
    Ownerless {
        /// The table.
        table: &'static str,
    },
    /// The text of a definition cannot be read.
    #[error("cannot read the definition \"{id}\" from its text")]
    Definition {
        /// Its id and version.
        id: String,
        /// What its reader says.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// The ledger has moved since the picture that the change was worked out from.
    #[error("somebody else changed the database meanwhile: read again, then try again")]
    Moved,
    /// The text of a definition that was agreed to, or superseded, would be changed or removed.
    #[error("the text of an agreed or superseded definition never changes, and is never removed{}", of(id.as_ref()))]
    AdoptedText {
        /// Its id and version, where the database says which.
        id: Option<String>,
        /// What the driver says, where it was the driver that noticed.
        #[source]
        source: Option<sqlx::Error>,
    },
    /// Nothing has been loaded into the database yet.
    #[error("the database is empty: no package has been loaded")]
    Empty,
    /// No transaction ended there, or some of what was true then was changed before versions were kept.
    #[error("no whole package is kept for position {position} of the ledger")]
    NotKept {
        /// The position.
        position: u64,
    },
    /// The list of what was taken back, outside of the database, cannot be read or kept.
    #[error(transparent)]
    List(#[from] ListFault),
    /// The ledger or a record is not what was written.
    #[error("the database was tampered with")]
    Tampered(#[from] Tampering),
}

fn of(id: Option<&String>) -> String {
    id.map_or_else(String::new, |id| format!(": {id}"))
}

/// The word by which the database refuses to change or remove a text that people agreed to.
const ADOPTED_TEXT: &str = "definition_adopted_text_never_changes";

impl StoreError {
    /// Why the storage failed, where it was the storage and not what was asked of it.
    pub fn outage(&self) -> Option<Outage> {
        match self {
            Self::Stopped => Some(Outage::Stopped),
            Self::Open { source, .. }
            | Self::Begin(source)
            | Self::Read { source, .. }
            | Self::Write { source, .. }
            | Self::CheckReferences(source)
            | Self::Commit(source) => Outage::of(source),
            _ => None,
        }
    }

    /// Whether the same may go well a little later.
    pub fn is_for_now(&self) -> bool {
        matches!(self, Self::Moved | Self::Begin(_)) || self.leaves_open() || self.outage().is_some()
    }

    /// Whether what was to be written may have been written all the same.
    pub fn leaves_open(&self) -> bool {
        matches!(self, Self::Commit(source) if outage::leaves_open(source))
    }

    /// A table refuses what is to be written.
    pub(super) fn write(table: &'static str, source: sqlx::Error) -> Self {
        let refused = source
            .as_database_error()
            .is_some_and(|fault| fault.message().contains(ADOPTED_TEXT));
        if refused {
            Self::AdoptedText {
                id: None,
                source: Some(source),
            }
        } else {
            Self::Write { table, source }
        }
    }
}
