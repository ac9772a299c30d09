//! `definitions/engagements.csv`: what bodies said of versions of definitions, where the package records it.

use std::collections::BTreeSet;

use crate::model::{Definition, Engagement, EngagementRules, Standing};
use crate::policy::missing_agreements;

use super::cell::{Cells, Target};
use super::fault::{Findings, Place, one_of, quoted};
use super::known::Ids;
use super::settings;
use super::table::{Schema, Table};

pub(super) const FILE: &str = "definitions/engagements.csv";

pub(super) const SCHEMA: Schema = Schema {
    required: &[
        "id",
        "definition",
        "version",
        "digest",
        "body",
        "on",
        "position",
        "shown",
    ],
    optional: &["words", "source_keys"],
    by_year: None,
    keeps_extras: false,
};

/// Reads a row. Nothing in it but the words may be left to a guess: who may see it least of all.
pub(super) fn read(cells: &mut Cells<'_>) -> Option<Engagement> {
    let known = cells.known;
    let id = cells.id("id");
    let definition = cells.required_text("definition");
    let version = cells.required_text("version");
    let digest = digest(cells);
    let bodies = Target {
        ids: Some(&known.bodies),
        what: "the id of a body of package.toml",
    };
    let body = cells.required_reference("body", bodies);
    let on = cells.required_date("on");
    let position = cells.required_word("position");
    let shown = cells.required_word("shown");
    // Read before anything is given up, so that every fault of the row is told.
    let sources = cells.sources();
    Some(Engagement {
        id: id?.into(),
        definition: definition?.trim().into(),
        version: version?.trim().to_owned(),
        digest: digest?,
        body: body?.into(),
        on: on?,
        position: position?,
        words: cells.text("words").unwrap_or_default(),
        shown: shown?,
        recorded_at: None,
        sources,
    })
}

fn digest(cells: &mut Cells<'_>) -> Option<String> {
    const EXPECTED: &str = "the SHA-256 of the text that was before the body, as 64 hexadecimal digits";
    let Some(cell) = cells.trimmed("digest") else {
        cells.must_stand("digest", EXPECTED);
        return None;
    };
    let is_digest = cell.len() == 64 && cell.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if !is_digest {
        cells.fault("digest", quoted(cell), EXPECTED);
    }
    is_digest.then(|| cell.to_owned())
}

/// A body that is an Indigenous government is one that the package knows.
pub(super) fn check_governments(rules: &EngagementRules, governments: &Ids, findings: &mut Findings) {
    for body in &rules.bodies {
        if let Some(government) = &body.government
            && !governments.contains_key(government.as_str())
        {
            let field = format!("engagement.{}.government", body.id);
            let expected = "the id of a row of indigenous_governments.csv";
            findings.fault(
                Place::field(settings::FILE, &field),
                quoted(government.as_str()),
                expected,
            );
        }
    }
}

/// Every row is about a version that the package has.
pub(super) fn check_versions(table: &Table, definitions: &[Definition], findings: &mut Findings) {
    let (Some(id), Some(version)) = (table.column("definition"), table.column("version")) else {
        return;
    };
    for record in table.records() {
        let (id, version) = (record.cells[id].trim(), record.cells[version].trim());
        let versions: BTreeSet<&str> = definitions
            .iter()
            .filter(|one| one.id.as_str() == id)
            .map(|one| one.version.as_str())
            .collect();
        if versions.is_empty() && !id.is_empty() {
            let place = Place::cell(table.file, record.number, "definition");
            findings.fault(place, quoted(id), "the id of a definition in definitions/");
        } else if !version.is_empty() && !versions.is_empty() && !versions.contains(version) {
            let place = Place::cell(table.file, record.number, "version");
            findings.fault(place, quoted(version), one_of(versions));
        }
    }
}

/// A definition that says that it is agreed shows who agreed.
pub(super) fn check_agreed(
    definitions: &[Definition],
    rules: &EngagementRules,
    engagements: &[Engagement],
    findings: &mut Findings,
) {
    for definition in definitions.iter().filter(|one| one.standing == Standing::Agreed) {
        for missing in missing_agreements(definition, rules, engagements) {
            let field = format!("{} {}", definition.id, definition.version);
            let found = match missing.latest {
                None => format!("no word of {} on this text", missing.body.id),
                Some(position) => format!("the position {} of {} on this text", position.as_str(), missing.body.id),
            };
            let expected = format!(
                "agree, because the text of digest {} says that it is agreed",
                definition.digest()
            );
            findings.fault(Place::field(FILE, &field), found, expected);
        }
        if !rules.bodies.iter().any(|body| body.required) {
            let expected = "one body or more with required = true, because a definition says that it is agreed";
            findings.fault(
                Place::field(settings::FILE, "engagement.bodies"),
                "no body whose agreement is required",
                expected,
            );
        }
    }
}
