//! Tokens for machines: made, shown once, ended.

use jiff::civil::Date;

use crate::model::{AccountId, Scope, Token, TokenId};
use crate::policy::{Allowed, KeepOwnAccount, ManageAccounts, Party};
use crate::store::{AccessChange, Accounts, Actor};

use super::access_refusal::{AccessRefusal, Unfit};
use super::secret::{Secret, random_hex};
use super::text::fault_of_line;
use super::{Occasion, Office};

/// With what a token begins, so that whoever finds one lying about knows what it is.
const BEFORE: &str = "evenreach_";

/// How many letters of a token are shown later.
const PREFIX: usize = BEFORE.len() + 6;

/// The most days that a token may hold.
const LONGEST_DAYS: i32 = 366;

/// The most tokens of one account.
const MOST: usize = 50;

/// The most letters that say what a token is for.
const LABEL_LETTERS: usize = 80;

/// By which right something is done to tokens.
#[derive(Clone, Copy, Debug)]
pub enum TokenRight<'a> {
    /// To those of one's own account.
    Own(&'a Allowed<KeepOwnAccount>),
    /// To everybody's.
    Any(&'a Allowed<ManageAccounts>),
}

impl TokenRight<'_> {
    const fn party(&self) -> &Party {
        match self {
            Self::Own(allowed) => allowed.party(),
            Self::Any(allowed) => allowed.party(),
        }
    }

    fn holds_for(&self, account: &AccountId) -> bool {
        match self {
            Self::Own(allowed) => allowed.party().account.as_ref() == Some(account),
            Self::Any(_) => true,
        }
    }
}

/// A token that is wanted.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// Of which account.
    pub account: AccountId,
    /// What for, in words.
    pub label: String,
    /// For what it may be used.
    pub scopes: Vec<Scope>,
    /// The last day on which it can be used.
    pub expires_on: Date,
}

/// Makes a token. Its secret is shown this once.
pub async fn make_token(
    office: &Office,
    right: TokenRight<'_>,
    wanted: &NewToken,
    occasion: Occasion,
) -> Result<(Token, Secret), AccessRefusal> {
    let unfit = unfit(wanted, occasion);
    if !unfit.is_empty() {
        return Err(AccessRefusal::Unfit(unfit));
    }
    let secret = Secret::draw(BEFORE)?;
    let mut scopes = wanted.scopes.clone();
    scopes.sort_unstable();
    scopes.dedup();
    let token = Token {
        id: random_hex::<16>()?.into(),
        account: wanted.account.clone(),
        label: wanted.label.clone(),
        prefix: secret.reveal().chars().take(PREFIX).collect(),
        digest: secret.digest().to_string(),
        scopes,
        made_on: occasion.today,
        expires_on: wanted.expires_on,
        last_used_on: None,
    };
    let work = |accounts: &Accounts| {
        let account = accounts.account(&wanted.account);
        let Some(account) = account.filter(|account| right.holds_for(&account.id)) else {
            return Err(not_found("account", wanted.account.as_str()));
        };
        if !account.is_open() {
            let detail = "the account is disabled: open it again first";
            return Err(AccessRefusal::Conflict(detail.to_owned()));
        }
        let of_account = accounts.tokens.iter().filter(|one| one.account == account.id);
        if of_account.count() >= MOST {
            let detail = format!("the account has {MOST} tokens already: end some first");
            return Err(AccessRefusal::Conflict(detail));
        }
        Ok(((), "token made", vec![AccessChange::PutToken(token.clone())]))
    };
    change(office, right.party(), occasion, work).await?;
    Ok((token, secret))
}

/// Ends a token at once.
pub async fn end_token(
    office: &Office,
    right: TokenRight<'_>,
    id: &TokenId,
    occasion: Occasion,
) -> Result<Token, AccessRefusal> {
    let work = |accounts: &Accounts| {
        let mut tokens = accounts.tokens.iter();
        let token = tokens.find(|token| token.id == *id && right.holds_for(&token.account));
        let token = token.ok_or_else(|| not_found("token", id.as_str()))?;
        Ok((
            token.clone(),
            "token ended",
            vec![AccessChange::EndToken(token.clone())],
        ))
    };
    change(office, right.party(), occasion, work).await
}

fn unfit(wanted: &NewToken, occasion: Occasion) -> Vec<Unfit> {
    let mut unfit = Vec::new();
    let letters = wanted.label.chars().count();
    if fault_of_line(&wanted.label, LABEL_LETTERS).is_some() {
        let detail = format!("found {letters} letters, expected 1 to {LABEL_LETTERS} that say what it is for");
        unfit.push(Unfit { field: "label", detail });
    }
    if wanted.scopes.is_empty() {
        let detail = "found none, expected read, write or both".to_owned();
        unfit.push(Unfit {
            field: "scopes",
            detail,
        });
    }
    let last = occasion.today.saturating_add(jiff::Span::new().days(LONGEST_DAYS));
    if wanted.expires_on < occasion.today || wanted.expires_on > last {
        let detail = format!(
            "found {}, expected a day from {} to {last}",
            wanted.expires_on, occasion.today
        );
        unfit.push(Unfit {
            field: "expires_on",
            detail,
        });
    }
    unfit
}

fn not_found(what: &'static str, name: &str) -> AccessRefusal {
    AccessRefusal::NotFound {
        what,
        name: name.to_owned(),
    }
}

async fn change<T>(
    office: &Office,
    party: &Party,
    occasion: Occasion,
    work: impl FnOnce(&Accounts) -> Result<(T, &'static str, Vec<AccessChange>), AccessRefusal> + Send,
) -> Result<T, AccessRefusal> {
    let actor = Actor::new(&party.name).ok_or(AccessRefusal::Nameless)?;
    office.store().change_access(&actor, occasion.now, work).await?
}
