//! How firm a rank is: how often an option takes it when weights, facts or both are drawn (SMAA-2, Lahdelma and Salminen
//! 2001, *Operations Research* 49(3), 444-454).

use rayon::prelude::*;

/// How many ranks are counted one by one.
pub const RANKS: usize = 10;

/// How many samples one core counts at a time. Sums are put together in the order of the stretches, so that they are the
/// same however many cores there are.
const STRETCH: usize = 250;

/// Utilities closer than this are the same: what ties on paper has to tie in binary fractions too.
const GRAIN: f64 = 1e9;

/// The weighted sum of an option's values, as whole grains.
pub fn utility<const N: usize>(values: &[f64; N], weights: &[f64; N]) -> i64 {
    let sum: f64 = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    (sum * GRAIN).round() as i64
}

/// Ranks from 1: one more than how many have a greater utility, so that equals share the better rank and the next is left
/// out.
pub fn ranks(utilities: &[i64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..utilities.len()).collect();
    order.sort_unstable_by_key(|&option| std::cmp::Reverse(utilities[option]));
    let mut ranks = vec![1; utilities.len()];
    for at in 1..order.len() {
        let (before, option) = (order[at - 1], order[at]);
        ranks[option] = if utilities[before] == utilities[option] {
            ranks[before]
        } else {
            at + 1
        };
    }
    ranks
}

/// How often an option took which rank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How often each of the first ranks.
    pub first: [u32; RANKS],
    /// All its ranks, added up.
    pub sum: u64,
    /// The best rank that it took; 0 where nothing was drawn.
    pub best: usize,
    /// The worst.
    pub worst: usize,
}

impl Taken {
    fn take(&mut self, rank: usize) {
        if let Some(count) = self.first.get_mut(rank - 1) {
            *count += 1;
        }
        self.sum += rank as u64;
        self.best = if self.best == 0 { rank } else { self.best.min(rank) };
        self.worst = self.worst.max(rank);
    }

    fn add(&mut self, other: &Self) {
        for (count, more) in self.first.iter_mut().zip(other.first) {
            *count += more;
        }
        self.sum += other.sum;
        self.best = match (self.best, other.best) {
            (0, best) | (best, 0) => best,
            (one, other) => one.min(other),
        };
        self.worst = self.worst.max(other.worst);
    }
}

/// What was counted over all samples.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally<const N: usize> {
    /// How many samples.
    pub samples: usize,
    /// Per option, its ranks.
    pub taken: Vec<Taken>,
    /// Per option, the weights under which it came first, added up.
    weights: Vec<[f64; N]>,
}

impl<const N: usize> Tally<N> {
    fn of(options: usize) -> Self {
        Self {
            samples: 0,
            taken: vec![Taken::default(); options],
            weights: vec![[0.0; N]; options],
        }
    }

    /// The share of samples in which an option took each of the first ranks: its rank acceptability indices.
    pub fn shares(&self, option: usize) -> Vec<f64> {
        let counts = self.taken[option].first.iter().take(self.taken.len());
        counts.map(|count| f64::from(*count) / self.samples as f64).collect()
    }

    /// The mean of an option's ranks.
    pub fn mean(&self, option: usize) -> f64 {
        self.taken[option].sum as f64 / self.samples as f64
    }

    /// The central weight vector of an option: the mean of the weights under which it came first; `None` where it never
    /// did.
    pub fn central_weights(&self, option: usize) -> Option<[f64; N]> {
        let count = self.taken[option].first[0];
        (count > 0).then(|| self.weights[option].map(|sum| sum / f64::from(count)))
    }

    fn take(&mut self, ranks: &[usize], weights: &[f64; N]) {
        self.samples += 1;
        for (option, &rank) in ranks.iter().enumerate() {
            self.taken[option].take(rank);
            if rank == 1 {
                for (sum, weight) in self.weights[option].iter_mut().zip(weights) {
                    *sum += weight;
                }
            }
        }
    }

    fn add(&mut self, other: &Self) {
        self.samples += other.samples;
        for (taken, more) in self.taken.iter_mut().zip(&other.taken) {
            taken.add(more);
        }
        for (sums, more) in self.weights.iter_mut().zip(&other.weights) {
            for (sum, more) in sums.iter_mut().zip(more) {
                *sum += more;
            }
        }
    }
}

/// Counts ranks over samples. `sample` fills in the values of each option in the sample of this number, and gives its
/// weights.
pub fn tally<const N: usize>(
    samples: usize,
    options: usize,
    sample: impl Fn(usize, &mut [[f64; N]]) -> [f64; N] + Sync,
) -> Tally<N> {
    let stretches = samples.div_ceil(STRETCH);
    let counted = (0..stretches).into_par_iter().map(|stretch| {
        let mut tally = Tally::of(options);
        let mut values = vec![[0.0; N]; options];
        for number in stretch * STRETCH..samples.min((stretch + 1) * STRETCH) {
            let weights = sample(number, &mut values);
            let utilities: Vec<i64> = values.iter().map(|values| utility(values, &weights)).collect();
            tally.take(&ranks(&utilities), &weights);
        }
        tally
    });
    let counted: Vec<_> = counted.collect();
    let mut all = Tally::of(options);
    for stretch in &counted {
        all.add(stretch);
    }
    all
}

/// The confidence factors of options: for each, the share of samples of the facts in which it comes first under its weights.
/// `facts` fills in the values of each option in the sample of this number. All options are looked at in the same samples, as
/// drawing the facts takes longest.
pub fn confidence<const N: usize>(
    samples: usize,
    options: usize,
    asked: &[(usize, [f64; N])],
    facts: impl Fn(usize, &mut [[f64; N]]) + Sync,
) -> Vec<f64> {
    let stretches = samples.div_ceil(STRETCH);
    let counted = (0..stretches).into_par_iter().map(|stretch| {
        let mut values = vec![[0.0; N]; options];
        let mut first = vec![0_u32; asked.len()];
        for number in stretch * STRETCH..samples.min((stretch + 1) * STRETCH) {
            facts(number, &mut values);
            for ((option, weights), count) in asked.iter().zip(&mut first) {
                let own = utility(&values[*option], weights);
                *count += u32::from(values.iter().all(|values| utility(values, weights) <= own));
            }
        }
        first
    });
    let counts = counted.reduce(
        || vec![0; asked.len()],
        |one, other| one.iter().zip(&other).map(|(one, other)| one + other).collect(),
    );
    counts
        .into_iter()
        .map(|count| f64::from(count) / samples as f64)
        .collect()
}
