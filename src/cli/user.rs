//! `evenreach user`: accounts, on the machine of the database.

use std::fmt::Write as _;

use clap::{Args, Subcommand};

use super::Failure;
use super::facts::{runtime, today};
use super::load::DEFAULT_DATABASE;
use super::organisation::IdentityWords;
use super::table::say;
use crate::model::{Account, Role};
use crate::policy::{Allowed, ManageAccounts, Party, allow};
use crate::store::{Actor, Store};
use crate::workflow::{
    AccessRefusal, AccountEdit, Added, Invited, NewAccount, Occasion, Office, add_account, change_account, make_link,
};

/// Words of the command.
#[derive(Debug, Subcommand)]
pub enum Words {
    /// Add an account, and print the one-time link with which its password is set, unless it needs none
    Add {
        /// Its name: of a person or an office, no e-mail address
        name: String,
        /// In which role; may be given several times
        #[arg(long, required = true, value_parser = ["planner", "working_group", "government", "administrator"])]
        role: Vec<String>,
        /// The Indigenous government whose people they are, by its id, for the role government
        #[arg(long, value_name = "ID")]
        government: Option<String>,
        #[command(flatten)]
        identity: IdentityWords,
        #[command(flatten)]
        link: LinkWords,
        #[command(flatten)]
        machine: Machine,
    },
    /// List the accounts
    List {
        #[command(flatten)]
        machine: Machine,
    },
    /// Disable an account: its sessions, tokens and links end
    Disable {
        /// Its name
        name: String,
        #[command(flatten)]
        machine: Machine,
    },
    /// Link an account to somebody whom an organisation's sign-in knows, or to nobody: its sessions end
    Oidc {
        /// Its name
        name: String,
        #[command(flatten)]
        identity: IdentityWords,
        /// Nobody signs in to it by their organisation any more
        #[arg(long, conflicts_with = "oidc_subject")]
        unlink: bool,
        #[command(flatten)]
        machine: Machine,
    },
    /// Print a one-time link with which the password of an account is set anew
    Link {
        /// Its name
        name: String,
        #[command(flatten)]
        link: LinkWords,
        #[command(flatten)]
        machine: Machine,
    },
}

/// Where the link leads.
#[derive(Args, Debug)]
pub struct LinkWords {
    /// Scheme and host under which people reach the service
    #[arg(
        long,
        value_name = "URL",
        env = "EVENREACH_PUBLIC_URL",
        default_value = "http://127.0.0.1:8080"
    )]
    public_url: String,
}

/// Where it is done, and by whom.
#[derive(Args, Debug)]
pub struct Machine {
    /// Database: `sqlite://FILE` or `postgres://…`
    #[arg(long, value_name = "URL", env = "EVENREACH_DATABASE_URL", hide_env_values = true, default_value = DEFAULT_DATABASE)]
    database: String,
    /// Under which name it is recorded
    #[arg(long, value_name = "NAME", default_value = "administrator, by command")]
    actor: String,
}

impl Machine {
    /// Whoever runs commands on the machine of the database is an administrator.
    pub fn allowed(&self) -> Result<Allowed<ManageAccounts>, Failure> {
        if Actor::new(&self.actor).is_none() {
            let detail = format!("--actor: found {:?}, expected a name of letters", self.actor);
            return Err(Failure::Usage(detail));
        }
        allow(&Party::administrator(&self.actor), None).map_err(Failure::input)
    }

    /// Its database.
    pub async fn open(&self) -> Result<Office, Failure> {
        let store = Store::open_existing(&self.database).await.map_err(Failure::input)?;
        Ok(Office::local(store))
    }
}

/// The present.
pub fn now() -> Occasion {
    Occasion {
        now: jiff::Timestamp::now(),
        today: today(),
    }
}

/// An account by its name.
pub async fn named(office: &Office, name: &str) -> Result<Account, Failure> {
    let accounts = office.store().accounts().await.map_err(Failure::input)?;
    accounts.named(name).cloned().ok_or_else(|| {
        let what = "account";
        let name = name.to_owned();
        Failure::input(AccessRefusal::NotFound { what, name })
    })
}

/// Does it.
pub fn run(words: &Words) -> Result<(), Failure> {
    runtime()?.block_on(async {
        match words {
            Words::Add {
                name,
                role,
                government,
                identity,
                link,
                machine,
            } => {
                let wanted = NewAccount {
                    name: name.clone(),
                    roles: role.iter().filter_map(|word| Role::parse(word)).collect(),
                    government: government.as_deref().map(Into::into),
                    identity: identity.identity(),
                };
                let (allowed, office) = (machine.allowed()?, machine.open().await?);
                let added = add_account(&office, &allowed, &wanted, now()).await;
                office.store().close().await;
                match added.map_err(Failure::input)? {
                    Added::Invited(invited) => tell(&invited, link),
                    Added::Linked(account) => tell_linked(&account),
                }
            }
            Words::List { machine } => {
                let office = machine.open().await?;
                let accounts = office.store().accounts().await.map_err(Failure::input)?;
                office.store().close().await;
                say(&listed(&accounts.accounts))
            }
            Words::Disable { name, machine } => {
                let (allowed, office) = (machine.allowed()?, machine.open().await?);
                let account = named(&office, name).await?;
                let edit = AccountEdit {
                    disabled: Some(true),
                    ..AccountEdit::default()
                };
                let done = change_account(&office, &allowed, &account.id, &edit, now()).await;
                office.store().close().await;
                let done = done.map_err(Failure::input)?;
                say(&format!(
                    "{}: disabled; its sessions, tokens and links have ended\n",
                    done.name
                ))
            }
            Words::Oidc {
                name,
                identity,
                unlink,
                machine,
            } => {
                let identity = identity.identity();
                if identity.is_none() && !unlink {
                    let detail = "--oidc-subject: found nothing, expected a subject, or --unlink";
                    return Err(Failure::Usage(detail.to_owned()));
                }
                let (allowed, office) = (machine.allowed()?, machine.open().await?);
                let account = named(&office, name).await?;
                let edit = AccountEdit {
                    identity: Some(identity),
                    ..AccountEdit::default()
                };
                let done = change_account(&office, &allowed, &account.id, &edit, now()).await;
                office.store().close().await;
                tell_linked(&done.map_err(Failure::input)?)
            }
            Words::Link { name, link, machine } => {
                let (allowed, office) = (machine.allowed()?, machine.open().await?);
                let account = named(&office, name).await?;
                let invited = make_link(&office, &allowed, &account.id, now()).await;
                office.store().close().await;
                tell(&invited.map_err(Failure::input)?, link)
            }
        }
    })
}

fn tell(invited: &Invited, link: &LinkWords) -> Result<(), Failure> {
    let base = link.public_url.trim_end_matches('/');
    say(&format!(
        "{}: this link sets the password, once, within 24 hours:\n{}\n",
        invited.account.name,
        invited.address(base)
    ))
}

fn tell_linked(account: &Account) -> Result<(), Failure> {
    let name = &account.name;
    match &account.identity {
        Some(identity) => say(&format!(
            "{name}: whom {} knows as {} signs in to it\n",
            identity.issuer, identity.subject
        )),
        None => say(&format!("{name}: nobody signs in to it by an organisation\n")),
    }
}

/// A line for each account.
fn listed(accounts: &[Account]) -> String {
    let mut accounts: Vec<&Account> = accounts.iter().collect();
    accounts.sort_by(|one, other| one.name.cmp(&other.name));
    let mut text = String::new();
    for account in accounts {
        let roles: Vec<&str> = account.roles.iter().map(|role| role.as_str()).collect();
        let government = account
            .government
            .as_ref()
            .map_or_else(String::new, |id| format!(" of {id}"));
        let state = match (account.disabled_on, &account.password_digest, &account.identity) {
            (Some(day), _, _) => format!("disabled on {day}"),
            (None, None, None) => "no password yet".to_owned(),
            (None, Some(_), None) => "can sign in".to_owned(),
            (None, None, Some(of)) => format!("signs in by {} as {}", of.issuer, of.subject),
            (None, Some(_), Some(of)) => format!("can sign in, by {} as {} too", of.issuer, of.subject),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}: {}{government}, {state}", account.name, roles.join(", "));
    }
    text
}
