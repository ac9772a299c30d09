//! Rows of named cells as CSV (RFC 4180).

use std::fmt::Write as _;

use serde_json::{Map, Number, Value};

use super::xlsx::is_like_a_formula;

/// A row: cells by the names of their columns, in order.
pub type Row = Map<String, Value>;

/// A row of these cells.
pub fn row<const N: usize>(cells: [(&str, Value); N]) -> Row {
    let cells = cells.into_iter();
    cells.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The text of a cell; nothing where there is nothing.
pub fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A cell that is not kept anywhere: what a row of millions is made of.
#[derive(Clone, Debug)]
pub enum Cell<'a> {
    /// Nothing.
    Nothing,
    /// A text of the package.
    Text(&'a str),
    /// A number.
    Number(Number),
    /// Anything else.
    Other(&'a Value),
    /// A word of ours, such as the name of a column: written as it is.
    Name(&'a str),
}

impl<'a> From<&'a Value> for Cell<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Nothing,
            Value::String(text) => Self::Text(text),
            Value::Number(number) => Self::Number(number.clone()),
            other => Self::Other(other),
        }
    }
}

impl Cell<'_> {
    /// The same, kept.
    pub fn value(&self) -> Value {
        match self {
            Self::Nothing => Value::Null,
            Self::Text(text) | Self::Name(text) => Value::from(*text),
            Self::Number(number) => Value::from(number.clone()),
            Self::Other(value) => (*value).clone(),
        }
    }
}

/// Rows as CSV, in memory.
#[derive(Debug)]
pub struct Csv {
    out: csv::Writer<Vec<u8>>,
    /// A number in digits, used again and again.
    digits: String,
}

impl Default for Csv {
    fn default() -> Self {
        Self {
            out: csv::Writer::from_writer(Vec::new()),
            digits: String::new(),
        }
    }
}

impl Csv {
    /// Adds a row.
    ///
    /// # Panics
    /// Where memory refuses bytes: there is nothing else in the way of a row.
    pub fn row<'a>(&mut self, cells: impl Iterator<Item = Cell<'a>>) {
        for cell in cells {
            let written = match cell {
                Cell::Nothing => self.out.write_field(""),
                Cell::Text(text) if is_like_a_formula(text) => self.out.write_field(format!("'{text}")),
                Cell::Text(text) | Cell::Name(text) => self.out.write_field(text),
                Cell::Number(number) => {
                    self.digits.clear();
                    write!(self.digits, "{number}").expect("a string takes every digit");
                    self.out.write_field(&self.digits)
                }
                Cell::Other(value) => self.out.write_field(value.to_string()),
            };
            written.expect("memory takes every byte");
        }
        self.out.write_record(None::<&[u8]>).expect("memory takes every byte");
    }

    /// What was written.
    ///
    /// # Panics
    /// As [`Self::row`].
    pub fn into_bytes(self) -> Vec<u8> {
        self.out.into_inner().expect("memory takes every byte")
    }
}

/// Rows that all have the same names in the same order. Without rows the header still says what there
/// would be.
pub fn csv(rows: &[Row], columns: &[&str]) -> String {
    let mut all = Csv::default();
    match rows.first() {
        Some(first) => all.row(first.keys().map(|name| Cell::Name(name))),
        None => all.row(columns.iter().map(|name| Cell::Name(name))),
    }
    for row in rows {
        all.row(row.values().map(Cell::from));
    }
    // Every cell was text.
    String::from_utf8_lossy(&all.into_bytes()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_made_text() {
        for (value, text) in [
            (Value::from("=1+1"), "'=1+1"),
            (Value::from("'=1+1"), "''=1+1"),
            (Value::from("'tis"), "'tis"),
            (Value::from(-5), "-5"),
            (Value::from("Délı̨nę"), "Délı̨nę"),
            (Value::from("a, b"), "\"a, b\""),
            (Value::from(true), "true"),
        ] {
            let rows = [row([("a", value), ("b", Value::Null)])];
            assert_eq!(csv(&rows, &["a"]), format!("a,b\n{text},\n"));
        }
    }

    #[test]
    fn a_table_without_rows_still_has_its_header() {
        assert_eq!(csv(&[], &["a", "b"]), "a,b\n");
    }
}
