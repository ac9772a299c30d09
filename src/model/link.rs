//! The travel network's records: nodes, links, modes and the windows in which links are open.

use jiff::civil::Date;

use super::service::words;
use super::{CommunityId, DayOfYear, Fact, Km, LinkId, Minutes, NodeId, PartialDate, Point, Provenance, Truth};

words! {
    /// How one travels on a link.
    Mode {
        /// Road open all year.
        AllSeasonRoad = "all_season_road",
        /// Road over snow and ice.
        WinterRoad = "winter_road",
        /// Crossing of a river on its ice.
        IceCrossing = "ice_crossing",
        /// Ferry across a river.
        Ferry = "ferry",
        /// Flights with a timetable.
        ScheduledAir = "scheduled_air",
        /// Flights without one: shown only as the fallback it is.
        CharterAir = "charter_air",
        /// Private boats: no service.
        SeasonalBoat = "seasonal_boat",
    }
}

impl Mode {
    /// What a definition admits unless it says otherwise: all but charters and private boats.
    pub const DEFAULT: &[Self] = &[
        Self::AllSeasonRoad,
        Self::WinterRoad,
        Self::IceCrossing,
        Self::Ferry,
        Self::ScheduledAir,
    ];

    /// Whether one boards it at set times and so waits for a departure.
    pub const fn is_scheduled(self) -> bool {
        matches!(self, Self::ScheduledAir)
    }
}

words! {
    /// What a node stands for.
    NodeKind {
        /// A community.
        Community = "community",
        /// A junction, landing or turn-off.
        Junction = "junction",
        /// A place outside the territory.
        Gateway = "gateway",
    }
}

/// A node of the travel network.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its id.
    pub id: NodeId,
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// Where it is.
    pub point: Point,
    /// The community it stands for.
    pub community_id: Option<CommunityId>,
    /// Code of its airport.
    pub iata: Option<String>,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// When a link is open, as the package says it. Both edges are inclusive and may wrap the new year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Window {
    /// The package has no windows: always open.
    Always,
    /// From one day to another; an edge may be unknown.
    Edges {
        /// First open day.
        opens: Fact<DayOfYear>,
        /// Last open day.
        closes: Fact<DayOfYear>,
    },
}

/// A link of the travel network.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// Where it starts.
    pub from: NodeId,
    /// Where it ends.
    pub to: NodeId,
    /// How one travels on it.
    pub mode: Mode,
    /// Its length.
    pub distance_km: Option<Km>,
    /// Minutes moving.
    pub minutes: Fact<Minutes>,
    /// How the minutes were found, in the words of the package.
    pub derivation: Option<String>,
    /// When it is open.
    pub window: Window,
    /// When it was built, or first run; `None` is since before the record begins.
    pub opened: Option<PartialDate>,
    /// The last day on which it was there.
    pub closed: Option<PartialDate>,
    /// Departures a week, for scheduled modes.
    pub departures_per_week: Fact<f64>,
    /// Who runs it.
    pub operator: Option<String>,
    /// Name of the road.
    pub highway_name: Option<String>,
    /// Whether it can be travelled both ways.
    pub bidirectional: bool,
    /// Where this comes from.
    pub provenance: Provenance,
}

impl Link {
    /// Whether it is there at all on a date: from the day it opened to the day it closed, both included. On which days of
    /// the year one can travel on it is another matter.
    pub fn exists_on(&self, as_of: Date) -> Truth {
        let opened = self.opened.map_or(Truth::True, |opened| opened.reached_on(as_of));
        let closed = self.closed.map_or(Truth::False, |closed| closed.passed_on(as_of));
        opened.and(!closed)
    }
}
