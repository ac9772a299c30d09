//! Nodes and links of the travel network.

use super::community::point;
use crate::model::{Link, Node, Window};
use crate::store::record::{Kind, Record, Stored};
use crate::store::table::{Misfit, Row, Table, number, text, whole};

pub(super) static NODE: Table = Table {
    name: "node",
    owner: &["node_id"],
    columns: &[
        text("name"),
        text("kind_of_node"),
        number("lon"),
        number("lat"),
        text("community_id"),
        text("iata"),
        text("confidence"),
        text("notes"),
    ],
};

impl Stored for Node {
    const KIND: Kind = Kind::Node;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            Row::of(&NODE)
                .set("name", &self.name)
                .set("kind_of_node", &self.kind)
                .set("lon", &self.point.lon())
                .set("lat", &self.point.lat())
                .set("community_id", &self.community_id)
                .set("iata", &self.iata)
                .set("confidence", &self.provenance.confidence)
                .set("notes", &self.provenance.notes),
        );
        record.push_sources(&self.provenance.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&NODE)?;
        Ok(Self {
            id: record.id.as_str().into(),
            name: row.get("name")?,
            kind: row.get("kind_of_node")?,
            point: point(row)?,
            community_id: row.get("community_id")?,
            iata: row.get("iata")?,
            provenance: record.provenance(row)?,
        })
    }
}

pub(super) static LINK: Table = Table {
    name: "link",
    owner: &["link_id"],
    columns: &[
        text("from_node_id"),
        text("to_node_id"),
        text("mode"),
        number("distance_km"),
        whole("travel_seconds"),
        text("derivation"),
        whole("always_open"),
        whole("opens_day"),
        whole("closes_day"),
        text("opened_on"),
        text("closed_on"),
        number("departures_per_week"),
        text("operator"),
        text("highway_name"),
        whole("bidirectional"),
        text("confidence"),
        text("notes"),
    ],
};

impl Stored for Link {
    const KIND: Kind = Kind::Link;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        let row = Row::of(&LINK)
            .set("from_node_id", &self.from)
            .set("to_node_id", &self.to)
            .set("mode", &self.mode)
            .set("distance_km", &self.distance_km)
            .set("travel_seconds", &self.minutes)
            .set("derivation", &self.derivation)
            .set("always_open", &(self.window == Window::Always))
            .set("opened_on", &self.opened)
            .set("closed_on", &self.closed)
            .set("departures_per_week", &self.departures_per_week)
            .set("operator", &self.operator)
            .set("highway_name", &self.highway_name)
            .set("bidirectional", &self.bidirectional)
            .set("confidence", &self.provenance.confidence)
            .set("notes", &self.provenance.notes);
        record.push(match &self.window {
            Window::Always => row,
            Window::Edges { opens, closes } => row.set("opens_day", opens).set("closes_day", closes),
        });
        record.push_sources(&self.provenance.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&LINK)?;
        let window = if row.get("always_open")? {
            Window::Always
        } else {
            Window::Edges {
                opens: row.get("opens_day")?,
                closes: row.get("closes_day")?,
            }
        };
        Ok(Self {
            id: record.id.as_str().into(),
            from: row.get("from_node_id")?,
            to: row.get("to_node_id")?,
            mode: row.get("mode")?,
            distance_km: row.get("distance_km")?,
            minutes: row.get("travel_seconds")?,
            derivation: row.get("derivation")?,
            window,
            opened: row.get("opened_on")?,
            closed: row.get("closed_on")?,
            departures_per_week: row.get("departures_per_week")?,
            operator: row.get("operator")?,
            highway_name: row.get("highway_name")?,
            bidirectional: row.get("bidirectional")?,
            provenance: record.provenance(row)?,
        })
    }
}
