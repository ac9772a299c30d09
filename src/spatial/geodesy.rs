//! Geodesic distance: the one place that measures.

use std::cmp::Ordering;
use std::fmt;

use geo::{Distance, Geodesic};

use crate::model::{Km, Point};

/// A length over the ellipsoid in metres, finite and not negative, and so with a total order.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Metres(f64);

impl Metres {
    /// As a number of metres.
    pub const fn number(self) -> f64 {
        self.0
    }

    /// As kilometres.
    #[expect(
        clippy::missing_panics_doc,
        reason = "it cannot: no metres are made that are not finite"
    )]
    pub fn km(self) -> Km {
        Km::new(self.0 / 1000.0).expect("metres are finite and not negative")
    }
}

impl Eq for Metres {}

impl Ord for Metres {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Metres {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<Km> for Metres {
    fn from(length: Km) -> Self {
        Self(length.number() * 1000.0)
    }
}

impl fmt::Display for Metres {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

/// Length of the shortest line over WGS84 between two places, by Karney (2013): good to about 15
/// nanometres, also between places that are nearly opposite each other, where simpler series fail.
pub fn distance(from: Point, to: Point) -> Metres {
    // `abs` because a sum of rounding errors may leave -0.0, which `total_cmp` puts before 0.0.
    Metres(Geodesic.distance(geo_point(from), geo_point(to)).abs())
}

fn geo_point(point: Point) -> geo::Point {
    geo::Point::new(point.lon(), point.lat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metres(from: (f64, f64), to: (f64, f64)) -> f64 {
        let point = |(lon, lat)| Point::new(lon, lat).expect("a place on the earth");
        distance(point(from), point(to)).number()
    }

    #[test]
    fn distances_are_those_that_geographiclib_publishes() {
        let rows = [
            // GeographicLib's own examples: New York to London, Wellington to Salamanca (nearly opposite).
            ("JFK-LHR", (-73.8, 40.6), (-0.5, 51.6), 5_551_759.400),
            ("WLG-SLM", (174.81, -41.32), (-5.5, 40.96), 19_959_679.267),
            // PROJ's geod on WGS84.
            (
                "Yellowknife-Inuvik",
                (-114.37248, 62.45411),
                (-133.73056, 68.36167),
                1_106_924.993,
            ),
            (
                "nearly opposite on the equator",
                (0.0, 0.0),
                (179.5, 0.5),
                19_936_288.579,
            ),
            (
                "half the equator runs over a pole",
                (0.0, 0.0),
                (180.0, 0.0),
                20_003_931.459,
            ),
            ("pole to pole", (0.0, 90.0), (0.0, -90.0), 20_003_931.459),
            ("the antimeridian is one meridian", (-180.0, 10.0), (180.0, 10.0), 0.0),
            ("the pole is one place", (12.0, 90.0), (-100.0, 90.0), 0.0),
        ];
        for (name, from, to, expected) in rows {
            let found = metres(from, to);
            assert!(
                (found - expected).abs() < 0.001,
                "{name}: found {found}, expected {expected}"
            );
        }
    }

    #[test]
    fn two_hundred_geodesics_of_karneys_test_set_are_right_to_a_micrometre() {
        let lines = include_str!("../../tests/reference/geodesics.txt").lines();
        let lines: Vec<&str> = lines.filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines.len(), 200);
        let mut nearly_antipodal = 0;
        for line in lines {
            let numbers: Vec<f64> = line.split(' ').map(|one| one.parse().expect("a number")).collect();
            let &[lat, to_lat, to_lon, expected] = numbers.as_slice() else {
                panic!("found {line}, expected four numbers");
            };
            let (from, to) = ((0.0, lat), (to_lon, to_lat));
            for found in [metres(from, to), metres(to, from)] {
                assert!((found - expected).abs() <= 1e-6, "{line}: found {found}");
            }
            nearly_antipodal += u32::from(expected > 19_840_000.0);
        }
        // Where Vincenty's series do not converge.
        assert!(nearly_antipodal >= 100, "{nearly_antipodal}");
    }

    #[test]
    fn metres_and_kilometres_agree() {
        let km = Km::new(12.5).expect("a length");
        assert_eq!(Metres::from(km).number().to_bits(), 12_500_f64.to_bits());
        assert_eq!(Metres::from(km).km(), km);
    }
}
