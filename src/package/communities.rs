//! `communities.csv`: demand points.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{CensusCount, Community, CommunityId};

use super::cell::Cells;
use super::fault::{Findings, Place, quoted};
use super::known::Ids;
use super::table::Schema;

pub(super) const FILE: &str = "communities.csv";

pub(super) const SCHEMA: Schema = Schema {
    required: &["id", "name", "lon", "lat"],
    optional: &[
        "traditional_name",
        "former_name",
        "region",
        "hss_region",
        "authority",
        "governance",
        "csd_code",
        "indigenous_share",
        "indigenous_share_year",
        "indigenous_languages",
        "indigenous_governments",
        "road_access",
        "health_facility",
        "part_of",
        "source_keys",
        "confidence",
        "notes",
    ],
    by_year: Some("population"),
    keeps_extras: true,
};

/// Reads a row.
pub(super) fn read(cells: &mut Cells<'_>) -> Option<Community> {
    let known = cells.known;
    let id = cells.id("id");
    let name = cells.required_text("name");
    let point = cells.required_point();
    let counts = counts(cells);
    let share = cells.number("indigenous_share", 0.0..=1.0, "a share from 0 to 1 or empty");
    let share_year = year(cells, "indigenous_share_year");
    let languages = cells.references("indigenous_languages", known.language());
    let governments = cells.references("indigenous_governments", known.government());
    let part_of = cells.reference("part_of", known.community());
    let provenance = cells.provenance();
    Some(Community {
        id: id?.into(),
        name: name?,
        traditional_name: cells.text("traditional_name"),
        former_name: cells.text("former_name"),
        region: cells.text("region"),
        hss_region: cells.text("hss_region"),
        authority: cells.text("authority"),
        governance: cells.text("governance"),
        point: point?,
        counts,
        csd_code: cells.text("csd_code"),
        indigenous_share: share,
        indigenous_share_year: share_year,
        indigenous_languages: languages,
        indigenous_governments: governments,
        road_access: cells.text("road_access"),
        health_facility: cells.text("health_facility"),
        part_of: part_of.map(CommunityId::from),
        attributes: attributes(cells),
        provenance,
    })
}

/// Columns that the schema does not name. A blank cell is kept as empty text, so that a rule may name
/// the column even where every cell of it is unknown.
pub(super) fn attributes(cells: &Cells<'_>) -> BTreeMap<String, String> {
    let named = cells.table.extra_columns();
    named
        .map(|name| (name.to_owned(), cells.text(name).unwrap_or_default()))
        .collect()
}

/// A year in four digits.
pub(super) fn year(cells: &mut Cells<'_>, column: &str) -> Option<u16> {
    let year = cells.whole(column, 1000..=9999, "a year in four digits or empty")?;
    u16::try_from(year).ok()
}

/// The census counts: `population_YYYY` with the newest first, then a `population` without a year.
fn counts(cells: &mut Cells<'_>) -> Vec<CensusCount> {
    let mut counts = Vec::new();
    for column in &cells.table.header {
        let year = match column.strip_prefix("population_") {
            Some(year) if year.len() == 4 => year.parse().ok(),
            None if column == "population" => None,
            _ => continue,
        };
        if let Some(people) = cells.whole(
            column,
            0..=4_000_000_000,
            "people as a whole number of 0 or more, or empty",
        ) {
            counts.push(CensusCount { year, people });
        }
    }
    counts.sort_by_key(|count| std::cmp::Reverse(count.year));
    counts
}

/// Refuses a place that is part of itself, directly or by way of others.
pub(super) fn check_parents(communities: &[Community], rows: &Ids, findings: &mut Findings) {
    let parents: HashMap<&CommunityId, &CommunityId> = communities
        .iter()
        .filter_map(|community| Some((&community.id, community.part_of.as_ref()?)))
        .collect();
    // Places from which the way up is known to end, or to run into a circle that they are no part of.
    let mut walked: HashSet<&CommunityId> = HashSet::new();
    let mut circles: Vec<(&CommunityId, &CommunityId)> = Vec::new();
    for id in parents.keys() {
        let mut way: Vec<&CommunityId> = Vec::new();
        let mut above = Some(id);
        while let Some(one) = above.filter(|one| walked.insert(one)) {
            way.push(one);
            above = parents.get(*one);
        }
        // It met a place of this very way again: from there on it is a circle.
        let circle = above.and_then(|met| way.iter().position(|one| one == met));
        let within = circle.map_or(&[][..], |first| &way[first..]);
        circles.extend(within.iter().map(|one| (*one, parents[*one])));
    }
    for (id, parent) in circles {
        let row = rows.get(id.as_str()).copied();
        findings.fault(
            Place {
                file: FILE,
                row,
                field: Some("part_of"),
            },
            format!("{}, which makes {id} part of itself", quoted(parent.as_str())),
            "the community whose count includes these people, or empty",
        );
    }
}
