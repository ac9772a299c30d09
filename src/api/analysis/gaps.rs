//! `/api/analysis/gaps`: every gap at once.

use serde::Deserialize;

use super::{Analysis, Wanted, not_kept, unsaved, with_positions};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::features::{Area, CONTENT_CRS};
use crate::api::parameters::{AS_OF, CRS, DATE, SEASON, STANDARD, SUPPLY};
use crate::api::problem::Problem;
use crate::api::query::Query;
use crate::equity;
use crate::exchange::gaps::{GapCollection, GapFeature};

/// Every gap that is asked for, as features, with the question that they answer.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let area = Area::read(ask)?;
    let analysis = Analysis::of(ask)?;
    let wanted = Wanted::read(ask, analysis.premises.question.definition)?;
    let basis = ask.view.basis();
    let inside: Vec<bool> = basis
        .package()
        .communities
        .iter()
        .map(|community| {
            area.as_ref()
                .is_none_or(|area| area.meets_point(&ask.view, community.point))
        })
        .collect();
    Ok(answer(ask, &analysis, crs, |gap| {
        wanted.has(gap) && inside[gap.community]
    }))
}

/// What is sent: a text, and the question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    text: String,
    as_of: Option<String>,
    date: Option<String>,
    season: Option<String>,
    supply: Option<String>,
    standard: Option<String>,
    crs: Option<String>,
}

/// The same under a text that is not saved; of all its standards, or of one.
pub fn of_text(ask: &Ask) -> Result<Answer, Problem> {
    let sent: Sent = ask.json()?;
    let definition = unsaved(&ask.view, &sent.text)?;
    let ask = ask.about(Query::of([
        (&AS_OF, sent.as_of),
        (&DATE, sent.date),
        (&SEASON, sent.season),
        (&SUPPLY, sent.supply),
        (&STANDARD, sent.standard),
        (&CRS, sent.crs),
    ]));
    let crs = Crs::of_answer(&ask)?;
    let wanted = Wanted::read(&ask, &definition)?;
    let analysis = Analysis::of_unsaved(&ask, &definition, &wanted)?;
    Ok(not_kept(answer(&ask, &analysis, crs, |gap| wanted.has(gap))))
}

fn answer(ask: &Ask, analysis: &Analysis<'_>, crs: Crs, chosen: impl FnMut(&equity::Gap) -> bool) -> Answer {
    let basis = ask.view.basis();
    let findings = analysis.findings(chosen);
    let features = with_positions(&ask.view, crs, |positions| {
        findings
            .iter()
            .map(|one| GapFeature::new(basis, analysis.premises.question.definition, one, positions))
            .collect()
    });
    let answer = Answer::json(media::GEOJSON, &GapCollection::new(features, analysis.asked()));
    answer.header(CONTENT_CRS, crs.header())
}
