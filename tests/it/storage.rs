//! When the storage fails: everybody is told so and may try again, nothing is there by half, what is shown can be read on,
//! and it is over when the storage works again.

mod disk;
mod held;
mod nth;
mod proxy;
mod server;

use evenreach::workflow::Outage;
use serde_json::{Value, json};

use crate::databases::TestDatabase;
use crate::requests::Town;
use crate::support::client::Reply;

/// Checks that an answer says that it passes, and nothing of what it is.
fn passes(reply: &Reply, words: &[&str]) {
    reply.is_problem(503, words);
    assert_eq!(reply.json()["type"], "/api/docs#problem-unavailable");
    assert_eq!(reply.header("retry-after"), "5");
    for word in ["disk", "lock", "database", "connection", "Behchok", "healers"] {
        assert!(!reply.text().contains(word), "{word}: {}", reply.text());
    }
}

/// Checks that everybody is told that nothing can be changed, and those who run the service why.
async fn is_not_ready(town: &Town, outage: Outage) {
    let to_all = town.house.service.get("/readyz").await;
    passes(&to_all, &["nothing can be changed just now; what is shown can be read"]);
    let to_those_who_run_it = town.get(&town.admin, "/readyz").await;
    to_those_who_run_it.is_problem(503, &[&outage.to_string()]);
    passes(&town.get(&town.owner, "/readyz").await, &[]);
    assert_eq!(town.house.service.get("/healthz").await.status, 200);
    assert_eq!(
        town.house
            .service
            .get("/api/collections/communities/items")
            .await
            .status,
        200
    );
}

async fn is_ready(town: &Town) {
    assert_eq!(town.house.service.get("/readyz").await.text(), "ready\n");
}

/// Everything that a database holds, row by row.
struct Dump {
    sql: String,
}

impl Dump {
    /// Of a database as its tables are now.
    async fn of(database: &TestDatabase) -> Self {
        let each = match database.name {
            "sqlite" => {
                "select 'select ''' || m.name || ''' || ' || group_concat('''|'' || quote(\"' || c.name || '\")', ' || ')
                 || ' from \"' || m.name || '\"' from sqlite_schema m, pragma_table_info(m.name) c
                 where m.type = 'table' and m.name not like 'sqlite%' and m.name <> 'fault' group by m.name"
            }
            _ => {
                "select format('select %L || t::text from %I t', table_name || '|', table_name)
                 from information_schema.tables where table_schema = 'public' and table_name <> 'fault'"
            }
        };
        let tables = database.texts(each).await;
        assert!(tables.len() > 40, "{}", tables.len());
        Self {
            sql: format!("{} order by 1", tables.join(" union all ")),
        }
    }

    async fn take(&self, database: &TestDatabase) -> Vec<String> {
        database.texts(&self.sql).await
    }
}

/// A request of a government whose healers are far.
fn wanted(number: usize) -> Value {
    json!({ "service_type": "counselling", "communities": ["behchoko"], "why": format!("The healers are far: {number}.") })
}

/// How many requests the owner finds.
async fn number(town: &Town) -> u64 {
    let found = town.get(&town.owner, "/api/requests?mine=true").await;
    assert_eq!(found.status, 200, "{}", found.text());
    found.json()["number"].as_u64().expect("a number")
}
