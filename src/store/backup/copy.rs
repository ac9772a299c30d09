//! Every row of one database into the same table of another, whichever two they are.
//!
//! Tables and columns are read from the tables of an `SQLite` database that this version has made, so that a table that
//! is added later is carried without a word here; the few that are not are named. Both databases have the same ones.

use std::collections::BTreeMap;

use futures_util::TryStreamExt as _;
use sqlx::AssertSqlSafe;

use super::BackupFault;
use crate::store::cell::{Cell, CellType};
use crate::store::connection::{Session, VALUES_AT_ONCE};
use crate::store::ledger::text_of;
use crate::store::table;

/// What is not carried: sessions, one-time links and trips to a provider pass by themselves, the list of migrations is each database's own, and
/// `adopted_text` is written by the triggers of `definition`.
const NOT_CARRIED: [&str; 5] = [
    "session",
    "one_time_link",
    "sign_in_trip",
    "_sqlx_migrations",
    "adopted_text",
];

/// First, in this order: triggers ask for it, and everything refers to these.
const FIRST: [&str; 5] = ["ledger", "record_key", "record_version", "ledger_head", "record"];

/// Letters of text written at once, at most, beside a single row: a version of a basemap's layer is megabytes.
const LETTERS_AT_ONCE: usize = 4 << 20;

const COLUMNS: &str = "select schema.name, col.name, lower(col.type), col.pk from sqlite_schema schema
    join pragma_table_info(schema.name) col
    where schema.type = 'table' and schema.name not like 'sqlite\\_%' escape '\\' order by schema.name, col.cid";
const PARENTS: &str = "select schema.name, parent.\"table\" from sqlite_schema schema
    join pragma_foreign_key_list(schema.name) parent where schema.type = 'table'";

/// A table that is carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Carried {
    name: String,
    columns: Vec<(String, CellType)>,
    key: Vec<String>,
}

impl Carried {
    fn column_list(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }

    /// Reads every row, in the order of the key: the ledger only grows at its end.
    fn select(&self) -> String {
        let order = if self.key.is_empty() {
            String::new()
        } else {
            format!(" order by {}", self.key.join(", "))
        };
        format!("select {} from {}{order}", self.column_list(), self.name)
    }

    fn insert(&self, rows: usize) -> String {
        table::insert(&self.name, &self.column_list(), self.columns.len(), rows)
    }

    fn failed(&self, what: &'static str) -> impl FnOnce(sqlx::Error) -> BackupFault {
        let table = self.name.clone();
        move |source| BackupFault::Rows { what, table, source }
    }
}

/// The tables that are carried, each after those it refers to, as an `SQLite` database of this version has them.
pub(super) async fn tables(session: &mut Session) -> Result<Vec<Carried>, BackupFault> {
    let failed = |source| BackupFault::Rows {
        what: "read",
        table: "sqlite_schema".to_owned(),
        source,
    };
    let types = [CellType::Text, CellType::Text, CellType::Text, CellType::Whole];
    let mut tables = BTreeMap::<String, Carried>::new();
    for row in session.rows(COLUMNS, &[], &types).await.map_err(failed)? {
        let (name, column) = (text_of(&row[0]), text_of(&row[1]));
        if NOT_CARRIED.contains(&name) {
            continue;
        }
        let kind = match text_of(&row[2]) {
            "text" => CellType::Text,
            "bigint" => CellType::Whole,
            "double precision" => CellType::Number,
            _ => return Err(BackupFault::Tables),
        };
        let table = tables.entry(name.to_owned()).or_insert_with(|| Carried {
            name: name.to_owned(),
            columns: Vec::new(),
            key: Vec::new(),
        });
        table.columns.push((column.to_owned(), kind));
        if row[3] != Cell::Whole(Some(0)) {
            table.key.push(column.to_owned());
        }
    }
    let parents = session.rows(PARENTS, &[], &[CellType::Text; 2]).await.map_err(failed)?;
    let parents: Vec<_> = parents.iter().map(|row| (text_of(&row[0]), text_of(&row[1]))).collect();

    let mut ordered: Vec<Carried> = FIRST.iter().filter_map(|name| tables.remove(*name)).collect();
    while !tables.is_empty() {
        let waits = |name: &str| {
            let mut its = parents
                .iter()
                .filter(|(child, parent)| *child == name && *parent != name);
            its.any(|(_, parent)| tables.contains_key(*parent))
        };
        let ready = tables.keys().find(|name| !waits(name)).cloned();
        // Tables that refer to each other are checked at commit, and come in any order.
        let next = ready.or_else(|| tables.keys().next().cloned());
        ordered.extend(next.and_then(|name| tables.remove(&name)));
    }
    Ok(ordered)
}

/// Copies every row of these tables, as the one session sees them, into the other's, which have none.
pub(super) async fn copy(from: &mut Session, to: &mut Session, tables: &[Carried]) -> Result<(), BackupFault> {
    for table in tables {
        let types = table.columns.iter().map(|(_, kind)| *kind).collect();
        let mut rows = from.stream(AssertSqlSafe(table.select()), types);
        let (mut cells, mut letters) = (Vec::new(), 0);
        while let Some(row) = rows.try_next().await.map_err(table.failed("read"))? {
            letters += row.iter().map(letters_of).sum::<usize>();
            cells.extend(row);
            if cells.len() + table.columns.len() > VALUES_AT_ONCE || letters > LETTERS_AT_ONCE {
                write(to, table, &cells).await?;
                cells.clear();
                letters = 0;
            }
        }
        write(to, table, &cells).await?;
    }
    Ok(())
}

async fn write(to: &mut Session, table: &Carried, cells: &[Cell]) -> Result<(), BackupFault> {
    let rows = cells.len() / table.columns.len();
    if rows == 0 {
        return Ok(());
    }
    let done = to.execute(AssertSqlSafe(table.insert(rows)), cells).await;
    done.map(|_| ()).map_err(table.failed("write"))
}

fn letters_of(cell: &Cell) -> usize {
    match cell {
        Cell::Text(Some(text)) => text.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite;

    #[tokio::test]
    async fn every_table_is_carried_after_those_it_refers_to() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = sqlite::scratch(&folder.path().join("rows")).await.expect("a database");
        let mut session = database.read().await.expect("a session");
        let tables = tables(&mut session).await.expect("tables");
        let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names[..5], FIRST);
        for passing in NOT_CARRIED {
            assert!(!names.contains(&passing), "{passing}");
        }
        let place = |name: &str| names.iter().position(|one| *one == name).expect(name);
        assert!(place("account") < place("token") && place("community") < place("community_count"));
        assert!(place("submitted_request") < place("request_access"));
        let all = "select count(*) from sqlite_schema where type = 'table'";
        let all = session.rows(all, &[], &[CellType::Whole]).await.expect("a number");
        let expected = i64::try_from(names.len() + NOT_CARRIED.len()).expect("few");
        assert_eq!(all[0][0], Cell::Whole(Some(expected)), "every other table is carried");
        let token = &tables[place("token")];
        assert!(
            token.select().contains("last_used_on"),
            "columns that are no record's too"
        );
        assert!(token.select().ends_with(" order by token_id"));
    }
}
