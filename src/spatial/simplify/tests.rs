use geo::{Polygon, Validation};
use proptest::prelude::*;

use super::*;

fn ring(corners: &[(f64, f64)]) -> LineString {
    let mut line = LineString::from(corners.to_vec());
    line.close();
    line
}

fn is_valid(ring: &LineString) -> bool {
    Polygon::new(ring.clone(), Vec::new()).is_valid()
}

/// The corners in an order that does not tell where the ring begins and which way it runs.
fn corners(ring: &LineString) -> BTreeSet<(u64, u64)> {
    ring.coords().map(|at| (at.x.to_bits(), at.y.to_bits())).collect()
}

/// A shore with bays and capes: seen from the middle each corner lies in a direction of its own, so
/// it never crosses itself.
fn shore() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec(1.0..100.0_f64, 3..80).prop_map(|radii| {
        let step = std::f64::consts::TAU / radii.len() as f64;
        let at = |(turn, radius): (usize, f64)| {
            let (sin, cos) = (turn as f64 * step).sin_cos();
            (radius * cos, radius * sin)
        };
        radii.into_iter().enumerate().map(at).collect()
    })
}

proptest! {
    #[test]
    fn a_ring_that_does_not_cross_itself_still_does_not(shore in shore(), corner in 0.0..3_000.0_f64) {
        let shore = ring(&shore);
        prop_assume!(is_valid(&shore));
        if let Some(drawn) = simplify(&shore, corner) {
            prop_assert!(is_valid(&drawn), "{drawn:?}");
            prop_assert!(corners(&drawn).is_subset(&corners(&shore)), "a corner that was not there");
        }
    }

    #[test]
    fn where_a_ring_begins_and_which_way_it_runs_changes_nothing(
        shore in shore(),
        turn in any::<prop::sample::Index>(),
        corner in 0.0..3_000.0_f64,
    ) {
        let there = simplify(&ring(&shore), corner);
        let mut other = shore.clone();
        other.rotate_left(turn.index(shore.len()));
        other.reverse();
        let back = simplify(&ring(&other), corner);
        prop_assert_eq!(there.as_ref().map(corners), back.as_ref().map(corners));
    }
}

#[test]
fn small_corners_go_and_large_ones_stay() {
    let line = LineString::from(vec![(0.0, 0.0), (10.0, 0.1), (20.0, 0.0), (30.0, 15.0), (40.0, 0.0)]);
    let expected = LineString::from(vec![(0.0, 0.0), (20.0, 0.0), (30.0, 15.0), (40.0, 0.0)]);
    assert_eq!(simplify(&line, 5.0), Some(expected));
    assert_eq!(simplify(&line, 0.0), Some(line), "nothing is smaller than nothing");
}

#[test]
fn a_corner_that_makes_room_for_a_spit_comes_back() {
    // The triangle of the bay (1 000) is smaller than that of the spit within it (1 600): cut alone, the
    // shore would run through the spit.
    let (bay, spit) = ((50.0, -20.0), (50.0, -10.0));
    let shore = ring(&[
        (0.0, 0.0),
        bay,
        (100.0, 0.0),
        (100.0, 70.0),
        (70.0, 70.0),
        spit,
        (30.0, 70.0),
        (0.0, 70.0),
    ]);
    assert!(is_valid(&shore));
    let drawn = simplify(&shore, 1_050.0).expect("large enough");
    assert!(is_valid(&drawn), "{drawn:?}");
    assert!(drawn.coords().any(|at| (at.x, at.y) == bay), "{drawn:?}");
}

#[test]
fn what_is_too_small_to_be_seen_is_gone() {
    assert_eq!(simplify(&ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]), 5.0), None);
    assert_eq!(simplify(&ring(&[(0.0, 0.0), (1.0, 0.0), (0.0, 0.0)]), 0.0), None);
    assert_eq!(simplify(&LineString::from(vec![(2.0, 2.0), (2.0, 2.0)]), 0.0), None);
    assert_eq!(simplify(&LineString::new(Vec::new()), 0.0), None);
}
