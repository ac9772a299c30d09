//! `/api/analysis/trace`: one community, one standard and one day, taken apart.

use super::{Premises, with_positions};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::features::CONTENT_CRS;
use crate::api::parameters::{COMMUNITY, DATE, STANDARD};
use crate::api::problem::{Kind, Problem};
use crate::equity::{Scope, Tracer};
use crate::exchange::trace::{TraceAnswer, TraceRow, Writing};
use crate::model::CommunityId;

/// The ways tried, each requirement with what was found, the facts behind it, and what would settle what is open.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let given = |name: &str| {
        let missing = || Problem::new(Kind::BadParameter, format!("{name}: found nothing, expected a value"));
        ask.query.text(name).ok_or_else(missing)
    };
    let basis = ask.view.basis();
    let community = given(COMMUNITY.name)?;
    let community = basis
        .community(&CommunityId::from(community))
        .ok_or_else(|| Problem::bad(COMMUNITY.name, community, "the id of a community"))?;
    given(DATE.name)?;
    let premises = Premises::of(ask)?;
    let Scope::Day(day) = premises.scope else {
        return Err(Problem::new(Kind::BadParameter, "found a season, expected a date"));
    };
    let definition = premises.question.definition;
    let standard = given(STANDARD.name)?;
    let known = || definition.standards.iter().map(|one| one.id.as_str());
    let standard = known().position(|id| id == standard).ok_or_else(|| {
        let expected = format!("one of {}", known().collect::<Vec<_>>().join(", "));
        Problem::bad(STANDARD.name, standard, expected)
    })?;
    let tracer = Tracer::new(basis, &premises.criteria, premises.question());
    let trace = tracer.of_community(community).trace(standard, day);
    let row = with_positions(&ask.view, crs, |positions| {
        let writing = Writing {
            basis,
            definition,
            positions,
        };
        TraceRow::new(writing, &trace, day)
    });
    let answer = Answer::json(media::JSON, &TraceAnswer::new(premises.asked(), row));
    Ok(answer.header(CONTENT_CRS, crs.header()))
}
