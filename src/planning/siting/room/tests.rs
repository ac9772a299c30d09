//! Every choice tried, and every way to share out the need under it, held against what the search comes to.

use proptest::prelude::*;

use super::super::field::{Field, Row, Seconds, UNREACHED};
use super::super::search::{Choice, Purse};
use super::super::tests::{a_journey, choices, endless};
use super::{Ahead, Rooms, Steps};

const LIMIT: Seconds = 40;

/// What is counted, what comes first first: need beyond the limit, need that reaches nothing, need times seconds.
type Counts = [u64; 3];

fn counts(is_limited: bool, seconds: Seconds) -> Counts {
    let is_reached = seconds != UNREACHED;
    [
        u64::from(is_limited && !(is_reached && seconds <= LIMIT)),
        u64::from(!is_reached),
        if is_reached { seconds.into() } else { 0 },
    ]
}

/// The least that any way to share out the need of some rows comes to.
fn least(rows: &[(u64, Vec<Counts>)], room: &mut [u64]) -> Counts {
    let Some(((need, costs), rest)) = rows.split_first() else {
        return [0; 3];
    };
    let mut best = [u64::MAX; 3];
    let mut parts = vec![0; costs.len()];
    spread(*need, 0, &mut parts, &mut |parts| {
        if parts.iter().zip(room.iter()).any(|(part, room)| part > room) {
            return;
        }
        for (room, part) in room.iter_mut().zip(parts) {
            *room -= part;
        }
        let mut sum = least(rest, room);
        for (room, part) in room.iter_mut().zip(parts) {
            *room += part;
        }
        for (part, cost) in parts.iter().zip(costs) {
            for (sum, cost) in sum.iter_mut().zip(cost) {
                *sum += part * cost;
            }
        }
        best = best.min(sum);
    });
    best
}

fn spread(left: u64, at: usize, parts: &mut [u64], each: &mut dyn FnMut(&[u64])) {
    if at + 1 == parts.len() {
        parts[at] = left;
        each(parts);
        return;
    }
    for part in 0..=left {
        parts[at] = part;
        spread(left - part, at + 1, parts, each);
    }
}

/// The same for a choice over all groups of days; the outside has room for all.
fn tried(field: &Field, room: &[Option<u64>], choice: &[u32], is_limited: bool) -> Counts {
    let mut sum = [0; 3];
    for alike in 0..2 {
        let rows = field.rows.iter().enumerate().filter(|(_, row)| row.alike == alike);
        let days = alike as u64 + 1;
        let mut left: Vec<u64> = choice
            .iter()
            .map(|&one| room[one as usize].map_or(u64::MAX, |room| room * days))
            .collect();
        left.push(u64::MAX);
        let rows: Vec<(u64, Vec<Counts>)> = rows
            .map(|(at, row)| {
                let to = choice
                    .iter()
                    .map(|&one| field.journey(at, one as usize))
                    .chain([row.existing[0]]);
                (row.need, to.map(|seconds| counts(is_limited, seconds)).collect())
            })
            .collect();
        for (sum, one) in sum.iter_mut().zip(least(&rows, &mut left)) {
            *sum += one;
        }
    }
    sum
}

/// Two kinds of days: one day, and two days on which rows have twice the need.
fn a_crowded_field() -> impl Strategy<Value = (Field, Vec<Option<u64>>)> {
    (1_usize..5, 1_usize..5).prop_flat_map(|(candidates, rows)| {
        (
            prop::collection::vec((0_u64..4, 0_usize..2, a_journey()), rows),
            prop::collection::vec(a_journey(), rows * candidates),
            prop::collection::vec(prop::option::weighted(0.8, 0_u64..6), candidates),
        )
            .prop_map(move |(rows, journeys, room)| {
                let rows = rows
                    .into_iter()
                    .enumerate()
                    .map(|(community, (need, alike, there))| Row {
                        community,
                        need: need * (alike as u64 + 1),
                        days: alike as u32 + 1,
                        alike,
                        existing: [there, UNREACHED],
                    });
                let field = Field {
                    rows: rows.collect(),
                    candidates,
                    journeys,
                };
                (field, room)
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn need_is_shared_out_as_is_best_for_all_together((field, room) in a_crowded_field(), is_limited in any::<bool>()) {
        let choice: Choice = (0..field.candidates.min(3) as u32).collect();
        let ahead = if is_limited { Ahead::Beyond(LIMIT) } else { Ahead::Unreached };
        let shares = Rooms::new(&field, &room, choice.len(), ahead).shares(&choice, &mut endless());
        let mut sum = [0; 3];
        let mut taken = [[0_u64; 4]; 2];
        for (row, shares) in shares {
            let of = &field.rows[row];
            prop_assert_eq!(shares.iter().map(|share| share.need).sum::<u64>(), of.need);
            for share in shares {
                let seconds = share.by.map_or(of.existing[0], |one| field.journey(row, one as usize));
                for (sum, count) in sum.iter_mut().zip(counts(is_limited, seconds)) {
                    *sum += share.need * count;
                }
                if let Some(one) = share.by {
                    taken[of.alike][one as usize] += share.need;
                }
            }
        }
        for (alike, taken) in taken.iter().enumerate() {
            for (&room, &taken) in room.iter().zip(taken) {
                prop_assert!(room.is_none_or(|room| taken <= room * (alike as u64 + 1)));
            }
        }
        prop_assert_eq!(sum, tried(&field, &room, &choice, is_limited));
    }

    #[test]
    fn the_best_choice_its_ties_and_the_next_best_are_what_trying_everything_finds(
        (field, room) in a_crowded_field(),
        count in 1_usize..4,
        is_limited in any::<bool>(),
        purse in prop::option::of((prop::collection::vec(0_u64..5, 4), 0_u64..9)),
    ) {
        let count = count.min(field.candidates);
        let purse = purse.map(|(prices, budget)| Purse { prices, budget });
        let price = |choice: &Choice| {
            choice.iter().map(|&one| purse.as_ref().map_or(0, |purse| purse.prices[one as usize])).sum::<u64>()
        };
        let counts = if purse.is_some() { 0..=count } else { count..=count };
        let mut all: Vec<Choice> = counts.flat_map(|count| choices(field.candidates as u32, count)).collect();
        all.retain(|choice| purse.as_ref().is_none_or(|purse| price(choice) <= purse.budget));
        let worth = |choice: &Choice| {
            let tried = tried(&field, &room, choice, is_limited);
            if is_limited { [tried[0], 0, 0] } else { tried }
        };
        let worths: Vec<Counts> = all.iter().map(worth).collect();
        let best = *worths.iter().min().expect("a choice");
        let mut expected: Vec<Choice> =
            all.iter().zip(&worths).filter(|(_, worth)| **worth == best).map(|(choice, _)| choice.clone()).collect();
        expected.sort();
        let limit = is_limited.then_some(LIMIT);
        let steps = Steps::new(&field, &room, (count, purse.clone()), limit, &mut endless());
        let found = steps.hunt().best(None, &mut endless());
        prop_assert!(steps.is_proven && found.is_proven);
        let (cost, choice) = found.choice.expect("some choice is best");
        prop_assert!(expected.contains(&choice), "{choice:?} is none of {expected:?}");
        let (ties, is_all) = steps.hunt().all_of(cost.cost, 1000, &mut endless());
        prop_assert!(is_all);
        prop_assert_eq!(&ties, &expected);
        let next = steps.next(cost.cost, &mut endless());
        prop_assert!(next.is_proven);
        let expected = worths.iter().copied().filter(|worth| *worth > best).min();
        prop_assert_eq!(next.choice.map(|(_, choice)| worth(&choice)), expected);
    }
}

#[test]
fn what_ran_out_says_so_and_its_bound_holds() {
    // Thirty towns of seven people in a bent line, and room for twenty at each of five places.
    let at = |town: usize| (town * town * 37 % 211, town * 91 % 173);
    let towns = 0..30_usize;
    let field = Field {
        rows: towns
            .clone()
            .map(|community| Row {
                community,
                need: 7,
                days: 1,
                alike: 0,
                existing: [UNREACHED; 2],
            })
            .collect(),
        candidates: 30,
        journeys: towns
            .clone()
            .flat_map(|a| {
                towns
                    .clone()
                    .map(move |b| (at(a).0.abs_diff(at(b).0) + at(a).1.abs_diff(at(b).1)) as Seconds)
            })
            .collect(),
    };
    let room = vec![Some(20); 30];
    let steps = Steps::new(&field, &room, (5, None), None, &mut endless());
    assert_eq!(steps.keeps, 0..=110, "a hundred of two hundred and ten find room");
    let best = steps.hunt().best(None, &mut endless());
    let (worth, _) = best.choice.expect("a choice");
    assert!(best.is_proven && (best.bound - worth.cost as f64).abs() < 0.5);
    let mut little = super::Effort::new(60_000, &|| false);
    let some = steps.hunt().best(None, &mut little);
    assert!(!some.is_proven && little.is_over());
    assert!(some.bound <= worth.cost as f64);
    assert!(some.choice.is_none_or(|(some, _)| some.cost >= worth.cost));
}
