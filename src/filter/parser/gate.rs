//! What is refused before anything reads it: texts too long, too deep or with too many terms.

use super::{Checked, Parser, is_boolean, is_keyword};
use crate::filter::lexer::Token;
use crate::filter::{FilterFault, GREATEST_DEPTH, GREATEST_LENGTH, MOST_TERMS};

pub(super) fn check_length(text: &str) -> Checked<()> {
    if text.len() <= GREATEST_LENGTH {
        return Ok(());
    }
    let offset = text.floor_char_boundary(GREATEST_LENGTH);
    let found = format!("a text of {} bytes", text.len());
    Err(FilterFault::at(
        text,
        offset,
        found,
        format!("at most {GREATEST_LENGTH}"),
    ))
}

impl Parser<'_> {
    /// Counts, outside of quotes, names and values, and how deep parentheses, functions, `NOT` and signs
    /// stand within each other. Nothing that passes is deep enough to exhaust a stack of 2 MiB, neither
    /// the library's nor that of whoever evaluates or drops the tree (tested).
    pub(super) fn check_limits(&self) -> Checked<()> {
        let (mut terms, mut depth) = (0, 0);
        // `NOT` and signs are undone by what follows them: how many stand in a row, here and before each
        // parenthesis that is open.
        let mut row = 0;
        let mut open = Vec::new();
        let mut after_operand = false;
        for (at, lexeme) in self.lexemes.iter().enumerate() {
            match &lexeme.token {
                Token::Symbol("(") => {
                    open.push(row + 1);
                    depth += row + 1;
                    row = 0;
                }
                Token::Symbol(")") => {
                    depth -= open.pop().unwrap_or(0);
                    row = 0;
                }
                Token::Symbol("-") if !after_operand => row += 1,
                Token::Word(word) if word.eq_ignore_ascii_case("NOT") => row += 1,
                Token::Symbol(_) | Token::End => row = 0,
                token => {
                    row = 0;
                    terms += usize::from(self.is_term(at, token));
                }
            }
            after_operand = match &lexeme.token {
                Token::Symbol(symbol) => *symbol == ")",
                Token::Word(word) => !is_keyword(word) || is_boolean(word),
                _ => true,
            };
            if terms > MOST_TERMS {
                return Err(self.unexpected(at, &format!("at most {MOST_TERMS} names and values")));
            }
            if depth + row > GREATEST_DEPTH {
                let expected = format!("at most {GREATEST_DEPTH} levels of parentheses, NOT, signs and functions");
                return Err(self.unexpected(at, &expected));
            }
        }
        Ok(())
    }

    /// Whether a lexeme is a name or a value, rather than a keyword or the name of a function.
    fn is_term(&self, at: usize, token: &Token) -> bool {
        match token {
            Token::Word(word) => is_boolean(word) || !is_keyword(word) && !self.is_call(at),
            _ => true,
        }
    }

    /// Whether a parenthesis follows.
    pub(super) fn is_call(&self, at: usize) -> bool {
        self.lexemes
            .get(at + 1)
            .is_some_and(|next| next.token == Token::Symbol("("))
    }
}
