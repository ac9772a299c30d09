//! A scenario beside today: everything assessed once more as it would be.

use std::collections::BTreeSet;

use super::scenario::{Misfit, Supposed, suppose};
use crate::equity::{Assessment, Basis, BasisFault, Criteria, assess, assess_again};
use crate::model::{Scenario, ServiceTypeId};

/// What would be if a scenario were so.
#[derive(Clone, Debug)]
pub struct Afterwards {
    /// The facts as they would be.
    pub supposed: Supposed,
    /// The same ready for analysis.
    pub basis: Basis,
    /// Every community against every standard, as they would stand.
    pub assessment: Assessment,
}

/// Why a scenario cannot be analysed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unsupposed {
    /// It speaks of what the facts do not have.
    #[error("the facts have no place for {} of its changes", .0.len())]
    Misfits(Vec<Misfit>),
    /// What it makes of the facts does not fit together.
    #[error(transparent)]
    Broken(#[from] BasisFault),
}

impl Afterwards {
    /// Supposes a scenario and assesses what comes of it, by the criteria and the question of `today`, which was assessed
    /// of `basis`. What the scenario does not touch is taken over as it is.
    ///
    /// # Errors
    /// Where the facts have no place for what the scenario says.
    pub fn of(
        scenario: &Scenario,
        basis: &Basis,
        criteria: &Criteria<'_>,
        today: &Assessment,
    ) -> Result<Self, Unsupposed> {
        let supposed = suppose(scenario, basis, today.question.as_of).map_err(Unsupposed::Misfits)?;
        let after = supposed.basis(basis)?;
        let assessment = if supposed.moves_network {
            assess(&after, criteria, today.question)
        } else {
            let types = supposed.services.iter();
            // No change touches a service's type, so that what it was before is what it is.
            let types: BTreeSet<&ServiceTypeId> = types.map(|&at| &after.package().services[at].service_type).collect();
            assess_again(&after, criteria, today, &types)
        };
        Ok(Self {
            supposed,
            basis: after,
            assessment,
        })
    }
}
