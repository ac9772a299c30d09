//! Which single fact that nobody has published would settle an outcome that is open.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::check::{Check, Requirement};
use super::grounds::{CLOSED, FactRef, OPENED, RecordRef, Subject};
use super::trace::{Checked, ServiceTrace, Trace, WayTrace};
use crate::model::{DeliveryMode, Interval, Outcome, Truth};

/// A fact that would settle an outcome, if it were known (a date: to the day) and said one of these things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settles {
    /// The fact; its value is unknown, or a date that is too coarse.
    pub fact: FactRef,
    /// Whether the outcome is settled whatever the fact turns out to be.
    pub always: bool,
    /// What it may turn out to be, and the outcome that would then be settled.
    pub then: Vec<(Answer, Outcome)>,
}

/// What a fact may turn out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// What all ways ask of it.
    Enough,
    /// What no way asks of it.
    TooLittle,
    /// A day before this one.
    Before(Date),
    /// This day or a later one.
    From(Date),
    /// This delivery mode.
    Mode(DeliveryMode),
    /// This group of communities; `None` is none of them.
    Group(Option<usize>),
}

/// A fact and one of its answers.
struct Supposed<'a> {
    fact: &'a FactRef,
    answer: Answer,
}

/// The single facts that would settle a trace's outcome; none where it is settled already.
pub(super) fn settle(trace: &Trace, subject: &Subject<'_>) -> Vec<Settles> {
    if trace.outcome.settled().is_some() {
        return Vec::new();
    }
    let of_fact = |fact: FactRef, answers: Vec<Answer>| {
        let outcomes = answers.iter().map(|answer| {
            let supposed = Supposed {
                fact: &fact,
                answer: *answer,
            };
            (*answer, supposed.outcome(trace).settled())
        });
        let outcomes: Vec<_> = outcomes.collect();
        let then: Vec<_> = outcomes
            .iter()
            .filter_map(|(answer, outcome)| Some((*answer, (*outcome)?)))
            .collect();
        (!then.is_empty()).then_some(Settles {
            fact,
            always: then.len() == outcomes.len(),
            then,
        })
    };
    let mut settles: Vec<Settles> = open_facts(trace)
        .into_iter()
        .filter_map(|fact| {
            let answers = match fact.field.as_str() {
                DELIVERY_MODE => DeliveryMode::ALL.iter().copied().map(Answer::Mode).collect(),
                // What opens on the day itself is there on it; what closes on it is still there.
                OPENED => before_or_from(subject.as_of.tomorrow().unwrap_or(subject.as_of)),
                CLOSED => before_or_from(subject.as_of),
                _ => vec![Answer::Enough, Answer::TooLittle],
            };
            of_fact(fact, answers)
        })
        .collect();
    if trace.groups.len() > 1 {
        let unknown: Vec<FactRef> = subject.of_groups().into_iter().filter(|fact| fact.is_open).collect();
        if let [only] = unknown.as_slice() {
            let answers = trace.groups.iter().copied().map(Answer::Group).collect();
            settles.extend(of_fact(only.clone(), answers));
        }
    }
    // What settles it whatever it says comes first.
    settles.sort_by(|one, other| other.always.cmp(&one.always).then_with(|| one.fact.cmp(&other.fact)));
    settles
}

const DELIVERY_MODE: &str = "delivery_mode";

fn before_or_from(day: Date) -> Vec<Answer> {
    vec![Answer::Before(day), Answer::From(day)]
}

/// Every fact that alone keeps some check open, and every delivery mode that is only assumed.
fn open_facts(trace: &Trace) -> BTreeSet<FactRef> {
    let mut facts = BTreeSet::new();
    for reading in trace.ways.iter().flat_map(|way| &way.readings) {
        facts.extend(reading.requirements.iter().filter_map(deciding).cloned());
        for service in reading
            .services
            .iter()
            .filter(|service| service.verdict == Truth::Unknown)
        {
            let cases = service.cases.iter().flat_map(|case| &case.checks);
            facts.extend(service.open.iter().chain(cases).filter_map(deciding).cloned());
            if service.cases.iter().any(|case| case.assumed) {
                facts.insert(delivery_mode(service));
            }
        }
    }
    facts
}

fn delivery_mode(service: &ServiceTrace) -> FactRef {
    FactRef {
        record: RecordRef::Service(service.service),
        field: DELIVERY_MODE.to_owned(),
        value: None,
        is_open: true,
    }
}

/// The one open fact that keeps a check open; `None` where the check is settled, or hangs on several.
fn deciding(Checked { check, facts }: &Checked) -> Option<&FactRef> {
    let mut unknown = facts.iter().filter(|fact| fact.is_open);
    let only = unknown.next().filter(|_| check.verdict == Truth::Unknown)?;
    unknown.next().is_none().then_some(only)
}

impl Supposed<'_> {
    /// The outcome if the fact were known to be so.
    fn outcome(&self, trace: &Trace) -> Interval<Outcome> {
        let ways = trace.ways.iter().map(|way| (self.holds(way), way));
        let best = |counts: fn(Truth) -> bool, ways: &[(Truth, Outcome)]| {
            let holding = ways.iter().filter(|(holds, _)| counts(*holds));
            holding.map(|(_, outcome)| *outcome).max().unwrap_or(Outcome::Unmet)
        };
        let ways: Vec<(Truth, Outcome)> = ways.map(|(holds, way)| (holds, way.level.outcome())).collect();
        Interval {
            at_least: best(Truth::certainly, &ways),
            at_most: best(Truth::possibly, &ways),
        }
    }

    fn holds(&self, way: &WayTrace) -> Truth {
        let readings = way.readings.iter().filter(|reading| match self.answer {
            Answer::Group(group) => reading.group == group,
            _ => true,
        });
        Truth::agreed(readings.map(|reading| {
            let verdicts: Vec<Truth> = reading.services.iter().map(|service| self.passes(service)).collect();
            let count = |counts: fn(Truth) -> bool| verdicts.iter().filter(|truth| counts(**truth)).count() as f64;
            reading.requirements.iter().fold(Truth::True, |all, one| {
                let verdict = match (one.check.requirement, one.check.limit) {
                    (Requirement::Providers, Some(required)) => {
                        Truth::between(count(Truth::certainly) >= required, count(Truth::possibly) >= required)
                    }
                    _ => self.verdict(one),
                };
                all.and(verdict)
            })
        }))
    }

    fn passes(&self, service: &ServiceTrace) -> Truth {
        let open = service
            .open
            .iter()
            .fold(Truth::True, |all, one| all.and(self.verdict(one)));
        let is_meant = *self.fact == delivery_mode(service);
        let cases = service.cases.iter().filter(|case| match self.answer {
            Answer::Mode(mode) if is_meant => case.mode == mode,
            _ => true,
        });
        let in_cases = cases.map(|case| case.checks.iter().fold(open, |all, one| all.and(self.verdict(one))));
        Truth::agreed(in_cases)
    }

    fn verdict(&self, checked: &Checked) -> Truth {
        let Check { verdict, .. } = checked.check;
        if deciding(checked) != Some(self.fact) {
            return verdict;
        }
        match self.answer {
            Answer::Enough => Truth::True,
            Answer::TooLittle => Truth::False,
            // Either is there once it opened and until it closed.
            Answer::Before(_) => Truth::from(self.fact.field == OPENED),
            Answer::From(_) => Truth::from(self.fact.field == CLOSED),
            Answer::Mode(_) | Answer::Group(_) => verdict,
        }
    }
}
