//! What was shown once and may no longer be: an earlier picture must not show it again.

use std::collections::HashMap;

use crate::model::{Package, RecordCorrection, Request, Shown, Visibility, WordsShown};

/// Whether an earlier picture (`then`, as its viewer saw it) shows something that may be shown less of by now: a request
/// whose owner has restricted it, taken it back or given it other words, what a body said of a public record and no longer
/// says, a site that has to be hidden, what a body said and
/// no longer lets everyone see. What is no longer among the facts of a package is no such thing.
pub fn is_restricted_since(then: &Package, now: &Package) -> bool {
    let present: HashMap<_, _> = now.requests.iter().map(|one| (&one.id, one)).collect();
    let shown: HashMap<_, _> = now.services.iter().map(|one| (&one.id, one.shown)).collect();
    let requests = then.requests.iter().any(|request| match present.get(&request.id) {
        Some(now) => openness(now.visibility) < openness(request.visibility) || says_otherwise(request, now),
        // Only its owner can have taken away what was submitted here; what was said of a call that a package no longer has
        // may have been taken back since.
        None => request.submission.is_some() || !request.corrections.is_empty(),
    });
    let words: HashMap<_, _> = now.engagements.iter().map(|one| (&one.id, one.shown)).collect();
    let engagements = then.engagements.iter().any(|engagement| {
        let now = words.get(&engagement.id);
        now.is_some_and(|now| breadth(*now) < breadth(engagement.shown))
    });
    let services = then.services.iter().any(|service| {
        let now = shown.get(&service.id);
        now.is_some_and(|now| fineness(*now) < fineness(service.shown))
    });
    requests || services || engagements
}

/// Whether the owner of a request has given it other words, or somebody who corrected a public record no longer says so: the
/// earlier words are no longer theirs.
fn says_otherwise(then: &Request, now: &Request) -> bool {
    let still_said = |correction: &RecordCorrection| {
        let mut now = now.corrections.iter();
        now.any(|one| one.id == correction.id && one.says == correction.says)
    };
    if !then.corrections.iter().all(still_said) {
        return true;
    }
    match (&then.submission, &now.submission) {
        (Some(then), Some(now)) => {
            let differences = then.input.differences(&now.input);
            differences.iter().any(|field| *field != "visibility")
        }
        _ => false,
    }
}

const fn openness(visibility: Visibility) -> u8 {
    match visibility {
        Visibility::Owner => 0,
        Visibility::WorkingGroup => 1,
        Visibility::Public => 2,
    }
}

const fn fineness(shown: Shown) -> u8 {
    match shown {
        Shown::Hidden => 0,
        Shown::Community => 1,
        Shown::Exact => 2,
    }
}

const fn breadth(shown: WordsShown) -> u8 {
    match shown {
        WordsShown::Nothing => 0,
        WordsShown::Position => 1,
        WordsShown::All => 2,
    }
}
