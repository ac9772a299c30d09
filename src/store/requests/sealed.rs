//! What is the same of everything that is kept sealed, whatever it says: put in place of what was there, taken back, opened.

use super::{erase, seal, version_tag};
use crate::model::VersionTag;
use crate::store::cell::{Cell, CellType};
use crate::store::connection::Session;
use crate::store::ledger::chain::Secret;
use crate::store::ledger::{Tampered, Tampering};
use crate::store::record::Kind;
use crate::store::table::{Misfit, Row, Table};
use crate::store::{StoreError, history};

/// One kind of sealed words. The last two columns of its table are the words, and when they were taken back.
pub(in crate::store) struct Shelf {
    pub kind: Kind,
    pub table: &'static Table,
    /// Checks the version and counts it on in one step: of two who have seen the same version one is first.
    pub next: &'static str,
}

/// A kept version: its row, and its words with the name of the version; none where it says that they were taken back.
pub(super) struct Opened {
    pub row: Row,
    pub words: Option<(Vec<u8>, VersionTag)>,
}

/// Which version is opened: of what, and where the ledger has it.
#[derive(Clone, Copy)]
pub(in crate::store) struct Of<'a> {
    pub id: &'a str,
    pub position: u64,
}

impl Shelf {
    pub(in crate::store) async fn read(
        &self,
        session: &mut Session,
        sql: &'static str,
        cells: &[Cell],
        types: &[CellType],
    ) -> Result<Vec<Vec<Cell>>, StoreError> {
        let rows = session.rows(sql, cells, types).await;
        rows.map_err(|source| StoreError::Read {
            table: self.table.name,
            source,
        })
    }

    /// Puts down what was not there.
    pub(in crate::store) async fn insert(&self, session: &mut Session, id: &str, row: &Row) -> Result<(), StoreError> {
        let cells = [vec![Cell::text(id)], row.cells.clone()].concat();
        session.insert(self.table, &[cells]).await
    }

    /// Puts a row in place of the version that was seen.
    pub(in crate::store) async fn next(
        &self,
        session: &mut Session,
        id: &str,
        seen: i64,
        row: &Row,
    ) -> Result<(), StoreError> {
        let [.., sealed, withdrawn_on] = row.cells.as_slice() else {
            return Err(StoreError::Moved);
        };
        let cells = [
            Cell::text(id),
            Cell::Whole(Some(seen)),
            sealed.clone(),
            withdrawn_on.clone(),
        ];
        let done = session.execute(self.next, &cells).await;
        match done.map_err(|source| StoreError::write(self.table.name, source))? {
            1 => Ok(()),
            _ => Err(StoreError::Moved),
        }
    }

    /// The same with a row that says that it was taken back: no word of any version is left, nor what opens it.
    pub(in crate::store) async fn take_back(
        &self,
        session: &mut Session,
        id: &str,
        seen: i64,
        row: &Row,
    ) -> Result<(), StoreError> {
        self.next(session, id, seen, row).await?;
        erase::words(session, self.kind, id).await
    }

    /// Opens a kept version.
    pub(super) fn open(&self, of: Of<'_>, content: &str, secret: &str) -> Result<Opened, StoreError> {
        let misfit = |fault| self.misfit(of.id, fault);
        let record = history::parse(self.kind, of.id, content).map_err(misfit)?;
        let row = record.main(self.table).map_err(misfit)?.clone();
        let sealed = row.get::<Option<String>>("sealed").map_err(misfit)?;
        let words = sealed.map(|sealed| self.unseal(of, &sealed, secret)).transpose()?;
        Ok(Opened { row, words })
    }

    /// Opens words, and names their version.
    pub(in crate::store) fn unseal(
        &self,
        of: Of<'_>,
        sealed: &str,
        secret: &str,
    ) -> Result<(Vec<u8>, VersionTag), StoreError> {
        let secret = Secret::parse(secret);
        let secret = secret.ok_or_else(|| self.tampered(of, |kind, id| Tampered::Key { kind, id }))?;
        let words = seal::open(&secret, of.id, sealed).ok_or_else(|| self.unreadable(of))?;
        Ok((words, version_tag(&secret)))
    }

    /// Words that open and say nothing that the program wrote.
    pub(in crate::store) fn unreadable(&self, of: Of<'_>) -> StoreError {
        self.tampered(of, |kind, id| Tampered::Record { kind, id })
    }

    pub(super) fn misfit(&self, id: &str, fault: Misfit) -> StoreError {
        StoreError::Misfit {
            kind: self.kind,
            id: id.to_owned(),
            table: fault.table,
            column: fault.column,
        }
    }

    fn tampered(&self, of: Of<'_>, what: fn(String, String) -> Tampered) -> StoreError {
        let tampering = Tampering {
            position: of.position,
            what: what(self.kind.as_str().to_owned(), of.id.to_owned()),
        };
        tampering.into()
    }
}
