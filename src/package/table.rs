//! A CSV file as a table: text, a header that has been checked, and rows of the header's length.
//!
//! A table of a million rows must not be there twice over, so its rows stay bytes and each is taken apart when somebody
//! looks at it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use unicode_normalization::is_nfc;

use super::fault::{Findings, Place, one_of, quoted};
use super::header::nearest_name;
use super::rows::{self, RowStart};

/// What a file's header must and may hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schema {
    /// Columns that must be there.
    pub required: &'static [&'static str],
    /// Columns that may be missing.
    pub optional: &'static [&'static str],
    /// A column that may also stand with a year: `population` for `population_2021`.
    pub by_year: Option<&'static str>,
    /// Whether other columns are kept as they are, or only warned of.
    pub keeps_extras: bool,
}

/// A row of text cells, as many as the header has.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub number: u32,
    pub cells: Vec<String>,
}

/// How many rows one core takes at a time.
const STRETCH: usize = 4096;

/// A file whose rows can be read.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub file: &'static str,
    pub header: Vec<String>,
    bytes: Vec<u8>,
    separator: u8,
    rows: Vec<RowStart>,
    /// Whether `1,5` is one and a half: so in the semicolon files of spreadsheets that write it.
    pub decimal_comma: bool,
    /// Positions of columns that the schema does not name.
    pub extras: Vec<usize>,
}

impl Table {
    /// Reads a file's bytes. Faults in it are noted; `None` where nothing in it can be relied on.
    pub fn read(file: &'static str, bytes: Vec<u8>, schema: Schema, findings: &mut Findings) -> Option<Self> {
        let whole = Place::file(file);
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            findings.fault(whole, "text in UTF-16", "text in UTF-8 (save as \"CSV UTF-8\")");
            return None;
        }
        let bytes = without_mark(bytes);
        let separator = rows::separator(&bytes);
        let rows = match rows::starts(&bytes, separator) {
            Ok(rows) => rows,
            Err(row) => {
                findings.fault(
                    Place {
                        row: Some(row),
                        ..whole
                    },
                    "a quotation mark that is never closed",
                    "quotation marks in pairs, one inside a cell written twice",
                );
                return None;
            }
        };
        let Some((&first, rows)) = rows.split_first() else {
            findings.fault(whole, "an empty file", "a header row and a row for each record");
            return None;
        };
        let header = rows::cells(&bytes, first, separator);
        check_cells(file, first.number, &header, &[], findings);
        let mut header = decode(header);
        for name in &mut header {
            *name = name.trim().to_owned();
        }
        // Spreadsheets write separators for columns that were once used.
        while header.last().is_some_and(String::is_empty) {
            header.pop();
        }
        let mut table = Self {
            file,
            extras: check_header(file, first.number, &header, schema, findings),
            header,
            decimal_comma: separator == b';',
            bytes,
            separator,
            rows: Vec::new(),
        };
        let checked = rows.par_chunks(STRETCH).map(|rows| {
            let mut findings = Findings::default();
            let rows = rows.iter().copied();
            let filled: Vec<RowStart> = rows.filter(|row| table.check_row(*row, &mut findings)).collect();
            (filled, findings)
        });
        let checked: Vec<_> = checked.collect();
        for (rows, found) in checked {
            table.rows.extend(rows);
            findings.append(found);
        }
        table.rows.shrink_to_fit();
        Some(table)
    }

    /// How many records it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The cells of a column as they stand, each with the number of its row.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = (u32, String)> {
        let cell = move |row: &RowStart| {
            let cell = rows::cell(&self.bytes, *row, self.separator, column);
            (row.number, text(cell))
        };
        self.rows.iter().map(cell)
    }

    /// Records, in the order of the file.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        self.rows.iter().map(|row| self.record(*row))
    }

    /// Does something with every record, on all cores: first everything is made ready in `make`, apart from the other
    /// records, then handed to `take` in the order of the file. No more than a small part of it waits at any time.
    pub fn each<T: Send>(&self, make: impl Fn(&[RowStart]) -> T + Sync, mut take: impl FnMut(T)) {
        for wave in self.rows.chunks(STRETCH * 8) {
            let made: Vec<T> = wave.par_chunks(STRETCH).map(&make).collect();
            made.into_iter().for_each(&mut take);
        }
    }

    /// A record. It has as many cells as the header, so that the id of a row with too few is known to the rows that name it.
    pub fn record(&self, row: RowStart) -> Record {
        let mut cells = decode(rows::cells(&self.bytes, row, self.separator));
        cells.resize(self.header.len(), String::new());
        Record {
            number: row.number,
            cells,
        }
    }

    /// Notes what is wrong with a row as such; whether anything stands in it.
    fn check_row(&self, row: RowStart, findings: &mut Findings) -> bool {
        let cells = rows::cells(&self.bytes, row, self.separator);
        check_cells(self.file, row.number, &cells, &self.header, findings);
        let mut cells = decode(cells);
        while cells.len() > self.header.len() && cells.last().is_some_and(|cell| is_blank(cell)) {
            cells.pop();
        }
        if cells.iter().all(|cell| is_blank(cell)) {
            return false;
        }
        if cells.len() != self.header.len() {
            findings.fault(
                Place {
                    file: self.file,
                    row: Some(row.number),
                    field: None,
                },
                format!("{} cells", cells.len()),
                format!("{}, as many as the header has", self.header.len()),
            );
        }
        true
    }

    /// Columns that the schema does not name.
    pub fn extra_columns(&self) -> impl Iterator<Item = &str> {
        self.extras.iter().map(|&column| self.header[column].as_str())
    }

    /// Where a column stands.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|one| one == name)
    }
}

/// Whether nothing is written in a cell.
pub(super) fn is_blank(cell: &str) -> bool {
    cell.trim().is_empty()
}

/// What some programs write before text in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Bytes without the mark that some programs write before them.
pub(super) fn without_mark(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    bytes
}

/// Cells as text, each as far as it can be read.
fn decode(cells: Vec<Vec<u8>>) -> Vec<String> {
    cells.into_iter().map(text).collect()
}

/// A cell as text, as far as it can be read.
fn text(cell: Vec<u8>) -> String {
    String::from_utf8(cell).unwrap_or_else(|fault| String::from_utf8_lossy(fault.as_bytes()).into_owned())
}

/// Notes cells that are no text or hide something.
fn check_cells(file: &'static str, number: u32, cells: &[Vec<u8>], header: &[String], findings: &mut Findings) {
    for (column, cell) in cells.iter().enumerate() {
        if cell.iter().all(|byte| (b' '..=b'~').contains(byte)) {
            continue;
        }
        let place = Place {
            file,
            row: Some(number),
            field: header.get(column).map(String::as_str),
        };
        let text = String::from_utf8_lossy(cell);
        if std::str::from_utf8(cell).is_err() {
            findings.fault(place, quoted(&text), "text in UTF-8 (save as \"CSV UTF-8\")");
        }
        if let Some(hidden) = text.chars().find(|one| is_hidden(*one)) {
            let found = format!("the hidden character U+{:04X} in {}", u32::from(hidden), quoted(&text));
            findings.fault(place, found, "words that can be seen");
        } else if !is_nfc(&text) {
            findings.warning(
                place,
                format!("{} in decomposed letters", quoted(&text)),
                "Unicode normalization form C; it is kept as it is",
            );
        }
    }
}

/// Control characters, and those that turn the direction of reading and so can disguise a name.
pub(super) fn is_hidden(one: char) -> bool {
    (one.is_control() && !matches!(one, '\n' | '\r' | '\t'))
        || matches!(one, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Checks the header and returns the positions of columns that the schema does not name.
fn check_header(
    file: &'static str,
    row: u32,
    header: &[String],
    schema: Schema,
    findings: &mut Findings,
) -> Vec<usize> {
    let accepted = || {
        schema
            .required
            .iter()
            .chain(schema.optional)
            .copied()
            .chain(schema.by_year)
    };
    let is_year = |name: &str| {
        schema.by_year.is_some_and(|stem| {
            name.strip_prefix(stem)
                .and_then(|rest| rest.strip_prefix('_'))
                .is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    let present: BTreeSet<&str> = header.iter().map(String::as_str).collect();
    let has_years = header.iter().any(|name| is_year(name));
    let mut meant = BTreeSet::new();
    let mut extras = Vec::new();
    for (position, name) in header.iter().enumerate() {
        let place = Place::cell(file, row, name);
        if name.is_empty() {
            let found = format!("no name above column {}", position + 1);
            findings.fault(
                Place {
                    file,
                    row: Some(row),
                    field: None,
                },
                found,
                "a name for every column",
            );
        } else if header[..position].contains(name) {
            findings.fault(place, "the column twice", "each column once");
        } else if !is_year(name) && accepted().all(|one| one != name) {
            // Only a column that is not there can have been meant.
            let missing = accepted().filter(|one| {
                let stands_by_year = has_years && schema.by_year == Some(*one);
                !present.contains(one) && !stands_by_year
            });
            if let Some(one) = nearest_name(name, missing) {
                meant.insert(one);
                findings.fault(place, "a column of this name", format!("the column {one}"));
            } else if schema.keeps_extras {
                extras.push(position);
            } else {
                findings.warning(
                    place,
                    "a column that is not read",
                    format!("only {}", one_of(accepted())),
                );
            }
        }
    }
    for name in schema.required {
        if !present.contains(name) && !meant.contains(name) {
            findings.fault(
                Place::cell(file, row, name),
                "no such column",
                format!("the column {name}"),
            );
        }
    }
    if let Some(stem) = schema.by_year
        && !present.contains(stem)
        && !has_years
        && !meant.contains(stem)
    {
        let expected = format!("the column {stem}, or {stem}_YYYY with a year");
        findings.fault(Place::cell(file, row, stem), "no such column", expected);
    }
    extras
}
