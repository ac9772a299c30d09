//! One standard through the years: how many communities had it at the end of each quarter, and since when
//! each gap has been open. Only what opened, closed and was observed moves it, of services and of the network: the
//! definition and the people are those of today.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Span;
use jiff::civil::Date;

use super::assess::Question;
use super::assessor::Assessor;
use super::basis::Basis;
use super::changes::{leads_on, only};
use super::criteria::{Criteria, CriteriaFault};
use super::observation::last_observed;
use super::prepared::Prepared;
use super::scope::Scope;
use super::summary::OutcomeCounts;
use crate::model::{Definition, Interval, Outcome, Package, PartialDate, Service, ServiceStatus, StandardId};

/// Quarters that are shown unless asked otherwise: ten years.
pub const QUARTERS_SHOWN: usize = 40;

/// A quarter of a year, written `2019-Q1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i16,
    /// 1 to 4.
    number: i8,
}

impl Quarter {
    /// Reads `YYYY-Qn`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once("-Q")?;
        let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
        (digits(year, 4) && text.len() == 7).then_some(())?;
        Some(Self {
            year: year.parse().ok()?,
            number,
        })
    }

    /// The one that a date lies in.
    pub fn of(date: Date) -> Self {
        Self {
            year: date.year(),
            number: (date.month() - 1) / 3 + 1,
        }
    }

    /// Its last day.
    pub fn end(self) -> Date {
        jiff::civil::date(self.year, self.number * 3, 1).last_of_month()
    }

    /// The quarter after.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.number == 4 {
            Self {
                year: self.year + 1,
                number: 1,
            }
        } else {
            Self {
                year: self.year,
                number: self.number + 1,
            }
        }
    }

    /// The quarter before.
    #[must_use]
    pub const fn previous(self) -> Self {
        if self.number == 1 {
            Self {
                year: self.year - 1,
                number: 4,
            }
        } else {
            Self {
                year: self.year,
                number: self.number - 1,
            }
        }
    }

    /// The first quarter to show of those up to `to`: that in which the record begins, but no more than
    /// `most` quarters.
    pub fn first_shown(record_begins: Option<Self>, to: Self, most: usize) -> Self {
        let begins = record_begins.unwrap_or(to).min(to);
        let mut shown = std::iter::successors(Some(to), |quarter| Some(quarter.previous())).take(most);
        shown.find(|quarter| *quarter == begins).unwrap_or_else(|| {
            let last = std::iter::successors(Some(to), |quarter| Some(quarter.previous()));
            last.take(most.max(1)).last().unwrap_or(to)
        })
    }

    /// How many quarters from this one to `other`, both included; 0 where `other` is earlier.
    pub fn until(self, other: Self) -> usize {
        let count = |one: Self| i64::from(one.year) * 4 + i64::from(one.number);
        usize::try_from(count(other) - count(self) + 1).unwrap_or(0)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-Q{}", self.year, self.number)
    }
}

/// A standard through the years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The quarters asked about, in order.
    pub quarters: Vec<QuarterCounts>,
    /// The communities where it is not surely met today, in the package's order.
    pub gaps: Vec<OpenGap>,
}

/// Communities by outcome at the end of a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuarterCounts {
    /// Which.
    pub quarter: Quarter,
    /// The date on which records count: its last day, or today in the quarter that is not over.
    pub as_of: Date,
    /// Communities by outcome.
    pub communities: OutcomeCounts,
}

/// A community where the standard is not surely met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenGap {
    /// Its place in the package.
    pub community: usize,
    /// The outcome today.
    pub outcome: Interval<Outcome>,
    /// From when on it has not been surely met without a break; `None` where that was so before the first
    /// date on which anything on record changes.
    pub since: Option<Date>,
}

/// The quarter of the first date on which anything on record that may count for the standard changes;
/// `None` where nothing ever does.
pub fn first_quarter(definition: &Definition, standard: &StandardId, package: &Package) -> Option<Quarter> {
    let dates = breakpoints(&needed(definition, standard), package);
    dates.first().copied().map(Quarter::of)
}

/// How one standard of a definition has gone from quarter to quarter up to `question.as_of`, which is
/// today, and since when each gap has been open. Quarters are those from `from` to `to`.
pub fn trend(
    basis: &Basis,
    definition: &Definition,
    standard: &StandardId,
    question: Question,
    scope: &Scope,
    (from, to): (Quarter, Quarter),
) -> Result<Trend, CriteriaFault> {
    let part = needed(definition, standard);
    let criteria = Criteria::new(&part, basis.package())?;
    let assessor = Assessor::new(basis);
    let mut looked_at = LookedAt {
        assessor: &assessor,
        criteria: &criteria,
        standard: part.standards.iter().position(|one| one.id == *standard),
        question,
        scope,
        known: Vec::new(),
    };
    let quarters = std::iter::successors(Some(from), |quarter| Some(quarter.next()));
    let quarters = quarters.take(from.until(to)).map(|quarter| {
        let as_of = if quarter == Quarter::of(question.as_of) {
            question.as_of
        } else {
            quarter.end()
        };
        let mut communities = OutcomeCounts::default();
        for outcome in looked_at.on(as_of).iter().flatten() {
            communities.add(*outcome, 1);
        }
        QuarterCounts {
            quarter,
            as_of,
            communities,
        }
    });
    let quarters = quarters.collect();
    Ok(Trend {
        quarters,
        gaps: open_gaps(&mut looked_at, &breakpoints(&part, basis.package())),
    })
}

/// Walks back from today over the dates on which anything changes, until each gap was closed.
fn open_gaps(looked_at: &mut LookedAt<'_, '_>, breakpoints: &BTreeSet<Date>) -> Vec<OpenGap> {
    let today = looked_at.question.as_of;
    let met = |outcome: Option<Interval<Outcome>>| outcome.is_some_and(|outcome| outcome.at_least == Outcome::Met);
    let now = looked_at.on(today).to_vec();
    let mut gaps: Vec<OpenGap> = now
        .iter()
        .enumerate()
        .filter_map(|(community, outcome)| {
            let outcome = outcome.filter(|_| !met(*outcome))?;
            Some(OpenGap {
                community,
                outcome,
                since: None,
            })
        })
        .collect();
    // From each date to the day before the next, nothing changes.
    let past: Vec<Date> = breakpoints
        .iter()
        .rev()
        .copied()
        .filter(|date| *date <= today)
        .collect();
    let mut open: Vec<usize> = (0..gaps.len()).collect();
    for (at, date) in past.iter().enumerate() {
        if open.is_empty() {
            break;
        }
        // The stretch before this date begins at the one before it, or lies before the record begins.
        let before = past.get(at + 1).copied().or_else(|| date.yesterday().ok());
        let Some(before) = before else { break };
        let outcomes = looked_at.on(before).to_vec();
        open.retain(|&gap| {
            let was_met = met(outcomes[gaps[gap].community]);
            if was_met {
                gaps[gap].since = Some(*date);
            }
            !was_met
        });
    }
    gaps
}

/// A standard's outcomes on dates: assessed only where something that counts stands otherwise.
struct LookedAt<'a, 'b> {
    assessor: &'a Assessor<'b>,
    criteria: &'a Criteria<'a>,
    standard: Option<usize>,
    question: Question,
    scope: &'a Scope,
    known: Vec<(Prepared, Vec<Option<Interval<Outcome>>>)>,
}

impl LookedAt<'_, '_> {
    /// The outcome in each community on a date; `None` where the standard does not apply.
    fn on(&mut self, as_of: Date) -> &[Option<Interval<Outcome>>] {
        let question = Question { as_of, ..self.question };
        let prepared = self.assessor.prepare(self.criteria, question);
        let known = self.known.iter().position(|(other, _)| {
            prepared.links == other.links && prepared.differing(self.criteria, other).is_empty()
        });
        let at = known.unwrap_or_else(|| {
            let communities = 0..self.assessor.basis().package().communities.len();
            let outcomes = communities.map(|community| {
                let gaps = self.assessor.gaps(self.criteria, &prepared, community);
                let gap = gaps.iter().find(|gap| Some(gap.standard) == self.standard)?;
                Some(gap.outcome(self.scope))
            });
            let outcomes = outcomes.collect();
            self.known.push((prepared, outcomes));
            self.known.len() - 1
        });
        &self.known[at].1
    }
}

/// As much of a definition as one standard needs.
fn needed(definition: &Definition, standard: &StandardId) -> Definition {
    only(definition, &leads_on(definition, standard).unwrap_or_default())
}

/// Every date from which something of a service of the types, or of the network, may be otherwise than the day before.
/// One too many does no harm, since what holds on it is reckoned.
fn breakpoints(needed: &Definition, package: &Package) -> BTreeSet<Date> {
    let services = package.services.iter().filter(|service| {
        let mut types = needed.standards.iter().flat_map(|one| &one.service_types);
        types.any(|one| *one == service.service_type)
    });
    let stale: BTreeSet<u32> = needed
        .standards
        .iter()
        .filter_map(|one| one.stale_after_days.or(needed.stale_after_days))
        .collect();
    let dates = services.flat_map(|service| dates_of(service, package, &stale));
    let of_links = package.links.iter().flat_map(|link| life(link.opened, link.closed));
    dates.chain(of_links).collect()
}

/// Dates are as precise as they are known: both ends of a month or a year count.
fn ends(date: PartialDate) -> [Date; 2] {
    [date.earliest(), date.latest()]
}

/// The dates from which something that opened and closed is there, or is no more.
fn life(opened: Option<PartialDate>, closed: Option<PartialDate>) -> impl Iterator<Item = Date> {
    // The day on which it closes is not past.
    let closed = closed.into_iter().flat_map(ends).filter_map(|day| day.tomorrow().ok());
    opened.into_iter().flat_map(ends).chain(closed)
}

fn dates_of(service: &Service, package: &Package, stale: &BTreeSet<u32>) -> Vec<Date> {
    let mut dates: Vec<Date> = life(service.opened, service.closed).collect();
    // What is closed without a date was last seen when the package was made.
    let unseen = service.observed.is_none() && service.status == ServiceStatus::Closed && service.closed.is_none();
    dates.extend(package.settings.made_on.filter(|_| unseen));
    dates.extend(service.observed.into_iter().flat_map(ends));
    if let Some(seen) = last_observed(service, package) {
        let becomes_stale = |days: &u32| seen.earliest().checked_add(Span::new().days(i64::from(*days) + 1)).ok();
        dates.extend(stale.iter().filter_map(becomes_stale));
    }
    dates
}
