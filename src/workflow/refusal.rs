//! Why something was not done: nothing has changed then, unless it says so.

use crate::model::{BodyId, Standing};
use crate::package::{Fault, Faults};
use crate::policy::{Immovable, Unchangeable};
use crate::store::StoreError;

use super::Version;

/// A body whose agreement is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The body.
    pub body: BodyId,
    /// What is on record of it, in words.
    pub detail: String,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// What was given is wrong; every fault is told.
    #[error("{}", Faults(.0.clone()))]
    Faults(Vec<Fault>),
    /// There is no such version.
    #[error("there is no definition {} with the version {}", .0.id, .0.version)]
    NotFound(Version),
    /// That version is there already, with another text.
    #[error("{} {} is there already with another text, of digest {digest}; give this one a version of its own", version.id, version.version)]
    Taken {
        /// Which version.
        version: Version,
        /// Digest of the text that is there.
        digest: String,
    },
    /// The text may not change.
    #[error("{0}")]
    Unchangeable(#[from] Unchangeable),
    /// It may not go to that standing.
    #[error("{detail}")]
    Immovable {
        /// Why.
        detail: String,
        /// Whose agreement is missing, where that is why.
        missing: Vec<Missed>,
    },
    /// It is no longer what the change was decided on.
    #[error("somebody else has changed it since it was read: read it again, then decide")]
    Stale,
    /// The party has no name to be recorded under.
    #[error("expected the name under which the change is recorded: letters, without control characters")]
    Nameless,
    /// A standing that nothing is moved to by hand.
    #[error("standing: found {}, expected in_engagement, agreed or superseded", .0.as_str())]
    NoSuchMove(Standing),
    /// The database keeps the text that people agreed to.
    #[error(transparent)]
    Adopted(StoreError),
    /// What was given cannot be kept as it is.
    #[error(transparent)]
    Unkeepable(StoreError),
    /// The store cannot do it, or cannot tell whether it has.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(fault: StoreError) -> Self {
        match fault {
            StoreError::AdoptedText { .. } => Self::Adopted(fault),
            StoreError::Reason | StoreError::Unstorable { .. } => Self::Unkeepable(fault),
            _ => Self::Store(fault),
        }
    }
}

impl From<Immovable<'_>> for Refusal {
    fn from(fault: Immovable<'_>) -> Self {
        let missing = match &fault {
            Immovable::Disagreement { missing } => missing
                .iter()
                .map(|one| Missed {
                    body: one.body.id.clone(),
                    detail: match one.latest {
                        None => format!("{} has said nothing of this text, expected agree", one.body.name.en),
                        Some(latest) => {
                            format!(
                                "the latest word of {} is {}, expected agree",
                                one.body.name.en,
                                latest.as_str()
                            )
                        }
                    },
                })
                .collect(),
            Immovable::NoWay { .. } | Immovable::NobodyToAgree => Vec::new(),
        };
        Self::Immovable {
            detail: fault.to_string(),
            missing,
        }
    }
}
