//! A server of PostgreSQL that goes away, and one whose answers are lost.

use evenreach::workflow::Outage;

use super::proxy::Proxy;
use super::{Dump, is_ready, number, passes, wanted};
use crate::databases::{TestDatabase, postgres};
use crate::requests::Town;

/// A service that reaches its database through a proxy.
struct Far {
    /// The database itself.
    database: TestDatabase,
    proxy: Proxy,
    town: Town,
}

impl Far {
    async fn open() -> Self {
        let mut database = postgres().await;
        let near = database.url.clone();
        let proxy = Proxy::before(&near).await;
        database.url = proxy.url(&near);
        let town = Town::open(&database).await;
        database.url = near;
        Self { database, proxy, town }
    }

    /// How many requests are kept, whoever may see them.
    async fn kept(&self) -> usize {
        let kept = "select submitted_request_id from submitted_request";
        self.database.texts(kept).await.len()
    }
}

#[tokio::test]
async fn while_the_server_is_away_what_is_shown_can_be_read_and_it_is_over_when_it_is_back() {
    let far = Far::open().await;
    let (town, store) = (&far.town, far.town.house.office.store());
    let shown = town.house.service.get("/api/requests").await;
    for _ in 0..2 {
        far.proxy.go_away();
        let refused = town.submit(&town.owner, "k1", &wanted(1)).await;
        passes(&refused, &["nothing was changed", "later"]);
        let refused = town.house.sign_in("Anna", "any word").await;
        passes(&refused, &["nothing was changed", "later"]);
        store.try_writing().await.expect_err("it is away");
        assert_eq!(store.outage(), Some(Outage::Away));
        // Who asks can only be told by the database: nobody is told more than the public is.
        let to_all = town.house.service.get("/readyz").await;
        passes(&to_all, &["nothing can be changed just now; what is shown can be read"]);
        passes(&town.get(&town.admin, "/readyz").await, &[]);
        for path in ["/healthz", "/api/package", "/api/analysis/gaps?definition=small"] {
            let read = town.house.service.get(path).await;
            assert_eq!(read.status, 200, "{path}: {}", read.text());
        }
        assert_eq!(town.house.service.get("/api/requests").await.body, shown.body);
        far.proxy.come_back();
        store.try_writing().await.expect("it is back");
        is_ready(town).await;
        assert_eq!(far.kept().await, 0);
    }
    let submitted = town.submit(&town.owner, "k1", &wanted(1)).await;
    assert_eq!(submitted.status, 201, "{}", submitted.text());
    assert_eq!((number(town).await, far.kept().await), (1, 1));
}

#[tokio::test]
async fn where_the_answer_to_a_commit_is_lost_the_same_key_tells_what_became_of_it() {
    let far = Far::open().await;
    let town = &far.town;
    far.proxy.swallow_the_answer_to_a_commit();
    let open = town.submit(&town.owner, "k1", &wanted(1)).await;
    passes(&open, &["not known whether this was written", "Idempotency-Key"]);
    let asked = far.proxy.let_be();
    assert!(asked.was_cut && asked.was_committed);
    assert_eq!(far.kept().await, 1, "the commit had reached the server");
    let told = town.submit(&town.owner, "k1", &wanted(1)).await;
    assert_eq!(told.status, 201, "{}", told.text());
    let again = town.submit(&town.owner, "k1", &wanted(1)).await;
    assert_eq!(again.json()["id"], told.json()["id"]);
    assert_eq!((number(town).await, far.kept().await), (1, 1), "it is there once");
    let other = town.submit(&town.owner, "k1", &wanted(2)).await;
    other.is_problem(422, &["another request was sent with this key"]);
    // A change is held to the version that was seen, which tells the same.
    let path = format!("/api/requests/{}", told.json()["id"].as_str().expect("an id"));
    let tag = town.get(&town.owner, &path).await.header("etag").to_owned();
    far.proxy.swallow_the_answer_to_a_commit();
    let open = town.change(&town.owner, &path, &tag, &wanted(3)).await;
    passes(&open, &["not known whether this was written"]);
    far.proxy.let_be();
    let refused = town.change(&town.owner, &path, &tag, &wanted(3)).await;
    refused.is_problem(412, &["changed"]);
    // As whoever follows the ledger would.
    assert!(town.house.office.refresh().await.expect("it is read"));
    let read = town.get(&town.owner, &path).await;
    assert_eq!(
        read.json()["why"],
        wanted(3)["why"],
        "what was lost was the answer alone"
    );
    town.house.office.store().verify().await.expect("whole");
}

/// Every question that a submission asks of the database, the commit among them, is the last one of its connection once.
#[tokio::test]
async fn wherever_the_connection_is_cut_a_request_is_whole_or_absent_and_made_once() {
    let far = Far::open().await;
    let town = &far.town;
    let dump = Dump::of(&far.database).await;
    let (mut question, mut refused) = (0, 0);
    loop {
        question += 1;
        let key = format!("k{question}");
        let before = dump.take(&far.database).await;
        far.proxy.cut_before(question);
        let reply = town.submit(&town.owner, &key, &wanted(question as usize)).await;
        let asked = far.proxy.let_be();
        assert!(asked.was_cut, "question {question} is asked");
        if reply.status != 201 {
            refused += 1;
            passes(&reply, &[]);
            let words = reply.text();
            assert!(!asked.was_committed, "{question}: {words}");
            assert!(
                words.contains("nothing was changed") || words.contains("not known"),
                "{words}"
            );
            assert_eq!(
                dump.take(&far.database).await,
                before,
                "question {question}: nothing is there by half"
            );
        }
        let sent_again = town.submit(&town.owner, &key, &wanted(question as usize)).await;
        assert_eq!(sent_again.status, 201, "{question}: {}", sent_again.text());
        assert_eq!(far.kept().await, question as usize, "each was made once");
        if asked.was_committed {
            // Cut while the new picture was read: it was written, and is said to be.
            assert_eq!(reply.status, 201, "{}", reply.text());
            break;
        }
    }
    assert!(refused > 10, "a submission asks more than {refused} questions");
    assert_eq!(number(town).await, question as u64);
    town.house.office.store().verify().await.expect("whole");
}
