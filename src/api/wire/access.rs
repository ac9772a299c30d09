//! Who asks, and accounts.

use serde::Serialize;

use crate::model::{Account, GovernmentId, Role, Scope, Token};
use crate::policy::{Name, Party, may};
use crate::workflow::{Added, Invited, Secret};

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

/// A token as its owner sees it later.
#[derive(Serialize)]
pub struct TokenRecord<'a> {
    id: &'a str,
    label: &'a str,
    prefix: &'a str,
    scopes: Vec<&'static str>,
    made_on: String,
    expires_on: String,
    last_used_on: Option<String>,
}

impl<'a> TokenRecord<'a> {
    fn of(token: &'a Token) -> Self {
        Self {
            id: token.id.as_str(),
            label: &token.label,
            prefix: &token.prefix,
            scopes: token.scopes.iter().copied().map(Scope::as_str).collect(),
            made_on: token.made_on.to_string(),
            expires_on: token.expires_on.to_string(),
            last_used_on: token.last_used_on.map(|day| day.to_string()),
        }
    }
}

/// Tokens.
#[derive(Serialize)]
pub struct Tokens<'a> {
    tokens: Vec<TokenRecord<'a>>,
}

impl<'a> Tokens<'a> {
    /// Of one account.
    pub fn of(tokens: impl Iterator<Item = &'a Token>) -> Self {
        Self {
            tokens: tokens.map(TokenRecord::of).collect(),
        }
    }
}

/// A token that was just made, with its secret: the one answer that has it.
#[derive(Serialize)]
pub struct MadeToken<'a> {
    #[serde(flatten)]
    record: TokenRecord<'a>,
    token: &'a str,
}

impl<'a> MadeToken<'a> {
    /// Of a token and its secret.
    pub fn new(token: &'a Token, secret: &'a Secret) -> Self {
        Self {
            record: TokenRecord::of(token),
            token: secret.reveal(),
        }
    }
}

/// An account as administrators see it. Nothing of its password but whether there is one.
#[derive(Serialize)]
pub struct AccountRecord<'a> {
    id: &'a str,
    name: &'a str,
    roles: Vec<&'static str>,
    government: Option<&'a str>,
    added_on: String,
    disabled_on: Option<String>,
    has_password: bool,
    oidc_issuer: Option<&'a str>,
    oidc_subject: Option<&'a str>,
}

impl<'a> AccountRecord<'a> {
    /// Of an account.
    pub fn of(account: &'a Account) -> Self {
        Self {
            id: account.id.as_str(),
            name: &account.name,
            roles: account.roles.iter().copied().map(Role::as_str).collect(),
            government: account.government.as_ref().map(GovernmentId::as_str),
            added_on: account.added_on.to_string(),
            disabled_on: account.disabled_on.map(|day| day.to_string()),
            has_password: account.password_digest.is_some(),
            oidc_issuer: account.identity.as_ref().map(|one| one.issuer.as_str()),
            oidc_subject: account.identity.as_ref().map(|one| one.subject.as_str()),
        }
    }
}

/// Accounts.
#[derive(Serialize)]
pub struct Accounts<'a> {
    accounts: Vec<AccountRecord<'a>>,
}

impl<'a> Accounts<'a> {
    /// Those that whoever asks may see.
    pub fn of(accounts: impl Iterator<Item = &'a Account>) -> Self {
        Self {
            accounts: accounts.map(AccountRecord::of).collect(),
        }
    }
}

/// An account with a link that sets its password: the one answer that has it. No link where an organisation's sign-in is
/// linked to it.
#[derive(Serialize)]
pub struct InvitedAccount<'a> {
    #[serde(flatten)]
    record: AccountRecord<'a>,
    link: Option<String>,
    link_expires_at: Option<String>,
}

impl<'a> InvitedAccount<'a> {
    /// Of an account and its link, at the address under which the service is reached.
    pub fn new(invited: &'a Invited, base: &str) -> Self {
        Self {
            record: AccountRecord::of(&invited.account),
            link: Some(invited.address(base)),
            link_expires_at: Some(invited.expires_at.to_string()),
        }
    }

    /// Of an account that was added.
    pub fn added(added: &'a Added, base: &str) -> Self {
        match added {
            Added::Invited(invited) => Self::new(invited, base),
            Added::Linked(account) => Self {
                record: AccountRecord::of(account),
                link: None,
                link_expires_at: None,
            },
        }
    }
}

/// An organisation by whose word one can sign in.
#[derive(Serialize)]
pub struct Organisation<'a> {
    label: Option<&'a str>,
    subject: Option<&'a str>,
}

impl<'a> Organisation<'a> {
    /// What it is called; and the subject under which it knows whoever asks, where they have no account here.
    pub const fn new(label: Option<&'a str>, subject: Option<&'a str>) -> Self {
        Self { label, subject }
    }
}

/// Where one goes to sign in by an organisation.
#[derive(Serialize)]
pub struct SetOut<'a> {
    location: &'a str,
}

impl<'a> SetOut<'a> {
    /// To this address.
    pub const fn to(location: &'a str) -> Self {
        Self { location }
    }
}
