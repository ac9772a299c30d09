//! `/api/analysis/circuit`: a visiting team's round.

use super::siting::{cannot, wrong};
use super::{cannot_be_asked, not_kept, with_positions};
use crate::api::answer::{Answer, media};
use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::features::CONTENT_CRS;
use crate::api::parameters::F;
use crate::api::problem::Problem;
use crate::api::requests::input::Strict;
use crate::equity::Criteria;
use crate::exchange::circuit::{CircuitRow, Writing, definition, read};
use crate::exchange::rows;
use crate::exchange::siting::input::FieldFault;
use crate::model::DefinitionId;
use crate::planning::circuit::circuit;

/// The round with the most presence where a standard fails, and its proof, as JSON, features or rows.
pub fn answer(ask: &Ask) -> Result<Answer, Problem> {
    let crs = Crs::of_answer(ask)?;
    let Strict(sent) = ask.json()?;
    let [id, version] = definition(&sent);
    let definition = ask
        .view
        .definition(id.map(DefinitionId::from).as_ref(), version)
        .ok_or_else(|| {
            wrong(vec![FieldFault {
                pointer: "/definition".to_owned(),
                detail: "found no such definition or version, expected the id of one".to_owned(),
            }])
        })?;
    let basis = ask.view.basis();
    let asked = read(&sent, basis, definition, ask.state.today()).map_err(wrong)?;
    let criteria = Criteria::new(definition, ask.view.package()).map_err(|fault| cannot_be_asked(&fault))?;
    let assessment = ask.view.assessment(&criteria, asked.question);
    let found = circuit(basis, &asked, &assessment).map_err(|fault| cannot(&fault))?;
    let row = with_positions(&ask.view, crs, |positions| {
        let writing = Writing {
            basis,
            data_digest: ask.view.data_digest(),
            definition,
            asked: &asked,
            positions,
        };
        CircuitRow::new(&writing, &found)
    });
    let answer = match ask.query.text(F.name) {
        Some("csv") => Answer::bytes(media::CSV, rows::csv(&row.rows(), &CircuitRow::COLUMNS)),
        Some("geojson") => Answer::json(media::GEOJSON, &row.features()),
        _ => Answer::json(media::JSON, &row),
    };
    Ok(not_kept(answer).header(CONTENT_CRS, crs.header()))
}
