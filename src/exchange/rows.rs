//! Rows of named cells as CSV (RFC 4180).

use serde_json::{Map, Value};

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

/// A spreadsheet must not run a cell as a formula: text that begins like one gets a quote before it.
fn csv_cell(value: &Value) -> String {
    match value {
        Value::String(text) if is_like_a_formula(text) => format!("'{text}"),
        other => cell(other),
    }
}

/// Rows that all have the same names in the same order. Without rows the header still says what there
/// would be.
pub fn csv(rows: &[Row], columns: &[&str]) -> Result<String, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    match rows.first() {
        Some(first) => out.write_record(first.keys())?,
        None => out.write_record(columns)?,
    }
    for row in rows {
        out.write_record(row.values().map(csv_cell))?;
    }
    let bytes = out.into_inner().map_err(|fault| csv::Error::from(fault.into_error()))?;
    // Every cell was text.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_made_text() {
        assert_eq!(csv_cell(&Value::from("=1+1")), "'=1+1");
        assert_eq!(csv_cell(&Value::from(-5)), "-5");
        assert_eq!(csv_cell(&Value::from("Délı̨nę")), "Délı̨nę");
    }

    #[test]
    fn a_table_without_rows_still_has_its_header() {
        assert_eq!(csv(&[], &["a", "b"]).expect("text"), "a,b\n");
    }
}
