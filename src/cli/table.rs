//! Rows of named cells, written as a table for people, as CSV, or as JSON.

mod stream;

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::Failure;
use super::part::Part;
use crate::exchange::rows::Row;
use crate::exchange::xlsx::{self, Sheet};
pub use stream::{Features, Lines, Stream, indented};

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
    pub fn rows(&self, rows: &[Row], columns: &[&str]) -> Result<(), Failure> {
        let mut stream = self.stream(columns)?;
        let mut lines = self.lines(columns);
        for row in rows {
            lines.row(row);
        }
        let _ = stream.take(lines)?;
        stream.finish()
    }

    /// Begins rows that are handed over piece by piece. `columns` are those of a table for reading, and of any form without
    /// a row.
    pub fn stream(&self, columns: &[&str]) -> Result<Stream, Failure> {
        if self.format == Format::Geojson {
            let expected = "this answer has no geojson form; ask for table, json, csv or xlsx";
            return Err(Failure::Usage(expected.to_owned()));
        }
        self.check_place()?;
        Ok(Stream::new(self.format, self.sink()?, columns))
    }

    /// Begins a feature collection that is handed over piece by piece.
    pub fn features(&self, frame: &impl serde::Serialize) -> Result<Features, Failure> {
        Features::begin(self.sink()?, frame)
    }

    /// No rows yet, to be filled and handed to a stream of the same columns.
    pub fn lines(&self, columns: &[&str]) -> Lines {
        Lines::new(self.format, columns)
    }

    /// Refuses a workbook for a terminal, before any work is done for it.
    pub fn check_place(&self) -> Result<(), Failure> {
        if self.format == Format::Xlsx && self.out.is_none() {
            let expected = "a workbook is no text for a terminal: say where it goes with --out FILE.xlsx";
            return Err(Failure::Usage(expected.to_owned()));
        }
        Ok(())
    }

    /// Writes a workbook that was made on a date.
    pub fn workbook(&self, sheets: &[Sheet], made: Date) -> Result<(), Failure> {
        self.check_place()?;
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
        self.bytes(text.as_bytes())
    }

    fn bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut sink = self.sink()?;
        let _ = sink.write(bytes)?;
        sink.finish()
    }

    /// Begins what is written to. A file appears under its name only once it is whole.
    pub fn sink(&self) -> Result<Sink, Failure> {
        match &self.out {
            None => Ok(Sink::Terminal),
            Some(path) => match Part::begin(path) {
                Ok(part) => Ok(Sink::File(part, path.clone())),
                Err(fault) => Err(Failure::Input(format!("{}: {fault}", path.display()))),
            },
        }
    }
}

/// Where an answer goes.
#[derive(Debug)]
pub enum Sink {
    /// The terminal, or whoever reads.
    Terminal,
    /// A file on its way.
    File(Part, PathBuf),
}

impl Sink {
    /// Writes bytes; breaks off where nobody reads any more.
    pub fn write(&mut self, bytes: &[u8]) -> Result<ControlFlow<()>, Failure> {
        match self {
            Self::Terminal => deliver(bytes),
            Self::File(part, path) => match part.write_all(bytes) {
                Ok(()) => Ok(ControlFlow::Continue(())),
                Err(fault) => Err(Failure::Input(format!("{}: {fault}", path.display()))),
            },
        }
    }

    /// Puts a file in its place.
    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Terminal => Ok(()),
            Self::File(part, path) => part
                .finish()
                .map_err(|fault| Failure::Input(format!("{}: {fault}", path.display()))),
        }
    }
}

/// Writes text to the terminal, or to whoever reads it.
pub fn say(text: &str) -> Result<(), Failure> {
    write(text.as_bytes())
}

/// Writes bytes as they are.
pub fn write(bytes: &[u8]) -> Result<(), Failure> {
    deliver(bytes).map(|_| ())
}

fn deliver(bytes: &[u8]) -> Result<ControlFlow<()>, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(ControlFlow::Continue(())),
        // Whoever reads may stop reading, as `head` does.
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => Ok(ControlFlow::Break(())),
        Err(fault) => Err(Failure::input(fault)),
    }
}
