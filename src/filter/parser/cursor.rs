//! Where the parser is in the text: the next lexeme, the limits, and faults at a place.

use std::ops::Range;

use super::{Checked, Parser};
use crate::filter::expression::Comparison;
use crate::filter::lexer::{Lexeme, Token};
use crate::filter::{FilterFault, GREATEST_DEPTH, MOST_TERMS};

impl Parser<'_> {
    pub(super) fn peek(&self) -> &Lexeme {
        // The last lexeme is the end, and nothing takes that.
        &self.lexemes[self.at.min(self.lexemes.len() - 1)]
    }

    /// Where the last lexeme that was taken ends.
    pub(super) fn end(&self) -> usize {
        self.at.checked_sub(1).map_or(0, |last| self.lexemes[last].span.end)
    }

    pub(super) fn is(&self, symbol: &str) -> bool {
        matches!(self.peek().token, Token::Symbol(found) if found == symbol)
    }

    pub(super) fn is_word(&self, keyword: &str) -> bool {
        matches!(&self.peek().token, Token::Word(word) if word.eq_ignore_ascii_case(keyword))
    }

    pub(super) fn next_is_parenthesis(&self) -> bool {
        self.lexemes
            .get(self.at + 1)
            .is_some_and(|next| next.token == Token::Symbol("("))
    }

    pub(super) fn comparison(&self) -> Option<Comparison> {
        Comparison::ALL
            .into_iter()
            .find(|comparison| self.is(comparison.symbol()))
    }

    pub(super) fn take(&mut self, symbol: &str) -> bool {
        let found = self.is(symbol);
        self.at += usize::from(found);
        found
    }

    pub(super) fn take_word(&mut self, keyword: &str) -> bool {
        let found = self.is_word(keyword);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, symbol: &str) -> Checked<()> {
        if self.take(symbol) {
            Ok(())
        } else {
            Err(self.unexpected(symbol))
        }
    }

    /// Takes a name or a value, if there are not too many.
    pub(super) fn term(&mut self) -> Checked<()> {
        if self.terms == MOST_TERMS {
            return Err(self.unexpected(&format!("at most {MOST_TERMS} names and values")));
        }
        self.terms += 1;
        self.at += 1;
        Ok(())
    }

    /// Counts a level of parentheses, `NOT` or functions.
    pub(super) fn deeper(&mut self) -> Checked<()> {
        if self.depth == GREATEST_DEPTH {
            let expected = format!("at most {GREATEST_DEPTH} levels of parentheses, NOT and functions");
            return Err(self.unexpected(&expected));
        }
        self.depth += 1;
        Ok(())
    }

    /// The next lexeme is not what could stand here.
    pub(super) fn unexpected(&self, expected: &str) -> FilterFault {
        self.fault(&self.peek().span, expected)
    }

    pub(super) fn fault(&self, span: &Range<usize>, expected: &str) -> FilterFault {
        FilterFault::at(self.text, span.start, self.slice(span), expected)
    }

    /// A piece of the text as a fault quotes it: not more of it than one can read.
    pub(super) fn slice(&self, span: &Range<usize>) -> String {
        const MOST: usize = 60;
        let piece = &self.text[span.clone()];
        match piece.char_indices().nth(MOST) {
            _ if piece.is_empty() => "the end of the text".to_owned(),
            Some((end, _)) => format!("{}…", &piece[..end]),
            None => piece.to_owned(),
        }
    }
}
