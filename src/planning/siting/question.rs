//! What is asked of siting.

use std::collections::BTreeMap;

use super::objective::Objective;
use crate::disclosure::People;
use crate::equity::{Basis, Question, Scope};
use crate::model::{DeliveryMode, Fact, Impedance, Minutes, Mode, ServiceTypeId};

/// What a journey counts as that changes through the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearRound {
    /// As its longest of the days asked about: one place is relied on all the time.
    Worst,
    /// Every day by itself: each day the nearest is gone to.
    Days,
}

impl YearRound {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Worst => "worst",
            Self::Days => "days",
        }
    }

    /// Reads the word of the contract.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Worst, Self::Days].into_iter().find(|one| one.as_str() == word)
    }
}

/// By what places weigh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NeedKind {
    /// Their people.
    People,
    /// Each as one.
    Places,
    /// A column of numbers of the communities, each in thousandths.
    Column(String),
    /// An indicator of need with a value for every community, each in thousandths.
    Indicator(String),
}

impl NeedKind {
    /// The words of the contract.
    pub fn word(&self) -> String {
        match self {
            Self::People => "people".to_owned(),
            Self::Places => "places".to_owned(),
            Self::Column(name) => format!("column:{name}"),
            Self::Indicator(name) => format!("indicator:{name}"),
        }
    }

    /// Reads the words of the contract.
    pub fn parse(word: &str) -> Option<Self> {
        match word.split_once(':') {
            Some(("column", name)) => Some(Self::Column(name.to_owned())),
            Some(("indicator", name)) => Some(Self::Indicator(name.to_owned())),
            Some(_) => None,
            None => match word {
                "people" => Some(Self::People),
                "places" => Some(Self::Places),
                _ => None,
            },
        }
    }

    /// How many parts of one unit the whole numbers count.
    pub const fn parts(&self) -> u64 {
        match self {
            Self::People | Self::Places => 1,
            Self::Column(_) | Self::Indicator(_) => 1000,
        }
    }
}

/// A number for each place: what it costs, or for how much need it has room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Each {
    /// Those that are not named.
    pub each: u64,
    /// Those that are, by their place in the package.
    pub places: BTreeMap<usize, u64>,
}

impl Each {
    /// No limit.
    pub const ENDLESS: u64 = u64::MAX;

    /// Of one community.
    pub fn of(&self, community: usize) -> u64 {
        self.places.get(&community).copied().unwrap_or(self.each)
    }
}

/// A question of siting.
#[derive(Clone, Debug, PartialEq)]
pub struct SitingQuestion {
    /// The kind of help.
    pub service_type: ServiceTypeId,
    /// Where the additions are referral positions: to which kind of help. Whoever refers to it and may be turned to by one's
    /// own word then counts as there, whatever its type.
    pub refers_to: Option<ServiceTypeId>,
    /// How the additions reach people.
    pub delivery_mode: DeliveryMode,
    /// What is to be best.
    pub objective: Objective,
    /// How many additions; for [`Objective::Everyone`] at most.
    pub count: usize,
    /// Within what journey a place is covered.
    pub limit: Minutes,
    /// How many have to be within it: one, or two.
    pub covered_by: usize,
    /// Where an addition may stand, by places in the package, in the package's order, none twice.
    pub candidates: Vec<usize>,
    /// Delivery modes of the services that are there and count.
    pub existing_modes: Vec<DeliveryMode>,
    /// By what places weigh.
    pub need: NeedKind,
    /// What a journey counts as that changes through the year.
    pub year_round: YearRound,
    /// The days asked about.
    pub scope: Scope,
    /// On which date records count, and which picture of supply.
    pub question: Question,
    /// What a journey costs.
    pub impedance: Impedance,
    /// Modes that may be used.
    pub modes: Vec<Mode>,
    /// What places cost.
    pub costs: Option<Each>,
    /// What the additions may cost together.
    pub budget: Option<u64>,
    /// For how much need an addition has room, on each day; [`Each::ENDLESS`] is no limit.
    pub capacity: Option<Each>,
    /// How many tied optima are listed at most.
    pub ties: usize,
}

/// Why a question cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SitingFault {
    /// Need is asked for that not every place has.
    #[error("found a number for {} of {of} places (none for {}), expected one for each", of - .without.len(), listed(.without))]
    Need {
        /// Places without.
        without: Vec<String>,
        /// Places.
        of: usize,
    },
    /// Numbers too large for exact sums.
    #[error("need, days and minutes together are too large to be added up exactly")]
    TooLarge,
}

fn listed(ids: &[String]) -> String {
    let more = if ids.len() > 5 { ", …" } else { "" };
    format!("{}{more}", ids.iter().take(5).cloned().collect::<Vec<_>>().join(", "))
}

/// What every place weighs, ready for sums.
#[derive(Clone, Debug)]
pub struct Needs {
    /// By place in the package; what is not known is in no sum.
    pub of: Vec<Fact<u64>>,
    /// People are told of through here.
    pub people: Option<People>,
    /// Places that count as more people than they have.
    pub rounded_up: Vec<usize>,
}

impl Needs {
    /// What every place weighs. Where it is people, a place without a count is told and not counted; of any other kind every
    /// place has to have a number.
    pub fn of(basis: &Basis, kind: &NeedKind) -> Result<Self, SitingFault> {
        let package = basis.package();
        let thousandths = |text: &str| -> Option<u64> {
            let number: f64 = text.trim().parse().ok()?;
            (number.is_finite() && (0.0..=1e9).contains(&number)).then(|| (number * 1000.0).round() as u64)
        };
        let of: Vec<Option<u64>> = match kind {
            NeedKind::People => package
                .communities
                .iter()
                .map(|one| match one.population() {
                    Some(people) => Some(u64::from(people)),
                    // Its people are counted in the place that it is part of.
                    None => one.part_of.is_some().then_some(0),
                })
                .collect(),
            NeedKind::Places => vec![Some(1); package.communities.len()],
            NeedKind::Column(name) => {
                let of = package.communities.iter();
                of.map(|one| one.attributes.get(name).and_then(|text| thousandths(text)))
                    .collect()
            }
            NeedKind::Indicator(name) => {
                let newest = |community: &str| {
                    let rows = package.need.iter();
                    let own = rows
                        .filter(|row| row.indicator == *name && row.area_kind == "community" && row.area == community);
                    // A row without a number says nothing; of one year the first row counts.
                    let told = own.filter_map(|row| Some((&row.year, thousandths(row.value.as_deref()?)?)));
                    let newest = told.reduce(|newest, one| if one.0 > newest.0 { one } else { newest });
                    newest.map(|(_, value)| value)
                };
                package.communities.iter().map(|one| newest(one.id.as_str())).collect()
            }
        };
        let is_people = *kind == NeedKind::People;
        let without: Vec<String> = of
            .iter()
            .zip(&package.communities)
            .filter(|(need, _)| need.is_none() && !is_people)
            .map(|(_, one)| one.id.to_string())
            .collect();
        if !without.is_empty() {
            return Err(SitingFault::Need { without, of: of.len() });
        }
        Ok(Self {
            of: of.into_iter().map(Fact::from).collect(),
            people: is_people.then(|| People::of(package)),
            rounded_up: Vec::new(),
        })
    }

    /// The same where room is shared. How many find room could be asked with one room after the other until the few of a small
    /// place are known; so a place whose people may not be told of counts as so many as may be, and what is reckoned from
    /// that tells nothing of them.
    #[must_use]
    pub fn for_rooms(mut self, suppress_below: u32) -> Self {
        let Some(people) = self.people.take() else {
            return self;
        };
        for (place, need) in self.of.iter_mut().enumerate() {
            if let Some(known) = need.known().filter(|known| *known > 0 && people.is_bound(place)) {
                *need = Fact::Known(known.max(u64::from(suppress_below)));
                self.rounded_up.push(place);
            }
        }
        self
    }

    /// The numbers, with nothing for what is not known.
    pub fn numbers(&self) -> Vec<u64> {
        self.of.iter().map(|need| need.known().unwrap_or(0)).collect()
    }

    /// The sum over places of need times something; `None` where that may not be published.
    pub fn sum(&self, times: impl Fn(usize) -> u64) -> Option<u128> {
        let Some(people) = &self.people else {
            let needs = self.of.iter().enumerate();
            return Some(
                needs
                    .map(|(at, need)| u128::from(need.known().unwrap_or(0)) * u128::from(times(at)))
                    .sum(),
            );
        };
        let brought = |place: usize| Some(times(place)).filter(|times| *times > 0);
        let released = people.figure(brought, |brought| {
            let each = brought
                .into_iter()
                .map(|(times, people)| u128::from(times) * u128::from(people));
            each.sum()
        });
        released.get().copied()
    }
}
