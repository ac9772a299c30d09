//! From a filter's text to a checked tree. The `cql2` library reads the grammar; what it must not be
//! trusted with stays here.
//!
//! The library never sees the text as it was written. Measured on 0.6.0: some sixty parentheses
//! within each other overflow a stack of 2 MiB, which ends the process; and a slip within parentheses
//! is read twice for each of them, so that sixteen take seconds and thirty-two would take days. It
//! also reads `.5`, names with marks upon their letters and keywords that touch the next word
//! otherwise than the standard does, and what it makes of a text has lost where each word stood.
//!
//! So each name and value, and all that stands in a pair of parentheses, is a *part*. The innermost
//! parentheses are read first, and a part stands in its surroundings as its number, in the quotes of a
//! name: for `a + 1 > 2 AND (b OR c)` the library reads `"2"OR"3"`, and then `"0"+"1">"2"AND"5"`. What
//! it answers is a tree of numbers, whose parts know their kinds and their places in the text.

mod check;
mod gate;
mod library;
mod parts;
mod translate;

use std::ops::Range;

use super::FilterFault;
use super::expression::{Condition, Operand};
use super::lexer::{Lexeme, Token, lexemes};
use super::queryables::{Kind, Queryables};

const KEYWORDS: [&str; 10] = [
    "AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "TRUE", "FALSE",
];

/// Whether a word cannot be a name without quotes.
pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word))
}

fn is_boolean(word: &str) -> bool {
    word.eq_ignore_ascii_case("TRUE") || word.eq_ignore_ascii_case("FALSE")
}

pub(super) fn parse(text: &str, queryables: &Queryables) -> Result<Condition, FilterFault> {
    gate::check_length(text)?;
    let lexemes = lexemes(text)?;
    let mut parser = Parser {
        text,
        lexemes: &lexemes,
        queryables,
        parts: Vec::new(),
    };
    parser.check_limits()?;
    let parsed = parser.whole()?;
    parser.condition(parsed)
}

/// What was read: something true or false, or something with a value.
#[derive(Clone)]
enum Parsed {
    Condition(Condition, Range<usize>),
    Value(Value),
}

/// An operand with what it was checked to be.
#[derive(Clone)]
struct Value {
    operand: Operand,
    kind: Kind,
    span: Range<usize>,
}

impl Parsed {
    fn span(&self) -> &Range<usize> {
        match self {
            Self::Condition(_, span) => span,
            Self::Value(value) => &value.span,
        }
    }
}

/// What was read, or where it goes wrong.
type Checked<T> = Result<T, FilterFault>;

struct Parser<'a> {
    text: &'a str,
    lexemes: &'a [Lexeme],
    queryables: &'a Queryables,
    /// Names, values and what stood in parentheses, by number.
    parts: Vec<Parsed>,
}

impl Parser<'_> {
    /// A lexeme is not what could stand there.
    fn unexpected(&self, at: usize, expected: &str) -> FilterFault {
        self.fault(&self.lexemes[at].span, expected)
    }

    fn fault(&self, span: &Range<usize>, expected: &str) -> FilterFault {
        FilterFault::at(self.text, span.start, self.slice(span), expected)
    }

    fn is_word(&self, at: usize, keyword: &str) -> bool {
        matches!(&self.lexemes[at].token, Token::Word(word) if word.eq_ignore_ascii_case(keyword))
    }

    /// The lexeme that begins at a byte or is the first after it; the last one is the end.
    fn lexeme_from(&self, byte: usize) -> usize {
        let at = self.lexemes.partition_point(|lexeme| lexeme.span.start < byte);
        at.min(self.lexemes.len() - 1)
    }

    /// A piece of the text as a fault quotes it: not more of it than one can read.
    fn slice(&self, span: &Range<usize>) -> String {
        const MOST: usize = 60;
        let piece = &self.text[span.clone()];
        match piece.char_indices().nth(MOST) {
            _ if piece.is_empty() => "the end of the text".to_owned(),
            Some((end, _)) => format!("{}…", &piece[..end]),
            None => piece.to_owned(),
        }
    }
}
