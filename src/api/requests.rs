//! Requests that Indigenous governments submit: listed, read, submitted, changed and moved.
//!
//! Whoever may not know of a request is answered as if it had never been: by the same bytes, on the same way.

pub mod access;
pub mod change;
pub mod correction;
pub mod export;
pub mod history;
pub mod import;
pub(super) mod input;
pub mod moving;
pub mod read;
mod refused;
pub mod submit;
pub mod template;

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use sha2::{Digest as _, Sha256};

use crate::model::{GovernmentId, Request, RequestId, VersionTag};
use crate::snapshot::Found as _;
use crate::workflow::{self, Occasion, Office};

use super::answer::{Answer, media};
use super::ask::Ask;
use super::problem::{Kind, Problem};
use super::wire::RequestInFull;

pub use refused::of_faults;
use refused::refused;

pub const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// A request in full as an answer to whoever asks. Its tag names the version, so that it can be sent in `If-Match`, and the
/// bytes, which are not the same for everybody.
fn in_full(ask: &Ask, request: &Request) -> Answer {
    let body = Answer::json(media::JSON, &RequestInFull::new(request, ask.party())).into_body();
    let digest = hex::encode(Sha256::digest(&body));
    let version = request.submission.as_ref().map_or_else(
        || workflow::record_version(request),
        |submission| submission.version.clone(),
    );
    let tag = format!("{}.{digest}", version.0);
    let answer = Answer::bytes(media::JSON, body);
    match HeaderValue::try_from(format!("\"{tag}\"")) {
        Ok(tag) => answer.header(header::ETAG, tag),
        Err(_) => answer,
    }
}

/// Where the store is, and when this is; `None` where there is none, and so nothing that was submitted.
fn office(ask: &Ask) -> Option<(Arc<Office>, Occasion)> {
    ask.office().ok()
}

/// The request that the path names, as whoever asks may read it. To the government that withdrew it, 410.
async fn found(ask: &Ask) -> Result<&Request, Problem> {
    found_as(ask, ask.part(0).into()).await
}

async fn found_as(ask: &Ask, id: RequestId) -> Result<&Request, Problem> {
    if let Some(request) = ask.view.find(&id) {
        return Ok(request);
    }
    match office(ask).filter(|_| ask.party().government.is_some()) {
        Some((office, _)) => Err(refused(workflow::withdrawn(&office, ask.party(), &id).await)),
        None => Err(never()),
    }
}

/// Nothing here, or nothing that the reader may know of.
fn never() -> Problem {
    Problem::not_found("there is no such request")
}

/// The government that owns a request, where one does.
fn owner(request: &Request) -> Option<&GovernmentId> {
    request.submission.as_ref().map(|submission| &submission.government)
}

/// The names of the versions that a change says it was decided on. None of them is any version: that would be a way to
/// overwrite what one has not seen.
pub fn if_match(headers: &HeaderMap) -> Result<Vec<VersionTag>, Problem> {
    if headers.contains_key(header::IF_MATCH) {
        Ok(versions_in(headers))
    } else {
        let detail = "if-match: found nothing, expected the ETag of the request as it was read";
        Err(Problem::new(Kind::Unconditional, detail))
    }
}

/// The names of the versions in the tags of `If-Match`.
pub(super) fn versions_in(headers: &HeaderMap) -> Vec<VersionTag> {
    let lists = headers.get_all(header::IF_MATCH).iter();
    let tags = lists
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','));
    tags.filter_map(|tag| tag.trim().strip_prefix('"'))
        .filter_map(|tag| tag.split(['.', '"']).next())
        .map(|version| VersionTag(version.to_owned()))
        .collect()
}
