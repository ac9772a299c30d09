//! Requests: supply that somebody asked for.

use super::service::words;
use super::{CommunityId, DeliveryMode, Fact, PartialDate, Provenance, RequestId, ServiceTypeId};

words! {
    /// What became of a request.
    RequestStatus {
        /// Asked, not answered.
        Open = "open",
        /// Answered in part.
        PartlyMet = "partly_met",
        /// Fulfilled.
        Met = "met",
        /// Declined.
        Declined = "declined",
        /// Not published.
        Unknown = "unknown",
    }
}

words! {
    /// Who may see a request; its owner chooses.
    Visibility {
        /// Only its owner.
        Owner = "owner",
        /// Its owner and the working group.
        WorkingGroup = "working_group",
        /// Everyone.
        Public = "public",
    }
}

words! {
    /// How a request came to be here.
    RequestOrigin {
        /// A call recorded in public, owned by nobody.
        PublicRecord = "public_record",
        /// Submitted by the government that owns it.
        Submitted = "submitted",
    }
}

/// Supply that somebody asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// Who asked.
    pub requested_by: String,
    /// Kind of asker, in the words of the package.
    pub requested_by_kind: Option<String>,
    /// Kind of help asked for.
    pub service_type: ServiceTypeId,
    /// For which community.
    pub community_id: Option<CommunityId>,
    /// For which regions, in the words of the package.
    pub regions: Vec<String>,
    /// How it should reach people.
    pub delivery_mode: Fact<DeliveryMode>,
    /// When it was asked.
    pub date: Option<PartialDate>,
    /// What became of it.
    pub status: RequestStatus,
    /// Who may see it.
    pub visibility: Visibility,
    /// How it came to be here.
    pub origin: RequestOrigin,
    /// Where this comes from.
    pub provenance: Provenance,
}
