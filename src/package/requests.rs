//! `requests.csv`: supply that somebody asked for.

use crate::model::{CommunityId, Request, RequestOrigin, RequestStatus, Visibility};

use super::cell::Cells;
use super::fault::quoted;
use super::table::Schema;

pub(super) const FILE: &str = "requests.csv";

pub(super) const SCHEMA: Schema = Schema {
    required: &["id", "requested_by", "service_type"],
    optional: &[
        "requested_by_kind",
        "indigenous_governments",
        "community_id",
        "region",
        "delivery_mode",
        "date",
        "status",
        "visibility",
        "origin",
        "source_keys",
        "confidence",
        "notes",
    ],
    by_year: None,
    keeps_extras: false,
};

/// Reads a row.
pub(super) fn read(cells: &mut Cells<'_>) -> Option<Request> {
    let known = cells.known;
    let id = cells.id("id");
    let requested_by = cells.required_text("requested_by");
    let names = cells.references("indigenous_governments", known.government());
    let service_type = cells.required_reference("service_type", known.service_type());
    let community_id = cells.reference("community_id", known.community());
    let regions = regions(cells, "region");
    let delivery_mode = cells.word("delivery_mode");
    let date = cells.date("date");
    let status = cells.word("status").unwrap_or(RequestStatus::Unknown);
    // The narrower reading: only the owner may widen who sees it.
    let visibility = cells.word("visibility").unwrap_or(Visibility::WorkingGroup);
    let origin = cells.word("origin").unwrap_or(RequestOrigin::PublicRecord);
    let provenance = cells.provenance();
    Some(Request {
        id: id?.into(),
        requested_by: requested_by?,
        requested_by_kind: cells.text("requested_by_kind"),
        service_type: service_type?.into(),
        communities: community_id.map(CommunityId::from).into_iter().collect(),
        regions,
        delivery_mode: delivery_mode.into(),
        date,
        status,
        visibility,
        origin,
        names,
        corrections: Vec::new(),
        provenance,
        submission: None,
    })
}

/// Names of regions in the words of the package. Requests speak of older and wider regions than
/// services do, so a name that nothing else knows is only a warning.
fn regions(cells: &mut Cells<'_>, column: &str) -> Vec<String> {
    let names = cells.list(column);
    for name in &names {
        if !cells.known.is_region(name) {
            cells.warning(
                column,
                format!("{}, which no region or community is called", quoted(name)),
                "ids of regions separated by \";\"; it is kept as words",
            );
        }
    }
    names.into_iter().map(str::to_owned).collect()
}
