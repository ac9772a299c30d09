//! The figures of one group, over people or over places.

use crate::equity::measures::atkinson::{Aversion, atkinson};
use crate::equity::measures::concentration::{Ranked, concentration_index, erreygers_index};
use crate::equity::measures::fgt::{Fgt, fgt_below, fgt_beyond, fgt_of_shares};
use crate::equity::measures::gini::gini;
use crate::equity::measures::lorenz::CurvePoint;
use crate::equity::measures::palma::palma;
use crate::equity::measures::quantile::{Quantile, impedance_quantile};
use crate::equity::measures::theil::theil_t;
use crate::equity::measures::{Impeded, NoFigure, Weighted, all_reached, mean};
use crate::equity::value::{Value, ValueInterval};
use crate::model::{Interval, Outcome};

/// Of how many in a hundred quantiles are told.
pub const PERCENTS: [u8; 5] = [10, 25, 50, 75, 90];

/// Why there is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// So few people could be recognised.
    Withheld,
    /// The measure has none here.
    NoFigure(NoFigure),
    /// Groups overlap, so that they are no parts of a whole.
    Overlap,
    /// Nothing says below or beyond what one falls short.
    NoThreshold,
    /// The value has no upper bound by its nature.
    NoBound,
}

impl Why {
    /// Nobody is there.
    pub const EMPTY: Self = Self::NoFigure(NoFigure::Empty);
    /// Somebody reaches nothing.
    pub const UNREACHABLE: Self = Self::NoFigure(NoFigure::Unreachable);

    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Withheld,
        Self::EMPTY,
        Self::UNREACHABLE,
        Self::NoFigure(NoFigure::Unbounded),
        Self::NoFigure(NoFigure::Undefined),
        Self::Overlap,
        Self::NoThreshold,
        Self::NoBound,
    ];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Withheld => "withheld",
            Self::NoFigure(no_figure) => no_figure.as_str(),
            Self::Overlap => "overlap",
            Self::NoThreshold => "no_threshold",
            Self::NoBound => "no_bound",
        }
    }
}

/// A figure, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// At the least favourable reading of what is unknown.
    pub value: Result<f64, Why>,
    /// At the most favourable one, where both ends bracket the truth.
    pub at_best: Option<f64>,
}

impl Figure {
    /// A figure that no other reading brackets.
    pub const fn of(value: Result<f64, Why>) -> Self {
        Self { value, at_best: None }
    }

    /// No figure.
    pub const fn without(why: Why) -> Self {
        Self::of(Err(why))
    }
}

/// A curve, or why there is none.
pub type Curve = Result<Vec<CurvePoint>, Why>;

/// The figures of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Share for whom the standard is met on the days asked about.
    pub coverage: Figure,
    /// That share by the share of all others.
    pub rate_ratio: Figure,
    /// That share less the share of all others.
    pub rate_difference: Figure,
    /// Mean of the value.
    pub mean: Figure,
    /// Quantiles of the value, in the order of [`PERCENTS`].
    pub quantiles: [Figure; PERCENTS.len()],
    /// Gini coefficient.
    pub gini: Figure,
    /// Theil's T.
    pub theil: Figure,
    /// Atkinson's index for an aversion of a half.
    pub atkinson: Figure,
    /// Palma ratio, of shares.
    pub palma: Figure,
    /// Concentration index.
    pub concentration: Figure,
    /// Erreygers' form of it.
    pub erreygers: Figure,
    /// How many fall short, by how much and how badly.
    pub fgt: [Figure; 3],
}

/// What a place brings into figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry {
    pub value: ValueInterval,
    pub outcome: Interval<Outcome>,
    pub rank: Option<f64>,
}

/// How values are measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measuring {
    pub value: Value,
    pub threshold: Option<f64>,
    pub bounds: Option<(f64, f64)>,
}

impl Measuring {
    /// All figures but those that compare with others; `None` is withheld.
    pub fn figures(self, entries: Option<&[(Entry, f64)]>) -> Figures {
        let Some(entries) = entries else {
            return Figures::without(Why::Withheld);
        };
        let at = |end: fn(&ValueInterval) -> Option<f64>| -> Vec<Impeded> {
            let values = entries.iter();
            values
                .filter_map(|(entry, weight)| Impeded::new(end(&entry.value), *weight))
                .collect()
        };
        let [least, most] = [at(|value| value.at_least), at(|value| value.at_most)];
        let held = all_reached(&least).map_err(Why::NoFigure);
        let of = |measure: &dyn Fn(&[Weighted]) -> Option<f64>| {
            let held = held.as_deref().map_err(|why| *why);
            Figure::of(held.and_then(|held| measure(held).ok_or(Why::EMPTY)))
        };
        let mean_of = |values: &[Impeded]| -> Result<f64, Why> {
            mean(&all_reached(values).map_err(Why::NoFigure)?).ok_or(Why::EMPTY)
        };
        let quantile = |percent: u8| {
            let of = |values: &[Impeded]| match impedance_quantile(values, percent) {
                Some(Quantile::Minutes(value)) => Ok(value),
                Some(Quantile::Unreachable) => Err(Why::UNREACHABLE),
                None => Err(Why::EMPTY),
            };
            Figure {
                value: of(&least),
                at_best: of(&most).ok(),
            }
        };
        let ranked = held.as_ref().map_err(|why| *why).map(|_| {
            let ranked = entries
                .iter()
                .filter_map(|(entry, weight)| Ranked::new(entry.rank?, Weighted::new(entry.value.at_least?, *weight)?));
            ranked.collect::<Vec<_>>()
        });
        let ranked = ranked.as_deref().map_err(|why| *why);
        let palma = held
            .as_deref()
            .map_err(|why| *why)
            .and_then(|held| palma(held).map_err(Why::NoFigure));
        Figures {
            mean: Figure {
                value: mean_of(&least),
                at_best: mean_of(&most).ok(),
            },
            quantiles: PERCENTS.map(quantile),
            gini: of(&gini),
            theil: of(&theil_t),
            atkinson: of(&|held| atkinson(held, Aversion::HALF)),
            palma: Figure::of(palma.map(|palma| palma.of_shares)),
            concentration: Figure::of(ranked.and_then(|ranked| concentration_index(ranked).ok_or(Why::EMPTY))),
            erreygers: Figure::of(ranked.and_then(|ranked| {
                let (least, greatest) = self.bounds.ok_or(Why::NoBound)?;
                erreygers_index(ranked, least, greatest).map_err(Why::NoFigure)
            })),
            fgt: self.fgt(&least, &most),
            ..Figures::without(Why::EMPTY)
        }
    }

    fn fgt(self, least: &[Impeded], most: &[Impeded]) -> [Figure; 3] {
        let Some(threshold) = self.threshold else {
            return [Figure::without(Why::NoThreshold); 3];
        };
        let of = |values: &[Impeded]| -> Result<Fgt, Why> {
            let held = || all_reached(values).map_err(Why::NoFigure);
            let found = match self.value {
                Value::TravelMinutes => fgt_beyond(values, threshold),
                Value::Shortfall => fgt_of_shares(&held()?),
                Value::DaysMet | Value::Met => fgt_below(&held()?, threshold),
            };
            found.ok_or(Why::EMPTY)
        };
        let [least, most] = [of(least), of(most)];
        let figure = |part: fn(Fgt) -> f64| Figure {
            value: least.map(part),
            at_best: most.ok().map(part),
        };
        [
            figure(|fgt| fgt.incidence),
            figure(|fgt| fgt.gap),
            figure(|fgt| fgt.severity),
        ]
    }
}

impl Figures {
    /// No figures.
    pub(super) const fn without(why: Why) -> Self {
        let none = Figure::without(why);
        Self {
            coverage: none,
            rate_ratio: none,
            rate_difference: none,
            mean: none,
            quantiles: [none; PERCENTS.len()],
            gini: none,
            theil: none,
            atkinson: none,
            palma: none,
            concentration: none,
            erreygers: none,
            fgt: [none; 3],
        }
    }
}
