//! What options are weighed by, and how figures of different kinds are put on one scale.

use crate::model::Interval;

/// How many criteria there are.
pub const CRITERIA: usize = 7;

/// What an option is weighed by. More of each makes an option more of a priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criterion {
    /// How many people would gain.
    People,
    /// How far the worst-off place that would gain falls short today, over all its standards.
    WorstOff,
    /// Days a year on which a standard would hold and does not, added up over places.
    Days,
    /// How great the need is where it would help.
    Need,
    /// Whether an Indigenous government asked for it.
    Asked,
    /// How many of three are on record: in a language of the place, led by Indigenous people, on the land.
    Culture,
    /// What studies found of the kind of help. It is one of them only where somebody gives it a weight.
    Evaluation,
}

impl Criterion {
    /// All of them, in the order of the contract.
    pub const ALL: [Self; CRITERIA] = [
        Self::People,
        Self::WorstOff,
        Self::Days,
        Self::Need,
        Self::Asked,
        Self::Culture,
        Self::Evaluation,
    ];

    /// Those by which everybody weighs.
    pub const USUAL: [Self; 6] = [
        Self::People,
        Self::WorstOff,
        Self::Days,
        Self::Need,
        Self::Asked,
        Self::Culture,
    ];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::WorstOff => "worst_off",
            Self::Days => "days",
            Self::Need => "need",
            Self::Asked => "asked",
            Self::Culture => "culture",
            Self::Evaluation => "evaluation",
        }
    }

    /// From the word of the contract.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// Its place among all of them.
    pub const fn place(self) -> usize {
        match self {
            Self::People => 0,
            Self::WorstOff => 1,
            Self::Days => 2,
            Self::Need => 3,
            Self::Asked => 4,
            Self::Culture => 5,
            Self::Evaluation => 6,
        }
    }

    /// Whether what is not known of it can only turn out to be a whole number.
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Asked | Self::Culture)
    }
}

/// What is on record of an option by one criterion: `at_least` what is sure, `at_most` what may be.
pub type Raw = Interval<f64>;

/// How figures of one criterion become values between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The figure that is worth nothing.
    pub from: f64,
    /// The figure that is worth 1; more is worth no more.
    pub to: f64,
    /// Whether somebody set the ends; else they are the least and the greatest figure that any option may have.
    pub is_set: bool,
}

impl Scale {
    /// From the least to the greatest figure that any option may have.
    pub fn over(raws: impl IntoIterator<Item = Raw>) -> Self {
        let ends = raws.into_iter().flat_map(|raw| [raw.at_least, raw.at_most]);
        let (from, to) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), end| {
            (least.min(end), most.max(end))
        });
        let (from, to) = if from <= to { (from, to) } else { (0.0, 0.0) };
        Self {
            from,
            to,
            is_set: false,
        }
    }

    /// Whether every figure has the same value, so that the criterion decides nothing.
    pub fn is_constant(&self) -> bool {
        self.to <= self.from
    }

    /// The value of a figure, in a straight line between both ends; 0 for every figure where the ends are the same: what
    /// does not tell options apart adds nothing to any of them.
    pub fn value(&self, raw: f64) -> f64 {
        if self.is_constant() {
            0.0
        } else {
            ((raw - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
        }
    }
}
