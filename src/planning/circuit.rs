//! A visiting team's round: which communities, in which order, within so many days, for the most days of presence where help
//! is missing.
//!
//! Exact for as many stops as [`EXACT`] by dynamic programming over sets of stops (Bellman 1962; Held & Karp 1962): whoever has
//! been to the same stops and stands at the same one does best to be done early, because leaving later never brings anybody
//! anywhere sooner. Beyond that the most promising stops are solved exactly, and a bound says what any round could come to.

mod ground;

use std::cmp::Reverse;

pub use ground::{CircuitAnswer, CircuitQuestion, Left, circuit};

/// The most stops among which the best round is sure to be found.
pub const EXACT: usize = 14;

/// Seconds of travel or work.
pub type Seconds = u64;

/// A stop that a round may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What a visit is worth, for example its days of presence.
    pub worth: u64,
    /// Seconds of work on a visit.
    pub stay: Seconds,
}

/// What a round is made of. Places are the base, 0, and the stops in their order, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circuit {
    /// The stops.
    pub stops: Vec<Stop>,
    /// Row by row, seconds from each place to each; `None` where there is no way.
    pub journeys: Vec<Option<Seconds>>,
    /// Seconds of travel and work in a day.
    pub day: Seconds,
    /// Days, at the end of which the team is home.
    pub days: u64,
}

/// A round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// What it is worth.
    pub worth: u64,
    /// Seconds until the team is home, with nights left out.
    pub home: Seconds,
    /// The stops in their order, each with when the team arrives and when it is done.
    pub visits: Vec<(usize, Seconds, Seconds)>,
}

/// The best round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BestRound {
    /// It.
    pub round: Round,
    /// No round is worth more.
    pub bound: u64,
    /// Other sets of stops that are worth as much.
    pub ties: Vec<Vec<usize>>,
    /// Whether these are all: not where there are more stops than sets are looked at of.
    pub ties_are_all: bool,
    /// States that were looked at.
    pub states: u64,
}

impl Circuit {
    fn places(&self) -> usize {
        self.stops.len() + 1
    }

    /// Seconds from one place to another.
    pub fn journey(&self, from: usize, to: usize) -> Option<Seconds> {
        self.journeys[from * self.places() + to]
    }

    /// When one arrives who is ready at `ready`. A leg that does not fit into what is left of a day is begun the next morning; one
    /// that is longer than a day goes on after each night.
    pub fn arrival(&self, ready: Seconds, journey: Seconds) -> Seconds {
        let used = ready % self.day;
        if used == 0 || used + journey <= self.day {
            ready + journey
        } else {
            ready - used + self.day + journey
        }
    }

    /// The best round, the quickest of those that are worth as much, and then the first.
    pub fn best(&self) -> BestRound {
        let shortest = self.shortest();
        let able: Vec<usize> = (1..self.places())
            .filter(|&stop| {
                let Stop { worth, stay } = self.stops[stop - 1];
                let travel = shortest[stop].zip(shortest[stop * self.places()]);
                worth > 0 && travel.is_some_and(|(there, home)| there + stay + home <= self.day * self.days)
            })
            .collect();
        let mut chosen = able.clone();
        if able.len() > EXACT {
            // Those that are worth most for the time that they take.
            chosen.sort_by_key(|&stop| {
                let takes = self.alone(stop).unwrap_or(Seconds::MAX).max(1);
                let rate = u128::from(self.stops[stop - 1].worth) * 1_000_000 / u128::from(takes);
                (Reverse(rate), stop)
            });
            chosen.truncate(EXACT);
            chosen.sort_unstable();
        }
        let mut best = self.among(&chosen);
        if able.len() > EXACT {
            best.bound = self.bound(&able).max(best.round.worth);
            best.ties_are_all = false;
        }
        best
    }

    /// Row by row, seconds from each place to each by whatever others lie between, with nights left out (Floyd 1962): no round
    /// is quicker.
    fn shortest(&self) -> Vec<Option<Seconds>> {
        let places = self.places();
        let mut shortest = self.journeys.clone();
        for by in 0..places {
            for from in 0..places {
                let Some(first) = shortest[from * places + by] else {
                    continue;
                };
                for to in 0..places {
                    if let Some(rest) = shortest[by * places + to] {
                        let own = &mut shortest[from * places + to];
                        *own = Some(own.map_or(first + rest, |own| own.min(first + rest)));
                    }
                }
            }
        }
        shortest
    }

    /// When the team is home that goes to one stop alone.
    fn alone(&self, stop: usize) -> Option<Seconds> {
        let there = self.arrival(0, self.journey(0, stop)?) + self.stops[stop - 1].stay;
        Some(self.arrival(there, self.journey(stop, 0)?))
    }

    /// The best round among some stops, by all their sets.
    fn among(&self, stops: &[usize]) -> BestRound {
        const NEVER: Seconds = Seconds::MAX;
        let (count, limit) = (stops.len(), self.day * self.days);
        // When the team is done at the last stop of each set, and where it was before.
        let mut done = vec![NEVER; (1 << count) * count.max(1)];
        let mut before = vec![usize::MAX; done.len()];
        let mut states = 0;
        for set in 1_usize..1 << count {
            for last in (0..count).filter(|last| set & (1 << last) != 0) {
                states += 1;
                let rest = set & !(1 << last);
                let from: Vec<(Seconds, usize, usize)> = if rest == 0 {
                    vec![(0, 0, usize::MAX)]
                } else {
                    let others = (0..count).filter(|one| rest & (1 << one) != 0);
                    others.map(|one| (done[rest * count + one], stops[one], one)).collect()
                };
                for (ready, place, one) in from {
                    let Some(journey) = self.journey(place, stops[last]).filter(|_| ready != NEVER) else {
                        continue;
                    };
                    let then = self.arrival(ready, journey) + self.stops[stops[last] - 1].stay;
                    let own = &mut done[set * count + last];
                    if then <= limit && then < *own {
                        *own = then;
                        before[set * count + last] = one;
                    }
                }
            }
        }
        let home = |set: usize| -> Option<(Seconds, usize)> {
            let lasts = (0..count).filter(|last| done[set * count + last] != NEVER);
            let homes = lasts.filter_map(|last| {
                let journey = self.journey(stops[last], 0)?;
                Some((self.arrival(done[set * count + last], journey), last))
            });
            homes.filter(|(home, _)| *home <= limit).min()
        };
        let worth = |set: usize| -> u64 {
            let inside = (0..count).filter(|one| set & (1 << one) != 0);
            inside.map(|one| self.stops[stops[one] - 1].worth).sum()
        };
        let mut best: Vec<(u64, Seconds, usize)> = Vec::new();
        for set in 1_usize..1 << count {
            let Some((home, _)) = home(set) else { continue };
            let own = worth(set);
            if best.first().is_none_or(|(known, ..)| own > *known) {
                best.clear();
            }
            if best.first().is_none_or(|(known, ..)| own == *known) {
                best.push((own, home, set));
            }
        }
        best.sort_by_key(|&(_, home, set)| (home, set));
        let mut round = Round::default();
        if let Some(&(own, home_at, set)) = best.first() {
            round.worth = own;
            round.home = home_at;
            let (mut set, mut last) = (set, home(set).map_or(0, |(_, last)| last));
            while last != usize::MAX {
                let stop = stops[last];
                let done_at = done[set * count + last];
                round.visits.push((stop, done_at - self.stops[stop - 1].stay, done_at));
                (set, last) = (set & !(1 << last), before[set * count + last]);
            }
            round.visits.reverse();
        }
        let named = |set: usize| {
            (0..count)
                .filter(|one| set & (1 << one) != 0)
                .map(|one| stops[one])
                .collect()
        };
        BestRound {
            bound: round.worth,
            ties: best.iter().skip(1).map(|&(_, _, set)| named(set)).collect(),
            ties_are_all: true,
            round,
            states,
        }
    }

    /// What no round is worth more than: each stop takes its stay and half of the shortest leg to it and half of the shortest
    /// from it, and stops are filled in by what they are worth for that, the last one in part (Dantzig 1957).
    fn bound(&self, stops: &[usize]) -> u64 {
        let shortest = |place: usize, is_to: bool| {
            let others = std::iter::once(0)
                .chain(stops.iter().copied())
                .filter(|&other| other != place);
            let legs = others.filter_map(|other| {
                if is_to {
                    self.journey(other, place)
                } else {
                    self.journey(place, other)
                }
            });
            legs.min().unwrap_or(0)
        };
        // In half seconds, so that everything stays whole.
        let takes = |place: usize| shortest(place, true) + shortest(place, false);
        let mut left = (2 * self.day * self.days).saturating_sub(takes(0));
        let mut all: Vec<(u64, u64)> = stops
            .iter()
            .map(|&stop| (self.stops[stop - 1].worth, takes(stop) + 2 * self.stops[stop - 1].stay))
            .collect();
        all.sort_by(|a, b| {
            let [first, second] = [u128::from(a.0) * u128::from(b.1), u128::from(b.0) * u128::from(a.1)];
            second.cmp(&first)
        });
        let mut bound = 0;
        for (worth, takes) in all {
            if takes <= left {
                left -= takes;
                bound += worth;
            } else {
                let part = u128::from(worth) * u128::from(left) / u128::from(takes.max(1));
                return bound + u64::try_from(part).unwrap_or(worth);
            }
        }
        bound
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn a_circuit(stops: impl Strategy<Value = usize>) -> impl Strategy<Value = Circuit> {
        (stops, 1_u64..5).prop_flat_map(|(count, days)| {
            let stop = (0_u64..5, 0_u64..12).prop_map(|(worth, stay)| Stop { worth, stay });
            let journey = prop_oneof![1 => Just(None), 6 => (1_u64..14).prop_map(Some)];
            (
                prop::collection::vec(stop, count),
                prop::collection::vec(journey, (count + 1) * (count + 1)),
            )
                .prop_map(move |(stops, journeys)| Circuit {
                    stops,
                    journeys,
                    day: 10,
                    days,
                })
        })
    }

    /// What a round in this order is worth and when it ends; `None` where it cannot be made.
    fn made(circuit: &Circuit, order: &[usize]) -> Option<(u64, Seconds)> {
        let (mut ready, mut place, mut worth) = (0, 0, 0);
        for &stop in order {
            ready = circuit.arrival(ready, circuit.journey(place, stop)?) + circuit.stops[stop - 1].stay;
            worth += circuit.stops[stop - 1].worth;
            place = stop;
        }
        let home = circuit.arrival(ready, circuit.journey(place, 0)?);
        (home <= circuit.day * circuit.days).then_some((worth, home))
    }

    /// Every order of every set of stops.
    fn every(circuit: &Circuit, order: &mut Vec<usize>, best: &mut Vec<(u64, Reverse<Seconds>)>) {
        if let Some((worth, home)) = made(circuit, order).filter(|_| !order.is_empty()) {
            best.push((worth, Reverse(home)));
        }
        for stop in 1..=circuit.stops.len() {
            if !order.contains(&stop) && circuit.stops[stop - 1].worth > 0 {
                order.push(stop);
                every(circuit, order, best);
                order.pop();
            }
        }
    }

    proptest! {
        #[test]
        fn the_best_round_is_the_best_of_all_orders(circuit in a_circuit(1_usize..6)) {
            let mut all = Vec::new();
            every(&circuit, &mut Vec::new(), &mut all);
            let found = circuit.best();
            let expected = all.iter().max().map_or((0, 0), |(worth, home)| (*worth, home.0));
            prop_assert_eq!((found.round.worth, found.round.home), expected);
            prop_assert_eq!(found.bound, found.round.worth);
            let order: Vec<usize> = found.round.visits.iter().map(|(stop, ..)| *stop).collect();
            if !order.is_empty() {
                prop_assert_eq!(made(&circuit, &order), Some(expected));
            }
        }

        #[test]
        fn no_round_is_worth_more_than_the_bound(circuit in a_circuit(1_usize..7)) {
            let all: Vec<usize> = (1..=circuit.stops.len()).collect();
            prop_assert!(circuit.bound(&all) >= circuit.best().round.worth);
        }

    }

    proptest! {
        // Each of them looks at all sets of fourteen stops.
        #![proptest_config(ProptestConfig::with_cases(4))]

        #[test]
        fn of_more_stops_than_are_exact_something_is_found_and_bounded(circuit in a_circuit(15_usize..20)) {
            let found = circuit.best();
            prop_assert!(found.bound >= found.round.worth);
        }
    }

    #[test]
    fn a_leg_that_does_not_fit_waits_for_the_morning() {
        let circuit = Circuit {
            stops: vec![Stop { worth: 1, stay: 8 }],
            journeys: vec![Some(0), Some(2), Some(3), Some(0)],
            day: 10,
            days: 2,
        };
        // Out and at work by the end of the first day; home on the second.
        assert_eq!(circuit.best().round.home, 13);
        assert_eq!(
            (circuit.arrival(8, 2), circuit.arrival(8, 3), circuit.arrival(3, 25)),
            (10, 13, 35)
        );
        let short = Circuit { days: 1, ..circuit };
        assert_eq!(short.best().round, Round::default());
    }
}
