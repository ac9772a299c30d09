//! The ledger: every change to a record, with who, when and why, each entry chained to the one before.
//!
//! Says what happened and proves that nothing was changed since; never says what a record's words were. Begin with
//! [`chain`], the arithmetic; [`verify`] is the proof.

pub(super) mod chain;

use std::collections::{BTreeMap, HashMap};

use chain::{Digest, Saying, Secret};

use super::StoreError;
use super::cell::{Cell, CellType};
use super::connection::Session;
use super::record::Kind;
use super::records::{self, Records};
use super::table::{Table, text, whole};

pub(super) static LEDGER: Table = Table {
    name: "ledger",
    owner: &[],
    columns: &[
        whole("position"),
        text("recorded_at"),
        text("actor"),
        text("action"),
        text("kind"),
        text("record_id"),
        text("commitment"),
        text("previous_hash"),
        text("hash"),
    ],
};

pub(super) static RECORD_KEY: Table = Table {
    name: "record_key",
    owner: &[],
    columns: &[whole("position"), text("secret"), text("reason")],
};

pub(super) static RECORD: Table = Table {
    name: "record",
    owner: &["kind", "record_id"],
    columns: &[whole("position")],
};

const HEAD: &str = "select position, hash from ledger order by position desc limit 1";
const FACTS_HEAD: &str =
    "select position, hash from ledger where kind not in ('account', 'token', 'kept_scenario', 'decision')
    order by position desc limit 1";
const ENTRIES_AFTER: &str = "select position, recorded_at, actor, action, kind, record_id, commitment, previous_hash, \
     hash from ledger where position > $1 order by position limit 5000";
const HASH_AT: &str = "select hash from ledger where position = $1";

/// Where the ledger stands: its last entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LedgerHead {
    /// Its position, from 1; 0 where the ledger is empty.
    pub position: u64,
    /// Its hash.
    pub hash: Digest,
}

impl LedgerHead {
    /// Before the first entry.
    pub const EMPTY: Self = Self {
        position: 0,
        hash: Digest::ZERO,
    };
}

/// What a change did to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Add,
    Change,
    Remove,
    /// Its owner took it back: the record stays without its words, and earlier versions of it are erased.
    Withdraw,
}

impl Action {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Change => "change",
            Self::Remove => "remove",
            Self::Withdraw => "withdraw",
        }
    }
}

/// What a proof of the whole ledger and of every record has found to be whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Where the ledger stands. Compare it with a head kept elsewhere: a ledger that was cut short is whole in itself.
    pub head: LedgerHead,
    /// How many records there are, each of which is what its last entry committed to.
    pub records: usize,
    /// How many versions of records are kept, now and earlier, each of which is what its entry committed to.
    pub versions: usize,
}

/// The first place at which the database is not what was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at ledger position {position}: {what}")]
pub struct Tampering {
    /// Position of the entry. For a record that has none, the position that its entry would have had to come at.
    pub position: u64,
    /// What is wrong there.
    pub what: Tampered,
}

/// What can be wrong with an entry or with the record that it made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Tampered {
    /// No entry has this position, although a later one or a record needs it.
    #[error("the entry is missing")]
    Missing,
    /// The entry does not carry the hash of the one before.
    #[error("the entry does not follow the one before")]
    Order,
    /// The entry's words do not give its hash.
    #[error("the entry was altered")]
    Entry,
    /// The key or reason of a record's current version is gone.
    #[error("the key of {kind} \"{id}\" is missing or altered")]
    Key {
        /// Kind of the record, in the ledger's word.
        kind: String,
        /// Its id.
        id: String,
    },
    /// A record, or the reason for its last change, is not what the entry committed to.
    #[error("{kind} \"{id}\" is not what the entry committed to")]
    Record {
        /// Kind of the record, in the ledger's word.
        kind: String,
        /// Its id.
        id: String,
    },
    /// The kept version of a record is not what the entry committed to.
    #[error("the kept version of {kind} \"{id}\" is not what the entry committed to")]
    Version {
        /// Kind of the record, in the ledger's word.
        kind: String,
        /// Its id.
        id: String,
    },
    /// The kept version of a record is gone, or its words are although their key is still there.
    #[error("the kept version of {kind} \"{id}\" is missing")]
    Unkept {
        /// Kind of the record, in the ledger's word.
        kind: String,
        /// Its id.
        id: String,
    },
    /// A record stands in the tables although no entry, or none but a removal, speaks of it.
    #[error("{kind} \"{id}\" was put there without an entry")]
    Unrecorded {
        /// Kind of the record, in the ledger's word.
        kind: String,
        /// Its id.
        id: String,
    },
}

/// Who makes a change, when and why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occasion<'a> {
    pub(super) actor: &'a str,
    pub(super) reason: &'a str,
    /// RFC 3339 in UTC.
    pub(super) recorded_at: &'a str,
}

/// Where the ledger stands in the session's view.
pub(super) async fn head(session: &mut Session) -> Result<LedgerHead, StoreError> {
    last_entry(session, HEAD).await
}

/// The last entry that changed a fact: what happens to accounts and to scenarios that people keep since is no reason to look at the facts anew.
pub(super) async fn facts_head(session: &mut Session) -> Result<LedgerHead, StoreError> {
    last_entry(session, FACTS_HEAD).await
}

async fn last_entry(session: &mut Session, sql: &'static str) -> Result<LedgerHead, StoreError> {
    let rows = read(session, sql, &[], &[CellType::Whole, CellType::Text]).await?;
    let Some(row) = rows.first() else {
        return Ok(LedgerHead::EMPTY);
    };
    let (position, hash) = (position_of(&row[0]), text_of(&row[1]));
    let hash = Digest::parse(hash).ok_or(Tampering {
        position,
        what: Tampered::Entry,
    })?;
    Ok(LedgerHead { position, hash })
}

/// Whether the ledger goes through a head that was noted before: if not, it was cut short or rewritten.
pub(super) async fn holds(session: &mut Session, noted: LedgerHead) -> Result<bool, StoreError> {
    if noted == LedgerHead::EMPTY {
        return Ok(true);
    }
    let rows = read(session, HASH_AT, &[Cell::position(noted.position)], &[CellType::Text]).await?;
    Ok(rows
        .first()
        .is_some_and(|row| text_of(&row[0]) == noted.hash.to_string()))
}

/// A change to a record, before it has its place in the ledger.
pub(super) struct Change<'a> {
    pub(super) action: Action,
    pub(super) kind: Kind,
    pub(super) id: &'a str,
    /// The canonical bytes of the record as it is from then on; none where it was removed.
    pub(super) bytes: Vec<u8>,
    /// Drawn for this version alone.
    pub(super) secret: Secret,
}

/// Adds one entry for each change; the new head, and the position of each entry.
pub(super) async fn append(
    session: &mut Session,
    occasion: Occasion<'_>,
    changes: &[Change<'_>],
) -> Result<(LedgerHead, Vec<u64>), StoreError> {
    let mut head = head(session).await?;
    let (mut entries, mut keys, mut positions) = (Vec::new(), Vec::new(), Vec::new());
    for Change {
        action,
        kind,
        id,
        bytes,
        secret,
    } in changes
    {
        let saying = Saying {
            position: head.position + 1,
            recorded_at: occasion.recorded_at.to_owned(),
            actor: occasion.actor.to_owned(),
            action: action.as_str().to_owned(),
            kind: kind.as_str().to_owned(),
            record_id: (*id).to_owned(),
            commitment: chain::commit(secret, occasion.reason, bytes),
        };
        let hash = chain::link(head.hash, &saying);
        keys.push(vec![
            Cell::position(saying.position),
            Cell::text(secret.to_hex()),
            Cell::text(occasion.reason),
        ]);
        positions.push(saying.position);
        let previous = std::mem::replace(
            &mut head,
            LedgerHead {
                position: saying.position,
                hash,
            },
        );
        entries.push(vec![
            Cell::position(saying.position),
            Cell::Text(Some(saying.recorded_at)),
            Cell::Text(Some(saying.actor)),
            Cell::Text(Some(saying.action)),
            Cell::Text(Some(saying.kind)),
            Cell::Text(Some(saying.record_id)),
            Cell::text(saying.commitment.to_string()),
            Cell::text(previous.hash.to_string()),
            Cell::text(hash.to_string()),
        ]);
    }
    session.insert(&LEDGER, &entries).await?;
    session.insert(&RECORD_KEY, &keys).await?;
    Ok((head, positions))
}

/// The last entry that speaks of a record.
struct Last {
    position: u64,
    commitment: Digest,
    removed: bool,
}

/// Walks the chain from its first entry, then holds every record against the last entry that speaks of it. The first
/// fault found is returned as [`StoreError::Tampered`]. Where the ledger stands, and how many records there are.
pub(super) async fn verify(session: &mut Session) -> Result<(LedgerHead, usize), StoreError> {
    let (head, last) = walk(session).await?;
    let records = records::load_kinds(session, &Kind::all().collect::<Vec<_>>()).await?;
    check_records(session, head, &last, &records).await?;
    Ok((head, records.len()))
}

async fn walk(session: &mut Session) -> Result<(LedgerHead, BTreeMap<(String, String), Last>), StoreError> {
    let mut head = LedgerHead::EMPTY;
    let mut last = BTreeMap::new();
    loop {
        let rows = read(
            session,
            ENTRIES_AFTER,
            &[Cell::position(head.position)],
            &LEDGER.types(),
        )
        .await?;
        if rows.is_empty() {
            return Ok((head, last));
        }
        for row in rows {
            let expected = head.position + 1;
            let position = position_of(&row[0]);
            let tampered = |what| Tampering {
                position: expected,
                what,
            };
            if position != expected {
                return Err(tampered(Tampered::Missing).into());
            }
            let digest = |at: usize| Digest::parse(text_of(&row[at])).ok_or_else(|| tampered(Tampered::Entry));
            let saying = Saying {
                position,
                recorded_at: text_of(&row[1]).to_owned(),
                actor: text_of(&row[2]).to_owned(),
                action: text_of(&row[3]).to_owned(),
                kind: text_of(&row[4]).to_owned(),
                record_id: text_of(&row[5]).to_owned(),
                commitment: digest(6)?,
            };
            let (previous, hash) = (digest(7)?, digest(8)?);
            if chain::link(previous, &saying) != hash {
                return Err(tampered(Tampered::Entry).into());
            }
            if previous != head.hash {
                return Err(tampered(Tampered::Order).into());
            }
            head = LedgerHead { position, hash };
            let now = Last {
                position,
                commitment: saying.commitment,
                removed: saying.action == Action::Remove.as_str(),
            };
            last.insert((saying.kind, saying.record_id), now);
        }
    }
}

async fn check_records(
    session: &mut Session,
    head: LedgerHead,
    last: &BTreeMap<(String, String), Last>,
    records: &Records,
) -> Result<(), StoreError> {
    let made_by = registry(session).await?;
    let keys: HashMap<u64, (String, String)> = session
        .select_all(&RECORD_KEY)
        .await?
        .iter()
        .map(|row| {
            (
                position_of(&row[0]),
                (text_of(&row[1]).to_owned(), text_of(&row[2]).to_owned()),
            )
        })
        .collect();
    // In the order of the ledger, so that the first fault named is the first there is.
    let mut current: Vec<_> = last.iter().filter(|(_, entry)| !entry.removed).collect();
    current.sort_by_key(|(_, entry)| entry.position);
    for ((kind, id), entry) in current {
        let (kind, id) = (kind.clone(), id.clone());
        let position = entry.position;
        let known = Kind::parse(&kind).and_then(|known| records.get(&(known, id.clone())));
        let secret = keys
            .get(&position)
            .and_then(|(secret, reason)| Some((Secret::parse(secret)?, reason)));
        let Some((secret, reason)) = secret else {
            let what = Tampered::Key { kind, id };
            return Err(Tampering { position, what }.into());
        };
        let registered = made_by.get(&(kind.clone(), id.clone())) == Some(&position);
        let kept =
            known.is_some_and(|record| chain::commit(&secret, reason, &record.canonical_bytes()) == entry.commitment);
        if !(registered && kept) {
            let what = Tampered::Record { kind, id };
            return Err(Tampering { position, what }.into());
        }
    }
    let in_tables = records.keys().map(|(kind, id)| (kind.as_str().to_owned(), id.clone()));
    for (kind, id) in in_tables.chain(made_by.keys().cloned()) {
        let key = (kind, id);
        if last.get(&key).is_none_or(|entry| entry.removed) {
            // A record that points beyond the last entry shows that the end of the ledger was cut off.
            let position = made_by.get(&key).copied().unwrap_or(0).max(head.position + 1);
            let (kind, id) = key;
            let what = Tampered::Unrecorded { kind, id };
            return Err(Tampering { position, what }.into());
        }
    }
    Ok(())
}

/// Which entry made each record that exists.
pub(super) async fn registry(session: &mut Session) -> Result<BTreeMap<(String, String), u64>, StoreError> {
    let rows = session.select_all(&RECORD).await?;
    let made_by = rows.iter().map(|row| {
        let key = (text_of(&row[0]).to_owned(), text_of(&row[1]).to_owned());
        (key, position_of(&row[2]))
    });
    Ok(made_by.collect())
}

async fn read(
    session: &mut Session,
    sql: &'static str,
    cells: &[Cell],
    types: &[CellType],
) -> Result<Vec<Vec<Cell>>, StoreError> {
    session
        .rows(sql, cells, types)
        .await
        .map_err(|source| StoreError::Read {
            table: "ledger",
            source,
        })
}

/// A position as the database keeps it; what is no position is 0, which no entry has.
pub(super) fn position_of(cell: &Cell) -> u64 {
    match cell {
        Cell::Whole(Some(position)) => u64::try_from(*position).unwrap_or(0),
        _ => 0,
    }
}

/// Text of a column that is never empty; what is no text is "", which gives no digest and no hash.
pub(super) fn text_of(cell: &Cell) -> &str {
    match cell {
        Cell::Text(Some(text)) => text,
        _ => "",
    }
}
