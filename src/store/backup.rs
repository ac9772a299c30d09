//! All that is worth keeping of a database in one file, and a database made of that file.
//!
//! In the file is an `SQLite` database with the tables of this version, into which every row was copied as one transaction
//! saw it, whichever database it came from: so it comes back as either. Writing goes on meanwhile. Sessions and one-time
//! links are not in it. What is written is proved before it is named, and what is read before it is used. Begin with
//! [`Store::back_up`] and [`restore`]; `copy` says how rows are carried, `file` how the file is laid out.

mod copy;
mod fault;
mod file;
mod restore;

use std::fs::File;
use std::path::Path;

use jiff::Timestamp;
use tempfile::{Builder, NamedTempFile, TempDir};

pub use fault::BackupFault;
pub use restore::{Inspected, Restored, Restoring, inspect, restore};

use super::connection::Database;
use super::withdrawn::{self, flush_folder_of, folder_of, in_the_background};
use super::{Store, Verified, migrations, sqlite};
use file::Manifest;

/// What to do where there is a file of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Keep,
    /// The backup takes its place, once it is whole.
    Replace,
}

/// What a backup has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// What was proved of it before it got its name.
    pub verified: Verified,
    /// Length of the file.
    pub bytes: u64,
}

impl Store {
    /// Writes a backup under a name that nothing stands under until it is whole and on the disk.
    pub async fn back_up(&self, file: &Path, existing: Existing, now: Timestamp) -> Result<BackedUp, BackupFault> {
        if existing == Existing::Keep && file.exists() {
            return Err(BackupFault::Exists { file: file.to_owned() });
        }
        // On the disk on which it is to stay, and gone whatever happens.
        let folder = beside(file)?;
        let rows = folder.path().join("rows");
        let (verified, known) = self.copy_rows(&rows).await?;
        if self.withdrawn_requests().await?.len() > known {
            // As long as the rows were read, what was taken back meanwhile could not be erased from the database's files.
            self.erase_what_is_left().await;
        }
        let failed = |source| failed_to_write(file, source);
        let manifest = Manifest {
            made_at: now,
            made_by: env!("CARGO_PKG_VERSION").to_owned(),
            database: match &self.database {
                Database::Sqlite { .. } => "sqlite",
                Database::Postgres(_) => "postgres",
            }
            .to_owned(),
            schema: migrations::newest(),
            ledger_position: verified.head.position,
            ledger_hash: verified.head.hash.to_string(),
            records: verified.records,
            versions: verified.versions,
            bytes: std::fs::metadata(&rows).map_err(failed)?.len(),
        };
        let mut part = Builder::new().tempfile_in(folder.path()).map_err(failed)?;
        let packed = in_the_background(move || {
            file::pack(&manifest, &rows, part.as_file_mut())?;
            Ok((part.as_file().metadata()?.len(), part))
        });
        let (bytes, part) = packed.await.map_err(failed)?;
        name(part, file, existing)?;
        Ok(BackedUp { verified, bytes })
    }

    /// Copies everything into a database file of its own, as one transaction sees it, and proves the copy. With it, how
    /// many requests were taken back then.
    async fn copy_rows(&self, rows: &Path) -> Result<(Verified, usize), BackupFault> {
        new_file(rows).map_err(|source| failed_to_write(rows, source))?;
        let copy = sqlite::scratch(rows).await?;
        let mut to = copy.write().await?;
        let tables = copy::tables(&mut to).await?;
        let mut from = self.database.read().await?;
        copy::copy(&mut from, &mut to, &tables).await?;
        from.end().await?;
        to.check_references().await?;
        let verified = super::verify(&mut to).await?;
        if verified.head.position == 0 {
            return Err(BackupFault::Nothing);
        }
        let known = withdrawn::all(&mut to).await?.len();
        let flushed = to.commit().await;
        flushed.map_err(|source| failed_to_write(rows, std::io::Error::other(source)))?;
        copy.close().await;
        Ok((verified, known))
    }
}

/// A folder that only this user can look into, gone with the value.
fn beside(file: &Path) -> Result<TempDir, BackupFault> {
    let folder = Builder::new().prefix(".evenreach-").tempdir_in(folder_of(file));
    folder.map_err(|source| failed_to_write(file, source))
}

/// A file that nobody else can read.
fn new_file(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Gives a whole file its name.
fn name(part: NamedTempFile, file: &Path, existing: Existing) -> Result<(), BackupFault> {
    let named = match existing {
        Existing::Keep => part.persist_noclobber(file),
        Existing::Replace => part.persist(file),
    };
    match named {
        Ok(_) => flush_folder_of(file).map_err(|source| failed_to_write(file, source)),
        // Somebody was faster.
        Err(fault) if fault.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(BackupFault::Exists { file: file.to_owned() })
        }
        Err(fault) => Err(failed_to_write(file, fault.error)),
    }
}

fn failed_to_write(file: &Path, source: std::io::Error) -> BackupFault {
    BackupFault::File {
        file: file.to_owned(),
        what: "written",
        source,
    }
}
