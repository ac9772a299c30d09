//! `services.csv`: supply.

use std::collections::BTreeMap;

use crate::model::{CommunityId, Fact, Serves, Service, ServiceStatus, Shown, Sites};

use super::cell::Cells;
use super::communities::attributes;
use super::fault::{Findings, Place, quoted};
use super::known::Known;
use super::table::{Schema, Table};
use super::visits::{self, visits_per_month};

pub(super) const FILE: &str = "services.csv";

pub(super) const SCHEMA: Schema = Schema {
    required: &["id", "service_type", "delivery_mode"],
    optional: &[
        "name",
        "status",
        "community_id",
        "place_name",
        "lon",
        "lat",
        "in_territory",
        "serves",
        "visit_frequency",
        "delivered_share",
        "wait_days",
        "positions",
        "operator",
        "operator_kind",
        "indigenous_led",
        "languages",
        "population_served",
        "capacity",
        "opened",
        "closed",
        "sites",
        "shown",
        "actual",
        "observed",
        "source_keys",
        "confidence",
        "notes",
    ],
    by_year: None,
    keeps_extras: true,
};

/// A site is told by its community, by a point, or by both: the header must have one of them.
pub(super) fn check_site_columns(table: &Table, findings: &mut Findings) {
    let has = |column| table.column(column).is_some();
    if !(has("community_id") || has("lon") && has("lat")) {
        findings.fault(
            Place::cell(FILE, 1, "community_id"),
            "no such column",
            "the column community_id, or the columns lon and lat",
        );
    }
}

/// Reads a row.
pub(super) fn read(cells: &mut Cells<'_>) -> Option<Service> {
    let known = cells.known;
    let id = cells.id("id");
    let service_type = cells.required_reference("service_type", known.service_type());
    let status = cells.word_or("status", ServiceStatus::Existing);
    let community_id = cells.reference("community_id", known.community());
    let point = cells.point();
    let in_territory = cells.truth("in_territory");
    let delivery_mode = cells.word("delivery_mode");
    let serves = serves(cells);
    let sites = cells.word("sites").unwrap_or(Sites::One);
    let shown = cells.word("shown").unwrap_or(Shown::Exact);
    let visit_frequency = cells.text("visit_frequency");
    let visits = visits(cells);
    let delivered_share = cells.number("delivered_share", 0.0..=1.0, "a share from 0 to 1");
    let wait_days = cells.number("wait_days", 0.0..=10_000.0, "days from 0 to 10000");
    let positions = cells.number("positions", 0.0..=10_000.0, "full-time positions from 0 to 10000");
    let indigenous_led = cells.truth("indigenous_led");
    let languages = cells
        .trimmed("languages")
        .map(|_| cells.references("languages", known.language()));
    let (opened, closed) = cells.life();
    let (actual, observed) = (cells.word("actual"), cells.date("observed"));
    if cells.trimmed("observed").is_some() && cells.trimmed("actual").is_none() {
        cells.warning(
            "observed",
            "a date",
            "a word in the column actual that says what was observed",
        );
    }
    let provenance = cells.provenance();
    Some(Service {
        name: cells.text("name").or_else(|| id.clone())?,
        id: id?.into(),
        service_type: service_type?.into(),
        status: status?,
        community_id: community_id.map(CommunityId::from),
        place_name: cells.text("place_name"),
        point,
        in_territory: in_territory.into(),
        delivery_mode: delivery_mode.into(),
        serves,
        sites,
        shown,
        visit_frequency,
        visits_per_month: visits,
        delivered_share: delivered_share.into(),
        wait_days: wait_days.into(),
        positions: positions.into(),
        operator: cells.text("operator"),
        operator_kind: cells.text("operator_kind"),
        indigenous_led: indigenous_led.into(),
        languages: languages.into(),
        population_served: cells.text("population_served"),
        capacity: cells.text("capacity"),
        opened,
        closed,
        actual,
        observed,
        attributes: attributes(cells),
        provenance,
    })
}

/// Whom it serves. Without the column everyone; a blank cell is not published.
fn serves(cells: &mut Cells<'_>) -> Serves {
    const EXPECTED: &str = "ids of communities or regions separated by \";\", or all";
    if !cells.has("serves") {
        return Serves::All;
    }
    let names = cells.list("serves");
    match names.as_slice() {
        [] => return Serves::Unknown,
        ["all"] => return Serves::All,
        names if names.contains(&"all") => cells.fault("serves", "all beside other names", EXPECTED),
        names => {
            for name in names {
                if !is_area(cells.known, name) {
                    cells.fault("serves", quoted(name), EXPECTED);
                }
            }
        }
    }
    Serves::Areas(names.into_iter().map(str::to_owned).collect())
}

/// Whether a name is a community's or a region's. Without outlines of regions, those that the
/// communities name are taken. True where it cannot be told.
fn is_area(known: &Known, name: &str) -> bool {
    let Some(communities) = &known.communities else {
        return true;
    };
    communities.contains_key(name)
        || known
            .regions
            .as_ref()
            .unwrap_or(&known.served_regions)
            .contains_key(name)
}

/// Warns, once a name, where `serves` says a name that a community and a region share.
pub(super) fn check_shared_names(table: &Table, known: &Known, findings: &mut Findings) {
    let (Some(communities), Some(regions), Some(column)) = (&known.communities, &known.regions, table.column("serves"))
    else {
        return;
    };
    let mut shared: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for (number, cell) in table.cells(column) {
        for name in cell.split(';').map(str::trim) {
            if communities.contains_key(name) && regions.contains_key(name) {
                shared.entry(name.to_owned()).or_insert((number, 0)).1 += 1;
            }
        }
    }
    for (name, (row, rows)) in shared {
        let times = if rows == 1 {
            String::new()
        } else {
            format!(" (in {rows} rows)")
        };
        findings.warning(
            Place::cell(FILE, row, "serves"),
            format!("{}, a community and a region{times}", quoted(&name)),
            "a name that is only one of them; it is read as the community",
        );
    }
}

/// Visits a month from the words of the cell.
fn visits(cells: &mut Cells<'_>) -> Fact<f64> {
    let Some(words) = cells.trimmed("visit_frequency") else {
        return Fact::Unknown;
    };
    let visits = visits_per_month(words, cells.table.decimal_comma);
    if visits.is_none() {
        cells.fault("visit_frequency", quoted(words), visits::EXPECTED);
    }
    visits.into()
}
