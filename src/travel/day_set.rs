//! Sets of days of the typical year.

use crate::model::{DAYS_IN_YEAR, DayOfYear, Season};

const WORDS: usize = 6;

/// A set of days of the typical year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaySet([u64; WORDS]);

impl DaySet {
    /// No day.
    pub const NONE: Self = Self([0; WORDS]);

    /// Every day.
    pub fn whole_year() -> Self {
        DayOfYear::all().collect()
    }

    /// From one day to another, both included; wraps the new year where `to` lies before `from`.
    pub fn range(from: DayOfYear, to: DayOfYear) -> Self {
        if from <= to {
            DayOfYear::all().filter(|day| (from..=to).contains(day)).collect()
        } else {
            DayOfYear::all().filter(|day| *day >= from || *day <= to).collect()
        }
    }

    /// The days of a season.
    pub fn season(season: &Season) -> Self {
        Self::range(season.from, season.to)
    }

    /// Whether a day is in it.
    pub const fn contains(self, day: DayOfYear) -> bool {
        let bit = (day.number() - 1) as usize;
        self.0[bit / 64] & (1 << (bit % 64)) != 0
    }

    /// How many days it has.
    pub fn count(self) -> u16 {
        self.0.iter().map(|word| word.count_ones() as u16).sum()
    }

    /// Days in both.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        let mut both = self;
        both.0.iter_mut().zip(other.0).for_each(|(word, other)| *word &= other);
        both
    }

    /// Its days in order.
    pub fn days(self) -> impl Iterator<Item = DayOfYear> {
        DayOfYear::all().filter(move |day| self.contains(*day))
    }

    /// Its days as unbroken stretches in calendar order. A stretch that wraps the new year is one:
    /// it stands last, from its first day in the old year to its last in the new one.
    pub fn stretches(self) -> Vec<(DayOfYear, DayOfYear)> {
        let mut stretches: Vec<(DayOfYear, DayOfYear)> = Vec::new();
        for day in self.days() {
            match stretches.last_mut() {
                Some((_, last)) if last.number() + 1 == day.number() => *last = day,
                _ => stretches.push((day, day)),
            }
        }
        if let [(DayOfYear::FIRST, end), .., (start, DayOfYear::LAST)] = stretches[..] {
            stretches.remove(0);
            stretches.pop();
            stretches.push((start, end));
        }
        stretches
    }
}

impl FromIterator<DayOfYear> for DaySet {
    fn from_iter<I: IntoIterator<Item = DayOfYear>>(days: I) -> Self {
        let mut set = Self::NONE;
        for day in days {
            let bit = usize::from(day.number() - 1);
            set.0[bit / 64] |= 1 << (bit % 64);
        }
        set
    }
}

const _: () = assert!(DAYS_IN_YEAR as usize <= WORDS * 64, "a bit for every day");

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> DayOfYear {
        DayOfYear::parse(text).expect("a day")
    }

    #[test]
    fn a_range_that_ends_before_it_begins_wraps_the_new_year() {
        let winter = DaySet::range(day("12-02"), day("04-19"));
        assert_eq!(winter.count(), 30 + 109);
        assert!(winter.contains(day("12-31")) && winter.contains(day("01-01")) && winter.contains(day("04-19")));
        assert!(!winter.contains(day("04-20")) && !winter.contains(day("12-01")));
        assert_eq!(winter.stretches(), vec![(day("12-02"), day("04-19"))]);
    }

    #[test]
    fn stretches_keep_the_calendars_order() {
        let days: DaySet = ["05-01", "05-02", "11-10"].into_iter().map(day).collect();
        assert_eq!(
            days.stretches(),
            vec![(day("05-01"), day("05-02")), (day("11-10"), day("11-10"))]
        );
        assert_eq!(
            DaySet::whole_year().stretches(),
            vec![(DayOfYear::FIRST, DayOfYear::LAST)]
        );
        assert_eq!(DaySet::whole_year().count(), 365);
        assert!(DaySet::NONE.stretches().is_empty());
    }
}
