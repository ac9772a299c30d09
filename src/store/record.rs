//! A record as rows: what is compared, committed to, written and read, whatever its kind.

use std::collections::BTreeMap;

use super::cell::{Cell, Storable};
use super::ledger::chain::frame;
use super::table::{Misfit, Row, Table, text, whole};
use crate::model::{Provenance, SourceKey};

/// A kind of record, as the ledger names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The package's own settings: one record.
    Setting,
    /// A demand point.
    Community,
    /// A region with its outline.
    Region,
    /// Supply.
    Service,
    /// Supply that somebody asked for.
    Request,
    /// A type of service.
    ServiceType,
    /// An Indigenous government.
    IndigenousGovernment,
    /// An official language.
    Language,
    /// An indicator of need.
    Need,
    /// A source of facts.
    Source,
    /// A statement that definitions lean on.
    Statement,
    /// A node of the travel network.
    Node,
    /// A link of the travel network.
    Link,
    /// A named part of the year.
    Season,
    /// A version of a definition of equitable access.
    Definition,
    /// What a body said of a version of a definition.
    Engagement,
    /// A layer of the basemap.
    BasemapLayer,
    /// A scenario that comes with the package.
    Scenario,
    /// Who may enter a service.
    Entry,
    /// Who refers to whom.
    Referral,
    /// A way through care.
    Pathway,
    /// What a study found of a service.
    Evaluation,
    /// Somebody who can sign in.
    Account,
    /// A token of an account.
    Token,
    /// A request that an Indigenous government submitted here.
    SubmittedRequest,
    /// What a body says of a publicly recorded call that names it.
    RequestCorrection,
    /// A scenario that somebody keeps.
    KeptScenario,
    /// What the working group decided on something that could be done.
    Decision,
}

impl Kind {
    /// Every kind of fact: what a package is made of.
    pub const FACTS: &[Self] = &[
        Self::Setting,
        Self::Community,
        Self::Region,
        Self::Service,
        Self::Request,
        Self::ServiceType,
        Self::IndigenousGovernment,
        Self::Language,
        Self::Need,
        Self::Source,
        Self::Statement,
        Self::Node,
        Self::Link,
        Self::Season,
        Self::Definition,
        Self::Engagement,
        Self::BasemapLayer,
        Self::Scenario,
        Self::Entry,
        Self::Referral,
        Self::Pathway,
        Self::Evaluation,
    ];

    /// Every kind of what is no fact: who may sign in, and with what.
    pub const ACCESS: &[Self] = &[Self::Account, Self::Token];

    /// Every kind of what people submit here: facts, and no package's.
    pub const SUBMITTED: &[Self] = &[Self::SubmittedRequest, Self::RequestCorrection];

    /// Every kind of what people keep here for themselves and others: no facts.
    pub const KEPT: &[Self] = &[Self::KeptScenario];
    /// Every kind of what is decided here: no fact, and no package's.
    pub const DECIDED: &[Self] = &[Self::Decision];

    /// The word of the ledger; also the name of the kind's table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Setting => "setting",
            Self::Community => "community",
            Self::Region => "region",
            Self::Service => "service",
            Self::Request => "request",
            Self::ServiceType => "service_type",
            Self::IndigenousGovernment => "indigenous_government",
            Self::Language => "language",
            Self::Need => "need",
            Self::Source => "source",
            Self::Statement => "statement",
            Self::Node => "node",
            Self::Link => "link",
            Self::Season => "season",
            Self::Definition => "definition",
            Self::Engagement => "engagement",
            Self::BasemapLayer => "basemap_layer",
            Self::Scenario => "scenario",
            Self::Entry => "service_entry",
            Self::Referral => "referral",
            Self::Pathway => "pathway",
            Self::Evaluation => "evaluation",
            Self::Account => "account",
            Self::Token => "token",
            Self::SubmittedRequest => "submitted_request",
            Self::RequestCorrection => "request_correction",
            Self::KeptScenario => "kept_scenario",
            Self::Decision => "decision",
        }
    }

    /// Reads the word of the ledger.
    pub fn parse(word: &str) -> Option<Self> {
        Self::all().find(|kind| kind.as_str() == word)
    }

    /// Every kind.
    pub fn all() -> impl Iterator<Item = Self> {
        let all = [Self::FACTS, Self::ACCESS, Self::SUBMITTED, Self::KEPT, Self::DECIDED];
        all.into_iter().flatten().copied()
    }
}

pub(super) static RECORD_SOURCE: Table = Table {
    name: "record_source",
    owner: &["kind", "record_id"],
    columns: &[whole("position"), text("source_id")],
};

pub(super) static RECORD_ATTRIBUTE: Table = Table {
    name: "record_attribute",
    owner: &["kind", "record_id"],
    columns: &[text("header"), text("cell")],
};

/// A record's rows. Equal records have equal rows and equal canonical bytes, on either database.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Record {
    pub(super) kind: Kind,
    pub(super) id: String,
    rows: Vec<Row>,
}

impl Record {
    pub(super) fn new(kind: Kind, id: impl Into<String>) -> Self {
        Self {
            kind,
            id: id.into(),
            rows: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Puts the rows in the one order in which they are compared: by table, then by their place in a list.
    #[must_use]
    pub(super) fn settled(mut self) -> Self {
        self.rows.sort_by(|one, other| place(one).cmp(&place(other)));
        self
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub(super) fn rows_of(&self, table: &'static Table) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.table.name == table.name)
    }

    /// The record's own row.
    pub(super) fn main(&self, table: &'static Table) -> Result<&Row, Misfit> {
        self.rows_of(table).next().ok_or(Misfit {
            table: table.name,
            column: table.owner[0],
        })
    }

    /// Writes a list of one column beside `position`.
    pub(super) fn push_list<T: Storable>(&mut self, table: &'static Table, column: &str, list: &[T]) {
        for (position, item) in (0_i64..).zip(list) {
            self.push(Row::of(table).set("position", &position).set(column, item));
        }
    }

    /// Reads such a list in its order.
    pub(super) fn list<T: Storable>(&self, table: &'static Table, column: &str) -> Result<Vec<T>, Misfit> {
        self.rows_of(table).map(|row| row.get(column)).collect()
    }

    pub(super) fn push_sources(&mut self, sources: &[SourceKey]) {
        self.push_list(&RECORD_SOURCE, "source_id", sources);
    }

    pub(super) fn sources(&self) -> Result<Vec<SourceKey>, Misfit> {
        self.list(&RECORD_SOURCE, "source_id")
    }

    pub(super) fn push_attributes(&mut self, attributes: &BTreeMap<String, String>) {
        for (header, cell) in attributes {
            self.push(Row::of(&RECORD_ATTRIBUTE).set("header", header).set("cell", cell));
        }
    }

    pub(super) fn attributes(&self) -> Result<BTreeMap<String, String>, Misfit> {
        self.rows_of(&RECORD_ATTRIBUTE)
            .map(|row| Ok((row.get("header")?, row.get("cell")?)))
            .collect()
    }

    /// Where the record comes from; `row` is its own row, with `confidence` and `notes`.
    pub(super) fn provenance(&self, row: &Row) -> Result<Provenance, Misfit> {
        Ok(Provenance {
            sources: self.sources()?,
            confidence: row.get("confidence")?,
            notes: row.get("notes")?,
        })
    }

    /// The bytes that the ledger commits to: kind, id, then each row's table and its cells by column name. Empty cells
    /// are left out, so that a migration that adds a column changes no commitment. Every part is preceded by its length
    /// and every kind of part by its own byte, so that no two records share their bytes.
    pub(super) fn canonical_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        frame(&mut bytes, self.kind.as_str().as_bytes());
        frame(&mut bytes, self.id.as_bytes());
        for row in &self.rows {
            bytes.push(b'r');
            frame(&mut bytes, row.table.name.as_bytes());
            let mut cells: Vec<_> = row.table.columns.iter().zip(&row.cells).collect();
            cells.sort_by_key(|(column, _)| column.name);
            for (column, cell) in cells {
                let (tag, value) = match cell {
                    Cell::Text(Some(text)) => (b't', text.as_bytes().to_vec()),
                    Cell::Whole(Some(whole)) => (b'w', whole.to_be_bytes().to_vec()),
                    Cell::Number(Some(number)) => (b'n', number.to_bits().to_be_bytes().to_vec()),
                    Cell::Text(None) | Cell::Whole(None) | Cell::Number(None) => continue,
                };
                bytes.push(tag);
                frame(&mut bytes, column.name.as_bytes());
                frame(&mut bytes, &value);
            }
        }
        bytes
    }
}

/// Rows of one table within one record differ in their first column: a position in a list, or a name.
fn place(row: &Row) -> (&str, i64, &str) {
    let table = row.table.name;
    match row.cells.first() {
        Some(Cell::Whole(Some(position))) => (table, *position, ""),
        Some(Cell::Text(Some(name))) => (table, 0, name),
        _ => (table, 0, ""),
    }
}

/// A record of the model that is kept as rows.
pub(super) trait Stored: Sized {
    const KIND: Kind;

    /// Its id among records of its kind.
    fn record_id(&self) -> String;

    /// Adds its rows.
    fn write(&self, record: &mut Record);

    /// Reads it back.
    fn read(record: &Record) -> Result<Self, Misfit>;

    /// As rows, in their one order.
    fn to_record(&self) -> Record {
        let mut record = Record::new(Self::KIND, self.record_id());
        self.write(&mut record);
        record.settled()
    }
}

/// One id of several parts, which no other parts share: `/` between them, and escaped within them.
pub(super) fn joined_id(parts: &[&str]) -> String {
    let parts: Vec<_> = parts
        .iter()
        .map(|part| part.replace('%', "%25").replace('/', "%2F"))
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_several_parts_are_never_shared() {
        assert_eq!(joined_id(&["break_up", "territory"]), "break_up/territory");
        assert_ne!(joined_id(&["a/b", "c"]), joined_id(&["a", "b/c"]));
        assert_ne!(joined_id(&["a%2Fb"]), joined_id(&["a/b"]));
    }

    #[test]
    fn an_empty_cell_adds_no_bytes_and_a_filled_one_does() {
        static PLACE: Table = Table {
            name: "place",
            owner: &["place_id"],
            columns: &[text("name"), whole("people")],
        };
        static OLDER_PLACE: Table = Table {
            name: "place",
            owner: &["place_id"],
            columns: &[text("name")],
        };
        let of = |row: Row| {
            let mut record = Record::new(Kind::Community, "whati");
            record.push(row);
            record.settled().canonical_bytes()
        };
        let name = "Whatì".to_owned();
        let before = of(Row::of(&OLDER_PLACE).set("name", &name));
        assert_eq!(of(Row::of(&PLACE).set("name", &name)), before);
        assert_ne!(of(Row::of(&PLACE).set("name", &name).set("people", &0_u32)), before);
    }

    #[test]
    fn every_kind_reads_back_from_its_word() {
        for kind in Kind::all() {
            assert_eq!(Kind::parse(kind.as_str()), Some(kind));
        }
    }
}
