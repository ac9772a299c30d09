//! Ranks by whole numbers, over and over without asking for memory: ten thousand samples are put in order three times each.

/// Bits of a key that one pass sorts by.
const DIGIT: u32 = 8;

/// How many different digits there are.
const DIGITS: usize = 1 << DIGIT;

/// Finds ranks, and keeps what it needs for that.
#[derive(Debug)]
pub struct Order {
    /// How far each option is behind the first.
    behind: Vec<u64>,
    /// The options, the first first as far as they have been put in order.
    options: Vec<usize>,
    spare: Vec<usize>,
    ranks: Vec<usize>,
}

impl Order {
    /// For so many options.
    pub fn of(options: usize) -> Self {
        Self {
            behind: vec![0; options],
            options: (0..options).collect(),
            spare: vec![0; options],
            ranks: vec![1; options],
        }
    }

    /// Ranks from 1: one more than how many have a greater utility, so that equals share the better rank and the next is
    /// left out. As many utilities as there are options.
    pub fn ranks(&mut self, utilities: &[i64]) -> &[usize] {
        let greatest = utilities.iter().copied().max().unwrap_or_default();
        let mut farthest = 0;
        for (behind, utility) in self.behind.iter_mut().zip(utilities) {
            *behind = greatest.abs_diff(*utility);
            farthest = farthest.max(*behind);
        }
        // Digit by digit, the last first: equals stay as they stand, so that the last pass leaves them in order.
        let mut shift = 0;
        while shift < u64::BITS && farthest >> shift > 0 {
            self.pass(shift);
            shift += DIGIT;
        }
        let (behind, ranks) = (self.behind.as_slice(), self.ranks.as_mut_slice());
        let (mut rank, mut before) = (1, None);
        for (at, &option) in self.options.iter().enumerate() {
            if before != Some(behind[option]) {
                (rank, before) = (at + 1, Some(behind[option]));
            }
            ranks[option] = rank;
        }
        &self.ranks
    }

    /// Puts options in the order of one digit of their keys; those with the same stay in the order in which they stand.
    fn pass(&mut self, shift: u32) {
        let behind = self.behind.as_slice();
        let digit = |option: usize| (behind[option] >> shift) as usize % DIGITS;
        let mut places = [0; DIGITS];
        for option in 0..behind.len() {
            places[digit(option)] += 1;
        }
        let mut next = 0;
        for place in &mut places {
            (*place, next) = (next, next + *place);
        }
        let (options, spare) = (self.options.as_slice(), self.spare.as_mut_slice());
        for &option in options {
            let place = &mut places[digit(option)];
            spare[*place] = option;
            *place += 1;
        }
        std::mem::swap(&mut self.options, &mut self.spare);
    }
}

/// Ranks of utilities that are put in order once.
pub fn ranks(utilities: &[i64]) -> Vec<usize> {
    let mut order = Order::of(utilities.len());
    order.ranks(utilities).to_vec()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever was put in order before, and whether they are far apart or equal.
        #[test]
        fn a_rank_is_one_more_than_how_many_stand_before(
            all in prop::collection::vec(prop::collection::vec(prop_oneof![0..4_i64, -300..300_i64, any::<i64>()], 7), 1..4),
        ) {
            let mut order = Order::of(7);
            for utilities in all {
                let expected: Vec<usize> = utilities
                    .iter()
                    .map(|own| 1 + utilities.iter().filter(|other| *other > own).count())
                    .collect();
                prop_assert_eq!(order.ranks(&utilities), expected);
            }
        }
    }

    #[test]
    fn of_nothing_there_are_no_ranks() {
        assert!(ranks(&[]).is_empty());
    }
}
