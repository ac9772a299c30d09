//! `evenreach token`: tokens for machines, on the machine of the database.

use std::fmt::Write as _;

use clap::Subcommand;
use jiff::civil::Date;

use super::Failure;
use super::facts::{runtime, today};
use super::table::say;
use super::user::{Machine, named, now};
use crate::model::{Scope, Token};
use crate::store::Accounts;
use crate::workflow::{NewToken, TokenRight, end_token, make_token};

/// Words of the command.
#[derive(Debug, Subcommand)]
pub enum Words {
    /// Make a token of an account, and print it, this once
    Add {
        /// Name of the account
        name: String,
        /// What it is for
        #[arg(long)]
        label: String,
        /// For what it may be used; may be given twice
        #[arg(long, required = true, value_parser = ["read", "write"])]
        scope: Vec<String>,
        /// The last day on which it can be used, YYYY-MM-DD; in 90 days unless given
        #[arg(long, value_name = "DATE")]
        expires_on: Option<Date>,
        #[command(flatten)]
        machine: Machine,
    },
    /// List tokens, of one account or of all
    List {
        /// Name of the account
        name: Option<String>,
        #[command(flatten)]
        machine: Machine,
    },
    /// End a token
    Revoke {
        /// Its first letters, or its id, as `list` has them
        token: String,
        #[command(flatten)]
        machine: Machine,
    },
}

/// Does it.
pub fn run(words: &Words) -> Result<(), Failure> {
    runtime()?.block_on(async {
        match words {
            Words::Add {
                name,
                label,
                scope,
                expires_on,
                machine,
            } => {
                let (allowed, office) = (machine.allowed()?, machine.open().await?);
                let wanted = NewToken {
                    account: named(&office, name).await?.id,
                    label: label.clone(),
                    scopes: scope.iter().filter_map(|word| Scope::parse(word)).collect(),
                    expires_on: expires_on.unwrap_or_else(|| today().saturating_add(jiff::Span::new().days(90))),
                };
                let made = make_token(&office, TokenRight::Any(&allowed), &wanted, now()).await;
                office.store().close().await;
                let (token, secret) = made.map_err(Failure::input)?;
                say(&format!(
                    "{} until {}, shown this once:\n{}\n",
                    token.label,
                    token.expires_on,
                    secret.reveal()
                ))
            }
            Words::List { name, machine } => {
                let office = machine.open().await?;
                let only = match name {
                    None => None,
                    Some(name) => Some(named(&office, name).await?.id),
                };
                let accounts = office.store().accounts().await.map_err(Failure::input)?;
                office.store().close().await;
                let tokens = accounts.tokens.iter();
                say(&listed(
                    &accounts,
                    tokens.filter(|token| only.as_ref().is_none_or(|id| token.account == *id)),
                ))
            }
            Words::Revoke { token, machine } => {
                let (allowed, office) = (machine.allowed()?, machine.open().await?);
                let accounts = office.store().accounts().await.map_err(Failure::input)?;
                let is_meant = |one: &&Token| one.prefix == *token || one.id.as_str() == token;
                let meant: Vec<&Token> = accounts.tokens.iter().filter(is_meant).collect();
                let [one] = meant.as_slice() else {
                    let count = meant.len();
                    let detail =
                        format!("found {count} tokens by {token:?}, expected one: `evenreach token list` has them");
                    return Err(Failure::Input(detail));
                };
                let done = end_token(&office, TokenRight::Any(&allowed), &one.id, now()).await;
                office.store().close().await;
                let done = done.map_err(Failure::input)?;
                say(&format!("{} ({}): ended\n", done.prefix, done.label))
            }
        }
    })
}

/// A line for each token.
fn listed<'a>(accounts: &Accounts, tokens: impl Iterator<Item = &'a Token>) -> String {
    let mut text = String::new();
    for token in tokens {
        let owner = accounts
            .account(&token.account)
            .map_or("?", |account| account.name.as_str());
        let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.as_str()).collect();
        let used = token
            .last_used_on
            .map_or_else(|| "never used".to_owned(), |day| format!("last used {day}"));
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{}  {}  {owner}: {} ({}), until {}, {used}",
            token.prefix,
            token.id,
            token.label,
            scopes.join(" and "),
            token.expires_on
        );
    }
    text
}
