//! Records what a body said of a version of a definition.

use axum::http::StatusCode;
use jiff::civil::Date;
use serde::Deserialize;

use crate::model::{Package, Position, WordsShown};
use crate::policy::RecordEngagement;
use crate::workflow::{Said, record_engagement};

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::problem::{Kind, Problem};
use super::super::wire::{EngagementRecord, ProblemError};
use super::{is_still, private_at_the_desk, refused::refused, tags, version};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    body: String,
    on: String,
    position: String,
    words: Option<String>,
    shown: String,
}

/// 201; 200 for the same again. `If-Match` may say which text was before the body: on 412 it is another one by now. On 422
/// mend the fields that the errors name.
pub async fn record(ask: Ask) -> Result<Answer, Problem> {
    // Whoever may not speak for any body is told so before what they sent is read.
    ask.allowed_own::<RecordEngagement>()?;
    let said = said(ask.json()?)?;
    let bodies = &ask.view.package().settings.engagement.bodies;
    let body = bodies.iter().find(|body| body.id == said.body);
    let allowed = ask.allowed_for::<RecordEngagement>(body.and_then(|body| body.government.as_ref()))?;
    let (office, occasion) = ask.office()?;
    let (version, tags) = (version(&ask), tags(ask.headers()));
    let still = |package: &Package| tags.is_empty() || is_still(&ask, &version, &tags, package);
    let done = record_engagement(&office, &allowed, &version, &said, &still, occasion).await;
    let done = done.map_err(refused)?;
    let definition = version.of(&done.package).map_err(refused)?;
    let record = EngagementRecord::new(&done.package, definition, &done.what);
    let answer = Answer::json(media::JSON, &record);
    let status = if done.changed {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok(private_at_the_desk(&ask, answer.status(status)))
}

fn said(sent: Sent) -> Result<Said, Problem> {
    let mut errors = Vec::new();
    let on = sent.on.parse::<Date>().ok().filter(|date| date.to_string() == sent.on);
    if on.is_none() {
        errors.push(error("on", &sent.on, "a date as YYYY-MM-DD"));
    }
    let position = Position::parse(&sent.position);
    if position.is_none() {
        let expected = one_of(Position::ALL.iter().map(|one| one.as_str()));
        errors.push(error("position", &sent.position, &expected));
    }
    let shown = WordsShown::parse(&sent.shown);
    if shown.is_none() {
        let expected = one_of(WordsShown::ALL.iter().map(|one| one.as_str()));
        errors.push(error("shown", &sent.shown, &expected));
    }
    match (on, position, shown) {
        (Some(on), Some(position), Some(shown)) => Ok(Said {
            body: sent.body.as_str().into(),
            on,
            position,
            words: sent.words.unwrap_or_default(),
            shown,
        }),
        _ => Err(Problem::new(Kind::Invalid, "fields of the body cannot be read").with_errors(errors)),
    }
}

/// A field whose value is none of those that it may have.
pub(super) fn error(field: &str, found: &str, expected: &str) -> ProblemError {
    ProblemError {
        pointer: format!("#/{field}"),
        line: None,
        field: Some(field.to_owned()),
        detail: format!("found {found:?}, expected {expected}"),
    }
}

fn one_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    format!("one of {}", words.collect::<Vec<_>>().join(", "))
}
