//! Submitting many requests at once: all of them, or none.

use jiff::Timestamp;

use super::claim::{self, Before, Claim};
use super::write::{Making, reason, row, sealed};
use super::{SHELF, SUBMITTED_REQUEST};
use crate::model::{RequestId, Submission};
use crate::store::cell::{Cell, CellType};
use crate::store::change::Actor;
use crate::store::connection::Session;
use crate::store::ledger::chain::Secret;
use crate::store::ledger::{Action, text_of};
use crate::store::record::Kind;
use crate::store::{Store, StoreError};

/// The entries of one transaction stand in a row, in the order in which its requests were sent.
const FROM_TO: &str = "select record_id from ledger where position >= $1 and position < $2 order by position";

/// What submitting several has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManySubmitted {
    /// They were written down.
    New(Vec<RequestId>),
    /// The same were sent with the same key before: what they were called then.
    Again(Vec<RequestId>),
    /// Something else was sent with the same key before.
    OtherContent,
    /// They were sent before, and every one has been withdrawn since.
    Withdrawn(RequestId),
}

impl Store {
    /// Writes requests down in one transaction, each under an id that nothing has had and with an entry of its own, unless
    /// the client's key says that it was done before.
    pub async fn submit_requests(
        &self,
        new: Vec<(RequestId, Submission)>,
        claim: &Claim,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<ManySubmitted, StoreError> {
        let mut session = self.begin_writing().await?;
        if let Some(before) = before(&mut session, claim, new.len(), now).await? {
            return Ok(before);
        }
        let mut secrets = Vec::new();
        for _ in &new {
            secrets.push(Secret::draw()?);
        }
        let versions = new.iter().zip(&secrets).map(|((id, submission), secret)| {
            let row = row(&submission.government, 1).set("sealed", &sealed(secret, id, submission));
            (id.as_str(), secret, row)
        });
        let versions: Vec<_> = versions.collect();
        let rows = versions.iter().map(|(id, _, row)| {
            let id = vec![Cell::text(*id)];
            [id, row.cells.clone()].concat()
        });
        session.insert(&SUBMITTED_REQUEST, &rows.collect::<Vec<_>>()).await?;
        let making = Making {
            action: Action::Add,
            kind: Kind::SubmittedRequest,
            reason: reason(Action::Add),
            actor,
            now,
        };
        let positions = making.record(&mut session, versions).await?;
        // Each has a claim of its own under its own secret: as long as one of them is there, it is known what was sent.
        let claims = new.iter().zip(&secrets).zip(&positions).enumerate();
        let claims = claims.map(|(at, (((id, _), secret), position))| (claim.part(at), id, *position, secret));
        claim::make_all(&mut session, &claims.collect::<Vec<_>>(), now).await?;
        self.commit(session).await?;
        Ok(ManySubmitted::New(new.into_iter().map(|(id, _)| id).collect()))
    }

    /// What has become of so many requests that were sent with a key before; `None` where nothing was.
    pub async fn submitted_before(
        &self,
        claim: &Claim,
        count: usize,
        now: Timestamp,
    ) -> Result<Option<ManySubmitted>, StoreError> {
        let mut session = self.begin_writing().await?;
        before(&mut session, claim, count, now).await
    }
}

async fn before(
    session: &mut Session,
    claim: &Claim,
    count: usize,
    now: Timestamp,
) -> Result<Option<ManySubmitted>, StoreError> {
    let mut withdrawn = None;
    for at in 0..count {
        match claim::look_up(session, &claim.part(at), now).await? {
            Before::Nothing if at == 0 => return Ok(None),
            // Fewer were sent with the key before, and all of them have been withdrawn.
            Before::Nothing | Before::Other => return Ok(Some(ManySubmitted::OtherContent)),
            Before::Withdrawn { request } => {
                withdrawn.get_or_insert(request);
            }
            Before::Same { position, .. } => {
                let first = position - at as u64;
                let ids = ids(session, first, first + count as u64).await?;
                return Ok(Some(ManySubmitted::Again(ids)));
            }
        }
    }
    Ok(withdrawn.map(ManySubmitted::Withdrawn))
}

async fn ids(session: &mut Session, from: u64, to: u64) -> Result<Vec<RequestId>, StoreError> {
    let cells = [Cell::position(from), Cell::position(to)];
    let rows = SHELF.read(session, FROM_TO, &cells, &[CellType::Text]).await?;
    Ok(rows.iter().map(|row| text_of(&row[0]).into()).collect())
}
