//! Types of service, governments, languages, sources and statements.

use crate::model::{IndigenousGovernment, Language, ServiceType, Source, Statement, Text};
use crate::store::record::{Kind, Record, Stored};
use crate::store::table::{Misfit, Row, Table, text, whole};

pub(super) static SERVICE_TYPE: Table = Table {
    name: "service_type",
    owner: &["service_type_id"],
    columns: &[
        text("name_en"),
        text("name_fr"),
        text("description"),
        text("stepped_care_level"),
        whole("key_service"),
        text("hsds_taxonomy"),
    ],
};

impl Stored for ServiceType {
    const KIND: Kind = Kind::ServiceType;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            Row::of(&SERVICE_TYPE)
                .set("name_en", &self.name.en)
                .set("name_fr", &self.name.fr)
                .set("description", &self.description)
                .set("stepped_care_level", &self.stepped_care_level)
                .set("key_service", &self.key_service)
                .set("hsds_taxonomy", &self.hsds_taxonomy),
        );
        record.push_sources(&self.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&SERVICE_TYPE)?;
        Ok(Self {
            id: record.id.as_str().into(),
            name: Text {
                en: row.get("name_en")?,
                fr: row.get("name_fr")?,
            },
            description: row.get("description")?,
            stepped_care_level: row.get("stepped_care_level")?,
            key_service: row.get("key_service")?,
            hsds_taxonomy: row.get("hsds_taxonomy")?,
            sources: record.sources()?,
        })
    }
}

pub(super) static INDIGENOUS_GOVERNMENT: Table = Table {
    name: "indigenous_government",
    owner: &["indigenous_government_id"],
    columns: &[
        text("name"),
        text("kind_of_body"),
        text("settlement_or_treaty"),
        text("notes"),
    ],
};

pub(super) static INDIGENOUS_GOVERNMENT_COMMUNITY: Table = Table {
    name: "indigenous_government_community",
    owner: &["indigenous_government_id"],
    columns: &[whole("position"), text("community_id")],
};

impl Stored for IndigenousGovernment {
    const KIND: Kind = Kind::IndigenousGovernment;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            Row::of(&INDIGENOUS_GOVERNMENT)
                .set("name", &self.name)
                .set("kind_of_body", &self.kind)
                .set("settlement_or_treaty", &self.settlement_or_treaty)
                .set("notes", &self.notes),
        );
        record.push_list(&INDIGENOUS_GOVERNMENT_COMMUNITY, "community_id", &self.communities);
        record.push_sources(&self.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&INDIGENOUS_GOVERNMENT)?;
        Ok(Self {
            id: record.id.as_str().into(),
            name: row.get("name")?,
            kind: row.get("kind_of_body")?,
            communities: record.list(&INDIGENOUS_GOVERNMENT_COMMUNITY, "community_id")?,
            settlement_or_treaty: row.get("settlement_or_treaty")?,
            sources: record.sources()?,
            notes: row.get("notes")?,
        })
    }
}

pub(super) static LANGUAGE: Table = Table {
    name: "language",
    owner: &["language_id"],
    columns: &[
        text("name_en"),
        text("name_self"),
        text("script"),
        text("translation_phone"),
        whole("phone_year"),
        text("notes"),
    ],
};

impl Stored for Language {
    const KIND: Kind = Kind::Language;

    fn record_id(&self) -> String {
        self.code.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            Row::of(&LANGUAGE)
                .set("name_en", &self.name_en)
                .set("name_self", &self.name_self)
                .set("script", &self.script)
                .set("translation_phone", &self.translation_phone)
                .set("phone_year", &self.phone_year)
                .set("notes", &self.notes),
        );
        record.push_sources(&self.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&LANGUAGE)?;
        Ok(Self {
            code: record.id.as_str().into(),
            name_en: row.get("name_en")?,
            name_self: row.get("name_self")?,
            script: row.get("script")?,
            translation_phone: row.get("translation_phone")?,
            phone_year: row.get("phone_year")?,
            sources: record.sources()?,
            notes: row.get("notes")?,
        })
    }
}

pub(super) static SOURCE: Table = Table {
    name: "source",
    owner: &["source_id"],
    columns: &[
        text("title"),
        text("publisher"),
        text("url"),
        text("published_on"),
        text("licence"),
        text("used_for"),
    ],
};

pub(super) static SOURCE_CITATION: Table = Table {
    name: "source_citation",
    owner: &["source_id"],
    columns: &[whole("position"), text("cited_in")],
};

impl Stored for Source {
    const KIND: Kind = Kind::Source;

    fn record_id(&self) -> String {
        self.key.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            Row::of(&SOURCE)
                .set("title", &self.title)
                .set("publisher", &self.publisher)
                .set("url", &self.url)
                .set("published_on", &self.date)
                .set("licence", &self.licence)
                .set("used_for", &self.used_for),
        );
        record.push_list(&SOURCE_CITATION, "cited_in", &self.cited_in);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&SOURCE)?;
        Ok(Self {
            key: record.id.as_str().into(),
            title: row.get("title")?,
            publisher: row.get("publisher")?,
            url: row.get("url")?,
            date: row.get("published_on")?,
            licence: row.get("licence")?,
            used_for: row.get("used_for")?,
            cited_in: record.list(&SOURCE_CITATION, "cited_in")?,
        })
    }
}

pub(super) static STATEMENT: Table = Table {
    name: "statement",
    owner: &["statement_id"],
    columns: &[
        text("dimension"),
        text("statement"),
        text("threshold"),
        text("unit"),
        text("applies_to"),
        text("notes"),
    ],
};

impl Stored for Statement {
    const KIND: Kind = Kind::Statement;

    fn record_id(&self) -> String {
        self.id.to_string()
    }

    fn write(&self, record: &mut Record) {
        record.push(
            Row::of(&STATEMENT)
                .set("dimension", &self.dimension)
                .set("statement", &self.statement)
                .set("threshold", &self.threshold)
                .set("unit", &self.unit)
                .set("applies_to", &self.applies_to)
                .set("notes", &self.notes),
        );
        record.push_sources(&self.sources);
    }

    fn read(record: &Record) -> Result<Self, Misfit> {
        let row = record.main(&STATEMENT)?;
        Ok(Self {
            id: record.id.as_str().into(),
            dimension: row.get("dimension")?,
            statement: row.get("statement")?,
            threshold: row.get("threshold")?,
            unit: row.get("unit")?,
            applies_to: row.get("applies_to")?,
            sources: record.sources()?,
            notes: row.get("notes")?,
        })
    }
}
