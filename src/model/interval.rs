//! Outcomes, and intervals whose two ends are the least and the most favourable reading of the facts.

/// How far a standard is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// No way holds.
    #[default]
    Unmet,
    /// Only a way of the lower level holds, or a way holds on some days only.
    PartlyMet,
    /// A way of the full level holds.
    Met,
}

impl Outcome {
    /// All outcomes, the worst first.
    pub const ALL: [Self; 3] = [Self::Unmet, Self::PartlyMet, Self::Met];

    /// The word of the contract: `unmet`, `partly_met`, `met`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unmet => "unmet",
            Self::PartlyMet => "partly_met",
            Self::Met => "met",
        }
    }
}

/// A value known to lie between two ends, both included. `at_least` is the least favourable reading
/// of what is unknown, `at_most` the most favourable one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval<T> {
    /// The least favourable end.
    pub at_least: T,
    /// The most favourable end.
    pub at_most: T,
}

impl<T: Copy + PartialEq> Interval<T> {
    /// A value known exactly.
    pub const fn exact(value: T) -> Self {
        Self {
            at_least: value,
            at_most: value,
        }
    }

    /// The value, where both ends agree.
    pub fn settled(self) -> Option<T> {
        (self.at_least == self.at_most).then_some(self.at_least)
    }
}

impl<T: Ord> Interval<T> {
    /// Whether `value` lies within, both ends included.
    pub fn contains(&self, value: &T) -> bool {
        &self.at_least <= value && value <= &self.at_most
    }
}

impl Interval<Outcome> {
    /// The word of the contract: the outcome where it is settled, else `unknown`.
    pub fn as_str(self) -> &'static str {
        self.settled().map_or("unknown", Outcome::as_str)
    }
}
