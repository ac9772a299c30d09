//! Accounts: who signs in, in which roles, and the tokens under which their machines ask.

use jiff::civil::Date;

use super::{AccountId, GovernmentId, TokenId};

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
    /// Every role, in the order of the table of permissions.
    pub const ALL: [Self; 5] = [
        Self::Public,
        Self::Planner,
        Self::WorkingGroup,
        Self::Government,
        Self::Administrator,
    ];

    /// The roles that an account can have: everybody has the first anyway.
    pub const OF_ACCOUNTS: [Self; 4] = [Self::Planner, Self::WorkingGroup, Self::Government, Self::Administrator];

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

    /// Reads the word of the contract.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// Somebody who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Random, so that it says nothing of how many there are.
    pub id: AccountId,
    /// Under which name they sign in, and what they do is recorded.
    pub name: String,
    /// In which roles: at least one, in the order of the table, never [`Role::Public`].
    pub roles: Vec<Role>,
    /// The Indigenous government whose people they are; of that role alone.
    pub government: Option<GovernmentId>,
    /// The day on which it was made.
    pub added_on: Date,
    /// The day since which nobody may sign in to it.
    pub disabled_on: Option<Date>,
    /// SHA-256 of what its password is checked against, in hexadecimal digits; none before a password was set. The ledger
    /// commits to it, so that a password put in its place behind the server's back is noticed.
    pub password_digest: Option<String>,
    /// Who signs in to it by the word of their organisation; nobody where there is none.
    pub identity: Option<Identity>,
}

/// Somebody as an organisation's provider knows them. Nobody else is ever given the same two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The provider: the issuer of `OpenID` Connect.
    pub issuer: String,
    /// Who it is there: a word of the provider's own choice, which it gives to one person and never to another.
    pub subject: String,
}

impl Account {
    /// Whether somebody may sign in to it, once it has a password or is linked to an organisation's sign-in.
    pub const fn is_open(&self) -> bool {
        self.disabled_on.is_none()
    }

    /// Whether it is this role's.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// What a token may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// To read what the account may read.
    Read,
    /// To change what the account may change.
    Write,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 2] = [Self::Read, Self::Write];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    /// Reads the word of the contract.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == word)
    }
}

/// A token of an account, for a machine. The secret itself is nowhere: it is shown once, when the token is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Random.
    pub id: TokenId,
    /// Whose.
    pub account: AccountId,
    /// What it is for, in its owner's words.
    pub label: String,
    /// The first letters of the secret, by which its owner knows it again.
    pub prefix: String,
    /// SHA-256 of the secret, in hexadecimal digits.
    pub digest: String,
    /// What for: at least one, in their order.
    pub scopes: Vec<Scope>,
    /// The day on which it was made.
    pub made_on: Date,
    /// The last day on which it can be used.
    pub expires_on: Date,
    /// The last day on which it was used; not part of what the ledger commits to.
    pub last_used_on: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        for scope in Scope::ALL {
            assert_eq!(Scope::parse(scope.as_str()), Some(scope));
        }
        assert_eq!(Role::parse("Public"), None);
    }
}
