//! The numbers of a definition with their places in its text, so that a page can put another in.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A number of a definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Where it belongs: `counselling.in-person.within_minutes`.
    pub field: String,
    /// The standard.
    pub standard: Option<String>,
    /// The way within the standard.
    pub way: Option<String>,
    /// Its key.
    pub name: &'static str,
    /// The group of communities that it holds for, where it is one of several.
    pub group: Option<String>,
    /// The number.
    pub value: f64,
    /// The least that is accepted.
    pub min: f64,
    /// The greatest that is accepted.
    pub max: f64,
    /// By how much one would move it.
    pub step: f64,
    /// What it counts.
    pub unit: &'static str,
    /// Where the number stands in the text, in UTF-16 code units as a page counts them.
    pub place: Range<usize>,
}

/// A key whose value is a number.
struct Number {
    name: &'static str,
    min: f64,
    max: f64,
    step: f64,
    unit: &'static str,
}

const fn number(name: &'static str, min: f64, max: f64, step: f64, unit: &'static str) -> Number {
    Number {
        name,
        min,
        max,
        step,
        unit,
    }
}

/// Numbers of the whole definition. The bounds are those of the reader.
const OF_DEFINITION: [Number; 1] = [STALE];

/// Numbers of a standard.
const OF_STANDARD: [Number; 3] = [
    number("days", 1.0, 365.0, 1.0, "days"),
    number("weight", 0.0, 1e6, 0.1, "weight"),
    STALE,
];

/// Numbers of a way.
const OF_WAY: [Number; 7] = [
    number("within_minutes", 0.0, 1e6, 5.0, "minutes"),
    number("within_km", 0.0, 20_100.0, 5.0, "km"),
    number("visits_per_month", 0.0, 100.0, 0.5, "visits_per_month"),
    number("providers", 1.0, 1000.0, 1.0, "services"),
    number("max_wait_days", 0.0, 10_000.0, 1.0, "days"),
    number("people_per_position", 1.0, 1e9, 50.0, "people_per_position"),
    number("delivered_share", 0.0, 1.0, 0.05, "share"),
];

const STALE: Number = number("stale_after_days", 0.0, 36_500.0, 30.0, "days");

/// Every number of a text in the order in which they stand; none where the text is no TOML.
pub fn parameters(text: &str) -> Vec<Parameter> {
    let Ok(table) = DeTable::parse(text) else {
        return Vec::new();
    };
    let mut all = Reader {
        text,
        found: Vec::new(),
    };
    let root = table.get_ref();
    for kind in &OF_DEFINITION {
        all.read(root, kind, &[]);
    }
    for (standard, id) in tables(root, "standards") {
        for kind in &OF_STANDARD {
            all.read(standard, kind, &[&id]);
        }
        for (way, way_id) in tables(standard, "ways") {
            for kind in &OF_WAY {
                all.read(way, kind, &[&id, &way_id]);
            }
        }
    }
    all.found.sort_by_key(|one| one.place.start);
    all.found
}

struct Reader<'t> {
    text: &'t str,
    found: Vec<Parameter>,
}

impl Reader<'_> {
    fn read(&mut self, table: &DeTable<'_>, kind: &Number, path: &[&str]) {
        let Some(value) = value(table, kind.name) else {
            return;
        };
        match value.get_ref() {
            // A table has one number for each group of communities.
            DeValue::Table(groups) => {
                for (group, value) in groups {
                    self.note(value, kind, path, Some(group.get_ref()));
                }
            }
            _ => self.note(value, kind, path, None),
        }
    }

    fn note(&mut self, value: &Spanned<DeValue<'_>>, kind: &Number, path: &[&str], group: Option<&str>) {
        let number = match value.get_ref() {
            DeValue::Integer(whole) => i64::from_str_radix(whole.as_str(), whole.radix())
                .ok()
                .map(|whole| whole as f64),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let Some(value_of_it) = number.filter(|number: &f64| number.is_finite()) else {
            return;
        };
        let fields = path.iter().copied().chain([kind.name]).chain(group);
        self.found.push(Parameter {
            field: fields.collect::<Vec<_>>().join("."),
            standard: path.first().map(|id| (*id).to_owned()),
            way: path.get(1).map(|id| (*id).to_owned()),
            name: kind.name,
            group: group.map(str::to_owned),
            value: value_of_it,
            min: kind.min,
            max: kind.max,
            step: kind.step,
            unit: kind.unit,
            place: self.units(value.span()),
        });
    }

    /// A place in bytes as one in UTF-16 code units.
    fn units(&self, bytes: Range<usize>) -> Range<usize> {
        let at = |end: usize| {
            let before = self.text.get(..end).unwrap_or(self.text);
            before.chars().map(char::len_utf16).sum()
        };
        at(bytes.start)..at(bytes.end)
    }
}

fn value<'t, 'v>(table: &'t DeTable<'v>, key: &str) -> Option<&'t Spanned<DeValue<'v>>> {
    let mut all = table.iter();
    all.find(|(name, _)| &**name.get_ref() == key).map(|(_, value)| value)
}

/// The tables of a list, called by their `id` or else by their position, as in the reader's faults.
fn tables<'t, 'v>(table: &'t DeTable<'v>, key: &str) -> Vec<(&'t DeTable<'v>, String)> {
    let items = value(table, key).and_then(|value| value.get_ref().as_array());
    let items = items.into_iter().flat_map(|items| items.iter().enumerate());
    let named = items.filter_map(|(position, item)| {
        let table = item.get_ref().as_table()?;
        let id = value(table, "id").and_then(|id| id.get_ref().as_str());
        let name = id.map_or_else(|| format!("{key}[{}]", position + 1), str::to_owned);
        Some((table, name))
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
id = \"ours\" # Łutselk'e 𝔸
stale_after_days = 730

[[standards]]
id = \"counselling\"
days = 300
[[standards.ways]]
id = \"in-person\"
within_minutes = { dense = 30, otherwise = 60.5 }
title = \"Ndılǫ\"
providers = 2
[[standards.ways]]
delivered_share = 0x1
visits_per_month = \"two\"
";

    #[test]
    fn each_number_is_where_a_page_would_look_for_it() {
        let units: Vec<u16> = TEXT.encode_utf16().collect();
        let found = parameters(TEXT);
        let told: Vec<_> = found
            .iter()
            .map(|one| {
                let written = String::from_utf16(&units[one.place.clone()]).expect("whole letters");
                (one.field.as_str(), written)
            })
            .collect();
        let expected = [
            ("stale_after_days", "730"),
            ("counselling.days", "300"),
            ("counselling.in-person.within_minutes.dense", "30"),
            ("counselling.in-person.within_minutes.otherwise", "60.5"),
            ("counselling.in-person.providers", "2"),
            ("counselling.ways[2].delivered_share", "0x1"),
        ];
        assert_eq!(told, expected.map(|(field, written)| (field, written.to_owned())));
        let dense = &found[2];
        assert_eq!(
            (dense.standard.as_deref(), dense.way.as_deref()),
            (Some("counselling"), Some("in-person"))
        );
        assert_eq!(
            (dense.name, dense.group.as_deref(), dense.unit),
            ("within_minutes", Some("dense"), "minutes")
        );
        assert_eq!((found[0].standard.as_deref(), found[0].group.as_deref()), (None, None));
    }

    #[test]
    fn a_text_that_is_no_toml_has_none() {
        assert_eq!(parameters("days = = 3"), []);
    }
}
