//! What was shown once and may no longer be: an earlier picture must not show it again.

use std::collections::HashMap;

use crate::model::{Package, Shown, Visibility, WordsShown};

/// Whether an earlier picture (`then`, as its viewer saw it) shows something that may be shown less of by now: a request
/// whose owner has restricted it, a site that has to be hidden, what a body said and no longer lets everyone see. What is no longer among the facts is no such thing;
/// words that were withdrawn are erased from the earlier facts themselves.
pub fn is_restricted_since(then: &Package, now: &Package) -> bool {
    let visibilities: HashMap<_, _> = now.requests.iter().map(|one| (&one.id, one.visibility)).collect();
    let shown: HashMap<_, _> = now.services.iter().map(|one| (&one.id, one.shown)).collect();
    let requests = then.requests.iter().any(|request| {
        let now = visibilities.get(&request.id);
        now.is_some_and(|now| openness(*now) < openness(request.visibility))
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
