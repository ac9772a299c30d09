//! Acceptability against what another implementation publishes.
//!
//! Two medicines against thrombosis by three criteria: the example of the R package `smaa` (van Valkenhoef, 0.3), which
//! prints what it makes of 10,000 draws. Its draws are of the trial by Geerts and others (1996, *New England Journal of Medicine*
//! 335, 701-707): a clot near the heart, one far from it, and a major bleeding. The counts of patients below are those whose
//! beta distributions fit the package's draws; they were not read in the trial. Value falls in a straight line over 0 to 0.25, 0.15 to 0.4, and 0 to 0.1. These draws are
//! our own, so that figures agree as far as 10,000 draws do.

use super::super::acceptability::{Contender, confidence, tally};
use super::super::draw::Sequence;
use super::super::weights::on_simplex;

/// How many draws, here and there.
const SAMPLES: usize = 10_000;

/// Three standard errors of a difference between two shares of 10,000 draws each, at worst: 3 * sqrt(2 * 0.25 / 10,000).
const TOLERANCE: f64 = 0.0213;

/// Patients with and without each event: heparin, then enoxaparin.
const PATIENTS: [[(u32, u32); 3]; 2] = [[(20, 116), (40, 96), (1, 135)], [(8, 121), (32, 97), (5, 124)]];

const SCALES: [(f64, f64); 3] = [(0.0, 0.25), (0.15, 0.4), (0.0, 0.1)];

/// A draw of the beta distribution with whole parameters, out of two sums of exponential ones.
fn beta((with, without): (u32, u32), sequence: Sequence) -> f64 {
    let sum = |from: u32, count: u32| -> f64 {
        (from..from + count)
            .map(|counter| -(1.0 - sequence.share(u64::from(counter))).ln())
            .sum()
    };
    let (one, other) = (sum(0, with), sum(with, without));
    one / (one + other)
}

fn measured(sample: usize, values: &mut [[f64; 3]]) {
    for (medicine, values) in values.iter_mut().enumerate() {
        for (criterion, value) in values.iter_mut().enumerate() {
            let name = format!("{medicine} {criterion}");
            let sequence = Sequence::new(1).named(&name).numbered(sample as u64);
            let (best, worst) = SCALES[criterion];
            *value = (worst - beta(PATIENTS[medicine][criterion], sequence)) / (worst - best);
        }
    }
}

fn near(found: f64, published: f64) {
    assert!(
        (found - published).abs() <= TOLERANCE,
        "found {found}, published {published}"
    );
}

#[test]
fn acceptability_central_weights_and_confidence_agree_with_the_published_ones() {
    let weights = |sample: usize| on_simplex::<3>(Sequence::new(1).named("weights").numbered(sample as u64), 3);
    let [found] = tally(SAMPLES, &[[0.0; 3]; 2], |sample, values| {
        measured(sample, values);
        [weights(sample)]
    });
    near(found.shares(0)[0], 0.3504);
    near(found.shares(0)[1], 0.6496);
    near(found.shares(1)[0], 0.6496);
    let published = [
        ([0.186_509_7, 0.277_220_5, 0.536_269_8], 0.6682),
        ([0.407_310_0, 0.364_147_7, 0.228_542_3], 0.8956),
    ];
    for (medicine, (central, factor)) in published.into_iter().enumerate() {
        let own = found.central_weights(medicine).expect("each is first at times");
        for (own, published) in own.into_iter().zip(central) {
            near(own, published);
        }
        let contender = Contender {
            option: medicine,
            weights: central,
            rivals: vec![1 - medicine],
        };
        near(confidence(SAMPLES, &[[0.0; 3]; 2], &[contender], measured)[0], factor);
    }
    // The same with weights of 0.5, 0.2 and 0.3.
    let [found] = tally(SAMPLES, &[[0.0; 3]; 2], |sample, values| {
        measured(sample, values);
        [[0.5, 0.2, 0.3]]
    });
    near(found.shares(0)[0], 0.1279);
}
