//! From the facts to the numbers of a round.

use super::{BestRound, Circuit, Seconds, Stop};
use crate::equity::{Assessment, Basis, Journeys, Question, Scope};
use crate::model::{Fact, Impedance, Mode, Outcome};
use crate::planning::siting::{NeedKind, Needs, SitingFault};
use crate::travel::Reading;

/// A question of a team's round.
#[derive(Clone, Debug, PartialEq)]
pub struct CircuitQuestion {
    /// Where the team lives, by its place in the package.
    pub base: usize,
    /// Which communities may be visited, by their places.
    pub stops: Vec<usize>,
    /// The standard that is looked at, by its place in its definition.
    pub standard: usize,
    /// Days a month that the team is away.
    pub days_a_month: u64,
    /// How many rounds these are.
    pub rounds_a_month: u64,
    /// Half days of work at each stop, as the stops stand.
    pub half_days: Vec<u64>,
    /// Hours of travel and work in a day.
    pub hours_a_day: u64,
    /// By what a day of presence weighs.
    pub need: NeedKind,
    /// The days asked about: each leg counts at its longest of them.
    pub scope: Scope,
    /// On which date records count, and which picture of supply.
    pub question: Question,
    /// What a journey costs.
    pub impedance: Impedance,
    /// Modes that may be used.
    pub modes: Vec<Mode>,
}

/// Why a stop is not on the round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// The standard is surely met there.
    Met,
    /// The standard does not apply to it.
    NoStandard,
    /// There is no way to it and back on some of the days.
    Unreachable,
    /// Its need is not known, or nothing.
    NoNeed,
    /// Other stops are worth more in the time.
    NoTime,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct CircuitAnswer {
    /// The numbers that it was found from.
    pub circuit: Circuit,
    /// The round, whose places are the base, 0, and the stops asked about, from 1.
    pub best: BestRound,
    /// What the standard comes to at each stop today, at its least favourable; `None` where it does not apply.
    pub today: Vec<Option<Outcome>>,
    /// Why each stop is not on the round; `None` where it is.
    pub left: Vec<Option<Left>>,
    /// By what stops weigh.
    pub needs: Needs,
}

/// Finds the best round among stops where a standard is not surely met.
///
/// # Errors
/// Where need is asked for that is not known.
pub fn circuit(basis: &Basis, asked: &CircuitQuestion, assessment: &Assessment) -> Result<CircuitAnswer, SitingFault> {
    let needs = Needs::of(basis, &asked.need)?;
    let gaps = assessment.gaps.iter().filter(|gap| gap.standard == asked.standard);
    let mut outcomes: Vec<Option<Outcome>> = vec![None; basis.package().communities.len()];
    for gap in gaps {
        outcomes[gap.community] = Some(gap.outcome(&asked.scope).at_least);
    }
    let today: Vec<Option<Outcome>> = asked.stops.iter().map(|&stop| outcomes[stop]).collect();
    let worth = |at: usize| match (today[at], needs.of[asked.stops[at]]) {
        (Some(Outcome::Unmet | Outcome::PartlyMet), Fact::Known(need)) => need * asked.half_days[at],
        _ => 0,
    };
    let half_day = asked.hours_a_day * 1800;
    let stops = (0..asked.stops.len()).map(|at| Stop {
        worth: worth(at),
        stay: asked.half_days[at] * half_day,
    });
    let circuit = Circuit {
        stops: stops.collect(),
        journeys: journeys(basis, asked),
        day: 2 * half_day,
        days: asked.days_a_month / asked.rounds_a_month,
    };
    let best = circuit.best();
    let left = (0..asked.stops.len()).map(|at| {
        if best.round.visits.iter().any(|(stop, ..)| *stop == at + 1) {
            return None;
        }
        Some(match today[at] {
            None => Left::NoStandard,
            Some(Outcome::Met) => Left::Met,
            _ if circuit.journey(0, at + 1).is_none() || circuit.journey(at + 1, 0).is_none() => Left::Unreachable,
            _ if circuit.stops[at].worth == 0 => Left::NoNeed,
            _ => Left::NoTime,
        })
    });
    Ok(CircuitAnswer {
        left: left.collect(),
        circuit,
        best,
        today,
        needs,
    })
}

/// Between the base and the stops, at the longest of the days asked about and the least favourable reading.
fn journeys(basis: &Basis, asked: &CircuitQuestion) -> Vec<Option<Seconds>> {
    let links = basis.links_on(asked.question.as_of);
    let days = asked.scope.days();
    let periods: Vec<usize> = (0..basis.periods().len())
        .filter(|&one| basis.periods()[one].day_set().intersection(days).count() > 0)
        .collect();
    let journeys = Journeys::in_periods(basis, &links, &periods, &asked.modes, asked.impedance);
    let different: Vec<usize> = (0..periods.len()).filter(|&one| journeys.alike(one) == one).collect();
    let places: Vec<usize> = std::iter::once(asked.base).chain(asked.stops.iter().copied()).collect();
    let mut all = Vec::with_capacity(places.len() * places.len());
    for &from in &places {
        let from = journeys.from(from);
        for &to in &places {
            let on = |&period: &usize| from.in_period(period, Reading::LeastFavourable, to);
            let longest = different
                .iter()
                .map(on)
                .try_fold(0, |longest, one| Some(u64::from(one?.seconds()).max(longest)));
            all.push(longest);
        }
    }
    all
}
