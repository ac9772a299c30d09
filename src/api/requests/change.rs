//! Gives a request other words, or shows it to others.

use crate::policy::{CorrectRequest, RestrictRequest};
use crate::workflow::{Seen, correct_request, restrict_request};

use super::super::answer::Answer;
use super::super::ask::Ask;
use super::super::problem::Problem;
use super::input::{Strict, patch};
use super::refused::{of_faults, refused};
use super::{found, if_match, in_full, owner};

/// 200 as it is read afterwards. Only fields that are sent change; `null` sets one back to nothing. On 412 the errors name
/// the fields that somebody has changed: read it again, then decide.
pub async fn change(ask: Ask) -> Result<Answer, Problem> {
    let request = found(&ask).await?;
    let owner = owner(request);
    // Whoever has not signed in changes nothing, whatever they send.
    if ask.party().is_public() {
        ask.allowed_for::<CorrectRequest>(owner)?;
    }
    let sent: Strict = ask.json()?;
    let (patch, _) = patch(&sent, &[]).map_err(|faults| of_faults(&faults))?;
    let restricts = if patch.restricts() {
        Some(ask.allowed_for::<RestrictRequest>(owner)?)
    } else {
        None
    };
    let corrects = match (&restricts, patch.corrects()) {
        (Some(_), false) => None,
        _ => Some(ask.allowed_for::<CorrectRequest>(owner)?),
    };
    let versions = if_match(ask.headers())?;
    let (office, occasion) = ask.office()?;
    let seen = Seen {
        id: &request.id,
        versions: &versions,
        facts: ask.view.package(),
    };
    let done = match (corrects, restricts, patch.visibility.clone()) {
        (None, Some(allowed), Some(visibility)) => {
            restrict_request(&office, &allowed, seen, visibility, occasion).await
        }
        (Some(allowed), restricts, _) => {
            correct_request(&office, &allowed, restricts.as_ref(), seen, patch, occasion).await
        }
        _ => return Err(Problem::internal()),
    };
    Ok(in_full(&ask, &done.map_err(refused)?))
}
