//! Coordinates on their way out.

use crate::model::Point;

/// Turns points into the coordinates that were asked for.
#[derive(Clone, Copy)]
pub struct Positions<'a> {
    project: &'a dyn Fn(Point) -> [f64; 2],
}

impl<'a> Positions<'a> {
    /// Longitude and latitude in degrees (CRS84).
    pub const DEGREES: Positions<'static> = Positions {
        project: &|point| [point.lon(), point.lat()],
    };

    /// By a projection.
    pub fn by(project: &'a dyn Fn(Point) -> [f64; 2]) -> Self {
        Self { project }
    }

    /// A point's coordinates.
    pub fn of(self, point: Point) -> [f64; 2] {
        (self.project)(point)
    }
}
