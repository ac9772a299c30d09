//! Takes a request back.

use jiff::civil::Date;

use crate::model::Submission;
use crate::policy::{Allowed, WithdrawRequest};
use crate::store::RequestChange;

use super::Seen;
use super::refusal::RequestRefusal;
use crate::workflow::{Occasion, Office};

/// Erases every word of a request, of every version; what is left is its id, whose it was, and the day, which is returned.
/// No reason is kept: it would be words of the request.
pub async fn withdraw_request(
    office: &Office,
    allowed: &Allowed<WithdrawRequest>,
    seen: Seen<'_>,
    occasion: Occasion,
) -> Result<Date, RequestRefusal> {
    let decide = |_: &Submission| Ok(RequestChange::Withdraw(occasion.today));
    seen.change(office, allowed.party(), occasion, decide).await?;
    Ok(occasion.today)
}
