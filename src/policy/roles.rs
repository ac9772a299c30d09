//! Who acts.

use crate::model::GovernmentId;

/// A kind of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Anyone.
    Public,
    /// A planner of health services.
    Planner,
    /// The working group that looks after definitions.
    WorkingGroup,
    /// The people of one Indigenous government.
    Government,
    /// Whoever runs the service.
    Administrator,
}

impl Role {
    /// Every role, in the order of the table.
    pub const ALL: [Self; 5] = [
        Self::Public,
        Self::Planner,
        Self::WorkingGroup,
        Self::Government,
        Self::Administrator,
    ];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Planner => "planner",
            Self::WorkingGroup => "working_group",
            Self::Government => "government",
            Self::Administrator => "administrator",
        }
    }
}

/// Somebody in a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// In which role.
    pub role: Role,
    /// The Indigenous government whose people they are; only of that role.
    pub government: Option<GovernmentId>,
    /// Under which name the change is recorded.
    pub name: String,
}

impl Party {
    /// Anyone, who has no name here.
    pub fn public() -> Self {
        Self {
            role: Role::Public,
            government: None,
            name: String::new(),
        }
    }

    /// Somebody who acts for the working group.
    pub fn working_group(name: impl Into<String>) -> Self {
        Self {
            role: Role::WorkingGroup,
            government: None,
            name: name.into(),
        }
    }
}
