//! Rules that people write, as CQL2 text: which communities a standard applies to, which services
//! count, which features somebody asks for.
//!
//! A part of CQL2 (OGC 21-065r2): its grammar is read by the `cql2` library, behind bounds of length and
//! depth; what it says is checked against the [`Queryables`] before it is used, and is evaluated in
//! three-valued logic, so that an unknown cell stays unknown. It reads no record by itself: it asks a
//! [`Row`] for its cells. Begin with [`Filter::parse`]; [`services`] and [`communities`] are the rows of
//! the package, [`columns`] what it adds to them.

pub mod columns;
pub mod communities;
mod display;
mod evaluate;
mod expression;
mod fault;
mod fold;
mod lexer;
pub mod links;
mod parser;
mod pattern;
mod queryables;
pub mod services;
mod terms;

use std::collections::BTreeSet;

pub use columns::Columns;
pub use evaluate::{Cell, Row};
pub use fault::FilterFault;
pub use queryables::{Blanks, Kind, Queryable, Queryables};
pub use terms::Term;

use crate::model::Truth;
use expression::Condition;

/// A filter's text has at most so many bytes.
pub const GREATEST_LENGTH: usize = 4096;
/// Parentheses, functions, `NOT` and signs stand at most so deep within each other.
pub const GREATEST_DEPTH: usize = 32;
/// Names and values together are at most so many.
pub const MOST_TERMS: usize = 200;

/// A rule that was read and checked.
///
/// Two filters are equal where they say the same in the same order, however they are written; its
/// `Display` is CQL2 text that says the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    condition: Condition,
}

impl Filter {
    /// Reads CQL2 text over these queryables.
    ///
    /// Accepted are `=`, `<>`, `<`, `>`, `<=`, `>=`, `BETWEEN`, `IN`, `LIKE` (`%` any text, `_` one letter,
    /// `\` before either takes it literally), each with `NOT`; `AND`, `OR`, `NOT`, parentheses; a
    /// boolean queryable by itself; `CASEI(…)` and `ACCENTI(…)`; `+ - * /` and signs on numbers; texts in single
    /// quotes (a quote within is doubled), numbers, `TRUE`, `FALSE`, `DATE('YYYY-MM-DD')`. Keywords in
    /// either case, names exactly as the queryables have them, in double quotes where they need it.
    ///
    /// On a queryable of several texts, `=`, `IN` and `LIKE` ask whether any of them is so, and `<>`
    /// whether none is. `IS NULL` is refused unless the queryables allow it: a blank cell means
    /// unknown, and a rule cannot ask for what nobody knows.
    pub fn parse(text: &str, queryables: &Queryables) -> Result<Self, FilterFault> {
        parser::parse(text, queryables).map(|condition| Self { condition })
    }

    /// Whether the rule holds for a row, by Kleene's logic: `Unknown` where a cell that would decide it
    /// is unknown. Division by zero, and numbers past the largest, are unknown too.
    pub fn evaluate(&self, row: &(impl Row + ?Sized)) -> Truth {
        evaluate::condition(&self.condition, row)
    }

    /// Names of the queryables it uses, in order.
    pub fn fields(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        self.condition.collect_fields(&mut names);
        names
    }
}

#[cfg(test)]
mod tests;
