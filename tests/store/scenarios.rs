//! Scenarios that people keep: changed by whoever has seen them, carried by backups, and erased so that nothing is left.

use evenreach::model::{KeptScenario, ScenarioId, ScenarioOwner, Sharing, VersionTag};
use evenreach::store::{Actor, KeptChange, KeptChanged, Store};
use jiff::Timestamp;
use jiff::civil::date;

use super::backup::{Shelf, back_up, restore_into};
use super::databases::{both, sqlite};
use super::filled;

fn now() -> Timestamp {
    "2026-03-12T18:00:00Z".parse().expect("an instant")
}

fn somebody() -> Actor {
    Actor::new("somebody").expect("a name")
}

fn scenario(id: &str, words: &str) -> KeptScenario {
    KeptScenario {
        id: id.into(),
        owner: ScenarioOwner::Government("tlicho".into()),
        kept_by: "Anna".to_owned(),
        shared: Sharing::Own,
        document: format!("{{\"name\":{{\"en\":\"{words}\",\"fr\":\"{words}\"}},\"changes\":[]}}"),
        forked_from: Some("another".into()),
        changed_on: date(2026, 3, 12),
        version: VersionTag::default(),
    }
}

async fn keep(store: &Store, scenario: KeptScenario, most: usize) -> Option<KeptScenario> {
    store
        .keep_scenario(scenario, most, &somebody(), now())
        .await
        .expect("it is kept")
}

async fn change(store: &Store, id: &str, to: KeptChange) -> KeptChanged {
    let decide = |_: &KeptScenario| Ok::<_, ()>(to);
    let done = store
        .change_scenario(&ScenarioId::from(id), &somebody(), now(), decide)
        .await;
    done.expect("it is changed").expect("nobody refuses")
}

#[tokio::test]
async fn a_kept_scenario_comes_back_is_no_fact_and_leaves_nothing_behind() {
    for database in both().await {
        let store = filled(&database).await;
        let facts = store.facts_head().await.expect("a head");
        let kept = keep(&store, scenario("s1", "CANARY-Behchokǫ̀"), 2)
            .await
            .expect("there is room");
        assert_eq!(
            store.kept_scenario(&kept.id).await.expect("read"),
            Some(kept.clone()),
            "{}",
            database.name
        );
        assert_eq!(store.kept_scenarios().await.expect("read"), std::slice::from_ref(&kept));
        assert_eq!(
            store.facts_head().await.expect("a head"),
            facts,
            "it moves no picture of the facts"
        );
        assert!(
            store.head().await.expect("a head").position > facts.position,
            "it is in the ledger"
        );
        let again = KeptScenario {
            shared: Sharing::Public,
            ..kept.clone()
        };
        let KeptChanged::To(changed) = change(&store, "s1", KeptChange::To(Box::new(again))).await else {
            panic!("{}: changed", database.name)
        };
        assert_ne!(changed.version, kept.version, "another version has another name");
        assert_eq!(store.kept_scenarios().await.expect("read"), [*changed]);
        store.verify().await.expect("whole");

        assert!(keep(&store, scenario("s2", "second"), 2).await.is_some());
        assert!(
            keep(&store, scenario("s3", "third"), 2).await.is_none(),
            "no more than so many of one owner"
        );
        let gone = change(&store, "s1", KeptChange::Withdraw(date(2026, 3, 13))).await;
        assert_eq!(gone, KeptChanged::Withdrawn);
        assert_eq!(store.kept_scenario(&"s1".into()).await.expect("read"), None);
        assert_eq!(change(&store, "s1", KeptChange::None).await, KeptChanged::Never);
        assert!(
            keep(&store, scenario("s3", "third"), 2).await.is_some(),
            "there is room again"
        );
        store.verify().await.expect("whole");
        store.close().await;
    }
}

#[tokio::test]
async fn of_a_scenario_that_is_taken_away_nothing_is_left_that_opens_any_version_of_it() {
    const CANARY: &str = "canary-3b7c19";
    for database in both().await {
        let store = filled(&database).await;
        let first = keep(&store, scenario("s1", CANARY), 2).await.expect("there is room");
        let second = KeptScenario {
            shared: Sharing::Public,
            ..first
        };
        change(&store, "s1", KeptChange::To(Box::new(second))).await;
        let of_s1 = "select secret from record_key join ledger on ledger.position = record_key.position
            where record_id = 's1'";
        let contents = "select coalesce(content, '') from record_version join ledger
            on ledger.position = record_version.position where record_id = 's1' order by ledger.position";
        let secrets = database.texts(of_s1).await;
        let sealed = database.texts("select sealed from kept_scenario").await;
        assert_eq!((secrets.len(), sealed.len()), (2, 1), "{}", database.name);
        database.settle().await;
        assert!(database.keeps(&secrets[0]), "the search finds what is there");
        assert!(!database.keeps(CANARY), "{}: never in the open", database.name);

        change(&store, "s1", KeptChange::Withdraw(date(2026, 3, 13))).await;
        database.settle().await;
        for secret in &secrets {
            assert!(!database.keeps(secret), "{}: a secret is left in a file", database.name);
        }
        assert_eq!(database.texts(contents).await[..2], ["", ""], "{}", database.name);
        assert_eq!(
            database.texts("select coalesce(sealed, '') from kept_scenario").await,
            [""],
            "{}: the row stays, so that its id is never used again",
            database.name
        );
        store.verify().await.expect("whole");
        store.close().await;
    }
}

#[tokio::test]
async fn a_change_that_is_refused_or_none_leaves_no_entry() {
    for database in both().await {
        let store = filled(&database).await;
        let kept = keep(&store, scenario("s1", "words"), 2).await.expect("there is room");
        let head = store.head().await.expect("a head");
        let refused = store
            .change_scenario(&"s1".into(), &somebody(), now(), |_| Err::<KeptChange, _>("no"))
            .await;
        assert_eq!(refused.expect("the store works"), Err("no"));
        let none = change(&store, "s1", KeptChange::None).await;
        assert_eq!(none, KeptChanged::To(Box::new(kept)), "{}", database.name);
        assert!(keep(&store, scenario("s2", "words"), 1).await.is_none());
        assert_eq!(store.head().await.expect("a head"), head, "{}", database.name);
        store.close().await;
    }
}

#[tokio::test]
async fn a_backup_carries_what_is_kept_to_either_database() {
    for database in both().await {
        let store = filled(&database).await;
        let kept = keep(&store, scenario("s1", "words"), 2).await.expect("there is room");
        let shelf = Shelf::new();
        let file = shelf.file("a.backup");
        back_up(&store, &file).await;
        store.close().await;
        let empty = sqlite();
        let store = restore_into(&file, &empty).await;
        assert_eq!(store.kept_scenarios().await.expect("read"), [kept], "{}", database.name);
        store.verify().await.expect("whole");
        store.close().await;
    }
}
