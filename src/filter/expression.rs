//! A filter as a tree, after its kinds were checked.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::fold::Fold;
use super::pattern::Pattern;
use super::queryables::Kind;
use crate::model::PartialDate;

/// What is true, false or unknown.
///
/// `And` and `Or` have two parts or more and none of their own sort; `Not` never holds another `Not`:
/// so that what is written differently and says the same is equal.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Condition {
    Constant(bool),
    /// A boolean queryable by itself.
    Holds(String),
    Compare(Operand, Comparison, Operand),
    Like(Operand, Pattern),
    /// Edges included.
    Between(Operand, Operand, Operand),
    In(Operand, Vec<Operand>),
    /// `IS NULL`.
    Blank(String),
    Not(Box<Condition>),
    And(Vec<Condition>),
    Or(Vec<Condition>),
}

/// What has a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    /// A queryable and what its cells hold.
    Field(String, Kind),
    Text(String),
    Number(f64),
    Boolean(bool),
    Date(PartialDate),
    Fold(Fold, Box<Operand>),
    Arithmetic(Box<Operand>, Arithmetic, Box<Operand>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Condition {
    /// All parts hold.
    pub fn all(parts: Vec<Self>) -> Self {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::And(inner) => inner,
            other => vec![other],
        });
        one_or(flat.collect(), Self::And)
    }

    /// Some part holds.
    pub fn any(parts: Vec<Self>) -> Self {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::Or(inner) => inner,
            other => vec![other],
        });
        one_or(flat.collect(), Self::Or)
    }

    /// The contrary.
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    pub fn collect_fields<'a>(&'a self, names: &mut BTreeSet<&'a str>) {
        match self {
            Self::Constant(_) => {}
            Self::Holds(name) | Self::Blank(name) => {
                names.insert(name);
            }
            Self::Compare(left, _, right) => {
                left.collect_fields(names);
                right.collect_fields(names);
            }
            Self::Like(subject, _) => subject.collect_fields(names),
            Self::Between(subject, from, to) => [subject, from, to].iter().for_each(|one| one.collect_fields(names)),
            Self::In(subject, values) => {
                subject.collect_fields(names);
                for value in values {
                    value.collect_fields(names);
                }
            }
            Self::Not(inner) => inner.collect_fields(names),
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.collect_fields(names)),
        }
    }
}

fn one_or(mut parts: Vec<Condition>, several: fn(Vec<Condition>) -> Condition) -> Condition {
    if parts.len() == 1 {
        parts.remove(0)
    } else {
        several(parts)
    }
}

impl Operand {
    fn collect_fields<'a>(&'a self, names: &mut BTreeSet<&'a str>) {
        match self {
            Self::Field(name, _) => {
                names.insert(name);
            }
            Self::Text(_) | Self::Number(_) | Self::Boolean(_) | Self::Date(_) => {}
            Self::Fold(_, inner) => inner.collect_fields(names),
            Self::Arithmetic(left, _, right) => {
                left.collect_fields(names);
                right.collect_fields(names);
            }
        }
    }

    /// A number with the other sign.
    pub fn negated(self) -> Self {
        match self {
            Self::Number(number) => Self::Number(-number),
            other => {
                let less = Box::new(Self::Number(-1.0));
                Self::Arithmetic(less, Arithmetic::Multiply, Box::new(other))
            }
        }
    }

    /// What lies under `CASEI` and `ACCENTI`.
    pub fn unfolded(&self) -> &Self {
        match self {
            Self::Fold(_, inner) => inner.unfolded(),
            other => other,
        }
    }

    /// What this operand would be if `text` stood under its `CASEI` and `ACCENTI`.
    pub fn folded(&self, text: &str) -> String {
        match self {
            Self::Fold(fold, inner) => fold.apply(&inner.folded(text)),
            _ => text.to_owned(),
        }
    }
}

impl Comparison {
    pub const ALL: [Self; 6] = [
        Self::Equal,
        Self::NotEqual,
        Self::Less,
        Self::LessOrEqual,
        Self::Greater,
        Self::GreaterOrEqual,
    ];

    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// Whether it only asks for the same or another.
    pub const fn is_equality(self) -> bool {
        matches!(self, Self::Equal | Self::NotEqual)
    }

    pub const fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}

impl Arithmetic {
    pub const ALL: [Self; 4] = [Self::Add, Self::Subtract, Self::Multiply, Self::Divide];

    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }

    /// Whether it binds more closely than a sum.
    pub const fn is_product(self) -> bool {
        matches!(self, Self::Multiply | Self::Divide)
    }

    pub fn apply(self, left: f64, right: f64) -> f64 {
        match self {
            Self::Add => left + right,
            Self::Subtract => left - right,
            Self::Multiply => left * right,
            Self::Divide => left / right,
        }
    }
}
