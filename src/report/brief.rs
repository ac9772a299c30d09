//! The brief of a community: two pages, in one language.

use evenreach_press::{Block, Cell, Column, Document, Figure, Layout, Sheet, Table, Text};

use super::map::{self, Mark, Place};
use super::meeting::MOST_PLACES;
use super::parts::{self, Cited, heading, is_open, note, paragraph};
use super::rules;
use super::told::Told;
use super::ways;
use super::words::{self, filled};
use crate::disclosure::People;
use crate::equity::{Finding, MeasuredOver};
use crate::model::{Community, Level};

/// Most requests and sources which two pages have room for; of more, it is said how many.
const MOST_REQUESTS: usize = 10;
const MOST_SOURCES: usize = 16;

/// The brief of a community, from what was found of it.
pub fn brief(told: &Told<'_>, community: usize) -> Document {
    let words = told.words();
    let one = &told.package().communities[community];
    let findings: Vec<&Finding<'_>> = told
        .findings
        .iter()
        .filter(|finding| finding.gap.community == community)
        .collect();
    let title = named_title(words.brief_of, one);
    let subtitle = match &one.traditional_name {
        Some(own) if *own != one.name => Text::of(own, Told::language_of_name(one))
            .then(" · ")
            .then(told.territory()),
        _ => Text::from(told.territory()),
    };
    let sheets = vec![
        Sheet {
            is_wide: false,
            blocks: first(told, community, &findings),
        },
        Sheet {
            is_wide: false,
            blocks: second(told, community, &findings),
        },
    ];
    parts::document(told, title, subtitle, Layout::Sheets, sheets)
}

/// The title with the community's name in it, marked as a name of its language.
fn named_title(title: &str, one: &Community) -> Text {
    let is_own = one.traditional_name.as_ref() == Some(&one.name);
    let language = Told::language_of_name(one).filter(|_| is_own);
    let (before, after) = title.split_once("{}").unwrap_or((title, ""));
    let text = Text::from(before).then(Text::of(&one.name, language));
    if after.is_empty() { text } else { text.then(after) }
}

fn first(told: &Told<'_>, community: usize, findings: &[&Finding<'_>]) -> Vec<Block> {
    let words = told.words();
    let mut left = vec![
        heading(1, words.about_place),
        Block::Facts {
            pairs: facts(told, community),
        },
    ];
    let mut right = Vec::new();
    if let Some(figure) = place_map(told, community) {
        right.push(Block::Figure(figure));
    }
    let means = ways::to_community(told, community);
    left.push(heading(1, words.getting_there));
    left.push(if means.is_empty() {
        paragraph(match told.basis().measured_over() {
            MeasuredOver::Network => words.no_links,
            MeasuredOver::StraightLines => words.by_straight_lines,
        })
    } else {
        Block::List {
            items: means,
            is_small: false,
        }
    });
    let mut blocks = vec![Block::Beside {
        share: 0.6,
        columns: [left, right],
    }];
    blocks.push(heading(1, words.what_people_reach));
    blocks.push(if findings.is_empty() {
        paragraph(words.no_standards)
    } else {
        Block::Table(outcomes(told, findings))
    });
    if let Some(said) = ways::through_care(told, community) {
        blocks.push(heading(1, words.way_through_care));
        blocks.push(paragraph(said));
    }
    blocks
}

fn facts(told: &Told<'_>, community: usize) -> Vec<(Text, Text)> {
    let (package, words) = (told.package(), told.words());
    let one = &package.communities[community];
    let people = People::of(package);
    let parts = package
        .communities
        .iter()
        .filter(|part| part.part_of.as_ref() == Some(&one.id));
    let parts: Vec<&str> = parts.map(|part| part.name.as_str()).collect();
    let mut languages = Text::default();
    for code in &one.indigenous_languages {
        let Some(language) = package.languages.iter().find(|language| language.code == *code) else {
            continue;
        };
        if !languages.0.is_empty() {
            languages = languages.then(", ");
        }
        languages = languages.then(Text::of(&language.name_self, Some(code.as_str())));
        if language.name_self != language.name_en {
            languages = languages.then(format!(" ({})", language.name_en));
        }
    }
    let governments = one.indigenous_governments.iter().filter_map(|id| {
        let government = package.governments.iter().find(|government| government.id == *id)?;
        Some(government.name.as_str())
    });
    let governments: Vec<&str> = governments.collect();
    let own = one
        .traditional_name
        .as_ref()
        .map_or_else(Text::default, |name| Text::of(name, Told::language_of_name(one)));
    let optional = |text: Option<&String>| text.map_or_else(Text::default, |text| Text::from(text.as_str()));
    let region = match (&one.region, &one.hss_region) {
        (Some(region), Some(health)) if region != health => Text::from(format!(
            "{region} ({}{}{health})",
            words.health_region.to_lowercase(),
            words.colon
        )),
        (region, health) => optional(region.as_ref().or(health.as_ref())),
    };
    let facility = one.health_facility.as_deref();
    let facility = facility.map_or_else(Text::default, |word| words::facility(told.language, word).into());
    let pairs = [
        (words.own_name, own),
        (words.former_name, optional(one.former_name.as_ref())),
        (words.people, told.people(&people, community).into()),
        (words.includes, parts.join(", ").into()),
        (words.region, region),
        (words.authority, optional(one.authority.as_ref())),
        (words.governance, optional(one.governance.as_ref())),
        (words.languages, languages),
        (words.governments, governments.join("; ").into()),
        (words.facility, facility),
    ];
    let said = pairs.into_iter().filter(|(_, said)| !said.plain().is_empty());
    said.map(|(thing, said)| (Text::from(thing), said)).collect()
}

fn place_map(told: &Told<'_>, community: usize) -> Option<Figure> {
    let (package, words) = (told.package(), told.words());
    let here = community..community + 1;
    let all = 0..package.communities.len();
    let drawn = if all.len() > MOST_PLACES { here } else { all };
    let places: Vec<Place> = drawn
        .map(|at| Place {
            community: at,
            mark: if at == community { Mark::This } else { Mark::Plain },
            is_named: at == community,
        })
        .collect();
    let one = &package.communities[community];
    let alt = match &one.region {
        Some(region) => filled(words.place_alt, &[told.territory(), &one.name, region]),
        None => filled(words.place_alt_no_region, &[told.territory(), &one.name]),
    };
    Some(Figure {
        alt,
        ..map::picture(told, 250.0, &places, false)?
    })
}

fn outcomes(told: &Told<'_>, findings: &[&Finding<'_>]) -> Table {
    let words = told.words();
    let row = |finding: &&Finding<'_>| {
        let standard = &told.definition.standards[finding.gap.standard];
        vec![
            Cell::from(told.own(&standard.title)),
            parts::outcome_cell(told, finding.outcome),
            parts::days(told, finding.day_counts).into(),
            why(told, finding).into(),
        ]
    };
    Table {
        caption: filled(words.outcomes_caption, &[&parts::days_asked(told)]).into(),
        columns: vec![
            Column::words(words.kind_of_help, 1.5),
            Column::words(words.outcome, 1.25),
            Column::words(words.days_a_year, 1.15),
            Column::words(words.why, 4.4),
        ],
        rows: findings.iter().map(row).collect(),
        is_small: false,
    }
}

/// Why it is so. What nobody has published stands on the other page.
fn why(told: &Told<'_>, finding: &Finding<'_>) -> String {
    if finding.outcome.settled().is_some() {
        return finding.reason.sentences(told.language);
    }
    let known = finding.reason.knowns(told.language);
    let see = told.words().see_not_known;
    if known.is_empty() { see.to_owned() } else { known }
}

fn second(told: &Told<'_>, community: usize, findings: &[&Finding<'_>]) -> Vec<Block> {
    let words = told.words();
    let mut blocks = vec![heading(1, words.way_to_nearest)];
    blocks.push(Block::Table(nearest(told, findings)));
    blocks.push(heading(1, words.asked_for));
    blocks.extend(asked(told, findings));
    blocks.push(heading(1, words.what_would_help));
    blocks.extend(helping(told, findings));
    blocks.push(heading(1, words.not_known));
    blocks.extend(unknown(told, findings));
    blocks.push(heading(1, words.how_measured));
    blocks.push(paragraph(told.own(&told.definition.description)));
    blocks.push(Block::Facts {
        pairs: parts::question(told),
    });
    blocks.push(heading(1, words.sources));
    blocks.extend(sources(told, community, findings));
    blocks
}

fn nearest(told: &Told<'_>, findings: &[&Finding<'_>]) -> Table {
    let words = told.words();
    let row = |finding: &&Finding<'_>| {
        let standard = &told.definition.standards[finding.gap.standard];
        let mut cells = vec![Cell::from(told.own(&standard.title))];
        match ways::to_nearest(told, finding) {
            Some(found) => cells.extend(found.map(Cell::from)),
            None => cells.extend([words.nothing_to_reach.into(), Cell::default(), Cell::default()]),
        }
        cells
    };
    Table {
        caption: words.way_caption.into(),
        columns: vec![
            Column::words(words.kind_of_help, 1.5),
            Column::words(words.nearest, 2.3),
            Column::words(words.time, 1.1),
            Column::words(words.how, 3.2),
        ],
        rows: findings.iter().map(row).collect(),
        is_small: true,
    }
}

fn asked(told: &Told<'_>, findings: &[&Finding<'_>]) -> Vec<Block> {
    let (package, words) = (told.package(), told.words());
    let mut requests: Vec<usize> = findings
        .iter()
        .flat_map(|finding| finding.requests.iter().copied())
        .collect();
    requests.sort_unstable();
    requests.dedup();
    // What was asked last is answered least.
    requests.sort_by_key(|at| std::cmp::Reverse(package.requests[*at].date));
    if requests.is_empty() {
        return vec![paragraph(words.nothing_asked)];
    }
    let item = |at: &usize| {
        let request = &package.requests[*at];
        let kind = package
            .service_types
            .iter()
            .find(|kind| kind.id == request.service_type);
        let kind = kind.map_or_else(|| request.service_type.as_str(), |kind| told.own(&kind.name));
        let mode = request.delivery_mode.known();
        let mode = mode.map_or_else(String::new, |mode| {
            format!(", {}", words::delivery(told.language, mode))
        });
        let date = request
            .date
            .map_or_else(|| words.undated.to_owned(), |date| date.to_string());
        let status = words::status(told.language, request.status);
        Text::strong(request.requested_by.as_str()).then(format!(" ({date}){}{kind}{mode}; {status}", words.colon))
    };
    let mut items: Vec<Text> = requests.iter().take(MOST_REQUESTS).map(item).collect();
    if requests.len() > MOST_REQUESTS {
        let further = (requests.len() - MOST_REQUESTS).to_string();
        items.push(filled(words.further_requests, &[&further]).into());
    }
    vec![note(words.asked_note), Block::List { items, is_small: true }]
}

fn helping(told: &Told<'_>, findings: &[&Finding<'_>]) -> Vec<Block> {
    let words = told.words();
    let items: Vec<Text> = findings
        .iter()
        .filter(|finding| is_open(finding))
        .map(|finding| {
            let standard = &told.definition.standards[finding.gap.standard];
            let ways = standard.ways.iter().filter(|way| way.level == Level::Met);
            let ways: Vec<&str> = ways.map(|way| rules::title(told, way)).collect();
            Text::strong(told.own(&standard.title)).then(format!("{}{}", words.colon, ways.join(words.or)))
        })
        .collect();
    if items.is_empty() {
        return vec![paragraph(words.all_met)];
    }
    vec![note(words.would_meet), Block::List { items, is_small: true }]
}

fn unknown(told: &Told<'_>, findings: &[&Finding<'_>]) -> Vec<Block> {
    let words = told.words();
    let open = findings.iter().filter(|finding| finding.outcome.settled().is_none());
    let items = open.filter_map(|finding| {
        let said = finding.reason.unknowns(told.language).join(" ");
        let title = told.own(&told.definition.standards[finding.gap.standard].title);
        (!said.is_empty()).then(|| Text::strong(title).then(format!("{}{said}", words.colon)))
    });
    let items: Vec<Text> = items.collect();
    if items.is_empty() {
        return vec![paragraph(words.nothing_open)];
    }
    vec![note(words.not_known_note), Block::List { items, is_small: true }]
}

fn sources(told: &Told<'_>, community: usize, findings: &[&Finding<'_>]) -> Vec<Block> {
    let (package, words) = (told.package(), told.words());
    let one = &package.communities[community];
    let mut cited = Cited::default();
    for finding in findings {
        if let Some(nearest) = finding.nearest {
            cited.cite(told, &package.services[nearest.service].provenance.sources);
        }
        for request in &finding.requests {
            cited.cite(told, &package.requests[*request].provenance.sources);
        }
    }
    cited.cite(told, &one.provenance.sources);
    let (mut text, further) = cited.told(MOST_SOURCES);
    if further > 0 {
        let further = filled(words.further_sources, &[&further.to_string()]);
        text = text.then(format!(" · {further}"));
    }
    vec![
        note(text),
        note(format!(
            "{} {} {} {}",
            words.untranslated,
            words.method_viewer,
            told.own(&package.settings.credit),
            filled(words.same_again, &[told.view.data_digest()])
        )),
    ]
}
