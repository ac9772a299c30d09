//! Rates of two groups beside each other.

use super::NoFigure;

/// So many of so many: both finite and not negative, the part not more than the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    part: f64,
    whole: f64,
}

impl Rate {
    /// `None` unless `0 ≤ part ≤ whole`, both finite.
    pub fn new(part: f64, whole: f64) -> Option<Self> {
        (whole.is_finite() && part >= 0.0 && part <= whole).then_some(Self { part, whole })
    }

    /// As a share; `None` of nobody.
    pub fn share(self) -> Option<f64> {
        (self.whole > 0.0).then(|| self.part / self.whole)
    }
}

/// The rate of a group by that of the others: `(a / n) / (b / m)`.
///
/// **Units**: none; 1 where both are alike, 0.5 where the group's is half of the others'.
///
/// **Empty**: [`NoFigure::Empty`] where either has nobody; [`NoFigure::Unbounded`] where the others' rate is nought and the
/// group's is not; [`NoFigure::Undefined`] where both are nought: of 0 / 0 nothing can be said, and 1 would hide that
/// nobody has it. The difference can be told in all three but the first.
///
/// **Source**: K. J. Rothman, S. Greenland and T. L. Lash, "Modern Epidemiology", 3rd edition (2008), 3.
pub fn rate_ratio(group: Rate, others: Rate) -> Result<f64, NoFigure> {
    let (one, other) = shares(group, others)?;
    if other > 0.0 {
        Ok(one / other)
    } else if one > 0.0 {
        Err(NoFigure::Unbounded)
    } else {
        Err(NoFigure::Undefined)
    }
}

/// The rate of a group less that of the others: `a / n - b / m`.
///
/// **Units**: a share, from -1 to 1; 0 where both are alike, also where both are nought.
///
/// **Empty**: [`NoFigure::Empty`] where either has nobody.
///
/// **Source**: as of [`rate_ratio`].
pub fn rate_difference(group: Rate, others: Rate) -> Result<f64, NoFigure> {
    let (one, other) = shares(group, others)?;
    Ok(one - other)
}

fn shares(group: Rate, others: Rate) -> Result<(f64, f64), NoFigure> {
    group.share().zip(others.share()).ok_or(NoFigure::Empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(part: f64, whole: f64) -> Rate {
        Rate::new(part, whole).expect("a part of a whole")
    }

    #[test]
    fn by_their_definition_a_quarter_beside_a_half_is_half_as_much_and_a_quarter_less() {
        assert_eq!(rate_ratio(rate(1.0, 4.0), rate(5.0, 10.0)), Ok(0.5));
        assert_eq!(rate_difference(rate(1.0, 4.0), rate(5.0, 10.0)), Ok(-0.25));
    }

    #[test]
    fn where_the_others_have_none_the_ratio_has_no_bound_or_no_meaning_and_the_difference_has() {
        let (some, none, nobody) = (rate(1.0, 4.0), rate(0.0, 4.0), rate(0.0, 0.0));
        assert_eq!(rate_ratio(some, none), Err(NoFigure::Unbounded));
        assert_eq!(rate_ratio(none, none), Err(NoFigure::Undefined));
        assert_eq!(rate_ratio(none, some), Ok(0.0));
        assert_eq!(rate_difference(some, none), Ok(0.25));
        assert_eq!(rate_difference(none, none), Ok(0.0));
        for (one, other) in [(nobody, some), (some, nobody), (nobody, nobody)] {
            assert_eq!(rate_ratio(one, other), Err(NoFigure::Empty));
            assert_eq!(rate_difference(one, other), Err(NoFigure::Empty));
        }
    }

    #[test]
    fn a_part_is_not_more_than_the_whole() {
        assert_eq!(Rate::new(2.0, 1.0), None);
        assert_eq!(Rate::new(-1.0, 1.0), None);
        assert_eq!(Rate::new(f64::NAN, 1.0), None);
        assert_eq!(Rate::new(1.0, f64::INFINITY), None);
    }
}
