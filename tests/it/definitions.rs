//! The life of a definition, from a text with faults to one that never changes again, on both databases.

use evenreach::package::definition::trusted;
use evenreach::snapshot::Viewer;
use evenreach::store::{Actor, StoreError};
use evenreach::workflow::{Occasion, load_package};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::databases::{both, sqlite};
use crate::support::desk::{BROWSER, Desk, SHIPPED, ours, package};
use crate::support::schema::faults;

const OURS: &str = "/api/definitions/ours/1";

fn occasion() -> Occasion {
    Occasion {
        now: "2026-03-13T18:00:00Z".parse().expect("an instant"),
        today: date(2026, 3, 13),
    }
}

fn loader() -> Actor {
    Actor::new("evenreach load").expect("a name")
}

/// Pointers of a problem's errors.
fn pointers(problem: &Value) -> Vec<&str> {
    let errors = problem["errors"].as_array().expect("errors");
    errors
        .iter()
        .map(|one| one["pointer"].as_str().expect("a pointer"))
        .collect()
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told in its order")]
async fn a_definition_goes_from_three_faults_to_a_text_that_never_changes() {
    for database in both().await {
        let name = database.name;
        let desk = Desk::open(&database).await;

        let spoilt = ours("1", 60)
            .replace("standing = \"draft\"", "standing = \"agreed\"")
            .replace("delivery_mode", "delivery_mod")
            .replace("= 60", "= \"an hour\"");
        let checked = desk
            .send("POST", "/api/definitions/check", &json!({ "text": spoilt }))
            .await
            .json();
        let told: Vec<_> = checked["faults"]
            .as_array()
            .expect("faults")
            .iter()
            .map(|one| (&one["line"], &one["field"]))
            .collect();
        let expected = [
            (&json!(3), &json!("standing")),
            (&json!(14), &json!("counselling.near.where")),
            (&json!(15), &json!("counselling.near.within_minutes")),
        ];
        assert_eq!(told, expected, "{name}: {checked}");
        assert_eq!(checked["definition"], Value::Null);
        let refused = desk.propose(&spoilt).await;
        refused.is_problem(422, &["3 faults"]);
        assert_eq!(
            pointers(&refused.json()),
            ["#/line/3", "#/line/14", "#/line/15"],
            "{name}"
        );

        let text = ours("1", 60);
        let proposed = desk.propose(&text).await;
        assert_eq!(proposed.status, 201, "{name}: {}", proposed.text());
        assert_eq!(
            proposed.header("location"),
            "https://evenreach.example/api/definitions/ours/1"
        );
        // Read your writes: the very next answer has it, under the tag that was answered.
        let read = desk.get(OURS).await;
        assert_eq!((read.status.as_u16(), &read.body), (200, &proposed.body), "{name}");
        assert_eq!(read.header("etag"), proposed.header("etag"), "{name}");
        assert_eq!(read.json()["proposed_on"], "2026-03-12");
        assert_eq!(desk.propose(&text).await.status, 200, "{name}: the same again");
        desk.propose(&ours("1", 61)).await.is_problem(409, &["another text"]);

        assert_eq!(desk.engage("1", "group", "object").await.status, 201);
        assert_eq!(desk.engage("1", "council", "agree").await.status, 201);
        assert_eq!(
            desk.engage("1", "council", "agree").await.status,
            200,
            "{name}: the same again"
        );
        let refused = desk.stand("1", "agreed").await;
        refused.is_problem(409, &["The towns"]);
        assert_eq!(pointers(&refused.json()), ["#/body/towns"], "{name}");
        assert_eq!(desk.engage("1", "towns", "agree").await.status, 201);
        let adopted = desk.stand("1", "agreed").await;
        assert_eq!(adopted.status, 200, "{name}: {}", adopted.text());
        let adopted = adopted.json();
        assert_eq!(
            (&adopted["standing"], &adopted["adopted_on"]),
            (&json!("agreed"), &json!("2026-03-12"))
        );
        assert_eq!(
            adopted["engagement"],
            json!({ "agree": 2, "ask_for_change": 0, "object": 1 })
        );
        assert_eq!((&adopted["text"], &adopted["missing"]), (&json!(text), &json!([])));
        assert_eq!(adopted["digest"], proposed.json()["digest"], "{name}");

        // By the API, by the files, and behind the server's back.
        let tag = desk.get(OURS).await.header("etag").to_owned();
        let other = ours("1", 61);
        let edited = desk.send_if("PUT", OURS, &tag, &json!({ "text": other })).await;
        edited.is_problem(409, &["never changes"]);
        let mut files = package();
        files.definitions.push(trusted(&other).expect("a definition"));
        let collisions = load_package(desk.office.store(), &files, &loader(), "loaded", occasion()).await;
        let collisions = collisions.expect("a database").expect_err("refused");
        let words = collisions[0].to_string();
        assert!(
            words.starts_with("ours 1: found a text of digest ") && words.contains("agreed to on 2026-03-12"),
            "{words}"
        );
        for sql in [
            "update definition set document = 'x' where definition_id = 'ours/1'",
            "update definition set digest = definition_id || substr(digest, 7) where definition_id = 'ours/1'",
            "update definition set standing = 'draft' where definition_id = 'ours/1'",
            "update adopted_text set document = 'x'",
            "delete from adopted_text",
            "delete from definition where definition_id = 'ours/1'; insert into definition (definition_id, definition, \
             version, digest, document, standing) select 'ours/1', 'ours', '1', digest, 'x', 'agreed' from definition",
        ] {
            let fault = database.behind_its_back(sql).await.expect_err(sql).to_string();
            assert!(
                fault.contains("definition_adopted_text_never_changes"),
                "{name}: {sql}: {fault}"
            );
        }
        // SQLite keeps what came before the refused statement of a script.
        if name == "postgres" {
            assert_eq!(
                desk.office.store().verify().await.expect("whole").head,
                desk.office.store().head().await.expect("a head")
            );
        }
    }
}

#[tokio::test]
async fn words_on_an_earlier_text_do_not_count_for_a_later_one() {
    for database in both().await {
        let desk = Desk::open(&database).await;
        let first = desk.propose(&ours("1", 60)).await;
        for body in ["council", "towns"] {
            desk.engage("1", body, "agree").await;
        }
        let tag = desk.get(OURS).await.header("etag").to_owned();
        let edited = desk.send_if("PUT", OURS, &tag, &json!({ "text": ours("1", 45) })).await;
        assert_eq!(edited.status, 200, "{}", edited.text());
        assert_ne!(edited.json()["digest"], first.json()["digest"]);
        let said = edited.json()["engagements"].clone();
        assert!(
            said.as_array()
                .expect("a list")
                .iter()
                .all(|one| one["about_this_text"] == false),
            "{said}"
        );
        let refused = desk.stand("1", "agreed").await;
        refused.is_problem(409, &["The council and The towns"]);
        assert_eq!(pointers(&refused.json()), ["#/body/council", "#/body/towns"]);
        for body in ["council", "towns"] {
            assert_eq!(
                desk.engage("1", body, "agree").await.status,
                201,
                "the same words of another text are others"
            );
        }
        assert_eq!(desk.stand("1", "agreed").await.status, 200);
    }
}

#[tokio::test]
async fn of_many_writers_on_one_draft_exactly_one_wins() {
    for database in both().await {
        let desk = std::sync::Arc::new(Desk::open(&database).await);
        desk.propose(&ours("1", 60)).await;
        let tag = desk.get(OURS).await.header("etag").to_owned();
        let before = desk.office.store().head().await.expect("a head").position;
        let writers: Vec<_> = (1..=8)
            .map(|minutes| {
                let (desk, tag) = (std::sync::Arc::clone(&desk), tag.clone());
                tokio::spawn(async move {
                    let body = json!({ "text": ours("1", minutes) });
                    desk.send_if("PUT", OURS, &tag, &body).await.status.as_u16()
                })
            })
            .collect();
        let mut statuses = Vec::new();
        for writer in writers {
            statuses.push(writer.await.expect("no panic"));
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412, 412, 412, 412, 412, 412, 412], "{}", database.name);
        let after = desk.office.store().head().await.expect("a head").position;
        assert_eq!(after, before + 1, "{}: one entry", database.name);
    }
}

#[tokio::test]
async fn adopting_a_version_supersedes_the_one_before_at_once() {
    for database in both().await {
        let desk = Desk::open(&database).await;
        desk.adopt("1.9", 60).await;
        desk.propose(&ours("2", 30)).await;
        let current = async || {
            let all = desk.public.json("/api/definitions/ours").await;
            let all = all["definitions"].as_array().expect("a list").clone();
            let told = all
                .iter()
                .map(|one| format!("{} {} {}", one["version"], one["standing"], one["current"]));
            told.collect::<Vec<_>>()
        };
        let draft = ["\"2\" \"draft\" false", "\"1.9\" \"agreed\" true"];
        assert_eq!(current().await, draft, "a draft displaces nothing");
        let before = desk.office.store().head().await.expect("a head").position;
        desk.adopt("1.10", 45).await;
        // Proposed, two words, and in one transaction one version adopted and one superseded.
        assert_eq!(desk.office.store().head().await.expect("a head").position, before + 5);
        let adopted = [
            "\"2\" \"draft\" false",
            "\"1.10\" \"agreed\" true",
            "\"1.9\" \"superseded\" false",
        ];
        assert_eq!(current().await, adopted, "{}", database.name);
        let earlier = desk.public.json("/api/definitions/ours/1.9").await;
        assert_eq!(
            (&earlier["superseded_on"], &earlier["adopted_on"]),
            (&json!("2026-03-12"), &json!("2026-03-12"))
        );
        desk.stand("1.9", "agreed")
            .await
            .is_problem(409, &["superseded", "agreed"]);
    }
}

#[tokio::test]
async fn a_definition_is_told_as_it_stood_on_an_earlier_day() {
    for database in both().await {
        let desk = Desk::open(&database).await;
        desk.propose(&ours("1", 60)).await;
        for body in ["council", "towns"] {
            desk.engage("1", body, "agree").await;
        }
        for standing in ["in_engagement", "agreed"] {
            assert_eq!(desk.stand("1", standing).await.status, 200);
        }
        let told = async |path: &str| {
            let all = desk.public.json(path).await;
            let all = all["definitions"].as_array().expect("a list").clone();
            let ours = all.into_iter().filter(|one| one["id"] == "ours");
            ours.map(|one| {
                (
                    one["standing"].clone(),
                    one["engaged_on"].clone(),
                    one["engagement"]["agree"].clone(),
                )
            })
            .collect::<Vec<_>>()
        };
        let today = vec![(json!("agreed"), json!("2026-03-12"), json!(2))];
        assert_eq!(told("/api/definitions").await, today, "{}", database.name);
        assert_eq!(told("/api/definitions?as_of=2026-03-12").await, today);
        assert_eq!(told("/api/definitions/ours?as_of=2026-03-12").await, today);
        // The day before it had not been proposed.
        assert_eq!(told("/api/definitions?as_of=2026-03-11").await, []);
        for path in [
            "/api/definitions/ours?as_of=2026-03-11",
            "/api/definitions/ours/1?as_of=2026-03-11",
        ] {
            desk.public.get(path).await.is_problem(404, &["ours"]);
        }
        desk.public
            .get("/api/definitions?as_of=yesterday")
            .await
            .is_problem(400, &["as_of", "yesterday"]);
    }
}

#[tokio::test]
async fn loading_files_undoes_nothing_that_was_done_here() {
    for database in both().await {
        let desk = Desk::open(&database).await;
        desk.adopt("1", 60).await;
        desk.propose(&ours("2", 30)).await;
        desk.engage("2", "group", "ask_for_change").await;
        let path = "/api/definitions/small/1";
        let tag = desk.get(path).await.header("etag").to_owned();
        let body = json!({ "standing": "in_engagement", "reason": "asked" });
        assert_eq!(
            desk.send_if("POST", &format!("{path}/standing"), &tag, &body)
                .await
                .status,
            200
        );
        let before = desk.office.store().load(&trusted).await.expect("loaded").0;

        let mut files = package();
        files.communities[0].name = "Behchokǫ̀ (Rae)".to_owned();
        let store = desk.office.store();
        let changes = load_package(store, &files, &loader(), "loaded", occasion())
            .await
            .expect("a database");
        assert_eq!(
            changes.expect("nothing collides").to_string(),
            "community: 0 added, 1 changed, 0 removed"
        );
        let after = store.load(&trusted).await.expect("loaded").0;
        assert_eq!(
            (after.definitions, after.engagements),
            (before.definitions, before.engagements),
            "{}",
            database.name
        );

        let mut other = package();
        other.definitions.push(trusted(&ours("2", 31)).expect("a definition"));
        let refused = load_package(store, &other, &loader(), "loaded", occasion())
            .await
            .expect("a database");
        let words = refused.expect_err("refused")[0].to_string();
        assert!(
            words.contains("ours 2") && words.contains("proposed on 2026-03-12"),
            "{words}"
        );
        // Files alone would take the agreed text away: the database itself says no.
        let fault = store
            .put(&package(), &loader(), "put", occasion().now)
            .await
            .expect_err("refused");
        assert!(
            matches!(fault, StoreError::AdoptedText { .. }),
            "{}: {fault:?}",
            database.name
        );
    }
}

#[tokio::test]
async fn a_change_worked_out_from_an_older_picture_is_refused() {
    for database in both().await {
        let desk = Desk::open(&database).await;
        let store = desk.office.store();
        let (mut package, seen) = store.load(&trusted).await.expect("loaded");
        desk.propose(&ours("1", 60)).await;
        package.communities[0].name = "Rae".to_owned();
        let fault = store
            .put_from(seen, &package, &loader(), "put", occasion().now)
            .await
            .expect_err("refused");
        assert!(matches!(fault, StoreError::Moved), "{}: {fault:?}", database.name);
    }
}

const CANARY: &str = "qaptarniq";

#[tokio::test]
async fn what_is_not_published_leaves_nowhere() {
    let (with, without) = (sqlite(), sqlite());
    let (with, without) = (Desk::open(&with).await, Desk::open(&without).await);
    for desk in [&with, &without] {
        desk.propose(&ours("1", 60)).await;
    }
    let path = format!("{OURS}/engagement");
    let said =
        json!({ "body": "group", "on": "2026-03-09", "position": "object", "words": CANARY, "shown": "nothing" });
    assert_eq!(with.send("POST", &path, &said).await.status, 201);
    let digest = |desk: &Desk| {
        desk.snapshots
            .borrow()
            .for_viewer(Viewer::Public)
            .data_digest()
            .to_owned()
    };
    assert_eq!(digest(&with), digest(&without));
    let document = with.public.json("/api/openapi.json").await;
    for path in document["paths"].as_object().expect("paths").keys() {
        let path = path
            .replace("{id}", "ours")
            .replace("{version}", "1")
            .replace("{layer}", "nwt");
        let (found, expected) = (with.public.get(&path).await, without.public.get(&path).await);
        assert_eq!(found.body, expected.body, "{path}");
        assert_eq!(found.headers, expected.headers, "{path}");
    }
    let seen = with.get(OURS).await;
    assert_eq!(seen.header("cache-control"), "private, no-store");
    assert_eq!(
        seen.json()["engagements"][0]["words"],
        CANARY,
        "the desk keeps the record"
    );
    // A browser that was led here under another name is the public.
    let led = with.browser.get_with(OURS, &[("host", "evil.example")]).await;
    assert_eq!(led.json()["engagements"], json!([]));

    let said =
        json!({ "body": "towns", "on": "2026-03-09", "position": "agree", "words": CANARY, "shown": "position" });
    assert_eq!(with.send("POST", &path, &said).await.status, 201);
    let shown = with.public.json(OURS).await;
    assert_eq!(
        shown["engagement"],
        json!({ "agree": 1, "ask_for_change": 0, "object": 0 })
    );
    assert_eq!(shown["engagements"][0]["position"], "agree");
    assert!(!shown.to_string().contains(CANARY));
}

#[tokio::test]
async fn nobody_changes_anything_unasked() {
    let database = sqlite();
    let desk = Desk::open(&database).await;
    let body = json!({ "text": ours("1", 60) }).to_string();
    let with = |name: &'static str, value: &'static str| {
        let kept = BROWSER.into_iter().filter(move |(one, _)| *one != name);
        kept.chain((!value.is_empty()).then_some((name, value)))
            .collect::<Vec<_>>()
    };
    let tries = [
        (with("sec-fetch-site", "cross-site"), 403),
        (with("sec-fetch-site", "same-site"), 403),
        (with("sec-fetch-site", "none"), 403),
        (with("sec-fetch-site", ""), 403),
        (with("origin", "http://evil.example"), 403),
        (with("host", "evil.example"), 403),
        (with("host", ""), 403),
        (with("content-type", "text/plain"), 415),
        (with("content-type", ""), 415),
        (with("content-type", "application/x-www-form-urlencoded"), 415),
    ];
    for (headers, status) in tries {
        let reply = desk
            .browser
            .send("POST", "/api/definitions", &headers, body.clone())
            .await;
        assert_eq!(reply.status.as_u16(), status, "{headers:?}: {}", reply.text());
    }
    // Not a desk at all: every route that changes something says so.
    let document = desk.public.json("/api/openapi.json").await;
    let mut writes = 0;
    let paths = document["paths"].as_object().expect("paths");
    // Where no organisation is believed, there is nothing to set out for.
    for (path, item) in paths.iter().filter(|(path, _)| *path != "/api/session/organisation") {
        for method in ["post", "put", "patch"]
            .into_iter()
            .filter(|method| item[*method]["responses"]["403"].is_object())
        {
            let id = if path.contains("requests") {
                "req-public"
            } else {
                "small"
            };
            let path = path.replace("{id}", id).replace("{version}", "1");
            let reply = desk
                .public
                .send(&method.to_uppercase(), &path, &BROWSER, body.clone())
                .await;
            reply.is_problem(403, &["no database of its own"]);
            writes += 1;
        }
    }
    assert_eq!(writes, 21);
    assert_eq!(
        desk.office.store().head().await.expect("a head").position,
        Desk::open(&sqlite())
            .await
            .office
            .store()
            .head()
            .await
            .expect("a head")
            .position
    );
    let me = |reply: Value| (reply["role"].clone(), reply["may"].as_array().map_or(0, Vec::len));
    assert_eq!(me(desk.public.json("/api/me").await), (json!("public"), 0));
    assert_eq!(me(desk.get("/api/me").await.json()), (json!("working_group"), 7));
}

#[tokio::test]
async fn what_is_sent_is_read_strictly() {
    let database = sqlite();
    let desk = Desk::open(&database).await;
    let send = async |path: &str, body: String| desk.browser.send("POST", path, &BROWSER, body).await;
    let check = "/api/definitions/check";
    send(check, "{".to_owned()).await.is_problem(400, &["JSON"]);
    send(check, format!("{{\"text\":{}", "[".repeat(5000))).await;
    assert_eq!(
        send(check, format!("{{\"text\":{}", "[".repeat(5000))).await.status,
        422
    );
    send(check, "{\"text\":\"\",\"texts\":1}".to_owned())
        .await
        .is_problem(422, &["texts"]);
    send(check, "{\"text\":\"\",\"text\":\"\"}".to_owned())
        .await
        .is_problem(422, &["duplicate"]);
    send(check, "{}".to_owned()).await.is_problem(422, &["text"]);
    let large = json!({ "text": "x".repeat(1024 * 1024) }).to_string();
    send(check, large).await.is_problem(413, &["1048576"]);

    desk.propose(&ours("1", 60)).await;
    let text = json!({ "text": ours("1", 61) });
    desk.send("PUT", OURS, &text).await.is_problem(428, &["if-match"]);
    desk.send_if("PUT", OURS, "\"0\"", &text)
        .await
        .is_problem(412, &["read it again"]);
    let tag = desk.get(OURS).await.header("etag").to_owned();
    let elsewhere = json!({ "text": ours("2", 60) });
    let refused = desk.send_if("PUT", OURS, &tag, &elsewhere).await;
    refused.is_problem(422, &["version"]);
    assert_eq!(pointers(&refused.json()), ["#/line/2"]);
    let shipped = json!({ "text": SHIPPED.replace("60", "61") });
    desk.send_if("PUT", "/api/definitions/small/1", "*", &shipped)
        .await
        .is_problem(409, &["package"]);
    desk.send_if("PUT", "/api/definitions/never/1", "*", &text)
        .await
        .is_problem(404, &["never"]);

    let said = json!({ "body": "nobody", "on": "2026-03-13", "position": "agree", "words": "\u{7}", "shown": "all" });
    let refused = desk.send("POST", &format!("{OURS}/engagement"), &said).await;
    refused.is_problem(422, &["3 faults"]);
    assert_eq!(pointers(&refused.json()), ["#/body", "#/on", "#/words"]);
    let said = json!({ "body": "towns", "on": "yesterday", "position": "yes", "shown": "some" });
    let refused = desk.send("POST", &format!("{OURS}/engagement"), &said).await;
    assert_eq!(pointers(&refused.json()), ["#/on", "#/position", "#/shown"]);
    let unsaid = json!({ "standing": "draft", "reason": "back" });
    desk.send_if("POST", &format!("{OURS}/standing"), "*", &unsaid)
        .await
        .is_problem(422, &["in_engagement"]);
    let unreasoned = json!({ "standing": "in_engagement", "reason": " " });
    desk.send_if("POST", &format!("{OURS}/standing"), "*", &unreasoned)
        .await
        .is_problem(422, &["reason"]);
}

#[tokio::test]
async fn answers_to_changes_are_as_the_document_says() {
    let database = sqlite();
    let desk = Desk::open(&database).await;
    let document = desk.public.json("/api/openapi.json").await;
    let fits = |name: &str, value: &Value| {
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        assert_eq!(faults(&document, &schema, value), [] as [String; 0], "{name}");
    };
    let sent = json!({ "text": ours("1", 60) });
    fits(
        "CheckedText",
        &desk.send("POST", "/api/definitions/check", &sent).await.json(),
    );
    fits(
        "CheckedText",
        &desk
            .send("POST", "/api/definitions/check", &json!({ "text": "x" }))
            .await
            .json(),
    );
    fits("DefinitionInFull", &desk.propose(&ours("1", 60)).await.json());
    fits("Engagement", &desk.engage("1", "council", "object").await.json());
    fits("Problem", &desk.stand("1", "agreed").await.json());
    fits("Problem", &desk.propose("x").await.json());
    let moved = desk.stand("1", "in_engagement").await;
    assert_eq!(moved.json()["missing"][0]["latest"], "object");
    fits("DefinitionInFull", &moved.json());
    let text = desk.get(&format!("{OURS}/text")).await;
    assert_eq!(text.text(), ours("1", 60));
    assert_eq!(
        text.header("content-disposition"),
        "attachment; filename=\"ours-1.toml\""
    );
    assert_eq!(text.header("content-type"), "application/toml");
}
