//! One question taken from its field to its answer: the optimum, what is tied with it, and what stands beside it.

use super::effort::Effort;
use super::field::{Field, Seconds, UNREACHED};
use super::ground::{Ground, counting};
use super::milp::{Covering, Outcome};
use super::objective::{Least, Objective, Problem, Solved, everyone};
use super::question::{Needs, SitingFault, SitingQuestion};
use super::room::Rooms;
use super::search::{Choice, Purse, Tied};
use super::second::{Second, second};
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
    /// Who finds room at both readings, where room has limits.
    pub rooms: Option<[Rooms; 2]>,
}

/// An optimum with its ties.
pub(super) struct Found {
    pub solved: Solved,
    pub count: usize,
    pub ties: Tied,
    pub next_best: NextBest,
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
        let choice = self.pick(&found);
        let chosen = choice.clone().unwrap_or_default();
        let standings = [0, 1].map(|reading| [self.stand(reading, &[]), self.stand(reading, &chosen)]);
        let capacity = self.asked.capacity.as_ref();
        let rooms = capacity.zip(self.rooms.as_ref());
        let crowd = rooms.map(|(capacity, [rooms, _])| self.crowd(capacity, rooms, &chosen, &standings[0][1]));
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
        let none = &standings[0][0];
        let mut alone: Vec<(u32, Gain)> = (0..self.asked.candidates.len() as u32)
            .map(|one| (one, self.gain(&[], none, one)))
            .collect();
        let key = |gain: &Gain| (gain.newly_reached, gain.amount);
        alone.sort_by(|a, b| key(&b.1).cmp(&key(&a.1)).then(a.0.cmp(&b.0)));
        let objective = found.solved.choice.as_ref().and_then(|choice| self.worth(choice));
        let gap = self.gap(&found, objective, metrics[0][1]);
        let bound = objective.map(|objective| match self.asked.objective {
            Objective::Coverage => objective + gap * objective.abs().max(1.0),
            _ => (objective - gap * objective.abs().max(1.0)).max(0.0),
        });
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
            crowd,
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
            need * self.asked.count.max(20) as f64 * f64::from(longest.copied().unwrap_or(0) + 1)
        });
        if sums.fold(0.0, f64::max) > EXACT {
            return Err(SitingFault::TooLarge);
        }
        Ok(())
    }

    /// What places cost, where there is a budget, or where the cheapest choice for everyone is asked for.
    pub(super) fn purse(&self) -> Option<Purse> {
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
                few: None,
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
                            differs_at: None,
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
        if let Some(capacity) = &self.asked.capacity {
            return self.find_with_room(ground, capacity, effort);
        }
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
        found.ties = if let Some(few) = &found.solved.few {
            Tied {
                choices: few.fairest.iter().take(self.asked.ties).cloned().collect(),
                is_complete: few.fairest.len() <= self.asked.ties,
            }
        } else {
            let mut portion = effort.portion(effort.spent().max(SIDE_STEPS));
            let ties = problem.tied(found.solved.least, value, self.asked.ties, &mut portion);
            effort.settle(&portion);
            ties
        };
        if found.ties.choices.is_empty() {
            // The work ran out before it was found once more.
            found.ties.choices.push(choice.clone());
        }
        let next = found.solved.few.as_ref().and_then(|few| few.next.clone());
        let mut portion = effort.portion(effort.spent().saturating_mul(3).max(NEXT_STEPS));
        let problem = Problem::new(&field, found.count, purse.as_ref());
        let best = (&found.solved, choice.as_slice());
        let next = next.map_or_else(
            || second(self.asked.objective, &problem, best, &mut portion),
            Second::Found,
        );
        found.next_best = match next {
            Second::Found(places) => NextBest::Choice {
                objective: self.worth(&places),
                differs_at: self.differs_at(&field, &choice, &places),
                places,
            },
            Second::None => NextBest::None,
            Second::Unknown => NextBest::NotLookedFor,
        };
        effort.settle(&portion);
        found
    }

    /// The optimum that is shown: of those listed the one with the least travel, then the first.
    fn pick(&self, found: &Found) -> Option<Choice> {
        let field = &self.grounds[0].field;
        let limit = self.asked.limit.seconds();
        let travel = |choice: &Choice| {
            if self.asked.capacity.is_some() {
                let after = Metrics::of(&self.stand(0, choice), &self.needs);
                return (after.unreached_need, after.need_seconds, after.unreached_places);
            }
            let figures = field.figures(choice, limit);
            let unreached = figures.unreached;
            (
                Some(unreached.need.into()),
                Some(figures.need_seconds),
                unreached.places,
            )
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
            let stood = self.stand(0, &before);
            let gains = left.iter().enumerate();
            let gains = gains.map(|(at, &one)| (at, self.gain(&before, &stood, one)));
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

    /// What one more adds to some, under which places stand as they do.
    fn gain(&self, before: &[u32], stood: &[Standing], one: u32) -> Gain {
        let choice: Choice = before.iter().copied().chain([one]).collect();
        let after = self.stand(0, &choice);
        if let Some([rooms, _]) = &self.rooms {
            return self.gain_with_room(rooms, (before, stood), (&choice, &after));
        }
        let places = match self.asked.objective {
            Objective::WorstTravel | Objective::Fairness => true,
            Objective::Coverage | Objective::Everyone | Objective::MeanTravel => false,
        };
        let sum = |times: &dyn Fn(usize) -> u64| -> Option<i128> {
            if places {
                return Some((0..stood.len()).map(|at| i128::from(times(at))).sum());
            }
            self.needs.sum(times).and_then(|sum| i128::try_from(sum).ok())
        };
        let by = self.asked.covered_by - 1;
        let newly_reached = sum(&|at| after[at].reached - stood[at].reached);
        let amount = match self.asked.objective {
            Objective::Coverage | Objective::Everyone => sum(&|at| after[at].covered[by] - stood[at].covered[by]),
            Objective::MeanTravel => {
                let saved = self.saved(before, &choice);
                sum(&|at| saved[at])
            }
            Objective::WorstTravel | Objective::Fairness => {
                let longest = |side: &[Standing]| -> i128 {
                    let own = stood.iter().zip(side).filter(|(before, _)| before.longest.is_some());
                    own.filter_map(|(_, one)| one.longest).max().map_or(0, i128::from)
                };
                Some(longest(stood) - longest(&after))
            }
        };
        Gain { amount, newly_reached }
    }

    /// By place, the seconds that its people save on the days on which they reached something before.
    fn saved(&self, before: &[u32], after: &[u32]) -> Vec<u64> {
        let field = &self.grounds[0].field;
        let mut saved = vec![0; self.basis.package().communities.len()];
        for (at, row) in field.rows.iter().enumerate() {
            let was = field.nearest(at, before);
            if was != UNREACHED {
                saved[row.community] += u64::from(row.days) * u64::from(was - field.nearest(at, after));
            }
        }
        saved
    }

    /// An optimum at the most favourable reading, and whether a choice is one too.
    fn at_best(&self, choice: &[u32], effort: &mut Effort<'_>) -> Option<(Choice, bool)> {
        if self.grounds[0] == self.grounds[1] {
            return Some((choice.to_vec(), true));
        }
        let mut portion = effort.portion(effort.spent().max(SIDE_STEPS));
        if let Some(capacity) = &self.asked.capacity {
            let found = self.at_best_with_room(&self.grounds[1], capacity, choice, &mut portion);
            effort.settle(&portion);
            return found;
        }
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

    /// How places stand under a choice at a reading.
    fn stand(&self, reading: usize, choice: &[u32]) -> Vec<Standing> {
        let (ground, places) = (&self.grounds[reading], self.basis.package().communities.len());
        match &self.rooms {
            Some(rooms) => self.stand_with_room(reading, &rooms[reading], choice),
            None => standings(ground, places, choice, self.asked.limit.seconds()),
        }
    }

    /// For fairness, the longest journey that more places make than with the best choice.
    fn differs_at(&self, field: &Field, best: &[u32], other: &[u32]) -> Option<Seconds> {
        if self.asked.objective != Objective::Fairness {
            return None;
        }
        let (best, other) = (field.burdens(best), field.burdens(other));
        let differs = other.iter().zip(best.iter().map(Some).chain(std::iter::repeat(None)));
        let mut differs = differs.filter(|(other, best)| Some(*other) != *best);
        let first = differs.next().map(|((seconds, _), _)| *seconds);
        first.filter(|seconds| *seconds != UNREACHED)
    }

    /// Need that is covered by as many as are asked for; `None` where withheld.
    fn covered(&self, standings: &[Standing]) -> Option<u128> {
        if self.asked.capacity.is_some() {
            return Metrics::of(standings, &self.needs).covered_need;
        }
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
    pub(super) fn worth(&self, choice: &[u32]) -> Option<f64> {
        let standings = self.stand(0, choice);
        let after = Metrics::of(&standings, &self.needs);
        let scale = self.asked.need.parts() as f64;
        match self.asked.objective {
            Objective::Coverage => self.covered(&standings).map(|need| need as f64 / scale),
            Objective::Everyone => Some(self.cost(choice) as f64),
            Objective::MeanTravel => after.need_seconds.map(|sum| sum as f64 / 60.0 / scale),
            Objective::WorstTravel | Objective::Fairness => after.worst.map(|(seconds, _)| f64::from(seconds) / 60.0),
        }
    }

    /// How far the choice may be from the best, as a share. Where people are counted it is taken wide enough that it tells
    /// nothing of the few people of a place: their numbers are in the bound as they are.
    fn gap(&self, found: &Found, objective: Option<f64>, after: Metrics) -> f64 {
        /// A tenth of a percent.
        const COARSE: f64 = 0.001;
        if found.solved.is_proven {
            return 0.0;
        }
        let Some(choice) = &found.solved.choice else { return 1.0 };
        let parts = self.asked.need.parts() as f64;
        let apart = (found.solved.value - found.solved.bound).abs();
        let (apart, of) = match (self.asked.objective, objective) {
            (Objective::Coverage, Some(_)) => (apart / parts, objective),
            (Objective::Everyone, _) => (apart, Some(self.cost(choice) as f64)),
            // What is out of reach adds the same to both.
            (Objective::MeanTravel, Some(_)) => (apart / 60.0 / parts, objective),
            (Objective::WorstTravel | Objective::Fairness, _) => (apart / 60.0, objective),
            (Objective::Coverage | Objective::MeanTravel, None) => (apart, Some(found.solved.value)),
        };
        let of = of.unwrap_or(1.0).abs().max(1.0);
        let few = f64::from(self.basis.package().settings.suppress_below);
        let few = match self.asked.objective {
            _ if self.needs.people.is_none() => return apart / of,
            Objective::Coverage => few,
            Objective::MeanTravel => few * after.mean_minutes().unwrap_or(1.0).max(1.0),
            Objective::Everyone | Objective::WorstTravel | Objective::Fairness => return apart / of,
        };
        let step = COARSE.max(few / of);
        (apart / of / step).ceil() * step
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

/// Steps for the next best, at the least.
const NEXT_STEPS: u64 = 30_000_000;

/// Steps for another side question, at the least.
const SIDE_STEPS: u64 = 100_000_000;
