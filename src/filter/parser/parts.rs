//! From lexemes to parts: the innermost parentheses first.

use super::library::{OPERAND, Stretch};
use super::{Checked, Parsed, Parser, Value, is_boolean, is_keyword};
use crate::filter::expression::Operand;
use crate::filter::lexer::Token;
use crate::filter::queryables::Kind;

/// A parenthesis that is open, or the whole text.
struct Open {
    kind: Opened,
    /// What stands in it since its beginning, or since its last comma.
    stretch: Stretch,
    /// What stood between its commas.
    parts: Vec<usize>,
}

enum Opened {
    Text,
    /// Parentheses around a condition or a value, and the lexeme that opens them.
    Group(usize),
    /// The list after `IN`.
    List,
    /// A function, as the library calls it, and the lexeme of its name.
    Call(&'static str, usize),
}

impl Open {
    fn new(kind: Opened) -> Self {
        Self {
            kind,
            stretch: Stretch::default(),
            parts: Vec::new(),
        }
    }
}

/// How the library calls the functions.
const FUNCTIONS: [&str; 3] = ["casei", "accenti", "date"];

impl Parser<'_> {
    /// A stretch that ends before a lexeme.
    fn read(&self, stretch: &Stretch, end: usize) -> Checked<Parsed> {
        self.check_signs(stretch, end)?;
        if let Some(part) = stretch.only_part() {
            return Ok(self.parts[part].clone());
        }
        let tree = self.understood(stretch, end)?;
        self.translated(&tree)
    }

    /// The whole text.
    pub(super) fn whole(&mut self) -> Checked<Parsed> {
        let mut open = Vec::new();
        let mut current = Open::new(Opened::Text);
        let mut at = 0;
        loop {
            let lexemes = self.lexemes;
            match &lexemes[at].token {
                Token::End => {
                    let parsed = self.read(&current.stretch, at)?;
                    return match current.kind {
                        Opened::Text => Ok(parsed),
                        _ => Err(self.unexpected(at, ")")),
                    };
                }
                Token::Symbol("(") => {
                    open.push(current);
                    current = Open::new(Opened::Group(at));
                }
                Token::Symbol(")") => {
                    let parsed = self.read(&current.stretch, at)?;
                    let Some(outer) = open.pop() else {
                        return Err(self.unexpected(at, self.continuation(lexemes.len() - 1)));
                    };
                    let inner = std::mem::replace(&mut current, outer);
                    self.check_list_ends(&inner, at)?;
                    self.close(inner, parsed, at, &mut current.stretch)?;
                }
                Token::Symbol(",") => {
                    let parsed = self.read(&current.stretch, at)?;
                    match current.kind {
                        Opened::List => current.parts.push(self.add(parsed)),
                        Opened::Text => return Err(self.unexpected(at, self.continuation(lexemes.len() - 1))),
                        // The library would pass over what is too much in `DATE(a, b)`.
                        Opened::Group(_) | Opened::Call(..) => return Err(self.unexpected(at, ")")),
                    }
                    current.stretch = Stretch::default();
                }
                // The library knows no sign after `NOT`, so signs go with what follows them.
                Token::Symbol("-") if !current.stretch.after_operand => current.stretch.signs.push(at),
                Token::Symbol(symbol) => {
                    self.check_signs(&current.stretch, at)?;
                    current.stretch.push_operator(symbol, at);
                }
                Token::Word(word) if is_keyword(word) && !is_boolean(word) => {
                    self.check_keyword(word, at, &current.stretch)?;
                    current.stretch.push_operator(&word.to_ascii_uppercase(), at);
                    if word.eq_ignore_ascii_case("IN") {
                        // The library would take a value without parentheses for a list.
                        at += 1;
                        if lexemes[at].token != Token::Symbol("(") {
                            return Err(self.unexpected(at, "("));
                        }
                        open.push(std::mem::replace(&mut current, Open::new(Opened::List)));
                    }
                }
                Token::Word(word) if self.is_call(at) => {
                    let called = FUNCTIONS.into_iter().find(|name| name.eq_ignore_ascii_case(word));
                    let fault = || self.unexpected(at, "CASEI, ACCENTI or DATE before a parenthesis");
                    let call = Opened::Call(called.ok_or_else(fault)?, at);
                    open.push(std::mem::replace(&mut current, Open::new(call)));
                    at += 1; // Its parenthesis.
                }
                _ => {
                    let term = Parsed::Value(self.term(at)?);
                    self.push(term, at, &mut current.stretch)?;
                }
            }
            at += 1;
        }
    }

    fn add(&mut self, parsed: Parsed) -> usize {
        self.parts.push(parsed);
        self.parts.len() - 1
    }

    /// The library would take `IN (1) + 2` for a list, of 3.
    fn check_list_ends(&self, inner: &Open, end: usize) -> Checked<()> {
        match (&inner.kind, &self.lexemes[end + 1].token) {
            (Opened::List, Token::Symbol("+" | "-" | "*" | "/")) => {
                Err(self.unexpected(end + 1, self.continuation(self.lexemes.len() - 1)))
            }
            _ => Ok(()),
        }
    }

    /// What stood in parentheses takes its place in what stands around them.
    fn close(&mut self, inner: Open, last: Parsed, end: usize, outer: &mut Stretch) -> Checked<()> {
        if let Opened::Group(start) = inner.kind {
            let span = self.lexemes[start].span.start..self.lexemes[end].span.end;
            let group = match last {
                Parsed::Condition(condition, _) => Parsed::Condition(condition, span),
                Parsed::Value(value) => Parsed::Value(Value { span, ..value }),
            };
            return self.push(group, start, outer);
        }
        let mut parts = inner.parts;
        parts.push(self.add(last));
        match inner.kind {
            Opened::Call(name, start) => {
                self.check_signs(outer, start)?;
                outer.push_parts(name, &parts, start);
            }
            _ => outer.push_parts("", &parts, end),
        }
        Ok(())
    }

    /// A part takes its place, with the signs before it.
    fn push(&mut self, mut parsed: Parsed, at: usize, stretch: &mut Stretch) -> Checked<()> {
        for sign in stretch.signs.drain(..).rev() {
            let Value { operand, kind, span } = self.value(parsed)?;
            let span = self.lexemes[sign].span.start..span.end;
            self.check_number(&Value {
                operand: operand.clone(),
                kind,
                span: self.lexemes[at].span.clone(),
            })?;
            parsed = Parsed::Value(Value {
                operand: operand.negated(),
                kind,
                span,
            });
        }
        stretch.push_part(self.add(parsed), at);
        Ok(())
    }

    /// Signs stand before a name, a number or a parenthesis.
    fn check_signs(&self, stretch: &Stretch, at: usize) -> Checked<()> {
        if stretch.signs.is_empty() {
            Ok(())
        } else {
            Err(self.unexpected(at, "a name, a number or a parenthesis after the sign"))
        }
    }

    /// The library takes `AND`, `IN` and the like for names where it expects one, and `LIKE(a, b)` for a
    /// function.
    fn check_keyword(&self, word: &str, at: usize, stretch: &Stretch) -> Checked<()> {
        self.check_signs(stretch, at)?;
        if word.eq_ignore_ascii_case("NOT") {
            return Ok(());
        }
        if word.eq_ignore_ascii_case("NULL") {
            let is = at.saturating_sub(if self.is_word(at.saturating_sub(1), "NOT") {
                2
            } else {
                1
            });
            if self.is_word(is, "IS") {
                return Ok(());
            }
            return Err(self.unexpected(at, "a value: a blank cell is unknown and equals nothing"));
        }
        if stretch.after_operand {
            return Ok(());
        }
        Err(self.unexpected(at, OPERAND))
    }

    /// A name or a value.
    fn term(&self, at: usize) -> Checked<Value> {
        let (operand, kind) = match &self.lexemes[at].token {
            Token::Number(number) => (Operand::Number(*number), Kind::Number),
            Token::Text(text) => (Operand::Text(text.clone()), Kind::Text),
            Token::Word(word) if is_boolean(word) => {
                (Operand::Boolean(word.eq_ignore_ascii_case("TRUE")), Kind::Boolean)
            }
            Token::Word(name) | Token::QuotedName(name) => {
                let quoted = matches!(self.lexemes[at].token, Token::QuotedName(_));
                let hint = if quoted {
                    " (a text stands in single quotes)"
                } else {
                    ""
                };
                let fault = || self.unexpected(at, &format!("one of {}{hint}", self.queryables.names()));
                let queryable = self.queryables.get(name).ok_or_else(fault)?;
                (Operand::Field(name.clone(), queryable.kind), queryable.kind)
            }
            Token::Symbol(_) | Token::End => return Err(self.unexpected(at, OPERAND)),
        };
        Ok(Value {
            operand,
            kind,
            span: self.lexemes[at].span.clone(),
        })
    }
}
