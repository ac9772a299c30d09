//! A sheet as comma-separated values, as spreadsheets write them: with commas, semicolons or tabs, with a mark of the byte
//! order or without.

use super::super::fault::{Findings, Place, quoted};
use super::super::rows::{self, RowStart};
use super::{COLUMNS, Filled, ROWS, is_blank_row};

const SAVE_AS: &str = "text in UTF-8 (in Excel, save as \"CSV UTF-8\")";

/// What some programs write before text in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

pub(super) fn read(file: &str, bytes: &[u8], findings: &mut Findings) -> Option<Filled> {
    let encoding = Place::field(file, "encoding");
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        findings.fault(encoding, "text in UTF-16", SAVE_AS);
        return None;
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        findings.fault(encoding, "a workbook of the old kind (.xls)", "CSV or XLSX");
        return None;
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let separator = rows::separator(bytes);
    let starts = match rows::starts_up_to(bytes, separator, ROWS + 1) {
        Ok(starts) => starts,
        Err(row) => {
            let place = Place {
                row: Some(row),
                ..Place::file(file)
            };
            let expected = "quotation marks in pairs, one inside a cell written twice";
            findings.fault(place, "a quotation mark that is never closed", expected);
            return None;
        }
    };
    if starts.len() > ROWS + 1 {
        let found = format!("more than {ROWS} rows");
        findings.fault(Place::field(file, "rows"), found, format!("{ROWS} rows at most"));
        return None;
    }
    let mut filled = Filled::new();
    for start in starts {
        match cells(bytes, start, separator) {
            Ok(cells) if is_blank_row(&cells) => {}
            Ok(cells) => filled.push((start.number, cells)),
            Err(text) => {
                // Every row with such a letter has to be saved anew, so the first of them says it for all.
                let place = Place {
                    row: Some(start.number),
                    ..encoding
                };
                let found = format!("{} in an older encoding, perhaps Windows-1252", quoted(&text));
                findings.fault(place, found, SAVE_AS);
                return None;
            }
        }
    }
    Some(filled)
}

/// The cells of a row in which something stands, with their places. The error is a cell that is no UTF-8.
fn cells(bytes: &[u8], start: RowStart, separator: u8) -> Result<Vec<(usize, String)>, String> {
    let cells = rows::cells_up_to(bytes, start, separator, COLUMNS + 1).into_iter();
    let texts = cells.enumerate().map(|(at, cell)| match String::from_utf8(cell) {
        Ok(text) => Ok((at, text)),
        Err(fault) => Err(String::from_utf8_lossy(fault.as_bytes()).into_owned()),
    });
    let texts = texts.filter(|text| text.as_ref().map_or(true, |(_, text)| !text.is_empty()));
    texts.collect()
}
