//! How a backup lies in its file: a line that names it and proves all that follows, a line that says what it is, and the
//! database. `head -n 2` shows the first two to a person.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek as _, SeekFrom, Write};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::BackupFault;
use crate::store::ledger::LedgerHead;
use crate::store::ledger::chain::Digest;

const NAME: &str = "evenreach backup";

/// Says how the file lies; another layout would have another number.
const FORMAT: i64 = 1;

/// Longer than either line ever is.
const LONGEST_LINE: u64 = 4096;

const AT_ONCE: usize = 1 << 18;

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) made_at: Timestamp,
    /// The version of the program.
    pub(super) made_by: String,
    /// `sqlite` or `postgres`: of what it is a backup, for people.
    pub(super) database: String,
    /// Number of the last migration of its tables.
    pub(super) schema: i64,
    pub(super) ledger_position: u64,
    pub(super) ledger_hash: String,
    pub(super) records: usize,
    pub(super) versions: usize,
    /// Length of the database that follows.
    pub(super) bytes: u64,
}

impl Manifest {
    /// Where the ledger stood.
    pub(super) fn head(&self) -> Option<LedgerHead> {
        Some(LedgerHead {
            position: self.ledger_position,
            hash: Digest::parse(&self.ledger_hash)?,
        })
    }
}

/// Writes a backup of this database file, flushed to the disk when this returns.
pub(super) fn pack(manifest: &Manifest, database: &Path, into: &mut File) -> io::Result<()> {
    let mut digest = Sha256::new();
    // The digest is known at the end, and its place is kept until then.
    let begin = format!("{NAME} {FORMAT} ");
    writeln!(into, "{begin}{}", "0".repeat(64))?;
    let mut put = |bytes: &[u8], into: &mut File| {
        digest.update(bytes);
        into.write_all(bytes)
    };
    let manifest = serde_json::to_string(manifest).map_err(io::Error::other)?;
    put(format!("{manifest}\n").as_bytes(), into)?;
    let mut database = File::open(database)?;
    let mut some = vec![0; AT_ONCE];
    loop {
        match database.read(&mut some)? {
            0 => break,
            read => put(&some[..read], into)?,
        }
    }
    into.seek(SeekFrom::Start(begin.len() as u64))?;
    into.write_all(hex::encode(digest.finalize()).as_bytes())?;
    into.sync_all()
}

/// Proves every byte of a backup and writes the database in it to a file of its own. What is not proved is refused,
/// and what was written of it is worth nothing.
pub(super) fn unpack(file: &Path, into: &mut File) -> Result<Manifest, BackupFault> {
    let here = || file.to_path_buf();
    let unread = |source| BackupFault::File {
        file: file.to_path_buf(),
        what: "read",
        source,
    };
    let mut bytes = BufReader::with_capacity(AT_ONCE, File::open(file).map_err(unread)?);
    let first = line(&mut bytes).map_err(unread)?;
    let known = first
        .as_deref()
        .and_then(read_first)
        .filter(|(format, _)| *format >= FORMAT);
    let Some((format, expected)) = known else {
        return Err(BackupFault::NoBackup { file: here() });
    };
    if format > FORMAT {
        return Err(BackupFault::Newer {
            file: here(),
            what: "layout",
            found: format,
            expected: FORMAT,
        });
    }
    let mut digest = Sha256::new();
    let second = line(&mut bytes).map_err(unread)?.unwrap_or_default();
    digest.update(second.as_bytes());
    let manifest: Option<Manifest> = serde_json::from_str(&second).ok();
    let mut found = 0;
    loop {
        let some = bytes.fill_buf().map_err(unread)?;
        if some.is_empty() {
            break;
        }
        digest.update(some);
        into.write_all(some).map_err(|source| BackupFault::File {
            file: here(),
            what: "unpacked",
            source,
        })?;
        let read = some.len();
        found += read as u64;
        bytes.consume(read);
    }
    let is_true = hex::encode(digest.finalize()) == expected;
    match manifest {
        Some(manifest) if is_true && manifest.bytes == found => Ok(manifest),
        Some(manifest) if found < manifest.bytes => Err(BackupFault::CutShort {
            file: here(),
            found,
            expected: manifest.bytes,
        }),
        _ => Err(BackupFault::Altered { file: here() }),
    }
}

/// A line with its end; `None` where none ends within the bounds, or it is no text.
fn line(bytes: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    bytes.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    Ok(String::from_utf8(line).ok().filter(|line| line.ends_with('\n')))
}

/// The layout and the digest of the first line.
fn read_first(line: &str) -> Option<(i64, &str)> {
    let rest = line.strip_prefix(NAME)?.strip_prefix(' ')?.strip_suffix('\n')?;
    let (format, digest) = rest.split_once(' ')?;
    let format = format
        .parse()
        .ok()
        .filter(|_| format.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some((format, digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(bytes: u64) -> Manifest {
        Manifest {
            made_at: "2026-03-12T18:00:00Z".parse().expect("an instant"),
            made_by: "0.1.0".to_owned(),
            database: "sqlite".to_owned(),
            schema: 11,
            ledger_position: 412,
            ledger_hash: "ab".repeat(32),
            records: 480,
            versions: 490,
            bytes,
        }
    }

    /// A backup of some bytes, as it lies in its file.
    fn packed(database: &[u8]) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a folder");
        let rows = folder.path().join("rows");
        std::fs::write(&rows, database).expect("written");
        let mut file = tempfile::tempfile().expect("a file");
        pack(&manifest(database.len() as u64), &rows, &mut file).expect("packed");
        file.rewind().expect("read again");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("read");
        bytes
    }

    fn unpacked(backup: &[u8]) -> Result<(Manifest, Vec<u8>), BackupFault> {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, rows) = (folder.path().join("backup"), folder.path().join("rows"));
        std::fs::write(&file, backup).expect("written");
        let manifest = unpack(&file, &mut File::create(&rows).expect("a file"))?;
        Ok((manifest, std::fs::read(&rows).expect("read")))
    }

    /// Golden: the digest was worked out apart from this code, with Python's `hashlib`.
    #[test]
    fn a_backup_lies_in_its_file_in_the_one_way() {
        let backup = packed(b"rows\n");
        let second = "{\"made_at\":\"2026-03-12T18:00:00Z\",\"made_by\":\"0.1.0\",\"database\":\"sqlite\",\"schema\":11,\
             \"ledger_position\":412,\"ledger_hash\":\"abababababababababababababababababababababababababababababababab\",\
             \"records\":480,\"versions\":490,\"bytes\":5}";
        let digest = "a0886f31637f4ea7e9d164bd6d11eddccf7242c7cc0b01f2e32533b120b5dfcb";
        let expected = format!("evenreach backup 1 {digest}\n{second}\nrows\n");
        assert_eq!(String::from_utf8(backup.clone()).expect("text"), expected);
        assert_eq!(unpacked(&backup).expect("whole"), (manifest(5), b"rows\n".to_vec()));
    }

    #[test]
    fn a_backup_that_is_altered_anywhere_or_cut_anywhere_is_refused() {
        let backup = packed("a database of some bytes".as_bytes());
        for at in 0..backup.len() {
            for bit in [0x01, 0x20, 0x80] {
                let mut altered = backup.clone();
                altered[at] ^= bit;
                let fault = unpacked(&altered).expect_err("altered");
                assert!(!matches!(fault, BackupFault::File { .. }), "{at}: {fault}");
            }
            let fault = unpacked(&backup[..at]).expect_err("cut short");
            assert!(
                matches!(
                    fault,
                    BackupFault::NoBackup { .. } | BackupFault::CutShort { .. } | BackupFault::Altered { .. }
                ),
                "{at}: {fault}"
            );
        }
        assert!(unpacked(&[&backup[..], b"x"].concat()).is_err(), "something more");
    }

    #[test]
    fn another_layout_is_refused_by_its_number() {
        let backup = String::from_utf8(packed(b"rows")).expect("text");
        let newer = backup.replacen("backup 1 ", "backup 2 ", 1);
        let fault = unpacked(newer.as_bytes()).expect_err("newer");
        assert!(matches!(fault, BackupFault::Newer { found: 2, .. }), "{fault}");
    }
}
