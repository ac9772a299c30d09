//! `evenreach definition`: looks at definitions of equitable access.

use clap::Subcommand;

use super::Failure;
use super::facts::{Source, find_definition};
use super::table::say;
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
    /// Check a definition's file against a package and report every fault in it at once
    Check {
        /// The file (TOML)
        file: std::path::PathBuf,
        #[command(flatten)]
        source: Source,
    },
}

/// Lists, shows or checks.
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
        Words::Show { id, source } => say(&find_definition(&source.read()?, Some(id))?.text)?,
    }
    Ok(())
}
