//! The ledger against those who would change it: the database refuses, and where somebody takes that protection away,
//! `verify` names the position.

use evenreach::store::{Digest, LedgerHead, StoreError, Tampered, Tampering};

use super::databases::{TestDatabase, both};
use super::filled;

#[tokio::test]
async fn the_database_itself_refuses_to_change_the_ledger() {
    for database in both().await {
        let store = filled(&database).await;
        let entry = "recorded_at, actor, action, kind, record_id, commitment";
        for statement in [
            "update ledger set actor = 'somebody' where position = 2".to_owned(),
            "delete from ledger where position = 6".to_owned(),
            // An entry that leaves a gap, one in the place of another, and one that does not follow the last.
            format!(
                "insert into ledger select position + 5, {entry}, hash, previous_hash from ledger where position = 6"
            ),
            format!(
                "insert into ledger select position + 1, {entry}, previous_hash, commitment from ledger where position = 6"
            ),
        ] {
            let done = database.behind_its_back(&statement).await;
            let fault = done.expect_err(&statement).to_string();
            assert!(fault.contains("ledger is append-only"), "{}: {fault}", database.name);
        }
        if database.name == "sqlite" {
            let replace = "insert or replace into ledger select * from ledger where position = 3";
            let fault = database.behind_its_back(replace).await.expect_err(replace).to_string();
            assert!(fault.contains("ledger is append-only"), "{fault}");
        } else {
            let fault = database
                .behind_its_back("truncate ledger cascade")
                .await
                .expect_err("refused")
                .to_string();
            assert!(fault.contains("ledger is append-only"), "{fault}");
        }
        assert_eq!(
            store.verify().await.expect("whole").head.position,
            6,
            "{}",
            database.name
        );
    }
}

/// Takes away what protects the ledger, as somebody could who holds the disk.
async fn unprotect(database: &TestDatabase) {
    let statements = match database.name {
        "sqlite" => {
            "drop trigger ledger_refuses_update; drop trigger ledger_refuses_delete;
             drop trigger ledger_only_grows_at_its_end; drop trigger record_version_refuses_delete;
             drop trigger ledger_head_refuses_delete"
        }
        _ => {
            "alter table ledger disable trigger all; alter table record disable trigger all;
             alter table record_version disable trigger all; alter table ledger_head disable trigger all;
             alter table record_key disable trigger all; alter table community disable trigger all"
        }
    };
    database.behind_its_back(statements).await.expect("unprotected");
}

#[tokio::test]
async fn whoever_changes_something_behind_the_back_is_noticed_at_its_position() {
    let of = |id: &str| ("community".to_owned(), id.to_owned());
    let record = |(kind, id): (String, String)| Tampered::Record { kind, id };
    let key = |(kind, id): (String, String)| Tampered::Key { kind, id };
    let unrecorded = |(kind, id): (String, String)| Tampered::Unrecorded { kind, id };
    // 1 settings, 2 behchoko, 3 edzo, 4 whati, 5 service, 6 definition.
    let cases = [
        (
            "update ledger set actor = 'somebody' where position = 3",
            3,
            Tampered::Entry,
        ),
        (
            "update ledger set recorded_at = '2026-11-21T08:30:00Z' where position = 1",
            1,
            Tampered::Entry,
        ),
        (
            "update ledger set commitment = replace(commitment, 'a', 'b') where position = 4",
            4,
            Tampered::Entry,
        ),
        (
            "update ledger set hash = upper(hash) where position = 2",
            2,
            Tampered::Entry,
        ),
        ("delete from ledger where position = 4", 4, Tampered::Missing),
        ("delete from ledger where position = 1", 1, Tampered::Missing),
        (
            "update ledger set position = 100 where position = 2; update ledger set position = 2 where position = 3;
             update ledger set position = 3 where position = 100",
            2,
            Tampered::Entry,
        ),
        // An entry that is whole in itself, in the place of another.
        (
            "delete from ledger where position < 3; update ledger set position = position - 2 where position = 3",
            1,
            Tampered::Entry,
        ),
        (
            "update community set name = 'Rae' where community_id = 'behchoko'",
            2,
            record(of("behchoko")),
        ),
        (
            "update community set indigenous_share = 0 where community_id = 'whati'",
            4,
            record(of("whati")),
        ),
        (
            "delete from community where community_id = 'edzo'",
            3,
            record(of("edzo")),
        ),
        (
            "insert into community_language values ('edzo', 0, 'dgr')",
            3,
            record(of("edzo")),
        ),
        (
            "update record set position = 99 where record_id = 'whati'",
            4,
            record(of("whati")),
        ),
        (
            "update record_key set reason = 'asked to' where position = 3",
            3,
            record(of("edzo")),
        ),
        ("delete from record_key where position = 4", 4, key(of("whati"))),
        (
            "insert into community (community_id, name, lon, lat, notes) values ('atlantis', 'Atlantis', 0, 0, '')",
            7,
            unrecorded(of("atlantis")),
        ),
        (
            "delete from ledger where position = 6",
            6,
            Tampered::Unrecorded {
                kind: "definition".to_owned(),
                id: "illustration/1".to_owned(),
            },
        ),
    ];
    for (statements, position, what) in cases {
        for database in both().await {
            let store = filled(&database).await;
            unprotect(&database).await;
            database.behind_its_back(statements).await.expect(statements);
            let expected = Tampering {
                position,
                what: what.clone(),
            };
            match store.verify().await {
                Err(StoreError::Tampered(found)) => assert_eq!(found, expected, "{}: {statements}", database.name),
                other => panic!("{}: {statements}: {other:?}", database.name),
            }
        }
    }
}

#[tokio::test]
async fn an_entry_that_is_whole_in_itself_but_belongs_elsewhere_is_noticed() {
    for (database, other) in both().await.into_iter().zip(both().await) {
        let store = filled(&database).await;
        // The same words, but other keys: each entry of the other ledger is whole, and follows another one.
        let _ = filled(&other).await;
        let transplant = "select 'update ledger set commitment = ''' || commitment || ''', previous_hash = ''' ||
            previous_hash || ''', hash = ''' || hash || ''' where position = 4' from ledger where position = 4";
        let statement = other.texts(transplant).await.concat();
        unprotect(&database).await;
        database.behind_its_back(&statement).await.expect("transplanted");
        let expected = Tampering {
            position: 4,
            what: Tampered::Order,
        };
        match store.verify().await {
            Err(StoreError::Tampered(found)) => assert_eq!(found, expected, "{}", database.name),
            other => panic!("{}: {other:?}", database.name),
        }
    }
}

#[tokio::test]
async fn a_ledger_that_was_cut_short_with_its_records_is_noticed_by_a_head_kept_elsewhere() {
    for database in both().await {
        let store = filled(&database).await;
        let noted = store.head().await.expect("a head");
        unprotect(&database).await;
        let cut = "delete from record where position = 6; delete from definition;
            delete from record_key where position = 6; delete from record_version where position = 6;
            delete from ledger_head where position = 6; delete from ledger where position = 6";
        database.behind_its_back(cut).await.expect("cut");
        assert_eq!(
            store.verify().await.expect("whole in itself").head.position,
            5,
            "{}",
            database.name
        );
        assert!(!store.holds(noted).await.expect("an answer"), "{}", database.name);
        let other = LedgerHead {
            position: 5,
            hash: Digest::ZERO,
        };
        assert!(!store.holds(other).await.expect("an answer"), "{}", database.name);
        let head = store.head().await.expect("a head");
        assert!(store.holds(head).await.expect("an answer"), "{}", database.name);
        assert!(
            store.holds(LedgerHead::EMPTY).await.expect("an answer"),
            "{}",
            database.name
        );
    }
}
