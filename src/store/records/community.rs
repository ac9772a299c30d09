//! Communities, their counts, languages and governments; regions.

use super::misfit_unless;
use crate::model::{CensusCount, Community, Point, Region, Text};
use crate::store::record::{Kind, Record, Stored};
use crate::store::table::{Misfit, Row, Table, number, text, whole};

pub(super) static COMMUNITY: Table = Table {
    name: "community",
    owner: &["community_id"],
    columns: &[
        text("name"),
        text("traditional_name"),
        text("former_name"),
        text("region"),
        text("hss_region"),
        text("authority"),
        text("governance"),
        number("lon"),
        number("lat"),
        text("csd_code"),
        number("indigenous_share"),
        whole("indigenous_share_year"),
        text("road_access"),
        text("health_facility"),
        text("part_of"),
        text("confidence"),
        text("notes"),
    ],
};

pub(super) static COMMUNITY_COUNT: Table = Table {
    name: "community_count",
    owner: &["community_id"],
    columns: &[whole("position"), whole("year"), whole("people")],
};

pub(super) static COMMUNITY_LANGUAGE: Table = Table {
    name: "community_language",
    owner: &["community_id"],
    columns: &[whole("position"), text("language_code")],
};

pub(super) static COMMUNITY_GOVERNMENT: Table = Table {
    name: "community_government",
    owner: &["community_id"],
    columns: &[whole("position"), text("indigenous_government_id")],
};

impl Stored for Community {
    const KIND: Kind = Kind::Community;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            Row::of(&COMMUNITY)
                .set("name", &self.name)
                .set("traditional_name", &self.traditional_name)
                .set("former_name", &self.former_name)
                .set("region", &self.region)
                .set("hss_region", &self.hss_region)
                .set("authority", &self.authority)
                .set("governance", &self.governance)
                .set("lon", &self.point.lon())
                .set("lat", &self.point.lat())
                .set("csd_code", &self.csd_code)
                .set("indigenous_share", &self.indigenous_share)
                .set("indigenous_share_year", &self.indigenous_share_year)
                .set("road_access", &self.road_access)
                .set("health_facility", &self.health_facility)
                .set("part_of", &self.part_of)
                .set("confidence", &self.provenance.confidence)
                .set("notes", &self.provenance.notes),
        );
        for (position, count) in (0_i64..).zip(&self.counts) {
            record.push(
                Row::of(&COMMUNITY_COUNT)
                    .set("position", &position)
                    .set("year", &count.year)
                    .set("people", &count.people),
            );
        }
        record.push_list(&COMMUNITY_LANGUAGE, "language_code", &self.indigenous_languages);
        record.push_list(
            &COMMUNITY_GOVERNMENT,
            "indigenous_government_id",
            &self.indigenous_governments,
        );
        record.push_attributes(&self.attributes);
        record.push_sources(&self.provenance.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&COMMUNITY)?;
        let counts = record.rows_of(&COMMUNITY_COUNT).map(|row| {
            Ok(CensusCount {
                year: row.get("year")?,
                people: row.get("people")?,
            })
        });
        Ok(Self {
            id: record.id.as_str().into(),
            name: row.get("name")?,
            traditional_name: row.get("traditional_name")?,
            former_name: row.get("former_name")?,
            region: row.get("region")?,
            hss_region: row.get("hss_region")?,
            authority: row.get("authority")?,
            governance: row.get("governance")?,
            point: point(row)?,
            counts: counts.collect::<Result<_, _>>()?,
            csd_code: row.get("csd_code")?,
            indigenous_share: row.get("indigenous_share")?,
            indigenous_share_year: row.get("indigenous_share_year")?,
            indigenous_languages: record.list(&COMMUNITY_LANGUAGE, "language_code")?,
            indigenous_governments: record.list(&COMMUNITY_GOVERNMENT, "indigenous_government_id")?,
            road_access: row.get("road_access")?,
            health_facility: row.get("health_facility")?,
            part_of: row.get("part_of")?,
            attributes: record.attributes()?,
            provenance: record.provenance(row)?,
        })
    }
}

/// The place that a row's `lon` and `lat` stand for.
pub(super) fn point(row: &Row) -> Result<Point, Misfit> {
    Point::new(row.get("lon")?, row.get("lat")?).map_err(|_| row.misfit("lat"))
}

pub(super) static REGION: Table = Table {
    name: "region",
    owner: &["region_id"],
    columns: &[
        text("name_en"),
        text("name_fr"),
        text("matches"),
        text("geometry"),
        text("properties"),
    ],
};

impl Stored for Region {
    const KIND: Kind = Kind::Region;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        let geometry = serde_json::to_string(&self.geometry).expect("a geometry is plain JSON");
        let properties = serde_json::to_string(&self.properties).expect("properties are plain JSON");
        record.push(
            Row::of(&REGION)
                .set("name_en", &self.name.en)
                .set("name_fr", &self.name.fr)
                .set("matches", &self.matches)
                .set("geometry", &geometry)
                .set("properties", &properties),
        );
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&REGION)?;
        let geometry: String = row.get("geometry")?;
        let properties: String = row.get("properties")?;
        Ok(Self {
            id: record.id.as_str().into(),
            name: Text {
                en: row.get("name_en")?,
                fr: row.get("name_fr")?,
            },
            matches: row.get("matches")?,
            geometry: misfit_unless(serde_json::from_str(&geometry).ok(), row, "geometry")?,
            properties: misfit_unless(serde_json::from_str(&properties).ok(), row, "properties")?,
        })
    }
}
