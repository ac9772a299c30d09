//! What the working group decided on something that could be done, and how things stood then.

use jiff::civil::Date;

use super::service::words;
use super::{CommunityId, DecisionId, Outcome, RequestId, StandardId, VersionTag};

words! {
    /// What was decided.
    DecisionKind {
        /// It will be done.
        Chosen = "chosen",
        /// Not now.
        Deferred = "deferred",
        /// It will not be done.
        NotChosen = "not_chosen",
    }
}

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionSubject {
    /// A request.
    Request(RequestId),
    /// A gap: a community, and a standard of the ranking's definition.
    Gap(CommunityId, StandardId),
    /// A referral position in a community.
    Position(CommunityId),
}

/// What the working group says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionInput {
    /// What was decided.
    pub decision: DecisionKind,
    /// Why.
    pub reasons: String,
    /// What those say who would have decided otherwise.
    pub dissent: Option<String>,
    /// When it was decided.
    pub decided_on: Date,
    /// The ranking that it was decided on: its path and query, with definition, facts, weights and seed.
    pub ranking: String,
    /// Whether everybody may read it who may read what it is about.
    pub is_public: bool,
}

/// One community and one standard on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Stood {
    /// The community.
    pub community: CommunityId,
    /// The standard; of a referral position the way through care.
    pub standard: StandardId,
    /// The outcome at the least favourable reading.
    pub at_least: Outcome,
    /// The outcome at the most favourable one.
    pub at_most: Outcome,
    /// Days of the year on which it was surely met.
    pub days_met: u16,
    /// How far it fell short, at the least favourable reading.
    pub shortfall: f64,
}

/// A decision, with how things stood when it was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Its id: random, and never used again.
    pub id: DecisionId,
    /// What it is about.
    pub subject: DecisionSubject,
    /// What it says.
    pub says: DecisionInput,
    /// How things stood where it is about, on the day when it was first recorded.
    pub then: Vec<Stood>,
    /// When it was first recorded.
    pub recorded_on: Date,
    /// When this version was made.
    pub changed_on: Date,
    /// Names this version; empty before it is kept.
    pub version: VersionTag,
}

impl DecisionSubject {
    /// The id of the option that it was decided on: `request:ID`, `gap:COMMUNITY.STANDARD` or `position:COMMUNITY`.
    pub fn option(&self) -> String {
        match self {
            Self::Request(id) => format!("request:{id}"),
            Self::Gap(community, standard) => format!("gap:{community}.{standard}"),
            Self::Position(community) => format!("position:{community}"),
        }
    }

    /// Reads the id of an option.
    pub fn parse(option: &str) -> Option<Self> {
        if let Some(id) = option.strip_prefix("request:") {
            return (!id.is_empty()).then(|| Self::Request(id.into()));
        }
        if let Some(id) = option.strip_prefix("position:") {
            return (!id.is_empty()).then(|| Self::Position(id.into()));
        }
        // A standard's id has no full stop in it.
        let (community, standard) = option.strip_prefix("gap:")?.rsplit_once('.')?;
        let are_ids = !community.is_empty() && !standard.is_empty();
        are_ids.then(|| Self::Gap(community.into(), standard.into()))
    }

    /// The request, where it is about one.
    pub const fn request(&self) -> Option<&RequestId> {
        match self {
            Self::Request(id) => Some(id),
            Self::Gap(..) | Self::Position(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_reads_back_as_what_it_is_about() {
        for option in [
            "request:req-1",
            "gap:whati.counselling",
            "gap:st.-john.aftercare",
            "position:whati",
        ] {
            assert_eq!(DecisionSubject::parse(option).expect("an option").option(), option);
        }
        for other in [
            "request:",
            "gap:whati",
            "gap:.x",
            "gap:x.",
            "position:",
            "whati.counselling",
            "",
        ] {
            assert_eq!(DecisionSubject::parse(other), None, "{other}");
        }
    }
}
