//! A filter taken apart into what a sentence can say.

use super::Filter;
use super::expression::{Comparison, Condition, Operand};

/// One thing that a filter asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term<'a> {
    /// A text is one of these.
    Among(&'a str, Vec<&'a str>),
    /// A text is none of these.
    NotAmong(&'a str, Vec<&'a str>),
    /// A boolean is so.
    Is(&'a str, bool),
    /// A text has these words in it.
    Has(&'a str, &'a str),
}

impl Filter {
    /// What it asks, all of it at once; `None` where it asks anything that is no [`Term`].
    pub fn terms(&self) -> Option<Vec<Term<'_>>> {
        match &self.condition {
            Condition::And(parts) => parts.iter().map(term).collect(),
            one => Some(vec![term(one)?]),
        }
    }
}

fn term(condition: &Condition) -> Option<Term<'_>> {
    match condition {
        Condition::Holds(name) => Some(Term::Is(name, true)),
        Condition::Compare(Operand::Field(name, _), comparison, value) => match (comparison, value) {
            (Comparison::Equal, Operand::Text(text)) => Some(Term::Among(name, vec![text])),
            (Comparison::NotEqual, Operand::Text(text)) => Some(Term::NotAmong(name, vec![text])),
            (Comparison::Equal, Operand::Boolean(value)) => Some(Term::Is(name, *value)),
            (Comparison::NotEqual, Operand::Boolean(value)) => Some(Term::Is(name, !value)),
            _ => None,
        },
        Condition::In(Operand::Field(name, _), values) => Some(Term::Among(name, texts(values)?)),
        Condition::Like(Operand::Field(name, _), pattern) => {
            let words = pattern.text.strip_prefix('%')?.strip_suffix('%')?;
            let is_plain = pattern.folds.is_empty() && !words.contains(['%', '_', '\\']) && !words.is_empty();
            is_plain.then_some(Term::Has(name, words))
        }
        Condition::Not(inner) => match term(inner)? {
            Term::Among(name, values) => Some(Term::NotAmong(name, values)),
            Term::NotAmong(name, values) => Some(Term::Among(name, values)),
            Term::Is(name, value) => Some(Term::Is(name, !value)),
            Term::Has(..) => None,
        },
        _ => None,
    }
}

fn texts(values: &[Operand]) -> Option<Vec<&str>> {
    values.iter().map(text).collect()
}

fn text(value: &Operand) -> Option<&str> {
    match value {
        Operand::Text(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::{Columns, services};

    #[test]
    fn what_a_sentence_can_say_is_told_in_terms_and_nothing_is_left_out() {
        let columns = services::queryables([], &Columns::default());
        let terms = |text: &str| {
            Filter::parse(text, &columns)
                .expect(text)
                .terms()
                .map(|all| format!("{all:?}"))
        };
        for (text, told) in [
            (
                "delivery_mode = 'visiting'",
                "[Among(\"delivery_mode\", [\"visiting\"])]",
            ),
            (
                "indigenous_led = true AND id <> 'a' AND NOT in_territory",
                "[Is(\"indigenous_led\", true), NotAmong(\"id\", [\"a\"]), Is(\"in_territory\", false)]",
            ),
            (
                "delivery_mode NOT IN ('visiting', 'virtual') AND population_served LIKE '%youth%'",
                "[NotAmong(\"delivery_mode\", [\"visiting\", \"virtual\"]), Has(\"population_served\", \"youth\")]",
            ),
        ] {
            assert_eq!(terms(text).as_deref(), Some(told), "{text}");
        }
        for text in [
            "delivery_mode = 'visiting' OR indigenous_led",
            "wait_days < 10 AND indigenous_led",
            "name LIKE 'A%'",
            "NOT (name LIKE '%a%')",
            "CASEI(name) = 'a'",
        ] {
            assert_eq!(terms(text), None, "{text}");
        }
    }
}
