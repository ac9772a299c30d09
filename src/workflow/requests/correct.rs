//! Gives a request other words.

use crate::model::{ActedFor, Request, RequestAction, RequestDeed, RequestState, Submission};
use crate::policy::{Allowed, CorrectRequest, RestrictRequest};
use crate::store::RequestChange;

use super::Seen;
use super::input::RequestPatch;
use super::refusal::RequestRefusal;
use crate::workflow::{Occasion, Office};

/// Puts fields in place of those that were there; who may see it only with permission for that too. The same again changes
/// nothing.
pub async fn correct_request(
    office: &Office,
    allowed: &Allowed<CorrectRequest>,
    restricts: Option<&Allowed<RestrictRequest>>,
    seen: Seen<'_>,
    patch: RequestPatch,
    occasion: Occasion,
) -> Result<Request, RequestRefusal> {
    let patch = RequestPatch {
        visibility: patch.visibility.filter(|_| restricts.is_some()),
        ..patch
    };
    let decide = |present: &Submission| change(&seen, present, patch, occasion);
    seen.change_to(office, allowed.party(), occasion, decide).await
}

pub(super) fn change(
    seen: &Seen<'_>,
    present: &Submission,
    patch: RequestPatch,
    occasion: Occasion,
) -> Result<RequestChange, RequestRefusal> {
    let is_draft = present.state == RequestState::Draft;
    let input = patch.over(Some(&present.input), seen.facts, occasion.today, is_draft);
    let input = input.map_err(RequestRefusal::Faults)?;
    let differences = input.differences(&present.input);
    let action = match differences.as_slice() {
        [] => return Ok(RequestChange::None),
        ["visibility"] => RequestAction::VisibilityChanged,
        _ => RequestAction::Corrected,
    };
    Ok(RequestChange::To(Box::new(Submission {
        input,
        changed_on: occasion.today,
        deed: RequestDeed {
            action,
            by: ActedFor::Government,
            reason: String::new(),
        },
        ..present.clone()
    })))
}
