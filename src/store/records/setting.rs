//! The package's own settings, and the layers of its basemap.

use super::misfit_unless;
use crate::model::{
    BasemapLayer, EngagementBody, EngagementRules, Minutes, Mode, Projection, Settings, Text, TravelSettings,
};
use crate::store::record::{Kind, Record, Stored};
use crate::store::table::{Misfit, Row, Table, number, text, whole};

pub(super) static SETTING: Table = Table {
    name: "setting",
    owner: &["setting_id"],
    columns: &[
        text("package"),
        text("name_en"),
        text("name_fr"),
        text("credit_en"),
        text("credit_fr"),
        text("made_on"),
        whole("suppress_below"),
        text("default_definition"),
        whole("projection_epsg"),
        text("projection_name"),
        text("projection_proj"),
        number("connect_within_km"),
        number("connect_kmh"),
        number("fallback_kmh"),
        text("region_column"),
        text("engagement_choice_en"),
        text("engagement_choice_fr"),
    ],
};

pub(super) static SETTING_LANGUAGE: Table = Table {
    name: "setting_language",
    owner: &["setting_id"],
    columns: &[whole("position"), text("language")],
};

pub(super) static SETTING_BOARDING: Table = Table {
    name: "setting_boarding",
    owner: &["setting_id"],
    columns: &[text("mode"), whole("boarding_seconds")],
};

pub(super) static SETTING_ENGAGEMENT_BODY: Table = Table {
    name: "setting_engagement_body",
    owner: &["setting_id"],
    columns: &[
        whole("position"),
        text("body"),
        text("name_en"),
        text("name_fr"),
        whole("required"),
        text("government"),
    ],
};

/// The id of the one record of settings.
pub(super) const THE_PACKAGE: &str = "package";

impl Stored for Settings {
    const KIND: Kind = Kind::Setting;

    fn record_id(&self) -> String {
        THE_PACKAGE.to_owned()
    }

    fn write(&self, record: &mut Record) {
        let projection = self.projection.as_ref();
        let choice = self.engagement.choice.as_ref();
        record.push(
            Row::of(&SETTING)
                .set("package", &self.id)
                .set("name_en", &self.name.en)
                .set("name_fr", &self.name.fr)
                .set("credit_en", &self.credit.en)
                .set("credit_fr", &self.credit.fr)
                .set("made_on", &self.made_on)
                .set("suppress_below", &self.suppress_below)
                .set("default_definition", &self.default_definition)
                .set("projection_epsg", &projection.map(|projection| projection.epsg))
                .set("projection_name", &projection.map(|projection| projection.name.clone()))
                .set("projection_proj", &projection.map(|projection| projection.proj.clone()))
                .set("connect_within_km", &self.travel.connect_within)
                .set("connect_kmh", &self.travel.connect_kmh)
                .set("fallback_kmh", &self.travel.fallback_kmh)
                .set("region_column", &self.region_column)
                .set("engagement_choice_en", &choice.map(|words| words.en.clone()))
                .set("engagement_choice_fr", &choice.map(|words| words.fr.clone())),
        );
        record.push_list(&SETTING_LANGUAGE, "language", &self.languages);
        for (mode, minutes) in &self.travel.boarding {
            record.push(
                Row::of(&SETTING_BOARDING)
                    .set("mode", mode)
                    .set("boarding_seconds", minutes),
            );
        }
        for (position, body) in (0_i64..).zip(&self.engagement.bodies) {
            record.push(
                Row::of(&SETTING_ENGAGEMENT_BODY)
                    .set("position", &position)
                    .set("body", &body.id)
                    .set("name_en", &body.name.en)
                    .set("name_fr", &body.name.fr)
                    .set("required", &body.required)
                    .set("government", &body.government),
            );
        }
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&SETTING)?;
        let boarding = record
            .rows_of(&SETTING_BOARDING)
            .map(|row| Ok((row.get::<Mode>("mode")?, row.get::<Minutes>("boarding_seconds")?)));
        let projection = match row.get::<Option<u32>>("projection_epsg")? {
            None => None,
            Some(epsg) => Some(Projection {
                epsg,
                name: row.get("projection_name")?,
                proj: row.get("projection_proj")?,
            }),
        };
        Ok(Self {
            id: row.get("package")?,
            name: Text {
                en: row.get("name_en")?,
                fr: row.get("name_fr")?,
            },
            credit: Text {
                en: row.get("credit_en")?,
                fr: row.get("credit_fr")?,
            },
            made_on: row.get("made_on")?,
            languages: record.list(&SETTING_LANGUAGE, "language")?,
            suppress_below: row.get("suppress_below")?,
            default_definition: row.get("default_definition")?,
            projection,
            travel: TravelSettings {
                boarding: boarding.collect::<Result<_, _>>()?,
                connect_within: row.get("connect_within_km")?,
                connect_kmh: positive(row, "connect_kmh")?,
                fallback_kmh: positive(row, "fallback_kmh")?,
            },
            region_column: row.get("region_column")?,
            engagement: read_engagement(record, row)?,
        })
    }
}

fn read_engagement(record: &Record, row: &Row) -> Result<EngagementRules, Misfit> {
    let bodies = record.rows_of(&SETTING_ENGAGEMENT_BODY).map(|row| {
        Ok(EngagementBody {
            id: row.get("body")?,
            name: Text {
                en: row.get("name_en")?,
                fr: row.get("name_fr")?,
            },
            required: row.get("required")?,
            government: row.get("government")?,
        })
    });
    let choice = match row.get::<Option<String>>("engagement_choice_en")? {
        None => None,
        Some(en) => Some(Text {
            en,
            fr: row.get("engagement_choice_fr")?,
        }),
    };
    Ok(EngagementRules {
        bodies: bodies.collect::<Result<_, _>>()?,
        choice,
    })
}

fn positive(row: &Row, column: &str) -> Result<f64, Misfit> {
    let speed: f64 = row.get(column)?;
    misfit_unless((speed > 0.0).then_some(speed), row, column)
}

pub(super) static BASEMAP_LAYER: Table = Table {
    name: "basemap_layer",
    owner: &["basemap_layer_id"],
    columns: &[text("geojson")],
};

impl Stored for BasemapLayer {
    const KIND: Kind = Kind::BasemapLayer;

    fn record_id(&self) -> String {
        self.name.clone()
    }

    fn write(&self, record: &mut Record) {
        record.push(Row::of(&BASEMAP_LAYER).set("geojson", &self.geojson));
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        Ok(Self {
            name: record.id.clone(),
            geojson: record.main(&BASEMAP_LAYER)?.get("geojson")?,
        })
    }
}
