//! Accounts, for administrators; and for a government those that act in its name.

use axum::http::{HeaderValue, StatusCode, header};
use serde::{Deserialize, Deserializer};

use crate::model::{GovernmentId, Identity, Role};
use crate::policy::{ManageAccounts, ReadAccounts};
use crate::workflow::{self, AccountEdit, NewAccount, add_account, change_account, make_link};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::problem::{Kind, Problem};
use super::super::wire::{AccountRecord, Accounts, InvitedAccount};
use super::{error, refused};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct New {
    name: String,
    roles: Vec<String>,
    government: Option<String>,
    oidc_subject: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    roles: Option<Vec<String>>,
    government: Option<String>,
    disabled: Option<bool>,
    #[serde(default)]
    oidc_subject: Subject,
}

/// Who signs in to an account by their organisation: null says something, and a field that is left out does not.
#[derive(Default)]
enum Subject {
    #[default]
    LeftOut,
    Nobody,
    Of(String),
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let sent: Option<String> = Deserialize::deserialize(from)?;
        Ok(sent.map_or(Self::Nobody, Self::Of))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// Every account; for a government those that act in its name.
pub async fn list(ask: Ask) -> Result<Answer, Problem> {
    let (office, _) = ask.office()?;
    let allowed = ask.allowed_own::<ReadAccounts>()?;
    ask.session()?;
    let accounts = office.store().accounts().await.map_err(|fault| refused(fault.into()))?;
    let seen = accounts
        .accounts
        .iter()
        .filter(|one| allowed.holds_for(one.government.as_ref()));
    Ok(Answer::json(media::JSON, &Accounts::of(seen)))
}

/// 201 with a one-time link, which is shown this once: hand it to the person. There is none for an account that an
/// organisation's sign-in is linked to. On 422 mend the fields that the errors name.
pub async fn add(ask: Ask) -> Result<Answer, Problem> {
    let (office, occasion) = ask.office()?;
    let allowed = ask.allowed::<ManageAccounts>()?;
    ask.session()?;
    let sent: New = ask.json()?;
    let wanted = NewAccount {
        name: sent.name,
        roles: roles(&sent.roles)?,
        government: sent.government.map(GovernmentId::from),
        identity: identity(&ask, sent.oidc_subject)?,
    };
    let added = add_account(&office, &allowed, &wanted, occasion).await;
    let added = added.map_err(refused)?;
    let address = HeaderValue::try_from(ask.state.address(&format!("/api/accounts/{}", added.account().id)));
    let address = address.map_err(|_| Problem::internal())?;
    let answer = Answer::json(media::JSON, &InvitedAccount::added(&added, ask.state.public_url()));
    Ok(answer.status(StatusCode::CREATED).header(header::LOCATION, address))
}

/// 200 as it is now; its sessions have ended. On 409 it is the last administrator.
pub async fn change(ask: Ask) -> Result<Answer, Problem> {
    let (office, occasion) = ask.office()?;
    let allowed = ask.allowed::<ManageAccounts>()?;
    ask.session()?;
    let sent: Edit = ask.json()?;
    if sent.roles.is_none() && sent.government.is_some() {
        let errors = vec![error(
            "government",
            "found without roles, expected together with them".to_owned(),
        )];
        return Err(Problem::new(Kind::Invalid, "a government goes with the roles").with_errors(errors));
    }
    let government = sent.government.map(GovernmentId::from);
    let edit = AccountEdit {
        roles: sent
            .roles
            .map(|words| roles(&words))
            .transpose()?
            .map(|roles| (roles, government)),
        disabled: sent.disabled,
        identity: match sent.oidc_subject {
            Subject::LeftOut => None,
            Subject::Nobody => Some(None),
            Subject::Of(subject) => Some(identity(&ask, Some(subject))?),
        },
    };
    let account = change_account(&office, &allowed, &ask.id().into(), &edit, occasion).await;
    let account = account.map_err(refused)?;
    Ok(Answer::json(media::JSON, &AccountRecord::of(&account)))
}

/// 201 with a one-time link that sets the account's password anew: hand it to the person.
pub async fn link(ask: Ask) -> Result<Answer, Problem> {
    let (office, occasion) = ask.office()?;
    let allowed = ask.allowed::<ManageAccounts>()?;
    ask.session()?;
    let Nothing {} = ask.json()?;
    let invited = make_link(&office, &allowed, &ask.id().into(), occasion).await;
    let invited: workflow::Invited = invited.map_err(refused)?;
    let answer = Answer::json(media::JSON, &InvitedAccount::new(&invited, ask.state.public_url()));
    Ok(answer.status(StatusCode::CREATED))
}

/// Somebody whom the one provider of this service knows under a subject.
fn identity(ask: &Ask, subject: Option<String>) -> Result<Option<Identity>, Problem> {
    let Some(subject) = subject else { return Ok(None) };
    let Some(provider) = ask.state.organisation() else {
        let detail = "found a subject, expected none: nobody signs in here by an organisation".to_owned();
        return Err(Problem::new(Kind::Invalid, detail.clone()).with_errors(vec![error("oidc_subject", detail)]));
    };
    let issuer = provider.issuer().to_owned();
    Ok(Some(Identity { issuer, subject }))
}

fn roles(words: &[String]) -> Result<Vec<Role>, Problem> {
    let known: Option<Vec<Role>> = words.iter().map(|word| Role::parse(word)).collect();
    known.ok_or_else(|| {
        let expected = Role::OF_ACCOUNTS.map(Role::as_str).join(", ");
        let detail = format!("found {words:?}, expected one or more of {expected}");
        Problem::new(Kind::Invalid, "a role is not known").with_errors(vec![error("roles", detail)])
    })
}
