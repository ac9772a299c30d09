//! What an attacker can make of published tables.
//!
//! The attacker knows everything but how many people live in a place with few: which places there are, in which group
//! and under which outcome each stands, the counts of large places, and every table that was published. For each count
//! that was withheld a linear program finds the least and the greatest that it may be.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome, Variable};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;

/// A place: people, region, and how it stands under each of several questions: its group and its outcome.
#[derive(Clone, Debug)]
struct Thrown {
    people: Option<u32>,
    region: u8,
    stands: Vec<(u8, u8)>,
}

/// How many questions are asked: two filters, two dates, two definitions, two groupings.
const QUESTIONS: usize = 4;

fn worlds() -> impl Strategy<Value = (Vec<Thrown>, u32)> {
    let people = prop_oneof![
        1 => Just(None),
        1 => Just(Some(0)),
        6 => (1..10_u32).prop_map(Some),
        3 => (10..400_u32).prop_map(Some),
    ];
    let stands = prop::collection::vec((0..3_u8, 0..3_u8), QUESTIONS);
    let place = (people, 0..2_u8, stands).prop_map(|(people, region, stands)| Thrown { people, region, stands });
    (
        prop::collection::vec(place, 1..14),
        prop_oneof![Just(5_u32), Just(10), Just(25)],
    )
}

const REGIONS: [&str; 2] = ["east", "west"];

fn with_people<T>(world: &[Thrown], make: impl FnOnce(&[Place<'_>]) -> T) -> T {
    let ids: Vec<String> = (0..world.len()).map(|at| format!("place-{at:02}")).collect();
    let place = |(one, id): (&Thrown, &'_ String)| (one.people, usize::from(one.region), id.clone());
    let owned: Vec<(Option<u32>, usize, String)> = world.iter().zip(&ids).map(place).collect();
    let places: Vec<Place<'_>> = owned
        .iter()
        .map(|(people, region, id)| Place {
            id,
            region: Some(REGIONS[*region]),
            people: *people,
        })
        .collect();
    make(&places)
}

/// A published sum, or a withheld one: how often each place's people are in it, and the sum.
struct Told {
    share: Vec<f64>,
    sum: Option<f64>,
}

/// Every count that every question's table has, with its margins: cells by group and outcome, groups, outcomes, all;
/// and the mean of a value over the people of each group, as the sum that it stands for.
fn tables(world: &[Thrown], people: &People) -> Vec<Told> {
    let mut told = Vec::new();
    let mut count = |inside: &dyn Fn(usize) -> bool| {
        told.push(Told {
            share: (0..world.len())
                .map(|place| f64::from(u8::from(inside(place))))
                .collect(),
            sum: people.count(inside).get().copied().map(|count| count as f64),
        });
    };
    for question in 0..QUESTIONS {
        let stands = |place: usize| world[place].stands[question];
        for one in 0..3 {
            count(&|place| stands(place).0 == one);
            count(&|place| stands(place).1 == one);
            for other in 0..3 {
                count(&|place| stands(place) == (one, other));
            }
        }
    }
    count(&|_| true);
    for question in 0..QUESTIONS {
        for group in 0..3 {
            let value = |place: usize| {
                let (own, outcome) = world[place].stands[question];
                (own == group).then_some(u32::from(outcome) + 1)
            };
            let mean = people.figure(value, |brought| {
                brought
                    .into_iter()
                    .map(|(value, people)| f64::from(value * people))
                    .sum()
            });
            told.push(Told {
                share: (0..world.len())
                    .map(|place| value(place).map_or(0.0, f64::from))
                    .collect(),
                sum: mean.get().copied(),
            });
        }
    }
    told
}

/// The least and greatest that a sum of places' people can be, given all that is published; `None` is without a bound.
struct Attacker<'a> {
    told: &'a [Told],
    known: Vec<Option<f64>>,
}

impl Attacker<'_> {
    fn range(&self, share: &[f64]) -> (f64, f64) {
        (
            self.solve(share, OptimizationDirection::Minimize),
            self.solve(share, OptimizationDirection::Maximize),
        )
    }

    fn solve(&self, share: &[f64], direction: OptimizationDirection) -> f64 {
        // What nobody published has no bound; this is one that nobody comes near.
        const MANY: f64 = 1e6;
        let mut problem = Problem::new(direction);
        let variables: Vec<Variable> = self
            .known
            .iter()
            .zip(share)
            .map(|(known, share)| problem.add_var(*share, known.map_or((0.0, MANY), |known| (known, known))))
            .collect();
        for told in self.told {
            if let Some(sum) = told.sum {
                let terms = variables.iter().copied().zip(told.share.iter().copied());
                let terms: Vec<_> = terms.filter(|(_, share)| share.abs() > 0.0).collect();
                if !terms.is_empty() {
                    problem.add_constraint(terms, ComparisonOp::Eq, sum);
                }
            }
        }
        match problem.solve().expect("the true counts are a solution") {
            SolveOutcome::Solution(solution) => solution.objective(),
            SolveOutcome::Interrupted(_) => panic!("nothing limits the search"),
        }
    }
}

/// The narrowest range that a withheld count has; infinite where none is withheld.
fn narrowest(world: &[Thrown], below: u32, people: &People) -> f64 {
    let told = tables(world, people);
    // Large places' counts are published beside their names; nobody's count at all and nobody are known to be so.
    let known = world.iter().map(|one| match one.people {
        None => Some(0.0),
        Some(people) => (people == 0 || people >= below).then(|| f64::from(people)),
    });
    let attacker = Attacker {
        known: known.collect(),
        told: &told,
    };
    let counts = told.iter().filter(|one| one.sum.is_none());
    let widths = counts.map(|one| {
        let (least, greatest) = attacker.range(&one.share);
        greatest - least
    });
    let places =
        (0..world.len()).filter(|&place| world[place].people.is_some_and(|people| (1..below).contains(&people)));
    let of_places = places.map(|place| {
        let share: Vec<f64> = (0..world.len()).map(|at| f64::from(u8::from(at == place))).collect();
        let (least, greatest) = attacker.range(&share);
        greatest - least
    });
    widths.chain(of_places).fold(f64::INFINITY, f64::min)
}

fn runner() -> TestRunner {
    TestRunner::new(Config::with_cases(96))
}

#[test]
fn no_count_that_is_withheld_can_be_told_to_within_the_threshold_from_all_answers_together() {
    let outcome = runner().run(&worlds(), |(world, below)| {
        let people = with_people(&world, |places| People::new(places, below));
        let width = narrowest(&world, below, &people);
        prop_assert!(width >= f64::from(below) - 1e-6, "a range of {width}, below {below}");
        Ok(())
    });
    outcome.unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn without_the_complement_the_attacker_finds_few_people() {
    // If this stopped failing, the test above would prove nothing.
    let outcome = runner().run(&worlds(), |(world, below)| {
        let people = with_people(&world, |places| People::without_complement(places, below));
        let width = narrowest(&world, below, &people);
        prop_assert!(width >= f64::from(below) - 1e-6, "a range of {width}, below {below}");
        Ok(())
    });
    assert!(outcome.is_err(), "the attacker found nothing");
}

#[test]
fn of_one_place_the_same_is_said_whether_or_not_the_others_are_looked_at() {
    let outcome = runner().run(&worlds(), |(world, below)| {
        let people = with_people(&world, |places| People::new(places, below));
        for place in 0..world.len() {
            prop_assert_eq!(people.at(place), people.count(|other| other == place));
        }
        Ok(())
    });
    outcome.unwrap_or_else(|fault| panic!("{fault}"));
}

fn three(people: [u32; 3], below: u32) -> People {
    let ids = ["a", "b", "c"];
    let places: Vec<Place<'_>> = ids
        .iter()
        .zip(people)
        .map(|(id, people)| Place {
            id,
            region: None,
            people: Some(people),
        })
        .collect();
    People::new(&places, below)
}

#[test]
fn a_filter_and_its_rest_do_not_tell_of_a_small_place() {
    // 305 less 300 would be the five.
    let people = three([5, 300, 80], 10);
    assert!(people.count(|_| true).is_withheld());
    assert_eq!(people.count(|place| place != 0).get(), Some(&380));
    assert!(people.count(|place| place == 0).is_withheld());
}

#[test]
fn few_with_few_are_told_of_together() {
    let people = three([5, 6, 80], 10);
    assert_eq!(people.count(|_| true).get(), Some(&91));
    assert_eq!(people.count(|place| place != 2).get(), Some(&11));
    assert!(people.count(|place| place != 0).is_withheld());
    assert!(people.is_bound(0) && !people.is_bound(2));
}

#[test]
fn a_mean_over_few_with_few_is_told_only_where_they_have_the_same() {
    let people = three([5, 6, 80], 10);
    let mean = |values: [u32; 3]| {
        people.figure(
            |place| Some(values[place]),
            |brought| brought.into_iter().map(|(value, people)| value * people).sum::<u32>(),
        )
    };
    assert_eq!(mean([1, 1, 3]).get(), Some(&251));
    assert!(mean([1, 2, 3]).is_withheld());
}

#[test]
fn where_nothing_is_withheld_every_place_is_told_of_and_nobody_is_nobody() {
    let people = three([5, 0, 80], 0);
    assert_eq!(
        [0, 1, 2].map(|at| people.count(|place| place == at).get().copied()),
        [5, 0, 80].map(Some)
    );
    assert_eq!(people.count(|_| false).get(), Some(&0));
    assert_eq!(three([5, 0, 80], 10).count(|place| place == 1).get(), Some(&0));
}

#[test]
fn the_order_in_which_places_are_listed_binds_none_otherwise() {
    let listed = [("a", 4), ("b", 7), ("c", 5), ("d", 8), ("e", 3), ("f", 90)];
    let places = |order: &[usize]| -> Vec<Place<'static>> {
        let place = |&at: &usize| Place {
            id: listed[at].0,
            region: Some(REGIONS[at % 2]),
            people: Some(listed[at].1),
        };
        order.iter().map(place).collect()
    };
    let [one, other] = [[0, 1, 2, 3, 4, 5], [5, 2, 4, 0, 3, 1]];
    for set in 0..64_u32 {
        let count = |order: &[usize; 6]| {
            let people = People::new(&places(order), 10);
            people.count(|at| set >> order[at] & 1 == 1).get().copied()
        };
        assert_eq!(count(&one), count(&other), "{set:b}");
    }
}
