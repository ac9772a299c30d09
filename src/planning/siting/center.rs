//! The longest journey as short as may be.
//!
//! A longest journey is possible where so many places cover all rows within it (Minieka 1970), so it is looked for among the
//! distinct journeys. That none shorter is possible is dear to prove, and proven for the next shorter one it is proven for all:
//! looks on the way there give up early.

use super::effort::Effort;
use super::field::{Field, Seconds, UNREACHED};
use super::objective::{Counted, Guard, Least, Problem, Reached, Solved};
use super::search::Choice;

/// How often a look that may give up goes through all pairs.
const LOOKS: u64 = 50;

impl Problem<'_> {
    /// All journeys that anybody may have to make, the shortest first.
    pub fn distinct(&self) -> Vec<Seconds> {
        let existing = self.field.rows.iter().map(|row| row.existing[0]);
        let mut all: Vec<Seconds> = self.field.journeys.iter().copied().chain(existing).collect();
        all.retain(|&seconds| seconds != UNREACHED);
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The shortest of some journeys beyond which no more travel than `most`; `known` keeps that at the last of them. With it what
    /// is sure to be no longer, the choice, and whether the two are one.
    ///
    /// Halving between what is proven or unlikely and what is known.
    pub fn shortest(
        &self,
        journeys: &[Seconds],
        most: u64,
        known: Choice,
        nodes: &mut u64,
        effort: &mut Effort<'_>,
    ) -> (usize, usize, Choice, bool) {
        let mut choice = known;
        let reaches = |choice: &Choice| {
            let within = |&one: &Seconds| self.beyond(choice, one, Counted::Places) > most;
            journeys.partition_point(within)
        };
        let (mut below, mut at) = (0, reaches(&choice).min(journeys.len().saturating_sub(1)));
        let mut patience = self.field.journeys.len() as u64 * LOOKS;
        let mut unlikely = below;
        while below < at {
            let is_last = unlikely >= at;
            let asked = if is_last {
                at - 1
            } else {
                unlikely + (at - unlikely) / 2
            };
            let mut portion = effort.portion(if is_last { u64::MAX } else { patience });
            let (found, is_sure) = self.any_within(journeys[asked], most, nodes, &mut portion);
            effort.settle(&portion);
            match found {
                Some(found) => {
                    at = reaches(&found).min(asked);
                    choice = found;
                    if is_last {
                        // There are more, and they are harder to find.
                        (unlikely, patience) = (below, patience.saturating_mul(4));
                    }
                }
                None if is_sure => {
                    below = asked + 1;
                    unlikely = unlikely.max(below);
                }
                None if is_last || effort.is_over() => return (below, at, choice, false),
                None => unlikely = asked + 1,
            }
        }
        (at, at, choice, true)
    }

    /// Of a choice that is known and all that are one exchange away from another, the one with the shortest longest journey beyond
    /// which no more travel than `most`.
    pub fn shortest_exchange(&self, from: &[u32], most: u64, known: Choice, effort: &mut Effort<'_>) -> Choice {
        let field = self.field;
        let nearest: Vec<[(Seconds, usize); 2]> =
            (0..field.rows.len()).map(|row| nearest_two(field, row, from)).collect();
        let (mut longest, mut best) = (self.longest_of(&known, most), known);
        for out in 0..from.len() {
            for into in (0..field.candidates as u32).filter(|one| !from.contains(one)) {
                let mut beyond = 0;
                let mut looked_at = 0;
                for (at, row) in field.rows.iter().enumerate() {
                    let [first, second] = nearest[at];
                    let left = if first.1 == out { second.0 } else { first.0 };
                    looked_at += 1;
                    if left.min(field.journey(at, into as usize)) >= longest {
                        beyond += u64::from(row.days);
                        if beyond > most {
                            break;
                        }
                    }
                }
                effort.spend(looked_at);
                if effort.is_over() {
                    return best;
                }
                if beyond > most {
                    continue;
                }
                let mut other = from.to_vec();
                other[out] = into;
                other.sort_unstable();
                effort.spend(field.rows.len() as u64);
                if self.purse.is_none_or(|purse| purse.pays(&other)) && self.keeps(&other) {
                    (longest, best) = (self.longest_of(&other, most), other);
                }
            }
        }
        best
    }

    /// The longest journey of a choice where so many rows (by their days) are left out.
    fn longest_of(&self, choice: &[u32], most: u64) -> Seconds {
        let mut left = most;
        for (seconds, days) in self.field.burdens(choice) {
            match left.checked_sub(days) {
                Some(fewer) => left = fewer,
                None => return seconds,
            }
        }
        0
    }

    /// The longest journey as short as may be, among the choices that leave fewest out of reach: the distinct journeys are
    /// halved, each time asking whether so many places cover all (Minieka 1970).
    pub(super) fn center(&self, effort: &mut Effort<'_>) -> Solved {
        let Reached {
            guards,
            choice,
            mut nodes,
            is_proven,
        } = self.reach(Counted::Places, effort);
        let most = guards.first().map_or(0, |guard| guard.most);
        let journeys = self.distinct();
        let guarded = self.keeping(&guards);
        let Some(start) = choice.clone().filter(|_| !journeys.is_empty()) else {
            return Solved {
                choice,
                value: 0.0,
                bound: 0.0,
                is_proven,
                nodes,
                guards,
                least: Least::Nothing,
                few: None,
            };
        };
        let (low, high, choice, is_found) = guarded.shortest(&journeys, most, start, &mut nodes, effort);
        let mut guards = guards;
        guards.push(Guard {
            beyond: journeys[high],
            counted: Counted::Places,
            most,
        });
        Solved {
            choice: Some(choice),
            value: f64::from(journeys[high]),
            bound: f64::from(journeys[low]),
            is_proven: is_proven && is_found,
            nodes,
            guards,
            least: Least::Nothing,
            few: None,
        }
    }
}

/// A row's two nearest of what is there and of a choice, each with its place in the choice; what is there has none.
fn nearest_two(field: &Field, row: usize, choice: &[u32]) -> [(Seconds, usize); 2] {
    let there = (field.rows[row].existing[0], usize::MAX);
    let chosen = choice
        .iter()
        .enumerate()
        .map(|(at, &one)| (field.journey(row, one as usize), at));
    chosen.fold([there, (UNREACHED, usize::MAX)], |[first, second], one| {
        if one.0 < first.0 {
            [one, first]
        } else {
            [first, second.min(one)]
        }
    })
}
