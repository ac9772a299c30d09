//! Proposing, recording engagement, adopting and superseding: on this machine, under a name.

use clap::Args;
use jiff::civil::Date;

use super::super::Failure;
use super::super::facts::{runtime, today};
use super::super::load::DEFAULT_DATABASE;
use super::super::table::say;
use crate::model::{Package, Position, Standing, WordsShown};
use crate::package;
use crate::policy::{Action, Allowed, Party, ReadUnpublished, allow};
use crate::store::{Actor, Store, StoreError};
use crate::workflow::{
    Occasion, Office, Refusal, Said, Version, move_definition, propose_definition, record_engagement,
};

/// Where it is done, and by whom.
#[derive(Args, Clone, Debug)]
pub struct Desk {
    /// Database: `sqlite://FILE` or `postgres://…`
    #[arg(long, value_name = "URL", env = "EVENREACH_DATABASE_URL", hide_env_values = true, default_value = DEFAULT_DATABASE)]
    database: String,
    /// Under which name it is recorded: whoever does it for the working group
    #[arg(long, value_name = "NAME", default_value = "working group, by command")]
    actor: String,
}

/// Which version.
#[derive(Args, Clone, Debug)]
pub struct Of {
    /// Id of the definition
    id: String,
    /// Its version
    version: String,
}

/// What a body said.
#[derive(Args, Clone, Debug)]
pub struct SaidWords {
    /// The body, by its id in package.toml
    #[arg(long, value_name = "BODY")]
    body: String,
    /// When it was said, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    on: Date,
    /// What it said
    #[arg(long, value_parser = ["agree", "ask_for_change", "object"])]
    position: String,
    /// In which words
    #[arg(long, default_value = "")]
    words: String,
    /// How much of it everyone may see; the body chooses
    #[arg(long, value_parser = ["all", "position", "nothing"])]
    shown: String,
}

impl Of {
    fn version(&self) -> Version {
        Version {
            id: self.id.as_str().into(),
            version: self.version.clone(),
        }
    }
}

impl Desk {
    /// Whoever runs commands on the machine of the database acts for the working group.
    fn allowed<A: Action>(&self) -> Result<Allowed<A>, Failure> {
        if Actor::new(&self.actor).is_none() {
            let detail = format!("--actor: found {:?}, expected a name of letters", self.actor);
            return Err(Failure::Usage(detail));
        }
        allow(&Party::working_group(&self.actor), None).map_err(Failure::input)
    }

    async fn open(&self) -> Result<Office, Failure> {
        let store = Store::open_existing(&self.database).await.map_err(Failure::input)?;
        Ok(Office::local(store))
    }
}

fn now() -> Occasion {
    Occasion {
        now: jiff::Timestamp::now(),
        today: today(),
    }
}

/// Every fault, or every body whose agreement is missing, on a line of its own.
fn refused(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Immovable { detail, missing } => {
            let lines = missing.iter().map(|one| format!("\n{}: {}", one.body, one.detail));
            Failure::Input(detail + &lines.collect::<String>())
        }
        // An empty database has nothing to be proposed for.
        Refusal::Store(fault @ StoreError::Empty) => Failure::input(fault),
        other => Failure::input(other),
    }
}

/// Proposes a file's text.
pub fn propose(file: &std::path::Path, desk: &Desk) -> Result<(), Failure> {
    let allowed = desk.allowed()?;
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|fault| Failure::Input(format!("{name}: {fault}")))?;
    runtime()?.block_on(async {
        let office = desk.open().await?;
        let done = propose_definition(&office, &allowed, &name, &text, now())
            .await
            .map_err(refused)?;
        office.store().close().await;
        let Version { id, version } = &done.what;
        let state = if done.changed {
            "proposed"
        } else {
            "there already, with this text"
        };
        say(&format!("{id} {version}: {state}\n"))
    })
}

/// Records what a body said.
pub fn engage(of: &Of, said: &SaidWords, desk: &Desk) -> Result<(), Failure> {
    let allowed = desk.allowed()?;
    let (Some(position), Some(shown)) = (Position::parse(&said.position), WordsShown::parse(&said.shown)) else {
        return Err(Failure::Usage("expected a position and how much is shown".to_owned()));
    };
    let said = Said {
        body: said.body.as_str().into(),
        on: said.on,
        position,
        words: said.words.clone(),
        shown,
    };
    runtime()?.block_on(async {
        let office = desk.open().await?;
        let done = record_engagement(&office, &allowed, &of.version(), &said, &|_: &Package| true, now())
            .await
            .map_err(refused)?;
        office.store().close().await;
        let state = if done.changed { "recorded" } else { "on record already" };
        say(&format!(
            "{}: {} on {}, {state}\n",
            said.body,
            said.position.as_str(),
            said.on
        ))
    })
}

/// Moves a version to another standing.
pub fn change(of: &Of, to: Standing, reason: &str, desk: &Desk) -> Result<(), Failure> {
    let allowed = desk.allowed()?;
    runtime()?.block_on(async {
        let office = desk.open().await?;
        let done = move_definition(&office, &allowed, &of.version(), to, reason, &|_: &Package| true, now())
            .await
            .map_err(refused)?;
        office.store().close().await;
        let state = if done.changed { "now" } else { "already" };
        say(&format!("{} {}: {state} {}\n", of.id, of.version, to.as_str()))
    })
}

/// Lists what bodies said, also what is not published: this is the machine of those who keep the record.
pub fn engagements(of: &Of, desk: &Desk) -> Result<(), Failure> {
    let _: Allowed<ReadUnpublished> = desk.allowed()?;
    let package = runtime()?.block_on(async {
        let office = desk.open().await?;
        let (package, _) = office
            .store()
            .load(&package::definition::trusted)
            .await
            .map_err(Failure::input)?;
        office.store().close().await;
        Ok::<_, Failure>(package)
    })?;
    let version = of.version();
    let digest = version.of(&package).map_err(refused)?.digest();
    for one in package.engagements_on(&version.id, &version.version) {
        let earlier = if one.digest == digest {
            ""
        } else {
            "  (of an earlier text)"
        };
        let position = one.position.as_str();
        say(&format!(
            "{}  {}  {position}  shown: {}{earlier}\n",
            one.on,
            one.body,
            one.shown.as_str()
        ))?;
        for line in one.words.lines() {
            say(&format!("    {line}\n"))?;
        }
    }
    Ok(())
}
