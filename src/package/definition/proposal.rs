//! What a text must be to be proposed, beyond being a definition.

use crate::model::{Definition, DefinitionId, Standing};
use crate::policy::check_proposal;

use super::super::document::Section;
use super::super::fault::{Fault, Severity, quoted};

/// A name of a route, which no definition may have.
const CHECK: &str = "check";

/// The most letters that an id or a version may have.
const LETTERS: usize = 100;

/// Notes what keeps a text from being proposed.
pub(super) fn check(root: &Section<'_>) {
    for key in ["id", "version"] {
        if let Some(word) = root.peek_text(key)
            && !stands_in_an_address(word)
        {
            let expected = format!(
                "letters a to z and A to Z, digits, \"-\", \"_\" and \".\", {LETTERS} at most, and not the word {CHECK}"
            );
            root.fault(key, quoted(word), expected);
        }
    }
    if let Some(standing) = root.peek_text("standing").and_then(Standing::parse)
        && let Err(expected) = check_proposal(standing)
    {
        root.fault("standing", quoted(standing.as_str()), expected);
    }
}

fn stands_in_an_address(word: &str) -> bool {
    let may_stand = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let is_dots = word.bytes().all(|byte| byte == b'.');
    !is_dots && word != CHECK && word.len() <= LETTERS && word.bytes().all(may_stand)
}

/// Refuses a text whose id or version is not the one that it is to take the place of.
pub fn must_be(definition: &Definition, id: &DefinitionId, version: &str) -> Result<(), Vec<Fault>> {
    let asked = [
        ("id", definition.id.as_str(), id.as_str()),
        ("version", definition.version.as_str(), version),
    ];
    let faults: Vec<_> = asked
        .into_iter()
        .filter(|(_, found, expected)| found != expected)
        .map(|(field, found, expected)| Fault {
            file: "definition.toml".to_owned(),
            row: line_of(&definition.text, field),
            field: Some(field.to_owned()),
            found: quoted(found),
            expected: format!("{}; another id or version is another proposal", quoted(expected)),
            severity: Severity::Error,
        })
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The line of a key of the outermost table.
fn line_of(text: &str, key: &str) -> Option<u32> {
    let table = toml::de::DeTable::parse(text).ok()?;
    let (name, _) = table.get_ref().iter().find(|(name, _)| &**name.get_ref() == key)?;
    let before = text.get(..name.span().start)?;
    Some(1 + before.bytes().filter(|byte| *byte == b'\n').count() as u32)
}
