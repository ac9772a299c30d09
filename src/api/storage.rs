//! What is answered while the storage does not do its part: that it passes, and what has become of a change.

use crate::policy::{ReadCondition, allow};
use crate::workflow::{StoreError, Unready};

use super::ask::Ask;
use super::problem::Problem;

/// Seconds after which the same may be sent again: about as long as a restart of the database, or of this service, takes.
const AGAIN_SECONDS: u64 = 5;

/// A fault of the store as a problem. What it is stays in the log: it says more of the machine than anybody else may know.
pub fn problem(fault: &StoreError) -> Problem {
    if !fault.is_for_now() {
        tracing::error!(%fault, "the store could not do what it was asked");
        return Problem::internal();
    }
    // The causes of what passes hold nothing that anybody has written.
    tracing::error!(fault = fault as &dyn std::error::Error, "the storage fails");
    let detail = match fault {
        StoreError::Moved => return Problem::unavailable("others changed it at the same moment: send the same again"),
        fault if fault.leaves_open() => {
            "it is not known whether this was written: the storage failed while it was. Send the same again with the same \
             Idempotency-Key where there is one; otherwise read again first"
        }
        _ => "nothing was changed: the storage of this service cannot do it just now. Send the same again later",
    };
    Problem::unavailable_for(AGAIN_SECONDS, detail)
}

/// That no new work should come here; why, to those who run the service.
pub fn not_ready(ask: &Ask, why: Unready) -> Problem {
    let detail = match (allow::<ReadCondition>(ask.party(), None), why) {
        (Ok(_), why) => why.to_string(),
        (Err(_), Unready::Storage(_)) => "nothing can be changed just now; what is shown can be read".to_owned(),
        (Err(_), Unready::Behind) => "what is shown is not the newest".to_owned(),
    };
    Problem::unavailable_for(AGAIN_SECONDS, detail)
}
