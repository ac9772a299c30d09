//! Submitting and changing: the row, its version, its entry in the ledger and the client's key in one transaction.

use jiff::Timestamp;
use jiff::civil::Date;

use super::claim::{self, Before, Claim};
use super::{SHELF, SUBMITTED_REQUEST, access, decisions, document, open_version, seal, version_tag, withdrawn};
use crate::model::{GovernmentId, RequestId, Submission};
use crate::store::cell::{Cell, CellType};
use crate::store::change::Actor;
use crate::store::connection::Session;
use crate::store::ledger::chain::Secret;
use crate::store::ledger::{self, Action, Occasion, RECORD, position_of, text_of};
use crate::store::record::{Kind, Record};
use crate::store::table::Row;
use crate::store::{Store, StoreError, history};

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It says this from now on.
    To(Box<Submission>),
    /// It is taken back: every word of it is erased.
    Withdraw(Date),
    /// Nothing.
    None,
}

/// What submitting has come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Submitted {
    /// It was written down.
    New(RequestId, Submission),
    /// The same was sent with the same key before: what was written down then.
    Again(RequestId, Submission),
    /// Something else was sent with the same key before.
    OtherContent,
    /// It was sent before, and has been withdrawn since.
    Withdrawn(RequestId),
}

/// What a change has come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    /// It says this now.
    To(Submission),
    /// It is withdrawn now.
    Withdrawn,
    /// Nothing was changed: it says what it said.
    Stays(Submission),
    /// It was withdrawn before.
    Gone,
    /// It never was.
    Never,
}

/// Why a version is made, in words that are kept beside the ledger: none of the request's own.
pub(super) const fn reason(action: Action) -> &'static str {
    match action {
        Action::Add => "request submitted",
        Action::Withdraw => "request withdrawn",
        Action::Change | Action::Remove => "request changed",
    }
}

const PRESENT: &str = "select request.government_id, request.version, record.position, version.content,
    record_key.secret from submitted_request request
    join record on record.kind = 'submitted_request' and record.record_id = request.submitted_request_id
    join record_version version on version.position = record.position
    left join record_key on record_key.position = record.position
    where request.submitted_request_id = $1 and request.sealed is not null";
const MOVE: &str = "delete from record where kind = $1 and record_id = $2";

impl Store {
    /// Writes a request down under an id that nothing has had, unless the client's key says that it was done before.
    pub async fn submit_request(
        &self,
        id: RequestId,
        submission: Submission,
        claim: &Claim,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Submitted, StoreError> {
        let mut session = self.begin_writing().await?;
        match claim::look_up(&mut session, claim, now).await? {
            Before::Nothing => {}
            Before::Other => return Ok(Submitted::OtherContent),
            Before::Withdrawn { request } => return Ok(Submitted::Withdrawn(request)),
            Before::Same { request, position } => {
                let made = version_at(&mut session, &request, position).await?;
                return Ok(match made {
                    Some(submission) => Submitted::Again(request, submission),
                    None => Submitted::Withdrawn(request),
                });
            }
        }
        let secret = Secret::draw()?;
        let row = row(&submission.government, 1).set("sealed", &sealed(&secret, &id, &submission));
        let making = Making {
            action: Action::Add,
            kind: Kind::SubmittedRequest,
            reason: reason(Action::Add),
            actor,
            now,
        };
        SHELF.insert(&mut session, id.as_str(), &row).await?;
        let position = making.record_one(&mut session, id.as_str(), &secret, row).await?;
        claim::make(&mut session, claim, &id, (position, &secret), now).await?;
        self.commit(session).await?;
        Ok(Submitted::New(id, named(submission, &secret)))
    }

    /// Changes a request. `decide` sees what it says now, within the transaction that changes it; the error within is its.
    pub async fn change_request<E>(
        &self,
        id: &RequestId,
        actor: &Actor,
        now: Timestamp,
        decide: impl FnOnce(&Submission) -> Result<Change, E> + Send,
    ) -> Result<Result<Changed, E>, StoreError> {
        let mut session = self.begin_writing().await?;
        let Some((version, present)) = present(&mut session, id).await? else {
            let gone = withdrawn(&mut session, id).await?;
            return Ok(Ok(gone.map_or(Changed::Never, |_| Changed::Gone)));
        };
        let change = match decide(&present) {
            Ok(change) => change,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let secret = Secret::draw()?;
        let (action, row) = match &change {
            Change::None => return Ok(Ok(Changed::Stays(present))),
            Change::To(submission) => {
                let row = row(&submission.government, version + 1);
                (Action::Change, row.set("sealed", &sealed(&secret, id, submission)))
            }
            Change::Withdraw(on) => {
                let row = row(&present.government, version + 1);
                (Action::Withdraw, row.set("withdrawn_on", on))
            }
        };
        if action == Action::Withdraw {
            SHELF.take_back(&mut session, id.as_str(), version, &row).await?;
            access::forget(&mut session, id).await?;
        } else {
            SHELF.next(&mut session, id.as_str(), version, &row).await?;
        }
        let decided = match &change {
            Change::Withdraw(on) => decisions::forget(&mut session, id, *on).await?,
            Change::To(_) | Change::None => Vec::new(),
        };
        let making = Making {
            action,
            kind: Kind::SubmittedRequest,
            reason: reason(action),
            actor,
            now,
        };
        making
            .record_with_decided(&mut session, (id.as_str(), &secret, row), decided)
            .await?;
        self.commit(session).await?;
        Ok(Ok(match change {
            Change::To(submission) => Changed::To(named(*submission, &secret)),
            Change::Withdraw(_) | Change::None => {
                self.note_withdrawals_or_say_so().await;
                self.erase_what_is_left().await;
                Changed::Withdrawn
            }
        }))
    }
}

pub(super) fn row(government: &GovernmentId, version: i64) -> Row {
    Row::of(&SUBMITTED_REQUEST)
        .set("government_id", government)
        .set("version", &version)
}

pub(super) fn sealed(secret: &Secret, id: &RequestId, submission: &Submission) -> String {
    seal::seal(secret, id.as_str(), &document::write(submission))
}

fn named(submission: Submission, secret: &Secret) -> Submission {
    Submission {
        version: version_tag(secret),
        ..submission
    }
}

/// The version of a request that is there now, and what it says.
async fn present(session: &mut Session, id: &RequestId) -> Result<Option<(i64, Submission)>, StoreError> {
    let types = [
        CellType::Text,
        CellType::Whole,
        CellType::Whole,
        CellType::Text,
        CellType::Text,
    ];
    let rows = SHELF.read(session, PRESENT, &[Cell::text(id.as_str())], &types).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let Cell::Whole(Some(version)) = row[1] else {
        return Ok(None);
    };
    let opened = open_version(id.as_str(), position_of(&row[2]), text_of(&row[3]), text_of(&row[4]))?;
    Ok(opened.map(|submission| (version, submission)))
}

/// What the version that was made at a position of the ledger said; `None` where it has been erased.
async fn version_at(session: &mut Session, id: &RequestId, position: u64) -> Result<Option<Submission>, StoreError> {
    const AT: &str = "select version.content, record_key.secret from record_version version
        join record_key on record_key.position = version.position
        where version.position = $1 and version.content is not null";
    let rows = SHELF
        .read(session, AT, &[Cell::position(position)], &[CellType::Text; 2])
        .await?;
    match rows.first() {
        Some(row) => open_version(id.as_str(), position, text_of(&row[0]), text_of(&row[1])),
        None => Ok(None),
    }
}

/// How versions of sealed words are written down, each with an entry of its own.
#[derive(Clone, Copy)]
pub(in crate::store) struct Making<'a> {
    pub(in crate::store) action: Action,
    pub(in crate::store) kind: Kind,
    /// Kept beside the ledger: none of the words themselves.
    pub(in crate::store) reason: &'static str,
    pub(in crate::store) actor: &'a Actor,
    pub(in crate::store) now: Timestamp,
}

impl Making<'_> {
    /// Writes the entries in the ledger and keeps the versions; their positions. One transaction calls this once.
    pub(super) async fn record(
        self,
        session: &mut Session,
        versions: Vec<(&str, &Secret, Row)>,
    ) -> Result<Vec<u64>, StoreError> {
        let of_kind = versions
            .into_iter()
            .map(|(id, secret, row)| (self.kind, id, secret, row));
        self.record_kinds(session, of_kind.collect()).await
    }

    /// The same for one that is taken back, and for what was decided on it, of which no words are left either.
    pub(super) async fn record_with_decided(
        self,
        session: &mut Session,
        (id, secret, row): (&str, &Secret, Row),
        decided: Vec<(String, Row)>,
    ) -> Result<(), StoreError> {
        let secrets = decided.iter().map(|_| Secret::draw());
        let secrets: Vec<Secret> = secrets.collect::<Result<_, _>>()?;
        let mut versions = vec![(self.kind, id, secret, row)];
        for ((id, row), secret) in decided.iter().zip(&secrets) {
            versions.push((Kind::Decision, id, secret, row.clone()));
        }
        self.record_kinds(session, versions).await.map(|_| ())
    }

    async fn record_kinds(
        self,
        session: &mut Session,
        versions: Vec<(Kind, &str, &Secret, Row)>,
    ) -> Result<Vec<u64>, StoreError> {
        let recorded_at = self.now.to_string();
        let occasion = Occasion {
            actor: self.actor.as_str(),
            reason: self.reason,
            recorded_at: &recorded_at,
        };
        let mut records = Vec::new();
        for (kind, id, secret, row) in versions {
            let mut record = Record::new(kind, id);
            record.push(row);
            records.push((record.settled(), secret));
        }
        let entries = records.iter().map(|(record, secret)| ledger::Change {
            action: self.action,
            kind: record.kind,
            id: &record.id,
            bytes: record.canonical_bytes(),
            secret: (*secret).clone(),
        });
        let entries: Vec<_> = entries.collect();
        let (head, positions) = ledger::append(session, occasion, &entries).await?;
        let at_positions: Vec<_> = records
            .iter()
            .map(|(record, _)| record)
            .zip(positions.iter().copied())
            .collect();
        history::keep(session, &at_positions).await?;
        if self.action != Action::Add {
            for (record, _) in &at_positions {
                let done = session
                    .execute(MOVE, &[Cell::text(record.kind.as_str()), Cell::text(&record.id)])
                    .await;
                done.map_err(|source| StoreError::write(RECORD.name, source))?;
            }
        }
        let registered = at_positions.iter().map(|(record, position)| {
            vec![
                Cell::text(record.kind.as_str()),
                Cell::text(&record.id),
                Cell::position(*position),
            ]
        });
        session.insert(&RECORD, &registered.collect::<Vec<_>>()).await?;
        history::end(session, head).await?;
        session.notify(head.position).await?;
        Ok(positions)
    }

    /// The same for one.
    pub(in crate::store) async fn record_one(
        self,
        session: &mut Session,
        id: &str,
        secret: &Secret,
        row: Row,
    ) -> Result<u64, StoreError> {
        let positions = self.record(session, vec![(id, secret, row)]).await?;
        Ok(positions.first().copied().unwrap_or_default())
    }
}
