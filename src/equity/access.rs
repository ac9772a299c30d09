//! Spatial access of a package's communities to its services, by one of the measures.

mod ways;

use std::sync::Arc;

use ways::{OverTheEarth, Ways};

use super::assess::Question;
use super::basis::Basis;
use super::measures::access::{
    Decay, DecayFault, Landscape, LandscapeFault, PairTable, Pairs, PairsFault, Terms, TermsFault, balanced_fca,
    cumulative, enhanced_two_step_fca, gravity, raam, spatial_availability, three_step_fca, two_step_fca,
};
use super::prepared::people_of;
use super::presence::{exists, runs};
use super::reach::AdmittedYear;
use crate::model::{Fact, Impedance, Km, Minutes, Mode, Service, ServiceId, ServiceTypeId, Truth};
use crate::travel::Reading;

/// A measure of spatial access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessMethod {
    /// Two-step floating catchment area.
    TwoStepFca,
    /// Enhanced two-step floating catchment area.
    EnhancedTwoStepFca,
    /// Three-step floating catchment area.
    ThreeStepFca,
    /// Balanced floating catchment area.
    BalancedFca,
    /// Rational agent access model.
    Raam,
    /// Spatial availability.
    Availability,
    /// Cumulative opportunities.
    Cumulative,
    /// Gravity access.
    Gravity,
}

impl AccessMethod {
    /// Every measure, with the word of the contract.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::TwoStepFca, "2sfca"),
        (Self::EnhancedTwoStepFca, "e2sfca"),
        (Self::ThreeStepFca, "3sfca"),
        (Self::BalancedFca, "bfca"),
        (Self::Raam, "raam"),
        (Self::Availability, "availability"),
        (Self::Cumulative, "cumulative"),
        (Self::Gravity, "gravity"),
    ];

    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        let named = Self::ALL.into_iter().find(|(method, _)| *method == self);
        named.map_or("", |(_, word)| word)
    }

    /// Reads the word of the contract.
    pub fn parse(word: &str) -> Option<Self> {
        let named = Self::ALL.into_iter().find(|(_, name)| *name == word);
        named.map(|(method, _)| method)
    }

    /// Whether what is farther counts less; the others know only within reach and out of it, or travel itself.
    pub const fn has_decay(self) -> bool {
        !matches!(self, Self::TwoStepFca | Self::Raam | Self::Cumulative)
    }
}

/// What is within reach of a community.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Catchment<'a> {
    /// Services within a distance over the earth, whatever the roads and the season.
    Km(Km),
    /// Services within a time over the network.
    Minutes {
        /// How long.
        limit: Minutes,
        /// In which access period of the basis.
        period: usize,
        /// Modes that may be used.
        modes: &'a [Mode],
        /// What a journey costs.
        impedance: Impedance,
    },
}

impl Catchment<'_> {
    /// The limit in the unit of the costs.
    pub fn limit(self) -> f64 {
        match self {
            Self::Km(limit) => limit.number(),
            Self::Minutes { limit, .. } => limit.number(),
        }
    }
}

/// How much supply a service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupplyColumn {
    /// Its full-time positions.
    Positions,
    /// One, whatever its size.
    Count,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct AccessQuestion<'a> {
    /// By which measure.
    pub method: AccessMethod,
    /// What is within reach.
    pub catchment: Catchment<'a>,
    /// How much less what is farther counts; the zones of Luo and Qi up to the limit unless given.
    pub decay: Option<Decay>,
    /// Travel that weighs as much as the mean crowding, for rational agents; the limit unless given.
    pub tau: Option<f64>,
    /// Only services of this type.
    pub service_type: Option<ServiceTypeId>,
    /// How much supply a service is.
    pub supply: SupplyColumn,
    /// On which date, and what ran or what was promised.
    pub question: Question,
    /// How what is not known is read.
    pub reading: Reading,
}

/// Access of every community.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    /// In the order of the package's communities; `None` where the measure has no number for a place that reaches
    /// nothing.
    pub values: Vec<Option<f64>>,
    /// The decay that was used, where the measure has one.
    pub decay: Option<Decay>,
    /// Services that were counted.
    pub services: usize,
    /// Services that count at one reading and not at the other.
    pub unsure_services: usize,
    /// Communities that no count of people covers: they count as demand of nobody.
    pub uncounted_communities: usize,
    /// How far rational agents are from balance; `None` for other measures.
    pub imbalance: Option<f64>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AccessFault {
    /// Positions are asked for and not all are known. One that is not known cannot be called none, nor one.
    #[error(
        "services, positions: found none for {} of the {of} services that count ({}), expected a number for each",
        .unknown.len(), listed(.unknown)
    )]
    Positions {
        /// Services without.
        unknown: Vec<ServiceId>,
        /// Services that count.
        of: usize,
    },
    /// A number is out of range.
    #[error(transparent)]
    Terms(#[from] TermsFault),
    /// The limit makes no zones.
    #[error("the limit of the catchment: {0}")]
    Decay(DecayFault),
    /// What is within reach cannot be laid out.
    #[error(transparent)]
    Pairs(#[from] PairsFault),
    /// People and supply do not fit what is within reach.
    #[error(transparent)]
    Landscape(#[from] LandscapeFault),
}

/// The first few, and whether there are more.
fn listed(ids: &[ServiceId]) -> String {
    let shown: Vec<&str> = ids.iter().take(5).map(ServiceId::as_str).collect();
    let more = if ids.len() > shown.len() { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// Access of every community to the services that count.
///
/// A service counts if it exists and runs, and is within reach of those it serves: at its site, without travel where it
/// is reached by phone or online, or where it is given in every community that it serves. What is not known (whether it
/// runs, whom it serves, where it is, how it is delivered, which links are open) is read one way throughout. A service
/// that may be there makes two readings of every value except under [`AccessMethod::Raam`]; but an unknown journey does
/// not, because nearer people also take from others.
pub fn access(basis: &Basis, asked: &AccessQuestion<'_>) -> Result<Access, AccessFault> {
    let package = basis.package();
    let counts: Vec<Truth> = package.services.iter().map(|one| counts(basis, one, asked)).collect();
    let services: Vec<usize> = (0..counts.len())
        .filter(|&at| holds(counts[at], asked.reading))
        .collect();
    let supply = amounts(basis, &services, asked.supply)?;
    let people: Vec<Fact<u64>> = package.communities.iter().map(people_of).collect();
    let demand: Vec<f64> = people.iter().map(|people| people.known().unwrap_or(0) as f64).collect();
    let decay = decay(asked)?;
    let (values, imbalance) = values(basis, asked, (&services, &supply, &demand), decay.as_ref())?;
    Ok(Access {
        values,
        decay,
        services: services.len(),
        unsure_services: counts.iter().filter(|counts| **counts == Truth::Unknown).count(),
        uncounted_communities: people.iter().filter(|people| people.known().is_none()).count(),
        imbalance,
    })
}

/// What holds at a reading of what is not known.
fn holds(truth: Truth, reading: Reading) -> bool {
    match reading {
        Reading::LeastFavourable => truth.certainly(),
        Reading::MostFavourable => truth.possibly(),
    }
}

fn decay(asked: &AccessQuestion<'_>) -> Result<Option<Decay>, AccessFault> {
    if !asked.method.has_decay() {
        return Ok(None);
    }
    let given = asked
        .decay
        .clone()
        .map_or_else(|| Decay::thirds(asked.catchment.limit()), Ok);
    given.map(Some).map_err(AccessFault::Decay)
}

/// Values of every community, and how far from balance they are where that is a question.
type Values = (Vec<Option<f64>>, Option<f64>);

fn values(
    basis: &Basis,
    asked: &AccessQuestion<'_>,
    (services, supply, demand): (&[usize], &[f64], &[f64]),
    decay: Option<&Decay>,
) -> Result<Values, AccessFault> {
    let ways = Ways::new(basis, services, asked.reading);
    match asked.catchment {
        Catchment::Km(limit) => {
            let pairs = OverTheEarth::new(ways, limit, edges(asked, decay));
            let demand = pairs.in_rows(demand);
            let (values, imbalance) = if asked.method == AccessMethod::Raam {
                of_table(asked, &PairTable::of(&pairs)?, (supply, &demand), decay)?
            } else {
                // Millions of pairs are found anew rather than kept.
                let landscape = Landscape::new(&pairs, &demand, supply)?;
                (of_supply(asked, &landscape, decay), None)
            };
            Ok((pairs.by_community(&values), imbalance))
        }
        Catchment::Minutes {
            limit,
            period,
            modes,
            impedance,
        } => {
            let links = basis.links_on(asked.question.as_of);
            let admitted = AdmittedYear::of_period(basis, &links, period, modes, impedance);
            let table = ways.over_the_network(limit, &Arc::new(admitted))?;
            of_table(asked, &table, (supply, demand), decay)
        }
    }
}

fn of_table(
    asked: &AccessQuestion<'_>,
    table: &PairTable,
    (supply, demand): (&[f64], &[f64]),
    decay: Option<&Decay>,
) -> Result<Values, AccessFault> {
    let landscape = Landscape::new(table, demand, supply)?;
    if asked.method != AccessMethod::Raam {
        return Ok((of_supply(asked, &landscape, decay), None));
    }
    let terms = Terms::new(asked.tau.unwrap_or(asked.catchment.limit()), None)?;
    let found = raam(&landscape, terms);
    Ok((found.costs, Some(found.imbalance)))
}

/// The distances at which anything changes; `None` where every metre counts.
fn edges(asked: &AccessQuestion<'_>, decay: Option<&Decay>) -> Option<Vec<f64>> {
    match (asked.method, decay) {
        (AccessMethod::TwoStepFca | AccessMethod::Cumulative, _) => Some(Vec::new()),
        (_, Some(decay)) => decay.edges(),
        (_, None) => None,
    }
}

fn of_supply<P: Pairs>(
    asked: &AccessQuestion<'_>,
    landscape: &Landscape<'_, P>,
    decay: Option<&Decay>,
) -> Vec<Option<f64>> {
    let limit = asked.catchment.limit();
    let values = match (asked.method, decay) {
        (AccessMethod::EnhancedTwoStepFca, Some(decay)) => enhanced_two_step_fca(landscape, decay),
        (AccessMethod::ThreeStepFca, Some(decay)) => three_step_fca(landscape, decay, decay),
        (AccessMethod::BalancedFca, Some(decay)) => balanced_fca(landscape, decay),
        (AccessMethod::Availability, Some(decay)) => spatial_availability(landscape, decay),
        (AccessMethod::Gravity, Some(decay)) => gravity(landscape, decay),
        (AccessMethod::Cumulative, _) => cumulative(landscape, limit),
        // Whatever has no decay here knows only within reach and out of it.
        (_, _) => two_step_fca(landscape, limit),
    };
    values.into_iter().map(Some).collect()
}

/// Whether a service is of the type asked about, exists and runs.
fn counts(basis: &Basis, service: &Service, asked: &AccessQuestion<'_>) -> Truth {
    let wanted = asked
        .service_type
        .as_ref()
        .is_none_or(|wanted| service.service_type == *wanted);
    let Question { as_of, supply } = asked.question;
    Truth::from(wanted)
        .and(exists(service, as_of, basis.package().settings.made_on))
        .and(runs(service, supply, as_of))
}

/// How much supply each service is.
fn amounts(basis: &Basis, services: &[usize], column: SupplyColumn) -> Result<Vec<f64>, AccessFault> {
    if column == SupplyColumn::Count {
        return Ok(vec![1.0; services.len()]);
    }
    let all = &basis.package().services;
    let positions = |&at: &usize| all[at].positions.known().ok_or_else(|| all[at].id.clone());
    let (known, unknown): (Vec<_>, Vec<_>) = services.iter().map(positions).partition(Result::is_ok);
    if !unknown.is_empty() {
        return Err(AccessFault::Positions {
            unknown: unknown.into_iter().filter_map(Result::err).collect(),
            of: services.len(),
        });
    }
    Ok(known.into_iter().flatten().collect())
}
