//! Quantities that carry their unit, and points that are on the earth.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// A span of travel time. Kept in whole seconds, so that sums are exact and a journey of exactly
/// the threshold is within it; spoken of in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes {
    seconds: u32,
}

impl Minutes {
    /// No time at all.
    pub const ZERO: Self = Self { seconds: 0 };

    /// Whole minutes; more than a hundred years saturates.
    pub const fn new(minutes: u32) -> Self {
        Self {
            seconds: minutes.saturating_mul(60),
        }
    }

    /// From a number of minutes, rounded to the second; `None` unless finite, not negative and under a century.
    pub fn from_number(minutes: f64) -> Option<Self> {
        let seconds = (minutes * 60.0).round();
        (seconds.is_finite() && (0.0..=f64::from(u32::MAX)).contains(&seconds)).then_some(Self {
            seconds: seconds as u32,
        })
    }

    /// From whole seconds.
    pub const fn from_seconds(seconds: u32) -> Self {
        Self { seconds }
    }

    /// Whole seconds.
    pub const fn seconds(self) -> u32 {
        self.seconds
    }

    /// As a number of minutes.
    pub fn number(self) -> f64 {
        f64::from(self.seconds) / 60.0
    }
}

impl Add for Minutes {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            seconds: self.seconds.saturating_add(other.seconds),
        }
    }
}

impl Sum for Minutes {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Minutes {
    /// Minutes, with decimals only where there are any: `90`, `0.5`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.number())
    }
}

/// A length in kilometres, finite and not negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Km(f64);

impl Km {
    /// `None` unless finite and not negative.
    pub fn new(km: f64) -> Option<Self> {
        (km.is_finite() && km >= 0.0).then_some(Self(km))
    }

    /// As a number of kilometres.
    pub const fn number(self) -> f64 {
        self.0
    }
}

impl Add for Km {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

/// A place on WGS84 in degrees: finite and in range by construction, so that no index or geodesic
/// can meet a NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    lon: f64,
    lat: f64,
}

/// Why two numbers are no [`Point`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PointFault {
    /// Not a finite number within -180..=180.
    #[error("expected a longitude from -180 to 180 degrees")]
    Longitude,
    /// Not a finite number within -90..=90.
    #[error("expected a latitude from -90 to 90 degrees")]
    Latitude,
}

impl Point {
    /// A point from longitude and latitude in degrees.
    pub fn new(lon: f64, lat: f64) -> Result<Self, PointFault> {
        if !(-180.0..=180.0).contains(&lon) {
            return Err(PointFault::Longitude);
        }
        if !(-90.0..=90.0).contains(&lat) {
            return Err(PointFault::Latitude);
        }
        Ok(Self { lon, lat })
    }

    /// Longitude in degrees, east positive.
    pub const fn lon(self) -> f64 {
        self.lon
    }

    /// Latitude in degrees, north positive.
    pub const fn lat(self) -> f64 {
        self.lat
    }
}

/// Words in both official languages of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text {
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_add_up_exactly() {
        let tenth = Minutes::from_number(0.1).expect("a tenth of a minute");
        assert_eq!((0..10).map(|_| tenth).sum::<Minutes>(), Minutes::new(1));
    }

    #[test]
    fn numbers_that_are_no_quantity_are_refused() {
        assert_eq!(Minutes::from_number(-1.0), None);
        assert_eq!(Minutes::from_number(f64::NAN), None);
        assert_eq!(Km::new(f64::INFINITY), None);
        assert_eq!(Point::new(180.1, 0.0), Err(PointFault::Longitude));
        assert_eq!(Point::new(f64::NAN, 0.0), Err(PointFault::Longitude));
        assert_eq!(Point::new(0.0, 90.5), Err(PointFault::Latitude));
        assert!(Point::new(-180.0, 90.0).is_ok());
    }
}
