//! Whoever may not know of a request gets the same bytes, status and headers with it and without it.

mod asked;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Town, wanted};
use crate::databases::{TestDatabase, both};
use crate::support::people::Person;
use asked::{CHANGES_OF_ONE, IMPORT, READS_OF_ONE, questions};

type Reader<'a> = (&'static str, Option<&'a Person>);

/// A question that names no request: its method and path, and what is sent.
type Question = (&'static str, &'static str, String);

/// What somebody is answered, by their name and the path.
type Answers = BTreeMap<(&'static str, &'static str, &'static str), String>;

/// An answer as bytes: status, headers and body.
async fn answer(town: &Town, person: Option<&Person>, to: (&str, &str), more: &[(&str, &str)], body: &str) -> String {
    let reply = if to.0 == "GET" {
        town.house.get_as(person, to.1).await
    } else {
        town.send(person, to, more, body).await
    };
    // To the byte: a workbook is no text.
    format!("{} {:?} {}", reply.status, reply.headers, reply.body.escape_ascii())
}

async fn answered(town: &Town, (_, person): Reader<'_>, (method, path, body): &Question) -> String {
    answer(town, person, (method, path), &[], body).await
}

/// What all of these are answered everywhere.
async fn answers(town: &Town, readers: &[Reader<'_>]) -> Answers {
    let mut all = BTreeMap::new();
    for reader in readers {
        for question in questions() {
            let found = answered(town, *reader, &question).await;
            all.insert((reader.0, question.0, question.1), found);
        }
    }
    all
}

/// Who may not know of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hidden {
    /// A draft, whoever may see it once it is sent: all but its owner.
    Draft,
    /// A request for its owner alone.
    Owners,
    /// A request for the working group: all others.
    Groups,
}

impl Hidden {
    const ALL: [Self; 3] = [Self::Draft, Self::Owners, Self::Groups];
}

/// A request that differs in everything that could tell, by its number.
fn generated(number: u64, hidden: Hidden) -> Value {
    // A linear congruence: the same requests every time, and what they say has nothing to do with who looks.
    let mut seed = number;
    let mut dice = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut pick = |list: &[Value]| list[dice(list.len())].clone();
    let mut body = wanted();
    body["communities"] = pick(&[json!(["behchoko"]), json!(["yellowknife", "ndilo"]), json!([])]);
    body["regions"] = pick(&[json!(["north"]), json!(["south", "small"])]);
    body["delivery_mode"] = pick(&[Value::Null, json!("resident"), json!("virtual"), json!("visiting")]);
    body["languages"] = pick(&[json!([]), json!(["dgr"])]);
    body["since"] = pick(&[Value::Null, json!("1999"), json!("2026-03-12")]);
    body["why"] = json!("ǫ".repeat(1 + dice(4000)));
    match hidden {
        Hidden::Draft => {
            body["visibility"] = json!("public");
            body["state"] = json!("draft");
        }
        Hidden::Owners => body["visibility"] = json!("owner"),
        Hidden::Groups => body["visibility"] = json!("working_group"),
    }
    body
}

/// What somebody is answered where they name a request, in reading as in writing.
async fn named(town: &Town, (_, person): Reader<'_>, id: &str) -> Vec<String> {
    let mut all = Vec::new();
    let reads = READS_OF_ONE.map(|path| ("GET", path, ""));
    for (method, path, body) in reads.into_iter().chain(CHANGES_OF_ONE) {
        let seen = [("if-match", "\"x\"")];
        let (path, body) = (path.replace("ID", id), body.replace("ID", id));
        all.push(answer(town, person, (method, &path), &seen, &body).await);
    }
    let (csv, sheet) = ([("content-type", "text/csv")], format!("id,why\n{id},Far.\n"));
    all.push(answer(town, person, ("POST", IMPORT), &csv, &sheet).await);
    all.iter().map(|one| one.replace(id, "ID")).collect()
}

/// How many answers are held against those without, for each pair.
const FOR_EACH_PAIR: usize = 17;

/// For each kind of request everybody who may not know looks at everything in turn, some at each pair: over all pairs each
/// of them looks at each thing more than once.
async fn probe(database: &TestDatabase, pairs: u64) {
    let town = Town::open(database).await;
    let everybody = [
        ("public", None),
        ("planner", Some(&town.planner)),
        ("other", Some(&town.other)),
        ("admin", Some(&town.admin)),
        ("group", Some(&town.group)),
    ];
    let questions = questions();
    let without = answers(&town, &everybody).await;
    let mut nothing = BTreeMap::new();
    for reader in everybody {
        // As long as an id that is drawn.
        nothing.insert(reader.0, named(&town, reader, &"0".repeat(32)).await);
    }
    let mut looked = [0; Hidden::ALL.len()];
    for number in 0..pairs {
        let kind = number as usize % Hidden::ALL.len();
        let hidden = Hidden::ALL[kind];
        let body = generated(number, hidden);
        let path = town.request(&format!("k{number}"), &body).await;
        let id = path.rsplit('/').next().expect("an id").to_owned();
        let readers = &everybody[..if hidden == Hidden::Groups { 4 } else { 5 }];
        // Nor does an answer tell.
        if hidden == Hidden::Groups && number.is_multiple_of(2) {
            assert_eq!(town.go(&town.group, &path, "acknowledged").await.status, 200);
        }
        let turn = number as usize / Hidden::ALL.len();
        let (reader, is_first) = (readers[turn % readers.len()], (turn / 5).is_multiple_of(2));
        if is_first {
            let found = named(&town, reader, &id).await;
            assert_eq!(found, nothing[reader.0], "{}: {}: {body}", database.name, reader.0);
        }
        for at in looked[kind]..looked[kind] + FOR_EACH_PAIR {
            let reader = readers[at % readers.len()];
            let question = &questions[at / readers.len() % questions.len()];
            let with = answered(&town, reader, question).await;
            let without = &without[&(reader.0, question.0, question.1)];
            assert!(
                with == *without,
                "{}: {} {question:?} tells of {body}\n{with}\n{without}",
                database.name,
                reader.0
            );
        }
        looked[kind] += FOR_EACH_PAIR;
        // Nor does taking it back.
        assert_eq!(town.go(&town.owner, &path, "withdrawn").await.status, 200);
        if !is_first {
            let found = named(&town, reader, &id).await;
            assert_eq!(found, nothing[reader.0], "{}: {}: gone", database.name, reader.0);
        }
    }
    let most = everybody.len() * questions.len();
    for (hidden, looked) in Hidden::ALL.into_iter().zip(looked) {
        assert!(
            looked >= 2 * most,
            "{hidden:?}: {looked} looks, of {most} that there are"
        );
    }
    assert!(
        answers(&town, &everybody).await == without,
        "{}: what is gone is told",
        database.name
    );
}

#[tokio::test]
async fn two_hundred_pairs_with_and_without_a_protected_request_are_the_same_to_whoever_may_not_know() {
    for database in both().await {
        probe(&database, 200).await;
    }
}

/// What is said of a call in the public record that only the working group may read is theirs as well.
#[tokio::test]
async fn what_the_working_group_says_of_a_call_that_is_not_published_is_told_to_nobody_else() {
    for database in both().await {
        let town = Town::open(&database).await;
        let path = "/api/requests/req-working-group";
        let others: Vec<_> = town
            .everybody()
            .into_iter()
            .filter(|(name, _)| ["public", "owner", "admin"].contains(name))
            .collect();
        let without = answers(&town, &others).await;
        for (method, body) in [("PUT", r#"{"why":"We found no other source."}"#), ("DELETE", "")] {
            let tag = town.get(&town.group, path).await.header("etag").to_owned();
            let (to, seen) = (format!("{path}/correction"), [("if-match", tag.as_str())]);
            let done = town.send(Some(&town.group), (method, &to), &seen, body).await;
            assert_eq!(done.status, 200, "{}: {}", database.name, done.text());
            let with = answers(&town, &others).await;
            let told: Vec<_> = with.iter().filter(|(at, found)| without[*at] != **found).collect();
            assert!(told.is_empty(), "{}: {method}: {told:?}", database.name);
            for reader in &others {
                let id = "req-working-group";
                let found = named(&town, *reader, id).await;
                assert_eq!(
                    found,
                    named(&town, *reader, &"0".repeat(id.len())).await,
                    "{method}: {}",
                    reader.0
                );
            }
        }
    }
}

/// That the probe can see: a request that somebody may read moves what they read.
#[tokio::test]
async fn a_public_request_is_seen_by_everyone_and_a_draft_by_its_owner_everywhere() {
    for database in both().await {
        let town = Town::open(&database).await;
        let readers = [("public", None), ("owner", Some(&town.owner))];
        let before = answers(&town, &readers).await;
        let moved = async |reader: &str| {
            let after = answers(&town, &readers).await;
            let moved = before.iter().filter(|(at, answer)| after[*at] != **answer);
            let moved = moved.filter(|((name, ..), _)| *name == reader);
            let moved: Vec<_> = moved.map(|((_, method, path), _)| format!("{method} {path}")).collect();
            moved
        };
        let mut body = wanted();
        body["visibility"] = json!("public");
        let path = town.request("k", &body).await;
        let all = [
            "GET /api/requests",
            "GET /api/requests?government=tlicho",
            "GET /api/requests?service_type=counselling",
            "GET /api/requests?state=submitted",
            "GET /api/collections/requests/items",
            "GET /api/collections/requests/items?bbox=-117,61,-114,63",
            "GET /api/collections/gaps/items",
            "GET /api/collections/gaps/items/behchoko.counselling",
            "GET /api/analysis/gaps",
            "GET /api/analysis/requests",
            "GET /api/analysis/communities/behchoko",
            "GET /api/package",
        ];
        let seen = moved("public").await;
        for path in all {
            assert!(
                seen.iter().any(|one| one == path),
                "{}: {path} is not among {seen:?}",
                database.name
            );
        }
        town.show_to(&path, "owner").await;
        assert_eq!(moved("public").await, [""; 0], "{}", database.name);
        assert_eq!(town.go(&town.owner, &path, "withdrawn").await.status, 200);
        body["state"] = json!("draft");
        town.request("k2", &body).await;
        assert_eq!(moved("public").await, [""; 0], "{}", database.name);
        let seen = moved("owner").await;
        for path in [
            "GET /api/requests?state=draft",
            "GET /api/requests?mine=true",
            "GET /api/requests/export",
            "GET /api/requests/export?f=csv",
            "GET /api/requests/export?f=xlsx",
        ] {
            assert!(
                seen.iter().any(|one| one == path),
                "{}: {path} is not among {seen:?}",
                database.name
            );
        }
    }
}
