//! Numbers that look drawn and are reckoned: the same from the same seed, on every machine and in any order.

/// The step of `SplitMix64` (Steele, Lea and Flood 2014), the odd number nearest to 2^64 over the golden ratio.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finaliser of `SplitMix64`: every bit of what goes in moves about half of the bits that come out.
const fn mixed(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// A sequence that is found by its number: what the counter-th draw is hangs on nothing that was drawn before, so that it
/// makes no difference which core draws first, nor what else is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sequence(u64);

impl Sequence {
    /// The sequence of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A sequence of its own for a name, the same wherever the name stands in a list (FNV-1a).
    pub fn named(self, name: &str) -> Self {
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        self.numbered(hash)
    }

    /// A sequence of its own for a number.
    pub const fn numbered(self, number: u64) -> Self {
        Self(mixed(self.0 ^ mixed(number.wrapping_add(STEP))))
    }

    /// The draw of this number, from 0: 64 bits.
    pub const fn bits(self, counter: u64) -> u64 {
        mixed(self.0.wrapping_add(STEP.wrapping_mul(counter.wrapping_add(1))))
    }

    /// The same as a number from 0 up to, and not including, 1: a multiple of 2^-53, so that nothing is rounded.
    pub const fn share(self, counter: u64) -> f64 {
        (self.bits(counter) >> 11) as f64 / 9_007_199_254_740_992.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Golden: the first five numbers of `SplitMix64` from the seed 1234567, as other implementations print them.
    #[test]
    fn the_sequence_of_a_seed_is_the_published_one() {
        let sequence = Sequence::new(1_234_567);
        let drawn: Vec<u64> = (0..5).map(|counter| sequence.bits(counter)).collect();
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(drawn, published);
    }

    #[test]
    fn shares_fill_their_range_evenly() {
        let sequence = Sequence::new(1).named("gap:whati.counselling").numbered(7);
        let mut tenths = [0_u32; 10];
        for counter in 0..100_000 {
            let share = sequence.share(counter);
            assert!((0.0..1.0).contains(&share));
            tenths[(share * 10.0) as usize] += 1;
        }
        // Of 100,000 draws a tenth has 10,000, give or take 95: five times that is one test in a million.
        assert!(tenths.iter().all(|count| count.abs_diff(10_000) < 475), "{tenths:?}");
    }

    #[test]
    fn names_and_numbers_have_sequences_of_their_own() {
        let one = Sequence::new(1);
        let different = [
            one.named("a"),
            one.named("b"),
            one.numbered(1),
            one.numbered(2),
            Sequence::new(2),
        ];
        for (at, sequence) in different.iter().enumerate() {
            assert!(different[..at].iter().all(|other| other.bits(0) != sequence.bits(0)));
        }
    }
}
