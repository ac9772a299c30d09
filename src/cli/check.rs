//! `evenreach check`: reads a package and reports every fault in it at once.

use std::path::PathBuf;

use clap::Args;

use super::facts::today;
use super::table::say;
use super::{Failure, supposing};
use crate::package::{self, Folder};

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    /// Folder of the package
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Reads, and says what there is or what is wrong.
pub fn run(words: &Words) -> Result<(), Failure> {
    let files =
        Folder::open(&words.folder).map_err(|fault| Failure::Input(format!("{}: {fault}", words.folder.display())))?;
    match package::read(&files) {
        Ok((package, warnings)) => {
            supposing::check(&package, today())?;
            say(&package::report(&package, &warnings))
        }
        Err(faults) => Err(Failure::Input(faults.to_string())),
    }
}
