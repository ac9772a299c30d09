//! Where additions of a service do most: chosen among candidates, with services that are there fixed, to a proven optimum.
//!
//! [`site`] lays out who travels how long (`ground`), solves the objective exactly in whole numbers (`objective`, by branch
//! and bound in `search` over bounds from `relax`), and says beside it every tied optimum, the next best, and what each place would add by itself. What is not known is
//! read at its least favourable, which decides, and at its most favourable beside it. `docs/siting.md` has the formulas.

mod answer;
mod center;
mod cover;
mod crowded;
mod effort;
mod exchange;
mod field;
mod ground;
mod ladder;
mod milp;
mod objective;
mod question;
mod relax;
mod room;
mod search;
mod second;
mod standing;
mod terrain;

pub use crowded::Crowd;
pub use effort::Effort;
pub use field::{Seconds, UNREACHED};
pub use ground::refers_to;
pub use objective::Objective;
pub use question::{Each, NeedKind, Needs, SitingFault, SitingQuestion, YearRound};
pub use standing::{Metrics, Server, Standing};

use answer::Asking;
use crowded::shared_out;
use ground::Ground;
use search::Choice;

use crate::equity::Basis;

/// What came of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing is better.
    Optimal,
    /// Something may be better: the work ran out before that was known.
    Feasible,
    /// No choice does what is asked.
    Infeasible,
}

/// One addition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Addition {
    /// By its place among the candidates.
    pub candidate: u32,
    /// What it adds to those before it.
    pub gain: Gain,
    /// Whether it stands in every optimum; `None` where not all are listed.
    pub in_every_optimum: Option<bool>,
}

/// What an addition adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gain {
    /// In the objective's own unit: need covered, need times seconds saved, or seconds by which the longest journey falls; `None` where withheld.
    pub amount: Option<i128>,
    /// Need (or places, for the longest journey and for fairness) that reached nothing before; `None` where withheld.
    pub newly_reached: Option<i128>,
}

/// By what an answer was found and proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The search of this room, in whole numbers.
    BranchAndBound,
    /// A mixed integer program.
    Program,
}

impl Method {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BranchAndBound => "branch_and_bound",
            Self::Program => "milp",
        }
    }
}

/// How sure an answer is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proof {
    /// By what it was found and proven.
    pub method: Method,
    /// What the choice comes to, in the objective's unit; `None` where withheld.
    pub objective: Option<f64>,
    /// What no choice does better than; `None` where withheld.
    pub bound: Option<f64>,
    /// The distance between them, as a share.
    pub gap: f64,
    /// Subproblems looked at.
    pub nodes: u64,
    /// Elementary steps.
    pub work: u64,
}

/// The next best.
#[derive(Clone, Debug, PartialEq)]
pub enum NextBest {
    /// The best of all that are worse.
    Choice {
        /// By places among the candidates.
        places: Choice,
        /// What it comes to, in the objective's unit; `None` where withheld.
        objective: Option<f64>,
        /// For [`Objective::Fairness`], the longest journey that more places make than with the best; `None` where more reach
        /// nothing.
        differs_at: Option<Seconds>,
    },
    /// Every other choice is as good, or there is no other.
    None,
    /// The work ran out.
    NotLookedFor,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct Siting {
    /// What came of it.
    pub status: Status,
    /// The additions, each the one that adds most to those before it.
    pub additions: Vec<Addition>,
    /// How sure it is.
    pub proof: Proof,
    /// The optima, the chosen one first.
    pub ties: Vec<Choice>,
    /// Whether these are all.
    pub ties_are_all: bool,
    /// The next best.
    pub next_best: NextBest,
    /// What every candidate adds by itself, the most first.
    pub alone: Vec<(u32, Gain)>,
    /// Places today and with the additions at the least favourable reading, and the same at the most favourable.
    pub standings: [[Vec<Standing>; 2]; 2],
    /// Their figures.
    pub metrics: [[Metrics; 2]; 2],
    /// Who takes how much, where additions have room for so much.
    pub crowd: Option<Crowd>,
    /// An optimum at the most favourable reading, and whether the choice is one too; `None` where that is not known.
    pub at_best: Option<(Choice, bool)>,
    /// Services that count at the most favourable reading alone.
    pub unsure_services: Vec<usize>,
    /// For [`Objective::Everyone`]: places that no candidate covers.
    pub beyond_reach: Vec<usize>,
    /// By what places weigh.
    pub needs: Needs,
    /// Whether a caller called it off: then it hangs on a clock.
    pub is_called_off: bool,
}

/// Answers a question of siting with so many steps of work at most, unless `stop` says that nobody waits any more.
///
/// # Errors
/// Where need is not known, or things are asked for that do not go together.
pub fn site(basis: &Basis, asked: &SitingQuestion, steps: u64, stop: &dyn Fn() -> bool) -> Result<Siting, SitingFault> {
    let mut needs = Needs::of(basis, &asked.need)?;
    if asked.capacity.is_some() {
        needs = needs.for_rooms(basis.package().settings.suppress_below);
    }
    let numbers = needs.numbers();
    let grounds = Ground::at_both(basis, asked, &numbers);
    Asking {
        basis,
        asked,
        needs,
        rooms: shared_out(asked, &grounds),
        grounds,
    }
    .answer(&mut Effort::new(steps, stop))
}

#[cfg(test)]
mod tests;
