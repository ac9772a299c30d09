//! What bodies say of publicly recorded calls that name them. The calls are a package's, and stay as they are; what is said of
//! them is no package's, and is sealed so that whoever said it can take it back.

use jiff::Timestamp;
use jiff::civil::Date;

use super::sealed::{Of, Shelf};
use super::write::Making;
use super::{document, seal, version_tag};
use crate::model::{GovernmentId, Package, RecordCorrection, RequestId, VersionTag};
use crate::store::cell::{Cell, CellType};
use crate::store::change::Actor;
use crate::store::connection::Session;
use crate::store::ledger::chain::Secret;
use crate::store::ledger::{Action, Tampered, Tampering, position_of, text_of};
use crate::store::record::Kind;
use crate::store::table::{Row, Table, text, whole};
use crate::store::{Store, StoreError};

pub(in crate::store) static REQUEST_CORRECTION: Table = Table {
    name: "request_correction",
    owner: &["request_correction_id"],
    columns: &[
        text("request_id"),
        text("government_id"),
        whole("version"),
        text("sealed"),
        text("withdrawn_on"),
    ],
};

/// Those that are not taken back, of one call or (where none is named) of all, with what opens them.
const PRESENT: &str = "select correction.request_correction_id, record.position, version.content, record_key.secret,
    correction.version from request_correction correction
    left join record on record.kind = 'request_correction' and record.record_id = correction.request_correction_id
    left join record_version version on version.position = record.position
    left join record_key on record_key.position = record.position
    where correction.sealed is not null and ($1 = '' or correction.request_id = $1)
    order by correction.request_correction_id";
/// The versions that were true at a position, as far as they have not been erased since.
const AS_OF: &str = "select entry.record_id, entry.position, version.content, record_key.secret from ledger entry
    join (
        select max(position) as position from ledger
        where position <= $1 and kind = 'request_correction' group by record_id
    ) last on last.position = entry.position
    join record_version version on version.position = entry.position
    left join record_key on record_key.position = entry.position
    where version.content is not null order by entry.record_id";
/// Every version that is kept of what was said of a call; of what was taken back, that it was.
const VERSIONS: &str = "select entry.record_id, entry.position, version.content, record_key.secret, entry.recorded_at
    from request_correction correction
    join ledger entry on entry.kind = 'request_correction' and entry.record_id = correction.request_correction_id
    join record_version version on version.position = entry.position
    left join record_key on record_key.position = entry.position
    where correction.request_id = $1 and version.content is not null order by entry.position";
const STILL_THERE: &str = "select request_id, government_id, version from request_correction
    where request_correction_id = $1 and sealed is not null";
/// The entry of the ledger that made a call what it is.
const MADE_BY: &str = "select position from record where kind = 'request' and record_id = $1";

static SHELF: Shelf = Shelf {
    kind: Kind::RequestCorrection,
    table: &REQUEST_CORRECTION,
    next: "update request_correction set version = version + 1, sealed = $3, withdrawn_on = $4
        where request_correction_id = $1 and version = $2",
};

/// What becomes of what a body says of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum CorrectionChange {
    /// It says this from now on, in place of what it said before.
    To(Box<RecordCorrection>),
    /// It takes this back: every word of it is erased.
    Withdraw(Box<RecordCorrection>, Date),
    /// Nothing.
    None,
}

/// What a change has come to.
#[derive(Clone, Debug, PartialEq)]
pub enum CorrectionChanged {
    /// This is what is said of the call now, by all who say something.
    To(Vec<RecordCorrection>),
    /// There is no such call.
    Never,
}

/// A version of what was said of a call, and when it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectionVersion {
    /// When.
    pub at: Timestamp,
    /// Who said so; `None` is the working group.
    pub government: Option<GovernmentId>,
    /// What; `None` where it was taken back then.
    pub said: Option<RecordCorrection>,
}

impl Store {
    /// Changes what a body says of a call. `decide` sees what is said of it now, within the transaction that changes it; the
    /// error within is its. Refused as [`StoreError::Moved`] where the call itself is younger than what it was read from.
    pub async fn change_correction<E>(
        &self,
        request: &RequestId,
        read_at: u64,
        actor: &Actor,
        now: Timestamp,
        decide: impl FnOnce(&[RecordCorrection]) -> Result<CorrectionChange, E> + Send,
    ) -> Result<Result<CorrectionChanged, E>, StoreError> {
        let mut session = self.begin_writing().await?;
        let of = [Cell::text(request.as_str())];
        let rows = SHELF.read(&mut session, MADE_BY, &of, &[CellType::Whole]).await?;
        match rows.first().map(|row| position_of(&row[0])) {
            None => return Ok(Ok(CorrectionChanged::Never)),
            Some(position) if position > read_at => return Err(StoreError::Moved),
            Some(_) => {}
        }
        let present = kept(&mut session, request.as_str()).await?;
        let mut said: Vec<_> = present.iter().map(|one| one.correction.clone()).collect();
        sort(&mut said);
        let change = match decide(&said) {
            Ok(change) => change,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let (correction, withdrawn_on) = match change {
            CorrectionChange::None => return Ok(Ok(CorrectionChanged::To(said))),
            CorrectionChange::To(correction) => (*correction, None),
            CorrectionChange::Withdraw(correction, on) => (*correction, Some(on)),
        };
        let before = present.iter().find(|one| one.correction.id == correction.id);
        let secret = Secret::draw()?;
        let words = withdrawn_on.is_none().then(|| seal_words(&secret, &correction));
        let row = Row::of(&REQUEST_CORRECTION)
            .set("request_id", request)
            .set("government_id", &correction.government)
            .set("version", &before.map_or(1, |one| one.version + 1))
            .set("sealed", &words)
            .set("withdrawn_on", &withdrawn_on);
        let id = correction.id.as_str();
        match (before, withdrawn_on) {
            (None, _) => SHELF.insert(&mut session, id, &row).await?,
            (Some(before), None) => SHELF.next(&mut session, id, before.version, &row).await?,
            (Some(before), Some(_)) => SHELF.take_back(&mut session, id, before.version, &row).await?,
        }
        let (action, reason) = match (before, withdrawn_on) {
            (_, Some(_)) => (Action::Withdraw, "correction of a public record withdrawn"),
            (None, None) => (Action::Add, "public record corrected"),
            (Some(_), None) => (Action::Change, "correction of a public record changed"),
        };
        let making = Making {
            action,
            kind: Kind::RequestCorrection,
            reason,
            actor,
            now,
        };
        making.record_one(&mut session, id, &secret, row).await?;
        self.commit(session).await?;
        if withdrawn_on.is_some() {
            self.note_withdrawals_or_say_so().await;
            self.erase_what_is_left().await;
        }
        let mut said: Vec<_> = said.into_iter().filter(|one| one.id != correction.id).collect();
        if withdrawn_on.is_none() {
            said.push(RecordCorrection {
                version: version_tag(&secret),
                ..correction
            });
        }
        sort(&mut said);
        Ok(Ok(CorrectionChanged::To(said)))
    }

    /// Takes back what was taken back before, in a database that was made of an older backup. Whether it was there.
    pub(in crate::store) async fn take_correction_back_again(
        &self,
        id: &str,
        on: Date,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut session = self.begin_writing().await?;
        let types = [CellType::Text, CellType::Text, CellType::Whole];
        let rows = SHELF.read(&mut session, STILL_THERE, &[Cell::text(id)], &types).await?;
        let Some([request, government, Cell::Whole(Some(version))]) = rows.first().map(Vec::as_slice) else {
            return Ok(false);
        };
        let government = (!government.is_null()).then(|| GovernmentId::from(text_of(government)));
        let row = Row::of(&REQUEST_CORRECTION)
            .set("request_id", &RequestId::from(text_of(request)))
            .set("government_id", &government)
            .set("version", &(version + 1))
            .set("withdrawn_on", &Some(on));
        SHELF.take_back(&mut session, id, *version, &row).await?;
        let making = Making {
            action: Action::Withdraw,
            kind: Kind::RequestCorrection,
            reason: "correction of a public record withdrawn",
            actor,
            now,
        };
        making.record_one(&mut session, id, &Secret::draw()?, row).await?;
        self.commit(session).await?;
        self.erase_what_is_left().await;
        Ok(true)
    }

    /// Every version that is kept of what was said of a call, the first first.
    pub async fn correction_versions(&self, request: &RequestId) -> Result<Vec<CorrectionVersion>, StoreError> {
        let mut session = self.database.read().await?;
        let types = [OPENING.as_slice(), &[CellType::Text]].concat();
        let of = [Cell::text(request.as_str())];
        let rows = SHELF.read(&mut session, VERSIONS, &of, &types).await?;
        let versions = rows.iter().map(|row| {
            let at = text_of(&row[4]).parse().map_err(|_| Tampering {
                position: position_of(&row[1]),
                what: Tampered::Entry,
            })?;
            let opened = open(row)?;
            Ok(CorrectionVersion {
                at,
                government: opened.government,
                said: opened.correction,
            })
        });
        versions.collect()
    }
}

/// A correction as it is kept now.
struct Kept {
    request: RequestId,
    version: i64,
    correction: RecordCorrection,
}

/// Adds what is said of a package's calls to them.
pub(super) async fn join(session: &mut Session, package: &mut Package) -> Result<(), StoreError> {
    for one in kept(session, "").await? {
        add(package, &one.request, one.correction);
    }
    Ok(())
}

/// The same as it was at a position of the ledger, without what was taken back since.
pub(super) async fn join_as_of(session: &mut Session, position: u64, package: &mut Package) -> Result<(), StoreError> {
    for row in SHELF
        .read(session, AS_OF, &[Cell::position(position)], &OPENING)
        .await?
    {
        let opened = open(&row)?;
        if let Some(correction) = opened.correction {
            add(package, &opened.request, correction);
        }
    }
    Ok(())
}

fn add(package: &mut Package, request: &RequestId, correction: RecordCorrection) {
    let request = package.requests.iter_mut().find(|one| one.id == *request);
    if let Some(request) = request.filter(|one| one.submission.is_none()) {
        request.corrections.push(correction);
        sort(&mut request.corrections);
    }
}

/// In the order of the governments' ids, the working group last.
fn sort(corrections: &mut [RecordCorrection]) {
    corrections.sort_by(|one, other| {
        let key = |one: &RecordCorrection| (one.government.is_none(), one.government.clone());
        key(one).cmp(&key(other))
    });
}

/// What is said of a call now, or of every one where none is named.
async fn kept(session: &mut Session, request: &str) -> Result<Vec<Kept>, StoreError> {
    let types = [OPENING.as_slice(), &[CellType::Whole]].concat();
    let mut kept = Vec::new();
    for row in SHELF.read(session, PRESENT, &[Cell::text(request)], &types).await? {
        let opened = open(&row)?;
        let version = match row[4] {
            Cell::Whole(Some(version)) => version,
            _ => 0,
        };
        kept.extend(opened.correction.map(|correction| Kept {
            request: opened.request,
            version,
            correction,
        }));
    }
    Ok(kept)
}

fn seal_words(secret: &Secret, correction: &RecordCorrection) -> String {
    seal::seal(secret, correction.id.as_str(), &document::write_correction(correction))
}

/// What a kept version says; nothing where it says that the correction was taken back.
struct Opened {
    request: RequestId,
    government: Option<GovernmentId>,
    correction: Option<RecordCorrection>,
}

/// The id of the correction, the position of the version, its content and its secret.
const OPENING: [CellType; 4] = [CellType::Text, CellType::Whole, CellType::Text, CellType::Text];

fn open(row: &[Cell]) -> Result<Opened, StoreError> {
    let of = Of {
        id: text_of(&row[0]),
        position: position_of(&row[1]),
    };
    let misfit = |fault| SHELF.misfit(of.id, fault);
    let opened = SHELF.open(of, text_of(&row[2]), text_of(&row[3]))?;
    let request: String = opened.row.get("request_id").map_err(misfit)?;
    let government: Option<GovernmentId> = opened.row.get("government_id").map_err(misfit)?;
    let read = |(words, version): (Vec<u8>, VersionTag)| {
        let correction = document::read_correction(&words, of.id.into(), government.clone(), version);
        correction.ok_or_else(|| SHELF.unreadable(of))
    };
    Ok(Opened {
        request: request.into(),
        correction: opened.words.map(read).transpose()?,
        government,
    })
}
