//! Rings around a place: which of some distances another lies within, told from its chord wherever that is enough.
//!
//! Measuring a geodesic takes a hundred times as long as looking at a chord. By the bounds of [`super::index`] a chord
//! settles the ring of every place that does not lie within three parts in a thousand of an edge; only those are measured.

use super::index::{EQUATORIAL_RADIUS, ROUNDING, greatest_chord_squared};
use super::{Metres, distance};
use crate::model::{Km, Point};

/// The outer edges of rings, each farther than the one before.
#[derive(Clone, Debug)]
pub struct Rings {
    edges: Vec<Edge>,
}

#[derive(Clone, Copy, Debug)]
struct Edge {
    limit: Metres,
    /// A shorter chord, squared, is surely within.
    within: f64,
    /// A longer one is surely beyond.
    beyond: f64,
}

impl Rings {
    /// Rings up to these distances, in any order; exactly so far is within.
    pub fn new(limits: impl IntoIterator<Item = Km>) -> Self {
        let mut limits: Vec<Metres> = limits.into_iter().map(Metres::from).collect();
        limits.sort_unstable();
        limits.dedup();
        let edge = |limit| Edge {
            limit,
            within: surely_within(limit),
            beyond: greatest_chord_squared(limit),
        };
        Self {
            edges: limits.into_iter().map(edge).collect(),
        }
    }

    /// How far the outermost reaches; nowhere where there is none.
    pub(super) fn outermost(&self) -> Option<Metres> {
        self.edges.last().map(|edge| edge.limit)
    }

    /// The ring in which a place lies, from 0; `None` beyond the outermost.
    pub(super) fn of(&self, chord_squared: f64, (from, to): (Point, Point)) -> Option<usize> {
        for (ring, edge) in self.edges.iter().enumerate() {
            let is_within =
                chord_squared < edge.within || (chord_squared <= edge.beyond && distance(from, to) <= edge.limit);
            if is_within {
                return Some(ring);
            }
        }
        None
    }
}

/// No place with a shorter chord, squared, is farther than this: at an angle `θ` a geodesic is at most `a θ`.
fn surely_within(limit: Metres) -> f64 {
    let angle = (limit.number() / EQUATORIAL_RADIUS - ROUNDING).clamp(0.0, std::f64::consts::PI);
    let chord = (2.0 * (angle / 2.0).sin() - ROUNDING).max(0.0);
    chord * chord
}
