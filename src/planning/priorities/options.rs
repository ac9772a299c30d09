//! What could be done: requests that are open, gaps, and referral positions, each with what it would bring.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::closing::{Closing, closing};
use super::criterion::{CRITERIA, Raw};
use super::figures::{Figures, Need};
use super::gain::{Gain, assessed_with, touched};
use super::position::positions;
use crate::equity::{Assessment, Basis, BasisFault, Criteria, Gap, Scope, serves, was_asked};
use crate::model::{Outcome, Package, Request, RequestStatus, Service, ServiceTypeId};
use crate::planning::{Unsaid, supposed, unsaid};

/// What an option is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A request that is open, by its place in the package.
    Request(usize),
    /// A gap: a community and a standard that is not surely met in it, by their places.
    Gap(usize, usize),
    /// A referral position in a community, by its place.
    Position(usize),
}

/// Which options are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Requests, gaps and referral positions.
    #[default]
    All,
    /// Requests alone.
    Requests,
    /// Gaps alone.
    Gaps,
    /// Referral positions alone.
    Positions,
}

impl Which {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::All, Self::Requests, Self::Gaps, Self::Positions];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Requests => "requests",
            Self::Gaps => "gaps",
            Self::Positions => "positions",
        }
    }

    /// From the word of the contract.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// Something that could be done, and what is on record of it by each criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct PriorityOption {
    /// What it is about.
    pub subject: Subject,
    /// Its id: `request:ID`, `gap:COMMUNITY.STANDARD` or `position:COMMUNITY`.
    pub id: String,
    /// The services that are supposed: for a gap one or several alike, none where nothing that can be supposed would close
    /// it.
    pub services: Vec<Service>,
    /// For a gap, the way that they are meant for, by its place in the standard.
    pub way: Option<usize>,
    /// The communities that it is for, as far as that may be told.
    pub places: Vec<usize>,
    /// The standards about the kind of help.
    pub standards: Vec<usize>,
    /// What the standards ask about that is not said.
    pub unsaid: BTreeSet<Unsaid>,
    /// Communities that would gain: surely, and at most.
    pub places_gaining: (usize, usize),
    /// Whether the figure of people says no more than what is published otherwise, because few people are among them.
    pub withheld: bool,
    /// What is on record by each criterion, in the order of [`super::Criterion::ALL`].
    pub raw: [Raw; CRITERIA],
}

/// What options are made from.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'a> {
    /// The facts.
    pub basis: &'a Basis,
    /// The definition.
    pub criteria: &'a Criteria<'a>,
    /// How things are, of the same.
    pub today: &'a Assessment,
    /// The days asked about.
    pub scope: &'a Scope,
}

/// The id of a request as an option.
pub fn request_id(request: &str) -> String {
    format!("request:{request}")
}

/// The id of a gap as an option.
pub fn gap_id(community: &str, standard: &str) -> String {
    format!("gap:{community}.{standard}")
}

/// Whether a request still waits for something on a day: it had been made, and is neither fulfilled nor declined as far as
/// that is on record.
pub fn is_open(request: &Request, grounds: Grounds<'_>) -> bool {
    let waits = matches!(
        request.status,
        RequestStatus::Open | RequestStatus::PartlyMet | RequestStatus::Unknown
    );
    waits && !request.is_draft() && was_asked(request, grounds.today.question.as_of).possibly()
}

/// Every option: open requests in the package's order, then gaps in the order of communities and standards, then referral
/// positions. `wanted` says which standards are asked about; `None` is all of them, and every kind of help, referral too.
///
/// # Errors
/// Where a request names a community that the package does not have.
pub fn options(
    grounds: Grounds<'_>,
    which: Which,
    wanted: Option<&[bool]>,
    need: &Need,
) -> Result<Vec<PriorityOption>, BasisFault> {
    let figures = Figures::new(grounds, need);
    let mut bare = grounds.basis.package().clone();
    bare.basemap.clear();
    let mut options = Vec::new();
    if matches!(which, Which::All | Which::Requests) {
        let requests = grounds.basis.package().requests.iter().enumerate();
        let is_wanted = |of_type: &ServiceTypeId| match wanted {
            None => true,
            Some(wanted) => about(grounds, of_type).any(|standard| wanted[standard]),
        };
        let open: Vec<(usize, &Request)> = requests
            .filter(|(_, one)| is_open(one, grounds) && is_wanted(&one.service_type))
            .collect();
        let asked = open
            .par_iter()
            .map(|(at, request)| of_request(grounds, &bare, &figures, *at, request));
        options.extend(asked.collect::<Result<Vec<_>, _>>()?);
    }
    if matches!(which, Which::All | Which::Gaps) {
        options.extend(of_gaps(grounds, &bare, &figures, |standard| {
            wanted.is_none_or(|wanted| wanted[standard])
        })?);
    }
    if matches!(which, Which::All | Which::Positions) && wanted.is_none() {
        options.extend(positions(grounds, &bare, &figures)?);
    }
    Ok(options)
}

/// The standards about a type of service.
fn about<'a>(grounds: Grounds<'a>, of_type: &ServiceTypeId) -> impl Iterator<Item = usize> + use<'a> {
    let of_type = of_type.clone();
    let standards = grounds.criteria.definition.standards.iter().enumerate();
    standards
        .filter(move |(_, one)| one.service_types.contains(&of_type))
        .map(|(at, _)| at)
}

fn of_request(
    grounds: Grounds<'_>,
    bare: &Package,
    figures: &Figures<'_>,
    at: usize,
    request: &Request,
) -> Result<PriorityOption, BasisFault> {
    let Grounds {
        basis,
        criteria,
        today,
        scope,
    } = grounds;
    let package = basis.package();
    let service = supposed(request, today.question.as_of);
    let standards: Vec<usize> = about(grounds, &service.service_type).collect();
    let touched = touched(criteria.definition, &service.service_type);
    let served: Vec<usize> = (0..package.communities.len())
        .filter(|&community| serves(&service, community, basis).possibly())
        .collect();
    let mut gain = Gain::default();
    if !standards.is_empty() {
        let then = assessed_with(grounds, bare, [service.clone()], &touched, &served)?;
        // What nobody can tell whether it passes is not ruled out; what surely passes nowhere is.
        let may_pass = |standard: usize| {
            let mut ways = 0..criteria.definition.standards[standard].ways.len();
            ways.any(|way| criteria.admits((standard, way), &service).possibly())
        };
        for after in &then.gaps {
            let Some(before) = today.gap(after.community, after.standard) else {
                continue;
            };
            let is_own = standards.contains(&after.standard) && may_pass(after.standard);
            gain.add(before, after, scope, is_own);
        }
    }
    let named = request.communities.iter().filter_map(|id| basis.community(id));
    let mut places: Vec<usize> = named.collect();
    if places.is_empty() {
        places = served;
    }
    let about = standards
        .iter()
        .map(|standard| &criteria.definition.standards[*standard]);
    let (raw, withheld) = figures.of(&gain, &places, Some(&service), request.is_by_indigenous_government());
    Ok(PriorityOption {
        id: request_id(request.id.as_str()),
        subject: Subject::Request(at),
        unsaid: unsaid(&service, about),
        services: vec![service],
        way: None,
        places,
        standards,
        places_gaining: (gain.surely.len(), gain.perhaps.len()),
        withheld,
        raw,
    })
}

/// A gap with what would close it.
struct Open<'a> {
    gap: &'a Gap,
    closing: Option<Closing>,
    count: u16,
    gain: Gain,
}

/// Gaps of one standard are closed together, those of as many communities at once as cannot serve each other: none of them
/// has a service that another of them may use, so each comes out as if it stood alone.
fn of_gaps(
    grounds: Grounds<'_>,
    bare: &Package,
    figures: &Figures<'_>,
    wanted: impl Fn(usize) -> bool,
) -> Result<Vec<PriorityOption>, BasisFault> {
    let Grounds {
        basis,
        criteria,
        today,
        scope,
    } = grounds;
    let (depths, within) = (depths(basis), within(basis));
    let mut batches: BTreeMap<(usize, usize), Vec<Open<'_>>> = BTreeMap::new();
    for gap in today.gaps.iter().filter(|gap| wanted(gap.standard)) {
        if gap.outcome(scope).at_least == Outcome::Met {
            continue;
        }
        let closing = closing(basis, criteria, gap, scope, today.question.as_of);
        let open = Open {
            gap,
            count: u16::from(closing.is_some()),
            closing,
            gain: Gain::default(),
        };
        batches
            .entry((gap.standard, depths[gap.community]))
            .or_default()
            .push(open);
    }
    let batches: Vec<Vec<Open<'_>>> = batches.into_values().collect();
    let closed = batches
        .into_par_iter()
        .map(|batch| close(grounds, bare, &within, batch));
    let closed: Vec<Vec<Open<'_>>> = closed.collect::<Result<_, BasisFault>>()?;
    let mut options: Vec<PriorityOption> = closed
        .into_iter()
        .flatten()
        .map(|open| of_gap(grounds, figures, &open))
        .collect();
    options.sort_by_key(|one| one.subject);
    Ok(options)
}

/// Of each community, itself and the places that are part of it, however deep: whom a service for it serves.
pub(super) fn within(basis: &Basis) -> Vec<Vec<usize>> {
    let communities = &basis.package().communities;
    let above = |one: &usize| basis.community(communities[*one].part_of.as_ref()?);
    let mut within = vec![Vec::new(); communities.len()];
    for place in 0..communities.len() {
        for whole in std::iter::successors(Some(place), above).take(communities.len()) {
            if within[whole].last() != Some(&place) {
                within[whole].push(place);
            }
        }
    }
    within
}

/// How deep each community lies in others: 0 for one that is part of none.
pub(super) fn depths(basis: &Basis) -> Vec<usize> {
    let communities = &basis.package().communities;
    let above = |one: &usize| basis.community(communities[*one].part_of.as_ref()?);
    let depth = |one: usize| std::iter::successors(Some(one), above).take(communities.len()).count() - 1;
    (0..communities.len()).map(depth).collect()
}

fn close<'a>(
    grounds: Grounds<'_>,
    bare: &Package,
    within: &[Vec<usize>],
    mut batch: Vec<Open<'a>>,
) -> Result<Vec<Open<'a>>, BasisFault> {
    let Grounds {
        criteria, today, scope, ..
    } = grounds;
    let mut types: Vec<&ServiceTypeId> = batch
        .iter()
        .filter_map(|one| Some(&one.closing.as_ref()?.service.service_type))
        .collect();
    types.sort();
    types.dedup();
    let mut all = vec![false; criteria.definition.standards.len()];
    for of_type in types {
        for (at, is_touched) in touched(criteria.definition, of_type).into_iter().enumerate() {
            all[at] |= is_touched;
        }
    }
    let mut places: Vec<usize> = batch
        .iter()
        .flat_map(|one| &within[one.gap.community])
        .copied()
        .collect();
    places.sort_unstable();
    places.dedup();
    loop {
        let services = batch
            .iter()
            .filter_map(|one| Some(one.closing.as_ref()?.services(one.count)))
            .flatten();
        let then = assessed_with(grounds, bare, services, &all, &places)?;
        let mut is_whole = true;
        for one in &mut batch {
            let Some(closing) = &one.closing else { continue };
            let after = then.gap(one.gap.community, one.gap.standard);
            let is_closed = after.is_some_and(|after| after.outcome(scope).at_least == Outcome::Met);
            if !is_closed && one.count < closing.at_most {
                one.count += 1;
                is_whole = false;
            }
        }
        if !is_whole {
            continue;
        }
        for one in &mut batch {
            if one.closing.is_none() {
                continue;
            }
            let pairs = within[one.gap.community]
                .iter()
                .flat_map(|place| (0..all.len()).filter(|at| all[*at]).map(move |at| (*place, at)));
            for (place, standard) in pairs {
                if let Some((before, after)) = today.gap(place, standard).zip(then.gap(place, standard)) {
                    one.gain.add(before, after, scope, standard == one.gap.standard);
                }
            }
        }
        return Ok(batch);
    }
}

fn of_gap(grounds: Grounds<'_>, figures: &Figures<'_>, open: &Open<'_>) -> PriorityOption {
    let Grounds { basis, criteria, .. } = grounds;
    let package: &Package = basis.package();
    let (community, standard) = (open.gap.community, open.gap.standard);
    let rules = &criteria.definition.standards[standard];
    let service = open.closing.as_ref().map(|closing| &closing.service);
    let asked = figures.asked_by_a_government(community, &rules.service_types);
    let (raw, withheld) = figures.of(&open.gain, &[community], service, asked);
    let services: Vec<Service> = open
        .closing
        .iter()
        .flat_map(|closing| closing.services(open.count))
        .collect();
    PriorityOption {
        id: gap_id(package.communities[community].id.as_str(), rules.id.as_str()),
        subject: Subject::Gap(community, standard),
        unsaid: services
            .first()
            .map(|service| unsaid(service, [rules]))
            .unwrap_or_default(),
        services,
        way: open.closing.as_ref().map(|closing| closing.way),
        places: vec![community],
        standards: vec![standard],
        places_gaining: (open.gain.surely.len(), open.gain.perhaps.len()),
        withheld,
        raw,
    }
}
