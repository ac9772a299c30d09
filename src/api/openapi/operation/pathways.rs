//! What the routes of pathways are, for the document.

use super::super::schema::reference;
use super::{Operation, analysis};
use crate::api::answer::media;
use crate::api::parameters::{CRS, F_PATHWAYS, ID, PATHWAY};

/// `/api/analysis/pathways`.
pub fn pathways() -> Operation {
    let summary =
        "The way through care of every community: on how many days it holds, is unknown or breaks, and at which step";
    Operation {
        has_crs: true,
        also: &[media::CSV],
        ..analysis("getPathways", summary, &[&PATHWAY, &F_PATHWAYS, &CRS]).answers(media::JSON, reference("Pathways"))
    }
}

/// `/api/analysis/pathways/ID`.
pub fn pathway() -> Operation {
    let summary = "The way through care of one community in each part of the year: who serves each step, whether one gets in, and the journeys between";
    let operation = analysis("getPathway", summary, &[&PATHWAY, &F_PATHWAYS, &CRS]);
    Operation {
        parameters: [&[&ID], operation.parameters.as_slice()].concat(),
        has_crs: true,
        also: &[media::CSV],
        ..operation.answers(media::JSON, reference("PathwayInFull"))
    }
}
