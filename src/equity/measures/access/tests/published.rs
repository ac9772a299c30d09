//! Figures that others publish for the same facts.

use super::*;

/// The three hospitals of `PySAL` access (`access/tests/test_hospital_example.py`, scenario 0): what anyone pays at home,
/// into the city (the third place), out of it, and across.
fn hospitals(inbound: f64, outbound: f64, across: f64) -> PairTable {
    full(&[
        &[1.0, across, inbound],
        &[across, 1.0, inbound],
        &[outbound, outbound, 1.0],
    ])
}

const PEOPLE: [f64; 3] = [100.0, 50.0, 10.0];
const DOCTORS: [f64; 3] = [15.0, 20.0, 100.0];

fn inverse() -> Decay {
    Decay::power(1.0, 1e-6).expect("a decay")
}

#[test]
fn two_step_access_of_three_hospitals_is_that_of_pysal_access_to_1e_9() {
    // What PySAL calls two-stage access with a weight is the enhanced one here.
    let pairs = hospitals(40.0, 40.0, 80.0);
    let found = enhanced_two_step_fca(&landscape(&pairs, &PEOPLE, &DOCTORS), &inverse().within(61.0));
    assert_all(&found, &[0.331_444_117, 0.579_828_132, 7.286_418_170], 1e-9);
}

#[test]
fn three_step_access_of_three_hospitals_is_that_of_pysal_access_to_1e_9() {
    let pairs = hospitals(40.0, 40.0, 80.0);
    let landscape = landscape(&pairs, &PEOPLE, &DOCTORS);
    let found = three_step_fca(&landscape, &inverse().within(61.0), &inverse());
    assert_all(&found, &[0.156_256_588, 0.406_216_452, 9.906_351_855], 1e-9);
    // By the authors' own formula nobody chooses a hospital at 80, which is beyond the limit of 61.
    let within = inverse().within(61.0);
    let by_the_authors = three_step_fca(&landscape, &within, &within);
    assert_all(
        &by_the_authors,
        &[0.156_332_385_84, 0.406_292_733_50, 9.905_212_474_10],
        1e-11,
    );
}

#[test]
fn faster_travel_can_lower_two_step_access_as_in_scenarios_0_to_3_of_pysal_access() {
    let access = |inbound, outbound, across| {
        let pairs = hospitals(inbound, outbound, across);
        enhanced_two_step_fca(&landscape(&pairs, &PEOPLE, &DOCTORS), &inverse().within(61.0))
    };
    let gridlock = access(40.0, 40.0, 80.0);
    for (faster, rises) in [
        (access(20.0, 40.0, 80.0), [true, true, false]),
        (access(40.0, 20.0, 80.0), [false, false, true]),
        (access(20.0, 20.0, 40.0), [true, true, false]),
    ] {
        let found: Vec<bool> = faster
            .iter()
            .zip(&gridlock)
            .map(|(faster, slow)| faster > slow)
            .collect();
        assert_eq!(found, rises);
    }
}

#[test]
fn spatial_availability_of_three_towns_is_that_of_soukhov_2023_to_the_job() {
    // Table 1 of the paper with beta 0.1, as the tests of ipeaGIT/accessibility give it, in whole jobs.
    let pairs = full(&[&[15.0, 30.0, 100.0], &[30.0, 15.0, 100.0], &[100.0, 100.0, 15.0]]);
    let (people, jobs) = ([50_000.0, 150_000.0, 10_000.0], [100_000.0, 100_000.0, 10_000.0]);
    let decay = Decay::exponential(0.1).expect("a decay");
    let found = spatial_availability(&landscape(&pairs, &people, &jobs), &decay);
    assert_all(&found, &[66_833.0, 133_203.0, 9_963.0], 0.5);
}

/// Three places and two supplies, as given to `PySAL` access 1.1.10 for the figures below.
const THREE_PLACES: [f64; 3] = [100.0, 300.0, 50.0];
const TWO_SUPPLIES: [f64; 2] = [4.0, 6.0];

fn three_places() -> PairTable {
    full(&[&[5.0, 25.0], &[15.0, 10.0], &[30.0, 31.0]])
}

#[test]
fn access_in_the_zones_of_luo_and_qi_is_what_pysal_access_gives_to_1e_15() {
    let pairs = three_places();
    let landscape = landscape(&pairs, &THREE_PLACES, &TWO_SUPPLIES);
    let found = enhanced_two_step_fca(&landscape, &Decay::thirds(30.0).expect("a decay"));
    assert_all(
        &found,
        &[
            0.016_797_791_580_400_3,
            0.027_268_461_007_591_4,
            0.002_793_650_793_650_8,
        ],
        1e-15,
    );
}

#[test]
fn rational_agents_pay_what_pysal_access_finds_to_the_one_person_by_whom_it_misses_the_balance() {
    let pairs = three_places();
    let landscape = landscape(&pairs, &THREE_PLACES, &TWO_SUPPLIES);
    let found = raam(&landscape, Terms::new(30.0, None).expect("terms"));
    let costs: Vec<f64> = found.costs.into_iter().flatten().collect();
    // By hand, with 45 people to a unit: of the second place 12 go to the first supply, where then are 162, and 288 to
    // the other; for them 162 / 180 + 15 / 30 is 288 / 270 + 10 / 30.
    assert_all(&costs, &[0.9 + 1.0 / 6.0, 1.4, 1.9], 1e-12);
    // There, whole people move for 150 rounds.
    assert_all(&costs, &[1.061_111, 1.403_364, 1.894_444], 0.006);
}
