//! From a filter's text to a checked tree, by recursive descent: one function for each strength of
//! binding, the weakest first. What may recurse is counted, so that no text can exhaust the stack.

mod check;
mod cursor;

use std::ops::Range;

use super::expression::{Arithmetic, Comparison, Condition, Operand};
use super::fold::Fold;
use super::lexer::{Lexeme, Token, lexemes};
use super::pattern::Pattern;
use super::queryables::{Kind, Queryables};
use super::{FilterFault, GREATEST_LENGTH};
use crate::model::PartialDate;

const KEYWORDS: [&str; 10] = [
    "AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "TRUE", "FALSE",
];

/// Whether a word cannot be a name without quotes.
pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word))
}

pub(super) fn parse(text: &str, queryables: &Queryables) -> Result<Condition, FilterFault> {
    if text.len() > GREATEST_LENGTH {
        let offset = text.floor_char_boundary(GREATEST_LENGTH);
        let found = format!("a text of {} bytes", text.len());
        return Err(FilterFault::at(
            text,
            offset,
            found,
            format!("at most {GREATEST_LENGTH}"),
        ));
    }
    let mut parser = Parser {
        text,
        lexemes: lexemes(text)?,
        at: 0,
        depth: 0,
        terms: 0,
        queryables,
    };
    let parsed = parser.any()?;
    if parser.peek().token != Token::End {
        return Err(parser.unexpected("AND, OR or the end of the text"));
    }
    parser.condition(parsed)
}

/// What was read: something true or false, or something with a value.
enum Parsed {
    Condition(Condition, Range<usize>),
    Value(Value),
}

/// An operand with what it was checked to be.
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
    lexemes: Vec<Lexeme>,
    at: usize,
    depth: usize,
    terms: usize,
    queryables: &'a Queryables,
}

impl Parser<'_> {
    /// `a OR b`
    fn any(&mut self) -> Checked<Parsed> {
        self.joined("OR", Self::all, Condition::any)
    }

    /// `a AND b`
    fn all(&mut self) -> Checked<Parsed> {
        self.joined("AND", Self::negation, Condition::all)
    }

    fn joined(
        &mut self,
        keyword: &str,
        part: fn(&mut Self) -> Checked<Parsed>,
        join: fn(Vec<Condition>) -> Condition,
    ) -> Checked<Parsed> {
        let first = part(self)?;
        if !self.is_word(keyword) {
            return Ok(first);
        }
        let start = first.span().start;
        let mut parts = vec![self.condition(first)?];
        while self.take_word(keyword) {
            let next = part(self)?;
            parts.push(self.condition(next)?);
        }
        Ok(Parsed::Condition(join(parts), start..self.end()))
    }

    /// `NOT a`
    fn negation(&mut self) -> Checked<Parsed> {
        let start = self.peek().span.start;
        let depth = self.depth;
        let mut negations = 0;
        while self.is_word("NOT") {
            self.deeper()?;
            self.at += 1;
            negations += 1;
        }
        let inner = self.test()?;
        self.depth = depth;
        if negations == 0 {
            return Ok(inner);
        }
        let condition = (0..negations).fold(self.condition(inner)?, |inner, _| inner.negated());
        Ok(Parsed::Condition(condition, start..self.end()))
    }

    /// `a < b`, `a LIKE b`, `a BETWEEN b AND c`, `a IN (b)`, `a IS NULL`
    fn test(&mut self) -> Checked<Parsed> {
        let left = self.sum()?;
        let start = left.span().start;
        let condition = if let Some(comparison) = self.comparison() {
            let left = self.value(left)?;
            self.at += 1;
            let right = self.sum_value()?;
            self.check_comparable(&left, comparison, &right)?;
            Condition::Compare(left.operand, comparison, right.operand)
        } else if self.is_word("IS") {
            self.blank(left)?
        } else {
            let negated = self.is_word("NOT");
            let keyword = self
                .lexemes
                .get(self.at + usize::from(negated))
                .map(|lexeme| lexeme.token.clone());
            let is = |word: &str| matches!(&keyword, Some(Token::Word(found)) if found.eq_ignore_ascii_case(word));
            let test = match () {
                () if is("LIKE") => Self::like,
                () if is("BETWEEN") => Self::between,
                () if is("IN") => Self::among,
                () if negated => {
                    self.at += 1;
                    return Err(self.unexpected("LIKE, BETWEEN or IN"));
                }
                () => return Ok(left),
            };
            let left = self.value(left)?;
            self.at += 1 + usize::from(negated);
            let condition = test(self, left)?;
            if negated { condition.negated() } else { condition }
        };
        Ok(Parsed::Condition(condition, start..self.end()))
    }

    fn like(&mut self, subject: Value) -> Checked<Condition> {
        if !matches!(subject.kind, Kind::Text | Kind::TextList) {
            return Err(self.fault(&subject.span, "a text: LIKE compares texts"));
        }
        let start = self.peek().span.start;
        let pattern = self.primary()?;
        let pattern = self.value(pattern)?;
        let mut folds = Vec::new();
        let mut operand = pattern.operand;
        loop {
            match operand {
                Operand::Fold(fold, inner) => {
                    folds.push(fold);
                    operand = *inner;
                }
                Operand::Text(text) => {
                    let expected = "a pattern in which \\ stands before %, _ or \\";
                    let fault = || self.fault(&(start..self.end()), expected);
                    return Ok(Condition::Like(
                        subject.operand,
                        Pattern::new(text, folds).ok_or_else(fault)?,
                    ));
                }
                _ => return Err(self.fault(&pattern.span, "a pattern in single quotes, for example 'health%'")),
            }
        }
    }

    fn between(&mut self, subject: Value) -> Checked<Condition> {
        if !matches!(subject.kind, Kind::Number | Kind::Date) {
            return Err(self.fault(&subject.span, "a number or a date: BETWEEN compares these"));
        }
        let from = self.sum_value()?;
        self.check_comparable(&subject, Comparison::GreaterOrEqual, &from)?;
        if !self.take_word("AND") {
            return Err(self.unexpected("AND and the other end of BETWEEN"));
        }
        let to = self.sum_value()?;
        self.check_comparable(&subject, Comparison::LessOrEqual, &to)?;
        Ok(Condition::Between(subject.operand, from.operand, to.operand))
    }

    fn among(&mut self, subject: Value) -> Checked<Condition> {
        self.expect("(")?;
        let mut values = Vec::new();
        loop {
            let value = self.sum_value()?;
            self.check_comparable(&subject, Comparison::Equal, &value)?;
            values.push(value.operand);
            if !self.take(",") {
                break;
            }
        }
        self.expect(")")?;
        Ok(Condition::In(subject.operand, values))
    }

    fn blank(&mut self, subject: Parsed) -> Checked<Condition> {
        let start = self.peek().span.start;
        self.at += 1;
        let negated = self.take_word("NOT");
        if !self.take_word("NULL") {
            return Err(self.unexpected("NULL"));
        }
        if !self.queryables.allow_blanks() {
            let expected = "a comparison: a blank cell means unknown, so a rule cannot ask for it";
            return Err(self.fault(&(start..self.end()), expected));
        }
        let subject = self.value(subject)?;
        let Operand::Field(name) = subject.operand else {
            return Err(self.fault(&subject.span, "a name before IS NULL"));
        };
        let blank = Condition::Blank(name);
        Ok(if negated { blank.negated() } else { blank })
    }

    /// `a + b - c`
    fn sum(&mut self) -> Checked<Parsed> {
        self.calculated([Arithmetic::Add, Arithmetic::Subtract], Self::product)
    }

    /// `a * b / c`
    fn product(&mut self) -> Checked<Parsed> {
        self.calculated([Arithmetic::Multiply, Arithmetic::Divide], Self::primary)
    }

    fn calculated(&mut self, operators: [Arithmetic; 2], part: fn(&mut Self) -> Checked<Parsed>) -> Checked<Parsed> {
        let mut left = part(self)?;
        while let Some(&operator) = operators.iter().find(|operator| self.is(operator.symbol())) {
            let first = self.value(left)?;
            self.check_number(&first)?;
            self.at += 1;
            let second = part(self)?;
            let second = self.value(second)?;
            self.check_number(&second)?;
            left = Parsed::Value(Value {
                span: first.span.start..self.end(),
                operand: Operand::Arithmetic(Box::new(first.operand), operator, Box::new(second.operand)),
                kind: Kind::Number,
            });
        }
        Ok(left)
    }

    /// A name, a literal, a function or something in parentheses.
    fn primary(&mut self) -> Checked<Parsed> {
        let Lexeme { token, span } = self.peek().clone();
        let value = |operand, kind| {
            Ok(Parsed::Value(Value {
                operand,
                kind,
                span: span.clone(),
            }))
        };
        match token {
            Token::Symbol("(") => {
                self.deeper()?;
                self.at += 1;
                let inner = self.any()?;
                self.expect(")")?;
                self.depth -= 1;
                let span = span.start..self.end();
                Ok(match inner {
                    Parsed::Condition(condition, _) => Parsed::Condition(condition, span),
                    Parsed::Value(value) => Parsed::Value(Value { span, ..value }),
                })
            }
            Token::Symbol("-") => {
                self.at += 1;
                let Token::Number(number) = self.peek().token else {
                    return Err(self.unexpected("a number after the sign"));
                };
                self.term()?;
                let (operand, kind) = (Operand::Number(-number), Kind::Number);
                Ok(Parsed::Value(Value {
                    operand,
                    kind,
                    span: span.start..self.end(),
                }))
            }
            Token::Number(number) => self.term().and_then(|()| value(Operand::Number(number), Kind::Number)),
            Token::Text(text) => self.term().and_then(|()| value(Operand::Text(text), Kind::Text)),
            Token::QuotedName(name) => self.field(name, true),
            Token::Word(word) if self.next_is_parenthesis() && !is_keyword(&word) => self.function(&word),
            Token::Word(word) if word.eq_ignore_ascii_case("TRUE") || word.eq_ignore_ascii_case("FALSE") => {
                let boolean = word.eq_ignore_ascii_case("TRUE");
                self.term()
                    .and_then(|()| value(Operand::Boolean(boolean), Kind::Boolean))
            }
            Token::Word(word) if word.eq_ignore_ascii_case("NULL") => {
                Err(self.unexpected("a value: a blank cell is unknown and equals nothing"))
            }
            Token::Word(word) if !is_keyword(&word) => self.field(word, false),
            _ => Err(self.unexpected("a name, a value or a parenthesis")),
        }
    }

    fn field(&mut self, name: String, quoted: bool) -> Checked<Parsed> {
        let span = self.peek().span.clone();
        let Some(queryable) = self.queryables.get(&name) else {
            let hint = if quoted {
                " (a text stands in single quotes)"
            } else {
                ""
            };
            return Err(self.unexpected(&format!("one of {}{hint}", self.queryables.names())));
        };
        let kind = queryable.kind;
        self.term()?;
        Ok(Parsed::Value(Value {
            operand: Operand::Field(name),
            kind,
            span,
        }))
    }

    /// `CASEI(a)`, `ACCENTI(a)`, `DATE('…')`
    fn function(&mut self, name: &str) -> Checked<Parsed> {
        let start = self.peek().span.start;
        let fold = [Fold::Case, Fold::Accents]
            .into_iter()
            .find(|fold| fold.name().eq_ignore_ascii_case(name));
        if fold.is_none() && !name.eq_ignore_ascii_case("DATE") {
            return Err(self.unexpected("CASEI, ACCENTI or DATE before a parenthesis"));
        }
        self.deeper()?;
        self.at += 2; // The name and its parenthesis.
        let (operand, kind) = if let Some(fold) = fold {
            let inner = self.sum_value()?;
            if !matches!(inner.kind, Kind::Text | Kind::TextList) {
                return Err(self.fault(&inner.span, &format!("a text: {} folds texts", fold.name())));
            }
            (Operand::Fold(fold, Box::new(inner.operand)), inner.kind)
        } else {
            let expected = "a day as 'YYYY-MM-DD'";
            let Token::Text(text) = self.peek().token.clone() else {
                return Err(self.unexpected(expected));
            };
            let day = PartialDate::parse(&text).filter(|date| date.earliest() == date.latest());
            let day = day.ok_or_else(|| self.unexpected(expected))?;
            self.term()?;
            (Operand::Date(day), Kind::Date)
        };
        self.expect(")")?;
        self.depth -= 1;
        Ok(Parsed::Value(Value {
            operand,
            kind,
            span: start..self.end(),
        }))
    }
}
