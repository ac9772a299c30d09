//! What can go wrong with a backup: one variant for each step that can fail.

use std::io;
use std::path::PathBuf;

use crate::store::StoreError;

/// Why there is no backup, or nothing was restored. Whatever was there before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// The database cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file cannot be read or written.
    #[error("{}: cannot be {what}", file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// `read` or `written`.
        what: &'static str,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// Rows cannot be carried.
    #[error("cannot {what} the rows of {table}")]
    Rows {
        /// `read` or `write`.
        what: &'static str,
        /// The table.
        table: String,
        /// What the driver says.
        #[source]
        source: sqlx::Error,
    },
    /// There is nothing to keep.
    #[error("there is nothing to back up: the ledger has no entry")]
    Nothing,
    /// There is a file of that name.
    #[error("{}: there is a file of that name already", file.display())]
    Exists {
        /// The file.
        file: PathBuf,
    },
    /// The file does not begin as a backup does.
    #[error("{}: is no backup of Evenreach, or its beginning is gone", file.display())]
    NoBackup {
        /// The file.
        file: PathBuf,
    },
    /// The end of the file is missing.
    #[error("{}: was cut short: found {found} bytes of the database in it, expected {expected}", file.display())]
    CutShort {
        /// The file.
        file: PathBuf,
        /// How many there are.
        found: u64,
        /// How many there were.
        expected: u64,
    },
    /// The bytes of the file are not those that were written.
    #[error("{}: was altered since it was written: its bytes do not give its digest", file.display())]
    Altered {
        /// The file.
        file: PathBuf,
    },
    /// A later version of the program made it.
    #[error("{}: was made by a newer version: found {what} {found}, expected {expected} at most", file.display())]
    Newer {
        /// The file.
        file: PathBuf,
        /// Of what the number is.
        what: &'static str,
        /// The number.
        found: i64,
        /// The last that this version knows.
        expected: i64,
    },
    /// The tables are not those that this version makes.
    #[error("the tables in the backup are not those of Evenreach")]
    Tables,
    /// The database itself says that it is damaged.
    #[error("the database in the backup is damaged: {found}")]
    Damaged {
        /// What it says.
        found: String,
    },
    /// The ledger does not end where the backup says that it did.
    #[error("the ledger in the backup ends at position {found}, expected {expected} with the hash that it names")]
    OtherHead {
        /// Where it ends.
        found: u64,
        /// Where it should.
        expected: u64,
    },
    /// There is data where it should go.
    #[error("{database}: holds data already")]
    Occupied {
        /// The database.
        database: String,
    },
    /// Something else is there.
    #[error("{database}: is a database of something else")]
    Foreign {
        /// The database.
        database: String,
    },
    /// Somebody uses the database that is to be replaced.
    #[error("{database}: is in use")]
    InUse {
        /// The database.
        database: String,
    },
    /// The log of a database that is gone would be taken for the log of the new one.
    #[error("{}: is the log of a database that is no longer there", file.display())]
    LooseLog {
        /// The log.
        file: PathBuf,
    },
    /// A database that is gone with the command.
    #[error("expected a database that outlives the command: sqlite://FILE or postgres://…")]
    InMemory,
    /// Nobody knows what was taken back since.
    #[error("there is no list of the requests that were taken back since, and the backup has the words of {requests}")]
    NoList {
        /// How many requests are not withdrawn in it.
        requests: u64,
    },
}
