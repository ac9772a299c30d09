//! How options are to be weighed, as somebody writes it: one text for each setting, the same in an address, in a question
//! and on the command line.

use super::criterion::{CRITERIA, Criterion};
use super::options::Which;
use super::ranking::Settings;
use super::studies::{Studies, Unweighable};
use super::weights::{Preset, Thinkable, Weights, scaled};
use crate::model::Package;

/// The greatest seed: what a number of JSON keeps exactly.
const SEED: u64 = 9_007_199_254_740_991;
/// How many weightings may be drawn.
const SAMPLES: std::ops::RangeInclusive<usize> = 100..=100_000;
/// Of how many options it may be asked at once what would have to be true.
const FIRST: usize = 8;

/// Names of the settings, in the order of the contract.
pub const SETTINGS: [&str; 10] = [
    "preset", "weights", "seed", "samples", "bounds", "order", "scales", "need", "options", "first",
];

/// Settings that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: found {found:?}, expected {expected}")]
pub struct WishFault {
    /// Which setting.
    pub setting: &'static str,
    /// Which criterion of it, where one is at fault.
    pub part: Option<String>,
    /// What stands there.
    pub found: String,
    /// What could.
    pub expected: String,
}

/// How options are to be weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// Weights by name; `None` where they were set by hand.
    pub preset: Option<Preset>,
    /// Weights as they were set, before they are scaled.
    by_hand: Weights,
    /// What follows for the ranking; of no option yet what would have to be true.
    pub settings: Settings,
    /// By what need is told, in its word.
    pub need: String,
    /// Which options are wanted.
    pub which: Which,
    /// Ids of options of which it is asked what would have to be true.
    pub first: Vec<String>,
}

impl Wish {
    /// Reads settings; `text` gives that of each by its name, where there is one.
    ///
    /// # Errors
    /// The first that cannot be read.
    pub fn read<'a>(text: impl Fn(&str) -> Option<&'a str>) -> Result<Self, WishFault> {
        let preset = text("preset").map(|word| {
            let known = Preset::ALL.map(Preset::as_str);
            Preset::parse(word).ok_or_else(|| fault("preset", word, format!("one of {}", known.join(", "))))
        });
        let preset = preset.transpose()?;
        let by_hand = text("weights").map(weights).transpose()?;
        let (preset, by_hand, weights) = match (preset, by_hand) {
            (Some(_), Some(_)) => {
                let found = text("weights").unwrap_or_default();
                return Err(fault("weights", found, "none beside a preset"));
            }
            (None, Some((by_hand, scaled))) => (None, by_hand, scaled),
            (preset, None) => {
                let preset = preset.unwrap_or_default();
                (Some(preset), [0.0; CRITERIA], preset.weights())
            }
        };
        let mut open = Thinkable::default().bounds;
        for one in Criterion::ALL.map(Criterion::place) {
            if weights[one] > 0.0 {
                open[one] = (0.0, 1.0);
            }
        }
        for setting in ["bounds", "order", "scales"] {
            let stands = text(setting).unwrap_or_default();
            let mut names = stands.split(',').map(|part| part.split(':').next().unwrap_or_default());
            let is_shut = |name| Criterion::parse(name).is_some_and(|one| open[one.place()].1 <= 0.0);
            if let Some(name) = names.find(|name| is_shut(name)) {
                let expected = format!("it only where weights gives {name} some, as in weights=people:2,{name}:1");
                let fault = fault(setting, name, expected);
                return Err(if setting == "order" { fault } else { fault.of(name) });
            }
        }
        let settings = Settings {
            weights,
            thinkable: Thinkable {
                bounds: text("bounds").map_or(Ok(open), |text| bounds(text, open))?,
                order: text("order").map_or(Ok(Vec::new()), order)?,
            },
            scales: text("scales").map_or(Ok([None; CRITERIA]), scales)?,
            seed: text("seed").map_or(Ok(1), seed)?,
            samples: text("samples").map_or(Ok(10_000), samples)?,
            first: Vec::new(),
        };
        let which = text("options").map(|word| {
            let known = Which::ALL.map(Which::as_str);
            Which::parse(word).ok_or_else(|| fault("options", word, format!("one of {}", known.join(", "))))
        });
        let first: Vec<String> =
            text("first").map_or_else(Vec::new, |text| text.split(',').map(str::to_owned).collect());
        let is_id = |id: &&String| {
            ["request:", "gap:", "position:"]
                .iter()
                .any(|kind| id.starts_with(kind))
        };
        if first.len() > FIRST {
            let found = format!("{} options", first.len());
            return Err(fault("first", &found, format!("at most {FIRST}")));
        }
        if let Some(other) = first.iter().find(|id| !is_id(id)) {
            return Err(fault(
                "first",
                other,
                "ids of options, gap:COMMUNITY.STANDARD, request:ID or position:COMMUNITY",
            ));
        }
        Ok(Self {
            preset,
            by_hand,
            settings,
            need: text("need").unwrap_or(super::Need::SHORTFALL).to_owned(),
            which: which.transpose()?.unwrap_or_default(),
            first,
        })
    }

    /// Whether a package has what the settings weigh.
    ///
    /// # Errors
    /// Where what studies found weighs something, and no study of the package has a value, or not all are of the same unit.
    pub fn check(&self, package: &Package) -> Result<(), WishFault> {
        let evaluation = Criterion::Evaluation;
        if self.settings.weights[evaluation.place()] <= 0.0 {
            return Ok(());
        }
        let expected = match Studies::of(package).check() {
            Ok(()) => return Ok(()),
            Err(Unweighable::NoStudy) => "no weight on it: no study of this package has a value".to_owned(),
            Err(Unweighable::Units(units)) => {
                format!("no weight on it: the studies of this package count in {units} different units")
            }
        };
        Err(fault("weights", evaluation.as_str(), expected).of(evaluation.as_str()))
    }

    /// The settings as texts, with what was left to its default: read again, they are the same.
    pub fn texts(&self) -> Vec<(&'static str, String)> {
        let named = |of: &dyn Fn(usize) -> Option<String>| {
            let named = Criterion::ALL.iter().filter_map(|one| Some((one, of(one.place())?)));
            let named: Vec<String> = named.map(|(one, text)| format!("{}:{text}", one.as_str())).collect();
            named.join(",")
        };
        let Settings { thinkable, scales, .. } = &self.settings;
        let weights = match self.preset {
            Some(preset) => ("preset", preset.as_str().to_owned()),
            None => (
                "weights",
                named(&|at| (self.by_hand[at] > 0.0).then(|| self.by_hand[at].to_string())),
            ),
        };
        let bounds = named(&|at| {
            let (least, most) = thinkable.bounds[at];
            let is_shut = !self.settings.weighs(Criterion::ALL[at]);
            (!is_shut && (least > 0.0 || most < 1.0)).then(|| format!("{least}-{most}"))
        });
        let order: Vec<&str> = thinkable.order.iter().map(|one| one.as_str()).collect();
        let scales = named(&|at| scales[at].map(|(from, to)| format!("{from}-{to}")));
        let texts = [
            weights,
            ("seed", self.settings.seed.to_string()),
            ("samples", self.settings.samples.to_string()),
            ("bounds", bounds),
            ("order", order.join(",")),
            ("scales", scales),
            ("need", self.need.clone()),
            ("options", self.which.as_str().to_owned()),
            ("first", self.first.join(",")),
        ];
        texts.into_iter().filter(|(_, text)| !text.is_empty()).collect()
    }
}

fn fault(setting: &'static str, found: &str, expected: impl Into<String>) -> WishFault {
    WishFault {
        setting,
        part: None,
        found: found.to_owned(),
        expected: expected.into(),
    }
}

impl WishFault {
    fn of(self, part: &str) -> Self {
        Self {
            part: Some(part.to_owned()),
            ..self
        }
    }

    /// By what need is told is no column of the package.
    pub fn of_need(found: &str, expected: String) -> Self {
        fault("need", found, expected)
    }
}

/// `NAME:TEXT,NAME:TEXT` with names of criteria, each once.
fn named<'a>(setting: &'static str, text: &'a str, example: &str) -> Result<Vec<(Criterion, &'a str)>, WishFault> {
    let expected = || {
        let known = Criterion::ALL.map(Criterion::as_str);
        format!("criteria among {}, each once, for example {example}", known.join(", "))
    };
    let mut found: Vec<(Criterion, &str)> = Vec::new();
    for part in text.split(',') {
        let named = part.split_once(':');
        let named = named.and_then(|(name, text)| Some((Criterion::parse(name)?, text)));
        let Some(named) = named.filter(|(one, _)| found.iter().all(|(other, _)| other != one)) else {
            let name = part.split(':').next().unwrap_or_default();
            return Err(fault(setting, part, expected()).of(name));
        };
        found.push(named);
    }
    Ok(found)
}

/// A number of digits, with a point perhaps.
fn number(text: &str) -> Option<f64> {
    let plain = text.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    text.parse().ok().filter(|number: &f64| plain && number.is_finite())
}

/// `LEAST-MOST`.
fn range(text: &str) -> Option<(f64, f64)> {
    let (least, most) = text.split_once('-')?;
    Some((number(least)?, number(most)?))
}

fn weights(text: &str) -> Result<(Weights, Weights), WishFault> {
    let example = "people:2,days:1";
    let mut weights = [0.0; CRITERIA];
    for (criterion, part) in named("weights", text, example)? {
        let weight = number(part);
        weights[criterion.place()] = weight.ok_or_else(|| {
            let fault = fault("weights", part, "a number, 0 or more");
            fault.of(criterion.as_str())
        })?;
    }
    let scaled = scaled(weights);
    let scaled = scaled.ok_or_else(|| {
        fault(
            "weights",
            text,
            "at least one above 0, and no more than can be added up",
        )
    })?;
    Ok((weights, scaled))
}

fn bounds(text: &str, open: [(f64, f64); CRITERIA]) -> Result<[(f64, f64); CRITERIA], WishFault> {
    let mut bounds = open;
    for (criterion, part) in named("bounds", text, "people:0.1-0.5")? {
        let within = range(part).filter(|(least, most)| least <= most && *most <= 1.0);
        let expected = "two numbers between 0 and 1, the lesser first, for example 0.1-0.5";
        bounds[criterion.place()] = within.ok_or_else(|| fault("bounds", part, expected).of(criterion.as_str()))?;
    }
    Ok(bounds)
}

fn order(text: &str) -> Result<Vec<Criterion>, WishFault> {
    let mut order = Vec::new();
    for name in text.split(',') {
        let criterion = Criterion::parse(name).filter(|one| !order.contains(one));
        let known = Criterion::ALL.map(Criterion::as_str);
        let expected = || format!("criteria among {}, each once, the weightiest first", known.join(", "));
        order.push(criterion.ok_or_else(|| fault("order", name, expected()))?);
    }
    Ok(order)
}

fn scales(text: &str) -> Result<[Option<(f64, f64)>; CRITERIA], WishFault> {
    let mut scales = [None; CRITERIA];
    for (criterion, part) in named("scales", text, "people:0-5000")? {
        let ends = range(part).filter(|(from, to)| from < to);
        let expected = "two numbers, 0 or more, the lesser first, for example 0-5000";
        scales[criterion.place()] = Some(ends.ok_or_else(|| fault("scales", part, expected).of(criterion.as_str()))?);
    }
    Ok(scales)
}

fn seed(text: &str) -> Result<u64, WishFault> {
    let seed = text
        .parse()
        .ok()
        .filter(|seed: &u64| *seed <= SEED && text == seed.to_string());
    seed.ok_or_else(|| fault("seed", text, format!("a whole number from 0 to {SEED}")))
}

fn samples(text: &str) -> Result<usize, WishFault> {
    let samples = text
        .parse()
        .ok()
        .filter(|samples: &usize| SAMPLES.contains(samples) && text == samples.to_string());
    let expected = || format!("a whole number from {} to {}", SAMPLES.start(), SAMPLES.end());
    samples.ok_or_else(|| fault("samples", text, expected()))
}
