//! Ids, one type for each kind of record, so that two kinds cannot be swapped.

use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The id as it stands in the package's files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        // So that a map by ids can be asked with a cell of a file.
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// An account.
    AccountId,
    /// A body that is asked about definitions.
    BodyId,
    /// A community: a demand point.
    CommunityId,
    /// A correction of a publicly recorded call.
    CorrectionId,
    /// What the working group decided on something that could be done.
    DecisionId,
    /// A definition of equitable access.
    DefinitionId,
    /// What a body said of a version of a definition.
    EngagementId,
    /// Who may enter a service.
    EntryId,
    /// An evaluation of a service.
    EvaluationId,
    /// An Indigenous government.
    GovernmentId,
    /// A group of communities within a definition.
    GroupId,
    /// A language, as a BCP 47 tag.
    LanguageCode,
    /// A link of the travel network.
    LinkId,
    /// A node of the travel network.
    NodeId,
    /// A way through care.
    PathwayId,
    /// Who refers to whom.
    ReferralId,
    /// A region, as services and requests name it.
    RegionId,
    /// A request for a service.
    RequestId,
    /// A scenario that is kept, or comes with a package.
    ScenarioId,
    /// A named part of the year.
    SeasonId,
    /// A service: supply.
    ServiceId,
    /// A type of service.
    ServiceTypeId,
    /// A source of facts.
    SourceKey,
    /// A standard within a definition.
    StandardId,
    /// A step of a pathway.
    StepId,
    /// A token of an account.
    TokenId,
    /// A way of meeting a standard.
    WayId,
}

impl RegionId {
    /// The id under which a region's name is spoken of where the package has no outline of it:
    /// `Fort Smith` is `fort-smith`.
    pub fn of_name(name: &str) -> Self {
        Self(name.to_lowercase().replace(' ', "-"))
    }
}
