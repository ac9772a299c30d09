//! One question taken from its field to its answer: the optimum, what is tied with it, and what stands beside it.

use super::effort::Effort;
use super::field::{Field, UNREACHED};
use super::ground::{Ground, counting};
use super::milp::{Covering, Outcome};
use super::objective::{Least, Objective, Problem, REACH, Solved, everyone};
use super::question::{Needs, SitingFault, SitingQuestion};
use super::search::{Choice, Purse, Tied};
use super::standing::{Metrics, Standing, standings};
use super::{Addition, Gain, Method, NextBest, Proof, Siting, Status};
use crate::equity::Basis;
use crate::model::Truth;

/// Sums up to this are exact in the numbers that bounds are made of.
const EXACT: f64 = 9e15;

/// A question with its numbers.
pub struct Asking<'a> {
    /// The facts.
    pub basis: &'a Basis,
    /// What is asked.
    pub asked: &'a SitingQuestion,
    /// By what places weigh.
    pub needs: Needs,
    /// Who travels how long at the least favourable reading, and at the most.
    pub grounds: [Ground; 2],
}

/// An optimum with its ties.
struct Found {
    solved: Solved,
    count: usize,
    ties: Tied,
    next_best: NextBest,
}

impl Asking<'_> {
    /// The answer.
    pub fn answer(self, effort: &mut Effort<'_>) -> Result<Siting, SitingFault> {
        self.check_size()?;
        let found = self.find(&self.grounds[0], effort);
        let method = if self.is_for_the_program() {
            Method::Program
        } else {
            Method::BranchAndBound
        };
        let places = self.basis.package().communities.len();
        let choice = self.pick(&found);
        let limit = self.asked.limit.seconds();
        let chosen = choice.clone().unwrap_or_default();
        let standings = [0, 1].map(|reading| {
            let of = |choice: &[u32]| standings(&self.grounds[reading], places, choice, limit);
            [of(&[]), of(&chosen)]
        });
        let metrics = [0, 1].map(|reading| {
            let both: &[Vec<Standing>; 2] = &standings[reading];
            [0, 1].map(|side| Metrics::of(&both[side], &self.needs))
        });
        let status = match (&choice, found.solved.is_proven) {
            (Some(_), true) => Status::Optimal,
            (None, true) => Status::Infeasible,
            (_, false) => Status::Feasible,
        };
        let at_best = choice.as_ref().and_then(|choice| self.at_best(choice, effort));
        let mut alone: Vec<(u32, Gain)> = (0..self.asked.candidates.len() as u32)
            .map(|one| (one, self.gain(&[], one)))
            .collect();
        let key = |gain: &Gain| (gain.newly_reached, gain.amount);
        alone.sort_by(|a, b| key(&b.1).cmp(&key(&a.1)).then(a.0.cmp(&b.0)));
        let (objective, bound) = self.objective(&found, metrics[0][1]);
        let gap = match (found.solved.is_proven, objective, bound) {
            (true, ..) => 0.0,
            (false, Some(objective), Some(bound)) => (objective - bound).abs() / objective.abs().max(1.0),
            (false, ..) if found.solved.choice.is_some() => {
                (found.solved.value - found.solved.bound).abs() / found.solved.value.abs().max(1.0)
            }
            (false, ..) => 1.0,
        };
        let mut ties = found.ties.choices;
        if let Some(choice) = &choice {
            ties.retain(|one| one != choice);
            ties.insert(0, choice.clone());
            ties.truncate(self.asked.ties);
        }
        let is_everyone = self.asked.objective == Objective::Everyone;
        Ok(Siting {
            status,
            additions: self.in_order(&chosen, &ties, found.ties.is_complete),
            proof: Proof {
                method,
                objective,
                bound,
                gap,
                nodes: found.solved.nodes,
                work: effort.spent(),
            },
            ties,
            ties_are_all: found.ties.is_complete,
            next_best: found.next_best,
            alone,
            standings,
            metrics,
            at_best,
            unsure_services: counting(self.basis, self.asked)
                .into_iter()
                .filter(|(_, counts)| *counts == Truth::Unknown)
                .map(|(at, _)| at)
                .collect(),
            beyond_reach: if is_everyone { self.beyond_reach() } else { Vec::new() },
            needs: self.needs,
            is_called_off: effort.is_called_off(),
        })
    }

    fn check_size(&self) -> Result<(), SitingFault> {
        let sums = self.grounds.iter().map(|ground| {
            let longest = ground.field.journeys.iter().filter(|one| **one != UNREACHED).max();
            let need: f64 = ground.field.rows.iter().map(|row| row.need as f64).sum();
            need * 20.0 * f64::from(longest.copied().unwrap_or(0) + 1)
        });
        if sums.fold(0.0, f64::max) > EXACT {
            return Err(SitingFault::TooLarge);
        }
        Ok(())
    }

    /// What places cost, where there is a budget, or where the cheapest choice for everyone is asked for.
    fn purse(&self) -> Option<Purse> {
        let is_priced = self.asked.objective == Objective::Everyone && self.asked.costs.is_some();
        let budget = self.asked.budget.or(is_priced.then_some(u64::MAX))?;
        let price = |&community: &usize| self.asked.costs.as_ref().map_or(1, |costs| costs.of(community));
        Some(Purse {
            prices: self.asked.candidates.iter().map(price).collect(),
            budget,
        })
    }

    fn is_for_the_program(&self) -> bool {
        let is_priced = self.asked.budget.is_some() || self.asked.costs.is_some();
        self.asked.covered_by > 1 || (self.asked.objective == Objective::Everyone && is_priced)
    }

    /// The program that answers, where the search does not: two are wanted, or everyone at the least cost.
    fn program<'b>(&self, field: &'b Field, purse: Option<&'b Purse>) -> Option<Covering<'b>> {
        let everyone = self.asked.objective == Objective::Everyone;
        self.is_for_the_program().then_some(Covering {
            field,
            limit: self.asked.limit.seconds(),
            by: self.asked.covered_by,
            count: self.asked.count,
            purse,
            everyone,
        })
    }

    /// An optimum by the program, and others as long as they are as good: the first that is not is the next best.
    fn find_by_program(&self, program: &Covering<'_>, effort: &mut Effort<'_>) -> Found {
        let mut nodes = 0;
        let first = program.best(&[], &mut nodes, effort);
        let mut found = Found {
            solved: Solved {
                choice: None,
                value: 0.0,
                bound: 0.0,
                is_proven: first == Outcome::Infeasible,
                nodes: 0,
                guards: Vec::new(),
                least: Least::Nothing,
            },
            count: self.asked.count,
            ties: Tied {
                choices: Vec::new(),
                is_complete: false,
            },
            next_best: NextBest::NotLookedFor,
        };
        if let Outcome::Found(best) = first {
            found.solved.value = best.value as f64;
            found.solved.bound = best.bound as f64;
            found.solved.is_proven = best.is_proven;
            found.ties.choices.push(best.choice.clone());
            while best.is_proven && found.ties.choices.len() <= self.asked.ties && !effort.is_over() {
                match program.best(&found.ties.choices, &mut nodes, effort) {
                    Outcome::Found(next) if next.value == best.value => found.ties.choices.push(next.choice),
                    Outcome::Found(next) if next.is_proven => {
                        found.ties.is_complete = true;
                        found.next_best = NextBest::Choice {
                            objective: self.worth(&next.choice),
                            places: next.choice,
                        };
                        break;
                    }
                    Outcome::Infeasible => {
                        found.ties.is_complete = true;
                        found.next_best = NextBest::None;
                        break;
                    }
                    Outcome::Found(_) | Outcome::RanOut => break,
                }
            }
            found.ties.choices.sort();
            found.ties.choices.truncate(self.asked.ties);
            found.solved.choice = Some(best.choice);
        }
        found.solved.nodes = nodes;
        found
    }

    /// An optimum at a reading, with its ties and the next best.
    fn find(&self, ground: &Ground, effort: &mut Effort<'_>) -> Found {
        let field = ground.field.merged();
        let purse = self.purse();
        if let Some(program) = self.program(&field, purse.as_ref()) {
            return self.find_by_program(&program, effort);
        }
        let count = self.asked.count.min(self.asked.candidates.len());
        let limit = self.asked.limit.seconds();
        let (solved, count) = if self.asked.objective == Objective::Everyone {
            everyone(&field, count, limit, effort)
        } else {
            let problem = Problem::new(&field, count, purse.as_ref());
            (problem.solve(self.asked.objective, limit, effort), count)
        };
        let mut found = Found {
            ties: Tied {
                choices: solved.choice.iter().cloned().collect(),
                is_complete: false,
            },
            next_best: NextBest::NotLookedFor,
            count,
            solved,
        };
        let Some(choice) = found.solved.choice.clone().filter(|_| found.solved.is_proven) else {
            return found;
        };
        let problem = Problem::new(&field, found.count, purse.as_ref()).keeping(&found.solved.guards);
        let value = problem.value(found.solved.least, &choice);
        let mut portion = effort.portion(effort.spent().max(SIDE_STEPS));
        found.ties = problem.tied(found.solved.least, value, self.asked.ties, &mut portion);
        effort.settle(&portion);
        if !found.ties.is_complete {
            return found;
        }
        if self.asked.objective == Objective::Everyone {
            found.next_best = NextBest::None;
            return found;
        }
        let mut portion = effort.portion(effort.spent().max(SIDE_STEPS));
        found.next_best = self.next_best(&field, &found, &choice, purse.as_ref(), &mut portion);
        effort.settle(&portion);
        found
    }

    fn next_best(
        &self,
        field: &Field,
        found: &Found,
        choice: &[u32],
        purse: Option<&Purse>,
        effort: &mut Effort<'_>,
    ) -> NextBest {
        let objective = self.asked.objective;
        let problem = Problem::new(field, found.count, purse);
        let is_plain = found
            .solved
            .guards
            .iter()
            .all(|guard| guard.most == 0 || guard.beyond == REACH);
        let (least, guards) = match objective {
            Objective::Coverage | Objective::MeanTravel if is_plain => (found.solved.least, &found.solved.guards[..]),
            _ => return NextBest::NotLookedFor,
        };
        let problem = problem.keeping(guards);
        let value = problem.value(least, choice);
        match problem.next_best(least, value, choice, effort) {
            (Some(places), true) => NextBest::Choice {
                objective: self.worth(&places),
                places,
            },
            // Among the choices that leave as few out of reach there is no other; those that leave more are not looked at.
            (None, true) if guards.is_empty() => NextBest::None,
            (None, true) | (_, false) => NextBest::NotLookedFor,
        }
    }

    /// The optimum that is shown: of those listed the one with the least travel, then the first.
    fn pick(&self, found: &Found) -> Option<Choice> {
        let field = &self.grounds[0].field;
        let limit = self.asked.limit.seconds();
        let travel = |choice: &Choice| {
            let figures = field.figures(choice, limit);
            (figures.unreached.need, figures.need_seconds, figures.unreached.places)
        };
        found.solved.choice.as_ref()?;
        found
            .ties
            .choices
            .iter()
            .min_by_key(|choice| (travel(choice), (*choice).clone()))
            .cloned()
    }

    /// The additions, each time the one that adds most to those before it.
    fn in_order(&self, choice: &[u32], ties: &[Choice], is_all: bool) -> Vec<Addition> {
        let mut left = choice.to_vec();
        let mut before: Choice = Vec::new();
        let mut additions = Vec::new();
        while !left.is_empty() {
            let gains = left.iter().enumerate().map(|(at, &one)| (at, self.gain(&before, one)));
            let key = |gain: &Gain| (gain.newly_reached, gain.amount);
            let best = gains.reduce(|best, one| if key(&one.1) > key(&best.1) { one } else { best });
            let Some((at, gain)) = best else { break };
            let candidate = left.remove(at);
            before.push(candidate);
            additions.push(Addition {
                candidate,
                gain,
                in_every_optimum: is_all.then(|| ties.iter().all(|tie| tie.contains(&candidate))),
            });
        }
        additions
    }

    /// What one more adds to some.
    fn gain(&self, before: &[u32], one: u32) -> Gain {
        let places = self.basis.package().communities.len();
        let limit = self.asked.limit.seconds();
        let of = |choice: &[u32]| standings(&self.grounds[0], places, choice, limit);
        let after: Choice = before.iter().copied().chain([one]).collect();
        let [before, after] = [of(before), of(&after)];
        let places = match self.asked.objective {
            Objective::WorstTravel | Objective::Fairness => true,
            Objective::Coverage | Objective::Everyone | Objective::MeanTravel => false,
        };
        let sum = |times: &dyn Fn(usize) -> u64| -> Option<i128> {
            if places {
                return Some((0..before.len()).map(|at| i128::from(times(at))).sum());
            }
            self.needs.sum(times).and_then(|sum| i128::try_from(sum).ok())
        };
        let by = self.asked.covered_by - 1;
        let newly_reached = sum(&|at| after[at].reached - before[at].reached);
        let amount = match self.asked.objective {
            Objective::Coverage | Objective::Everyone => sum(&|at| after[at].covered[by] - before[at].covered[by]),
            Objective::MeanTravel => sum(&|at| {
                // Days that reached nothing before save nothing.
                if before[at].reached == after[at].reached {
                    before[at].seconds - after[at].seconds
                } else {
                    0
                }
            }),
            Objective::WorstTravel | Objective::Fairness => {
                let longest = |side: &[Standing]| -> i128 {
                    let own = before.iter().zip(side).filter(|(before, _)| before.longest.is_some());
                    own.filter_map(|(_, one)| one.longest).max().map_or(0, i128::from)
                };
                Some(longest(&before) - longest(&after))
            }
        };
        Gain { amount, newly_reached }
    }

    /// An optimum at the most favourable reading, and whether a choice is one too.
    fn at_best(&self, choice: &[u32], effort: &mut Effort<'_>) -> Option<(Choice, bool)> {
        if self.grounds[0] == self.grounds[1] {
            return Some((choice.to_vec(), true));
        }
        let mut portion = effort.portion(effort.spent().max(SIDE_STEPS));
        let field = self.grounds[1].field.merged();
        let purse = self.purse();
        if let Some(program) = self.program(&field, purse.as_ref()) {
            let best = program.best(&[], &mut 0, &mut portion);
            effort.settle(&portion);
            let Outcome::Found(best) = best else { return None };
            let is_same = program.value(choice) == Some(best.value);
            let places = if is_same { choice.to_vec() } else { best.choice };
            return best.is_proven.then_some((places, is_same));
        }
        let limit = self.asked.limit.seconds();
        let count = self.asked.count.min(self.asked.candidates.len());
        let (solved, count) = if self.asked.objective == Objective::Everyone {
            everyone(&field, count, limit, &mut portion)
        } else {
            (
                Problem::new(&field, count, purse.as_ref()).solve(self.asked.objective, limit, &mut portion),
                count,
            )
        };
        effort.settle(&portion);
        let best = solved.choice.filter(|_| solved.is_proven)?;
        let problem = Problem::new(&field, count, purse.as_ref()).keeping(&solved.guards);
        let is_same = choice.len() == best.len()
            && problem.keeps(choice)
            && problem.value(solved.least, choice) <= problem.value(solved.least, &best);
        Some(if is_same {
            (choice.to_vec(), true)
        } else {
            (best, false)
        })
    }

    /// Need that is covered by as many as are asked for; `None` where withheld.
    fn covered(&self, standings: &[Standing]) -> Option<u128> {
        self.needs
            .sum(|place| standings[place].covered[self.asked.covered_by - 1])
    }

    /// What a choice costs, or how many it is where places have no prices.
    fn cost(&self, choice: &[u32]) -> u64 {
        let price = |&one: &u32| {
            let community = self.asked.candidates[one as usize];
            self.asked.costs.as_ref().map_or(1, |costs| costs.of(community))
        };
        choice.iter().map(price).sum()
    }

    /// What a choice comes to, in the objective's unit; `None` where withheld.
    fn worth(&self, choice: &[u32]) -> Option<f64> {
        let places = self.basis.package().communities.len();
        let standings = standings(&self.grounds[0], places, choice, self.asked.limit.seconds());
        let after = Metrics::of(&standings, &self.needs);
        let scale = self.asked.need.parts() as f64;
        match self.asked.objective {
            Objective::Coverage => self.covered(&standings).map(|need| need as f64 / scale),
            Objective::Everyone => Some(self.cost(choice) as f64),
            Objective::MeanTravel => after.need_seconds.map(|sum| sum as f64 / 60.0 / scale),
            Objective::WorstTravel | Objective::Fairness => after.worst.map(|(seconds, _)| f64::from(seconds) / 60.0),
        }
    }

    /// What the choice comes to, and what no choice does better than, in the objective's unit.
    fn objective(&self, found: &Found, after: Metrics) -> (Option<f64>, Option<f64>) {
        let is_proven = found.solved.is_proven;
        let Some(choice) = &found.solved.choice else {
            return (None, None);
        };
        let scale = self.asked.need.parts() as f64;
        let objective = self.worth(choice);
        let bound = match self.asked.objective {
            _ if is_proven => objective,
            // What is not covered at least, taken from all.
            Objective::Coverage => after.need.map(|need| (need as f64 - found.solved.bound) / scale),
            Objective::Everyone => Some(found.solved.bound),
            // What is out of reach adds the same to both.
            Objective::MeanTravel => objective.map(|one| {
                let apart = (found.solved.value - found.solved.bound) / 60.0 / scale;
                (one - apart).max(0.0)
            }),
            Objective::WorstTravel | Objective::Fairness => Some(found.solved.bound / 60.0),
        };
        (objective, bound.filter(|_| objective.is_some()))
    }

    /// Places that not all candidates together cover, on some of their days.
    fn beyond_reach(&self) -> Vec<usize> {
        let field = &self.grounds[0].field;
        let limit = self.asked.limit.seconds();
        let all: Choice = (0..field.candidates as u32).collect();
        let beyond = (0..field.rows.len()).filter(|&row| field.within(row, &all, limit) < self.asked.covered_by);
        let mut places: Vec<usize> = beyond.map(|row| field.rows[row].community).collect();
        places.dedup();
        places
    }
}

/// Steps for a side question, at the least.
const SIDE_STEPS: u64 = 100_000_000;
