//! How what a standard comes to is spread over groups of communities: people and places beside each other, with every
//! measure for each group and for the whole.
//!
//! Figures of places count each place once. Figures of people are made by `disclosure` alone, from what may be published.
//! What is unknown is read at its least favourable; where a figure is bracketed by both readings, the most favourable
//! stands beside it. Measures of inequality have no such bracket: they are at the least favourable reading.

mod figures;
mod rank;

pub use figures::{Curve, Figure, Figures, PERCENTS, Why};
pub use rank::{Rank, RankFault};

use super::assess::Assessment;
use super::basis::Basis;
use super::gap::Gap;
use super::grouping::{Grouping, GroupingFault, PlaceGroups};
use super::measures::Weighted;
use super::measures::concentration::Ranked;
use super::measures::lorenz::{concentration_curve, lorenz_curve};
use super::measures::rates::{Rate, rate_difference, rate_ratio};
use super::measures::theil::theil_by_group;
use super::scope::Scope;
use super::summary::{OutcomeCounts, PeopleCounts};
use super::value::{Value, ValueInterval, minutes};
use crate::disclosure::{People, Released};
use crate::model::{Interval, Minutes, Outcome, Standard};
use figures::{Entry, Measuring};

/// What is asked of every standard.
#[derive(Clone, Copy, Debug)]
pub struct Looking<'a> {
    /// By what communities are put in groups.
    pub by: &'a Grouping,
    /// What is looked at.
    pub value: Value,
    /// In what order people stand for concentration.
    pub rank: &'a Rank,
    /// Below or beyond what one falls short; the standard's own unless given.
    pub threshold: Option<f64>,
    /// The days asked about.
    pub scope: &'a Scope,
}

/// One standard over the groups.
#[derive(Clone, Debug)]
pub struct Distribution {
    /// The standard's place in the definition.
    pub standard: usize,
    /// Below or beyond what one falls short; `None` where there is no such number.
    pub threshold: Option<f64>,
    /// The groups.
    pub groups: PlaceGroups,
    /// All communities that the standard concerns, then each group.
    pub rows: Vec<GroupRow>,
    /// Parts of inequality between and within groups, over people and over places.
    pub theil: [Result<TheilParts, Why>; 2],
    /// The Lorenz curve over people and over places.
    pub lorenz: [Curve; 2],
    /// The concentration curve over people and over places.
    pub concentration: [Curve; 2],
    /// Communities that have no place in the order of concentration.
    pub unranked: u32,
    /// What each community that the standard concerns comes to, in the package's order.
    pub places: Vec<PlaceValue>,
}

/// A group, or the whole.
#[derive(Clone, Debug)]
pub struct GroupRow {
    /// Its place among the groups; `None` is the whole.
    pub group: Option<usize>,
    /// Communities by outcome.
    pub places: OutcomeCounts,
    /// People by outcome.
    pub people: PeopleCounts,
    /// Communities without a count of people of their own.
    pub uncounted: u64,
    /// Communities whose value is not settled.
    pub unsettled: u64,
    /// Figures of people, then of places.
    pub figures: [Figures; 2],
}

/// Parts of Theil's T.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TheilParts {
    /// Of all together.
    pub total: f64,
    /// Between groups.
    pub between: f64,
    /// Within groups.
    pub within: f64,
}

/// What a community comes to.
#[derive(Clone, Debug)]
pub struct PlaceValue {
    /// Its place in the package.
    pub place: usize,
    /// Its groups.
    pub groups: Vec<usize>,
    /// The outcome over the days asked about.
    pub outcome: Interval<Outcome>,
    /// Its value.
    pub value: ValueInterval,
    /// Its people.
    pub people: Released<u64>,
}

/// Spreads standards over groups: those that are wanted, each with its place in the definition.
pub fn distribute<'a>(
    basis: &Basis,
    assessment: &Assessment,
    wanted: impl Iterator<Item = (usize, &'a Standard)>,
    looking: Looking<'_>,
) -> Result<Vec<Distribution>, GroupingFault> {
    let people = People::of(basis.package());
    wanted
        .map(|standard| of_standard(basis, assessment, standard, looking, &people))
        .collect()
}

fn of_standard(
    basis: &Basis,
    assessment: &Assessment,
    (at, standard): (usize, &Standard),
    looking: Looking<'_>,
    people: &People,
) -> Result<Distribution, GroupingFault> {
    let package = basis.package();
    let places = package.communities.len();
    let gaps: Vec<Option<&Gap>> = (0..places).map(|place| assessment.gap(place, at)).collect();
    let scope = looking.scope;
    let groups = looking.by.groups(package, |place| Some(minutes(gaps[place]?, scope)))?;
    let entries: Vec<Option<Entry>> = gaps
        .iter()
        .enumerate()
        .map(|(place, gap)| {
            let gap = (*gap)?;
            Some(Entry {
                value: looking.value.of(gap, scope),
                outcome: gap.outcome(scope),
                rank: looking.rank.of(&package.communities[place], gap, scope),
            })
        })
        .collect();
    let threshold = looking
        .threshold
        .or_else(|| own_threshold(standard, looking.value, scope));
    let measuring = Measuring {
        value: looking.value,
        threshold,
        bounds: looking.value.bounds(scope),
    };
    let spread = Spread {
        entries: &entries,
        people,
        measuring,
    };
    let in_group = |group: usize| {
        let of_place = &groups.of_place;
        move |place: usize| of_place[place].contains(&group)
    };
    let mut rows = vec![spread.row(None, &|_| true)];
    rows.extend((0..groups.groups.len()).map(|group| spread.row(Some(group), &in_group(group))));
    let theil = if groups.overlap {
        [Err(Why::Overlap), Err(Why::Overlap)]
    } else {
        let group_of = |place: usize| groups.of_place[place].first().copied().unwrap_or(0);
        spread.theil(&group_of)
    };
    let unranked = entries.iter().flatten().filter(|entry| entry.rank.is_none()).count();
    let places = entries.iter().enumerate().filter_map(|(place, entry)| {
        let entry = (*entry)?;
        Some(PlaceValue {
            place,
            groups: groups.of_place[place].clone(),
            outcome: entry.outcome,
            value: entry.value,
            people: people.at(place),
        })
    });
    Ok(Distribution {
        standard: at,
        threshold,
        places: places.collect(),
        rows,
        theil,
        lorenz: spread.curves(|values| lorenz_curve(&values)),
        concentration: spread.concentration(),
        unranked: u32::try_from(unranked).unwrap_or(u32::MAX),
        groups,
    })
}

/// Below or beyond what a standard itself says that one falls short: its days, of those asked about; the longest way
/// that any of its ways takes for near enough; all of a share.
fn own_threshold(standard: &Standard, value: Value, scope: &Scope) -> Option<f64> {
    match value {
        Value::DaysMet => Some(f64::from(scope.days_needed(standard.days))),
        Value::Met => Some(1.0),
        Value::Shortfall => Some(0.0),
        Value::TravelMinutes => {
            let limits = standard.ways.iter().filter_map(|way| way.limits.within);
            limits.max().map(Minutes::number)
        }
    }
}

/// What all groups are made from.
struct Spread<'a> {
    entries: &'a [Option<Entry>],
    people: &'a People,
    measuring: Measuring,
}

impl Spread<'_> {
    fn row(&self, group: Option<usize>, inside: &dyn Fn(usize) -> bool) -> GroupRow {
        let own = |place: usize| self.entries[place].filter(|_| inside(place));
        let rest = |place: usize| self.entries[place].filter(|_| group.is_some() && !inside(place));
        let mut places = OutcomeCounts::default();
        let mut unsettled = 0;
        for entry in (0..self.entries.len()).filter_map(own) {
            places.add(entry.outcome, 1);
            unsettled += u64::from(entry.value.settled().is_none());
        }
        let of_people = self.people.figure(own, |brought| brought);
        let of_people: Option<Vec<(Entry, f64)>> = of_people.get().map(|brought| {
            brought
                .iter()
                .map(|(entry, people)| (*entry, f64::from(*people)))
                .collect()
        });
        let of_places: Vec<(Entry, f64)> = (0..self.entries.len())
            .filter_map(own)
            .map(|entry| (entry, 1.0))
            .collect();
        let mut figures = [
            self.measuring.figures(of_people.as_deref()),
            self.measuring.figures(Some(&of_places)),
        ];
        let shares = [self.people_met(&own, &rest), self.places_met(&own, &rest)];
        for (figures, shares) in figures.iter_mut().zip(shares) {
            shares.into(figures);
        }
        GroupRow {
            group,
            places,
            people: PeopleCounts::of(self.people, |place| Some(own(place)?.outcome)),
            uncounted: self.people.uncounted(|place| own(place).is_some()),
            unsettled,
            figures,
        }
    }

    fn people_met(&self, own: Side<'_>, rest: Side<'_>) -> Shares {
        let rate = |of: Side<'_>, end: End| {
            let met = |place| of(place).is_some_and(|entry| end(entry.outcome) == Outcome::Met);
            let counts = self
                .people
                .count(met)
                .and(self.people.count(|place| of(place).is_some()));
            let (met, all) = counts.get().copied()?;
            Rate::new(met as f64, all as f64)
        };
        Shares::of(&rate, own, rest)
    }

    fn places_met(&self, own: Side<'_>, rest: Side<'_>) -> Shares {
        let rate = |of: Side<'_>, end: End| {
            let all = (0..self.entries.len()).filter_map(of);
            let met = all.clone().filter(|entry| end(entry.outcome) == Outcome::Met).count();
            Rate::new(met as f64, all.count() as f64)
        };
        Shares::of(&rate, own, rest)
    }

    /// Values of people and of places at the least favourable reading, each with a key that belongs to it.
    fn values<K: PartialEq + Copy>(
        &self,
        key: &dyn Fn(usize, Entry) -> Option<K>,
    ) -> [Result<Vec<(K, Weighted)>, Why>; 2] {
        let of = |place: usize| {
            let entry = self.entries[place]?;
            Some((key(place, entry)?, entry.value.at_least))
        };
        let weighted = |brought: Vec<((K, Option<f64>), f64)>| -> Result<Vec<(K, Weighted)>, Why> {
            let values = brought.into_iter().map(|((key, value), weight)| {
                let value = value.ok_or(Why::UNREACHABLE)?;
                Ok((key, Weighted::new(value, weight).ok_or(Why::EMPTY)?))
            });
            values.collect()
        };
        let people = self.people.figure(of, |brought| {
            brought
                .into_iter()
                .map(|(brought, people)| (brought, f64::from(people)))
                .collect::<Vec<_>>()
        });
        let places = (0..self.entries.len())
            .filter_map(of)
            .map(|brought| (brought, 1.0))
            .collect();
        [
            people.get().cloned().ok_or(Why::Withheld).and_then(weighted),
            weighted(places),
        ]
    }

    fn theil(&self, group_of: &dyn Fn(usize) -> usize) -> [Result<TheilParts, Why>; 2] {
        self.values(&|place, _| Some(group_of(place))).map(|values| {
            let parts = theil_by_group(&values?).ok_or(Why::EMPTY)?;
            Ok(TheilParts {
                total: parts.total,
                between: parts.between,
                within: parts.within,
            })
        })
    }

    fn curves(&self, make: impl Fn(Vec<Weighted>) -> Vec<super::measures::lorenz::CurvePoint>) -> [Curve; 2] {
        self.values(&|_, _| Some(()))
            .map(|values| Ok(make(values?.into_iter().map(|((), value)| value).collect())))
    }

    fn concentration(&self) -> [Curve; 2] {
        self.values(&|_, entry| entry.rank).map(|values| {
            let ranked = values?.into_iter().filter_map(|(rank, held)| Ranked::new(rank, held));
            Ok(concentration_curve(&ranked.collect::<Vec<_>>()))
        })
    }
}

/// What the places of a group, or of the rest, bring; `None` for the others.
type Side<'a> = &'a dyn Fn(usize) -> Option<Entry>;

/// One end of an outcome.
type End = fn(Interval<Outcome>) -> Outcome;

/// Shares of those for whom a standard is met: in a group at both readings, and in the rest; `None` is withheld.
struct Shares {
    own: [Option<Rate>; 2],
    rest: Option<Rate>,
}

impl Shares {
    fn of(rate: &dyn Fn(Side<'_>, End) -> Option<Rate>, own: Side<'_>, rest: Side<'_>) -> Self {
        Self {
            own: [
                rate(own, |outcome| outcome.at_least),
                rate(own, |outcome| outcome.at_most),
            ],
            rest: rate(rest, |outcome| outcome.at_least),
        }
    }

    fn into(self, figures: &mut Figures) {
        let [own, at_best] = self.own;
        figures.coverage = match (own, at_best) {
            (Some(own), at_best) => Figure {
                value: own.share().ok_or(Why::EMPTY),
                at_best: at_best.and_then(Rate::share),
            },
            (None, _) => Figure::without(Why::Withheld),
        };
        let pair = own.zip(self.rest).ok_or(Why::Withheld);
        figures.rate_ratio = Figure::of(pair.and_then(|(own, rest)| rate_ratio(own, rest).map_err(Why::NoFigure)));
        figures.rate_difference =
            Figure::of(pair.and_then(|(own, rest)| rate_difference(own, rest).map_err(Why::NoFigure)));
    }
}
