//! Reads definitions.

use std::borrow::Cow;
use std::sync::Arc;

use axum::http::{HeaderValue, header};

use crate::model::{Definition, Engagement, Package};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::problem::Problem;
use super::super::wire::DefinitionVersions;
use super::{engagements, in_full, private_at_the_desk, version};

/// The definitions and what bodies said of them, now or as it was on the day that `as_of` names.
struct Record<'a> {
    package: Cow<'a, Package>,
    engagements: Arc<[Engagement]>,
}

impl<'a> Record<'a> {
    fn read(ask: &'a Ask) -> Result<Self, Problem> {
        let (package, engagements) = (ask.view.package(), engagements(ask));
        Ok(match ask.as_of_if_asked()? {
            None => Self {
                package: Cow::Borrowed(package),
                engagements,
            },
            Some(day) => Self {
                package: Cow::Owned(package.definitions_on(day)),
                engagements: engagements.iter().filter(|one| one.on <= day).cloned().collect(),
            },
        })
    }
}

/// Every version of every definition.
pub fn all(ask: &Ask) -> Result<Answer, Problem> {
    let Record { package, engagements } = Record::read(ask)?;
    let versions = DefinitionVersions::with_bodies(&package, &engagements, package.definitions.iter());
    Ok(private_at_the_desk(ask, Answer::json(media::JSON, &versions)))
}

/// The versions of one definition, the newest first.
pub fn versions(ask: &Ask) -> Result<Answer, Problem> {
    let Record { package, engagements } = Record::read(ask)?;
    let id = ask.part(0);
    let mut versions: Vec<&Definition> = package.definitions.iter().filter(|one| one.id.as_str() == id).collect();
    if versions.is_empty() {
        return Err(Problem::not_found(format!("there is no definition with the id {id:?}")));
    }
    versions.sort_by(|one, other| other.by_version(one));
    let versions = DefinitionVersions::new(&package, &engagements, versions.into_iter());
    Ok(private_at_the_desk(ask, Answer::json(media::JSON, &versions)))
}

/// One version in full.
pub fn one(ask: &Ask) -> Result<Answer, Problem> {
    let Record { package, engagements } = Record::read(ask)?;
    let answer = in_full(&package, &engagements, found_in(&package, ask)?);
    Ok(private_at_the_desk(ask, answer))
}

/// The text of one version as its authors wrote it.
pub fn text(ask: &Ask) -> Result<Answer, Problem> {
    let definition = found(ask)?;
    // Ids of a package may hold anything; a file's name may not.
    let name = format!("{}-{}.toml", definition.id, definition.version);
    let name: String = name
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || "-_.".contains(letter) {
                letter
            } else {
                '_'
            }
        })
        .collect();
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
    let answer = Answer::bytes(media::TOML, definition.text.as_bytes());
    Ok(answer.header(
        header::CONTENT_DISPOSITION,
        disposition.map_err(|_| Problem::internal())?,
    ))
}

/// The version that the path names, where there is one.
pub fn found(ask: &Ask) -> Result<&Definition, Problem> {
    found_in(ask.view.package(), ask)
}

fn found_in<'a>(package: &'a Package, ask: &Ask) -> Result<&'a Definition, Problem> {
    let asked = version(ask);
    let found = package.definition(&asked.id, Some(&asked.version));
    found.ok_or_else(|| {
        let (id, version) = (asked.id.as_str(), &asked.version);
        Problem::not_found(format!("there is no definition {id:?} with the version {version:?}"))
    })
}
