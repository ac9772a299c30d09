//! `network/nodes.csv`, `network/links.csv`: what one travels on.

use std::collections::HashSet;

use crate::model::{Community, CommunityId, Km, Link, Minutes, Mode, Node, NodeKind, Window};

use super::cell::Cells;
use super::fault::{Findings, Place, quoted};
use super::table::{Schema, Table};

pub(super) const NODES: &str = "network/nodes.csv";
pub(super) const LINKS: &str = "network/links.csv";

pub(super) const NODE_SCHEMA: Schema = Schema {
    required: &["id", "kind", "lon", "lat"],
    optional: &["name", "community_id", "iata", "source_keys", "confidence", "notes"],
    by_year: None,
    keeps_extras: false,
};

/// Reads a row of `network/nodes.csv`.
pub(super) fn node(cells: &mut Cells<'_>) -> Option<Node> {
    let known = cells.known;
    let id = cells.id("id");
    let kind = cells.word("kind");
    if cells.trimmed("kind").is_none() {
        cells.must_stand("kind", "community, junction or gateway");
    }
    let point = cells.required_point();
    let community_id = cells.reference("community_id", known.community());
    if kind == Some(NodeKind::Community) && community_id.is_none() {
        cells.must_stand("community_id", "the id of the community that this node stands for");
    }
    let provenance = cells.provenance();
    Some(Node {
        name: cells.text("name").or_else(|| id.clone())?,
        id: id?.into(),
        kind: kind?,
        point: point?,
        community_id: community_id.map(CommunityId::from),
        iata: cells.text("iata"),
        provenance,
    })
}

/// Warns of communities that no node stands for, and refuses a second node for one.
pub(super) fn check_communities(nodes: &[Node], communities: &[Community], findings: &mut Findings) {
    let reached: HashSet<&CommunityId> = nodes.iter().filter_map(|node| node.community_id.as_ref()).collect();
    let mut stood_for = HashSet::new();
    for node in nodes {
        if let Some(community) = &node.community_id
            && !stood_for.insert(community)
        {
            findings.fault(
                Place::field(NODES, "community_id"),
                format!(
                    "{} for a second node, {}",
                    quoted(community.as_str()),
                    quoted(node.id.as_str())
                ),
                "one node for each community; join others to it by links",
            );
        }
    }
    for community in communities {
        if !reached.contains(&community.id) {
            findings.warning(
                Place::field(NODES, "community_id"),
                format!("no node for the community {}", quoted(community.id.as_str())),
                "a node for each community; without one it is joined to the nearest node, if one is near enough",
            );
        }
    }
}

pub(super) const LINK_SCHEMA: Schema = Schema {
    required: &["id", "from_node", "to_node", "mode", "typical_minutes"],
    optional: &[
        "distance_km",
        "derivation",
        "opens",
        "closes",
        "opened",
        "closed",
        "departures_per_week",
        "operator",
        "highway_name",
        "bidirectional",
        "source_keys",
        "confidence",
        "notes",
    ],
    by_year: None,
    keeps_extras: false,
};

/// Windows have two edges: one column without the other says nothing.
pub(super) fn check_window_columns(table: &Table, findings: &mut Findings) {
    for (column, other) in [("opens", "closes"), ("closes", "opens")] {
        if table.column(column).is_none() && table.column(other).is_some() {
            let expected = format!("the column {column} beside {other}");
            findings.fault(Place::cell(LINKS, 1, column), "no such column", expected);
        }
    }
}

/// Reads a row of `network/links.csv`.
pub(super) fn link(cells: &mut Cells<'_>) -> Option<Link> {
    let known = cells.known;
    let id = cells.id("id");
    let from = cells.required_reference("from_node", known.node());
    let to = cells.required_reference("to_node", known.node());
    if let (Some(from), Some(to)) = (from, to)
        && from == to
    {
        cells.fault("to_node", quoted(to), "another node than from_node");
    }
    let mode = cells.word("mode");
    if cells.trimmed("mode").is_none() {
        cells.must_stand("mode", "how one travels on it");
    }
    let distance_km = cells.number("distance_km", 0.0..=20_040.0, "kilometres from 0 to 20040, or empty");
    let minutes = cells.number("typical_minutes", 0.0..=100_000.0, "minutes from 0 to 100000, or empty");
    if let (Some(mode), Some(km), Some(minutes)) = (mode, distance_km, minutes) {
        check_speed(cells, mode, km, minutes);
    }
    let (opens, closes) = (cells.day("opens"), cells.day("closes"));
    let (opened, closed) = cells.life();
    let departures = departures(cells);
    let bidirectional = cells.truth("bidirectional");
    if cells.trimmed("bidirectional").is_none() {
        cells.must_stand("bidirectional", "true or false");
    }
    let provenance = cells.provenance();
    Some(Link {
        id: id?.into(),
        from: from?.into(),
        to: to?.into(),
        mode: mode?,
        distance_km: distance_km.and_then(Km::new),
        minutes: minutes.and_then(Minutes::from_number).into(),
        derivation: cells.text("derivation"),
        window: if cells.has("opens") || cells.has("closes") {
            Window::Edges {
                opens: opens.into(),
                closes: closes.into(),
            }
        } else {
            Window::Always
        },
        opened,
        closed,
        departures_per_week: departures.into(),
        operator: cells.text("operator"),
        highway_name: cells.text("highway_name"),
        bidirectional: bidirectional.unwrap_or(true),
        provenance,
    })
}

fn departures(cells: &mut Cells<'_>) -> Option<f64> {
    const EXPECTED: &str = "departures a week as a number of more than 0, or empty";
    let departures = cells.number("departures_per_week", f64::MIN..=1000.0, EXPECTED)?;
    if departures <= 0.0 {
        cells.fault("departures_per_week", format!("\"{departures}\""), EXPECTED);
    }
    Some(departures)
}

/// Warns of a speed that no such journey has: most often hours in the column of minutes.
fn check_speed(cells: &mut Cells<'_>, mode: Mode, km: f64, minutes: f64) {
    let most = match mode {
        Mode::ScheduledAir | Mode::CharterAir => 1000.0,
        _ => 160.0,
    };
    if km > 5.0 && km * 60.0 > most * minutes {
        cells.warning(
            "typical_minutes",
            format!("{km} km in {minutes} minutes"),
            format!("minutes at no more than {most} km an hour"),
        );
    }
}
