//! Options in order, and how firm the order is.

use super::acceptability::{Contender, Tally, confidence, tally, utility};
use super::criterion::{CRITERIA, Criterion, Raw, Scale};
use super::draw::Sequence;
use super::first::{Nearest, always_before, is_first, nearest_weights, unknowns_to_be_first};
use super::options::PriorityOption;
use super::order::ranks;
use super::weights::{Preset, Thinkable, TooNarrow, Weights};
use crate::model::Interval;

/// Values of one option by each criterion, 0 to 1.
type Values = [f64; CRITERIA];

/// How options are weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What each criterion weighs.
    pub weights: Weights,
    /// Which other weightings are thought of.
    pub thinkable: Thinkable,
    /// Ends of scales that somebody set.
    pub scales: [Option<(f64, f64)>; CRITERIA],
    /// What draws begin from.
    pub seed: u64,
    /// How many are drawn.
    pub samples: usize,
    /// Options, by their places, of which it is asked what would have to be true for them to come first.
    pub first: Vec<usize>,
}

impl Settings {
    /// Whether a criterion is one of those that options are weighed by: the usual ones are, and another where somebody gave it
    /// a weight.
    pub fn weighs(&self, criterion: Criterion) -> bool {
        Criterion::USUAL.contains(&criterion) || self.weights[criterion.place()] > 0.0
    }

    /// Those that options are weighed by.
    pub fn criteria(&self) -> impl Iterator<Item = Criterion> {
        Criterion::ALL.into_iter().filter(|one| self.weighs(*one))
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            weights: Preset::Even.weights(),
            thinkable: Thinkable::default(),
            scales: [None; CRITERIA],
            seed: 1,
            samples: 10_000,
            first: Vec::new(),
        }
    }
}

/// Options weighed. Lists are in the order of the options.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// How figures become values, in the order of the criteria.
    pub scales: [Scale; CRITERIA],
    /// Values at the least and the most favourable reading of what is not known of the option.
    pub values: Vec<[Raw; CRITERIA]>,
    /// Weighted sums at both.
    pub scores: Vec<Interval<f64>>,
    /// Ranks by what is sure; equals share the better one.
    pub ranks: Vec<usize>,
    /// Best and worst rank under these weights, whatever the unknown turns out to be.
    pub possible: Vec<(usize, usize)>,
    /// Ranks by people gaining alone.
    pub people_ranks: Vec<usize>,
    /// Ranks by places gaining alone.
    pub place_ranks: Vec<usize>,
    /// Ranks counted with weights drawn and facts at what is sure.
    pub by_weights: Tally<CRITERIA>,
    /// Ranks counted with facts drawn and these weights.
    pub by_facts: Tally<CRITERIA>,
    /// Ranks counted with both drawn.
    pub by_both: Tally<CRITERIA>,
    /// Confidence factors; `None` where no drawn weighting puts the option first.
    pub confidence: Vec<Option<f64>>,
    /// What would have to be true for those of which it was asked.
    pub first: Vec<First>,
}

impl Ranking {
    /// Places of the options that were weighed, in the order of their ranks, and of their ids among equals.
    pub fn in_order(&self, options: &[PriorityOption]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..options.len()).collect();
        order.sort_by_key(|&at| (self.ranks[at], &options[at].id));
        order
    }
}

/// What would have to be true for an option to come first.
#[derive(Clone, Debug, PartialEq)]
pub struct First {
    /// The option.
    pub option: usize,
    /// Whether it is first, alone or with others.
    pub is_first: bool,
    /// The nearest weights that put it first by what is sure; `None` where none do.
    pub weights: Option<Nearest>,
    /// The same if what is not known of it, and of it alone, came out favourably.
    pub weights_at_best: Option<Nearest>,
    /// The smallest sets of criteria, as places, in which that alone would do under the weights as they are.
    pub facts: Vec<Vec<usize>>,
    /// Options that stand before it by what is sure whatever the weights.
    pub always_behind: Vec<usize>,
}

/// Weighs options.
///
/// A rank is one more than the number of options with a greater weighted sum by what is sure. What is not known is drawn
/// evenly between its ends, for each option and criterion by itself, and whole numbers where only these can be.
///
/// # Errors
/// Where hardly any weighting keeps the bounds.
pub fn rank(options: &[PriorityOption], settings: &Settings) -> Result<Ranking, TooNarrow> {
    let scales: [Scale; CRITERIA] = Criterion::ALL.map(|criterion| match settings.scales[criterion.place()] {
        // One that nobody weighs by tells no options apart.
        _ if !settings.weighs(criterion) => Scale::over([]),
        Some((from, to)) => Scale { from, to, is_set: true },
        None => Scale::over(options.iter().map(|one| one.raw[criterion.place()])),
    });
    let values: Vec<[Raw; CRITERIA]> = options
        .iter()
        .map(|one| {
            std::array::from_fn(|at| Interval {
                at_least: scales[at].value(one.raw[at].at_least),
                at_most: scales[at].value(one.raw[at].at_most),
            })
        })
        .collect();
    let end = |of: fn(&Raw) -> f64| -> Vec<Values> { values.iter().map(|one| one.each_ref().map(of)).collect() };
    let (surely, perhaps) = (end(|raw| raw.at_least), end(|raw| raw.at_most));
    let weights = settings.weights;
    let sums = |values: &[Values]| -> Vec<i64> { values.iter().map(|one| utility(one, &weights)).collect() };
    let (least, most) = (sums(&surely), sums(&perhaps));
    let open = open_figures(options, &scales, settings.seed);
    let drawn = settings
        .thinkable
        .draw(Sequence::new(settings.seed).named("weights"), settings.samples)?;
    let count = options.len();
    let [by_weights] = tally(settings.samples, &surely, |sample, _| [drawn[sample]]);
    let [by_facts, by_both] = tally(settings.samples, &surely, |sample, values| {
        draw(&open, sample, values);
        [weights, drawn[sample]]
    });
    let contenders = (0..count).filter_map(|option| {
        let weights = by_both.central_weights(option)?;
        let least = utility(&surely[option], &weights);
        let may_be_before = |other: &usize| *other != option && utility(&perhaps[*other], &weights) > least;
        Some(Contender {
            option,
            weights,
            rivals: (0..count).filter(may_be_before).collect(),
        })
    });
    let contenders: Vec<Contender<CRITERIA>> = contenders.collect();
    let factors = confidence(settings.samples, &surely, &contenders, |sample, values| {
        draw(&open, sample, values);
    });
    let mut confidence = vec![None; count];
    for (contender, factor) in contenders.iter().zip(factors) {
        confidence[contender.option] = Some(factor);
    }
    let first = settings.first.iter().map(|&option| {
        let mut at_best = surely.clone();
        at_best[option] = perhaps[option];
        First {
            option,
            is_first: is_first(option, &surely, &weights),
            weights: nearest_weights(option, &surely, &weights, &settings.thinkable),
            weights_at_best: nearest_weights(option, &at_best, &weights, &settings.thinkable),
            facts: unknowns_to_be_first(option, &surely, &perhaps, &weights),
            always_behind: always_before(option, &surely),
        }
    });
    let by = |of: &dyn Fn(&PriorityOption) -> i64| ranks(&options.iter().map(of).collect::<Vec<_>>());
    Ok(Ranking {
        scores: (0..count).map(|at| score(&values[at], &weights)).collect(),
        ranks: ranks(&least),
        possible: (0..count).map(|at| possible(at, &least, &most)).collect(),
        people_ranks: by(&|one| one.raw[Criterion::People.place()].at_least as i64),
        place_ranks: by(&|one| i64::try_from(one.places_gaining.0).unwrap_or(i64::MAX)),
        first: first.collect(),
        confidence,
        by_weights,
        by_facts,
        by_both,
        values,
        scales,
    })
}

fn score(values: &[Raw; CRITERIA], weights: &Weights) -> Interval<f64> {
    let sum = |of: fn(&Raw) -> f64| values.iter().zip(weights).map(|(raw, weight)| of(raw) * weight).sum();
    Interval {
        at_least: sum(|raw| raw.at_least),
        at_most: sum(|raw| raw.at_most),
    }
}

/// Best and worst rank: with all that is unknown for the option and against the others, and the other way round.
fn possible(option: usize, least: &[i64], most: &[i64]) -> (usize, usize) {
    let others = |above: &dyn Fn(usize) -> bool| (0..least.len()).filter(|&at| at != option && above(at)).count();
    let best = 1 + others(&|other| least[other] > most[option]);
    let worst = 1 + others(&|other| most[other] > least[option]);
    (best, worst)
}

/// A figure that is not known, ready to be drawn.
struct Open {
    option: usize,
    criterion: usize,
    /// By the option's id: where it stands in a list makes no difference.
    sequence: Sequence,
    /// Which of a sample's draws from the sequence it is.
    counter: usize,
    raw: Raw,
    is_whole: bool,
    scale: Scale,
}

fn open_figures(options: &[PriorityOption], scales: &[Scale; CRITERIA], seed: u64) -> Vec<Open> {
    let all = Sequence::new(seed).named("facts");
    let mut open = Vec::new();
    for (at, option) in options.iter().enumerate() {
        let sequence = all.named(&option.id);
        let of_criteria = Criterion::ALL.into_iter().filter_map(|criterion| {
            let raw = option.raw[criterion.place()];
            let scale = scales[criterion.place()];
            // Whoever weighs by more than the usual criteria finds these drawn as before.
            let usual = Criterion::USUAL.iter().position(|one| *one == criterion);
            (raw.at_most > raw.at_least && !scale.is_constant()).then(|| Open {
                option: at,
                criterion: criterion.place(),
                sequence: usual.map_or_else(|| sequence.named(criterion.as_str()), |_| sequence),
                counter: usual.unwrap_or_default(),
                raw,
                is_whole: criterion.is_whole(),
                scale,
            })
        });
        open.extend(of_criteria);
    }
    open
}

/// Sets what the sample of this number makes of what is not known.
fn draw(open: &[Open], sample: usize, values: &mut [Values]) {
    for one in open {
        let Raw { at_least, at_most } = one.raw;
        let width = at_most - at_least;
        let share = one
            .sequence
            .share((sample * Criterion::USUAL.len() + one.counter) as u64);
        let drawn = if one.is_whole {
            at_least + (share * (width + 1.0)).floor()
        } else {
            // Rounding leads no further than the end.
            (at_least + share * width).min(at_most)
        };
        values[one.option][one.criterion] = one.scale.value(drawn);
    }
}
