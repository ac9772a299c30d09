//! Who can get where, and when: turns the network and its windows into impedances and itineraries.
//!
//! Knows nothing of services, standards or people, does no IO and reads no clock. The calendar is
//! day 1 to 365 of a typical year; a fact that is not published has a least and a most favourable
//! [`Reading`], and both are always computed. Begin with [`Network`], then [`AccessPeriod`], which
//! explains the year, then [`ShortestPaths`].

mod access_period;
mod day_set;
mod impedance;
mod itinerary;
mod network;
mod presence;
mod routing;
mod window;

pub use access_period::{AccessPeriod, AccessYear};
pub use day_set::DaySet;
pub use impedance::{LinkCost, Reading};
pub use itinerary::{Itinerary, Leg, Reachable, Route, Router};
pub use network::{Network, NetworkFault, NodeIndex};
pub use presence::LinkPresence;
pub use routing::{Admitted, ShortestCosts, ShortestPaths};
pub use window::open_days;
