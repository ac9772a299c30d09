//! `network/seasons.csv`: named parts of the year.

use std::collections::BTreeMap;

use crate::model::{DayOfYear, Season, Text};

use super::cell::Cells;
use super::fault::{Findings, Place, quoted};
use super::table::Schema;

pub(super) const FILE: &str = "network/seasons.csv";

pub(super) const SCHEMA: Schema = Schema {
    required: &["id", "typical_from", "typical_to"],
    optional: &[
        "name",
        "name_fr",
        "area",
        "representative_date",
        "ferries",
        "ice_crossings",
        "winter_roads",
        "source_keys",
        "confidence",
        "notes",
    ],
    by_year: None,
    keeps_extras: false,
};

/// Reads a row.
/// Fields beside which the outcome of a season stands, under its id, in answers about gaps.
const RESERVED: [&str; 26] = [
    "community_id",
    "community",
    "region",
    "population",
    "part_of",
    "standard",
    "service_type",
    "outcome",
    "at_least",
    "at_most",
    "days_met",
    "days_partly_met",
    "days_unmet",
    "days_unknown",
    "shortfall",
    "shortfall_at_best",
    "nearest_service_id",
    "nearest_service",
    "travel_minutes",
    "reason_en",
    "reason_fr",
    "confidence",
    "requests",
    "definition",
    "definition_standing",
    "id",
];

pub(super) fn read(cells: &mut Cells<'_>) -> Option<Season> {
    let id = cells.id("id");
    let (from, to) = (cells.day("typical_from"), cells.day("typical_to"));
    for column in ["typical_from", "typical_to"] {
        if cells.trimmed(column).is_none() {
            cells.must_stand(column, "a day as MM-DD");
        }
    }
    let representative = cells.day("representative_date");
    let provenance = cells.provenance();
    let id = id?;
    if RESERVED.contains(&id.as_str()) {
        cells.fault("id", quoted(&id), "another id: answers have a field of this name");
    }
    let en = cells.text("name").unwrap_or_else(|| id.clone());
    let season = Season {
        id: id.into(),
        name: Text {
            fr: cells.text("name_fr").unwrap_or_else(|| en.clone()),
            en,
        },
        area: cells.trimmed("area").unwrap_or(Season::WHOLE).to_owned(),
        from: from?,
        to: to?,
        representative,
        ferries: cells.text("ferries"),
        ice_crossings: cells.text("ice_crossings"),
        winter_roads: cells.text("winter_roads"),
        provenance,
    };
    if let Some(day) = representative
        && !season.contains(day)
    {
        cells.fault("representative_date", format!("\"{day}\""), "a day of the season");
    }
    Some(season)
}

/// Refuses a season that stands twice for the same area.
pub(super) fn check_unique(seasons: &[(u32, Season)], findings: &mut Findings) {
    let mut rows: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for (row, season) in seasons {
        let first = *rows.entry((season.id.as_str(), &season.area)).or_insert(*row);
        if first != *row {
            let found = format!(
                "{}, which is also in row {first} for {}",
                quoted(season.id.as_str()),
                season.area
            );
            findings.fault(Place::cell(FILE, *row, "id"), found, "each season once for each area");
        }
    }
}

/// The seasons of the whole territory hold every day of the year once.
pub(super) fn check_days(seasons: &[(u32, Season)], findings: &mut Findings) {
    let whole: Vec<&(u32, Season)> = seasons
        .iter()
        .filter(|(_, season)| season.area == Season::WHOLE)
        .collect();
    if seasons.is_empty() {
        return;
    }
    for (days, holders) in runs(&whole) {
        match holders.as_slice() {
            [_] => {}
            [] => findings.fault(
                Place::field(FILE, "typical_from"),
                format!("no season of the whole territory from {} to {}", days.0, days.1),
                "every day of the year in one season of the area \"territory\"",
            ),
            [first, second, ..] => findings.fault(
                Place::cell(FILE, second.0, "typical_from"),
                format!("{} to {} in both {} and {}", days.0, days.1, first.1.id, second.1.id),
                "every day of the year in one season of the area \"territory\"",
            ),
        }
    }
}

type Run<'a> = ((DayOfYear, DayOfYear), Vec<&'a (u32, Season)>);

/// The year as runs of days that lie in the same seasons.
fn runs<'a>(seasons: &[&'a (u32, Season)]) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for day in DayOfYear::all() {
        let holders: Vec<_> = seasons
            .iter()
            .copied()
            .filter(|(_, season)| season.contains(day))
            .collect();
        match runs.last_mut() {
            Some((days, same)) if same.iter().map(|one| one.0).eq(holders.iter().map(|one| one.0)) => days.1 = day,
            _ => runs.push(((day, day), holders)),
        }
    }
    runs
}
