//! What a new package changes: found by comparing records, written as whole records, counted by kind.

use std::collections::BTreeMap;
use std::fmt;

use super::StoreError;
use super::cell::Cell;
use super::connection::Session;
use super::history;
use super::ledger::chain::Secret;
use super::ledger::{self, Action, LedgerHead, Occasion, RECORD};
use super::record::{Kind, Record};
use super::records::{self, Records, SHARED};

/// Who makes a change: the name of an account, or of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor(String);

impl Actor {
    /// `None` for a name without letters or with control characters.
    pub fn new(name: &str) -> Option<Self> {
        (!name.trim().is_empty() && !name.chars().any(char::is_control)).then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How many records of one kind were touched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindChanges {
    /// Records that were not there.
    pub added: usize,
    /// Records that were there and differed.
    pub changed: usize,
    /// Records that are no longer there.
    pub removed: usize,
}

/// What putting a package has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// By kind; a kind without changes is left out.
    pub kinds: BTreeMap<Kind, KindChanges>,
    /// Where the ledger stands now.
    pub head: LedgerHead,
}

impl Changes {
    /// Whether the package was already there.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }
}

impl fmt::Display for Changes {
    /// A line for each kind, such as `service: 2 added, 1 changed, 0 removed`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return out.write_str("nothing changed");
        }
        for (at, (kind, changes)) in self.kinds.iter().enumerate() {
            let KindChanges {
                added,
                changed,
                removed,
            } = changes;
            let line = if at == 0 { "" } else { "\n" };
            let kind = kind.as_str();
            write!(out, "{line}{kind}: {added} added, {changed} changed, {removed} removed")?;
        }
        Ok(())
    }
}

/// Makes the tables hold what is wanted, and says so in the ledger. Commits nothing.
pub(super) async fn apply(
    session: &mut Session,
    wanted: &Records,
    occasion: Occasion<'_>,
) -> Result<Changes, StoreError> {
    let present = records::load(session).await?;
    write(session, &differences(&present, wanted), occasion).await
}

/// Writes what differs, each with an entry in the ledger and a kept version. Commits nothing.
pub(super) async fn write(
    session: &mut Session,
    differences: &[(Action, &Record)],
    occasion: Occasion<'_>,
) -> Result<Changes, StoreError> {
    let entries = differences.iter().map(|(action, record)| {
        let bytes = match action {
            // Of a record that was removed nothing is left to commit to but the reason.
            Action::Remove => Vec::new(),
            Action::Add | Action::Change | Action::Withdraw => record.canonical_bytes(),
        };
        Ok(ledger::Change {
            action: *action,
            kind: record.kind,
            id: &record.id,
            bytes,
            secret: Secret::draw()?,
        })
    });
    let entries = entries.collect::<Result<Vec<_>, StoreError>>()?;
    let (head, positions) = ledger::append(session, occasion, &entries).await?;

    for (action, record) in differences {
        if *action != Action::Add {
            delete(session, record).await?;
        }
    }
    let written: Vec<_> = differences
        .iter()
        .zip(positions)
        .filter(|((action, _), _)| *action != Action::Remove)
        .map(|((_, record), position)| (*record, position))
        .collect();
    history::keep(session, &written).await?;
    insert(session, &written).await?;
    if !differences.is_empty() {
        history::end(session, head).await?;
    }

    let mut kinds = BTreeMap::<_, KindChanges>::new();
    for (action, record) in differences {
        let counts = kinds.entry(record.kind).or_default();
        match action {
            Action::Add => counts.added += 1,
            Action::Change | Action::Withdraw => counts.changed += 1,
            Action::Remove => counts.removed += 1,
        }
    }
    Ok(Changes { kinds, head })
}

/// What differs, in the order of kinds and ids. A removed record stands as it was, others as they are wanted.
fn differences<'a>(present: &'a Records, wanted: &'a Records) -> Vec<(Action, &'a Record)> {
    let gone = present
        .iter()
        .filter(|(key, _)| !wanted.contains_key(*key))
        .map(|(_, record)| (Action::Remove, record));
    let here = wanted.iter().filter_map(|(key, record)| match present.get(key) {
        None => Some((Action::Add, record)),
        Some(before) if before == record => None,
        Some(_) => Some((Action::Change, record)),
    });
    let mut all: Vec<_> = gone.chain(here).collect();
    all.sort_by(|(_, one), (_, other)| (one.kind, &one.id).cmp(&(other.kind, &other.id)));
    all
}

/// Rows of lists go with the row that owns them.
async fn delete(session: &mut Session, record: &Record) -> Result<(), StoreError> {
    let own = records::tables(record.kind)[0];
    session.delete(own, &[Cell::text(&record.id)]).await?;
    let owner = [Cell::text(record.kind.as_str()), Cell::text(&record.id)];
    session.delete(&RECORD, &owner).await
}

/// Writes records table by table, many rows at once: a list's owner before the list.
async fn insert(session: &mut Session, written: &[(&Record, u64)]) -> Result<(), StoreError> {
    let registered: Vec<_> = written
        .iter()
        .map(|(record, position)| {
            vec![
                Cell::text(record.kind.as_str()),
                Cell::text(&record.id),
                Cell::position(*position),
            ]
        })
        .collect();
    session.insert(&RECORD, &registered).await?;
    for table in Kind::all().flat_map(records::tables) {
        let rows = written.iter().flat_map(|(record, _)| {
            record
                .rows_of(table)
                .map(|row| [vec![Cell::text(&record.id)], row.cells.clone()].concat())
        });
        session.insert(table, &rows.collect::<Vec<_>>()).await?;
    }
    for table in SHARED {
        let rows = written.iter().flat_map(|(record, _)| {
            record.rows_of(table).map(|row| {
                let owner = vec![Cell::text(record.kind.as_str()), Cell::text(&record.id)];
                [owner, row.cells.clone()].concat()
            })
        });
        session.insert(table, &rows.collect::<Vec<_>>()).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_has_a_name() {
        assert!(Actor::new("").is_none());
        assert!(Actor::new(" ").is_none());
        assert!(Actor::new("a\nb").is_none());
        assert_eq!(Actor::new("Łutselk'e").expect("a name").as_str(), "Łutselk'e");
    }
}
