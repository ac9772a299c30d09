//! Requests: supply that somebody asked for.

use std::fmt;

use super::service::words;
use super::{
    CommunityId, DeliveryMode, Fact, GovernmentId, PartialDate, Provenance, RecordCorrection, RequestId, RequestState,
    ServiceTypeId, Submission, Truth,
};

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
#[derive(Clone, PartialEq)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// Who asked.
    pub requested_by: String,
    /// Kind of asker, in the words of the package.
    pub requested_by_kind: Option<String>,
    /// Kind of help asked for.
    pub service_type: ServiceTypeId,
    /// For which communities; a package's file names one at most.
    pub communities: Vec<CommunityId>,
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
    /// Indigenous governments that a publicly recorded call names: each may say of it what is so.
    pub names: Vec<GovernmentId>,
    /// What those, and the working group, have said of it: in the order of their ids, the working group last.
    pub corrections: Vec<RecordCorrection>,
    /// Where this comes from.
    pub provenance: Provenance,
    /// What there is of it beyond that, where the government that owns it submitted it here.
    pub submission: Option<Box<Submission>>,
}

impl Request {
    /// The record of a submission. `requested_by` is the name of the government that owns it.
    pub fn submitted(id: RequestId, requested_by: String, submission: Submission) -> Self {
        let input = submission.input.clone();
        Self {
            id,
            requested_by,
            requested_by_kind: Some(Self::BY_GOVERNMENT.to_owned()),
            service_type: input.service_type,
            communities: input.communities,
            regions: input.regions,
            delivery_mode: input.delivery_mode.into(),
            date: submission.submitted_on.map(PartialDate::from),
            status: submission.state.status(),
            visibility: input.visibility,
            origin: RequestOrigin::Submitted,
            names: Vec::new(),
            corrections: Vec::new(),
            provenance: Provenance::default(),
            submission: Some(Box::new(submission)),
        }
    }

    /// The kind of asker that a government is, in the word that packages use.
    const BY_GOVERNMENT: &str = "indigenous_government";

    /// Whether an Indigenous government asked; unknown where the record does not say what kind of asker it was.
    pub fn is_by_indigenous_government(&self) -> Truth {
        let kind = self.requested_by_kind.as_deref();
        kind.map_or(Truth::Unknown, |kind| Truth::from(kind == Self::BY_GOVERNMENT))
    }

    /// Whether its owner still writes at it: nothing has been asked yet.
    pub fn is_draft(&self) -> bool {
        let submission = self.submission.as_ref();
        submission.is_some_and(|submission| submission.state == RequestState::Draft)
    }
}

/// Digests of facts are taken from this form (`snapshot::digest`): a package's own requests keep the one that they have
/// always had, whatever those that are submitted here need beside it.
impl fmt::Debug for Request {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut form = out.debug_struct("Request");
        form.field("id", &self.id)
            .field("requested_by", &self.requested_by)
            .field("requested_by_kind", &self.requested_by_kind)
            .field("service_type", &self.service_type);
        match self.communities.as_slice() {
            [] | [_] => form.field("community_id", &self.communities.first()),
            several => form.field("communities", &several),
        };
        form.field("regions", &self.regions)
            .field("delivery_mode", &self.delivery_mode)
            .field("date", &self.date)
            .field("status", &self.status)
            .field("visibility", &self.visibility)
            .field("origin", &self.origin)
            .field("provenance", &self.provenance);
        if !self.names.is_empty() {
            form.field("names", &self.names);
        }
        if !self.corrections.is_empty() {
            form.field("corrections", &self.corrections);
        }
        if let Some(submission) = &self.submission {
            form.field("submission", submission);
        }
        form.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Golden: the form that a request of a package had before requests could be submitted. Digests rest on it.
    #[test]
    fn a_request_of_a_package_keeps_its_form() {
        let mut request = Request {
            id: "r1".into(),
            requested_by: "Kátł'odeeche First Nation".to_owned(),
            requested_by_kind: None,
            service_type: "counselling".into(),
            communities: vec!["katlodeeche".into()],
            regions: Vec::new(),
            delivery_mode: Fact::Unknown,
            date: None,
            status: RequestStatus::Open,
            visibility: Visibility::Public,
            origin: RequestOrigin::PublicRecord,
            names: Vec::new(),
            corrections: Vec::new(),
            provenance: Provenance::default(),
            submission: None,
        };
        let form = |request: &Request| format!("{request:?}");
        assert_eq!(
            form(&request),
            "Request { id: RequestId(\"r1\"), requested_by: \"Kátł'odeeche First Nation\", requested_by_kind: None, \
             service_type: ServiceTypeId(\"counselling\"), community_id: Some(CommunityId(\"katlodeeche\")), regions: [], \
             delivery_mode: Unknown, date: None, status: Open, visibility: Public, origin: PublicRecord, \
             provenance: Provenance { sources: [], confidence: None, notes: \"\" } }"
        );
        request.communities.clear();
        assert!(form(&request).contains("community_id: None, "));
    }
}
