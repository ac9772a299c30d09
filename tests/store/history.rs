//! The package as it was: every version of every record is kept, comes back as it was put, and cannot be changed unseen.

use evenreach::model::{Fact, Package};
use evenreach::store::{Kind, Store, StoreError, Tampered, Tampering};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::databases::{TestDatabase, both};
use super::packages::{any_package, definition, read_definition, small_package};
use super::{filled, load, put, registrar};

async fn load_at(store: &Store, position: u64) -> Package {
    let loaded = store.load_at(position, &read_definition).await;
    loaded.unwrap_or_else(|fault| panic!("at {position}: {fault}"))
}

async fn positions(store: &Store) -> Vec<u64> {
    let heads = store.heads().await.expect("the heads");
    heads.iter().map(|past| past.head.position).collect()
}

/// The small package as it changes: at first, changed, with a record removed, with it back in other words, as at first.
fn changing() -> Vec<Package> {
    let first = small_package();
    let mut changed = first.clone();
    "Wha Ti".clone_into(&mut changed.communities[2].name);
    changed.services[0].visits_per_month = Fact::Known(0.1 + 0.2);
    let mut removed = changed.clone();
    removed.communities.remove(1);
    let mut back = removed.clone();
    back.communities.insert(1, {
        let mut edzo = first.communities[1].clone();
        "Edzo again".clone_into(&mut edzo.name);
        edzo
    });
    back.definitions.push(definition("illustration", "2"));
    vec![first.clone(), changed, removed, back, first]
}

#[tokio::test]
async fn the_package_can_be_read_as_it_was_after_every_change() {
    for database in both().await {
        let store = database.open().await;
        let mut heads = Vec::new();
        for package in changing() {
            heads.push(put(&store, &package).await.head);
        }
        // Opening again begins no second history.
        store.close().await;
        let store = database.open().await;
        let known = store.heads().await.expect("the heads");
        assert_eq!(known.iter().map(|past| past.head).collect::<Vec<_>>(), heads);
        assert_eq!(known[0].recorded_at.to_string(), "2026-11-21T08:30:00.25Z");
        for (package, head) in changing().iter().zip(&heads) {
            let then = load_at(&store, head.position).await;
            assert_eq!(then, *package, "{} at {}", database.name, head.position);
        }
        assert_eq!(load(&store).await, small_package());
        // 6 at first, 2 changed, 0, 2 added, 3 changed back: the second definition is removed.
        let verified = store.verify().await.expect("whole");
        assert_eq!((verified.records, verified.versions), (6, 13), "{}", database.name);
    }
}

#[test]
fn any_packages_one_after_the_other_can_all_be_read_again() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let packages: Vec<Package> = (0..16)
        .map(|_| any_package().new_tree(&mut runner).expect("a package").current())
        .collect();
    for database in runtime.block_on(both()) {
        runtime.block_on(async {
            let store = database.open().await;
            let mut put_at = Vec::new();
            for package in &packages {
                put_at.push((put(&store, package).await.head.position, package));
            }
            for (position, package) in put_at {
                let then = load_at(&store, position).await;
                assert_eq!(then, *package, "{} at {position}", database.name);
            }
            store.verify().await.expect("whole");
            store.close().await;
        });
    }
}

#[tokio::test]
async fn a_package_is_only_ever_looked_at_whole() {
    for database in both().await {
        let store = filled(&database).await;
        for position in [0, 1, 5, 7, u64::from(u32::MAX)] {
            let loaded = store.load_at(position, &read_definition).await;
            assert!(
                matches!(loaded, Err(StoreError::NotKept { position: at }) if at == position),
                "{}: {loaded:?}",
                database.name
            );
        }
        // What changes nothing ends nowhere.
        put(&store, &small_package()).await;
        assert_eq!(positions(&store).await, [6], "{}", database.name);
        // Nor does what is refused.
        let mut package = small_package();
        package.services[0].visits_per_month = Fact::Known(-1.0);
        let now = "2026-11-21T08:30:00Z".parse().expect("an instant");
        let done = store.put(&package, &registrar(), "refused", now).await;
        assert!(done.is_err());
        assert_eq!(positions(&store).await, [6], "{}", database.name);
        assert_eq!(store.verify().await.expect("whole").versions, 6, "{}", database.name);
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_history() {
    for database in both().await {
        let store = filled(&database).await;
        for (statement, expected) in [
            (
                "update record_version set content = '[]' where position = 2",
                "only erased",
            ),
            (
                "update record_version set content = null, position = 99 where position = 2",
                "only erased",
            ),
            ("delete from record_version where position = 2", "never removed"),
            ("update ledger_head set position = 5", "never changed"),
            ("delete from ledger_head", "heads are never"),
            (
                "insert into record (kind, record_id, position) values ('community', 'atlantis', 7)",
                "history has no gaps",
            ),
        ] {
            let done = database.behind_its_back(statement).await;
            let fault = done.expect_err(statement).to_string();
            assert!(fault.contains(expected), "{}: {fault}", database.name);
        }
        let around = match database.name {
            "sqlite" => "insert or replace into record_version values (3, '[]')",
            _ => "truncate record_version",
        };
        let fault = database.behind_its_back(around).await.expect_err(around).to_string();
        assert!(fault.contains("history is append-only"), "{}: {fault}", database.name);
        assert_eq!(load_at(&store, 6).await, small_package(), "{}", database.name);
    }
}

/// Takes away what protects history, as somebody could who holds the disk.
async fn unprotect(database: &TestDatabase) {
    let statements = match database.name {
        "sqlite" => {
            "drop trigger record_version_refuses_update; drop trigger record_version_refuses_delete;
             drop trigger ledger_head_refuses_delete"
        }
        _ => "alter table record_version disable trigger all; alter table ledger_head disable trigger all",
    };
    database.behind_its_back(statements).await.expect("unprotected");
}

#[tokio::test]
async fn whoever_changes_the_past_is_noticed_at_its_position() {
    let whati = || ("community".to_owned(), "whati".to_owned());
    let version = |(kind, id)| Tampered::Version { kind, id };
    let unkept = |(kind, id)| Tampered::Unkept { kind, id };
    let key = |(kind, id)| Tampered::Key { kind, id };
    // 4 is Whatì at first, 7 its changed name; nothing but history still speaks of 4.
    let cases = [
        (
            "update record_version set content = replace(content, 'Whatì', 'Whatı') where position = 4",
            4,
            version(whati()),
        ),
        // A blank changes no meaning, but it is a byte.
        (
            "update record_version set content = content || ' ' where position = 4",
            4,
            version(whati()),
        ),
        (
            "update record_version set content = '[' where position = 4",
            4,
            version(whati()),
        ),
        // The words of another record, and the later words of the same.
        (
            "update record_version set content = (select other.content from record_version other where other.position = 3)
             where position = 4",
            4,
            version(whati()),
        ),
        (
            "update record_version set content = (select other.content from record_version other where other.position = 7)
             where position = 4",
            4,
            version(whati()),
        ),
        ("delete from record_version where position = 4", 4, unkept(whati())),
        ("delete from record_version where position = 7", 7, unkept(whati())),
        (
            "update record_version set content = null where position = 4",
            4,
            unkept(whati()),
        ),
        ("delete from record_key where position = 4", 4, key(whati())),
        (
            "update record_key set reason = 'asked to' where position = 4",
            4,
            version(whati()),
        ),
        (
            "update record_version set position = 99 where position = 4",
            4,
            unkept(whati()),
        ),
    ];
    for (statements, position, what) in cases {
        for database in both().await {
            let store = filled(&database).await;
            let mut package = small_package();
            package.communities[2].name = "Wha Ti".to_owned();
            put(&store, &package).await;
            store.verify().await.expect("whole");
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
async fn a_version_that_no_entry_speaks_of_is_noticed() {
    for database in both().await {
        let store = filled(&database).await;
        unprotect(&database).await;
        let added = "insert into record_version (position, content) values (9, '[]')";
        database.behind_its_back(added).await.expect("added");
        match store.verify().await {
            Err(StoreError::Tampered(found)) => assert_eq!(found.position, 9, "{}", database.name),
            other => panic!("{}: {other:?}", database.name),
        }
    }
}

#[tokio::test]
async fn the_words_of_a_version_can_be_erased_with_their_key_and_the_rest_stays_proved() {
    for database in both().await {
        let store = filled(&database).await;
        let mut package = small_package();
        package.services.clear();
        put(&store, &package).await;
        assert_eq!(load_at(&store, 6).await.services.len(), 1, "{}", database.name);
        // As withdrawing does: no protection has to be taken away.
        let erase = "update record_version set content = null where position = 5;
            delete from record_key where position = 5";
        database.behind_its_back(erase).await.expect("erased");
        assert_eq!(load_at(&store, 6).await, package, "{}", database.name);
        assert_eq!(store.verify().await.expect("whole").versions, 5, "{}", database.name);
    }
}

#[tokio::test]
async fn in_a_database_that_is_older_history_begins_with_what_is_there() {
    for database in both().await {
        let store = filled(&database).await;
        let mut package = small_package();
        package.communities[2].name = "Wha Ti".to_owned();
        package.communities.remove(1);
        put(&store, &package).await;
        store.close().await;
        // As a server of the version before left it.
        let older = match database.name {
            "sqlite" => {
                "drop trigger record_has_a_kept_version; drop table record_version; drop table ledger_head;
                 delete from _sqlx_migrations where version = 4"
            }
            _ => {
                "drop trigger record_has_a_kept_version on record; drop table record_version; drop table ledger_head;
                 drop function record_check_version; drop function record_version_refuse;
                 drop function ledger_head_refuse; delete from _sqlx_migrations where version = 4"
            }
        };
        database.behind_its_back(older).await.expect("an older database");

        let store = database.open().await;
        assert_eq!(positions(&store).await, [8], "{}", database.name);
        assert_eq!(load_at(&store, 8).await, package, "{}", database.name);
        let before = store.load_at(6, &read_definition).await;
        assert!(matches!(before, Err(StoreError::NotKept { position: 6 })), "{before:?}");
        assert_eq!(store.verify().await.expect("whole").versions, 5, "{}", database.name);
        put(&store, &small_package()).await;
        assert_eq!(positions(&store).await, [8, 10], "{}", database.name);
        assert_eq!(load_at(&store, 8).await, package, "{}", database.name);
        assert_eq!(load_at(&store, 10).await, small_package(), "{}", database.name);
        store.verify().await.expect("whole");
    }
}

#[tokio::test]
async fn history_in_memory_lasts_as_long_as_the_database() {
    let store = Store::open("sqlite::memory:").await.expect("a database");
    let first = put(&store, &small_package()).await;
    assert_eq!(first.kinds[&Kind::Community].added, 3);
    let mut package = small_package();
    package.communities.remove(1);
    put(&store, &package).await;
    assert_eq!(load_at(&store, first.head.position).await, small_package());
}
