//! `/api/analysis/trend`: one standard through the years.

use super::{cannot_be_asked, scope};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::parameters::{FROM_QUARTER, ONE_STANDARD, Parameter, TO_QUARTER};
use crate::api::problem::{Kind, Problem};
use crate::api::question::one_of;
use crate::equity::{self, QUARTERS_SHOWN, Quarter, first_quarter, trend};
use crate::exchange::question::Asked;
use crate::exchange::trend::TrendAnswer;
use crate::model::StandardId;
use crate::snapshot::of_text;

/// The most quarters that are answered at once.
const MOST: usize = 400;

/// Communities by outcome at the end of each quarter, and since when each gap has been open.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    let question = ask.question()?;
    let definition = question.definition;
    let scope = scope(question.when);
    let ids = definition.standards.iter().map(|one| one.id.as_str());
    let standard = ask.query.text(ONE_STANDARD.name).ok_or_else(|| {
        let expected = one_of(ids.clone());
        Problem::new(
            Kind::BadParameter,
            format!("standard: found nothing, expected {expected}"),
        )
    })?;
    if !ids.clone().any(|id| id == standard) {
        return Err(Problem::bad(ONE_STANDARD.name, standard, one_of(ids)));
    }
    let standard = StandardId::from(standard);
    let basis = ask.view.basis();
    let asked = equity::Question {
        as_of: question.as_of,
        supply: question.supply,
    };
    let to = quarter(ask, &TO_QUARTER)?.unwrap_or_else(|| Quarter::of(question.as_of));
    let from = quarter(ask, &FROM_QUARTER)?.unwrap_or_else(|| {
        Quarter::first_shown(
            first_quarter(definition, &standard, basis.package()),
            to,
            QUARTERS_SHOWN,
        )
    });
    let count = from.until(to);
    if count == 0 || count > MOST {
        return Err(Problem::new(
            Kind::BadParameter,
            format!("from and to: found {from} and {to}, expected from no later than to and at most {MOST} quarters"),
        ));
    }
    let found =
        trend(basis, definition, &standard, asked, &scope, (from, to)).map_err(|fault| cannot_be_asked(&fault))?;
    let asked = Asked::new(
        definition,
        &of_text(&definition.text),
        asked,
        &scope,
        (basis, ask.view.data_digest()),
    )
    .saved(&ask.path, &ask.beside_the_question());
    Ok(Answer::json(
        media::JSON,
        &TrendAnswer::new(basis, asked, &standard, &found),
    ))
}

fn quarter(ask: &Ask, parameter: &Parameter) -> Result<Option<Quarter>, Problem> {
    let read = |text: &str| {
        let expected = "a quarter as YYYY-Qn, for example 2019-Q1";
        Quarter::parse(text).ok_or_else(|| Problem::bad(parameter.name, text, expected))
    };
    ask.query.text(parameter.name).map(read).transpose()
}
