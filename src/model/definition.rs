//! Definitions of equitable access: standards, and the ways of meeting them.

use std::collections::BTreeMap;

use super::service::words;
use super::{
    DefinitionId, GroupId, Km, LanguageCode, Life, Minutes, Mode, Outcome, ServiceTypeId, SourceKey, StandardId, Text,
    WayId,
};

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
    /// How far it has come: where it was moved to since, else where its text says that it begins.
    pub standing: Standing,
    /// Where its text says that it begins.
    pub begins: Standing,
    /// What became of it since it was written; never part of its text.
    pub life: Life,
    /// Its title.
    pub title: Text,
    /// What it is.
    pub description: Text,
    /// What a journey costs in it.
    pub impedance: Impedance,
    /// Modes that it admits, without repetition.
    pub modes: Vec<Mode>,
    /// After so many days without a new observation, what was observed of a service counts as unknown.
    pub stale_after_days: Option<u32>,
    /// Groups of communities for which ways may set limits of their own, in order: a community belongs to
    /// the first whose rule holds for it.
    pub groups: Vec<CommunityGroup>,
    /// Its standards, in order.
    pub standards: Vec<Standard>,
    /// The document as its authors wrote it (TOML).
    pub text: String,
}

/// A group of communities that a definition speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct CommunityGroup {
    /// Its id.
    pub id: GroupId,
    /// Its title.
    pub title: Text,
    /// Which communities belong to it, unless an earlier group has them: CQL2 text over their queryables.
    pub filter: String,
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
    /// The definition's `stale_after_days`, for this standard.
    pub stale_after_days: Option<u32>,
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
    /// The service stands in the community's own region.
    pub same_region: bool,
    /// The service is given in the community itself.
    pub same_community: bool,
    /// The service is led by Indigenous people.
    pub indigenous_led: bool,
    /// In which language it must be offered.
    pub language: Option<LanguageAsked>,
    /// Standards that must be met too, on the same days: the next steps of the continuum. Met in part is enough
    /// for a way that itself meets in part.
    pub then: Vec<StandardId>,
    /// What it asks in numbers of communities of no group that has limits of its own.
    pub limits: Limits,
    /// What it asks in numbers of communities of a group, where that differs.
    pub by_group: BTreeMap<GroupId, Limits>,
    /// What in it is still a choice to be made.
    pub choice: Option<Text>,
}

impl Way {
    /// What it asks in numbers of a community of this group.
    pub fn limits_for(&self, group: Option<&GroupId>) -> &Limits {
        group.and_then(|group| self.by_group.get(group)).unwrap_or(&self.limits)
    }
}

/// In which language a service must be offered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LanguageAsked {
    /// In one of the Indigenous languages of the community.
    OfTheCommunity,
    /// In this one.
    Named(LanguageCode),
}

/// What a way asks in numbers. `None` asks nothing. Every limit is inclusive: exactly the limit is within.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Threshold of the impedance.
    pub within: Option<Minutes>,
    /// Greatest distance in a straight line over the earth, whatever the roads and the season.
    pub within_km: Option<Km>,
    /// Least number of visits a month that are planned.
    pub visits_per_month: Option<f64>,
    /// Least share of the planned visits that took place, 0 to 1.
    pub delivered_share: Option<f64>,
    /// Longest wait for it, in days.
    pub max_wait_days: Option<f64>,
    /// Most people for each position within reach, more than 0.
    pub people_per_position: Option<f64>,
    /// How many services must pass, 1 or more.
    pub providers: u16,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            within: None,
            within_km: None,
            visits_per_month: None,
            delivered_share: None,
            max_wait_days: None,
            people_per_position: None,
            providers: 1,
        }
    }
}
