//! Pages by the id of the last feature before them (keyset paging): no feature is on two pages, and none
//! is left out, also when the facts change between one page and the next.

use crate::api::ask::Ask;
use crate::api::collections::Entry;
use crate::api::parameters::{AFTER, LIMIT, LIMIT_DEFAULT, LIMIT_MAX};
use crate::api::problem::Problem;

/// Which page is asked for.
pub struct Page {
    limit: usize,
    after: Option<String>,
}

/// A page.
pub struct Cut<'a> {
    /// The features on it, in the order of their ids.
    pub entries: Vec<Entry<'a>>,
    /// Token of the next page, where there is one.
    pub next: Option<String>,
}

impl Page {
    /// Reads `limit` and `after`.
    pub fn read(ask: &Ask) -> Result<Self, Problem> {
        Ok(Self {
            limit: ask.query.text(LIMIT.name).map_or(Ok(LIMIT_DEFAULT), limit)?,
            after: ask.query.text(AFTER.name).map(id_of).transpose()?,
        })
    }

    /// This page of all features that match.
    pub fn cut<'a>(&self, mut entries: Vec<Entry<'a>>) -> Cut<'a> {
        entries.sort_by(|one, other| one.id.cmp(&other.id));
        if let Some(after) = &self.after {
            let passed = entries.partition_point(|entry| *entry.id <= **after);
            entries.drain(..passed);
        }
        let has_more = entries.len() > self.limit;
        entries.truncate(self.limit);
        let next = entries
            .last()
            .filter(|_| has_more)
            .map(|last| hex::encode(last.id.as_bytes()));
        Cut { entries, next }
    }
}

/// Reads a limit: one above the maximum is the maximum, also where it is too long for a number.
fn limit(text: &str) -> Result<usize, Problem> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = is_number.then(|| text.parse().unwrap_or(LIMIT_MAX));
    number
        .filter(|number| *number >= 1)
        .map(|number| number.min(LIMIT_MAX))
        .ok_or_else(|| Problem::bad(LIMIT.name, text, format!("a whole number from 1 to {LIMIT_MAX}")))
}

fn id_of(token: &str) -> Result<String, Problem> {
    let id = hex::decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    id.ok_or_else(|| Problem::bad(AFTER.name, token, "a token from a next link"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_cut_to_the_maximum_and_nonsense_is_refused() {
        for (text, expected) in [
            ("1", 1),
            ("100", 100),
            ("1001", LIMIT_MAX),
            ("99999999999999999999999", LIMIT_MAX),
        ] {
            assert_eq!(limit(text).ok(), Some(expected), "{text}");
        }
        for text in ["0", "-1", "+5", "1.5", "many", "", " 3"] {
            assert!(limit(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_token_that_we_did_not_make_is_refused() {
        assert!(id_of("zz").is_err() && id_of("ff").is_err() && id_of("abc").is_err());
        assert_eq!(id_of(&hex::encode("behchokǫ̀")).ok().as_deref(), Some("behchokǫ̀"));
    }
}
