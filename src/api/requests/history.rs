//! What became of a request.

use crate::model::GovernmentId;
use crate::policy::{CorrectRecord, ReadRequestLog, allow, named};
use crate::workflow::{correction_versions, decided_on, versions};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::decisions;
use super::super::problem::Problem;
use super::super::wire::RequestHistory;
use super::refused::refused;
use super::{found, office, owner};

/// The owner sees every change; others who may read the request, how it was moved. Of a public record everybody sees when it
/// was corrected, and by whom. What the working group decided on it is told to whoever may read that too.
pub async fn show(ask: Ask) -> Result<Answer, Problem> {
    let request = found(&ask).await?;
    let Some((office, _)) = office(&ask) else {
        return Ok(Answer::json(media::JSON, &RequestHistory::new(&[], false)));
    };
    let decided = decided_on(&office, ask.party(), request).await;
    let decided = decided.map_err(decisions::refused)?;
    if request.submission.is_none() {
        let versions = correction_versions(&office, &request.id).await.map_err(refused)?;
        let allowed = allow::<CorrectRecord>(ask.party(), named(ask.party(), request));
        let is_own = |body: Option<&GovernmentId>| allowed.as_ref().is_ok_and(|own| own.own() == body);
        let history = RequestHistory::of_record(&versions, is_own);
        return Ok(Answer::json(media::JSON, &history.with_decisions(&decided)));
    }
    let versions = versions(&office, &request.id).await.map_err(refused)?;
    let is_owner = allow::<ReadRequestLog>(ask.party(), owner(request)).is_ok();
    let history = RequestHistory::new(&versions, is_owner);
    Ok(Answer::json(media::JSON, &history.with_decisions(&decided)))
}
