//! The truth of a condition for one record.

use std::borrow::Cow;

use super::expression::{Comparison, Condition, Operand};
use super::fold::canonical;
use super::{Kind, columns};
use crate::model::{Fact, PartialDate, Truth};

/// A record, as a filter sees it.
pub trait Row {
    /// Its cell of this name; unknown where it has none. A text where the queryables have a number, or true or
    /// false, is read as that; any other cell of another kind than theirs counts as unknown.
    fn cell(&self, name: &str) -> Cell<'_>;
}

/// A cell of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Blank: nobody has published it.
    Unknown,
    /// A text.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A date as far as it is known: what depends on its unknown part is unknown.
    Date(PartialDate),
    /// Several texts; none is known to be none.
    List(Vec<Cow<'a, str>>),
}

impl<'a> Cell<'a> {
    /// A text, if there is one.
    pub fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Unknown, |text| Self::Text(Cow::Borrowed(text)))
    }

    /// A number, if there is one.
    pub fn number(number: Option<impl Into<f64>>) -> Self {
        number.map_or(Self::Unknown, |number| Self::Number(number.into()))
    }

    /// True or false, if it is known.
    pub fn boolean(known: Fact<bool>) -> Self {
        known.known().map_or(Self::Unknown, Self::Boolean)
    }

    /// A date, if there is one.
    pub fn date(date: Option<PartialDate>) -> Self {
        date.map_or(Self::Unknown, Self::Date)
    }

    /// Several texts, known to be all.
    pub fn list(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::List(texts.into_iter().map(Cow::Borrowed).collect())
    }

    /// The cell as the queryables have it. What a package adds of its own is kept as text, to the byte, and is
    /// read as a number, or as true or false, only here.
    fn of_kind(self, kind: Kind) -> Self {
        match (kind, self) {
            (Kind::Number, Self::Text(text)) => Self::number(columns::number(&text)),
            (Kind::Boolean, Self::Text(text)) => columns::truth(&text).map_or(Self::Unknown, Self::Boolean),
            (Kind::Text, cell @ Self::Text(_))
            | (Kind::Number, cell @ Self::Number(_))
            | (Kind::Boolean, cell @ Self::Boolean(_))
            | (Kind::Date, cell @ Self::Date(_))
            | (Kind::TextList, cell @ Self::List(_)) => cell,
            _ => Self::Unknown,
        }
    }

    /// Whether any text of a cell passes; unknown where it holds no texts.
    fn any_text(&self, test: impl Fn(&str) -> bool) -> Truth {
        match self {
            Self::Text(text) => test(text).into(),
            Self::List(texts) => texts.iter().any(|text| test(text)).into(),
            _ => Truth::Unknown,
        }
    }
}

pub(super) fn condition(rule: &Condition, row: &(impl Row + ?Sized)) -> Truth {
    let truth = |rule: &Condition| condition(rule, row);
    match rule {
        Condition::Constant(constant) => (*constant).into(),
        Condition::Holds(name) => match row.cell(name).of_kind(Kind::Boolean) {
            Cell::Boolean(held) => held.into(),
            _ => Truth::Unknown,
        },
        Condition::Compare(left, comparison, right) => compare(&value(left, row), *comparison, &value(right, row)),
        Condition::Like(subject, pattern) => value(subject, row).any_text(|text| pattern.matches(text)),
        Condition::Between(subject, from, to) => {
            let subject = value(subject, row);
            compare(&subject, Comparison::GreaterOrEqual, &value(from, row)).and(compare(
                &subject,
                Comparison::LessOrEqual,
                &value(to, row),
            ))
        }
        Condition::In(subject, values) => {
            let subject = value(subject, row);
            let equal = |one| compare(&subject, Comparison::Equal, &value(one, row));
            values.iter().map(equal).fold(Truth::False, Truth::or)
        }
        Condition::Blank(name) => match row.cell(name) {
            Cell::Unknown => Truth::True,
            Cell::List(texts) => texts.is_empty().into(),
            _ => Truth::False,
        },
        Condition::Not(inner) => !truth(inner),
        Condition::And(parts) => parts.iter().map(truth).fold(Truth::True, Truth::and),
        Condition::Or(parts) => parts.iter().map(truth).fold(Truth::False, Truth::or),
    }
}

fn value<'a>(operand: &'a Operand, row: &'a (impl Row + ?Sized)) -> Cell<'a> {
    match operand {
        Operand::Field(name, kind) => row.cell(name).of_kind(*kind),
        Operand::Text(text) => Cell::Text(Cow::Borrowed(text)),
        Operand::Number(number) => Cell::Number(*number),
        Operand::Boolean(boolean) => Cell::Boolean(*boolean),
        Operand::Date(date) => Cell::Date(*date),
        Operand::Fold(fold, inner) => match value(inner, row) {
            Cell::Text(text) => Cell::Text(Cow::Owned(fold.apply(&text))),
            Cell::List(texts) => Cell::List(texts.iter().map(|text| Cow::Owned(fold.apply(text))).collect()),
            _ => Cell::Unknown,
        },
        Operand::Arithmetic(left, arithmetic, right) => match (value(left, row), value(right, row)) {
            // A division by zero, or a number past the largest, says nothing.
            (Cell::Number(left), Cell::Number(right)) => Some(arithmetic.apply(left, right))
                .filter(|result| result.is_finite())
                .map_or(Cell::Unknown, Cell::Number),
            _ => Cell::Unknown,
        },
    }
}

fn compare(left: &Cell<'_>, comparison: Comparison, right: &Cell<'_>) -> Truth {
    match (left, right) {
        (Cell::Text(left), Cell::Text(right)) => comparison.holds(canonical(left).cmp(&canonical(right))).into(),
        (Cell::Number(left), Cell::Number(right)) => left
            .partial_cmp(right)
            .map_or(Truth::Unknown, |order| comparison.holds(order).into()),
        (Cell::Boolean(left), Cell::Boolean(right)) => comparison.holds(left.cmp(right)).into(),
        (Cell::Date(left), Cell::Date(right)) => compare_dates(*left, comparison, *right),
        (Cell::List(_), Cell::Text(text)) => contains(left, comparison, text),
        (Cell::Text(text), Cell::List(_)) => contains(right, comparison, text),
        _ => Truth::Unknown,
    }
}

fn contains(list: &Cell<'_>, comparison: Comparison, text: &str) -> Truth {
    let among = list.any_text(|one| canonical(one) == canonical(text));
    match comparison {
        Comparison::Equal => among,
        Comparison::NotEqual => !among,
        // The parser lets no other comparison of a list through.
        _ => Truth::Unknown,
    }
}

/// Certain only where every day that the one may be and every day that the other may be agree.
fn compare_dates(left: PartialDate, comparison: Comparison, right: PartialDate) -> Truth {
    let less = |left: PartialDate, right: PartialDate| {
        if left.latest() < right.earliest() {
            Truth::True
        } else if left.earliest() >= right.latest() {
            Truth::False
        } else {
            Truth::Unknown
        }
    };
    let one_day = |date: PartialDate| date.earliest() == date.latest();
    let equal = || {
        if left.latest() < right.earliest() || right.latest() < left.earliest() {
            Truth::False
        } else if one_day(left) && one_day(right) {
            Truth::True
        } else {
            Truth::Unknown
        }
    };
    match comparison {
        Comparison::Equal => equal(),
        Comparison::NotEqual => !equal(),
        Comparison::Less => less(left, right),
        Comparison::GreaterOrEqual => !less(left, right),
        Comparison::Greater => less(right, left),
        Comparison::LessOrEqual => !less(right, left),
    }
}

#[cfg(test)]
impl Cell<'_> {
    /// The kind of what it holds; `None` where it is unknown.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self {
            Self::Unknown => None,
            Self::Text(_) => Some(Kind::Text),
            Self::Number(_) => Some(Kind::Number),
            Self::Boolean(_) => Some(Kind::Boolean),
            Self::Date(_) => Some(Kind::Date),
            Self::List(_) => Some(Kind::TextList),
        }
    }
}
