//! Accounts and tokens: records of the ledger, and no part of any package.

use jiff::civil::Date;

use crate::model::{Account, Identity, Role, Scope, Token};
use crate::store::access::name_key;
use crate::store::record::{Kind, Record, Stored};
use crate::store::table::{Misfit, Row, Table, text, whole};

pub(super) static ACCOUNT: Table = Table {
    name: "account",
    owner: &["account_id"],
    columns: &[
        text("name"),
        text("name_key"),
        text("government_id"),
        text("added_on"),
        text("disabled_on"),
        text("password_digest"),
        text("oidc_issuer"),
        text("oidc_subject"),
    ],
};

pub(super) static ACCOUNT_ROLE: Table = Table {
    name: "account_role",
    owner: &["account_id"],
    columns: &[text("role")],
};

/// `last_used_on` is not among its columns: that a token was used changes nothing of what it is.
pub(super) static TOKEN: Table = Table {
    name: "token",
    owner: &["token_id"],
    columns: &[
        text("account_id"),
        text("label"),
        text("prefix"),
        text("digest"),
        whole("may_read"),
        whole("may_write"),
        text("made_on"),
        text("expires_on"),
    ],
};

impl Stored for Account {
    const KIND: Kind = Kind::Account;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            Row::of(&ACCOUNT)
                .set("name", &self.name)
                .set("name_key", &name_key(&self.name))
                .set("government_id", &self.government)
                .set("added_on", &self.added_on)
                .set("disabled_on", &self.disabled_on)
                .set("password_digest", &self.password_digest)
                .set("oidc_issuer", &self.identity.as_ref().map(|one| one.issuer.clone()))
                .set("oidc_subject", &self.identity.as_ref().map(|one| one.subject.clone())),
        );
        for role in &self.roles {
            record.push(Row::of(&ACCOUNT_ROLE).set("role", role));
        }
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&ACCOUNT)?;
        let mut roles: Vec<Role> = record.list(&ACCOUNT_ROLE, "role")?;
        roles.sort_unstable();
        Ok(Self {
            id: record.id.as_str().into(),
            name: row.get("name")?,
            roles,
            government: row.get("government_id")?,
            added_on: row.get::<Date>("added_on")?,
            disabled_on: row.get("disabled_on")?,
            password_digest: row.get("password_digest")?,
            identity: identity(row.get("oidc_issuer")?, row.get("oidc_subject")?),
        })
    }
}

/// Both or none: the database takes no half of one.
pub(in crate::store) fn identity(issuer: Option<String>, subject: Option<String>) -> Option<Identity> {
    let (issuer, subject) = issuer.zip(subject)?;
    Some(Identity { issuer, subject })
}

impl Stored for Token {
    const KIND: Kind = Kind::Token;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            Row::of(&TOKEN)
                .set("account_id", &self.account)
                .set("label", &self.label)
                .set("prefix", &self.prefix)
                .set("digest", &self.digest)
                .set("may_read", &self.scopes.contains(&Scope::Read))
                .set("may_write", &self.scopes.contains(&Scope::Write))
                .set("made_on", &self.made_on)
                .set("expires_on", &self.expires_on),
        );
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&TOKEN)?;
        let mut scopes = Vec::new();
        for (scope, column) in [(Scope::Read, "may_read"), (Scope::Write, "may_write")] {
            if row.get(column)? {
                scopes.push(scope);
            }
        }
        Ok(Self {
            id: record.id.as_str().into(),
            account: row.get("account_id")?,
            label: row.get("label")?,
            prefix: row.get("prefix")?,
            digest: row.get("digest")?,
            scopes,
            made_on: row.get("made_on")?,
            expires_on: row.get("expires_on")?,
            last_used_on: None,
        })
    }
}
