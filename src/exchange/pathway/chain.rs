//! The way of one community, link by link.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::community::{SourceRow, Words, sources_of};
use super::super::evaluation::{EvaluationRow, may_enter};
use super::super::gaps::Number;
use super::super::place::Positions;
use super::super::question::Asked;
use super::super::routes::RouteRow;
use super::super::rows::{Row, row};
use super::{Glance, PathwayRow, outcome, tri, words};
use crate::equity::{
    Admission, Basis, Journey, PathwayStretch, PathwayYear, Position, RouteStretch, Scope, Serving, Spot, StepFound,
    StepJourneys,
};
use crate::model::{Confidence, DeliveryMode, Minutes, Package, Pathway, Referral, Service, entry_of};
use crate::travel::AccessPeriod;

/// The way of one community, with the question that it answers.
#[derive(Debug, Serialize)]
pub struct ChainAnswer {
    question: Asked,
    pathway: PathwayRow,
    at: [f64; 2],
    #[serde(flatten)]
    glance: Glance,
    stretches: Vec<StretchRow>,
    /// The services that are spoken of, by id.
    services: BTreeMap<String, ServiceRow>,
    sources: BTreeMap<String, SourceRow>,
}

#[derive(Debug, Serialize)]
struct StretchRow {
    from: String,
    to: String,
    days: u16,
    outcome: &'static str,
    /// The step where it breaks, else the first of which it is not known.
    weakest: Option<String>,
    steps: Vec<StepRow>,
}

#[derive(Debug, Serialize)]
struct StepRow {
    step: String,
    state: &'static str,
    why: Option<&'static str>,
    /// Everything that is not sure about it.
    lacking: Vec<&'static str>,
    sentence: Option<Words>,
    service_id: Option<String>,
    without_travel: bool,
    place: Option<String>,
    journeys: Vec<JourneyRow>,
    /// The positions that refer to the service; `None` where none is needed.
    referral: Option<ReferralRow>,
    serving: Vec<ServingRow>,
    #[serde(skip)]
    is_taken: bool,
}

#[derive(Debug, Serialize)]
struct JourneyRow {
    from: End,
    to: End,
    minutes: Option<Number>,
    minutes_at_best: Option<Number>,
    reachable: &'static str,
    route: Option<RouteRow>,
    #[serde(skip)]
    exact: Option<Minutes>,
}

#[derive(Debug, Serialize)]
struct End {
    name: String,
    at: Option<[f64; 2]>,
}

#[derive(Debug, Serialize)]
struct ReferralRow {
    /// Whether it is published who refers.
    is_known: bool,
    positions: Vec<PositionRow>,
}

#[derive(Debug, Serialize)]
struct PositionRow {
    service_id: String,
    place: Option<String>,
    reached: &'static str,
    without_travel: &'static str,
    minutes: Option<Number>,
    minutes_at_best: Option<Number>,
    /// Of what says that it refers here.
    confidence: Option<&'static str>,
    notes: Vec<String>,
    sources: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ServingRow {
    service_id: String,
    present: &'static str,
    admission: &'static str,
    admitted: &'static str,
}

#[derive(Debug, Serialize)]
struct ServiceRow {
    name: String,
    service_type: String,
    delivery_mode: Option<&'static str>,
    operator: Option<String>,
    community_id: Option<String>,
    place: Option<String>,
    population_served: Option<String>,
    may_enter: Option<Vec<&'static str>>,
    entry_confidence: Option<&'static str>,
    entry_notes: String,
    entry_sources: Vec<String>,
    confidence: Option<&'static str>,
    notes: String,
    sources: Vec<String>,
    evaluations: Vec<EvaluationRow>,
}

/// How somebody gets in, in the word of the contract.
const fn admission(admission: Admission) -> &'static str {
    match admission {
        Admission::Oneself => "self",
        Admission::Referral(_) => "referral",
        Admission::CourtOnly => "court",
        Admission::Unknown => "unknown",
    }
}

/// What a chain is made from.
#[derive(Clone, Copy)]
pub struct Chain<'a> {
    /// The facts.
    pub basis: &'a Basis,
    /// The steps.
    pub pathway: &'a Pathway,
    /// The days asked about.
    pub scope: &'a Scope,
    /// How coordinates leave.
    pub positions: Positions<'a>,
}

impl ChainAnswer {
    /// A community's year and its stretches, with the question that they answer.
    pub fn new(chain: Chain<'_>, question: Asked, year: &PathwayYear, stretches: &[PathwayStretch]) -> Self {
        let package = chain.basis.package();
        let community = &package.communities[year.community];
        let rows: Vec<StretchRow> = stretches
            .iter()
            .map(|stretch| StretchRow::new(chain, &community.name, stretch))
            .collect();
        let spoken_of: BTreeSet<usize> = stretches.iter().flat_map(spoken_of).collect();
        let services: BTreeMap<String, ServiceRow> = spoken_of
            .into_iter()
            .map(|at| &package.services[at])
            .map(|service| (service.id.to_string(), ServiceRow::new(package, service)))
            .collect();
        let pathway = PathwayRow::from(chain.pathway);
        let sources = cited(package, &pathway, &rows, &services);
        Self {
            question,
            at: chain.positions.of(community.point),
            glance: Glance::new(chain.basis, chain.pathway, year, chain.scope),
            pathway,
            stretches: rows,
            services,
            sources,
        }
    }

    /// The steps of every stretch as rows of named cells.
    pub fn rows(&self) -> Vec<Row> {
        let stretches = self.stretches.iter();
        let steps = stretches.flat_map(|stretch| stretch.steps.iter().map(move |step| (stretch, step)));
        let rows = steps.map(|(stretch, step)| {
            let sentence = step.sentence.as_ref();
            row([
                ("from", stretch.from.clone().into()),
                ("to", stretch.to.clone().into()),
                ("days", stretch.days.into()),
                ("step", step.step.clone().into()),
                ("state", step.state.into()),
                ("why", step.why.into()),
                ("service_id", step.service_id.clone().into()),
                (
                    "service",
                    self.services
                        .get(step.service_id.as_deref().unwrap_or_default())
                        .map(|one| one.name.clone())
                        .into(),
                ),
                ("place", step.place.clone().into()),
                ("without_travel", step.without_travel.into()),
                ("travel_minutes", step.travel_minutes()),
                ("sentence_en", sentence.map(Words::en).into()),
                ("sentence_fr", sentence.map(Words::fr).into()),
            ])
        });
        rows.collect()
    }

    /// The names of those cells.
    pub const COLUMNS: [&str; 13] = [
        "from",
        "to",
        "days",
        "step",
        "state",
        "why",
        "service_id",
        "service",
        "place",
        "without_travel",
        "travel_minutes",
        "sentence_en",
        "sentence_fr",
    ];

    /// Those for reading on a terminal.
    pub const READABLE: [&str; 6] = ["from", "to", "step", "state", "service", "travel_minutes"];
}

fn spoken_of(stretch: &PathwayStretch) -> Vec<usize> {
    let serving = stretch.walked.steps.iter().flat_map(|step| step.serving.iter());
    let positions = stretch.journeys.iter().filter_map(|step| step.positions.as_ref());
    let positions = positions.flatten().map(|one| one.service);
    serving.map(|one| one.service).chain(positions).collect()
}

impl StretchRow {
    fn new(chain: Chain<'_>, community: &str, stretch: &PathwayStretch) -> Self {
        let steps = chain
            .pathway
            .steps
            .iter()
            .zip(&stretch.walked.steps)
            .zip(&stretch.journeys);
        let steps = steps.map(|((step, found), journeys)| {
            StepRow::new(chain, (step.id.as_str(), community), stretch.period, found, journeys)
        });
        Self {
            from: stretch.period.first.to_string(),
            to: stretch.period.last.to_string(),
            days: stretch.days,
            outcome: outcome(stretch.walked.truth()),
            weakest: stretch
                .walked
                .weakest()
                .map(|at| chain.pathway.steps[at].id.to_string()),
            steps: steps.collect(),
        }
    }
}

impl StepRow {
    fn new(
        chain: Chain<'_>,
        (step, community): (&str, &str),
        period: AccessPeriod,
        found: &StepFound,
        journeys: &StepJourneys,
    ) -> Self {
        let package = chain.basis.package();
        let service = found.stop.and_then(|stop| stop.service);
        let by_referral = found
            .serving
            .iter()
            .any(|one| Some(one.service) == service && matches!(one.admission, Admission::Referral(_)));
        let referral = by_referral.then(|| ReferralRow {
            is_known: journeys.positions.is_some(),
            positions: journeys
                .positions
                .iter()
                .flatten()
                .map(|one| PositionRow::new(package, one, service))
                .collect(),
        });
        Self {
            step: step.to_owned(),
            state: found.state.as_str(),
            why: found.state.why().map(crate::equity::WhyNot::as_str),
            lacking: found.lacking.iter().map(|why| why.as_str()).collect(),
            sentence: words::of_step(community, found.state, &found.lacking)
                .as_ref()
                .map(Words::from),
            service_id: service.map(|at| package.services[at].id.to_string()),
            without_travel: found.stop.is_some_and(|stop| stop.without_travel),
            place: found
                .stop
                .filter(|stop| !stop.without_travel)
                .and_then(|stop| name(package, stop.spot)),
            journeys: journeys
                .journeys
                .iter()
                .map(|one| JourneyRow::new(chain, period, one))
                .collect(),
            referral,
            serving: found.serving.iter().map(|one| ServingRow::new(package, one)).collect(),
            is_taken: found.stop.is_some(),
        }
    }

    /// Minutes of all journeys to a step; nothing where it is not taken, or one of them has none that is sure.
    fn travel_minutes(&self) -> serde_json::Value {
        let minutes: Option<Minutes> = self.journeys.iter().map(|one| one.exact).sum();
        let minutes = minutes.filter(|_| self.is_taken);
        serde_json::to_value(minutes.map(Number::from)).unwrap_or_default()
    }
}

/// The name of a spot; `None` where it is not published.
fn name(package: &Package, spot: Spot) -> Option<String> {
    match spot {
        Spot::Community(community) => Some(package.communities[community].name.clone()),
        Spot::Site(service) | Spot::Anywhere(service) => package.services[service].place_name.clone(),
        Spot::AtHome => None,
    }
}

/// The name of the place of a service.
fn place(package: &Package, service: &Service) -> Option<String> {
    let community = service.community_id.as_ref();
    let community = community.and_then(|id| package.communities.iter().find(|one| one.id == *id));
    service
        .place_name
        .clone()
        .or_else(|| community.map(|community| community.name.clone()))
}

impl JourneyRow {
    fn new(chain: Chain<'_>, period: AccessPeriod, journey: &Journey) -> Self {
        let end = |spot: Spot| End {
            name: name(chain.basis.package(), spot).unwrap_or_default(),
            at: spot.point(chain.basis).map(|point| chain.positions.of(point)),
        };
        let route = journey.route.clone().map(|route| RouteStretch {
            period,
            route,
            off_network: journey.off_network,
        });
        Self {
            from: end(journey.from),
            to: end(journey.to),
            minutes: journey.minutes.at_least.map(Number::from),
            minutes_at_best: journey.minutes.at_most.map(Number::from),
            reachable: match (journey.minutes.at_least, journey.minutes.at_most) {
                (Some(_), _) => "yes",
                (None, Some(_)) => "unknown",
                (None, None) => "no",
            },
            route: route.map(|route| RouteRow::new(chain.basis, &route, None, chain.positions)),
            exact: journey.minutes.at_least,
        }
    }
}

impl PositionRow {
    fn new(package: &Package, position: &Position, target: Option<usize>) -> Self {
        let service = &package.services[position.service];
        let refers = |one: &&Referral| {
            let to = target.is_some_and(|at| one.to.is_about(&package.services[at]));
            to && one.from.is_about(service)
        };
        let rows: Vec<&Referral> = package.referrals.iter().filter(refers).collect();
        let notes = rows.iter().map(|one| one.provenance.notes.clone());
        let mut sources: Vec<String> = Vec::new();
        for key in rows.iter().flat_map(|one| &one.provenance.sources) {
            if !sources.iter().any(|one| one == key.as_str()) {
                sources.push(key.to_string());
            }
        }
        Self {
            service_id: service.id.to_string(),
            place: place(package, service),
            reached: tri(position.reached()),
            without_travel: tri(position.without_travel),
            minutes: position.minutes.at_least.map(Number::from),
            minutes_at_best: position.minutes.at_most.map(Number::from),
            // Where two say so, the surer of them.
            confidence: rows
                .iter()
                .filter_map(|one| one.provenance.confidence)
                .max()
                .map(Confidence::as_str),
            notes: notes.filter(|one| !one.is_empty()).collect(),
            sources,
        }
    }
}

impl ServingRow {
    fn new(package: &Package, serving: &Serving) -> Self {
        Self {
            service_id: package.services[serving.service].id.to_string(),
            present: tri(serving.present),
            admission: admission(serving.admission),
            admitted: tri(serving.admission.holds()),
        }
    }
}

impl ServiceRow {
    fn new(package: &Package, service: &Service) -> Self {
        let entry = entry_of(service, &package.entries).map(|one| &one.provenance);
        Self {
            name: service.name.clone(),
            service_type: service.service_type.to_string(),
            delivery_mode: service.delivery_mode.known().map(DeliveryMode::as_str),
            operator: service.operator.clone(),
            community_id: service.community_id.as_ref().map(ToString::to_string),
            place: place(package, service),
            population_served: service.population_served.clone(),
            may_enter: may_enter(package, service),
            entry_confidence: entry.and_then(|one| one.confidence).map(Confidence::as_str),
            entry_notes: entry.map(|one| one.notes.clone()).unwrap_or_default(),
            entry_sources: entry.map_or_else(Vec::new, |one| one.sources.iter().map(ToString::to_string).collect()),
            confidence: service.provenance.confidence.map(Confidence::as_str),
            notes: service.provenance.notes.clone(),
            sources: service.provenance.sources.iter().map(ToString::to_string).collect(),
            evaluations: EvaluationRow::of(package, service),
        }
    }
}

/// Every source that the answer cites, by key.
fn cited(
    package: &Package,
    pathway: &PathwayRow,
    stretches: &[StretchRow],
    services: &BTreeMap<String, ServiceRow>,
) -> BTreeMap<String, SourceRow> {
    let mut cited: BTreeSet<&str> = pathway.sources.iter().map(String::as_str).collect();
    for step in &pathway.steps {
        cited.extend(step.sources.iter().map(String::as_str));
    }
    for service in services.values() {
        cited.extend(service.sources.iter().map(String::as_str));
        cited.extend(service.entry_sources.iter().map(String::as_str));
        cited.extend(service.evaluations.iter().flat_map(EvaluationRow::sources));
    }
    let steps = stretches.iter().flat_map(|stretch| &stretch.steps);
    let positions = steps.clone().filter_map(|step| step.referral.as_ref());
    let positions = positions.flat_map(|one| &one.positions);
    cited.extend(positions.flat_map(|one| one.sources.iter().map(String::as_str)));
    let routes = steps
        .flat_map(|step| &step.journeys)
        .filter_map(|one| one.route.as_ref());
    cited.extend(routes.flat_map(RouteRow::sources));
    sources_of(package, &cited)
}

/// The journeys of one stretch as lines.
#[derive(Debug, Serialize)]
pub struct ChainFeatures {
    #[serde(rename = "type")]
    kind: &'static str,
    question: Asked,
    #[serde(rename = "numberReturned")]
    number_returned: usize,
    features: Vec<LineFeature>,
}

#[derive(Debug, Serialize)]
struct LineFeature {
    #[serde(rename = "type")]
    kind: &'static str,
    geometry: Line,
    properties: Row,
}

#[derive(Debug, Serialize)]
struct Line {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: Vec<[f64; 2]>,
}

impl From<ChainAnswer> for ChainFeatures {
    /// Every journey of every stretch whose ends are known, straight from one to the other.
    fn from(answer: ChainAnswer) -> Self {
        let stretches = answer.stretches.iter();
        let journeys = stretches.flat_map(|stretch| {
            let steps = stretch.steps.iter();
            steps.flat_map(move |step| step.journeys.iter().map(move |one| (stretch, step, one)))
        });
        let features: Vec<LineFeature> = journeys
            .filter_map(|(stretch, step, journey)| {
                Some(LineFeature {
                    kind: "Feature",
                    geometry: Line {
                        kind: "LineString",
                        coordinates: vec![journey.from.at?, journey.to.at?],
                    },
                    properties: row([
                        ("from", stretch.from.clone().into()),
                        ("to", stretch.to.clone().into()),
                        ("days", stretch.days.into()),
                        ("step", step.step.clone().into()),
                        ("state", step.state.into()),
                        ("service_id", step.service_id.clone().into()),
                        ("leaves", journey.from.name.clone().into()),
                        ("arrives", journey.to.name.clone().into()),
                        ("reachable", journey.reachable.into()),
                        (
                            "travel_minutes",
                            serde_json::to_value(journey.minutes).unwrap_or_default(),
                        ),
                    ]),
                })
            })
            .collect();
        Self {
            kind: "FeatureCollection",
            question: answer.question,
            number_returned: features.len(),
            features,
        }
    }
}
