//! Bringing a database to the tables of this version. Rules for new files: `migrations/README.md`.

use std::ops::Deref;

use sqlx::Acquire;
use sqlx::migrate::{Migrate, Migration, Migrator};

use super::StoreError;

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
