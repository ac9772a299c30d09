//! What one more service would change of a way through care: a referral position, for one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::effect::with_service;
use crate::equity::{Basis, BasisFault, PathwayDays, PathwayQuestion, PathwayYear, Scope, Wayfinder};
use crate::model::Service;

/// A community's way before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct WayChange {
    /// Its place in the package.
    pub community: usize,
    /// As it is, over the days asked about.
    pub before: PathwayDays,
    /// As it would be.
    pub after: PathwayDays,
}

/// The communities whose days would be others with one more service, in the package's order. A service of a type that refers
/// is a referral position, so that it may open a step that it does not serve.
///
/// # Errors
/// Where the service stands in a community that the package does not have.
pub fn on_the_way(
    basis: &Basis,
    asked: PathwayQuestion<'_>,
    scope: &Scope,
    service: Service,
) -> Result<Vec<WayChange>, BasisFault> {
    let with = basis.with_supply(Arc::new(with_service(basis.package(), service)), &BTreeSet::new())?;
    let [before, after] = [basis, &with].map(|basis| days(basis, asked, scope));
    let pairs = before.into_iter().zip(after).enumerate();
    let changes = pairs.map(|(community, (before, after))| WayChange {
        community,
        before,
        after,
    });
    Ok(changes.filter(|change| change.before != change.after).collect())
}

fn days(basis: &Basis, asked: PathwayQuestion<'_>, scope: &Scope) -> Vec<PathwayDays> {
    let guide = Wayfinder::new(basis, &basis.links_on(asked.question.as_of), asked);
    let communities = 0..basis.package().communities.len();
    let years = communities.map(|community| guide.year(community));
    years.map(|year: PathwayYear| year.days(scope.days())).collect()
}
