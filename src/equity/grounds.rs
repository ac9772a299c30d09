//! Which facts a check rests on: record, field and value.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::basis::{Basis, Site};
use super::check::{Check, Found, Requirement};
use super::criteria::Criteria;
use super::routes::RouteStretch;
use crate::filter::communities::CommunityRow;
use crate::filter::services::ServiceRow;
use crate::filter::{Cell, Filter, Row};
use crate::model::{
    ActualState, Community, DayOfYear, DeliveryMode, Fact, Impedance, LanguageCode, PartialDate, Serves, Service,
    ServiceStatus, Truth, Window,
};
use crate::travel::Itinerary;

/// The fields that say since and until when something is there.
pub(super) const OPENED: &str = "opened";
pub(super) const CLOSED: &str = "closed";

/// A record of the package or the definition, by its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordRef {
    /// A service.
    Service(usize),
    /// A community.
    Community(usize),
    /// A link of the network.
    Link(usize),
    /// A standard of the definition.
    Standard(usize),
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactRef {
    /// The record.
    pub record: RecordRef,
    /// The field, as the package's columns have it.
    pub field: String,
    /// What stands there; `None` where nothing is published, or no longer counts as known.
    pub value: Option<String>,
    /// Whether it leaves open what hangs on it: nothing stands there, or a date no finer than a year or a month where
    /// the day decides.
    pub is_open: bool,
}

/// The community and the definition that a check is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'a> {
    pub basis: &'a Basis,
    pub criteria: &'a Criteria<'a>,
    pub community: usize,
    pub as_of: Date,
}

/// A service that a check is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grounds<'a> {
    pub subject: Subject<'a>,
    pub service: usize,
    /// Whether what was observed of it no longer counts as known.
    pub is_stale: bool,
    /// The way's filter.
    pub filter: Option<&'a Filter>,
    /// The way there.
    pub route: Option<&'a RouteStretch>,
    /// The way there may be at the most favourable reading, where that is another.
    pub at_best: Option<&'a Itinerary>,
    /// How it is taken to be delivered; `None` where that makes no difference.
    pub mode: Option<DeliveryMode>,
}

impl<'a> Subject<'a> {
    /// A community that is asked about on a date.
    pub const fn new(basis: &'a Basis, criteria: &'a Criteria<'a>, community: usize, as_of: Date) -> Self {
        Self {
            basis,
            criteria,
            community,
            as_of,
        }
    }

    fn own(&self) -> &'a Community {
        &self.basis.package().communities[self.community]
    }

    fn of_community(&self, field: &str, value: Option<String>) -> FactRef {
        fact(RecordRef::Community(self.community), field, value)
    }

    /// What decides whether a standard applies.
    pub fn of_applies(&self, standard: usize) -> Vec<FactRef> {
        let filter = self.criteria.applies_to(standard);
        filter.map_or_else(Vec::new, |filter| self.asked_by(filter))
    }

    /// What decides to which group the community belongs.
    pub fn of_groups(&self) -> Vec<FactRef> {
        let mut facts: Vec<FactRef> = self
            .criteria
            .group_rules()
            .flat_map(|filter| self.asked_by(filter))
            .collect();
        facts.sort();
        facts.dedup();
        facts
    }

    fn asked_by(&self, filter: &Filter) -> Vec<FactRef> {
        let row = CommunityRow(self.own());
        let fields = filter.fields().into_iter();
        fields
            .map(|field| self.of_community(field, written(&row.cell(field))))
            .collect()
    }

    /// What a check of a way as a whole rests on. `applies` says of each standard whether it applies; `services` are
    /// those that may pass.
    pub fn of_way(&self, check: &Check, applies: &[Truth], services: impl Iterator<Item = usize>) -> Vec<FactRef> {
        match (check.requirement, check.found) {
            (Requirement::PeoplePerPosition, _) => services
                .map(|at| {
                    let positions = self.basis.package().services[at].positions;
                    fact(
                        RecordRef::Service(at),
                        "positions",
                        positions.known().map(|one| one.to_string()),
                    )
                })
                .collect(),
            (_, Found::Standard(standard, outcome)) => {
                let settled = outcome.settled().map(|outcome| outcome.as_str().to_owned());
                let applies = match applies[standard] {
                    Truth::Unknown => None,
                    known => Some(known.certainly().to_string()),
                };
                let of_standard = |field, value| fact(RecordRef::Standard(standard), field, value);
                vec![of_standard("outcome", settled), of_standard("applies", applies)]
            }
            _ => Vec::new(),
        }
    }
}

fn fact(record: RecordRef, field: &str, value: Option<String>) -> FactRef {
    FactRef {
        record,
        field: field.to_owned(),
        is_open: value.is_none(),
        value,
    }
}

/// When something that opened and closed did so, as facts: a date that leaves open whether it was there is an open one.
fn life(record: RecordRef, opened: Option<PartialDate>, closed: Option<PartialDate>, as_of: Date) -> Vec<FactRef> {
    let opened = opened.map(|date| (OPENED, date, date.reached_on(as_of)));
    let closed = closed.map(|date| (CLOSED, date, date.passed_on(as_of)));
    let dates = opened.into_iter().chain(closed);
    dates
        .map(|(field, date, has_been)| FactRef {
            is_open: has_been == Truth::Unknown,
            ..fact(record, field, Some(date.to_string()))
        })
        .collect()
}

/// A cell as words.
fn written(cell: &Cell<'_>) -> Option<String> {
    match cell {
        Cell::Unknown => None,
        Cell::Text(text) => Some(text.to_string()),
        Cell::Number(number) => Some(number.to_string()),
        Cell::Boolean(truth) => Some(truth.to_string()),
        Cell::Date(date) => Some(date.to_string()),
        Cell::List(texts) => Some(texts.join(";")),
    }
}

impl Grounds<'_> {
    fn record(&self) -> &Service {
        &self.subject.basis.package().services[self.service]
    }

    fn own(&self, field: &str, value: Option<String>) -> FactRef {
        fact(RecordRef::Service(self.service), field, value)
    }

    /// A field that was observed, and no longer counts as known where the record is too old.
    fn observed(&self, field: &str, value: Option<String>) -> FactRef {
        self.own(field, value.filter(|_| !self.is_stale))
    }

    /// What a check of the service rests on.
    pub fn of(&self, check: &Check) -> Vec<FactRef> {
        let service = self.record();
        let number = |fact: Fact<f64>| fact.known().map(|number| number.to_string());
        match check.requirement {
            Requirement::Exists => {
                let mut facts = vec![self.own("status", Some(service.status.as_str().to_owned()))];
                let record = RecordRef::Service(self.service);
                facts.extend(life(record, service.opened, service.closed, self.subject.as_of));
                // What is closed without a date may still have been there before it was seen to be closed.
                if check.verdict == Truth::Unknown
                    && service.status == ServiceStatus::Closed
                    && service.closed.is_none()
                {
                    facts.push(self.own(CLOSED, None));
                }
                facts
            }
            Requirement::Runs => {
                let seen = service.actual.filter(|state| *state != ActualState::Unknown);
                // Where nothing was observed beyond the status, the status is the observation.
                vec![match service.actual {
                    None if !self.is_stale => self.own("status", Some(service.status.as_str().to_owned())),
                    _ => FactRef {
                        // What was seen later says nothing of the days before.
                        is_open: check.verdict == Truth::Unknown,
                        ..self.observed("actual", seen.map(|state| state.as_str().to_owned()))
                    },
                }]
            }
            Requirement::Serves => vec![self.own("serves", served(&service.serves))],
            Requirement::Where => self.of_filter(),
            // What is given by telephone or screen is reached from everywhere, and stands nowhere.
            Requirement::WithinMinutes
            | Requirement::WithinKm
            | Requirement::SameRegion
            | Requirement::SameCommunity
                if self.mode == Some(DeliveryMode::Virtual) =>
            {
                let known = service.delivery_mode.known();
                known
                    .map(|mode| self.own("delivery_mode", Some(mode.as_str().to_owned())))
                    .into_iter()
                    .collect()
            }
            Requirement::WithinMinutes => {
                let mut facts = vec![self.site()];
                facts.extend(self.of_route());
                facts
            }
            Requirement::WithinKm | Requirement::SameCommunity => vec![self.site()],
            Requirement::SameRegion => {
                let package = self.subject.basis.package();
                let region = package.settings.region_column.of(self.subject.own());
                let column = package.settings.region_column.as_str();
                vec![
                    self.site(),
                    self.subject.of_community(column, region.map(str::to_owned)),
                ]
            }
            Requirement::IndigenousLed => {
                vec![self.own(
                    "indigenous_led",
                    service.indigenous_led.known().map(|led| led.to_string()),
                )]
            }
            Requirement::Language => {
                let listed =
                    |codes: &[LanguageCode]| codes.iter().map(LanguageCode::as_str).collect::<Vec<_>>().join(";");
                let spoken = service.languages.as_ref().known().map(|codes| listed(codes));
                let own = &self.subject.own().indigenous_languages;
                let own = (!own.is_empty()).then(|| listed(own));
                vec![
                    self.observed("languages", spoken),
                    self.subject.of_community("indigenous_languages", own),
                ]
            }
            Requirement::VisitsPerMonth => vec![self.observed("visit_frequency", number(service.visits_per_month))],
            Requirement::DeliveredShare => vec![self.observed("delivered_share", number(service.delivered_share))],
            Requirement::MaxWaitDays => vec![self.observed("wait_days", number(service.wait_days))],
            Requirement::Providers | Requirement::PeoplePerPosition | Requirement::Then => Vec::new(),
        }
    }

    fn of_filter(&self) -> Vec<FactRef> {
        let service = self.record();
        let row = ServiceRow::of(service);
        let stale = self.is_stale.then(|| super::observation::as_if_unobserved(service));
        let seen = stale.as_ref().map_or(row, ServiceRow::of);
        // A delivery mode that is only assumed is no fact: the case says it.
        let assumed = |field: &str| field == "delivery_mode" && service.delivery_mode == Fact::Unknown;
        let fields = self.filter.map(Filter::fields).unwrap_or_default().into_iter();
        fields
            .filter(|field| !assumed(field))
            .map(|field| self.own(field, written(&seen.cell(field))))
            .collect()
    }

    fn site(&self) -> FactRef {
        let package = self.subject.basis.package();
        let (field, value) = match self.subject.basis.site(self.service) {
            Site::EachCommunity => ("sites", Some("each".to_owned())),
            Site::Community(at) => ("community_id", Some(package.communities[at].id.to_string())),
            Site::Place(point, _) => ("lon", Some(format!("{} {}", point.lon(), point.lat()))),
            Site::Unpublished => ("community_id", None),
        };
        self.own(field, value)
    }

    /// The links of the way there: their minutes, their days, since and until when they are there, and where waits count,
    /// their departures. Where the way is not sure, those of the way that there may be stand beside them.
    fn of_route(&self) -> Vec<FactRef> {
        let sure = self.route.and_then(|stretch| stretch.route.itinerary.as_ref());
        let legs = sure.into_iter().chain(self.at_best).flat_map(|one| &one.legs);
        let links: BTreeSet<usize> = legs.map(|leg| leg.link).collect();
        links.into_iter().flat_map(|link| self.of_link(link)).collect()
    }

    fn of_link(&self, at: usize) -> Vec<FactRef> {
        let link = &self.subject.basis.network().links()[at];
        let waits = self.subject.criteria.definition.impedance == Impedance::Journey;
        let record = RecordRef::Link(at);
        let window = match link.window {
            Window::Always => Some("01-01/12-31".to_owned()),
            Window::Edges { opens, closes } => days(opens, closes),
        };
        let minutes = link.minutes.known().map(|minutes| minutes.to_string());
        let mut facts = vec![
            fact(record, "typical_minutes", minutes),
            fact(record, "opens/closes", window),
        ];
        facts.extend(life(record, link.opened, link.closed, self.subject.as_of));
        if waits && link.mode.is_scheduled() {
            let departures = link.departures_per_week.known().map(|one| one.to_string());
            facts.push(fact(record, "departures_per_week", departures));
        }
        facts
    }
}

fn days(opens: Fact<DayOfYear>, closes: Fact<DayOfYear>) -> Option<String> {
    Some(format!("{}/{}", opens.known()?, closes.known()?))
}

fn served(serves: &Serves) -> Option<String> {
    match serves {
        Serves::All => Some("all".to_owned()),
        Serves::Areas(names) => Some(names.join(";")),
        Serves::Unknown => None,
    }
}
