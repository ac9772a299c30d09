//! A sheet as a workbook: a packed file that is unpacked and looked through once, within bounds, before anything reads it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;
use zip::result::ZipError;

use super::super::fault::{Findings, Place};
use super::{BYTES, Filled, ROWS, is_blank_row};

/// The most parts that a packed file may have.
const PARTS: usize = 100;

/// The most bytes that all of them may unpack to.
const UNPACKED: usize = 200 * 1024 * 1024;

/// How many times its own size a packed file may unpack to, once that is more than a little.
const RATIO: usize = 100;
const A_LITTLE: usize = 8 * 1024 * 1024;

/// The most marks `<` in all parts together: each may become something in memory that is larger than it.
const MARKS: usize = 5_000_000;

/// Bytes that are looked at again with those that come next: longer than anything looked for.
const OVERLAP: usize = 64;

/// How many strings a part may say that it has, in digits: room is made for them before they come.
const COUNT_DIGITS: usize = 7;

/// Whether bytes are a packed file.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
}

pub(super) fn read(file: &str, bytes: &[u8], findings: &mut Findings) -> Option<Filled> {
    let packing = Place::field(file, "packing");
    if let Err(Refused(found, expected)) = look_through(bytes) {
        findings.fault(packing, found, expected);
        return None;
    }
    // Bytes that were made to trip a reader must not end what runs here.
    let cells = catch_unwind(AssertUnwindSafe(|| cells(bytes)));
    match cells {
        Ok(Ok(taken)) => {
            for (row, (column, error)) in taken.errors {
                let place = Place {
                    row: Some(row),
                    ..Place::file(file)
                };
                let found = format!("the error {error} in column {}", column + 1);
                findings.fault(place, found, "a value, or nothing");
            }
            Some(taken.filled)
        }
        Ok(Err(Refused(found, expected))) => {
            findings.fault(packing, found, expected);
            None
        }
        Err(_) => {
            findings.fault(packing, "a workbook that cannot be read", A_WORKBOOK);
            None
        }
    }
}

const A_WORKBOOK: &str = "a workbook (.xlsx) as spreadsheets save it";

/// What was found, and what was expected.
struct Refused(String, String);

impl Refused {
    fn new(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self(found.into(), expected.into())
    }
}

impl From<ZipError> for Refused {
    fn from(fault: ZipError) -> Self {
        Self::new(format!("a packed file that cannot be unpacked ({fault})"), A_WORKBOOK)
    }
}

impl From<XlsxError> for Refused {
    fn from(fault: XlsxError) -> Self {
        Self::new(format!("a packed file that is no workbook ({fault})"), A_WORKBOOK)
    }
}

/// Unpacks every part and keeps nothing: how many there are, what they come to, and what no workbook needs.
fn look_through(bytes: &[u8]) -> Result<(), Refused> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))?;
    if zip.len() > PARTS {
        return Err(Refused::new(
            format!("a packed file of {} parts", zip.len()),
            format!("{PARTS} parts at most"),
        ));
    }
    if zip.has_duplicate_names() || zip.has_overlapping_files()? {
        return Err(Refused::new("parts that lie over one another", A_WORKBOOK));
    }
    let (mut unpacked, mut marks) = (0, 0);
    for at in 0..zip.len() {
        let mut part = zip.by_index(at)?;
        if part.is_symlink() || part.enclosed_name().is_none() {
            return Err(Refused::new("a part that leads out of the file", A_WORKBOOK));
        }
        let mut window = Vec::new();
        let mut chunk = vec![0; 64 * 1024];
        let mut is_first = true;
        loop {
            let read = part.read(&mut chunk).map_err(ZipError::from)?;
            if read == 0 {
                break;
            }
            if is_first && chunk[..read].starts_with(b"PK\x03\x04") {
                return Err(Refused::new("a packed file within the packed file", A_WORKBOOK));
            }
            is_first = false;
            unpacked += read;
            marks += chunk[..read]
                .iter()
                .map(|byte| usize::from(*byte == b'<'))
                .sum::<usize>();
            check_size(bytes.len(), unpacked, marks)?;
            window.extend_from_slice(&chunk[..read]);
            check_text(&window, false)?;
            window.drain(..window.len().saturating_sub(OVERLAP));
        }
        check_text(&window, true)?;
    }
    Ok(())
}

fn check_size(packed: usize, unpacked: usize, marks: usize) -> Result<(), Refused> {
    if unpacked > UNPACKED || marks > MARKS {
        let expected = format!("{UNPACKED} bytes and {MARKS} marks of XML at most");
        return Err(Refused::new("a packed file that unpacks to more", expected));
    }
    if unpacked > A_LITTLE && unpacked / RATIO > packed {
        let expected = format!("{RATIO} times its own size at most");
        return Err(Refused::new(
            "a packed file that unpacks to many times its size",
            expected,
        ));
    }
    Ok(())
}

/// Looks for a document type, which may define words that grow, and for a count of strings that nobody has.
/// What is cut at the end is looked at again, unless nothing follows.
fn check_text(window: &[u8], is_last: bool) -> Result<(), Refused> {
    const DOCTYPE: &[u8] = b"<!DOCTYPE";
    const COUNT: &[u8] = b"uniqueCount";
    for (at, _) in window
        .iter()
        .enumerate()
        .filter(|(_, byte)| matches!(byte, b'<' | b'u'))
    {
        let rest = &window[at..];
        if rest.starts_with(DOCTYPE) {
            return Err(Refused::new("a document type definition (DTD)", "XML without one"));
        }
        let Some(rest) = rest.strip_prefix(COUNT) else { continue };
        let digits = rest.strip_prefix(b"=\"").unwrap_or_default();
        let digits = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        // In words that somebody wrote, nothing is said to be equal to it.
        let is_attribute = rest.trim_ascii_start().starts_with(b"=") || rest.trim_ascii_start().is_empty();
        let is_cut = !is_last && rest.len() < OVERLAP / 2;
        if is_attribute && !is_cut && !(1..=COUNT_DIGITS).contains(&digits) {
            return Err(Refused::new("a count of strings that no sheet has", A_WORKBOOK));
        }
    }
    Ok(())
}

/// What the cells come to.
#[derive(Default)]
struct Taken {
    filled: Filled,
    /// Rows in which a formula has failed; the first column where one has, and how.
    errors: BTreeMap<u32, (u32, String)>,
}

/// The filled cells of the first sheet that is in sight, row by row.
fn cells(bytes: &[u8]) -> Result<Taken, Refused> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let in_sight = |one: &&calamine::Sheet| one.typ == SheetType::WorkSheet && one.visible == SheetVisible::Visible;
    let first = book.sheets_metadata().iter().find(in_sight).map(|one| one.name.clone());
    let first = first.ok_or_else(|| Refused::new("a workbook without a sheet", A_WORKBOOK))?;
    let mut reader = book.worksheet_cells_reader(&first)?;
    let mut rows: BTreeMap<u32, Vec<(usize, String)>> = BTreeMap::new();
    let (mut errors, mut size) = (BTreeMap::new(), 0);
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        let number = row.saturating_add(1);
        let text = match cell.get_value() {
            DataRef::Error(error) => {
                errors.entry(number).or_insert_with(|| (column, error.to_string()));
                String::new()
            }
            // Told before it is copied: many cells may show one long string.
            DataRef::SharedString(text) if size + text.len() > BYTES => return Err(too_much_text()),
            value => text(value),
        };
        size += text.len();
        if size > BYTES {
            return Err(too_much_text());
        }
        if !text.is_empty() {
            rows.entry(number).or_default().push((column as usize, text));
        }
        if rows.len().max(errors.len()) > ROWS + 1 {
            let found = format!("more than {ROWS} rows");
            return Err(Refused::new(found, format!("{ROWS} rows at most")));
        }
    }
    Ok(Taken {
        filled: rows.into_iter().filter(|(_, cells)| !is_blank_row(cells)).collect(),
        errors,
    })
}

fn too_much_text() -> Refused {
    Refused::new("more text than that in the cells", format!("{BYTES} bytes at most"))
}

/// A cell as people would type it: a date as a day, a whole number without a point.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(date) if date.is_datetime() => day(date),
        DataRef::DateTime(length) => length.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.strip_suffix("T00:00:00").unwrap_or(text).to_owned()
        }
    }
}

/// A day, with its time where it has one: then it is no day, and whoever asked for one says so.
fn day(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_packed_file_unpacks_to_is_bounded_by_bytes_marks_and_its_own_size() {
        let is_fine = |packed, unpacked, marks| check_size(packed, unpacked, marks).is_ok();
        assert!(is_fine(UNPACKED, UNPACKED, MARKS));
        assert!(!is_fine(UNPACKED, UNPACKED + 1, 0));
        assert!(!is_fine(UNPACKED, 0, MARKS + 1));
        assert!(is_fine(1, A_LITTLE, 0), "a little may repeat itself");
        assert!(!is_fine(A_LITTLE / RATIO, A_LITTLE * 2, 0));
    }
}
