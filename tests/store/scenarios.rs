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
