//! A referral position as an option: where the way through care breaks at a referral, or nobody knows whether one is to be had.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::closing::plain;
use super::figures::{Figures, Need};
use super::gain::{Gain, Pair};
use super::options::{Grounds, PriorityOption, Subject, depths, within};
use crate::equity::{Admission, Basis, BasisFault, PathwayDays, PathwayQuestion, PathwayYear, Wayfinder, WhyNot};
use crate::model::{Entrance, Interval, Package, Service, ServiceTypeId, Truth};
use crate::planning::unsaid;

/// The id of a referral position as an option.
pub fn position_id(community: &str) -> String {
    format!("position:{community}")
}

/// A place that lacks a referral, as it is, and with a position in it.
struct Lacking {
    service: Service,
    before: PathwayYear,
    gain: Gain,
}

/// A referral position in every place whose way, by the package's first pathway, breaks at a referral on some day asked about, or
/// of which it is not known there; in the package's order. None where the package says nothing of ways, or of no kind of help that
/// people may turn to themselves that it refers.
pub fn positions(
    grounds: Grounds<'_>,
    bare: &Package,
    figures: &Figures<'_>,
) -> Result<Vec<PriorityOption>, BasisFault> {
    let Grounds { basis, criteria, .. } = grounds;
    let Some(pathway) = basis.package().pathways.first() else {
        return Ok(Vec::new());
    };
    let asked = PathwayQuestion {
        pathway,
        modes: &criteria.definition.modes,
        impedance: criteria.definition.impedance,
        question: grounds.today.question,
    };
    let ways = |basis: &Basis| -> Vec<PathwayYear> {
        let guide = Wayfinder::new(basis, &basis.links_on(asked.question.as_of), asked);
        (0..basis.package().communities.len())
            .map(|one| guide.year(one))
            .collect()
    };
    let today = ways(basis);
    let mut lacking: Vec<Lacking> = today
        .iter()
        .filter_map(|before| {
            let of_type = kind(grounds, before)?;
            let community = &basis.package().communities[before.community];
            let id = format!("supposed-position-{}", community.id);
            Some(Lacking {
                service: plain(id, community, &of_type, asked.question.as_of),
                before: before.clone(),
                gain: Gain::default(),
            })
        })
        .collect();
    // Positions in places that are part of one another are looked at one after the other: none helps another's place.
    let (depths, within) = (depths(basis), within(basis));
    let levels: BTreeSet<usize> = lacking.iter().map(|one| depths[one.before.community]).collect();
    for level in levels {
        let mut with = bare.clone();
        let at_level = |one: &&mut Lacking| depths[one.before.community] == level;
        let supposed = lacking.iter_mut().filter(at_level).map(|one| one.service.clone());
        with.services.extend(supposed.collect::<Vec<_>>());
        let with = basis.with_supply(Arc::new(with), &BTreeSet::new())?;
        let then = ways(&with);
        for one in lacking.iter_mut().filter(at_level) {
            for &place in &within[one.before.community] {
                add(&mut one.gain, &today[place], &then[place], grounds);
            }
        }
    }
    Ok(lacking
        .into_iter()
        .map(|one| option(grounds, figures, &today, one))
        .collect())
}

fn option(
    grounds: Grounds<'_>,
    figures: &Figures<'_>,
    today: &[PathwayYear],
    Lacking { service, before, gain }: Lacking,
) -> PriorityOption {
    let package = grounds.basis.package();
    let community = before.community;
    let asked = figures.asked_by_a_government(community, std::slice::from_ref(&service.service_type));
    let need = |(place, _): Pair| match figures.need() {
        Need::Shortfall => lack(today[place].days(grounds.scope.days())),
        Need::Column(_) => figures.column_of(place),
    };
    let (raw, withheld) = figures.by_need(&gain, &[community], Some(&service), asked, need);
    PriorityOption {
        id: position_id(package.communities[community].id.as_str()),
        subject: Subject::Position(community),
        unsaid: unsaid(&service, []),
        services: vec![service],
        way: None,
        places: vec![community],
        standards: Vec::new(),
        places_gaining: (gain.surely.len(), gain.perhaps.len()),
        withheld,
        raw,
    }
}

/// On which share of days the way surely breaks, and on which it may.
fn lack(days: PathwayDays) -> Interval<f64> {
    let share = |count: u16| f64::from(count) / f64::from(days.count().max(1));
    Interval {
        at_least: share(days.breaks),
        at_most: share(days.breaks + days.unknown),
    }
}

/// The kind of help that a position would be of: one that refers to what is lacked, and that people may turn to themselves. Of
/// several it is one that no standard asks for (those have gaps of their own), and the package's first. `None` where the way lacks
/// no referral on the days asked about, or there is no such kind.
fn kind(grounds: Grounds<'_>, before: &PathwayYear) -> Option<ServiceTypeId> {
    let package = grounds.basis.package();
    let wanted = shut(grounds, before);
    let refers = |of_type: &ServiceTypeId| {
        let mut rows = package
            .referrals
            .iter()
            .filter(|row| row.from.service_type() == Some(of_type));
        rows.any(|row| {
            wanted
                .iter()
                .any(|service| row.to.is_about(&package.services[*service]))
        })
    };
    let standards = &grounds.criteria.definition.standards;
    let is_asked_for = |of_type: &ServiceTypeId| standards.iter().any(|one| one.service_types.contains(of_type));
    let types = package.service_types.iter().map(|one| &one.id);
    types
        .filter(|of_type| refers(of_type) && is_open_to_all(package, of_type))
        .min_by_key(|of_type| is_asked_for(of_type))
        .cloned()
}

/// The services that a step lacks a referral to, on some day asked about.
fn shut(grounds: Grounds<'_>, before: &PathwayYear) -> BTreeSet<usize> {
    let asked = grounds.scope.days().stretches();
    let periods = before.periods.iter().filter(|(period, _)| period.days_in(&asked) > 0);
    let steps = periods.flat_map(|(_, walked)| &walked.steps);
    let lacking = steps.filter(|step| step.lacking.contains(&WhyNot::Referral));
    let serving = lacking.flat_map(|step| &step.serving);
    let by_referral = serving.filter(|one| matches!(one.admission, Admission::Referral(Truth::False | Truth::Unknown)));
    by_referral.map(|one| one.service).collect()
}

/// Whether people may turn to every service of a type by their own word.
fn is_open_to_all(package: &Package, of_type: &ServiceTypeId) -> bool {
    let of_type = package
        .entries
        .iter()
        .find(|one| one.of.service_type() == Some(of_type));
    of_type.is_some_and(|entry| entry.entrances.contains(&Entrance::SelfReferral))
}

/// Adds what comes of one place: it gains surely where its way surely breaks and would surely hold, and may gain where a referral is
/// lacked and the way may hold then.
fn add(gain: &mut Gain, before: &PathwayYear, after: &PathwayYear, grounds: Grounds<'_>) {
    let asked = grounds.scope.days().stretches();
    let place = before.community;
    let mut lacks = false;
    let mut better = (false, false);
    for ((period, was), (_, is)) in before.periods.iter().zip(&after.periods) {
        let days = u32::from(period.days_in(&asked));
        let lacked = was.steps.iter().zip(&is.steps);
        let lacked: Vec<_> = lacked
            .filter(|(was, _)| was.lacking.contains(&WhyNot::Referral))
            .collect();
        if days == 0 || lacked.is_empty() {
            continue;
        }
        lacks = true;
        better.0 |= lacked
            .iter()
            .any(|(was, is)| was.state.truth() == Truth::False && is.state.truth() != Truth::False);
        better.1 = true;
        if was.truth() == Truth::False && is.truth() == Truth::True {
            gain.days.0 += days;
        }
        if was.truth() != Truth::True && is.truth() != Truth::False {
            gain.days.1 += days;
        }
    }
    if !lacks {
        return;
    }
    let [was, is] = [before, after].map(|year| year.days(grounds.scope.days()).truth());
    if was == Truth::False && is == Truth::True {
        gain.surely.insert(place);
    }
    if was != Truth::True && is != Truth::False {
        gain.perhaps.insert(place);
    }
    let pair = (place, None);
    if better.0 {
        gain.surely_better.push(pair);
    }
    if better.1 {
        gain.perhaps_better.push(pair);
    }
}
