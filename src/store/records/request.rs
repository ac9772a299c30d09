//! Requests that come with a package: supply that somebody asked for in public. What is submitted here is in `requests`.

use crate::model::Request;
use crate::store::record::{Kind, Record, Stored};
use crate::store::table::{Misfit, Row, Table, text, whole};

pub(super) static REQUEST: Table = Table {
    name: "request",
    owner: &["request_id"],
    columns: &[
        text("requested_by"),
        text("requested_by_kind"),
        text("service_type_id"),
        text("community_id"),
        text("delivery_mode"),
        text("asked_on"),
        text("status"),
        text("visibility"),
        text("origin"),
        text("confidence"),
        text("notes"),
    ],
};

pub(super) static REQUEST_REGION: Table = Table {
    name: "request_region",
    owner: &["request_id"],
    columns: &[whole("position"), text("region")],
};

pub(super) static REQUEST_GOVERNMENT: Table = Table {
    name: "request_government",
    owner: &["request_id"],
    columns: &[whole("position"), text("indigenous_government_id")],
};

impl Stored for Request {
    const KIND: Kind = Kind::Request;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            Row::of(&REQUEST)
                .set("requested_by", &self.requested_by)
                .set("requested_by_kind", &self.requested_by_kind)
                .set("service_type_id", &self.service_type)
                .set("community_id", &self.communities.first().cloned())
                .set("delivery_mode", &self.delivery_mode)
                .set("asked_on", &self.date)
                .set("status", &self.status)
                .set("visibility", &self.visibility)
                .set("origin", &self.origin)
                .set("confidence", &self.provenance.confidence)
                .set("notes", &self.provenance.notes),
        );
        record.push_list(&REQUEST_REGION, "region", &self.regions);
        record.push_list(&REQUEST_GOVERNMENT, "indigenous_government_id", &self.names);
        record.push_sources(&self.provenance.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&REQUEST)?;
        Ok(Self {
            id: record.id.as_str().into(),
            requested_by: row.get("requested_by")?,
            requested_by_kind: row.get("requested_by_kind")?,
            service_type: row.get("service_type_id")?,
            communities: row.get::<Option<_>>("community_id")?.into_iter().collect(),
            regions: record.list(&REQUEST_REGION, "region")?,
            delivery_mode: row.get("delivery_mode")?,
            date: row.get("asked_on")?,
            status: row.get("status")?,
            visibility: row.get("visibility")?,
            origin: row.get("origin")?,
            names: record.list(&REQUEST_GOVERNMENT, "indigenous_government_id")?,
            corrections: Vec::new(),
            provenance: record.provenance(row)?,
            submission: None,
        })
    }
}
