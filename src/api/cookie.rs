//! Cookies: of a session, and of a round trip to an organisation's sign-in.

use axum::http::{HeaderMap, HeaderValue, header};

use super::problem::Problem;
use super::state::State;

/// A cookie that this service gives.
pub struct Cookie {
    /// Its name. A browser takes one of this beginning only over TLS and keeps it from other hosts and paths.
    name: &'static str,
    /// Its name on a machine that nobody else reaches, where there is no TLS: some browsers would not take the other.
    plain: &'static str,
}

/// Of somebody who has signed in.
pub const SESSION: Cookie = Cookie {
    name: "__Host-evenreach",
    plain: "evenreach-here",
};

/// Of somebody who has set out to sign in at their organisation.
pub const TRIP: Cookie = Cookie {
    name: "__Host-evenreach-trip",
    plain: "evenreach-here-trip",
};

impl Cookie {
    /// The header that gives a browser this value, for so many seconds or until it is closed.
    pub fn set(&self, state: &State, value: &str, seconds: Option<i64>) -> Result<HeaderValue, Problem> {
        let lasts = seconds.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
        self.header(state, value, &lasts)
    }

    /// The header that takes it away again.
    pub fn end(&self, state: &State) -> Result<HeaderValue, Problem> {
        self.header(state, "", "; Max-Age=0")
    }

    /// Its value, where a browser sent one.
    pub fn read<'a>(&self, state: &State, headers: &'a HeaderMap) -> Option<&'a str> {
        let name = self.name(state);
        let lists = headers.get_all(header::COOKIE).iter();
        let pairs = lists
            .filter_map(|list| list.to_str().ok())
            .flat_map(|list| list.split(';'));
        let mut values = pairs.filter_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name));
        values.next().map(|(_, value)| value).filter(|value| !value.is_empty())
    }

    fn name(&self, state: &State) -> &'static str {
        if state.is_plain() { self.plain } else { self.name }
    }

    fn header(&self, state: &State, value: &str, more: &str) -> Result<HeaderValue, Problem> {
        let name = self.name(state);
        let secure = if state.is_plain() { "" } else { "; Secure" };
        // Lax and not strict: whoever follows a link to the map from elsewhere is still signed in, and whoever comes back
        // from their organisation is known again; changes need more.
        let text = format!("{name}={value}; Path=/; HttpOnly{secure}; SameSite=Lax{more}");
        let mut header = HeaderValue::try_from(text).map_err(|_| Problem::internal())?;
        header.set_sensitive(true);
        Ok(header)
    }
}
