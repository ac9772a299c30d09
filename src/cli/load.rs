//! `evenreach load`: puts a package into the database.

use std::path::{Path, PathBuf};

use clap::Args;

use super::facts::{read_folder, runtime, today};
use super::table::say;
use super::{Failure, supposing};
use crate::model::Package;
use crate::package::{Files as _, Folder};
use crate::store::{Actor, Store};
use crate::workflow::{Collision, Occasion, load_package};

/// Where the embedded database is unless somewhere else is named.
pub const DEFAULT_DATABASE: &str = "sqlite://evenreach.db";

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    /// Folder of the package
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Database: `sqlite://FILE` or `postgres://…`
    #[arg(long, value_name = "URL", env = "EVENREACH_DATABASE_URL", hide_env_values = true, default_value = DEFAULT_DATABASE)]
    database: String,
    /// Why, for the record of changes
    #[arg(long, default_value = "package loaded")]
    reason: String,
}

/// Checks the package, then makes the database hold it, all or nothing. What people did there since stays: proposals,
/// engagements, standings.
pub fn run(words: &Words) -> Result<(), Failure> {
    let package = read_folder(&words.folder)?;
    supposing::check(&package, today())?;
    runtime()?.block_on(async {
        let store = Store::open(&words.database).await.map_err(Failure::input)?;
        let occasion = Occasion {
            now: jiff::Timestamp::now(),
            today: today(),
        };
        let loaded = load_package(&store, &package, &loader(), &words.reason, occasion)
            .await
            .map_err(Failure::input)?;
        store.close().await;
        match loaded {
            Ok(changes) => say(&format!("{changes}\n")),
            Err(collisions) => Err(Failure::Input(told(&words.folder, &package, &collisions))),
        }
    })
}

/// Each text that may not take the place of another, with the file in which it stands.
fn told(folder: &Path, package: &Package, collisions: &[Collision]) -> String {
    let lines = collisions.iter().map(|one| {
        let text = package
            .definition(&one.id, Some(&one.version))
            .map(|found| found.text.as_str());
        let file = text.and_then(|text| file_of(folder, text));
        format!("{}, {one}", file.unwrap_or_else(|| "definitions/".to_owned()))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The file of a package that holds a definition's text.
fn file_of(folder: &Path, text: &str) -> Option<String> {
    let files = Folder::open(folder).ok()?;
    let holds = |path: &String| {
        let bytes = files.read(path).ok().flatten().unwrap_or_default();
        bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes) == text.as_bytes()
    };
    files.list("definitions").ok()?.into_iter().find(holds)
}

/// Who loads packages in the record of changes.
pub fn loader() -> Actor {
    Actor::new("evenreach load").expect("a name of letters")
}
