//! The year as a few periods within which nothing on the network changes.

use super::{DaySet, Network, Reading, open_days};
use crate::model::{DAYS_IN_YEAR, DayOfYear};

/// Unbroken days on which the same links are open, surely and possibly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessPeriod {
    /// First day.
    pub first: DayOfYear,
    /// Last day, included; never before `first`.
    pub last: DayOfYear,
}

impl AccessPeriod {
    /// How many days it has, 1 to 365.
    pub fn days(self) -> u16 {
        self.last.number() - self.first.number() + 1
    }

    /// Its days.
    pub fn day_set(self) -> DaySet {
        DaySet::range(self.first, self.last)
    }
}

/// The typical year of one network: its access periods in calendar order, which together have 365
/// days, and the links that are open in each.
#[derive(Clone, Debug)]
pub struct AccessYear {
    periods: Vec<AccessPeriod>,
    /// Per period, one flag a link: surely open, possibly open.
    open: Vec<[Vec<bool>; 2]>,
}

impl AccessYear {
    /// The year of a network: the set of open links changes only at the edges of windows.
    pub fn of(network: &Network) -> Self {
        let windows: Vec<_> = network.links().iter().map(|link| open_days(link.window)).collect();
        let mut begins = [false; DAYS_IN_YEAR as usize + 1];
        begins[usize::from(DayOfYear::FIRST.number())] = true;
        for window in &windows {
            for days in [window.at_least, window.at_most] {
                for (first, last) in days.stretches() {
                    begins[usize::from(first.number())] = true;
                    begins[usize::from(last.next().number())] = true;
                }
            }
        }
        let firsts: Vec<DayOfYear> = DayOfYear::all()
            .filter(|day| begins[usize::from(day.number())])
            .collect();
        let mut year = Self {
            periods: Vec::new(),
            open: Vec::new(),
        };
        for (at, &first) in firsts.iter().enumerate() {
            let last = firsts
                .get(at + 1)
                .and_then(|next| DayOfYear::new(next.number() - 1))
                .unwrap_or(DayOfYear::LAST);
            let open = [
                windows.iter().map(|days| days.at_least.contains(first)).collect(),
                windows.iter().map(|days| days.at_most.contains(first)).collect(),
            ];
            match (year.periods.last_mut(), year.open.last()) {
                (Some(period), Some(before)) if *before == open => period.last = last,
                _ => {
                    year.periods.push(AccessPeriod { first, last });
                    year.open.push(open);
                }
            }
        }
        year
    }

    /// Its periods in calendar order.
    pub fn periods(&self) -> &[AccessPeriod] {
        &self.periods
    }

    /// The period in which a day lies, as an index into [`Self::periods`].
    pub fn period_of(&self, day: DayOfYear) -> usize {
        self.periods.partition_point(|period| period.last < day)
    }

    /// Which links are open in a period, one flag a link: surely at the least favourable reading,
    /// possibly at the most favourable one.
    pub fn open_links(&self, period: usize, reading: Reading) -> &[bool] {
        match reading {
            Reading::LeastFavourable => &self.open[period][0],
            Reading::MostFavourable => &self.open[period][1],
        }
    }
}
