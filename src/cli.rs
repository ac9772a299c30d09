//! The command line: one file a command.
//!
//! Reads words, files and the environment, asks the other rooms and prints. Exit status: 0 done, 1
//! the input is wrong (every fault is listed), 2 the command itself is wrong, 3 the storage failed and the
//! service has to be started again. Begin with [`run`].

mod all_cores;
mod analyse;
mod backup;
mod check;
mod definition;
mod explain;
mod facts;
mod import;
mod load;
mod organisation;
mod part;
mod progress;
mod replay;
mod report;
mod restore;
mod serve;
mod supposing;
mod table;
mod token;
mod user;
mod verify;
mod withdrawn;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Who can reach addictions care, service by service and season by season.
#[derive(Debug, Parser)]
#[command(name = "evenreach", version, about, max_term_width = 110)]
struct Words {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the map and the API; an empty database is filled first
    Serve(serve::Words),
    /// Read a package and report every fault in it at once
    Check(check::Words),
    /// Put a package into the database; a running server follows
    Load(load::Words),
    /// Analyse: gaps, summary, nearest, od, access, scenario, trend
    #[command(subcommand)]
    Analyse(analyse::Words),
    /// Take one community, one standard and one day apart: what was tried, found and asked
    Explain(explain::Words),
    /// Definitions of equitable access: look at them, propose, record engagement, adopt
    #[command(subcommand)]
    Definition(definition::Words),
    /// Give an answer again, byte for byte, from the facts as they were
    Replay(replay::Words),
    /// What is handed to people on paper: the brief of a community, the package for a meeting
    #[command(subcommand)]
    Report(report::Words),
    /// Accounts: add, list, disable, give out a one-time link, link to an organisation's sign-in
    #[command(subcommand)]
    User(user::Words),
    /// Tokens for machines: add, list, revoke
    #[command(subcommand)]
    Token(token::Words),
    /// Import a sheet: requests of an Indigenous government
    #[command(subcommand)]
    Import(import::Words),
    /// Check that the record of changes is whole
    Verify(verify::Words),
    /// Write everything worth keeping into one file, while the server runs
    Backup(backup::Words),
    /// Make a database of a backup, without what was taken back since
    Restore(restore::Words),
}

/// Why a command ended without doing what it was asked.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// What was given is wrong; says everything that is.
    #[error("{0}")]
    Input(String),
    /// The words of the command do not fit together.
    #[error("{0}")]
    Usage(String),
    /// A commit failed on the disk while the service ran.
    #[error("{0}")]
    Storage(String),
}

impl Failure {
    /// Wrong input, told with all its causes.
    fn input(fault: impl std::error::Error) -> Self {
        let mut words = fault.to_string();
        let mut cause = fault.source();
        while let Some(fault) = cause {
            let more = fault.to_string();
            // Some errors already repeat their cause in their own words.
            if !words.contains(&more) {
                words.push_str(": ");
                words.push_str(&more);
            }
            cause = fault.source();
        }
        Self::Input(words)
    }

    fn status(&self) -> u8 {
        match self {
            Self::Input(_) => 1,
            Self::Usage(_) => 2,
            Self::Storage(_) => 3,
        }
    }
}

/// Runs one command.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words = match Words::try_parse_from(words) {
        Ok(words) => words,
        Err(fault) => {
            // Help and version are no faults; clap knows where each goes.
            let _ = fault.print();
            return ExitCode::from(u8::try_from(fault.exit_code()).unwrap_or(2));
        }
    };
    let done = match words.command {
        Command::Serve(words) => serve::run(words),
        Command::Check(words) => check::run(&words),
        Command::Load(words) => load::run(&words),
        Command::Analyse(words) => analyse::run(&words),
        Command::Explain(words) => explain::run(&words),
        Command::Definition(words) => definition::run(&words),
        Command::Replay(words) => replay::run(&words),
        Command::Report(words) => report::run(&words),
        Command::User(words) => user::run(&words),
        Command::Token(words) => token::run(&words),
        Command::Import(words) => import::run(&words),
        Command::Verify(words) => verify::run(&words),
        Command::Backup(words) => backup::run(&words),
        Command::Restore(words) => restore::run(&words),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.status())
        }
    }
}
