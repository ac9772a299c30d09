//! What a service that is not there would bring, surely and at most, and to whom.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::options::Grounds;
use crate::equity::{Assessment, BasisFault, Gap, Scope, Verdict, assess_places};
use crate::model::{Definition, Interval, Outcome, Package, Service, ServiceTypeId};

/// A community, by its place, and what is better there: a standard, by its place, or (`None`) its way through care.
pub type Pair = (usize, Option<usize>);

/// What an option would bring. Whatever hangs on what is not known is read both ways, as far apart as it may be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gain {
    /// Communities in which a standard that is surely not met would surely be met.
    pub surely: BTreeSet<usize>,
    /// Communities in which one that may not be met may be met then.
    pub perhaps: BTreeSet<usize>,
    /// Days a year, over places and standards, on which a standard holds then and does not now: surely, and at most.
    pub days: (u32, u32),
    /// Where things would surely be better, on some day or by some part.
    pub surely_better: Vec<Pair>,
    /// Where they may be.
    pub perhaps_better: Vec<Pair>,
}

/// The standards that a service of a type may change: those about that type, and those whose ways lead to them.
pub fn touched(definition: &Definition, service_type: &ServiceTypeId) -> Vec<bool> {
    let standards = &definition.standards;
    let mut touched: Vec<bool> = standards
        .iter()
        .map(|one| one.service_types.contains(service_type))
        .collect();
    // As many rounds as there are standards: a longer way would be a circle.
    for _ in standards {
        for at in 0..standards.len() {
            let leads = standards[at].ways.iter().flat_map(|way| &way.then);
            let mut leads = leads.filter_map(|next| standards.iter().position(|one| one.id == *next));
            touched[at] = touched[at] || leads.any(|next| touched[next]);
        }
    }
    touched
}

/// The standards that are touched, assessed in some places with more services than there are. `bare` is the package without what
/// only draws the ground.
pub fn assessed_with(
    grounds: Grounds<'_>,
    bare: &Package,
    services: impl IntoIterator<Item = Service>,
    touched: &[bool],
    places: &[usize],
) -> Result<Assessment, BasisFault> {
    let Grounds {
        basis, criteria, today, ..
    } = grounds;
    let mut with: Package = bare.clone();
    with.services.extend(services);
    let with = basis.with_supply(Arc::new(with), &BTreeSet::new())?;
    let wanted = |standard: usize| touched[standard];
    Ok(assess_places(&with, criteria, today.question, wanted, places))
}

impl Gain {
    /// Adds one community and standard, as it is and as it would be. `is_own` says that the standard is about the kind of
    /// help that is supposed: then it may be what meets it, also where nothing that is said of the place changes, because
    /// what is there now may not.
    pub fn add(&mut self, before: &Gap, after: &Gap, scope: &Scope, is_own: bool) {
        let pair = (before.community, Some(before.standard));
        let [was, is] = [before, after].map(|gap| Verdict::of(gap, scope));
        if was == is && !is_own {
            return;
        }
        let is_met = |outcome: Outcome| outcome == Outcome::Met;
        let sure = !is_met(was.outcome.at_most) && is_met(is.outcome.at_least);
        let may = !is_met(was.outcome.at_least) && is_met(is.outcome.at_most);
        if sure {
            self.surely.insert(pair.0);
        }
        if may {
            self.perhaps.insert(pair.0);
        }
        let days = days(before, after, scope);
        self.days.0 += days.0;
        self.days.1 += days.1;
        let rose = |one: f64, other: f64| one > other;
        if days.0 > 0 || rose(was.shortfall.at_most, is.shortfall.at_least) {
            self.surely_better.push(pair);
        }
        if days.1 > 0 || rose(was.shortfall.at_least, is.shortfall.at_most) {
            self.perhaps_better.push(pair);
        }
    }
}

/// Days on which the standard surely does not hold now and surely would, and days on which that may be so.
fn days(before: &Gap, after: &Gap, scope: &Scope) -> (u32, u32) {
    let pairs = before.within(scope.days()).zip(after.within(scope.days()));
    let mut found = (0, 0);
    for ((days, _, was), (_, _, is)) in pairs {
        let (was, is): (Interval<Outcome>, Interval<Outcome>) = (was.outcome, is.outcome);
        if was.at_most != Outcome::Met && is.at_least == Outcome::Met {
            found.0 += u32::from(days);
        }
        if was.at_least != Outcome::Met && is.at_most == Outcome::Met {
            found.1 += u32::from(days);
        }
    }
    found
}
