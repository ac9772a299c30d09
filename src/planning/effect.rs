//! What one more service would change.

use std::sync::Arc;

use crate::equity::{Assessment, Basis, BasisFault, Criteria, Gap, Metrics, Scope, Verdict, assess, metrics, serves};
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
    /// The standard's place in the definition.
    pub standard: usize,
    /// As it is.
    pub before: Metrics,
    /// As it would be.
    pub after: Metrics,
    /// In how many places the request asks for it.
    pub asked: usize,
    /// In how many of these it is surely met already.
    pub met_already: usize,
    /// The places that it would change, in the package's order.
    pub changes: Vec<Change>,
}

/// A place before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The community's place in the package.
    pub community: usize,
    /// As it is.
    pub before: Verdict,
    /// As it would be.
    pub after: Verdict,
}

impl Change {
    /// Whether the standard, which is not surely met there, surely would be.
    pub fn is_surely_gained(&self) -> bool {
        self.before.outcome.at_least != Outcome::Met && self.after.outcome.at_least == Outcome::Met
    }
}

/// What a service would change that is not there: everything is assessed once more with it. `today` is the assessment
/// without it, of the same basis and criteria.
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
    let service_type = service.service_type.clone();
    let at = basis.package().services.len();
    let with = Basis::new(Arc::new(with_service(basis.package(), service)))?;
    let then = assess(&with, criteria, today.question);
    let standards = criteria.definition.standards.iter().enumerate();
    let effects = standards.filter_map(|(place, standard)| {
        let [before, after] = [today, &then].map(|side| of_standard(side, place));
        let changes = changes(&before, &after, scope);
        if changes.is_empty() && !standard.service_types.contains(&service_type) {
            return None;
        }
        let added = &with.package().services[at];
        let asked = before
            .iter()
            .filter(|gap| serves(added, gap.community, &with).certainly());
        let asked: Vec<_> = asked.map(|gap| gap.outcome(scope).at_least == Outcome::Met).collect();
        let [before, after] = metrics(basis.package(), scope, Some(&before), Some(&after));
        Some(StandardEffect {
            standard: place,
            before: before?,
            after: after?,
            asked: asked.len(),
            met_already: asked.iter().filter(|is_met| **is_met).count(),
            changes,
        })
    });
    Ok(Effect {
        standards: effects.collect(),
    })
}

/// The package with one more service. What only draws the ground is left out: nothing is assessed by it.
fn with_service(package: &Package, service: Service) -> Package {
    let mut with = package.clone();
    with.basemap.clear();
    with.services.push(service);
    with
}

fn of_standard(assessment: &Assessment, standard: usize) -> Vec<&Gap> {
    let gaps = assessment.gaps.iter();
    gaps.filter(|gap| gap.standard == standard).collect()
}

/// Both sides have the same communities in the same order, as the same definition applies to the same places.
fn changes(before: &[&Gap], after: &[&Gap], scope: &Scope) -> Vec<Change> {
    let pairs = before.iter().zip(after);
    let changes = pairs.map(|(before, after)| Change {
        community: before.community,
        before: Verdict::of(before, scope),
        after: Verdict::of(after, scope),
    });
    changes.filter(|change| change.before != change.after).collect()
}
