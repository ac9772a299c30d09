//! Where marks and names stand on a map so that none covers another.

use std::cmp::Ordering;

/// A rectangle: west, north, east and south edges in units of the picture, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn around((x, y): (f64, f64), reach: f64) -> Self {
        Self {
            left: x - reach,
            top: y - reach,
            right: x + reach,
            bottom: y + reach,
        }
    }

    pub fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub fn lies_in(&self, other: &Self) -> bool {
        other.left <= self.left && self.right <= other.right && other.top <= self.top && self.bottom <= other.bottom
    }
}

/// Moves marks of this radius apart until none covers another; which stays with which is kept by their order.
///
/// Contract: places in units of the picture. Two marks end at least `2 * radius + 1` apart, unless they are so many that
/// they find no room within two hundred rounds.
pub fn apart(places: &[(f64, f64)], radius: f64) -> Vec<(f64, f64)> {
    let mut marks = places.to_vec();
    let least = 2.0 * radius + 1.0;
    for _ in 0..200 {
        let mut is_settled = true;
        for one in 0..marks.len() {
            for other in one + 1..marks.len() {
                let (dx, dy) = (marks[other].0 - marks[one].0, marks[other].1 - marks[one].1);
                let distance = dx.hypot(dy);
                if distance >= least - 1e-6 {
                    continue;
                }
                is_settled = false;
                // Two at one place go apart sideways.
                let (ux, uy) = if distance > 1e-9 {
                    (dx / distance, dy / distance)
                } else {
                    (1.0, 0.0)
                };
                let push = (least - distance) / 2.0;
                marks[one] = (marks[one].0 - ux * push, marks[one].1 - uy * push);
                marks[other] = (marks[other].0 + ux * push, marks[other].1 + uy * push);
            }
        }
        if is_settled {
            break;
        }
    }
    marks
}

/// A name to be placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// The middle of its mark.
    pub at: (f64, f64),
    pub width: f64,
    pub height: f64,
    /// The greater is placed earlier; of equals, the earlier.
    pub rank: f64,
}

/// Directions from a mark, the ones that are read best first.
const DIRECTIONS: [(f64, f64); 8] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, 1.0),
    (0.0, -1.0),
    (0.8, -0.8),
    (0.8, 0.8),
    (-0.8, -0.8),
    (-0.8, 0.8),
];

/// How far beyond the mark's edge a name may stand, in units of the picture.
const DISTANCES: [f64; 8] = [2.0, 7.0, 14.0, 24.0, 38.0, 56.0, 80.0, 110.0];

/// Where each name stands: within `frame`, on no mark, on nothing that is `taken` and on no other name. `None` where
/// there is no room for it.
pub fn placed(names: &[Name], radius: f64, frame: Area, taken: &[Area]) -> Vec<Option<Area>> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|one, other| {
        let by_rank = names[*other].rank.partial_cmp(&names[*one].rank);
        by_rank.unwrap_or(Ordering::Equal).then(one.cmp(other))
    });
    let marks: Vec<Area> = names.iter().map(|name| Area::around(name.at, radius + 0.5)).collect();
    let mut out: Vec<Option<Area>> = vec![None; names.len()];
    for at in order {
        let name = names[at];
        let tries = DISTANCES.iter().flat_map(|distance| {
            let tries = DIRECTIONS.iter();
            tries.map(move |direction| area_of(&name, *direction, radius + distance))
        });
        let fits = |area: &Area| {
            area.lies_in(&frame)
                && !marks.iter().any(|mark| mark.meets(area))
                && !taken.iter().any(|other| other.meets(area))
                && !out.iter().flatten().any(|other| other.meets(area))
        };
        let found = tries.into_iter().find(fits);
        out[at] = found;
    }
    out
}

fn area_of(name: &Name, (dx, dy): (f64, f64), reach: f64) -> Area {
    let (x, y) = (name.at.0 + dx * reach, name.at.1 + dy * reach);
    let left = match dx.partial_cmp(&0.0) {
        Some(Ordering::Greater) => x,
        Some(Ordering::Less) => x - name.width,
        _ => x - name.width / 2.0,
    };
    let top = match dy.partial_cmp(&0.0) {
        Some(Ordering::Greater) => y,
        Some(Ordering::Less) => y - name.height,
        _ => y - name.height / 2.0,
    };
    Area {
        left,
        top,
        right: left + name.width,
        bottom: top + name.height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_at_one_place_go_apart_and_far_ones_stay() {
        let marks = apart(&[(10.0, 10.0), (10.0, 10.0), (10.5, 10.0), (90.0, 90.0)], 4.0);
        for one in 0..3 {
            for other in one + 1..3 {
                let distance = (marks[one].0 - marks[other].0).hypot(marks[one].1 - marks[other].1);
                assert!(distance >= 8.99, "{one} and {other} are {distance} apart");
            }
        }
        assert_eq!(marks[3], (90.0, 90.0));
    }

    #[test]
    fn names_cover_neither_marks_nor_each_other_and_stay_in_the_frame() {
        let names: Vec<Name> = (0..12)
            .map(|at| Name {
                at: (100.0 + f64::from(at % 4) * 12.0, 100.0 + f64::from(at / 4) * 12.0),
                width: 40.0,
                height: 8.0,
                rank: f64::from(at),
            })
            .collect();
        let frame = Area::around((100.0, 100.0), 100.0);
        let placed = placed(&names, 4.0, frame, &[]);
        let found: Vec<Area> = placed.into_iter().flatten().collect();
        assert!(found.len() >= 10, "room for {} of 12", found.len());
        for (at, one) in found.iter().enumerate() {
            assert!(one.lies_in(&frame));
            assert!(names.iter().all(|name| !one.meets(&Area::around(name.at, 4.0))));
            assert!(found[at + 1..].iter().all(|other| !one.meets(other)));
        }
    }
}
