//! The package for a meeting: the question, the picture, who can reach what, what could be done and in which order, what
//! if, and on what all of it rests.

use evenreach_press::{Block, Cell, Column, Document, Figure, Layout, Sheet, Table, Text};

use super::agenda::{Agenda, Chosen};
use super::beside;
use super::map::{self, Mark, Place};
use super::matrix;
use super::parts::{self, Cited, heading, note, paragraph};
use super::ranking;
use super::rules;
use super::told::Told;
use super::words::{self, filled};
use crate::equity::{Finding, Tally};
use crate::exchange::scenario::of_all;
use crate::model::Outcome;
use crate::planning::priorities::Subject;

/// Most communities of a package for a meeting: of more, the map and the matrix would be no paper that anybody reads.
pub const MOST_PLACES: usize = 500;

/// The package, from what was found of every community and standard.
pub fn meeting(told: &Told<'_>, agenda: &Agenda<'_>) -> Document {
    let (words, chosen) = (told.words(), agenda.chosen);
    let title = filled(words.meeting, &[told.territory()]);
    let subtitle = format!(
        "{} · {}",
        words.meeting_package,
        filled(words.records_as_of, &[&told.question.as_of.to_string()])
    );
    let narrow = |blocks| Sheet { is_wide: false, blocks };
    let mut sheets = vec![narrow(cover(told, agenda))];
    sheets.extend(maps(told, chosen).into_iter().map(narrow));
    let mut blocks = vec![heading(1, words.matrix)];
    blocks.extend(matrix::blocks(told, chosen));
    sheets.push(Sheet { is_wide: true, blocks });
    sheets.push(narrow(ranking::blocks(told, agenda.weighed)));
    if !agenda.scenarios.is_empty() {
        sheets.push(narrow(beside::blocks(told, agenda)));
    }
    let mut blocks = vec![heading(1, words.definition_in_words)];
    blocks.extend(rules::blocks(told, |standard| chosen.has(standard)));
    blocks.extend(method(told, agenda));
    sheets.push(narrow(blocks));
    parts::document(told, title.into(), subtitle.into(), Layout::Flow, sheets)
}

fn cover(told: &Told<'_>, agenda: &Agenda<'_>) -> Vec<Block> {
    let (words, chosen) = (told.words(), agenda.chosen);
    let kinds = if chosen.is_all() {
        words.all_kinds.to_owned()
    } else {
        let standards = chosen.standards().into_iter();
        let titles = standards.map(|at| told.own(&told.definition.standards[at].title));
        titles.collect::<Vec<_>>().join("; ")
    };
    let mut pairs = vec![(Text::from(words.kinds_asked), Text::from(kinds))];
    pairs.extend(parts::question(told));
    vec![
        heading(1, words.the_question),
        Block::Facts { pairs },
        paragraph(told.own(&told.definition.description)),
        heading(1, words.in_short),
        Block::Table(in_short(told, chosen)),
        note(words.withheld_note),
        heading(1, words.in_package),
        Block::List {
            items: contents(told, agenda),
            is_small: false,
        },
    ]
}

/// What is in the package, each part with the first thing that it says.
fn contents(told: &Told<'_>, agenda: &Agenda<'_>) -> Vec<Text> {
    let words = told.words();
    let item = |part: &str, said: String| Text::strong(part).then(format!("{}{said}", words.colon));
    let standards = agenda.chosen.standards();
    let places = told.package().communities.len();
    let mut items = vec![
        item(words.maps, words.contents_maps.to_owned()),
        item(
            words.matrix,
            filled(
                words.contents_matrix,
                &[&places.to_string(), &standards.len().to_string()],
            ),
        ),
        item(words.ranking, ranking::in_short(told, agenda.weighed)),
    ];
    items.extend(agenda.scenarios.iter().map(|sketch| {
        let said = format!(
            "{}. {}",
            told.own(&sketch.scenario.name),
            told.own(&of_all(&sketch.compared))
        );
        item(words.contents_scenario, said)
    }));
    let choices = standards
        .iter()
        .filter(|at| told.definition.standards[**at].choice.is_some());
    items.push(item(
        words.definition_in_words,
        filled(words.contents_definition, &[&choices.count().to_string()]),
    ));
    items.push(item(words.contents_sources, words.contents_method.to_owned()));
    items
}

fn in_short(told: &Told<'_>, chosen: &Chosen) -> Table {
    let words = told.words();
    let standards = &told.definition.standards;
    let mut tally = Tally::new(told.basis(), told.scope, standards.len());
    for finding in told.findings {
        tally.take(finding.gap.community, finding.gap.standard, finding.outcome);
    }
    let summary = tally.summary();
    let rows = summary.groups.first().into_iter().flat_map(|whole| &whole.standards);
    let rows = rows.filter(|row| chosen.has(row.standard)).map(|row| {
        let mut cells = vec![Cell::from(told.own(&standards[row.standard].title))];
        let places = row.communities;
        let places = [places.met, places.partly_met, places.unmet, places.unknown];
        cells.extend(places.map(|count| Cell::from(words::count(told.language, count))));
        let people = row.people;
        let people = [people.met, people.partly_met, people.unmet, people.unknown];
        cells.extend(people.map(|count| {
            let count = count.get().copied();
            Cell::from(count.map_or_else(
                || words.people_withheld.to_owned(),
                |count| words::count(told.language, count),
            ))
        }));
        cells
    });
    Table {
        caption: filled(words.in_short_caption, &[&parts::days_asked(told)]).into(),
        columns: vec![
            Column::words(words.kind_of_help, 2.6),
            Column::number(words.places_met, 1.0),
            Column::number(words.places_partly, 1.0),
            Column::number(words.places_unmet, 1.0),
            Column::number(words.places_unknown, 1.0),
            Column::number(words.people_met, 1.0),
            Column::number(words.places_partly, 1.0),
            Column::number(words.places_unmet, 1.0),
            Column::number(words.places_unknown, 1.0),
        ],
        rows: rows.collect(),
        is_small: true,
    }
}

/// One standard gets a page with names; several get the names once, and then a small map each.
fn maps(told: &Told<'_>, chosen: &Chosen) -> Vec<Vec<Block>> {
    let words = told.words();
    match chosen.standards().as_slice() {
        [] => Vec::new(),
        [only] => {
            let Some(figure) = standard_map(told, *only, 560.0, true) else {
                return Vec::new();
            };
            let mut twin = vec![heading(1, words.same_in_words)];
            twin.push(Block::List {
                items: twins(told, *only),
                is_small: false,
            });
            vec![vec![heading(1, words.the_map), Block::Figure(figure)], twin]
        }
        several => {
            let Some(names) = names_map(told) else {
                return Vec::new();
            };
            let mut pages = vec![vec![heading(1, words.names_caption), Block::Figure(names)]];
            let figures: Vec<Block> = several
                .iter()
                .filter_map(|standard| standard_map(told, *standard, 330.0, false))
                .map(Block::Figure)
                .collect();
            for (at, page) in figures.chunks(4).enumerate() {
                let mut blocks = Vec::new();
                if at == 0 {
                    blocks.push(heading(1, words.maps));
                }
                for pair in page.chunks(2) {
                    blocks.push(Block::Beside {
                        share: 0.5,
                        columns: [pair[..1].to_vec(), pair[1..].to_vec()],
                    });
                }
                pages.push(blocks);
            }
            pages
        }
    }
}

fn names_map(told: &Told<'_>) -> Option<Figure> {
    let communities = told.package().communities.len();
    let places: Vec<Place> = (0..communities)
        .map(|community| Place {
            community,
            mark: Mark::Plain,
            is_named: true,
        })
        .collect();
    Some(Figure {
        share: 0.92,
        alt: filled(told.words().names_alt, &[told.territory(), &communities.to_string()]),
        ..map::picture(told, 560.0, &places, false)?
    })
}

fn of_standard<'t>(told: &'t Told<'_>, standard: usize) -> impl Iterator<Item = &'t Finding<'t>> {
    told.findings
        .iter()
        .filter(move |finding| finding.gap.standard == standard)
}

const OUTCOMES: [Option<Outcome>; 4] = [Some(Outcome::Met), Some(Outcome::PartlyMet), Some(Outcome::Unmet), None];

fn standard_map(told: &Told<'_>, standard: usize, width: f64, is_named: bool) -> Option<Figure> {
    let words = told.words();
    let places: Vec<Place> = of_standard(told, standard)
        .map(|finding| Place {
            community: finding.gap.community,
            mark: Mark::Outcome(finding.outcome),
            is_named,
        })
        .collect();
    let title = told.own(&told.definition.standards[standard].title);
    let when = parts::days_asked(told);
    let counts = OUTCOMES.map(|outcome| {
        let count = of_standard(told, standard)
            .filter(|finding| finding.outcome.settled() == outcome)
            .count();
        format!("{}{}{count}", words::outcome(told.language, outcome), words.colon)
    });
    Some(Figure {
        share: if is_named { 0.92 } else { 0.88 },
        alt: filled(words.map_alt, &[told.territory(), title, &when, &counts.join(", ")]),
        caption: filled(words.map_caption, &[title, &when]).into(),
        ..map::picture(told, width, &places, true)?
    })
}

/// The map in words: which communities have which outcome.
fn twins(told: &Told<'_>, standard: usize) -> Vec<Text> {
    let words = told.words();
    let of = |outcome: &Option<Outcome>| {
        let found = of_standard(told, standard).filter(|finding| finding.outcome.settled() == *outcome);
        let names: Vec<&str> = found
            .map(|finding| told.package().communities[finding.gap.community].name.as_str())
            .collect();
        (!names.is_empty()).then(|| {
            let title = format!("{} ({})", words::outcome(told.language, *outcome), names.len());
            Text::strong(title).then(format!("{}{}", words.colon, names.join(", ")))
        })
    };
    OUTCOMES.iter().filter_map(of).collect()
}

fn method(told: &Told<'_>, agenda: &Agenda<'_>) -> Vec<Block> {
    let (package, words, chosen) = (told.package(), told.words(), agenda.chosen);
    let modes: Vec<&str> = told
        .definition
        .modes
        .iter()
        .map(|mode| words::mode(told.language, *mode))
        .collect();
    let below = package.settings.suppress_below.to_string();
    let mut cited = Cited::default();
    for standard in chosen.standards() {
        let keys = &told.definition.standards[standard].sources;
        cited.cite(told, keys);
        let statements = package.statements.iter().filter(|one| keys.contains(&one.id));
        for statement in statements {
            cited.cite(told, &statement.sources);
        }
    }
    for finding in told.findings.iter().filter(|finding| chosen.has(finding.gap.standard)) {
        if let Some(nearest) = finding.nearest {
            cited.cite(told, &package.services[nearest.service].provenance.sources);
        }
        for request in &finding.requests {
            cited.cite(told, &package.requests[*request].provenance.sources);
        }
    }
    let ranked = agenda.weighed.options.iter().filter_map(|option| match option.subject {
        Subject::Request(request) => Some(request),
        Subject::Gap(..) | Subject::Position(_) => None,
    });
    for request in ranked {
        cited.cite(told, &package.requests[request].provenance.sources);
    }
    let mut blocks = vec![
        heading(1, words.method),
        Block::List {
            items: vec![
                words.method_unknown.into(),
                words.method_year.into(),
                filled(words.method_travel, &[&modes.join(", ")]).into(),
                words.method_shortfall.into(),
                words.method_ranking.into(),
                filled(words.method_people, &[&below]).into(),
                words.method_viewer.into(),
                words.untranslated.into(),
                filled(words.same_again, &[told.view.data_digest()]).into(),
            ],
            is_small: false,
        },
        heading(1, words.credit),
        paragraph(told.own(&package.settings.credit)),
        heading(1, words.sources),
    ];
    let items = cited.items();
    if !items.is_empty() {
        blocks.push(Block::List { items, is_small: true });
    }
    blocks
}
