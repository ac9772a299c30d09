//! Who read a request that is not theirs: written before the answer leaves, read by its owner.

use jiff::{SignedDuration, Timestamp};

use crate::model::RequestId;
use crate::store::cell::{Cell, CellType};
use crate::store::connection::Session;
use crate::store::ledger::text_of;
use crate::store::{Store, StoreError};

pub(super) const TABLE: &str = "request_access";

/// Somebody who reads on, page by page, reads once: within this time it is not written down again.
const ONE_READING: SignedDuration = SignedDuration::from_mins(15);

/// A request may be gone by the time that its reading is written down: then nothing is.
const NOTE: &str = "insert into request_access (submitted_request_id, accessed_at, reader, reader_role)
    select submitted_request_id, $2, $3, $4 from submitted_request
    where submitted_request_id = $1 and sealed is not null and not exists (
        select 1 from request_access
        where submitted_request_id = $1 and reader = $3 and reader_role = $4 and accessed_at > $5
    )";
const OF_A_REQUEST: &str = "select accessed_at, reader, reader_role from request_access
    where submitted_request_id = $1 order by accessed_at, reader";
const FORGET: &str = "delete from request_access where submitted_request_id = $1";

/// One reading of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestReading {
    /// When.
    pub at: Timestamp,
    /// By whom: the name of an account.
    pub reader: String,
    /// In which role.
    pub role: String,
}

impl Store {
    /// Writes down that somebody reads these requests, none of which is theirs.
    pub async fn note_reading(&self, requests: &[RequestId], reading: &RequestReading) -> Result<(), StoreError> {
        if requests.is_empty() {
            return Ok(());
        }
        let mut session = self.begin_writing().await?;
        let since = reading.at.checked_sub(ONE_READING).unwrap_or(reading.at);
        for request in requests {
            let cells = [
                Cell::text(request.as_str()),
                Cell::text(instant(reading.at)),
                Cell::text(&reading.reader),
                Cell::text(&reading.role),
                Cell::text(instant(since)),
            ];
            let done = session.execute(NOTE, &cells).await;
            done.map_err(|source| StoreError::write(TABLE, source))?;
        }
        self.commit(session).await
    }

    /// Who read a request, the first first.
    pub async fn readings(&self, request: &RequestId) -> Result<Vec<RequestReading>, StoreError> {
        let mut session = self.database.read().await?;
        let types = [CellType::Text; 3];
        let rows = session
            .rows(OF_A_REQUEST, &[Cell::text(request.as_str())], &types)
            .await;
        let rows = rows.map_err(|source| StoreError::Read { table: TABLE, source })?;
        let readings = rows.iter().map(|row| {
            Ok(RequestReading {
                at: text_of(&row[0])
                    .parse()
                    .map_err(|_| StoreError::Ownerless { table: TABLE })?,
                reader: text_of(&row[1]).to_owned(),
                role: text_of(&row[2]).to_owned(),
            })
        });
        readings.collect()
    }
}

/// Of one length, so that texts stand in the order of time.
fn instant(at: Timestamp) -> String {
    format!("{at:.6}")
}

/// Takes the log of a request away.
pub(super) async fn forget(session: &mut Session, request: &RequestId) -> Result<(), StoreError> {
    let done = session.execute(FORGET, &[Cell::text(request.as_str())]).await;
    done.map(|_| ()).map_err(|source| StoreError::write(TABLE, source))
}
