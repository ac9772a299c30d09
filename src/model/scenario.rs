//! Scenarios: changes to supply and to the network that somebody supposes, to see what would come of them.

use jiff::civil::Date;

use super::service::words;
use super::{
    AccountId, ActualState, CommunityId, DeliveryMode, Fact, GovernmentId, Km, LanguageCode, LinkId, Minutes, Mode,
    Point, RequestId, ScenarioId, Serves, ServiceId, ServiceTypeId, Text, VersionTag, Window,
};

/// A named list of changes, made one after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What people call it.
    pub name: Text,
    /// What it is about, where somebody has said so.
    pub description: Option<Text>,
    /// In the order in which they are made: a later one may speak of a service that an earlier one adds.
    pub changes: Vec<ScenarioChange>,
}

/// One change of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioChange {
    /// What is supposed.
    pub what: Supposition,
    /// What it would cost, where somebody has said so.
    pub cost: Option<Cost>,
}

/// What a change would cost, as far as somebody has said.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// Once.
    pub one_time: Option<f64>,
    /// Every year.
    pub yearly: Option<f64>,
    /// In which currency, in the words of whoever says so.
    pub currency: String,
}

/// What is supposed.
#[derive(Clone, Debug, PartialEq)]
pub enum Supposition {
    /// One more service.
    AddService(Box<NewService>),
    /// A service is otherwise.
    ChangeService {
        /// Which.
        service: ServiceId,
        /// How.
        set: Box<ServicePatch>,
    },
    /// A service stands elsewhere.
    MoveService {
        /// Which.
        service: ServiceId,
        /// Where.
        to: NewSite,
    },
    /// A service is no more.
    CloseService {
        /// Which.
        service: ServiceId,
    },
    /// What a request asks for is there.
    FulfilRequest {
        /// Which.
        request: RequestId,
    },
    /// Links are open on other days of the year, or not at all.
    MoveWindow(Box<WindowMove>),
    /// One more road, crossing or flight.
    AddLink(Box<NewLink>),
}

impl Supposition {
    /// The word of the documents.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::AddService(_) => "add_service",
            Self::ChangeService { .. } => "change_service",
            Self::MoveService { .. } => "move_service",
            Self::CloseService { .. } => "close_service",
            Self::FulfilRequest { .. } => "fulfil_request",
            Self::MoveWindow(_) => "move_window",
            Self::AddLink(_) => "add_link",
        }
    }
}

/// Where a service would stand.
#[derive(Clone, Debug, PartialEq)]
pub enum NewSite {
    /// In a community.
    Community(CommunityId),
    /// At a point.
    Point(Point),
    /// At a point of service in every community that it serves.
    Each,
}

/// A service that is not there yet. What is not said of it is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct NewService {
    /// Its id, where later changes speak of it.
    pub id: Option<ServiceId>,
    /// Its name.
    pub name: Option<String>,
    /// Kind of help.
    pub service_type: ServiceTypeId,
    /// Where it would stand.
    pub site: Option<NewSite>,
    /// What it would be like.
    pub like: ServicePatch,
}

/// What a service is like from now on: of what is `None` nothing is said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServicePatch {
    /// How it reaches people.
    pub delivery_mode: Option<Fact<DeliveryMode>>,
    /// Whom it serves.
    pub serves: Option<Serves>,
    /// Visits a month.
    pub visits_per_month: Option<Fact<f64>>,
    /// Share of planned visits that take place.
    pub delivered_share: Option<Fact<f64>>,
    /// Days that people wait.
    pub wait_days: Option<Fact<f64>>,
    /// Full-time positions.
    pub positions: Option<Fact<f64>>,
    /// Whether Indigenous people lead it.
    pub indigenous_led: Option<Fact<bool>>,
    /// Languages in which it is offered.
    pub languages: Option<Fact<Vec<LanguageCode>>>,
    /// What runs.
    pub actual: Option<ActualState>,
    /// Who runs it.
    pub operator: Option<String>,
}

/// Links that are open on other days.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowMove {
    /// Links by their ids; any, where none is named.
    pub links: Vec<LinkId>,
    /// Links of these modes; of any, where none is named.
    pub modes: Vec<Mode>,
    /// Links of which this holds, as CQL2 text.
    pub filter: Option<String>,
    /// What becomes of their windows.
    pub shift: WindowShift,
}

/// What becomes of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowShift {
    /// The link is not there at all.
    Gone,
    /// Each edge so many days later; earlier, where the number is negative.
    Edges {
        /// The first open day.
        opens: i16,
        /// The last open day.
        closes: i16,
    },
}

/// A road, crossing or flight that is not there yet.
#[derive(Clone, Debug, PartialEq)]
pub struct NewLink {
    /// Its id.
    pub id: Option<LinkId>,
    /// A community or a node.
    pub from: String,
    /// A community or a node.
    pub to: String,
    /// How one would travel on it.
    pub mode: Mode,
    /// Minutes moving, where they are said.
    pub minutes: Option<Minutes>,
    /// Its length.
    pub distance_km: Option<Km>,
    /// When it would be open.
    pub window: Window,
    /// Departures a week.
    pub departures_per_week: Fact<f64>,
    /// Whether one could travel only from its start to its end.
    pub one_way: bool,
}

/// A scenario that comes with a package. What its document means is not the store's to know, so it is kept as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShippedScenario {
    /// Its id: the file's name without its ending.
    pub id: ScenarioId,
    /// The document as JSON.
    pub document: String,
}

words! {
    /// With whom a scenario is shared; whoever keeps it chooses.
    Sharing {
        /// Nobody else.
        Own = "own",
        /// The working group.
        WorkingGroup = "working_group",
        /// Everyone.
        Public = "public",
    }
}

/// Whose a scenario is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioOwner {
    /// Whoever signs in to an account.
    Account(AccountId),
    /// An Indigenous government: everybody who signs in for it.
    Government(GovernmentId),
    /// Whoever opens the desk on the machine itself.
    Desk,
}

/// A scenario that somebody keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptScenario {
    /// Its id: random, so that it says nothing of when, or after how many others.
    pub id: ScenarioId,
    /// Whose it is.
    pub owner: ScenarioOwner,
    /// The name of whoever kept it, for those with whom it is shared.
    pub kept_by: String,
    /// With whom it is shared.
    pub shared: Sharing,
    /// The document as JSON.
    pub document: String,
    /// Of which scenario it began as a copy.
    pub forked_from: Option<ScenarioId>,
    /// When it was last changed.
    pub changed_on: Date,
    /// Names this version.
    pub version: VersionTag,
}
