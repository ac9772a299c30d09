//! An index of places that is right at 70 degrees north, at the poles and across the antimeridian.
//!
//! Degrees are no metric: at 70 N one of longitude is a third of one of latitude, and 179 E is next
//! to 179 W. So places are indexed as unit vectors, by the chord between them, and the answer is
//! then measured on WGS84. The vectors use the *parametric* latitude (`tan β = b/a tan φ`): this
//! squeezes the ellipsoid onto the sphere so that a step of angle `dθ` there is between `b dθ` and
//! `a dθ` on WGS84 whatever its direction (`ds² = (a² sin²β + b² cos²β) dβ² + a² cos²β dλ²`). Hence, for
//! the shortest lines over both,
//!
//! ```text
//! b θ <= geodesic distance <= a θ
//! ```
//!
//! which proves when a search may stop: no place whose angle is larger can be nearer than `b θ`.

use std::collections::BinaryHeap;

use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use super::{BoundingBox, Metres, distance};
use crate::model::{Km, Point};

/// Semi-axes of WGS84 in metres.
pub(super) const EQUATORIAL_RADIUS: f64 = 6_378_137.0;
pub(super) const POLAR_RADIUS: f64 = 6_356_752.314_245_179;

/// Allowance for rounding in an angle taken from a chord, in radians (0.6 m). The chord of opposite
/// places hardly changes with the angle, so the last digit of the one is 2e-8 of the other.
pub(super) const ROUNDING: f64 = 1e-7;

pub(super) type UnitVector = [f64; 3];

/// A place that was found, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near<Id> {
    /// Geodesic distance from where the question was asked.
    pub distance: Metres,
    /// Which place.
    pub id: Id,
}

/// Places by id, indexed on the sphere and measured on WGS84. Several may stand at one point.
#[derive(Clone, Debug)]
pub struct PlaceIndex<Id> {
    tree: RTree<GeomWithData<UnitVector, (Point, Id)>>,
}

impl<Id: Clone + Ord> PlaceIndex<Id> {
    /// An index of places; their order changes no answer.
    pub fn new(places: impl IntoIterator<Item = (Id, Point)>) -> Self {
        let entries = places
            .into_iter()
            .map(|(id, point)| GeomWithData::new(unit_vector(point), (point, id)))
            .collect();
        Self {
            tree: RTree::bulk_load(entries),
        }
    }

    /// How many places it holds.
    pub fn len(&self) -> usize {
        self.tree.size()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The `k` places nearest by geodesic distance, the nearest first; equal distances go to the
    /// lower id, also at the last rank. Fewer where there are fewer.
    pub fn nearest(&self, from: Point, k: usize) -> Vec<Near<Id>> {
        if k == 0 {
            return Vec::new();
        }
        // The best so far, the worst of them on top.
        let mut best = BinaryHeap::new();
        for (entry, chord_squared) in self.tree.nearest_neighbor_iter_with_distance_2(&unit_vector(from)) {
            if let Some(worst) = best.peek().filter(|_| best.len() == k) {
                let Near { distance: worst, .. }: &Near<Id> = worst;
                // Strictly: a place exactly as far may have a lower id.
                if least_metres(angle(chord_squared)) > worst.number() {
                    break;
                }
            }
            best.push(measured(from, entry));
            if best.len() > k {
                best.pop();
            }
        }
        best.into_sorted_vec()
    }

    /// All places within a geodesic distance, exactly so far included, the nearest first; equal
    /// distances in order of id.
    pub fn within(&self, from: Point, limit: Km) -> Vec<Near<Id>> {
        let limit = Metres::from(limit);
        let mut found: Vec<_> = self
            .tree
            .locate_within_distance(unit_vector(from), greatest_chord_squared(limit))
            .map(|entry| measured(from, entry))
            .filter(|near| near.distance <= limit)
            .collect();
        found.sort_unstable();
        found
    }

    /// Ids of all places in a box or on its edge, in order.
    pub fn within_bbox(&self, bbox: BoundingBox) -> Vec<Id> {
        // Between two parallels is a slab of the sphere, also where the box touches a pole or runs
        // across the antimeridian; the longitudes are looked at one by one.
        let slab = AABB::from_corners(
            [
                -1.0 - ROUNDING,
                -1.0 - ROUNDING,
                sin_parametric(bbox.south()) - ROUNDING,
            ],
            [1.0 + ROUNDING, 1.0 + ROUNDING, sin_parametric(bbox.north()) + ROUNDING],
        );
        let mut found: Vec<_> = self
            .tree
            .locate_in_envelope(&slab)
            .filter(|entry| bbox.contains(entry.data.0))
            .map(|entry| entry.data.1.clone())
            .collect();
        found.sort_unstable();
        found
    }
}

fn measured<Id: Clone>(from: Point, entry: &GeomWithData<UnitVector, (Point, Id)>) -> Near<Id> {
    let (point, id) = &entry.data;
    Near {
        distance: distance(from, *point),
        id: id.clone(),
    }
}

pub(super) fn unit_vector(point: Point) -> UnitVector {
    let (sin_lon, cos_lon) = point.lon().to_radians().sin_cos();
    let latitude = parametric(point.lat());
    [latitude.cos() * cos_lon, latitude.cos() * sin_lon, latitude.sin()]
}

/// Parametric latitude in radians of a latitude in degrees.
fn parametric(lat: f64) -> f64 {
    let (sin, cos) = lat.to_radians().sin_cos();
    (POLAR_RADIUS * sin).atan2(EQUATORIAL_RADIUS * cos)
}

fn sin_parametric(lat: f64) -> f64 {
    parametric(lat).sin()
}

/// Angle in radians that a chord of the unit sphere subtends.
fn angle(chord_squared: f64) -> f64 {
    2.0 * (chord_squared.sqrt() / 2.0).min(1.0).asin()
}

/// No place at this angle or beyond is nearer, in metres.
fn least_metres(angle: f64) -> f64 {
    POLAR_RADIUS * (angle - ROUNDING)
}

/// No place within this distance has a longer chord, squared.
pub(super) fn greatest_chord_squared(limit: Metres) -> f64 {
    let angle = (limit.number() / POLAR_RADIUS + ROUNDING).min(std::f64::consts::PI);
    let chord = 2.0 * (angle / 2.0).sin() + ROUNDING;
    chord * chord
}

#[cfg(test)]
mod tests;
