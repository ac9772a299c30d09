//! Numbers as people write them.

use serde::{Serialize, Serializer};

/// A number without a point where it is whole: `90`, `0.5`. Never NaN or infinite: those become `null`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(pub f64);

/// Whole numbers up to here are exact as both kinds of number.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        // Positive zero for both zeros.
        if self.0.fract().abs() <= 0.0 && self.0.abs() <= EXACT {
            out.serialize_i64(self.0 as i64)
        } else {
            out.serialize_f64(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn whole_numbers_have_no_point() {
        let written = |number| serde_json::to_string(&Number(number)).expect("a number");
        for (number, words) in [
            (90.0, "90"),
            (0.5, "0.5"),
            (-0.0, "0"),
            (-3.0, "-3"),
            (-114.37248, "-114.37248"),
        ] {
            assert_eq!(written(number), words);
        }
        assert_eq!(written(1e300), "1e+300");
        assert_eq!(written(f64::NAN), "null");
    }
}
