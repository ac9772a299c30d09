//! What a package for a meeting has beside what was found: options weighed, and scenarios beside today.

use crate::equity::{Assessment, BasisFault};
use crate::model::{Definition, Scenario};
use crate::planning::priorities::{
    Grounds, Need, Preset, PriorityOption, Ranking, Settings, TooNarrow, Which, options, rank,
};
use crate::planning::{Afterwards, Compared, Unsupposed, compare};

/// Most scenarios that are held beside today on paper.
pub const MOST_SCENARIOS: usize = 4;

/// Which kinds of help the package is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    is_chosen: Vec<bool>,
}

/// What a meeting is about.
#[derive(Clone, Copy, Debug)]
pub struct Agenda<'a> {
    /// Which kinds of help.
    pub chosen: &'a Chosen,
    /// What could be done, in order.
    pub weighed: &'a Weighed,
    /// What if.
    pub scenarios: &'a [Sketch],
}

/// Open requests and gaps, weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// The name of the weights; `None` where they were set by hand.
    pub preset: Option<Preset>,
    /// How they were weighed.
    pub settings: Settings,
    /// The options.
    pub options: Vec<PriorityOption>,
    /// Their order, and how firm it is.
    pub ranking: Ranking,
}

/// A scenario and what came of it.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// What is supposed.
    pub scenario: Scenario,
    /// What came of it.
    pub after: Afterwards,
    /// The same beside today.
    pub compared: Compared,
}

/// Why options cannot be weighed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unweighed {
    /// Hardly any weighting keeps the bounds.
    #[error(transparent)]
    Narrow(#[from] TooNarrow),
    /// A request does not fit the facts.
    #[error(transparent)]
    Broken(#[from] BasisFault),
}

impl Chosen {
    /// Those for which `is_chosen` holds, by their places in the definition.
    pub fn new(definition: &Definition, is_chosen: impl Fn(usize) -> bool) -> Self {
        Self {
            is_chosen: (0..definition.standards.len()).map(is_chosen).collect(),
        }
    }

    pub(super) fn standards(&self) -> Vec<usize> {
        (0..self.is_chosen.len()).filter(|at| self.has(*at)).collect()
    }

    pub(super) fn has(&self, standard: usize) -> bool {
        self.is_chosen.get(standard).copied().unwrap_or(false)
    }

    pub(super) fn is_all(&self) -> bool {
        self.is_chosen.iter().all(|one| *one)
    }
}

impl Weighed {
    /// Weighs every option about the kinds of help that are chosen; where all are, also requests that no standard is about.
    ///
    /// # Errors
    /// Where a request does not fit the facts, or hardly any weighting keeps the bounds.
    pub fn of(
        grounds: Grounds<'_>,
        chosen: &Chosen,
        preset: Option<Preset>,
        settings: Settings,
    ) -> Result<Self, Unweighed> {
        let wanted = (!chosen.is_all()).then_some(chosen.is_chosen.as_slice());
        let options = options(grounds, Which::All, wanted, &Need::Shortfall)?;
        let ranking = rank(&options, &settings)?;
        Ok(Self {
            preset,
            settings,
            options,
            ranking,
        })
    }
}

impl Sketch {
    /// Supposes a scenario and holds what comes of it beside today.
    ///
    /// # Errors
    /// Where the facts have no place for what the scenario says.
    pub fn of(scenario: Scenario, grounds: Grounds<'_>, chosen: &Chosen) -> Result<Self, Unsupposed> {
        let Grounds {
            basis,
            criteria,
            today,
            scope,
        } = grounds;
        let after = Afterwards::of(&scenario, basis, criteria, today)?;
        let sides = [today, &after.assessment];
        let compared = compare(basis.package(), sides, scope, chosen.standards().into_iter());
        Ok(Self {
            scenario,
            after,
            compared,
        })
    }

    pub(super) const fn assessment(&self) -> &Assessment {
        &self.after.assessment
    }
}
