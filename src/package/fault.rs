//! What is wrong with a package, said so that the person with the spreadsheet can mend it.

use std::fmt;

/// How much a [`Fault`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The package cannot be used until it is mended.
    Error,
    /// The package can be used; somebody should look.
    Warning,
}

/// One thing that is wrong, where, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as a path inside the package.
    pub file: String,
    /// The row as a spreadsheet shows it (the header is row 1), or the line of a TOML file.
    pub row: Option<u32>,
    /// The column, key or feature.
    pub field: Option<String>,
    /// What stands there; a cell's own words are in quotation marks.
    pub found: String,
    /// What should.
    pub expected: String,
    /// How much it matters.
    pub severity: Severity,
}

impl Fault {
    /// By what faults of a package are put in order, once their files are.
    fn place(&self) -> (&str, Option<u32>, Option<&str>, &str) {
        (&self.file, self.row, self.field.as_deref(), &self.found)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.severity == Severity::Warning {
            out.write_str("warning: ")?;
        }
        out.write_str(&self.file)?;
        if let Some(row) = self.row {
            let ending = self.file.rsplit('.').next().unwrap_or_default();
            let is_table = ["csv", "xlsx"].iter().any(|one| one.eq_ignore_ascii_case(ending));
            let unit = if is_table { "row" } else { "line" };
            write!(out, ", {unit} {row}")?;
        }
        if let Some(field) = &self.field {
            write!(out, ", {field}")?;
        }
        write!(out, ": found {}, expected {}", self.found, self.expected)
    }
}

/// Every fault of a package, errors and warnings, in the order of files, rows and fields.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, fault) in self.0.iter().enumerate() {
            if position > 0 {
                out.write_str("\n")?;
            }
            write!(out, "{fault}")?;
        }
        Ok(())
    }
}

/// Where a fault is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub file: &'a str,
    pub row: Option<u32>,
    pub field: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// The whole of a file.
    pub const fn file(file: &'a str) -> Self {
        Self {
            file,
            row: None,
            field: None,
        }
    }

    /// A column or key of it, wherever it stands.
    pub const fn field(file: &'a str, field: &'a str) -> Self {
        Self {
            file,
            row: None,
            field: Some(field),
        }
    }

    /// One cell.
    pub const fn cell(file: &'a str, row: u32, field: &'a str) -> Self {
        Self {
            file,
            row: Some(row),
            field: Some(field),
        }
    }
}

/// The faults found so far. Reading goes on after each, so that all are told at once.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Fault>);

impl Findings {
    /// Notes an error.
    pub fn fault(&mut self, place: Place<'_>, found: impl Into<String>, expected: impl Into<String>) {
        self.note(place, found.into(), expected.into(), Severity::Error);
    }

    /// Notes a warning.
    pub fn warning(&mut self, place: Place<'_>, found: impl Into<String>, expected: impl Into<String>) {
        self.note(place, found.into(), expected.into(), Severity::Warning);
    }

    fn note(&mut self, place: Place<'_>, found: String, expected: String, severity: Severity) {
        self.0.push(Fault {
            file: place.file.to_owned(),
            row: place.row,
            field: place.field.map(str::to_owned),
            found,
            expected,
            severity,
        });
    }

    /// Takes over faults found elsewhere.
    pub fn extend(&mut self, faults: Vec<Fault>) {
        self.0.extend(faults);
    }

    /// Takes over those of a part that was read apart.
    pub fn append(&mut self, part: Self) {
        self.0.extend(part.0);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether any of them is an error.
    pub fn any_error(&self) -> bool {
        self.0.iter().any(|fault| fault.severity == Severity::Error)
    }

    /// All of them, by file (in the order of `files`, others after them by name), row and field.
    pub fn into_sorted(mut self, files: &[&str]) -> Vec<Fault> {
        let rank = |file: &str| files.iter().position(|one| *one == file).unwrap_or(files.len());
        self.0.sort_by(|a, b| {
            let by_file = rank(&a.file).cmp(&rank(&b.file));
            by_file.then_with(|| a.place().cmp(&b.place()))
        });
        self.0
    }
}

/// A cell's own words in quotation marks, shortened where they are long, control characters spelt out.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let mut shown: String = text
        .chars()
        .take(MOST)
        .map(|one| if one.is_control() { ' ' } else { one })
        .collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    if shown.trim().is_empty() {
        "nothing".to_owned()
    } else {
        format!("\"{shown}\"")
    }
}

/// Words as a person lists them: `a, b or c`.
pub(super) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_reads_as_file_row_field_found_and_expected() {
        let mut findings = Findings::default();
        findings.fault(
            Place::cell("services.csv", 41, "visit_frequency"),
            quoted("2/mois"),
            "visits per month as a number (for example 2) or empty",
        );
        findings.warning(Place::file("communities.csv"), "nothing", "rows");
        let faults = Faults(findings.into_sorted(&["communities.csv", "services.csv"]));
        assert_eq!(
            faults.to_string(),
            "warning: communities.csv: found nothing, expected rows\n\
             services.csv, row 41, visit_frequency: found \"2/mois\", \
             expected visits per month as a number (for example 2) or empty"
        );
    }

    #[test]
    fn long_and_unprintable_words_are_shown_short_and_on_one_line() {
        assert_eq!(quoted("a\nb"), "\"a b\"");
        assert_eq!(quoted(" "), "nothing");
        assert_eq!(quoted(&"x".repeat(61)), format!("\"{}…\"", "x".repeat(60)));
        assert_eq!(one_of(["a", "b", "c"]), "a, b or c");
    }
}
