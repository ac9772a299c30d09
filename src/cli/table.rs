//! Rows of named cells, written as a table for people, as CSV, or as JSON.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::Failure;
use super::facts::today;
use crate::exchange::rows::{self, cell};
use crate::exchange::xlsx::{self, Sheet};

/// In which form an answer is written, and where to.
#[derive(Args, Clone, Debug)]
pub struct Output {
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// File to write; the terminal unless given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for reading
    Table,
    /// JSON
    Json,
    /// `GeoJSON` features, where the answer has places
    Geojson,
    /// Comma-separated values (RFC 4180)
    Csv,
    /// A workbook; needs --out
    Xlsx,
}

impl Output {
    /// Writes rows that all have the same names in the same order.
    pub fn rows(&self, rows: &[Map<String, Value>], columns: &[&str]) -> Result<(), Failure> {
        match self.format {
            Format::Csv => self.text(&rows::csv(rows, columns).map_err(Failure::input)?),
            Format::Json => self.json(rows),
            Format::Table => self.text(&aligned(rows, columns)),
            Format::Geojson => Err(Failure::Usage(
                "this answer has no geojson form; ask for table, json, csv or xlsx".to_owned(),
            )),
            Format::Xlsx => self.workbook(&[Sheet::of_rows("Rows", rows, columns)], today()),
        }
    }

    /// Writes a workbook that was made on a date.
    pub fn workbook(&self, sheets: &[Sheet], made: Date) -> Result<(), Failure> {
        if self.out.is_none() {
            let expected = "a workbook is no text for a terminal: say where it goes with --out FILE.xlsx";
            return Err(Failure::Usage(expected.to_owned()));
        }
        self.bytes(&xlsx::workbook(sheets, made).map_err(Failure::input)?)
    }

    /// Writes a value as JSON.
    pub fn json(&self, value: &(impl serde::Serialize + ?Sized)) -> Result<(), Failure> {
        let mut text = serde_json::to_string_pretty(value).map_err(Failure::input)?;
        text.push('\n');
        self.text(&text)
    }

    /// Writes text.
    pub fn text(&self, text: &str) -> Result<(), Failure> {
        if self.out.is_none() {
            return say(text);
        }
        self.bytes(text.as_bytes())
    }

    /// Writes the file. It appears under its name only once it is whole.
    fn bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let Some(path) = &self.out else {
            return Ok(());
        };
        let mut part = path.clone().into_os_string();
        part.push(".part");
        let written = std::fs::File::create(&part)
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
            .and_then(|()| std::fs::rename(&part, path));
        written.map_err(|fault| {
            // Nothing is lost with what is half written.
            let _ = std::fs::remove_file(&part);
            Failure::Input(format!("{}: {fault}", path.display()))
        })
    }
}

/// Writes text to the terminal, or to whoever reads it.
pub fn say(text: &str) -> Result<(), Failure> {
    write(text.as_bytes())
}

/// Writes bytes as they are.
pub fn write(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        // Whoever reads may stop reading, as `head` does.
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(Failure::input),
    }
}

fn aligned(rows: &[Map<String, Value>], columns: &[&str]) -> String {
    let header: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
    let body = rows.iter().map(|row| {
        columns
            .iter()
            .map(|name| row.get(*name).map(cell).unwrap_or_default())
            .collect()
    });
    let lines: Vec<Vec<String>> = std::iter::once(header).chain(body).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let mut text = String::new();
    for line in lines {
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
