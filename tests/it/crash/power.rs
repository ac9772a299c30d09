//! Power cuts: what was written and never flushed is gone, and something else may stand where it was.
//!
//! A small library in front of the C library notes how long a file was whenever it was flushed. What a file has beyond
//! that when the program is killed would not have been on the disk. Pages that are written in place are beyond this model.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use super::Dice;
use crate::support::preload::{Preload, file_of};

const LIBRARY: &str = include_str!("flushed.c");

/// A disk, and what it says of itself.
pub struct Power {
    library: Preload,
    lies: bool,
}

impl Power {
    /// What it says that it has flushed, it has.
    pub fn honest() -> Self {
        Self::new(false)
    }

    /// It says that it has flushed the log, and has not.
    pub fn lying() -> Self {
        Self::new(true)
    }

    fn new(lies: bool) -> Self {
        Self {
            library: Preload::build(LIBRARY),
            lies,
        }
    }

    fn notes(&self) -> PathBuf {
        self.library.beside("flushed.log")
    }

    /// Notes what this program flushes, from now on.
    pub fn watch(&self, command: &mut Command) {
        let _ = fs::remove_file(self.notes());
        self.library.stand_before(command);
        command.env("FLUSHED_LOG", self.notes());
    }

    /// Leaves of the database's log what was flushed of it, and noise behind it.
    pub fn cut(&self, url: &str, dice: &mut Dice) {
        let log = format!("{}-wal", file_of(url).display());
        let notes = fs::read_to_string(self.notes()).unwrap_or_default();
        let flushed = notes.lines().rev().find_map(|line| {
            let (length, path) = line.split_once(' ')?;
            (path == log).then(|| length.parse::<u64>().ok())?
        });
        let flushed = if self.lies { Some(0) } else { flushed };
        let (Some(flushed), Ok(file)) = (flushed, fs::OpenOptions::new().append(true).open(&log)) else {
            return;
        };
        let length = file.metadata().expect("its length").len();
        if length > flushed {
            file.set_len(flushed).expect("cut");
        }
        let noise: Vec<u8> = (0..dice.throw(9000)).map(|_| dice.throw(256) as u8).collect();
        (&file).write_all(&noise).expect("noise");
        // The index of the log is memory, not disk.
        let _ = fs::remove_file(log.replace("-wal", "-shm"));
    }
}
