//! Where a package's files are: a folder, the program itself, or memory.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

/// A package's files by their paths inside it, with `/` between the parts.
pub trait Files {
    /// The name of the whole: the folder's.
    fn name(&self) -> String;

    /// The bytes of a file; `None` where there is no such file.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;

    /// Paths of the files that stand directly in a folder (`""` is the package itself), sorted;
    /// none where there is no such folder.
    fn list(&self, folder: &str) -> io::Result<Vec<String>>;
}

/// A folder on disk.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at `path`; fails where it is no folder that can be read.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().to_path_buf();
        std::fs::read_dir(&path)?;
        Ok(Self { path })
    }
}

impl Files for Folder {
    fn name(&self) -> String {
        // The folder may have been given as `.`, which has no name of its own.
        self.path
            .canonicalize()
            .unwrap_or_else(|_| self.path.clone())
            .file_name()
            .map_or_else(|| "package".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match std::fs::read(self.path.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let entries = match std::fs::read_dir(self.path.join(folder)) {
            Ok(entries) => entries,
            Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(fault) => return Err(fault),
        };
        let mut paths = Vec::new();
        for entry in entries {
            let entry = entry?;
            // Follows links, so that a package may share its basemap with another.
            if entry.path().is_file() {
                paths.push(joined(folder, &entry.file_name().to_string_lossy()));
            }
        }
        paths.sort();
        Ok(paths)
    }
}

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/geodata/nwt");

/// The package inside the program.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltIn;

impl Files for BuiltIn {
    fn name(&self) -> String {
        "nwt".to_owned()
    }

    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(SHIPPED.get_file(path).map(|file| file.contents().to_vec()))
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let dir = if folder.is_empty() {
            Some(&SHIPPED)
        } else {
            SHIPPED.get_dir(folder)
        };
        let mut paths: Vec<String> = dir
            .into_iter()
            .flat_map(Dir::files)
            .map(|file| file.path().to_string_lossy().replace('\\', "/"))
            .collect();
        paths.sort();
        Ok(paths)
    }
}

/// Files in memory, by path.
impl Files for BTreeMap<String, Vec<u8>> {
    fn name(&self) -> String {
        "package".to_owned()
    }

    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.get(path).cloned())
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        Ok(self
            .keys()
            .filter(|path| path.rsplit_once('/').map_or("", |(parent, _)| parent) == folder)
            .cloned()
            .collect())
    }
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, path: &str, bytes: &[u8]) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    #[test]
    fn a_folder_and_memory_hold_the_same_files() {
        let root = tempfile::tempdir().expect("a folder");
        let mut memory = BTreeMap::new();
        for path in ["communities.csv", "network/links.csv", "network/deep/er.csv"] {
            write(root.path(), path, path.as_bytes());
            memory.insert(path.to_owned(), path.as_bytes().to_vec());
        }
        let folder = Folder::open(root.path()).expect("it is there");
        for place in ["", "network", "nowhere"] {
            assert_eq!(folder.list(place).expect("list"), memory.list(place).expect("list"));
        }
        for path in ["communities.csv", "network/links.csv", "none.csv"] {
            assert_eq!(folder.read(path).expect("read"), memory.read(path).expect("read"));
        }
        assert!(Folder::open(root.path().join("none")).is_err());
    }

    #[test]
    fn the_program_carries_the_package_that_it_is_shipped_with() {
        let root = Folder::open(concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/nwt")).expect("it is there");
        assert_eq!(root.name(), BuiltIn.name());
        for place in ["", "network", "definitions", "basemap"] {
            let paths = BuiltIn.list(place).expect("list");
            assert_eq!(paths, root.list(place).expect("list"), "{place}");
            for path in paths {
                assert_eq!(
                    BuiltIn.read(&path).expect("read"),
                    root.read(&path).expect("read"),
                    "{path}"
                );
            }
        }
    }
}
