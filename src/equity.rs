//! Who has equitable access and who has not: a definition's standards, met or not, for every
//! community on every day of the year.
//!
//! Speaks of travel times and of services but never of maps, files or people's accounts; does no IO
//! and reads no clock. Whatever is not published is read at its least and at its most favourable,
//! so every outcome is an interval. Begin with [`assess`]; [`Basis`] is what it stands on, and
//! [`Gap`] what it gives.

mod access;
mod asker;
mod assess;
mod assessor;
mod basis;
mod because;
mod changes;
mod check;
mod compare;
mod criteria;
mod distribution;
mod evaluate;
mod explain;
mod finding;
mod gap;
mod grounds;
mod grouping;
mod journeys;
pub mod measures;
mod metrics;
mod missing;
mod nearby;
mod observation;
mod pathway;
mod prepared;
mod presence;
mod reach;
mod reason;
mod routes;
mod scope;
mod settle;
mod shortfall;
mod summary;
mod trace;
mod trend;
mod value;

pub use access::{Access, AccessFault, AccessMethod, AccessQuestion, Catchment, SupplyColumn, access};
pub use assess::{Assessment, Question, assess, assess_again, assess_places, assess_some};
pub use basis::{Basis, BasisFault, Joint, MeasuredOver, Site};
pub use because::Seen;
pub use changes::{Change, Place, Setting, leads_on, only};
pub use check::{Check, Found, Requirement};
pub use compare::{Because, Compared, Comparison, Factor, Flip, Side, Verdict, compare};
pub use criteria::{Criteria, CriteriaFault};
pub use distribution::{
    Curve, Distribution, Figure, Figures, GroupRow, Looking, PERCENTS, PlaceValue, Rank, RankFault, TheilParts, Why,
    distribute,
};
pub use evaluate::WayState;
pub use explain::{About, Explainer};
pub use finding::{Finder, Finding, asked_for, find};
pub use gap::{DayCounts, Gap, Nearest, PeriodOutcome, Stretch};
pub use grounds::{FactRef, RecordRef};
pub use grouping::{Grouping, GroupingFault, PlaceGroup, PlaceGroups};
pub use journeys::{Journeys, JourneysFrom};
pub use metrics::{Metrics, metrics};
pub use missing::Missing;
pub use observation::last_observed;
pub use pathway::{
    Admission, Journey, PathwayDays, PathwayQuestion, PathwayStretch, PathwayYear, Position, Serving, Spot, StepDays,
    StepFound, StepJourneys, StepState, Stop, Walked, Wayfinder, WhyNot,
};
pub use presence::{exists, lies_in, runs, serves, was_asked};
pub use reach::{Reach, minutes_to_communities};
pub use reason::{Language, Part, Reason, Whereabouts, duration};
pub use routes::{RouteStretch, routes_between, routes_to_service};
pub use scope::Scope;
pub use settle::{Answer, Settles};
pub use summary::{Group, GroupKind, OutcomeCounts, PeopleCounts, StandardSummary, Summary, Tally, summarise};
pub use trace::{CaseTrace, Checked, CommunityTracer, LeftOut, Reading, ServiceTrace, Trace, Tracer, WayTrace};
pub use trend::{OpenGap, QUARTERS_SHOWN, Quarter, QuarterCounts, Trend, first_quarter, trend};
pub use value::{Value, ValueInterval};
