//! What is on record of an option by each criterion, with its two ends.

use super::criterion::{CRITERIA, Criterion, Raw};
use super::gain::{Gain, Pair};
use super::options::Grounds;
use super::studies::Studies;
use crate::disclosure::People;
use crate::equity::{Rank, asked_for};
use crate::model::{DeliveryMode, Fact, Interval, LanguageCode, Package, Service, ServiceTypeId, Truth};

/// By what need is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Need {
    /// How far the standard falls short today where it would be better.
    #[default]
    Shortfall,
    /// A column of numbers of the communities, such as a count or a rate that is published for them.
    Column(Rank),
}

impl Need {
    /// The word for the default.
    pub const SHORTFALL: &str = "shortfall";

    /// Reads `shortfall`, or the name of a column of numbers of the communities.
    ///
    /// # Errors
    /// Where there is no such column: what there is.
    pub fn parse(word: &str, package: &Package) -> Result<Self, String> {
        if word == Self::SHORTFALL {
            return Ok(Self::Shortfall);
        }
        let columns = Rank::columns(package);
        if columns.iter().any(|one| one == word) {
            return Ok(Self::Column(match word {
                "population" => Rank::Population,
                column => Rank::Column(column.to_owned()),
            }));
        }
        Err(format!("one of {}, {}", Self::SHORTFALL, columns.join(", ")))
    }

    /// The word of the contract.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Shortfall => Self::SHORTFALL,
            Self::Column(column) => column.as_str(),
        }
    }
}

/// What is the same for all options.
#[derive(Debug)]
pub struct Figures<'a> {
    grounds: Grounds<'a>,
    people: People,
    /// Per community, how far it falls short over all its standards, by their weights; the least and the greatest reading.
    deprivation: Vec<Raw>,
    need: &'a Need,
    studies: Studies<'a>,
    /// Between which numbers the need of a community lies of which none is on record.
    need_at_large: Raw,
}

impl<'a> Figures<'a> {
    pub fn new(grounds: Grounds<'a>, need: &'a Need) -> Self {
        let package = grounds.basis.package();
        let known: Vec<f64> = match need {
            Need::Shortfall => Vec::new(),
            Need::Column(column) => package
                .communities
                .iter()
                .filter_map(|one| column.number(one))
                .collect(),
        };
        let ends = known.iter().fold(None, |ends: Option<Raw>, number| {
            Some(ends.map_or(Interval::exact(*number), |ends| Interval {
                at_least: ends.at_least.min(*number),
                at_most: ends.at_most.max(*number),
            }))
        });
        Self {
            people: People::of(package),
            deprivation: deprivation(grounds),
            need_at_large: ends.unwrap_or(Interval::exact(0.0)),
            studies: Studies::of(package),
            need,
            grounds,
        }
    }

    /// The figures of an option that would bring `gain`, is for `places` and supposes `service`; and whether that of people
    /// is withheld.
    pub fn of(
        &self,
        gain: &Gain,
        places: &[usize],
        service: Option<&Service>,
        asked: Truth,
    ) -> ([Raw; CRITERIA], bool) {
        self.by_need(gain, places, service, asked, |pair| self.need_of(pair))
    }

    /// By what need is told.
    pub const fn need(&self) -> &'a Need {
        self.need
    }

    /// The same of an option whose need is told in another way.
    pub fn by_need(
        &self,
        gain: &Gain,
        places: &[usize],
        service: Option<&Service>,
        asked: Truth,
        need_of: impl Fn(Pair) -> Raw,
    ) -> ([Raw; CRITERIA], bool) {
        let people = self.people.between(
            |place| gain.surely.contains(&place),
            |place| gain.perhaps.contains(&place),
        );
        let raw = Criterion::ALL.map(|criterion| match criterion {
            Criterion::People => Interval {
                at_least: people.least as f64,
                at_most: people.most as f64,
            },
            Criterion::WorstOff => greatest(gain, |(community, _)| self.deprivation[community]),
            Criterion::Days => Interval {
                at_least: f64::from(gain.days.0),
                at_most: f64::from(gain.days.1),
            },
            Criterion::Need => greatest(gain, &need_of),
            Criterion::Asked => yes(asked),
            Criterion::Culture => self.culture(places, service),
            Criterion::Evaluation => self.studies.value(service.map(|one| &one.service_type)),
        });
        (raw, people.is_withheld)
    }

    /// Whether an Indigenous government asked for help of these types in a community, as far as whoever looks may know.
    pub fn asked_by_a_government(&self, community: usize, types: &[ServiceTypeId]) -> Truth {
        let requests = &self.grounds.basis.package().requests;
        let asked = asked_for(self.grounds.basis, community, types).into_iter();
        asked
            .map(|request| requests[request].is_by_indigenous_government())
            .fold(Truth::False, Truth::or)
    }

    fn need_of(&self, (community, standard): Pair) -> Raw {
        match self.need {
            Need::Shortfall => {
                let gap = standard.and_then(|standard| self.grounds.today.gap(community, standard));
                gap.map_or(Interval::exact(0.0), |gap| turned(gap.shortfall(self.grounds.scope)))
            }
            Need::Column(_) => self.column_of(community),
        }
    }

    /// The number of a community in the column by which need is told; anything that it may be where none is on record.
    pub fn column_of(&self, community: usize) -> Raw {
        let Need::Column(column) = self.need else {
            return self.need_at_large;
        };
        let own = column.number(&self.grounds.basis.package().communities[community]);
        own.map_or(self.need_at_large, Interval::exact)
    }

    /// How many of three are on record: a language of every place that it is for, led by Indigenous people, on the land.
    fn culture(&self, places: &[usize], service: Option<&Service>) -> Raw {
        let Some(service) = service else {
            return Interval::exact(0.0);
        };
        let communities = &self.grounds.basis.package().communities;
        let spoken = |place: &usize| offers(&service.languages, &communities[*place].indigenous_languages);
        let language = if places.is_empty() {
            Truth::Unknown
        } else {
            places.iter().map(spoken).fold(Truth::True, Truth::and)
        };
        let on_record = [
            language,
            service.indigenous_led.is(|led| *led),
            service.delivery_mode.is(|mode| *mode == DeliveryMode::OnTheLand),
        ];
        on_record
            .into_iter()
            .map(yes)
            .fold(Interval::exact(0.0), |all, one| Interval {
                at_least: all.at_least + one.at_least,
                at_most: all.at_most + one.at_most,
            })
    }
}

/// Whether help is offered in one of the languages of a place; unknown where either is not on record.
fn offers(offered: &Fact<Vec<LanguageCode>>, spoken: &[LanguageCode]) -> Truth {
    if spoken.is_empty() {
        return Truth::Unknown;
    }
    offered.is(|offered| offered.iter().any(|language| spoken.contains(language)))
}

/// 1 where something is so, 0 where it is not.
const fn yes(truth: Truth) -> Raw {
    let (at_least, at_most) = match truth {
        Truth::False => (0.0, 0.0),
        Truth::Unknown => (0.0, 1.0),
        Truth::True => (1.0, 1.0),
    };
    Interval { at_least, at_most }
}

/// A shortfall with its lesser end first: less of it is the more favourable reading, and the lesser priority.
const fn turned(shortfall: Interval<f64>) -> Raw {
    Interval {
        at_least: shortfall.at_most,
        at_most: shortfall.at_least,
    }
}

/// The greatest figure where something would be better: of what surely would, and of what may.
fn greatest(gain: &Gain, of: impl Fn(Pair) -> Raw) -> Raw {
    let most = |pairs: &[Pair], end: fn(Raw) -> f64| pairs.iter().map(|pair| end(of(*pair))).fold(0.0, f64::max);
    Interval {
        at_least: most(&gain.surely_better, |raw| raw.at_least),
        at_most: most(&gain.perhaps_better, |raw| raw.at_most),
    }
}

fn deprivation(grounds: Grounds<'_>) -> Vec<Raw> {
    let communities = grounds.basis.package().communities.len();
    let mut sums = vec![(0.0, 0.0, 0.0); communities];
    for gap in &grounds.today.gaps {
        let weight = grounds.criteria.definition.standards[gap.standard].weight;
        let shortfall = turned(gap.shortfall(grounds.scope));
        let (least, most, weights) = &mut sums[gap.community];
        *least += weight * shortfall.at_least;
        *most += weight * shortfall.at_most;
        *weights += weight;
    }
    let means = sums.into_iter().map(|(least, most, weights)| {
        let mean = |sum: f64| if weights > 0.0 { sum / weights } else { 0.0 };
        Interval {
            at_least: mean(least),
            at_most: mean(most),
        }
    });
    means.collect()
}
