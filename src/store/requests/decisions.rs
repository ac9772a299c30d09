//! What the working group decided: sealed as requests are, and erased with the request that it is about.
//!
//! Decisions are no facts: they move no picture, and are read from here when somebody asks.

use jiff::Timestamp;
use jiff::civil::Date;

use super::sealed::{Of, Shelf};
use super::write::Making;
use super::{document, seal, version_tag};
use crate::model::{Decision, DecisionId, DecisionSubject, RequestId};
use crate::store::cell::{Cell, CellType};
use crate::store::change::Actor;
use crate::store::connection::Session;
use crate::store::ledger::chain::Secret;
use crate::store::ledger::{Action, Tampered, Tampering, position_of, text_of};
use crate::store::record::Kind;
use crate::store::table::{Row, Table, text, whole};
use crate::store::{Store, StoreError};

pub(in crate::store) static DECISION: Table = Table {
    name: "decision",
    owner: &["decision_id"],
    columns: &[text("subject"), whole("version"), text("sealed"), text("withdrawn_on")],
};

/// Those that stand, of one id or subject, or (where neither is named) all, with what opens them.
const PRESENT: &str =
    "select decision.decision_id, record.position, version.content, record_key.secret, decision.version
    from decision
    left join record on record.kind = 'decision' and record.record_id = decision.decision_id
    left join record_version version on version.position = record.position
    left join record_key on record_key.position = record.position
    where decision.sealed is not null and ($1 = '' or decision.decision_id = $1) and ($2 = '' or decision.subject = $2)
    order by decision.decision_id";
/// Every version that is kept of one that stands.
const VERSIONS: &str = "select entry.record_id, entry.position, version.content, record_key.secret, entry.recorded_at
    from ledger entry
    join record_version version on version.position = entry.position
    join record_key on record_key.position = entry.position
    where entry.kind = 'decision' and entry.record_id = $1 and version.content is not null order by entry.position";
/// A request that there is, submitted here or in the public record.
const REQUEST: &str =
    "select cast(1 as bigint) from submitted_request where submitted_request_id = $1 and sealed is not null
    union all select cast(1 as bigint) from request where request_id = $1";

static SHELF: Shelf = Shelf {
    kind: Kind::Decision,
    table: &DECISION,
    next: "update decision set version = version + 1, sealed = $3, withdrawn_on = $4
        where decision_id = $1 and version = $2",
};

/// What recording a decision has come to.
#[derive(Clone, Debug, PartialEq)]
pub enum DecisionRecorded {
    /// It was recorded.
    New(Decision),
    /// Another stands on the same option.
    Stands(DecisionId),
    /// The request is not there, or no longer.
    Never,
}

/// A version of a decision, and when it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionVersion {
    /// When.
    pub at: Timestamp,
    /// What it said.
    pub decision: Decision,
}

impl Store {
    /// Every decision that stands, in the order of their ids.
    pub async fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        let mut session = self.database.read().await?;
        let kept = kept(&mut session, "", "").await?;
        Ok(kept.into_iter().map(|one| one.decision).collect())
    }

    /// Every version of a decision that stands, the first first; none where there is no such decision.
    pub async fn decision_versions(&self, id: &DecisionId) -> Result<Vec<DecisionVersion>, StoreError> {
        let mut session = self.database.read().await?;
        let types = [OPENING.as_slice(), &[CellType::Text]].concat();
        let rows = SHELF
            .read(&mut session, VERSIONS, &[Cell::text(id.as_str())], &types)
            .await?;
        let versions = rows.iter().map(|row| {
            let at = text_of(&row[4]).parse().map_err(|_| Tampering {
                position: position_of(&row[1]),
                what: Tampered::Entry,
            })?;
            Ok(open(row)?.map(|decision| DecisionVersion { at, decision }))
        });
        let versions: Vec<Option<DecisionVersion>> = versions.collect::<Result<_, StoreError>>()?;
        Ok(versions.into_iter().flatten().collect())
    }

    /// Records a decision, unless one stands on the same option already.
    pub async fn record_decision(
        &self,
        decision: Decision,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<DecisionRecorded, StoreError> {
        let mut session = self.begin_writing().await?;
        if let Some(request) = decision.subject.request() {
            let of = [Cell::text(request.as_str())];
            let there = SHELF.read(&mut session, REQUEST, &of, &[CellType::Whole]).await?;
            if there.is_empty() {
                return Ok(DecisionRecorded::Never);
            }
        }
        let present = kept(&mut session, "", &decision.subject.option()).await?;
        if let Some(other) = present.into_iter().next() {
            return Ok(DecisionRecorded::Stands(other.decision.id));
        }
        let secret = Secret::draw()?;
        let row = row(&decision.subject, 1).set("sealed", &seal_words(&secret, &decision));
        SHELF.insert(&mut session, decision.id.as_str(), &row).await?;
        let making = making(Action::Add, "decision recorded", actor, now);
        making
            .record_one(&mut session, decision.id.as_str(), &secret, row)
            .await?;
        self.commit(session).await?;
        Ok(DecisionRecorded::New(named(decision, &secret)))
    }

    /// Gives a decision other words. `decide` sees what it says now, within the transaction that changes it, and says what it
    /// is to say (`None`: the same); the error within is its. `None` where there is no such decision.
    pub async fn change_decision<E>(
        &self,
        id: &DecisionId,
        actor: &Actor,
        now: Timestamp,
        decide: impl FnOnce(&Decision) -> Result<Option<Decision>, E> + Send,
    ) -> Result<Result<Option<Decision>, E>, StoreError> {
        let mut session = self.begin_writing().await?;
        let Some(before) = kept(&mut session, id.as_str(), "").await?.into_iter().next() else {
            return Ok(Ok(None));
        };
        let decision = match decide(&before.decision) {
            Ok(Some(decision)) => decision,
            Ok(None) => return Ok(Ok(Some(before.decision))),
            Err(refusal) => return Ok(Err(refusal)),
        };
        let secret = Secret::draw()?;
        let row = row(&decision.subject, before.version + 1).set("sealed", &seal_words(&secret, &decision));
        SHELF.next(&mut session, id.as_str(), before.version, &row).await?;
        let making = making(Action::Change, "decision changed", actor, now);
        making.record_one(&mut session, id.as_str(), &secret, row).await?;
        self.commit(session).await?;
        Ok(Ok(Some(named(decision, &secret))))
    }
}

/// Takes the words of every decision on a request that is taken back, within the transaction that takes it back: what is to be
/// recorded of each beside the request itself.
pub(super) async fn forget(
    session: &mut Session,
    request: &RequestId,
    on: Date,
) -> Result<Vec<(String, Row)>, StoreError> {
    let subject = DecisionSubject::Request(request.clone());
    let mut rows = Vec::new();
    for one in kept(session, "", &subject.option()).await? {
        let id = one.decision.id.to_string();
        let row = row(&subject, one.version + 1).set("withdrawn_on", &Some(on));
        SHELF.take_back(session, &id, one.version, &row).await?;
        rows.push((id, row));
    }
    Ok(rows)
}

/// A decision as it is kept now.
struct Kept {
    version: i64,
    decision: Decision,
}

fn row(subject: &DecisionSubject, version: i64) -> Row {
    Row::of(&DECISION)
        .set("subject", &subject.option())
        .set("version", &version)
}

const fn making<'a>(action: Action, reason: &'static str, actor: &'a Actor, now: Timestamp) -> Making<'a> {
    Making {
        action,
        kind: Kind::Decision,
        reason,
        actor,
        now,
    }
}

fn named(decision: Decision, secret: &Secret) -> Decision {
    Decision {
        version: version_tag(secret),
        ..decision
    }
}

fn seal_words(secret: &Secret, decision: &Decision) -> String {
    seal::seal(secret, decision.id.as_str(), &document::write_decision(decision))
}

async fn kept(session: &mut Session, id: &str, subject: &str) -> Result<Vec<Kept>, StoreError> {
    let types = [OPENING.as_slice(), &[CellType::Whole]].concat();
    let mut kept = Vec::new();
    let named = [Cell::text(id), Cell::text(subject)];
    for row in SHELF.read(session, PRESENT, &named, &types).await? {
        let version = match row[4] {
            Cell::Whole(Some(version)) => version,
            _ => 0,
        };
        kept.extend(open(&row)?.map(|decision| Kept { version, decision }));
    }
    Ok(kept)
}

/// The id of the decision, the position of the version, its content and its secret.
const OPENING: [CellType; 4] = [CellType::Text, CellType::Whole, CellType::Text, CellType::Text];

/// What a kept version says; `None` where it says that the words were taken.
fn open(row: &[Cell]) -> Result<Option<Decision>, StoreError> {
    let of = Of {
        id: text_of(&row[0]),
        position: position_of(&row[1]),
    };
    let opened = SHELF.open(of, text_of(&row[2]), text_of(&row[3]))?;
    let subject: String = opened.row.get("subject").map_err(|fault| SHELF.misfit(of.id, fault))?;
    let Some((words, version)) = opened.words else {
        return Ok(None);
    };
    let decision = DecisionSubject::parse(&subject)
        .and_then(|subject| document::read_decision(&words, of.id.into(), subject, version));
    decision.map(Some).ok_or_else(|| SHELF.unreadable(of))
}
