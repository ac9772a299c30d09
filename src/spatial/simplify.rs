//! Fewer corners for a smaller map: lines and rings without the corners that nobody would see.
//!
//! A corner goes when the triangle with its two neighbours is small (Visvalingam and Whyatt 1993).
//! That depends on the neighbours alone: unlike with Douglas and Peucker, it does not matter where a
//! ring begins, so the shore of a land and the shore of its sea lose the same corners.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Coord, Line, LineString};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// A line or ring without the corners whose triangle is smaller than `corner` square metres. The ends
/// of a line stay. A ring that did not cross itself still does not. `None` where nothing is left but
/// a point, or of a ring but a line.
pub fn simplify(line: &LineString, corner: f64) -> Option<LineString> {
    let closed = line.is_closed() && line.0.len() > 1;
    let mut corners = line.0.clone();
    corners.dedup();
    if closed {
        // The closing position is the first one again; it comes back at the end.
        corners.pop();
    }
    let mut outline = Outline {
        corners: &corners,
        closed,
        kept: BTreeSet::new(),
    };
    outline.kept = outline.visible(corner);
    if closed {
        outline.uncross();
    }
    let mut drawn: Vec<_> = outline.kept.iter().map(|&at| corners[at]).collect();
    if drawn.len() < if closed { 3 } else { 2 } {
        return None;
    }
    if closed {
        drawn.push(drawn[0]);
    }
    Some(LineString::new(drawn))
}

/// A line or ring, and which of its corners are drawn.
struct Outline<'a> {
    /// All corners, without the closing position of a ring.
    corners: &'a [Coord],
    closed: bool,
    kept: BTreeSet<usize>,
}

impl Outline<'_> {
    /// The corners that can be seen.
    fn visible(&self, least: f64) -> BTreeSet<usize> {
        let count = self.corners.len();
        let fixed = |at: usize| !self.closed && (at == 0 || at + 1 == count);
        let mut before: Vec<_> = (0..count).map(|at| (at + count - 1) % count).collect();
        let mut after: Vec<_> = (0..count).map(|at| (at + 1) % count).collect();
        // Areas are compared by their bits, which order as the numbers do: none is negative.
        let weighed = |at: usize, before: &[usize], after: &[usize]| {
            Reverse((
                self.triangle(before[at], at, after[at]).to_bits(),
                at,
                before[at],
                after[at],
            ))
        };
        let mut smallest: BinaryHeap<_> = (0..count)
            .filter(|&at| !fixed(at))
            .map(|at| weighed(at, &before, &after))
            .collect();
        let mut gone = vec![false; count];
        while let Some(Reverse((area, at, left, right))) = smallest.pop() {
            if f64::from_bits(area) >= least {
                break;
            }
            if gone[at] || before[at] != left || after[at] != right {
                continue; // Weighed before a neighbour went; it was weighed anew then.
            }
            if left == right {
                return BTreeSet::new(); // Two corners of a ring are left: too small to be seen.
            }
            gone[at] = true;
            after[left] = right;
            before[right] = left;
            for neighbour in [left, right] {
                if !fixed(neighbour) {
                    smallest.push(weighed(neighbour, &before, &after));
                }
            }
        }
        (0..count).filter(|&at| !gone[at]).collect()
    }

    /// Puts corners back until the ring crosses itself no more than it did with all of them.
    fn uncross(&mut self) {
        loop {
            let segments = self.segments();
            let missing: BTreeSet<_> = crossing(self.corners, &segments)
                .into_iter()
                .filter_map(|at| self.farthest(segments[at]))
                .collect();
            if missing.is_empty() {
                return;
            }
            self.kept.extend(missing);
        }
    }

    /// The drawn segments of a ring, by the corners they join.
    fn segments(&self) -> Vec<(usize, usize)> {
        let ends = self.kept.iter().skip(1).chain(self.kept.first());
        self.kept.iter().zip(ends).map(|(&from, &to)| (from, to)).collect()
    }

    /// The corner between the ends of a segment that is farthest from it; `None` where there is none.
    fn farthest(&self, (from, to): (usize, usize)) -> Option<usize> {
        let count = self.corners.len();
        let steps = (to + count - from) % count;
        (1..steps)
            .map(|step| (from + step) % count)
            .max_by(|&one, &other| self.triangle(from, one, to).total_cmp(&self.triangle(from, other, to)))
    }

    /// Area in square metres.
    fn triangle(&self, a: usize, b: usize, c: usize) -> f64 {
        let (a, b, c) = (self.corners[a], self.corners[b], self.corners[c]);
        ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)).abs() / 2.0
    }
}

/// Which segments of a ring meet another one that is not their neighbour, or lie on one that is.
fn crossing(corners: &[Coord], segments: &[(usize, usize)]) -> BTreeSet<usize> {
    let line = |&(from, to): &(usize, usize)| Line::new(corners[from], corners[to]);
    let boxed = |line: Line| Rectangle::from_corners([line.start.x, line.start.y], [line.end.x, line.end.y]);
    let entries = segments
        .iter()
        .enumerate()
        .map(|(at, ends)| GeomWithData::new(boxed(line(ends)), at));
    let tree = RTree::bulk_load(entries.collect());
    let mut found = BTreeSet::new();
    for (one, ends) in segments.iter().enumerate() {
        let this = line(ends);
        let near = AABB::from_corners([this.start.x, this.start.y], [this.end.x, this.end.y]);
        for entry in tree.locate_in_envelope_intersecting(&near) {
            let other = entry.data;
            let neighbours = ends.0 == segments[other].1 || ends.1 == segments[other].0;
            let meet = match line_intersection(this, line(&segments[other])) {
                Some(LineIntersection::SinglePoint { .. }) => !neighbours,
                Some(LineIntersection::Collinear { .. }) => true,
                None => false,
            };
            if one < other && meet {
                found.extend([one, other]);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
