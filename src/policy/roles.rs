//! Who acts.

pub use crate::model::Role;

use crate::model::{Account, AccountId, GovernmentId};

/// Somebody, in whatever roles they have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The account that they signed in to; none for the public, and for whoever acts on the machine itself.
    pub account: Option<AccountId>,
    /// In which roles, in the order of the table. Everybody is of the public, which is not listed.
    pub roles: Vec<Role>,
    /// The Indigenous government whose people they are; only of that role.
    pub government: Option<GovernmentId>,
    /// Under which name the change is recorded; empty for the public.
    pub name: String,
}

impl Party {
    /// Anyone, who has no name here.
    pub fn public() -> Self {
        Self {
            account: None,
            roles: Vec::new(),
            government: None,
            name: String::new(),
        }
    }

    /// Whoever signed in to an account.
    pub fn of(account: &Account) -> Self {
        let mut roles = account.roles.clone();
        roles.retain(|&role| role != Role::Public);
        roles.sort_unstable();
        roles.dedup();
        let government = account.government.clone().filter(|_| roles.contains(&Role::Government));
        Self {
            account: Some(account.id.clone()),
            roles,
            government,
            name: account.name.clone(),
        }
    }

    /// Somebody who acts for the working group.
    pub fn working_group(name: impl Into<String>) -> Self {
        Self {
            roles: vec![Role::WorkingGroup],
            name: name.into(),
            ..Self::public()
        }
    }

    /// Somebody of an Indigenous government.
    pub fn of_government(government: GovernmentId, name: impl Into<String>) -> Self {
        Self {
            roles: vec![Role::Government],
            government: Some(government),
            name: name.into(),
            ..Self::public()
        }
    }

    /// Somebody who runs the service.
    pub fn administrator(name: impl Into<String>) -> Self {
        Self {
            roles: vec![Role::Administrator],
            name: name.into(),
            ..Self::public()
        }
    }

    /// The first of their roles.
    pub fn role(&self) -> Role {
        self.roles.first().copied().unwrap_or(Role::Public)
    }

    /// Whether they are of the public alone.
    pub fn is_public(&self) -> bool {
        self.roles.is_empty()
    }

    /// Every role that counts for them: the public's first, which everybody has.
    pub fn all_roles(&self) -> impl Iterator<Item = Role> {
        std::iter::once(Role::Public).chain(self.roles.iter().copied())
    }
}
