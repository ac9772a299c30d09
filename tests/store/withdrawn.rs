//! What was taken back stays taken back: no later backup has it, and no earlier one brings it back.

use std::path::Path;
use std::time::Duration;

use evenreach::store::{BackupFault, CorrectionChange, Existing, Store, TakenBack, WithdrawnList};
use jiff::civil::date;

use super::backup::{Shelf, back_up, now, restore_into, try_restore};
use super::corrections::{change_correction, correct, corrections, record};
use super::databases::{TestDatabase, both, postgres, sqlite};
use super::packages::small_package;
use super::requests::{new, withdraw};
use super::submissions::{submission, with_canaries};
use super::{filled, load, put};

/// The list of a database, beside which nothing else is.
fn list(shelf: &Shelf) -> WithdrawnList {
    WithdrawnList::at(shelf.file("withdrawn"))
}

/// A database with one request to be taken back and one that stays, whose store keeps a list.
async fn two_requests(database: &TestDatabase, shelf: &Shelf, canary: &str) -> Store {
    let store = filled(database).await.noting_withdrawals(Some(list(shelf)));
    store.note_withdrawals().await.expect("a list");
    new(&store, "r1", with_canaries("tlicho", canary)).await;
    new(&store, "r2", submission("tlicho", "These words stay.")).await;
    store
}

fn has(file: &Path, text: &str) -> bool {
    let bytes = std::fs::read(file).expect("a file");
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[tokio::test]
async fn what_was_taken_back_after_a_backup_does_not_come_back_with_it() {
    const CANARY: &str = "canary-5d02ee";
    for source in both().await {
        let shelf = Shelf::new();
        let store = two_requests(&source, &shelf, CANARY).await;
        let of_r1 = "select secret from record_key join ledger on ledger.position = record_key.position
            where record_id = 'r1'";
        let secret = source.texts(of_r1).await.concat();
        let sealed = "select sealed from submitted_request where submitted_request_id = 'r1'";
        let sealed = source.texts(sealed).await.concat();
        assert_eq!(secret.len(), 64);
        back_up(&store, &shelf.file("old")).await;
        assert!(has(&shelf.file("old"), &secret), "the search finds what is there");
        withdraw(&store, "r1").await;
        // On the list before it is acknowledged, without a word and without a name.
        let known = list(&shelf).read().expect("a list").expect("a list");
        let r1 = TakenBack {
            position: 9,
            on: date(2026, 3, 13),
            id: "r1".into(),
        };
        assert_eq!(known, [r1], "{}", source.name);
        let said = std::fs::read_to_string(list(&shelf).file()).expect("a list");
        assert_eq!(said.lines().last(), Some("9 2026-03-13 r1"));

        // A backup that is made now has nothing of it.
        back_up(&store, &shelf.file("new")).await;
        for gone in [secret.as_str(), &sealed[..64], CANARY] {
            assert!(!has(&shelf.file("new"), gone), "{}: {gone}", source.name);
        }
        for target in both().await {
            let place = format!("{} into {}", source.name, target.name);
            let fault = try_restore(&shelf.file("old"), &target, false, None).await;
            assert!(
                matches!(fault, Err(BackupFault::NoList { requests: 2 })),
                "{place}: {fault:?}"
            );
            let done = try_restore(&shelf.file("old"), &target, false, Some(known.clone())).await;
            let done = done.expect("restored");
            assert_eq!((done.taken_back, done.verified.head.position), (1, 9), "{place}");
            let restored = target.open().await;
            let left = restored
                .withdrawn_request(&"r1".into())
                .await
                .expect("read")
                .expect("left");
            assert_eq!((left.government.as_str(), left.on), ("tlicho", date(2026, 3, 13)));
            assert_eq!(restored.request_versions(&"r1".into()).await.expect("none"), []);
            let stays = restored.request_versions(&"r2".into()).await.expect("versions");
            assert_eq!(stays[0].submission.input.why, "These words stay.", "{place}");
            // The ledger says so, and is whole.
            assert_eq!(restored.verify().await.expect("whole"), done.verified);
            let last = "select action || ' ' || record_id || ' by ' || actor from ledger where position = 9";
            assert_eq!(
                target.texts(last).await,
                ["withdraw r1 by administrator, restoring"],
                "{place}"
            );
            assert!(restored.holds(done.backup.verified.head).await.expect("read"));
            target.settle().await;
            for gone in [secret.as_str(), CANARY] {
                assert!(!target.keeps(gone), "{place}: {gone}");
            }
            let all = "select coalesce(sealed, '') from submitted_request union all
                select coalesce(content, '') from record_version";
            assert!(!target.texts(all).await.concat().contains(&sealed), "{place}");
            if target.name == "sqlite" {
                assert!(!target.keeps(&sealed[..64]), "{place}");
            }
        }
        // Whoever says that the list is no matter gets the words: it is the list that keeps them away.
        let target = sqlite();
        let restored = restore_into(&shelf.file("old"), &target).await;
        assert_eq!(
            restored.request_versions(&"r1".into()).await.expect("versions").len(),
            1
        );
        assert!(target.keeps(&secret), "the search finds what is there");
    }
}

#[tokio::test]
async fn the_database_that_is_replaced_knows_what_was_taken_back_and_another_one_does_not() {
    let (source, shelf) = (sqlite(), Shelf::new());
    let store = two_requests(&source, &shelf, "words").await;
    back_up(&store, &shelf.file("old")).await;
    withdraw(&store, "r1").await;
    store.close().await;
    let done = try_restore(&shelf.file("old"), &source, true, None).await;
    assert_eq!(done.expect("restored").taken_back, 1);

    let other = sqlite();
    filled(&other).await.close().await;
    let fault = try_restore(&shelf.file("old"), &other, true, None).await;
    assert!(matches!(fault, Err(BackupFault::NoList { requests: 2 })), "{fault:?}");
}

#[tokio::test]
async fn what_was_said_of_a_public_record_and_taken_back_does_not_come_back_either() {
    for source in both().await {
        let shelf = Shelf::new();
        let store = filled(&source).await.noting_withdrawals(Some(list(&shelf)));
        let mut package = small_package();
        package.requests.push(record("call"));
        put(&store, &package).await;
        let position = store.facts_head().await.expect("a head").position;
        let said = correct(&store, position, "Not Behchokǫ̀.").await;
        // A package may leave the call out for a while; what was said of it stays.
        package.requests.clear();
        put(&store, &package).await;
        back_up(&store, &shelf.file("old")).await;
        package.requests.push(record("call"));
        put(&store, &package).await;
        let position = store.facts_head().await.expect("a head").position;
        let secrets = "select secret from record_key join ledger on ledger.position = record_key.position
            where record_id = 'c1'";
        let secret = source.texts(secrets).await.concat();
        let gone = CorrectionChange::Withdraw(Box::new(said), date(2026, 3, 13));
        let gone = change_correction(&store, position, |_| Ok(gone)).await;
        assert!(matches!(gone, Ok(Ok(_))), "{gone:?}");
        let known = list(&shelf).read().expect("a list").expect("a list");
        assert_eq!(known.len(), 1, "{}", source.name);
        for target in both().await {
            let fault = try_restore(&shelf.file("old"), &target, false, None).await;
            assert!(matches!(fault, Err(BackupFault::NoList { requests: 1 })), "{fault:?}");
            let done = try_restore(&shelf.file("old"), &target, false, Some(known.clone())).await;
            assert_eq!(done.expect("restored").taken_back, 1, "{}", target.name);
            let restored = target.open().await;
            restored.verify().await.expect("whole");
            put(&restored, &package).await;
            assert!(corrections(&load(&restored).await).is_empty(), "{}", target.name);
            assert!(target.texts(secrets).await.iter().all(|one| *one != secret));
            let days = target.texts("select withdrawn_on from request_correction").await;
            assert_eq!(days, ["2026-03-13"], "{}", target.name);
        }
    }
}

#[tokio::test]
async fn a_list_is_not_asked_for_where_a_backup_has_no_words_of_requests() {
    let (database, shelf) = (sqlite(), Shelf::new());
    let store = filled(&database).await;
    new(&store, "r1", submission("tlicho", "Taken back.")).await;
    withdraw(&store, "r1").await;
    back_up(&store, &shelf.file("backup")).await;
    let done = try_restore(&shelf.file("backup"), &sqlite(), false, None).await;
    assert_eq!(done.expect("restored").backup.requests, 0);
}

#[tokio::test]
async fn what_another_server_took_back_is_noted_too_and_a_full_list_says_it_once() {
    for database in both().await {
        let shelf = Shelf::new();
        let here = two_requests(&database, &shelf, "words").await;
        let there = database.open().await;
        withdraw(&there, "r2").await;
        assert_eq!(
            list(&shelf).read().expect("a list"),
            Some(Vec::new()),
            "{}",
            database.name
        );
        here.note_withdrawals().await.expect("noted");
        withdraw(&here, "r1").await;
        here.note_withdrawals().await.expect("noted");
        let known = list(&shelf).read().expect("a list").expect("a list");
        let ids: Vec<&str> = known.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["r2", "r1"], "{}", database.name);
    }
}

/// Takes a request back so long after a backup of it has begun to read; `None` where the backup saw it taken back.
async fn taken_back_meanwhile(source: &TestDatabase, pause: Duration) -> Option<bool> {
    let shelf = Shelf::new();
    let store = two_requests(source, &shelf, "words").await;
    let of_r1 = "select secret from record_key join ledger on ledger.position = record_key.position
        where record_id = 'r1'";
    let secret = source.texts(of_r1).await.concat();
    let file = shelf.file("backup");
    let mut work = Box::pin(store.back_up(&file, Existing::Keep, now()));
    let has_tables = || {
        let names = shelf.names();
        let folder = names.iter().find(|name| name.starts_with(".evenreach-"));
        let rows = folder.map(|folder| shelf.file(folder).join("rows"));
        rows.is_some_and(|rows| std::fs::metadata(rows).is_ok_and(|rows| rows.len() > 100_000))
    };
    let step = Duration::from_millis(1);
    while !has_tables() {
        assert!(tokio::time::timeout(step, &mut work).await.is_err(), "too fast");
    }
    if !pause.is_zero() {
        assert!(tokio::time::timeout(pause, &mut work).await.is_err(), "too fast");
    }
    // It stands still while the request is taken back.
    withdraw(&store, "r1").await;
    work.await.expect("backed up");
    source.settle().await;
    has(&file, &secret).then(|| source.keeps(&secret))
}

#[tokio::test]
async fn what_is_taken_back_while_a_backup_is_made_is_in_no_file_of_the_database_afterwards() {
    for name in ["sqlite", "postgres"] {
        // A little later each time, until the backup has just begun to read.
        let mut pauses = (0..).map(|number| Duration::from_millis(8 * number));
        loop {
            let source = if name == "sqlite" { sqlite() } else { postgres().await };
            let pause = pauses.next().expect("one more");
            if let Some(is_kept) = taken_back_meanwhile(&source, pause).await {
                assert!(!is_kept, "{name} after {pause:?}");
                break;
            }
        }
    }
}
