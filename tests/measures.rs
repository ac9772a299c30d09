//! What must hold of every measure, whatever the values: thrown by proptest.
//!
//! Shuffling and renaming places changes nothing at all; splitting one in two and doubling everybody changes nothing
//! but rounding; what is moved from who has more to who has less lowers inequality; parts sum to the whole; and
//! every figure keeps within its bounds.

use evenreach::equity::measures::atkinson::{Aversion, atkinson};
use evenreach::equity::measures::concentration::{Ranked, concentration_index, erreygers_index};
use evenreach::equity::measures::fgt::{Fgt, fgt_below, fgt_beyond};
use evenreach::equity::measures::gini::gini;
use evenreach::equity::measures::lorenz::{CurvePoint, concentration_curve, lorenz_curve};
use evenreach::equity::measures::palma::{palma, palma_by_rank};
use evenreach::equity::measures::quantile::{Quantile, impedance_quantile, quantile};
use evenreach::equity::measures::rates::{Rate, rate_difference, rate_ratio};
use evenreach::equity::measures::theil::{theil_by_group, theil_t};
use evenreach::equity::measures::{Impeded, Weighted, mean};
use proptest::prelude::*;

/// A place: its value, its people, where it stands, and its group.
type Place = (u32, u32, u8, usize);

const GREATEST: u32 = 365;

fn places() -> impl Strategy<Value = Vec<Place>> {
    // Many equal values, ranks and empty places: ties and noughts are where measures go wrong.
    let value = prop_oneof![2 => Just(0), 1 => Just(GREATEST), 5 => 0..=GREATEST];
    let people = prop_oneof![1 => Just(0_u32), 2 => 1..10_u32, 4 => 1..5000_u32];
    prop::collection::vec((value, people, 0..6_u8, 0..4_usize), 0..24)
}

fn held(places: &[Place]) -> Vec<Weighted> {
    let one = |&(value, people, ..): &Place| Weighted::new(value.into(), people.into()).expect("amounts");
    places.iter().map(one).collect()
}

fn ranked(places: &[Place]) -> Vec<Ranked> {
    let one = |(place, held): (&Place, Weighted)| Ranked::new(place.2.into(), held).expect("a rank");
    places.iter().zip(held(places)).map(one).collect()
}

/// The same values as minutes, where the greatest is out of reach.
fn impeded(places: &[Place]) -> Vec<Impeded> {
    let one = |&(value, people, ..): &Place| {
        let minutes = (value < GREATEST).then(|| f64::from(value));
        Impeded::new(minutes, people.into()).expect("amounts")
    };
    places.iter().map(one).collect()
}

/// Every figure that a list of places has, by name.
fn figures(places: &[Place]) -> Vec<(String, Option<f64>)> {
    let (held, ranked, impeded) = (held(places), ranked(places), impeded(places));
    let mut all = vec![
        ("mean".to_owned(), mean(&held)),
        ("gini".to_owned(), gini(&held)),
        ("theil".to_owned(), theil_t(&held)),
        ("palma".to_owned(), palma(&held).ok().map(|one| one.of_shares)),
        ("concentration".to_owned(), concentration_index(&ranked)),
        (
            "erreygers".to_owned(),
            erreygers_index(&ranked, 0.0, GREATEST.into()).ok(),
        ),
    ];
    for aversion in [0.5, 1.0, 2.0] {
        let aversion = Aversion::new(aversion).expect("an aversion");
        all.push((format!("atkinson {}", aversion.number()), atkinson(&held, aversion)));
    }
    let of_fgt = |name: &str, fgt: Option<Fgt>| {
        [
            (format!("{name} incidence"), fgt.map(|one| one.incidence)),
            (format!("{name} gap"), fgt.map(|one| one.gap)),
            (format!("{name} severity"), fgt.map(|one| one.severity)),
        ]
    };
    all.extend(of_fgt("below 100", fgt_below(&held, 100.0)));
    all.extend(of_fgt("beyond 60", fgt_beyond(&impeded, 60.0)));
    for percent in [0, 10, 25, 50, 75, 90, 100] {
        all.push((format!("quantile {percent}"), quantile(&held, percent)));
        let minutes = impedance_quantile(&impeded, percent).map(|found| match found {
            Quantile::Minutes(minutes) => minutes,
            Quantile::Unreachable => f64::INFINITY,
        });
        all.push((format!("minutes {percent}"), minutes));
    }
    let theil = theil_by_group(&by_group(places));
    all.push(("theil between".to_owned(), theil.as_ref().map(|one| one.between)));
    all.push(("theil within".to_owned(), theil.map(|one| one.within)));
    all
}

fn by_group(places: &[Place]) -> Vec<(usize, Weighted)> {
    places.iter().map(|place| place.3).zip(held(places)).collect()
}

/// Whether all figures are the same but for rounding.
fn assert_alike(one: &[Place], other: &[Place], within: f64) {
    for ((name, one), (_, other)) in figures(one).into_iter().zip(figures(other)) {
        let alike = match (one, other) {
            (None, None) => true,
            (Some(one), Some(other)) => {
                one.to_bits() == other.to_bits() || (one - other).abs() <= within * one.abs().max(1.0)
            }
            _ => false,
        };
        assert!(alike, "{name}: {one:?} and {other:?}");
    }
}

/// Whether a curve lies above another nowhere: at each of its points, the other is at least as high.
fn runs_below(curve: &[CurvePoint], other: &[CurvePoint]) -> bool {
    curve.iter().all(|point| {
        let pair = other.windows(2).find(|pair| point.people <= pair[1].people + 1e-12);
        let Some([one, next]) = pair else { return true };
        let width = next.people - one.people;
        let along = if width > 0.0 {
            (point.people - one.people) / width
        } else {
            1.0
        };
        point.held <= one.held + along * (next.held - one.held) + 1e-9
    })
}

proptest! {
    // What fails is told whole in the message; no file is left behind.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shuffling_places_changes_no_figure_by_one_bit(places in places(), seed in any::<u64>()) {
        let mut shuffled = places.clone();
        // Any order will do; this one is as good as random and follows from the seed.
        shuffled.sort_by_key(|place| {
            let mixed = u64::from(place.0) << 32 | u64::from(place.1) << 8 | u64::from(place.2);
            (mixed ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        for ((name, one), (_, other)) in figures(&places).into_iter().zip(figures(&shuffled)) {
            if name.starts_with("theil ") {
                // Groups are summed in their own order, places within them are not.
                prop_assert!(one.zip(other).is_none_or(|(one, other)| (one - other).abs() < 1e-12), "{name}");
            } else {
                prop_assert_eq!(one.map(f64::to_bits), other.map(f64::to_bits), "{}", name);
            }
        }
        prop_assert_eq!(lorenz_curve(&held(&places)), lorenz_curve(&held(&shuffled)));
        prop_assert_eq!(concentration_curve(&ranked(&places)), concentration_curve(&ranked(&shuffled)));
    }

    #[test]
    fn renaming_groups_moves_their_parts_and_nothing_else(places in places(), shift in 1..9_usize) {
        let renamed: Vec<Place> = places.iter().map(|&(value, people, rank, group)| (value, people, rank, group + shift)).collect();
        assert_alike(&places, &renamed, 1e-12);
    }

    #[test]
    fn splitting_a_place_in_two_with_the_same_value_changes_nothing(places in places(), at in any::<prop::sample::Index>(), share in 0..=100_u32) {
        prop_assume!(!places.is_empty());
        let mut split = places.clone();
        let at = at.index(places.len());
        let whole = split[at].1;
        split[at].1 = whole * share / 100;
        let mut other = split[at];
        other.1 = whole - split[at].1;
        split.push(other);
        assert_alike(&places, &split, 1e-9);
        let curve = |places: &[Place]| lorenz_curve(&held(places)).len();
        prop_assert_eq!(curve(&places), curve(&split));
    }

    #[test]
    fn doubling_everybody_changes_nothing(places in places()) {
        let doubled: Vec<Place> = places.iter().map(|&(value, people, rank, group)| (value, 2 * people, rank, group)).collect();
        assert_alike(&places, &doubled, 1e-12);
    }

    #[test]
    fn places_where_nobody_lives_change_nothing(places in places(), value in 0..=GREATEST) {
        let mut more = places.clone();
        more.push((value, 0, 3, 2));
        assert_alike(&places, &more, 0.0);
    }

    #[test]
    fn what_all_have_alike_in_another_unit_is_as_unequal(places in places(), unit in 2..9_u32) {
        let scaled: Vec<Weighted> = held(&places).iter()
            .map(|one| Weighted::new(one.value() * f64::from(unit), one.weight()).expect("amounts"))
            .collect();
        let values = held(&places);
        let close = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) => (one - other).abs() < 1e-9,
            (one, other) => one == other,
        };
        prop_assert!(close(gini(&values), gini(&scaled)));
        prop_assert!(close(theil_t(&values), theil_t(&scaled)));
        prop_assert!(close(atkinson(&values, Aversion::HALF), atkinson(&scaled, Aversion::HALF)));
        let of_palma = |values: &[Weighted]| palma(values).map(|one| one.of_means).ok();
        prop_assert!(close(of_palma(&values), of_palma(&scaled)));
        let mean = |values: &[Weighted]| mean(values);
        prop_assert!(close(mean(&values).map(|one| one * f64::from(unit)), mean(&scaled)));
    }

    #[test]
    fn moving_from_who_has_more_to_who_has_less_never_raises_inequality(places in places(), amount in 1..50_u32) {
        let counted: Vec<Place> = places.iter().copied().filter(|place| place.1 > 0).collect();
        let most = counted.iter().copied().max_by_key(|place| place.0);
        let least = counted.iter().copied().min_by_key(|place| place.0);
        let Some((most, least)) = most.zip(least) else { return Ok(()) };
        prop_assume!(most.0 >= least.0 + 2 * amount);
        // One person gives, one receives.
        let mut before = counted.clone();
        before.extend([(most.0, 1, 0, 0), (least.0, 1, 0, 0)]);
        let mut after = counted;
        after.extend([(most.0 - amount, 1, 0, 0), (least.0 + amount, 1, 0, 0)]);
        let (before, after) = (held(&before), held(&after));
        let not_raised = |of: &dyn Fn(&[Weighted]) -> Option<f64>| {
            of(&before).zip(of(&after)).is_none_or(|(before, after)| after <= before + 1e-12)
        };
        prop_assert!(not_raised(&gini));
        prop_assert!(not_raised(&theil_t));
        prop_assert!(not_raised(&|values| atkinson(values, Aversion::HALF)));
        prop_assert!(not_raised(&|values| palma(values).ok().map(|one| one.of_shares)));
        prop_assert!(runs_below(&lorenz_curve(&before), &lorenz_curve(&after)));
    }

    #[test]
    fn between_and_within_sum_to_the_whole(places in places()) {
        let total = theil_t(&held(&places));
        let parts = theil_by_group(&by_group(&places));
        prop_assert_eq!(total.is_some(), parts.is_some());
        if let Some((total, parts)) = total.zip(parts) {
            prop_assert!((parts.total - total).abs() < 1e-9, "{} and {}", parts.total, total);
            prop_assert!((parts.between + parts.within - parts.total).abs() < 1e-12);
            prop_assert!(parts.within >= 0.0 && parts.between >= 0.0);
            let one_group: Vec<_> = held(&places).into_iter().map(|one| (0, one)).collect();
            let alone = theil_by_group(&one_group).expect("there are people");
            prop_assert!(alone.between.abs() < 1e-12);
        }
    }

    #[test]
    fn every_figure_keeps_within_its_bounds(places in places()) {
        let people: u32 = places.iter().map(|place| place.1).sum();
        let found = figures(&places);
        for (name, figure) in &found {
            let Some(figure) = figure else { continue };
            let (least, greatest) = match name.as_str() {
                "mean" => (0.0, f64::from(GREATEST)),
                "gini" => (0.0, 1.0),
                "theil" | "theil between" | "theil within" => (0.0, f64::from(people).ln() + 1e-9),
                "palma" => (0.25 - 1e-12, f64::INFINITY),
                "concentration" | "erreygers" => (-1.0, 1.0),
                name if name.starts_with("quantile") || name.starts_with("minutes") => (0.0, f64::INFINITY),
                _ => (0.0, 1.0 + 1e-12),
            };
            prop_assert!((least..=greatest).contains(figure), "{name}: {figure}");
        }
        let of = |wanted: &str| found.iter().find(|(name, _)| name == wanted).and_then(|(_, figure)| *figure);
        // A concentration index is never farther from nought than the Gini coefficient.
        if let Some((gini, concentration)) = of("gini").zip(of("concentration")) {
            prop_assert!(concentration.abs() <= gini + 1e-12, "{concentration} and {gini}");
        }
        // Who minds inequality more finds more of it.
        let minded = [of("atkinson 0.5"), of("atkinson 1"), of("atkinson 2")];
        prop_assert!(minded.windows(2).all(|pair| pair[0] <= pair[1].map(|more| more + 1e-9)));
        for line in ["below 100", "beyond 60"] {
            let of = |what: &str| of(&format!("{line} {what}"));
            prop_assert!(of("severity") <= of("gap") && of("gap") <= of("incidence"));
        }
    }

    #[test]
    fn quantiles_rise_and_are_what_somebody_has(places in places()) {
        let values = held(&places);
        let all: Vec<Option<f64>> = (0..=100).map(|percent| quantile(&values, percent)).collect();
        prop_assert!(all.windows(2).all(|pair| pair[0] <= pair[1]));
        for (percent, found) in all.into_iter().enumerate() {
            let Some(found) = found else { continue };
            prop_assert!(values.iter().any(|one| one.weight() > 0.0 && one.value().to_bits() == found.to_bits()));
            let people = |of: &dyn Fn(f64) -> bool| -> f64 {
                values.iter().filter(|one| of(one.value())).map(|one| one.weight()).sum()
            };
            let total = people(&|_| true);
            prop_assert!(people(&|value| value <= found) * 100.0 >= percent as f64 * total);
            prop_assert!(percent == 0 || people(&|value| value < found) * 100.0 < percent as f64 * total);
        }
    }

    #[test]
    fn curves_rise_from_nought_to_all_and_the_lorenz_curve_bends_up_below_every_other(places in places()) {
        let lorenz = lorenz_curve(&held(&places));
        let concentration = concentration_curve(&ranked(&places));
        for curve in [&lorenz, &concentration] {
            let Some((first, last)) = curve.first().zip(curve.last()) else { continue };
            prop_assert_eq!((first.people, first.held), (0.0, 0.0));
            prop_assert!((last.people - 1.0).abs() < 1e-12 && (last.held - 1.0).abs() < 1e-12);
            prop_assert!(curve.windows(2).all(|pair| pair[0].people < pair[1].people && pair[0].held <= pair[1].held + 1e-12));
        }
        let slopes: Vec<f64> = lorenz.windows(2).map(|pair| (pair[1].held - pair[0].held) / (pair[1].people - pair[0].people)).collect();
        prop_assert!(slopes.windows(2).all(|pair| pair[0] <= pair[1] + 1e-6));
        prop_assert!(runs_below(&lorenz, &concentration));
    }

    #[test]
    fn a_palma_ratio_in_the_order_of_the_values_is_the_one_without_an_order(places in places()) {
        let ranked: Vec<Ranked> = held(&places).into_iter().map(|one| Ranked::new(one.value(), one).expect("a rank")).collect();
        match (palma_by_rank(&ranked), palma(&held(&places))) {
            (Ok(one), Ok(other)) => prop_assert!((one.of_means - other.of_means).abs() <= 1e-9 * other.of_means),
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn a_ratio_above_one_is_a_difference_above_nought(numbers in prop::array::uniform4(0..50_u32)) {
        let [part, more, other_part, other_more] = numbers.map(f64::from);
        let one = Rate::new(part, part + more).expect("a part of a whole");
        let other = Rate::new(other_part, other_part + other_more).expect("a part of a whole");
        if let (Ok(ratio), Ok(difference)) = (rate_ratio(one, other), rate_difference(one, other)) {
            prop_assert_eq!(ratio > 1.0 + 1e-12, difference > 1e-12);
            prop_assert!((-1.0..=1.0).contains(&difference));
        }
    }
}
