//! Where each place has room for so much: the need of a row is shared out among what is open, as is best for all together.
//!
//! The need of one row may go to several places, and what finds no room stays with what the row has without them: a service that
//! is there, which nobody says to be full, or nothing (the capacitated p-median and covering problems with shared demand: Current &
//! Storbeck 1988). Rows on different days share no room. For one choice the best sharing out is a transportation problem (`allot`);
//! over the choices a branch and bound (`search`) runs with a bound from prices (`bound`).

mod allot;
mod bound;
mod search;
mod steps;

use std::ops::RangeInclusive;

use super::effort::Effort;
use super::field::{Field, Seconds, UNREACHED};
use super::search::Purse;

pub use allot::Share;
pub use search::Hunt;
pub use steps::Steps;

/// What a unit of need pays for a journey; less is better.
pub type Cost = u64;

/// One row that wants room.
#[derive(Clone, Debug)]
struct Demand {
    /// Its place in the field.
    row: usize,
    need: u64,
    /// What a unit pays without any addition.
    base: Cost,
    /// By candidate, what a unit pays there.
    at: Vec<Cost>,
}

/// Rows of days that are alike: they share what room there is on those days.
#[derive(Clone, Debug, Default)]
struct Group {
    demands: Vec<Demand>,
    /// By candidate; none where there is no limit.
    room: Vec<Option<u64>>,
}

/// Rows, candidates and their room.
#[derive(Clone, Debug)]
pub struct Rooms {
    groups: Vec<Group>,
    candidates: usize,
    /// What a unit that reaches nothing pays, at the least.
    unreached: Cost,
}

/// What is to be least, before the travel of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// Need that is not within a limit, and nothing else.
    BeyondAlone(Seconds),
    /// Need that is not within a limit, then need that reaches nothing, then travel.
    Beyond(Seconds),
    /// Need that reaches nothing, and nothing else.
    UnreachedAlone,
    /// Need that reaches nothing, then travel.
    Unreached,
}

impl Rooms {
    /// The rows of a field. `room` says by candidate how much need a place takes a day.
    pub fn new(field: &Field, room: &[Option<u64>], count: usize, ahead: Ahead) -> Self {
        let longest = field
            .rows
            .iter()
            .map(|row| row.existing[0])
            .chain(field.journeys.iter().copied());
        let longest = longest.filter(|&seconds| seconds != UNREACHED).max().unwrap_or(0);
        // One more unit is brought in by moving others, each of the open places once at most: what that adds to travel is never
        // as much as the unit itself pays outside.
        let moves = count as u64 + 1;
        let unreached = moves * (u64::from(longest) + 1);
        let beyond = moves * (unreached + 1);
        let cost = |seconds: Seconds| -> Cost {
            let is_reached = seconds != UNREACHED;
            let travel = if is_reached { u64::from(seconds) } else { unreached };
            match ahead {
                Ahead::BeyondAlone(limit) => u64::from(!is_reached || seconds > limit),
                Ahead::Beyond(limit) if !is_reached || seconds > limit => beyond + travel,
                Ahead::UnreachedAlone => u64::from(!is_reached),
                Ahead::Beyond(_) | Ahead::Unreached => travel,
            }
        };
        let mut groups: Vec<Group> = Vec::new();
        for (at, row) in field.rows.iter().enumerate().filter(|(_, row)| row.need > 0) {
            if groups.len() <= row.alike {
                groups.resize(row.alike + 1, Group::default());
            }
            let group = &mut groups[row.alike];
            // All rows of a group are of the same days.
            let days = u64::from(row.days);
            group.room = room
                .iter()
                .map(|room| room.map(|room| room.saturating_mul(days)))
                .collect();
            group.demands.push(Demand {
                row: at,
                need: row.need,
                base: cost(row.existing[0]),
                at: field.journeys_of(at).iter().map(|&seconds| cost(seconds)).collect(),
            });
        }
        Self {
            groups,
            candidates: field.candidates,
            unreached: match ahead {
                Ahead::BeyondAlone(_) | Ahead::UnreachedAlone => 1,
                Ahead::Beyond(_) | Ahead::Unreached => unreached,
            },
        }
    }

    /// How the need is shared out among a choice: by place in the field, only rows that have any.
    pub fn shares(&self, choice: &[u32], effort: &mut Effort<'_>) -> Vec<(usize, Vec<Share>)> {
        let mut all = Vec::new();
        for group in &self.groups {
            let allotted = allot::allot(group, choice, effort);
            all.extend(group.demands.iter().map(|demand| demand.row).zip(allotted));
        }
        all
    }

    /// What a choice comes to.
    pub fn worth(&self, choice: &[u32], effort: &mut Effort<'_>) -> Worth {
        let mut worth = Worth::default();
        for group in &self.groups {
            for (demand, shares) in group.demands.iter().zip(allot::allot(group, choice, effort)) {
                for share in shares {
                    let cost = share.by.map_or(demand.base, |one| demand.at[one as usize]);
                    worth.cost += u128::from(share.need) * u128::from(cost);
                    if cost >= self.unreached {
                        worth.unreached += share.need;
                    }
                }
            }
        }
        worth
    }

    /// The choices of so many, or with a purse of at most so many, that leave as much unreached as `keeps` has.
    pub const fn hunt<'a>(&'a self, count: usize, purse: Option<&'a Purse>, keeps: RangeInclusive<u64>) -> Hunt<'a> {
        Hunt {
            rooms: self,
            count,
            purse,
            keeps,
        }
    }
}

/// What a choice comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worth {
    /// What all units pay together.
    pub cost: u128,
    /// Units that pay as much as one that reaches nothing.
    pub unreached: u64,
}

#[cfg(test)]
mod tests;
