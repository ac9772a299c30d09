//! `GeoJSON` geometries (RFC 7946).

use geo::{Coord, Geometry, LineString, Polygon};
use serde::Serialize;

use super::Number;

type Position = [Number; 2];
type Ring = Vec<Position>;

/// A geometry in the reference system of the answer, first coordinate east.
#[derive(Serialize)]
#[serde(tag = "type", content = "coordinates")]
pub enum Shape {
    /// One place.
    Point(Position),
    /// Several places.
    MultiPoint(Vec<Position>),
    /// A line.
    LineString(Ring),
    /// An area with its holes.
    Polygon(Vec<Ring>),
    /// Several areas.
    MultiPolygon(Vec<Vec<Ring>>),
}

impl Shape {
    /// `None` for kinds of geometry that no collection holds.
    pub fn new(geometry: &Geometry<f64>, rounding: Rounding) -> Option<Self> {
        Some(match geometry {
            Geometry::Point(point) => Self::Point(rounding.position(point.0)),
            Geometry::MultiPoint(points) => {
                Self::MultiPoint(points.iter().map(|point| rounding.position(point.0)).collect())
            }
            Geometry::LineString(line) => Self::LineString(rounding.ring(line)),
            Geometry::Polygon(polygon) => Self::Polygon(rounding.rings(polygon)),
            Geometry::MultiPolygon(many) => {
                Self::MultiPolygon(many.iter().map(|polygon| rounding.rings(polygon)).collect())
            }
            _ => return None,
        })
    }
}

/// How finely coordinates are written.
#[derive(Clone, Copy, Debug)]
pub enum Rounding {
    /// As they are stored.
    Stored,
    /// To the centimetre: finer than any of the facts, and the same on every machine.
    Centimetre,
}

impl Rounding {
    fn position(self, at: Coord<f64>) -> Position {
        [at.x, at.y].map(|value| match self {
            Self::Stored => Number(value),
            Self::Centimetre => Number((value * 100.0).round() / 100.0),
        })
    }

    fn ring(self, line: &LineString<f64>) -> Ring {
        line.coords().map(|at| self.position(*at)).collect()
    }

    fn rings(self, polygon: &Polygon<f64>) -> Vec<Ring> {
        [polygon.exterior()]
            .into_iter()
            .chain(polygon.interiors())
            .map(|ring| self.ring(ring))
            .collect()
    }
}
