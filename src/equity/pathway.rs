//! The way through care: from home through each step of a pathway and back, on every day of the year, and where it breaks.
//!
//! A step is served by one of the services of its types that runs, serves the community, may be entered and is reached
//! from where one is. Each of these is read at its least and at its most favourable, so that a step holds, breaks, or is
//! unknown; from a step that is unknown the way goes on as if it held, so that one unknown fact hides nothing behind it.
//! Begin with [`Wayfinder`].

mod admission;
mod journey;
mod spot;
mod walk;
mod year;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Mutex;

use super::assess::Question;
use super::basis::Basis;
use super::presence::{exists, runs};
use crate::model::{Impedance, Mode, Pathway, Truth};
use crate::travel::{AccessYear, Admitted, NodeIndex, Reading, ShortestCosts};

pub use admission::{Admission, Position};
pub use journey::{Journey, StepJourneys};
pub use spot::Spot;
pub use walk::{Serving, StepFound, StepState, Stop, Walked, WhyNot};
pub use year::{PathwayDays, PathwayStretch, PathwayYear, StepDays};

/// What is asked of a pathway.
#[derive(Clone, Copy, Debug)]
pub struct PathwayQuestion<'a> {
    /// The steps.
    pub pathway: &'a Pathway,
    /// How one may travel.
    pub modes: &'a [Mode],
    /// What a journey costs.
    pub impedance: Impedance,
    /// On which date records count, and which picture of supply.
    pub question: Question,
}

/// A service that may serve a step, whoever asks.
#[derive(Clone, Copy, Debug)]
struct Supplied {
    /// Its place in the package.
    service: usize,
    /// Whether it exists and runs.
    there: Truth,
    spot: Spot,
}

/// Finds the way of one community after another. What is the same for all of them is made once.
#[derive(Debug)]
pub struct Wayfinder<'a> {
    basis: &'a Basis,
    asked: PathwayQuestion<'a>,
    year: Cow<'a, AccessYear>,
    /// Each choice of links once.
    choices: Vec<Admitted>,
    /// Per access period of the basis, at both readings, as places in the choices.
    periods: Vec<[usize; 2]>,
    /// Per step.
    supplied: Vec<Vec<Supplied>>,
    /// Who refers to each service that may serve a step; `None` where nobody has published who does.
    referrers: HashMap<usize, Option<Vec<Supplied>>>,
    /// Searches by choice of links and origin, each as far as anybody asked.
    searches: Mutex<HashMap<(usize, NodeIndex), ShortestCosts>>,
}

impl<'a> Wayfinder<'a> {
    /// Looks up what serves each step, and lays out the links of the year.
    pub fn new(basis: &'a Basis, links: &crate::travel::LinkPresence, asked: PathwayQuestion<'a>) -> Self {
        let year = basis.year_with(links);
        let mut choices: Vec<Admitted> = Vec::new();
        let mut choice = |period, reading| {
            let links = Admitted::new(basis.network(), &year, period, asked.modes, asked.impedance, reading);
            choices.iter().position(|one| *one == links).unwrap_or_else(|| {
                choices.push(links);
                choices.len() - 1
            })
        };
        let periods = (0..basis.periods().len()).map(|period| Reading::BOTH.map(|reading| choice(period, reading)));
        let periods = periods.collect();
        let package = basis.package();
        let supplied: Vec<Supplied> = package
            .services
            .iter()
            .enumerate()
            .filter_map(|(at, service)| {
                let Question { as_of, supply } = asked.question;
                let there = exists(service, as_of, package.settings.made_on).and(runs(service, supply, as_of));
                there.possibly().then(|| Supplied {
                    service: at,
                    there,
                    spot: Spot::of_site(basis, at),
                })
            })
            .collect();
        let of_step = |types: &[crate::model::ServiceTypeId]| -> Vec<Supplied> {
            let of_types = |one: &&Supplied| types.contains(&package.services[one.service].service_type);
            supplied.iter().filter(of_types).copied().collect()
        };
        let steps: Vec<Vec<Supplied>> = asked
            .pathway
            .steps
            .iter()
            .map(|step| of_step(&step.service_types))
            .collect();
        let referrers = steps
            .iter()
            .flatten()
            .map(|one| (one.service, admission::referrers(package, one.service, &supplied)))
            .collect();
        Self {
            basis,
            asked,
            year,
            choices,
            periods,
            supplied: steps,
            referrers,
            searches: Mutex::default(),
        }
    }

    /// The facts that it looks into.
    pub const fn basis(&self) -> &'a Basis {
        self.basis
    }

    /// What is asked.
    pub const fn asked(&self) -> &PathwayQuestion<'a> {
        &self.asked
    }

    /// The first period with the same links as another: everything is the same in both.
    fn alike(&self, period: usize) -> usize {
        let of = self.periods[period];
        self.periods.iter().position(|one| *one == of).unwrap_or(period)
    }
}
