//! Tokens of one's own account, for machines.

use axum::http::{HeaderValue, StatusCode, header};
use jiff::civil::Date;
use serde::Deserialize;

use crate::model::Scope;
use crate::policy::KeepOwnAccount;
use crate::workflow::{NewToken, TokenRight, end_token, make_token};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::problem::{Kind, Problem};
use super::super::wire::{MadeToken, Tokens};
use super::{error, refused};

/// How many days a token holds unless somebody says otherwise.
const DAYS: i32 = 90;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    label: String,
    scopes: Vec<String>,
    expires_on: Option<String>,
}

/// The tokens of whoever asks; no secret is among them.
pub async fn list(ask: Ask) -> Result<Answer, Problem> {
    let (office, _) = ask.office()?;
    ask.allowed::<KeepOwnAccount>()?;
    let (account, _) = ask.session()?;
    let accounts = office.store().accounts().await.map_err(|fault| refused(fault.into()))?;
    let own = accounts.tokens.iter().filter(|token| token.account == account.id);
    Ok(Answer::json(media::JSON, &Tokens::of(own)))
}

/// 201 with the secret, which is shown this once. On 422 mend the fields that the errors name.
pub async fn make(ask: Ask) -> Result<Answer, Problem> {
    let (office, occasion) = ask.office()?;
    let allowed = ask.allowed::<KeepOwnAccount>()?;
    let (account, _) = ask.session()?;
    let sent: Sent = ask.json()?;
    let mut errors = Vec::new();
    let scopes: Vec<Scope> = sent.scopes.iter().filter_map(|word| Scope::parse(word)).collect();
    if scopes.len() < sent.scopes.len() {
        let detail = format!("found {:?}, expected read, write or both", sent.scopes);
        errors.push(error("scopes", detail));
    }
    let expires_on = match &sent.expires_on {
        None => Some(occasion.today.saturating_add(jiff::Span::new().days(DAYS))),
        Some(text) => text.parse::<Date>().ok().filter(|date| date.to_string() == *text),
    };
    if expires_on.is_none() {
        let detail = format!("found {:?}, expected a date as YYYY-MM-DD", sent.expires_on.as_deref());
        errors.push(error("expires_on", detail));
    }
    let Some(expires_on) = expires_on.filter(|_| errors.is_empty()) else {
        return Err(Problem::new(Kind::Invalid, "fields of the body cannot be read").with_errors(errors));
    };
    let wanted = NewToken {
        account: account.id.clone(),
        label: sent.label,
        scopes,
        expires_on,
    };
    let made = make_token(&office, TokenRight::Own(&allowed), &wanted, occasion).await;
    let (token, secret) = made.map_err(refused)?;
    let answer = Answer::json(media::JSON, &MadeToken::new(&token, &secret));
    let address = HeaderValue::try_from(ask.state.address(&format!("/api/tokens/{}", token.id)));
    let address = address.map_err(|_| Problem::internal())?;
    Ok(answer.status(StatusCode::CREATED).header(header::LOCATION, address))
}

/// 204: the token opens nothing any more. 404 for one that is not one's own too.
pub async fn end(ask: Ask) -> Result<Answer, Problem> {
    let (office, occasion) = ask.office()?;
    let allowed = ask.allowed::<KeepOwnAccount>()?;
    ask.session()?;
    end_token(&office, TokenRight::Own(&allowed), &ask.id().into(), occasion)
        .await
        .map_err(refused)?;
    Ok(Answer::empty(StatusCode::NO_CONTENT))
}
