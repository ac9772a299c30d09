//! Moves a request along, or takes it back.

use serde::Deserialize;

use crate::model::RequestState;
use crate::policy::{AnswerRequest, WithdrawRequest};
use crate::workflow::{Seen, move_request, withdraw_request};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::problem::{Kind, Problem};
use super::super::question::one_of;
use super::super::wire::{ProblemError, Withdrawn};
use super::refused::refused;
use super::{found, if_match, in_full, owner};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    to: String,
    reason: Option<String>,
}

/// 200 as it is read afterwards; of what was withdrawn, its id and the day. On 409 it cannot go there from where it stands:
/// `moves` says where it can. On 412 somebody has changed it: read it again.
pub async fn change(ask: Ask) -> Result<Answer, Problem> {
    let request = found(&ask).await?;
    // Whoever is neither its owner nor answers requests moves nothing, whatever they send.
    if ask.allowed_for::<WithdrawRequest>(owner(request)).is_err() {
        ask.allowed::<AnswerRequest>()?;
    }
    let sent: Sent = ask.json()?;
    let Some(to) = RequestState::parse(&sent.to) else {
        let expected = one_of(RequestState::ALL.iter().map(|one| one.as_str()));
        let error = ProblemError {
            pointer: "#/to".to_owned(),
            line: None,
            field: Some("to".to_owned()),
            detail: format!("found another word, expected {expected}"),
        };
        return Err(Problem::new(Kind::Invalid, "the state cannot be read").with_errors(vec![error]));
    };
    let withdraws = match to {
        RequestState::Withdrawn => Some(ask.allowed_for::<WithdrawRequest>(owner(request))?),
        _ => None,
    };
    let versions = if_match(ask.headers())?;
    let (office, occasion) = ask.office()?;
    let seen = Seen {
        id: &request.id,
        versions: &versions,
        facts: ask.view.package(),
    };
    if let Some(allowed) = withdraws {
        let on = withdraw_request(&office, &allowed, seen, occasion)
            .await
            .map_err(refused)?;
        return Ok(Answer::json(media::JSON, &Withdrawn::new(&request.id, on)));
    }
    let reason = sent.reason.unwrap_or_default();
    let done = move_request(&office, ask.party(), seen, to, &reason, occasion).await;
    Ok(in_full(&ask, &done.map_err(refused)?))
}
