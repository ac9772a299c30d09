//! What a client asked for under a key of its own: done once, however often it is sent.

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::model::RequestId;
use crate::store::StoreError;
use crate::store::cell::{Cell, CellType};
use crate::store::connection::Session;
use crate::store::ledger::chain::{Secret, frame};
use crate::store::ledger::{position_of, text_of};
use crate::store::table::{Table, text, whole};

const TABLE: &str = "request_claim";

static REQUEST_CLAIM: Table = Table {
    name: TABLE,
    owner: &["claim"],
    columns: &[
        text("submitted_request_id"),
        whole("position"),
        text("sent_digest"),
        text("kept_until"),
    ],
};

/// How long a key is remembered.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

const PURPOSE: &str = "evenreach: what was sent with a key, 1";

const FORGET: &str = "delete from request_claim where kept_until < $1";
const FIND: &str = "select claim.submitted_request_id, claim.position, claim.sent_digest, record_key.secret
    from request_claim claim left join record_key on record_key.position = claim.position where claim.claim = $1";

/// A client's key for something that is to be done once.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Digest of who sends it, to which route, and the key.
    name: String,
    /// What was sent.
    sent: Vec<u8>,
}

impl Claim {
    /// The key of an actor for a route, with what was sent. Keys of others are other keys, whatever they say.
    pub fn new(actor: &str, route: &str, key: &str, sent: &[u8]) -> Self {
        let mut bytes = Vec::new();
        for part in [actor, route, key] {
            frame(&mut bytes, part.as_bytes());
        }
        Self {
            name: hex::encode(Sha256::digest(&bytes)),
            sent: sent.to_vec(),
        }
    }

    /// The claim on one of several things that were sent together, by its place among them.
    pub(super) fn part(&self, at: usize) -> Self {
        let mut bytes = Vec::new();
        frame(&mut bytes, self.name.as_bytes());
        frame(&mut bytes, at.to_string().as_bytes());
        Self {
            name: hex::encode(Sha256::digest(&bytes)),
            sent: self.sent.clone(),
        }
    }

    /// Keyed, because a bare digest would confirm a guess at what was sent.
    fn digest(&self, secret: &Secret) -> String {
        hex::encode(secret.derive(PURPOSE, &self.sent))
    }
}

/// What became of a key before.
#[derive(Debug)]
pub(super) enum Before {
    /// It was not sent before.
    Nothing,
    /// The same was sent with it: the version at this position of the ledger was made.
    Same { request: RequestId, position: u64 },
    /// Something else was sent with it.
    Other,
    /// What was made has been withdrawn since.
    Withdrawn { request: RequestId },
}

/// Looks a key up, and forgets those that are past their time.
pub(super) async fn look_up(session: &mut Session, claim: &Claim, now: Timestamp) -> Result<Before, StoreError> {
    let done = session.execute(FORGET, &[Cell::text(now.to_string())]).await;
    done.map_err(|source| StoreError::write(TABLE, source))?;
    let types = [CellType::Text, CellType::Whole, CellType::Text, CellType::Text];
    let rows = session.rows(FIND, &[Cell::text(&claim.name)], &types).await;
    let rows = rows.map_err(|source| StoreError::Read { table: TABLE, source })?;
    let Some(row) = rows.first() else {
        return Ok(Before::Nothing);
    };
    let request = RequestId::from(text_of(&row[0]));
    let Some(secret) = Secret::parse(text_of(&row[3])) else {
        return Ok(Before::Withdrawn { request });
    };
    if claim.digest(&secret) == text_of(&row[2]) {
        let position = position_of(&row[1]);
        Ok(Before::Same { request, position })
    } else {
        Ok(Before::Other)
    }
}

/// Remembers that what was sent with a key has made a version.
pub(super) async fn make(
    session: &mut Session,
    claim: &Claim,
    request: &RequestId,
    (position, secret): (u64, &Secret),
    now: Timestamp,
) -> Result<(), StoreError> {
    make_all(session, &[(claim.clone(), request, position, secret)], now).await
}

/// Remembers what has made several versions.
pub(super) async fn make_all(
    session: &mut Session,
    made: &[(Claim, &RequestId, u64, &Secret)],
    now: Timestamp,
) -> Result<(), StoreError> {
    let until = now.checked_add(KEPT).unwrap_or(Timestamp::MAX).to_string();
    let rows = made.iter().map(|(claim, request, position, secret)| {
        vec![
            Cell::text(&claim.name),
            Cell::text(request.as_str()),
            Cell::position(*position),
            Cell::text(claim.digest(secret)),
            Cell::text(&until),
        ]
    });
    session.insert(&REQUEST_CLAIM, &rows.collect::<Vec<_>>()).await
}
