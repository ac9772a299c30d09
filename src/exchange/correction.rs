//! What bodies say of publicly recorded calls, beside what the sources say.

use serde::Serialize;

use crate::model::{DeliveryMode, GovernmentId, RecordCorrection, Request, RequestStatus, Role};

/// Who says of a call that it is otherwise: ids of governments, and the role of the working group.
pub fn corrected_by(request: &Request) -> Vec<String> {
    let by = request.corrections.iter().map(|one| one.government.as_ref());
    let names = by.map(|own| own.map_or(Role::WorkingGroup.as_str(), GovernmentId::as_str));
    names.map(str::to_owned).collect()
}

/// What a body says of a call; `null` leaves a field as the source has it.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionRow {
    /// The id of the government that says so; `null` is the working group.
    government: Option<String>,
    made_on: String,
    changed_on: String,
    service_type: Option<String>,
    communities: Option<Vec<String>>,
    regions: Option<Vec<String>>,
    delivery_mode: Option<&'static str>,
    date: Option<String>,
    status: Option<&'static str>,
    why: String,
}

impl From<&RecordCorrection> for CorrectionRow {
    fn from(correction: &RecordCorrection) -> Self {
        let says = &correction.says;
        let communities = says.communities.as_ref();
        Self {
            government: correction.government.as_ref().map(ToString::to_string),
            made_on: correction.made_on.to_string(),
            changed_on: correction.changed_on.to_string(),
            service_type: says.service_type.as_ref().map(ToString::to_string),
            communities: communities.map(|ids| ids.iter().map(ToString::to_string).collect()),
            regions: says.regions.clone(),
            delivery_mode: says.delivery_mode.map(DeliveryMode::as_str),
            date: says.date.map(|date| date.to_string()),
            status: says.status.map(RequestStatus::as_str),
            why: says.why.clone(),
        }
    }
}
