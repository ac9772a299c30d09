//! What became of a request.

use crate::model::GovernmentId;
use crate::policy::{CorrectRecord, ReadRequestLog, allow, named};
use crate::workflow::{correction_versions, versions};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::problem::Problem;
use super::super::wire::RequestHistory;
use super::refused::refused;
use super::{found, office, owner};

/// The owner sees every change; others who may read the request, how it was moved. Of a public record everybody sees when it
/// was corrected, and by whom.
pub async fn show(ask: Ask) -> Result<Answer, Problem> {
    let request = found(&ask).await?;
    let Some((office, _)) = office(&ask) else {
        return Ok(Answer::json(media::JSON, &RequestHistory::new(&[], false)));
    };
    if request.submission.is_none() {
        let versions = correction_versions(&office, &request.id).await.map_err(refused)?;
        let allowed = allow::<CorrectRecord>(ask.party(), named(ask.party(), request));
        let is_own = |body: Option<&GovernmentId>| allowed.as_ref().is_ok_and(|own| own.own() == body);
        return Ok(Answer::json(media::JSON, &RequestHistory::of_record(&versions, is_own)));
    }
    let versions = versions(&office, &request.id).await.map_err(refused)?;
    let is_owner = allow::<ReadRequestLog>(ask.party(), owner(request)).is_ok();
    Ok(Answer::json(media::JSON, &RequestHistory::new(&versions, is_owner)))
}
