//! The files that others refer to: types of service, governments, languages, need, sources, statements.

use crate::model::{IndigenousGovernment, Language, Need, ServiceType, Source, Statement, Text};

use super::cell::Cells;
use super::communities::year;
use super::fault::quoted;
use super::table::Schema;

pub(super) const SERVICE_TYPES: &str = "service_types.csv";
pub(super) const GOVERNMENTS: &str = "indigenous_governments.csv";
pub(super) const LANGUAGES: &str = "languages.csv";
pub(super) const NEED: &str = "need.csv";
pub(super) const SOURCES: &str = "sources.csv";
pub(super) const STATEMENTS: &str = "definitions/statements.csv";

const fn schema(required: &'static [&'static str], optional: &'static [&'static str]) -> Schema {
    Schema {
        required,
        optional,
        by_year: None,
        keeps_extras: false,
    }
}

pub(super) const SERVICE_TYPE_SCHEMA: Schema = schema(
    &["id", "name_en"],
    &[
        "name_fr",
        "description",
        "stepped_care_level",
        "key_service",
        "hsds_taxonomy",
        "source_keys",
    ],
);

/// Reads a row of `service_types.csv`.
pub(super) fn service_type(cells: &mut Cells<'_>) -> Option<ServiceType> {
    let id = cells.id("id");
    let name = cells.required_text("name_en");
    let key_service = cells.truth("key_service");
    let sources = cells.sources();
    let en = name?;
    Some(ServiceType {
        id: id?.into(),
        name: Text {
            fr: cells.text("name_fr").unwrap_or_else(|| en.clone()),
            en,
        },
        description: cells.text("description").unwrap_or_default(),
        stepped_care_level: cells.text("stepped_care_level"),
        key_service,
        hsds_taxonomy: cells.text("hsds_taxonomy"),
        sources,
    })
}

pub(super) const GOVERNMENT_SCHEMA: Schema = schema(
    &["id", "name"],
    &["kind", "communities", "settlement_or_treaty", "source_keys", "notes"],
);

/// Reads a row of `indigenous_governments.csv`.
pub(super) fn government(cells: &mut Cells<'_>) -> Option<IndigenousGovernment> {
    let known = cells.known;
    let id = cells.id("id");
    let name = cells.required_text("name");
    let communities = cells.references("communities", known.community());
    let sources = cells.sources();
    Some(IndigenousGovernment {
        id: id?.into(),
        name: name?,
        kind: cells.text("kind").unwrap_or_default(),
        communities,
        settlement_or_treaty: cells.text("settlement_or_treaty"),
        sources,
        notes: cells.text("notes").unwrap_or_default(),
    })
}

pub(super) const LANGUAGE_SCHEMA: Schema = schema(
    &["code", "name_en"],
    &[
        "name_self",
        "script",
        "translation_phone",
        "phone_year",
        "source_keys",
        "notes",
    ],
);

/// Reads a row of `languages.csv`.
pub(super) fn language(cells: &mut Cells<'_>) -> Option<Language> {
    let code = cells.id("code");
    let name = cells.required_text("name_en");
    let phone_year = year(cells, "phone_year");
    let sources = cells.sources();
    let name_en = name?;
    Some(Language {
        code: code?.into(),
        name_self: cells.text("name_self").unwrap_or_else(|| name_en.clone()),
        name_en,
        script: cells.text("script"),
        translation_phone: cells.text("translation_phone"),
        phone_year,
        sources,
        notes: cells.text("notes").unwrap_or_default(),
    })
}

pub(super) const NEED_SCHEMA: Schema = schema(
    &["indicator", "area_kind", "area", "value"],
    &["year", "unit", "source_keys", "notes"],
);

/// Reads a row of `need.csv`.
pub(super) fn need(cells: &mut Cells<'_>) -> Option<Need> {
    const KINDS: &str = "territory, region or community";
    let known = cells.known;
    let indicator = cells.required_text("indicator");
    let area = match cells.trimmed("area_kind") {
        Some("community") => cells.required_reference("area", known.community()),
        Some("region") => {
            let area = cells.trimmed("area");
            if area.is_none() {
                cells.must_stand("area", "the id of a region");
            }
            if let Some(area) = area.filter(|area| !known.is_region(area)) {
                cells.fault("area", quoted(area), "the id of a region");
            }
            area
        }
        Some("territory") => cells.trimmed("area").or(Some(known.package.as_str())),
        Some(other) => {
            cells.fault("area_kind", quoted(other), KINDS);
            None
        }
        None => {
            cells.must_stand("area_kind", KINDS);
            None
        }
    };
    let sources = cells.sources();
    Some(Need {
        indicator: indicator?,
        area_kind: cells.trimmed("area_kind")?.to_owned(),
        area: area?.to_owned(),
        year: cells.text("year").unwrap_or_default(),
        value: cells.text("value"),
        unit: cells.text("unit").unwrap_or_default(),
        sources,
        notes: cells.text("notes").unwrap_or_default(),
    })
}

pub(super) const SOURCE_SCHEMA: Schema = schema(
    &["key", "title"],
    &["publisher", "url", "date", "licence", "used_for", "cited_in"],
);

/// Reads a row of `sources.csv`.
pub(super) fn source(cells: &mut Cells<'_>) -> Option<Source> {
    let key = cells.id("key");
    let title = cells.required_text("title");
    // The address becomes a link on a page, where `javascript:` would run.
    if let Some(url) = cells.trimmed("url")
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        cells.fault(
            "url",
            quoted(url),
            "an address that begins with https:// or http://, or empty",
        );
    }
    let cited_in = cells.list("cited_in").into_iter().map(str::to_owned).collect();
    Some(Source {
        key: key?.into(),
        title: title?,
        publisher: cells.text("publisher"),
        url: cells.text("url"),
        date: cells.text("date"),
        licence: cells.text("licence"),
        used_for: cells.text("used_for").unwrap_or_default(),
        cited_in,
    })
}

pub(super) const STATEMENT_SCHEMA: Schema = schema(
    &["id", "statement"],
    &["dimension", "threshold", "unit", "applies_to", "source_keys", "notes"],
);

/// Reads a row of `definitions/statements.csv`.
pub(super) fn statement(cells: &mut Cells<'_>) -> Option<Statement> {
    let id = cells.id("id");
    let statement = cells.required_text("statement");
    let sources = cells.sources();
    Some(Statement {
        id: id?.into(),
        dimension: cells.text("dimension").unwrap_or_default(),
        statement: statement?,
        threshold: cells.text("threshold"),
        unit: cells.text("unit"),
        applies_to: cells.text("applies_to").unwrap_or_default(),
        sources,
        notes: cells.text("notes").unwrap_or_default(),
    })
}
