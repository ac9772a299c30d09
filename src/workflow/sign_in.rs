//! Signing in and out, by a password or by a one-time link, and who a session belongs to.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::model::{Account, Scope};
use crate::policy::weakness;
use crate::store::{AccessChange, Accounts, Actor, Digest, Store};

use super::access_refusal::AccessRefusal;
use super::passwords::Passwords;
use super::secret::Secret;
use super::{Occasion, Office};

/// How long a session may lie unused.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);

/// How long a session may last, however much it is used.
pub const LONGEST_SESSION: SignedDuration = SignedDuration::from_hours(12);

/// How old the note of a session's last use may be: not every answer is worth a write.
const NOTED: SignedDuration = SignedDuration::from_mins(1);

/// How long an answer waits for its session's use to be noted.
const NOTING: Duration = Duration::from_secs(1);

/// Somebody who was let in.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The account.
    pub account: Account,
    /// The session that was begun, for their browser alone.
    pub session: Secret,
}

/// Lets somebody in who knows the password of an open account. For any other name and password the same work is done.
pub async fn sign_in(
    office: &Office,
    passwords: &Passwords,
    name: &str,
    password: &str,
    occasion: Occasion,
) -> Result<Entered, AccessRefusal> {
    let found = office.store().sign_in(name).await?;
    let verifier = found.as_ref().and_then(|found| found.verifier.clone());
    let is_right = passwords.check(password, verifier.as_deref()).await?;
    let (Some(found), Some(verifier), true) = (found, verifier, is_right) else {
        return Err(AccessRefusal::Wrong);
    };
    // The password is known at this moment alone: it is hashed anew where it was hashed as was once thought enough.
    let renewed = if Passwords::is_current(&verifier) {
        None
    } else {
        Some(passwords.hash(password).await?)
    };
    let session = Secret::draw("")?;
    let work = |accounts: &Accounts| {
        let account = still(accounts, &found.account).ok_or(AccessRefusal::Wrong)?;
        let mut changes = vec![swept(occasion.now)];
        if let Some(verifier) = renewed {
            changes.push(AccessChange::SetVerifier(account.clone(), verifier));
        }
        changes.push(AccessChange::BeginSession(session.digest(), account.id.clone()));
        Ok((account, "password hashed anew", changes))
    };
    let account = change(office.store(), &found.account.name, occasion, work).await?;
    Ok(Entered { account, session })
}

/// Sets the password of the account that a one-time link is for, and lets in whoever holds it. Every other session and
/// link of the account ends.
pub async fn claim(
    office: &Office,
    passwords: &Passwords,
    link: &str,
    password: &str,
    local: &BTreeSet<String>,
    occasion: Occasion,
) -> Result<Entered, AccessRefusal> {
    // A whole address does as well as the secret at its end.
    let secret = link.trim().rsplit(['=', '#']).next().unwrap_or_default();
    let digest = Digest::of(secret.as_bytes());
    let accounts = office.store().accounts().await?;
    let account = claimed(&accounts, &digest, occasion.now).ok_or(AccessRefusal::Gone)?;
    if let Some(weakness) = weakness(password, local, &account.name) {
        return Err(AccessRefusal::Weak(weakness));
    }
    let verifier = passwords.hash(password).await?;
    let session = Secret::draw("")?;
    let work = |accounts: &Accounts| {
        let account = claimed(accounts, &digest, occasion.now).ok_or(AccessRefusal::Gone)?;
        let changes = vec![
            swept(occasion.now),
            AccessChange::SetVerifier(account.clone(), verifier),
            AccessChange::EndLinks(account.id.clone()),
            AccessChange::EndSessions {
                of: account.id.clone(),
                but: None,
            },
            AccessChange::BeginSession(session.digest(), account.id.clone()),
        ];
        Ok((account, "password set by a one-time link", changes))
    };
    let account = change(office.store(), &account.name, occasion, work).await?;
    Ok(Entered { account, session })
}

/// Gives an account another password, for whoever knows the present one. Its other sessions and its links end.
pub async fn change_password(
    office: &Office,
    passwords: &Passwords,
    account: &Account,
    session: &Digest,
    (present, wanted): (&str, &str),
    local: &BTreeSet<String>,
    occasion: Occasion,
) -> Result<Account, AccessRefusal> {
    let verifier = office
        .store()
        .sign_in_of(&account.id)
        .await?
        .and_then(|found| found.verifier);
    if !passwords.check(present, verifier.as_deref()).await? {
        return Err(AccessRefusal::Wrong);
    }
    if let Some(weakness) = weakness(wanted, local, &account.name) {
        return Err(AccessRefusal::Weak(weakness));
    }
    let verifier = passwords.hash(wanted).await?;
    let work = |accounts: &Accounts| {
        let account = still(accounts, account).ok_or(AccessRefusal::Wrong)?;
        let changes = vec![
            AccessChange::SetVerifier(account.clone(), verifier),
            AccessChange::EndLinks(account.id.clone()),
            AccessChange::EndSessions {
                of: account.id.clone(),
                but: Some(*session),
            },
        ];
        Ok((account, "password changed", changes))
    };
    change(office.store(), &account.name, occasion, work).await
}

/// Ends a session.
pub async fn sign_out(
    office: &Office,
    account: &Account,
    session: Digest,
    occasion: Occasion,
) -> Result<(), AccessRefusal> {
    let work = |_: &Accounts| Ok(((), "signed out", vec![AccessChange::EndSession(session)]));
    change(office.store(), &account.name, occasion, work).await
}

/// Whose a session is, where it has not passed and its account is open; that it was used is noted.
pub async fn of_session(office: &Office, session: &Digest, now: Timestamp) -> Result<Option<Account>, AccessRefusal> {
    let Some(seen) = office.store().session(session).await? else {
        return Ok(None);
    };
    let has_passed = now.duration_since(seen.begun_at) >= LONGEST_SESSION || now.duration_since(seen.seen_at) >= IDLE;
    if has_passed || !seen.account.is_open() {
        return Ok(None);
    }
    if now.duration_since(seen.seen_at) >= NOTED {
        note(office.store().see_session(session, now)).await;
    }
    Ok(Some(seen.account))
}

/// Whose a token is and what it may be used for, where it has not expired and its account is open; that it was used is
/// noted.
pub async fn of_token(
    office: &Office,
    token: &str,
    occasion: Occasion,
) -> Result<Option<(Account, Vec<Scope>)>, AccessRefusal> {
    let found = office.store().token(&Digest::of(token.as_bytes())).await?;
    let Some((token, account)) =
        found.filter(|(token, account)| occasion.today <= token.expires_on && account.is_open())
    else {
        return Ok(None);
    };
    if token.last_used_on != Some(occasion.today) {
        note(office.store().use_token(&token.id, occasion.today)).await;
    }
    Ok(Some((account, token.scopes)))
}

/// A note that cannot be made keeps nobody from their answer.
async fn note(noting: impl Future<Output = Result<(), crate::store::StoreError>>) {
    match tokio::time::timeout(NOTING, noting).await {
        Ok(Ok(())) => {}
        Ok(Err(fault)) => tracing::warn!(%fault, "the use of a session or token could not be noted"),
        Err(_) => tracing::debug!("the use of a session or token was not noted: others are writing"),
    }
}

/// The account as it is now, where it is open and has the password that was checked.
fn still(accounts: &Accounts, seen: &Account) -> Option<Account> {
    let account = accounts.account(&seen.id)?;
    (account.is_open() && account.password_digest == seen.password_digest).then(|| account.clone())
}

/// The open account that a link is for.
fn claimed(accounts: &Accounts, digest: &Digest, now: Timestamp) -> Option<Account> {
    let mut links = accounts.links.iter();
    let link = links.find(|link| link.digest == *digest && now < link.expires_at)?;
    accounts
        .account(&link.account)
        .filter(|account| account.is_open())
        .cloned()
}

/// What has passed goes when somebody comes.
pub(super) fn swept(now: Timestamp) -> AccessChange {
    AccessChange::Sweep {
        begun_by: now - LONGEST_SESSION,
        seen_by: now - IDLE,
        expired_by: now,
    }
}

/// Changes accounts in the name of one of them.
pub(super) async fn change<T>(
    store: &Store,
    name: &str,
    occasion: Occasion,
    work: impl FnOnce(&Accounts) -> Result<(T, &'static str, Vec<AccessChange>), AccessRefusal> + Send,
) -> Result<T, AccessRefusal> {
    let actor = Actor::new(name).ok_or(AccessRefusal::Nameless)?;
    store.change_access(&actor, occasion.now, work).await?
}
