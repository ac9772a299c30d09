//! `/api/definitions/ID/VERSION/diff`: two versions, or one on two dates or for two supplies.

use axum::http::{HeaderValue, header};

use serde::Deserialize;

use super::{cannot_be_asked, not_kept, scope, unsaved};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::definitions::show::found;
use crate::api::parameters::{AS_OF, DATE, F, LANG, SEASON, STANDARD, SUPPLY, WITH, WITH_AS_OF, WITH_SUPPLY};
use crate::api::problem::Problem;
use crate::api::query::Query;
use crate::api::question::one_of;
use crate::equity::{self, Language, Scope, Side, compare};
use crate::exchange::diff::DiffAnswer;
use crate::exchange::question::Asked;
use crate::exchange::{rows, xlsx};
use crate::model::{Definition, DefinitionId, StandardId};
use crate::snapshot::{View, of_text};

/// Everything that differs, as JSON, CSV or XLSX.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    let before = found(ask)?;
    let after = match ask.query.text(WITH.name) {
        None => before,
        Some(text) => other(&ask.view, text)?,
    };
    let scope = scope(ask.when()?);
    let question = equity::Question {
        as_of: ask.as_of()?,
        supply: ask.supply()?,
    };
    let other = equity::Question {
        as_of: ask.date(&WITH_AS_OF)?.unwrap_or(question.as_of),
        supply: ask.supply_of(&WITH_SUPPLY)?.unwrap_or(question.supply),
    };
    let language = language(ask)?;
    let sides = [
        Side {
            definition: before,
            question,
        },
        Side {
            definition: after,
            question: other,
        },
    ];
    let answer = answer(&ask.view, sides, [true, true], &scope, None)?.saved(&ask.path);
    let name = format!("{}-{}-{}-{}", before.id, before.version, after.id, after.version);
    match ask.query.text(F.name) {
        Some("csv") => {
            let text = rows::csv(&answer.rows(), &DiffAnswer::COLUMNS);
            Ok(named(Answer::bytes(media::CSV, text), &name, "csv"))
        }
        Some("xlsx") => {
            let bytes = xlsx::workbook(&answer.sheets(language), other.as_of).map_err(|fault| unwritten(&fault))?;
            Ok(named(Answer::bytes(media::XLSX, bytes), &name, "xlsx"))
        }
        _ => Ok(Answer::json(media::JSON, &answer)),
    }
}

/// What is sent: a text to compare with, and the question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    text: String,
    as_of: Option<String>,
    date: Option<String>,
    season: Option<String>,
    supply: Option<String>,
    standard: Option<String>,
}

/// A version against a text that is not saved; of all standards, or of one.
pub fn with_text(ask: &Ask) -> Result<Answer, Problem> {
    let sent: Sent = ask.json()?;
    let before = found(ask)?;
    let after = unsaved(&ask.view, &sent.text)?;
    let ask = ask.about(Query::of([
        (&AS_OF, sent.as_of),
        (&DATE, sent.date),
        (&SEASON, sent.season),
        (&SUPPLY, sent.supply),
        (&STANDARD, sent.standard),
    ]));
    let question = equity::Question {
        as_of: ask.as_of()?,
        supply: ask.supply()?,
    };
    let wanted = ask.query.text(STANDARD.name);
    if let Some(text) = wanted {
        let ids = before
            .standards
            .iter()
            .chain(&after.standards)
            .map(|one| one.id.as_str());
        if !ids.clone().any(|id| id == text) {
            return Err(Problem::bad(STANDARD.name, text, one_of(ids)));
        }
    }
    let sides = [before, &after].map(|definition| Side { definition, question });
    let answer = answer(
        &ask.view,
        sides,
        [true, false],
        &scope(ask.when()?),
        wanted.map(StandardId::from).as_ref(),
    )?;
    Ok(not_kept(Answer::json(media::JSON, &answer)))
}

/// Two sides held against each other, with their questions; the link of one whose definition is saved leads to its gaps.
fn answer(
    view: &View,
    sides: [Side<'_>; 2],
    saved: [bool; 2],
    scope: &Scope,
    wanted: Option<&StandardId>,
) -> Result<DiffAnswer, Problem> {
    let found = compare(view.basis(), sides, scope, wanted).map_err(|fault| cannot_be_asked(&fault))?;
    let asked = [0, 1].map(|at| {
        let side = sides[at];
        let asked = Asked::new(
            side.definition,
            &of_text(&side.definition.text),
            side.question,
            scope,
            (view.basis(), view.data_digest()),
        );
        if saved[at] {
            asked.saved("/api/analysis/gaps", &[])
        } else {
            asked
        }
    });
    let texts = sides.map(|side| side.definition.text.as_str());
    Ok(DiffAnswer::new(view.basis(), asked, texts, &found))
}

fn find<'a>(view: &'a View, id: &str, version: &str) -> Option<&'a Definition> {
    let id = DefinitionId::from(id);
    let mut definitions = view.package().definitions.iter();
    definitions.find(|one| one.id == id && one.version == version)
}

/// The definition that `ID@VERSION` names. An id has no `@` in it, a version may.
fn other<'a>(view: &'a View, text: &str) -> Result<&'a Definition, Problem> {
    let found = text.split_once('@').and_then(|(id, version)| find(view, id, version));
    found.ok_or_else(|| {
        let known = view.package().definitions.iter();
        let known: Vec<String> = known.map(|one| format!("{}@{}", one.id, one.version)).collect();
        Problem::bad(WITH.name, text, format!("one of {}", known.join(", ")))
    })
}

pub(super) fn language(ask: &Ask) -> Result<Language, Problem> {
    match ask.query.text(LANG.name) {
        None | Some("en") => Ok(Language::English),
        Some("fr") => Ok(Language::French),
        Some(text) => Err(Problem::bad(LANG.name, text, "en or fr")),
    }
}

pub(super) fn unwritten(fault: &dyn std::error::Error) -> Problem {
    tracing::error!(%fault, "a table cannot be written");
    Problem::internal()
}

/// With a name under which it is kept when it is saved.
fn named(answer: Answer, name: &str, ending: &str) -> Answer {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_');
    let name: String = name
        .chars()
        .map(|letter| if plain(letter) { letter } else { '_' })
        .collect();
    let value = HeaderValue::from_str(&format!("attachment; filename=\"{name}.{ending}\""));
    let value = value.expect("letters, digits and a few signs may stand in a header");
    answer.header(header::CONTENT_DISPOSITION, value)
}
