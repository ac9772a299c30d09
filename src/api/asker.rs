//! Who asks: whoever holds the cookie of a session, or a token; at a desk, whoever opened it; else the public.

use axum::http::{HeaderMap, header};

use crate::model::{Account, Scope};
use crate::policy::Party;
use crate::workflow::{Digest, Occasion, of_session, of_token};

use super::access::refused;
use super::cookie::SESSION;
use super::origin;
use super::problem::{Kind, Problem};
use super::state::State;

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
        let (cookie, token) = (SESSION.read(state, headers), bearer(headers));
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

/// The token of an `Authorization` header. Other schemes are for whoever stands before this service.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
