//! What is asked of the `cql2` library: the grammar of one stretch of a text without parentheses,
//! but for the lists of `IN` and the arguments of functions.

use cql2::{Error, Expr};
use pest::error::{ErrorVariant, InputLocation};

use super::{Checked, Parser};
use crate::filter::FilterFault;
use crate::filter::lexer::Token;

pub(super) const OPERAND: &str = "a name, a value or a parenthesis";

/// A stretch as the library reads it, every name and value a number.
#[derive(Default)]
pub(super) struct Stretch {
    text: String,
    /// Where each piece ends in it, and which lexeme of the filter it is.
    ends: Vec<(usize, usize)>,
    /// Whether the last piece ends what an operator may follow.
    pub after_operand: bool,
    /// The last part.
    last_part: Option<usize>,
    /// Signs before what comes next.
    pub signs: Vec<usize>,
}

impl Stretch {
    /// The part, where nothing else stands here: nothing to ask the library.
    pub fn only_part(&self) -> Option<usize> {
        self.last_part.filter(|_| self.ends.len() == 1)
    }

    /// A keyword or a symbol, apart from its neighbours: to the library `AND` ends where it ends, so that
    /// `1 ANDled` would be `1 AND led`.
    pub fn push_operator(&mut self, piece: &str, lexeme: usize) {
        self.push(piece, lexeme);
        // `a NOT LIKE b` goes on with the operand before it, and `NOT a` has none yet.
        self.after_operand &= piece == "NOT";
    }

    /// A part.
    pub fn push_part(&mut self, part: usize, lexeme: usize) {
        self.push(&name(part), lexeme);
        self.last_part = Some(part);
        self.after_operand = true;
    }

    /// Parts in parentheses: the list of `IN`, the arguments of a function.
    pub fn push_parts(&mut self, before: &str, parts: &[usize], lexeme: usize) {
        let parts: Vec<_> = parts.iter().map(|&part| name(part)).collect();
        self.push(&format!("{before}({})", parts.join(",")), lexeme);
        self.after_operand = true;
    }

    /// The lexeme at a byte of the stretch.
    fn lexeme(&self, offset: usize) -> Option<usize> {
        let piece = self.ends.iter().find(|&&(end, _)| end > offset)?;
        Some(piece.1)
    }

    fn push(&mut self, piece: &str, lexeme: usize) {
        self.text.push_str(piece);
        self.text.push(' ');
        self.ends.push((self.text.len(), lexeme));
    }
}

fn name(part: usize) -> String {
    format!("\"{part}\"")
}

impl Parser<'_> {
    /// A stretch that ends before a lexeme, as the library understands it.
    pub(super) fn understood(&self, stretch: &Stretch, end: usize) -> Checked<Expr> {
        cql2::parse_text(&stretch.text).map_err(|error| {
            let (at, expected) = match &error {
                Error::Pest(error) => {
                    let offset = match error.location {
                        InputLocation::Pos(offset) | InputLocation::Span((offset, _)) => offset,
                    };
                    let rules = match &error.variant {
                        ErrorVariant::ParsingError { positives, .. } => {
                            positives.iter().map(|rule| format!("{rule:?}")).collect()
                        }
                        ErrorVariant::CustomError { .. } => Vec::new(),
                    };
                    (stretch.lexeme(offset).unwrap_or(end), rules)
                }
                // None that these stretches could give; should it come all the same, it is a fault like others.
                _ => (end, Vec::new()),
            };
            self.misplaced(at, &expected, end)
        })
    }

    /// The library expected one of these rules of its grammar.
    fn misplaced(&self, at: usize, rules: &[String], end: usize) -> FilterFault {
        let any = |names: &[&str]| rules.iter().any(|rule| names.contains(&rule.as_str()));
        match () {
            () if any(&["Expr", "Identifier"]) => self.unexpected(at, OPERAND),
            () if any(&["EOI"]) && self.is_word(at, "NOT") => self.unexpected(at + 1, "LIKE, BETWEEN or IN"),
            () if any(&["Add"]) && !any(&["EOI"]) => self.unexpected(at, "AND and the other end of BETWEEN"),
            () if any(&["NotFlag"]) && !any(&["EOI"]) => self.unexpected(at, "NULL"),
            () => self.unexpected(at, self.continuation(end)),
        }
    }

    /// What may follow a whole condition that must end before a lexeme.
    pub(super) fn continuation(&self, end: usize) -> &'static str {
        match self.lexemes[end].token {
            Token::Symbol(")") => "AND, OR or )",
            _ => "AND, OR or the end of the text",
        }
    }
}
