//! Definitions of equitable access: standards, and the ways of meeting them.

use super::service::words;
use super::{DefinitionId, Minutes, Mode, Outcome, ServiceTypeId, SourceKey, StandardId, Text, WayId};

words! {
    /// How far a definition has come with the people who must agree on it.
    Standing {
        /// Shipped as an example: nobody has agreed to it.
        Illustrative = "illustrative",
        /// Being written.
        Draft = "draft",
        /// Before the people who must agree.
        InEngagement = "in_engagement",
        /// Agreed: its text never changes again.
        Agreed = "agreed",
        /// Replaced by a later one.
        Superseded = "superseded",
    }
}

words! {
    /// What a journey costs.
    Impedance {
        /// Minutes moving and boarding.
        Travel = "travel",
        /// The same and the expected wait for scheduled departures.
        Journey = "journey",
    }
}

words! {
    /// What a way is worth when it holds.
    Level {
        /// Meets the standard in part.
        PartlyMet = "partly_met",
        /// Meets the standard.
        Met = "met",
    }
}

impl Level {
    /// The outcome that a way of this level gives when it holds.
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::PartlyMet => Outcome::PartlyMet,
            Self::Met => Outcome::Met,
        }
    }
}

/// A definition of equitable access: a versioned document of standards.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// Its id.
    pub id: DefinitionId,
    /// Its version.
    pub version: String,
    /// How far it has come.
    pub standing: Standing,
    /// Its title.
    pub title: Text,
    /// What it is.
    pub description: Text,
    /// What a journey costs in it.
    pub impedance: Impedance,
    /// Modes that it admits, without repetition.
    pub modes: Vec<Mode>,
    /// Its standards, in order.
    pub standards: Vec<Standard>,
    /// The document as its authors wrote it (TOML).
    pub text: String,
}

/// For a type of service, what counts as equitable access.
#[derive(Clone, Debug, PartialEq)]
pub struct Standard {
    /// Its id.
    pub id: StandardId,
    /// Types of service that may meet it; at least one.
    pub service_types: Vec<ServiceTypeId>,
    /// Its title.
    pub title: Text,
    /// Which communities it applies to: CQL2 text over their queryables; `None` is all.
    pub applies_to: Option<String>,
    /// Days a year on which it must hold, 1 to 365.
    pub days: u16,
    /// Its weight beside the other standards, more than 0.
    pub weight: f64,
    /// What it leans on: keys of statements or of sources.
    pub sources: Vec<SourceKey>,
    /// What in it is still a choice to be made.
    pub choice: Option<Text>,
    /// Ways of meeting it, in order; at least one.
    pub ways: Vec<Way>,
}

/// One way of meeting a standard: it holds where enough services pass all its requirements.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Its id.
    pub id: WayId,
    /// What it is worth when it holds.
    pub level: Level,
    /// Its title.
    pub title: Option<Text>,
    /// Which services count: CQL2 text over their queryables; `None` is all of the types.
    pub filter: Option<String>,
    /// Threshold of the impedance, inclusive.
    pub within: Option<Minutes>,
    /// Least number of visits a month, inclusive.
    pub visits_per_month: Option<f64>,
    /// How many services must pass, 1 or more.
    pub providers: u16,
    /// What in it is still a choice to be made.
    pub choice: Option<Text>,
}
