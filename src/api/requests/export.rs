//! Everything that a government has here, to take away.

use axum::http::{HeaderValue, header};
use jiff::civil::Date;

use crate::exchange::rows::{Row, csv};
use crate::exchange::xlsx::{Sheet, workbook};
use crate::policy::ReadRequestLog;
use crate::workflow::{OF_EXPORT, decided_on, readings, versions};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::decisions;
use super::super::parameters::F;
use super::super::problem::Problem;
use super::super::wire::{ExportedRequest, RequestExport};
use super::owner;
use super::refused::refused;

/// Every request of the asker's own government, drafts too, with its history, answers, labels and who read it; as CSV or
/// XLSX the requests alone, a row each.
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
        let decided = decided_on(&office, ask.party(), request).await;
        let decided = decided.map_err(decisions::refused)?;
        requests.push(ExportedRequest::new(
            request,
            ask.party(),
            &versions,
            &decided,
            &readings,
        ));
    }
    let export = RequestExport::new(
        government.as_ref(),
        ask.state.today(),
        requests,
        &ask.view.package().requests,
    );
    match ask.query.text(F.name) {
        Some("csv") => Ok(sheet_of("requests", &export.rows(), &OF_EXPORT)),
        Some("xlsx") => {
            let sheet = Sheet::of_rows("requests", &export.rows(), &OF_EXPORT);
            book_of("requests", &[sheet], ask.state.today())
        }
        _ => Ok(Answer::json(media::JSON, &export).header(header::CONTENT_DISPOSITION, attachment("requests.json"))),
    }
}

/// Rows as a file of this name.
pub(super) fn sheet_of(name: &str, rows: &[Row], columns: &[&str]) -> Answer {
    let text = csv(rows, columns);
    Answer::bytes(media::CSV, text).header(header::CONTENT_DISPOSITION, attachment(&format!("{name}.csv")))
}

/// Sheets as a file of this name.
pub(super) fn book_of(name: &str, sheets: &[Sheet], on: Date) -> Result<Answer, Problem> {
    let bytes = workbook(sheets, on).map_err(|fault| {
        tracing::error!(%fault, "a workbook could not be written");
        Problem::internal()
    })?;
    Ok(Answer::bytes(media::XLSX, bytes).header(header::CONTENT_DISPOSITION, attachment(&format!("{name}.xlsx"))))
}

fn attachment(name: &str) -> HeaderValue {
    let text = format!("attachment; filename=\"{name}\"");
    HeaderValue::try_from(text).expect("letters of ASCII")
}
