//! Who asks: whoever holds the cookie of a session, or a token; at a desk, whoever opened it; else the public.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::model::{Account, Scope};
use crate::policy::Party;
use crate::workflow::{Digest, Occasion, Secret, of_session, of_token};

use super::access::refused;
use super::origin;
use super::problem::{Kind, Problem};
use super::state::State;

/// Name of the cookie. A browser takes one of this beginning only over TLS and keeps it from other hosts and paths.
const COOKIE: &str = "__Host-evenreach";

/// Its name on a machine that nobody else reaches, where there is no TLS: some browsers would not take the other.
const PLAIN_COOKIE: &str = "evenreach-here";

/// Who asks, and how that is known.
#[derive(Clone, Debug)]
pub struct Asker {
    /// Who.
    pub party: Party,
    /// How that is known.
    pub proof: Proof,
}

/// How it is known who asks.
#[derive(Clone, Debug)]
pub enum Proof {
    /// Not at all: the public, or whoever opened a desk.
    None,
    /// By a session.
    Session {
        /// Whose.
        account: Account,
        /// Its digest.
        digest: Digest,
    },
    /// By a token.
    Token {
        /// What it may be used for.
        scopes: Vec<Scope>,
    },
}

impl Asker {
    /// Reads who asks from the headers of a request.
    pub async fn read(state: &State, headers: &HeaderMap) -> Result<Self, Problem> {
        let (cookie, token) = (cookie(state, headers), bearer(headers));
        let Some(writing) = state.writing() else {
            return Ok(Self::unknown(state, headers));
        };
        let occasion = Occasion {
            now: (writing.now)(),
            today: state.today(),
        };
        match (cookie, token) {
            (Some(_), Some(_)) => {
                let detail = "found a session's cookie and a token, expected one of them";
                Err(Problem::new(Kind::TwoProofs, detail))
            }
            (None, Some(token)) => {
                let found = of_token(&writing.office, token, occasion).await.map_err(refused)?;
                let Some((account, scopes)) = found else {
                    tracing::info!(event = "token_refused", "a token was refused");
                    return Err(Problem::unauthorized("this token is not known here, or has expired"));
                };
                Ok(Self {
                    party: Party::of(&account),
                    proof: Proof::Token { scopes },
                })
            }
            (Some(cookie), None) => {
                let digest = Digest::of(cookie.as_bytes());
                let found = of_session(&writing.office, &digest, occasion.now).await;
                Ok(match found.map_err(refused)? {
                    Some(account) => Self {
                        party: Party::of(&account),
                        proof: Proof::Session { account, digest },
                    },
                    // A session that has passed is no session: whoever had one is of the public again.
                    None => Self::unknown(state, headers),
                })
            }
            (None, None) => Ok(Self::unknown(state, headers)),
        }
    }

    fn unknown(state: &State, headers: &HeaderMap) -> Self {
        Self {
            party: origin::party(state, headers),
            proof: Proof::None,
        }
    }

    /// Whether a browser sends the proof by itself, whoever's page asks it to.
    pub const fn is_sent_by_itself(&self) -> bool {
        matches!(self.proof, Proof::Session { .. })
    }

    /// Whether it is a token.
    pub const fn is_token(&self) -> bool {
        matches!(self.proof, Proof::Token { .. })
    }

    /// Refuses a use that the token was not made for.
    pub fn check_scope(&self, needed: Scope) -> Result<(), Problem> {
        match &self.proof {
            Proof::Token { scopes } if !scopes.contains(&needed) => {
                let words: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
                let detail = format!(
                    "this token is for {}; this needs one for {}",
                    words.join(" and "),
                    needed.as_str()
                );
                Err(Problem::new(Kind::Forbidden, detail))
            }
            _ => Ok(()),
        }
    }
}

/// The header that gives a browser its session.
pub fn set_cookie(state: &State, session: &Secret) -> Result<HeaderValue, Problem> {
    cookie_header(state, session.reveal(), "")
}

/// The header that takes it away again.
pub fn end_cookie(state: &State) -> Result<HeaderValue, Problem> {
    cookie_header(state, "", "; Max-Age=0")
}

fn cookie_header(state: &State, value: &str, more: &str) -> Result<HeaderValue, Problem> {
    let (name, secure) = if state.is_plain() {
        (PLAIN_COOKIE, "")
    } else {
        (COOKIE, "; Secure")
    };
    // Lax and not strict: whoever follows a link to the map from elsewhere is still signed in; changes need more.
    let text = format!("{name}={value}; Path=/; HttpOnly{secure}; SameSite=Lax{more}");
    let mut header = HeaderValue::try_from(text).map_err(|_| Problem::internal())?;
    header.set_sensitive(true);
    Ok(header)
}

/// The value of a session's cookie.
fn cookie<'a>(state: &State, headers: &'a HeaderMap) -> Option<&'a str> {
    let name = if state.is_plain() { PLAIN_COOKIE } else { COOKIE };
    let lists = headers.get_all(header::COOKIE).iter();
    let pairs = lists
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(';'));
    let mut values = pairs.filter_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name));
    values.next().map(|(_, value)| value).filter(|value| !value.is_empty())
}

/// The token of an `Authorization` header. Other schemes are for whoever stands before this service.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
