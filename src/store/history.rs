//! Every version of every record, and where each transaction ended: the package as it was.
//!
//! The ledger says what became of which record and commits to its bytes; here the bytes are. Begin with [`load_at`];
//! [`keep`] is its other half, [`verify`] the proof that nobody has changed the past.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::StoreError;
use super::cell::{Cell, CellType};
use super::connection::{Database, Session};
use super::ledger::chain::{self, Digest, Secret};
use super::ledger::{self, Action, LedgerHead, Tampered, Tampering, position_of, text_of};
use super::record::{Kind, Record};
use super::records::{self, Records, SHARED};
use super::table::{Misfit, Row, Table, text, whole};

static RECORD_VERSION: Table = Table {
    name: "record_version",
    owner: &[],
    columns: &[whole("position"), text("content")],
};

static LEDGER_HEAD: Table = Table {
    name: "ledger_head",
    owner: &[],
    columns: &[whole("position")],
};

/// Records without a kept version, and a ledger whose end is no head: there are some only before history has begun.
const NOT_BEGUN: &str = "select count(*) from record
    where not exists (select 1 from record_version version where version.position = record.position)
    union all
    select count(*) from ledger
    where position = (select max(position) from ledger)
        and not exists (select 1 from ledger_head head where head.position = ledger.position)";
const KEPT: &str = "select position from record_version";
/// Those after which the facts were others: a transaction changes facts or accounts, never both.
const HEADS: &str = "select entry.position, entry.hash, entry.recorded_at from ledger_head head
    join ledger entry on entry.position = head.position
    where entry.kind not in ('account', 'token') order by entry.position";
const HEAD_AT: &str = "select position from ledger_head where position = $1";
const BEGINNING: &str = "select min(position) from ledger_head";
/// The last entry that speaks of each record, up to a position.
const LAST_BY: &str = "select max(position) from ledger where position <= $1 group by kind, record_id";
const AS_OF: &str = "select entry.kind, entry.record_id, version.position, version.content from ledger entry
    join (select max(position) as position from ledger where position <= $1 group by kind, record_id) last
        on last.position = entry.position
    left join record_version version on version.position = entry.position
    where entry.action <> $2";
/// Few at a time: a version of a basemap's layer is megabytes.
const VERSIONS_AFTER: &str = "select entry.position, entry.kind, entry.record_id, entry.action, entry.commitment,
    version.position, version.content, record_key.secret, record_key.reason from ledger entry
    left join record_version version on version.position = entry.position
    left join record_key on record_key.position = entry.position
    where entry.position > $1 order by entry.position limit 200";
const WITHOUT_ENTRY: &str = "select min(position) from record_version version
    where not exists (select 1 from ledger entry where entry.position = version.position)";

/// Where the ledger stood after a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastHead {
    /// Its last entry then.
    pub head: LedgerHead,
    /// When that was recorded.
    pub recorded_at: jiff::Timestamp,
}

/// Makes history begin, in a database that is older than history: with the records as they are now.
pub(super) async fn begin(database: &Database) -> Result<(), StoreError> {
    if has_begun(&mut database.read().await?).await? {
        return Ok(());
    }
    let mut session = database.write().await?;
    // Another server may have been faster.
    if has_begun(&mut session).await? {
        return Ok(());
    }
    let kept: HashSet<u64> = read(&mut session, RECORD_VERSION.name, KEPT, &[], &[CellType::Whole])
        .await?
        .iter()
        .map(|row| position_of(&row[0]))
        .collect();
    let present = records::load_kinds(&mut session, &Kind::all().collect::<Vec<_>>()).await?;
    let made_by = ledger::registry(&mut session).await?;
    let unkept: Vec<_> = present
        .iter()
        .filter_map(|((kind, id), record)| {
            let position = *made_by.get(&(kind.as_str().to_owned(), id.clone()))?;
            (!kept.contains(&position)).then_some((record, position))
        })
        .collect();
    keep(&mut session, &unkept).await?;
    let head = ledger::head(&mut session).await?;
    if !is_head(&mut session, head.position).await? {
        end(&mut session, head).await?;
    }
    session.commit().await.map_err(StoreError::Commit)
}

async fn has_begun(session: &mut Session) -> Result<bool, StoreError> {
    let counts = read(session, RECORD_VERSION.name, NOT_BEGUN, &[], &[CellType::Whole]).await?;
    Ok(counts.iter().all(|row| row[0] == Cell::Whole(Some(0))))
}

async fn is_head(session: &mut Session, position: u64) -> Result<bool, StoreError> {
    let at = [Cell::position(position)];
    let found = read(session, LEDGER_HEAD.name, HEAD_AT, &at, &[CellType::Whole]).await?;
    Ok(!found.is_empty())
}

/// Keeps versions of records, each at the position of the entry that made it.
pub(super) async fn keep(session: &mut Session, versions: &[(&Record, u64)]) -> Result<(), StoreError> {
    let rows: Vec<_> = versions
        .iter()
        .map(|(record, position)| vec![Cell::position(*position), Cell::text(content(record))])
        .collect();
    session.insert(&RECORD_VERSION, &rows).await
}

/// Notes that a transaction ends here.
pub(super) async fn end(session: &mut Session, head: LedgerHead) -> Result<(), StoreError> {
    session
        .insert(&LEDGER_HEAD, &[vec![Cell::position(head.position)]])
        .await
}

/// Where the ledger stood after each transaction, the oldest first.
pub(super) async fn heads(session: &mut Session) -> Result<Vec<PastHead>, StoreError> {
    let types = [CellType::Whole, CellType::Text, CellType::Text];
    let rows = read(session, LEDGER_HEAD.name, HEADS, &[], &types).await?;
    let heads = rows.iter().map(|row| {
        let position = position_of(&row[0]);
        let altered = || Tampering {
            position,
            what: Tampered::Entry,
        };
        Ok(PastHead {
            head: LedgerHead {
                position,
                hash: Digest::parse(text_of(&row[1])).ok_or_else(altered)?,
            },
            recorded_at: text_of(&row[2]).parse().map_err(|_| altered())?,
        })
    });
    heads.collect()
}

/// The records as they were when a transaction had ended at a position. Those whose words were erased since are left out.
pub(super) async fn load_at(session: &mut Session, position: u64) -> Result<Records, StoreError> {
    if !is_head(session, position).await? {
        return Err(StoreError::NotKept { position });
    }
    let types = [CellType::Text, CellType::Text, CellType::Whole, CellType::Text];
    let remove = Cell::text(Action::Remove.as_str());
    let mut records = Records::new();
    for row in read(
        session,
        RECORD_VERSION.name,
        AS_OF,
        &[Cell::position(position), remove],
        &types,
    )
    .await?
    {
        let id = text_of(&row[1]);
        if row[2].is_null() {
            return Err(StoreError::NotKept { position });
        }
        let Cell::Text(Some(content)) = &row[3] else { continue };
        let kind = Kind::parse(text_of(&row[0])).ok_or(StoreError::Ownerless {
            table: RECORD_VERSION.name,
        })?;
        if !Kind::FACTS.contains(&kind) {
            continue;
        }
        let record = parse(kind, id, content).map_err(|Misfit { table, column }| StoreError::Misfit {
            kind,
            id: id.to_owned(),
            table,
            column,
        })?;
        records.insert((kind, id.to_owned()), record);
    }
    Ok(records)
}

/// Holds every kept version against the entry that made it; how many there are. The ledger itself has been proved. Since
/// history began every version must be there, until its words and its key are erased together.
pub(super) async fn verify(session: &mut Session) -> Result<usize, StoreError> {
    let beginning = read(session, LEDGER_HEAD.name, BEGINNING, &[], &[CellType::Whole]).await?;
    let beginning = beginning.first().map_or(0, |row| position_of(&row[0]));
    let at_beginning: HashSet<u64> = read(
        session,
        "ledger",
        LAST_BY,
        &[Cell::position(beginning)],
        &[CellType::Whole],
    )
    .await?
    .iter()
    .map(|row| position_of(&row[0]))
    .collect();
    let types = [
        [CellType::Whole].as_slice(),
        &[CellType::Text; 4],
        &[CellType::Whole],
        &[CellType::Text; 3],
    ]
    .concat();
    let (mut last, mut proved) = (0, 0);
    loop {
        let rows = read(
            session,
            RECORD_VERSION.name,
            VERSIONS_AFTER,
            &[Cell::position(last)],
            &types,
        )
        .await?;
        let Some(end) = rows.last() else { break };
        last = position_of(&end[0]);
        for row in rows {
            let position = position_of(&row[0]);
            let must_be_kept = text_of(&row[3]) != Action::Remove.as_str()
                && (position > beginning || at_beginning.contains(&position));
            match check(&row, must_be_kept) {
                Ok(kept) => proved += usize::from(kept),
                Err(what) => return Err(Tampering { position, what }.into()),
            }
        }
    }
    let loose = read(session, RECORD_VERSION.name, WITHOUT_ENTRY, &[], &[CellType::Whole]).await?;
    match loose.first().map_or(0, |row| position_of(&row[0])) {
        0 => Ok(proved),
        position => {
            let what = Tampered::Missing;
            Err(Tampering { position, what }.into())
        }
    }
}

/// Whether a row of [`VERSIONS_AFTER`] has a version, and if so that it is what was committed to.
fn check(row: &[Cell], must_be_kept: bool) -> Result<bool, Tampered> {
    let (kind, id) = (text_of(&row[1]).to_owned(), text_of(&row[2]).to_owned());
    let has_row = !row[5].is_null();
    let has_key = !row[7].is_null();
    let Cell::Text(Some(kept)) = &row[6] else {
        // Erasing takes the words and the key, and leaves the row.
        let erased = has_row && !has_key;
        return if erased || !(must_be_kept || has_row) {
            Ok(false)
        } else {
            Err(Tampered::Unkept { kind, id })
        };
    };
    let Some(secret) = Secret::parse(text_of(&row[7])) else {
        return Err(Tampered::Key { kind, id });
    };
    let record = Kind::parse(&kind).and_then(|kind| parse(kind, &id, kept).ok());
    // The text has one form: not a blank may be added to it.
    let is_true = record.is_some_and(|record| {
        let commitment = chain::commit(&secret, text_of(&row[8]), &record.canonical_bytes());
        content(&record) == *kept && commitment.to_string() == text_of(&row[4])
    });
    if is_true {
        Ok(true)
    } else {
        Err(Tampered::Version { kind, id })
    }
}

/// A record as text, in one form: its rows in their order, each with its table and its cells by the name of the column.
/// Numbers stand in their shortest exact form and come back to the bit.
fn content(record: &Record) -> String {
    let rows = record.rows().iter().map(|row| {
        let mut cells: Vec<_> = row.table.columns.iter().zip(&row.cells).collect();
        cells.sort_by_key(|(column, _)| column.name);
        let cells = cells.into_iter().filter_map(|(column, cell)| {
            let value = match cell {
                Cell::Text(text) => text.as_deref().map(Value::from),
                Cell::Whole(whole) => whole.map(Value::from),
                // One that is not finite was refused at the door.
                Cell::Number(number) => number.map(Value::from),
            };
            Some((column.name.to_owned(), value?))
        });
        Value::from(vec![row.table.name.into(), Value::Object(cells.collect())])
    });
    Value::from(rows.collect::<Vec<_>>()).to_string()
}

/// Reads a record from its text.
pub(super) fn parse(kind: Kind, id: &str, content: &str) -> Result<Record, Misfit> {
    let misfit = Misfit {
        table: RECORD_VERSION.name,
        column: "content",
    };
    let rows: Vec<(String, Map<String, Value>)> = serde_json::from_str(content).map_err(|_| misfit)?;
    let mut record = Record::new(kind, id);
    for (name, cells) in rows {
        let mut tables = records::tables(kind).iter().chain(&SHARED);
        let table = *tables.find(|table| table.name == name).ok_or(misfit)?;
        let mut row = Row::of(table);
        for (name, value) in cells {
            let at = table
                .columns
                .iter()
                .position(|column| column.name == name)
                .ok_or(misfit)?;
            row.cells[at] = match (table.columns[at].kind, value) {
                (CellType::Text, Value::String(text)) => Cell::Text(Some(text)),
                (CellType::Whole, value) => Cell::Whole(Some(value.as_i64().ok_or(misfit)?)),
                (CellType::Number, value) => Cell::Number(Some(value.as_f64().ok_or(misfit)?)),
                (CellType::Text, _) => return Err(misfit),
            };
        }
        record.push(row);
    }
    Ok(record.settled())
}

async fn read(
    session: &mut Session,
    table: &'static str,
    sql: &'static str,
    cells: &[Cell],
    types: &[CellType],
) -> Result<Vec<Vec<Cell>>, StoreError> {
    let rows = session.rows(sql, cells, types).await;
    rows.map_err(|source| StoreError::Read { table, source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::table::number;

    /// Golden: kept versions are never rewritten, so this form is read for ever.
    #[test]
    fn a_version_is_kept_in_one_form_and_comes_back_to_the_bit() {
        let mut record = Record::new(Kind::Community, "whati");
        record.push(
            Row::of(records::tables(Kind::Community)[0])
                .set("name", &"Whatì \"\n\u{1f9ed}".to_owned())
                .set("lon", &-117.272_500_000_000_01_f64)
                .set("lat", &5e-324_f64)
                .set("indigenous_share_year", &2021_u16)
                .set("notes", &String::new()),
        );
        record.push_sources(&["census".into()]);
        let record = record.settled();
        let kept = content(&record);
        assert_eq!(
            kept,
            "[[\"community\",{\"indigenous_share_year\":2021,\"lat\":5e-324,\"lon\":-117.27250000000001,\
             \"name\":\"Whatì \\\"\\n\u{1f9ed}\",\"notes\":\"\"}],\
             [\"record_source\",{\"position\":0,\"source_id\":\"census\"}]]"
        );
        assert_eq!(parse(Kind::Community, "whati", &kept), Ok(record));
    }

    #[test]
    fn a_number_without_a_fraction_stays_a_number() {
        static MEASURE: Table = Table {
            name: "measure",
            owner: &[],
            columns: &[number("km")],
        };
        let mut record = Record::new(Kind::Link, "r01");
        record.push(Row::of(&MEASURE).set("km", &3.0_f64).clone());
        assert_eq!(content(&record), "[[\"measure\",{\"km\":3.0}]]");
    }

    #[test]
    fn what_is_no_version_is_refused() {
        for text in [
            "",
            "[]x",
            "{}",
            "[[\"atlantis\",{}]]",
            "[[\"community\",{\"name\":1}]]",
            "[[\"community\",{\"x\":1}]]",
        ] {
            assert!(parse(Kind::Community, "whati", text).is_err(), "{text}");
        }
    }
}
