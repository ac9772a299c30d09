//! `evenreach restore`: a database made of a backup.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Failure;
use super::facts::runtime;
use super::load::DEFAULT_DATABASE;
use super::serve::asked_to_stop;
use super::table::say;
use super::withdrawn::list_of;
use crate::store::{
    Actor, BackupFault, Inspected, Restored, Restoring, Store, TakenBack, WithdrawnList, inspect, restore,
};

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Database to make: `sqlite://FILE`, or `postgres://…` of one that is there and empty
    #[arg(long, value_name = "URL", env = "EVENREACH_DATABASE_URL", hide_env_values = true, default_value = DEFAULT_DATABASE)]
    database: String,
    /// Put it in the place of an `SQLite` database that holds data
    #[arg(long)]
    replace: bool,
    /// List of requests that were taken back since the backup was made, or URL of a database that knows them; may be given
    /// several times. The list of the database unless given
    #[arg(long, value_name = "FILE or URL")]
    withdrawn: Vec<String>,
    /// List of the database that is made; as `--withdrawn` of `serve`
    #[arg(long, value_name = "FILE", env = "EVENREACH_WITHDRAWN")]
    list: Option<PathBuf>,
    /// Restore although nobody knows what was taken back since
    #[arg(long, conflicts_with = "withdrawn")]
    without_list: bool,
    /// Only prove that the backup is whole
    #[arg(long)]
    check: bool,
    /// Under which name requests are taken back again
    #[arg(long, value_name = "NAME", default_value = "administrator, restoring a backup")]
    actor: String,
}

/// Proves the backup, and makes a database of it.
pub fn run(words: &Words) -> Result<(), Failure> {
    let actor = Actor::new(&words.actor).ok_or_else(|| {
        let detail = format!("--actor: found {:?}, expected a name of letters", words.actor);
        Failure::Usage(detail)
    })?;
    runtime()?.block_on(async {
        let work = async {
            if words.check {
                let inspected = inspect(&words.file).await.map_err(Failure::input)?;
                return say(&told(&words.file, &inspected));
            }
            let restored = make(words, &actor).await?;
            say(&format!(
                "{}{}",
                told(&words.file, &restored.backup),
                told_of(&restored)
            ))
        };
        // Dropped in the middle, it leaves what was there.
        tokio::select! {
            done = work => done,
            () = asked_to_stop() => Err(Failure::Input("interrupted: nothing was restored".to_owned())),
        }
    })
}

async fn make(words: &Words, actor: &Actor) -> Result<Restored, Failure> {
    let list = list_of(&words.database, words.list.as_deref())?;
    let how = Restoring {
        replace: words.replace,
        withdrawn: withdrawn(words, list.as_ref()).await?,
        list: list.clone(),
        actor,
        now: jiff::Timestamp::now(),
    };
    let restored = restore(&words.file, &words.database, how).await;
    restored.map_err(|fault| match fault {
        BackupFault::Occupied { .. } if words.database.starts_with("sqlite") => {
            Failure::Input(format!("{fault}; say --replace to put the backup in its place"))
        }
        BackupFault::Occupied { .. } => Failure::Input(format!(
            "{fault}; make an empty database and restore into that, with --withdrawn and the URL of this one"
        )),
        BackupFault::InUse { .. } => Failure::Input(format!("{fault}: stop the server first")),
        BackupFault::LooseLog { .. } => Failure::Input(format!("{fault}: move it away first")),
        BackupFault::NoList { .. } => {
            let looked = list.map_or_else(String::new, |list| format!(" (looked for {})", list.file().display()));
            Failure::Input(format!(
                "{fault}{looked}: name it with --withdrawn, or say --without-list and their words come back"
            ))
        }
        fault => Failure::input(fault),
    })
}

/// What was taken back since, by every list that is named, or by the one of the database itself.
async fn withdrawn(words: &Words, own: Option<&WithdrawnList>) -> Result<Option<Vec<TakenBack>>, Failure> {
    if words.without_list {
        return Ok(Some(Vec::new()));
    }
    if words.withdrawn.is_empty() {
        return own.map_or(Ok(None), WithdrawnList::read).map_err(Failure::input);
    }
    let mut all = Vec::new();
    for named in &words.withdrawn {
        if ["sqlite:", "postgres:", "postgresql:"]
            .iter()
            .any(|scheme| named.starts_with(scheme))
        {
            let store = Store::open_untouched(named).await.map_err(Failure::input)?;
            all.extend(store.withdrawn_requests().await.map_err(Failure::input)?);
            store.close().await;
        } else {
            let list = WithdrawnList::at(named).read().map_err(Failure::input)?;
            all.extend(list.ok_or_else(|| Failure::Input(format!("{named}: there is no such list")))?);
        }
    }
    Ok(Some(all))
}

fn told(file: &Path, backup: &Inspected) -> String {
    let verified = backup.verified;
    format!(
        "{}: made {}; whole: {} entries, the last with hash {}; {} records and {} kept versions; \
         requests with their words: {}\n",
        file.display(),
        backup.made_at,
        verified.head.position,
        verified.head.hash,
        verified.records,
        verified.versions,
        backup.requests
    )
}

fn told_of(restored: &Restored) -> String {
    let again = match restored.taken_back {
        0 => String::new(),
        1 => "1 request that was taken back since is taken back again\n".to_owned(),
        more => format!("{more} requests that were taken back since are taken back again\n"),
    };
    let head = restored.verified.head;
    format!(
        "{again}restored: {} entries, the last with hash {}\naccounts, passwords and tokens are as they were then; \
         everybody signs in anew\n",
        head.position, head.hash
    )
}
