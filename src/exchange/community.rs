//! Everything about one community: the panel beside the map.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value};

use super::asks::AsksRow;
use super::correction::CorrectionRow;
use super::evaluation::{EvaluationRow, may_enter};
use super::gaps::{Grounds, Number, Verdict, seasons};
use super::place::Positions;
use super::question::Asked;
use super::routes::RouteRow;
use crate::equity::{Basis, Finding, Scope, exists, routes_to_service, serves};
use crate::model::{
    ActualState, Community, Confidence, Definition, DeliveryMode, Fact, Package, Provenance, Request, Service,
    Standard, Text, Truth, Way,
};

/// Words in both languages.
#[derive(Clone, Debug, Serialize)]
pub struct Words {
    en: String,
    fr: String,
}

impl Words {
    /// In English.
    pub(super) fn en(&self) -> &str {
        &self.en
    }

    /// In French.
    pub(super) fn fr(&self) -> &str {
        &self.fr
    }

    /// The words where there are any, else the id in both languages, so that a thing always has a name.
    pub(super) fn or_id(text: Option<&Text>, id: &str) -> Self {
        text.map_or_else(
            || Self {
                en: id.to_owned(),
                fr: id.to_owned(),
            },
            Self::from,
        )
    }
}

impl From<Words> for Text {
    fn from(words: Words) -> Self {
        Self {
            en: words.en,
            fr: words.fr,
        }
    }
}

impl From<&Text> for Words {
    fn from(text: &Text) -> Self {
        Self {
            en: text.en.clone(),
            fr: text.fr.clone(),
        }
    }
}

/// A community, its standards, and the sources behind them.
#[derive(Clone, Debug, Serialize)]
pub struct Panel {
    community: CommunityRow,
    standards: Vec<StandardRow>,
    /// The services of which a study found something and that may serve it, whether or not a standard asks for them.
    studied: Vec<ServiceRow>,
    sources: BTreeMap<String, SourceRow>,
}

#[derive(Clone, Debug, Serialize)]
struct CommunityRow {
    id: String,
    name: String,
    traditional_name: Option<String>,
    former_name: Option<String>,
    region: Option<String>,
    health_region: Option<String>,
    authority: Option<String>,
    governance: Option<String>,
    population: Option<u32>,
    population_year: Option<u16>,
    part_of: Option<Named>,
    parts: Vec<Named>,
    road_access: Option<String>,
    health_facility: Option<String>,
    languages: Vec<LanguageRow>,
    governments: Vec<Named>,
    at: [f64; 2],
    confidence: Option<&'static str>,
    notes: String,
    sources: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Named {
    id: String,
    name: String,
}

#[derive(Clone, Debug, Serialize)]
struct LanguageRow {
    code: String,
    name_en: String,
    name_self: String,
}

#[derive(Clone, Debug, Serialize)]
struct StandardRow {
    standard: String,
    title: Words,
    service_types: Vec<String>,
    choice: Option<Words>,
    #[serde(flatten)]
    verdict: Verdict,
    seasons: Map<String, Value>,
    #[serde(flatten)]
    grounds: Grounds,
    sources: Vec<String>,
    ribbon: Vec<RibbonRow>,
    groups: Vec<GroupRow>,
    ways: Vec<WayRow>,
    services: Vec<ServiceRow>,
    routes: Vec<RouteRow>,
    requests: Vec<RequestRow>,
}

/// A group of communities that the community belongs to, or may belong to.
#[derive(Clone, Debug, Serialize)]
struct GroupRow {
    id: String,
    title: Words,
}

#[derive(Clone, Debug, Serialize)]
struct RibbonRow {
    from: String,
    to: String,
    days: u16,
    outcome: &'static str,
    at_least: &'static str,
    at_most: &'static str,
    travel_minutes: Option<Number>,
}

#[derive(Clone, Debug, Serialize)]
struct WayRow {
    id: String,
    title: Words,
    level: &'static str,
    holds: &'static str,
    choice: Option<Words>,
    #[serde(flatten)]
    asks: AsksRow,
    passing_at_least: u16,
    passing_at_most: u16,
}

#[derive(Clone, Debug, Serialize)]
struct ServiceRow {
    id: String,
    name: String,
    delivery_mode: Option<&'static str>,
    operator: Option<String>,
    community_id: Option<String>,
    place: Option<String>,
    status: &'static str,
    actual: Option<&'static str>,
    observed: Option<String>,
    opened: Option<String>,
    closed: Option<String>,
    may_enter: Option<Vec<&'static str>>,
    evaluations: Vec<EvaluationRow>,
    confidence: Option<&'static str>,
    notes: String,
    sources: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct RequestRow {
    id: String,
    requested_by: String,
    service_type: String,
    date: Option<String>,
    status: &'static str,
    notes: String,
    sources: Vec<String>,
    /// What is said of it beside what its sources say.
    corrections: Vec<CorrectionRow>,
}

/// A source that is cited.
#[derive(Clone, Debug, Serialize)]
pub struct SourceRow {
    title: String,
    publisher: Option<String>,
    url: Option<String>,
    date: Option<String>,
}

/// What a panel is made from.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    /// The facts.
    pub basis: &'a Basis,
    /// The definition.
    pub definition: &'a Definition,
    /// On which date records count.
    pub as_of: jiff::civil::Date,
    /// The days asked about.
    pub scope: &'a Scope,
    /// How coordinates leave.
    pub positions: Positions<'a>,
}

impl Panel {
    /// The panel of a community, by its place in the package, from its findings.
    pub fn new(asking: Asking<'_>, community: usize, findings: &[Finding<'_>]) -> Self {
        let package = asking.basis.package();
        let row = CommunityRow::new(package, &package.communities[community], asking.positions);
        let standards: Vec<StandardRow> = findings.iter().map(|one| StandardRow::new(asking, one)).collect();
        let studied = studied(asking, community);
        let sources = cited(package, &row, &standards, &studied);
        Self {
            community: row,
            standards,
            studied,
            sources,
        }
    }
}

/// A panel with the question that it answers.
#[derive(Debug, Serialize)]
pub struct PanelAnswer {
    question: Asked,
    #[serde(flatten)]
    panel: Panel,
}

impl PanelAnswer {
    /// A panel with its question.
    pub fn new(question: Asked, panel: Panel) -> Self {
        Self { question, panel }
    }
}

fn confidence(provenance: &Provenance) -> Option<&'static str> {
    provenance.confidence.map(Confidence::as_str)
}

fn keys(provenance: &Provenance) -> Vec<String> {
    provenance.sources.iter().map(ToString::to_string).collect()
}

impl CommunityRow {
    fn new(package: &Package, community: &Community, positions: Positions<'_>) -> Self {
        let named = |one: &Community| Named {
            id: one.id.to_string(),
            name: one.name.clone(),
        };
        let whole = community
            .part_of
            .as_ref()
            .and_then(|id| package.communities.iter().find(|one| one.id == *id));
        let parts = package
            .communities
            .iter()
            .filter(|one| one.part_of.as_ref() == Some(&community.id));
        let languages = community.indigenous_languages.iter().filter_map(|code| {
            let language = package.languages.iter().find(|one| one.code == *code)?;
            Some(LanguageRow {
                code: code.to_string(),
                name_en: language.name_en.clone(),
                name_self: language.name_self.clone(),
            })
        });
        let governments = community.indigenous_governments.iter().filter_map(|id| {
            let government = package.governments.iter().find(|one| one.id == *id)?;
            Some(Named {
                id: id.to_string(),
                name: government.name.clone(),
            })
        });
        Self {
            id: community.id.to_string(),
            name: community.name.clone(),
            traditional_name: community.traditional_name.clone(),
            former_name: community.former_name.clone(),
            region: community.region.clone(),
            health_region: community.hss_region.clone(),
            authority: community.authority.clone(),
            governance: community.governance.clone(),
            population: community.population(),
            population_year: community.counts.first().and_then(|count| count.year),
            part_of: whole.map(named),
            parts: parts.map(named).collect(),
            road_access: community.road_access.clone(),
            health_facility: community.health_facility.clone(),
            languages: languages.collect(),
            governments: governments.collect(),
            at: positions.of(community.point),
            confidence: confidence(&community.provenance),
            notes: community.provenance.notes.clone(),
            sources: keys(&community.provenance),
        }
    }
}

impl StandardRow {
    fn new(asking: Asking<'_>, finding: &Finding<'_>) -> Self {
        let package = asking.basis.package();
        let standard = &asking.definition.standards[finding.gap.standard];
        Self {
            standard: standard.id.to_string(),
            title: (&standard.title).into(),
            service_types: standard.service_types.iter().map(ToString::to_string).collect(),
            choice: standard.choice.as_ref().map(Words::from),
            verdict: Verdict::of(finding),
            seasons: seasons(finding),
            grounds: Grounds::of(asking.basis, finding),
            sources: standard.sources.iter().map(ToString::to_string).collect(),
            ribbon: ribbon(finding),
            groups: groups(asking.definition, finding),
            ways: standard
                .ways
                .iter()
                .enumerate()
                .map(|way| WayRow::new(asking, finding, way))
                .collect(),
            services: services(asking, finding, standard),
            routes: routes(asking, finding),
            requests: finding
                .requests
                .iter()
                .map(|at| RequestRow::from(&package.requests[*at]))
                .collect(),
        }
    }
}

fn ribbon(finding: &Finding<'_>) -> Vec<RibbonRow> {
    let row = |stretch: crate::equity::Stretch| RibbonRow {
        from: stretch.first.to_string(),
        to: stretch.last.to_string(),
        days: stretch.last.number() - stretch.first.number() + 1,
        outcome: stretch.outcome.as_str(),
        at_least: stretch.outcome.at_least.as_str(),
        at_most: stretch.outcome.at_most.as_str(),
        travel_minutes: stretch.minutes.map(Number::from),
    };
    finding.gap.ribbon().into_iter().map(row).collect()
}

/// The groups that a community may belong to; none where the definition has none, or where it is of none.
fn groups(definition: &Definition, finding: &Finding<'_>) -> Vec<GroupRow> {
    let groups = finding.groups.iter().flatten().map(|group| &definition.groups[*group]);
    groups
        .map(|group| GroupRow {
            id: group.id.to_string(),
            title: Words::from(&group.title),
        })
        .collect()
}

impl WayRow {
    fn new(asking: Asking<'_>, finding: &Finding<'_>, (at, way): (usize, &Way)) -> Self {
        let group = finding.groups[0].map(|group| &asking.definition.groups[group].id);
        let states: Vec<_> = finding
            .gap
            .within(asking.scope.days())
            .map(|(_, _, period)| &period.ways[at])
            .collect();
        let holds = if states.iter().all(|state| state.holds == Truth::True) {
            "yes"
        } else if states.iter().all(|state| state.holds == Truth::False) {
            "no"
        } else if states.iter().any(|state| state.holds == Truth::Unknown) {
            "unknown"
        } else {
            "sometimes"
        };
        Self {
            id: way.id.to_string(),
            title: Words::or_id(way.title.as_ref(), way.id.as_str()),
            level: way.level.as_str(),
            holds,
            choice: way.choice.as_ref().map(Words::from),
            asks: AsksRow::new(way, way.limits_for(group)),
            passing_at_least: states.iter().map(|state| state.passing.at_least).min().unwrap_or(0),
            passing_at_most: states.iter().map(|state| state.passing.at_most).max().unwrap_or(0),
        }
    }
}

/// The services of the standard's types that may serve the community, whether or not they count.
fn services(asking: Asking<'_>, finding: &Finding<'_>, standard: &Standard) -> Vec<ServiceRow> {
    let package = asking.basis.package();
    let may_serve = |service: &&Service| {
        standard.service_types.contains(&service.service_type)
            && exists(service, asking.as_of, package.settings.made_on).possibly()
            && serves(service, finding.gap.community, asking.basis).possibly()
    };
    package
        .services
        .iter()
        .filter(may_serve)
        .map(|service| ServiceRow::new(package, service))
        .collect()
}

fn studied(asking: Asking<'_>, community: usize) -> Vec<ServiceRow> {
    let package = asking.basis.package();
    let is_studied = |service: &&Service| {
        package.evaluations.iter().any(|one| one.of.is_about(service))
            && exists(service, asking.as_of, package.settings.made_on).possibly()
            && serves(service, community, asking.basis).possibly()
    };
    let studied = package.services.iter().filter(is_studied);
    studied.map(|service| ServiceRow::new(package, service)).collect()
}

fn routes(asking: Asking<'_>, finding: &Finding<'_>) -> Vec<RouteRow> {
    let Some(nearest) = finding.nearest else {
        return Vec::new();
    };
    let service = &asking.basis.package().services[nearest.service];
    let links = asking.basis.links_on(asking.as_of);
    let stretches = routes_to_service(
        asking.basis,
        finding.gap.community,
        nearest.service,
        asking.definition,
        &links,
    );
    let named = Some((service.id.as_str(), service.name.as_str()));
    stretches
        .iter()
        .map(|stretch| RouteRow::new(asking.basis, stretch, named, asking.positions))
        .collect()
}

impl ServiceRow {
    fn new(package: &Package, service: &Service) -> Self {
        let mode = match service.delivery_mode {
            Fact::Known(mode) => Some(DeliveryMode::as_str(mode)),
            Fact::Unknown => None,
        };
        Self {
            id: service.id.to_string(),
            name: service.name.clone(),
            delivery_mode: mode,
            operator: service.operator.clone(),
            community_id: service.community_id.as_ref().map(ToString::to_string),
            place: service.place_name.clone(),
            status: service.status.as_str(),
            actual: service.actual.map(ActualState::as_str),
            observed: service.observed.map(|date| date.to_string()),
            opened: service.opened.map(|date| date.to_string()),
            closed: service.closed.map(|date| date.to_string()),
            may_enter: may_enter(package, service),
            evaluations: EvaluationRow::of(package, service),
            confidence: confidence(&service.provenance),
            notes: service.provenance.notes.clone(),
            sources: keys(&service.provenance),
        }
    }
}

impl From<&Request> for RequestRow {
    fn from(request: &Request) -> Self {
        Self {
            id: request.id.to_string(),
            requested_by: request.requested_by.clone(),
            service_type: request.service_type.to_string(),
            date: request.date.map(|date| date.to_string()),
            status: request.status.as_str(),
            notes: request.provenance.notes.clone(),
            sources: keys(&request.provenance),
            corrections: request.corrections.iter().map(CorrectionRow::from).collect(),
        }
    }
}

/// Every source that the panel cites, by key.
fn cited(
    package: &Package,
    community: &CommunityRow,
    standards: &[StandardRow],
    studied: &[ServiceRow],
) -> BTreeMap<String, SourceRow> {
    let mut cited: BTreeSet<&str> = community.sources.iter().map(String::as_str).collect();
    for service in studied {
        cited.extend(service.sources.iter().map(String::as_str));
        cited.extend(service.evaluations.iter().flat_map(EvaluationRow::sources));
    }
    for standard in standards {
        cited.extend(standard.sources.iter().map(String::as_str));
        cited.extend(
            standard
                .services
                .iter()
                .flat_map(|one| one.sources.iter().map(String::as_str)),
        );
        cited.extend(
            standard
                .requests
                .iter()
                .flat_map(|one| one.sources.iter().map(String::as_str)),
        );
        let evaluations = standard.services.iter().flat_map(|one| &one.evaluations);
        cited.extend(evaluations.flat_map(EvaluationRow::sources));
        cited.extend(standard.routes.iter().flat_map(RouteRow::sources));
    }
    sources_of(package, &cited)
}

/// Sources and statements by their keys. A statement stands with its own words as title.
pub(super) fn sources_of(package: &Package, cited: &BTreeSet<&str>) -> BTreeMap<String, SourceRow> {
    let sources = package.sources.iter().map(|source| {
        let row = SourceRow {
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            url: source.url.clone(),
            date: source.date.clone(),
        };
        (source.key.as_str(), row)
    });
    let statements = package.statements.iter().map(|statement| {
        let row = SourceRow {
            title: statement.statement.clone(),
            publisher: None,
            url: None,
            date: None,
        };
        (statement.id.as_str(), row)
    });
    let known = statements.chain(sources).filter(|(key, _)| cited.contains(key));
    known.map(|(key, row)| (key.to_owned(), row)).collect()
}
