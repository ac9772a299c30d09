//! Who read a request, for its owner.

use crate::policy::ReadRequestLog;
use crate::workflow::readings;

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::problem::Problem;
use super::super::wire::RequestReadings;
use super::refused::refused;
use super::{found, owner};

/// Who of those to whom it does not belong read it, and when; somebody who reads on within a quarter of an hour stands once.
pub async fn show(ask: Ask) -> Result<Answer, Problem> {
    let request = found(&ask).await?;
    let allowed = ask.allowed_for::<ReadRequestLog>(owner(request))?;
    let (office, _) = ask.office()?;
    let readings = readings(&office, &allowed, &request.id).await.map_err(refused)?;
    Ok(Answer::json(media::JSON, &RequestReadings::new(&readings)))
}
