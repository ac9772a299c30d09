//! Imports a government's own sheet of requests.

use axum::http::{HeaderMap, header};
use sha2::{Digest as _, Sha256};

use crate::policy::{Allowed, SubmitRequest};
use crate::workflow::{CheckedSheet, RequestRefusal, SHEET_BYTES, Sent, check_import, import_requests};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::parameters::DRY_RUN;
use super::super::problem::{Kind, Problem};
use super::super::wire::ImportReport;
use super::read::truth;
use super::refused::{of_sheet, refused};
use super::submit::{key, sender};

/// What a sheet is called in what is said of it: nobody tells its name.
const SHEET: &str = "sheet";

/// 200 with what each row has come to; the same sheet again with the same key brings the same answer and adds nothing. On
/// 422 nothing was written: mend the rows that the errors name. With `dry_run=true` nothing is written either way.
pub async fn import(ask: Ask) -> Result<Answer, Problem> {
    let allowed = ask.allowed_for::<SubmitRequest>(ask.party().government.as_ref())?;
    let is_dry_run = truth(&ask, &DRY_RUN)?;
    let key = if is_dry_run { "" } else { key(&ask)? };
    check_media(ask.headers())?;
    let bytes = ask.file(SHEET_BYTES).await?;
    // Keyed where it is kept; by its digest, because each of ten thousand requests remembers it.
    let digest: [u8; 32] = Sha256::digest(&bytes).into();
    let checked = checked(&ask, &allowed, bytes).await?;
    let done = if is_dry_run {
        checked.rehearse()
    } else {
        let (office, occasion) = ask.office()?;
        let sent = Sent {
            by: sender(&ask),
            key,
            body: &digest,
        };
        import_requests(&office, &allowed, checked, sent, occasion).await
    };
    let done = done.map_err(|refusal| match refusal {
        RequestRefusal::Faults(faults) => of_sheet(&faults),
        other => refused(other),
    })?;
    Ok(Answer::json(media::JSON, &ImportReport::new(&done, is_dry_run)))
}

/// The sheet, checked on a thread of its own: ten thousand rows take a while.
async fn checked(
    ask: &Ask,
    allowed: &Allowed<SubmitRequest>,
    bytes: axum::body::Bytes,
) -> Result<CheckedSheet, Problem> {
    let (view, allowed) = (ask.view.clone(), allowed.clone());
    let today = ask.state.today();
    let work = move || Ok(check_import(&allowed, view.package(), (SHEET, &bytes[..]), today));
    ask.state.analyse(work).await
}

/// Which of both kinds it is, its bytes say. No form on a page of another host can send either type.
fn check_media(headers: &HeaderMap) -> Result<(), Problem> {
    let sent = headers.get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok());
    let sent = sent.unwrap_or_default();
    let mut parts = sent.split(';').map(str::trim);
    let is_sheet = parts.next().is_some_and(|media| {
        let known = ["text/csv", media::XLSX];
        known.iter().any(|known| known.eq_ignore_ascii_case(media))
    });
    let in_utf8 = |part: &str| {
        let charset = part.to_ascii_lowercase();
        !charset.starts_with("charset=") || charset["charset=".len()..].trim_matches('"') == "utf-8"
    };
    if is_sheet && parts.all(in_utf8) {
        Ok(())
    } else {
        let detail = format!(
            "content-type: found {sent:?}, expected text/csv, in UTF-8, or {}",
            media::XLSX
        );
        Err(Problem::new(Kind::NotASheet, detail))
    }
}
