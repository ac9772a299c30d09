//! Requests that Indigenous governments submit here. Their words are kept sealed under the secret of each version, in the
//! table and in history alike, so that erasing the secrets erases the words wherever they are left.
//!
//! Packages know nothing of these records, and putting one touches none. Begin with [`Store::submit_request`] and
//! [`Store::change_request`]; `seal` says how words are sealed, `claim` how a thing is done once, `corrections` what bodies
//! say of public records that name them.

mod access;
mod claim;
mod corrections;
mod decisions;
mod document;
pub(super) mod erase;
mod import;
pub(super) mod seal;
pub(super) mod write;

use jiff::Timestamp;
use jiff::civil::Date;

pub use access::RequestReading;
pub use claim::Claim;
pub(super) use corrections::REQUEST_CORRECTION;
pub use corrections::{CorrectionChange, CorrectionChanged, CorrectionVersion};
pub(super) use decisions::DECISION;
pub use decisions::{DecisionRecorded, DecisionVersion};
pub use import::ManySubmitted;
pub use write::{Change, Changed, Submitted};

use super::cell::{Cell, CellType};
use super::connection::Session;
use super::ledger::chain::Secret;
use super::ledger::{Tampered, Tampering, position_of, text_of};
use super::record::Kind;
use super::table::{Table, text, whole};
use super::{Store, StoreError, history};
use crate::model::{GovernmentId, Package, Request, RequestId, Submission, VersionTag};

pub(super) static SUBMITTED_REQUEST: Table = Table {
    name: "submitted_request",
    owner: &["submitted_request_id"],
    columns: &[
        text("government_id"),
        whole("version"),
        text("sealed"),
        text("withdrawn_on"),
    ],
};

const PURPOSE: &str = "evenreach: the name of a version, 1";

/// Those that are not withdrawn, with what opens them.
const PRESENT: &str = "select request.submitted_request_id, record.position, request.government_id, request.sealed,
    record_key.secret from submitted_request request
    left join record on record.kind = 'submitted_request' and record.record_id = request.submitted_request_id
    left join record_key on record_key.position = record.position
    where request.sealed is not null order by request.submitted_request_id";
/// The versions that were true at a position, as far as they have not been erased since.
const AS_OF: &str = "select entry.record_id, entry.position, version.content, record_key.secret from ledger entry
    join (
        select max(position) as position from ledger
        where position <= $1 and kind = 'submitted_request' group by record_id
    ) last on last.position = entry.position
    join record_version version on version.position = entry.position
    left join record_key on record_key.position = entry.position
    where version.content is not null order by entry.record_id";
const VERSIONS: &str = "select entry.record_id, entry.position, version.content, record_key.secret, entry.recorded_at
    from ledger entry
    join record_version version on version.position = entry.position
    left join record_key on record_key.position = entry.position
    where entry.kind = 'submitted_request' and entry.record_id = $1 and version.content is not null
    order by entry.position";
const WITHDRAWN: &str = "select government_id, withdrawn_on from submitted_request
    where submitted_request_id = $1 and withdrawn_on is not null";

/// A version of a request, and when it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestVersion {
    /// When.
    pub at: Timestamp,
    /// What it said.
    pub submission: Submission,
}

/// What is left of a request that was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawnRequest {
    /// Whose it was.
    pub government: GovernmentId,
    /// When it was withdrawn.
    pub on: Date,
}

impl Store {
    /// Every version of a request, the first first; none where it is withdrawn, or never was.
    pub async fn request_versions(&self, id: &RequestId) -> Result<Vec<RequestVersion>, StoreError> {
        versions(&mut self.database.read().await?, id).await
    }

    /// What is left of a request, where it was withdrawn.
    pub async fn withdrawn_request(&self, id: &RequestId) -> Result<Option<WithdrawnRequest>, StoreError> {
        withdrawn(&mut self.database.read().await?, id).await
    }
}

/// Adds what was submitted here, and what was said of public records, to the facts of a package.
pub(super) async fn join(session: &mut Session, package: &mut Package) -> Result<(), StoreError> {
    let types = [
        CellType::Text,
        CellType::Whole,
        CellType::Text,
        CellType::Text,
        CellType::Text,
    ];
    let rows = read(session, PRESENT, &[], &types).await?;
    let opened = rows.iter().map(|row| {
        let (id, position) = (text_of(&row[0]), position_of(&row[1]));
        let sealed = Sealed {
            government: text_of(&row[2]),
            words: text_of(&row[3]),
            secret: text_of(&row[4]),
        };
        Ok((id.into(), sealed.open(id, position)?))
    });
    add(package, opened.collect::<Result<_, StoreError>>()?);
    corrections::join(session, package).await
}

/// The same as it was at a position of the ledger, without what was withdrawn since.
pub(super) async fn join_as_of(session: &mut Session, position: u64, package: &mut Package) -> Result<(), StoreError> {
    let types = [CellType::Text, CellType::Whole, CellType::Text, CellType::Text];
    let rows = read(session, AS_OF, &[Cell::position(position)], &types).await?;
    let mut opened = Vec::new();
    for row in rows {
        let id = text_of(&row[0]);
        if let Some(submission) = open_version(id, position_of(&row[1]), text_of(&row[2]), text_of(&row[3]))? {
            opened.push((id.into(), submission));
        }
    }
    add(package, opened);
    corrections::join_as_of(session, position, package).await
}

fn add(package: &mut Package, submitted: Vec<(RequestId, Submission)>) {
    let requests = submitted
        .into_iter()
        .map(|(id, submission)| of_package(package, id, submission));
    let requests: Vec<_> = requests.collect();
    package.requests.extend(requests);
    package.requests.sort_by(|one, other| one.id.cmp(&other.id));
}

/// A submission as a record among a package's facts, which say what its owner is called.
fn of_package(package: &Package, id: RequestId, submission: Submission) -> Request {
    let owner = package.governments.iter().find(|one| one.id == submission.government);
    let name = owner.map_or_else(|| submission.government.to_string(), |owner| owner.name.clone());
    Request::submitted(id, name, submission)
}

/// What a row keeps.
struct Sealed<'a> {
    government: &'a str,
    words: &'a str,
    secret: &'a str,
}

impl Sealed<'_> {
    fn open(&self, id: &str, position: u64) -> Result<Submission, StoreError> {
        let tampered = |what: fn(String, String) -> Tampered| Tampering {
            position,
            what: what(Kind::SubmittedRequest.as_str().to_owned(), id.to_owned()),
        };
        let secret = Secret::parse(self.secret);
        let secret = secret.ok_or_else(|| tampered(|kind, id| Tampered::Key { kind, id }))?;
        let words = seal::open(&secret, id, self.words);
        let submission = words.and_then(|words| document::read(&words, self.government.into(), version_tag(&secret)));
        Ok(submission.ok_or_else(|| tampered(|kind, id| Tampered::Record { kind, id }))?)
    }
}

/// The name of the version that has this secret.
pub(super) fn version_tag(secret: &Secret) -> VersionTag {
    VersionTag(hex::encode(&secret.derive(PURPOSE, &[])[..16]))
}

/// Opens a kept version; `None` for one that says that the request is withdrawn.
fn open_version(id: &str, position: u64, content: &str, secret: &str) -> Result<Option<Submission>, StoreError> {
    let misfit = |fault: super::table::Misfit| StoreError::Misfit {
        kind: Kind::SubmittedRequest,
        id: id.to_owned(),
        table: fault.table,
        column: fault.column,
    };
    let record = history::parse(Kind::SubmittedRequest, id, content).map_err(misfit)?;
    let row = record.main(&SUBMITTED_REQUEST).map_err(misfit)?;
    let government: String = row.get("government_id").map_err(misfit)?;
    let Some(words) = row.get::<Option<String>>("sealed").map_err(misfit)? else {
        return Ok(None);
    };
    let sealed = Sealed {
        government: &government,
        words: &words,
        secret,
    };
    sealed.open(id, position).map(Some)
}

async fn versions(session: &mut Session, id: &RequestId) -> Result<Vec<RequestVersion>, StoreError> {
    let types = [
        CellType::Text,
        CellType::Whole,
        CellType::Text,
        CellType::Text,
        CellType::Text,
    ];
    let rows = read(session, VERSIONS, &[Cell::text(id.as_str())], &types).await?;
    let mut versions = Vec::new();
    for row in rows {
        let position = position_of(&row[1]);
        let at = text_of(&row[4]).parse().map_err(|_| Tampering {
            position,
            what: Tampered::Entry,
        })?;
        let submission = open_version(id.as_str(), position, text_of(&row[2]), text_of(&row[3]))?;
        versions.extend(submission.map(|submission| RequestVersion { at, submission }));
    }
    Ok(versions)
}

async fn withdrawn(session: &mut Session, id: &RequestId) -> Result<Option<WithdrawnRequest>, StoreError> {
    let rows = read(session, WITHDRAWN, &[Cell::text(id.as_str())], &[CellType::Text; 2]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let on = text_of(&row[1]).parse().map_err(|_| StoreError::Misfit {
        kind: Kind::SubmittedRequest,
        id: id.to_string(),
        table: SUBMITTED_REQUEST.name,
        column: "withdrawn_on",
    })?;
    Ok(Some(WithdrawnRequest {
        government: text_of(&row[0]).into(),
        on,
    }))
}

async fn read(
    session: &mut Session,
    sql: &'static str,
    cells: &[Cell],
    types: &[CellType],
) -> Result<Vec<Vec<Cell>>, StoreError> {
    let rows = session.rows(sql, cells, types).await;
    rows.map_err(|source| StoreError::Read {
        table: SUBMITTED_REQUEST.name,
        source,
    })
}
