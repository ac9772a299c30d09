//! Proposes a version of a definition.

use axum::http::{HeaderValue, StatusCode, header};

use crate::exchange::address::escape;
use crate::policy::ProposeDefinition;
use crate::workflow::propose_definition;

use super::super::answer::Answer;
use super::super::ask::Ask;
use super::super::problem::Problem;
use super::check::Sent;
use super::{in_full, private_at_the_desk, refused::refused};

/// 201 with its address; 200 for the same text again. On 409 the id and version are taken by another text: give this one
/// a version of its own. On 422 mend the faults that the errors name.
pub async fn propose(ask: Ask) -> Result<Answer, Problem> {
    let allowed = ask.allowed::<ProposeDefinition>()?;
    let sent: Sent = ask.json()?;
    let (office, occasion) = ask.office()?;
    let done = propose_definition(&office, &allowed, "definition.toml", &sent.text, occasion).await;
    let done = done.map_err(refused)?;
    let definition = done.what.of(&done.package).map_err(refused)?;
    let answer = in_full(&done.package, &done.package.engagements, definition);
    let answer = private_at_the_desk(&ask, answer);
    if !done.changed {
        return Ok(answer);
    }
    let path = format!(
        "/api/definitions/{}/{}",
        escape(definition.id.as_str()),
        escape(&definition.version)
    );
    let address = HeaderValue::try_from(ask.state.address(&path)).map_err(|_| Problem::internal())?;
    Ok(answer.status(StatusCode::CREATED).header(header::LOCATION, address))
}
