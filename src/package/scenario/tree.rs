//! A document as a tree, whether it was TOML or JSON: what a table says is read in one way.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::package::cell::Word;
use crate::package::document::{Document, line};
use crate::package::fault::{Fault, one_of, quoted};
use crate::package::header::nearest_name;
use crate::package::table::is_hidden;

use super::Reading;

/// The most keys of one JSON object: no table of a scenario has a third of them, and each is held against all before it.
const MOST_KEYS: usize = 100;

/// A value, and the line on which it stands.
#[derive(Debug)]
pub(super) struct Node {
    pub line: Option<u32>,
    pub value: Value,
}

#[derive(Debug)]
pub(super) enum Value {
    Nothing,
    Truth(bool),
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
}

impl Node {
    /// The value as a person wrote it.
    pub fn written(&self) -> String {
        match &self.value {
            Value::Nothing => "null".to_owned(),
            Value::Truth(truth) => truth.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Text(text) => quoted(text),
            Value::List(_) => "a list".to_owned(),
            Value::Table(_) => "a table".to_owned(),
        }
    }
}

pub(super) fn of_toml(file: &str, text: &str) -> Result<Node, Vec<Fault>> {
    let table = Document::parse(file, text)?;
    Ok(Node {
        line: Some(1),
        value: of_table(text, table.get_ref()),
    })
}

fn of_table(text: &str, table: &DeTable<'_>) -> Value {
    let entries = table.iter().map(|(key, value)| {
        let node = Node {
            // A table's keys stand on lines of their own, a value where it begins.
            line: Some(line(text, &key.span())),
            value: of_value(text, value),
        };
        (key.get_ref().to_string(), node)
    });
    Value::Table(entries.collect())
}

fn of_value(text: &str, value: &Spanned<DeValue<'_>>) -> Value {
    match value.get_ref() {
        DeValue::String(words) => Value::Text(words.to_string()),
        DeValue::Integer(whole) => {
            let number = i64::from_str_radix(whole.as_str(), whole.radix());
            Value::Number(number.map_or(f64::NAN, |number| number as f64))
        }
        DeValue::Float(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(list) => {
            let nodes = list.iter().map(|one| Node {
                line: Some(line(text, &one.span())),
                value: of_value(text, one),
            });
            Value::List(nodes.collect())
        }
        DeValue::Table(table) => of_table(text, table),
    }
}

pub(super) fn of_json(text: &str) -> Result<Node, serde_json::Error> {
    serde_json::from_str(text)
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = deserializer.deserialize_any(Values)?;
        Ok(Self { line: None, value })
    }
}

/// Takes any value, and refuses a key that stands twice: which of them was meant, nobody could tell.
struct Values;

impl<'de> Visitor<'de> for Values {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Truth(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Value::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries: Vec<(String, Node)> = Vec::new();
        while let Some((key, node)) = map.next_entry::<String, Node>()? {
            if entries.len() == MOST_KEYS {
                return Err(A::Error::custom(format_args!(
                    "more than {MOST_KEYS} keys in one object"
                )));
            }
            if entries.iter().any(|(known, _)| *known == key) {
                return Err(A::Error::custom(format_args!("the key {} stands twice", quoted(&key))));
            }
            entries.push((key, node));
        }
        Ok(Value::Table(entries))
    }
}

/// A table while it is read; its place is a JSON pointer without the first slash.
pub(super) struct Table<'a> {
    pub reading: &'a Reading<'a>,
    pointer: String,
    line: Option<u32>,
    entries: &'a [(String, Node)],
}

impl<'a> Table<'a> {
    /// The table at a place, which may hold only the `accepted` keys; a fault where it is none.
    pub fn new(reading: &'a Reading<'a>, pointer: String, node: &'a Node, accepted: &[&str]) -> Option<Self> {
        let table = Self::unchecked(reading, pointer, node)?;
        table.check_keys(accepted);
        Some(table)
    }

    /// The same before it is known which keys it may hold.
    pub fn unchecked(reading: &'a Reading<'a>, pointer: String, node: &'a Node) -> Option<Self> {
        let Value::Table(entries) = &node.value else {
            reading.fault(&pointer, node.line, node.written(), "a table");
            return None;
        };
        Some(Self {
            reading,
            pointer,
            line: node.line,
            entries,
        })
    }

    pub fn check_keys(&self, accepted: &[&str]) {
        for (key, node) in self.entries {
            if !accepted.contains(&key.as_str()) {
                let expected = nearest_name(key, accepted.iter().copied())
                    .map_or_else(|| one_of(accepted.iter().copied()), str::to_owned);
                self.reading
                    .fault(&self.place(key), node.line, "a key of this name", expected);
            }
        }
    }

    /// Where a key stands.
    pub fn place(&self, key: &str) -> String {
        let key = key.replace('~', "~0").replace('/', "~1");
        if self.pointer.is_empty() {
            key
        } else {
            format!("{}/{key}", self.pointer)
        }
    }

    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Notes a fault in the value of a key, or that it is not there.
    pub fn fault(&self, key: &str, found: impl Into<String>, expected: impl Into<String>) {
        let line = self.get(key).map_or(self.line, |node| node.line);
        self.reading.fault(&self.place(key), line, found, expected);
    }

    pub fn missing(&self, key: &str, expected: impl Into<String>) {
        self.fault(key, "no such key", expected);
    }

    /// Notes a fault of the table as a whole.
    pub fn fault_of_all(&self, found: impl Into<String>, expected: impl Into<String>) {
        self.reading.fault(&self.pointer, self.line, found, expected);
    }

    /// Words of a bounded length.
    pub fn words(&self, key: &str, most: usize) -> Option<String> {
        let node = self.get(key)?;
        let Value::Text(text) = &node.value else {
            self.fault(key, node.written(), "words");
            return None;
        };
        match fault_of_words(text, most) {
            None => Some(text.clone()),
            Some((found, expected)) => {
                self.fault(key, found, expected);
                None
            }
        }
    }

    /// Words that must be there.
    pub fn required_words(&self, key: &str, most: usize, expected: &str) -> Option<String> {
        if !self.has(key) {
            self.missing(key, expected);
        }
        self.words(key, most)
    }

    /// One of a closed list of words.
    pub fn word<T: Word>(&self, key: &str) -> Option<T> {
        let node = self.get(key)?;
        let read = match &node.value {
            Value::Text(text) => T::read(text),
            _ => None,
        };
        if read.is_none() {
            self.fault(key, node.written(), one_of(T::accepted()));
        }
        read
    }

    /// A number that passes, in the words of `expected`.
    pub fn number(&self, key: &str, passes: impl Fn(f64) -> bool, expected: &str) -> Option<f64> {
        let node = self.get(key)?;
        let read = match node.value {
            Value::Number(number) if number.is_finite() && passes(number) => Some(number),
            _ => None,
        };
        if read.is_none() {
            self.fault(key, node.written(), expected);
        }
        read
    }

    /// Yes or no.
    pub fn truth(&self, key: &str) -> Option<bool> {
        let node = self.get(key)?;
        let read = match node.value {
            Value::Truth(truth) => Some(truth),
            _ => None,
        };
        if read.is_none() {
            self.fault(key, node.written(), "true or false");
        }
        read
    }

    /// Whether a key says that its value is not known.
    pub fn says_unknown(&self, key: &str) -> bool {
        matches!(self.get(key).map(|node| &node.value), Some(Value::Text(text)) if text == "unknown")
    }

    /// A list of names, each once.
    pub fn names(&self, key: &str, expected: &str) -> Option<Vec<String>> {
        let node = self.get(key)?;
        let Value::List(list) = &node.value else {
            self.fault(key, node.written(), expected);
            return None;
        };
        if list.len() > super::MOST_NAMES {
            self.fault(
                key,
                format!("{} names", list.len()),
                format!("{} at most", super::MOST_NAMES),
            );
            return None;
        }
        let mut names: Vec<String> = Vec::new();
        let mut seen: HashSet<&str> = HashSet::new();
        for (at, one) in list.iter().enumerate() {
            let place = format!("{}/{at}", self.place(key));
            match &one.value {
                Value::Text(text) if !seen.insert(text) => {
                    self.reading.fault(&place, one.line, quoted(text), "each name once");
                }
                Value::Text(text) => match fault_of_words(text, super::LINE) {
                    None => names.push(text.clone()),
                    Some((found, expected)) => self.reading.fault(&place, one.line, found, expected),
                },
                _ => self.reading.fault(&place, one.line, one.written(), expected),
            }
        }
        (names.len() == list.len()).then_some(names)
    }
}

/// Why words cannot be taken: what was found, what was expected.
fn fault_of_words(text: &str, most: usize) -> Option<(String, String)> {
    if text.trim().is_empty() {
        return Some(("nothing".to_owned(), "words".to_owned()));
    }
    let letters = text.chars().count();
    if letters > most {
        return Some((format!("{letters} letters"), format!("{most} letters at most")));
    }
    let hidden = text.chars().find(|one| is_hidden(*one))?;
    let found = format!("the hidden character U+{:04X}", u32::from(hidden));
    Some((found, "words that can be seen".to_owned()))
}
