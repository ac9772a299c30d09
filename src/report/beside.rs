//! What if: scenarios beside today, and two of them beside each other.

use std::cmp::Reverse;

use evenreach_press::{Block, Cell, Column, Table, Text};

use super::agenda::{Agenda, Sketch};
use super::parts::{days_asked, heading, note, outcome_cell, paragraph, range};
use super::told::Told;
use super::words::{self, filled};
use crate::equity::Metrics;
use crate::exchange::scenario::{change_in_words, cost_of, of_all};
use crate::model::Interval;
use crate::planning::{Change, Compared, Direction, compare};

/// Most places of one scenario that stand on paper.
const MOST_CHANGES: usize = 10;

/// Scenarios beside today: what each standard comes to in all of them, then each with who gains and who loses.
pub fn blocks(told: &Told<'_>, agenda: &Agenda<'_>) -> Vec<Block> {
    let words = told.words();
    let mut blocks = vec![heading(1, words.scenarios), paragraph(words.scenarios_note)];
    blocks.push(Block::Table(metrics(told, agenda)));
    blocks.push(note(words.metrics_key));
    for (at, sketch) in agenda.scenarios.iter().enumerate() {
        blocks.push(heading(2, format!("{}. {}", at + 1, told.own(&sketch.scenario.name))));
        blocks.extend(one(told, sketch));
    }
    if let [first, second] = agenda.scenarios {
        let sides = [first.assessment(), second.assessment()];
        let standards = agenda.chosen.standards().into_iter();
        let between = compare(told.package(), sides, told.scope, standards);
        blocks.push(heading(2, words.from_first_to_second));
        blocks.push(paragraph(Text::strong(told.own(&of_all(&between)))));
        blocks.extend(places(told, words.from_first_to_second, &between));
    }
    blocks
}

/// Every standard as it stands today, and in each scenario.
fn metrics(told: &Told<'_>, agenda: &Agenda<'_>) -> Table {
    let words = told.words();
    let mut columns = vec![Column::words(words.kind_of_help, 1.9), Column::words(words.today, 1.4)];
    columns.extend(agenda.scenarios.iter().enumerate().map(|(at, sketch)| {
        let name = format!("{}. {}", at + 1, told.own(&sketch.scenario.name));
        Column::words(name, 1.4)
    }));
    let standards = agenda.chosen.standards().into_iter();
    let rows = standards.filter_map(|standard| {
        let of = |sketch: &Sketch| {
            let mut all = sketch.compared.standards.iter();
            let found = all.find(|one| one.standard == standard)?;
            Some((figures(told, &found.before), figures(told, &found.after)))
        };
        let (today, _) = agenda.scenarios.first().and_then(of)?;
        let mut cells = vec![
            Cell::from(told.own(&told.definition.standards[standard].title)),
            Cell::from(today),
        ];
        cells.extend(agenda.scenarios.iter().map(|sketch| match of(sketch) {
            Some((before, after)) if before != after => Text::strong(after).into(),
            _ => Cell::from(words.as_today),
        }));
        Some(cells)
    });
    Table {
        caption: filled(words.metrics_caption, &[&days_asked(told)]).into(),
        columns,
        rows: rows.collect(),
        is_small: true,
    }
}

/// Places in which a standard is surely met, the people there, and its days in the mean of places.
fn figures(told: &Told<'_>, metrics: &Metrics) -> String {
    let words = told.words();
    let count = |number| words::count(told.language, number);
    let people = metrics.people.met.get().copied();
    let people = people.map_or_else(|| words.people_withheld.to_owned(), count);
    let days = metrics.mean_days_met;
    let days = days.map_or_else(
        || words.does_not_apply.to_owned(),
        |days| words::number(told.language, days),
    );
    format!("{} / {people} / {days}", count(metrics.communities.met))
}

fn one(told: &Told<'_>, sketch: &Sketch) -> Vec<Block> {
    let (scenario, after) = (&sketch.scenario, &sketch.after);
    let mut blocks = Vec::new();
    if let Some(description) = &scenario.description {
        blocks.push(paragraph(told.own(description)));
    }
    let changes = scenario.changes.iter().zip(&after.supposed.made);
    let changes = changes.map(|(change, made)| {
        let said = change_in_words(after.basis.package(), change, made);
        Text::from(told.own(&said))
    });
    let changes: Vec<Text> = changes.collect();
    if !changes.is_empty() {
        blocks.push(Block::List {
            items: changes,
            is_small: false,
        });
    }
    blocks.push(paragraph(Text::strong(told.own(&of_all(&sketch.compared)))));
    if let Some(cost) = cost_of(scenario) {
        blocks.push(paragraph(told.own(&cost)));
    }
    blocks.extend(places(told, told.own(&scenario.name), &sketch.compared));
    blocks
}

/// What gets worse, and then what gets better, each by the days that it makes; nothing where nothing is otherwise.
fn places(told: &Told<'_>, name: &str, compared: &Compared) -> Vec<Block> {
    let words = told.words();
    let mut changes: Vec<(&Change, usize)> = Vec::new();
    for one in &compared.standards {
        changes.extend(one.changes().map(|change| (change, one.standard)));
    }
    // What is better in part and worse in part is worse for somebody.
    let is_gain = |change: &Change| change.direction() == Some(Direction::Gain);
    let (mut better, mut worse): (Vec<_>, Vec<_>) = changes.into_iter().partition(|(change, _)| is_gain(change));
    worse.sort_by_key(|(change, _)| {
        let days = change.days_gained();
        (!change.is_surely_lost(), days.at_least, days.at_most)
    });
    better.sort_by_key(|(change, _)| {
        let days = change.days_gained();
        Reverse(days.at_least.max(days.at_most))
    });
    let mut blocks = Vec::new();
    for (caption, changes) in [(words.worse_caption, worse), (words.better_caption, better)] {
        if changes.is_empty() {
            continue;
        }
        // Each names its scenario: a screen reader goes from table to table.
        blocks.push(Block::Table(table_of(told, filled(caption, &[name]), &changes)));
        let further = changes.len().saturating_sub(MOST_CHANGES);
        if further > 0 {
            blocks.push(note(filled(words.further_places, &[&further.to_string()])));
        }
    }
    blocks
}

fn table_of(told: &Told<'_>, caption: String, changes: &[(&Change, usize)]) -> Table {
    let words = told.words();
    let rows = changes.iter().take(MOST_CHANGES).map(|(change, standard)| {
        vec![
            Cell::from(Text::strong(told.package().communities[change.community].name.as_str())),
            told.own(&told.definition.standards[*standard].title).into(),
            outcome_cell(told, change.before.verdict.outcome),
            outcome_cell(told, change.after.verdict.outcome),
            met_on(change.before.days_met).into(),
            met_on(change.after.days_met).into(),
        ]
    });
    Table {
        caption: caption.into(),
        columns: vec![
            Column::words(words.place, 1.4),
            Column::words(words.kind_of_help, 2.4),
            Column::words(words.today, 1.9),
            Column::words(words.would_be, 1.9),
            Column::number(words.days_today, 0.9),
            Column::number(words.days_would_be, 0.9),
        ],
        rows: rows.collect(),
        is_small: true,
    }
}

/// Days on which it is met: surely, and at most.
fn met_on(days: Interval<u16>) -> String {
    range(days.at_least.to_string(), &days.at_most.to_string())
}
