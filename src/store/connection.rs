//! One transaction on either database. Statements are the same text on both, with `$1`, `$2`, … for bound values.

use futures_util::stream::{BoxStream, StreamExt as _};
use sqlx::postgres::{PgDatabaseError, PgPool};
use sqlx::{AssertSqlSafe, Postgres, Row as _, SqlSafeStr, Sqlite, SqlitePool, Transaction};

use super::StoreError;
use super::cell::{Cell, CellType};
use super::outage::{Condition, Outage};
use super::table::Table;

/// Values bound to one statement at most: well below what either database takes.
pub(super) const VALUES_AT_ONCE: usize = 1000;

/// The channel on which `PostgreSQL` tells other servers that the ledger has moved.
pub(super) const CHANNEL: &str = "evenreach_ledger";

/// Writers queue for this lock, so that the order of the ledger is the order of the commits; whoever waits for longer than a
/// connection of `SQLite` would is sent away. The number is arbitrary; it only has to be the same in every version.
const LOCK_WRITERS: &str = "set local lock_timeout = '5s'; select pg_advisory_xact_lock(7236281905521)";

/// Where the database itself keeps the texts that people agreed to.
const ADOPTED_TEXT: &str = "adopted_text";

/// A database, open.
#[derive(Clone, Debug)]
pub(super) enum Database {
    /// One connection that writes, several that only read. In memory both are the same single connection.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

impl Database {
    /// A transaction that sees one state of the database and changes nothing.
    pub(super) async fn read(&self) -> Result<Session, StoreError> {
        match self {
            Self::Sqlite { readers, .. } => readers.begin().await.map(Either::Sqlite),
            Self::Postgres(pool) => {
                let begin = "begin isolation level repeatable read read only";
                pool.begin_with(begin).await.map(Either::Postgres)
            }
        }
        .map(Session::of)
        .map_err(StoreError::Begin)
    }

    /// A transaction that is the only writer until it ends.
    pub(super) async fn write(&self) -> Result<Session, StoreError> {
        match self {
            // A deferred transaction that reads first can fail on its first write, whatever the busy timeout.
            Self::Sqlite { writer, .. } => writer.begin_with("begin immediate").await.map(Either::Sqlite),
            Self::Postgres(pool) => match pool.begin().await {
                Ok(mut transaction) => sqlx::raw_sql(LOCK_WRITERS)
                    .execute(&mut *transaction)
                    .await
                    .map(|_| Either::Postgres(transaction)),
                Err(source) => Err(source),
            },
        }
        .map(Session::of)
        .map_err(StoreError::Begin)
    }

    /// Waits until every connection is closed.
    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// A transaction on either database; rolled back unless committed.
#[derive(Debug)]
pub(super) struct Session {
    transaction: Either,
    /// Told when the storage fails in it.
    condition: Option<Condition>,
}

#[derive(Debug)]
enum Either {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Runs the same lines with the transaction of either database under one name.
macro_rules! on_either {
    ($either:expr, $transaction:ident => $body:expr) => {
        match $either {
            Either::Sqlite($transaction) => $body,
            Either::Postgres($transaction) => $body,
        }
    };
}

macro_rules! bound {
    ($sql:expr, $cells:expr) => {{
        let mut query = sqlx::query($sql);
        for cell in $cells {
            query = match cell {
                Cell::Text(text) => query.bind(text.as_deref()),
                Cell::Whole(whole) => query.bind(*whole),
                Cell::Number(number) => query.bind(*number),
            };
        }
        query
    }};
}

impl Session {
    /// A transaction that was begun elsewhere.
    pub(super) const fn of_sqlite(transaction: Transaction<'static, Sqlite>) -> Self {
        Self::of(Either::Sqlite(transaction))
    }

    const fn of(transaction: Either) -> Self {
        Self {
            transaction,
            condition: None,
        }
    }

    /// The same, which tells when the storage fails in it.
    pub(super) fn telling(self, condition: &Condition) -> Self {
        Self {
            condition: Some(condition.clone()),
            ..self
        }
    }

    fn tell(&self, outage: Option<Outage>) {
        if let Some(condition) = &self.condition {
            condition.fails(outage);
        }
    }

    fn telling_of<T>(&self, done: Result<T, sqlx::Error>) -> Result<T, sqlx::Error> {
        done.inspect_err(|fault| self.tell(Outage::of(fault)))
    }

    /// Runs a statement; how many rows it touched.
    pub(super) async fn execute(&mut self, sql: impl SqlSafeStr, cells: &[Cell]) -> Result<u64, sqlx::Error> {
        let done = on_either!(&mut self.transaction, transaction => {
            let done = bound!(sql, cells).execute(&mut **transaction).await;
            done.map(|done| done.rows_affected())
        });
        self.telling_of(done)
    }

    /// Runs a query whose columns have the given types.
    pub(super) async fn rows(
        &mut self,
        sql: impl SqlSafeStr,
        cells: &[Cell],
        types: &[CellType],
    ) -> Result<Vec<Vec<Cell>>, sqlx::Error> {
        // Nothing that is kept has this letter in it, and so nothing is found by it: `PostgreSQL` would call it a fault.
        let has_nul = |cell: &Cell| matches!(cell, Cell::Text(Some(text)) if text.contains('\0'));
        if cells.iter().any(has_nul) {
            return Ok(Vec::new());
        }
        let found: Result<Vec<Vec<Cell>>, _> = on_either!(&mut self.transaction, transaction => {
            bound!(sql, cells).fetch_all(&mut **transaction).await.and_then(|rows| {
                let cell = |row: &_, (at, kind): (usize, &CellType)| read_cell(row, at, *kind);
                rows.iter().map(|row| types.iter().enumerate().map(|place| cell(row, place)).collect()).collect()
            })
        });
        self.telling_of(found)
    }

    /// Hands over the rows of a query as they come, so that a large table never stands in memory as a whole.
    pub(super) fn stream(
        &mut self,
        sql: impl SqlSafeStr + Send + 'static,
        types: Vec<CellType>,
    ) -> BoxStream<'_, Result<Vec<Cell>, sqlx::Error>> {
        on_either!(&mut self.transaction, transaction => {
            let rows = sqlx::query(sql).fetch(&mut **transaction);
            rows.map(move |row| {
                let row = row?;
                let places = types.iter().enumerate();
                places.map(|(at, kind)| read_cell(&row, at, *kind)).collect()
            })
            .boxed()
        })
    }

    /// Every row of a table, its owner's columns first.
    pub(super) async fn select_all(&mut self, table: &'static Table) -> Result<Vec<Vec<Cell>>, StoreError> {
        let sql = AssertSqlSafe(table.select_all());
        self.rows(sql, &[], &table.types())
            .await
            .map_err(|source| StoreError::Read {
                table: table.name,
                source,
            })
    }

    /// Writes rows that have the owner's cells first.
    pub(super) async fn insert(&mut self, table: &'static Table, rows: &[Vec<Cell>]) -> Result<(), StoreError> {
        for some in rows.chunks(VALUES_AT_ONCE / table.width()) {
            let cells = some.concat();
            self.execute(AssertSqlSafe(table.insert(some.len())), &cells)
                .await
                .map_err(|source| StoreError::write(table.name, source))?;
        }
        Ok(())
    }

    /// Removes what belongs to one record.
    pub(super) async fn delete(&mut self, table: &'static Table, owner: &[Cell]) -> Result<(), StoreError> {
        self.execute(AssertSqlSafe(table.delete()), owner)
            .await
            .map(|_| ())
            .map_err(|source| StoreError::write(table.name, source))
    }

    /// Checks now what would otherwise fail at commit, where `SQLite` no longer says what is wrong.
    pub(super) async fn check_references(&mut self) -> Result<(), StoreError> {
        let checked = self.references().await;
        checked.inspect_err(|fault| self.tell(fault.outage()))
    }

    async fn references(&mut self) -> Result<(), StoreError> {
        match &mut self.transaction {
            Either::Sqlite(transaction) => {
                let fault = sqlx::query("pragma foreign_key_check")
                    .fetch_optional(&mut **transaction)
                    .await
                    .map_err(StoreError::CheckReferences)?;
                let Some(fault) = fault else { return Ok(()) };
                let name = |at| fault.try_get::<String, _>(at).map_err(StoreError::CheckReferences);
                let (table, parent) = (name(0)?, name(2)?);
                let row: Option<i64> = fault.try_get(1).map_err(StoreError::CheckReferences)?;
                let first = AssertSqlSafe(format!("select * from {table} where rowid = $1"));
                let child = sqlx::query(first)
                    .bind(row)
                    .fetch_optional(&mut **transaction)
                    .await
                    .map_err(StoreError::CheckReferences)?;
                let id = child.and_then(|child| child.try_get::<String, _>(0).ok());
                if table == ADOPTED_TEXT {
                    return Err(StoreError::AdoptedText { id, source: None });
                }
                Err(StoreError::Reference {
                    found: format!("{table} \"{}\" names no known {parent}", id.as_deref().unwrap_or("?")),
                    source: None,
                })
            }
            Either::Postgres(transaction) => {
                let done = sqlx::query("set constraints all immediate")
                    .execute(&mut **transaction)
                    .await;
                let Err(source) = done else { return Ok(()) };
                let fault = source
                    .as_database_error()
                    .and_then(|fault| fault.try_downcast_ref::<PgDatabaseError>());
                match fault {
                    Some(fault) if fault.code() == "23503" && fault.table() == Some(ADOPTED_TEXT) => {
                        Err(StoreError::AdoptedText {
                            id: None,
                            source: Some(source),
                        })
                    }
                    Some(fault) if fault.code() == "23503" => Err(StoreError::Reference {
                        found: format!(
                            "{}: {}",
                            fault.table().unwrap_or("?"),
                            fault.detail().unwrap_or_else(|| fault.message())
                        ),
                        source: Some(source),
                    }),
                    _ => Err(StoreError::CheckReferences(source)),
                }
            }
        }
    }

    /// Tells other servers, when and if this is committed. On `SQLite` they look for themselves.
    pub(super) async fn notify(&mut self, position: u64) -> Result<(), StoreError> {
        if let Either::Postgres(_) = self.transaction {
            let cells = [Cell::text(CHANNEL), Cell::text(position.to_string())];
            self.execute("select pg_notify($1, $2)", &cells)
                .await
                .map_err(|source| StoreError::Write {
                    table: "ledger",
                    source,
                })?;
        }
        Ok(())
    }

    /// Writes something that changes nothing, so that a commit has to reach the disk.
    pub(super) async fn touch(&mut self) -> Result<(), StoreError> {
        let (table, sql) = match self.transaction {
            // Nobody reads this number, and writing it writes a page.
            Either::Sqlite(_) => ("sqlite_schema", "pragma user_version = 0"),
            Either::Postgres(_) => ("pg_class", "select txid_current()"),
        };
        let done = self.execute(sql, &[]).await;
        done.map(|_| ()).map_err(|source| StoreError::write(table, source))
    }

    /// Ends a transaction that has only read: from now on it sees nothing, and nobody waits for it.
    pub(super) async fn end(self) -> Result<(), StoreError> {
        let done = on_either!(self.transaction, transaction => transaction.rollback().await);
        done.map_err(StoreError::Begin)
    }

    pub(super) async fn commit(self) -> Result<(), sqlx::Error> {
        on_either!(self.transaction, transaction => transaction.commit().await)
    }
}

fn read_cell<'r, R>(row: &'r R, at: usize, kind: CellType) -> Result<Cell, sqlx::Error>
where
    R: sqlx::Row,
    usize: sqlx::ColumnIndex<R>,
    Option<String>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Option<i64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Option<f64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    match kind {
        CellType::Text => row.try_get(at).map(Cell::Text),
        CellType::Whole => row.try_get(at).map(Cell::Whole),
        CellType::Number => row.try_get(at).map(Cell::Number),
    }
}
