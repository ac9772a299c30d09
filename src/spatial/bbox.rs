//! Boxes of longitude and latitude.

use crate::model::{Point, PointFault};

/// All places between two meridians and two parallels, edges included. Where `west` is greater than
/// `east` the box runs eastward across the antimeridian (RFC 7946, section 5.2).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundingBox {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

/// Why four numbers are no [`BoundingBox`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BoundingBoxFault {
    /// The western or southern edge is not on the earth.
    #[error("west and south: {0}")]
    SouthWest(#[source] PointFault),
    /// The eastern or northern edge is not on the earth.
    #[error("east and north: {0}")]
    NorthEast(#[source] PointFault),
    /// Upside down: there is no reading of a box whose south is north of its north.
    #[error("expected the southern edge at or south of the northern one")]
    SouthOfNorth,
}

impl BoundingBox {
    /// Everywhere.
    pub const WORLD: Self = Self {
        west: -180.0,
        south: -90.0,
        east: 180.0,
        north: 90.0,
    };

    /// A box from its edges in degrees.
    pub fn new(west: f64, south: f64, east: f64, north: f64) -> Result<Self, BoundingBoxFault> {
        Point::new(west, south).map_err(BoundingBoxFault::SouthWest)?;
        Point::new(east, north).map_err(BoundingBoxFault::NorthEast)?;
        if south > north {
            return Err(BoundingBoxFault::SouthOfNorth);
        }
        Ok(Self {
            west,
            south,
            east,
            north,
        })
    }

    /// Western edge in degrees.
    pub const fn west(self) -> f64 {
        self.west
    }

    /// Southern edge in degrees.
    pub const fn south(self) -> f64 {
        self.south
    }

    /// Eastern edge in degrees; less than the western one where the box crosses the antimeridian.
    pub const fn east(self) -> f64 {
        self.east
    }

    /// Northern edge in degrees.
    pub const fn north(self) -> f64 {
        self.north
    }

    /// Whether a place lies in the box or on its edge. -180 and 180 degrees are the same meridian,
    /// and a pole lies on all of them: a box that touches the pole contains it.
    pub fn contains(self, place: Point) -> bool {
        if place.lat() < self.south || self.north < place.lat() {
            return false;
        }
        let at_pole = place.lat().abs() >= 90.0;
        let on_antimeridian = place.lon().abs() >= 180.0;
        at_pole || self.spans(place.lon()) || (on_antimeridian && self.spans(-place.lon()))
    }

    fn spans(self, lon: f64) -> bool {
        if self.west <= self.east {
            self.west <= lon && lon <= self.east
        } else {
            self.west <= lon || lon <= self.east
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(lon: f64, lat: f64) -> Point {
        Point::new(lon, lat).expect("a place on the earth")
    }

    #[test]
    fn edges_belong_to_the_box_on_both_names_of_the_antimeridian() {
        let rows = [
            ("inside", [-120.0, 60.0, -110.0, 65.0], (-114.4, 62.5), true),
            ("on the corner", [-120.0, 60.0, -110.0, 65.0], (-120.0, 65.0), true),
            ("east of it", [-120.0, 60.0, -110.0, 65.0], (-109.9, 62.0), false),
            ("south of it", [-120.0, 60.0, -110.0, 65.0], (-114.0, 59.9), false),
            ("across, western side", [170.0, 60.0, -170.0, 70.0], (175.0, 65.0), true),
            (
                "across, eastern side",
                [170.0, 60.0, -170.0, 70.0],
                (-175.0, 65.0),
                true,
            ),
            (
                "across, the long way round",
                [170.0, 60.0, -170.0, 70.0],
                (0.0, 65.0),
                false,
            ),
            (
                "ends at 180, asked for -180",
                [170.0, 60.0, 180.0, 70.0],
                (-180.0, 65.0),
                true,
            ),
            (
                "begins at -180, asked for 180",
                [-180.0, 60.0, -170.0, 70.0],
                (180.0, 65.0),
                true,
            ),
            ("one meridian", [180.0, 60.0, -180.0, 70.0], (180.0, 65.0), true),
            (
                "one meridian, elsewhere",
                [180.0, 60.0, -180.0, 70.0],
                (0.0, 65.0),
                false,
            ),
            (
                "a pole has every longitude",
                [-120.0, 80.0, -110.0, 90.0],
                (30.0, 90.0),
                true,
            ),
            ("the other pole", [-120.0, 80.0, -110.0, 90.0], (-115.0, -90.0), false),
        ];
        for (name, [west, south, east, north], (lon, lat), expected) in rows {
            let bbox = BoundingBox::new(west, south, east, north).expect(name);
            assert_eq!(bbox.contains(place(lon, lat)), expected, "{name}");
        }
    }

    #[test]
    fn numbers_that_are_no_box_are_refused() {
        use BoundingBoxFault::{NorthEast, SouthOfNorth, SouthWest};
        assert_eq!(BoundingBox::new(0.0, 10.0, 1.0, 9.0), Err(SouthOfNorth));
        assert_eq!(
            BoundingBox::new(-181.0, 0.0, 1.0, 9.0),
            Err(SouthWest(PointFault::Longitude))
        );
        assert_eq!(
            BoundingBox::new(0.0, 0.0, 1.0, f64::NAN),
            Err(NorthEast(PointFault::Latitude))
        );
        assert_eq!(
            BoundingBox::new(0.0, f64::NAN, 1.0, 1.0),
            Err(SouthWest(PointFault::Latitude))
        );
    }
}
