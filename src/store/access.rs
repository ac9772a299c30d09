//! Accounts, and what proves who somebody is: passwords, sessions, one-time links, tokens.
//!
//! Accounts and tokens are records, and every change to them an entry of the ledger; sessions and links pass, and leave
//! none. No secret comes in here: of each the caller gives a digest, or what a password is checked against. What may
//! become of an account is not decided here. Begin with [`Store::change_access`].

use jiff::Timestamp;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;

use super::cell::{Cell, CellType};
use super::change::{self, Actor};
use super::connection::Session;
use super::ledger::chain::Digest;
use super::ledger::{self, Action, LedgerHead, Tampered, Tampering, position_of, text_of};
use super::record::{Kind, Record, Stored as _};
use super::table::{Table, text, whole};
use super::{Store, StoreError, records};
use crate::model::{Account, AccountId, Identity, Role, Scope, Token, TokenId};

static PASSWORD: Table = Table {
    name: "account_password",
    owner: &["account_id"],
    columns: &[text("verifier")],
};

static SESSION: Table = Table {
    name: "session",
    owner: &[],
    columns: &[text("digest"), text("account_id"), whole("begun_at"), whole("seen_at")],
};

static LINK: Table = Table {
    name: "one_time_link",
    owner: &[],
    columns: &[text("digest"), text("account_id"), whole("expires_at")],
};

const VERIFIER: &str = "select account.account_id, account_password.verifier from account
    left join account_password on account_password.account_id = account.account_id
    where account.name_key = $1";
const VERIFIER_OF: &str = "select account_id, verifier from account_password where account_id = $1";
const ACCOUNT: &str = "select account.account_id, account.name, account.government_id, account.added_on,
    account.disabled_on, account.password_digest, account_role.role, account.oidc_issuer, account.oidc_subject from account
    left join account_role on account_role.account_id = account.account_id where account.account_id = $1";
const IDENTIFIED: &str = "select account_id from account where oidc_issuer = $1 and oidc_subject = $2";
const SESSION_OF: &str = "select account_id, begun_at, seen_at from session where digest = $1";
const TOKEN_OF: &str = "select token_id, account_id, label, prefix, digest, may_read, may_write, made_on, expires_on,
    last_used_on from token where digest = $1";
const LAST_USES: &str = "select token_id, last_used_on from token where last_used_on is not null";
const SEE_SESSION: &str = "update session set seen_at = $2 where digest = $1 and seen_at < $2";
const USE_TOKEN: &str = "update token set last_used_on = $2 where token_id = $1";
const END_SESSION: &str = "delete from session where digest = $1";
const END_SESSIONS: &str = "delete from session where account_id = $1 and digest <> $2";
const END_LINKS: &str = "delete from one_time_link where account_id = $1";
const SWEEP_SESSIONS: &str = "delete from session where begun_at <= $1 or seen_at <= $2";
const SWEEP_LINKS: &str = "delete from one_time_link where expires_at <= $1";
const PASSWORDS: &str = "select account.account_id, account.password_digest, account_password.verifier, record.position
    from account left join account_password on account_password.account_id = account.account_id
    left join record on record.kind = 'account' and record.record_id = account.account_id
    order by record.position";

/// The name of an account as names are compared: without regard to case and to how letters are composed.
pub fn name_key(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase().nfkc().collect()
}

/// What the database holds of accounts, as one transaction sees it.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    /// Accounts, in the order of their ids.
    pub accounts: Vec<Account>,
    /// Tokens, in the order of their ids.
    pub tokens: Vec<Token>,
    /// Links that nobody has used.
    pub links: Vec<OneTimeLink>,
}

impl Accounts {
    /// An account by its id.
    pub fn account(&self, id: &AccountId) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == *id)
    }

    /// The account of somebody whom an organisation's provider knows.
    pub fn identified(&self, identity: &Identity) -> Option<&Account> {
        let mut accounts = self.accounts.iter();
        accounts.find(|account| account.identity.as_ref() == Some(identity))
    }

    /// An account by its name.
    pub fn named(&self, name: &str) -> Option<&Account> {
        let key = name_key(name);
        self.accounts.iter().find(|account| name_key(&account.name) == key)
    }
}

/// A link with which the password of an account can be set, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeLink {
    /// SHA-256 of its secret.
    pub digest: Digest,
    /// Of which account.
    pub account: AccountId,
    /// From when on it is of no use.
    pub expires_at: Timestamp,
}

/// What a name leads to.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The account.
    pub account: Account,
    /// What its password is checked against; none before one was set.
    pub verifier: Option<String>,
}

/// What a session's digest leads to.
#[derive(Clone, Debug)]
pub struct SeenBy {
    /// Whose it is.
    pub account: Account,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When it was last used, to the minute or so.
    pub seen_at: Timestamp,
}

/// One step of a change. All of a change happens or none of it.
#[derive(Clone, Debug)]
pub enum AccessChange {
    /// Adds an account, or writes down that something became of one: it has an entry in the ledger even where the account
    /// itself stays as it was.
    Put(Account),
    /// Sets what an account's password is checked against, with its digest in the account: an entry in the ledger.
    SetVerifier(Account, String),
    /// Adds a token: an entry in the ledger.
    PutToken(Token),
    /// Ends a token: an entry in the ledger.
    EndToken(Token),
    /// Begins a session.
    BeginSession(Digest, AccountId),
    /// Ends a session, if there is one.
    EndSession(Digest),
    /// Ends all sessions of an account, but for one.
    EndSessions {
        /// Whose.
        of: AccountId,
        /// The one that goes on.
        but: Option<Digest>,
    },
    /// Adds a link.
    AddLink(OneTimeLink),
    /// Ends all links of an account.
    EndLinks(AccountId),
    /// Removes what has passed: sessions begun or last seen before, and links that expired before these instants.
    Sweep {
        /// Sessions begun by then.
        begun_by: Timestamp,
        /// Sessions last seen by then.
        seen_by: Timestamp,
        /// Links that expired by then.
        expired_by: Timestamp,
    },
}

impl Store {
    /// What the database holds of accounts.
    pub async fn accounts(&self) -> Result<Accounts, StoreError> {
        load(&mut self.database.read().await?).await
    }

    /// The account of a name, open or not.
    pub async fn sign_in(&self, name: &str) -> Result<Option<SignIn>, StoreError> {
        let key = name_key(name);
        // PostgreSQL takes no NUL, and no account has one in its name.
        if key.contains('\0') {
            return Ok(None);
        }
        self.sign_in_by(VERIFIER, &key).await
    }

    /// The same of an account that is known by its id.
    pub async fn sign_in_of(&self, id: &AccountId) -> Result<Option<SignIn>, StoreError> {
        self.sign_in_by(VERIFIER_OF, id.as_str()).await
    }

    /// The account of somebody whom an organisation's provider knows, open or not.
    pub async fn identified(&self, identity: &Identity) -> Result<Option<Account>, StoreError> {
        let mut session = self.database.read().await?;
        let cells = [Cell::text(&identity.issuer), Cell::text(&identity.subject)];
        let rows = read(&mut session, IDENTIFIED, &cells, &[CellType::Text]).await?;
        match rows.first() {
            Some(row) => account(&mut session, text_of(&row[0])).await,
            None => Ok(None),
        }
    }

    async fn sign_in_by(&self, sql: &'static str, key: &str) -> Result<Option<SignIn>, StoreError> {
        let mut session = self.database.read().await?;
        let rows = read(&mut session, sql, &[Cell::text(key)], &[CellType::Text; 2]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let verifier = match &row[1] {
            Cell::Text(verifier) => verifier.clone(),
            Cell::Whole(_) | Cell::Number(_) => None,
        };
        let account = account(&mut session, text_of(&row[0])).await?;
        Ok(account.map(|account| SignIn { account, verifier }))
    }

    /// Whose a session is; how old it may be is not decided here.
    pub async fn session(&self, digest: &Digest) -> Result<Option<SeenBy>, StoreError> {
        let mut session = self.database.read().await?;
        let types = [CellType::Text, CellType::Whole, CellType::Whole];
        let rows = read(&mut session, SESSION_OF, &[Cell::text(digest.to_string())], &types).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let (Some(begun_at), Some(seen_at)) = (instant(&row[1]), instant(&row[2])) else {
            return Err(misfit(&SESSION, text_of(&row[0]), "begun_at"));
        };
        let account = account(&mut session, text_of(&row[0])).await?;
        Ok(account.map(|account| SeenBy {
            account,
            begun_at,
            seen_at,
        }))
    }

    /// Whose a token is, whether or not it can still be used.
    pub async fn token(&self, digest: &Digest) -> Result<Option<(Token, Account)>, StoreError> {
        let mut session = self.database.read().await?;
        let mut types = [CellType::Text; 10];
        types[5] = CellType::Whole;
        types[6] = CellType::Whole;
        let rows = read(&mut session, TOKEN_OF, &[Cell::text(digest.to_string())], &types).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let id = text_of(&row[0]);
        let day = |at: usize, column| -> Result<Date, StoreError> {
            let day = text_of(&row[at]).parse();
            day.map_err(|_| misfit_of(Kind::Token, id, "token", column))
        };
        let may = [(Scope::Read, 5), (Scope::Write, 6)];
        let scopes = may.into_iter().filter(|&(_, at)| row[at] == Cell::Whole(Some(1)));
        let token = Token {
            id: id.into(),
            account: text_of(&row[1]).into(),
            label: text_of(&row[2]).to_owned(),
            prefix: text_of(&row[3]).to_owned(),
            digest: text_of(&row[4]).to_owned(),
            scopes: scopes.map(|(scope, _)| scope).collect(),
            made_on: day(7, "made_on")?,
            expires_on: day(8, "expires_on")?,
            last_used_on: text_of(&row[9]).parse().ok(),
        };
        let account = account(&mut session, token.account.as_str()).await?;
        Ok(account.map(|account| (token, account)))
    }

    /// Notes that a session was used. Nothing is proved by it, so that it waits for nothing but its turn to write.
    pub async fn see_session(&self, digest: &Digest, now: Timestamp) -> Result<(), StoreError> {
        let cells = [Cell::text(digest.to_string()), seconds(now)];
        self.note(SEE_SESSION, &cells, "session").await
    }

    /// Notes that a token was used on a day.
    pub async fn use_token(&self, id: &TokenId, on: Date) -> Result<(), StoreError> {
        let cells = [Cell::text(id.as_str()), Cell::text(on.to_string())];
        self.note(USE_TOKEN, &cells, "token").await
    }

    pub(super) async fn note(&self, sql: &'static str, cells: &[Cell], table: &'static str) -> Result<(), StoreError> {
        let mut session = self.begin_writing().await?;
        write(&mut session, sql, cells, table).await?;
        self.commit(session).await
    }

    /// Changes accounts: `work` decides on them as they are, inside the transaction that changes them, so that a check
    /// still holds when its change is made. What has an entry in the ledger has it in the same transaction, for the reason
    /// that `work` gives. The error within is why `work` changed nothing.
    pub async fn change_access<T, E>(
        &self,
        actor: &Actor,
        now: Timestamp,
        work: impl FnOnce(&Accounts) -> Result<(T, &'static str, Vec<AccessChange>), E> + Send,
    ) -> Result<Result<T, E>, StoreError> {
        let mut session = self.begin_writing().await?;
        let present = load(&mut session).await?;
        let (what, reason, changes) = match work(&present) {
            Ok(decided) => decided,
            Err(refused) => return Ok(Err(refused)),
        };
        let recorded_at = now.to_string();
        let occasion = ledger::Occasion {
            actor: actor.as_str(),
            reason,
            recorded_at: &recorded_at,
        };
        record(&mut session, &present, &changes, occasion).await?;
        for change in &changes {
            apply(&mut session, change, now).await?;
        }
        session.check_references().await?;
        self.commit(session).await?;
        Ok(Ok(what))
    }
}

/// Writes what is a record, each with its entry.
async fn record(
    session: &mut Session,
    present: &Accounts,
    changes: &[AccessChange],
    occasion: ledger::Occasion<'_>,
) -> Result<(), StoreError> {
    let mut records: Vec<(Action, Record)> = Vec::new();
    for change in changes {
        let (action, record) = match change {
            AccessChange::Put(account) => (put(present.account(&account.id).is_some()), account.to_record()),
            AccessChange::SetVerifier(account, verifier) => {
                let account = Account {
                    password_digest: Some(Digest::of(verifier.as_bytes()).to_string()),
                    ..account.clone()
                };
                (put(present.account(&account.id).is_some()), account.to_record())
            }
            AccessChange::PutToken(token) => (Action::Add, token.to_record()),
            AccessChange::EndToken(token) => (Action::Remove, token.to_record()),
            _ => continue,
        };
        records::check_cells(&record)?;
        records.push((action, record));
    }
    if records.is_empty() {
        return Ok(());
    }
    let differences: Vec<_> = records.iter().map(|(action, record)| (*action, record)).collect();
    change::write(session, &differences, occasion).await.map(|_| ())
}

fn put(is_there: bool) -> Action {
    if is_there { Action::Change } else { Action::Add }
}

/// Writes what is no record.
async fn apply(session: &mut Session, change: &AccessChange, now: Timestamp) -> Result<(), StoreError> {
    match change {
        AccessChange::Put(_) | AccessChange::PutToken(_) | AccessChange::EndToken(_) => Ok(()),
        AccessChange::SetVerifier(account, verifier) => {
            let owner = [Cell::text(account.id.as_str())];
            session.delete(&PASSWORD, &owner).await?;
            let row = vec![owner[0].clone(), Cell::text(verifier.as_str())];
            session.insert(&PASSWORD, &[row]).await
        }
        AccessChange::BeginSession(digest, of) => {
            let row = vec![
                Cell::text(digest.to_string()),
                Cell::text(of.as_str()),
                seconds(now),
                seconds(now),
            ];
            session.insert(&SESSION, &[row]).await
        }
        AccessChange::EndSession(digest) => {
            write(session, END_SESSION, &[Cell::text(digest.to_string())], "session").await
        }
        AccessChange::EndSessions { of, but } => {
            let but = but.map_or_else(String::new, |digest| digest.to_string());
            write(
                session,
                END_SESSIONS,
                &[Cell::text(of.as_str()), Cell::text(but)],
                "session",
            )
            .await
        }
        AccessChange::AddLink(link) => {
            let row = vec![
                Cell::text(link.digest.to_string()),
                Cell::text(link.account.as_str()),
                seconds(link.expires_at),
            ];
            session.insert(&LINK, &[row]).await
        }
        AccessChange::EndLinks(of) => write(session, END_LINKS, &[Cell::text(of.as_str())], "one_time_link").await,
        AccessChange::Sweep {
            begun_by,
            seen_by,
            expired_by,
        } => {
            let cells = [seconds(*begun_by), seconds(*seen_by)];
            write(session, SWEEP_SESSIONS, &cells, "session").await?;
            write(session, SWEEP_LINKS, &[seconds(*expired_by)], "one_time_link").await
        }
    }
}

async fn load(session: &mut Session) -> Result<Accounts, StoreError> {
    let records = records::load_kinds(session, Kind::ACCESS).await?;
    let (accounts, mut tokens): (_, Vec<Token>) = (records::read_all(&records)?, records::read_all(&records)?);
    for row in read(session, LAST_USES, &[], &[CellType::Text; 2]).await? {
        let used = tokens.iter_mut().find(|token| token.id.as_str() == text_of(&row[0]));
        if let Some(token) = used {
            token.last_used_on = text_of(&row[1]).parse().ok();
        }
    }
    let mut links = Vec::new();
    for row in session.select_all(&LINK).await? {
        let account = text_of(&row[1]);
        let fault = || misfit(&LINK, account, "expires_at");
        links.push(OneTimeLink {
            digest: Digest::parse(text_of(&row[0])).ok_or_else(fault)?,
            account: account.into(),
            expires_at: instant(&row[2]).ok_or_else(fault)?,
        });
    }
    Ok(Accounts {
        accounts,
        tokens,
        links,
    })
}

/// One account with its roles.
async fn account(session: &mut Session, id: &str) -> Result<Option<Account>, StoreError> {
    let rows = read(session, ACCOUNT, &[Cell::text(id)], &[CellType::Text; 9]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let day = |at: usize, column| -> Result<Option<Date>, StoreError> {
        if row[at].is_null() {
            return Ok(None);
        }
        let day = text_of(&row[at]).parse();
        day.map(Some)
            .map_err(|_| misfit_of(Kind::Account, id, "account", column))
    };
    let words = rows.iter().map(|row| text_of(&row[6])).filter(|word| !word.is_empty());
    let mut roles = words
        .map(|word| Role::parse(word).ok_or_else(|| misfit_of(Kind::Account, id, "account_role", "role")))
        .collect::<Result<Vec<_>, _>>()?;
    roles.sort_unstable();
    let filled = |at: usize| (!row[at].is_null()).then(|| text_of(&row[at]).to_owned());
    Ok(Some(Account {
        id: id.into(),
        name: text_of(&row[1]).to_owned(),
        roles,
        government: filled(2).map(Into::into),
        added_on: day(3, "added_on")?.ok_or_else(|| misfit_of(Kind::Account, id, "account", "added_on"))?,
        disabled_on: day(4, "disabled_on")?,
        password_digest: filled(5),
        identity: records::access::identity(filled(7), filled(8)),
    }))
}

/// Holds what each password is checked against against what the ledger committed to.
pub(super) async fn verify(session: &mut Session, head: LedgerHead) -> Result<(), StoreError> {
    let types = [CellType::Text, CellType::Text, CellType::Text, CellType::Whole];
    for row in read(session, PASSWORDS, &[], &types).await? {
        let is_true = match (&row[1], &row[2]) {
            (Cell::Text(None), Cell::Text(None)) => true,
            (Cell::Text(Some(digest)), Cell::Text(Some(verifier))) => {
                Digest::of(verifier.as_bytes()).to_string() == *digest
            }
            _ => false,
        };
        if !is_true {
            let position = match position_of(&row[3]) {
                0 => head.position + 1,
                position => position,
            };
            let what = Tampered::Record {
                kind: Kind::Account.as_str().to_owned(),
                id: text_of(&row[0]).to_owned(),
            };
            return Err(Tampering { position, what }.into());
        }
    }
    Ok(())
}

pub(super) fn seconds(instant: Timestamp) -> Cell {
    Cell::Whole(Some(instant.as_second()))
}

fn instant(cell: &Cell) -> Option<Timestamp> {
    match cell {
        Cell::Whole(Some(seconds)) => Timestamp::from_second(*seconds).ok(),
        _ => None,
    }
}

fn misfit(table: &'static Table, account: &str, column: &'static str) -> StoreError {
    misfit_of(Kind::Account, account, table.name, column)
}

fn misfit_of(kind: Kind, id: &str, table: &'static str, column: &'static str) -> StoreError {
    StoreError::Misfit {
        kind,
        id: id.to_owned(),
        table,
        column,
    }
}

pub(super) async fn read(
    session: &mut Session,
    sql: &'static str,
    cells: &[Cell],
    types: &[CellType],
) -> Result<Vec<Vec<Cell>>, StoreError> {
    let rows = session.rows(sql, cells, types).await;
    rows.map_err(|source| StoreError::Read {
        table: "account",
        source,
    })
}

pub(super) async fn write(
    session: &mut Session,
    sql: &'static str,
    cells: &[Cell],
    table: &'static str,
) -> Result<(), StoreError> {
    let done = session.execute(sql, cells).await;
    done.map(|_| ()).map_err(|source| StoreError::write(table, source))
}

#[cfg(test)]
mod tests {
    use super::name_key;

    #[test]
    fn names_are_one_however_they_are_typed() {
        assert_eq!(name_key("Łutselk’e"), name_key("łUTSELK’E"));
        assert_eq!(name_key("Behchok\u{1eb}\u{300}"), name_key("BEHCHOKO\u{328}\u{300}"));
        assert_ne!(name_key("Anna"), name_key("Hanna"));
    }
}
