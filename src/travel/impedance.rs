//! What travelling a link costs.

use crate::model::{Fact, Impedance, Link, Minutes, TravelSettings};

/// Seconds of half a week: the expected wait is half the headway, 84 hours / departures a week, for
/// somebody who does not choose the day.
const HALF_A_WEEK_SECONDS: f64 = 84.0 * 3600.0;

/// How to read what is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// Closed, unbounded, absent.
    LeastFavourable,
    /// Open, immediate, there.
    MostFavourable,
}

impl Reading {
    /// Both, the least favourable first.
    pub const BOTH: [Self; 2] = [Self::LeastFavourable, Self::MostFavourable];
}

/// What one link costs, part by part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkCost {
    /// Minutes moving.
    pub moving: Fact<Minutes>,
    /// Minutes that boarding takes; none for modes without a timetable.
    pub boarding: Minutes,
    /// Expected wait for a departure; zero for modes without a timetable, unknown where the number
    /// of departures is not published.
    pub wait: Fact<Minutes>,
}

impl LinkCost {
    /// The cost of a link under a package's settings.
    pub fn of(link: &Link, settings: &TravelSettings) -> Self {
        let (boarding, wait) = if link.mode.is_scheduled() {
            let wait = match link.departures_per_week {
                Fact::Known(departures) => {
                    Minutes::from_number(HALF_A_WEEK_SECONDS / departures / 60.0).map_or(Fact::Unknown, Fact::Known)
                }
                Fact::Unknown => Fact::Unknown,
            };
            (
                settings.boarding.get(&link.mode).copied().unwrap_or(Minutes::ZERO),
                wait,
            )
        } else {
            (Minutes::ZERO, Fact::Known(Minutes::ZERO))
        };
        Self {
            moving: link.minutes,
            boarding,
            wait,
        }
    }

    /// The whole cost under an impedance. `None` at the least favourable reading of an unknown part:
    /// there is no bound to it. At the most favourable one an unknown part costs nothing.
    pub fn under(self, impedance: Impedance, reading: Reading) -> Option<Minutes> {
        let read = |part: Fact<Minutes>| match (part, reading) {
            (Fact::Known(minutes), _) => Some(minutes),
            (Fact::Unknown, Reading::LeastFavourable) => None,
            (Fact::Unknown, Reading::MostFavourable) => Some(Minutes::ZERO),
        };
        let travel = read(self.moving)? + self.boarding;
        match impedance {
            Impedance::Travel => Some(travel),
            Impedance::Journey => Some(travel + read(self.wait)?),
        }
    }
}
