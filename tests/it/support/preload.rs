//! Small libraries that stand before the C library of a program, so that a disk does what a test wants.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A library, built, in a folder that has room for its notes.
pub struct Preload {
    folder: TempDir,
}

impl Preload {
    /// Builds it from its source.
    pub fn build(source: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("preload.c");
        fs::write(&file, source).expect("written");
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
            .arg(folder.path().join("preload.so"))
            .arg(&file)
            .arg("-ldl")
            .status();
        assert!(built.expect("a C compiler").success());
        Self { folder }
    }

    /// A file beside the library.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Has a program run with it.
    pub fn stand_before(&self, command: &mut Command) {
        command.env("LD_PRELOAD", self.beside("preload.so"));
    }
}

/// The file of a database of `SQLite`.
pub fn file_of(url: &str) -> &Path {
    Path::new(url.trim_start_matches("sqlite://"))
}
