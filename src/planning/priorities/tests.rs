//! Ranks against examples worked by hand and a published one, and what must hold whatever the options.

mod laws;
mod published;

use std::collections::BTreeSet;

use super::*;
use crate::model::Interval;

/// Something of each of the usual criteria, and nothing of another.
fn usual<T: Copy>(of: [T; 6], nothing: T) -> [T; CRITERIA] {
    std::array::from_fn(|at| of.get(at).copied().unwrap_or(nothing))
}

/// An option of which these figures are on record, from what is sure to what may be.
fn option(id: &str, raw: [(f64, f64); 6]) -> PriorityOption {
    let raw = usual(raw, (0.0, 0.0));
    PriorityOption {
        subject: Subject::Request(0),
        id: id.to_owned(),
        services: Vec::new(),
        way: None,
        places: Vec::new(),
        standards: Vec::new(),
        unsaid: BTreeSet::new(),
        places_gaining: (0, 0),
        withheld: false,
        raw: raw.map(|(at_least, at_most)| Interval { at_least, at_most }),
    }
}

/// One of which everything is known.
fn known(id: &str, raw: [f64; 6]) -> PriorityOption {
    option(id, raw.map(|one| (one, one)))
}

/// One with two figures and nothing else.
fn of_two(id: &str, people: f64, days: f64) -> PriorityOption {
    known(id, [people, 0.0, days, 0.0, 0.0, 0.0])
}

fn ranked(options: &[PriorityOption], settings: &Settings) -> Ranking {
    rank(options, settings).expect("there are weightings")
}

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "found {found}, expected {expected}"
    );
}

/// Worked by hand. People 0, 100 and 400, days 365, 73 and 0: values of people 0, 1/4 and 1; of days 1, 1/5 and 0. Weights 3
/// and 1 of 4: sums 1/4, 3/16 + 1/20 = 0.2375 and 3/4.
#[test]
fn sums_and_values_are_those_of_the_example_worked_by_hand() {
    let options = [
        of_two("a", 0.0, 365.0),
        of_two("b", 100.0, 73.0),
        of_two("c", 400.0, 0.0),
    ];
    let settings = Settings {
        weights: scaled(usual([3.0, 0.0, 1.0, 0.0, 0.0, 0.0], 0.0)).expect("weights"),
        samples: 100,
        ..Settings::default()
    };
    let ranking = ranked(&options, &settings);
    let people = Criterion::People.place();
    for (at, [value, sum]) in [[0.0, 0.25], [0.25, 0.2375], [1.0, 0.75]].into_iter().enumerate() {
        near(ranking.values[at][people].at_least, value, 1e-12);
        near(ranking.scores[at].at_least, sum, 1e-12);
    }
    assert_eq!(ranking.ranks, [2, 3, 1]);
    assert_eq!(ranking.people_ranks, [3, 2, 1]);
    // What is the same for all decides nothing, and is not worth 1 either.
    let asked = Criterion::Asked.place();
    assert!(ranking.scales[asked].is_constant());
    assert!(ranking.values.iter().all(|one| one[asked].at_most < 1e-12));
}

/// Worked by hand. Values of two criteria (1, 0), (0, 1) and (3/5, 3/5): with weights w and 1 - w of these two alone the
/// first is best for w > 3/5, the second for w < 2/5 and the third between, a fifth of the time. Weights of six criteria
/// leave the ratio of two of them uniform, so the same holds among all six.
#[test]
fn acceptability_is_the_share_of_the_weights_that_favour_an_option() {
    let options = [
        of_two("people", 5.0, 0.0),
        of_two("days", 0.0, 5.0),
        of_two("between", 3.0, 3.0),
    ];
    let settings = Settings {
        samples: 100_000,
        ..Settings::default()
    };
    let ranking = ranked(&options, &settings);
    let first = |at: usize| ranking.by_weights.shares(at)[0];
    // Of 100,000 draws, four standard errors.
    near(first(0), 0.4, 0.0063);
    near(first(1), 0.4, 0.0063);
    near(first(2), 0.2, 0.0051);
    // The one between is never last.
    near(ranking.by_weights.shares(2)[2], 0.0, 0.0);
    // Where the first is best, w is uniform between 3/5 and 1: 4/5 of what both weigh together, which is a third of all.
    let central = ranking.by_weights.central_weights(0).expect("it is first at times");
    let ratio = central[0] / (central[0] + central[2]);
    near(ratio, 0.8, 0.003);
    near(central.iter().sum(), 1.0, 1e-9);
    near(central[1], 1.0 / 6.0, 0.003);
    // Nothing is unknown: under its central weights an option that is ever first is first for sure.
    assert_eq!(ranking.confidence, [Some(1.0), Some(1.0), Some(1.0)]);
}

/// Worked by hand. One option's people are anything from 0 to 100, the other's are 25: three times in four it has more.
#[test]
fn what_is_not_known_is_drawn_evenly_between_its_ends() {
    let mut options = [of_two("sure", 25.0, 0.0), of_two("open", 0.0, 0.0)];
    options[1].raw[0].at_most = 100.0;
    let settings = Settings {
        weights: Preset::People.weights(),
        samples: 100_000,
        ..Settings::default()
    };
    let ranking = ranked(&options, &settings);
    near(ranking.by_facts.shares(1)[0], 0.75, 0.0055);
    near(ranking.by_both.shares(0)[0], 0.25, 0.0055);
    assert_eq!(ranking.by_weights.shares(1), [0.0, 1.0], "by what is sure it has none");
    assert_eq!(ranking.possible, [(1, 2), (1, 2)]);
    near(ranking.confidence[1].expect("it is first at times"), 0.75, 0.0055);
}

#[test]
fn a_figure_that_can_only_be_whole_is_drawn_whole() {
    let mut options = [
        known("no", [0.0; 6]),
        known("perhaps", [0.0; 6]),
        known("half", [0.0; 6]),
    ];
    let asked = Criterion::Asked.place();
    options[1].raw[asked].at_most = 1.0;
    options[2].raw[asked] = Interval::exact(0.5);
    let mut weights = [0.0; CRITERIA];
    weights[asked] = 1.0;
    let settings = Settings {
        weights,
        ..Settings::default()
    };
    let ranking = ranked(&options, &settings);
    // Asked for or not, and never half: first half of the time, and then last beside the one that was not.
    near(ranking.by_facts.shares(1)[0], 0.5, 0.02);
    near(ranking.by_facts.shares(1)[1], 0.5, 0.02);
}

#[test]
fn equals_share_the_better_rank_and_the_next_is_left_out() {
    let options = [
        of_two("a", 1.0, 0.0),
        of_two("b", 0.0, 1.0),
        of_two("c", 0.0, 0.0),
        of_two("d", 1.0, 1.0),
    ];
    let ranking = ranked(&options, &Settings::default());
    assert_eq!(ranking.ranks, [2, 2, 4, 1]);
}

/// Worked by hand. Values (1, 0) and (0, 1) under weights 3/4 and 1/4: the second comes first from 1/2 and 1/2 on, a
/// quarter of the weight away.
#[test]
fn the_nearest_weights_move_as_little_as_there_is_to_move() {
    let options = [
        of_two("people", 1.0, 0.0),
        of_two("days", 0.0, 1.0),
        of_two("less", 0.0, 0.5),
    ];
    let settings = Settings {
        weights: scaled(usual([3.0, 0.0, 1.0, 0.0, 0.0, 0.0], 0.0)).expect("weights"),
        samples: 100,
        first: vec![0, 1, 2],
        ..Settings::default()
    };
    let first = ranked(&options, &settings).first;
    near(first[0].weights.expect("it is first already").moved, 0.0, 1e-9);
    let nearest = first[1].weights.expect("there are weights");
    near(nearest.moved, 0.25, 1e-6);
    near(nearest.weights[2] - nearest.weights[0], 0.0, 1e-6);
    // Less of one thing and no more of the other: only where neither weighs anything does it share the first place.
    assert_eq!(first[2].always_behind, [1]);
    near(
        first[2].weights.expect("where nothing that it lacks counts").moved,
        1.0,
        1e-6,
    );
    assert!(first[2].facts.is_empty() && !first[2].is_first);
}

#[test]
fn an_option_that_lacks_something_of_every_criterion_has_no_weights_to_be_first_by() {
    let options = [known("more", [2.0; 6]), known("less", [1.0; 6])];
    let settings = Settings {
        samples: 100,
        first: vec![1],
        ..Settings::default()
    };
    let first = &ranked(&options, &settings).first[0];
    assert_eq!((first.weights, first.weights_at_best), (None, None));
    assert_eq!(first.always_behind, [0]);
}

#[test]
fn the_smallest_sets_of_unknowns_that_would_do_are_named() {
    let options = [
        known("sure", [2.0, 2.0, 0.0, 0.0, 0.0, 0.0]),
        option(
            "open",
            [(0.0, 4.0), (0.0, 4.0), (0.0, 0.1), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)],
        ),
    ];
    let settings = Settings {
        samples: 100,
        first: vec![1],
        ..Settings::default()
    };
    let first = &ranked(&options, &settings).first[0];
    // Half of the scale twice, against all of it once: either would do, and days would do as well as they go up to all of theirs.
    assert_eq!(first.facts, [vec![0], vec![1], vec![2]]);
    near(first.weights_at_best.expect("it is first then").moved, 0.0, 1e-9);
}

#[test]
fn weightings_keep_their_bounds_and_their_order() {
    let mut settings = Settings::default();
    settings.thinkable.bounds[0] = (0.3, 0.6);
    settings.thinkable.bounds[4] = (0.0, 0.1);
    let drawn = settings
        .thinkable
        .draw(draw::Sequence::new(3), 2000)
        .expect("there are some");
    assert!(drawn.iter().all(|one| settings.thinkable.contains(one)));
    settings.thinkable.order = vec![Criterion::WorstOff, Criterion::People, Criterion::Asked];
    let drawn = settings
        .thinkable
        .draw(draw::Sequence::new(3), 2000)
        .expect("there are some");
    assert!(drawn.iter().all(|one| one[1] >= one[0] && one[0] >= one[4]));
    let sums = drawn.iter().map(|one| one.iter().sum::<f64>());
    assert!(sums.into_iter().all(|sum| (sum - 1.0).abs() < 1e-9));
    settings.thinkable.bounds[1] = (0.0, 0.1);
    assert!(
        settings.thinkable.draw(draw::Sequence::new(3), 2000).is_err(),
        "0.3 and more is not 0.1 and less"
    );
}

/// Of an order alone every sixth part of the simplex is folded onto one, so the weightiest of three weighs what the
/// greatest of three stretches does: (1 + 1/2 + 1/3) of a third of a line, 11/18.
#[test]
fn weightings_in_an_order_are_even_over_what_keeps_it() {
    let order = vec![
        Criterion::People,
        Criterion::WorstOff,
        Criterion::Days,
        Criterion::Need,
        Criterion::Asked,
        Criterion::Culture,
    ];
    let thinkable = Thinkable {
        order,
        ..Thinkable::default()
    };
    let drawn = thinkable.draw(draw::Sequence::new(3), 20_000).expect("all keep it");
    let mean = drawn.iter().map(|one| one[0]).sum::<f64>() / 20_000.0;
    let harmonic: f64 = (1..=6).map(|one| 1.0 / f64::from(one)).sum();
    near(mean, harmonic / 6.0, 0.003);
}

/// What studies found tells nothing apart unless it is given a weight: neither ranks nor draws know of it.
#[test]
fn what_studies_found_is_weighed_only_where_it_is_given_a_weight() {
    let place = Criterion::Evaluation.place();
    let plain = [
        option(
            "studied",
            [(1.0, 2.0), (0.0, 0.0), (0.0, 3.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)],
        ),
        of_two("other", 2.0, 1.0),
    ];
    let mut options = plain.clone();
    options[0].raw[place] = Interval::exact(4.5);
    options[1].raw[place].at_most = 4.5;
    let settings = Settings {
        first: vec![0, 1],
        ..Settings::default()
    };
    assert_eq!(ranked(&options, &settings), ranked(&plain, &settings));
    let wish = Wish::read(|name| (name == "weights").then_some("people:1,evaluation:3")).expect("settings");
    assert!(wish.settings.weighs(Criterion::Evaluation));
    let ranking = ranked(&options, &wish.settings);
    // 4.5 of at most 4.5, against anything from 0 to 4.5; people 1 of 2 and more, which is nothing of the scale, against 2.
    near(ranking.scores[0].at_least, 0.75, 1e-12);
    near(ranking.scores[1].at_least, 0.25, 1e-12);
    near(ranking.scores[1].at_most, 1.0, 1e-12);
    assert_eq!(ranking.ranks, [1, 2]);
    let central = ranking.by_both.central_weights(0).expect("it is first at times");
    assert!(
        central[place] > 1.0 / 7.0,
        "whoever puts it first weighs it more than others do: {central:?}"
    );
    // Drawn evenly: the other comes first where its study would have found more than two thirds of the scale and a third of what
    // the first gains in people: a sixth of the time; four standard errors.
    near(ranking.by_facts.shares(1)[0], 1.0 / 6.0, 0.015);
}

#[test]
fn settings_written_out_are_read_again_as_they_are() {
    let pairs = [
        ("weights", "people:2,culture:0.5"),
        ("seed", "7"),
        ("bounds", "people:0.1-0.5"),
        ("order", "worst_off,people"),
        ("scales", "people:0-5000"),
        ("first", "request:r1,gap:a.b"),
    ];
    let text = |name: &str| pairs.iter().find(|(one, _)| *one == name).map(|(_, text)| *text);
    let wish = Wish::read(text).expect("settings");
    let texts = wish.texts();
    let again = Wish::read(|name| {
        texts
            .iter()
            .find(|(one, _)| *one == name)
            .map(|(_, text)| text.as_str())
    });
    assert_eq!(again.expect("settings"), wish);
    assert_eq!(texts.first(), Some(&("weights", "people:2,culture:0.5".to_owned())));
}

#[test]
fn settings_that_cannot_be_read_say_what_could() {
    for (setting, found, expected) in [
        ("preset", "fair", "even, people, places, worst_off, asked"),
        ("weights", "people", "people:2,days:1"),
        ("weights", "people:-1", "0 or more"),
        ("weights", "people:0", "at least one above 0"),
        ("weights", "people:1,people:2", "each once"),
        ("seed", "1.5", "whole number"),
        ("samples", "99", "100 to 100000"),
        ("bounds", "people:0.5-0.1", "the lesser first"),
        ("order", "people,money", "people, worst_off"),
        ("scales", "people:5-5", "the lesser first"),
        ("options", "some", "all, requests, gaps, positions"),
        (
            "bounds",
            "evaluation:0.1-0.5",
            "only where weights gives evaluation some",
        ),
        ("order", "people,evaluation", "only where weights gives evaluation some"),
        ("scales", "evaluation:0-5", "only where weights gives evaluation some"),
        ("first", "a,b,c,d,e,f,g,h,i", "at most 8"),
        ("first", "whati", "gap:COMMUNITY.STANDARD"),
    ] {
        let fault = Wish::read(|name| (name == setting).then_some(found)).expect_err(found);
        assert_eq!(fault.setting, setting);
        assert!(fault.to_string().contains(expected), "{fault}");
    }
    let both = |name: &str| match name {
        "weights" => Some("people:1"),
        "preset" => Some("even"),
        _ => None,
    };
    assert!(Wish::read(both).is_err(), "one of them is not what was asked");
}
