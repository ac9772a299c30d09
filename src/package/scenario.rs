//! Scenarios: from a document, TOML for people and JSON over the API, to a list of changes; and back.
//!
//! Read strictly: every fault is told, with its place in the document (a JSON pointer) and, in TOML, its line. What a
//! document names (services, requests, places, links) is looked up when the scenario is applied, not here: that hangs on
//! the facts and on who asks.

mod changes;
mod sent;
mod tree;
mod write;

use crate::model::{Scenario, Text};

use super::fault::{Fault, Findings, Place};
use tree::{Node, Table, Value};

pub use sent::{SentScenarios, Unsent};
pub use write::document;

/// The most changes of one scenario.
pub const MOST_CHANGES: usize = 200;
/// The most letters of a name, and of an id.
const LINE: usize = 200;
/// The most letters of a description.
const WORDS: usize = 4000;
/// The most names in one list.
const MOST_NAMES: usize = 1000;

const KEYS: &[&str] = &["name", "description", "changes"];

/// Reads a scenario from TOML text. The error is every fault in it.
pub fn parse(file: &str, text: &str) -> Result<Scenario, Vec<Fault>> {
    let root = tree::of_toml(file, text)?;
    read(file, &root)
}

/// Reads a scenario from JSON text. The error is every fault in it; where it is no JSON, that.
pub fn parse_json(file: &str, text: &str) -> Result<Scenario, Vec<Fault>> {
    let root = tree::of_json(text).map_err(|fault| {
        let mut findings = Findings::default();
        let place = Place {
            file,
            row: Some(fault.line() as u32),
            field: None,
        };
        findings.fault(place, "text that cannot be read", format!("JSON ({fault})"));
        findings.into_sorted(&[])
    })?;
    read(file, &root)
}

/// Reads a scenario from a file of either kind: what begins with a brace is JSON, everything else TOML.
pub fn parse_either(file: &str, text: &str) -> Result<Scenario, Vec<Fault>> {
    if text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        parse_json(file, text)
    } else {
        parse(file, text)
    }
}

fn read(file: &str, root: &Node) -> Result<Scenario, Vec<Fault>> {
    let reading = Reading::new(file);
    let scenario = read_scenario(&reading, "", root);
    let findings = reading.findings.into_inner();
    match scenario {
        Some(scenario) if findings.len() == 0 => Ok(scenario),
        _ => Err(findings.into_sorted(&[])),
    }
}

/// What is noted while a document is read.
struct Reading<'a> {
    file: &'a str,
    findings: std::cell::RefCell<Findings>,
}

impl<'a> Reading<'a> {
    fn new(file: &'a str) -> Self {
        Self {
            file,
            findings: std::cell::RefCell::default(),
        }
    }

    fn fault(&self, pointer: &str, line: Option<u32>, found: impl Into<String>, expected: impl Into<String>) {
        let place = Place {
            file: self.file,
            row: line,
            field: (!pointer.is_empty()).then_some(pointer),
        };
        self.findings.borrow_mut().fault(place, found, expected);
    }
}

/// Reads the scenario at a place of a document.
fn read_scenario(reading: &Reading<'_>, pointer: &str, root: &Node) -> Option<Scenario> {
    let table = Table::new(reading, pointer.to_owned(), root, KEYS)?;
    let name = table.both_languages("name", LINE);
    if !table.has("name") {
        table.missing("name", "what people call it: words, or { en = \"…\", fr = \"…\" }");
    }
    let description = table.both_languages("description", WORDS);
    let changes = match table.get("changes").map(|node| (&node.value, node)) {
        None => Vec::new(),
        Some((Value::List(list), node)) => {
            if list.len() > MOST_CHANGES {
                let found = format!("{} changes", list.len());
                reading.fault(
                    &table.place("changes"),
                    node.line,
                    found,
                    format!("{MOST_CHANGES} at most"),
                );
                return None;
            }
            let read = list.iter().enumerate();
            read.filter_map(|(at, one)| changes::read(reading, &format!("{}/{at}", table.place("changes")), one))
                .collect()
        }
        Some((_, node)) => {
            table.fault("changes", node.written(), "a list of changes");
            Vec::new()
        }
    };
    Some(Scenario {
        name: name?,
        description,
        changes,
    })
}

impl Table<'_> {
    /// Words in both languages: `{ en = "…", fr = "…" }`, or one text for both.
    fn both_languages(&self, key: &str, most: usize) -> Option<Text> {
        let node = self.get(key)?;
        if let Value::Table(_) = node.value {
            let words = Table::new(self.reading, self.place(key), node, &["en", "fr"])?;
            let [en, fr] = ["en", "fr"].map(|language| {
                if !words.has(language) {
                    words.missing(language, "words");
                }
                words.words(language, most)
            });
            return Some(Text { en: en?, fr: fr? });
        }
        let text = self.words(key, most)?;
        Some(Text {
            en: text.clone(),
            fr: text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DeliveryMode, Fact, Mode, NewSite, Serves, Supposition, WindowShift};

    const WHOLE: &str = r#"
name = { en = "All of it", fr = "Tout" }
description = "Every kind of change"

[[changes]]
change = "add_service"
id = "new"
service_type = "counselling"
delivery_mode = "visiting"
community_id = "wrigley"
serves = ["wrigley"]
visits_per_month = 2
languages = ["den"]
indigenous_led = true
cost = { yearly = 90000, currency = "CAD" }

[[changes]]
change = "change_service"
service = "new"
set = { visits_per_month = "unknown", actual = "vacant", serves = "all" }

[[changes]]
change = "move_service"
service = "new"
lon = -120.5
lat = 62

[[changes]]
change = "close_service"
service = "old"

[[changes]]
change = "fulfil_request"
request = "r1"

[[changes]]
change = "move_window"
modes = ["ice_crossing"]
links = ["i1"]
where = "mode = 'ice_crossing'"
opens_days = 14
closes_days = -7

[[changes]]
change = "move_window"
modes = ["ferry"]
gone = true

[[changes]]
change = "add_link"
from = "wrigley"
to = "simpson"
mode = "winter_road"
km = 220
opens = "12-15"
closes = "unknown"
"#;

    #[test]
    fn every_kind_of_change_is_read_as_it_is_written() {
        let scenario = parse("a.toml", WHOLE).expect("no fault");
        assert_eq!(scenario.name.fr, "Tout");
        assert_eq!(
            scenario.description.as_ref().map(|text| text.fr.as_str()),
            Some("Every kind of change")
        );
        let words: Vec<_> = scenario.changes.iter().map(|one| one.what.as_str()).collect();
        let expected = [
            "add_service",
            "change_service",
            "move_service",
            "close_service",
            "fulfil_request",
            "move_window",
            "move_window",
            "add_link",
        ];
        assert_eq!(words, expected);
        let Supposition::AddService(added) = &scenario.changes[0].what else {
            panic!("a service")
        };
        assert_eq!(added.site, Some(NewSite::Community("wrigley".into())));
        assert_eq!(added.like.serves, Some(Serves::Areas(vec!["wrigley".to_owned()])));
        assert_eq!(added.like.delivery_mode, Some(Fact::Known(DeliveryMode::Visiting)));
        assert_eq!(added.like.wait_days, None, "of what is not said nothing is said");
        let Supposition::ChangeService { set, .. } = &scenario.changes[1].what else {
            panic!("a change")
        };
        assert_eq!(set.visits_per_month, Some(Fact::Unknown));
        let Supposition::MoveWindow(moved) = &scenario.changes[5].what else {
            panic!("a window")
        };
        assert_eq!(
            (moved.modes.as_slice(), moved.links.len()),
            ([Mode::IceCrossing].as_slice(), 1)
        );
        assert_eq!(moved.shift, WindowShift::Edges { opens: 14, closes: -7 });
    }

    #[test]
    fn toml_and_json_say_the_same_and_what_is_written_is_read_again() {
        let scenario = parse("a.toml", WHOLE).expect("no fault");
        let text = document(&scenario).to_string();
        assert_eq!(parse_json("a.json", &text).as_ref(), Ok(&scenario));
        assert_eq!(parse_either("a", &text), Ok(scenario.clone()));
        assert_eq!(parse_either("a", WHOLE), Ok(scenario));
    }

    #[test]
    fn every_fault_is_told_with_its_place_and_its_line() {
        let text = r#"name = "x"
nmae = "y"
[[changes]]
change = "add_servise"
[[changes]]
change = "close_service"
[[changes]]
change = "move_window"
opens_days = 400
[[changes]]
change = "add_service"
service_type = "c"
visits_per_month = -1
lon = 3
wait = 3
cost = { yearly = 3 }
"#;
        let faults = parse("a.toml", text).expect_err("faults");
        let told: Vec<_> = faults
            .iter()
            .map(|one| (one.row, one.field.as_deref().unwrap_or_default()))
            .collect();
        let expected = [
            (Some(2), "nmae"),
            (Some(4), "changes/0/change"),
            (Some(5), "changes/1/service"),
            (Some(7), "changes/2"),
            (Some(9), "changes/2/opens_days"),
            (Some(10), "changes/3/lat"),
            (Some(13), "changes/3/visits_per_month"),
            (Some(15), "changes/3/wait"),
            (Some(16), "changes/3/cost/currency"),
        ];
        assert_eq!(told, expected);
        assert_eq!(faults[1].found, "\"add_servise\"");
        assert!(
            faults[1].expected.starts_with("add_service, "),
            "{}",
            faults[1].expected
        );
    }

    #[test]
    fn a_key_that_stands_twice_is_no_json_that_can_be_read() {
        let faults = parse_json("a.json", "{\"name\":\"a\",\"name\":\"b\"}").expect_err("twice");
        assert!(faults[0].expected.contains("name"), "{}", faults[0].expected);
        let faults = parse_json("a.json", "{\"name\":\"a\u{202e}\"}").expect_err("a turned direction");
        assert_eq!(faults[0].field.as_deref(), Some("name"));
        let many = format!("{{\"name\":\"a\",\"changes\":[{}]}}", vec!["{}"; 201].join(","));
        let faults = parse_json("a.json", &many).expect_err("too many");
        assert_eq!(
            faults[0].to_string(),
            "a.json, changes: found 201 changes, expected 200 at most"
        );
    }
}
