//! `then`: the next steps of the continuum are standards of the same definition, and lead round in no circle.

use std::collections::{BTreeMap, BTreeSet};

use super::document::Section;
use super::fault::{one_of, quoted};

/// Notes every step that names no other standard, and every circle, at the way that closes it.
pub(super) fn check(standards: &[Section<'_>]) {
    let ids: Vec<&str> = standards.iter().filter_map(|one| one.peek_text("id")).collect();
    let mut steps: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for standard in standards {
        let Some(id) = standard.peek_text("id") else { continue };
        for way in standard.peek_tables("ways") {
            for next in way.peek_list("then") {
                if next == id {
                    way.fault("then", quoted(next), "another standard than its own");
                } else if !ids.contains(&next) {
                    let others = ids.iter().copied().filter(|other| *other != id);
                    way.fault("then", quoted(next), one_of(others));
                } else if leads_to(&steps, next, id) {
                    let expected = format!("steps that lead round in no circle: {next} leads back to {id}");
                    way.fault("then", quoted(next), expected);
                } else {
                    steps.entry(id).or_default().push(next.to_owned());
                }
            }
        }
    }
}

fn leads_to(steps: &BTreeMap<&str, Vec<String>>, from: &str, to: &str) -> bool {
    let (mut seen, mut ahead) = (BTreeSet::new(), vec![from]);
    while let Some(one) = ahead.pop() {
        if one == to {
            return true;
        }
        if seen.insert(one) {
            ahead.extend(steps.get(one).into_iter().flatten().map(String::as_str));
        }
    }
    false
}
