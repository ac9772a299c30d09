//! Everything that a government has here, to take away.

use axum::http::{HeaderValue, header};

use crate::exchange::rows::csv;
use crate::policy::ReadRequestLog;
use crate::workflow::{readings, versions};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::parameters::F;
use super::super::problem::Problem;
use super::super::wire::{ExportedRequest, RequestExport};
use super::owner;
use super::refused::refused;

/// Every request of the asker's own government, drafts too, with its history, answers, labels and who read it; as CSV the
/// requests alone, a row each.
pub async fn show(ask: Ask) -> Result<Answer, Problem> {
    let government = ask.party().government.clone();
    let allowed = ask.allowed_for::<ReadRequestLog>(government.as_ref())?;
    let (office, _) = ask.office()?;
    let own = ask.view.package().requests.iter();
    let own = own.filter(|request| owner(request).is_some() && owner(request) == government.as_ref());
    let mut requests = Vec::new();
    for request in own {
        let versions = versions(&office, &request.id).await.map_err(refused)?;
        let readings = readings(&office, &allowed, &request.id).await.map_err(refused)?;
        requests.push(ExportedRequest::new(request, ask.party(), &versions, &readings));
    }
    let export = RequestExport::new(government.as_ref(), ask.state.today(), requests);
    if ask.query.text(F.name) != Some("csv") {
        return Ok(Answer::json(media::JSON, &export).header(header::CONTENT_DISPOSITION, attachment("json")));
    }
    let text = csv(&export.rows(), &RequestExport::COLUMNS);
    Ok(Answer::bytes(media::CSV, text).header(header::CONTENT_DISPOSITION, attachment("csv")))
}

fn attachment(ending: &str) -> HeaderValue {
    let text = format!("attachment; filename=\"requests.{ending}\"");
    HeaderValue::try_from(text).expect("letters of ASCII")
}
