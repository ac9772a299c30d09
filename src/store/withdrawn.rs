//! Which requests, and corrections of public records, were taken back, noted outside of the database: a backup that was made before still has their words, and
//! restoring it must not bring them back.
//!
//! The list says where in the ledger, on which day and which request, by its random id: no words, and nobody's name. A
//! withdrawal is on it before it is acknowledged. It is only ever added to, and never asked while the database is there.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::cell::CellType;
use super::connection::Session;
use super::ledger::{position_of, text_of};
use super::requests::SUBMITTED_REQUEST;
use super::{Store, StoreError, postgres, sqlite};
use crate::model::RequestId;

const ALL: &str = "select record.position, request.withdrawn_on, request.submitted_request_id
    from submitted_request request
    join record on record.kind = 'submitted_request' and record.record_id = request.submitted_request_id
    where request.withdrawn_on is not null
    union all
    select record.position, correction.withdrawn_on, correction.request_correction_id
    from request_correction correction
    join record on record.kind = 'request_correction' and record.record_id = correction.request_correction_id
    where correction.withdrawn_on is not null order by 1";

const FIRST_LINE: &str = "# Requests that their owners took back, for `evenreach restore`: position in the ledger, day, id. \
     No words.\n";

/// A request that was taken back, or what was said of a public record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// Where the ledger says so.
    pub position: u64,
    /// On which day.
    pub on: Date,
    /// Which.
    pub id: RequestId,
}

/// A list of them in a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawnList {
    file: PathBuf,
}

/// What is wrong with a list.
#[derive(Debug, thiserror::Error)]
pub enum ListFault {
    /// It cannot be read or written.
    #[error("{}: the list of what was taken back cannot be read or kept", file.display())]
    File {
        /// Where it is, or should be.
        file: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A line says nothing.
    #[error(
        "{}, line {line}: found {found:?}, expected a position in the ledger, a day and the id of a request, such as \
         412 2026-03-13 9f86d081",
        file.display()
    )]
    Line {
        /// The list.
        file: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// What it says.
        found: String,
    },
}

impl WithdrawnList {
    /// The list in a file, whether or not there is one yet.
    pub fn at(file: impl Into<PathBuf>) -> Self {
        Self { file: file.into() }
    }

    /// Where the list of a database is unless somewhere else is named: beside its file, or named after it in the folder
    /// where the program was started. None for a database in memory, which no backup outlives.
    pub fn of(url: &str) -> Result<Option<Self>, StoreError> {
        let place = match url.split_once(':') {
            Some(("sqlite", _)) => sqlite::file_of(url)?,
            Some(("postgres" | "postgresql", _)) => {
                let name = postgres::name_of(url)?.unwrap_or_else(|| "evenreach".to_owned());
                Some(PathBuf::from(name.replace(['/', '\\'], "_")))
            }
            _ => return Err(StoreError::Url(None)),
        };
        Ok(place.map(|place| {
            let mut file = place.into_os_string();
            file.push(".withdrawn");
            Self::at(file)
        }))
    }

    /// Where it is.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// What it says; `None` where there is no list.
    pub fn read(&self) -> Result<Option<Vec<TakenBack>>, ListFault> {
        match std::fs::read_to_string(&self.file) {
            Ok(text) => self.parse(whole_lines(&text)).map(Some),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(self.fault(source)),
        }
    }

    /// Adds what is not on it yet, flushed to the disk when this returns. A list is made where there is none.
    pub(super) fn add(&self, all: &[TakenBack]) -> Result<(), ListFault> {
        let is_new = !self.file.exists();
        let mut options = File::options();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.file).map_err(|source| self.fault(source))?;
        // Servers and commands over one database share it.
        file.lock().map_err(|source| self.fault(source))?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(|source| self.fault(source))?;
        let whole = whole_lines(&text);
        let known: HashSet<RequestId> = self.parse(whole)?.into_iter().map(|one| one.id).collect();
        let mut more = String::new();
        if whole.is_empty() {
            more.push_str(FIRST_LINE);
        }
        for one in all.iter().filter(|one| !known.contains(&one.id)) {
            // Writing to a string cannot fail.
            let _ = writeln!(more, "{} {} {}", one.position, one.on, one.id);
        }
        if more.is_empty() {
            return Ok(());
        }
        let written = if whole.len() < text.len() {
            file.set_len(whole.len() as u64)
        } else {
            Ok(())
        };
        written
            .and_then(|()| file.write_all(more.as_bytes()))
            .and_then(|()| file.sync_all())
            .and_then(|()| if is_new { flush_folder_of(&self.file) } else { Ok(()) })
            .map_err(|source| self.fault(source))
    }

    fn parse(&self, text: &str) -> Result<Vec<TakenBack>, ListFault> {
        let lines = (1..).zip(text.lines());
        let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        lines
            .map(|(number, line)| {
                taken_back(line).ok_or_else(|| ListFault::Line {
                    file: self.file.clone(),
                    line: number,
                    found: line.chars().take(80).collect(),
                })
            })
            .collect()
    }

    fn fault(&self, source: io::Error) -> ListFault {
        let file = self.file.clone();
        ListFault::File { file, source }
    }
}

/// Whoever was stopped in the middle of a line had acknowledged nothing of it, and writes it anew.
fn whole_lines(text: &str) -> &str {
    text.rfind('\n').map_or("", |end| &text[..=end])
}

fn taken_back(line: &str) -> Option<TakenBack> {
    let mut words = line.split(' ');
    let (position, on, id) = (words.next()?, words.next()?, words.next()?);
    if id.is_empty() || words.next().is_some() {
        return None;
    }
    Some(TakenBack {
        position: position.parse().ok()?,
        on: on.parse().ok()?,
        id: id.into(),
    })
}

/// A new name in a folder outlives a power cut once the folder is flushed.
pub(super) fn flush_folder_of(file: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder_of(file))?.sync_all()?;
    }
    Ok(())
}

/// The folder in which a file is or will be.
pub(super) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

impl Store {
    /// Notes from now on in this list what is taken back, before it is acknowledged.
    #[must_use]
    pub fn noting_withdrawals(mut self, list: Option<WithdrawnList>) -> Self {
        self.withdrawn = list;
        self
    }

    /// What was taken back, the first first.
    pub async fn withdrawn_requests(&self) -> Result<Vec<TakenBack>, StoreError> {
        all(&mut self.database.read().await?).await
    }

    /// Brings the list up to what the database says: whatever another server wrote, or could not note at its time.
    pub async fn note_withdrawals(&self) -> Result<(), StoreError> {
        let Some(list) = self.withdrawn.clone() else {
            return Ok(());
        };
        let all = self.withdrawn_requests().await?;
        in_the_background(move || list.add(&all)).await?;
        Ok(())
    }

    /// The same after a withdrawal, which is done whatever becomes of its note: the next one, or the next start, makes up
    /// for it.
    pub(super) async fn note_withdrawals_or_say_so(&self) {
        if let Err(fault) = self.note_withdrawals().await {
            let fault: &dyn std::error::Error = &fault;
            tracing::error!(fault, "what was taken back is not on the list outside of the database");
        }
    }
}

/// What was taken back, as a session sees it.
pub(super) async fn all(session: &mut Session) -> Result<Vec<TakenBack>, StoreError> {
    let types = [CellType::Whole, CellType::Text, CellType::Text];
    let rows = session.rows(ALL, &[], &types).await;
    let rows = rows.map_err(|source| StoreError::Read {
        table: SUBMITTED_REQUEST.name,
        source,
    })?;
    let taken_back = rows.iter().map(|row| {
        let id = RequestId::from(text_of(&row[2]));
        let on = text_of(&row[1]).parse().map_err(|_| StoreError::Misfit {
            kind: super::Kind::SubmittedRequest,
            id: id.to_string(),
            table: SUBMITTED_REQUEST.name,
            column: "withdrawn_on",
        })?;
        let position = position_of(&row[0]);
        Ok(TakenBack { position, on, id })
    });
    taken_back.collect()
}

/// Does what waits for the disk on a thread of its own.
pub(super) async fn in_the_background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(broken) => std::panic::resume_unwind(broken.into_panic()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn one(position: u64, id: &str) -> TakenBack {
        TakenBack {
            position,
            on: date(2026, 3, 13),
            id: id.into(),
        }
    }

    #[test]
    fn what_is_added_is_read_once_and_readable_to_nobody_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let list = WithdrawnList::at(folder.path().join("list"));
        assert_eq!(list.read().expect("no list"), None);
        list.add(&[]).expect("an empty list");
        assert_eq!(list.read().expect("a list"), Some(Vec::new()));
        list.add(&[one(7, "a")]).expect("added");
        list.add(&[one(7, "a"), one(9, "b")]).expect("added");
        assert_eq!(list.read().expect("a list"), Some(vec![one(7, "a"), one(9, "b")]));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(list.file()).expect("a file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_line_that_was_cut_short_is_written_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let list = WithdrawnList::at(folder.path().join("list"));
        list.add(&[one(7, "a")]).expect("added");
        let whole = std::fs::read_to_string(list.file()).expect("a list");
        std::fs::write(list.file(), format!("{whole}9 2026-0")).expect("cut");
        assert_eq!(list.read().expect("a list"), Some(vec![one(7, "a")]));
        list.add(&[one(9, "b")]).expect("added");
        assert_eq!(list.read().expect("a list"), Some(vec![one(7, "a"), one(9, "b")]));
    }

    #[test]
    fn a_line_that_says_nothing_is_refused_with_its_number() {
        let folder = tempfile::tempdir().expect("a folder");
        let list = WithdrawnList::at(folder.path().join("list"));
        for line in [
            "7 2026-03-13",
            "7 2026-03-13 ",
            "x 2026-03-13 a",
            "7 today a",
            "7 2026-03-13 a b",
        ] {
            std::fs::write(list.file(), format!("# first\n{line}\n")).expect("written");
            let fault = list.read().expect_err("refused");
            assert!(matches!(fault, ListFault::Line { line: 2, .. }), "{line}: {fault}");
        }
    }

    #[test]
    fn a_list_is_beside_its_database_or_named_after_it() {
        let of = |url: &str| WithdrawnList::of(url).expect("a URL").map(|list| list.file);
        assert_eq!(of("sqlite://evenreach.db"), Some("evenreach.db.withdrawn".into()));
        assert_eq!(of("sqlite:///srv/a.db"), Some("/srv/a.db.withdrawn".into()));
        assert_eq!(of("postgres://here/territory"), Some("territory.withdrawn".into()));
        assert_eq!(of("sqlite::memory:"), None);
        assert!(WithdrawnList::of("mysql://here").is_err());
    }
}
