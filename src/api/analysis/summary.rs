//! `/api/analysis/summary`: communities and people by outcome.

use super::Analysis;
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::problem::Problem;
use crate::equity::summarise;
use crate::exchange::summary::{Groups, SummaryAnswer};

/// The whole territory, then its regions.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    let analysis = Analysis::of(ask)?;
    let definition = analysis.premises.question.definition;
    let summary = summarise(
        ask.view.basis(),
        &analysis.assessment,
        &analysis.premises.scope,
        definition.standards.len(),
    );
    let answer = SummaryAnswer::new(analysis.asked(), Groups::new(&summary, definition));
    Ok(Answer::json(media::JSON, &answer))
}
