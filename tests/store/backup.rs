//! Backups: one file, whole, of a database that is written to meanwhile, and either database made of it again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use evenreach::model::{Package, RequestId, Standing};
use evenreach::store::{
    Actor, BackupFault, Digest, Existing, RequestChange, RequestChanged, RequestReading, RequestSubmitted, Restored,
    Restoring, Store, TakenBack, inspect, restore,
};
use jiff::Timestamp;
use jiff::civil::date;
use tempfile::TempDir;

use super::access::peopled;
use super::databases::{TestDatabase, both, postgres, sqlite};
use super::packages::{read_definition, small_package};
use super::requests::{change, new, submit, withdraw};
use super::submissions::submission;
use super::{load, put};

pub fn now() -> Timestamp {
    "2026-03-14T18:00:00Z".parse().expect("an instant")
}

/// A folder for backups.
pub struct Shelf(TempDir);

impl Shelf {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// What lies in it.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

pub async fn back_up(store: &Store, file: &Path) {
    let done = store.back_up(file, Existing::Keep, now()).await;
    done.unwrap_or_else(|fault| panic!("{fault:?}"));
}

/// Restores as somebody who has such a list, or none.
pub async fn try_restore(
    file: &Path,
    to: &TestDatabase,
    replace: bool,
    withdrawn: Option<Vec<TakenBack>>,
) -> Result<Restored, BackupFault> {
    let actor = Actor::new("administrator, restoring").expect("a name");
    let how = Restoring {
        replace,
        withdrawn,
        list: None,
        actor: &actor,
        now: now(),
    };
    restore(file, &to.url, how).await
}

/// Restores where nothing was taken back.
pub async fn restore_into(file: &Path, to: &TestDatabase) -> Store {
    let done = try_restore(file, to, false, Some(Vec::new())).await;
    done.unwrap_or_else(|fault| panic!("{}: {fault:?}", to.name));
    to.open().await
}

/// The small package, with a text that people agreed to.
fn agreed() -> Package {
    let mut package = small_package();
    let definition = &mut package.definitions[0];
    definition.standing = Standing::Agreed;
    definition.life.moved_to = Some(Standing::Agreed);
    definition.life.adopted_on = Some(date(2026, 3, 1));
    "Behchokǫ̀, formerly Rae".clone_into(&mut package.communities[0].name);
    package
}

/// A database with something in most tables: an account with its password, sessions, links and tokens, a text that people agreed to,
/// requests that were submitted, changed, read and taken back, and keys of clients.
async fn lived_in(database: &TestDatabase) -> Store {
    let store = peopled(database).await;
    put(&store, &agreed()).await;
    store.use_token(&"t1".into(), date(2026, 12, 1)).await.expect("noted");
    new(&store, "r1", submission("tlicho", "Healers are far.")).await;
    new(&store, "r2", submission("tlicho", "ᐃᓄᒃᑎᑐᑦ")).await;
    new(&store, "r3", submission("dehcho", "Taken back.")).await;
    let other = submission("tlicho", "Other words.");
    let changed = change(&store, "r2", RequestChange::To(Box::new(other))).await;
    assert!(matches!(changed, RequestChanged::To(_)));
    withdraw(&store, "r3").await;
    let reading = RequestReading {
        at: now(),
        reader: "a planner".to_owned(),
        role: "working_group".to_owned(),
    };
    store.note_reading(&["r1".into()], &reading).await.expect("it is noted");
    store
}

/// Everything that a store gives, now and of the past, but for links, which are not carried.
async fn all_that_it_gives(store: &Store) -> String {
    let (package, facts_head) = store.load(&read_definition).await.expect("a package");
    let heads = store.heads().await.expect("heads");
    let mut past = Vec::new();
    for head in &heads {
        let then = store.load_at(head.head.position, &read_definition).await;
        past.push(then.expect("as it was"));
    }
    let mut accounts = store.accounts().await.expect("accounts");
    accounts.links.clear();
    let sign_in = store.sign_in("Łutselk'e office").await.expect("read");
    let mut requests = Vec::new();
    for id in ["r1", "r2", "r3"].map(RequestId::from) {
        requests.push((
            store.request_versions(&id).await.expect("versions"),
            store.withdrawn_request(&id).await.expect("read"),
            store.readings(&id).await.expect("readings"),
        ));
    }
    let taken_back = store.withdrawn_requests().await.expect("read");
    let verified = store.verify().await.expect("whole");
    format!(
        "{package:?} {facts_head:?} {heads:?} {past:?} {accounts:?} {sign_in:?} {requests:?} {taken_back:?} {verified:?}"
    )
}

/// How many rows each table has, but for those that are not carried.
async fn rows(tables_of: &TestDatabase, database: &TestDatabase) -> Vec<(String, String)> {
    let tables = "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by name";
    let mut counts = Vec::new();
    for table in tables_of.texts(tables).await {
        if ["session", "one_time_link", "sign_in_trip", "_sqlx_migrations"].contains(&table.as_str()) {
            continue;
        }
        let count = database
            .texts(&format!("select cast(count(*) as text) from {table}"))
            .await;
        counts.push((table, count.concat()));
    }
    counts
}

#[tokio::test]
async fn a_backup_of_either_database_comes_back_as_either() {
    let tables = sqlite();
    tables.open().await.close().await;
    for source in both().await {
        let shelf = Shelf::new();
        let store = lived_in(&source).await;
        back_up(&store, &shelf.file("backup")).await;
        let (expected, expected_rows) = (all_that_it_gives(&store).await, rows(&tables, &source).await);
        assert!(expected_rows.contains(&("adopted_text".to_owned(), "1".to_owned())));
        for target in both().await {
            let place = format!("{} into {}", source.name, target.name);
            let restored = restore_into(&shelf.file("backup"), &target).await;
            assert!(all_that_it_gives(&restored).await == expected, "{place}");
            assert_eq!(rows(&tables, &target).await, expected_rows, "{place}");

            // What a client sent with its key before is still done once, and life goes on.
            let again = submit(&restored, "r9", "r1", submission("tlicho", "Healers are far.")).await;
            assert!(
                matches!(again, RequestSubmitted::Again(ref id, _) if id.as_str() == "r1"),
                "{place}"
            );
            new(&restored, "r4", submission("tlicho", "New words.")).await;
            let mut package = load(&restored).await;
            package.requests.clear();
            package.communities[2].name = "Whatì again".to_owned();
            put(&restored, &package).await;
            restored.verify().await.expect("whole");
            // An agreed text stays what it was there too.
            package.definitions.clear();
            assert!(super::try_put(&restored, &package).await.is_err(), "{place}");
        }
    }
}

#[tokio::test]
async fn sessions_and_links_are_not_in_a_backup_and_tokens_are() {
    for source in both().await {
        let shelf = Shelf::new();
        let store = lived_in(&source).await;
        back_up(&store, &shelf.file("backup")).await;
        let bytes = std::fs::read(shelf.file("backup")).expect("a file");
        let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        for (secret, is_there) in [("a token", true), ("a session", false), ("a link", false)] {
            let digest = Digest::of(secret.as_bytes()).to_string();
            assert_eq!(has(&digest), is_there, "{}: {secret}", source.name);
        }
        let target = sqlite();
        let restored = restore_into(&shelf.file("backup"), &target).await;
        let session = restored.session(&Digest::of(b"a session")).await.expect("read");
        assert!(session.is_none());
        assert!(restored.accounts().await.expect("accounts").links.is_empty());
    }
}

#[tokio::test]
async fn a_backup_gets_its_name_once_and_is_readable_to_nobody_else() {
    for source in both().await {
        let shelf = Shelf::new();
        let file = shelf.file("backup");
        let store = lived_in(&source).await;
        back_up(&store, &file).await;
        let first = std::fs::read(&file).expect("a file");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&file).expect("a file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{}", source.name);
        }
        new(&store, "r4", submission("tlicho", "More words.")).await;
        let refused = store.back_up(&file, Existing::Keep, now()).await;
        assert!(matches!(refused, Err(BackupFault::Exists { .. })), "{refused:?}");
        assert_eq!(std::fs::read(&file).expect("a file"), first, "{}", source.name);
        store.back_up(&file, Existing::Replace, now()).await.expect("replaced");
        let inspected = inspect(&file).await.expect("whole");
        assert_eq!((inspected.requests, inspected.made_at), (3, now()));
        assert_eq!(inspected.verified, store.verify().await.expect("whole"));
        assert_eq!(shelf.names(), ["backup"], "{}: nothing is left beside", source.name);
    }
}

#[tokio::test]
async fn an_empty_database_is_no_backup() {
    for source in both().await {
        let shelf = Shelf::new();
        let store = source.open().await;
        let refused = store.back_up(&shelf.file("backup"), Existing::Keep, now()).await;
        assert!(matches!(refused, Err(BackupFault::Nothing)), "{refused:?}");
        assert_eq!(shelf.names(), [""; 0], "{}", source.name);
    }
}

#[tokio::test]
async fn a_database_that_was_tampered_with_makes_no_backup() {
    for source in both().await {
        let shelf = Shelf::new();
        let store = lived_in(&source).await;
        let altered = "update community set name = 'Elsewhere' where community_id = 'whati'";
        source.behind_its_back(altered).await.expect("altered");
        let refused = store.back_up(&shelf.file("backup"), Existing::Keep, now()).await;
        assert!(matches!(refused, Err(BackupFault::Store(_))), "{refused:?}");
        assert_eq!(shelf.names(), [""; 0], "{}", source.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_one_moment_of_a_database_that_is_written_to() {
    for source in both().await {
        let shelf = Shelf::new();
        let store = lived_in(&source).await;
        let is_over = Arc::new(AtomicBool::new(false));
        let written = Arc::new(AtomicUsize::new(0));
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let (store, is_over, written) = (store.clone(), Arc::clone(&is_over), Arc::clone(&written));
                tokio::spawn(async move {
                    for number in 0.. {
                        if is_over.load(Ordering::Relaxed) {
                            break;
                        }
                        let id = format!("w{writer}-{number}");
                        new(&store, &id, submission("tlicho", &id)).await;
                        if number % 4 == 3 {
                            withdraw(&store, &id).await;
                        }
                        written.fetch_add(1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        let (mut moments, mut moved) = (Vec::new(), 0);
        for number in 0..3 {
            while written.load(Ordering::Relaxed) < 6 * (number + 1) {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            let before = store.head().await.expect("a head");
            back_up(&store, &shelf.file(&number.to_string())).await;
            let after = store.head().await.expect("a head");
            moved += after.position - before.position;
            moments.push((before, after));
        }
        is_over.store(true, Ordering::Relaxed);
        for writer in writers {
            writer.await.expect("no panic");
        }
        assert!(
            moved > 0,
            "{}: nobody wrote meanwhile, so nothing is proved",
            source.name
        );
        for (number, (before, after)) in moments.into_iter().enumerate() {
            let target = if number == 0 { postgres().await } else { sqlite() };
            let restored = restore_into(&shelf.file(&number.to_string()), &target).await;
            let head = restored.head().await.expect("a head");
            assert!((before.position..=after.position).contains(&head.position));
            assert!(restored.holds(before).await.expect("read"), "{}", source.name);
            assert!(store.holds(head).await.expect("read"), "{}", source.name);
            assert_eq!(restored.verify().await.expect("whole").head, head);
        }
    }
}
