//! What each criterion weighs: by hand, by preset, and drawn from everything that one may think.

use super::criterion::{CRITERIA, Criterion};
use super::draw::Sequence;

/// A weight for each criterion, in the order of [`Criterion::ALL`]: none below 0, and 1 in all.
pub type Weights = [f64; CRITERIA];

/// How often a weighting is drawn again, on average, before it is said that the bounds leave too little.
const TRIES: u64 = 1000;

/// How many weightings are tried at least before that is said.
const FIRST_TRIES: u64 = 20_000;

/// Weights that stand for a way of thinking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// Every criterion as much as every other.
    #[default]
    Even,
    /// Half of the weight on people gaining.
    People,
    /// Half on days gained, in which a place counts once however many live there.
    Places,
    /// Half on who is worst off.
    WorstOff,
    /// Half on what an Indigenous government asked for.
    Asked,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Even, Self::People, Self::Places, Self::WorstOff, Self::Asked];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Even => "even",
            Self::People => "people",
            Self::Places => "places",
            Self::WorstOff => "worst_off",
            Self::Asked => "asked",
        }
    }

    /// From the word of the contract.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// Its weights: half on what it is named after, and the other half on the rest of the usual ones, evenly.
    pub fn weights(self) -> Weights {
        let usual = Criterion::USUAL.len() as f64;
        let first = match self {
            Self::Even => None,
            Self::People => Some(Criterion::People),
            Self::Places => Some(Criterion::Days),
            Self::WorstOff => Some(Criterion::WorstOff),
            Self::Asked => Some(Criterion::Asked),
        };
        Criterion::ALL.map(|one| match first {
            _ if !Criterion::USUAL.contains(&one) => 0.0,
            None => 1.0 / usual,
            Some(first) if one == first => 0.5,
            Some(_) => 0.5 / (usual - 1.0),
        })
    }
}

/// Weights by hand, scaled so that they are 1 in all: only how they stand to each other says anything. `None` where one is
/// below 0 or no number, or none is above 0.
pub fn scaled(weights: Weights) -> Option<Weights> {
    let sum: f64 = weights.iter().sum();
    let are_weights = weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0);
    (are_weights && sum.is_finite() && sum > 0.0).then(|| weights.map(|weight| weight / sum))
}

/// Which weightings are thought of at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Thinkable {
    /// Least and greatest weight of each criterion. What may weigh nothing is left out of what is drawn.
    pub bounds: [(f64, f64); CRITERIA],
    /// Criteria of which each weighs as much as the next, or more.
    pub order: Vec<Criterion>,
}

impl Default for Thinkable {
    fn default() -> Self {
        Self {
            bounds: Criterion::ALL.map(|one| (0.0, if Criterion::USUAL.contains(&one) { 1.0 } else { 0.0 })),
            order: Vec::new(),
        }
    }
}

/// So few weightings are within the bounds that none can be drawn: fewer than one in a thousand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bounds and order: found hardly any weighting that keeps them, expected at least one in a thousand")]
pub struct TooNarrow;

impl Thinkable {
    /// Whether every weighting is thought of.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a weighting is among them.
    pub fn contains(&self, weights: &Weights) -> bool {
        let within = weights.iter().zip(&self.bounds);
        let falls = self
            .order
            .windows(2)
            .all(|pair| weights[pair[0].place()] >= weights[pair[1].place()]);
        falls
            && within
                .into_iter()
                .all(|(weight, (least, most))| least <= weight && weight <= most)
    }

    /// So many weightings, each as likely as every other that keeps the bounds and the order.
    ///
    /// The lengths of the stretches between sorted numbers are uniform over the simplex. Putting the weights of an order
    /// into that order folds the simplex onto the part that keeps it, evenly; least weights shrink it; whatever then breaks
    /// a bound is drawn again.
    pub fn draw(&self, sequence: Sequence, samples: usize) -> Result<Vec<Weights>, TooNarrow> {
        let least: f64 = if self.order.is_empty() {
            self.bounds.iter().map(|(least, _)| least).sum()
        } else {
            0.0
        };
        let free = 1.0 - least;
        let open: Vec<usize> = (0..CRITERIA).filter(|&at| self.bounds[at].1 > 0.0).collect();
        if free < 0.0 || open.is_empty() {
            return Err(TooNarrow);
        }
        let mut drawn = Vec::with_capacity(samples);
        let mut tries: u64 = 0;
        while drawn.len() < samples {
            let parts: Weights = on_simplex(sequence.numbered(tries), open.len());
            let mut weights = [0.0; CRITERIA];
            for (&at, part) in open.iter().zip(parts) {
                weights[at] = part;
            }
            tries += 1;
            if self.order.is_empty() {
                for (weight, (least, _)) in weights.iter_mut().zip(&self.bounds) {
                    *weight = *weight * free + least;
                }
            } else {
                let mut ordered: Vec<f64> = self.order.iter().map(|one| weights[one.place()]).collect();
                ordered.sort_by(|one, other| other.total_cmp(one));
                for (one, weight) in self.order.iter().zip(ordered) {
                    weights[one.place()] = weight;
                }
            }
            if self.contains(&weights) {
                drawn.push(weights);
            } else if tries > FIRST_TRIES && tries / TRIES > drawn.len() as u64 {
                return Err(TooNarrow);
            }
        }
        Ok(drawn)
    }
}

/// A point of the simplex of so many parts, each as likely as every other; the parts beyond them are 0.
pub fn on_simplex<const N: usize>(sequence: Sequence, parts: usize) -> [f64; N] {
    // The last cut is the end of the line.
    let mut cuts = [1.0; N];
    for (cut, counter) in cuts.iter_mut().zip(0..).take(parts - 1) {
        *cut = sequence.share(counter);
    }
    cuts.sort_by(f64::total_cmp);
    let mut from = 0.0;
    cuts.map(|to| {
        let part = to - from;
        from = to;
        part
    })
}
