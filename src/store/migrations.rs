//! Bringing a database to the tables of this version. Rules for new files: `migrations/README.md`.

use std::ops::Deref;

use sqlx::Acquire;
use sqlx::migrate::{Migrate, Migration, Migrator};

use super::StoreError;
use super::cell::{Cell, CellType};
use super::connection::Session;

// `migrate!` takes the files of one folder and passes over the folders in it.
static SHARED: Migrator = sqlx::migrate!("./migrations");
static SQLITE: Migrator = sqlx::migrate!("./migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("./migrations/postgres");

/// Runs on `SQLite` what has not run yet.
pub(super) async fn sqlite<'a, A>(database: A) -> Result<(), StoreError>
where
    A: Acquire<'a>,
    <A::Connection as Deref>::Target: Migrate,
{
    joined(&SQLITE).run(database).await.map_err(StoreError::Migrate)
}

/// Runs on `PostgreSQL` what has not run yet.
pub(super) async fn postgres<'a, A>(database: A) -> Result<(), StoreError>
where
    A: Acquire<'a>,
    <A::Connection as Deref>::Target: Migrate,
{
    joined(&POSTGRES).run(database).await.map_err(StoreError::Migrate)
}

const APPLIED: &str = "select max(version) from _sqlx_migrations";

/// The number of the last migration that this version knows: of its tables, the version.
pub(super) fn newest() -> i64 {
    let numbers = SHARED.iter().chain(SQLITE.iter()).map(|migration| migration.version);
    numbers.max().unwrap_or(0)
}

/// Refuses a database whose tables are of another version, older or newer, without touching it.
pub(super) async fn check(session: &mut Session) -> Result<(), StoreError> {
    let expected = newest();
    let found = match session.rows(APPLIED, &[], &[CellType::Whole]).await {
        Ok(rows) => match rows.first().map(Vec::as_slice) {
            Some([Cell::Whole(Some(number))]) => *number,
            _ => 0,
        },
        // No such table: nothing was ever made here.
        Err(fault) if fault.as_database_error().is_some() => 0,
        Err(source) => {
            let table = "_sqlx_migrations";
            return Err(StoreError::Read { table, source });
        }
    };
    if found == expected {
        Ok(())
    } else {
        Err(StoreError::OtherTables { found, expected })
    }
}

/// The shared list and one database's own, in the order of their numbers.
fn joined(own: &Migrator) -> Migrator {
    let all: Vec<Migration> = SHARED.iter().chain(own.iter()).cloned().collect();
    Migrator::with_migrations(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_run_from_one_without_a_gap_on_each_database() {
        for own in [&SQLITE, &POSTGRES] {
            let all = joined(own);
            let numbers: Vec<_> = all.iter().map(|migration| migration.version).collect();
            let expected: Vec<_> = (1..).take(numbers.len()).collect();
            assert_eq!(numbers, expected);
            assert!(numbers.len() > own.iter().count(), "the shared files are among them");
        }
    }

    #[test]
    fn every_file_says_why_and_how_to_come_back() {
        for migration in SHARED.iter().chain(SQLITE.iter()).chain(POSTGRES.iter()) {
            let sql = migration.sql.as_str();
            assert!(sql.starts_with("-- Why: "), "{}", migration.description);
            assert!(sql.contains("-- How to come back: "), "{}", migration.description);
        }
    }
}
