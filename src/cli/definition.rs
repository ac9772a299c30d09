//! `evenreach definition`: looks at definitions of equitable access, and takes them through their life.

mod diff;
mod life;

use clap::Subcommand;

use life::{Desk, Of, SaidWords};

use super::Failure;
use super::facts::{Source, find_definition};
use super::table::say;
use crate::model::Standing;
use crate::package::Faults;
use crate::package::definition::{Known, parse};

/// Words of the command.
#[derive(Debug, Subcommand)]
pub enum Words {
    /// List the definitions
    List {
        #[command(flatten)]
        source: Source,
    },
    /// Show one as its authors wrote it
    Show {
        /// Its id
        id: String,
        #[command(flatten)]
        source: Source,
    },
    /// Propose a definition's file: put it into the database, before the people who may agree to it
    Propose {
        /// The file (TOML)
        file: std::path::PathBuf,
        #[command(flatten)]
        desk: Desk,
    },
    /// Record what a body said of a version
    Engage {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        said: SaidWords,
        #[command(flatten)]
        desk: Desk,
    },
    /// List what bodies said of a version, also what is not published
    Engagements {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        desk: Desk,
    },
    /// Adopt a version: every body that the package lists as required has to agree with exactly this text
    Adopt {
        #[command(flatten)]
        of: Of,
        /// Why, for the record of changes
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        desk: Desk,
    },
    /// Move a version into engagement, or to superseded
    Move {
        #[command(flatten)]
        of: Of,
        /// Where to
        #[arg(value_parser = ["in_engagement", "superseded"])]
        standing: String,
        /// Why, for the record of changes
        #[arg(long)]
        reason: Option<String>,
        #[command(flatten)]
        desk: Desk,
    },
    /// Compare two definitions, or one on two dates or for two supplies: what differs, whose outcome, and what did it
    Diff(diff::Words),
    /// Check a definition's file against a package and report every fault in it at once
    Check {
        /// The file (TOML)
        file: std::path::PathBuf,
        #[command(flatten)]
        source: Source,
    },
}

/// Lists, shows, checks, or changes what became of one.
pub fn run(words: &Words) -> Result<(), Failure> {
    match words {
        Words::List { source } => {
            for one in &source.read()?.definitions {
                let standing = one.standing.as_str();
                say(&format!(
                    "{} {}  ({standing})  {}
",
                    one.id, one.version, one.title.en
                ))?;
            }
        }
        Words::Check { file, source } => {
            let text = std::fs::read_to_string(file)
                .map_err(|fault| Failure::Input(format!("{}: {fault}", file.display())))?;
            let package = source.read()?;
            let name = file.display().to_string();
            let read = parse(&name, &text, &Known::of(&package))
                .map_err(|faults| Failure::Input(Faults(faults).to_string()))?;
            let standards = read.standards.len();
            say(&format!(
                "{} {}: {standards} standards, no faults
",
                read.id, read.version
            ))?;
        }
        Words::Diff(words) => diff::run(words)?,
        Words::Propose { file, desk } => life::propose(file, desk)?,
        Words::Engage { of, said, desk } => life::engage(of, said, desk)?,
        Words::Engagements { of, desk } => life::engagements(of, desk)?,
        Words::Adopt { of, reason, desk } => life::change(of, Standing::Agreed, reason, desk)?,
        Words::Move {
            of,
            standing,
            reason,
            desk,
        } => {
            let to =
                Standing::parse(standing).ok_or_else(|| Failure::Usage(format!("no such standing: {standing}")))?;
            let reason = reason.clone().unwrap_or_else(|| format!("moved to {standing}"));
            life::change(of, to, &reason, desk)?;
        }
        Words::Show { id, source } => say(&find_definition(&source.read()?, Some(id), None)?.text)?,
    }
    Ok(())
}
