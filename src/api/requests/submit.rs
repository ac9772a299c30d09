//! Submits a request.

use axum::http::{HeaderValue, StatusCode, header};
use serde_json::Value;

use crate::policy::SubmitRequest;
use crate::workflow::{Sent, submit_request};

use super::super::answer::Answer;
use super::super::ask::Ask;
use super::super::problem::{Kind, Problem};
use super::input::{Strict, fault, patch};
use super::refused::{of_faults, refused};
use super::{IDEMPOTENCY_KEY, in_full};

/// The most letters of a key.
const KEY: usize = 255;

/// 201 with its address; the same again with the same key brings the same answer and is no second request. On 422 mend the
/// fields that the errors name, or give other content a key of its own.
pub async fn submit(ask: Ask) -> Result<Answer, Problem> {
    let allowed = ask.allowed_for::<SubmitRequest>(ask.party().government.as_ref())?;
    let key = key(&ask)?;
    let sent: Strict = ask.json()?;
    let (patch, rest) = patch(&sent, &["state"]).map_err(|faults| of_faults(&faults))?;
    let is_draft = match rest.get("state") {
        None => false,
        Some(Value::String(word)) if word == "submitted" => false,
        Some(Value::String(word)) if word == "draft" => true,
        Some(other) => return Err(of_faults(&[fault("state", other, "draft or submitted")])),
    };
    let (office, occasion) = ask.office()?;
    let by = sender(&ask);
    // As it was read, so that a blank more or less is the same; the order of the fields is as it was sent.
    let body = sent.0.to_string();
    let sent = Sent {
        by,
        key,
        body: body.as_bytes(),
    };
    let facts = ask.view.package();
    let done = submit_request(&office, &allowed, facts, patch, is_draft, sent, occasion).await;
    let request = done.map_err(refused)?;
    let address = ask.state.address(&format!("/api/requests/{}", request.id));
    let address = HeaderValue::try_from(address).map_err(|_| Problem::internal())?;
    let answer = in_full(&ask, &request).status(StatusCode::CREATED);
    Ok(answer.header(header::LOCATION, address))
}

/// Whose keys a client's key is among.
pub(super) fn sender(ask: &Ask) -> &str {
    let party = ask.party();
    party
        .account
        .as_ref()
        .map_or(party.name.as_str(), |account| account.as_str())
}

/// The client's key.
pub(super) fn key(ask: &Ask) -> Result<&str, Problem> {
    let sent: Vec<_> = ask.headers().get_all(&IDEMPOTENCY_KEY).iter().collect();
    let key = match sent.as_slice() {
        [one] => one.to_str().ok().filter(|key| (1..=KEY).contains(&key.len())),
        _ => None,
    };
    key.ok_or_else(|| {
        let found = match sent.len() {
            0 => "nothing",
            1 => "another text",
            _ => "several",
        };
        let expected = format!("a key of the client's own, of 1 to {KEY} letters of ASCII");
        Problem::new(
            Kind::BadParameter,
            format!("{IDEMPOTENCY_KEY}: found {found}, expected {expected}"),
        )
    })
}
