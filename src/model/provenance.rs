//! Where a record comes from and how far it can be leaned on.

use super::SourceKey;

/// How sure the people who gathered a record are of it. `Low < Medium < High`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// One weak or old source, or an assumption.
    Low,
    /// Sourced, with a doubt that the notes name.
    Medium,
    /// Well sourced.
    High,
}

impl Confidence {
    /// The word of the files: `low`, `medium`, `high`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// Reads the word of the files.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Low, Self::Medium, Self::High]
            .into_iter()
            .find(|one| one.as_str() == word)
    }
}

/// The sources behind a record, how sure they are, and what to know about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Keys of the sources, in the order of the file.
    pub sources: Vec<SourceKey>,
    /// `None` where the package does not say.
    pub confidence: Option<Confidence>,
    /// Plain words; empty where there are none.
    pub notes: String,
}
