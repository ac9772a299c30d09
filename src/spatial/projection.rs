//! The map's projection: places on WGS84 to metres on a plane and back.

use std::fmt;

use geojson::{GeometryValue, Position};
use proj4rs::Proj;
use proj4rs::transform::transform;

use crate::model::{Point, PointFault};

/// A place on the map in metres, x to the east and y to the north.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projected {
    /// Metres east of the projection's origin.
    pub x: f64,
    /// Metres north of the projection's origin.
    pub y: f64,
}

/// Why something cannot be projected.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ProjectionFault {
    /// The PROJ string is none.
    #[error("expected a PROJ string, for example \"+proj=lcc +lat_0=0 … +units=m\": {0}")]
    NoProjection(String),
    /// The PROJ string speaks of degrees.
    #[error("expected a projection to a plane in metres; found one that stays in degrees")]
    NotAPlane,
    /// The projection has no place for this one, such as the far pole of a cone.
    #[error("the projection has no place for longitude {lon}, latitude {lat}")]
    NoPlace {
        /// Degrees.
        lon: f64,
        /// Degrees.
        lat: f64,
    },
    /// No place on the earth is shown there.
    #[error("no place on the earth is shown at x {x}, y {y}")]
    NowhereOnEarth {
        /// Metres.
        x: f64,
        /// Metres.
        y: f64,
    },
    /// A position of a geometry has fewer than two numbers.
    #[error("expected a position of longitude and latitude; found {0} numbers")]
    ShortPosition(usize),
    /// A position of a geometry is not on the earth.
    #[error(transparent)]
    NotOnEarth(#[from] PointFault),
}

/// A projection, ready to use. NAD83 counts as WGS84, as the PROJ strings of both say: they differ
/// by about a metre and a half in the North, less than a basemap shows.
#[derive(Clone)]
pub struct Projector {
    degrees: Proj,
    plane: Proj,
}

impl Projector {
    /// From a PROJ string whose units are metres.
    pub fn new(proj: &str) -> Result<Self, ProjectionFault> {
        let read =
            |text| Proj::from_proj_string(text).map_err(|fault| ProjectionFault::NoProjection(fault.to_string()));
        let plane = read(proj)?;
        if plane.is_latlong() || plane.is_geocent() {
            return Err(ProjectionFault::NotAPlane);
        }
        Ok(Self {
            degrees: read("+proj=longlat +datum=WGS84 +no_defs")?,
            plane,
        })
    }

    /// Where the map shows a place.
    pub fn project(&self, place: Point) -> Result<Projected, ProjectionFault> {
        let (lon, lat) = (place.lon(), place.lat());
        let mut xyz = (lon.to_radians(), lat.to_radians(), 0.0);
        transform(&self.degrees, &self.plane, &mut xyz)
            .ok()
            .filter(|()| xyz.0.is_finite() && xyz.1.is_finite())
            .map(|()| Projected { x: xyz.0, y: xyz.1 })
            .ok_or(ProjectionFault::NoPlace { lon, lat })
    }

    /// Which place the map shows there.
    pub fn unproject(&self, at: Projected) -> Result<Point, ProjectionFault> {
        let nowhere = ProjectionFault::NowhereOnEarth { x: at.x, y: at.y };
        let mut xyz = (at.x, at.y, 0.0);
        transform(&self.plane, &self.degrees, &mut xyz).map_err(|_| nowhere.clone())?;
        Point::new(xyz.0.to_degrees(), xyz.1.to_degrees()).map_err(|_| nowhere)
    }

    /// A geometry in WGS84 degrees as the same one in metres; heights are left out.
    pub fn project_geometry(&self, geometry: &GeometryValue) -> Result<GeometryValue, ProjectionFault> {
        let line = |line: &[Position]| line.iter().map(|at| self.position(at)).collect::<Result<Vec<_>, _>>();
        let lines = |lines: &[Vec<Position>]| lines.iter().map(|one| line(one)).collect::<Result<Vec<_>, _>>();
        Ok(match geometry {
            GeometryValue::Point { coordinates } => GeometryValue::Point {
                coordinates: self.position(coordinates)?,
            },
            GeometryValue::MultiPoint { coordinates } => GeometryValue::MultiPoint {
                coordinates: line(coordinates)?,
            },
            GeometryValue::LineString { coordinates } => GeometryValue::LineString {
                coordinates: line(coordinates)?,
            },
            GeometryValue::MultiLineString { coordinates } => GeometryValue::MultiLineString {
                coordinates: lines(coordinates)?,
            },
            GeometryValue::Polygon { coordinates } => GeometryValue::Polygon {
                coordinates: lines(coordinates)?,
            },
            GeometryValue::MultiPolygon { coordinates } => GeometryValue::MultiPolygon {
                coordinates: coordinates
                    .iter()
                    .map(|polygon| lines(polygon))
                    .collect::<Result<_, _>>()?,
            },
            GeometryValue::GeometryCollection { geometries } => GeometryValue::GeometryCollection {
                geometries: geometries
                    .iter()
                    .map(|one| self.project_geometry(&one.value).map(geojson::Geometry::new))
                    .collect::<Result<_, _>>()?,
            },
        })
    }

    fn position(&self, at: &Position) -> Result<Position, ProjectionFault> {
        let &[lon, lat, ..] = at.as_slice() else {
            return Err(ProjectionFault::ShortPosition(at.len()));
        };
        let Projected { x, y } = self.project(Point::new(lon, lat)?)?;
        Ok(Position::from([x, y]))
    }
}

impl fmt::Debug for Projector {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Projector")
            .field("projection", &self.plane.projname())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NWT_LAMBERT: &str =
        "+proj=lcc +lat_0=0 +lon_0=-112 +lat_1=62 +lat_2=70 +x_0=0 +y_0=0 +datum=NAD83 +units=m +no_defs";
    const WEB_MERCATOR: &str = "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m \
                                +nadgrids=@null +wktext +no_defs";

    fn place(lon: f64, lat: f64) -> Point {
        Point::new(lon, lat).expect("a place on the earth")
    }

    #[test]
    fn places_fall_where_proj_puts_them() {
        // From PROJ 9.5 through pyproj 3.7.2, always_xy: EPSG:4269 to EPSG:3580, EPSG:4326 to EPSG:3857.
        let rows = [
            (
                "Yellowknife",
                NWT_LAMBERT,
                (-114.37248, 62.45411),
                (-122_368.996, 8_398_006.847),
            ),
            (
                "Inuvik",
                NWT_LAMBERT,
                (-133.73056, 68.36167),
                (-875_340.078, 9_206_404.752),
            ),
            (
                "Ulukhaktok",
                NWT_LAMBERT,
                (-117.77194, 70.73667),
                (-212_535.790, 9_327_714.821),
            ),
            (
                "Yellowknife in Mercator",
                WEB_MERCATOR,
                (-114.37248, 62.45411),
                (-12_731_886.234, 8_967_631.546),
            ),
        ];
        for (name, proj, (lon, lat), (x, y)) in rows {
            let found = Projector::new(proj)
                .and_then(|map| map.project(place(lon, lat)))
                .expect(name);
            assert!(
                (found.x - x).abs() < 0.001 && (found.y - y).abs() < 0.001,
                "{name}: found {found:?}"
            );
        }
    }

    #[test]
    fn one_projector_serves_many_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&Projector::new(NWT_LAMBERT).expect("a projection"));
    }

    #[test]
    fn strings_that_are_no_plane_in_metres_are_refused() {
        assert!(matches!(
            Projector::new("EPSG 3580"),
            Err(ProjectionFault::NoProjection(_))
        ));
        assert!(matches!(
            Projector::new("+proj=nonsense"),
            Err(ProjectionFault::NoProjection(_))
        ));
        assert!(matches!(
            Projector::new("+proj=longlat +datum=WGS84"),
            Err(ProjectionFault::NotAPlane)
        ));
    }

    #[test]
    fn what_the_cone_cannot_show_is_said_so() {
        let map = Projector::new(NWT_LAMBERT).expect("a projection");
        let fault = map
            .project(place(0.0, -90.0))
            .expect_err("the far pole is infinitely far");
        assert_eq!(fault, ProjectionFault::NoPlace { lon: 0.0, lat: -90.0 });
        assert!(map.unproject(Projected { x: f64::NAN, y: 0.0 }).is_err());
    }

    #[test]
    fn geometries_are_projected_position_by_position() {
        let map = Projector::new(NWT_LAMBERT).expect("a projection");
        let ring = vec![[-114.0, 62.0], [-113.0, 62.0], [-113.0, 63.0], [-114.0, 62.0]];
        let found = map
            .project_geometry(&GeometryValue::new_polygon([ring.clone()]))
            .expect("in range");
        let expected = ring
            .iter()
            .map(|&[lon, lat]| map.project(place(lon, lat)).expect("in range"));
        let expected = GeometryValue::new_polygon([expected.map(|at| [at.x, at.y]).collect::<Vec<_>>()]);
        assert_eq!(found, expected);
        let off_the_earth = GeometryValue::new_point([200.0, 0.0]);
        assert_eq!(map.project_geometry(&off_the_earth), Err(PointFault::Longitude.into()));
    }

    proptest! {
        #[test]
        fn places_of_the_north_come_back(lon in -142.0..-100.0_f64, lat in 52.0..80.0_f64) {
            let map = Projector::new(NWT_LAMBERT).expect("a projection");
            let back = map.unproject(map.project(place(lon, lat)).expect("in range")).expect("in range");
            prop_assert!((back.lon() - lon).abs() < 1e-9 && (back.lat() - lat).abs() < 1e-9, "{back:?}");
        }
    }
}
