//! What administrators do with accounts: add, change, disable, and give out one-time links.

use jiff::{SignedDuration, Timestamp};

use crate::model::{Account, AccountId, GovernmentId, Identity, Package, Role};
use crate::package::definition;
use crate::policy::{Allowed, ManageAccounts, Party};
use crate::store::{AccessChange, Accounts, Actor, OneTimeLink, StoreError, name_key};

use super::access_refusal::{AccessRefusal, Unfit};
use super::secret::{Secret, random_hex};
use super::{Occasion, Office};

/// How long a one-time link can be used.
pub const LINK_LASTS: SignedDuration = SignedDuration::from_hours(24);

/// The fewest and the most letters of a name.
const NAME_LETTERS: std::ops::RangeInclusive<usize> = 2..=80;

/// The most bytes of a subject: `OpenID` Connect gives it 255 ASCII letters.
const SUBJECT_BYTES: usize = 255;

/// The name of the account that the first start makes.
const FIRST: &str = "administrator";

/// Under which name the first start is recorded.
const STARTER: &str = "evenreach serve";

/// An account that is wanted.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Its name.
    pub name: String,
    /// Its roles.
    pub roles: Vec<Role>,
    /// Its government, for that role.
    pub government: Option<GovernmentId>,
    /// Who signs in to it by the word of their organisation. Whoever does needs no password, and gets no link to set one.
    pub identity: Option<Identity>,
}

/// What is to become of an account; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct AccountEdit {
    /// Its roles, with the government of that role.
    pub roles: Option<(Vec<Role>, Option<GovernmentId>)>,
    /// Whether nobody may sign in to it.
    pub disabled: Option<bool>,
    /// Who signs in to it by the word of their organisation, or that nobody does.
    pub identity: Option<Option<Identity>>,
}

/// What was added.
#[derive(Clone, Debug)]
pub enum Added {
    /// An account whose password a link sets.
    Invited(Invited),
    /// An account that an organisation's sign-in is linked to.
    Linked(Account),
}

impl Added {
    /// The account.
    pub const fn account(&self) -> &Account {
        match self {
            Self::Invited(invited) => &invited.account,
            Self::Linked(account) => account,
        }
    }
}

/// An account, and the link with which its password is set: shown once.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The account.
    pub account: Account,
    /// The link's secret.
    pub link: Secret,
    /// From when on it is of no use.
    pub expires_at: Timestamp,
}

impl Invited {
    /// Where the link leads, from the address under which the service is reached. What stands behind the `#` stays in the
    /// browser: no server and no log sees it.
    pub fn address(&self, base: &str) -> String {
        format!("{base}/?view=account#link={}", self.link.reveal())
    }
}

/// Adds an account without a password, and a link to set one where it is not linked to an organisation's sign-in.
pub async fn add_account(
    office: &Office,
    allowed: &Allowed<ManageAccounts>,
    wanted: &NewAccount,
    occasion: Occasion,
) -> Result<Added, AccessRefusal> {
    let package = package(office).await?;
    let (id, link) = (AccountId::from(random_hex::<16>()?), Secret::draw("")?);
    let work = |accounts: &Accounts| {
        let mut unfit = unfit_name(&wanted.name);
        if accounts.named(&wanted.name).is_some() {
            let detail = format!("found {:?}, which is taken, expected another name", wanted.name);
            unfit.push(Unfit { field: "name", detail });
        }
        let roles = settled(&wanted.roles);
        unfit.extend(unfit_roles(&package, &roles, wanted.government.as_ref()));
        unfit.extend(unfit_identity(accounts, None, wanted.identity.as_ref()));
        if !unfit.is_empty() {
            return Err(AccessRefusal::Unfit(unfit));
        }
        let account = Account {
            id: id.clone(),
            name: wanted.name.clone(),
            roles,
            government: wanted.government.clone(),
            added_on: occasion.today,
            disabled_on: None,
            password_digest: None,
            identity: wanted.identity.clone(),
        };
        let expires_at = occasion.now + LINK_LASTS;
        let mut changes = vec![AccessChange::Put(account.clone())];
        if account.identity.is_some() {
            return Ok(((account, None), "account added, for an organisation's sign-in", changes));
        }
        changes.push(AccessChange::AddLink(a_link(&account, &link, expires_at)));
        Ok(((account, Some(expires_at)), "account added", changes))
    };
    let (account, expires_at) = change(office, allowed.party(), occasion, work).await?;
    Ok(match expires_at {
        None => Added::Linked(account),
        Some(expires_at) => Added::Invited(Invited {
            account,
            link,
            expires_at,
        }),
    })
}

/// Changes the roles of an account or who signs in to it by their organisation, disables it or opens it again. Its sessions
/// end, so that nobody goes on in roles that they no longer have; disabling ends its tokens and links too. The last
/// administrator stays.
pub async fn change_account(
    office: &Office,
    allowed: &Allowed<ManageAccounts>,
    id: &AccountId,
    edit: &AccountEdit,
    occasion: Occasion,
) -> Result<Account, AccessRefusal> {
    let package = package(office).await?;
    let work = |accounts: &Accounts| {
        let before = accounts.account(id).ok_or_else(|| not_found(id.as_str()))?;
        let mut account = before.clone();
        if let Some((roles, government)) = &edit.roles {
            account.roles = settled(roles);
            account.government.clone_from(government);
            let unfit = unfit_roles(&package, &account.roles, account.government.as_ref());
            if !unfit.is_empty() {
                return Err(AccessRefusal::Unfit(unfit));
            }
        }
        if let Some(identity) = &edit.identity {
            let unfit = unfit_identity(accounts, Some(id), identity.as_ref());
            if !unfit.is_empty() {
                return Err(AccessRefusal::Unfit(unfit));
            }
            account.identity.clone_from(identity);
        }
        if let Some(disabled) = edit.disabled
            && disabled == before.is_open()
        {
            account.disabled_on = disabled.then_some(occasion.today);
        }
        if account == *before {
            return Ok((account, "nothing changed", Vec::new()));
        }
        let runs = |one: &Account| one.is_open() && one.has(Role::Administrator);
        let others = accounts.accounts.iter().filter(|one| one.id != *id);
        if runs(before) && !runs(&account) && !others.clone().any(runs) {
            let detail = "this is the last administrator who can sign in: make another one first";
            return Err(AccessRefusal::Conflict(detail.to_owned()));
        }
        let mut changes = vec![
            AccessChange::Put(account.clone()),
            AccessChange::EndSessions {
                of: id.clone(),
                but: None,
            },
        ];
        if !account.is_open() {
            changes.push(AccessChange::EndLinks(id.clone()));
            let tokens = accounts.tokens.iter().filter(|token| token.account == *id);
            changes.extend(tokens.cloned().map(AccessChange::EndToken));
        }
        let reason = match (before.is_open(), account.is_open()) {
            (true, false) => "account disabled",
            (false, true) => "account opened again",
            _ if account.identity == before.identity => "roles changed",
            _ if account.identity.is_none() => "organisation's sign-in unlinked",
            _ => "organisation's sign-in linked",
        };
        Ok((account, reason, changes))
    };
    change(office, allowed.party(), occasion, work).await
}

/// Gives out a link with which the account's password is set anew. The present password goes on until it is used.
pub async fn make_link(
    office: &Office,
    allowed: &Allowed<ManageAccounts>,
    id: &AccountId,
    occasion: Occasion,
) -> Result<Invited, AccessRefusal> {
    let link = Secret::draw("")?;
    let expires_at = occasion.now + LINK_LASTS;
    let work = |accounts: &Accounts| {
        let account = accounts.account(id).ok_or_else(|| not_found(id.as_str()))?.clone();
        if !account.is_open() {
            let detail = "the account is disabled: open it again first";
            return Err(AccessRefusal::Conflict(detail.to_owned()));
        }
        let changes = vec![
            AccessChange::Put(account.clone()),
            AccessChange::EndLinks(account.id.clone()),
            AccessChange::AddLink(a_link(&account, &link, expires_at)),
        ];
        Ok((account, "one-time link given out", changes))
    };
    let account = change(office, allowed.party(), occasion, work).await?;
    Ok(Invited {
        account,
        link,
        expires_at,
    })
}

/// The account of the first administrator, with a link to set its password, as long as nobody has set one: there is no
/// password that comes with the program. None where somebody can sign in, or where accounts were made otherwise.
pub async fn first_administrator(office: &Office, occasion: Occasion) -> Result<Option<Invited>, AccessRefusal> {
    let (id, link) = (AccountId::from(random_hex::<16>()?), Secret::draw("")?);
    let expires_at = occasion.now + LINK_LASTS;
    let work = |accounts: &Accounts| {
        let account = match accounts.accounts.as_slice() {
            [] => Account {
                id: id.clone(),
                name: FIRST.to_owned(),
                roles: vec![Role::Administrator],
                government: None,
                added_on: occasion.today,
                disabled_on: None,
                password_digest: None,
                identity: None,
            },
            // Started before, and the link was lost or has expired.
            [one] if one.name == FIRST && cannot_sign_in(one) && one.is_open() => one.clone(),
            _ => return Ok((None, "nothing changed", Vec::new())),
        };
        let changes = vec![
            AccessChange::Put(account.clone()),
            AccessChange::EndLinks(account.id.clone()),
            AccessChange::AddLink(a_link(&account, &link, expires_at)),
        ];
        Ok((Some(account), "first administrator, one-time link given out", changes))
    };
    let account = change(office, &Party::administrator(STARTER), occasion, work).await?;
    Ok(account.map(|account| Invited {
        account,
        link: link.clone(),
        expires_at,
    }))
}

fn cannot_sign_in(account: &Account) -> bool {
    account.password_digest.is_none() && account.identity.is_none()
}

fn a_link(account: &Account, link: &Secret, expires_at: Timestamp) -> OneTimeLink {
    OneTimeLink {
        digest: link.digest(),
        account: account.id.clone(),
        expires_at,
    }
}

/// Roles in the order of the table, each once.
fn settled(roles: &[Role]) -> Vec<Role> {
    let mut roles = roles.to_vec();
    roles.sort_unstable();
    roles.dedup();
    roles
}

fn not_found(name: &str) -> AccessRefusal {
    AccessRefusal::NotFound {
        what: "account",
        name: name.to_owned(),
    }
}

fn unfit_name(name: &str) -> Vec<Unfit> {
    let mut unfit = Vec::new();
    let mut refuse = |detail: String| unfit.push(Unfit { field: "name", detail });
    let letters = name.chars().count();
    if !NAME_LETTERS.contains(&letters) || name_key(name).trim().is_empty() {
        let (least, most) = (NAME_LETTERS.start(), NAME_LETTERS.end());
        refuse(format!("found {letters} letters, expected {least} to {most}"));
    }
    if name.trim() != name {
        refuse("found blanks around it, expected none".to_owned());
    }
    // What turns the direction of a text could make one name look like another.
    let is_hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if name.chars().any(is_hidden) {
        refuse("found characters that are not seen, expected letters, digits, blanks and signs".to_owned());
    }
    if name.contains('@') {
        refuse("found an @, expected a name that is no e-mail address: it stays in the record of changes".to_owned());
    }
    unfit
}

fn unfit_roles(package: &Package, roles: &[Role], government: Option<&GovernmentId>) -> Vec<Unfit> {
    let mut unfit = Vec::new();
    let mut refuse = |field, detail: String| unfit.push(Unfit { field, detail });
    if roles.is_empty() || roles.contains(&Role::Public) {
        let known = Role::OF_ACCOUNTS.map(Role::as_str).join(", ");
        refuse(
            "roles",
            format!("found {}, expected one or more of {known}", told(roles)),
        );
    }
    match (roles.contains(&Role::Government), government) {
        (true, None) => refuse(
            "government",
            "found nothing, expected the id of the Indigenous government whose people these are".to_owned(),
        ),
        (false, Some(id)) => refuse(
            "government",
            format!(
                "found {:?}, expected nothing: the role government is not among the roles",
                id.as_str()
            ),
        ),
        (true, Some(id)) if !package.governments.iter().any(|one| one.id == *id) => {
            let known: Vec<&str> = package.governments.iter().map(|one| one.id.as_str()).collect();
            let expected = if known.is_empty() {
                "one of the package's, which lists none".to_owned()
            } else {
                format!("one of {}", known.join(", "))
            };
            refuse("government", format!("found {:?}, expected {expected}", id.as_str()));
        }
        _ => {}
    }
    unfit
}

/// A subject is its provider's own word, and one account's. `of` is the account that it may be already.
fn unfit_identity(accounts: &Accounts, of: Option<&AccountId>, identity: Option<&Identity>) -> Vec<Unfit> {
    let Some(identity) = identity else { return Vec::new() };
    let subject = &identity.subject;
    let detail = if subject.is_empty() || subject.len() > SUBJECT_BYTES || subject.chars().any(char::is_control) {
        let found = subject.len();
        format!(
            "found {found} bytes, expected the 1 to {SUBJECT_BYTES} that the organisation's sign-in shows, to the letter"
        )
    } else if accounts
        .identified(identity)
        .is_some_and(|account| Some(&account.id) != of)
    {
        "found a subject that another account is linked to, expected one of nobody else".to_owned()
    } else {
        return Vec::new();
    };
    let field = "oidc_subject";
    vec![Unfit { field, detail }]
}

fn told(roles: &[Role]) -> String {
    let words: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(", ")
    }
}

/// The package, of which the governments are wanted; an empty database has none.
async fn package(office: &Office) -> Result<Package, AccessRefusal> {
    let loaded = office.store().load(&definition::trusted).await;
    match loaded {
        Ok((package, _)) => Ok(package),
        Err(fault @ StoreError::Empty) => Err(AccessRefusal::Conflict(fault.to_string())),
        Err(fault) => Err(fault.into()),
    }
}

/// Changes accounts in a party's name.
async fn change<T>(
    office: &Office,
    party: &Party,
    occasion: Occasion,
    work: impl FnOnce(&Accounts) -> Result<(T, &'static str, Vec<AccessChange>), AccessRefusal> + Send,
) -> Result<T, AccessRefusal> {
    let actor = Actor::new(&party.name).ok_or(AccessRefusal::Nameless)?;
    office.store().change_access(&actor, occasion.now, work).await?
}
