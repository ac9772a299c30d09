//! `/api/analysis/requests`: what was asked for held against the gaps, and what a request would change.

use super::Analysis;
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::problem::Problem;
use crate::exchange::effect::EffectAnswer;
use crate::exchange::heard::HeardAnswer;
use crate::model::RequestId;
use crate::planning::{effect, heard, supposed};
use crate::snapshot::Found;

/// Every request with the gaps that it speaks of, and the gaps that nobody asked about.
pub fn all(ask: &Ask) -> Result<Answer, Problem> {
    let analysis = Analysis::of(ask)?;
    let (basis, definition) = (ask.view.basis(), analysis.definition());
    let findings = analysis.findings(|_| true);
    let heard = heard(basis.package(), definition, &findings);
    let answer = HeardAnswer::new(analysis.asked(), basis, definition, &findings, &heard);
    Ok(Answer::json(media::JSON, &answer))
}

/// What would change if a request were fulfilled, in as much as it says what it asks for.
pub fn one(ask: &Ask) -> Result<Answer, Problem> {
    let request = ask.view.find(&RequestId::from(ask.id()));
    let request = request.ok_or_else(|| Problem::not_found(format!("there is no request {:?}", ask.id())))?;
    let analysis = Analysis::of(ask)?;
    let premises = &analysis.premises;
    let basis = ask.view.basis();
    let service = supposed(request, premises.question.as_of);
    let found = effect(
        basis,
        &premises.criteria,
        &analysis.assessment,
        &premises.scope,
        service.clone(),
    );
    let found = found.map_err(|fault| {
        tracing::error!(%fault, "a stored request cannot be supposed");
        Problem::internal()
    })?;
    let asked = (request, &service);
    let answer = EffectAnswer::new(analysis.asked(), basis, analysis.definition(), asked, &found);
    Ok(Answer::json(media::JSON, &answer))
}
