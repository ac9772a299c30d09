//! Why something was not done to a request.

use jiff::civil::Date;

use crate::model::{RequestId, RequestState};
use crate::package::{Fault, Faults};
use crate::policy::Forbidden;
use crate::store::StoreError;

/// Why something was not done to a request. No words of any request are in it.
#[derive(Debug, thiserror::Error)]
pub enum RequestRefusal {
    /// What was given is wrong; every fault is told.
    #[error("{}", Faults(.0.clone()))]
    Faults(Vec<Fault>),
    /// There is no such request, or none that the party may know of.
    #[error("there is no such request")]
    Never,
    /// The party's own government has withdrawn it.
    #[error("the request {id} was withdrawn on {on}; no words of it are left")]
    Gone {
        /// Which.
        id: RequestId,
        /// When.
        on: Date,
    },
    /// Not for the party.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// It is no longer the version that was seen.
    #[error("somebody has changed it since it was read: read it again, then decide")]
    Stale {
        /// Fields that say something else by now.
        changed: Vec<&'static str>,
    },
    /// No way leads there from where it stands.
    #[error("found the state {}, from which {} cannot be reached", from.as_str(), to.as_str())]
    NoMove {
        /// Where it stands.
        from: RequestState,
        /// Where it should have gone.
        to: RequestState,
    },
    /// It was submitted here, and has an owner.
    #[error(
        "found a request that was submitted here, expected a call in the public record; its owner corrects what it submitted"
    )]
    NoRecord,
    /// There is nothing to take back.
    #[error("found nothing that was said of it here for those who ask, expected a correction to take back")]
    NothingSaid,
    /// Something else was sent with the same key before.
    #[error("another request was sent with this key before; give this one a key of its own")]
    OtherContent,
    /// The party has no name to be recorded under.
    #[error("expected the name under which the change is recorded: letters, without control characters")]
    Nameless,
    /// The store cannot write or read.
    #[error(transparent)]
    Store(#[from] StoreError),
}
