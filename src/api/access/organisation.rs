//! Signing in by the word of one's organisation: setting out, and coming back.

use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use serde::Deserialize;

use crate::identity::{Provider, Unproven};
use crate::workflow::{self, NotLetIn, Returned, TRIP_LASTS, come_back, unlinked_subject};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::cookie::{SESSION, TRIP};
use super::super::parameters::{CODE, ERROR, ISSUER, TRIP_STATE};
use super::super::problem::{Kind, Problem};
use super::super::wire::{Organisation, SetOut};
use super::refused;

/// Behind the secret in the cookie, where the page is in French: so that the way back leads to the same page.
const IN_FRENCH: &str = ".fr";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    lang: Option<String>,
}

/// What the organisation is called, where one can sign in through it; and for whoever came back and has no account here,
/// under which subject it knows them.
pub async fn show(ask: Ask) -> Result<Answer, Problem> {
    let provider = ask.state.organisation();
    let subject = match (provider, TRIP.read(&ask.state, ask.headers())) {
        (Some(_), Some(cookie)) => {
            let (office, occasion) = ask.office()?;
            let subject = unlinked_subject(&office, secret(cookie), occasion).await;
            subject.map_err(refused)?
        }
        _ => None,
    };
    let label = provider.map(|provider| provider.label());
    Ok(Answer::json(media::JSON, &Organisation::new(label, subject.as_deref())).private())
}

/// 200 with where to go, and a cookie for the way back. On 503 the organisation's sign-in does not answer: passwords go on.
pub async fn set_out(ask: Ask) -> Result<Answer, Problem> {
    let provider = provider(&ask)?;
    let (office, occasion) = ask.office()?;
    let sent: Words = ask.json()?;
    let throttle = ask.state.throttle();
    throttle
        .try_address(ask.address_of_asker(), occasion.now)
        .map_err(|seconds| {
            tracing::info!(event = "sign_in_throttled", "somebody sets out too often");
            Problem::too_many(seconds)
        })?;
    let set_out = match workflow::set_out(&office, &provider, occasion).await {
        Ok(set_out) => set_out,
        Err(fault) => return Err(not_now(fault)),
    };
    let in_french = sent.lang.as_deref() == Some("fr");
    let value = format!("{}{}", set_out.trip.reveal(), if in_french { IN_FRENCH } else { "" });
    let cookie = TRIP.set(&ask.state, &value, Some(TRIP_LASTS.as_secs()))?;
    let answer = Answer::json(media::JSON, &SetOut::to(&set_out.location));
    Ok(answer.header(header::SET_COOKIE, cookie).private())
}

/// 303 to the page of accounts: with the cookie of a session, or with one word on why there is none.
pub async fn come(ask: Ask) -> Result<Answer, Problem> {
    let provider = provider(&ask)?;
    let (office, occasion) = ask.office()?;
    let cookie = TRIP.read(&ask.state, ask.headers()).unwrap_or_default();
    let lang = if cookie.ends_with(IN_FRENCH) { "&lang=fr" } else { "" };
    let returned = Returned {
        trip: secret(cookie),
        state: ask.query.text(TRIP_STATE.name).unwrap_or_default(),
        // A provider that says both has not let anybody in.
        code: ask
            .query
            .text(CODE.name)
            .filter(|_| ask.query.text(ERROR.name).is_none()),
        issuer: ask.query.text(ISSUER.name),
    };
    let to = |word: &str| -> Result<Answer, Problem> {
        let address = HeaderValue::try_from(format!("/?view=account{lang}#organisation={word}"));
        let address = address.map_err(|_| Problem::internal())?;
        Ok(Answer::empty(StatusCode::SEE_OTHER)
            .header(header::LOCATION, address)
            .private())
    };
    match come_back(&office, &provider, &returned, occasion).await {
        Ok(entered) => {
            let session = SESSION.set(&ask.state, entered.session.reveal(), None)?;
            Ok(to("in")?
                .header(header::SET_COOKIE, session)
                .header(header::SET_COOKIE, TRIP.end(&ask.state)?))
        }
        // The cookie stays until it expires: by it, and by nothing in the address, the page learns of the subject.
        Err(NotLetIn::Unlinked) => {
            tracing::info!(
                event = "sign_in_refused",
                "no account is linked to whom the organisation named"
            );
            to("unlinked")
        }
        // Whoever sent the browser here may not end what it has begun.
        Err(NotLetIn::Lost) => {
            tracing::info!(event = "sign_in_refused", "nobody set out who came back");
            to("lost")
        }
        Err(fault) => {
            let word = match &fault {
                NotLetIn::Declined => "declined",
                NotLetIn::Unproven(Unproven::Refused(_)) => "refused",
                _ => "away",
            };
            if word == "away" {
                // The page says it; what there is to say to whoever runs the service goes to the log.
                drop(not_now(fault));
            } else {
                tracing::info!(event = "sign_in_refused", why = %fault, "an organisation's sign-in let nobody in");
            }
            Ok(to(word)?.header(header::SET_COOKIE, TRIP.end(&ask.state)?))
        }
    }
}

fn provider(ask: &Ask) -> Result<Arc<Provider>, Problem> {
    let provider = ask.state.organisation().cloned();
    provider.ok_or_else(|| Problem::not_found("nobody signs in here by an organisation"))
}

/// The secret in the cookie, without the language of its page.
fn secret(cookie: &str) -> &str {
    cookie.strip_suffix(IN_FRENCH).unwrap_or(cookie)
}

/// Why nobody can sign in by an organisation at this moment.
fn not_now(fault: NotLetIn) -> Problem {
    match fault {
        NotLetIn::Refused(fault) => refused(fault),
        NotLetIn::Full | NotLetIn::Unproven(Unproven::Busy) => Problem::unavailable(fault.to_string()),
        NotLetIn::Unproven(_) => {
            tracing::warn!(event = "organisation_away", why = %fault, "the organisation's sign-in cannot be used");
            Problem::unavailable("the organisation's sign-in does not answer as it should; passwords go on")
        }
        NotLetIn::Lost | NotLetIn::Declined | NotLetIn::Unlinked => Problem::new(Kind::Forbidden, fault.to_string()),
    }
}
