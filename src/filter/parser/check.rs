//! Whether what was read can stand where it stands: kinds that can be compared, values that can be.

use super::{Checked, Parsed, Parser, Value};
use crate::filter::expression::{Comparison, Condition, Operand};
use crate::filter::queryables::{Kind, Queryable, listed};

impl Parser<'_> {
    pub(super) fn condition(&self, parsed: Parsed) -> Checked<Condition> {
        match parsed {
            Parsed::Condition(condition, _) => Ok(condition),
            Parsed::Value(Value {
                operand: Operand::Field(name, Kind::Boolean | Kind::Blank),
                ..
            }) => Ok(Condition::Holds(name)),
            Parsed::Value(Value {
                operand: Operand::Boolean(boolean),
                ..
            }) => Ok(Condition::Constant(boolean)),
            // It is what follows that is missing, unless nothing could follow.
            Parsed::Value(value) => {
                let expected = format!("a comparison, such as =, of {}", self.slice(&value.span));
                Err(self.unexpected(self.lexeme_from(value.span.end), &expected))
            }
        }
    }

    pub(super) fn value(&self, parsed: Parsed) -> Checked<Value> {
        match parsed {
            Parsed::Value(value) => Ok(value),
            Parsed::Condition(_, span) => Err(self.fault(&span, "a name or a value: this is a condition")),
        }
    }

    pub(super) fn check_number(&self, value: &Value) -> Checked<()> {
        if matches!(value.kind, Kind::Number | Kind::Blank) {
            Ok(())
        } else {
            let (name, kind) = (self.slice(&value.span), value.kind.in_words());
            let expected = format!("a number: {name} is {kind}{}", self.note(value));
            Err(self.fault(&value.span, &expected))
        }
    }

    pub(super) fn check_comparable(&self, left: &Value, comparison: Comparison, right: &Value) -> Checked<()> {
        let (ordered, matched) = match (left.kind, right.kind) {
            (Kind::Boolean, Kind::Boolean) | (Kind::TextList, Kind::Text) | (Kind::Text, Kind::TextList) => {
                (false, true)
            }
            (Kind::TextList, Kind::TextList) => (false, false),
            (Kind::Blank, _) | (_, Kind::Blank) => (true, true),
            (left, right) => (true, left == right),
        };
        if matched && (ordered || comparison.is_equality()) {
            return self
                .check_accepted(left, right)
                .and_then(|()| self.check_accepted(right, left));
        }
        // The name says what is meant; what it is compared with is the slip.
        let is_field = |value: &Value| matches!(value.operand.unfolded(), Operand::Field(..));
        let (named, other) = if is_field(right) && !is_field(left) {
            (right, left)
        } else {
            (left, right)
        };
        let (name, kind) = (self.slice(&named.span), named.kind.in_words());
        let expected = match named.kind {
            _ if matched => format!("= or <>: there is no order between values of {name}, which is {kind}"),
            Kind::TextList => format!("a text: {name} is {kind}"),
            _ => format!("{kind}, as {name} is{}", self.note(named)),
        };
        Err(self.fault(&other.span, &expected))
    }

    /// Why a column is one of texts, for who took it for numbers.
    pub(super) fn note(&self, value: &Value) -> String {
        let queryable = match value.operand.unfolded() {
            Operand::Field(name, _) => self.queryables.get(name),
            _ => None,
        };
        let note = queryable.and_then(|queryable| queryable.note.as_ref());
        note.map(|note| format!(" ({note})")).unwrap_or_default()
    }

    /// A text that a queryable cannot hold is a slip of the pen, not a rule.
    pub(super) fn check_accepted(&self, field: &Value, text: &Value) -> Checked<()> {
        let (Operand::Field(name, _), Operand::Text(literal)) = (field.operand.unfolded(), text.operand.unfolded())
        else {
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
}
