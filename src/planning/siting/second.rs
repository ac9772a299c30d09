//! The best of the choices that are worse than the best.

use super::effort::Effort;
use super::field::Seconds;
use super::objective::{Counted, Guard, Least, Objective, Problem, REACH, Solved};
use super::search::Choice;

/// What was found of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Second {
    /// It.
    Found(Choice),
    /// Every choice is as good as the best.
    None,
    /// The work ran out.
    Unknown,
}

/// Ends a search that ran out with what is known: nothing.
macro_rules! surely {
    ($found:expr) => {
        match $found {
            (found, true) => found,
            (_, false) => return Second::Unknown,
        }
    };
}

/// The best choice that is worse than an optimum of an objective.
pub fn second(objective: Objective, problem: &Problem<'_>, best: (&Solved, &[u32]), effort: &mut Effort<'_>) -> Second {
    match objective {
        Objective::Coverage => first_above(problem, best.0.least, best.1, effort),
        Objective::MeanTravel => second_mean(problem, best, effort),
        Objective::WorstTravel => second_worst(problem, best, effort),
        Objective::Fairness => second_fairest(problem, best, effort),
        // One place more is as good: of fewest places there is no next best.
        Objective::Everyone => Second::None,
    }
}

fn first_above(problem: &Problem<'_>, least: Least, best: &[u32], effort: &mut Effort<'_>) -> Second {
    let value = problem.value(least, best);
    surely!(problem.next_best(least, value, best, effort)).map_or(Second::None, Second::Found)
}

/// As few as may be out of reach, but more than in the best: what that is.
fn fewest_more(
    problem: &Problem<'_>,
    counted: Counted,
    best: &[u32],
    effort: &mut Effort<'_>,
) -> (Option<Guard>, bool) {
    let least = Least::Beyond(REACH, counted);
    let value = problem.value(least, best);
    let (found, is_sure) = problem.next_best(least, value, best, effort);
    let guard = found.map(|choice| Guard {
        beyond: REACH,
        counted,
        most: problem.beyond(&choice, REACH, counted),
    });
    (guard, is_sure)
}

/// What the best leaves out of reach, as a guard.
fn reach_of(problem: &Problem<'_>, counted: Counted, best: &[u32]) -> Guard {
    Guard {
        beyond: REACH,
        counted,
        most: problem.beyond(best, REACH, counted),
    }
}

fn second_mean(problem: &Problem<'_>, (solved, best): (&Solved, &[u32]), effort: &mut Effort<'_>) -> Second {
    let near = first_above(&problem.keeping(&solved.guards), Least::Travel, best, effort);
    if near != Second::None {
        return near;
    }
    // Whatever leaves as little out of reach is as good: so more is left.
    let Some(more) = surely!(fewest_more(problem, Counted::Need, best, effort)) else {
        return Second::None;
    };
    let further = problem
        .keeping(&[more])
        .breaking(&[reach_of(problem, Counted::Need, best)]);
    let found = further.least(Least::Travel, effort);
    match found.choice {
        Some((_, choice)) if found.is_proven => Second::Found(choice),
        _ => Second::Unknown,
    }
}

/// A longest journey as short as may be that is longer than in the best, and where there is none, more out of reach.
fn second_worst(problem: &Problem<'_>, (solved, best): (&Solved, &[u32]), effort: &mut Effort<'_>) -> Second {
    let Some(&longest) = solved.guards.last().filter(|guard| guard.beyond != REACH) else {
        return shorter_of_more(problem, best, effort);
    };
    let reach = reach_of(problem, Counted::Places, best);
    let near = problem.keeping(&[reach]);
    let least = Least::Beyond(longest.beyond, Counted::Places);
    let value = near.value(least, best);
    match surely!(near.next_best(least, value, best, effort)) {
        None => shorter_of_more(problem, best, effort),
        Some(known) => shortest_of(&near.breaking(&[longest]), reach.most, (best, known), effort),
    }
}

fn shorter_of_more(problem: &Problem<'_>, best: &[u32], effort: &mut Effort<'_>) -> Second {
    let reach = reach_of(problem, Counted::Places, best);
    let least = Least::Beyond(REACH, Counted::Places);
    let value = problem.value(least, best);
    let Some(known) = surely!(problem.next_best(least, value, best, effort)) else {
        return Second::None;
    };
    let most = problem.beyond(&known, REACH, Counted::Places);
    let more = Guard { most, ..reach };
    shortest_of(
        &problem.keeping(&[more]).breaking(&[reach]),
        most,
        (best, known),
        effort,
    )
}

/// Of the choices of a problem, of which `known` is one, one with the shortest journey beyond which no more travel than `most`.
fn shortest_of(problem: &Problem<'_>, most: u64, (best, known): (&[u32], Choice), effort: &mut Effort<'_>) -> Second {
    let journeys = problem.distinct();
    // One exchange away from the best, mostly.
    let known = problem.shortest_exchange(best, most, known, effort);
    let (.., choice, is_found) = problem.shortest(&journeys, most, known, &mut 0, effort);
    if is_found {
        Second::Found(choice)
    } else {
        Second::Unknown
    }
}

/// Fairness compares from the longest journey down: of all that are worse, the best agrees with the optimum as far down as any
/// does, and is as fair as may be from there on.
fn second_fairest(problem: &Problem<'_>, (solved, best): (&Solved, &[u32]), effort: &mut Effort<'_>) -> Second {
    let guards = &solved.guards;
    if guards.is_empty() {
        // There is nobody.
        return Second::None;
    }
    // Down to which guard any other choice agrees: the farther down, the fewer do.
    let differing = |level: usize, effort: &mut Effort<'_>| {
        problem.keeping(&guards[..level]).breaking(&guards[level..]).any(effort)
    };
    let Some(mut known) = surely!(differing(0, effort)) else {
        return Second::None;
    };
    let (mut level, mut none) = (0, guards.len());
    while none - level > 1 {
        let middle = level + (none - level) / 2;
        match surely!(differing(middle, effort)) {
            Some(other) => (level, known) = (middle, other),
            None => none = middle,
        }
    }
    let broken = guards[level];
    let mut agreed = guards[..level].to_vec();
    let mut upto = (broken.most, REACH);
    if let Some(above) = agreed.last() {
        upto.1 = above.beyond;
    } else {
        // The first guard is what reaches nothing: as little more of that as may be.
        let Some(more) = surely!(fewest_more(problem, Counted::Places, best, effort)) else {
            return Second::None;
        };
        agreed.push(more);
        upto.0 = more.most;
        known = match surely!(problem.keeping(&agreed).breaking(&[broken]).any(effort)) {
            Some(known) => known,
            None => return Second::Unknown,
        };
    }
    let worse = problem.keeping(&agreed).breaking(&[broken]);
    as_fair_as_may_be(&worse, agreed, upto, known, effort)
}

/// The fairest of the choices of a problem, of which `known` is one: where they differ no more than `most` travel longer than `upto`.
fn as_fair_as_may_be(
    worse: &Problem<'_>,
    mut guards: Vec<Guard>,
    (most, upto): (u64, Seconds),
    known: Choice,
    effort: &mut Effort<'_>,
) -> Second {
    let journeys = worse.distinct();
    let journeys = &journeys[..journeys.partition_point(|&one| one <= upto)];
    let (_, at, choice, is_found) = worse.shortest(journeys, most, known, &mut 0, effort);
    if !is_found {
        return Second::Unknown;
    }
    let Some(&longest) = journeys.get(at) else {
        return Second::Found(choice);
    };
    // As many as that is for every choice that is left: bounds rest on guards that are met exactly.
    guards.push(Guard {
        beyond: longest,
        counted: Counted::Places,
        most: worse.beyond(&choice, longest, Counted::Places),
    });
    let begun = Solved {
        choice: Some(choice),
        value: f64::from(longest),
        bound: 0.0,
        is_proven: true,
        nodes: 0,
        guards,
        least: Least::Nothing,
        few: None,
    };
    let solved = worse.level_by_level(begun, effort);
    match solved.choice {
        Some(choice) if solved.is_proven => Second::Found(choice),
        _ => Second::Unknown,
    }
}
