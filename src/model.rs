//! The vocabulary: records, ids, units, intervals and where each fact comes from.
//!
//! Holds what every other room speaks about and decides nothing. Values that cannot be (a latitude
//! of 91, the 30th of February) cannot be made. Begin with [`Package`], the whole of one
//! jurisdiction's facts, then [`Interval`] and [`Fact`], which is how the unknown stays unknown.

mod account;
mod care;
mod community;
mod correction;
mod decision;
mod definition;
mod engagement;
mod fact;
mod ids;
mod interval;
mod life;
mod link;
mod package;
mod provenance;
mod reference;
mod request;
mod scenario;
mod service;
mod submission;
mod time;
mod units;

pub use account::{Account, Identity, Role, Scope, Token};
pub use care::{Entrance, Entry, Evaluation, Pathway, PathwayStep, Referral, Subject, entry_of};
pub use community::{CensusCount, Community};
pub use correction::{RecordCorrection, SaidOtherwise};
pub use decision::{Decision, DecisionInput, DecisionKind, DecisionSubject, Stood};
pub use definition::{CommunityGroup, Definition, Impedance, LanguageAsked, Level, Limits, Standard, Standing, Way};
pub use engagement::{Engagement, EngagementBody, EngagementRules, Position, WordsShown};
pub use fact::{Fact, Truth};
pub use ids::{
    AccountId, BodyId, CommunityId, CorrectionId, DecisionId, DefinitionId, EngagementId, EntryId, EvaluationId,
    GovernmentId, GroupId, LanguageCode, LinkId, NodeId, PathwayId, ReferralId, RegionId, RequestId, ScenarioId,
    SeasonId, ServiceId, ServiceTypeId, SourceKey, StandardId, StepId, TokenId, WayId,
};
pub use interval::{Interval, Outcome};
pub use life::Life;
pub use link::{Link, Mode, Node, NodeKind, Window};
pub use package::{BasemapLayer, Package, Projection, Region, RegionColumn, Season, Settings, TravelSettings};
pub use provenance::{Confidence, Provenance};
pub use reference::{IndigenousGovernment, Language, Need, ServiceType, Source, Statement};
pub use request::{Request, RequestOrigin, RequestStatus, Visibility};
pub use scenario::{
    Cost, KeptScenario, NewLink, NewService, NewSite, Scenario, ScenarioChange, ScenarioOwner, ServicePatch, Sharing,
    ShippedScenario, Supposition, WindowMove, WindowShift,
};
pub use service::{ActualState, DeliveryMode, Serves, Service, ServiceStatus, Shown, Sites, Supply};
pub use submission::{
    ActedFor, Evidence, RequestAction, RequestAnswer, RequestDeed, RequestInput, RequestState, Submission, VersionTag,
};
pub use time::{CalendarDay, DAYS_IN_YEAR, DayFault, DayOfYear, PartialDate};
pub use units::{Km, Minutes, Point, PointFault, Text};
