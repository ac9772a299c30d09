//! Communities by kinds of help: the whole of it in one table.

use evenreach_press::{Block, Cell, Column, Table, Text};

use super::agenda::Chosen;
use super::parts::{days_asked, note, tone};
use super::told::Told;
use super::words::filled;
use crate::equity::Finding;
use crate::model::Outcome;

/// The matrix with its key.
pub fn blocks(told: &Told<'_>, chosen: &Chosen) -> Vec<Block> {
    let words = told.words();
    let letters = [words.letter_met, words.letter_partly, words.letter_unmet];
    let standards: Vec<usize> = chosen.standards();
    let mut columns = vec![Column::words(words.place, 1.9)];
    let titles = standards
        .iter()
        .map(|at| told.own(&told.definition.standards[*at].title));
    columns.extend(titles.map(|title| Column::words(title, 1.0)));
    let communities = 0..told.package().communities.len();
    let rows = communities.map(|community| row(told, community, &standards));
    vec![
        note(filled(words.matrix_key, &letters)),
        Block::Table(Table {
            caption: filled(words.matrix_caption, &[&days_asked(told)]).into(),
            columns,
            rows: rows.collect(),
            is_small: true,
        }),
    ]
}

fn row(told: &Told<'_>, community: usize, standards: &[usize]) -> Vec<Cell> {
    let name = Text::from(told.package().communities[community].name.as_str());
    let mut cells = vec![Cell::from(name)];
    let of = |standard: &usize| {
        let found = told.findings.iter();
        let mut found = found.filter(|one| one.gap.community == community);
        found.find(|one| one.gap.standard == *standard)
    };
    cells.extend(standards.iter().map(|standard| match of(standard) {
        None => told.words().does_not_apply.into(),
        Some(finding) => cell(told, finding),
    }));
    cells
}

fn cell(told: &Told<'_>, finding: &Finding<'_>) -> Cell {
    let words = told.words();
    let letter = match finding.outcome.settled() {
        Some(Outcome::Met) => words.letter_met,
        Some(Outcome::PartlyMet) => words.letter_partly,
        Some(Outcome::Unmet) => words.letter_unmet,
        None => "?",
    };
    Cell {
        text: Text::strong(letter).then(format!("\u{a0}{}", finding.day_counts.met)),
        tone: Some(tone(finding.outcome)),
    }
}
