//! Chooses who may see a request.

use crate::model::{Request, Submission};
use crate::policy::{Allowed, RestrictRequest};

use super::Seen;
use super::correct::change;
use super::input::RequestPatch;
use super::refusal::RequestRefusal;
use crate::workflow::{Occasion, Office};

/// Shows a request to more or to fewer, at once: whoever may no longer read it is answered, from this server, as if it had
/// never been before this returns.
pub async fn restrict_request(
    office: &Office,
    allowed: &Allowed<RestrictRequest>,
    seen: Seen<'_>,
    visibility: String,
    occasion: Occasion,
) -> Result<Request, RequestRefusal> {
    let patch = RequestPatch {
        visibility: Some(visibility),
        ..RequestPatch::default()
    };
    let decide = |present: &Submission| change(&seen, present, patch, occasion);
    seen.change_to(office, allowed.party(), occasion, decide).await
}
