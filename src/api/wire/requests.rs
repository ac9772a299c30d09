//! Supply that was asked for.

use serde::Serialize;

use crate::exchange::correction::corrected_by;
use crate::model::{CommunityId, Confidence, DeliveryMode, Request, Truth};

use super::{ids, tri, words};

/// Supply that was asked for, as its owner lets it be seen.
#[derive(Serialize)]
pub struct RequestProperties<'a> {
    id: &'a str,
    requested_by: &'a str,
    requested_by_kind: Option<&'a str>,
    service_type: &'a str,
    community_id: Option<&'a str>,
    /// Only where there are several: a package's requests have one at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    communities: Option<Vec<&'a str>>,
    region: Option<String>,
    delivery_mode: Option<&'static str>,
    date: Option<String>,
    status: &'static str,
    /// Only of those that were submitted here.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    government: Option<&'a str>,
    visibility: &'static str,
    origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    exists: Option<&'static str>,
    confidence: Option<&'static str>,
    notes: Option<&'a str>,
    sources: Vec<String>,
    /// Only where somebody says of a public record that it is otherwise: governments, and the working group.
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected_by: Option<Vec<String>>,
}

impl<'a> RequestProperties<'a> {
    /// As it leaves; `exists` says whether it exists on the day of the question, where there is one.
    pub fn new(request: &'a Request, exists: Option<Truth>) -> Self {
        Self {
            id: request.id.as_str(),
            requested_by: &request.requested_by,
            requested_by_kind: request.requested_by_kind.as_deref(),
            service_type: request.service_type.as_str(),
            community_id: match request.communities.as_slice() {
                [one] => Some(one.as_str()),
                _ => None,
            },
            communities: match request.communities.as_slice() {
                [] | [_] => None,
                several => Some(several.iter().map(CommunityId::as_str).collect()),
            },
            // As the package's own column has it: several regions with semicolons between them.
            region: (!request.regions.is_empty()).then(|| request.regions.join(";")),
            delivery_mode: request.delivery_mode.known().map(DeliveryMode::as_str),
            date: request.date.map(|date| date.to_string()),
            status: request.status.as_str(),
            state: request.submission.as_ref().map(|one| one.state.as_str()),
            government: request.submission.as_ref().map(|one| one.government.as_str()),
            visibility: request.visibility.as_str(),
            origin: request.origin.as_str(),
            exists: exists.map(tri),
            confidence: request.provenance.confidence.map(Confidence::as_str),
            notes: words(&request.provenance.notes),
            sources: ids(&request.provenance.sources),
            corrected_by: (!request.corrections.is_empty()).then(|| corrected_by(request)),
        }
    }
}
