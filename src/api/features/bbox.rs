//! The `bbox` and `bbox-crs` parameters.

use geo::{Coord, Geometry, Intersects as _, Rect};

use crate::api::ask::Ask;
use crate::api::crs::Crs;
use crate::api::parameters::BBOX;
use crate::api::problem::Problem;
use crate::model::Point;
use crate::snapshot::View;
use crate::spatial::BoundingBox;

/// A box that was asked for.
pub enum Area {
    /// In degrees; may cross the antimeridian.
    Degrees(BoundingBox),
    /// In metres of the package's projection.
    Metres(Rect<f64>),
}

impl Area {
    /// Reads `bbox` in the system that `bbox-crs` names. Heights are read and left: nothing here has one.
    pub fn read(ask: &Ask) -> Result<Option<Self>, Problem> {
        let crs = Crs::of_box(ask)?;
        let Some(text) = ask.query.text(BBOX.name) else {
            return Ok(None);
        };
        let refused = |expected: &str| Problem::bad(BBOX.name, text, expected);
        let numbers: Option<Vec<f64>> = text
            .split(',')
            .map(|one| one.trim().parse().ok().filter(|number: &f64| number.is_finite()))
            .collect();
        let Some(&[west, south, east, north] | &[west, south, _, east, north, _]) = numbers.as_deref() else {
            return Err(refused("four numbers, or six with heights, with commas between them"));
        };
        match crs {
            Crs::Wgs84 => match BoundingBox::new(west, south, east, north) {
                Ok(bounds) => Ok(Some(Self::Degrees(bounds))),
                Err(fault) => Err(refused(&format!("west,south,east,north in degrees ({fault})"))),
            },
            Crs::Projected(_) if west <= east && south <= north => {
                let corners = [Coord { x: west, y: south }, Coord { x: east, y: north }];
                Ok(Some(Self::Metres(Rect::new(corners[0], corners[1]))))
            }
            Crs::Projected(_) => Err(refused("least x, least y, greatest x, greatest y in metres")),
        }
    }

    /// Whether a point lies in the box.
    pub fn meets_point(&self, view: &View, place: Point) -> bool {
        self.meets(view, Some(&Geometry::Point(geo::Point::new(place.lon(), place.lat()))))
    }

    /// Whether a stored geometry has a point in common with the box; one that has no place belongs to all.
    pub fn meets(&self, view: &View, geometry: Option<&Geometry<f64>>) -> bool {
        let Some(geometry) = geometry else {
            return true;
        };
        match self {
            Self::Degrees(bounds) => match place(geometry) {
                Some(place) => bounds.contains(place),
                None => rectangles(*bounds).any(|rectangle| rectangle.intersects(geometry)),
            },
            Self::Metres(bounds) => view
                .project_geometry(geometry)
                .is_none_or(|geometry| bounds.intersects(&geometry)),
        }
    }
}

/// A geometry's place where it is a single one: for those the box knows the poles and the antimeridian.
fn place(geometry: &Geometry<f64>) -> Option<Point> {
    match geometry {
        Geometry::Point(point) => Point::new(point.x(), point.y()).ok(),
        _ => None,
    }
}

/// A box as rectangles that do not cross the antimeridian.
fn rectangles(bounds: BoundingBox) -> impl Iterator<Item = Rect<f64>> {
    let between = move |west: f64, east: f64| {
        Rect::new(
            Coord {
                x: west,
                y: bounds.south(),
            },
            Coord {
                x: east,
                y: bounds.north(),
            },
        )
    };
    let (west, east) = (bounds.west(), bounds.east());
    let pair = if west <= east {
        [Some((west, east)), None]
    } else {
        [Some((west, 180.0)), Some((-180.0, east))]
    };
    pair.into_iter().flatten().map(move |(west, east)| between(west, east))
}
