//! Writes a request down, and asks it unless it is a draft.

use jiff::civil::Date;

use crate::model::{
    ActedFor, GovernmentId, Package, Request, RequestAction, RequestDeed, RequestId, RequestInput, RequestState,
    Submission, VersionTag,
};
use crate::policy::{Allowed, SubmitRequest};
use crate::store::{Actor, Claim, RequestSubmitted, StoreError};

use super::input::RequestPatch;
use super::refusal::RequestRefusal;
use super::{read, request_of};
use crate::workflow::{Occasion, Office};

/// What was sent, and the key under which it is done once.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// Who sent it: the account's id, so that keys of others are other keys.
    pub by: &'a str,
    /// The client's key.
    pub key: &'a str,
    /// The bytes.
    pub body: &'a [u8],
}

/// Keys of other things that are done once are other keys.
const ROUTE: &str = "POST /api/requests";

/// Submits a request of the party's own government. The same bytes with the same key are the same request, and bring the
/// same answer as the first time.
pub async fn submit_request(
    office: &Office,
    allowed: &Allowed<SubmitRequest>,
    facts: &Package,
    patch: RequestPatch,
    is_draft: bool,
    sent: Sent<'_>,
    occasion: Occasion,
) -> Result<Request, RequestRefusal> {
    let party = allowed.party();
    let actor = Actor::new(&party.name).ok_or(RequestRefusal::Nameless)?;
    // The table gives this to a government for its own alone.
    let government = party.government.clone().ok_or(RequestRefusal::Nameless)?;
    let input = patch.over(None, facts, occasion.today, is_draft);
    let submission = first_version(
        government,
        input.map_err(RequestRefusal::Faults)?,
        is_draft,
        occasion.today,
    );
    let claim = Claim::new(sent.by, ROUTE, sent.key, sent.body);
    let store = office.store();
    match store
        .submit_request(new_id()?, submission, &claim, &actor, occasion.now)
        .await?
    {
        RequestSubmitted::New(id, submission) => {
            office.show_what_was_written().await;
            Ok(request_of(facts, id, submission))
        }
        RequestSubmitted::Again(id, submission) => {
            // Another server may have written it: whoever reads it next finds it.
            office.show_what_was_written().await;
            Ok(request_of(facts, id, submission))
        }
        RequestSubmitted::OtherContent => Err(RequestRefusal::OtherContent),
        RequestSubmitted::Withdrawn(id) => Err(read::gone(office, party, &id).await?),
    }
}

/// A request as it begins.
pub(super) fn first_version(government: GovernmentId, input: RequestInput, is_draft: bool, today: Date) -> Submission {
    Submission {
        government,
        input,
        state: if is_draft {
            RequestState::Draft
        } else {
            RequestState::Submitted
        },
        answers: Vec::new(),
        submitted_on: (!is_draft).then_some(today),
        changed_on: today,
        deed: RequestDeed {
            action: RequestAction::Created,
            by: ActedFor::Government,
            reason: String::new(),
        },
        version: VersionTag::default(),
    }
}

/// Random, so that an id says neither when something was asked nor how much else was.
pub(super) fn new_id() -> Result<RequestId, RequestRefusal> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(StoreError::Random)?;
    Ok(hex::encode(random).into())
}
