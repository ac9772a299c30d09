//! How what standards come to is spread over groups: as JSON, as rows, and as features.

mod words;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use super::community::Words;
use super::gaps::{PointGeometry, rounded};
use super::place::Positions;
use super::question::Asked;
use super::rows::{Row, row};
use crate::disclosure::Released;
use crate::equity::{
    Basis, Curve, Distribution, Figure, Figures, GroupRow, Looking, OutcomeCounts, PERCENTS, PeopleCounts, PlaceValue,
    Why,
};
use crate::model::Definition;

/// What was asked beside the question, and what the words of the answer mean.
#[derive(Debug, Serialize)]
pub struct EquityAnswer {
    question: Asked,
    by: String,
    value: &'static str,
    unit: &'static str,
    more_is_better: bool,
    rank: String,
    suppress_below: u32,
    meanings: BTreeMap<&'static str, Words>,
    standards: Vec<StandardRow>,
}

#[derive(Debug, Serialize)]
struct StandardRow {
    standard: String,
    title: Words,
    threshold: Option<f64>,
    groups_overlap: bool,
    unranked_places: u32,
    whole: Group,
    groups: Vec<Group>,
    parts: Both<Parts>,
    curves: Curves,
}

/// A group, or the whole.
#[derive(Debug, Serialize)]
struct Group {
    /// `whole`, `group`, or `unknown`: of these communities it is not known to which group they belong.
    kind: &'static str,
    key: Option<String>,
    title: Words,
    sentence: Words,
    places: Places,
    people: People,
    by_people: FiguresRow,
    by_places: FiguresRow,
}

#[derive(Debug, Serialize)]
struct Places {
    met: u64,
    partly_met: u64,
    unmet: u64,
    unknown: u64,
    total: u64,
    /// Of which the value is not settled.
    value_unknown: u64,
}

#[derive(Debug, Serialize)]
struct People {
    met: Option<u64>,
    partly_met: Option<u64>,
    unmet: Option<u64>,
    unknown: Option<u64>,
    total: Option<u64>,
    withheld: bool,
    /// Communities that have no count of people of their own.
    uncounted_places: u64,
}

/// The same of people and of places.
#[derive(Debug, Serialize)]
struct Both<T> {
    people: T,
    places: T,
}

/// A figure; where there is none, why.
#[derive(Clone, Copy, Debug, Serialize)]
struct FigureRow {
    value: Option<f64>,
    at_best: Option<f64>,
    why: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct FiguresRow {
    coverage: FigureRow,
    rate_ratio: FigureRow,
    rate_difference: FigureRow,
    mean: FigureRow,
    quantiles: Vec<QuantileRow>,
    gini: FigureRow,
    theil: FigureRow,
    atkinson: FigureRow,
    palma: FigureRow,
    concentration: FigureRow,
    erreygers: FigureRow,
    fgt: FgtRow,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct QuantileRow {
    percent: u8,
    #[serde(flatten)]
    figure: FigureRow,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct FgtRow {
    incidence: FigureRow,
    gap: FigureRow,
    severity: FigureRow,
}

#[derive(Debug, Serialize)]
struct Parts {
    total: Option<f64>,
    between: Option<f64>,
    within: Option<f64>,
    why: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Curves {
    lorenz: Both<CurveRow>,
    concentration: Both<CurveRow>,
}

/// Points of a curve: share of people (or places) so far, and share of all there is that they have.
#[derive(Debug, Serialize)]
struct CurveRow {
    points: Option<Vec<[f64; 2]>>,
    why: Option<&'static str>,
}

/// The most points of a curve that are told: of more, every so-manieth, with both ends.
const MOST_POINTS: usize = 201;

impl From<Figure> for FigureRow {
    fn from(figure: Figure) -> Self {
        Self {
            value: figure.value.ok().map(digits),
            at_best: figure.at_best.map(digits),
            why: figure.value.err().map(Why::as_str),
        }
    }
}

/// Eight decimals: more than any input has, and few enough that the last sign of a sum does not show.
fn digits(number: f64) -> f64 {
    let rounded = (number * 1e8).round() / 1e8;
    // Nought has one sign on the wire.
    rounded + 0.0
}

impl From<&Figures> for FiguresRow {
    fn from(figures: &Figures) -> Self {
        let [incidence, gap, severity] = figures.fgt.map(FigureRow::from);
        Self {
            coverage: figures.coverage.into(),
            rate_ratio: figures.rate_ratio.into(),
            rate_difference: figures.rate_difference.into(),
            mean: figures.mean.into(),
            quantiles: PERCENTS
                .into_iter()
                .zip(figures.quantiles)
                .map(|(percent, figure)| QuantileRow {
                    percent,
                    figure: figure.into(),
                })
                .collect(),
            gini: figures.gini.into(),
            theil: figures.theil.into(),
            atkinson: figures.atkinson.into(),
            palma: figures.palma.into(),
            concentration: figures.concentration.into(),
            erreygers: figures.erreygers.into(),
            fgt: FgtRow {
                incidence,
                gap,
                severity,
            },
        }
    }
}

impl From<&Curve> for CurveRow {
    fn from(curve: &Curve) -> Self {
        let points = curve.as_ref().map(|points| {
            let step = points.len().saturating_sub(1).div_ceil(MOST_POINTS - 1).max(1);
            let last = points.len().saturating_sub(1);
            let shown = points
                .iter()
                .enumerate()
                .filter(|(at, _)| at % step == 0 || *at == last);
            shown
                .map(|(_, point)| [digits(point.people), digits(point.held)])
                .collect()
        });
        Self {
            why: points.as_ref().err().map(|why| why.as_str()),
            points: points.ok(),
        }
    }
}

impl From<OutcomeCounts> for Places {
    fn from(counts: OutcomeCounts) -> Self {
        Self {
            met: counts.met,
            partly_met: counts.partly_met,
            unmet: counts.unmet,
            unknown: counts.unknown,
            total: counts.total(),
            value_unknown: 0,
        }
    }
}

impl People {
    fn new(counts: PeopleCounts, uncounted_places: u64) -> Self {
        let all = [
            counts.met,
            counts.partly_met,
            counts.unmet,
            counts.unknown,
            counts.total,
        ];
        let [met, partly_met, unmet, unknown, total] = all.map(|count| count.get().copied());
        Self {
            met,
            partly_met,
            unmet,
            unknown,
            total,
            withheld: all.iter().any(Released::is_withheld),
            uncounted_places,
        }
    }
}

impl Group {
    fn new(row: &GroupRow, distribution: &Distribution, looking: &Looking<'_>) -> Self {
        let group = row.group.map(|at| &distribution.groups.groups[at]);
        let title = group.map_or_else(words::whole, |group| group.title.clone());
        let key = group.and_then(|group| group.key.clone());
        Self {
            kind: match (group, &key) {
                (None, _) => "whole",
                (Some(_), Some(_)) => "group",
                (Some(_), None) => "unknown",
            },
            sentence: (&words::sentence(&title, row, looking.value)).into(),
            title: (&title).into(),
            key,
            places: Places {
                value_unknown: row.unsettled,
                ..row.places.into()
            },
            people: People::new(row.people, row.uncounted),
            by_people: (&row.figures[0]).into(),
            by_places: (&row.figures[1]).into(),
        }
    }
}

impl StandardRow {
    fn new(definition: &Definition, looking: &Looking<'_>, distribution: &Distribution) -> Self {
        let standard = &definition.standards[distribution.standard];
        let mut rows = distribution
            .rows
            .iter()
            .map(|row| Group::new(row, distribution, looking));
        let whole = rows.next().expect("the whole comes first");
        let [theil_of_people, theil_of_places] = distribution.theil.map(|parts| Parts {
            total: parts.ok().map(|parts| digits(parts.total)),
            between: parts.ok().map(|parts| digits(parts.between)),
            within: parts.ok().map(|parts| digits(parts.within)),
            why: parts.err().map(Why::as_str),
        });
        let both = |curves: &[Curve; 2]| Both {
            people: (&curves[0]).into(),
            places: (&curves[1]).into(),
        };
        Self {
            standard: standard.id.to_string(),
            title: (&standard.title).into(),
            threshold: distribution.threshold.map(digits),
            groups_overlap: distribution.groups.overlap,
            unranked_places: distribution.unranked,
            whole,
            groups: rows.collect(),
            parts: Both {
                people: theil_of_people,
                places: theil_of_places,
            },
            curves: Curves {
                lorenz: both(&distribution.lorenz),
                concentration: both(&distribution.concentration),
            },
        }
    }
}

impl EquityAnswer {
    /// Distributions of standards with the question that they answer.
    pub fn new(
        basis: &Basis,
        definition: &Definition,
        question: Asked,
        looking: &Looking<'_>,
        distributions: &[Distribution],
    ) -> Self {
        let standards = distributions
            .iter()
            .map(|one| StandardRow::new(definition, looking, one));
        let suppress_below = basis.package().settings.suppress_below;
        Self {
            question,
            by: looking.by.text().to_owned(),
            value: looking.value.as_str(),
            unit: looking.value.unit(),
            more_is_better: looking.value.more_is_better(),
            rank: looking.rank.as_str().to_owned(),
            suppress_below,
            meanings: words::meanings(looking.value, suppress_below),
            standards: standards.collect(),
        }
    }

    /// The same as rows of named cells: one a standard, a group, and what is counted. Why a figure is not there stands in
    /// the JSON; here its cell is blank.
    pub fn rows(&self) -> Vec<Row> {
        let of_standard = |standard: &StandardRow| {
            let groups = std::iter::once(&standard.whole).chain(&standard.groups);
            let rows = groups.flat_map(|group| {
                let people = &group.people;
                let places = &group.places;
                [
                    (
                        "people",
                        [
                            people.met,
                            people.partly_met,
                            people.unmet,
                            people.unknown,
                            people.total,
                        ],
                        &group.by_people,
                    ),
                    (
                        "places",
                        [
                            places.met,
                            places.partly_met,
                            places.unmet,
                            places.unknown,
                            places.total,
                        ]
                        .map(Some),
                        &group.by_places,
                    ),
                ]
                .map(|(counted, counts, figures)| cells(&standard.standard, group, counted, counts, figures))
            });
            rows.collect::<Vec<_>>()
        };
        self.standards.iter().flat_map(of_standard).collect()
    }

    /// The names of those cells.
    pub const COLUMNS: [&str; 29] = [
        "standard",
        "kind",
        "group",
        "title_en",
        "title_fr",
        "counted",
        "met",
        "partly_met",
        "unmet",
        "unknown",
        "total",
        "coverage",
        "rate_ratio",
        "rate_difference",
        "mean",
        "p10",
        "p25",
        "p50",
        "p75",
        "p90",
        "gini",
        "theil",
        "atkinson",
        "palma",
        "concentration",
        "erreygers",
        "fgt_incidence",
        "fgt_gap",
        "fgt_severity",
    ];

    /// The columns that a person reads side by side.
    pub const BRIEF: [&str; 9] = [
        "standard", "title_en", "counted", "met", "total", "coverage", "mean", "p50", "gini",
    ];
}

fn cells(standard: &str, group: &Group, counted: &str, counts: [Option<u64>; 5], figures: &FiguresRow) -> Row {
    let [met, partly_met, unmet, unknown, total] = counts.map(Json::from);
    let quantile = |at: usize| Json::from(figures.quantiles[at].figure.value);
    let figure = |one: FigureRow| Json::from(one.value);
    row([
        ("standard", standard.into()),
        ("kind", group.kind.into()),
        ("group", group.key.clone().into()),
        ("title_en", group.title.en().into()),
        ("title_fr", group.title.fr().into()),
        ("counted", counted.into()),
        ("met", met),
        ("partly_met", partly_met),
        ("unmet", unmet),
        ("unknown", unknown),
        ("total", total),
        ("coverage", figure(figures.coverage)),
        ("rate_ratio", figure(figures.rate_ratio)),
        ("rate_difference", figure(figures.rate_difference)),
        ("mean", figure(figures.mean)),
        ("p10", quantile(0)),
        ("p25", quantile(1)),
        ("p50", quantile(2)),
        ("p75", quantile(3)),
        ("p90", quantile(4)),
        ("gini", figure(figures.gini)),
        ("theil", figure(figures.theil)),
        ("atkinson", figure(figures.atkinson)),
        ("palma", figure(figures.palma)),
        ("concentration", figure(figures.concentration)),
        ("erreygers", figure(figures.erreygers)),
        ("fgt_incidence", figure(figures.fgt.incidence)),
        ("fgt_gap", figure(figures.fgt.gap)),
        ("fgt_severity", figure(figures.fgt.severity)),
    ])
}

/// Communities as features, each with its value and its groups.
#[derive(Debug, Serialize)]
pub struct EquityFeatures {
    #[serde(rename = "type")]
    kind: &'static str,
    question: Asked,
    by: String,
    value: &'static str,
    #[serde(rename = "numberReturned")]
    number_returned: usize,
    features: Vec<Feature>,
}

#[derive(Debug, Serialize)]
struct Feature {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: PointGeometry,
    properties: Properties,
}

#[derive(Debug, Serialize)]
struct Properties {
    community_id: String,
    community: String,
    standard: String,
    /// Keys of its groups; `null` for those of which it is not known.
    groups: Vec<Option<String>>,
    outcome: &'static str,
    value: Option<f64>,
    value_at_best: Option<f64>,
    /// Whether nothing is reached at the least favourable reading.
    unreachable: bool,
    people: Option<u64>,
    people_withheld: bool,
}

impl EquityFeatures {
    /// Every community of every standard.
    pub fn new(
        basis: &Basis,
        definition: &Definition,
        question: Asked,
        (looking, positions): (&Looking<'_>, Positions<'_>),
        distributions: &[Distribution],
    ) -> Self {
        let features = distributions.iter().flat_map(|distribution| {
            let standard = definition.standards[distribution.standard].id.as_str();
            let places = distribution.places.iter();
            places.map(move |place| Feature::new(basis, standard, distribution, place, positions))
        });
        let features: Vec<Feature> = features.collect();
        Self {
            kind: "FeatureCollection",
            question,
            by: looking.by.text().to_owned(),
            value: looking.value.as_str(),
            number_returned: features.len(),
            features,
        }
    }
}

impl Feature {
    fn new(
        basis: &Basis,
        standard: &str,
        distribution: &Distribution,
        place: &PlaceValue,
        positions: Positions<'_>,
    ) -> Self {
        let community = &basis.package().communities[place.place];
        let groups = place
            .groups
            .iter()
            .map(|at| distribution.groups.groups[*at].key.clone());
        Self {
            kind: "Feature",
            id: format!("{}.{standard}", community.id),
            geometry: PointGeometry::new(positions.of(community.point)),
            properties: Properties {
                community_id: community.id.to_string(),
                community: community.name.clone(),
                standard: standard.to_owned(),
                groups: groups.collect(),
                outcome: place.outcome.as_str(),
                value: place.value.at_least.map(rounded),
                value_at_best: place.value.at_most.map(rounded),
                unreachable: place.value.at_least.is_none(),
                people: place.people.get().copied().filter(|_| community.population().is_some()),
                people_withheld: place.people.is_withheld(),
            },
        }
    }
}
