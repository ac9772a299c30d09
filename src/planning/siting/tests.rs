//! Every choice tried, held against what the search comes to.

use proptest::prelude::*;

use super::Effort;
use super::field::{Field, Row, Seconds, UNREACHED};
use super::milp::{Covering, Outcome};
use super::objective::{Counted, Guard, Objective, Problem, REACH, everyone};
use super::search::{Choice, Purse};
use super::second::{Second, second};

/// What a choice comes to, the least first: everything that an objective looks at, in its order.
fn worth(objective: Objective, field: &Field, choice: &[u32], limit: Seconds) -> Vec<(u64, u128)> {
    let problem = Problem::new(field, choice.len(), None);
    let figures = field.figures(choice, limit);
    match objective {
        Objective::Coverage => vec![(problem.beyond(choice, limit, Counted::Need), 0)],
        Objective::Everyone => vec![(problem.beyond(choice, limit, Counted::Places), 0)],
        Objective::MeanTravel => vec![(figures.unreached.need, figures.need_seconds)],
        Objective::WorstTravel => vec![(
            problem.beyond(choice, REACH, Counted::Places),
            figures.worst.map_or(0, |(seconds, _)| u128::from(seconds)),
        )],
        Objective::Fairness => {
            let burdens = field.burdens(choice).into_iter();
            burdens
                .map(|(seconds, days)| (u64::from(seconds), u128::from(days)))
                .collect()
        }
    }
}

pub(super) fn choices(candidates: u32, count: usize) -> Vec<Choice> {
    let mut choices: Vec<Choice> = (0_u32..1 << candidates)
        .filter(|set| set.count_ones() as usize == count)
        .map(|set| (0..candidates).filter(|one| set & (1 << one) != 0).collect())
        .collect();
    choices.sort();
    choices
}

/// The best of all choices, every one of them.
fn best_of(objective: Objective, field: &Field, all: &[Choice], limit: Seconds) -> Vec<Choice> {
    let worths = all.iter().map(|choice| worth(objective, field, choice, limit));
    let worths: Vec<_> = worths.collect();
    let Some(best) = worths.iter().min().cloned() else {
        return Vec::new();
    };
    let pairs = all.iter().zip(worths).filter(|(_, worth)| *worth == best);
    pairs.map(|(choice, _)| choice.clone()).collect()
}

pub(super) fn a_journey() -> impl Strategy<Value = Seconds> {
    // Few numbers, so that there are ties.
    prop_oneof![1 => Just(UNREACHED), 5 => (0_u32..9).prop_map(|tens| tens * 10)]
}

pub(super) fn a_field() -> impl Strategy<Value = Field> {
    (1_usize..7, 1_usize..8).prop_flat_map(|(candidates, rows)| {
        let row = (0_u64..6, 1_u32..4, a_journey(), a_journey());
        (
            Just(candidates),
            prop::collection::vec(row, rows),
            prop::collection::vec(a_journey(), rows * candidates),
        )
            .prop_map(|(candidates, rows, journeys)| Field {
                rows: rows
                    .into_iter()
                    .enumerate()
                    .map(|(community, (need, days, a, b))| Row {
                        community,
                        need: need * u64::from(days),
                        days,
                        alike: 0,
                        existing: [a.min(b), a.max(b)],
                    })
                    .collect(),
                candidates,
                journeys,
            })
    })
}

pub(super) fn endless() -> Effort<'static> {
    Effort::new(u64::MAX, &|| false)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_search_finds_every_optimum_that_trying_everything_finds(
        field in a_field(),
        count in 1_usize..5,
        limit in (0_u32..9).prop_map(|tens| tens * 10),
    ) {
        let count = count.min(field.candidates);
        let all = choices(field.candidates as u32, count);
        for objective in [Objective::Coverage, Objective::MeanTravel, Objective::WorstTravel, Objective::Fairness] {
            let expected = best_of(objective, &field, &all, limit);
            let mut effort = endless();
            let solved = Problem::new(&field, count, None).solve(objective, limit, &mut effort);
            prop_assert!(solved.is_proven);
            let choice = solved.choice.clone().expect("some choice is best");
            prop_assert!(expected.contains(&choice), "{objective:?}: {choice:?} is none of {expected:?}");
            let problem = Problem::new(&field, count, None).keeping(&solved.guards);
            let value = problem.value(solved.least, &choice);
            let tied = problem.tied(solved.least, value, 1000, &mut effort);
            prop_assert!(tied.is_complete);
            prop_assert_eq!(&tied.choices, &expected, "{:?}", objective);
            if expected.len() > 1 {
                let some = problem.tied(solved.least, value, expected.len() - 1, &mut effort);
                prop_assert!(!some.is_complete && some.choices.len() == expected.len() - 1);
            }
        }
    }

    #[test]
    fn the_fewest_places_for_everyone_are_the_fewest(
        field in a_field(),
        limit in (0_u32..9).prop_map(|tens| tens * 10),
    ) {
        let whole: Choice = (0..field.candidates as u32).collect();
        let left = worth(Objective::Everyone, &field, &whole, limit);
        let covers = |choice: &Choice| worth(Objective::Everyone, &field, choice, limit) == left;
        let fewest = (0..=field.candidates).find(|&count| choices(field.candidates as u32, count).iter().any(covers));
        let (solved, count) = everyone(&field, field.candidates, limit, &mut endless());
        prop_assert!(solved.is_proven);
        prop_assert_eq!(Some(count), fewest);
        prop_assert!(covers(&solved.choice.expect("all of them cover what any covers")));
    }

    #[test]
    fn the_next_best_is_the_best_of_the_rest(
        field in a_field(),
        count in 1_usize..4,
        purse in prop::option::of((prop::collection::vec(0_u64..5, 7), 0_u64..9)),
    ) {
        let count = count.min(field.candidates);
        let purse = purse.map(|(prices, budget)| Purse { prices, budget });
        let price = |choice: &Choice| {
            choice.iter().map(|&one| purse.as_ref().map_or(0, |purse| purse.prices[one as usize])).sum::<u64>()
        };
        let counts = if purse.is_some() { 0..=count } else { count..=count };
        let mut all: Vec<Choice> = counts.flat_map(|count| choices(field.candidates as u32, count)).collect();
        all.retain(|choice| purse.as_ref().is_none_or(|purse| price(choice) <= purse.budget));
        for objective in [Objective::Coverage, Objective::MeanTravel, Objective::WorstTravel, Objective::Fairness] {
            let problem = Problem::new(&field, count, purse.as_ref());
            let solved = problem.solve(objective, 40, &mut endless());
            let choice = solved.choice.clone().expect("some choice is best");
            let of = |choice: &Choice| worth(objective, &field, choice, 40);
            let expected = all.iter().map(of).filter(|other| *other > of(&choice)).min();
            match second(objective, &problem, (&solved, &choice), &mut endless()) {
                Second::Found(next) => {
                    prop_assert!(all.contains(&next), "{objective:?}: {next:?} is no choice");
                    prop_assert_eq!(Some(of(&next)), expected, "{:?}: {:?} after {:?}", objective, next, choice);
                }
                Second::None => prop_assert_eq!(None, expected, "{:?}", objective),
                Second::Unknown => prop_assert!(false, "nothing ran out"),
            }
        }
    }

    #[test]
    fn a_budget_is_kept_and_spent_best(
        field in a_field(),
        prices in prop::collection::vec(0_u64..5, 7),
        budget in 0_u64..9,
        count in 1_usize..4,
    ) {
        let count = count.min(field.candidates);
        let purse = Purse { prices, budget };
        let price = |choice: &Choice| choice.iter().map(|&one| purse.prices[one as usize]).sum::<u64>();
        let all: Vec<Choice> = (0..=count).flat_map(|count| choices(field.candidates as u32, count)).collect();
        let affordable: Vec<Choice> = all.into_iter().filter(|choice| price(choice) <= budget).collect();
        for objective in [Objective::Coverage, Objective::MeanTravel, Objective::WorstTravel, Objective::Fairness] {
            let expected = best_of(objective, &field, &affordable, 40);
            let solved = Problem::new(&field, count, Some(&purse)).solve(objective, 40, &mut endless());
            let choice = solved.choice.expect("nothing at all is affordable");
            prop_assert!(solved.is_proven);
            prop_assert!(expected.contains(&choice), "{objective:?}: {choice:?} is none of {expected:?}");
        }
    }

    #[test]
    fn the_program_agrees_with_trying_everything(
        field in a_field(),
        by in 1_usize..3,
        count in 1_usize..4,
        everyone in any::<bool>(),
        prices in prop::option::of((prop::collection::vec(0_u64..5, 7), 0_u64..9)),
    ) {
        let count = count.min(field.candidates);
        let purse = prices.map(|(prices, budget)| Purse { prices, budget });
        let program = Covering { field: &field, limit: 40, by, count, purse: purse.as_ref(), everyone };
        let is_exact = purse.is_none() && !everyone;
        let price = |choice: &Choice| {
            choice.iter().map(|&one| purse.as_ref().map_or(0, |purse| purse.prices[one as usize])).sum::<u64>()
        };
        let counts = if is_exact { count..=count } else { 0..=count };
        let mut all: Vec<Choice> = counts.flat_map(|count| choices(field.candidates as u32, count)).collect();
        all.retain(|choice| purse.as_ref().is_none_or(|purse| price(choice) <= purse.budget));
        let mut worths: Vec<(u64, Choice)> = all.into_iter().filter_map(|one| Some((program.value(&one)?, one))).collect();
        worths.sort();
        // One after the other, the best first, until nothing is left.
        let mut others = Vec::new();
        for (value, _) in &worths {
            let Outcome::Found(found) = program.best(&others, &mut 0, &mut endless()) else {
                return Err(TestCaseError::fail("a choice is left"));
            };
            prop_assert!(found.is_proven && found.bound == found.value);
            prop_assert_eq!(found.value, *value);
            prop_assert!(!others.contains(&found.choice));
            others.push(found.choice);
            if others.len() == 4 {
                return Ok(());
            }
        }
        prop_assert_eq!(program.best(&others, &mut 0, &mut endless()), Outcome::Infeasible);
    }

    #[test]
    fn rows_that_want_the_same_count_the_same_together(field in a_field(), count in 1_usize..4) {
        let twice = Field {
            rows: [&field.rows[..], &field.rows[..]].concat(),
            journeys: [&field.journeys[..], &field.journeys[..]].concat(),
            ..field.clone()
        };
        let merged = twice.merged();
        prop_assert!(merged.rows.len() <= field.rows.len());
        for choice in choices(field.candidates as u32, count.min(field.candidates)) {
            let [figures, whole] = [&merged, &twice].map(|one| one.figures(&choice, 40));
            prop_assert_eq!(
                (figures.covered, figures.backed_up, figures.unreached, figures.need_seconds),
                (whole.covered, whole.backed_up, whole.unreached, whole.need_seconds)
            );
            prop_assert_eq!(merged.burdens(&choice), twice.burdens(&choice));
        }
    }
}

/// A field of towns with people, by their distances.
fn towns(people: &[u64], distance: impl Fn(usize, usize) -> Seconds) -> Field {
    let towns = people.len();
    Field {
        rows: people
            .iter()
            .enumerate()
            .map(|(community, &need)| Row {
                community,
                need,
                days: 1,
                alike: 0,
                existing: [UNREACHED; 2],
            })
            .collect(),
        candidates: towns,
        journeys: (0..towns * towns).map(|at| distance(at / towns, at % towns)).collect(),
    }
}

fn solved(field: &Field, objective: Objective, count: usize, limit: Seconds) -> Vec<Choice> {
    let mut effort = endless();
    let solved = Problem::new(field, count, None).solve(objective, limit, &mut effort);
    assert!(solved.is_proven);
    let choice = solved.choice.expect("a choice");
    let problem = Problem::new(field, count, None).keeping(&solved.guards);
    let value = problem.value(solved.least, &choice);
    problem.tied(solved.least, value, 100, &mut effort).choices
}

#[test]
fn a_line_of_towns_is_served_from_its_thirds() {
    // Seven towns an hour apart with as many people each.
    let line = towns(&[10; 7], |a, b| a.abs_diff(b) as Seconds * 3600);
    // One in the middle; of two, each serves its half: 1 and 4, 1 and 5, or 2 and 5 leave six hours in all.
    assert_eq!(solved(&line, Objective::MeanTravel, 1, 0), [vec![3]]);
    assert_eq!(
        solved(&line, Objective::MeanTravel, 2, 0),
        [vec![1, 4], vec![1, 5], vec![2, 5]]
    );
    // No two have everybody within one hour, and eight pairs have everybody within two.
    let pairs = [[0, 4], [0, 5], [1, 4], [1, 5], [1, 6], [2, 4], [2, 5], [2, 6]];
    assert_eq!(
        solved(&line, Objective::WorstTravel, 2, 0),
        pairs.map(|pair| pair.to_vec())
    );
    // Within an hour of two towns are six of the seven.
    let covered = solved(&line, Objective::Coverage, 2, 3600);
    assert!(
        covered
            .iter()
            .all(|choice| line.figures(choice, 3600).covered.places == 6)
    );
    assert_eq!(everyone(&line, 7, 3600, &mut endless()).1, 3);
    assert_eq!(everyone(&line, 7, 2 * 3600, &mut endless()).1, 2);
}

#[test]
fn a_star_is_served_from_its_middle() {
    let star = towns(&[1, 5, 5, 5, 5], |a, b| {
        if a == b {
            0
        } else if a == 0 || b == 0 {
            60
        } else {
            120
        }
    });
    for objective in [Objective::MeanTravel, Objective::WorstTravel, Objective::Fairness] {
        assert_eq!(solved(&star, objective, 1, 0), [vec![0]], "{objective:?}");
    }
    assert_eq!(everyone(&star, 5, 60, &mut endless()).1, 1);
    assert_eq!(everyone(&star, 5, 59, &mut endless()).1, 5);
}

#[test]
fn two_clusters_get_one_each() {
    let clusters = towns(&[3, 3, 3, 4, 4, 4], |a, b| match (a == b, a / 3 == b / 3) {
        (true, _) => 0,
        (_, true) => 60,
        _ => 6000,
    });
    for objective in [Objective::MeanTravel, Objective::WorstTravel, Objective::Fairness] {
        let ties = solved(&clusters, objective, 2, 0);
        assert_eq!(ties.len(), 9, "{objective:?}");
        assert!(ties.iter().all(|one| one[0] < 3 && one[1] >= 3), "{objective:?}");
    }
    assert!(
        solved(&clusters, Objective::Coverage, 1, 60)
            .iter()
            .all(|one| one[0] >= 3)
    );
}

#[test]
fn fairness_goes_to_the_few_where_the_mean_goes_to_the_many() {
    // A town of a thousand an hour from its service, and a village of ten at ten hours.
    let mut field = towns(&[1000, 10], |a, b| if a == b { 0 } else { 36_000 });
    field.rows[0].existing = [3600, UNREACHED];
    field.rows[1].existing = [36_000, UNREACHED];
    assert_eq!(solved(&field, Objective::MeanTravel, 1, 0), [vec![0]]);
    assert_eq!(solved(&field, Objective::Fairness, 1, 0), [vec![1]]);
    assert_eq!(solved(&field, Objective::WorstTravel, 1, 0), [vec![1]]);
    // Where the longest journey cannot fall, fairness looks at the next, and the worst alone does not.
    let mut field = towns(&[10, 10, 10], |a, b| if a == b { 0 } else { UNREACHED });
    for (row, existing) in [9000, 8000, 7000].into_iter().enumerate() {
        field.rows[row].existing = [existing, UNREACHED];
    }
    field.journeys[0] = 9000;
    assert_eq!(solved(&field, Objective::WorstTravel, 1, 0).len(), 3);
    assert_eq!(solved(&field, Objective::Fairness, 1, 0), [vec![1]]);
}

#[test]
fn whoever_reaches_nothing_comes_before_any_minutes() {
    // One place cuts the mean of many to nothing, the other brings a few to a service for the first time.
    let mut field = towns(&[1000, 1], |a, b| if a == b { 0 } else { UNREACHED });
    field.rows[0].existing = [36_000, UNREACHED];
    for objective in [Objective::MeanTravel, Objective::WorstTravel, Objective::Fairness] {
        assert_eq!(solved(&field, objective, 1, 0), [vec![1]], "{objective:?}");
    }
    assert_eq!(solved(&field, Objective::Coverage, 1, 3600), [vec![0]]);
}

#[test]
fn what_is_called_off_says_so_and_claims_nothing() {
    let field = towns(&[7; 40], |a, b| (a * a * 37 + b * b * 91 + a * b * 13) as Seconds % 997);
    let mut effort = Effort::new(1000, &|| false);
    let solved = Problem::new(&field, 6, None).solve(Objective::MeanTravel, 0, &mut effort);
    assert!(!solved.is_proven && effort.is_over() && !effort.is_called_off());
    let mut effort = Effort::new(u64::MAX, &|| true);
    let solved = Problem::new(&field, 6, None).solve(Objective::Fairness, 0, &mut effort);
    assert!(!solved.is_proven && effort.is_called_off());
}

proptest! {
    #[test]
    fn of_all_exchanges_the_one_with_the_shortest_longest_journey_is_found(
        field in a_field(),
        count in 1_usize..4,
        most in 0_u64..4,
        has_to_break in any::<bool>(),
    ) {
        let from = choices(field.candidates as u32, count.min(field.candidates)).swap_remove(0);
        let plain = Problem::new(&field, from.len(), None);
        let exact = Guard { beyond: 30, counted: Counted::Places, most: plain.beyond(&from, 30, Counted::Places) };
        let problem = if has_to_break { plain.breaking(&[exact]) } else { plain };
        let journeys = [&[0][..], &problem.distinct(), &[UNREACHED]].concat();
        let longest = |choice: &Choice| {
            let fits = |one: &&Seconds| problem.beyond(choice, **one, Counted::Places) <= most;
            *journeys.iter().find(fits).expect("nobody travels longer than that")
        };
        let mut tried = vec![from.clone()];
        for out in 0..from.len() {
            let others = (0..field.candidates as u32).filter(|one| !from.contains(one));
            tried.extend(others.map(|into| {
                let mut other = from.clone();
                other[out] = into;
                other.sort_unstable();
                other
            }));
        }
        let shortest = tried.iter().filter(|one| **one == from || problem.keeps(one)).map(longest).min();
        let found = problem.shortest_exchange(&from, most, from.clone(), &mut endless());
        prop_assert!(tried.contains(&found));
        prop_assert!(found == from || problem.keeps(&found));
        prop_assert_eq!(Some(longest(&found)), shortest);
    }
}

/// Where everybody has it at home, no choice is worse than another: seen at the root, not by trying two million.
#[test]
fn that_every_choice_is_as_good_is_seen_without_trying_them() {
    let row = |community| Row {
        community,
        need: 5,
        days: 365,
        alike: 0,
        existing: [0, 60],
    };
    let field = Field {
        rows: (0..34).map(row).collect(),
        candidates: 34,
        journeys: (0..34 * 34).map(|pair| pair % 50 * 60).collect(),
    };
    for objective in [Objective::MeanTravel, Objective::WorstTravel, Objective::Fairness] {
        let mut effort = endless();
        let problem = Problem::new(&field, 6, None);
        let solved = problem.solve(objective, 0, &mut effort);
        let choice = solved.choice.clone().expect("any");
        let next = second(objective, &problem, (&solved, &choice), &mut effort);
        assert_eq!(next, Second::None, "{objective:?}");
        assert!(effort.spent() < 100_000, "{objective:?}: {} steps", effort.spent());
    }
}
