//! From the library's tree of numbers to a checked condition.

use std::ops::Range;

use cql2::Expr;

use super::{Checked, Parsed, Parser, Value};
use crate::filter::FilterFault;
use crate::filter::expression::{Arithmetic, Comparison, Condition, Operand};
use crate::filter::fold::Fold;
use crate::filter::pattern::Pattern;
use crate::filter::queryables::Kind;
use crate::model::PartialDate;

impl Parser<'_> {
    pub(super) fn translated(&self, tree: &Expr) -> Checked<Parsed> {
        match tree {
            Expr::Property { property } => {
                let part = property.parse().ok().and_then(|part: usize| self.parts.get(part));
                part.cloned().ok_or_else(|| self.foreign())
            }
            Expr::Date { date } => self.day(date),
            Expr::Operation { op, args } => {
                let args: Vec<&Expr> = args.iter().map(AsRef::as_ref).collect();
                self.operation(op, &args)
            }
            _ => Err(self.foreign()),
        }
    }

    fn operation(&self, operator: &str, operands: &[&Expr]) -> Checked<Parsed> {
        let comparison = Comparison::ALL.into_iter().find(|one| one.symbol() == operator);
        let arithmetic = Arithmetic::ALL.into_iter().find(|one| one.symbol() == operator);
        let fold = Fold::ALL
            .into_iter()
            .find(|one| one.name().eq_ignore_ascii_case(operator));
        match (operator, operands) {
            ("and", operands) => self.joined(operands, Condition::all),
            ("or", operands) => self.joined(operands, Condition::any),
            ("not", [operand]) => self.not(operand),
            ("like", [subject, pattern]) => self.like(subject, pattern),
            ("between", [subject, from, to]) => self.between(subject, from, to),
            ("in", [subject, Expr::Array(values)]) => self.among(subject, values),
            ("isNull", [subject]) => self.blank(subject),
            (_, operands) => match (comparison, arithmetic, fold, operands) {
                (Some(comparison), _, _, [left, right]) => self.compare(left, comparison, right),
                (_, Some(arithmetic), _, [left, right]) => self.calculation(left, arithmetic, right),
                (_, _, Some(fold), [text]) => self.fold(fold, text),
                _ => Err(self.foreign()),
            },
        }
    }

    /// Nothing that a stretch can hold is read so; should it be all the same, it is a fault, not a panic.
    fn foreign(&self) -> FilterFault {
        let expected = "comparisons of names and values, joined by AND, OR and NOT";
        self.fault(&(0..self.text.len()), expected)
    }

    fn value_of(&self, tree: &Expr) -> Checked<Value> {
        let parsed = self.translated(tree)?;
        self.value(parsed)
    }

    fn joined(&self, operands: &[&Expr], join: fn(Vec<Condition>) -> Condition) -> Checked<Parsed> {
        let mut parts = Vec::new();
        let mut span: Option<Range<usize>> = None;
        for operand in operands {
            let parsed = self.translated(operand)?;
            let own = parsed.span();
            span = Some(span.map_or(own.start, |before| before.start)..own.end);
            parts.push(self.condition(parsed)?);
        }
        Ok(Parsed::Condition(join(parts), span.unwrap_or_default()))
    }

    fn not(&self, operand: &Expr) -> Checked<Parsed> {
        let parsed = self.translated(operand)?;
        let inner = parsed.span().clone();
        let before = self.lexeme_from(inner.start).checked_sub(1);
        // `NOT a`, where it is not `a NOT LIKE b`.
        let not = before.filter(|&before| self.is_word(before, "NOT"));
        let start = not.map_or(inner.start, |not| self.lexemes[not].span.start);
        Ok(Parsed::Condition(self.condition(parsed)?.negated(), start..inner.end))
    }

    fn compare(&self, left: &Expr, comparison: Comparison, right: &Expr) -> Checked<Parsed> {
        self.check_alone(left, right)?;
        let (left, right) = (self.value_of(left)?, self.value_of(right)?);
        self.check_comparable(&left, comparison, &right)?;
        Ok(Parsed::Condition(
            Condition::Compare(left.operand, comparison, right.operand),
            left.span.start..right.span.end,
        ))
    }

    /// The library reads `0 < a < 5` as `0 < (a < 5)`, and so on to the end.
    fn check_alone(&self, left: &Expr, right: &Expr) -> Checked<()> {
        let before_second = match (left, right) {
            (left, _) if is_comparison(left) => left,
            (_, Expr::Operation { args, .. }) if is_comparison(right) => &args[0],
            _ => return Ok(()),
        };
        let second = self.lexeme_from(self.translated(before_second)?.span().end);
        Err(self.unexpected(second, "AND or OR before a second comparison"))
    }

    fn like(&self, subject: &Expr, pattern: &Expr) -> Checked<Parsed> {
        let subject = self.value_of(subject)?;
        if !matches!(subject.kind, Kind::Text | Kind::TextList | Kind::Blank) {
            return Err(self.fault(&subject.span, "a text: LIKE compares texts"));
        }
        let Value { operand, span, .. } = self.value_of(pattern)?;
        let (mut operand, mut folds) = (operand, Vec::new());
        while let Operand::Fold(fold, inner) = operand {
            folds.push(fold);
            operand = *inner;
        }
        let Operand::Text(text) = operand else {
            return Err(self.fault(&span, "a pattern in single quotes, for example 'health%'"));
        };
        let fault = || self.fault(&span, "a pattern in which \\ stands before %, _ or \\");
        let pattern = Pattern::new(text, folds).ok_or_else(fault)?;
        Ok(Parsed::Condition(
            Condition::Like(subject.operand, pattern),
            subject.span.start..span.end,
        ))
    }

    fn between(&self, subject: &Expr, from: &Expr, to: &Expr) -> Checked<Parsed> {
        let subject = self.value_of(subject)?;
        if !matches!(subject.kind, Kind::Number | Kind::Date | Kind::Blank) {
            let expected = format!("a number or a date: BETWEEN compares these{}", self.note(&subject));
            return Err(self.fault(&subject.span, &expected));
        }
        let from = self.value_of(from)?;
        self.check_comparable(&subject, Comparison::GreaterOrEqual, &from)?;
        let to = self.value_of(to)?;
        self.check_comparable(&subject, Comparison::LessOrEqual, &to)?;
        Ok(Parsed::Condition(
            Condition::Between(subject.operand, from.operand, to.operand),
            subject.span.start..to.span.end,
        ))
    }

    fn among(&self, subject: &Expr, list: &[Box<Expr>]) -> Checked<Parsed> {
        let subject = self.value_of(subject)?;
        let (mut values, mut end) = (Vec::new(), subject.span.end);
        for value in list {
            let value = self.value_of(value)?;
            self.check_comparable(&subject, Comparison::Equal, &value)?;
            end = value.span.end;
            values.push(value.operand);
        }
        let end = self.lexemes[self.lexeme_from(end)].span.end;
        Ok(Parsed::Condition(
            Condition::In(subject.operand, values),
            subject.span.start..end,
        ))
    }

    fn blank(&self, subject: &Expr) -> Checked<Parsed> {
        let parsed = self.translated(subject)?;
        let is = self.lexeme_from(parsed.span().end);
        let null = is + 1 + usize::from(self.is_word(is + 1, "NOT"));
        let test = self.lexemes[is].span.start..self.lexemes[null].span.end;
        if !self.queryables.allow_blanks() {
            let expected = "a comparison: a blank cell means unknown, so a rule cannot ask for it";
            return Err(self.fault(&test, expected));
        }
        let subject = self.value(parsed)?;
        let Operand::Field(name, _) = subject.operand else {
            return Err(self.fault(&subject.span, "a name before IS NULL"));
        };
        Ok(Parsed::Condition(Condition::Blank(name), subject.span.start..test.end))
    }

    fn calculation(&self, left: &Expr, arithmetic: Arithmetic, right: &Expr) -> Checked<Parsed> {
        let (left, right) = (self.value_of(left)?, self.value_of(right)?);
        self.check_number(&left)?;
        self.check_number(&right)?;
        Ok(Parsed::Value(Value {
            span: left.span.start..right.span.end,
            operand: Operand::Arithmetic(Box::new(left.operand), arithmetic, Box::new(right.operand)),
            kind: Kind::Number,
        }))
    }

    /// `CASEI(a)`, `ACCENTI(a)`
    fn fold(&self, fold: Fold, text: &Expr) -> Checked<Parsed> {
        let text = self.value_of(text)?;
        if !matches!(text.kind, Kind::Text | Kind::TextList | Kind::Blank) {
            return Err(self.fault(&text.span, &format!("a text: {} folds texts", fold.name())));
        }
        Ok(Parsed::Value(Value {
            span: self.call_span(&text.span),
            operand: Operand::Fold(fold, Box::new(text.operand)),
            kind: text.kind,
        }))
    }

    /// `DATE('…')`
    fn day(&self, tree: &Expr) -> Checked<Parsed> {
        let Value { operand, span, .. } = self.value_of(tree)?;
        let day = match operand {
            Operand::Text(text) => PartialDate::parse(&text).filter(|date| date.earliest() == date.latest()),
            _ => None,
        };
        let fault = || self.fault(&span, "a day as 'YYYY-MM-DD'");
        Ok(Parsed::Value(Value {
            operand: Operand::Date(day.ok_or_else(fault)?),
            kind: Kind::Date,
            span: self.call_span(&span),
        }))
    }

    /// From the name of a function to its closing parenthesis, around its argument.
    fn call_span(&self, argument: &Range<usize>) -> Range<usize> {
        let name = self.lexeme_from(argument.start).saturating_sub(2);
        let close = self.lexeme_from(argument.end);
        self.lexemes[name].span.start..self.lexemes[close].span.end
    }
}

fn is_comparison(tree: &Expr) -> bool {
    matches!(tree, Expr::Operation { op, args } if args.len() == 2 && Comparison::ALL.iter().any(|one| one.symbol() == op))
}
