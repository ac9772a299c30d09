//! Answers without a network, by the same router: a command that repeats an answer gives the same bytes.

use axum::body::{Body, to_bytes};
use axum::extract::Query as Pairs;
use axum::http::{Request, StatusCode, Uri};
use serde_json::Value;
use tower::ServiceExt as _;

use super::parameters::DATA_DIGEST;
use super::router::app;
use super::state::State;

/// A link to an answer of the API.
#[derive(Clone, Debug)]
pub struct Link(Uri);

impl Link {
    /// Reads a path with its query, or a whole address, whose scheme and host are passed over; `None` where it leads to
    /// no answer of the API.
    pub fn parse(text: &str) -> Option<Self> {
        let uri: Uri = text.parse().ok()?;
        let path: Uri = uri.path_and_query()?.as_str().parse().ok()?;
        path.path().starts_with("/api/").then_some(Self(path))
    }

    /// The digest of the facts that it names.
    pub fn data(&self) -> Option<String> {
        let Pairs(pairs) = Pairs::<Vec<(String, String)>>::try_from_uri(&self.0).ok()?;
        pairs
            .into_iter()
            .find(|(name, _)| name == DATA_DIGEST.name)
            .map(|(_, digest)| digest)
    }
}

/// What a GET of the link answers, byte for byte.
///
/// # Errors
/// Where the answer is a problem: its detail.
pub async fn answer(state: State, link: Link) -> Result<Vec<u8>, String> {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = link.0;
    let response = match app(state).oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await;
    let body = body.map_err(|fault| fault.to_string())?.to_vec();
    if status == StatusCode::OK {
        return Ok(body);
    }
    let problem = serde_json::from_slice::<Value>(&body).ok();
    let detail = problem.as_ref().and_then(|problem| problem["detail"].as_str());
    Err(detail.map_or_else(|| status.to_string(), str::to_owned))
}
