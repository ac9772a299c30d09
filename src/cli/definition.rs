//! `evenreach definition`: looks at definitions of equitable access.

use clap::Subcommand;

use super::Failure;
use super::facts::{Source, find_definition};

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
}

/// Lists or shows.
pub fn run(words: &Words) -> Result<(), Failure> {
    match words {
        Words::List { source } => {
            for one in &source.read()?.definitions {
                println!(
                    "{} {}  ({})  {}",
                    one.id,
                    one.version,
                    one.standing.as_str(),
                    one.title.en
                );
            }
        }
        Words::Show { id, source } => print!("{}", find_definition(&source.read()?, Some(id))?.text),
    }
    Ok(())
}
