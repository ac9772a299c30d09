//! Supply.

use serde::Serialize;

use crate::exchange::evaluation::{EvaluationRow, may_enter};
use crate::model::{ActualState, CommunityId, Confidence, DeliveryMode, Package, Service, Truth};

use super::{ids, tri, words};

/// Supply, with its site as finely as it may be shown.
#[derive(Serialize)]
pub struct ServiceProperties<'a> {
    id: &'a str,
    name: &'a str,
    service_type: &'a str,
    status: &'static str,
    delivery_mode: Option<&'static str>,
    community_id: Option<&'a str>,
    place_name: Option<&'a str>,
    operator: Option<&'a str>,
    operator_kind: Option<&'a str>,
    indigenous_led: Option<bool>,
    opened: Option<String>,
    closed: Option<String>,
    actual: Option<&'static str>,
    observed: Option<String>,
    in_territory: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exists: Option<&'static str>,
    may_enter: Option<Vec<&'static str>>,
    evaluations: Vec<EvaluationRow>,
    confidence: Option<&'static str>,
    notes: Option<&'a str>,
    sources: Vec<String>,
}

impl<'a> ServiceProperties<'a> {
    /// As it leaves; `exists` says whether it exists on the day of the question, where there is one.
    pub fn new(package: &Package, service: &'a Service, exists: Option<Truth>) -> Self {
        Self {
            id: service.id.as_str(),
            name: &service.name,
            service_type: service.service_type.as_str(),
            status: service.status.as_str(),
            delivery_mode: service.delivery_mode.known().map(DeliveryMode::as_str),
            community_id: service.community_id.as_ref().map(CommunityId::as_str),
            place_name: service.place_name.as_deref(),
            operator: service.operator.as_deref(),
            operator_kind: service.operator_kind.as_deref(),
            indigenous_led: service.indigenous_led.known(),
            opened: service.opened.map(|date| date.to_string()),
            closed: service.closed.map(|date| date.to_string()),
            actual: service.actual.map(ActualState::as_str),
            observed: service.observed.map(|date| date.to_string()),
            in_territory: service.in_territory.known(),
            exists: exists.map(tri),
            may_enter: may_enter(package, service),
            evaluations: EvaluationRow::of(package, service),
            confidence: service.provenance.confidence.map(Confidence::as_str),
            notes: words(&service.provenance.notes),
            sources: ids(&service.provenance.sources),
        }
    }
}
