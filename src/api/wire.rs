//! What leaves, field by field. Nothing else in this room or another may derive `Serialize` for an
//! answer, so that a new field of a record cannot leave by merely existing.
//!
//! `null` is a value: nobody knows, or there is nothing. It never stands for zero.

mod access;
mod collection;
mod communities;
mod decisions;
mod definitions;
mod feature;
mod geometry;
mod landing;
mod links;
mod number;
mod package;
mod problem;
mod regions;
mod requests;
mod scenarios;
mod services;
mod submitted;
mod words;

pub use access::{AccountRecord, Accounts, InvitedAccount, MadeToken, Me, Organisation, SetOut, Tokens};
pub use collection::{CollectionDescription, Collections, Extent};
pub use communities::CommunityProperties;
pub use decisions::{DecisionHistory, DecisionInFull, DecisionList};
pub use definitions::{CheckedText, DefinitionInFull, DefinitionVersions, EngagementRecord};
pub use feature::{Feature, FeatureCollection, FeaturePage, Properties};
pub use geometry::{Rounding, Shape};
pub use landing::{Conformance, Landing, Link};
pub use links::LinkProperties;
pub use number::Number;
pub use package::PackageSummary;
pub use problem::{ProblemDetails, ProblemError};
pub use regions::RegionProperties;
pub use requests::RequestProperties;
pub use scenarios::{ScenarioInFull, ScenarioList};
pub use services::ServiceProperties;
pub use submitted::{
    ExportedRequest, ImportReport, RequestExport, RequestHistory, RequestInFull, RequestList, RequestReadings,
    Withdrawn,
};
pub use words::{Bilingual, ids, tri, words};
