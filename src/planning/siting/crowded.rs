//! Questions where additions have room for so much: the optimum, its ties, the next best, and where everybody finds room.

use super::answer::{Asking, Found};
use super::effort::Effort;
use super::field::UNREACHED;
use super::ground::Ground;
use super::objective::{Least, Objective, Solved};
use super::question::{Each, SitingQuestion};
use super::room::{Ahead, Rooms, Steps};
use super::search::{Choice, Tied};
use super::standing::{Standing, Taken, shared_standings};
use super::{Gain, NextBest};

/// Steps for a side question, at the least.
const SIDE_STEPS: u64 = 60_000_000;

/// What came of the rooms of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crowd {
    /// By addition, in the package's order: the candidate, its room on a day where it has a limit, and what it takes.
    pub places: Vec<(u32, Option<u64>, u64)>,
    /// Communities with need that finds no room, and how much.
    pub unmet: Vec<(usize, u64)>,
}

/// The room of each candidate, in parts of need; `None` where it has no limit.
fn room(asked: &SitingQuestion, capacity: &Each) -> Vec<Option<u64>> {
    let parts = asked.need.parts();
    let of = |&community: &usize| Some(capacity.of(community)).filter(|room| *room != Each::ENDLESS);
    let rooms = asked.candidates.iter().map(of);
    rooms.map(|room| room.map(|room| room.saturating_mul(parts))).collect()
}

/// How need is shared out at both readings, where room has limits: what the objective counts first, then travel.
pub(super) fn shared_out(asked: &SitingQuestion, grounds: &[Ground; 2]) -> Option<[Rooms; 2]> {
    let room = room(asked, asked.capacity.as_ref()?);
    let ahead = match asked.objective {
        Objective::Coverage => Ahead::Beyond(asked.limit.seconds()),
        _ => Ahead::Unreached,
    };
    Some([0, 1].map(|reading| Rooms::new(&grounds[reading].field, &room, asked.count, ahead)))
}

impl Asking<'_> {
    fn steps(&self, ground: &Ground, capacity: &Each, effort: &mut Effort<'_>) -> Steps {
        let limit = (self.asked.objective == Objective::Coverage).then(|| self.asked.limit.seconds());
        let count = self.asked.count.min(self.asked.candidates.len());
        Steps::new(
            &ground.field,
            &room(self.asked, capacity),
            (count, self.purse()),
            limit,
            effort,
        )
    }

    /// An optimum at a reading, with its ties and the next best.
    pub(super) fn find_with_room(&self, ground: &Ground, capacity: &Each, effort: &mut Effort<'_>) -> Found {
        let steps = self.steps(ground, capacity, effort);
        let best = steps.hunt().best(None, effort);
        let is_proven = steps.is_proven && best.is_proven;
        let mut found = Found {
            solved: Solved {
                value: best
                    .choice
                    .as_ref()
                    .map_or(f64::INFINITY, |(worth, _)| worth.cost as f64),
                choice: best.choice.as_ref().map(|(_, choice)| choice.clone()),
                bound: best.bound,
                is_proven,
                nodes: steps.nodes + best.nodes,
                guards: Vec::new(),
                least: Least::Nothing,
                few: None,
            },
            count: steps.count,
            ties: Tied {
                choices: best.choice.iter().map(|(_, choice)| choice.clone()).collect(),
                is_complete: false,
            },
            next_best: NextBest::NotLookedFor,
        };
        let Some((worth, _)) = best.choice.filter(|_| is_proven) else {
            return found;
        };
        let mut portion = effort.portion(effort.spent().max(SIDE_STEPS));
        let (choices, is_complete) = steps.hunt().all_of(worth.cost, self.asked.ties, &mut portion);
        effort.settle(&portion);
        found.ties = Tied { choices, is_complete };
        let mut portion = effort.portion(effort.spent().max(SIDE_STEPS));
        found.next_best = self.next_with_room(&steps, worth.cost, &mut portion);
        effort.settle(&portion);
        found
    }

    fn next_with_room(&self, steps: &Steps, cost: u128, effort: &mut Effort<'_>) -> NextBest {
        let next = steps.next(cost, effort);
        match next.choice {
            Some((_, places)) if next.is_proven => NextBest::Choice {
                objective: self.worth(&places),
                differs_at: None,
                places,
            },
            None if next.is_proven => NextBest::None,
            _ => NextBest::NotLookedFor,
        }
    }

    /// An optimum at a reading, and whether a choice is one too.
    pub(super) fn at_best_with_room(
        &self,
        ground: &Ground,
        capacity: &Each,
        choice: &[u32],
        effort: &mut Effort<'_>,
    ) -> Option<(Choice, bool)> {
        let steps = self.steps(ground, capacity, effort);
        let best = steps.hunt().best(None, effort);
        let (worth, places) = best.choice.filter(|_| best.is_proven && steps.is_proven)?;
        let own = steps.rooms.worth(choice, effort);
        let is_same = own.cost == worth.cost && steps.keeps.contains(&own.unreached);
        Some(if is_same {
            (choice.to_vec(), true)
        } else {
            (places, false)
        })
    }

    /// How places stand under a choice at a reading, where need is shared out.
    pub(super) fn stand_with_room(&self, reading: usize, rooms: &Rooms, choice: &[u32]) -> Vec<Standing> {
        let shares = rooms.shares(choice, &mut Effort::new(u64::MAX, &|| false));
        let limit = self.asked.limit.seconds();
        shared_standings(&self.grounds[reading], &self.needs.numbers(), choice, limit, shares)
    }

    /// What one more adds where rooms have limits.
    pub(super) fn gain_with_room(
        &self,
        rooms: &Rooms,
        (choice, before): (&[u32], &[Standing]),
        (with, after): (&[u32], &[Standing]),
    ) -> Gain {
        let pairs = || {
            let taken =
                |side: &[Standing]| -> Vec<Taken> { side.iter().map(|one| one.taken.unwrap_or_default()).collect() };
            taken(before).into_iter().zip(taken(after))
        };
        let apart = |less: u64, more: u64| i128::from(more) - i128::from(less);
        let newly: i128 = pairs()
            .map(|(before, after)| apart(before.reached, after.reached))
            .sum();
        let amount: i128 = match self.asked.objective {
            Objective::Coverage => pairs()
                .map(|(before, after)| apart(before.covered, after.covered))
                .sum(),
            _ => self.saved_with_room(rooms, choice, with),
        };
        Gain {
            amount: Some(amount),
            newly_reached: Some(newly),
        }
    }

    /// The seconds that rows save of which as much finds room as before: what reached nothing before saves nothing.
    fn saved_with_room(&self, rooms: &Rooms, before: &[u32], after: &[u32]) -> i128 {
        let field = &self.grounds[0].field;
        let of = |choice: &[u32]| -> Vec<(u64, i128)> {
            let mut rows = vec![(0, 0); field.rows.len()];
            for (row, shares) in rooms.shares(choice, &mut Effort::new(u64::MAX, &|| false)) {
                for share in shares {
                    let existing = field.rows[row].existing[0];
                    let seconds = share.by.map_or(existing, |one| field.journey(row, one as usize));
                    if seconds != UNREACHED {
                        rows[row].0 += share.need;
                        rows[row].1 += i128::from(share.need) * i128::from(seconds);
                    }
                }
            }
            rows
        };
        let pairs = of(before).into_iter().zip(of(after));
        pairs
            .filter(|(before, after)| before.0 == after.0)
            .map(|(before, after)| before.1 - after.1)
            .sum()
    }

    /// Who takes how much, and who finds no room.
    pub(super) fn crowd(&self, capacity: &Each, rooms: &Rooms, choice: &[u32], after: &[Standing]) -> Crowd {
        let room = room(self.asked, capacity);
        let mut taken = vec![0_u64; room.len()];
        let shares = rooms.shares(choice, &mut Effort::new(u64::MAX, &|| false));
        for share in shares.into_iter().flat_map(|row| row.1) {
            if let Some(one) = share.by {
                taken[one as usize] += share.need;
            }
        }
        let lacks = |one: &Standing| {
            let taken = one.taken.unwrap_or_default();
            let met = if self.asked.objective == Objective::Coverage {
                taken.covered
            } else {
                taken.reached
            };
            taken.need - met
        };
        Crowd {
            places: choice
                .iter()
                .map(|&one| (one, room[one as usize], taken[one as usize]))
                .collect(),
            unmet: after
                .iter()
                .map(lacks)
                .enumerate()
                .filter(|(_, lacks)| *lacks > 0)
                .collect(),
        }
    }
}
