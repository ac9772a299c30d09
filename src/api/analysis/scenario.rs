//! `/api/analysis/scenario`: what would be if a scenario were so, or two beside each other.

use super::{Analysis, Premises, Wanted, not_kept, with_positions};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::features::CONTENT_CRS;
use crate::api::problem::Problem;
use crate::api::scenarios::{misfits, sent};
use crate::exchange::scenario::{Ground, ScenarioAnswer, Side};
use crate::model::Scenario;
use crate::planning::{Afterwards, Unsupposed};
use crate::snapshot::of_text;
use crate::workflow::scenario_document;

/// The scenario that is asked about, and the one beside it.
const NAMES: [&str; 2] = ["scenario", "beside"];

/// Who gains, who loses, and what gets worse; of what whoever asks may see. Nothing is kept.
pub fn show(ask: &Ask) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let sent = sent(ask, &NAMES[..1], &NAMES[1..], &[])?;
    let analysis = Analysis::of(ask)?;
    let wanted = Wanted::read(ask, analysis.definition())?;
    let standards: Vec<usize> = (0..analysis.definition().standards.len())
        .filter(|&standard| wanted.has_standard(standard))
        .collect();
    let supposed = NAMES.map(|name| sent.scenario(name).map(|scenario| (name, scenario)));
    let mut sides = Vec::new();
    for (name, scenario) in supposed.into_iter().flatten() {
        sides.push((scenario, digest(scenario), suppose(&analysis, name, scenario)?));
    }
    let side = |at: usize| {
        sides.get(at).map(|(scenario, digest, after)| Side {
            scenario,
            digest,
            after,
        })
    };
    let first = side(0).ok_or_else(Problem::internal)?;
    let Premises { criteria, scope, .. } = &analysis.premises;
    let answer = with_positions(&ask.view, crs, |positions| {
        let ground = Ground {
            basis: ask.view.basis(),
            criteria,
            today: &analysis.assessment,
            scope,
            standards: &standards,
            positions,
        };
        ScenarioAnswer::new(analysis.asked().unsaved(), ground, first, side(1))
    });
    let answer = Answer::json(media::JSON, &answer).header(CONTENT_CRS, crs.header());
    Ok(not_kept(answer))
}

fn digest(scenario: &Scenario) -> String {
    of_text(&scenario_document(scenario).to_string())
}

fn suppose(analysis: &Analysis<'_>, name: &str, scenario: &Scenario) -> Result<Afterwards, Problem> {
    let Premises { view, criteria, .. } = &analysis.premises;
    let supposed = Afterwards::of(scenario, view.basis(), criteria, &analysis.assessment);
    supposed.map_err(|fault| unsupposed(name, fault))
}

/// Why the scenario that goes by this name cannot be analysed.
pub(super) fn unsupposed(name: &str, fault: Unsupposed) -> Problem {
    match fault {
        Unsupposed::Misfits(found) => misfits(name, &found),
        Unsupposed::Broken(fault) => {
            tracing::error!(%fault, "a scenario that fits the facts breaks them");
            Problem::internal()
        }
    }
}
