//! A question of siting as numbers: who has to travel where for how long.

use std::collections::HashMap;

/// Seconds of a journey; [`UNREACHED`] where there is none.
pub type Seconds = u32;

/// No journey. It stands for no number: every objective says what it makes of it.
pub const UNREACHED: Seconds = Seconds::MAX;

/// What one community wants on days that are all alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The community's place in the package.
    pub community: usize,
    /// Need, times the days where days are counted.
    pub need: u64,
    /// Days, or one where they are not counted.
    pub days: u32,
    /// Which of the days that are alike for everybody; 0 where they are not counted.
    pub alike: usize,
    /// Seconds to the nearest service that is there, and to the next one.
    pub existing: [Seconds; 2],
}

/// Rows and candidates, and the journeys between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Rows in the order of their communities, then of the calendar.
    pub rows: Vec<Row>,
    /// How many candidates there are.
    pub candidates: usize,
    /// Row by row, seconds to each candidate.
    pub journeys: Vec<Seconds>,
}

/// The figures of one choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Places (or place-days) within the limit, and their need.
    pub covered: Amount,
    /// Places within the limit of two.
    pub backed_up: Amount,
    /// Places that reach nothing.
    pub unreached: Amount,
    /// Places that reach something.
    pub reached: Amount,
    /// Need of the reached times their seconds.
    pub need_seconds: u128,
    /// The longest journey of the reached, and the row that has it first.
    pub worst: Option<(Seconds, usize)>,
}

/// How many, and how much need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Places or place-days.
    pub places: u64,
    /// Their need.
    pub need: u64,
}

impl Amount {
    fn add(&mut self, row: &Row) {
        self.places += u64::from(row.days);
        self.need += row.need;
    }
}

impl Field {
    /// Seconds from a row to a candidate.
    pub fn journey(&self, row: usize, candidate: usize) -> Seconds {
        self.journeys[row * self.candidates + candidate]
    }

    /// The journeys of one row.
    pub fn journeys_of(&self, row: usize) -> &[Seconds] {
        &self.journeys[row * self.candidates..(row + 1) * self.candidates]
    }

    /// Seconds of a row to the nearest of what is there and of a choice.
    pub fn nearest(&self, row: usize, choice: &[u32]) -> Seconds {
        let journeys = self.journeys_of(row);
        let chosen = choice.iter().map(|&one| journeys[one as usize]);
        chosen.fold(self.rows[row].existing[0], Seconds::min)
    }

    /// How many of what is there and of a choice are within a limit of a row; two is as many as are counted of what is there.
    pub fn within(&self, row: usize, choice: &[u32], limit: Seconds) -> usize {
        let journeys = self.journeys_of(row);
        let there = self.rows[row].existing.iter().copied();
        let all = there.chain(choice.iter().map(|&one| journeys[one as usize]));
        all.filter(|&seconds| seconds != UNREACHED && seconds <= limit).count()
    }

    /// The figures of a choice.
    pub fn figures(&self, choice: &[u32], limit: Seconds) -> Figures {
        let mut figures = Figures::default();
        for (at, row) in self.rows.iter().enumerate() {
            let seconds = self.nearest(at, choice);
            let within = self.within(at, choice, limit);
            if within >= 1 {
                figures.covered.add(row);
            }
            if within >= 2 {
                figures.backed_up.add(row);
            }
            if seconds == UNREACHED {
                figures.unreached.add(row);
                continue;
            }
            figures.reached.add(row);
            figures.need_seconds += u128::from(row.need) * u128::from(seconds);
            if figures.worst.is_none_or(|(worst, _)| seconds > worst) {
                figures.worst = Some((seconds, at));
            }
        }
        figures
    }

    /// Journeys of a choice from the longest to the shortest, each with on how many places (or days) it is made: what
    /// fairness compares. Whoever reaches nothing stands first.
    pub fn burdens(&self, choice: &[u32]) -> Vec<(Seconds, u64)> {
        let mut all: Vec<(Seconds, u64)> = self
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| (self.nearest(at, choice), u64::from(row.days)))
            .collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        let mut burdens: Vec<(Seconds, u64)> = Vec::new();
        for (seconds, days) in all {
            match burdens.last_mut() {
                Some((last, sum)) if *last == seconds => *sum += days,
                _ => burdens.push((seconds, days)),
            }
        }
        burdens
    }

    /// The same field with rows that want the same put together: days on which nothing changes count once, with their sum.
    pub fn merged(&self) -> Self {
        let mut places: HashMap<(&[Seconds; 2], &[Seconds]), usize> = HashMap::new();
        let mut rows: Vec<Row> = Vec::new();
        let mut from: Vec<usize> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let place = *places.entry((&row.existing, self.journeys_of(at))).or_insert_with(|| {
                rows.push(Row {
                    need: 0,
                    days: 0,
                    ..row.clone()
                });
                from.push(at);
                rows.len() - 1
            });
            rows[place].need += row.need;
            rows[place].days += row.days;
        }
        Self {
            rows,
            candidates: self.candidates,
            journeys: from
                .iter()
                .flat_map(|&at| self.journeys_of(at).iter().copied())
                .collect(),
        }
    }
}
