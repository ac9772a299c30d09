//! What the routes of what-if are, for the document.

use super::super::schema::reference;
use super::{Operation, analysis};
use crate::api::answer::media;
use crate::api::parameters::ID;

/// `/api/analysis/requests`.
pub fn heard() -> Operation {
    let summary = "What was asked for held against the gaps: what each request speaks of, and what nobody asked about";
    analysis("getHeard", summary, &[]).answers(media::JSON, reference("Heard"))
}

/// `/api/analysis/requests/ID`.
pub fn effect() -> Operation {
    let summary =
        "What a request would change if it were fulfilled: for which standards, where, and for how many people";
    analysis("getEffect", summary, &[&ID]).answers(media::JSON, reference("Effect"))
}
