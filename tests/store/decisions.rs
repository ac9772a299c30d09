//! What the working group decided: in every backup with each of its versions, and gone with the request that it is about.

use evenreach::model::{Decision, DecisionInput, DecisionKind, DecisionSubject, Outcome, Stood, VersionTag};
use evenreach::store::{Actor, DecisionRecorded, DecisionVersion, Store};
use jiff::civil::date;

use super::backup::{Shelf, back_up, now, restore_into, try_restore};
use super::databases::both;
use super::filled;
use super::requests::{new, withdraw};
use super::submissions::submission;

fn group() -> Actor {
    Actor::new("somebody of the working group").expect("a name")
}

fn decided(id: &str, option: &str, reasons: &str) -> Decision {
    Decision {
        id: id.into(),
        subject: DecisionSubject::parse(option).expect("an option"),
        says: DecisionInput {
            decision: DecisionKind::Chosen,
            reasons: reasons.to_owned(),
            dissent: Some("Two of us would have begun in Wekweètì.".to_owned()),
            decided_on: date(2026, 3, 11),
            ranking: "/api/analysis/priorities?definition=small".to_owned(),
            is_public: true,
        },
        then: vec![Stood {
            community: "whati".into(),
            standard: "counselling".into(),
            at_least: Outcome::Unmet,
            at_most: Outcome::Met,
            days_met: 12,
            shortfall: 0.75,
        }],
        recorded_on: date(2026, 3, 12),
        changed_on: date(2026, 3, 12),
        version: VersionTag::default(),
    }
}

async fn record(store: &Store, decision: Decision) {
    let done = store.record_decision(decision, &group(), now()).await;
    assert!(matches!(done, Ok(DecisionRecorded::New(_))), "{done:?}");
}

/// Everything that is kept of decisions: as they stand, and each version of each.
async fn kept(store: &Store) -> (Vec<Decision>, Vec<Vec<DecisionVersion>>) {
    let present = store.decisions().await.expect("readable");
    let mut versions = Vec::new();
    for one in &present {
        versions.push(store.decision_versions(&one.id).await.expect("readable"));
    }
    (present, versions)
}

#[tokio::test]
async fn decisions_are_in_a_backup_and_go_with_the_request_that_was_taken_back_after_it() {
    const CANARY: &str = "canary-71c9aa";
    for source in both().await {
        let shelf = Shelf::new();
        let store = filled(&source).await;
        new(&store, "r1", submission("tlicho", "Healers are far.")).await;
        record(&store, decided("d1", "request:r1", CANARY)).await;
        record(
            &store,
            decided("d2", "gap:whati.counselling", "Nobody comes in spring."),
        )
        .await;
        let later = store
            .change_decision(&"d1".into(), &group(), now(), |before| {
                let mut after = before.clone();
                after.says.decision = DecisionKind::Deferred;
                Ok::<_, ()>(Some(after))
            })
            .await;
        assert!(matches!(later, Ok(Ok(Some(_)))), "{later:?}");
        let before = kept(&store).await;
        assert_eq!(before.1.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        let secrets = "select secret from record_key join ledger on ledger.position = record_key.position
            where record_id = 'd1'";
        let secrets = source.texts(secrets).await;
        assert_eq!(secrets.len(), 2);
        back_up(&store, &shelf.file("backup")).await;
        withdraw(&store, "r1").await;
        let taken_back = store.withdrawn_requests().await.expect("readable");
        for target in both().await {
            let place = format!("{} into {}", source.name, target.name);
            let restored = restore_into(&shelf.file("backup"), &target).await;
            assert_eq!(kept(&restored).await, before, "{place}");
            restored.close().await;
        }
        for target in both().await {
            let place = format!("{} into {}", source.name, target.name);
            let done = try_restore(&shelf.file("backup"), &target, false, Some(taken_back.clone())).await;
            assert_eq!(done.expect("restored").taken_back, 1, "{place}");
            let restored = target.open().await;
            let (present, versions) = kept(&restored).await;
            assert_eq!(present, before.0[1..], "{place}");
            assert_eq!(versions, before.1[1..], "{place}");
            assert_eq!(
                restored.decision_versions(&"d1".into()).await.expect("none"),
                [],
                "{place}"
            );
            restored.verify().await.expect("whole");
            target.settle().await;
            for gone in secrets.iter().map(String::as_str).chain([CANARY]) {
                assert!(!target.keeps(gone), "{place}: {gone}");
            }
            restored.close().await;
        }
        store.close().await;
    }
}
