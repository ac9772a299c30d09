//! The year as a few periods within which nothing on the network changes.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{DaySet, LinkPresence, Network, Reading, open_days};
use crate::model::{DAYS_IN_YEAR, DayOfYear, Link, Truth, Window};

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
    /// Per period, one flag a window: surely open, possibly open.
    open: Vec<[Vec<bool>; 2]>,
    /// Per link, which window it has. Few windows are shared by many links.
    window: Arc<[u32]>,
    /// Links that are not surely there.
    doubtful: BTreeMap<usize, Truth>,
}

impl AccessYear {
    /// The year of a network: the set of open links changes only at the edges of windows.
    pub fn of(network: &Network) -> Self {
        let mut places: HashMap<Window, u32> = HashMap::new();
        let mut windows = Vec::new();
        let place = |link: &Link| {
            *places.entry(link.window).or_insert_with(|| {
                windows.push(open_days(link.window));
                windows.len() as u32 - 1
            })
        };
        let window = network.links().iter().map(place).collect();
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
            window,
            doubtful: BTreeMap::new(),
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
        let doubtful: BTreeMap<usize, Truth> = presence.doubtful().collect();
        if doubtful.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut year = self.clone();
        for (link, there) in doubtful {
            let known = year.doubtful.entry(link).or_insert(there);
            *known = known.and(there);
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

    /// Whether a link is open in a period: surely at the least favourable reading, possibly at the most favourable one.
    pub fn is_open(&self, link: usize, period: usize, reading: Reading) -> bool {
        let window = self.window[link] as usize;
        let there = self.doubtful.get(&link).copied().unwrap_or(Truth::True);
        match reading {
            Reading::LeastFavourable => there.certainly() && self.open[period][0][window],
            Reading::MostFavourable => there.possibly() && self.open[period][1][window],
        }
    }
}
