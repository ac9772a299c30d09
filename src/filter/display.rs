//! A filter as CQL2 text again, with no more parentheses than it needs.

use std::fmt::{self, Display, Formatter};

use super::Filter;
use super::expression::{Arithmetic, Condition, Operand};
use super::lexer::is_name;
use super::parser::is_keyword;

impl Display for Filter {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        self.condition.fmt(out)
    }
}

impl Display for Condition {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant(constant) => write_boolean(*constant, out),
            Self::Holds(name) => write_name(name, out),
            Self::Compare(left, comparison, right) => write!(out, "{left} {} {right}", comparison.symbol()),
            Self::Like(..) | Self::Between(..) | Self::In(..) | Self::Blank(_) => self.write_test("", out),
            Self::Not(inner) => match &**inner {
                Self::Like(..) | Self::Between(..) | Self::In(..) | Self::Blank(_) => inner.write_test("NOT ", out),
                Self::And(_) | Self::Or(_) => write!(out, "NOT ({inner})"),
                inner => write!(out, "NOT {inner}"),
            },
            Self::And(parts) => separated(parts, " AND ", out, |part, out| match part {
                Self::Or(_) => write!(out, "({part})"),
                part => part.fmt(out),
            }),
            Self::Or(parts) => separated(parts, " OR ", out, Display::fmt),
        }
    }
}

impl Condition {
    /// A test that is denied within it: `a NOT IN (…)`.
    fn write_test(&self, not: &str, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Like(subject, pattern) => {
                write!(out, "{subject} {not}LIKE ")?;
                pattern
                    .folds
                    .iter()
                    .try_for_each(|fold| write!(out, "{}(", fold.name()))?;
                write_quoted(&pattern.text, '\'', out)?;
                pattern.folds.iter().try_for_each(|_| out.write_str(")"))
            }
            Self::Between(subject, from, to) => write!(out, "{subject} {not}BETWEEN {from} AND {to}"),
            Self::In(subject, values) => {
                write!(out, "{subject} {not}IN (")?;
                separated(values, ", ", out, Display::fmt)?;
                out.write_str(")")
            }
            Self::Blank(name) => {
                write_name(name, out)?;
                write!(out, " IS {not}NULL")
            }
            other => other.fmt(out),
        }
    }
}

impl Display for Operand {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name, _) => write_name(name, out),
            Self::Text(text) => write_quoted(text, '\'', out),
            Self::Number(number) => write_number(*number, out),
            Self::Boolean(boolean) => write_boolean(*boolean, out),
            Self::Date(date) => write!(out, "DATE('{date}')"),
            Self::Fold(fold, inner) => write!(out, "{}({inner})", fold.name()),
            Self::Arithmetic(_, _, right) if self.is_negated() => {
                out.write_str("-")?;
                right.write_within(|_| true, out)
            }
            Self::Arithmetic(left, arithmetic, right) => {
                left.write_within(|inner| arithmetic.is_product() && !inner.is_product(), out)?;
                write!(out, " {} ", arithmetic.symbol())?;
                // Calculated from the left: `a - (b - c)` keeps its parentheses.
                right.write_within(|inner| arithmetic.is_product() || !inner.is_product(), out)
            }
        }
    }
}

impl Operand {
    /// Whether it is written with a sign before it.
    fn is_negated(&self) -> bool {
        matches!(self, Self::Arithmetic(left, Arithmetic::Multiply, _) if **left == Self::Number(-1.0))
    }

    fn write_within(&self, needs_parentheses: impl Fn(Arithmetic) -> bool, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Arithmetic(_, inner, _) if !self.is_negated() && needs_parentheses(*inner) => write!(out, "({self})"),
            _ => self.fmt(out),
        }
    }
}

fn separated<T>(
    parts: &[T],
    separator: &str,
    out: &mut Formatter<'_>,
    write: impl Fn(&T, &mut Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.write_str(separator)?;
        }
        write(part, out)?;
    }
    Ok(())
}

fn write_boolean(boolean: bool, out: &mut Formatter<'_>) -> fmt::Result {
    out.write_str(if boolean { "TRUE" } else { "FALSE" })
}

fn write_number(number: f64, out: &mut Formatter<'_>) -> fmt::Result {
    // Without an exponent 1e300 would be three hundred digits.
    if number.abs() >= 1e15 || (number != 0.0 && number.abs() < 1e-6) {
        write!(out, "{number:e}")
    } else {
        write!(out, "{number}")
    }
}

fn write_name(name: &str, out: &mut Formatter<'_>) -> fmt::Result {
    if is_name(name) && !is_keyword(name) {
        out.write_str(name)
    } else {
        write_quoted(name, '"', out)
    }
}

fn write_quoted(text: &str, quote: char, out: &mut Formatter<'_>) -> fmt::Result {
    let doubled = [quote, quote].iter().collect::<String>();
    write!(out, "{quote}{}{quote}", text.replace(quote, &doubled))
}
