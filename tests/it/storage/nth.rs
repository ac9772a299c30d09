//! For everything that people do: its first write fails, then its second, and so on until it is done. Each time everything
//! is as it was, and whoever asked is told.

use serde_json::json;

use super::{Dump, is_ready, passes, wanted};
use crate::databases::{TestDatabase, both};
use crate::requests::Town;
use crate::support::client::Reply;
use crate::support::people::{Person, password};

/// What a failing write says, which nobody must be told.
const FAULT: &str = "a fault of the test";

/// Something that somebody does.
pub struct Deed<'a> {
    pub name: &'static str,
    pub by: Option<&'a Person>,
    pub to: (&'static str, String),
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

impl Deed<'_> {
    async fn done(&self, town: &Town) -> Reply {
        let headers: Vec<_> = self
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        town.send(self.by, (self.to.0, &self.to.1), &headers, self.body.clone())
            .await
    }
}

/// A version of a definition that nobody has proposed yet.
fn definition() -> String {
    crate::support::desk::ours("1", 30)
}

/// Everything that is tried here, each prepared when its turn comes: what one does is there for the next.
#[expect(
    clippy::too_many_lines,
    reason = "a list, in the order in which one leads to the next"
)]
async fn deeds(town: &Town, at: usize) -> Option<Deed<'_>> {
    let made = |name, by, to, headers, body: serde_json::Value| {
        Some(Deed {
            name,
            by: Some(by),
            to,
            headers,
            body: body.to_string(),
        })
    };
    let request = async || {
        let all = town.get(&town.owner, "/api/requests?mine=true").await.json();
        let id = all["requests"][0]["id"].as_str().expect("a request").to_owned();
        let path = format!("/api/requests/{id}");
        let tag = town.get(&town.owner, &path).await.header("etag").to_owned();
        (path, vec![("if-match", tag)])
    };
    let definition_tag = async |path: &str| {
        let tag = town.get(&town.group, path).await.header("etag").to_owned();
        vec![("if-match", tag)]
    };
    let of_definition = "/api/definitions/ours/1";
    let engaged =
        json!({ "body": "council", "on": "2026-03-10", "position": "agree", "words": "Yes.", "shown": "all" });
    match at {
        0 => {
            let key = vec![("idempotency-key", "k1".to_owned())];
            let to = ("POST", "/api/requests".to_owned());
            made("submit a request", &town.owner, to, key, wanted(1))
        }
        1 => {
            let (path, tag) = request().await;
            made(
                "correct a request",
                &town.owner,
                ("PATCH", path),
                tag,
                json!({ "why": "Farther still." }),
            )
        }
        2 => {
            let (path, tag) = request().await;
            made(
                "restrict a request",
                &town.owner,
                ("PATCH", path),
                tag,
                json!({ "visibility": "public" }),
            )
        }
        3 => {
            let (path, tag) = request().await;
            let to = ("POST", format!("{path}/transitions"));
            made(
                "answer a request",
                &town.group,
                to,
                tag,
                json!({ "to": "acknowledged", "reason": "Heard." }),
            )
        }
        4 => {
            let (path, tag) = request().await;
            let to = ("POST", format!("{path}/transitions"));
            made(
                "take a request back",
                &town.owner,
                to,
                tag,
                json!({ "to": "withdrawn" }),
            )
        }
        5 => {
            let to = ("POST", "/api/accounts".to_owned());
            let wanted = json!({ "name": "Fred", "roles": ["planner", "government"], "government": "tlicho" });
            made("add an account", &town.admin, to, vec![], wanted)
        }
        6 => {
            let all = town.get(&town.admin, "/api/accounts").await.json();
            let mut accounts = all["accounts"].as_array().expect("accounts").iter();
            let fred = accounts.find(|one| one["name"] == "Fred").expect("he was added");
            let to = (
                "PATCH",
                format!("/api/accounts/{}", fred["id"].as_str().expect("an id")),
            );
            made(
                "disable an account",
                &town.admin,
                to,
                vec![],
                json!({ "disabled": true }),
            )
        }
        7 => {
            let to = ("POST", "/api/tokens".to_owned());
            let wanted = json!({ "label": "nightly export", "scopes": ["read"] });
            made("make a token", &town.owner, to, vec![], wanted)
        }
        8 => {
            let words = json!({ "name": "Dora", "password": password("Dora") });
            let to = ("POST", "/api/session".to_owned());
            made("sign in", &town.planner, to, vec![], words).map(|deed| Deed { by: None, ..deed })
        }
        9 => {
            let to = ("POST", "/api/definitions".to_owned());
            made(
                "propose a definition",
                &town.group,
                to,
                vec![],
                json!({ "text": definition() }),
            )
        }
        10 => {
            let to = ("POST", format!("{of_definition}/engagement"));
            made("record an engagement", &town.group, to, vec![], engaged)
        }
        11 => {
            let tag = definition_tag(of_definition).await;
            let to = ("POST", format!("{of_definition}/standing"));
            let wanted = json!({ "standing": "superseded", "reason": "Others came." });
            made("supersede a definition", &town.group, to, tag, wanted)
        }
        12 => {
            let sheet = "service_type,communities,why\ncounselling,behchoko,One.\ncounselling,behchoko,Two.\n";
            let headers = vec![
                ("idempotency-key", "k2".to_owned()),
                ("content-type", "text/csv".to_owned()),
            ];
            let to = ("POST", "/api/requests/import".to_owned());
            let body = sheet.to_owned();
            made("import a sheet", &town.owner, to, headers, json!({})).map(|deed| Deed { body, ..deed })
        }
        _ => None,
    }
}

/// Has every write of a row (`SQLite`) or every statement that writes (PostgreSQL) count down, and fail at 0.
async fn spoil(database: &TestDatabase) {
    let tables = match database.name {
        "sqlite" => "select name from sqlite_schema where type = 'table' and name not like 'sqlite%'",
        _ => "select table_name::text from information_schema.tables where table_schema = 'public'",
    };
    let tables = database.texts(tables).await;
    let mut sql = vec!["create table fault (countdown integer not null); insert into fault values (0);".to_owned()];
    if database.name == "postgres" {
        sql.push(format!(
            "create function fault() returns trigger language plpgsql as $$ begin
                 update fault set countdown = countdown - 1;
                 if (select countdown from fault) = 0 then
                     raise exception '{FAULT}' using errcode = 'disk_full';
                 end if;
                 return null;
             end $$;"
        ));
    }
    for table in tables {
        if database.name == "postgres" {
            sql.push(format!(
                "create trigger fault before insert or update or delete on \"{table}\" for each statement
                 execute function fault();"
            ));
            continue;
        }
        for deed in ["insert", "update", "delete"] {
            sql.push(format!(
                "create trigger \"fault_{deed}_{table}\" before {deed} on \"{table}\" begin
                     update fault set countdown = countdown - 1;
                     select raise(abort, '{FAULT}') from fault where countdown = 0;
                 end;"
            ));
        }
    }
    database.behind_its_back(&sql.concat()).await.expect("spoilt");
}

async fn fail_at(database: &TestDatabase, write: u32) {
    let sql = format!("update fault set countdown = {write}");
    database.behind_its_back(&sql).await.expect("a countdown");
}

/// What people are shown, who see the most.
async fn shown(town: &Town) -> Vec<Reply> {
    vec![
        town.get(&town.owner, "/api/requests?mine=true").await,
        town.get(&town.group, "/api/definitions").await,
        town.get(&town.admin, "/api/accounts").await,
        town.house.service.get("/api/package").await,
    ]
}

#[tokio::test]
async fn whichever_write_fails_everything_is_as_it_was_and_the_next_try_goes_well() {
    for database in both().await {
        let town = Town::open(&database).await;
        spoil(&database).await;
        let dump = Dump::of(&database).await;
        let store = town.house.office.store();
        let (mut at, mut failed) = (0, 0);
        while let Some(deed) = deeds(&town, at).await {
            let place = format!("{}, {}", database.name, deed.name);
            let (before, head) = (dump.take(&database).await, store.head().await.expect("a head"));
            let seen = shown(&town).await;
            let mut write = 1;
            loop {
                fail_at(&database, write).await;
                let reply = deed.done(&town).await;
                fail_at(&database, 0).await;
                let place = format!("{place}, write {write}: {}", reply.text());
                if reply.status.is_success() {
                    break;
                }
                match database.name {
                    // It refuses to write, and not for want of anything that passes.
                    "sqlite" => reply.is_problem(500, &["recorded"]),
                    _ => passes(&reply, &["nothing was changed"]),
                }
                assert!(!reply.text().contains(FAULT), "{place}");
                assert_eq!(dump.take(&database).await, before, "{place}");
                assert_eq!(store.head().await.expect("a head"), head, "{place}");
                for (now, then) in shown(&town).await.iter().zip(&seen) {
                    assert_eq!((&now.body, &now.headers), (&then.body, &then.headers), "{place}");
                }
                write += 1;
            }
            failed += write - 1;
            assert!(write > 1, "{place}: nothing that it writes has failed");
            assert_ne!(dump.take(&database).await, before, "{place}");
            is_ready(&town).await;
            at += 1;
        }
        assert_eq!(at, 13);
        store.verify().await.expect("whole");
        println!("{}: {failed} writes failed", database.name);
    }
}
