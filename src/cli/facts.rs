//! Where a command takes its facts from: a folder, a database, or the package inside the program.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::Failure;
use crate::equity::{Question, Scope};
use crate::model::{DayOfYear, Definition, DefinitionId, Package, SeasonId, Supply};
use crate::package::{self, BuiltIn, Folder};
use crate::snapshot::{self, Head, Snapshot, View, Viewer};
use crate::store::Store;

/// Where the facts are.
#[derive(Args, Clone, Debug)]
pub struct Source {
    /// Folder of a package; no database is touched
    #[arg(long, value_name = "DIR")]
    package: Option<PathBuf>,
    /// Database: `sqlite://FILE` or `postgres://…`; the built-in package unless either is given
    #[arg(long, value_name = "URL", env = "EVENREACH_DATABASE_URL", hide_env_values = true)]
    database: Option<String>,
}

impl Source {
    /// The facts as the public may see them, ready for analysis: an answer on the terminal is as easily
    /// passed on as one on the map, and sites that may not be shown must not be found by either.
    pub fn view(&self) -> Result<Arc<View>, Failure> {
        let snapshot = Snapshot::for_one_question(self.read()?, Head::default()).map_err(Failure::input)?;
        Ok(snapshot.for_viewer(Viewer::Public))
    }

    /// The same facts for a question that needs no network.
    pub fn facts(&self) -> Result<Package, Failure> {
        Ok(snapshot::facts(self.read()?, &Viewer::Public))
    }

    /// Whether the facts come from a database, which keeps them as they are for later questions.
    pub const fn is_kept(&self) -> bool {
        self.package.is_none() && self.database.is_some()
    }

    /// Reads the facts.
    pub fn read(&self) -> Result<Package, Failure> {
        match (&self.package, &self.database) {
            (Some(folder), _) => read_folder(folder),
            (None, Some(url)) => runtime()?.block_on(async {
                let store = Store::open_existing(url).await.map_err(Failure::input)?;
                let (package, _) = store
                    .load(&package::definition::trusted)
                    .await
                    .map_err(Failure::input)?;
                store.close().await;
                Ok(package)
            }),
            (None, None) => built_in(),
        }
    }
}

/// Reads a folder, telling every fault.
pub fn read_folder(folder: &std::path::Path) -> Result<Package, Failure> {
    let files = Folder::open(folder).map_err(|fault| Failure::Input(format!("{}: {fault}", folder.display())))?;
    let (package, _) = package::read(&files).map_err(|faults| Failure::Input(faults.to_string()))?;
    Ok(package)
}

/// The package inside the program.
pub fn built_in() -> Result<Package, Failure> {
    let (package, _) = package::read(&BuiltIn).map_err(|faults| Failure::Input(faults.to_string()))?;
    Ok(package)
}

/// A runtime for commands that speak to a database or to clients.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Failure::input)
}

/// Today where this machine stands.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

/// What is asked of the facts.
#[derive(Args, Clone, Debug)]
pub struct Asking {
    /// Definition of equitable access, by its id; the package's default unless given
    #[arg(long, value_name = "ID")]
    definition: Option<String>,
    /// Version of the definition; the one that has come furthest unless given
    #[arg(long, value_name = "VERSION")]
    version: Option<String>,
    /// Date on which records count, YYYY-MM-DD; today unless given
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// A day of the typical year, MM-DD; the whole year unless this or a season is given
    #[arg(long, value_name = "MM-DD", conflicts_with = "season", value_parser = DayOfYear::parse)]
    date: Option<DayOfYear>,
    /// A season, by its id
    #[arg(long, value_name = "ID")]
    season: Option<String>,
    /// What ran when last observed, or what was promised
    #[arg(long, default_value = "actual", value_parser = supply)]
    supply: Supply,
}

/// Reads a picture of supply.
pub fn supply(word: &str) -> Result<Supply, String> {
    Supply::parse(word).ok_or_else(|| "expected actual or intended".to_owned())
}

impl Asking {
    /// The definition that is asked about.
    pub fn definition<'a>(&self, package: &'a Package) -> Result<&'a Definition, Failure> {
        find_definition(package, self.definition.as_deref(), self.version.as_deref())
    }

    /// Whether a definition is one of those that the words leave.
    pub fn may_mean(&self, definition: &Definition) -> bool {
        self.definition.as_deref().is_none_or(|id| definition.id.as_str() == id)
            && self
                .version
                .as_deref()
                .is_none_or(|version| definition.version == version)
    }

    /// Whether anything was said.
    pub fn is_any(&self) -> bool {
        let words = [&self.definition, &self.version, &self.season];
        let has_day = self.as_of.is_some() || self.date.is_some();
        has_day || words.iter().any(|word| word.is_some()) || self.supply != Supply::Actual
    }

    /// On which date, and which supply.
    pub fn question(&self) -> Question {
        Question {
            as_of: self.as_of.unwrap_or_else(today),
            supply: self.supply,
        }
    }

    /// The days that are asked about.
    pub fn scope(&self, package: &Package) -> Result<Scope, Failure> {
        scope(package, self.date, self.season.as_deref())
    }
}

/// A day, a season, or the whole year.
pub fn scope(package: &Package, date: Option<DayOfYear>, season: Option<&str>) -> Result<Scope, Failure> {
    match (date, season) {
        (Some(day), _) => Ok(Scope::Day(day)),
        (None, None) => Ok(Scope::Year),
        (None, Some(id)) => {
            let id = SeasonId::from(id);
            let season = package.territory_seasons().find(|season| season.id == id);
            let season = season.ok_or_else(|| {
                let known: Vec<&str> = package.territory_seasons().map(|season| season.id.as_str()).collect();
                Failure::Input(format!("season: found {id}, expected one of {}", known.join(", ")))
            })?;
            Ok(Scope::season(season))
        }
    }
}

/// A definition by its id, or the package's default; without a version, the current one.
pub fn find_definition<'a>(
    package: &'a Package,
    id: Option<&str>,
    version: Option<&str>,
) -> Result<&'a Definition, Failure> {
    let id = id
        .map(DefinitionId::from)
        .or_else(|| package.settings.default_definition.clone())
        .or_else(|| package.default_definition().map(|definition| definition.id.clone()));
    let found = id.as_ref().and_then(|id| package.definition(id, version));
    found.ok_or_else(|| {
        let known = package.definitions.iter();
        let known: Vec<String> = known.map(|one| format!("{} {}", one.id, one.version)).collect();
        let id = id.map_or_else(|| "none".to_owned(), |id| id.to_string());
        let version = version.map(|version| format!(" {version}")).unwrap_or_default();
        Failure::Input(format!(
            "definition: found {id}{version}, expected one of {}",
            known.join(", ")
        ))
    })
}
