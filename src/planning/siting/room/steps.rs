//! The objectives where rooms have limits: step by step, each within what the one before it found.

use std::ops::RangeInclusive;

use super::super::effort::Effort;
use super::super::field::{Field, Seconds};
use super::super::search::Purse;
use super::search::{Caught, Hunt};
use super::{Ahead, Rooms};

/// A problem, with what an earlier step found.
pub struct Steps {
    /// The last step.
    pub rooms: Rooms,
    /// How much may be unreached.
    pub keeps: RangeInclusive<u64>,
    /// How many are opened.
    pub count: usize,
    /// Subproblems looked at for earlier steps.
    pub nodes: u64,
    /// Whether these are proven.
    pub is_proven: bool,
    /// The step before, where what reaches nothing comes first.
    reach: Option<Rooms>,
    purse: Option<Purse>,
}

const ANY: RangeInclusive<u64> = 0..=u64::MAX;

impl Steps {
    /// Most need within a limit, or without one least need that reaches nothing and then least travel.
    pub fn new(
        field: &Field,
        room: &[Option<u64>],
        (count, purse): (usize, Option<Purse>),
        limit: Option<Seconds>,
        effort: &mut Effort<'_>,
    ) -> Self {
        let rooms = |ahead| Rooms::new(field, room, count, ahead);
        if let Some(limit) = limit {
            return Self {
                rooms: rooms(Ahead::BeyondAlone(limit)),
                keeps: ANY,
                count,
                nodes: 0,
                is_proven: true,
                reach: None,
                purse,
            };
        }
        let reach = rooms(Ahead::UnreachedAlone);
        let least = reach.hunt(count, purse.as_ref(), ANY).best(None, effort);
        Self {
            rooms: rooms(Ahead::Unreached),
            keeps: 0..=least.choice.map_or(u64::MAX, |(worth, _)| worth.unreached),
            count,
            nodes: least.nodes,
            is_proven: least.is_proven,
            reach: Some(reach),
            purse,
        }
    }

    /// The last step, as a question.
    pub fn hunt(&self) -> Hunt<'_> {
        self.rooms.hunt(self.count, self.purse.as_ref(), self.keeps.clone())
    }

    /// The best choice that comes to more than `cost`, the least: among those that leave no more unreached, and where there is
    /// none, among those that leave least more.
    pub fn next(&self, cost: u128, effort: &mut Effort<'_>) -> Caught {
        let near = self.hunt().best(Some(cost), effort);
        let (Some(reach), true) = (&self.reach, near.choice.is_none() && near.is_proven) else {
            return near;
        };
        let most = u128::from(*self.keeps.end());
        let more = reach
            .hunt(self.count, self.purse.as_ref(), ANY)
            .best(Some(most), effort);
        match &more.choice {
            Some((worth, _)) if more.is_proven => {
                let keeps = worth.unreached..=worth.unreached;
                self.rooms
                    .hunt(self.count, self.purse.as_ref(), keeps)
                    .best(None, effort)
            }
            _ => more,
        }
    }
}
