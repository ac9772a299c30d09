//! `entry.csv`, `referrals.csv`, `evaluations.csv` and `pathways.toml`: the way through care, and what studies say of it.

use std::collections::BTreeSet;

use crate::model::{
    Entrance, Entry, Evaluation, EvaluationId, Pathway, PathwayStep, Referral, ServiceTypeId, Subject, Text,
};

use super::cell::{Cells, Target, Word as _};
use super::communities::year;
use super::document::{Document, Section};
use super::fault::{Findings, Place, quoted};
use super::known::{Ids, Known};
use super::table::{Schema, Table};

pub(super) const ENTRY: &str = "entry.csv";
pub(super) const REFERRALS: &str = "referrals.csv";
pub(super) const EVALUATIONS: &str = "evaluations.csv";
pub(super) const PATHWAYS: &str = "pathways.toml";

const fn schema(required: &'static [&'static str], optional: &'static [&'static str]) -> Schema {
    Schema {
        required,
        optional,
        by_year: None,
        keeps_extras: false,
    }
}

pub(super) const ENTRY_SCHEMA: Schema = schema(
    &["id", "may_enter", "source_keys"],
    &["service_id", "service_type", "confidence", "notes"],
);

/// Reads a row of `entry.csv`.
pub(super) fn entry(cells: &mut Cells<'_>) -> Option<Entry> {
    let id = cells.id("id");
    let of = subject(cells, ["service_id", "service_type"]);
    let entrances = entrances(cells);
    let provenance = cells.provenance();
    Some(Entry {
        id: id?.into(),
        of: of?,
        entrances: entrances?,
        provenance,
    })
}

/// Words of `may_enter`; a row that says nothing would be read as "nobody".
fn entrances(cells: &mut Cells<'_>) -> Option<Vec<Entrance>> {
    let expected = format!("one or more of {}, separated by \";\"", Entrance::accepted().join(", "));
    let words = cells.list("may_enter");
    if words.is_empty() {
        cells.must_stand("may_enter", &expected);
        return None;
    }
    let read: Vec<Option<Entrance>> = words.iter().map(|word| Entrance::read(word)).collect();
    for (word, read) in words.iter().zip(&read) {
        if read.is_none() {
            cells.fault("may_enter", quoted(word), &expected);
        }
    }
    read.into_iter().collect()
}

/// A service or a type of service: exactly one of both columns.
fn subject(cells: &mut Cells<'_>, [service, of_type]: [&'static str; 2]) -> Option<Subject> {
    let known = cells.known;
    let service_id = cells.reference(service, known.service());
    let service_type = cells.reference(of_type, known.service_type());
    match (service_id, service_type) {
        (Some(id), None) => Some(Subject::Service(id.into())),
        (None, Some(id)) => Some(Subject::Type(id.into())),
        (None, None) => {
            let column = if cells.has(service) { service } else { of_type };
            let expected = format!("a service in {service}, or a type of service in {of_type}");
            cells.fault(column, "nothing", expected);
            None
        }
        (Some(id), Some(_)) => {
            let expected = format!("a service in {service} or a type of service in {of_type}, not both");
            cells.fault(service, quoted(id), expected);
            None
        }
    }
}

pub(super) const REFERRAL_SCHEMA: Schema = schema(
    &["id", "source_keys"],
    &[
        "from_service_id",
        "from_service_type",
        "to_service_id",
        "to_service_type",
        "confidence",
        "notes",
    ],
);

/// Reads a row of `referrals.csv`.
pub(super) fn referral(cells: &mut Cells<'_>) -> Option<Referral> {
    let id = cells.id("id");
    let from = subject(cells, ["from_service_id", "from_service_type"]);
    let to = subject(cells, ["to_service_id", "to_service_type"]);
    let provenance = cells.provenance();
    Some(Referral {
        id: id?.into(),
        from: from?,
        to: to?,
        provenance,
    })
}

pub(super) const EVALUATION_SCHEMA: Schema = schema(
    &["id", "outcome_en", "source_keys"],
    &[
        "service_id",
        "service_type",
        "outcome_fr",
        "value",
        "is_at_least",
        "unit_en",
        "unit_fr",
        "counts_en",
        "counts_fr",
        "gained_by_en",
        "gained_by_fr",
        "share_of",
        "period",
        "study_en",
        "study_fr",
        "studied_in",
        "limits_en",
        "limits_fr",
        "confidence",
        "notes",
    ],
);

/// Reads a row of `evaluations.csv`.
pub(super) fn evaluation(cells: &mut Cells<'_>) -> Option<Evaluation> {
    let id = cells.id("id");
    let of = subject(cells, ["service_id", "service_type"]);
    if cells.text("outcome_en").is_none() {
        cells.must_stand("outcome_en", "words that say what was looked at");
    }
    let outcome = both_languages(cells, ["outcome_en", "outcome_fr"]);
    let value = cells.number("value", -1e15..=1e15, "a number");
    let unit = both_languages(cells, ["unit_en", "unit_fr"]);
    if value.is_some() && unit.is_none() {
        cells.fault("unit_en", "nothing beside a value", "what the value is counted in");
    }
    let provenance = cells.provenance();
    if provenance.sources.is_empty() {
        cells.must_stand(
            "source_keys",
            "the key of a row of sources.csv: what no study says is no evaluation",
        );
    }
    Some(Evaluation {
        id: id?.into(),
        of: of?,
        outcome: outcome?,
        value: value.into(),
        is_at_least: cells.truth("is_at_least").unwrap_or(false),
        unit: unit.unwrap_or_default(),
        counts: both_languages(cells, ["counts_en", "counts_fr"]),
        gained_by: both_languages(cells, ["gained_by_en", "gained_by_fr"]),
        share_of: cells.trimmed("share_of").map(EvaluationId::from),
        period: cells.text("period"),
        study: both_languages(cells, ["study_en", "study_fr"]),
        studied_in: year(cells, "studied_in"),
        limits: both_languages(cells, ["limits_en", "limits_fr"]),
        provenance,
    })
}

/// Words in English, and in French where they are there too.
fn both_languages(cells: &Cells<'_>, [en, fr]: [&str; 2]) -> Option<Text> {
    let en = cells.text(en)?;
    Some(Text {
        fr: cells.text(fr).unwrap_or_else(|| en.clone()),
        en,
    })
}

/// One row for each service or type: of two that differ nobody could tell which holds. A share is one of a row of the file.
pub(super) fn check(entries: Option<&Table>, evaluations: Option<(&Table, &Ids)>, findings: &mut Findings) {
    for column in ["service_id", "service_type"] {
        let Some((table, at)) = entries.and_then(|table| Some((table, table.column(column)?))) else {
            continue;
        };
        let mut seen = BTreeSet::new();
        for (row, cell) in table.cells(at) {
            let id = cell.trim();
            if !id.is_empty() && !seen.insert(id.to_owned()) {
                let found = format!("{} a second time", quoted(id));
                findings.fault(Place::cell(table.file, row, column), found, "one row for each");
            }
        }
    }
    if let Some((table, ids)) = evaluations
        && let Some(at) = table.column("share_of")
    {
        for (row, cell) in table.cells(at) {
            let id = cell.trim();
            if !id.is_empty() && !ids.contains_key(id) {
                let place = Place::cell(table.file, row, "share_of");
                findings.fault(place, quoted(id), "the id of a row of evaluations.csv");
            }
        }
    }
}

/// Reads `pathways.toml`.
pub(super) fn pathways(text: &str, known: &Known, findings: &mut Findings) -> Vec<Pathway> {
    let table = match Document::parse(PATHWAYS, text) {
        Ok(table) => table,
        Err(faults) => {
            findings.extend(faults);
            return Vec::new();
        }
    };
    let document = Document::new(PATHWAYS, text);
    document.check_letters(&table);
    let root = document.root(&table, &["pathways"]);
    let mut pathways: Vec<Pathway> = Vec::new();
    for section in root.tables("pathways", &["id", "title", "standing", "about", "sources", "steps"]) {
        if let Some(pathway) = pathway(&section, known) {
            if pathways.iter().any(|one| one.id == pathway.id) {
                section.fault("id", format!("\"{}\" a second time", pathway.id), "an id of its own");
            }
            pathways.push(pathway);
        }
    }
    findings.extend(document.into_findings().into_sorted(&[]));
    pathways
}

fn pathway(section: &Section<'_>, known: &Known) -> Option<Pathway> {
    let id = section.required_text("id");
    let title = section.required_both_languages("title");
    // Whether anybody has agreed is too much to be left to a default.
    let standing = section.required_word("standing");
    let about = section.both_languages("about").unwrap_or_default();
    let sources = references(section, "sources", &known.source());
    let mut steps: Vec<PathwayStep> = Vec::new();
    for step in section.tables("steps", &["id", "title", "at_home", "service_types", "sources"]) {
        if let Some(read) = self::step(&step, known) {
            if steps.iter().any(|one| one.id == read.id) {
                step.fault(
                    "id",
                    format!("\"{}\" a second time", read.id),
                    "an id that no other step has",
                );
            }
            steps.push(read);
        }
    }
    if steps.len() < 2 {
        let expected = "two steps or more, [[pathways.steps]]";
        if section.has("steps") {
            section.fault("steps", "too few steps", expected);
        } else {
            section.missing("steps", expected);
        }
        return None;
    }
    Some(Pathway {
        id: id?.into(),
        title: title?,
        standing: standing?,
        about,
        steps,
        sources: sources.into_iter().map(Into::into).collect(),
    })
}

fn step(section: &Section<'_>, known: &Known) -> Option<PathwayStep> {
    let id = section.required_text("id");
    let title = section.required_both_languages("title");
    let at_home = section.has("at_home") && section.required_truth("at_home")?;
    let service_types = references(section, "service_types", &known.service_type());
    if service_types.is_empty() && !at_home {
        let expected = "types of service that serve the step, or at_home = true";
        section.missing("service_types", expected);
    }
    let sources = references(section, "sources", &known.source());
    Some(PathwayStep {
        id: id?.into(),
        title: title?,
        at_home,
        service_types: service_types.into_iter().map(ServiceTypeId::from).collect(),
        sources: sources.into_iter().map(Into::into).collect(),
    })
}

fn references(section: &Section<'_>, key: &str, target: &Target<'_>) -> Vec<String> {
    let is_known = |id: &str| target.ids.is_none_or(|ids| ids.contains_key(id));
    let read = |id: &str| {
        if is_known(id) {
            Ok(id.to_owned())
        } else {
            Err(target.what.to_owned())
        }
    };
    section.list(key, read).unwrap_or_default()
}
