//! How firm a rank is: how often an option takes it when weights, facts or both are drawn (SMAA-2, Lahdelma and Salminen
//! 2001, *Operations Research* 49(3), 444-454).

use rayon::prelude::*;

use super::order::Order;

/// How many ranks are counted one by one.
pub const RANKS: usize = 10;

/// How many samples one core counts at a time. Sums are put together in the order of the stretches, so that they are the
/// same however many cores there are.
const STRETCH: usize = 250;

/// Utilities closer than this are the same: what ties on paper has to tie in binary fractions too.
const GRAIN: f64 = 1e9;

/// The weighted sum of an option's values, as whole grains.
pub fn utility<const N: usize>(values: &[f64; N], weights: &[f64; N]) -> i64 {
    // Reckoned some ten million times for one answer: a plain loop is quick without optimisation too, and tests run without.
    let (mut sum, mut at) = (0.0, 0);
    while at < N {
        sum += values[at] * weights[at];
        at += 1;
    }
    (sum * GRAIN).round() as i64
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
        if rank <= RANKS {
            self.first[rank - 1] += 1;
        }
        self.sum += rank as u64;
        if self.best == 0 || rank < self.best {
            self.best = rank;
        }
        if rank > self.worst {
            self.worst = rank;
        }
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
        let taken = self.taken.as_mut_slice();
        for (option, &rank) in ranks.iter().enumerate() {
            taken[option].take(rank);
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

/// Counts ranks over samples, under several weightings of the same values at once. `sample` sets whatever is drawn in the
/// sample of this number among the values of the options, which begin as they are given, and gives the weightings.
pub fn tally<const N: usize, const M: usize>(
    samples: usize,
    values: &[[f64; N]],
    sample: impl Fn(usize, &mut [[f64; N]]) -> [[f64; N]; M] + Sync,
) -> [Tally<N>; M] {
    let options = values.len();
    let empty = || std::array::from_fn(|_| Tally::of(options));
    let stretches = samples.div_ceil(STRETCH);
    let counted = (0..stretches).into_par_iter().map(|stretch| {
        let mut tallies: [Tally<N>; M] = empty();
        let mut values = values.to_vec();
        let mut utilities = vec![0; options];
        let mut order = Order::of(options);
        for number in stretch * STRETCH..samples.min((stretch + 1) * STRETCH) {
            let weightings = sample(number, &mut values);
            for (tally, weights) in tallies.iter_mut().zip(&weightings) {
                let into = utilities.as_mut_slice();
                for (option, values) in values.iter().enumerate() {
                    into[option] = utility(values, weights);
                }
                tally.take(order.ranks(&utilities), weights);
            }
        }
        tallies
    });
    let counted: Vec<_> = counted.collect();
    let mut all: [Tally<N>; M] = empty();
    for stretch in &counted {
        for (tally, more) in all.iter_mut().zip(stretch) {
            tally.add(more);
        }
    }
    all
}

/// An option of which is asked how sure it is to come first under weights.
#[derive(Clone, Debug)]
pub struct Contender<const N: usize> {
    /// The option.
    pub option: usize,
    /// The weights.
    pub weights: [f64; N],
    /// The options that may stand before it under them, as far as that can be told beforehand.
    pub rivals: Vec<usize>,
}

/// The confidence factors of options: for each, the share of samples of the facts in which it comes first under its weights.
/// `facts` sets whatever is drawn in the sample of this number among the values of the options, which begin as they are
/// given. All contenders are looked at in the same samples, as drawing the facts takes longest.
pub fn confidence<const N: usize>(
    samples: usize,
    values: &[[f64; N]],
    contenders: &[Contender<N>],
    facts: impl Fn(usize, &mut [[f64; N]]) + Sync,
) -> Vec<f64> {
    let stretches = samples.div_ceil(STRETCH);
    let counted = (0..stretches).into_par_iter().map(|stretch| {
        let mut values = values.to_vec();
        let mut contenders = contenders.to_vec();
        let mut first = vec![0_u32; contenders.len()];
        for number in stretch * STRETCH..samples.min((stretch + 1) * STRETCH) {
            facts(number, &mut values);
            for (one, count) in contenders.iter_mut().zip(&mut first) {
                let own = utility(&values[one.option], &one.weights);
                let is_before = |rival: &usize| utility(&values[*rival], &one.weights) > own;
                match one.rivals.iter().position(is_before) {
                    // Whoever stood before it once is likely to do so again, and is looked at first.
                    Some(at) => one.rivals.swap(0, at),
                    None => *count += 1,
                }
            }
        }
        first
    });
    let counts = counted.reduce(
        || vec![0; contenders.len()],
        |one, other| one.iter().zip(&other).map(|(one, other)| one + other).collect(),
    );
    counts
        .into_iter()
        .map(|count| f64::from(count) / samples as f64)
        .collect()
}
