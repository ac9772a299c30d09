//! Scenarios that are sent in the body of a request, beside a few words.

use std::collections::BTreeMap;

use super::tree::{self, Table, Value};
use super::{Fault, LINE, Reading, Scenario, read_scenario};

/// What was sent.
#[derive(Clone, Debug, Default)]
pub struct SentScenarios {
    scenarios: BTreeMap<&'static str, Scenario>,
    words: BTreeMap<&'static str, String>,
}

/// Why a body cannot be taken.
#[derive(Clone, Debug)]
pub enum Unsent {
    /// It is no JSON; why not.
    NotJson(String),
    /// Every fault in it, each at its JSON pointer.
    Faults(Vec<Fault>),
}

impl SentScenarios {
    /// Reads a body that has a scenario under each of the names in `needed`, may have one under each in `allowed`, and may
    /// have words under each in `words`; and nothing else.
    ///
    /// # Errors
    /// Every fault of all of them.
    pub fn read(
        body: &str,
        needed: &[&'static str],
        allowed: &[&'static str],
        words: &[&'static str],
    ) -> Result<Self, Unsent> {
        let root = tree::of_json(body).map_err(|fault| Unsent::NotJson(fault.to_string()))?;
        let reading = Reading::new("body");
        let mut sent = Self::default();
        let known = [needed, allowed, words].concat();
        if let Some(table) = Table::new(&reading, String::new(), &root, &known) {
            for &name in needed {
                if !table.has(name) {
                    table.missing(name, "a scenario");
                }
            }
            for &name in needed.iter().chain(allowed) {
                let node = table.get(name).filter(|node| !matches!(node.value, Value::Nothing));
                let scenario = node.and_then(|node| read_scenario(&reading, name, node));
                sent.scenarios.extend(scenario.map(|scenario| (name, scenario)));
            }
            for &name in words {
                let is_there = table
                    .get(name)
                    .is_some_and(|node| !matches!(node.value, Value::Nothing));
                if is_there {
                    sent.words.extend(table.words(name, LINE).map(|words| (name, words)));
                }
            }
        }
        let findings = reading.findings.into_inner();
        if findings.len() == 0 {
            Ok(sent)
        } else {
            Err(Unsent::Faults(findings.into_sorted(&[])))
        }
    }

    /// The scenario under a name, where one was sent.
    pub fn scenario(&self, name: &str) -> Option<&Scenario> {
        self.scenarios.get(name)
    }

    /// The words under a name, where some were sent.
    pub fn words(&self, name: &str) -> Option<&str> {
        self.words.get(name).map(String::as_str)
    }
}
