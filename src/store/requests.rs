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
mod sealed;
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
pub(super) use sealed::{Of, Shelf};
pub use write::{Change, Changed, Submitted};

use super::cell::{Cell, CellType};
use super::connection::Session;
use super::ledger::chain::Secret;
use super::ledger::{Tampered, Tampering, position_of, text_of};
use super::record::Kind;
use super::table::{Table, text, whole};
use super::{Store, StoreError};
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

static SHELF: Shelf = Shelf {
    kind: Kind::SubmittedRequest,
    table: &SUBMITTED_REQUEST,
    next: "update submitted_request set version = version + 1, sealed = $3, withdrawn_on = $4
        where submitted_request_id = $1 and version = $2",
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
    let rows = SHELF.read(session, PRESENT, &[], &types).await?;
    let opened = rows.iter().map(|row| {
        let of = Of {
            id: text_of(&row[0]),
            position: position_of(&row[1]),
        };
        let words = SHELF.unseal(of, text_of(&row[3]), text_of(&row[4]))?;
        Ok((of.id.into(), submission(of, text_of(&row[2]), words)?))
    });
    add(package, opened.collect::<Result<_, StoreError>>()?);
    corrections::join(session, package).await
}

/// The same as it was at a position of the ledger, without what was withdrawn since.
pub(super) async fn join_as_of(session: &mut Session, position: u64, package: &mut Package) -> Result<(), StoreError> {
    let types = [CellType::Text, CellType::Whole, CellType::Text, CellType::Text];
    let rows = SHELF.read(session, AS_OF, &[Cell::position(position)], &types).await?;
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

fn submission(of: Of<'_>, government: &str, (words, version): (Vec<u8>, VersionTag)) -> Result<Submission, StoreError> {
    document::read(&words, government.into(), version).ok_or_else(|| SHELF.unreadable(of))
}

/// The name of the version that has this secret.
pub(super) fn version_tag(secret: &Secret) -> VersionTag {
    VersionTag(hex::encode(&secret.derive(PURPOSE, &[])[..16]))
}

/// Opens a kept version; `None` for one that says that the request is withdrawn.
fn open_version(id: &str, position: u64, content: &str, secret: &str) -> Result<Option<Submission>, StoreError> {
    let of = Of { id, position };
    let opened = SHELF.open(of, content, secret)?;
    let government: String = opened
        .row
        .get("government_id")
        .map_err(|fault| SHELF.misfit(id, fault))?;
    opened.words.map(|words| submission(of, &government, words)).transpose()
}

async fn versions(session: &mut Session, id: &RequestId) -> Result<Vec<RequestVersion>, StoreError> {
    let types = [
        CellType::Text,
        CellType::Whole,
        CellType::Text,
        CellType::Text,
        CellType::Text,
    ];
    let rows = SHELF
        .read(session, VERSIONS, &[Cell::text(id.as_str())], &types)
        .await?;
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
    let rows = SHELF
        .read(session, WITHDRAWN, &[Cell::text(id.as_str())], &[CellType::Text; 2])
        .await?;
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
