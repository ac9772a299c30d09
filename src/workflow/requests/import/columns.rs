//! From the cells of a row to the fields of a request, and which columns there are.

use crate::model::RequestInput;
use crate::package::Fault;
use crate::package::sheet::{Columns, Row, Sheet};

use super::super::input::{ENTRIES, RequestPatch, fault};
use super::short;

/// What stands between the entries of a list in one cell.
pub const BETWEEN_ENTRIES: &str = "; ";

/// What stands between sources in one cell, each a title, a space and an address: anything else may be part of a title.
pub const BETWEEN_SOURCES: &str = "\n";

/// The columns that somebody fills in: the fields of a request, and whether it is only a draft.
pub const FILLED_IN: [&str; 12] = [
    "service_type",
    "communities",
    "regions",
    "why",
    "since",
    "delivery_mode",
    "languages",
    "cultural_grounding",
    "evidence",
    "labels",
    "visibility",
    "state",
];

/// The columns of an export, in their order. What is not among [`FILLED_IN`] says whose a request is and what became of it.
pub const OF_EXPORT: [&str; 18] = [
    "id",
    "government",
    "requested_by",
    "state",
    "visibility",
    "service_type",
    "communities",
    "regions",
    "delivery_mode",
    "languages",
    "cultural_grounding",
    "why",
    "since",
    "evidence",
    "labels",
    "answers",
    "submitted_on",
    "changed_on",
];

/// What a sheet of requests has.
pub(super) const COLUMNS: Columns = Columns {
    required: &["service_type"],
    optional: &OF_EXPORT,
};

/// The cells of one row.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    sheet: &'a Sheet,
    row: &'a Row,
}

impl<'a> Cells<'a> {
    pub(super) const fn new(sheet: &'a Sheet, row: &'a Row) -> Self {
        Self { sheet, row }
    }

    /// A cell to the byte.
    pub(super) fn text(self, column: &str) -> &'a str {
        self.sheet.cell(self.row, column)
    }

    /// A cell that holds a word, an id or a date: blanks around it are nobody's words.
    pub(super) fn word(self, column: &str) -> Option<&'a str> {
        Some(self.text(column).trim()).filter(|word| !word.is_empty())
    }

    /// Ids in one cell. No id has a semicolon or a line break in it.
    fn ids(self, column: &str) -> impl Iterator<Item = &'a str> {
        filled(self.text(column).split([';', '\n']))
    }

    /// Addresses in one cell. An address may have a semicolon in it, and no blank.
    fn addresses(self, column: &str) -> impl Iterator<Item = &'a str> {
        let lines = self.text(column).split('\n');
        filled(lines.flat_map(|line| line.split(BETWEEN_ENTRIES)))
    }

    /// Sources in one cell: a title to the byte, and an address.
    fn sources(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let lines = self.text("evidence").split(BETWEEN_SOURCES);
        let lines = lines.map(|line| line.strip_suffix('\r').unwrap_or(line));
        let lines = lines.filter(|line| !line.trim().is_empty());
        lines.map(|line| line.rsplit_once(' ').unwrap_or(("", line)))
    }

    /// What the row says as a request, as far as it can be read; what cannot is noted.
    pub(super) fn patch(self, faults: &mut Vec<Fault>) -> RequestPatch {
        for (at, (title, address)) in self.sources().take(ENTRIES).enumerate() {
            if title.is_empty() || has_address(title) {
                let found = short(if title.is_empty() { address } else { title });
                let expected = "a title, a space and an address, each source on a line of its own";
                faults.push(fault(format!("evidence/{at}"), found, expected));
            }
        }
        for (at, address) in self.addresses("labels").take(ENTRIES).enumerate() {
            if has_address(address.get(1..).unwrap_or_default()) {
                let expected = "one address; between several, a semicolon and a space";
                faults.push(fault(format!("labels/{at}"), short(address), expected));
            }
        }
        RequestPatch {
            service_type: self.word("service_type").map(str::to_owned),
            visibility: self.word("visibility").map(str::to_owned),
            // A list that is longer than it may be is told by its length alone, and not by each of a million entries.
            communities: Some(bounded("communities", self.ids("communities"), faults)),
            regions: Some(bounded("regions", self.ids("regions"), faults)),
            languages: Some(bounded("languages", self.ids("languages"), faults)),
            labels: Some(bounded("labels", self.addresses("labels"), faults)),
            evidence: Some(bounded_by("evidence", self.sources(), faults, owned)),
            ..self.said()
        }
    }

    /// What it says in cells that hold no list.
    fn said(self) -> RequestPatch {
        RequestPatch {
            delivery_mode: Some(self.word("delivery_mode").map(str::to_owned)),
            cultural_grounding: Some(self.text("cultural_grounding").to_owned()),
            why: Some(self.text("why").to_owned()),
            since: Some(self.word("since").map(str::to_owned)),
            ..RequestPatch::default()
        }
    }

    /// Columns of the sheet in which the row says something else than a request does.
    pub(super) fn differences(self, present: &RequestInput) -> Vec<&'static str> {
        let (there, said) = (RequestPatch::of(present), self.said());
        let list = |column: &str| self.ids(column).map(str::to_owned).collect::<Vec<_>>();
        let same = [
            (
                "service_type",
                self.same_word("service_type", there.service_type.as_ref()),
            ),
            ("visibility", self.same_word("visibility", there.visibility.as_ref())),
            ("communities", Some(list("communities")) == there.communities),
            ("regions", Some(list("regions")) == there.regions),
            ("languages", Some(list("languages")) == there.languages),
            ("delivery_mode", said.delivery_mode == there.delivery_mode),
            (
                "cultural_grounding",
                said.cultural_grounding == there.cultural_grounding,
            ),
            ("why", said.why == there.why),
            ("since", said.since == there.since),
            ("evidence", Some(self.sources().map(owned).collect()) == there.evidence),
            (
                "labels",
                Some(self.addresses("labels").map(str::to_owned).collect()) == there.labels,
            ),
        ];
        let differs = same
            .into_iter()
            .filter(|(column, same)| !same && self.sheet.has(column));
        differs.map(|(column, _)| column).collect()
    }

    fn same_word(self, column: &str, there: Option<&String>) -> bool {
        self.word(column) == there.map(String::as_str)
    }
}

fn filled<'a>(entries: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    entries.map(str::trim).filter(|entry| !entry.is_empty())
}

fn has_address(text: &str) -> bool {
    ["https://", "http://"].iter().any(|start| text.contains(start))
}

fn owned((title, address): (&str, &str)) -> (String, String) {
    (title.to_owned(), address.to_owned())
}

fn bounded<'a>(column: &str, entries: impl Iterator<Item = &'a str>, faults: &mut Vec<Fault>) -> Vec<String> {
    bounded_by(column, entries, faults, str::to_owned)
}

fn bounded_by<T, U>(
    column: &str,
    mut entries: impl Iterator<Item = T>,
    faults: &mut Vec<Fault>,
    own: impl Fn(T) -> U,
) -> Vec<U> {
    let kept: Vec<_> = entries.by_ref().take(ENTRIES).map(own).collect();
    let more = entries.count();
    if more > 0 {
        let found = format!("{} entries", kept.len() + more);
        faults.push(fault(column, found, format!("{ENTRIES} entries at most")));
    }
    kept
}
