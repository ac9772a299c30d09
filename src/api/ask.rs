//! One request, read: who asks, which facts they see, and the checked parameters.

use std::sync::Arc;

use crate::snapshot::{View, Viewer};

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
    id: String,
}

impl Ask {
    /// A request for `path`, whose last, variable part was `id` (empty where the path has none).
    pub fn new(state: State, path: String, id: String, query: Query) -> Self {
        let view = state.view(Viewer::Public);
        Self {
            state,
            view,
            query,
            path,
            id,
        }
    }

    /// The variable part of the path.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The address that was asked.
    pub fn address(&self) -> String {
        self.address_of(&self.query.to_string())
    }

    /// The address that was asked, with one parameter set or taken away.
    pub fn address_with(&self, parameter: &str, value: Option<&str>) -> String {
        self.address_of(&self.query.with(parameter, value).to_string())
    }

    fn address_of(&self, query: &str) -> String {
        self.state.address(&format!("{}{query}", self.path))
    }
}
