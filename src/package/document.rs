//! TOML read with its lines, so that every fault of a document is told at once and where it stands.

use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::Text;

use super::cell::Word;
use super::fault::{Fault, Findings, Place, one_of, quoted};
use super::header::nearest_name;
use super::table::is_hidden;

/// A TOML document while it is read.
#[derive(Debug)]
pub(super) struct Document<'t> {
    file: &'t str,
    text: &'t str,
    findings: RefCell<Findings>,
}

/// A table of a document.
#[derive(Debug)]
pub(super) struct Section<'d> {
    document: &'d Document<'d>,
    table: &'d DeTable<'d>,
    line: u32,
    /// Names of the tables above it, for the person who looks for it: `counselling.visiting.`
    path: String,
}

impl<'t> Document<'t> {
    pub fn new(file: &'t str, text: &'t str) -> Self {
        Self {
            file,
            text,
            findings: RefCell::default(),
        }
    }

    /// Takes the text apart; the errors are all its faults of syntax.
    pub fn parse(file: &str, text: &'t str) -> Result<Spanned<DeTable<'t>>, Vec<Fault>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            return Ok(table);
        }
        let mut findings = Findings::default();
        for error in &errors {
            let place = Place {
                file,
                row: error.span().map(|span| line(text, &span)),
                field: None,
            };
            let found = error
                .span()
                .and_then(|span| text.get(span))
                .map_or_else(|| "nothing".to_owned(), quoted);
            findings.fault(place, found, format!("TOML ({})", error.message()));
        }
        Err(findings.into_sorted(&[]))
    }

    /// The outermost table, which may hold only the `accepted` keys.
    pub fn root<'d>(&'d self, table: &'d Spanned<DeTable<'d>>, accepted: &[&str]) -> Section<'d>
    where
        't: 'd,
    {
        Section::new(self, table.get_ref(), 1, String::new(), accepted)
    }

    /// Notes letters that cannot be seen or that turn the direction of reading, wherever in the text they stand, and those
    /// that its strings come to by an escape.
    pub fn check_letters(&self, table: &Spanned<DeTable<'_>>) {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        for (line, number) in text.split('\n').zip(1..) {
            self.check_line(number, line.strip_suffix('\r').unwrap_or(line));
        }
        for value in table.get_ref().values() {
            self.check_value(value);
        }
    }

    fn check_value(&self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(string) => {
                let is_written_out = self
                    .text
                    .get(value.span())
                    .is_some_and(|text| text.chars().any(is_hidden));
                if !is_written_out {
                    self.check_line(line(self.text, &value.span()), string);
                }
            }
            DeValue::Array(list) => list.iter().for_each(|one| self.check_value(one)),
            DeValue::Table(table) => table.values().for_each(|one| self.check_value(one)),
            _ => {}
        }
    }

    fn check_line(&self, number: u32, text: &str) {
        if let Some(hidden) = text.chars().find(|one| is_hidden(*one)) {
            let place = Place {
                file: self.file,
                row: Some(number),
                field: None,
            };
            let found = format!("the hidden character U+{:04X}", u32::from(hidden));
            self.findings.borrow_mut().fault(place, found, "words that can be seen");
        }
    }

    /// What was found wrong.
    pub fn into_findings(self) -> Findings {
        self.findings.into_inner()
    }
}

/// The line on which a span begins; the first is 1.
pub(super) fn line(text: &str, span: &Range<usize>) -> u32 {
    let before = text.get(..span.start).unwrap_or(text);
    1 + before.bytes().filter(|byte| *byte == b'\n').count() as u32
}

impl<'d> Section<'d> {
    fn new(document: &'d Document<'d>, table: &'d DeTable<'d>, line: u32, path: String, accepted: &[&str]) -> Self {
        let section = Self {
            document,
            table,
            line,
            path,
        };
        section.check_keys(accepted);
        section
    }

    fn check_keys(&self, accepted: &[&str]) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !accepted.contains(&name) {
                let expected = nearest_name(name, accepted.iter().copied())
                    .map_or_else(|| one_of(accepted.iter().copied()), str::to_owned);
                self.fault_at(&key.span(), name, "a key of this name", expected);
            }
        }
    }

    /// Whether the key stands here.
    pub fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    fn value(&self, key: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.table
            .iter()
            .find(|(name, _)| &**name.get_ref() == key)
            .map(|(_, value)| value)
    }

    /// Notes that a key must stand here.
    pub fn missing(&self, key: &str, expected: impl Into<String>) {
        let field = format!("{}{key}", self.path);
        let place = Place::cell(self.document.file, self.line, &field);
        self.document
            .findings
            .borrow_mut()
            .fault(place, "no such key", expected);
    }

    /// Notes a fault in the value of a key.
    pub fn fault(&self, key: &str, found: impl Into<String>, expected: impl Into<String>) {
        match self.value(key) {
            Some(value) => self.fault_at(&value.span(), key, found, expected),
            None => self.missing(key, expected),
        }
    }

    fn fault_at(&self, span: &Range<usize>, key: &str, found: impl Into<String>, expected: impl Into<String>) {
        let field = format!("{}{key}", self.path);
        let place = Place::cell(self.document.file, line(self.document.text, span), &field);
        self.document.findings.borrow_mut().fault(place, found, expected);
    }

    /// A value as it is written; a text without its own quotation marks.
    fn written(&self, value: &Spanned<DeValue<'_>>) -> String {
        match value.get_ref().as_str() {
            Some(text) => quoted(text),
            None => self
                .document
                .text
                .get(value.span())
                .map_or_else(|| value.get_ref().type_str().to_owned(), quoted),
        }
    }

    /// Words; a blank text counts as a fault.
    pub fn text(&self, key: &str) -> Option<String> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.clone().into_owned()),
            _ => {
                self.fault(key, self.written(value), "words in quotation marks");
                None
            }
        }
    }

    /// Words where they stand, without noting any fault.
    pub fn peek_text(&self, key: &str) -> Option<&'d str> {
        self.value(key)?.get_ref().as_str()
    }

    /// Words that must be there.
    pub fn required_text(&self, key: &str) -> Option<String> {
        if !self.has(key) {
            self.missing(key, "words in quotation marks");
        }
        self.text(key)
    }

    /// The words of a list where they stand, without noting any fault.
    pub fn peek_list(&self, key: &str) -> Vec<&'d str> {
        let items = self.value(key).and_then(|value| value.get_ref().as_array());
        items
            .into_iter()
            .flatten()
            .filter_map(|item| item.get_ref().as_str())
            .collect()
    }

    /// The tables of a list (`[[key]]`), as [`Self::tables`] has them, without noting any fault.
    pub fn peek_tables(&self, key: &str) -> Vec<Section<'d>> {
        let items = self.value(key).and_then(|value| value.get_ref().as_array());
        let items = items.into_iter().flatten().enumerate();
        items
            .filter_map(|(position, item)| self.element(key, position, item))
            .collect()
    }

    /// Whether a table stands under the key.
    pub fn is_table(&self, key: &str) -> bool {
        self.value(key).is_some_and(|value| value.get_ref().is_table())
    }

    /// Whether the key says `wanted`, the only value that may stand there.
    pub fn truth(&self, key: &str, wanted: bool, expected: &str) -> bool {
        let Some(value) = self.value(key) else { return false };
        let is = value.get_ref().as_bool() == Some(wanted);
        if !is {
            self.fault(key, self.written(value), expected);
        }
        is
    }

    /// A date, with or without quotation marks; `parse` reads it.
    pub fn date<T>(&self, key: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let value = self.value(key)?;
        let read = match value.get_ref() {
            DeValue::String(text) => parse(text),
            DeValue::Datetime(date) => parse(&date.to_string()),
            _ => None,
        };
        if read.is_none() {
            self.fault(key, self.written(value), "a date as \"YYYY-MM-DD\"");
        }
        read
    }

    /// A finite number that passes, in the words of `expected`.
    pub fn number(&self, key: &str, passes: impl Fn(f64) -> bool, expected: &str) -> Option<f64> {
        let value = self.value(key)?;
        let read = match value.get_ref() {
            DeValue::Integer(whole) => i64::from_str_radix(whole.as_str(), whole.radix())
                .ok()
                .map(|one| one as f64),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let read = read.filter(|number: &f64| number.is_finite() && passes(*number));
        if read.is_none() {
            self.fault(key, self.written(value), expected);
        }
        read
    }

    /// A whole number within a range, in the words of `expected`.
    pub fn whole(&self, key: &str, range: RangeInclusive<u32>, expected: &str) -> Option<u32> {
        let value = self.value(key)?;
        let read = match value.get_ref() {
            DeValue::Integer(whole) => u32::from_str_radix(whole.as_str(), whole.radix()).ok(),
            _ => None,
        };
        let read = read.filter(|whole| range.contains(whole));
        if read.is_none() {
            self.fault(key, self.written(value), expected);
        }
        read
    }

    /// Yes or no, which must be there.
    pub fn required_truth(&self, key: &str) -> Option<bool> {
        const EXPECTED: &str = "true or false";
        let Some(value) = self.value(key) else {
            self.missing(key, EXPECTED);
            return None;
        };
        let read = value.get_ref().as_bool();
        if read.is_none() {
            self.fault(key, self.written(value), EXPECTED);
        }
        read
    }

    /// One of a closed list of words.
    pub fn word<T: Word>(&self, key: &str) -> Option<T> {
        let value = self.value(key)?;
        let read = value.get_ref().as_str().and_then(T::read);
        if read.is_none() {
            self.fault(key, self.written(value), one_of(T::accepted()));
        }
        read
    }

    /// One of a closed list of words, which must be there.
    pub fn required_word<T: Word>(&self, key: &str) -> Option<T> {
        if !self.has(key) {
            self.missing(key, one_of(T::accepted()));
        }
        self.word(key)
    }

    /// A list of words, read one by one. What `read` refuses is a fault with the words it gives.
    /// A word that stands twice is one too. `None` where the key is missing or anything is wrong.
    pub fn list<T: PartialEq>(&self, key: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<Vec<T>> {
        const EXPECTED: &str = "a list of words in square brackets";
        let value = self.value(key)?;
        let Some(items) = value.get_ref().as_array() else {
            self.fault(key, self.written(value), EXPECTED);
            return None;
        };
        let mut list = Vec::new();
        for item in items {
            let written = || self.written(item);
            match item.get_ref().as_str().map(&read) {
                None => self.fault_at(&item.span(), key, written(), EXPECTED),
                Some(Err(expected)) => self.fault_at(&item.span(), key, written(), expected),
                Some(Ok(one)) if list.contains(&one) => self.fault_at(&item.span(), key, written(), "each word once"),
                Some(Ok(one)) => list.push(one),
            }
        }
        (list.len() == items.len()).then_some(list)
    }

    /// Words in both languages: `{ en = "…", fr = "…" }`, or one text for both.
    pub fn both_languages(&self, key: &str) -> Option<Text> {
        let value = self.value(key)?;
        if value.get_ref().is_str() {
            let text = self.text(key)?;
            return Some(Text {
                en: text.clone(),
                fr: text,
            });
        }
        let table = self.table(key, &["en", "fr"])?;
        let (en, fr) = (table.required_text("en"), table.required_text("fr"));
        Some(Text { en: en?, fr: fr? })
    }

    /// Words in both languages that must be there.
    pub fn required_both_languages(&self, key: &str) -> Option<Text> {
        if !self.has(key) {
            self.missing(key, "words in both languages: { en = \"…\", fr = \"…\" }");
        }
        self.both_languages(key)
    }

    /// A table below this one.
    pub fn table(&self, key: &str, accepted: &[&str]) -> Option<Section<'d>> {
        let value = self.value(key)?;
        if let Some(table) = value.get_ref().as_table() {
            let line = line(self.document.text, &value.span());
            Some(Section::new(
                self.document,
                table,
                line,
                format!("{}{key}.", self.path),
                accepted,
            ))
        } else {
            self.fault(
                key,
                self.written(value),
                format!("a table of {}", one_of(accepted.iter().copied())),
            );
            None
        }
    }

    /// The tables of a list (`[[key]]`), called by their `id` or else by their position.
    pub fn tables(&self, key: &str, accepted: &[&str]) -> Vec<Section<'d>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let items = value.get_ref().as_array().map(|items| items.iter().enumerate());
        if items.is_none() {
            self.fault(key, self.written(value), format!("a list of tables [[{key}]]"));
        }
        let mut sections = Vec::new();
        for (position, item) in items.into_iter().flatten() {
            let Some(section) = self.element(key, position, item) else {
                self.fault_at(&item.span(), key, self.written(item), format!("a table [[{key}]]"));
                continue;
            };
            section.check_keys(accepted);
            sections.push(section);
        }
        sections
    }

    /// One table of a list, called by its `id` or else by its position.
    fn element(&self, key: &str, position: usize, item: &'d Spanned<DeValue<'d>>) -> Option<Section<'d>> {
        let table = item.get_ref().as_table()?;
        let id = table.iter().find(|(name, _)| &**name.get_ref() == "id");
        let name = id
            .and_then(|(_, id)| id.get_ref().as_str())
            .map_or_else(|| format!("{key}[{}]", position + 1), str::to_owned);
        Some(Section {
            document: self.document,
            table,
            line: line(self.document.text, &item.span()),
            path: format!("{}{name}.", self.path),
        })
    }
}
