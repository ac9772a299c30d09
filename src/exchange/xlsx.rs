//! Tables as a spreadsheet: numbers stay numbers, and no text becomes a formula.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::Value;

use super::rows::Row;

/// The media type of what [`workbook`] makes.
pub const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// How a text may begin that a spreadsheet would run, were it typed in.
const LIKE_A_FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];

/// The most characters that a cell takes.
const CELL: usize = 32_767;

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name, in the frozen first row.
    pub title: String,
    /// Its width, in characters.
    pub width: u16,
}

/// A sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name, at most 31 characters.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows: texts, numbers, truths, and nothing.
    pub rows: Vec<Vec<Value>>,
}

impl Sheet {
    /// Rows that all have the same names in the same order, under those names; without rows, under `columns`.
    pub fn of_rows(name: &str, rows: &[Row], columns: &[&str]) -> Self {
        let titles: Vec<String> = match rows.first() {
            Some(first) => first.keys().cloned().collect(),
            None => columns.iter().map(|title| (*title).to_owned()).collect(),
        };
        let column = |title: String| Column {
            width: u16::try_from(title.chars().count()).unwrap_or(u16::MAX).clamp(12, 40),
            title,
        };
        Self {
            name: name.to_owned(),
            columns: titles.into_iter().map(column).collect(),
            rows: rows.iter().map(|row| row.values().cloned().collect()).collect(),
        }
    }
}

/// Whether a spreadsheet might take a text for a formula, or for one with a quote before it: a quote more keeps both apart,
/// so that whoever reads the table takes one away and has the text.
pub fn is_like_a_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(LIKE_A_FORMULA)
}

/// The bytes of a workbook; the same sheets always give the same. `made` stands in it as its date, since
/// there is no clock here.
pub fn workbook(sheets: &[Sheet], made: Date) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let date = u16::try_from(made.year()).ok();
    let date = date.and_then(|year| ExcelDateTime::from_ymd(year, made.month() as u8, made.day() as u8).ok());
    // A spreadsheet's calendar begins in 1900.
    let date = date.map_or_else(|| ExcelDateTime::from_ymd(1900, 1, 1), Ok)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&date));
    for sheet in sheets {
        write(book.add_worksheet(), sheet)?;
    }
    book.save_to_buffer()
}

fn write(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    // Stays a text when somebody edits it.
    let as_text = Format::new().set_quote_prefix();
    page.set_name(&sheet.name)?;
    page.set_freeze_panes(1, 0)?;
    for (column, at) in sheet.columns.iter().zip(0_u16..) {
        page.set_column_width(at, column.width)?;
        page.write_string_with_format(0, at, &column.title, &bold)?;
    }
    for (cells, row) in sheet.rows.iter().zip(1_u32..) {
        for (cell, at) in cells.iter().zip(0_u16..) {
            match cell {
                Value::Null => {}
                Value::Bool(truth) => drop(page.write_boolean(row, at, *truth)?),
                Value::Number(number) => drop(page.write_number(row, at, number.as_f64().unwrap_or(f64::NAN))?),
                Value::String(text) if text.starts_with(LIKE_A_FORMULA) => {
                    page.write_string_with_format(row, at, shortened(text), &as_text)?;
                }
                Value::String(text) if is_like_a_formula(text) => {
                    page.write_string(row, at, shortened(&format!("'{text}")))?;
                }
                Value::String(text) => drop(page.write_string(row, at, shortened(text))?),
                other => drop(page.write_string(row, at, shortened(&other.to_string()))?),
            }
        }
    }
    Ok(())
}

/// As much of a text as a cell takes, with an ellipsis where there is more.
fn shortened(text: &str) -> String {
    if text.encode_utf16().count() <= CELL {
        return text.to_owned();
    }
    let mut units = 0;
    let kept = text.chars().take_while(|letter| {
        units += letter.len_utf16();
        units < CELL
    });
    kept.chain(['…']).collect()
}
