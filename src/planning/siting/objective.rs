//! The five objectives, each solved to its proven end as one or several median problems.
//!
//! Whatever an objective counts (need that is not covered, places beyond a journey, need times seconds) is a sum over rows of
//! something that falls as the row's journey falls: so each step is a p-median problem in whole numbers, and maximal
//! covering is one with costs of nothing and one (Hillsman 1984). What a later step may not give up again of an earlier one is
//! a *guard*: it is priced, so that bounds see it, and no choice is taken that breaks it.

use super::effort::Effort;
use super::field::{Field, Seconds, UNREACHED};
use super::ladder::{Journeys, Ladder};
use super::search::{Best, Choice, Judgement, Purse, Search, Tied};
use super::terrain::Terrain;

/// What is to be best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// Most need within the limit: maximal covering (Church & `ReVelle` 1974).
    Coverage,
    /// Fewest places with which everybody is within the limit: set covering (Toregas et al. 1971).
    Everyone,
    /// Least travel for the need: p-median (Hakimi 1964; `ReVelle` & Swain 1970).
    MeanTravel,
    /// The longest journey as short as may be: p-center (Hakimi 1964; Minieka 1970).
    WorstTravel,
    /// The longest journey as short as may be and made by as few as may be, then the next longest, and so on: lexicographic
    /// minimax (Ogryczak 1997).
    Fairness,
}

impl Objective {
    /// Every objective, in the order of the contract.
    pub const ALL: [Self; 5] = [
        Self::Coverage,
        Self::Everyone,
        Self::MeanTravel,
        Self::WorstTravel,
        Self::Fairness,
    ];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Coverage => "coverage",
            Self::Everyone => "everyone",
            Self::MeanTravel => "mean_travel",
            Self::WorstTravel => "worst_travel",
            Self::Fairness => "fairness",
        }
    }

    /// Reads the word of the contract.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// What is counted of rows that travel beyond a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Their need.
    Need,
    /// Places, or place-days.
    Places,
}

/// Something that was found to be least, and stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guard {
    /// Rows that travel longer than this are counted; that reach nothing at all, where it is one second less than that.
    pub beyond: Seconds,
    /// What is counted of them.
    pub counted: Counted,
    /// How much it may be.
    pub most: u64,
}

/// Rows that reach nothing at all travel beyond this.
pub const REACH: Seconds = UNREACHED - 1;

/// A median problem over a field.
#[derive(Clone, Debug)]
pub struct Problem<'a> {
    pub(super) field: &'a Field,
    count: usize,
    pub(super) purse: Option<&'a Purse>,
    guards: Vec<Guard>,
    /// Guards of which one has to be broken, where there are any: only choices that are worse by one are looked for.
    broken: Vec<Guard>,
}

/// What a step makes least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Least {
    /// What travels beyond a limit.
    Beyond(Seconds, Counted),
    /// Need times seconds of all that reach something.
    Travel,
    /// Nothing: whatever keeps the guards is as good.
    Nothing,
}

/// An optimum of an objective.
#[derive(Clone, Debug)]
pub struct Solved {
    /// The choice; `None` where there is none, or none was found.
    pub choice: Option<Choice>,
    /// The value of the step that was worked on last, and what is sure to be no more than it.
    pub value: f64,
    /// See `value`.
    pub bound: f64,
    /// Whether every step was proven.
    pub is_proven: bool,
    /// Subproblems looked at.
    pub nodes: u64,
    /// What defines the optima: they keep all of these.
    pub guards: Vec<Guard>,
    /// What the last step makes least, at `value`.
    pub least: Least,
    /// All optima, where they were come to on the way.
    pub few: Option<Few>,
}

/// Few choices that are left, held against each other.
#[derive(Clone, Debug)]
pub struct Few {
    /// The best of them, in their order.
    pub fairest: Vec<Choice>,
    /// The best of those that are worse, where there is one.
    pub next: Option<Choice>,
}

impl<'a> Problem<'a> {
    /// So many additions, at most so dear.
    pub const fn new(field: &'a Field, count: usize, purse: Option<&'a Purse>) -> Self {
        Self {
            field,
            count,
            purse,
            guards: Vec::new(),
            broken: Vec::new(),
        }
    }

    /// The same among the choices that keep these guards.
    pub fn keeping(&self, guards: &[Guard]) -> Self {
        Self {
            guards: guards.to_vec(),
            ..self.clone()
        }
    }

    /// The same among the choices that break one of some guards.
    pub fn breaking(&self, guards: &[Guard]) -> Self {
        Self {
            broken: guards.to_vec(),
            ..self.clone()
        }
    }

    /// What a choice comes to in a step, as [`Self::least`] reckons it.
    pub fn value(&self, least: Least, choice: &[u32]) -> f64 {
        let choice: Vec<usize> = choice.iter().map(|&one| one as usize).collect();
        self.terrain(least).total(&choice)
    }

    /// Whether a choice keeps the guards, and breaks what has to be broken.
    pub fn keeps(&self, choice: &[u32]) -> bool {
        if self.guards.is_empty() && self.broken.is_empty() {
            return true;
        }
        let journeys = Journeys::of(self.field, choice);
        let is_broken = |guard: &Guard| !journeys.keep(guard);
        !self.guards.iter().any(is_broken) && (self.broken.is_empty() || self.broken.iter().any(is_broken))
    }

    /// What of a choice travels beyond a limit.
    pub fn beyond(&self, choice: &[u32], limit: Seconds, counted: Counted) -> u64 {
        let rows = self.field.rows.iter().enumerate();
        let beyond = rows.filter(|(at, _)| self.field.nearest(*at, choice) > limit);
        beyond.map(|(_, row)| amount(counted, row)).sum()
    }

    /// The terrain of a step. Breaking a guard costs about as much as the whole step may.
    fn terrain(&self, least: Least) -> Terrain {
        let longest = self.longest();
        let price = |guard: &Guard| match least {
            // One more than whatever could be gained by it, where sums stay small enough to be exact.
            Least::Travel => {
                let total: u128 = self
                    .field
                    .rows
                    .iter()
                    .map(|row| u128::from(row.need) * u128::from(longest))
                    .sum();
                let per = total.min(u128::from(longest) * 16) as f64;
                if guard.counted == Counted::Need {
                    per
                } else {
                    per * self.mean_need()
                }
            }
            Least::Beyond(..) | Least::Nothing => 1.0,
        };
        let ladder = Ladder::new(&self.guards, |guard| price(guard).ceil());
        let cost = |row: usize, seconds: Seconds| -> f64 {
            let own = &self.field.rows[row];
            ladder.broken(own, seconds)
                + match least {
                    Least::Beyond(limit, counted) if seconds > limit => amount(counted, own) as f64,
                    Least::Travel if seconds != UNREACHED => own.need as f64 * f64::from(seconds),
                    // Dearer than the longest journey, so that falling out of reach is never a gain.
                    Least::Travel => own.need as f64 * f64::from(longest),
                    Least::Beyond(..) | Least::Nothing => 0.0,
                }
        };
        let rows = (0..self.field.rows.len()).map(|row| {
            let at: Vec<f64> = self
                .field
                .journeys_of(row)
                .iter()
                .map(|&seconds| cost(row, seconds))
                .collect();
            (cost(row, self.field.rows[row].existing[0]), at)
        });
        Terrain::new(self.field.candidates, rows)
    }

    fn mean_need(&self) -> f64 {
        let need: u64 = self.field.rows.iter().map(|row| row.need).sum();
        (need as f64 / self.field.rows.len().max(1) as f64).max(1.0)
    }

    fn longest(&self) -> Seconds {
        let existing = self.field.rows.iter().map(|row| row.existing[0]);
        let all = self.field.journeys.iter().copied().chain(existing);
        all.filter(|&seconds| seconds != UNREACHED).max().unwrap_or(0) + 1
    }

    /// What the guards and those out of reach add to the value of a choice that keeps the guards just so.
    fn search<T>(&self, least: Least, ask: impl FnOnce(&Search<'_>) -> T) -> T {
        let terrain = self.terrain(least);
        let admits = |choice: &[u32]| self.keeps(choice);
        // More open places only ever shorten journeys: what is kept already is not broken by more of them.
        let forecloses = |open: &[u32]| {
            let journeys = Journeys::of(self.field, open);
            self.broken.iter().all(|guard| journeys.keep(guard))
        };
        let is_plain = self.guards.is_empty() && self.broken.is_empty();
        ask(&Search {
            terrain: &terrain,
            count: self.count,
            purse: self.purse,
            admits: &admits,
            forecloses: (!self.broken.is_empty()).then_some(&forecloses as &Judgement<'_>),
            looks: if is_plain { 1 } else { self.field.rows.len() as u64 },
        })
    }

    /// The least of something.
    pub fn least(&self, least: Least, effort: &mut Effort<'_>) -> Best {
        self.search(least, |search| search.best(effort))
    }

    /// Every choice that is as good as a value of [`Self::least`].
    pub fn tied(&self, least: Least, value: f64, most: usize, effort: &mut Effort<'_>) -> Tied {
        self.search(least, |search| search.all_of(value, most, effort))
    }

    /// The best choice worse than that.
    pub fn next_best(
        &self,
        least: Least,
        value: f64,
        known: &[u32],
        effort: &mut Effort<'_>,
    ) -> (Option<Choice>, bool) {
        let known: Vec<usize> = known.iter().map(|&one| one as usize).collect();
        let (found, is_sure) = self.search(least, |search| search.next_best(value, &known, effort));
        (found.map(|(_, choice)| choice), is_sure)
    }

    /// Some choice; with it, whether the answer is sure.
    pub fn any(&self, effort: &mut Effort<'_>) -> (Option<Choice>, bool) {
        let guards: u64 = self.guards.iter().map(|guard| guard.most).sum();
        let (found, is_sure, _) = self.search(Least::Nothing, |search| search.any_within(guards as f64, effort));
        (found, is_sure)
    }

    /// Some choice with no more than so much beyond a limit; with it, whether the answer is sure.
    pub fn any_within(
        &self,
        limit: Seconds,
        most: u64,
        nodes: &mut u64,
        effort: &mut Effort<'_>,
    ) -> (Option<Choice>, bool) {
        let guards: u64 = self.guards.iter().map(|guard| guard.most).sum();
        let least = Least::Beyond(limit, Counted::Places);
        let (found, is_sure, looked_at) =
            self.search(least, |search| search.any_within((most + guards) as f64, effort));
        *nodes += looked_at;
        (found, is_sure)
    }

    /// An optimum of an objective other than [`Objective::Everyone`], which has no count.
    pub fn solve(&self, objective: Objective, limit: Seconds, effort: &mut Effort<'_>) -> Solved {
        match objective {
            Objective::Coverage | Objective::Everyone => self.one_step(Least::Beyond(limit, Counted::Need), effort),
            Objective::MeanTravel => {
                let Reached {
                    guards,
                    nodes,
                    is_proven,
                    ..
                } = self.reach(Counted::Need, effort);
                let mut solved = self.keeping(&guards).one_step(Least::Travel, effort);
                solved.nodes += nodes;
                solved.is_proven &= is_proven;
                solved
            }
            Objective::WorstTravel => self.center(effort),
            Objective::Fairness => self.fairest(effort),
        }
    }

    fn one_step(&self, least: Least, effort: &mut Effort<'_>) -> Solved {
        let best = self.least(least, effort);
        Solved {
            value: best.choice.as_ref().map_or(f64::INFINITY, |(value, _)| *value),
            choice: best.choice.map(|(_, choice)| choice),
            bound: best.bound,
            is_proven: best.is_proven,
            nodes: best.nodes,
            guards: self.guards.clone(),
            least,
            few: None,
        }
    }

    /// First of all as few as may be reach nothing: a guard for that, where anybody may reach nothing.
    pub(super) fn reach(&self, counted: Counted, effort: &mut Effort<'_>) -> Reached {
        let best = self.least(Least::Beyond(REACH, counted), effort);
        let guard = |(value, _): &(f64, Choice)| Guard {
            beyond: REACH,
            counted,
            most: *value as u64,
        };
        Reached {
            guards: best.choice.iter().map(guard).collect(),
            choice: best.choice.map(|(_, choice)| choice),
            nodes: best.nodes,
            is_proven: best.is_proven,
        }
    }

    /// Level by level: the longest journey as short as may be, then as few as may be that make it, then the next longest. As
    /// soon as few choices are left they are held against each other.
    fn fairest(&self, effort: &mut Effort<'_>) -> Solved {
        self.level_by_level(self.center(effort), effort)
    }

    /// Goes on from a choice whose longest journey is the last of its guards.
    pub fn level_by_level(&self, mut solved: Solved, effort: &mut Effort<'_>) -> Solved {
        let all = self.distinct();
        if all.is_empty() {
            return solved;
        }
        let worst = solved.value;
        while solved.is_proven && solved.choice.is_some() {
            let guarded = self.keeping(&solved.guards);
            if let Some(few) = guarded.fairest_of_few(effort) {
                solved.choice = few.fairest.first().cloned();
                solved.few = Some(few);
                break;
            }
            let Some(longest) = solved.guards.last().map(|guard| guard.beyond) else {
                break;
            };
            let shorter = all.partition_point(|&one| one < longest);
            let Some(next) = shorter.checked_sub(1).map(|at| all[at]) else {
                break;
            };
            // As few as may be make the longest journey.
            let least = Least::Beyond(next, Counted::Places);
            let best = guarded.least(least, effort);
            solved.nodes += best.nodes;
            solved.is_proven = best.is_proven;
            let Some((_, choice)) = best.choice else { break };
            let most = self.beyond(&choice, next, Counted::Places);
            solved.guards.push(Guard {
                beyond: next,
                counted: Counted::Places,
                most,
            });
            // And the next longest is as short as may be.
            let guarded = self.keeping(&solved.guards);
            let (_, at, choice, is_found) = guarded.shortest(&all[..shorter], most, choice, &mut solved.nodes, effort);
            solved.is_proven &= is_found;
            solved.choice = Some(choice);
            if let Some(guard) = solved.guards.last_mut() {
                guard.beyond = all[at];
            }
            if at == 0 {
                break;
            }
        }
        // Where only optima were left, the guards that left them say all that there is to say.
        let is_said = solved.few.as_ref().is_some_and(|few| few.next.is_none());
        if let Some(choice) = solved.choice.as_ref().filter(|_| !is_said) {
            solved.guards = self.exactly(choice);
        }
        solved.value = worst;
        if solved.is_proven {
            solved.bound = worst;
        }
        solved
    }

    /// The guards that only choices as fair as this one keep.
    fn exactly(&self, choice: &[u32]) -> Vec<Guard> {
        let mut sum = 0;
        let mut guards = Vec::new();
        let burdens = self.field.burdens(choice);
        let mut push = |beyond, most| {
            guards.push(Guard {
                beyond,
                counted: Counted::Places,
                most,
            });
        };
        if burdens.first().is_some_and(|(seconds, _)| *seconds != UNREACHED) {
            push(REACH, 0);
        }
        for (seconds, days) in burdens {
            push(seconds.min(REACH), if seconds == UNREACHED { days } else { sum });
            sum += days;
        }
        guards
    }

    /// The fairest of the choices that are left, and the next, where few are left.
    fn fairest_of_few(&self, effort: &mut Effort<'_>) -> Option<Few> {
        const FEW: usize = 50;
        let guards: u64 = self.guards.iter().map(|guard| guard.most).sum();
        let mut portion = effort.portion(1_000_000);
        let tied = self.tied(Least::Nothing, guards as f64, FEW, &mut portion);
        effort.settle(&portion);
        if !tied.is_complete {
            return None;
        }
        let left = tied.choices.into_iter();
        let mut left: Vec<_> = left.map(|choice| (self.field.burdens(&choice), choice)).collect();
        left.sort();
        let fairest = &left.first()?.0;
        let ties = left.iter().take_while(|(burdens, _)| burdens == fairest).count();
        let mut choices = left.into_iter().map(|(_, choice)| choice);
        Some(Few {
            fairest: choices.by_ref().take(ties).collect(),
            next: choices.next(),
        })
    }
}

/// As few as may be out of reach.
pub(super) struct Reached {
    pub guards: Vec<Guard>,
    pub choice: Option<Choice>,
    pub nodes: u64,
    pub is_proven: bool,
}

fn amount(counted: Counted, row: &super::field::Row) -> u64 {
    match counted {
        Counted::Need => row.need,
        Counted::Places => u64::from(row.days),
    }
}

/// The fewest places with which all are within the limit that any can be, by asking for one more each time.
pub fn everyone(field: &Field, most: usize, limit: Seconds, effort: &mut Effort<'_>) -> (Solved, usize) {
    let all: Choice = (0..field.candidates as u32).collect();
    let left = Problem::new(field, 0, None).beyond(&all, limit, Counted::Places);
    let mut nodes = 0;
    let mut solved = Solved {
        choice: None,
        value: f64::INFINITY,
        bound: 0.0,
        is_proven: true,
        nodes: 0,
        guards: Vec::new(),
        least: Least::Beyond(limit, Counted::Places),
        few: None,
    };
    for count in 0..=most {
        let problem = Problem::new(field, count, None);
        let (choice, is_sure) = problem.any_within(limit, left, &mut nodes, effort);
        solved.nodes = nodes;
        if choice.is_some() {
            solved.value = count as f64;
            solved.choice = choice;
            return (solved, count);
        }
        if !is_sure {
            solved.is_proven = false;
            return (solved, count);
        }
        solved.bound = (count + 1) as f64;
    }
    (solved, most)
}
