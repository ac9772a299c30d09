//! What one more service would change.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::compared::{ComparedStandard, compare};
use crate::equity::{Assessment, Basis, BasisFault, Criteria, Scope, assess_again, serves};
use crate::model::{Outcome, Package, Service};

/// What one more service would change, over the days of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The standards that ask for its kind of help, and others that it changes, in the definition's order.
    pub standards: Vec<StandardEffect>,
}

/// What it would change of one standard.
#[derive(Clone, Debug, PartialEq)]
pub struct StandardEffect {
    /// Before and after.
    pub compared: ComparedStandard,
    /// In how many places the request asks for it.
    pub asked: usize,
    /// In how many of these it is surely met already.
    pub met_already: usize,
}

/// What a service would change that is not there: everything that it touches is assessed once more with it. `today` is the
/// assessment without it, of the same basis and criteria.
///
/// Adding supply never makes an outcome worse; what people then share among more, or wait less for, is not supposed.
///
/// # Errors
/// Where the service stands in a community that the package does not have.
pub fn effect(
    basis: &Basis,
    criteria: &Criteria<'_>,
    today: &Assessment,
    scope: &Scope,
    service: Service,
) -> Result<Effect, BasisFault> {
    let at = basis.package().services.len();
    let with = basis.with_supply(Arc::new(with_service(basis.package(), service)), &BTreeSet::new())?;
    let added = &with.package().services[at];
    let then = assess_again(&with, criteria, today, &BTreeSet::from([&added.service_type]));
    let standards = &criteria.definition.standards;
    let compared = compare(basis.package(), [today, &then], scope, 0..standards.len());
    let asks = |standard: usize| standards[standard].service_types.contains(&added.service_type);
    let told = compared
        .standards
        .into_iter()
        .filter(|one| asks(one.standard) || one.changes().next().is_some());
    let effects = told.map(|compared| {
        let asked = compared
            .places
            .iter()
            .filter(|place| serves(added, place.community, &with).certainly());
        let asked: Vec<_> = asked
            .map(|place| place.before.verdict.outcome.at_least == Outcome::Met)
            .collect();
        StandardEffect {
            asked: asked.len(),
            met_already: asked.iter().filter(|is_met| **is_met).count(),
            compared,
        }
    });
    Ok(Effect {
        standards: effects.collect(),
    })
}

/// The package with one more service. What only draws the ground is left out: nothing is assessed by it.
pub(super) fn with_service(package: &Package, service: Service) -> Package {
    let mut with = package.clone();
    with.basemap.clear();
    with.services.push(service);
    with
}
