//! One request, read: who asks, which facts they see, and the checked parameters.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::HeaderMap;
use serde::de::DeserializeOwned;

use crate::policy::{Action, Allowed, Party, allow};
use crate::snapshot::View;

use super::body::{self, Sent};
use super::origin;
use super::problem::Problem;
use super::query::Query;
use super::state::State;

/// One request. Every handler is a function from this to an answer or a problem.
pub struct Ask {
    /// What all requests share.
    pub state: State,
    /// The facts as the asker may see them; the same from the first line of the answer to the last.
    pub view: Arc<View>,
    /// The checked parameters.
    pub query: Query,
    /// The path as it was asked, for `self` links.
    pub path: String,
    parts: Vec<String>,
    party: Party,
    body: Bytes,
    headers: HeaderMap,
}

impl Ask {
    /// A request for `path` about the facts in `view`, with these variable parts in their order.
    pub fn new(state: State, view: Arc<View>, path: String, parts: Vec<String>, query: Query, sent: Sent) -> Self {
        let party = origin::party(&state, &sent.headers);
        Self {
            state,
            view,
            query,
            path,
            parts,
            party,
            body: sent.body,
            headers: sent.headers,
        }
    }

    /// The same request with these parameters, for a question that comes in a body.
    #[must_use]
    pub fn about(&self, query: Query) -> Self {
        Self {
            state: self.state.clone(),
            view: Arc::clone(&self.view),
            query,
            path: self.path.clone(),
            parts: self.parts.clone(),
            party: self.party.clone(),
            body: Bytes::new(),
            headers: HeaderMap::new(),
        }
    }

    /// The last variable part of the path; empty where it has none.
    pub fn id(&self) -> &str {
        self.parts.last().map_or("", String::as_str)
    }

    /// A variable part of the path by its place; empty where it has none there.
    pub fn part(&self, at: usize) -> &str {
        self.parts.get(at).map_or("", String::as_str)
    }

    /// Who asks.
    pub const fn party(&self) -> &Party {
        &self.party
    }

    /// Permission for an action, where whoever asks may do it.
    pub fn allowed<A: Action>(&self) -> Result<Allowed<A>, Problem> {
        allow(&self.party, None).map_err(|refused| Problem::forbidden(&self.state, &refused))
    }

    /// A header of the request.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What was sent, as JSON with exactly the fields of `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        body::read(&self.body)
    }

    /// The address that was asked.
    pub fn address(&self) -> String {
        self.address_of(&self.query.to_string())
    }

    /// The address that was asked, with one parameter set or taken away.
    pub fn address_with(&self, parameter: &str, value: Option<&str>) -> String {
        self.address_of(&self.query.with(parameter, value).to_string())
    }

    /// The address that was asked, with these parameters.
    pub fn address_at(&self, query: &Query) -> String {
        self.address_of(&query.to_string())
    }

    fn address_of(&self, query: &str) -> String {
        self.state.address(&format!("{}{query}", self.path))
    }
}
