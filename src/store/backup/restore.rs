//! A database made of a backup: the file is proved first, then the rows in it, then what was taken back since is taken
//! back again, and only then does anything stand where it is to stand.

use std::convert::Infallible;
use std::fs::File;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tempfile::{Builder, TempDir};

use super::file::{Manifest, unpack};
use super::{BackupFault, beside, copy, failed_to_write, new_file};
use crate::store::cell::{Cell, CellType};
use crate::store::connection::{Database, Session};
use crate::store::ledger::{self, LedgerHead, text_of};
use crate::store::requests::{Change, Changed};
use crate::store::withdrawn::{self, TakenBack, WithdrawnList, flush_folder_of, in_the_background};
use crate::store::{Actor, Store, StoreError, Tables, Verified, migrations, sqlite};

/// How to restore.
#[derive(Clone, Debug)]
pub struct Restoring<'a> {
    /// Whether an `SQLite` database that holds data may be replaced.
    pub replace: bool,
    /// What was taken back since, by whatever lists there are; `None` where there is none, which is refused if it could
    /// matter.
    pub withdrawn: Option<Vec<TakenBack>>,
    /// The list of the database that is made: it gets all of them.
    pub list: Option<WithdrawnList>,
    /// Under whose name requests are taken back again.
    pub actor: &'a Actor,
    /// When.
    pub now: Timestamp,
}

/// What is in a backup, all of it proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// When it was made.
    pub made_at: Timestamp,
    /// What was proved.
    pub verified: Verified,
    /// How many requests it has the words of.
    pub requests: u64,
}

/// What restoring has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The backup.
    pub backup: Inspected,
    /// The database that was made of it.
    pub verified: Verified,
    /// How many requests were taken back again.
    pub taken_back: usize,
}

const WITH_WORDS: &str = "select count(*) from (
    select 1 from submitted_request where sealed is not null
    union all select 1 from request_correction where sealed is not null
) words";
const ENTRIES: &str = "select count(*) from ledger";
const SCHEMA: &str = "select type, name, tbl_name, coalesce(sql, '') from sqlite_schema
    where name not like 'sqlite\\_%' escape '\\' and tbl_name <> '_sqlx_migrations' order by type, name";
const TABLES: &str = "select name from sqlite_schema where type = 'table'";

/// Proves a backup, every byte and every row of it, and makes nothing of it.
pub async fn inspect(file: &Path) -> Result<Inspected, BackupFault> {
    let opened = Opened::of(file, elsewhere()?).await?;
    opened.store.close().await;
    Ok(opened.backup)
}

/// Makes a database of a backup: an `SQLite` file that is written beside its place and takes it at once, or a `PostgreSQL`
/// database that is empty before, in one transaction.
pub async fn restore(file: &Path, url: &str, how: Restoring<'_>) -> Result<Restored, BackupFault> {
    match url.split_once(':') {
        Some(("sqlite", _)) => match sqlite::file_of(url)? {
            Some(place) => into_file(file, &place, how).await,
            None => Err(BackupFault::InMemory),
        },
        _ => into_postgres(file, url, how).await,
    }
}

async fn into_file(file: &Path, place: &Path, mut how: Restoring<'_>) -> Result<Restored, BackupFault> {
    let mut held = Held::take(place, how.replace).await?;
    let opened = Opened::of(file, beside(place)?).await?;
    held.tell(&mut how, opened.backup.verified.head).await?;
    let (restored, rows) = opened.taken_back(&how).await?;
    let failed = |source| failed_to_write(place, source);
    let whole = rows.path.clone();
    let flushed = in_the_background(move || File::open(&whole)?.sync_all());
    flushed.await.map_err(failed)?;
    // At once, so that nobody who interrupts is told that nothing has happened when it has.
    std::fs::rename(&rows.path, place).map_err(failed)?;
    flush_folder_of(place).map_err(failed)?;
    held.release().await;
    Ok(restored)
}

async fn into_postgres(file: &Path, url: &str, how: Restoring<'_>) -> Result<Restored, BackupFault> {
    let target = Store::open(url).await?;
    // An early no; the one that counts is below, where nobody else can write.
    refuse_entries(&mut target.database.read().await?, url).await?;
    let opened = Opened::of(file, elsewhere()?).await?;
    let (restored, rows) = opened.taken_back(&how).await?;
    let source = sqlite::open_file(&rows.path).await?;
    let mut from = source.read().await?;
    let mut to = target.database.write().await?;
    refuse_entries(&mut to, url).await?;
    let tables = copy::tables(&mut from).await?;
    copy::copy(&mut from, &mut to, &tables).await?;
    to.check_references().await?;
    // Not one row is believed to have arrived.
    let verified = crate::store::verify(&mut to).await?;
    if verified != restored.verified {
        return Err(BackupFault::OtherHead {
            found: verified.head.position,
            expected: restored.verified.head.position,
        });
    }
    to.notify(verified.head.position).await?;
    to.commit().await.map_err(StoreError::Commit)?;
    drop(from);
    source.close().await;
    target.close().await;
    Ok(restored)
}

/// A place for rows that go somewhere else from there.
fn elsewhere() -> Result<TempDir, BackupFault> {
    let folder = Builder::new().prefix("evenreach-").tempdir();
    folder.map_err(|source| failed_to_write(&std::env::temp_dir(), source))
}

async fn refuse_entries(session: &mut Session, url: &str) -> Result<(), BackupFault> {
    if count(session, ENTRIES, "ledger").await? == 0 {
        return Ok(());
    }
    // The URL may hold a password.
    let name = crate::store::postgres::name_of(url)?.unwrap_or_else(|| "the database".to_owned());
    Err(BackupFault::Occupied { database: name })
}

async fn count(session: &mut Session, sql: &'static str, table: &'static str) -> Result<u64, StoreError> {
    let rows = session.rows(sql, &[], &[CellType::Whole]).await;
    let rows = rows.map_err(|source| StoreError::Read { table, source })?;
    match rows.first().map(Vec::as_slice) {
        Some([Cell::Whole(Some(number))]) => Ok(u64::try_from(*number).unwrap_or(0)),
        _ => Ok(0),
    }
}

/// Where the rows of a backup are until they are where they belong.
struct Rows {
    path: PathBuf,
    /// Gone with the value.
    _folder: TempDir,
}

/// A backup, unpacked, brought to the tables of this version and proved.
struct Opened {
    store: Store,
    backup: Inspected,
    rows: Rows,
}

impl Opened {
    async fn of(file: &Path, folder: TempDir) -> Result<Self, BackupFault> {
        let rows = Rows {
            path: folder.path().join("rows"),
            _folder: folder,
        };
        let mut unpacked = new_file(&rows.path).map_err(|source| failed_to_write(&rows.path, source))?;
        let backup = file.to_owned();
        let manifest = in_the_background(move || unpack(&backup, &mut unpacked)).await?;
        if manifest.schema > migrations::newest() {
            return Err(BackupFault::Newer {
                file: file.to_owned(),
                what: "tables of version",
                found: manifest.schema,
                expected: migrations::newest(),
            });
        }
        let database = sqlite::open_file(&rows.path).await?;
        crate::store::history::begin(&database).await?;
        let store = Store::over(database);
        let backup = prove(&store, &manifest).await?;
        Ok(Self { store, backup, rows })
    }

    /// Takes back again what was taken back since, and leaves one file.
    async fn taken_back(self, how: &Restoring<'_>) -> Result<(Restored, Rows), BackupFault> {
        let requests = self.backup.requests;
        let withdrawn = match &how.withdrawn {
            Some(withdrawn) => withdrawn.as_slice(),
            None if requests == 0 => &[],
            None => return Err(BackupFault::NoList { requests }),
        };
        let mut taken_back = 0;
        for TakenBack { on, id, .. } in withdrawn {
            let done = self
                .store
                .change_request(id, how.actor, how.now, |_| Ok::<_, Infallible>(Change::Withdraw(*on)));
            let Ok(done) = done.await?;
            taken_back += usize::from(done == Changed::Withdrawn);
            if done == Changed::Never {
                let again = self
                    .store
                    .take_correction_back_again(id.as_str(), *on, how.actor, how.now);
                taken_back += usize::from(again.await?);
            }
        }
        let verified = if taken_back == 0 {
            self.backup.verified
        } else {
            self.store.verify().await?
        };
        if let Some(list) = how.list.clone() {
            let withdrawn = withdrawn.to_vec();
            in_the_background(move || list.add(&withdrawn))
                .await
                .map_err(StoreError::List)?;
        }
        self.store.close().await;
        let restored = Restored {
            backup: self.backup,
            verified,
            taken_back,
        };
        Ok((restored, self.rows))
    }
}

/// Proves the rows of a backup: by the database's own check, by their references, by the ledger, and by what the backup says
/// of itself.
async fn prove(store: &Store, manifest: &Manifest) -> Result<Inspected, BackupFault> {
    let mut session = store.database.read().await?;
    let found = texts(&mut session, "pragma quick_check(1)", 1).await?;
    match found.first().map(Vec::as_slice) {
        Some([word]) if word == "ok" => {}
        other => {
            let found = other.map_or_else(String::new, <[String]>::concat);
            return Err(BackupFault::Damaged { found });
        }
    }
    // Triggers and views that somebody has added would run in the database that is made.
    let ours = sqlite::open("sqlite::memory:", sqlite::Absent::Make, Tables::BroughtToThisVersion).await?;
    let expected = texts(&mut ours.read().await?, SCHEMA, 4).await?;
    ours.close().await;
    if texts(&mut session, SCHEMA, 4).await? != expected {
        return Err(BackupFault::Tables);
    }
    session.check_references().await?;
    let verified = crate::store::verify(&mut session).await?;
    if manifest.head() != Some(verified.head) {
        return Err(BackupFault::OtherHead {
            found: verified.head.position,
            expected: manifest.ledger_position,
        });
    }
    Ok(Inspected {
        made_at: manifest.made_at,
        verified,
        requests: count(&mut session, WITH_WORDS, "submitted_request").await?,
    })
}

async fn texts(session: &mut Session, sql: &'static str, width: usize) -> Result<Vec<Vec<String>>, StoreError> {
    let rows = session.rows(sql, &[], &vec![CellType::Text; width]).await;
    let rows = rows.map_err(|source| StoreError::Read {
        table: "sqlite_schema",
        source,
    })?;
    let texts = rows
        .iter()
        .map(|row| row.iter().map(|cell| text_of(cell).to_owned()).collect());
    Ok(texts.collect())
}

/// The database that is to be replaced, where there is one: nobody else opens it meanwhile.
struct Held {
    there: Option<(Database, Session)>,
    has_requests: bool,
}

impl Held {
    async fn take(place: &Path, replace: bool) -> Result<Self, BackupFault> {
        let database = place.display().to_string();
        if !place.exists() {
            for end in ["-wal", "-journal"] {
                let mut log = place.as_os_str().to_owned();
                log.push(end);
                let file = PathBuf::from(log);
                if file.exists() {
                    return Err(BackupFault::LooseLog { file });
                }
            }
            return Ok(Self {
                there: None,
                has_requests: false,
            });
        }
        let held = sqlite::hold(place).await;
        let (there, mut session) = held.map_err(|fault| {
            if sqlite::is_in_use(&fault) {
                BackupFault::InUse {
                    database: database.clone(),
                }
            } else {
                fault.into()
            }
        })?;
        let tables = texts(&mut session, TABLES, 1).await?.concat();
        let has = |name: &str| tables.iter().any(|one| one == name);
        if !tables.is_empty() && !has("ledger") {
            return Err(BackupFault::Foreign { database });
        }
        let is_empty = tables.is_empty() || count(&mut session, ENTRIES, "ledger").await? == 0;
        if !is_empty && !replace {
            return Err(BackupFault::Occupied { database });
        }
        Ok(Self {
            has_requests: has("submitted_request") && has("request_correction"),
            there: Some((there, session)),
        })
    }

    /// Adds what the database that is replaced knows to be taken back. Where it went through the backup's head it knows
    /// of every withdrawal since; another database, one that began anew for instance, does not.
    async fn tell(&mut self, how: &mut Restoring<'_>, backup: LedgerHead) -> Result<(), BackupFault> {
        if let (Some((_, session)), true) = (&mut self.there, self.has_requests) {
            let known = withdrawn::all(session).await?;
            if ledger::holds(session, backup).await? {
                how.withdrawn.get_or_insert_default().extend(known);
            } else if let Some(withdrawn) = &mut how.withdrawn {
                withdrawn.extend(known);
            }
        }
        Ok(())
    }

    async fn release(self) {
        if let Some((database, session)) = self.there {
            drop(session);
            database.close().await;
        }
    }
}
