//! What holds whatever the options.

use proptest::prelude::*;

use super::*;

const SAMPLES: usize = 200;

fn figures() -> impl Strategy<Value = [(f64, f64); 6]> {
    // Few different figures, so that many tie; some of them open.
    prop::array::uniform6((0..5_u8, 0..3_u8))
        .prop_map(|raw| raw.map(|(least, open)| (f64::from(least), f64::from(least) + f64::from(open))))
}

fn worlds() -> impl Strategy<Value = Vec<PriorityOption>> {
    let named = |(at, raw): (usize, [(f64, f64); 6])| option(&format!("option-{at}"), raw);
    prop::collection::vec(figures(), 1..9).prop_map(move |all| all.into_iter().enumerate().map(named).collect())
}

fn settings() -> impl Strategy<Value = Settings> {
    (prop::array::uniform6(0..4_u8), 0..1000_u64).prop_filter_map("some weight", |(weights, seed)| {
        Some(Settings {
            weights: scaled(usual(weights.map(f64::from), 0.0))?,
            seed,
            samples: SAMPLES,
            ..Settings::default()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn only_how_weights_stand_to_each_other_counts(options in worlds(), weights in prop::array::uniform6(0..4_u8), by in 1..9_u8) {
        let weights = usual(weights.map(f64::from), 0.0);
        let Some(one) = scaled(weights) else { return Ok(()) };
        let other = scaled(weights.map(|weight| weight * f64::from(by))).expect("weights");
        let rank_by = |weights| ranked(&options, &Settings { weights, samples: SAMPLES, ..Settings::default() }).ranks;
        prop_assert_eq!(rank_by(one), rank_by(other));
    }

    /// What is less by every criterion at its best than another is for sure never comes first.
    #[test]
    fn what_is_less_by_everything_never_comes_first(mut options in worlds(), settings in settings()) {
        let better = std::array::from_fn(|at| options[0].raw[at].at_most + 1.0);
        options.push(known("better", better));
        let settings = Settings { first: vec![0], ..settings };
        let ranking = ranked(&options, &settings);
        for tally in [&ranking.by_weights, &ranking.by_facts, &ranking.by_both] {
            prop_assert_eq!(tally.taken[0].first[0], 0);
        }
        prop_assert!(ranking.ranks[0] > 1 && ranking.possible[0].0 > 1);
        prop_assert_eq!(ranking.first[0].weights, None);
        prop_assert!(ranking.first[0].always_behind.contains(&(options.len() - 1)));
    }

    #[test]
    fn the_order_of_the_options_changes_nothing(options in worlds(), settings in settings(), turn in 0..9_usize) {
        let settings = Settings { first: vec![0], ..settings };
        let before = ranked(&options, &settings);
        let turn = turn % options.len();
        let mut turned = options.clone();
        turned.rotate_left(turn);
        let at = |option: usize| (option + options.len() - turn) % options.len();
        let after = ranked(&turned, &Settings { first: vec![at(0)], ..settings });
        for option in 0..options.len() {
            prop_assert_eq!(before.ranks[option], after.ranks[at(option)]);
            prop_assert_eq!(before.possible[option], after.possible[at(option)]);
            prop_assert_eq!(before.scores[option], after.scores[at(option)]);
            prop_assert_eq!(&before.by_both.taken[option], &after.by_both.taken[at(option)]);
            prop_assert_eq!(before.by_both.central_weights(option), after.by_both.central_weights(at(option)));
            prop_assert_eq!(before.confidence[option], after.confidence[at(option)]);
        }
        prop_assert_eq!(before.first[0].weights, after.first[0].weights);
        prop_assert_eq!(&before.first[0].facts, &after.first[0].facts);
    }

    /// Every rank that is drawn lies between the best and the worst that may be, and what is nearest does put it first.
    #[test]
    fn what_is_drawn_lies_within_what_may_be(options in worlds(), settings in settings()) {
        let all: Vec<usize> = (0..options.len()).collect();
        let settings = Settings { first: all, ..settings };
        let ranking = ranked(&options, &settings);
        for at in 0..options.len() {
            let taken = &ranking.by_facts.taken[at];
            let (best, worst) = ranking.possible[at];
            prop_assert!(best <= taken.best && taken.worst <= worst, "{:?} in {:?}", taken, (best, worst));
            prop_assert!(best <= ranking.ranks[at] && ranking.ranks[at] <= worst);
            let shares: f64 = ranking.by_both.shares(at).iter().sum();
            prop_assert!((shares - 1.0).abs() < 1e-9, "of fewer than ten options each rank is counted");
            if let Some(nearest) = ranking.first[at].weights {
                let sum = |option: usize| -> f64 {
                    ranking.values[option].iter().zip(nearest.weights).map(|(value, weight)| value.at_least * weight).sum()
                };
                prop_assert!((0..options.len()).all(|other| sum(other) <= sum(at) + 1e-6));
            }
            let is_ever_first = ranking.by_weights.taken[at].first[0] > 0;
            prop_assert!(!is_ever_first || ranking.first[at].weights.is_some());
        }
    }
}
