//! Groups of communities, by anything that is known of them.

use std::collections::BTreeMap;

use crate::filter::communities::{CommunityRow, columns, queryables};
use crate::filter::{Cell, Filter, FilterFault, Kind, Row as _};
use crate::model::{Community, Interval, Package, Text, Truth};

/// By what communities are put in groups.
///
/// A word ([`Grouping::WORDS`]), a column of the communities by its name, or a rule in CQL2 text, read in that order:
/// a column of the package's own named `size` or `distance` can only be asked for in a rule.
#[derive(Clone, Debug)]
pub struct Grouping {
    by: By,
    text: String,
}

#[derive(Clone, Debug)]
enum By {
    /// What stands in a cell. A cell of several texts puts its community in several groups.
    Cell(String, Kind),
    /// Bands of people.
    Size,
    /// Bands of minutes to the nearest service that may count for the standard, on the middle day of those asked about.
    Distance,
    /// Those where a rule holds, and the others.
    Rule(Box<Filter>),
}

/// Why communities cannot be put in groups so.
#[derive(Clone, Debug, thiserror::Error)]
pub enum GroupingFault {
    /// Neither a word, nor a column, nor a rule.
    #[error("by: found {found:?}, expected one of {known}, or a rule in CQL2 text ({fault})")]
    Unknown {
        /// What was asked.
        found: String,
        /// Words and columns.
        known: String,
        /// Why it is no rule.
        #[source]
        fault: FilterFault,
    },
    /// More groups than anybody can look at side by side.
    #[error("by: found {found} groups, expected at most {MOST_GROUPS}; ask by a rule instead")]
    TooMany {
        /// How many.
        found: usize,
    },
}

/// The most groups that are answered.
pub const MOST_GROUPS: usize = 500;

/// One group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceGroup {
    /// Its key: what stands in the cell, the name of the band, `in` or `not_in`; `None` where it is not known to which
    /// group its communities belong.
    pub key: Option<String>,
    /// Its name.
    pub title: Text,
}

/// The groups of a package's communities. Those of which nothing is known are a group too, the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceGroups {
    /// The groups, in order.
    pub groups: Vec<PlaceGroup>,
    /// Per community, its groups; always one at least.
    pub of_place: Vec<Vec<usize>>,
    /// Whether a community belongs to several. Then groups do not add up to the whole, and inequality has no parts
    /// between and within them.
    pub overlap: bool,
}

/// Bands of people, each up to and without the next. Ours: no statute or census draws them so.
const SIZES: [(u32, &str, &str, &str); 6] = [
    (0, "under_100", "Fewer than 100 people", "Moins de 100 personnes"),
    (100, "100_to_249", "100 to 249 people", "100 à 249 personnes"),
    (250, "250_to_499", "250 to 499 people", "250 à 499 personnes"),
    (500, "500_to_999", "500 to 999 people", "500 à 999 personnes"),
    (
        1000,
        "1000_to_4999",
        "1,000 to 4,999 people",
        "1\u{a0}000 à 4\u{a0}999 personnes",
    ),
    (
        5000,
        "5000_and_more",
        "5,000 people and more",
        "5\u{a0}000 personnes et plus",
    ),
];

/// Bands of minutes, each up to and with its limit, as every threshold is.
const DISTANCES: [(f64, &str, &str, &str); 5] = [
    (30.0, "within_30", "Within 30 minutes", "À 30 minutes ou moins"),
    (
        60.0,
        "within_60",
        "Over 30 and within 60 minutes",
        "À plus de 30 et au plus 60 minutes",
    ),
    (
        120.0,
        "within_120",
        "Over 1 and within 2 hours",
        "À plus de 1\u{a0}h et au plus 2\u{a0}h",
    ),
    (
        240.0,
        "within_240",
        "Over 2 and within 4 hours",
        "À plus de 2\u{a0}h et au plus 4\u{a0}h",
    ),
    (f64::INFINITY, "beyond_240", "Over 4 hours", "À plus de 4\u{a0}h"),
];
const UNREACHABLE: (&str, &str, &str) = ("unreachable", "No service can be reached", "Aucun service accessible");

/// Kinds of road, by the words of the data; another word stands for itself.
const ROADS: [(&str, &str, &str); 4] = [
    ("all-season", "Road open all year", "Route ouverte toute l’année"),
    (
        "all-season-with-ferry-gap",
        "Road, cut while ferry and ice crossing are both out",
        "Route, coupée quand ni le traversier ni la traversée sur glace ne sont ouverts",
    ),
    ("winter-only", "Winter road only", "Route d’hiver seulement"),
    ("none", "No road", "Aucune route"),
];
/// True and false, as a column of them says.
const TRUTHS: [(&str, &str, &str); 2] = [("true", "Yes", "Oui"), ("false", "No", "Non")];

impl Grouping {
    /// The words, each with what it means.
    pub const WORDS: [(&str, &str); 7] = [
        ("region", "region"),
        ("authority", "authority"),
        ("road_access", "road_access"),
        ("language", "indigenous_languages"),
        ("indigenous_government", "indigenous_governments"),
        ("size", ""),
        ("distance", ""),
    ];

    /// Reads by what communities are put in groups.
    pub fn parse(text: &str, package: &Package) -> Result<Self, GroupingFault> {
        let queryables = queryables(&columns(&package.communities));
        let cell = |name: &str| {
            let known = queryables.get(name)?;
            Some(By::Cell(known.name.clone(), known.kind))
        };
        let word = Self::WORDS.iter().find(|(word, _)| *word == text);
        let by = match (word, cell(text)) {
            (Some(("size", _)), _) => By::Size,
            (Some(("distance", _)), _) => By::Distance,
            (Some((_, column)), _) => cell(column).unwrap_or_else(|| By::Cell((*column).to_owned(), Kind::Text)),
            (None, Some(cell)) => cell,
            (None, None) => By::Rule(Box::new(Filter::parse(text, &queryables).map_err(|fault| {
                let words = Self::WORDS.iter().map(|(word, _)| *word);
                let columns = queryables.iter().map(|one| one.name.as_str());
                let mut known: Vec<&str> = words.collect();
                for column in columns {
                    if !known.contains(&column) {
                        known.push(column);
                    }
                }
                GroupingFault::Unknown {
                    found: text.to_owned(),
                    known: known.join(", "),
                    fault,
                }
            })?)),
        };
        Ok(Self {
            by,
            text: text.to_owned(),
        })
    }

    /// As it was asked.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The groups of a package's communities. `minutes` are those to the nearest service, at the least and at the most
    /// favourable reading; where both are in one band, that is the group, otherwise it is not known.
    pub fn groups(
        &self,
        package: &Package,
        minutes: impl Fn(usize) -> Option<Interval<Option<f64>>>,
    ) -> Result<PlaceGroups, GroupingFault> {
        let places = package.communities.iter().enumerate();
        let keys: Vec<Vec<Key>> = places
            .map(|(place, community)| {
                let keys = match &self.by {
                    By::Cell(column, kind) => of_cell(community, column, *kind),
                    By::Size => community.population().map(of_size).into_iter().collect(),
                    By::Distance => minutes(place).and_then(of_minutes).into_iter().collect(),
                    By::Rule(rule) => match rule.evaluate(&CommunityRow(community)) {
                        Truth::True => vec![Key::Place(0, "in")],
                        Truth::False => vec![Key::Place(1, "not_in")],
                        Truth::Unknown => Vec::new(),
                    },
                };
                if keys.is_empty() { vec![Key::Unknown] } else { keys }
            })
            .collect();
        let mut order: BTreeMap<&Key, usize> = keys.iter().flatten().map(|key| (key, 0)).collect();
        if order.len() > MOST_GROUPS {
            return Err(GroupingFault::TooMany { found: order.len() });
        }
        for (at, place) in order.values_mut().enumerate() {
            *place = at;
        }
        let groups = order.keys().map(|key| PlaceGroup {
            key: key.text(),
            title: self.title(key, package),
        });
        let groups = groups.collect();
        let of_place = keys.iter().map(|keys| {
            let mut own: Vec<usize> = keys.iter().map(|key| order[key]).collect();
            own.sort_unstable();
            own.dedup();
            own
        });
        let of_place: Vec<Vec<usize>> = of_place.collect();
        Ok(PlaceGroups {
            overlap: of_place.iter().any(|own| own.len() > 1),
            groups,
            of_place,
        })
    }

    fn title(&self, key: &Key, package: &Package) -> Text {
        let words = |en: &str, fr: &str| Text {
            en: en.to_owned(),
            fr: fr.to_owned(),
        };
        let Some(text) = key.text() else {
            return match self.by {
                By::Cell(..) | By::Size => words("Not recorded", "Non consigné"),
                By::Distance | By::Rule(_) => words("Not known", "Inconnu"),
            };
        };
        let alike = || words(&text, &text);
        let named = |known: &[(&str, &str, &str)], text: &str| {
            let found = known.iter().find(|(word, ..)| *word == text);
            found.map_or_else(alike, |(_, en, fr)| words(en, fr))
        };
        match &self.by {
            By::Cell(_, Kind::Boolean) => named(&TRUTHS, &text),
            By::Cell(column, _) => match column.as_str() {
                "road_access" => named(&ROADS, &text),
                "indigenous_languages" => {
                    let language = package.languages.iter().find(|one| one.code.as_str() == text);
                    language.map_or_else(alike, |one| words(&one.name_en, &one.name_self))
                }
                "indigenous_governments" => {
                    let government = package.governments.iter().find(|one| one.id.as_str() == text);
                    government.map_or_else(alike, |one| words(&one.name, &one.name))
                }
                name if name == package.settings.region_column.as_str() => {
                    let region = package.regions.iter().find(|one| one.matches == text);
                    region.map_or_else(alike, |one| one.name.clone())
                }
                _ => alike(),
            },
            By::Size => SIZES
                .iter()
                .find(|(_, name, ..)| *name == text)
                .map_or_else(alike, |(_, _, en, fr)| words(en, fr)),
            By::Distance => {
                let bands = DISTANCES.iter().map(|(_, name, en, fr)| (*name, *en, *fr));
                let mut bands = bands.chain([UNREACHABLE]);
                bands
                    .find(|(name, ..)| *name == text)
                    .map_or_else(alike, |(_, en, fr)| words(en, fr))
            }
            By::Rule(_) if text == "in" => words("Where the rule holds", "Là où la règle s’applique"),
            By::Rule(_) => words("Where the rule does not hold", "Là où la règle ne s’applique pas"),
        }
    }
}

/// A group's key, in the order in which groups are told: numbers by size, texts by their letters, bands by their
/// limits, and what is not known last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A number, so that its order is that of its bits, and how it is written.
    Number(u64, String),
    Text(String),
    /// A band, or a side of a rule, by its place.
    Place(usize, &'static str),
    Unknown,
}

impl Key {
    fn text(&self) -> Option<String> {
        match self {
            Self::Number(_, text) | Self::Text(text) => Some(text.clone()),
            Self::Place(_, text) => Some((*text).to_owned()),
            Self::Unknown => None,
        }
    }

    fn number(number: f64) -> Self {
        // Nought has two signs and one meaning.
        let number = number + 0.0;
        let bits = number.to_bits();
        let in_order = if number < 0.0 { !bits } else { bits | 1 << 63 };
        Self::Number(in_order, number.to_string())
    }
}

fn of_cell(community: &Community, column: &str, kind: Kind) -> Vec<Key> {
    let text = |text: &str| match crate::filter::columns::number(text).filter(|_| kind == Kind::Number) {
        Some(number) => Key::number(number),
        None => Key::Text(text.to_owned()),
    };
    match CommunityRow(community).cell(column) {
        Cell::Unknown => Vec::new(),
        Cell::Text(cell) => vec![text(&cell)],
        Cell::Number(number) => vec![Key::number(number)],
        Cell::Boolean(truth) => vec![Key::Text(truth.to_string())],
        Cell::Date(date) => vec![Key::Text(date.to_string())],
        Cell::List(texts) => texts.iter().map(|one| text(one)).collect(),
    }
}

fn of_size(people: u32) -> Key {
    let band = SIZES.iter().rposition(|(from, ..)| *from <= people).unwrap_or(0);
    Key::Place(band, SIZES[band].1)
}

fn of_minutes(minutes: Interval<Option<f64>>) -> Option<Key> {
    let band = |minutes: Option<f64>| {
        let Some(minutes) = minutes else {
            return Key::Place(DISTANCES.len(), UNREACHABLE.0);
        };
        let band = DISTANCES.iter().position(|(limit, ..)| minutes <= *limit).unwrap_or(0);
        Key::Place(band, DISTANCES[band].1)
    };
    let least = band(minutes.at_least);
    (least == band(minutes.at_most)).then_some(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_in_their_order_and_before_texts() {
        let numbers = [-20.0, -1.5, 0.0, 3.0, 100.0].map(Key::number);
        assert!(numbers.is_sorted(), "{numbers:?}");
        assert_eq!(Key::number(-0.0), Key::number(0.0));
        assert!(
            numbers
                .iter()
                .all(|one| *one < Key::Text("a".to_owned()) && *one < Key::Unknown)
        );
    }

    #[test]
    fn a_band_begins_at_its_number_of_people_and_ends_with_its_minutes() {
        let size = |people| of_size(people).text().expect("a band");
        assert_eq!(
            [0, 99, 100, 4999, 5000].map(size),
            ["under_100", "under_100", "100_to_249", "1000_to_4999", "5000_and_more"]
        );
        let minutes = |least: Option<f64>, most: Option<f64>| {
            let band = of_minutes(Interval {
                at_least: least,
                at_most: most,
            });
            band.and_then(|band| band.text())
        };
        assert_eq!(minutes(Some(60.0), Some(60.0)).as_deref(), Some("within_60"));
        assert_eq!(minutes(Some(60.5), Some(61.0)).as_deref(), Some("within_120"));
        assert_eq!(minutes(None, None).as_deref(), Some("unreachable"));
        // Within an hour, or not: nobody knows.
        assert_eq!(minutes(Some(61.0), Some(60.0)), None);
        assert_eq!(minutes(None, Some(10.0)), None);
    }
}
