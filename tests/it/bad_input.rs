//! Input that came out wrong or was made to do harm: refused over HTTP with its place, on both databases, and what is
//! somebody's own words kept to the byte and nothing but words.

use evenreach::model::Role;
use serde_json::{Value, json};

use crate::databases::{TestDatabase, both};
use crate::support::client::Reply;
use crate::support::desk::ours;
use crate::support::people::{House, Person};

/// Letters that nobody sees or that turn the direction of reading.
const HIDDEN: [&str; 5] = ["a\u{0}b", "a\u{7}b", "a\u{1b}[31mb", "a\u{202e}b", "a\u{2066}b"];

/// Scripts, and what a spreadsheet would run.
const SCRIPTS: [&str; 8] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1-1",
];

/// Somebody of every role, who may do anything that anybody may.
struct Desk {
    house: House,
    all: Person,
}

impl Desk {
    async fn open(database: &TestDatabase) -> Self {
        let house = House::open(database).await;
        let roles = [Role::WorkingGroup, Role::Government, Role::Administrator];
        Self {
            all: house.person("Mary", &roles, Some("tlicho")).await,
            house,
        }
    }

    async fn send_raw(&self, to: (&str, &str), media: &str, body: impl Into<String>) -> Reply {
        self.send_under("k", to, media, body).await
    }

    async fn send_under(&self, key: &str, (method, path): (&str, &str), media: &str, body: impl Into<String>) -> Reply {
        let read = path.trim_end_matches("/transitions");
        let tag = self.house.get_as(Some(&self.all), read).await;
        let mut headers = vec![
            ("host", "evenreach.example"),
            ("sec-fetch-site", "same-origin"),
            ("content-type", media),
            ("cookie", self.all.cookie.as_str()),
            ("idempotency-key", key),
        ];
        if path.starts_with("/api/requests/") {
            headers.push(("if-match", tag.header("etag")));
        }
        self.house.service.send(method, path, &headers, body.into()).await
    }

    /// A new request: its path.
    async fn submit(&self, key: &str, body: &Value) -> String {
        let to = ("POST", "/api/requests");
        let reply = self.send_under(key, to, "application/json", body.to_string()).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
        format!("/api/requests/{}", reply.json()["id"].as_str().expect("an id"))
    }

    async fn send(&self, to: (&str, &str), body: &Value) -> Reply {
        self.send_raw(to, "application/json", body.to_string()).await
    }

    /// Every route that takes a body, with ids that are there.
    async fn routes(&self) -> Vec<(String, String)> {
        let document = self.house.service.json("/api/openapi.json").await;
        let request = self.submit("route", &request()).await;
        let mut routes = Vec::new();
        for (path, item) in document["paths"].as_object().expect("paths") {
            let path = path.replace("/api/requests/{id}", &request);
            let path = path.replace("{id}", "small").replace("{version}", "1");
            for method in item.as_object().expect("methods").keys() {
                if !["get", "delete"].contains(&method.as_str()) {
                    routes.push((method.to_uppercase(), path.clone()));
                }
            }
        }
        assert!(routes.len() >= 18, "{routes:?}");
        routes
    }

    async fn head(&self) -> u64 {
        self.house.office.store().head().await.expect("a head").position
    }
}

fn request() -> Value {
    json!({ "service_type": "counselling", "communities": ["behchoko"], "why": "Far." })
}

/// A request with a text in one of its fields.
fn with(field: &str, text: &str) -> Value {
    let mut body = request();
    match field.split('/').collect::<Vec<_>>().as_slice() {
        ["evidence", _, "title"] => body["evidence"] = json!([{ "title": text, "url": "https://example.org" }]),
        ["evidence", _, "url"] => {
            body["evidence"] = json!([{ "title": "t", "url": format!("https://example.org/{text}") }]);
        }
        ["labels", _] => body["labels"] = json!([format!("https://example.org/{text}")]),
        [list, _] => body[*list] = json!([text]),
        _ => body[field] = json!(text),
    }
    body
}

/// The places that an answer names.
fn places(reply: &Reply) -> Vec<String> {
    let problem = reply.json();
    let errors = problem["errors"].as_array().map_or(&[][..], Vec::as_slice).iter();
    errors
        .map(|one| one["pointer"].as_str().expect("a pointer").to_owned())
        .collect()
}

#[tokio::test]
async fn letters_that_hide_are_refused_in_every_text_at_its_place() {
    for database in both().await {
        let (name, desk) = (database.name, Desk::open(&database).await);
        let before = desk.head().await;
        for hidden in HIDDEN {
            for field in [
                "service_type",
                "communities/0",
                "regions/0",
                "delivery_mode",
                "languages/0",
                "cultural_grounding",
                "why",
                "since",
                "evidence/0/title",
                "evidence/0/url",
                "labels/0",
                "visibility",
            ] {
                let reply = desk.send(("POST", "/api/requests"), &with(field, hidden)).await;
                assert_eq!(reply.status, 422, "{name}: {field} {hidden:?}: {}", reply.text());
                assert_eq!(places(&reply), [format!("#/{field}")], "{name}: {hidden:?}");
            }
            let said = json!({
                "body": "tlicho-body", "on": "2026-03-12", "position": "agree", "words": hidden, "shown": "all",
            });
            let account = json!({ "name": hidden, "roles": ["planner"] });
            let token = json!({ "label": hidden, "scopes": ["read"] });
            for (path, body, place) in [
                ("/api/definitions/small/1/engagement", said, "#/words"),
                ("/api/accounts", account, "#/name"),
                ("/api/tokens", token, "#/label"),
            ] {
                let reply = desk.send(("POST", path), &body).await;
                assert_eq!(reply.status, 422, "{name}: {path} {hidden:?}: {}", reply.text());
                assert_eq!(places(&reply), [place], "{name}: {path} {hidden:?}");
            }
            // In a definition the letter stands as it is, in a comment too, or as an escape of its text.
            let letter = hidden.chars().nth(1).expect("a letter");
            let escaped = format!("\\u{:04X}", u32::from(letter));
            for text in [
                ours("1", 60).replacen("title = { en = \"", &format!("title = {{ en = \"{hidden}"), 1),
                ours("1", 60).replacen("title = { en = \"", &format!("title = {{ en = \"{escaped}"), 1),
                format!("# {hidden}\n{}", ours("1", 60)),
            ] {
                assert_ne!(text, ours("1", 60), "the text has such a title");
                let reply = desk.send(("POST", "/api/definitions"), &json!({ "text": text })).await;
                assert_eq!(reply.status, 422, "{name}: {hidden:?}: {}", reply.text());
                assert!(places(&reply)[0].starts_with("#/line/"), "{name}: {}", reply.text());
            }
        }
        assert_eq!(desk.head().await, before, "{name}: nothing was written");
        let moves = format!("{}/transitions", desk.submit("k", &request()).await);
        let before = desk.head().await;
        for hidden in HIDDEN {
            let body = json!({ "to": "acknowledged", "reason": hidden });
            let reply = desk.send(("POST", &moves), &body).await;
            assert_eq!(
                (reply.status.as_u16(), places(&reply)),
                (422, vec!["#/reason".to_owned()]),
                "{name}: {}",
                reply.text()
            );
        }
        assert_eq!(desk.head().await, before, "{name}");
    }
}

#[tokio::test]
async fn a_script_is_somebodys_words_and_leaves_as_words() {
    for database in both().await {
        let (name, desk) = (database.name, Desk::open(&database).await);
        for (number, script) in SCRIPTS.into_iter().enumerate() {
            let mut body = request();
            body["why"] = json!(script);
            body["cultural_grounding"] = json!(script);
            body["visibility"] = json!("public");
            body["evidence"] = json!([{ "title": script, "url": "https://example.org" }]);
            let path = desk.submit(&format!("k{number}"), &body).await;
            let read = desk.house.get_as(None, &path).await;
            assert_eq!(read.header("content-type"), "application/json", "{name}");
            assert_eq!(read.header("x-content-type-options"), "nosniff", "{name}");
            let read = read.json();
            for text in [&read["why"], &read["cultural_grounding"], &read["evidence"][0]["title"]] {
                assert_eq!(text, script, "{name}: to the byte");
            }
        }
        // In a table no text is run: a quote stands before it, or in a workbook it is marked as text.
        let export = desk.house.get_as(Some(&desk.all), "/api/requests/export?f=csv").await;
        let mut table = csv::Reader::from_reader(&export.body[..]);
        let mut cells = 0;
        for record in table.records() {
            for cell in &record.expect("a row") {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {cell}");
                cells += usize::from(cell.starts_with('\''));
            }
        }
        assert_eq!(cells, 3 * 3, "{name}: three of them, in three fields each");
        let export = desk.house.get_as(Some(&desk.all), "/api/requests/export?f=xlsx").await;
        let mut book: calamine::Xlsx<_> =
            calamine::Reader::new(std::io::Cursor::new(export.body.to_vec())).expect("a workbook");
        let formulas = calamine::Reader::worksheet_formula(&mut book, "requests").expect("a sheet");
        assert!(
            formulas.used_cells().all(|(_, _, formula)| formula.is_empty()),
            "{name}: {formulas:?}"
        );
        let values = calamine::Reader::worksheet_range(&mut book, "requests").expect("a sheet");
        let shown = |script: &str| values.used_cells().filter(|(_, _, cell)| **cell == *script).count();
        assert!(SCRIPTS.iter().all(|script| shown(script) >= 2), "{name}: {values:?}");
        // Nothing that is asked for comes back as a part of a page.
        for path in [
            "/api/requests/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "/api/requests?state=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "/api/collections/requests/items?bbox=%3Cscript%3E",
            "/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        ] {
            let reply = desk.house.get_as(None, path).await;
            let is_page = reply.header("content-type").starts_with("text/html");
            assert!(!is_page || !reply.text().contains("<script>alert"), "{name}: {path}");
            assert!(
                reply.header("content-security-policy").contains("default-src 'none'"),
                "{name}: {path}"
            );
        }
    }
}

#[tokio::test]
async fn words_of_the_north_are_kept_to_the_byte_in_every_text() {
    // Dene letters with marks that no single character has, composed and apart; syllabics; a line break; blanks around.
    const WORDS: [&str; 4] = [
        "Behchokǫ̀ gots’ǫ̀, Tłı̨chǫ Yatıì, Dëne Sųłıné, Dehcho Dene Zhatıé, Délı̨nę",
        "  o\u{328}\u{300}, i\u{328}, e\u{301}\u{328} ",
        "ᐃᓄᒃᑎᑐᑦ ᐅᖃᐅᓯᖅ, ᓀᐦᐃᔭᐍᐏᐣ, ᑌᓀ",
        "𐐨 😀 ﬁ",
    ];
    for database in both().await {
        let (name, desk) = (database.name, Desk::open(&database).await);
        for (number, words) in WORDS.into_iter().enumerate() {
            let mut body = request();
            body["why"] = json!(format!("{words}\n\t{words}"));
            body["cultural_grounding"] = json!(words);
            body["evidence"] = json!([{ "title": words, "url": "https://tłı̨chǫ.ca/ǫ̀" }]);
            body["labels"] = json!([format!("https://example.org/{}", words.trim().replace([' ', ','], "-"))]);
            let path = desk.submit(&format!("k{number}"), &body).await;
            let read = desk.house.get_as(Some(&desk.all), &path).await.json();
            for (field, sent) in body.as_object().expect("fields") {
                assert_eq!(read[field], *sent, "{name}: {field}");
            }
            let moved = json!({ "to": "acknowledged", "reason": words });
            let moved = desk.send(("POST", &format!("{path}/transitions")), &moved).await;
            assert_eq!(moved.json()["answers"][0]["reason"], words, "{name}: {}", moved.text());
            let said = json!({
                "body": "tlicho-body", "on": "2026-03-12", "position": "agree", "words": words, "shown": "all",
            });
            let said = desk.send(("POST", "/api/definitions/small/1/engagement"), &said).await;
            assert_eq!(said.json()["words"], words, "{name}: {}", said.text());
        }
        desk.house.office.store().verify().await.expect("whole");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_too_deep_twice_over_or_of_another_kind_is_refused_on_every_route() {
    for database in both().await {
        let (name, desk) = (database.name, Desk::open(&database).await);
        let routes = desk.routes().await;
        let before = desk.head().await;
        let large = format!("{{\"why\":\"{}\"}}", "ǫ".repeat(5 * 1024 * 1024));
        let deep = format!("{{\"why\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
        for (method, path) in &routes {
            let to = (method.as_str(), path.as_str());
            for media in [
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "text/html",
                "",
            ] {
                let reply = desk.send_raw(to, media, "{}").await;
                assert_eq!(reply.status, 415, "{name}: {method} {path} {media}: {}", reply.text());
            }
            if path.ends_with("/import") {
                continue;
            }
            // Of an account, a decision or a scenario that is not there, and of an organisation that nobody signs in by, nothing is read.
            let absent = ["/api/accounts/", "/api/decisions/", "/api/scenarios/"];
            let is_absent = absent.iter().any(|one| path.starts_with(one)) || path == "/api/session/organisation";
            let is_refused = |status| matches!(status, 400 | 422) || (status == 404 && is_absent);
            let sent = async |body: &str| desk.send_raw(to, "application/json", body).await.status.as_u16();
            assert_eq!(sent(&large).await, 413, "{name}: {method} {path}");
            for body in [
                &deep,
                "",
                "{",
                "null",
                "[]",
                "\"text\"",
                "7",
                "{\"why\":1e999}",
                "\u{feff}{}",
                "{\"a\":\"\\ud800\"}",
            ] {
                let status = sent(body).await;
                let shown: String = body.chars().take(20).collect();
                assert!(is_refused(status), "{name}: {method} {path} {shown}: {status}");
            }
            let strange = sent(r#"{"no_such_field":1}"#).await;
            assert!(is_refused(strange), "{name}: {method} {path}: {strange}");
        }
        assert_eq!(desk.head().await, before, "{name}: nothing was written");
    }
}

#[tokio::test]
async fn a_field_that_stands_twice_is_refused_on_every_route() {
    for database in both().await {
        let (name, desk) = (database.name, Desk::open(&database).await);
        let before = desk.head().await;
        for (method, path, body) in [
            (
                "POST",
                "/api/requests",
                r#"{"service_type":"counselling","why":"a","why":"b"}"#,
            ),
            (
                "POST",
                "/api/requests",
                r#"{"evidence":[{"title":"t","url":"a","url":"b"}]}"#,
            ),
            ("PATCH", "/api/requests/req-regions", r#"{"why":"a","why":"b"}"#),
            (
                "POST",
                "/api/requests/req-regions/transitions",
                r#"{"to":"accepted","to":"declined"}"#,
            ),
            ("POST", "/api/session", r#"{"name":"a","name":"b","password":"c"}"#),
            ("POST", "/api/tokens", r#"{"label":"a","label":"b","scopes":["read"]}"#),
            (
                "POST",
                "/api/accounts",
                r#"{"name":"a","roles":["planner"],"roles":["administrator"]}"#,
            ),
            ("POST", "/api/definitions", r#"{"text":"a","text":"b"}"#),
            (
                "POST",
                "/api/definitions/small/1/engagement",
                r#"{"body":"council","body":"towns","on":"2026-03-12","position":"agree","shown":"all"}"#,
            ),
        ] {
            let reply = desk.send_raw((method, path), "application/json", body).await;
            let text = reply.text();
            let is_public_record = path.contains("req-regions") && reply.status == 403;
            assert!(
                reply.status == 422 || is_public_record,
                "{name}: {method} {path}: {text}"
            );
            assert!(
                is_public_record || text.contains("twice") || text.contains("duplicate"),
                "{name}: {path}: {text}"
            );
        }
        assert_eq!(desk.head().await, before, "{name}");
    }
}

#[tokio::test]
async fn ids_dates_and_places_that_cannot_be_are_refused_and_never_a_fault_of_the_service() {
    for database in both().await {
        let (name, desk) = (database.name, Desk::open(&database).await);
        for (method, path) in [
            ("DELETE", "/api/tokens/%00"),
            ("POST", "/api/accounts/%00/link"),
            ("PATCH", "/api/accounts/%00"),
        ] {
            assert_eq!(
                desk.send((method, path), &json!({})).await.status,
                404,
                "{name}: {path}"
            );
        }
        let get = async |path: &str| desk.house.get_as(Some(&desk.all), path).await;
        for id in [
            "never",
            "%00",
            "%E2%80%AE",
            "..%2F..%2Fetc%2Fpasswd",
            "'%20or%201=1--",
            "%FF",
            &"x".repeat(4000),
        ] {
            for path in [
                "/api/requests/ID",
                "/api/requests/ID/history",
                "/api/requests/ID/access",
                "/api/collections/communities/items/ID",
                "/api/collections/services/items/ID",
                "/api/definitions/ID",
                "/api/definitions/ID/1",
                "/api/definitions/small/ID",
                "/api/analysis/communities/ID",
                "/api/analysis/requests/ID",
                "/basemap/ID.json",
            ] {
                let reply = get(&path.replace("ID", id)).await;
                assert_eq!(reply.status, 404, "{name}: {path} {id}: {}", reply.text());
            }
        }
        for name in HIDDEN {
            let words = json!({ "name": name, "password": "kettle, lamp and thirteen geese" });
            assert_eq!(
                desk.send(("POST", "/api/session"), &words).await.status,
                401,
                "{name:?}"
            );
        }
        let boxes = [
            "NaN,60,-110,65",
            "-120,NaN,-110,65",
            "inf,0,1,1",
            "1e999,0,1,1",
            "-181,60,-110,65",
            "-120,60,181,65",
        ];
        let boxes = boxes.into_iter().chain([
            "-120,-90.001,-110,65",
            "-120,60,-110,90.001",
            "-120,65,-110,60",
            "-120,,1,2",
        ]);
        for bbox in boxes {
            for collection in ["communities", "services", "requests", "links"] {
                let reply = get(&format!("/api/collections/{collection}/items?bbox={bbox}")).await;
                reply.is_problem(400, &["bbox"]);
            }
        }
        for (query, word) in [
            ("as_of=2026-02-30", "as_of"),
            ("as_of=tomorrow", "as_of"),
            ("as_of=99999-01-01", "as_of"),
            ("date=13-01", "date"),
            ("date=02-30", "date"),
            ("standard=atlantis", "standard"),
            ("service_type=ice_cream", "service_type"),
            ("supply=plenty", "supply"),
            ("season=fifth", "season"),
        ] {
            let reply = get(&format!("/api/analysis/gaps?{query}")).await;
            reply.is_problem(400, &[word]);
        }
        for datetime in ["2026-13-01T00:00:00Z", "..", "2026-03-12/2026-03-11", "never"] {
            let reply = get(&format!("/api/collections/services/items?datetime={datetime}")).await;
            reply.is_problem(400, &["datetime"]);
        }
    }
}

/// Days that are still to come of what is said to have been, names that nobody has, and words without end.
#[tokio::test]
async fn what_cannot_be_of_a_request_or_an_engagement_is_refused_at_its_place() {
    for database in both().await {
        let (name, desk) = (database.name, Desk::open(&database).await);
        let before = desk.head().await;
        let said =
            |on: &str| json!({ "body": "tlicho-body", "on": on, "position": "agree", "words": "Yes.", "shown": "all" });
        for on in ["2026-03-13", "2999-01-01", "2026-02-30", "yesterday"] {
            let reply = desk
                .send(("POST", "/api/definitions/small/1/engagement"), &said(on))
                .await;
            assert_eq!(
                (reply.status.as_u16(), places(&reply)),
                (422, vec!["#/on".to_owned()]),
                "{name}: {on}"
            );
        }
        for since in ["2026-03-13", "2026-04", "2027", "2999-01-01"] {
            let reply = desk.send(("POST", "/api/requests"), &with("since", since)).await;
            assert_eq!(
                (reply.status.as_u16(), places(&reply)),
                (422, vec!["#/since".to_owned()]),
                "{name}: {since}"
            );
        }
        for (field, unknown) in [
            ("service_type", "ice_cream"),
            ("communities/0", "atlantis"),
            ("regions/0", "atlantis"),
            ("languages/0", "tlh"),
            ("visibility", "world"),
            ("delivery_mode", "by_dragon"),
            ("government", "dehcho"),
            ("why", &"ǫ".repeat(10_001)),
            ("cultural_grounding", &"ǫ".repeat(10_001)),
            ("evidence/0/title", &"ǫ".repeat(501)),
        ] {
            let reply = desk.send(("POST", "/api/requests"), &with(field, unknown)).await;
            let place = vec![format!("#/{field}")];
            assert_eq!(
                (reply.status.as_u16(), places(&reply)),
                (422, place),
                "{name}: {}",
                reply.text()
            );
        }
        assert_eq!(desk.head().await, before, "{name}: nothing was written");
    }
}
