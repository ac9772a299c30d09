//! A CSV file as a table: text, a header that has been checked, and rows of the header's length.

use std::collections::BTreeSet;

use unicode_normalization::is_nfc;

use super::BYTE_ORDER_MARK;
use super::fault::{Findings, Place, one_of, quoted};
use super::header::nearest_name;
use super::rows::{self, RawRow};

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

/// A file read into rows.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub file: &'static str,
    pub header: Vec<String>,
    pub records: Vec<Record>,
    /// Whether `1,5` is one and a half: so in the semicolon files of spreadsheets that write it.
    pub decimal_comma: bool,
    /// Positions of columns that the schema does not name.
    pub extras: Vec<usize>,
}

impl Table {
    /// Reads a file's bytes. Faults in it are noted; `None` where nothing in it can be relied on.
    pub fn read(file: &'static str, bytes: &[u8], schema: Schema, findings: &mut Findings) -> Option<Self> {
        let whole = Place::file(file);
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            findings.fault(whole, "text in UTF-16", "text in UTF-8 (save as \"CSV UTF-8\")");
            return None;
        }
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        let separator = rows::separator(bytes);
        let mut rows = match rows::split(bytes, separator) {
            Ok(rows) => rows.into_iter(),
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
        let Some(header) = rows.next() else {
            findings.fault(whole, "an empty file", "a header row and a row for each record");
            return None;
        };
        let header_row = header.number;
        let mut header = decode(file, header, &[], findings).cells;
        for name in &mut header {
            *name = name.trim().to_owned();
        }
        // Spreadsheets write separators for columns that were once used.
        while header.last().is_some_and(String::is_empty) {
            header.pop();
        }
        let extras = check_header(file, header_row, &header, schema, findings);
        let mut records = Vec::new();
        for row in rows {
            let mut record = decode(file, row, &header, findings);
            while record.cells.len() > header.len() && record.cells.last().is_some_and(|cell| is_blank(cell)) {
                record.cells.pop();
            }
            if record.cells.iter().all(|cell| is_blank(cell)) {
                continue;
            }
            if record.cells.len() != header.len() {
                findings.fault(
                    Place {
                        row: Some(record.number),
                        ..whole
                    },
                    format!("{} cells", record.cells.len()),
                    format!("{}, as many as the header has", header.len()),
                );
                // The row goes on with what it has, so that its id is known to the rows that name it.
                record.cells.resize(header.len(), String::new());
            }
            records.push(record);
        }
        Some(Self {
            file,
            header,
            records,
            decimal_comma: separator == b';',
            extras,
        })
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

/// Cells as text. A cell that is not is a fault, and is read as far as it can be.
fn decode(file: &'static str, row: RawRow, header: &[String], findings: &mut Findings) -> Record {
    let number = row.number;
    let cells = row.cells.into_iter().enumerate().map(|(column, cell)| {
        let place = Place {
            file,
            row: Some(number),
            field: header.get(column).map(String::as_str),
        };
        let text = String::from_utf8(cell).unwrap_or_else(|fault| {
            let text = String::from_utf8_lossy(fault.as_bytes()).into_owned();
            findings.fault(place, quoted(&text), "text in UTF-8 (save as \"CSV UTF-8\")");
            text
        });
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
        text
    });
    Record {
        number,
        cells: cells.collect(),
    }
}

/// Control characters, and those that turn the direction of reading and so can disguise a name.
fn is_hidden(one: char) -> bool {
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
