//! What a body says of a publicly recorded call that names it, beside what the source says.

use crate::model::Request;
use crate::policy::{Allowed, CorrectRecord, named};
use crate::workflow::{SeenRecord, correct_record, withdraw_correction};

use super::super::answer::Answer;
use super::super::ask::Ask;
use super::super::problem::Problem;
use super::input::{Strict, said};
use super::refused::{of_faults, refused};
use super::{found, if_match, in_full};

/// 200 with the call as it is read afterwards. What is sent takes the place of what the same body said before; a field that
/// is left out, or `null`, stays as the source has it. On 412 somebody has said something else since it was read.
pub async fn put(ask: Ask) -> Result<Answer, Problem> {
    let (request, allowed) = correctable(&ask).await?;
    let sent: Strict = ask.json()?;
    let sent = said(&sent).map_err(|faults| of_faults(&faults))?;
    let versions = if_match(ask.headers())?;
    let (office, occasion) = ask.office()?;
    let seen = SeenRecord {
        request,
        versions: &versions,
        facts: ask.view.package(),
        read_at: ask.view.head().position,
    };
    let done = correct_record(&office, &allowed, seen, sent, occasion).await;
    Ok(in_full(&ask, &done.map_err(refused)?))
}

/// 200 with the call as it is read afterwards. 409 where the body has said nothing of it.
pub async fn withdraw(ask: Ask) -> Result<Answer, Problem> {
    let (request, allowed) = correctable(&ask).await?;
    let versions = if_match(ask.headers())?;
    let (office, occasion) = ask.office()?;
    let seen = SeenRecord {
        request,
        versions: &versions,
        facts: ask.view.package(),
        read_at: ask.view.head().position,
    };
    let done = withdraw_correction(&office, &allowed, seen, occasion).await;
    Ok(in_full(&ask, &done.map_err(refused)?))
}

/// The call that the path names, and permission to say what is so of it.
async fn correctable(ask: &Ask) -> Result<(&Request, Allowed<CorrectRecord>), Problem> {
    let request = found(ask).await?;
    let allowed = ask.allowed_for(named(ask.party(), request))?;
    Ok((request, allowed))
}
