//! The store, the same on both databases: what is put comes back, every change is in the ledger once, and nobody can
//! change either behind its back without being noticed. Needs a `PostgreSQL` server: `make test`.

#[path = "store/access.rs"]
mod access;
#[path = "store/backup.rs"]
mod backup;
#[path = "store/corrections.rs"]
mod corrections;
#[path = "support/databases.rs"]
mod databases;
#[path = "store/decisions.rs"]
mod decisions;
#[path = "store/history.rs"]
mod history;
#[path = "store/ledger.rs"]
mod ledger;
#[path = "support/packages.rs"]
mod packages;
#[path = "store/requests.rs"]
mod requests;
#[path = "store/restore.rs"]
mod restore;
#[path = "store/scenarios.rs"]
mod scenarios;
#[path = "support/submissions.rs"]
mod submissions;
#[path = "store/withdrawn.rs"]
mod withdrawn;

use std::time::Duration;

use databases::{TestDatabase, both};
use evenreach::model::{Fact, Package};
use evenreach::package::{self, BuiltIn};
use evenreach::store::{Actor, Changes, Kind, KindChanges, LedgerHead, Store, StoreError};
use packages::{any_package, read_definition, small_package};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

fn registrar() -> Actor {
    Actor::new("registrar").expect("a name")
}

async fn try_put(store: &Store, package: &Package) -> Result<Changes, StoreError> {
    let now = "2026-11-21T08:30:00.25Z".parse().expect("an instant");
    store.put(package, &registrar(), "loaded for a test", now).await
}

async fn put(store: &Store, package: &Package) -> Changes {
    try_put(store, package).await.expect("the package is put")
}

async fn load(store: &Store) -> Package {
    store.load(&read_definition).await.expect("the package is loaded").0
}

/// A database with the small package in it.
async fn filled(database: &TestDatabase) -> Store {
    let store = database.open().await;
    put(&store, &small_package()).await;
    store
}

#[tokio::test]
async fn a_package_comes_back_as_it_was_put() {
    for database in both().await {
        let store = filled(&database).await;
        assert_eq!(load(&store).await, small_package(), "{}", database.name);
        store.close().await;
        let (package, head) = database.open().await.load(&read_definition).await.expect("loaded");
        assert_eq!(package, small_package(), "{} after opening again", database.name);
        // Settings, three communities, a service, a definition.
        assert_eq!(head.position, 6, "{}", database.name);
    }
}

#[tokio::test]
async fn the_shipped_package_comes_back_as_it_was_put() {
    // What a definition's filters mean is not the store's to know.
    let (package, _) = package::read(&BuiltIn).expect("the shipped package has no fault");
    let definitions = package.definitions.clone();
    let read_definition = move |text: &str| {
        let known = definitions.iter().find(|definition| definition.text == text);
        known
            .cloned()
            .ok_or_else(|| "not one of the shipped definitions".into())
    };
    for database in both().await {
        let store = database.open().await;
        let put_first = put(&store, &package).await;
        assert_eq!(put_first.kinds[&Kind::Community].added, package.communities.len());
        let (loaded, head) = store.load(&read_definition).await.expect("loaded");
        assert!(loaded == package, "{}: the shipped package differs", database.name);
        assert_eq!(head, put_first.head, "{}", database.name);
        assert!(put(&store, &loaded).await.is_empty(), "{}", database.name);
        assert_eq!(store.verify().await.expect("whole").head, head, "{}", database.name);
    }
}

#[tokio::test]
async fn a_database_in_memory_keeps_a_package_as_long_as_it_is_open() {
    let store = Store::open("sqlite::memory:").await.expect("a database");
    put(&store, &small_package()).await;
    assert_eq!(load(&store).await, small_package());
    assert_eq!(store.verify().await.expect("whole").records, 6);
}

#[tokio::test]
async fn a_database_without_a_package_says_so() {
    for database in both().await {
        let store = database.open().await;
        assert_eq!(store.head().await.expect("a head"), LedgerHead::EMPTY);
        let loaded = store.load(&read_definition).await;
        assert!(
            matches!(loaded, Err(StoreError::Empty)),
            "{}: {loaded:?}",
            database.name
        );
    }
}

#[tokio::test]
async fn the_same_package_again_changes_nothing_and_appends_nothing() {
    for database in both().await {
        let store = filled(&database).await;
        let before = store.head().await.expect("a head");
        let changes = put(&store, &small_package()).await;
        assert!(changes.is_empty(), "{}: {changes}", database.name);
        assert_eq!(changes.head, before);
        assert_eq!(store.head().await.expect("a head"), before, "{}", database.name);
    }
}

#[test]
fn any_packages_one_after_the_other_come_back_equal_and_leave_a_whole_ledger() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for database in runtime.block_on(both()) {
        let store = runtime.block_on(database.open());
        let config = Config {
            cases: 48,
            max_shrink_iters: 200,
            failure_persistence: None,
            ..Config::default()
        };
        // A fixed seed: a failure comes again.
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let outcome = TestRunner::new_with_rng(config, rng).run(&any_package(), |package| {
            let again = runtime.block_on(async {
                let position = put(&store, &package).await.head.position;
                let again = put(&store, &package).await;
                assert_eq!(again.head.position, position);
                store.verify().await.expect("a whole ledger");
                again
            });
            proptest::prop_assert!(again.is_empty(), "{again}");
            let loaded = runtime.block_on(load(&store));
            proptest::prop_assert_eq!(loaded, package);
            Ok::<(), TestCaseError>(())
        });
        outcome.unwrap_or_else(|fault| panic!("{}: {fault}", database.name));
        runtime.block_on(store.close());
    }
}

#[tokio::test]
async fn each_changed_record_leaves_one_entry_and_others_none() {
    for database in both().await {
        let store = filled(&database).await;
        let mut package = small_package();
        package.communities[2].name = "Wha Ti".to_owned();
        package.services[0].visits_per_month = Fact::Known(2.5);
        package.communities.remove(1);
        let changes = put(&store, &package).await;
        let counted = |added, changed, removed| KindChanges {
            added,
            changed,
            removed,
        };
        assert_eq!(
            changes.kinds.into_iter().collect::<Vec<_>>(),
            [(Kind::Community, counted(0, 1, 1)), (Kind::Service, counted(0, 1, 0))],
            "{}",
            database.name
        );
        let entries = "select action || ' ' || kind || ' ' || record_id || ' ' || actor || ' ' || recorded_at
            from ledger where position > 6 order by position";
        assert_eq!(
            database.texts(entries).await,
            [
                "remove community edzo registrar 2026-11-21T08:30:00.25Z",
                "change community whati registrar 2026-11-21T08:30:00.25Z",
                "change service counselling-behchoko registrar 2026-11-21T08:30:00.25Z",
            ],
            "{}",
            database.name
        );
        assert_eq!(load(&store).await, package, "{}", database.name);
        assert_eq!(store.verify().await.expect("whole").records, 5, "{}", database.name);
    }
}

#[tokio::test]
async fn a_change_by_one_server_reaches_another_within_five_seconds() {
    for database in both().await {
        let (here, there) = (filled(&database).await, database.open().await);
        let mut heads = there.watch().await.expect("a watch");
        assert_eq!(heads.borrow_and_update().position, 6, "{}", database.name);
        let mut package = small_package();
        package.communities[0].name = "Rae-Edzo".to_owned();
        let put = put(&here, &package).await;
        let moved = tokio::time::timeout(Duration::from_secs(5), heads.changed()).await;
        moved.expect("within five seconds").expect("still watching");
        assert_eq!(*heads.borrow(), put.head, "{}", database.name);
        there.close().await;
        let ended = tokio::time::timeout(Duration::from_secs(5), heads.changed()).await;
        assert!(ended.expect("within five seconds").is_err(), "{}", database.name);
    }
}

#[tokio::test]
async fn writers_at_the_same_time_take_turns() {
    for database in both().await {
        let stores = [database.open().await, database.open().await];
        let tasks: Vec<_> = (0..12_u8)
            .map(|number| {
                let store = stores[usize::from(number) % 2].clone();
                let mut package = small_package();
                package.communities[0].name = format!("Place {number}");
                tokio::spawn(async move { put(&store, &package).await.head.position })
            })
            .collect();
        let mut positions = Vec::new();
        for task in tasks {
            positions.push(task.await.expect("the change is made"));
        }
        positions.sort_unstable();
        // The first adds six records, each of the others changes one.
        assert_eq!(positions, (6..18).collect::<Vec<_>>(), "{}", database.name);
        assert_eq!(
            stores[0].verify().await.expect("whole").head.position,
            17,
            "{}",
            database.name
        );
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_leaves_nothing_behind() {
    type Break = fn(&mut Package);
    let cases: [(Break, &str); 8] = [
        (
            |package| package.services[0].community_id = Some("atlantis".into()),
            "refers to another that does not exist: service",
        ),
        (
            |package| package.communities[1].part_of = Some("atlantis".into()),
            "refers to another that does not exist: community",
        ),
        (
            |package| package.services[0].visits_per_month = Fact::Known(-1.0),
            "service_visits_not_negative",
        ),
        (
            |package| package.communities[0].indigenous_share = Some(1.5),
            "community_share_in_range",
        ),
        (
            |package| package.services[0].visits_per_month = Fact::Known(f64::NAN),
            "service.visits_per_month: expected a finite number",
        ),
        (
            |package| package.communities[0].name.push('\0'),
            "community.name: expected text without the NUL character",
        ),
        (
            |package| package.communities[0].id = "a\0b".into(),
            "community.community_id: expected text without the NUL character",
        ),
        (
            |package| package.communities.push(package.communities[0].clone()),
            "two records of kind community have the id \"behchoko\"",
        ),
    ];
    for database in both().await {
        let store = filled(&database).await;
        let before = store.head().await.expect("a head");
        for (spoil, expected) in cases {
            let mut package = small_package();
            package.communities[2].name = "Wha Ti".to_owned();
            spoil(&mut package);
            let fault = try_put(&store, &package).await.expect_err(expected);
            let mut words = fault.to_string();
            let mut cause = std::error::Error::source(&fault);
            while let Some(inner) = cause {
                words = format!("{words}: {inner}");
                cause = inner.source();
            }
            assert!(words.contains(expected), "{}: {words}", database.name);
            assert_eq!(
                store.head().await.expect("a head"),
                before,
                "{}: {expected}",
                database.name
            );
            assert_eq!(load(&store).await, small_package(), "{}: {expected}", database.name);
        }
        store.verify().await.expect("whole");
    }
}

#[tokio::test]
async fn a_change_without_a_reason_is_refused() {
    let store = Store::open("sqlite::memory:").await.expect("a database");
    for reason in ["", " ", "two\nlines"] {
        let done = store
            .put(&small_package(), &registrar(), reason, jiff::Timestamp::UNIX_EPOCH)
            .await;
        assert!(matches!(done, Err(StoreError::Reason)), "{reason:?}");
    }
}

#[tokio::test]
async fn a_definition_is_read_from_its_own_text_or_not_at_all() {
    for database in both().await {
        let store = filled(&database).await;
        let refuse = |_: &str| Err("not understood".into());
        let loaded = store.load(&refuse).await;
        assert!(
            matches!(loaded, Err(StoreError::Definition { ref id, .. }) if id == "illustration/1"),
            "{loaded:?}"
        );
        let other = |_: &str| read_definition("another\n1");
        assert!(matches!(
            store.load(&other).await,
            Err(StoreError::Misfit {
                table: "definition",
                ..
            })
        ));
        let altered = "update definition set document = document || ' '";
        database.behind_its_back(altered).await.expect("altered");
        let loaded = store.load(&read_definition).await;
        assert!(
            matches!(loaded, Err(StoreError::Misfit { column: "digest", .. })),
            "{loaded:?}"
        );
    }
}

#[tokio::test]
async fn a_database_of_a_newer_or_altered_version_is_refused() {
    for database in both().await {
        let _ = filled(&database).await;
        database
            .behind_its_back("update _sqlx_migrations set version = 9999 where version = 3")
            .await
            .expect("a newer database");
        let opened = Store::open(&database.url).await;
        assert!(matches!(opened, Err(StoreError::Migrate(_))), "{}", database.name);
    }
    for database in both().await {
        let _ = filled(&database).await;
        database
            .behind_its_back("update _sqlx_migrations set checksum = substr(checksum, 2) where version = 2")
            .await
            .expect("an edited migration");
        let opened = Store::open(&database.url).await;
        assert!(matches!(opened, Err(StoreError::Migrate(_))), "{}", database.name);
    }
}

#[tokio::test]
async fn both_databases_have_the_same_columns() {
    let [sqlite, postgres] = both().await.try_into().ok().expect("two databases");
    let (_a, _b) = (sqlite.open().await, postgres.open().await);
    let sqlite = sqlite
        .texts(
            "select m.name || '.' || c.name || ' ' || lower(c.type) || ' ' || c.\"notnull\"
             from sqlite_schema m, pragma_table_info(m.name) c
             where m.type = 'table' and m.name not like '\\_%' escape '\\' and m.name not like 'sqlite%' order by 1",
        )
        .await;
    let mut postgres = postgres
        .texts(
            "select table_name || '.' || column_name || ' ' || data_type || ' ' || (is_nullable = 'NO')::int
             from information_schema.columns where table_schema = 'public' and table_name not like '\\_%'",
        )
        .await;
    postgres.sort();
    assert!(sqlite.len() > 150, "{}", sqlite.len());
    assert_eq!(sqlite, postgres);
}

#[tokio::test]
async fn a_server_that_acknowledges_before_it_has_written_is_refused() {
    let database = databases::postgres().await;
    let address = database.url.split('?').next().expect("an address");
    let (_, name) = address.rsplit_once('/').expect("a name");
    database
        .behind_its_back(&format!("alter database {name} set synchronous_commit = off"))
        .await
        .expect("the setting");
    let fault = Store::open(&database.url).await.expect_err("refused");
    assert!(
        matches!(
            fault,
            StoreError::Setting {
                setting: "synchronous_commit",
                ..
            }
        ),
        "{fault}"
    );
}

#[tokio::test]
async fn a_url_of_no_known_database_is_refused_without_repeating_its_password() {
    for url in [
        "mysql://me:secret@host/db",
        "evenreach.db",
        "",
        "postgres://me:secret@host:port/db",
    ] {
        let fault = Store::open(url).await.expect_err(url);
        assert!(matches!(fault, StoreError::Url(_)), "{fault:?}");
        assert!(!format!("{fault} {fault:?}").contains("secret"), "{fault:?}");
    }
}
