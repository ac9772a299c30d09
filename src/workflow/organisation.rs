//! Signing in by the word of one's organisation. The provider says who somebody is; which account that is, and in which
//! roles, an administrator has said before.

use std::sync::Arc;

use jiff::SignedDuration;

use crate::identity::{Answered, Provider, Trip, Unproven};
use crate::model::Account;
use crate::store::{AccessChange, Accounts, Digest, StoreError};

use super::access_refusal::AccessRefusal;
use super::secret::Secret;
use super::sign_in::{Entered, change, swept};
use super::{Occasion, Office};

/// How long somebody may take to sign in at their organisation.
pub const TRIP_LASTS: SignedDuration = SignedDuration::from_mins(10);

/// How many may be on their way at once: whoever sets out over and over fills this and nothing else.
const MOST_TRIPS: u32 = 10_000;

/// Somebody who sets out to sign in at their organisation.
#[derive(Clone, Debug)]
pub struct SetOut {
    /// Where their browser goes.
    pub location: String,
    /// What it shows when it comes back: for that browser alone.
    pub trip: Secret,
}

/// What a browser comes back with.
#[derive(Clone)]
pub struct Returned<'a> {
    /// The secret with which it set out.
    pub trip: &'a str,
    /// The state that the provider gave back.
    pub state: &'a str,
    /// What opens the provider's word; none where the provider lets nobody in.
    pub code: Option<&'a str>,
    /// Who the provider says that it is, where it says so.
    pub issuer: Option<&'a str>,
}

/// Why somebody who came back, or wanted to set out, is not let in.
#[derive(Debug, thiserror::Error)]
pub enum NotLetIn {
    /// The browser did not set out, or too long ago, or has come back before.
    #[error("this sign-in was not begun in this browser, or too long ago, or has ended")]
    Lost,
    /// The provider let nobody in: whoever was asked said no, or may not use it.
    #[error("the organisation's sign-in let nobody in")]
    Declined,
    /// It is not known who it is.
    #[error(transparent)]
    Unproven(#[from] Unproven),
    /// It is known who it is, and no open account is theirs.
    #[error("no account is linked to this sign-in")]
    Unlinked,
    /// So many are on their way that nobody else may set out.
    #[error("many people are signing in just now")]
    Full,
    /// The store cannot do it.
    #[error(transparent)]
    Refused(#[from] AccessRefusal),
}

impl From<StoreError> for NotLetIn {
    fn from(fault: StoreError) -> Self {
        Self::Refused(fault.into())
    }
}

/// Lets somebody set out to sign in at their organisation.
pub async fn set_out(office: &Office, provider: &Arc<Provider>, occasion: Occasion) -> Result<SetOut, NotLetIn> {
    let trip = Secret::draw("")?;
    let location = provider.way_out(Trip::of(trip.reveal()), occasion.now).await?;
    let (digest, until) = (trip.digest(), occasion.now + TRIP_LASTS);
    let begun = office.store().begin_trip(&digest, (occasion.now, until), MOST_TRIPS);
    if begun.await? {
        Ok(SetOut { location, trip })
    } else {
        Err(NotLetIn::Full)
    }
}

/// Lets in whoever comes back with the provider's word that they are somebody whom an account is linked to. They get a new
/// session, whatever their browser had before. A trip ends with this, however it ends; only a state that is not its own
/// leaves it as it was, so that nobody else can end it.
pub async fn come_back(
    office: &Office,
    provider: &Arc<Provider>,
    returned: &Returned<'_>,
    occasion: Occasion,
) -> Result<Entered, NotLetIn> {
    let trip = Trip::of(returned.trip);
    if !trip.has_state(returned.state) {
        return Err(NotLetIn::Lost);
    }
    let digest = Digest::of(returned.trip.as_bytes());
    if !office.store().end_trip(&digest, occasion.now).await? {
        return Err(NotLetIn::Lost);
    }
    let answered = Answered {
        code: returned.code.ok_or(NotLetIn::Declined)?.to_owned(),
        issuer: returned.issuer.map(str::to_owned),
    };
    let identity = provider.who(trip, answered, occasion.now).await?;
    let found = office.store().identified(&identity).await?.filter(Account::is_open);
    let Some(found) = found else {
        office.store().note_trip(&digest, &identity.subject).await?;
        return Err(NotLetIn::Unlinked);
    };
    let session = Secret::draw("")?;
    let work = |accounts: &Accounts| {
        // Disabled, or linked to somebody else, in this moment.
        let account = accounts
            .identified(&identity)
            .filter(|account| account.is_open())
            .cloned();
        let account = account.ok_or(AccessRefusal::Wrong)?;
        let changes = vec![
            swept(occasion.now),
            AccessChange::BeginSession(session.digest(), account.id.clone()),
        ];
        Ok((account, "signed in by an organisation", changes))
    };
    match change(office.store(), &found.name, occasion, work).await {
        Ok(account) => Ok(Entered { account, session }),
        Err(AccessRefusal::Wrong) => Err(NotLetIn::Unlinked),
        Err(refused) => Err(refused.into()),
    }
}

/// Whom the provider named to a browser that came back and was not let in, so that an administrator can be told.
pub async fn unlinked_subject(
    office: &Office,
    trip: &str,
    occasion: Occasion,
) -> Result<Option<String>, AccessRefusal> {
    let digest = Digest::of(trip.as_bytes());
    Ok(office.store().trip_subject(&digest, occasion.now).await?)
}
