//! What an Indigenous government submits: its words, who may see them, and what was answered.

use std::fmt;

use jiff::civil::Date;

use super::service::words;
use super::{
    CommunityId, DeliveryMode, GovernmentId, LanguageCode, PartialDate, RequestStatus, ServiceTypeId, Visibility,
};

words! {
    /// How far a submitted request has come.
    RequestState {
        /// Its owner still writes at it.
        Draft = "draft",
        /// Asked.
        Submitted = "submitted",
        /// The working group has it.
        Acknowledged = "acknowledged",
        /// The working group looks into it.
        UnderReview = "under_review",
        /// It will be done.
        Accepted = "accepted",
        /// It will not be done.
        Declined = "declined",
        /// It is being done.
        InDelivery = "in_delivery",
        /// It is done.
        Fulfilled = "fulfilled",
        /// Its owner has taken it back: no words of it are left.
        Withdrawn = "withdrawn",
    }
}

impl RequestState {
    /// The same in the words in which public records say what became of a request.
    pub const fn status(self) -> RequestStatus {
        match self {
            Self::Draft
            | Self::Submitted
            | Self::Acknowledged
            | Self::UnderReview
            | Self::Accepted
            | Self::InDelivery
            | Self::Withdrawn => RequestStatus::Open,
            Self::Declined => RequestStatus::Declined,
            Self::Fulfilled => RequestStatus::Met,
        }
    }
}

words! {
    /// For whom somebody acted on a request.
    ActedFor {
        /// The government that owns it.
        Government = "government",
        /// The working group.
        WorkingGroup = "working_group",
    }
}

words! {
    /// What was done to a request.
    RequestAction {
        /// Written down.
        Created = "created",
        /// Given other words.
        Corrected = "corrected",
        /// Shown to others than before.
        VisibilityChanged = "visibility_changed",
        /// Moved to another state.
        Moved = "moved",
    }
}

/// What its owner says of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestInput {
    /// Kind of help asked for.
    pub service_type: ServiceTypeId,
    /// For which communities.
    pub communities: Vec<CommunityId>,
    /// For which regions, as services and definitions name them.
    pub regions: Vec<String>,
    /// How it should reach people; `None` leaves it open.
    pub delivery_mode: Option<DeliveryMode>,
    /// In which languages.
    pub languages: Vec<LanguageCode>,
    /// On which ground of culture it should stand.
    pub cultural_grounding: String,
    /// Why it is asked.
    pub why: String,
    /// Since when it has been missing or asked for.
    pub since: Option<PartialDate>,
    /// Where it can be read about.
    pub evidence: Vec<Evidence>,
    /// Addresses of labels that travel with it, such as Local Contexts' TK labels. Never fetched.
    pub labels: Vec<String>,
    /// Who may see it.
    pub visibility: Visibility,
}

impl RequestInput {
    /// Names of the fields, as the contract has them, in which this differs from another.
    pub fn differences(&self, other: &Self) -> Vec<&'static str> {
        let fields = [
            ("service_type", self.service_type == other.service_type),
            ("communities", self.communities == other.communities),
            ("regions", self.regions == other.regions),
            ("delivery_mode", self.delivery_mode == other.delivery_mode),
            ("languages", self.languages == other.languages),
            (
                "cultural_grounding",
                self.cultural_grounding == other.cultural_grounding,
            ),
            ("why", self.why == other.why),
            ("since", self.since == other.since),
            ("evidence", self.evidence == other.evidence),
            ("labels", self.labels == other.labels),
            ("visibility", self.visibility == other.visibility),
        ];
        let different = fields.into_iter().filter(|(_, same)| !same);
        different.map(|(name, _)| name).collect()
    }
}

/// Where something can be read. Never fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// What was said when a request was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestAnswer {
    /// When.
    pub on: Date,
    /// Where it was moved to.
    pub state: RequestState,
    /// Why.
    pub reason: String,
}

/// What made a version of a request what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestDeed {
    /// What was done.
    pub action: RequestAction,
    /// For whom.
    pub by: ActedFor,
    /// Why, where a reason was given.
    pub reason: String,
}

/// A request as the government that owns it submitted it here, with what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Whose it is.
    pub government: GovernmentId,
    /// What it says.
    pub input: RequestInput,
    /// How far it has come.
    pub state: RequestState,
    /// What was said on the way, the first first.
    pub answers: Vec<RequestAnswer>,
    /// When it was asked; `None` for a draft.
    pub submitted_on: Option<Date>,
    /// When this version was made.
    pub changed_on: Date,
    /// What made this version.
    pub deed: RequestDeed,
    /// Names this version; empty before it is kept.
    pub version: VersionTag,
}

/// Names one version of one request and says nothing else: neither which one it is, nor how many there are.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct VersionTag(pub String);

/// It is drawn at random, and the same facts have the same digest wherever they are kept.
impl fmt::Debug for VersionTag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("VersionTag(..)")
    }
}
