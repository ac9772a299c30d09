//! A sheet of rows that somebody fills in a spreadsheet and sends, CSV or XLSX, as text cells under named columns.
//!
//! Bounded before anything in it is believed: bytes, rows, columns, and what a packed file unpacks to. What the columns mean
//! is for whoever asked for the sheet. Begin with [`Sheet::read`].

mod csv;
mod xlsx;

use super::fault::{Fault, Findings, Place, one_of, quoted};
use super::header::nearest_name;
use super::table::is_blank;

/// The most bytes that a sheet may have.
pub const BYTES: usize = 50 * 1024 * 1024;

/// The most rows, beside its header.
pub const ROWS: usize = 10_000;

/// The most columns.
const COLUMNS: usize = 100;

/// How a cell may begin that a spreadsheet would run: tables that leave here have a quote before it.
const LIKE_A_FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];

/// Columns that a sheet must have, and others that it may.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// Those that must be there.
    pub required: &'static [&'static str],
    /// Those that may be missing.
    pub optional: &'static [&'static str],
}

/// A sheet whose rows can be read.
#[derive(Clone, Debug)]
pub struct Sheet {
    header: Vec<String>,
    rows: Vec<Row>,
    faults: Vec<Fault>,
}

/// A row, with a cell for each column.
#[derive(Clone, Debug)]
pub struct Row {
    /// As a spreadsheet shows it: the header is row 1 unless blank lines stand before it.
    pub number: u32,
    cells: Vec<String>,
}

/// Rows as they stand: numbers of rows, places in them, and texts to the byte; blank rows are left out.
type Filled = Vec<(u32, Vec<(usize, String)>)>;

fn is_blank_row(cells: &[(usize, String)]) -> bool {
    cells.iter().all(|(_, text)| is_blank(text))
}

impl Sheet {
    /// Reads a sheet, of whichever of both kinds its first bytes say. The error is every fault, where some are in its frame:
    /// then none of its rows can be relied on.
    pub fn read(file: &str, bytes: &[u8], columns: Columns) -> Result<Self, Vec<Fault>> {
        let mut findings = Findings::default();
        let read = read(file, bytes, columns, &mut findings);
        let faults = findings.into_sorted(&[]);
        match read {
            Some((header, sheet)) if faults.iter().all(|fault| fault.row > Some(header)) => {
                Ok(Self { faults, ..sheet })
            }
            _ => Err(faults),
        }
    }

    /// What is wrong with its rows as such, whatever their cells mean.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Its rows, without its header and without those in which nothing stands.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether it has a column.
    pub fn has(&self, column: &str) -> bool {
        self.header.iter().any(|one| one == column)
    }

    /// What stands in a column of a row; nothing where there is no such column.
    pub fn cell<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        let at = self.header.iter().position(|one| one == column);
        at.and_then(|at| row.cells.get(at)).map_or("", String::as_str)
    }
}

/// A sheet, and the row of its header.
fn read(file: &str, bytes: &[u8], columns: Columns, findings: &mut Findings) -> Option<(u32, Sheet)> {
    if bytes.len() > BYTES {
        let found = format!("{} bytes", bytes.len());
        findings.fault(Place::field(file, "size"), found, format!("{BYTES} bytes at most"));
        return None;
    }
    let filled = if xlsx::is_packed(bytes) {
        xlsx::read(file, bytes, findings)?
    } else {
        csv::read(file, bytes, findings)?
    };
    let mut filled = filled.into_iter();
    let Some((first, header)) = filled.next() else {
        findings.fault(
            Place::field(file, "content"),
            "an empty sheet",
            "a header row and a row for each request",
        );
        return None;
    };
    let header = names(file, first, header, findings)?;
    check_header(file, first, &header, columns, findings);
    let rows: Vec<_> = filled
        .map(|(number, cells)| row(file, number, cells, &header, findings))
        .collect();
    if rows.is_empty() && !findings.any_error() {
        findings.fault(
            Place::field(file, "content"),
            "a header and no row",
            "a row for each request",
        );
    }
    let sheet = Sheet {
        header,
        rows,
        faults: Vec::new(),
    };
    Some((first, sheet))
}

/// The names of the header, as far as the last of them.
fn names(file: &str, number: u32, mut cells: Vec<(usize, String)>, findings: &mut Findings) -> Option<Vec<String>> {
    cells.retain(|(_, name)| !is_blank(name));
    let width = cells.iter().map(|(at, _)| at + 1).max().unwrap_or_default();
    if width > COLUMNS {
        let place = Place {
            row: Some(number),
            ..Place::file(file)
        };
        let found = format!("a header of {width} columns");
        findings.fault(place, found, format!("{COLUMNS} columns at most"));
        return None;
    }
    let mut header = vec![String::new(); width];
    for (at, name) in cells {
        name.trim().clone_into(&mut header[at]);
    }
    Some(header)
}

fn check_header(file: &str, row: u32, header: &[String], columns: Columns, findings: &mut Findings) {
    let accepted = || columns.required.iter().chain(columns.optional).copied();
    let mut meant = Vec::new();
    for (at, name) in header.iter().enumerate() {
        let short: String = name.chars().take(60).collect();
        let place = Place::cell(file, row, &short);
        if name.is_empty() {
            let place = Place { field: None, ..place };
            let found = format!("no name above column {}", at + 1);
            findings.fault(place, found, "a name for every column");
        } else if header[..at].contains(name) {
            findings.fault(place, "the column twice", "each column once");
        } else if accepted().all(|one| one != name) {
            let missing = accepted().filter(|one| header.iter().all(|name| name != one));
            let near = nearest_name(name, missing);
            meant.extend(near);
            let expected = near.map_or_else(|| one_of(accepted()), |near| format!("the column {near}"));
            findings.fault(place, "a column of this name", expected);
        }
    }
    for name in columns.required {
        if header.iter().all(|one| one != name) && !meant.contains(name) {
            findings.fault(
                Place::cell(file, row, name),
                "no such column",
                format!("the column {name}"),
            );
        }
    }
}

/// A row with a cell for each column. Cells beyond the header belong to nothing.
fn row(file: &str, number: u32, cells: Vec<(usize, String)>, header: &[String], findings: &mut Findings) -> Row {
    let mut row = Row {
        number,
        cells: vec![String::new(); header.len()],
    };
    for (at, text) in cells {
        if let Some(cell) = row.cells.get_mut(at) {
            unquoted(&text).clone_into(cell);
        } else if !is_blank(&text) {
            let place = Place {
                row: Some(number),
                ..Place::file(file)
            };
            let found = format!("{} in column {}", quoted(&text), at + 1);
            let expected = format!("{} columns, as many as the header has", header.len());
            findings.fault(place, found, expected);
            break;
        }
    }
    row
}

/// A text without the quote that stands before it where it might be taken for a formula: so tables that leave here write
/// it, and so people type it.
fn unquoted(cell: &str) -> &str {
    let rest = cell.trim_start_matches('\'');
    match cell.strip_prefix('\'') {
        Some(text) if rest.starts_with(LIKE_A_FORMULA) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests;
