//! Services: supply, whom it serves and in which languages.

use super::community::point;
use crate::model::{Fact, Point, Serves, Service};
use crate::store::record::{Kind, Record, Stored};
use crate::store::table::{Misfit, Row, Table, number, text, whole};

pub(super) static SERVICE: Table = Table {
    name: "service",
    owner: &["service_id"],
    columns: &[
        text("name"),
        text("service_type_id"),
        text("status"),
        text("community_id"),
        text("place_name"),
        number("lon"),
        number("lat"),
        whole("in_territory"),
        text("delivery_mode"),
        text("serves"),
        text("sites"),
        text("shown"),
        text("visit_frequency"),
        number("visits_per_month"),
        number("delivered_share"),
        number("wait_days"),
        number("positions"),
        text("operator"),
        text("operator_kind"),
        whole("indigenous_led"),
        whole("languages_known"),
        text("population_served"),
        text("capacity"),
        text("opened_on"),
        text("closed_on"),
        text("actual"),
        text("observed_on"),
        text("confidence"),
        text("notes"),
    ],
};

pub(super) static SERVICE_AREA: Table = Table {
    name: "service_area",
    owner: &["service_id"],
    columns: &[whole("position"), text("area")],
};

pub(super) static SERVICE_LANGUAGE: Table = Table {
    name: "service_language",
    owner: &["service_id"],
    columns: &[whole("position"), text("language_code")],
};

/// Words of the column `serves`; a NULL is "not published".
const ALL: &str = "all";
const AREAS: &str = "areas";

impl Stored for Service {
    const KIND: Kind = Kind::Service;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        let serves = match self.serves {
            Serves::All => Some(ALL.to_owned()),
            Serves::Areas(_) => Some(AREAS.to_owned()),
            Serves::Unknown => None,
        };
        let languages = self.languages.as_ref().known();
        record.push(
            Row::of(&SERVICE)
                .set("name", &self.name)
                .set("service_type_id", &self.service_type)
                .set("status", &self.status)
                .set("community_id", &self.community_id)
                .set("place_name", &self.place_name)
                .set("lon", &self.point.map(Point::lon))
                .set("lat", &self.point.map(Point::lat))
                .set("in_territory", &self.in_territory)
                .set("delivery_mode", &self.delivery_mode)
                .set("serves", &serves)
                .set("sites", &self.sites)
                .set("shown", &self.shown)
                .set("visit_frequency", &self.visit_frequency)
                .set("visits_per_month", &self.visits_per_month)
                .set("delivered_share", &self.delivered_share)
                .set("wait_days", &self.wait_days)
                .set("positions", &self.positions)
                .set("operator", &self.operator)
                .set("operator_kind", &self.operator_kind)
                .set("indigenous_led", &self.indigenous_led)
                .set("languages_known", &languages.is_some())
                .set("population_served", &self.population_served)
                .set("capacity", &self.capacity)
                .set("opened_on", &self.opened)
                .set("closed_on", &self.closed)
                .set("actual", &self.actual)
                .set("observed_on", &self.observed)
                .set("confidence", &self.provenance.confidence)
                .set("notes", &self.provenance.notes),
        );
        if let Serves::Areas(areas) = &self.serves {
            record.push_list(&SERVICE_AREA, "area", areas);
        }
        if let Some(languages) = languages {
            record.push_list(&SERVICE_LANGUAGE, "language_code", languages);
        }
        record.push_attributes(&self.attributes);
        record.push_sources(&self.provenance.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&SERVICE)?;
        let serves = match row.get::<Option<String>>("serves")?.as_deref() {
            None => Serves::Unknown,
            Some(ALL) => Serves::All,
            Some(AREAS) => Serves::Areas(record.list(&SERVICE_AREA, "area")?),
            Some(_) => return Err(row.misfit("serves")),
        };
        let languages = if row.get("languages_known")? {
            Fact::Known(record.list(&SERVICE_LANGUAGE, "language_code")?)
        } else {
            Fact::Unknown
        };
        let site: Option<f64> = row.get("lon")?;
        Ok(Self {
            id: record.id.as_str().into(),
            name: row.get("name")?,
            service_type: row.get("service_type_id")?,
            status: row.get("status")?,
            community_id: row.get("community_id")?,
            place_name: row.get("place_name")?,
            point: site.map(|_| point(row)).transpose()?,
            in_territory: row.get("in_territory")?,
            delivery_mode: row.get("delivery_mode")?,
            serves,
            sites: row.get("sites")?,
            shown: row.get("shown")?,
            visit_frequency: row.get("visit_frequency")?,
            visits_per_month: row.get("visits_per_month")?,
            delivered_share: row.get("delivered_share")?,
            wait_days: row.get("wait_days")?,
            positions: row.get("positions")?,
            operator: row.get("operator")?,
            operator_kind: row.get("operator_kind")?,
            indigenous_led: row.get("indigenous_led")?,
            languages,
            population_served: row.get("population_served")?,
            capacity: row.get("capacity")?,
            opened: row.get("opened_on")?,
            closed: row.get("closed_on")?,
            actual: row.get("actual")?,
            observed: row.get("observed_on")?,
            attributes: record.attributes()?,
            provenance: record.provenance(row)?,
        })
    }
}
