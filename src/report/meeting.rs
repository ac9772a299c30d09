//! The package for a meeting: the question, the picture, who can reach what, where the gaps are widest, and on what all
//! of it rests.

use evenreach_press::{Block, Cell, Column, Document, Figure, Layout, Sheet, Table, Text};

use super::map::{self, Mark, Place};
use super::matrix;
use super::parts::{self, Cited, heading, is_open, note, paragraph};
use super::rules;
use super::told::Told;
use super::words::{self, filled};
use crate::disclosure::People;
use crate::equity::{Finding, Tally};
use crate::model::{Definition, Outcome};

/// Most communities of a package for a meeting: of more, the map and the matrix would be no paper that anybody reads.
pub const MOST_PLACES: usize = 500;

/// Most gaps that are ranked on paper.
const MOST_GAPS: usize = 60;

/// Which kinds of help the package is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    is_chosen: Vec<bool>,
}

impl Chosen {
    /// Those for which `is_chosen` holds, by their places in the definition.
    pub fn new(definition: &Definition, is_chosen: impl Fn(usize) -> bool) -> Self {
        Self {
            is_chosen: (0..definition.standards.len()).map(is_chosen).collect(),
        }
    }

    pub(super) fn standards(&self, definition: &Definition) -> Vec<usize> {
        (0..definition.standards.len()).filter(|at| self.has(*at)).collect()
    }

    fn has(&self, standard: usize) -> bool {
        self.is_chosen.get(standard).copied().unwrap_or(false)
    }

    fn is_all(&self) -> bool {
        self.is_chosen.iter().all(|one| *one)
    }
}

/// The package, from what was found of every community and standard.
pub fn meeting(told: &Told<'_>, chosen: &Chosen) -> Document {
    let words = told.words();
    let title = filled(words.meeting, &[told.territory()]);
    let subtitle = format!(
        "{} · {}",
        words.meeting_package,
        filled(words.records_as_of, &[&told.question.as_of.to_string()])
    );
    let narrow = |blocks| Sheet { is_wide: false, blocks };
    let mut sheets = vec![narrow(cover(told, chosen))];
    sheets.extend(maps(told, chosen).into_iter().map(narrow));
    let mut blocks = vec![heading(1, words.matrix)];
    blocks.extend(matrix::blocks(told, chosen));
    sheets.push(Sheet { is_wide: true, blocks });
    sheets.push(narrow(ranking(told, chosen)));
    let mut blocks = vec![heading(1, words.definition_in_words)];
    blocks.extend(rules::blocks(told, |standard| chosen.has(standard)));
    sheets.push(narrow(blocks));
    sheets.push(narrow(method(told, chosen)));
    parts::document(told, title.into(), subtitle.into(), Layout::Flow, sheets)
}

fn cover(told: &Told<'_>, chosen: &Chosen) -> Vec<Block> {
    let words = told.words();
    let kinds = if chosen.is_all() {
        words.all_kinds.to_owned()
    } else {
        let standards = chosen.standards(told.definition).into_iter();
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
    ]
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
    let number = |heading: &str| Column {
        heading: heading.into(),
        share: 1.0,
        is_number: true,
    };
    Table {
        caption: filled(words.in_short_caption, &[&parts::days_asked(told)]).into(),
        columns: vec![
            Column {
                heading: words.kind_of_help.into(),
                share: 2.6,
                is_number: false,
            },
            number(words.places_met),
            number(words.places_partly),
            number(words.places_unmet),
            number(words.places_unknown),
            number(words.people_met),
            number(words.places_partly),
            number(words.places_unmet),
            number(words.places_unknown),
        ],
        rows: rows.collect(),
        is_small: true,
    }
}

/// One standard gets a page with names; several get the names once, and then a small map each.
fn maps(told: &Told<'_>, chosen: &Chosen) -> Vec<Vec<Block>> {
    let words = told.words();
    match chosen.standards(told.definition).as_slice() {
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

fn ranking(told: &Told<'_>, chosen: &Chosen) -> Vec<Block> {
    let (package, words) = (told.package(), told.words());
    let mut gaps: Vec<&Finding<'_>> = told
        .findings
        .iter()
        .filter(|finding| chosen.has(finding.gap.standard) && is_open(finding))
        .collect();
    let people = |finding: &Finding<'_>| package.communities[finding.gap.community].population();
    gaps.sort_by(|one, other| {
        let by_shortfall = other.shortfall.at_least.total_cmp(&one.shortfall.at_least);
        let by_people = people(other).cmp(&people(one));
        by_shortfall
            .then(by_people)
            .then_with(|| (one.gap.community, one.gap.standard).cmp(&(other.gap.community, other.gap.standard)))
    });
    let shown = gaps.len().min(MOST_GAPS);
    let reckoned = People::of(package);
    let rows = gaps.iter().take(shown).enumerate().map(|(at, finding)| {
        let community = finding.gap.community;
        let standard = &told.definition.standards[finding.gap.standard];
        let requests = finding.requests.len();
        vec![
            Cell::from((at + 1).to_string()),
            Text::strong(package.communities[community].name.as_str()).into(),
            told.own(&standard.title).into(),
            parts::outcome_cell(told, finding.outcome),
            words::percent(told.language, finding.shortfall.at_least).into(),
            finding.day_counts.met.to_string().into(),
            told.people(&reckoned, community).into(),
            requests.to_string().into(),
        ]
    });
    let column = |heading: &str, share: f64, is_number: bool| Column {
        heading: heading.into(),
        share,
        is_number,
    };
    vec![
        heading(1, words.ranking),
        note(words.ranking_note),
        Block::Table(Table {
            caption: filled(words.ranking_caption, &[&shown.to_string(), &gaps.len().to_string()]).into(),
            columns: vec![
                column(words.rank, 0.5, true),
                column(words.place, 1.5, false),
                column(words.kind_of_help, 2.3, false),
                column(words.outcome, 2.0, false),
                column(words.shortfall, 0.9, true),
                column(words.days_met, 0.8, true),
                column(words.people, 1.3, true),
                column(words.asked_by, 0.9, true),
            ],
            rows: rows.collect(),
            is_small: true,
        }),
    ]
}

fn method(told: &Told<'_>, chosen: &Chosen) -> Vec<Block> {
    let (package, words) = (told.package(), told.words());
    let modes: Vec<&str> = told
        .definition
        .modes
        .iter()
        .map(|mode| words::mode(told.language, *mode))
        .collect();
    let below = package.settings.suppress_below.to_string();
    let mut cited = Cited::default();
    for standard in chosen.standards(told.definition) {
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
    let mut blocks = vec![
        heading(1, words.method),
        Block::List {
            items: vec![
                words.method_unknown.into(),
                words.method_year.into(),
                filled(words.method_travel, &[&modes.join(", ")]).into(),
                words.method_shortfall.into(),
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
