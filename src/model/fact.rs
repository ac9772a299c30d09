//! What is known, what is not, and logic over both.

use std::ops::Not;

/// A cell of a record: known, or not published. Unknown is a value of its own and is never
/// replaced by a default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact<T> {
    /// Nobody has published it.
    #[default]
    Unknown,
    /// Known, with its value.
    Known(T),
}

impl<T> Fact<T> {
    /// The value where it is known.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown => None,
        }
    }

    /// A look at the value without taking it.
    pub fn as_ref(&self) -> Fact<&T> {
        match self {
            Self::Known(value) => Fact::Known(value),
            Self::Unknown => Fact::Unknown,
        }
    }

    /// Whether the value is known and passes, or cannot be told.
    pub fn is(&self, test: impl FnOnce(&T) -> bool) -> Truth {
        match self {
            Self::Known(value) => Truth::from(test(value)),
            Self::Unknown => Truth::Unknown,
        }
    }
}

impl<T> From<Option<T>> for Fact<T> {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Unknown, Self::Known)
    }
}

/// Three-valued truth (Kleene): what is unknown stays unknown unless it makes no difference.
/// Ordered `False < Unknown < True`, so that `and` is the least and `or` the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// Certainly not.
    False,
    /// Cannot be told from what is known.
    Unknown,
    /// Certainly.
    True,
}

impl Truth {
    /// Kleene conjunction.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Kleene disjunction.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// What is left when a cell may hold any of several values: certain only where all agree.
    /// `Unknown` where there are none.
    pub fn agreed(truths: impl IntoIterator<Item = Self>) -> Self {
        truths
            .into_iter()
            .reduce(|all, one| if all == one { all } else { Self::Unknown })
            .unwrap_or(Self::Unknown)
    }

    /// What holds at the least favourable reading, and at the most favourable one.
    pub const fn between(at_least: bool, at_most: bool) -> Self {
        match (at_least, at_most) {
            (true, _) => Self::True,
            (false, true) => Self::Unknown,
            (false, false) => Self::False,
        }
    }

    /// Certainly true: what holds at the least favourable reading.
    pub fn certainly(self) -> bool {
        self == Self::True
    }

    /// Not certainly false: what may hold at the most favourable reading.
    pub fn possibly(self) -> bool {
        self != Self::False
    }
}

impl Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    #[test]
    fn unknown_gives_way_only_where_it_makes_no_difference() {
        assert_eq!(Unknown.and(False), False);
        assert_eq!(Unknown.and(True), Unknown);
        assert_eq!(Unknown.or(True), True);
        assert_eq!(Unknown.or(False), Unknown);
        assert_eq!(!Unknown, Unknown);
    }

    #[test]
    fn values_agree_only_when_all_are_the_same() {
        assert_eq!(Truth::agreed([True, True]), True);
        assert_eq!(Truth::agreed([True, False]), Unknown);
        assert_eq!(Truth::agreed([False, Unknown]), Unknown);
        assert_eq!(Truth::agreed([]), Unknown);
    }
}
