//! `evenreach import`: a government's own sheet of requests, on the machine of the database.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use sha2::{Digest as _, Sha256};

use super::Failure;
use super::facts::runtime;
use super::load::DEFAULT_DATABASE;
use super::table::say;
use super::user::now;
use crate::model::{GovernmentId, Package};
use crate::package;
use crate::policy::{Allowed, Party, SubmitRequest, allow};
use crate::store::{Actor, Store};
use crate::workflow::{Imported, Office, RequestRefusal, SHEET_BYTES, Sent, check_import, import_requests};

/// Words of the command.
#[derive(Debug, Subcommand)]
pub enum Words {
    /// Submit every row of a sheet as a request of an Indigenous government, or none where one has a fault
    Requests(RequestWords),
}

/// Words of `import requests`.
#[derive(Args, Debug)]
pub struct RequestWords {
    /// The sheet, CSV or XLSX; its columns are in docs/requests.md
    file: PathBuf,
    /// The Indigenous government whose requests they are, by its id
    #[arg(long, value_name = "ID")]
    government: String,
    /// Only say what it would come to, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Database: `sqlite://FILE` or `postgres://…`
    #[arg(long, value_name = "URL", env = "EVENREACH_DATABASE_URL", hide_env_values = true, default_value = DEFAULT_DATABASE)]
    database: String,
    /// Under which name it is recorded: whoever does it for the government
    #[arg(long, value_name = "NAME", default_value = "Indigenous government, by command")]
    actor: String,
}

/// Does it.
pub fn run(words: &Words) -> Result<(), Failure> {
    match words {
        Words::Requests(words) => requests(words),
    }
}

fn requests(words: &RequestWords) -> Result<(), Failure> {
    if Actor::new(&words.actor).is_none() {
        let detail = format!("--actor: found {:?}, expected a name of letters", words.actor);
        return Err(Failure::Usage(detail));
    }
    let name = words.file.display().to_string();
    let bytes = read(&words.file, &name)?;
    runtime()?.block_on(async {
        let store = Store::open_existing(&words.database).await.map_err(Failure::input)?;
        let (facts, _) = store
            .load(&package::definition::trusted)
            .await
            .map_err(Failure::input)?;
        let allowed = allowed(words, &facts)?;
        let office = Office::local(store);
        let checked = check_import(&allowed, &facts, (name.as_str(), bytes.as_slice()), now().today);
        let done = if words.dry_run {
            checked.rehearse()
        } else {
            // Of the same file there is one import, however often somebody asks for it.
            let digest: [u8; 32] = Sha256::digest(&bytes).into();
            let (by, key) = (format!("by command, {}", words.government), hex::encode(digest));
            let sent = Sent {
                by: &by,
                key: &key,
                body: &digest,
            };
            import_requests(&office, &allowed, checked, sent, now()).await
        };
        office.store().close().await;
        say(&told(&name, &done.map_err(refused)?, words.dry_run))
    })
}

/// A file, unless it is larger than any sheet may be.
fn read(file: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    let refused = |fault: std::io::Error| Failure::Input(format!("{name}: {fault}"));
    let size = std::fs::metadata(file).map_err(refused)?.len();
    if size > SHEET_BYTES as u64 {
        let detail = format!("{name}: found {size} bytes, expected {SHEET_BYTES} at most");
        return Err(Failure::Input(detail));
    }
    std::fs::read(file).map_err(refused)
}

/// Whoever runs commands on the machine of the database does it for the government that they name.
fn allowed(words: &RequestWords, facts: &Package) -> Result<Allowed<SubmitRequest>, Failure> {
    let government = GovernmentId::from(words.government.as_str());
    if facts.governments.iter().all(|one| one.id != government) {
        let known: Vec<&str> = facts.governments.iter().map(|one| one.id.as_str()).collect();
        let detail = format!("--government: found {government}, expected one of {}", known.join(", "));
        return Err(Failure::Input(detail));
    }
    let party = Party::of_government(government.clone(), &words.actor);
    allow(&party, Some(&government)).map_err(Failure::input)
}

/// Every fault on a line of its own, and that nothing was written.
fn refused(refusal: RequestRefusal) -> Failure {
    match refusal {
        RequestRefusal::Faults(faults) => {
            let lines = faults.iter().fold(String::new(), |mut lines, fault| {
                // Writing to a string cannot fail.
                let _ = writeln!(lines, "{fault}");
                lines
            });
            let count = faults.len();
            let faults = if count == 1 { "fault" } else { "faults" };
            Failure::Input(format!("{lines}{count} {faults}; nothing was imported"))
        }
        other => Failure::input(other),
    }
}

/// What each row has come to, and all of them together.
fn told(name: &str, done: &Imported, is_dry_run: bool) -> String {
    let mut text = String::new();
    for row in &done.rows {
        let outcome = match (row.is_new, &row.id) {
            (true, Some(id)) => format!("new, {id}"),
            (true, None) => "new".to_owned(),
            (false, id) => format!("unchanged, {}", id.as_ref().map_or("", |id| id.as_str())),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "row {}: {outcome}", row.row);
    }
    let new = done.rows.iter().filter(|row| row.is_new).count();
    let unchanged = done.rows.len() - new;
    let how = match (is_dry_run, done.was_before) {
        (true, _) => "; nothing was written",
        (_, true) => "; this very sheet was imported before, and nothing was written now",
        _ => "",
    };
    let _ = writeln!(text, "{name}: {new} new, {unchanged} unchanged{how}");
    text
}
