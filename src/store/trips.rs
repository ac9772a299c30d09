//! Round trips to an organisation's sign-in: that they have begun, and that each ends once. Nothing here opens anything, and
//! none of it is a record of the ledger.

use jiff::Timestamp;

use super::access::{read, seconds, write};
use super::cell::{Cell, CellType};
use super::ledger::chain::Digest;
use super::{Store, StoreError};

const TABLE: &str = "sign_in_trip";

const SWEEP: &str = "delete from sign_in_trip where expires_at <= $1";
const COUNT: &str = "select count(*) from sign_in_trip";
const BEGIN: &str = "insert into sign_in_trip (digest, expires_at) values ($1, $2)";
const END: &str = "update sign_in_trip set ended_at = $2 where digest = $1 and ended_at is null and expires_at > $2";
const OPEN: &str = "select digest from sign_in_trip where digest = $1 and ended_at is null and expires_at > $2";
const NOTE: &str = "update sign_in_trip set subject = $2 where digest = $1 and ended_at is not null";
const SUBJECT: &str = "select subject from sign_in_trip where digest = $1 and expires_at > $2 and subject is not null";

impl Store {
    /// Remembers that somebody sets out, and forgets those who never came back. Not where so many are under way already.
    pub async fn begin_trip(
        &self,
        digest: &Digest,
        (now, expires_at): (Timestamp, Timestamp),
        most: u32,
    ) -> Result<bool, StoreError> {
        let mut session = self.begin_writing().await?;
        write(&mut session, SWEEP, &[seconds(now)], TABLE).await?;
        let rows = read(&mut session, COUNT, &[], &[CellType::Whole]).await?;
        let under_way = rows.first().and_then(|row| row.first());
        let is_full = !matches!(under_way, Some(Cell::Whole(Some(count))) if *count < i64::from(most));
        if !is_full {
            let cells = [Cell::text(digest.to_string()), seconds(expires_at)];
            write(&mut session, BEGIN, &cells, TABLE).await?;
        }
        self.commit(session).await?;
        Ok(!is_full)
    }

    /// Ends a trip. Whether there was one: a trip that has ended or expired is none.
    pub async fn end_trip(&self, digest: &Digest, now: Timestamp) -> Result<bool, StoreError> {
        let cells = [Cell::text(digest.to_string()), seconds(now)];
        // Looked up first, so that whoever makes trips up keeps nobody from writing.
        let mut session = self.database.read().await?;
        if read(&mut session, OPEN, &cells, &[CellType::Text]).await?.is_empty() {
            return Ok(false);
        }
        drop(session);
        let mut session = self.begin_writing().await?;
        let ended = session.execute(END, &cells).await;
        let ended = ended.map_err(|source| StoreError::write(TABLE, source))?;
        self.commit(session).await?;
        Ok(ended == 1)
    }

    /// Notes whom the provider named at the end of a trip, where no account is linked to them.
    pub async fn note_trip(&self, digest: &Digest, subject: &str) -> Result<(), StoreError> {
        let cells = [Cell::text(digest.to_string()), Cell::text(subject)];
        self.note(NOTE, &cells, TABLE).await
    }

    /// Whom the provider named at the end of a trip, until it expires.
    pub async fn trip_subject(&self, digest: &Digest, now: Timestamp) -> Result<Option<String>, StoreError> {
        let mut session = self.database.read().await?;
        let cells = [Cell::text(digest.to_string()), seconds(now)];
        let rows = read(&mut session, SUBJECT, &cells, &[CellType::Text]).await?;
        Ok(rows.into_iter().flatten().next().and_then(|cell| match cell {
            Cell::Text(subject) => subject,
            Cell::Whole(_) | Cell::Number(_) => None,
        }))
    }
}
