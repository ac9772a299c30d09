//! Where things are, how far apart, and what lies near: geodesics on WGS84, an index of places that
//! is right at the poles and across the antimeridian, boxes, and the map's projection.
//!
//! Knows places and nothing of travel: a distance here is over the ellipsoid, not along a road. It
//! meets no NaN, because [`crate::model::Point`] cannot hold one. Begin with [`distance`], then
//! [`PlaceIndex`]; [`basemap()`] makes the layers that the map draws.

mod basemap;
mod bbox;
mod bulk;
mod geodesy;
mod index;
mod projection;
mod rings;
mod simplify;

pub use basemap::{BasemapFault, Detail, basemap};
pub use bbox::{BoundingBox, BoundingBoxFault};
pub use bulk::{BulkIndex, along_the_ground};
pub use geodesy::{Metres, distance};
pub use index::{Near, PlaceIndex};
pub use projection::{Projected, ProjectionFault, Projector};
pub use rings::Rings;
