//! Guards laid out by their limits, so that what breaks them is looked up and not added up: fairness has as many as there are
//! journeys.

use super::field::{Field, Row, Seconds};
use super::objective::{Counted, Guard};

/// What rows pay that travel beyond the limits of guards.
pub struct Ladder {
    limits: Vec<Seconds>,
    /// Up to each limit, what a unit of need pays, and what a place does. Whole numbers, so that their sums are exact.
    paid: Vec<[f64; 2]>,
}

impl Ladder {
    /// Guards, each with its price for a unit.
    pub fn new(guards: &[Guard], price: impl Fn(&Guard) -> f64) -> Self {
        let mut guards: Vec<&Guard> = guards.iter().collect();
        guards.sort_by_key(|guard| guard.beyond);
        let (mut sum, mut paid) = ([0.0; 2], vec![[0.0; 2]]);
        for guard in &guards {
            sum[usize::from(guard.counted == Counted::Places)] += price(guard);
            paid.push(sum);
        }
        Self {
            limits: guards.iter().map(|guard| guard.beyond).collect(),
            paid,
        }
    }

    /// What a row pays for a journey.
    pub fn broken(&self, row: &Row, seconds: Seconds) -> f64 {
        let [need, place] = self.paid[self.limits.partition_point(|&limit| limit < seconds)];
        need * row.need as f64 + place * f64::from(row.days)
    }
}

/// The journeys of a choice, the longest first, with the need and the places that make one as long or longer.
pub struct Journeys {
    seconds: Vec<Seconds>,
    made_by: Vec<[u64; 2]>,
}

impl Journeys {
    /// Of a choice.
    pub fn of(field: &Field, choice: &[u32]) -> Self {
        let rows = field.rows.iter().enumerate();
        let mut all: Vec<(Seconds, &Row)> = rows.map(|(at, row)| (field.nearest(at, choice), row)).collect();
        all.sort_unstable_by_key(|(seconds, _)| std::cmp::Reverse(*seconds));
        let (mut sum, mut made_by) = ([0; 2], vec![[0; 2]]);
        for (_, row) in &all {
            sum[0] += row.need;
            sum[1] += u64::from(row.days);
            made_by.push(sum);
        }
        Self {
            seconds: all.into_iter().map(|(seconds, _)| seconds).collect(),
            made_by,
        }
    }

    /// Whether no more travels beyond a guard's limit than it allows.
    pub fn keep(&self, guard: &Guard) -> bool {
        let beyond = self.seconds.partition_point(|&seconds| seconds > guard.beyond);
        self.made_by[beyond][usize::from(guard.counted == Counted::Places)] <= guard.most
    }
}
