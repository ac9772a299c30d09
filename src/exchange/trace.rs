//! A cell taken apart, field by field: enough to reckon the outcome again from these words alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::community::{SourceRow, Words, sources_of};
use super::gaps::Number;
use super::place::Positions;
use super::question::Asked;
use super::routes::RouteRow;
use crate::equity::{
    Answer, Basis, CaseTrace, Check, Checked, FactRef, Found, LeftOut, Reading, RecordRef, ServiceTrace, Settles,
    Trace, WayTrace, last_observed,
};
use crate::model::{Confidence, Definition, DeliveryMode, Fact, Interval, Outcome, Provenance, Service, Text, Truth};

/// A trace with the question that it answers.
#[derive(Debug, Serialize)]
pub struct TraceAnswer {
    question: Asked,
    #[serde(flatten)]
    trace: TraceRow,
}

impl TraceAnswer {
    /// A trace with its question.
    pub fn new(question: Asked, trace: TraceRow) -> Self {
        Self { question, trace }
    }
}

/// One community, one standard and one day.
#[derive(Debug, Serialize)]
pub struct TraceRow {
    community: Named,
    standard: Titled,
    day: String,
    from: String,
    to: String,
    applies: AppliesRow,
    groups: Vec<Titled>,
    outcome: &'static str,
    at_least: &'static str,
    at_most: &'static str,
    shortfall: Ends<f64>,
    ways: Vec<WayRow>,
    left_out: Vec<LeftOutRow>,
    settles: Vec<SettlesRow>,
    sources: BTreeMap<String, SourceRow>,
}

#[derive(Debug, Serialize)]
struct Named {
    id: String,
    name: String,
}

#[derive(Debug, Serialize)]
struct Titled {
    id: String,
    title: Words,
}

/// Both readings of what is unknown.
#[derive(Clone, Copy, Debug, Serialize)]
struct Ends<T> {
    at_least: T,
    at_most: T,
}

impl<T> From<Interval<T>> for Ends<T> {
    fn from(interval: Interval<T>) -> Self {
        Self {
            at_least: interval.at_least,
            at_most: interval.at_most,
        }
    }
}

#[derive(Debug, Serialize)]
struct AppliesRow {
    verdict: &'static str,
    rule: Option<String>,
    facts: Vec<FactRow>,
}

#[derive(Debug, Serialize)]
struct WayRow {
    id: String,
    title: Words,
    level: &'static str,
    holds: &'static str,
    deficit: Ends<f64>,
    readings: Vec<ReadingRow>,
}

#[derive(Debug, Serialize)]
struct ReadingRow {
    group: Option<String>,
    holds: &'static str,
    deficit: Ends<f64>,
    requirements: Vec<CheckRow>,
    services: Vec<ServiceRow>,
}

#[derive(Debug, Serialize)]
struct ServiceRow {
    id: String,
    name: String,
    verdict: &'static str,
    deficit: Ends<f64>,
    open: Vec<CheckRow>,
    cases: Vec<CaseRow>,
    /// Full-time positions for each person who shares it; `null` where the way does not ask, or without a bound.
    positions_per_person: Option<Ends<Option<f64>>>,
    route: Option<RouteRow>,
}

#[derive(Debug, Serialize)]
struct CaseRow {
    delivery_mode: &'static str,
    assumed: bool,
    verdict: &'static str,
    deficit: Ends<f64>,
    checks: Vec<CheckRow>,
}

#[derive(Debug, Serialize)]
struct CheckRow {
    requirement: &'static str,
    verdict: &'static str,
    found: Ends<Value>,
    limit: Option<Number>,
    unit: Option<&'static str>,
    deficit: Ends<f64>,
    facts: Vec<FactRow>,
}

#[derive(Clone, Debug, Serialize)]
struct FactRow {
    record: &'static str,
    id: String,
    name: String,
    field: String,
    value: Option<String>,
    observed: Option<String>,
    confidence: Option<&'static str>,
    sources: Vec<String>,
}

#[derive(Debug, Serialize)]
struct LeftOutRow {
    id: String,
    name: String,
    because: Vec<CheckRow>,
}

#[derive(Debug, Serialize)]
struct SettlesRow {
    #[serde(flatten)]
    fact: FactRow,
    always: bool,
    then: Vec<ThenRow>,
}

#[derive(Debug, Serialize)]
struct ThenRow {
    value: Words,
    outcome: &'static str,
}

/// `yes`, `no` or `unknown`.
const fn word(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "unknown",
    }
}

/// What a trace is written with.
#[derive(Clone, Copy)]
pub struct Writing<'a> {
    /// The facts.
    pub basis: &'a Basis,
    /// The definition.
    pub definition: &'a Definition,
    /// How coordinates leave.
    pub positions: Positions<'a>,
}

impl TraceRow {
    /// A trace on its way out; `day` is the day that was asked about.
    pub fn new(writing: Writing<'_>, trace: &Trace, day: crate::model::DayOfYear) -> Self {
        let Writing { basis, definition, .. } = writing;
        let package = basis.package();
        let community = &package.communities[trace.community];
        let standard = &definition.standards[trace.standard];
        let groups = trace.groups.iter().flatten().map(|group| &definition.groups[*group]);
        let (applies, grounds) = &trace.applies;
        let mut row = Self {
            community: Named {
                id: community.id.to_string(),
                name: community.name.clone(),
            },
            standard: Titled {
                id: standard.id.to_string(),
                title: Words::from(&standard.title),
            },
            day: day.to_string(),
            from: trace.period.first.to_string(),
            to: trace.period.last.to_string(),
            applies: AppliesRow {
                verdict: word(*applies),
                rule: standard.applies_to.clone(),
                facts: writing.facts(grounds),
            },
            groups: groups
                .map(|group| Titled {
                    id: group.id.to_string(),
                    title: Words::from(&group.title),
                })
                .collect(),
            outcome: trace.outcome.as_str(),
            at_least: trace.outcome.at_least.as_str(),
            at_most: trace.outcome.at_most.as_str(),
            shortfall: trace.shortfall.into(),
            ways: trace.ways.iter().map(|way| writing.way(trace, way)).collect(),
            left_out: trace.left_out.iter().map(|one| writing.left_out(one)).collect(),
            settles: trace.settles.iter().map(|one| writing.settles(one)).collect(),
            sources: BTreeMap::new(),
        };
        row.sources = sources_of(package, &row.cited());
        row
    }

    /// Keys of every source that it names.
    fn cited(&self) -> BTreeSet<&str> {
        let readings = || self.ways.iter().flat_map(|way| &way.readings);
        let services = || readings().flat_map(|reading| &reading.services);
        let of_services =
            services().flat_map(|one| one.open.iter().chain(one.cases.iter().flat_map(|case| &case.checks)));
        let of_ways = readings().flat_map(|reading| &reading.requirements);
        let of_others = self.left_out.iter().flat_map(|one| &one.because);
        let checks = of_services.chain(of_ways).chain(of_others);
        let facts = checks
            .flat_map(|check| &check.facts)
            .chain(&self.applies.facts)
            .chain(self.settles.iter().map(|one| &one.fact));
        let of_routes = services()
            .filter_map(|one| one.route.as_ref())
            .flat_map(RouteRow::sources);
        facts
            .flat_map(|fact| fact.sources.iter().map(String::as_str))
            .chain(of_routes)
            .collect()
    }
}

impl Writing<'_> {
    fn way(&self, trace: &Trace, way: &WayTrace) -> WayRow {
        let rules = &self.definition.standards[trace.standard].ways[way.way];
        WayRow {
            id: rules.id.to_string(),
            title: Words::or_id(rules.title.as_ref(), rules.id.as_str()),
            level: way.level.as_str(),
            holds: word(way.state.holds),
            deficit: way.state.deficit.into(),
            readings: way.readings.iter().map(|reading| self.reading(reading)).collect(),
        }
    }

    fn reading(&self, reading: &Reading) -> ReadingRow {
        ReadingRow {
            group: reading.group.map(|group| self.definition.groups[group].id.to_string()),
            holds: word(reading.state.holds),
            deficit: reading.state.deficit.into(),
            requirements: self.checks(&reading.requirements),
            services: reading.services.iter().map(|service| self.service(service)).collect(),
        }
    }

    fn service(&self, trace: &ServiceTrace) -> ServiceRow {
        let service = self.record(trace.service);
        let named = Some((service.id.as_str(), service.name.as_str()));
        let bounded = |number: f64| number.is_finite().then_some(number);
        ServiceRow {
            id: service.id.to_string(),
            name: service.name.clone(),
            verdict: word(trace.verdict),
            deficit: trace.deficit.into(),
            open: self.checks(&trace.open),
            cases: trace.cases.iter().map(|case| self.case(case)).collect(),
            positions_per_person: trace.supply.map(|supply| Ends {
                at_least: bounded(supply.at_least),
                at_most: bounded(supply.at_most),
            }),
            route: trace
                .route
                .as_ref()
                .map(|stretch| RouteRow::new(self.basis, stretch, named, self.positions)),
        }
    }

    fn case(&self, case: &CaseTrace) -> CaseRow {
        CaseRow {
            delivery_mode: case.mode.as_str(),
            assumed: case.assumed,
            verdict: word(case.verdict),
            deficit: case.deficit.into(),
            checks: self.checks(&case.checks),
        }
    }

    fn left_out(&self, one: &LeftOut) -> LeftOutRow {
        let service = self.record(one.service);
        LeftOutRow {
            id: service.id.to_string(),
            name: service.name.clone(),
            because: self.checks(&one.because),
        }
    }

    fn checks(&self, checks: &[Checked]) -> Vec<CheckRow> {
        checks
            .iter()
            .map(|Checked { check, facts }| CheckRow {
                requirement: check.requirement.as_str(),
                verdict: word(check.verdict),
                found: found(check),
                limit: check.limit.map(Number::from),
                unit: unit(check),
                deficit: check.deficit.into(),
                facts: self.facts(facts),
            })
            .collect()
    }

    fn facts(&self, facts: &[FactRef]) -> Vec<FactRow> {
        facts.iter().map(|fact| self.fact(fact)).collect()
    }

    fn fact(&self, fact: &FactRef) -> FactRow {
        let package = self.basis.package();
        let from = |record, id: String, name: String, observed, provenance: &Provenance| FactRow {
            record,
            id,
            name,
            field: fact.field.clone(),
            value: fact.value.clone(),
            observed,
            confidence: provenance.confidence.map(Confidence::as_str),
            sources: provenance.sources.iter().map(ToString::to_string).collect(),
        };
        match fact.record {
            RecordRef::Service(at) => {
                let service = &package.services[at];
                let observed = last_observed(service, package).map(|date| date.to_string());
                from(
                    "service",
                    service.id.to_string(),
                    service.name.clone(),
                    observed,
                    &service.provenance,
                )
            }
            RecordRef::Community(at) => {
                let community = &package.communities[at];
                from(
                    "community",
                    community.id.to_string(),
                    community.name.clone(),
                    None,
                    &community.provenance,
                )
            }
            RecordRef::Link(at) => {
                let link = &self.basis.network().links()[at];
                let name = link.highway_name.clone().or_else(|| link.operator.clone());
                let name = name.unwrap_or_else(|| link.id.to_string());
                from("link", link.id.to_string(), name, None, &link.provenance)
            }
            RecordRef::Standard(at) => {
                let standard = &self.definition.standards[at];
                let provenance = Provenance {
                    sources: standard.sources.clone(),
                    ..Provenance::default()
                };
                from(
                    "standard",
                    standard.id.to_string(),
                    standard.title.en.clone(),
                    None,
                    &provenance,
                )
            }
        }
    }

    fn settles(&self, settles: &Settles) -> SettlesRow {
        let then = settles.then.iter().map(|(answer, outcome)| ThenRow {
            value: self.words(*answer),
            outcome: outcome.as_str(),
        });
        SettlesRow {
            fact: self.fact(&settles.fact),
            always: settles.always,
            then: then.collect(),
        }
    }

    /// What a fact may turn out to be, in words.
    fn words(&self, answer: Answer) -> Words {
        let (en, fr) = match answer {
            Answer::Before(day) => {
                return Words::from(&Text {
                    en: format!("a day before {day}"),
                    fr: format!("un jour avant le {day}"),
                });
            }
            Answer::From(day) => {
                return Words::from(&Text {
                    en: format!("{day} or a later day"),
                    fr: format!("le {day} ou un jour suivant"),
                });
            }
            Answer::Enough => ("what is asked", "ce qui est demandé"),
            Answer::TooLittle => ("not what is asked", "pas ce qui est demandé"),
            Answer::Mode(DeliveryMode::Resident) => ("staff who live there", "du personnel qui y habite"),
            Answer::Mode(DeliveryMode::Visiting) => ("staff who visit", "du personnel qui vient en visite"),
            Answer::Mode(DeliveryMode::Virtual) => ("by phone or online", "par téléphone ou en ligne"),
            Answer::Mode(DeliveryMode::OnTheLand) => ("on the land", "dans la nature"),
            Answer::Mode(DeliveryMode::ResidentialFacility) => ("a place to stay", "un établissement avec séjour"),
            Answer::Group(Some(group)) => return Words::from(&self.definition.groups[group].title),
            Answer::Group(None) => ("none of the groups", "aucun des groupes"),
        };
        Words::from(&Text {
            en: en.to_owned(),
            fr: fr.to_owned(),
        })
    }

    fn record(&self, service: usize) -> &Service {
        &self.basis.package().services[service]
    }
}

/// What was found at both readings. `null` is unreachable, or without a bound, or not published.
fn found(check: &Check) -> Ends<Value> {
    let ends = |at_least: Value, at_most: Value| Ends { at_least, at_most };
    match check.found {
        Found::Truth(truth) => ends(json!(truth.certainly()), json!(truth.possibly())),
        Found::Minutes(minutes) => {
            let number = |minutes: Option<crate::model::Minutes>| json!(minutes.map(Number::from));
            ends(number(minutes.at_least), number(minutes.at_most))
        }
        Found::Amount(Fact::Known(amount)) => ends(json!(Number::from(amount)), json!(Number::from(amount))),
        Found::Amount(Fact::Unknown) => ends(Value::Null, Value::Null),
        Found::Range(range) => ends(
            json!(range.at_least.map(Number::from)),
            json!(range.at_most.map(Number::from)),
        ),
        Found::Count(count) => ends(json!(count.at_least), json!(count.at_most)),
        Found::Standard(_, Interval { at_least, at_most }) => {
            let word = |outcome: Outcome| json!(outcome.as_str());
            ends(word(at_least), word(at_most))
        }
    }
}

/// In what a check is counted.
fn unit(check: &Check) -> Option<&'static str> {
    use crate::equity::Requirement as R;
    match check.requirement {
        R::WithinMinutes => Some("minutes"),
        R::WithinKm => Some("km"),
        R::VisitsPerMonth => Some("visits_per_month"),
        R::DeliveredShare => Some("share"),
        R::MaxWaitDays => Some("days"),
        R::Providers => Some("services"),
        R::PeoplePerPosition => Some("people_per_position"),
        _ => None,
    }
}
