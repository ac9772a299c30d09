//! Rows that are handed over piece by piece, so that a million of them need not be in memory.
//!
//! The pieces can be made on several cores. CSV and JSON are written as they come; what is aligned for reading, and a workbook,
//! can only be made of all rows together and are kept until the end.

use std::ops::ControlFlow;

use super::super::Failure;
use super::super::facts::today;
use super::{Format, Sink};
use crate::exchange::rows::{self, Csv, Row, cell};
use crate::exchange::xlsx::{self, Sheet};

/// Rows that a sheet takes below its header.
const SHEET: usize = 1_048_575;

/// Rows on their way out.
#[derive(Debug)]
pub struct Stream {
    format: Format,
    sink: Sink,
    columns: Vec<String>,
    has_rows: bool,
    /// Cells of a table for reading, as text.
    kept: Vec<Vec<String>>,
    /// Rows of a workbook.
    sheet: Vec<Row>,
}

/// Some rows in the form in which they leave, made apart from all others.
#[derive(Debug)]
pub struct Lines {
    format: Format,
    columns: Vec<String>,
    header: Option<Vec<String>>,
    csv: Csv,
    json: String,
    kept: Vec<Vec<String>>,
    sheet: Vec<Row>,
}

impl Lines {
    pub(super) fn new(format: Format, columns: &[&str]) -> Self {
        Self {
            format,
            columns: owned(columns),
            header: None,
            csv: Csv::default(),
            json: String::new(),
            kept: Vec::new(),
            sheet: Vec::new(),
        }
    }

    /// Adds a row. All rows have the same names in the same order.
    pub fn row(&mut self, row: &Row) {
        if self.header.is_none() {
            self.header = Some(row.keys().cloned().collect());
        }
        match self.format {
            Format::Csv => self.csv.row(row.values().map(rows::Cell::from)),
            Format::Json => self.json_row(row),
            Format::Xlsx => self.sheet.push(row.clone()),
            Format::Table | Format::Geojson => {
                let text = |name: &String| row.get(name).map(cell).unwrap_or_default();
                self.kept.push(self.columns.iter().map(text).collect());
            }
        }
    }

    /// Adds a row of the columns that the stream was begun with.
    pub fn cells<const N: usize>(&mut self, cells: [rows::Cell<'_>; N]) {
        if self.format == Format::Csv {
            if self.header.is_none() {
                self.header = Some(self.columns.clone());
            }
            self.csv.row(cells.into_iter());
        } else {
            let names = self.columns.iter().cloned();
            let row: Row = names.zip(cells.iter().map(rows::Cell::value)).collect();
            self.row(&row);
        }
    }

    fn json_row(&mut self, row: &Row) {
        self.json.push_str(if self.json.is_empty() { "" } else { ",\n" });
        // No line break of a text is left in it, so every one is between two lines of it.
        let text = serde_json::to_string_pretty(row).unwrap_or_default();
        self.json.push_str("  ");
        self.json.push_str(&text.replace('\n', "\n  "));
    }
}

impl Stream {
    pub(super) fn new(format: Format, sink: Sink, columns: &[&str]) -> Self {
        Self {
            format,
            sink,
            columns: owned(columns),
            has_rows: false,
            kept: Vec::new(),
            sheet: Vec::new(),
        }
    }

    /// Takes the next rows; breaks off where nobody reads any more.
    pub fn take(&mut self, lines: Lines) -> Result<ControlFlow<()>, Failure> {
        let Some(header) = &lines.header else {
            return Ok(ControlFlow::Continue(()));
        };
        let is_first = !std::mem::replace(&mut self.has_rows, true);
        match self.format {
            Format::Csv => {
                let mut all = Csv::default();
                if is_first {
                    all.row(header.iter().map(|name| rows::Cell::Name(name)));
                }
                let mut bytes = all.into_bytes();
                bytes.append(&mut lines.csv.into_bytes());
                return self.sink.write(&bytes);
            }
            Format::Json => {
                let before = if is_first { "[\n" } else { ",\n" };
                return self.sink.write((before.to_owned() + &lines.json).as_bytes());
            }
            Format::Xlsx => self.sheet.extend(lines.sheet),
            Format::Table | Format::Geojson => self.kept.extend(lines.kept),
        }
        if self.sheet.len() > SHEET {
            let words = format!("found more than {SHEET} rows, expected no more than a sheet takes: ask for csv");
            return Err(Failure::Input(words));
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Writes what is left, and puts a file in its place.
    pub fn finish(mut self) -> Result<(), Failure> {
        let _ = match self.format {
            Format::Csv if !self.has_rows => {
                let mut all = Csv::default();
                all.row(self.columns.iter().map(|name| rows::Cell::Name(name)));
                self.sink.write(&all.into_bytes())?
            }
            Format::Csv => ControlFlow::Continue(()),
            Format::Json => self.sink.write(if self.has_rows { b"\n]\n" } else { b"[]\n" })?,
            Format::Xlsx => {
                let columns: Vec<&str> = self.columns.iter().map(String::as_str).collect();
                let sheet = Sheet::of_rows("Rows", &self.sheet, &columns);
                let book = xlsx::workbook(&[sheet], today()).map_err(Failure::input)?;
                self.sink.write(&book)?
            }
            Format::Table | Format::Geojson => self.sink.write(aligned(&self.columns, &self.kept).as_bytes())?,
        };
        self.sink.finish()
    }
}

/// A feature collection on its way out: what stands around its features, then these piece by piece.
#[derive(Debug)]
pub struct Features {
    sink: Sink,
    has_features: bool,
}

impl Features {
    /// What an empty list of features ends a collection with.
    const EMPTY: &str = "[]\n}";

    /// `frame` is the collection without its features, which stand last in it.
    pub(super) fn begin(mut sink: Sink, frame: &impl serde::Serialize) -> Result<Self, Failure> {
        let text = serde_json::to_string_pretty(frame).map_err(Failure::input)?;
        let before = text.strip_suffix(Self::EMPTY).unwrap_or(&text);
        let _ = sink.write(before.as_bytes())?;
        Ok(Self {
            sink,
            has_features: false,
        })
    }

    /// Takes the next features, each as [`indented`] makes it; breaks off where nobody reads any more.
    pub fn take(&mut self, features: &[String]) -> Result<ControlFlow<()>, Failure> {
        let mut text = String::new();
        for feature in features {
            let is_first = !std::mem::replace(&mut self.has_features, true);
            text.push_str(if is_first { "[\n    " } else { ",\n    " });
            text.push_str(feature);
        }
        self.sink.write(text.as_bytes())
    }

    /// Writes what is left, and puts a file in its place.
    pub fn finish(mut self) -> Result<(), Failure> {
        let after = if self.has_features { "\n  ]\n}\n" } else { "[]\n}\n" };
        let _ = self.sink.write(after.as_bytes())?;
        self.sink.finish()
    }
}

/// A feature as it stands in a list of them within a collection.
pub fn indented(feature: &impl serde::Serialize) -> String {
    let text = serde_json::to_string_pretty(feature).unwrap_or_default();
    text.replace('\n', "\n    ")
}

fn owned(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|name| (*name).to_owned()).collect()
}

fn aligned(header: &[String], rows: &[Vec<String>]) -> String {
    let lines = || std::iter::once(header).chain(rows.iter().map(Vec::as_slice));
    let width = |column: usize| lines().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let mut text = String::new();
    for line in lines() {
        let cells: Vec<String> = line
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}
