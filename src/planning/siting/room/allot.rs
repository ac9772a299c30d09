//! The best sharing out of need among places with limited room: a transportation problem, exact in whole numbers.
//!
//! Every unit first goes where it pays least, room or not. What is too much at a place is then moved on along the cheapest chain of
//! moves to where there is room, again and again: successive shortest paths (Busacker & Gowen 1961), so that what has been
//! reached is always the cheapest for how much of it fits.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::effort::Effort;
use super::{Cost, Group};

/// Some units of a row, and where they go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The candidate that takes them; `None` where they stay with what the row has without any.
    pub by: Option<u32>,
    /// How many.
    pub need: u64,
}

/// Every unit has a place here without any addition.
const OUTSIDE: usize = 0;

/// Places are the outside, 0, and what is open, from 1.
struct Table<'a> {
    group: &'a Group,
    open: &'a [u32],
    /// By row and place.
    units: Vec<u64>,
    /// By pair of places, what moving a unit from one to the other adds, and of which row; what is stale is thrown away when it
    /// comes to the top.
    moves: Vec<BinaryHeap<Reverse<(i64, usize)>>>,
    spent: u64,
}

impl Table<'_> {
    fn places(&self) -> usize {
        self.open.len() + 1
    }

    fn cost(&self, row: usize, place: usize) -> Cost {
        let demand = &self.group.demands[row];
        place
            .checked_sub(1)
            .map_or(demand.base, |place| demand.at[self.open[place] as usize])
    }

    /// Puts units of a row at a place, from where they may be moved on.
    fn put(&mut self, row: usize, place: usize, units: u64) {
        let places = self.places();
        self.units[row * places + place] += units;
        let here = self.cost(row, place);
        for to in (0..places).filter(|&to| to != place) {
            // Whole seconds with what is put ahead of them stay far below what these numbers hold.
            let adds = self.cost(row, to).cast_signed() - here.cast_signed();
            self.moves[place * places + to].push(Reverse((adds, row)));
        }
        self.spent += places as u64;
    }

    /// The cheapest move from one place to another.
    fn cheapest(&mut self, from: usize, to: usize) -> Option<(i64, usize)> {
        let places = self.places();
        let heap = &mut self.moves[from * places + to];
        while let Some(&Reverse((adds, row))) = heap.peek() {
            if self.units[row * places + from] > 0 {
                return Some((adds, row));
            }
            heap.pop();
        }
        None
    }

    /// The cheapest chain of moves from a place with too much to one with room, as places and the rows that are moved.
    fn chain(&mut self, over: &[u64], free: &[Option<u64>]) -> Option<Vec<(usize, usize, usize)>> {
        let places = self.places();
        let mut direct: Vec<Option<(i64, usize)>> = vec![None; places * places];
        for from in 1..places {
            for to in (0..places).filter(|&to| to != from) {
                direct[from * places + to] = self.cheapest(from, to);
            }
        }
        let mut least: Vec<Option<i64>> = over.iter().map(|&over| (over > 0).then_some(0)).collect();
        let mut came: Vec<Option<(usize, usize)>> = vec![None; places];
        loop {
            let mut is_better = false;
            self.spent += (places * places) as u64;
            for from in 1..places {
                let Some(here) = least[from] else { continue };
                for to in (0..places).filter(|&to| to != from) {
                    let Some((adds, row)) = direct[from * places + to] else {
                        continue;
                    };
                    if least[to].is_none_or(|known| here + adds < known) {
                        least[to] = Some(here + adds);
                        came[to] = Some((from, row));
                        is_better = true;
                    }
                }
            }
            if !is_better {
                break;
            }
        }
        let ends = (0..places).filter(|&place| over[place] == 0 && free[place] != Some(0));
        let end = ends.filter_map(|place| Some((least[place]?, place))).min()?;
        let mut chain = Vec::new();
        let mut at = end.1;
        while let Some((from, row)) = came[at] {
            chain.push((from, at, row));
            at = from;
        }
        Some(chain)
    }
}

/// Shares out the need of a group among what is open.
pub(super) fn allot(group: &Group, open: &[u32], effort: &mut Effort<'_>) -> Vec<Vec<Share>> {
    if group.demands.is_empty() {
        return Vec::new();
    }
    let places = open.len() + 1;
    let mut table = Table {
        group,
        open,
        units: vec![0; group.demands.len() * places],
        moves: vec![BinaryHeap::new(); places * places],
        spent: 0,
    };
    let mut load = vec![0_u64; places];
    for (row, demand) in group.demands.iter().enumerate() {
        let cheapest = (0..places).min_by_key(|&place| (table.cost(row, place), place));
        let place = cheapest.unwrap_or(OUTSIDE);
        table.put(row, place, demand.need);
        load[place] += demand.need;
    }
    let room = |place: usize| place.checked_sub(1).and_then(|place| group.room[open[place] as usize]);
    loop {
        let over: Vec<u64> = (0..places)
            .map(|place| room(place).map_or(0, |room| load[place].saturating_sub(room)))
            .collect();
        if over.iter().all(|&over| over == 0) {
            break;
        }
        let free: Vec<Option<u64>> = (0..places)
            .map(|place| room(place).map(|room| room.saturating_sub(load[place])))
            .collect();
        let Some(chain) = table.chain(&over, &free) else { break };
        let (Some(&(first, ..)), Some(&(_, end, _))) = (chain.last(), chain.first()) else {
            break;
        };
        let units = chain.iter().map(|&(from, _, row)| table.units[row * places + from]);
        let most = units.chain([over[first]]).chain(free[end]).min().unwrap_or(0);
        for &(from, to, row) in &chain {
            table.units[row * places + from] -= most;
            table.put(row, to, most);
        }
        load[first] -= most;
        load[end] += most;
    }
    // Of heaps: one of these is several steps elsewhere.
    effort.spend(12 * table.spent);
    let shares = |row: usize| {
        let units = table.units[row * places..(row + 1) * places].iter().enumerate();
        let some = units.filter(|(_, units)| **units > 0);
        some.map(|(place, &need)| Share {
            by: place.checked_sub(1).map(|place| open[place]),
            need,
        })
        .collect()
    };
    (0..group.demands.len()).map(shares).collect()
}
