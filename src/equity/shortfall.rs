//! How far short: relative deficits from 0 (nothing lacks) to 1 (nothing is there).

use crate::model::{Interval, Level, Minutes, Truth};

/// A deficit at both readings of what is unknown: `at_least` is the least favourable one (the
/// greater deficit), `at_most` the most favourable.
pub type Deficit = Interval<f64>;

/// No deficit.
pub const NONE: Deficit = Interval {
    at_least: 0.0,
    at_most: 0.0,
};

/// A requirement that is met or not: 0 or 1.
pub const fn of_truth(truth: Truth) -> Deficit {
    let (at_least, at_most) = match truth {
        Truth::True => (0.0, 0.0),
        Truth::Unknown => (1.0, 0.0),
        Truth::False => (1.0, 1.0),
    };
    Interval { at_least, at_most }
}

/// Travel: `1 - limit / actual`, 0 within the limit (inclusive), 1 where unreachable.
pub fn of_travel(actual: Interval<Option<Minutes>>, limit: Minutes) -> Deficit {
    let deficit = |actual: Option<Minutes>| match actual {
        None => 1.0,
        Some(actual) if actual <= limit => 0.0,
        Some(actual) => 1.0 - limit.number() / actual.number(),
    };
    Interval {
        at_least: deficit(actual.at_least),
        at_most: deficit(actual.at_most),
    }
}

/// An amount of which too little is there: `1 - actual / required`, 0 at the required amount
/// (inclusive). Nothing lacks where nothing is required; an unknown amount is anything from nothing
/// to enough.
pub fn of_amount(actual: Option<f64>, required: f64) -> Deficit {
    match actual {
        _ if required <= 0.0 => NONE,
        None => Interval {
            at_least: 1.0,
            at_most: 0.0,
        },
        Some(actual) => Interval::exact((1.0 - actual / required).clamp(0.0, 1.0)),
    }
}

/// An amount of which too much is there: `1 - limit / actual`, 0 up to the limit (inclusive), 1 where the amount
/// has no bound (`None`).
pub fn of_excess(actual: Interval<Option<f64>>, limit: f64) -> Deficit {
    let deficit = |actual: Option<f64>| match actual {
        None => 1.0,
        Some(actual) if actual <= limit => 0.0,
        Some(actual) => 1.0 - limit / actual,
    };
    Interval {
        at_least: deficit(actual.at_least),
        at_most: deficit(actual.at_most),
    }
}

/// The largest of several requirements' deficits.
pub fn largest(one: Deficit, other: Deficit) -> Deficit {
    Interval {
        at_least: one.at_least.max(other.at_least),
        at_most: one.at_most.max(other.at_most),
    }
}

/// What is left when either of two may be the case.
pub fn either(one: Deficit, other: Deficit) -> Deficit {
    Interval {
        at_least: one.at_least.max(other.at_least),
        at_most: one.at_most.min(other.at_most),
    }
}

/// The deficit of a way that asks for `providers` services, from the deficits of the services: the
/// least, over taking 0, 1, … services, of the larger of the last one's deficit and the share of
/// providers that are still missing. Another service can only lower it.
pub fn of_providers(mut services: Vec<f64>, providers: u16) -> f64 {
    services.sort_by(f64::total_cmp);
    let required = f64::from(providers);
    services
        .iter()
        .take(usize::from(providers))
        .enumerate()
        .map(|(taken, deficit)| deficit.max(1.0 - (taken as f64 + 1.0) / required))
        .fold(1.0, f64::min)
}

/// A way that meets a standard only in part counts at least one half.
pub fn at_level(deficit: f64, level: Level) -> f64 {
    match level {
        Level::Met => deficit,
        Level::PartlyMet => deficit.max(0.5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journey_of_exactly_the_limit_lacks_nothing() {
        let exactly = Interval::exact(Some(Minutes::new(60)));
        assert_eq!(of_travel(exactly, Minutes::new(60)), NONE);
        assert_eq!(
            of_travel(Interval::exact(Some(Minutes::new(120))), Minutes::new(60)),
            Interval::exact(0.5)
        );
        assert_eq!(of_travel(Interval::exact(None), Minutes::new(60)), Interval::exact(1.0));
    }

    #[test]
    fn a_second_provider_missing_is_half() {
        let is = |services: &[f64], providers, expected: f64| {
            let found = of_providers(services.to_vec(), providers);
            assert!(
                (found - expected).abs() < 1e-12,
                "{services:?} for {providers}: {found}"
            );
        };
        is(&[0.0], 2, 0.5);
        is(&[0.0, 0.25], 2, 0.25);
        is(&[0.25, 0.0, 0.0], 2, 0.0);
        is(&[], 1, 1.0);
        is(&[0.75], 1, 0.75);
    }

    #[test]
    fn visits_fall_short_by_their_share() {
        assert_eq!(of_amount(Some(1.0), 2.0), Interval::exact(0.5));
        assert_eq!(of_amount(Some(2.0), 2.0), NONE);
        assert_eq!(
            of_amount(None, 2.0),
            Interval {
                at_least: 1.0,
                at_most: 0.0
            }
        );
    }
}
