//! `/api/analysis/communities/ID`: one community in full.

use super::{Analysis, with_positions};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::features::CONTENT_CRS;
use crate::api::problem::Problem;
use crate::equity;
use crate::exchange::community::{Asking, Panel, PanelAnswer};
use crate::model::CommunityId;

/// Its standards with outcomes, reasons, ways, services, routes, requests and sources.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let basis = ask.view.basis();
    let community = basis
        .community(&CommunityId::from(ask.id()))
        .ok_or_else(|| Problem::not_found(format!("there is no community with the id {:?}", ask.id())))?;
    let analysis = Analysis::of(ask)?;
    let here = |gap: &equity::Gap| gap.community == community;
    let findings = analysis.findings(here);
    let panel = with_positions(&ask.view, crs, |positions| {
        let asking = Asking {
            basis,
            definition: analysis.premises.question.definition,
            as_of: analysis.premises.question.as_of,
            scope: &analysis.premises.scope,
            positions,
        };
        Panel::new(asking, community, &findings)
    });
    let answer = Answer::json(media::JSON, &PanelAnswer::new(analysis.asked(), panel));
    Ok(answer.header(CONTENT_CRS, crs.header()))
}
