//! `/api/analysis/pathways[/COMMUNITY]`: the way through care, and where it breaks.

use super::{scope, with_positions};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::features::CONTENT_CRS;
use crate::api::parameters::{F, PATHWAY};
use crate::api::problem::Problem;
use crate::api::question::{Question, one_of};
use crate::equity::{self, PathwayQuestion, Scope, Wayfinder};
use crate::exchange::pathway::{Chain, ChainAnswer, ChainFeatures, Glance, PathwayFeatures, PathwaysAnswer};
use crate::exchange::question::Asked;
use crate::exchange::rows;
use crate::model::{CommunityId, Pathway};
use crate::snapshot::of_text;

/// What is asked, ready to be answered.
struct Asking<'a> {
    question: Question<'a>,
    scope: Scope,
    pathway: &'a Pathway,
    guide: Wayfinder<'a>,
}

impl<'a> Asking<'a> {
    fn read(ask: &'a Ask) -> Result<Self, Problem> {
        let question = ask.question()?;
        let pathway = pathway(ask)?;
        let basis = ask.view.basis();
        let asked = PathwayQuestion {
            pathway,
            modes: &question.definition.modes,
            impedance: question.definition.impedance,
            question: equity::Question {
                as_of: question.as_of,
                supply: question.supply,
            },
        };
        Ok(Self {
            scope: scope(question.when),
            pathway,
            guide: Wayfinder::new(basis, &basis.links_on(question.as_of), asked),
            question,
        })
    }

    fn asked(&self, ask: &Ask) -> Asked {
        let definition = self.question.definition;
        let asked = Asked::new(
            definition,
            &of_text(&definition.text),
            self.guide.asked().question,
            &self.scope,
            (ask.view.basis(), ask.view.data_digest()),
        );
        asked.saved(&ask.path, &ask.beside_the_question())
    }
}

/// The pathway that is asked about; the first of the package unless one is named.
fn pathway(ask: &Ask) -> Result<&Pathway, Problem> {
    let pathways = &ask.view.package().pathways;
    let Some(text) = ask.query.text(PATHWAY.name) else {
        let nothing = || Problem::not_found("this package describes no way through care (pathways.toml)");
        return pathways.first().ok_or_else(nothing);
    };
    let found = pathways.iter().find(|one| one.id.as_str() == text);
    found.ok_or_else(|| Problem::bad(PATHWAY.name, text, one_of(pathways.iter().map(|one| one.id.as_str()))))
}

/// Every community: on how many days its way holds, and where it breaks.
pub fn all(ask: &Ask) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let asking = Asking::read(ask)?;
    let basis = ask.view.basis();
    let glances = (0..basis.package().communities.len()).map(|community| {
        let year = asking.guide.year(community);
        Glance::new(basis, asking.pathway, &year, &asking.scope)
    });
    let answer = PathwaysAnswer::new(
        asking.asked(ask),
        (&basis.package().pathways, asking.pathway),
        glances.collect(),
    );
    match ask.query.text(F.name) {
        Some("csv") => {
            let text = rows::csv(&answer.rows(), &Glance::COLUMNS);
            Ok(Answer::bytes(media::CSV, text))
        }
        Some("geojson") => {
            let features = with_positions(&ask.view, crs, |positions| {
                PathwayFeatures::new(basis, answer, positions)
            });
            Ok(Answer::json(media::GEOJSON, &features).header(CONTENT_CRS, crs.header()))
        }
        _ => Ok(Answer::json(media::JSON, &answer)),
    }
}

/// One community: its way in each part of the year, link by link.
pub fn one(ask: &Ask) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let basis = ask.view.basis();
    let community = basis
        .community(&CommunityId::from(ask.id()))
        .ok_or_else(|| Problem::not_found(format!("there is no community with the id {:?}", ask.id())))?;
    let asking = Asking::read(ask)?;
    let year = asking.guide.year(community);
    let stretches = asking.guide.stretches(community, asking.scope.days());
    let answer = with_positions(&ask.view, crs, |positions| {
        let chain = Chain {
            basis,
            pathway: asking.pathway,
            scope: &asking.scope,
            positions,
        };
        ChainAnswer::new(chain, asking.asked(ask), &year, &stretches)
    });
    let answer = match ask.query.text(F.name) {
        Some("csv") => {
            return Ok(Answer::bytes(
                media::CSV,
                rows::csv(&answer.rows(), &ChainAnswer::COLUMNS),
            ));
        }
        Some("geojson") => Answer::json(media::GEOJSON, &ChainFeatures::from(answer)),
        _ => Answer::json(media::JSON, &answer),
    };
    Ok(answer.header(CONTENT_CRS, crs.header()))
}
