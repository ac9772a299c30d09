//! Definitions: read, checked, proposed, spoken of and moved.

pub mod check;
pub mod edit;
pub mod engage;
pub mod moving;
pub mod propose;
pub mod show;

pub mod refused;

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use sha2::{Digest as _, Sha256};

use crate::model::{Definition, Engagement, Package};
use crate::policy::{Name, ReadUnpublished, allow_own, may};
use crate::snapshot;
use crate::workflow::Version;

use super::answer::{Answer, media};
use super::ask::Ask;
use super::problem::{Kind, Problem};
use super::wire::DefinitionInFull;

/// What bodies said, as far as whoever asks may know.
fn engagements(ask: &Ask) -> Arc<[Engagement]> {
    match allow_own::<ReadUnpublished>(ask.party()) {
        Ok(allowed) => ask.state.engagements(&allowed),
        Err(_) => ask.view.package().engagements.clone().into(),
    }
}

/// An answer that depends on who asks is kept by no cache between.
pub fn private_at_the_desk(ask: &Ask, answer: Answer) -> Answer {
    if may(ask.party(), Name::ReadUnpublished) {
        answer.private()
    } else {
        answer
    }
}

/// The version that the path names.
fn version(ask: &Ask) -> Version {
    Version {
        id: ask.part(0).into(),
        version: ask.part(1).to_owned(),
    }
}

/// A definition in full, as an answer.
fn in_full(package: &Package, engagements: &[Engagement], definition: &Definition) -> Answer {
    Answer::json(media::JSON, &DefinitionInFull::new(package, engagements, definition))
}

/// The tags that a change says it was decided on.
fn if_match(ask: &Ask) -> Result<Vec<String>, Problem> {
    let tags = tags(ask.headers());
    if tags.is_empty() {
        let detail = "if-match: found nothing, expected the ETag of the definition as it was read";
        return Err(Problem::new(Kind::Unconditional, detail));
    }
    Ok(tags)
}

/// The tags of `If-Match`; none where there is no such header.
fn tags(headers: &HeaderMap) -> Vec<String> {
    let lists = headers
        .get_all(header::IF_MATCH)
        .iter()
        .filter_map(|list| list.to_str().ok());
    lists
        .flat_map(|list| list.split(','))
        .map(|tag| tag.trim().to_owned())
        .collect()
}

/// Whether the facts still give whoever asks the bytes whose tag one of these is. The encoding of those bytes makes no
/// difference.
fn is_still(ask: &Ask, version: &Version, tags: &[String], package: &Package) -> bool {
    let Ok(definition) = version.of(package) else {
        return false;
    };
    let Ok(allowed) = allow_own::<ReadUnpublished>(ask.party()) else {
        return false;
    };
    let seen = snapshot::engagements(&package.engagements, &package.settings.engagement.bodies, &allowed);
    let bytes = in_full(package, &seen, definition).into_body();
    let tag = hex::encode(Sha256::digest(&bytes));
    tags.iter().any(|one| {
        let opaque = one.trim_matches('"');
        let plain = opaque
            .strip_suffix("-br")
            .or_else(|| opaque.strip_suffix("-gzip"))
            .unwrap_or(opaque);
        one == "*" || (one.starts_with('"') && plain == tag)
    })
}
