//! From a filter's text to a checked tree, by recursive descent: one function for each strength of
//! binding, the weakest first. What may recurse is counted, so that no text can exhaust the stack.

use std::ops::Range;

use super::expression::{Arithmetic, Comparison, Condition, Operand};
use super::fold::Fold;
use super::lexer::{Lexeme, Token, lexemes};
use super::pattern::Pattern;
use super::queryables::{Kind, Queryable, Queryables, listed};
use super::{FilterFault, GREATEST_DEPTH, GREATEST_LENGTH, MOST_TERMS};
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

type Outcome<T> = Result<T, FilterFault>;

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
    fn any(&mut self) -> Outcome<Parsed> {
        self.joined("OR", Self::all, Condition::any)
    }

    /// `a AND b`
    fn all(&mut self) -> Outcome<Parsed> {
        self.joined("AND", Self::negation, Condition::all)
    }

    fn joined(
        &mut self,
        keyword: &str,
        part: fn(&mut Self) -> Outcome<Parsed>,
        join: fn(Vec<Condition>) -> Condition,
    ) -> Outcome<Parsed> {
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
    fn negation(&mut self) -> Outcome<Parsed> {
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
    fn test(&mut self) -> Outcome<Parsed> {
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

    fn like(&mut self, subject: Value) -> Outcome<Condition> {
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

    fn between(&mut self, subject: Value) -> Outcome<Condition> {
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

    fn among(&mut self, subject: Value) -> Outcome<Condition> {
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

    fn blank(&mut self, subject: Parsed) -> Outcome<Condition> {
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
    fn sum(&mut self) -> Outcome<Parsed> {
        self.calculated([Arithmetic::Add, Arithmetic::Subtract], Self::product)
    }

    /// `a * b / c`
    fn product(&mut self) -> Outcome<Parsed> {
        self.calculated([Arithmetic::Multiply, Arithmetic::Divide], Self::primary)
    }

    fn calculated(&mut self, operators: [Arithmetic; 2], part: fn(&mut Self) -> Outcome<Parsed>) -> Outcome<Parsed> {
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
    fn primary(&mut self) -> Outcome<Parsed> {
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

    fn field(&mut self, name: String, quoted: bool) -> Outcome<Parsed> {
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
    fn function(&mut self, name: &str) -> Outcome<Parsed> {
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

    // What was read, as what is needed.

    fn condition(&self, parsed: Parsed) -> Outcome<Condition> {
        match parsed {
            Parsed::Condition(condition, _) => Ok(condition),
            Parsed::Value(Value {
                operand: Operand::Field(name),
                kind: Kind::Boolean,
                ..
            }) => Ok(Condition::Holds(name)),
            Parsed::Value(Value {
                operand: Operand::Boolean(boolean),
                ..
            }) => Ok(Condition::Constant(boolean)),
            // It is what follows that is missing, unless nothing could follow.
            Parsed::Value(value) => {
                let expected = format!("a comparison, such as =, of {}", self.slice(&value.span));
                Err(self.unexpected(&expected))
            }
        }
    }

    fn value(&self, parsed: Parsed) -> Outcome<Value> {
        match parsed {
            Parsed::Value(value) => Ok(value),
            Parsed::Condition(_, span) => Err(self.fault(&span, "a name or a value: this is a condition")),
        }
    }

    fn sum_value(&mut self) -> Outcome<Value> {
        let parsed = self.sum()?;
        self.value(parsed)
    }

    fn check_number(&self, value: &Value) -> Outcome<()> {
        if value.kind == Kind::Number {
            Ok(())
        } else {
            let expected = format!("a number: {} is {}", self.slice(&value.span), value.kind.in_words());
            Err(self.fault(&value.span, &expected))
        }
    }

    fn check_comparable(&self, left: &Value, comparison: Comparison, right: &Value) -> Outcome<()> {
        let (ordered, matched) = match (left.kind, right.kind) {
            (Kind::Boolean, Kind::Boolean) | (Kind::TextList, Kind::Text) | (Kind::Text, Kind::TextList) => {
                (false, true)
            }
            (Kind::TextList, Kind::TextList) => (false, false),
            (left, right) => (true, left == right),
        };
        if matched && (ordered || comparison.is_equality()) {
            return self
                .check_accepted(left, right)
                .and_then(|()| self.check_accepted(right, left));
        }
        // The name says what is meant; what it is compared with is the slip.
        let is_field = |value: &Value| matches!(value.operand.unfolded(), Operand::Field(_));
        let (named, other) = if is_field(right) && !is_field(left) {
            (right, left)
        } else {
            (left, right)
        };
        let (name, kind) = (self.slice(&named.span), named.kind.in_words());
        let expected = match named.kind {
            _ if matched => format!("= or <>: there is no order between values of {name}, which is {kind}"),
            Kind::TextList => format!("a text: {name} is {kind}"),
            _ => format!("{kind}, as {name} is"),
        };
        Err(self.fault(&other.span, &expected))
    }

    /// A text that a queryable cannot hold is a slip of the pen, not a rule.
    fn check_accepted(&self, field: &Value, text: &Value) -> Outcome<()> {
        let (Operand::Field(name), Operand::Text(literal)) = (field.operand.unfolded(), text.operand.unfolded()) else {
            return Ok(());
        };
        let Some(Queryable { values, .. }) = self.queryables.get(name) else {
            return Ok(());
        };
        let literal = text.operand.folded(literal);
        if values.is_empty() || values.iter().any(|value| field.operand.folded(value) == literal) {
            return Ok(());
        }
        let accepted = listed(values.iter().map(String::as_str));
        Err(self.fault(&text.span, &format!("a value of {name}: {accepted}")))
    }

    // Lexemes.

    fn peek(&self) -> &Lexeme {
        // The last lexeme is the end, and nothing takes that.
        &self.lexemes[self.at.min(self.lexemes.len() - 1)]
    }

    /// Where the last lexeme that was taken ends.
    fn end(&self) -> usize {
        self.at.checked_sub(1).map_or(0, |last| self.lexemes[last].span.end)
    }

    fn is(&self, symbol: &str) -> bool {
        matches!(self.peek().token, Token::Symbol(found) if found == symbol)
    }

    fn is_word(&self, keyword: &str) -> bool {
        matches!(&self.peek().token, Token::Word(word) if word.eq_ignore_ascii_case(keyword))
    }

    fn next_is_parenthesis(&self) -> bool {
        self.lexemes
            .get(self.at + 1)
            .is_some_and(|next| next.token == Token::Symbol("("))
    }

    fn comparison(&self) -> Option<Comparison> {
        Comparison::ALL
            .into_iter()
            .find(|comparison| self.is(comparison.symbol()))
    }

    fn take(&mut self, symbol: &str) -> bool {
        let found = self.is(symbol);
        self.at += usize::from(found);
        found
    }

    fn take_word(&mut self, keyword: &str) -> bool {
        let found = self.is_word(keyword);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, symbol: &str) -> Outcome<()> {
        if self.take(symbol) {
            Ok(())
        } else {
            Err(self.unexpected(symbol))
        }
    }

    /// Takes a name or a value, if there are not too many.
    fn term(&mut self) -> Outcome<()> {
        if self.terms == MOST_TERMS {
            return Err(self.unexpected(&format!("at most {MOST_TERMS} names and values")));
        }
        self.terms += 1;
        self.at += 1;
        Ok(())
    }

    /// Counts a level of parentheses, `NOT` or functions.
    fn deeper(&mut self) -> Outcome<()> {
        if self.depth == GREATEST_DEPTH {
            let expected = format!("at most {GREATEST_DEPTH} levels of parentheses, NOT and functions");
            return Err(self.unexpected(&expected));
        }
        self.depth += 1;
        Ok(())
    }

    // Faults.

    /// The next lexeme is not what could stand here.
    fn unexpected(&self, expected: &str) -> FilterFault {
        self.fault(&self.peek().span, expected)
    }

    fn fault(&self, span: &Range<usize>, expected: &str) -> FilterFault {
        FilterFault::at(self.text, span.start, self.slice(span), expected)
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
