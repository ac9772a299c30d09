//! Accounts, for administrators; and for a government those that act in its name.

use axum::http::{HeaderValue, StatusCode, header};
use serde::Deserialize;

use crate::model::{GovernmentId, Role};
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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    roles: Option<Vec<String>>,
    government: Option<String>,
    disabled: Option<bool>,
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

/// 201 with a one-time link, which is shown this once: hand it to the person. On 422 mend the fields that the errors name.
pub async fn add(ask: Ask) -> Result<Answer, Problem> {
    let (office, occasion) = ask.office()?;
    let allowed = ask.allowed::<ManageAccounts>()?;
    ask.session()?;
    let sent: New = ask.json()?;
    let wanted = NewAccount {
        name: sent.name,
        roles: roles(&sent.roles)?,
        government: sent.government.map(GovernmentId::from),
    };
    let invited = add_account(&office, &allowed, &wanted, occasion)
        .await
        .map_err(refused)?;
    let address = HeaderValue::try_from(ask.state.address(&format!("/api/accounts/{}", invited.account.id)));
    let address = address.map_err(|_| Problem::internal())?;
    let answer = Answer::json(media::JSON, &InvitedAccount::new(&invited, ask.state.public_url()));
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

fn roles(words: &[String]) -> Result<Vec<Role>, Problem> {
    let known: Option<Vec<Role>> = words.iter().map(|word| Role::parse(word)).collect();
    known.ok_or_else(|| {
        let expected = Role::OF_ACCOUNTS.map(Role::as_str).join(", ");
        let detail = format!("found {words:?}, expected one or more of {expected}");
        Problem::new(Kind::Invalid, "a role is not known").with_errors(vec![error("roles", detail)])
    })
}
