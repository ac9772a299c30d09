//! Requests that governments submit: kept sealed, changed by one at a time, and erased so that nothing is left.

use evenreach::model::{RequestId, RequestState, Submission, VersionTag, Visibility};
use evenreach::store::{
    Actor, Claim, RequestChange, RequestChanged, RequestReading, RequestSubmitted, Store, StoreError, Tampered,
};
use jiff::Timestamp;
use jiff::civil::date;

use super::databases::{TestDatabase, both};
use super::packages::{read_definition, small_package};
use super::submissions::{submission, with_canaries};
use super::{filled, load, put};

fn government() -> Actor {
    Actor::new("somebody of the government").expect("a name")
}

fn now() -> Timestamp {
    "2026-03-12T18:00:00Z".parse().expect("an instant")
}

fn claim(key: &str, sent: &str) -> Claim {
    Claim::new("account-1", "POST /api/requests", key, sent.as_bytes())
}

pub async fn submit(store: &Store, id: &str, key: &str, submission: Submission) -> RequestSubmitted {
    let sent = submission.input.why.clone();
    let (claim, actor) = (claim(key, &sent), government());
    let done = store.submit_request(id.into(), submission, &claim, &actor, now()).await;
    done.expect("it is submitted")
}

pub async fn new(store: &Store, id: &str, wanted: Submission) -> Submission {
    match submit(store, id, id, wanted).await {
        RequestSubmitted::New(_, submission) => submission,
        other => panic!("{other:?}"),
    }
}

pub async fn change(store: &Store, id: &str, change: RequestChange) -> RequestChanged {
    let id = RequestId::from(id);
    let done = store
        .change_request(&id, &government(), now(), |_| Ok::<_, ()>(change))
        .await;
    done.expect("the store works").expect("nobody refuses")
}

pub async fn withdraw(store: &Store, id: &str) {
    let done = change(store, id, RequestChange::Withdraw(date(2026, 3, 13))).await;
    assert_eq!(done, RequestChanged::Withdrawn);
}

pub async fn submitted(store: &Store) -> Vec<(String, Submission)> {
    let requests = load(store).await.requests.into_iter();
    let submitted = requests.filter_map(|one| Some((one.id.to_string(), *one.submission?)));
    submitted.collect()
}

#[tokio::test]
async fn a_request_comes_back_as_it_was_submitted_and_as_it_was_changed() {
    for database in both().await {
        let store = filled(&database).await;
        let first = new(&store, "r1", submission("tlicho", "Healers are far.")).await;
        assert_eq!(
            submitted(&store).await,
            [("r1".to_owned(), first.clone())],
            "{}",
            database.name
        );
        let mut wanted = first.clone();
        wanted.input.why = "Healers are far from ᐃᓄᒃᑎᑐᑦ and Dene speakers.".to_owned();
        wanted.state = RequestState::Acknowledged;
        let RequestChanged::To(second) = change(&store, "r1", RequestChange::To(Box::new(wanted.clone()))).await else {
            panic!("{}: not changed", database.name);
        };
        assert_ne!(second.version, first.version, "each version has a name of its own");
        wanted.version = second.version.clone();
        assert_eq!(second, wanted);
        store.close().await;
        let store = database.open().await;
        assert_eq!(
            submitted(&store).await,
            [("r1".to_owned(), second.clone())],
            "{}",
            database.name
        );
        let versions = store.request_versions(&"r1".into()).await.expect("its versions");
        let versions: Vec<_> = versions.into_iter().map(|one| one.submission).collect();
        assert_eq!(versions, [first, second]);
        store.verify().await.expect("whole");
    }
}

#[tokio::test]
async fn a_package_that_is_put_touches_no_request_and_is_read_with_them() {
    for database in both().await {
        let store = filled(&database).await;
        let request = new(&store, "r1", submission("tlicho", "Healers are far.")).await;
        let head = store.head().await.expect("a head");
        // What was loaded has the request in it, and putting it back is nothing new.
        let (loaded, _) = store.load(&read_definition).await.expect("loaded");
        assert_eq!(loaded.requests.len(), 1);
        assert!(put(&store, &loaded).await.is_empty(), "{}", database.name);
        let mut other = small_package();
        other.communities[2].name = "Wha Ti".to_owned();
        put(&store, &other).await;
        assert_eq!(
            submitted(&store).await,
            [("r1".to_owned(), request)],
            "{}",
            database.name
        );
        let then = store.load_at(head.position, &read_definition).await.expect("as it was");
        assert_eq!(then, loaded);
        let before = store.load_at(6, &read_definition).await.expect("as it was at first");
        assert_eq!(before, small_package());
        store.verify().await.expect("whole");
    }
}

#[tokio::test]
async fn ten_clients_with_one_key_submit_one_request_and_are_answered_alike() {
    for database in both().await {
        let store = filled(&database).await;
        let sent = (0..10).map(|number| {
            let store = store.clone();
            async move { submit(&store, &format!("r{number}"), "key", submission("tlicho", "Once.")).await }
        });
        let mut answers = Vec::new();
        let mut new = 0;
        let all: Vec<_> = sent.map(tokio::spawn).collect();
        for one in all {
            match one.await.expect("no panic") {
                RequestSubmitted::New(id, submission) => {
                    new += 1;
                    answers.push((id, submission));
                }
                RequestSubmitted::Again(id, submission) => answers.push((id, submission)),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(new, 1, "{}", database.name);
        answers.dedup();
        assert_eq!(answers.len(), 1, "{}", database.name);
        assert_eq!(submitted(&store).await.len(), 1);
        // Other words with that key are refused, also when the request has moved on; another's key is another key.
        let other = submit(&store, "other", "key", submission("tlicho", "Other words.")).await;
        assert_eq!(other, RequestSubmitted::OtherContent);
        let theirs = Claim::new("account-2", "POST /api/requests", "key", b"Other words.");
        let done = store
            .submit_request("theirs".into(), submission("x", "y"), &theirs, &government(), now())
            .await;
        assert!(matches!(done, Ok(RequestSubmitted::New(..))));
        let id = answers[0].0.as_str();
        change(
            &store,
            id,
            RequestChange::To(Box::new(submission("tlicho", "Corrected."))),
        )
        .await;
        let again = submit(&store, "again", "key", submission("tlicho", "Once.")).await;
        assert_eq!(
            again,
            RequestSubmitted::Again(answers[0].0.clone(), answers[0].1.clone()),
            "as the first time"
        );
        withdraw(&store, id).await;
        let again = submit(&store, "again", "key", submission("tlicho", "Once.")).await;
        assert_eq!(
            again,
            RequestSubmitted::Withdrawn(answers[0].0.clone()),
            "{}",
            database.name
        );
    }
}

#[tokio::test]
async fn a_key_is_forgotten_after_ninety_days() {
    for database in both().await {
        let store = filled(&database).await;
        new(&store, "r1", submission("tlicho", "Once.")).await;
        let later: Timestamp = "2026-06-10T18:00:01Z".parse().expect("an instant");
        let again = store
            .submit_request(
                "r2".into(),
                submission("tlicho", "Once."),
                &claim("r1", "Once."),
                &government(),
                later,
            )
            .await;
        assert!(matches!(again, Ok(RequestSubmitted::New(..))), "{}", database.name);
    }
}

#[tokio::test]
async fn of_fifty_writers_who_have_seen_one_version_exactly_one_wins() {
    for database in both().await {
        let store = filled(&database).await;
        let seen = new(&store, "r1", submission("tlicho", "Healers are far."))
            .await
            .version;
        let position = store.head().await.expect("a head").position;
        let writers = (0..50).map(|number| {
            let (store, seen) = (store.clone(), seen.clone());
            tokio::spawn(async move {
                let decide = move |present: &Submission| {
                    if present.version == seen {
                        Ok(RequestChange::To(Box::new(submission(
                            "tlicho",
                            &format!("Words of writer {number}."),
                        ))))
                    } else {
                        Err("stale")
                    }
                };
                let done = store.change_request(&"r1".into(), &government(), now(), decide).await;
                done.expect("the store works").is_ok()
            })
        });
        let mut won = 0;
        for writer in writers.collect::<Vec<_>>() {
            won += usize::from(writer.await.expect("no panic"));
        }
        assert_eq!(won, 1, "{}", database.name);
        assert_eq!(store.head().await.expect("a head").position, position + 1, "one entry");
        assert_eq!(store.request_versions(&"r1".into()).await.expect("versions").len(), 2);
        store.verify().await.expect("whole");
    }
}

#[tokio::test]
async fn what_is_decided_against_leaves_nothing() {
    for database in both().await {
        let store = filled(&database).await;
        new(&store, "r1", submission("tlicho", "Healers are far.")).await;
        let head = store.head().await.expect("a head");
        let refused = store
            .change_request(&"r1".into(), &government(), now(), |_| Err::<RequestChange, _>("no"))
            .await;
        assert_eq!(refused.expect("the store works"), Err("no"));
        assert!(matches!(
            change(&store, "r1", RequestChange::None).await,
            RequestChanged::Stays(_)
        ));
        assert_eq!(change(&store, "r2", RequestChange::None).await, RequestChanged::Never);
        assert_eq!(store.head().await.expect("a head"), head, "{}", database.name);
    }
}

/// Everything that a dump of these tables would show.
async fn dump(database: &TestDatabase) -> String {
    let mut texts = Vec::new();
    for (table, column) in [
        ("submitted_request", "sealed"),
        ("submitted_request", "government_id"),
        ("record_version", "content"),
        ("record_key", "secret"),
        ("record_key", "reason"),
        ("ledger", "record_id"),
        ("ledger", "actor"),
        ("request_claim", "claim"),
        ("request_claim", "sent_digest"),
        ("request_access", "reader"),
    ] {
        texts.extend(
            database
                .texts(&format!("select coalesce({column}, '') from {table}"))
                .await,
        );
    }
    texts.join("\n")
}

#[tokio::test]
async fn words_are_never_written_in_the_open_and_a_withdrawn_request_leaves_nothing_that_opens_them() {
    const CANARY: &str = "canary-6f1d2a";
    for database in both().await {
        let store = filled(&database).await;
        let written = new(&store, "r1", with_canaries("tlicho", CANARY)).await;
        change(
            &store,
            "r1",
            RequestChange::To(Box::new(with_canaries("tlicho", CANARY))),
        )
        .await;
        let reading = RequestReading {
            at: now(),
            reader: "a planner".to_owned(),
            role: "working_group".to_owned(),
        };
        store.note_reading(&["r1".into()], &reading).await.expect("it is noted");
        assert!(submitted(&store).await[0].1.input.why.contains(CANARY));
        assert!(!database.keeps(CANARY), "{}: never in the open", database.name);
        assert!(!dump(&database).await.contains(CANARY));

        let of_r1 = "select secret from record_key join ledger on ledger.position = record_key.position
            where record_id = 'r1'";
        let secrets = database.texts(of_r1).await;
        let sealed = database.texts("select sealed from submitted_request").await;
        assert_eq!((secrets.len(), sealed.len()), (2, 1));
        database.settle().await;
        assert!(
            database.keeps(&secrets[0]) && database.keeps(&sealed[0][..64]),
            "the search finds what is there"
        );
        withdraw(&store, "r1").await;
        let dumped = dump(&database).await;
        for gone in secrets.iter().chain(&sealed) {
            assert!(!dumped.contains(gone.as_str()), "{}", database.name);
        }
        database.settle().await;
        for secret in &secrets {
            assert!(!database.keeps(secret), "{}: a secret is left in a file", database.name);
        }
        assert!(!database.keeps(CANARY), "{}: never in the open", database.name);

        // What is left is that it was there, and whose; its id is not used again.
        assert_eq!(submitted(&store).await, []);
        assert_eq!(store.request_versions(&"r1".into()).await.expect("none"), []);
        assert_eq!(store.readings(&"r1".into()).await.expect("none"), []);
        let left = store
            .withdrawn_request(&"r1".into())
            .await
            .expect("read")
            .expect("left");
        assert_eq!((left.government.as_str(), left.on), ("tlicho", date(2026, 3, 13)));
        assert_eq!(
            change(&store, "r1", RequestChange::To(Box::new(written.clone()))).await,
            RequestChanged::Gone
        );
        let again = store
            .submit_request("r1".into(), written, &claim("another key", "x"), &government(), now())
            .await;
        assert!(matches!(again, Err(StoreError::Write { .. })), "{again:?}");
        // The order of changes is proved without the words, and earlier facts are read without them.
        store.verify().await.expect("whole");
        for head in store.heads().await.expect("heads") {
            let then = store
                .load_at(head.head.position, &read_definition)
                .await
                .expect("as it was");
            assert_eq!(then.requests, [], "{} at {}", database.name, head.head.position);
        }
        store.close().await;
        assert!(!database.keeps(CANARY));
    }
}

#[tokio::test]
async fn a_sealed_word_that_was_altered_or_exchanged_is_found() {
    for database in both().await {
        let store = filled(&database).await;
        new(&store, "r1", submission("tlicho", "Healers are far.")).await;
        let head = store.head().await.expect("a head").position;
        let altered = "update submitted_request set sealed = case when sealed like '0%' then '1' else '0' end
            || substr(sealed, 2)";
        database
            .behind_its_back(altered)
            .await
            .expect("it lets itself be altered");
        let fault = store.verify().await.expect_err("noticed");
        let StoreError::Tampered(found) = fault else {
            panic!("{fault}")
        };
        assert_eq!(found.position, head, "{}", database.name);
        assert!(
            matches!(found.what, Tampered::Record { ref id, .. } if id == "r1"),
            "{}",
            found.what
        );

        // A row that is back to what it was, and another government's name on it.
        let restored = "update submitted_request set government_id = 'deh-cho'";
        database.behind_its_back(restored).await.expect("altered");
        assert!(store.verify().await.is_err(), "{}", database.name);
        let gone = "delete from request_claim; delete from submitted_request";
        database.behind_its_back(gone).await.expect("altered");
        assert!(store.verify().await.is_err(), "{}", database.name);
    }
}

#[tokio::test]
async fn a_key_or_a_kept_version_that_is_gone_without_a_withdrawal_is_found_and_not_passed_over() {
    for (statement, expected) in [
        ("delete from record_key where position = 7", "key"),
        ("update record_version set content = null where position = 7", "missing"),
    ] {
        for database in both().await {
            let store = filled(&database).await;
            new(&store, "r1", submission("tlicho", "Healers are far.")).await;
            database.behind_its_back(statement).await.expect("altered");
            let fault = store.verify().await.expect_err("noticed");
            let StoreError::Tampered(found) = fault else {
                panic!("{fault}")
            };
            assert!(found.to_string().contains(expected), "{}: {found}", database.name);
            if expected == "key" {
                assert!(
                    store.load(&read_definition).await.is_err(),
                    "{}: not served",
                    database.name
                );
            }
        }
    }
}

#[tokio::test]
async fn who_read_a_request_is_written_down_once_for_each_reading() {
    for database in both().await {
        let store = filled(&database).await;
        new(&store, "r1", submission("tlicho", "Healers are far.")).await;
        let read = |reader: &str, at: &str| RequestReading {
            at: at.parse().expect("an instant"),
            reader: reader.to_owned(),
            role: "working_group".to_owned(),
        };
        for (reader, at) in [
            ("anna", "2026-03-12T18:00:00Z"),
            ("anna", "2026-03-12T18:14:59Z"),
            ("ben", "2026-03-12T18:10:00Z"),
            ("anna", "2026-03-12T18:15:01Z"),
        ] {
            let requests = ["r1".into(), "never".into()];
            store.note_reading(&requests, &read(reader, at)).await.expect("noted");
        }
        let found = store.readings(&"r1".into()).await.expect("readings");
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.reader.as_str(), one.at.to_string()))
            .collect();
        let expected = [
            ("anna", "2026-03-12T18:00:00Z".to_owned()),
            ("ben", "2026-03-12T18:10:00Z".to_owned()),
            ("anna", "2026-03-12T18:15:01Z".to_owned()),
        ];
        assert_eq!(found, expected, "{}", database.name);
        assert_eq!(store.readings(&"never".into()).await.expect("none"), []);
    }
}

/// What a store should hold, kept in a few lines: for each id what it says, or that it is withdrawn.
#[tokio::test]
async fn any_order_of_changes_is_what_a_small_model_says() {
    for database in both().await {
        let store = filled(&database).await;
        let mut model: Vec<Option<Submission>> = Vec::new();
        // A linear congruence: the same order every time.
        let mut seed = 20_260_312_u64;
        let mut dice = |sides: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % sides
        };
        for step in 0..60 {
            let at = dice(model.len() as u64 + 1) as usize;
            let id = format!("r{at:02}");
            let words = format!("words {step}");
            if at == model.len() {
                model.push(Some(new(&store, &id, submission("tlicho", &words)).await));
                continue;
            }
            let mut wanted = submission("tlicho", &words);
            wanted.input.visibility = Visibility::ALL[dice(3) as usize];
            let (asked, is_there) = (dice(4), model[at].is_some());
            let done = match asked {
                0 => change(&store, &id, RequestChange::Withdraw(date(2026, 3, 13))).await,
                1 => change(&store, &id, RequestChange::None).await,
                _ => change(&store, &id, RequestChange::To(Box::new(wanted))).await,
            };
            match done {
                RequestChanged::Gone => assert!(!is_there),
                RequestChanged::Withdrawn => assert!(is_there && model[at].take().is_some()),
                RequestChanged::Stays(there) => assert_eq!(Some(&there), model[at].as_ref()),
                RequestChanged::To(now) => {
                    assert!(is_there);
                    assert_eq!(now.input.why, words);
                    model[at] = Some(now);
                }
                RequestChanged::Never => panic!("{id} was there"),
            }
        }
        let expected = model.into_iter().enumerate();
        let expected: Vec<_> = expected
            .filter_map(|(at, one)| Some((format!("r{at:02}"), one?)))
            .collect();
        assert!(expected.len() > 3, "the order is one in which something is left");
        assert_eq!(submitted(&store).await, expected, "{}", database.name);
        let verified = store.verify().await.expect("whole");
        assert!(verified.records > expected.len(), "{}", database.name);
        // Names of versions are not shared, and a name says nothing.
        let names: std::collections::HashSet<VersionTag> =
            expected.iter().map(|(_, one)| one.version.clone()).collect();
        assert_eq!(names.len(), expected.len());
    }
}
