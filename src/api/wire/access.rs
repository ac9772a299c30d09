//! Who asks, and accounts.

use serde::Serialize;

use crate::model::{GovernmentId, Role};
use crate::policy::{Name, Party, may};

/// Who asks, and what they may do.
#[derive(Serialize)]
pub struct Me<'a> {
    /// Under which name what they do is recorded; empty for the public.
    name: &'a str,
    /// The first of their roles, or public.
    role: &'static str,
    /// All their roles.
    roles: Vec<&'static str>,
    /// The Indigenous government whose people they are.
    government: Option<&'a str>,
    /// Changes that they may make, be it for their own government alone.
    may: Vec<&'static str>,
}

impl<'a> Me<'a> {
    /// Of a party.
    pub fn of(party: &'a Party) -> Self {
        let changes = Name::ALL.into_iter().filter(|action| action.is_write());
        Self {
            name: &party.name,
            role: party.role().as_str(),
            roles: party.roles.iter().copied().map(Role::as_str).collect(),
            government: party.government.as_ref().map(GovernmentId::as_str),
            may: changes.filter(|&action| may(party, action)).map(Name::as_str).collect(),
        }
    }
}
