//! What only the store knows of a request: its versions, who read it, and that it was withdrawn.

use crate::model::{Request, RequestId, RequestOrigin};
use crate::policy::{Allowed, Party, ReadRequestLog, WithdrawRequest, allow};
use crate::store::{CorrectionVersion, RequestReading, RequestVersion};

use super::refusal::RequestRefusal;
use crate::workflow::{Occasion, Office};

/// Every version of a request that the party may read, the first first.
pub async fn versions(office: &Office, id: &RequestId) -> Result<Vec<RequestVersion>, RequestRefusal> {
    Ok(office.store().request_versions(id).await?)
}

/// Every version that is kept of what was said of a publicly recorded call that the party may read, the first first.
pub async fn correction_versions(office: &Office, id: &RequestId) -> Result<Vec<CorrectionVersion>, RequestRefusal> {
    Ok(office.store().correction_versions(id).await?)
}

/// Who read a request of the party's own government.
pub async fn readings(
    office: &Office,
    _: &Allowed<ReadRequestLog>,
    id: &RequestId,
) -> Result<Vec<RequestReading>, RequestRefusal> {
    Ok(office.store().readings(id).await?)
}

/// Writes down that a party reads requests of others, before it is shown them. Nothing is written of calls in the public
/// record, which nobody owns, and nothing of the public, who have no name here.
pub async fn note_reading(
    office: &Office,
    party: &Party,
    requests: &[&Request],
    occasion: Occasion,
) -> Result<(), RequestRefusal> {
    let not_theirs = |request: &&&Request| {
        let owner = request.submission.as_ref().map(|submission| &submission.government);
        let submitted = request.origin == RequestOrigin::Submitted && owner.is_some();
        submitted && allow::<ReadRequestLog>(party, owner).is_err()
    };
    let ids: Vec<_> = requests
        .iter()
        .filter(not_theirs)
        .map(|request| request.id.clone())
        .collect();
    if ids.is_empty() || party.name.is_empty() {
        return Ok(());
    }
    let reading = RequestReading {
        at: occasion.now,
        reader: party.name.clone(),
        role: party.role().as_str().to_owned(),
    };
    Ok(office.store().note_reading(&ids, &reading).await?)
}

/// What is said of a request that cannot be read: to the people of the government that withdrew it, that it was; to
/// everybody else, that there is none.
pub(super) async fn gone(office: &Office, party: &Party, id: &RequestId) -> Result<RequestRefusal, RequestRefusal> {
    let left = office.store().withdrawn_request(id).await?;
    let own = left.filter(|left| allow::<WithdrawRequest>(party, Some(&left.government)).is_ok());
    Ok(own.map_or(RequestRefusal::Never, |left| RequestRefusal::Gone {
        id: id.clone(),
        on: left.on,
    }))
}

/// The same for a request that is not among the facts that a party sees.
pub async fn withdrawn(office: &Office, party: &Party, id: &RequestId) -> RequestRefusal {
    match gone(office, party, id).await {
        Ok(refusal) | Err(refusal) => refusal,
    }
}
