//! Decay: how much a journey of a cost counts.

use std::f64::consts::PI;
use std::fmt;

/// The largest weight, and the smallest that is not none: far beyond any journey that somebody makes, and near
/// enough that no product of weights and amounts overflows or vanishes.
const WEIGHTS: std::ops::RangeInclusive<f64> = 1e-60..=1e60;

/// The weight of supply by the cost of reaching it.
///
/// Contract: for a cost that is finite and not negative, [`Self::weight`] is finite, not negative, and never
/// rises with the cost; a weight below 1e-60 is 0. Costs and the numbers of a decay are in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Decay {
    shape: Shape,
    limit: f64,
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    /// Upper edges of zones, each with its weight.
    Step(Vec<(f64, f64)>),
    Exponential {
        rate: f64,
    },
    Power {
        exponent: f64,
        least: f64,
    },
    Logistic {
        median: f64,
        deviation: f64,
    },
    Gaussian {
        sigma: f64,
    },
}

/// Why some numbers or words make no decay.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DecayFault {
    /// A number is out of its range.
    #[error("{what}: found {found}, expected {expected}")]
    Number {
        /// Which number.
        what: &'static str,
        /// What was found.
        found: f64,
        /// What would do.
        expected: &'static str,
    },
    /// Zones do not go outwards, or a farther one weighs more.
    #[error("step: zone up to {edge} with weight {weight} follows {before}, expected farther and no heavier")]
    Zones {
        /// Upper edge of the wrong one.
        edge: f64,
        /// Its weight.
        weight: f64,
        /// The zone before it.
        before: String,
    },
    /// A decay without zones reaches nothing.
    #[error("step: found no zone, expected at least one as UP_TO=WEIGHT")]
    NoZone,
    /// The words name no decay.
    #[error(
        "found {0:?}, expected step:UP_TO=WEIGHT,…, exponential:RATE, power:EXPONENT,LEAST_COST, logistic:MEDIAN,DEVIATION \
         or gaussian:SIGMA"
    )]
    Words(String),
}

fn positive(what: &'static str, found: f64) -> Result<f64, DecayFault> {
    let expected = "a number above 0";
    if found.is_finite() && found > 0.0 {
        Ok(found)
    } else {
        Err(DecayFault::Number { what, found, expected })
    }
}

impl Decay {
    const fn of(shape: Shape) -> Self {
        Self {
            shape,
            limit: f64::INFINITY,
        }
    }

    /// The same weight in each of some zones, given as upper edge and weight, the nearest first: `w(c) = wᵣ` for
    /// the first zone with `c <= edgeᵣ`, 0 beyond the last. An edge is within.
    ///
    /// **Source**: the zones of W. Luo and Y. Qi, "An enhanced two-step floating catchment area (E2SFCA) method for
    /// measuring spatial accessibility to primary care physicians", Health & Place 15 (2009), 1100-1107.
    pub fn step(zones: impl IntoIterator<Item = (f64, f64)>) -> Result<Self, DecayFault> {
        let zones: Vec<(f64, f64)> = zones.into_iter().collect();
        for &(edge, weight) in &zones {
            positive("step: upper edge of a zone", edge)?;
            if !(0.0..=*WEIGHTS.end()).contains(&weight) {
                return Err(DecayFault::Number {
                    what: "step: weight",
                    found: weight,
                    expected: "a number from 0 to 1e60",
                });
            }
        }
        for pair in zones.windows(2) {
            let ((near, heavy), (edge, weight)) = (pair[0], pair[1]);
            if edge <= near || weight > heavy {
                return Err(DecayFault::Zones {
                    edge,
                    weight,
                    before: format!("{near}={heavy}"),
                });
            }
        }
        if zones.is_empty() {
            return Err(DecayFault::NoZone);
        }
        Ok(Self::of(Shape::Step(zones)))
    }

    /// Three zones of equal width up to a catchment's limit with weights 1, 0.68 and 0.22: those of Luo and Qi
    /// (2009), who gave them for 10, 20 and 30 minutes.
    pub fn thirds(limit: f64) -> Result<Self, DecayFault> {
        Self::step([(limit / 3.0, 1.0), (limit * 2.0 / 3.0, 0.68), (limit, 0.22)])
    }

    /// `w(c) = exp(-rate c)`; the rate is per unit of cost.
    ///
    /// **Source**: A. G. Wilson, "A family of spatial interaction models", Environment and Planning 3 (1971), 1-32.
    pub fn exponential(rate: f64) -> Result<Self, DecayFault> {
        let rate = positive("exponential: rate", rate)?;
        Ok(Self::of(Shape::Exponential { rate }))
    }

    /// `w(c) = max(c, least)^-exponent`; with exponent 1, the inverse of the cost. Costs below `least` count as
    /// `least`, since nothing may weigh without bound.
    ///
    /// **Source**: W. G. Hansen, "How accessibility shapes land use", Journal of the American Institute of Planners 25
    /// (1959), 73-76.
    pub fn power(exponent: f64, least: f64) -> Result<Self, DecayFault> {
        let exponent = positive("power: exponent", exponent)?;
        let least = positive("power: least cost", least)?;
        if !WEIGHTS.contains(&least.powf(-exponent)) {
            return Err(DecayFault::Number {
                what: "power: least cost",
                found: least,
                expected: "one at which the weight is from 1e-60 to 1e60",
            });
        }
        Ok(Self::of(Shape::Power { exponent, least }))
    }

    /// `w(c) = (1 + exp(-k m)) / (1 + exp(k (c - m)))` with `k = π / (√3 s)`: about one half at the median `m`, the
    /// steeper the smaller the standard deviation `s`, and 1 at no cost.
    ///
    /// **Source**: J. Bauer and D. A. Groneberg, "Measuring spatial accessibility of health care providers", PLOS ONE 11
    /// (2016), e0159148.
    pub fn logistic(median: f64, deviation: f64) -> Result<Self, DecayFault> {
        let median = positive("logistic: median", median)?;
        let deviation = positive("logistic: standard deviation", deviation)?;
        Ok(Self::of(Shape::Logistic { median, deviation }))
    }

    /// `w(c) = exp(-c² / (2 σ²))`: 1 at no cost, 0.61 at `σ`, 0.14 at twice that.
    ///
    /// **Source**: D. Dai, "Black residential segregation, disparities in spatial access to health care facilities, and
    /// late-stage breast cancer diagnosis in metropolitan Detroit", Health & Place 16 (2010), 1038-1052, without its
    /// shift to 0 at the edge.
    pub fn gaussian(sigma: f64) -> Result<Self, DecayFault> {
        let sigma = positive("gaussian: sigma", sigma)?;
        Ok(Self::of(Shape::Gaussian { sigma }))
    }

    /// The same up to a limit, which is within, and 0 beyond.
    #[must_use]
    pub fn within(self, limit: f64) -> Self {
        Self {
            limit: self.limit.min(limit),
            ..self
        }
    }

    /// The weight of a cost.
    pub fn weight(&self, cost: f64) -> f64 {
        // Not `cost > limit`: what is no number is no journey either.
        if !(cost >= 0.0 && cost <= self.limit) {
            return 0.0;
        }
        let weight = match &self.shape {
            Shape::Step(zones) => {
                let zone = zones.iter().find(|(edge, _)| cost <= *edge);
                zone.map_or(0.0, |&(_, weight)| weight)
            }
            Shape::Exponential { rate } => (-rate * cost).exp(),
            Shape::Power { exponent, least } => cost.max(*least).powf(-exponent),
            Shape::Logistic { median, deviation } => {
                let steepness = PI / (3_f64.sqrt() * deviation);
                (1.0 + (-steepness * median).exp()) / (1.0 + (steepness * (cost - median)).exp())
            }
            Shape::Gaussian { sigma } => (-(cost / sigma).powi(2) / 2.0).exp(),
        };
        if weight < *WEIGHTS.start() { 0.0 } else { weight }
    }

    /// The costs at which the weight changes, where it does so only there.
    pub fn edges(&self) -> Option<Vec<f64>> {
        let Shape::Step(zones) = &self.shape else {
            return None;
        };
        let edges = zones.iter().map(|(edge, _)| *edge).filter(|edge| *edge < self.limit);
        Some(edges.chain(self.limit.is_finite().then_some(self.limit)).collect())
    }

    /// Reads a decay from words: `step:10=1,20=0.68,30=0.22`, `exponential:0.1`, `power:1,1`, `logistic:30,10`,
    /// `gaussian:20`.
    pub fn parse(words: &str) -> Result<Self, DecayFault> {
        let unknown = || DecayFault::Words(words.to_owned());
        let (name, rest) = words.split_once(':').ok_or_else(unknown)?;
        if name == "step" {
            let zone = |text: &str| {
                let (edge, weight) = text.split_once('=')?;
                Some((number(edge)?, number(weight)?))
            };
            let zones: Option<Vec<_>> = rest.split(',').map(zone).collect();
            return Self::step(zones.ok_or_else(unknown)?);
        }
        let numbers: Option<Vec<f64>> = rest.split(',').map(number).collect();
        match (name, numbers.ok_or_else(unknown)?.as_slice()) {
            ("exponential", &[rate]) => Self::exponential(rate),
            ("power", &[exponent, least]) => Self::power(exponent, least),
            ("logistic", &[median, deviation]) => Self::logistic(median, deviation),
            ("gaussian", &[sigma]) => Self::gaussian(sigma),
            _ => Err(unknown()),
        }
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok()
}

impl fmt::Display for Decay {
    /// In the words that [`Decay::parse`] reads; a limit, which they do not have, is left out.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.shape {
            Shape::Step(zones) => {
                let zones: Vec<String> = zones.iter().map(|(edge, weight)| format!("{edge}={weight}")).collect();
                write!(out, "step:{}", zones.join(","))
            }
            Shape::Exponential { rate } => write!(out, "exponential:{rate}"),
            Shape::Power { exponent, least } => write!(out, "power:{exponent},{least}"),
            Shape::Logistic { median, deviation } => write!(out, "logistic:{median},{deviation}"),
            Shape::Gaussian { sigma } => write!(out, "gaussian:{sigma}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(words: &str, cost: f64, expected: f64, tolerance: f64) {
        let found = Decay::parse(words).expect("a decay").weight(cost);
        assert!(
            (found - expected).abs() <= tolerance,
            "{words} at {cost}: {found} is not {expected}"
        );
    }

    #[test]
    fn weights_are_those_in_the_documentation_of_pysal_access_to_1e_15() {
        let zones = "step:20=1,40=0.68,60=0.22";
        for (cost, expected) in [
            (0.0, 1.0),
            (20.0, 1.0),
            (30.0, 0.68),
            (40.0, 0.68),
            (60.0, 0.22),
            (70.0, 0.0),
        ] {
            is(zones, cost, expected, 0.0);
        }
        for (cost, expected) in [
            (0.0, 1.0),
            (20.0, 0.606_530_659_712_633_4),
            (40.0, 0.135_335_283_236_612_7),
            (60.0, 0.011_108_996_538_242_306),
        ] {
            is("gaussian:20", cost, expected, 1e-15);
        }
        // There the cost is first divided by 20, which makes every weight 400 times larger.
        for (cost, expected) in [(0.0, 400.0), (1.0, 400.0), (2.0, 100.0), (20.0, 1.0), (40.0, 0.25)] {
            is("power:2,1", cost, expected / 400.0, 1e-15);
        }
    }

    #[test]
    fn the_logistic_decay_is_that_in_the_tests_of_ipea_accessibility_to_1e_3() {
        is("logistic:20,2", 0.0, 1.0, 1e-15);
        is("logistic:20,2", 20.0, 0.5, 1e-7);
        is("logistic:30,10", 0.0, 1.0, 1e-15);
        is("logistic:30,10", 30.0, 0.502, 1e-3);
    }

    #[test]
    fn the_exponential_decay_falls_by_e_in_the_inverse_of_its_rate() {
        is("exponential:0.1", 10.0, (-1_f64).exp(), 1e-15);
    }

    #[test]
    fn whatever_the_cost_the_weight_is_a_number_and_never_rises() {
        let costs = [0.0, 1e-300, 0.5, 1.0, 10.0, 10.000_1, 20.0, 1e3, 1e9, 1e300, f64::MAX];
        for words in [
            "step:10=1,20=0.5",
            "exponential:5",
            "power:9,0.001",
            "logistic:1,0.0001",
            "gaussian:1e-3",
        ] {
            let decay = Decay::parse(words).expect("a decay");
            let weights = costs.map(|cost| decay.weight(cost));
            assert!(
                weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0),
                "{words}: {weights:?}"
            );
            assert!(weights.is_sorted_by(|near, far| near >= far), "{words}: {weights:?}");
            assert!(
                decay.weight(f64::NAN) <= 0.0 && decay.weight(f64::INFINITY) <= 0.0,
                "{words}"
            );
        }
    }

    #[test]
    fn a_limit_is_within() {
        let decay = Decay::power(1.0, 1.0).expect("a decay").within(61.0);
        assert!(decay.weight(61.0) > 0.0 && decay.weight(61.1) <= 0.0);
    }

    #[test]
    fn what_is_no_decay_is_refused_with_what_would_be_one() {
        for (words, told) in [
            ("near", "expected step:UP_TO=WEIGHT"),
            ("exponential:", "expected step:UP_TO=WEIGHT"),
            ("power:1", "power:EXPONENT,LEAST_COST"),
            ("power:1,0", "power: least cost: found 0, expected a number above 0"),
            ("power:100,0.001", "from 1e-60 to 1e60"),
            ("exponential:nan", "exponential: rate: found NaN"),
            ("gaussian:-1", "gaussian: sigma: found -1"),
            (
                "step:10=1,10=0.5",
                "zone up to 10 with weight 0.5 follows 10=1, expected farther",
            ),
            ("step:10=0.5,20=1", "expected farther and no heavier"),
            ("step:10=-1", "step: weight: found -1"),
        ] {
            let fault = Decay::parse(words).expect_err(words).to_string();
            assert!(fault.contains(told), "{words}: {fault}");
        }
        assert_eq!(Decay::step([]), Err(DecayFault::NoZone));
    }

    #[test]
    fn a_decay_is_written_as_it_is_read() {
        for words in [
            "step:10=1,20=0.68",
            "exponential:0.1",
            "power:1,0.5",
            "logistic:30,10",
            "gaussian:20",
        ] {
            assert_eq!(Decay::parse(words).expect("a decay").to_string(), words);
        }
    }
}
