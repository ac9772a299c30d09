//! `/api/analysis/gaps`: every gap at once.

use super::{Analysis, Wanted, with_positions};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::features::{Area, CONTENT_CRS};
use crate::api::problem::Problem;
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
    let chosen = |gap: &equity::Gap| wanted.has(gap) && inside[gap.community];
    let findings = analysis.findings(chosen);
    let features = with_positions(&ask.view, crs, |positions| {
        findings
            .iter()
            .map(|one| GapFeature::new(basis, analysis.premises.question.definition, one, positions))
            .collect()
    });
    let answer = Answer::json(media::GEOJSON, &GapCollection::new(features, analysis.asked()));
    Ok(answer.header(CONTENT_CRS, crs.header()))
}
