//! Records that keep the order of their file: seasons and indicators of need.

use crate::model::{Need, Season, Text};
use crate::store::record::{Kind, Record, joined_id};
use crate::store::table::{Misfit, Row, Table, text, whole};

pub(super) static SEASON: Table = Table {
    name: "season",
    owner: &["season_id"],
    columns: &[
        whole("position"),
        text("season"),
        text("area"),
        text("name_en"),
        text("name_fr"),
        whole("from_day"),
        whole("to_day"),
        whole("representative_day"),
        text("ferries"),
        text("ice_crossings"),
        text("winter_roads"),
        text("confidence"),
        text("notes"),
    ],
};

/// A season as rows; `position` is its place in the order of the file.
pub(super) fn season_record(position: i64, season: &Season) -> Record {
    let mut record = Record::new(Kind::Season, joined_id(&[season.id.as_str(), &season.area]));
    record.push(
        Row::of(&SEASON)
            .set("position", &position)
            .set("season", &season.id)
            .set("area", &season.area)
            .set("name_en", &season.name.en)
            .set("name_fr", &season.name.fr)
            .set("from_day", &season.from)
            .set("to_day", &season.to)
            .set("representative_day", &season.representative)
            .set("ferries", &season.ferries)
            .set("ice_crossings", &season.ice_crossings)
            .set("winter_roads", &season.winter_roads)
            .set("confidence", &season.provenance.confidence)
            .set("notes", &season.provenance.notes),
    );
    record.push_sources(&season.provenance.sources);
    record.settled()
}

/// Its place in the order of the file, and the season.
pub(super) fn read_season(record: &Record) -> Result<(i64, Season), Misfit> {
    let row = record.main(&SEASON)?;
    let season = Season {
        id: row.get("season")?,
        name: Text {
            en: row.get("name_en")?,
            fr: row.get("name_fr")?,
        },
        area: row.get("area")?,
        from: row.get("from_day")?,
        to: row.get("to_day")?,
        representative: row.get("representative_day")?,
        ferries: row.get("ferries")?,
        ice_crossings: row.get("ice_crossings")?,
        winter_roads: row.get("winter_roads")?,
        provenance: record.provenance(row)?,
    };
    Ok((row.get("position")?, season))
}

pub(super) static NEED: Table = Table {
    name: "need",
    owner: &["need_id"],
    columns: &[
        whole("position"),
        text("indicator"),
        text("area_kind"),
        text("area"),
        text("year"),
        text("published_value"),
        text("unit"),
        text("notes"),
    ],
};

/// An indicator as rows. `occurrence` counts from 1 the rows of the file with the same indicator, area and year:
/// sources differ, and both of their values are kept.
pub(super) fn need_record(position: i64, occurrence: usize, need: &Need) -> Record {
    let occurrence = occurrence.to_string();
    let mut parts = need_parts(need).to_vec();
    if occurrence != "1" {
        parts.push(&occurrence);
    }
    let mut record = Record::new(Kind::Need, joined_id(&parts));
    record.push(
        Row::of(&NEED)
            .set("position", &position)
            .set("indicator", &need.indicator)
            .set("area_kind", &need.area_kind)
            .set("area", &need.area)
            .set("year", &need.year)
            .set("published_value", &need.value)
            .set("unit", &need.unit)
            .set("notes", &need.notes),
    );
    record.push_sources(&need.sources);
    record.settled()
}

/// What an indicator is known by; several rows of a file may share it.
pub(super) fn need_parts(need: &Need) -> [&str; 4] {
    [&need.indicator, &need.area_kind, &need.area, &need.year]
}

/// Its place in the order of the file, and the indicator.
pub(super) fn read_need(record: &Record) -> Result<(i64, Need), Misfit> {
    let row = record.main(&NEED)?;
    let need = Need {
        indicator: row.get("indicator")?,
        area_kind: row.get("area_kind")?,
        area: row.get("area")?,
        year: row.get("year")?,
        value: row.get("published_value")?,
        unit: row.get("unit")?,
        sources: record.sources()?,
        notes: row.get("notes")?,
    };
    Ok((row.get("position")?, need))
}
