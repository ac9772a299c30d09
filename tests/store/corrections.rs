//! What bodies say of calls in the public record: kept beside what a package says, and erased so that nothing is left.

use evenreach::model::{
    DeliveryMode, Package, RecordCorrection, Request, RequestOrigin, SaidOtherwise, VersionTag, Visibility,
};
use evenreach::store::{Actor, CorrectionChange, CorrectionChanged, Store, StoreError, Tampered};
use jiff::Timestamp;
use jiff::civil::date;

use super::databases::both;
use super::packages::{read_definition, small_package};
use super::submissions::submission;
use super::{filled, load, put};

fn government() -> Actor {
    Actor::new("somebody of the government").expect("a name")
}

fn now() -> Timestamp {
    "2026-03-12T18:00:00Z".parse().expect("an instant")
}

#[tokio::test]
async fn what_is_said_of_a_record_outlives_the_package_and_is_read_as_it_was() {
    for database in both().await {
        let store = filled(&database).await;
        let mut package = small_package();
        package.requests.push(record("call"));
        put(&store, &package).await;
        let head = store.facts_head().await.expect("a head");
        let said = correct(&store, head.position, "Not Behchokǫ̀.").await;
        let then = store.head().await.expect("a head");
        assert_eq!(
            corrections(&load(&store).await),
            std::slice::from_ref(&said),
            "{}",
            database.name
        );

        // Putting a package changes no word of it; a package that leaves the call out only hides it.
        package.communities[2].name = "Wha Ti".to_owned();
        put(&store, &package).await;
        assert_eq!(
            corrections(&load(&store).await),
            std::slice::from_ref(&said),
            "{}",
            database.name
        );
        package.requests.clear();
        put(&store, &package).await;
        assert!(load(&store).await.requests.is_empty());
        package.requests.push(record("call"));
        put(&store, &package).await;
        assert_eq!(
            corrections(&load(&store).await),
            std::slice::from_ref(&said),
            "{}",
            database.name
        );

        // Whoever read the call before it was put again has not seen it.
        let late = change_correction(&store, then.position, |_| Ok(CorrectionChange::None)).await;
        assert!(matches!(late, Err(StoreError::Moved)), "{late:?}");

        let was = store.load_at(then.position, &read_definition).await.expect("as it was");
        assert_eq!(corrections(&was), std::slice::from_ref(&said));
        let now = store.facts_head().await.expect("a head");
        let gone = CorrectionChange::Withdraw(Box::new(said), date(2026, 3, 13));
        let gone = change_correction(&store, now.position, |_| Ok(gone)).await;
        assert!(matches!(gone, Ok(Ok(CorrectionChanged::To(left))) if left.is_empty()));
        assert!(corrections(&load(&store).await).is_empty());
        let was = store.load_at(then.position, &read_definition).await.expect("as it was");
        assert!(corrections(&was).is_empty(), "{}: erased there too", database.name);
        store.verify().await.expect("whole");
    }
}

#[tokio::test]
async fn words_that_were_put_into_a_correction_are_noticed() {
    for database in both().await {
        let store = filled(&database).await;
        let mut package = small_package();
        package.requests.push(record("call"));
        put(&store, &package).await;
        let head = store.facts_head().await.expect("a head");
        correct(&store, head.position, "Not Behchokǫ̀.").await;
        let done = database
            .behind_its_back("update request_correction set government_id = 'somebody'")
            .await;
        done.expect("nothing stops it");
        let found = store.verify().await.expect_err("altered");
        let is_so = matches!(&found, StoreError::Tampered(at) if matches!(at.what, Tampered::Record { .. }));
        assert!(is_so, "{}: {found:?}", database.name);
    }
}

/// A call in the public record.
pub fn record(id: &str) -> Request {
    Request {
        origin: RequestOrigin::PublicRecord,
        visibility: Visibility::Public,
        names: vec!["tlicho".into()],
        submission: None,
        ..Request::submitted(id.into(), "Somebody".to_owned(), submission("tlicho", ""))
    }
}

pub fn corrections(package: &Package) -> Vec<RecordCorrection> {
    let requests = package.requests.iter();
    requests.flat_map(|one| one.corrections.clone()).collect()
}

pub async fn change_correction(
    store: &Store,
    read_at: u64,
    decide: impl FnOnce(&[RecordCorrection]) -> Result<CorrectionChange, ()> + Send,
) -> Result<Result<CorrectionChanged, ()>, StoreError> {
    let (id, actor) = ("call".into(), government());
    store.change_correction(&id, read_at, &actor, now(), decide).await
}

pub async fn correct(store: &Store, read_at: u64, why: &str) -> RecordCorrection {
    let wanted = RecordCorrection {
        id: "c1".into(),
        government: Some("tlicho".into()),
        says: SaidOtherwise {
            communities: Some(vec!["whati".into()]),
            regions: Some(Vec::new()),
            delivery_mode: Some(DeliveryMode::Visiting),
            why: why.to_owned(),
            ..SaidOtherwise::default()
        },
        made_on: date(2026, 3, 12),
        changed_on: date(2026, 3, 12),
        version: VersionTag::default(),
    };
    let change = CorrectionChange::To(Box::new(wanted.clone()));
    let done = change_correction(store, read_at, |_| Ok(change)).await;
    let Ok(Ok(CorrectionChanged::To(said))) = done else {
        panic!("{done:?}")
    };
    let [said] = said.try_into().expect("one");
    let wanted = RecordCorrection {
        version: VersionTag::clone(&said.version),
        ..wanted
    };
    assert_eq!(said, wanted);
    said
}
