//! Moves a request along the table of states.

use crate::model::{ActedFor, Request, RequestAction, RequestAnswer, RequestDeed, RequestState, Submission};
use crate::policy::{AnswerRequest, Party, WithdrawRequest, allow, mover};
use crate::store::RequestChange;

use super::Seen;
use super::input::{RequestPatch, fault};
use super::refusal::RequestRefusal;
use crate::workflow::text::{LETTERS, fault_of_line, fault_of_words};
use crate::workflow::{Occasion, Office};

/// Moves a request to another state with a reason, which only asking needs none for. Whether the party may is asked of
/// the table for where the request stands when it is moved. Taking back is [`super::withdraw_request`].
pub async fn move_request(
    office: &Office,
    party: &Party,
    seen: Seen<'_>,
    to: RequestState,
    reason: &str,
    occasion: Occasion,
) -> Result<Request, RequestRefusal> {
    let decide = |present: &Submission| {
        let from = present.state;
        let by = mover(from, to).filter(|_| to != RequestState::Withdrawn);
        let by = by.ok_or(RequestRefusal::NoMove { from, to })?;
        let owner = Some(&present.government);
        match by {
            ActedFor::Government => drop(allow::<WithdrawRequest>(party, owner)?),
            ActedFor::WorkingGroup => drop(allow::<AnswerRequest>(party, owner)?),
        }
        let no_words =
            fault_of_line(reason, LETTERS).filter(|_| to != RequestState::Submitted && reason.trim().is_empty());
        if let Some((found, expected)) = fault_of_words(reason).or(no_words) {
            return Err(RequestRefusal::Faults(vec![fault("reason", found, expected)]));
        }
        if to == RequestState::Submitted {
            // A draft may say less than what is asked.
            let input = RequestPatch::default().over(Some(&present.input), seen.facts, occasion.today, false);
            input.map_err(RequestRefusal::Faults)?;
        }
        let mut moved = Submission {
            state: to,
            submitted_on: present.submitted_on.or(Some(occasion.today)),
            changed_on: occasion.today,
            deed: RequestDeed {
                action: RequestAction::Moved,
                by,
                reason: reason.to_owned(),
            },
            ..present.clone()
        };
        if by == ActedFor::WorkingGroup {
            moved.answers.push(RequestAnswer {
                on: occasion.today,
                state: to,
                reason: reason.to_owned(),
            });
        }
        Ok(RequestChange::To(Box::new(moved)))
    };
    seen.change_to(office, party, occasion, decide).await
}
