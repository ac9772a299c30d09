//! Why somebody was not let in, or an account not changed: nothing has changed then.

use crate::policy::Weakness;
use crate::store::StoreError;

use super::passwords::Unhashed;

/// A field that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// Its name.
    pub field: &'static str,
    /// What was found, and what was expected.
    pub detail: String,
}

/// Why somebody was not let in, or an account not changed.
#[derive(Debug, thiserror::Error)]
pub enum AccessRefusal {
    /// The name or the password is wrong. Which, nobody is told, nor whether there is such an account.
    #[error("the name or the password is wrong")]
    Wrong,
    /// The link was used, has expired, or never was one.
    #[error("this link was used already, or has expired: ask for a new one")]
    Gone,
    /// The password is too easily guessed.
    #[error("{0}")]
    Weak(Weakness),
    /// There is no such account, or token.
    #[error("there is no {what} {name:?}")]
    NotFound {
        /// What was looked for.
        what: &'static str,
        /// By which name.
        name: String,
    },
    /// Fields that cannot be taken.
    #[error("{}", in_words(.0))]
    Unfit(Vec<Unfit>),
    /// It cannot be done as things stand.
    #[error("{0}")]
    Conflict(String),
    /// Passwords are being checked for others.
    #[error("many people are signing in just now")]
    Busy,
    /// The party has no name to be recorded under.
    #[error("expected the name under which the change is recorded")]
    Nameless,
    /// A password could not be hashed.
    #[error("a password could not be hashed: {0}")]
    Unhashed(String),
    /// The store cannot do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn in_words(unfit: &[Unfit]) -> String {
    let lines = unfit.iter().map(|one| format!("{}: {}", one.field, one.detail));
    lines.collect::<Vec<_>>().join("\n")
}

impl From<Unhashed> for AccessRefusal {
    fn from(fault: Unhashed) -> Self {
        match fault {
            Unhashed::Busy => Self::Busy,
            Unhashed::Failed(fault) => Self::Unhashed(fault),
            Unhashed::Random(fault) => Self::Store(fault),
        }
    }
}
