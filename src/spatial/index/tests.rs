//! Every answer of the index against asking all the places one by one.

use proptest::prelude::*;

use super::*;

fn place(lon: f64, lat: f64) -> Point {
    Point::new(lon, lat).expect("a place on the earth")
}

fn km(length: f64) -> Km {
    Km::new(length).expect("a length")
}

fn all_by_distance(places: &[(u16, Point)], from: Point) -> Vec<Near<u16>> {
    let mut all: Vec<_> = places
        .iter()
        .map(|&(id, point)| Near {
            distance: distance(from, point),
            id,
        })
        .collect();
    all.sort_unstable();
    all
}

/// Longitudes with the awkward ones often: the antimeridian under both names, and next to it.
fn longitude() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -180.0..=180.0_f64,
        2 => prop_oneof![-180.0..=-179.5_f64, 179.5..=180.0_f64],
        1 => prop::sample::select(vec![-180.0, 180.0, 0.0, -90.0, 90.0]),
    ]
}

/// Latitudes with the poles and the far north often.
fn latitude() -> impl Strategy<Value = f64> {
    prop_oneof![
        3 => -90.0..=90.0_f64,
        2 => 60.0..=80.0_f64,
        2 => prop_oneof![-90.0..=-89.9_f64, 89.9..=90.0_f64],
        1 => prop::sample::select(vec![-90.0, 90.0, 0.0]),
    ]
}

fn anywhere() -> impl Strategy<Value = Point> {
    (longitude(), latitude()).prop_map(|(lon, lat)| place(lon, lat))
}

/// Up to sixty places with their ids, some of them at one and the same point.
fn places() -> impl Strategy<Value = Vec<(u16, Point)>> {
    (
        prop::collection::vec(anywhere(), 0..40),
        prop::collection::vec(any::<prop::sample::Index>(), 0..20),
    )
        .prop_map(|(mut points, copies)| {
            for copy in copies {
                if !points.is_empty() {
                    points.push(points[copy.index(points.len())]);
                }
            }
            // Ids against the order of insertion, so that ties are not right by accident.
            let count = points.len() as u16;
            points
                .into_iter()
                .zip(0..)
                .map(|(point, at)| (count - at, point))
                .collect()
        })
}

proptest! {
    #[test]
    fn the_nearest_are_those_that_asking_everyone_finds(places in places(), from in anywhere(), k in 0_usize..70) {
        let mut expected = all_by_distance(&places, from);
        expected.truncate(k);
        prop_assert_eq!(PlaceIndex::new(places).nearest(from, k), expected);
    }

    #[test]
    fn within_finds_all_and_only_those_within(places in places(), from in anywhere(), limit in prop_oneof![
        0.0..=20_100.0_f64, 0.0..=50.0_f64, Just(0.0),
    ]) {
        let limit = km(limit);
        let mut expected = all_by_distance(&places, from);
        expected.retain(|near| near.distance <= Metres::from(limit));
        prop_assert_eq!(PlaceIndex::new(places).within(from, limit), expected);
    }

    #[test]
    fn a_place_exactly_at_the_limit_is_within(places in places(), from in anywhere()) {
        let index = PlaceIndex::new(places.clone());
        for near in all_by_distance(&places, from) {
            // A metre may not come back from kilometres to the last digit: take the next one up.
            let limit = km(near.distance.km().number().next_up());
            prop_assert!(index.within(from, limit).contains(&near));
        }
    }

    #[test]
    fn a_box_holds_what_it_contains(
        places in places(),
        (west, east) in (longitude(), longitude()),
        (one, other) in (latitude(), latitude()),
    ) {
        let bbox = BoundingBox::new(west, one.min(other), east, one.max(other)).expect("a box");
        let mut expected: Vec<_> =
            places.iter().filter(|(_, point)| bbox.contains(*point)).map(|&(id, _)| id).collect();
        expected.sort_unstable();
        prop_assert_eq!(PlaceIndex::new(places).within_bbox(bbox), expected);
    }

    #[test]
    fn the_angle_bounds_the_geodesic_from_both_sides(from in anywhere(), to in anywhere()) {
        let [a, b] = [unit_vector(from), unit_vector(to)];
        let angle = angle(a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum());
        let metres = distance(from, to).number();
        prop_assert!(least_metres(angle) <= metres, "{metres} m is less than {}", least_metres(angle));
        prop_assert!(metres <= EQUATORIAL_RADIUS * (angle + ROUNDING));
    }
}

#[test]
fn an_empty_index_finds_nothing() {
    let index = PlaceIndex::<u16>::new([]);
    assert!(index.is_empty());
    assert_eq!(index.nearest(place(0.0, 90.0), 3), []);
    assert_eq!(index.within(place(0.0, 90.0), km(30_000.0)), []);
    assert_eq!(index.within_bbox(BoundingBox::WORLD), Vec::<u16>::new());
}

#[test]
fn the_chord_does_not_decide_where_the_ellipsoid_says_otherwise() {
    // From the equator, 90.2 degrees along it is a longer chord and a longer way than to the pole,
    // but 89.9 degrees along it is a shorter chord and still a longer way (10 007 km against 10 002).
    let places = [("along the equator", place(89.9, 0.0)), ("pole", place(0.0, 90.0))];
    let found = PlaceIndex::new(places).nearest(place(0.0, 0.0), 1);
    assert_eq!(found.iter().map(|near| near.id).collect::<Vec<_>>(), ["pole"]);
}

#[test]
fn neighbours_across_the_antimeridian_and_over_the_pole_are_found() {
    let places = [
        ("east", place(-179.9, 70.0)),
        ("west", place(178.0, 70.0)),
        ("over the pole", place(0.0, 89.9)),
    ];
    let index = PlaceIndex::new(places);
    assert_eq!(index.nearest(place(179.9, 70.0), 1)[0].id, "east");
    assert_eq!(index.nearest(place(180.0, 89.8), 1)[0].id, "over the pole");
    let strip = BoundingBox::new(179.0, 60.0, -179.0, 80.0).expect("a box");
    assert_eq!(index.within_bbox(strip), ["east"]);
}

#[test]
fn equal_distances_go_to_the_lower_id_also_at_the_last_rank() {
    let here = place(-114.4, 62.5);
    let index = PlaceIndex::new(["d", "b", "c", "a"].map(|id| (id, here)));
    let found = |k| {
        index
            .nearest(here, k)
            .into_iter()
            .map(|near| near.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(found(2), ["a", "b"]);
    assert_eq!(found(9), ["a", "b", "c", "d"]);
}
