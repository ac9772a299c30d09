//! One request, read: who asks, which facts they see, and the checked parameters.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use serde::de::DeserializeOwned;

use crate::model::{Account, GovernmentId};
use crate::policy::{Action, Allowed, Party, allow, allow_own};
use crate::snapshot::View;
use crate::workflow::{Digest, Occasion, Office};

use super::asker::{Asker, Proof};
use super::body::{self, Sent};
use super::problem::{Kind, Problem};
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
    asker: Asker,
    address: Option<IpAddr>,
    body: Bytes,
    /// Locked only to be taken: a body can be read once, by one.
    file: Mutex<Option<Body>>,
    headers: HeaderMap,
}

/// What is known of a request before it is looked into.
pub struct Asked {
    /// Who asks.
    pub asker: Asker,
    /// From which address.
    pub address: Option<IpAddr>,
    /// The path as it was asked.
    pub path: String,
    /// Its variable parts in their order.
    pub parts: Vec<String>,
    /// The checked parameters.
    pub query: Query,
    /// What came beside the address.
    pub sent: Sent,
}

impl Ask {
    /// A request about the facts in `view`.
    pub fn new(state: State, view: Arc<View>, asked: Asked) -> Self {
        Self {
            state,
            view,
            query: asked.query,
            path: asked.path,
            parts: asked.parts,
            asker: asked.asker,
            address: asked.address,
            body: asked.sent.body,
            file: Mutex::new(asked.sent.file),
            headers: asked.sent.headers,
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
            asker: self.asker.clone(),
            address: self.address,
            body: Bytes::new(),
            file: Mutex::default(),
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
        &self.asker.party
    }

    /// From which address, where there is a network between.
    pub const fn address_of_asker(&self) -> Option<IpAddr> {
        self.address
    }

    /// Permission for an action, where whoever asks may do it for everybody's.
    pub fn allowed<A: Action>(&self) -> Result<Allowed<A>, Problem> {
        self.allowed_for(None)
    }

    /// Permission for an action on what a government owns, where it is one's.
    pub fn allowed_for<A: Action>(&self, owner: Option<&GovernmentId>) -> Result<Allowed<A>, Problem> {
        allow(self.party(), owner).map_err(|refused| Problem::forbidden(&self.state, self.party(), &refused))
    }

    /// Permission for an action on everybody's, or else on the own government's.
    pub fn allowed_own<A: Action>(&self) -> Result<Allowed<A>, Problem> {
        allow_own(self.party()).map_err(|refused| Problem::forbidden(&self.state, self.party(), &refused))
    }

    /// Where changes are written, and when this one is.
    pub fn office(&self) -> Result<(Arc<Office>, Occasion), Problem> {
        let writing = self.state.writing().ok_or_else(|| {
            let detail = "nobody can sign in or change anything here: this service has no database of its own";
            Problem::new(Kind::Forbidden, detail)
        })?;
        let occasion = Occasion {
            now: (writing.now)(),
            today: self.state.today(),
        };
        Ok((Arc::clone(&writing.office), occasion))
    }

    /// The account and the session of whoever asks, for what no token may do.
    pub fn session(&self) -> Result<(&Account, &Digest), Problem> {
        match &self.asker.proof {
            Proof::Session { account, digest } => Ok((account, digest)),
            Proof::Token { .. } => {
                let detail = "this is for people who have signed in, and not for tokens";
                Err(Problem::new(Kind::Forbidden, detail))
            }
            Proof::None => Err(Problem::unauthorized("this is for people who have signed in")),
        }
    }

    /// A header of the request.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What was sent, as it came.
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// What was sent, as JSON with exactly the fields of `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        body::read(&self.body)
    }

    /// The file that is sent, read only now: of so many bytes at most.
    pub async fn file(&self, most: usize) -> Result<Bytes, Problem> {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner).take();
        match file {
            Some(file) => body::whole(file, most).await,
            None => Ok(Bytes::new()),
        }
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
