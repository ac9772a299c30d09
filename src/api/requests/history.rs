//! What became of a request.

use crate::policy::{ReadRequestLog, allow};
use crate::workflow::versions;

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::problem::Problem;
use super::super::wire::RequestHistory;
use super::refused::refused;
use super::{found, office, owner};

/// The owner sees every change; others who may read the request, how it was moved.
pub async fn show(ask: Ask) -> Result<Answer, Problem> {
    let request = found(&ask).await?;
    let versions = match office(&ask).filter(|_| request.submission.is_some()) {
        Some((office, _)) => versions(&office, &request.id).await.map_err(refused)?,
        None => Vec::new(),
    };
    let is_owner = allow::<ReadRequestLog>(ask.party(), owner(request)).is_ok();
    Ok(Answer::json(media::JSON, &RequestHistory::new(&versions, is_owner)))
}
