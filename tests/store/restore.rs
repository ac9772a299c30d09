//! Restoring: what is not proved is refused, and what is there is not written over unasked.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use evenreach::store::{BackupFault, Existing, Store, StoreError, inspect};
use sha2::{Digest as _, Sha256};
use sqlx::migrate::{Migration, Migrator};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection};

use super::backup::{Shelf, back_up, now, restore_into, try_restore};
use super::databases::{TestDatabase, both, postgres, sqlite};
use super::packages::small_package;
use super::requests::new;
use super::submissions::submission;
use super::{filled, load, put};

/// A backup, opened by somebody who knows how it lies in its file.
struct Forged {
    manifest: serde_json::Value,
    rows: tempfile::NamedTempFile,
}

impl Forged {
    fn open(file: &Path) -> Self {
        let bytes = std::fs::read(file).expect("a backup");
        let mut parts = bytes.splitn(3, |byte| *byte == b'\n');
        let (_, manifest) = (parts.next(), parts.next().expect("a manifest"));
        let manifest = serde_json::from_slice(manifest).expect("JSON");
        let rows = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(rows.path(), parts.next().expect("a database")).expect("written");
        Self { manifest, rows }
    }

    /// Runs statements in the database, with nothing that stops them.
    async fn run(&self, sql: &str) {
        let mut database = self.connect().await;
        let sql = format!("pragma foreign_keys = off; {sql}");
        let done = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut database).await;
        done.unwrap_or_else(|fault| panic!("{fault}"));
        database.close().await.expect("closed");
    }

    async fn connect(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(self.rows.path());
        options.connect().await.expect("a database")
    }

    /// Writes it with a digest that fits.
    fn save(mut self, file: &Path) {
        let rows = std::fs::read(self.rows.path()).expect("a database");
        self.manifest["bytes"] = rows.len().into();
        let rest = [format!("{}\n", self.manifest).as_bytes(), &rows].concat();
        let first = format!("evenreach backup 1 {}\n", hex::encode(Sha256::digest(&rest)));
        std::fs::write(file, [first.as_bytes(), &rest].concat()).expect("written");
    }
}

type Expected<'a> = &'a dyn Fn(&BackupFault) -> bool;

/// Proving it is refused, and restoring it, and nothing is left.
async fn is_refused(file: &Path, expected: impl Fn(&BackupFault) -> bool) {
    is_refused_by(vec![sqlite()], file, expected).await;
}

async fn is_refused_by(targets: Vec<TestDatabase>, file: &Path, expected: impl Fn(&BackupFault) -> bool) {
    for target in targets {
        let fault = try_restore(file, &target, false, Some(Vec::new())).await;
        let fault = fault.expect_err("refused");
        assert!(expected(&fault), "{}: {fault:?}", target.name);
        let store = target.open().await;
        assert_eq!(
            store.head().await.expect("a head").position,
            0,
            "{}: nothing",
            target.name
        );
    }
    let fault = inspect(file).await.expect_err("refused");
    assert!(expected(&fault), "{fault:?}");
}

/// A backup of the small package with a request, on a shelf.
async fn one_request(shelf: &Shelf) -> std::path::PathBuf {
    let database = sqlite();
    let store = filled(&database).await;
    new(&store, "r1", submission("tlicho", "Healers are far.")).await;
    back_up(&store, &shelf.file("backup")).await;
    shelf.file("backup")
}

#[tokio::test]
async fn a_backup_that_was_altered_or_cut_anywhere_is_refused_and_makes_nothing() {
    let shelf = Shelf::new();
    let file = one_request(&shelf).await;
    let backup = std::fs::read(&file).expect("a file");
    // A linear congruence: the same places every time.
    let mut seed = 20_260_314_u64;
    let mut dice = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let altered = shelf.file("altered");
    let target = sqlite();
    for _ in 0..40 {
        let (mut bytes, at, bit) = (backup.clone(), dice(backup.len()), dice(8));
        bytes[at] ^= 1 << bit;
        std::fs::write(&altered, &bytes).expect("written");
        assert!(inspect(&altered).await.is_err(), "bit {bit} at {at}");
        let at = dice(backup.len());
        std::fs::write(&altered, &backup[..at]).expect("written");
        assert!(inspect(&altered).await.is_err(), "cut at {at}");
        let fault = try_restore(&altered, &target, false, Some(Vec::new())).await;
        assert!(fault.is_err(), "cut at {at}");
        let place = Path::new(target.url.trim_start_matches("sqlite://"));
        let beside = std::fs::read_dir(place.parent().expect("a folder")).expect("a folder");
        assert_eq!(beside.count(), 0, "nothing is left");
    }
    std::fs::write(&altered, b"").expect("written");
    is_refused(&altered, |fault| matches!(fault, BackupFault::NoBackup { .. })).await;
    std::fs::write(&altered, &backup[..backup.len() - 1]).expect("written");
    let cut_short = |fault: &BackupFault| matches!(fault, BackupFault::CutShort { .. });
    is_refused_by(both().await, &altered, cut_short).await;
    is_refused(&shelf.file("none"), |fault| matches!(fault, BackupFault::File { .. })).await;
}

#[tokio::test]
async fn a_backup_that_was_forged_with_a_digest_that_fits_is_refused_by_its_ledger_or_its_tables() {
    let shelf = Shelf::new();
    let file = one_request(&shelf).await;
    let forged = shelf.file("forged");
    let tampered = |fault: &BackupFault| matches!(fault, BackupFault::Store(StoreError::Tampered(_)));
    let reference = |fault: &BackupFault| matches!(fault, BackupFault::Store(StoreError::Reference { .. }));
    let tables = |fault: &BackupFault| matches!(fault, BackupFault::Tables);
    let cut = "drop trigger ledger_refuses_delete; drop trigger record_version_refuses_delete;
        drop trigger ledger_head_refuses_delete; delete from record where position = 7;
        delete from request_claim; delete from submitted_request; delete from record_version where position = 7;
        delete from record_key where position = 7; delete from ledger_head where position = 7;
        delete from ledger where position = 7;";
    let forgeries: [(&str, Expected<'_>); 6] = [
        (
            "update community set name = 'Elsewhere' where community_id = 'whati'",
            &tampered,
        ),
        ("update submitted_request set government_id = 'dehcho'", &tampered),
        ("insert into community_language values ('nowhere', 0, 'en')", &reference),
        (
            "create trigger spy after insert on session begin delete from session; end",
            &tables,
        ),
        ("create view spy as select * from record_key", &tables),
        (cut, &tables),
    ];
    for (sql, expected) in forgeries {
        let backup = Forged::open(&file);
        backup.run(sql).await;
        backup.save(&forged);
        is_refused(&forged, expected).await;
    }
    // The end of the ledger is gone, with all that it made, and the triggers are back: only the backup's own word tells.
    let backup = Forged::open(&file);
    backup.run(cut).await;
    let original = Forged::open(&file);
    for name in [
        "ledger_refuses_delete",
        "record_version_refuses_delete",
        "ledger_head_refuses_delete",
    ] {
        let mut database = original.connect().await;
        let sql: String = sqlx::query_scalar("select sql from sqlite_schema where name = $1")
            .bind(name)
            .fetch_one(&mut database)
            .await
            .expect("the trigger");
        backup.run(&sql).await;
    }
    backup.save(&forged);
    let other_head = |fault: &BackupFault| matches!(fault, BackupFault::OtherHead { found: 6, expected: 7 });
    is_refused_by(both().await, &forged, other_head).await;
    let mut backup = Forged::open(&file);
    backup.manifest["ledger_hash"] = "ab".repeat(32).into();
    backup.save(&forged);
    is_refused(&forged, |fault| matches!(fault, BackupFault::OtherHead { .. })).await;
    // Without a forgery the same way leads to a backup.
    Forged::open(&file).save(&forged);
    inspect(&forged).await.expect("whole");
}

#[tokio::test]
async fn a_backup_of_a_newer_version_is_refused_by_its_number() {
    let shelf = Shelf::new();
    let file = one_request(&shelf).await;
    let newer = shelf.file("newer");
    let migration = "insert into _sqlx_migrations values (9999, 'to come', '2036-01-01', 1, x'00', 1)";
    let mut backup = Forged::open(&file);
    backup.run(migration).await;
    backup.manifest["schema"] = 9999.into();
    backup.save(&newer);
    let is_newer = |fault: &BackupFault| matches!(fault, BackupFault::Newer { found: 9999, .. });
    is_refused_by(both().await, &newer, is_newer).await;
    // One that only its tables tell.
    let backup = Forged::open(&file);
    backup.run(migration).await;
    backup.save(&newer);
    is_refused(&newer, |fault| {
        matches!(fault, BackupFault::Store(StoreError::Migrate(_)))
    })
    .await;
}

/// The tables as they were before people signed in.
async fn make_older_tables(database: &Forged) {
    static SHARED: Migrator = sqlx::migrate!("./migrations");
    static SQLITE: Migrator = sqlx::migrate!("./migrations/sqlite");
    let all: Vec<Migration> = SHARED.iter().chain(SQLITE.iter()).cloned().collect();
    let mut connection = database.connect().await;
    let done = Migrator::with_migrations(all).run_to(9, &mut connection).await;
    done.expect("older tables");
    connection.close().await.expect("closed");
}

#[tokio::test]
async fn a_backup_of_an_older_version_is_brought_to_this_one() {
    let (database, shelf) = (sqlite(), Shelf::new());
    let store = filled(&database).await;
    back_up(&store, &shelf.file("backup")).await;
    let present = Forged::open(&shelf.file("backup"));
    let older = Forged {
        manifest: present.manifest.clone(),
        rows: tempfile::NamedTempFile::new().expect("a file"),
    };
    make_older_tables(&older).await;
    let mut connection = older.connect().await;
    let tables = "select name from sqlite_schema where type = 'table' and name not like 'sqlite%'
        and name not in ('_sqlx_migrations', 'adopted_text')
        order by name not in ('ledger', 'record_key', 'record_version', 'ledger_head'), name <> 'ledger', name";
    let tables: Vec<String> = sqlx::query_scalar(tables)
        .fetch_all(&mut connection)
        .await
        .expect("tables");
    assert!(!tables.iter().any(|table| table == "account"));
    let mut copy = format!("attach '{}' as present;", present.rows.path().display());
    for table in &tables {
        let columns: String = sqlx::query_scalar("select group_concat(name, ', ') from pragma_table_info($1)")
            .bind(table)
            .fetch_one(&mut connection)
            .await
            .expect("columns");
        let insert = write!(
            copy,
            "insert into main.{table} ({columns}) select {columns} from present.{table};"
        );
        insert.expect("a string takes everything");
    }
    connection.close().await.expect("closed");
    older.run(&copy).await;
    let mut older = older;
    older.manifest["schema"] = 9.into();
    older.save(&shelf.file("older"));
    for target in both().await {
        let restored = restore_into(&shelf.file("older"), &target).await;
        assert_eq!(load(&restored).await, small_package(), "{}", target.name);
        new(&restored, "r1", submission("tlicho", "Healers are far.")).await;
        restored.verify().await.expect("whole");
    }
}

#[tokio::test]
async fn a_database_that_holds_data_is_replaced_only_where_that_is_asked_and_nobody_uses_it() {
    let shelf = Shelf::new();
    let file = one_request(&shelf).await;
    let other = async |database: &TestDatabase| {
        let store = database.open().await;
        let mut package = small_package();
        package.communities[0].name = "Rae-Edzo".to_owned();
        put(&store, &package).await;
        store
    };
    let is_as_it_was = async |database: &TestDatabase| {
        let store = database.open().await;
        assert_eq!(load(&store).await.communities[0].name, "Rae-Edzo", "{}", database.name);
        store.verify().await.expect("whole");
        store.close().await;
    };
    for target in both().await {
        let store = other(&target).await;
        if target.name == "sqlite" {
            let fault = try_restore(&file, &target, true, Some(Vec::new())).await;
            assert!(matches!(fault, Err(BackupFault::InUse { .. })), "{fault:?}");
        }
        store.close().await;
        let fault = try_restore(&file, &target, false, Some(Vec::new())).await;
        assert!(matches!(fault, Err(BackupFault::Occupied { .. })), "{fault:?}");
        is_as_it_was(&target).await;
    }
    // A database of a server is never replaced: another one beside it is as easily made.
    let target = postgres().await;
    other(&target).await.close().await;
    let fault = try_restore(&file, &target, true, Some(Vec::new())).await;
    assert!(matches!(fault, Err(BackupFault::Occupied { .. })), "{fault:?}");
    is_as_it_was(&target).await;

    let target = sqlite();
    other(&target).await.close().await;
    let altered = shelf.file("altered");
    let backup = std::fs::read(&file).expect("a file");
    std::fs::write(&altered, &backup[..backup.len() / 2]).expect("written");
    let fault = try_restore(&altered, &target, true, Some(Vec::new())).await;
    assert!(matches!(fault, Err(BackupFault::CutShort { .. })), "{fault:?}");
    is_as_it_was(&target).await;
    let done = try_restore(&file, &target, true, Some(Vec::new())).await;
    assert_eq!(done.expect("replaced").verified.head.position, 7);
    let store = target.open().await;
    assert_eq!(load(&store).await.communities[0].name, "Behchokǫ̀");
    store.verify().await.expect("whole");
}

#[tokio::test]
async fn what_a_crash_has_left_in_the_log_of_the_old_database_is_not_taken_for_the_new_ones() {
    let shelf = Shelf::new();
    let file = one_request(&shelf).await;
    let target = sqlite();
    let place = target.url.trim_start_matches("sqlite://").to_owned();
    let store = filled(&target).await;
    // As if the power were cut: the files as they are while it runs.
    let log = std::fs::read(format!("{place}-wal")).expect("a log");
    assert!(!log.is_empty());
    let main = std::fs::read(&place).expect("a database");
    store.close().await;
    std::fs::write(&place, main).expect("written");
    std::fs::write(format!("{place}-wal"), &log).expect("written");
    let done = try_restore(&file, &target, true, Some(Vec::new())).await;
    assert_eq!(done.expect("replaced").verified.head.position, 7);
    assert_eq!(target.open().await.verify().await.expect("whole").head.position, 7);

    // A log without its database would be taken for the log of what is made there.
    let target = sqlite();
    let place = target.url.trim_start_matches("sqlite://").to_owned();
    std::fs::write(format!("{place}-wal"), &log).expect("written");
    let fault = try_restore(&file, &target, false, Some(Vec::new())).await;
    assert!(matches!(fault, Err(BackupFault::LooseLog { .. })), "{fault:?}");

    // And what is no database of ours is left alone.
    let target = sqlite();
    let foreign = "create table ledger_of_something_else (x text)";
    let options: SqliteConnectOptions = target.url.parse().expect("a URL");
    let mut connection = options.create_if_missing(true).connect().await.expect("a database");
    sqlx::query(foreign).execute(&mut connection).await.expect("made");
    connection.close().await.expect("closed");
    let fault = try_restore(&file, &target, true, Some(Vec::new())).await;
    assert!(matches!(fault, Err(BackupFault::Foreign { .. })), "{fault:?}");
}

#[tokio::test]
async fn a_database_of_another_version_is_not_touched_by_a_backup() {
    let database = sqlite();
    filled(&database).await.close().await;
    let newer = "insert into _sqlx_migrations values (9999, 'to come', '2036-01-01', 1, x'00', 1)";
    database.behind_its_back(newer).await.expect("altered");
    let refused = Store::open_untouched(&database.url).await;
    assert!(
        matches!(refused, Err(StoreError::OtherTables { found: 9999, .. })),
        "{refused:?}"
    );
    let older = "delete from _sqlx_migrations where version > 5";
    database.behind_its_back(older).await.expect("altered");
    let refused = Store::open_untouched(&database.url).await;
    assert!(
        matches!(refused, Err(StoreError::OtherTables { found: 5, .. })),
        "{refused:?}"
    );
    let number = "select cast(max(version) as text) from _sqlx_migrations";
    assert_eq!(database.texts(number).await, ["5"], "left alone");
}

#[tokio::test]
async fn an_interrupted_backup_leaves_nothing() {
    for source in both().await {
        let shelf = Shelf::new();
        let store = filled(&source).await;
        let file = shelf.file("backup");
        let mut interrupted = 0;
        let mut patience = Duration::from_millis(1);
        // Each time it gets twice as far, until it gets to its end.
        while tokio::time::timeout(patience, store.back_up(&file, Existing::Keep, now()))
            .await
            .is_err()
        {
            assert_eq!(shelf.names(), [""; 0], "{} after {patience:?}", source.name);
            interrupted += 1;
            patience *= 2;
        }
        assert!(interrupted > 0, "{}", source.name);
        assert_eq!(shelf.names(), ["backup"], "{}", source.name);
        inspect(&shelf.file("backup")).await.expect("whole");
    }
}
