//! What a body says of a call in the public record that names it. The record stays as its source has it; this stands beside.

use jiff::civil::Date;

use super::{
    CommunityId, CorrectionId, DeliveryMode, GovernmentId, PartialDate, RequestStatus, ServiceTypeId, VersionTag,
};

/// What a body says otherwise, field by field; `None` leaves a field as the source has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaidOtherwise {
    /// Kind of help.
    pub service_type: Option<ServiceTypeId>,
    /// For which communities; an empty list says for none by name.
    pub communities: Option<Vec<CommunityId>>,
    /// For which regions.
    pub regions: Option<Vec<String>>,
    /// How it should reach people.
    pub delivery_mode: Option<DeliveryMode>,
    /// When it was asked.
    pub date: Option<PartialDate>,
    /// What became of it.
    pub status: Option<RequestStatus>,
    /// Why, in its own words: nobody sets a record right without saying why.
    pub why: String,
}

impl SaidOtherwise {
    /// Names of the fields, as the contract has them, in which this differs from another.
    pub fn differences(&self, other: &Self) -> Vec<&'static str> {
        let fields = [
            ("service_type", self.service_type == other.service_type),
            ("communities", self.communities == other.communities),
            ("regions", self.regions == other.regions),
            ("delivery_mode", self.delivery_mode == other.delivery_mode),
            ("date", self.date == other.date),
            ("status", self.status == other.status),
            ("why", self.why == other.why),
        ];
        let different = fields.into_iter().filter(|(_, same)| !same);
        different.map(|(name, _)| name).collect()
    }
}

/// A correction of a publicly recorded call, by a government that the call names or by the working group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordCorrection {
    /// Its id: random, and never used again.
    pub id: CorrectionId,
    /// The government that says so; `None` is the working group.
    pub government: Option<GovernmentId>,
    /// What it says.
    pub says: SaidOtherwise,
    /// When it was first said.
    pub made_on: Date,
    /// When this version was made.
    pub changed_on: Date,
    /// Names this version; empty before it is kept.
    pub version: VersionTag,
}
