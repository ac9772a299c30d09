//! The columns of its own that a package adds to a kind of record, and what a filter may ask of them.

use std::collections::BTreeMap;

use super::{Kind, Queryables};

/// Further columns of a kind of record, by name, each of the kind that its filled cells have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(BTreeMap<String, Column>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    kind: Kind,
    /// Why a column is one of texts: the first cell that is no number.
    note: Option<String>,
}

impl Columns {
    /// The columns of these rows, each with its id and its cells. Numbers where every filled cell is a
    /// finite number, true or false where every one is that, texts otherwise; where no cell is filled, a
    /// rule may take the column for anything, and it is unknown.
    pub fn of<'a>(rows: impl IntoIterator<Item = (&'a str, &'a BTreeMap<String, String>)>) -> Self {
        let mut cells: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
        for (id, row) in rows {
            for (name, cell) in row {
                let column = cells.entry(name).or_default();
                if !cell.is_empty() {
                    column.push((id, cell));
                }
            }
        }
        let columns = cells.into_iter();
        Self(
            columns
                .map(|(name, cells)| (name.to_owned(), Column::of(&cells)))
                .collect(),
        )
    }

    /// With columns that no row tells of.
    #[must_use]
    pub fn with_names<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        for name in names {
            self.0.entry(name.to_owned()).or_insert_with(|| Column::of(&[]));
        }
        self
    }

    /// These queryables and the columns; where a name is taken, the column is not reached.
    pub(super) fn added_to(&self, queryables: Queryables) -> Queryables {
        let columns = self.0.iter();
        columns.fold(queryables, |all, (name, column)| {
            all.with_note(name, column.kind, column.note.clone())
        })
    }
}

impl Column {
    fn of(cells: &[(&str, &str)]) -> Self {
        let stray = cells.iter().find(|(_, cell)| number(cell).is_none());
        let kind = match stray {
            _ if cells.is_empty() => Kind::Blank,
            None => Kind::Number,
            Some(_) if cells.iter().all(|(_, cell)| truth(cell).is_some()) => Kind::Boolean,
            Some(_) => Kind::Text,
        };
        let note = stray
            .filter(|_| kind == Kind::Text)
            .map(|(id, cell)| format!("{id} has {}, which is no number", in_brief(cell)));
        Self { kind, note }
    }
}

/// A cell in quotes, not more of it than one can read.
fn in_brief(cell: &str) -> String {
    const MOST: usize = 40;
    match cell.char_indices().nth(MOST) {
        Some((end, _)) => format!("\"{}…\"", &cell[..end]),
        None => format!("\"{cell}\""),
    }
}

/// A finite number in digits, with a decimal point; `nan`, `inf` and hexadecimal are none.
pub fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let in_digits = cell
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let number: Option<f64> = in_digits.then(|| cell.parse().ok()).flatten();
    number.filter(|number| number.is_finite())
}

/// True or false, in English or French.
pub fn truth(cell: &str) -> Option<bool> {
    match cell.trim().to_ascii_lowercase().as_str() {
        "true" | "vrai" => Some(true),
        "false" | "faux" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::{Cell, Filter, Row};
    use crate::model::Truth::{False, True, Unknown};

    struct Place(BTreeMap<String, String>);

    impl Row for Place {
        fn cell(&self, name: &str) -> Cell<'_> {
            Cell::text(self.0.get(name).map(String::as_str).filter(|cell| !cell.is_empty()))
        }
    }

    fn places(column: &[&str]) -> Vec<Place> {
        let place = |cell: &&str| Place(BTreeMap::from([("aria".to_owned(), (*cell).to_owned())]));
        column.iter().map(place).collect()
    }

    fn queryables(places: &[Place]) -> Queryables {
        let rows = places
            .iter()
            .zip(["alice-springs", "coober-pedy", "darwin"])
            .map(|(place, id)| (id, &place.0));
        Columns::of(rows).added_to(Queryables::new())
    }

    #[test]
    fn a_column_is_of_the_kind_that_all_its_filled_cells_have() {
        let rows: [(&[&str], Kind); 11] = [
            (&["0.2", " -3 ", "1e3"], Kind::Number),
            (&["", "10.53", ""], Kind::Number),
            (&["0.2", "n/a"], Kind::Text),
            (&["0,2", "0.3"], Kind::Text),
            (&["inf", "1"], Kind::Text),
            (&["1e999"], Kind::Text),
            (&["0x1F"], Kind::Text),
            (&["true", "", "FAUX"], Kind::Boolean),
            (&["true", "1"], Kind::Text),
            (&["", ""], Kind::Blank),
            (&["ramp"], Kind::Text),
        ];
        for (column, kind) in rows {
            let queryables = queryables(&places(column));
            assert_eq!(queryables.get("aria").expect("the column").kind, kind, "{column:?}");
        }
    }

    #[test]
    fn numbers_are_compared_as_numbers_and_a_blank_cell_stays_unknown() {
        let places = places(&["10.53", "9.5", ""]);
        let rows = [
            ("aria <= 9.5", [False, True, Unknown]),
            ("aria > 9.50", [True, False, Unknown]),
            ("aria * 2 BETWEEN 19 AND 20", [False, True, Unknown]),
            ("aria IN (9.5, 1)", [False, True, Unknown]),
            ("aria = aria + 0", [True, True, Unknown]),
            // As texts, 10.53 would come before 9.5.
            ("aria < 10", [False, True, Unknown]),
        ];
        for (text, expected) in rows {
            let filter = Filter::parse(text, &queryables(&places)).unwrap_or_else(|fault| panic!("{text}: {fault}"));
            let found: Vec<_> = places.iter().map(|place| filter.evaluate(place)).collect();
            assert_eq!(found, expected, "{text}");
        }
        let places = self::places(&["vrai", "False", ""]);
        for text in ["aria", "aria = TRUE", "NOT aria = FALSE"] {
            let filter = Filter::parse(text, &queryables(&places)).expect(text);
            let found: Vec<_> = places.iter().map(|place| filter.evaluate(place)).collect();
            assert_eq!(found, [True, False, Unknown], "{text}");
        }
    }

    #[test]
    fn a_column_without_a_value_may_be_taken_for_anything_and_is_unknown() {
        let places = places(&["", ""]);
        for text in [
            "aria <= 0.2",
            "aria = 'remote'",
            "aria LIKE 'r%'",
            "CASEI(aria) = 'r'",
            "aria",
            "aria + 1 BETWEEN 2 AND 3",
            "aria > DATE('2018-01-01')",
            "aria IN ('a', 'b')",
        ] {
            let filter = Filter::parse(text, &queryables(&places)).unwrap_or_else(|fault| panic!("{text}: {fault}"));
            assert_eq!(filter.evaluate(&places[0]), Unknown, "{text}");
        }
    }

    #[test]
    fn a_fault_names_a_cell_that_keeps_a_column_from_being_one_of_numbers() {
        let places = places(&["0.2", "n/a", ""]);
        let note = "coober-pedy has \"n/a\", which is no number";
        for (text, expected) in [
            ("aria <= 0.2", format!("a text, as aria is ({note})")),
            ("0.2 > aria", format!("a text, as aria is ({note})")),
            ("aria IN (0.2)", format!("a text, as aria is ({note})")),
            ("aria + 1 > 2", format!("a number: aria is a text ({note})")),
            (
                "aria BETWEEN 0 AND 1",
                format!("a number or a date: BETWEEN compares these ({note})"),
            ),
        ] {
            let fault = Filter::parse(text, &queryables(&places)).expect_err(text);
            assert_eq!(fault.expected, expected, "{text}");
        }
        assert!(Filter::parse("aria = '0.2'", &queryables(&places)).is_ok());
    }
}
