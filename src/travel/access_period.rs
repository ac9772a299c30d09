//! The year as a few periods within which nothing on the network changes.

use std::borrow::Cow;

use super::{DaySet, LinkPresence, Network, Reading, open_days};
use crate::model::{DAYS_IN_YEAR, DayOfYear};

/// Unbroken days on which the same links are open, surely and possibly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessPeriod {
    /// First day.
    pub first: DayOfYear,
    /// Last day, included; never before `first`.
    pub last: DayOfYear,
}

/// How many days from one to another, both included; none where they are the wrong way round.
fn span(first: DayOfYear, last: DayOfYear) -> u16 {
    (last.number() + 1).saturating_sub(first.number())
}

impl AccessPeriod {
    /// How many days it has, 1 to 365.
    pub fn days(self) -> u16 {
        span(self.first, self.last)
    }

    /// How many of its days lie in some stretches, of which each may wrap the new year.
    pub fn days_in(self, stretches: &[(DayOfYear, DayOfYear)]) -> u16 {
        let overlap = |first: DayOfYear, last: DayOfYear| span(first.max(self.first), last.min(self.last));
        let days = stretches.iter().map(|&(first, last)| {
            if first <= last {
                overlap(first, last)
            } else {
                overlap(first, DayOfYear::LAST) + overlap(DayOfYear::FIRST, last)
            }
        });
        days.sum()
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

    /// The same year with only the links that are there: those that surely are not are closed on all its days, and those
    /// that may not be are at best possibly open. Its periods stay as they are.
    pub fn with(&self, presence: &LinkPresence) -> Cow<'_, Self> {
        let mut doubtful = presence.doubtful().peekable();
        if doubtful.peek().is_none() {
            return Cow::Borrowed(self);
        }
        let mut year = self.clone();
        for (link, there) in doubtful {
            for [surely, possibly] in &mut year.open {
                surely[link] = false;
                possibly[link] &= there.possibly();
            }
        }
        Cow::Owned(year)
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
