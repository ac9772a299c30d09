//! What both reports have: head and foot, the question, outcomes in cells, sources.

use std::collections::BTreeSet;

use evenreach_press::{Block, Cell, Document, Layout, Run, Sheet, Text, Tone};

use super::told::Told;
use super::words::{self, filled};
use crate::equity::{DayCounts, Finding, Scope};
use crate::model::{Impedance, Interval, Outcome, Source, SourceKey};

/// A document with everything that stands on every page.
pub fn document(told: &Told<'_>, title: Text, subtitle: Text, layout: Layout, sheets: Vec<Sheet>) -> Document {
    let words = told.words();
    let short = |digest: &str| digest.chars().take(12).collect::<String>();
    let footer = [
        "Evenreach".to_owned(),
        told.territory().to_owned(),
        filled(words.records_as_of, &[&told.question.as_of.to_string()]),
        filled(words.facts_digest, &[&short(told.view.data_digest())]),
        filled(words.text_digest, &[&short(told.definition_digest)]),
    ];
    Document {
        language: told.press_language(),
        title,
        subtitle,
        notice: words::notice(told.language, told.definition.standing).to_owned(),
        footer: footer.join(" · "),
        page_words: [words.page.to_owned(), words.of_pages.to_owned()],
        date: told.date(),
        layout,
        sheets,
    }
}

pub fn heading(level: u8, text: impl Into<Text>) -> Block {
    Block::Heading {
        level,
        text: text.into(),
    }
}

pub fn paragraph(text: impl Into<Text>) -> Block {
    Block::Paragraph {
        text: text.into(),
        is_small: false,
    }
}

pub fn note(text: impl Into<Text>) -> Block {
    Block::Paragraph {
        text: text.into(),
        is_small: true,
    }
}

/// The days asked about, in words that follow an outcome: `over the whole year`.
pub fn days_asked(told: &Told<'_>) -> String {
    let words = told.words();
    match told.scope {
        Scope::Year => words.whole_year.to_owned(),
        Scope::Day(day) => filled(words.on_day, &[&words::day(told.language, *day)]),
        Scope::Season(id, _) => {
            let season = told.package().territory_seasons().find(|one| one.id == *id);
            let name = season.map_or_else(|| id.as_str(), |one| told.own(&one.name));
            filled(words.in_season, &[name])
        }
    }
}

pub const fn tone(outcome: Interval<Outcome>) -> Tone {
    match (outcome.at_least, outcome.at_most) {
        (Outcome::Met, Outcome::Met) => Tone::Good,
        (Outcome::PartlyMet, Outcome::PartlyMet) => Tone::Partly,
        (Outcome::Unmet, Outcome::Unmet) => Tone::Bad,
        _ => Tone::Unknown,
    }
}

/// An outcome as a cell, with what is still possible where nobody can tell.
pub fn outcome_cell(told: &Told<'_>, outcome: Interval<Outcome>) -> Cell {
    let language = told.language;
    let text = Text::strong(words::outcome(language, outcome.settled()));
    let range = words::outcome_range(language, outcome);
    Cell {
        text: if range.is_empty() {
            text
        } else {
            text.then(format!(", {range}"))
        },
        tone: Some(tone(outcome)),
    }
}

/// Days of a year by outcome: `365 met`, `200 met, 165 not met`.
pub fn days(told: &Told<'_>, counts: DayCounts) -> String {
    let named = [
        (counts.met, Some(Outcome::Met)),
        (counts.partly_met, Some(Outcome::PartlyMet)),
        (counts.unmet, Some(Outcome::Unmet)),
        (counts.unknown, None),
    ];
    let named = named.into_iter().filter(|(days, _)| *days > 0);
    let named = named.map(|(days, outcome)| format!("{days}\u{a0}{}", words::outcome_within(told.language, outcome)));
    named.collect::<Vec<_>>().join(", ")
}

/// What was asked, for whoever wants to ask it again.
pub fn question(told: &Told<'_>) -> Vec<(Text, Text)> {
    let (words, definition) = (told.words(), told.definition);
    let version = filled(words.version, &[&definition.version]);
    let pair = |thing: &str, said: String| (Text::from(thing), Text::from(said));
    let mut pairs = vec![
        pair(words.definition, format!("{}, {version}", told.own(&definition.title))),
        pair(
            words.standing,
            words::notice(told.language, definition.standing).to_owned(),
        ),
        pair(words.when, days_asked(told)),
        pair(
            words.supply,
            words::supply(told.language, told.question.supply).to_owned(),
        ),
        pair(words.as_of, told.question.as_of.to_string()),
        pair(
            words.travel_counted,
            match definition.impedance {
                Impedance::Travel => words.travel_only,
                Impedance::Journey => words.journey,
            }
            .to_owned(),
        ),
    ];
    if let Some(made_on) = told.package().settings.made_on {
        pairs.push(pair(words.facts_made_on, made_on.to_string()));
    }
    pairs
}

/// Sources that have been cited, each once, in the order in which they were.
#[derive(Debug, Default)]
pub struct Cited<'a> {
    seen: BTreeSet<&'a SourceKey>,
    sources: Vec<&'a Source>,
}

impl<'a> Cited<'a> {
    /// Cites some.
    pub fn cite(&mut self, told: &Told<'a>, keys: impl IntoIterator<Item = &'a SourceKey>) {
        for key in keys {
            if let Some(source) = told.source(key).filter(|_| self.seen.insert(key)) {
                self.sources.push(source);
            }
        }
    }

    /// Their titles in one paragraph, the first so many; and how many further ones there are.
    pub fn told(&self, most: usize) -> (Text, usize) {
        let mut text = Text::default();
        for (at, source) in self.sources.iter().take(most).enumerate() {
            if at > 0 {
                text = text.then(" · ");
            }
            text = text.then(named(source));
        }
        (text, self.sources.len().saturating_sub(most))
    }

    /// The same, one an item.
    pub fn items(&self) -> Vec<Text> {
        self.sources.iter().map(|source| named(source)).collect()
    }
}

fn named(source: &Source) -> Text {
    let about: Vec<&str> = [source.publisher.as_deref(), source.date.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let title = Run {
        text: source.title.clone(),
        link: source.url.clone(),
        ..Run::default()
    };
    let text = Text(vec![title]);
    if about.is_empty() {
        text
    } else {
        text.then(format!(" ({})", about.join(", ")))
    }
}

/// From one to the other, or the one where they are the same.
pub fn range(least: String, most: &str) -> String {
    if least == most {
        least
    } else {
        format!("{least}–{most}")
    }
}

/// Where a standard is not surely met.
pub fn is_open(finding: &Finding<'_>) -> bool {
    finding.outcome.at_least != Outcome::Met
}
