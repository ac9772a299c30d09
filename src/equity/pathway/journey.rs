//! The journeys between the steps, leg by leg.

use super::Wayfinder;
use super::admission::Position;
use super::spot::Spot;
use super::walk::Walked;
use super::year::PathwayStretch;
use crate::model::{Interval, Minutes};
use crate::travel::{DaySet, Route, Router};

/// A journey between two spots.
#[derive(Clone, Debug, PartialEq)]
pub struct Journey {
    /// From where.
    pub from: Spot,
    /// To where.
    pub to: Spot,
    /// Minutes: `at_least` at the least favourable reading (`None` is unreachable or without a bound), `at_most` at the most
    /// favourable.
    pub minutes: Interval<Option<Minutes>>,
    /// The best way; `None` where either end is on no network.
    pub route: Option<Route>,
    /// Minutes of it that are on no link.
    pub off_network: Minutes,
}

/// How one comes to a step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepJourneys {
    /// In order; none where nobody travels.
    pub journeys: Vec<Journey>,
    /// The positions that refer to the service that serves it, where one is needed and it is published who refers; the surest
    /// and nearest first.
    pub positions: Option<Vec<Position>>,
}

impl Wayfinder<'_> {
    /// How one comes to each step of a way that was gone in a period. To one that breaks, and to those behind it, there is no
    /// journey.
    pub fn journeys(&self, home: usize, period: usize, walked: &Walked) -> Vec<StepJourneys> {
        let mut spot = Spot::Community(home);
        let steps = self.asked.pathway.steps.iter().zip(&walked.steps);
        let journeys = steps.map(|(step, found)| {
            let mut journeys = Vec::new();
            let mut go = |from: &mut Spot, to: Spot| {
                if *from != to {
                    journeys.push(self.journey(period, *from, to));
                    *from = to;
                }
            };
            if let Some(stop) = found.stop {
                if step.at_home {
                    go(&mut spot, Spot::Community(home));
                }
                go(&mut spot, stop.spot);
            }
            let service = found.stop.and_then(|stop| stop.service);
            StepJourneys {
                journeys,
                positions: service
                    .filter(|service| self.is_by_referral(*service))
                    .and_then(|service| self.positions(service, home, period)),
            }
        });
        journeys.collect()
    }

    fn journey(&self, period: usize, from: Spot, to: Spot) -> Journey {
        let minutes = self.minutes(period, from, to);
        let ends = from.joint(self.basis).zip(to.joint(self.basis));
        let route = ends.map(|(leaves, arrives)| {
            let router = Router::new(
                self.basis.network(),
                &self.year,
                period,
                leaves.node,
                self.asked.modes,
                self.asked.impedance,
            );
            router.route(arrives.node)
        });
        let off_network = ends.map_or(Minutes::ZERO, |(leaves, arrives)| {
            if leaves.node == arrives.node {
                minutes.at_most.unwrap_or_default()
            } else {
                leaves.last_stretch + arrives.last_stretch
            }
        });
        Journey {
            from,
            to,
            minutes,
            route,
            off_network,
        }
    }

    /// The way of a community in each part of the year that has days in `days`, with the journeys: days on which everything is
    /// the same are one stretch.
    pub fn stretches(&self, home: usize, days: DaySet) -> Vec<PathwayStretch> {
        let asked = days.stretches();
        let mut known: Vec<(usize, Walked, Vec<StepJourneys>)> = Vec::new();
        let mut stretches: Vec<PathwayStretch> = Vec::new();
        for (at, period) in self.basis.periods().iter().enumerate() {
            let alike = self.alike(at);
            if !known.iter().any(|(one, ..)| *one == alike) {
                let walked = self.walk(home, alike);
                let journeys = self.journeys(home, alike, &walked);
                known.push((alike, walked, journeys));
            }
            let Some((_, walked, journeys)) = known.iter().find(|(one, ..)| *one == alike) else {
                continue;
            };
            let count = period.days_in(&asked);
            match stretches.last_mut() {
                Some(last) if last.walked == *walked && last.journeys == *journeys => {
                    last.period.last = period.last;
                    last.days += count;
                }
                _ => stretches.push(PathwayStretch {
                    period: *period,
                    days: count,
                    walked: walked.clone(),
                    journeys: journeys.clone(),
                }),
            }
        }
        self.forget(home);
        stretches.retain(|stretch| stretch.days > 0);
        stretches
    }
}
