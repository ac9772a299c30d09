//! Where next: open requests and gaps in order, with how firm each rank is.

use evenreach_press::{Block, Cell, Column, Table, Text};

use super::agenda::Weighed;
use super::parts::{heading, note, paragraph, range};
use super::told::Told;
use super::words::{self, filled};
use crate::exchange::priorities::{criterion_title, option_title};
use crate::model::Interval;
use crate::planning::priorities::{Criterion, Need, Preset};

/// Most options that stand on paper.
const MOST_OPTIONS: usize = 25;

/// The ranking with its weights and what its columns mean; nothing where there is no option.
pub fn blocks(told: &Told<'_>, weighed: &Weighed) -> Vec<Block> {
    let words = told.words();
    let mut blocks = vec![heading(1, words.ranking)];
    if weighed.options.is_empty() {
        blocks.push(paragraph(words.nothing_to_rank));
        return blocks;
    }
    let drawn = words::count(told.language, weighed.settings.samples as u64);
    blocks.extend([
        paragraph(words.ranking_note),
        paragraph(weights(told, weighed)),
        note(filled(words.ranking_key, &[&drawn, &weighed.settings.seed.to_string()])),
        Block::Table(table(told, weighed)),
    ]);
    blocks
}

/// How many options there are, which comes first, and how firmly.
pub fn in_short(told: &Told<'_>, weighed: &Weighed) -> String {
    let words = told.words();
    let (options, ranking) = (&weighed.options, &weighed.ranking);
    let Some(first) = ranking.in_order(options).first().copied() else {
        return words.nothing_to_rank.to_owned();
    };
    let title = option_title(told.package(), told.definition, &options[first]);
    let share = ranking.by_both.shares(first).first().copied().unwrap_or_default();
    let count = words::count(told.language, options.len() as u64);
    filled(
        words.contents_ranking,
        &[&count, told.own(&title), &words::percent(told.language, share)],
    )
}

/// What each criterion weighs.
fn weights(told: &Told<'_>, weighed: &Weighed) -> Text {
    let words = told.words();
    let named = match weighed.preset {
        Some(Preset::Even) => words.preset_even,
        Some(Preset::People) => words.preset_people,
        Some(Preset::Places) => words.preset_places,
        Some(Preset::WorstOff) => words.preset_worst_off,
        Some(Preset::Asked) => words.preset_asked,
        None => words.weights_by_hand,
    };
    let each = weighed.settings.criteria().map(|one| {
        let title = criterion_title(one, &Need::Shortfall);
        let share = words::percent(told.language, weighed.settings.weights[one.place()]);
        format!("{} {share}", told.own(&title))
    });
    let each: Vec<String> = each.collect();
    Text::strong(named).then(format!("{}{}.", words.colon, each.join("; ")))
}

fn table(told: &Told<'_>, weighed: &Weighed) -> Table {
    let words = told.words();
    let (options, ranking) = (&weighed.options, &weighed.ranking);
    let shown = options.len().min(MOST_OPTIONS);
    let rows = ranking.in_order(options).into_iter().take(shown).map(|at| {
        let option = &options[at];
        let title = option_title(told.package(), told.definition, option);
        let (best, worst) = ranking.possible[at];
        let (surely, perhaps) = option.places_gaining;
        let people = option.raw[Criterion::People.place()];
        let first = ranking.by_both.shares(at).first().copied().unwrap_or_default();
        vec![
            Cell::from(ranking.ranks[at].to_string()),
            told.own(&title).into(),
            between(told, ranking.scores[at]).into(),
            range(best.to_string(), &worst.to_string()).into(),
            words::percent(told.language, first).into(),
            if option.withheld {
                words.people_withheld.into()
            } else {
                range(
                    words::count(told.language, people.at_least as u64),
                    &words::count(told.language, people.at_most as u64),
                )
                .into()
            },
            ranking.people_ranks[at].to_string().into(),
            range(surely.to_string(), &perhaps.to_string()).into(),
            ranking.place_ranks[at].to_string().into(),
        ]
    });
    Table {
        caption: filled(words.ranking_caption, &[&shown.to_string(), &options.len().to_string()]).into(),
        columns: vec![
            Column::number(words.rank, 0.55),
            Column::words(words.option, 3.6),
            Column::number(words.score, 1.15),
            Column::number(words.possible_ranks, 1.05),
            Column::number(words.share_first, 0.8),
            Column::number(words.people_gaining, 1.25),
            Column::number(words.by_people, 1.25),
            Column::number(words.places_gaining, 1.0),
            Column::number(words.by_places, 0.9),
        ],
        rows: rows.collect(),
        is_small: true,
    }
}

/// A weighted sum as a share of all that there is to have.
fn between(told: &Told<'_>, score: Interval<f64>) -> String {
    range(
        words::percent(told.language, score.at_least),
        &words::percent(told.language, score.at_most),
    )
}
