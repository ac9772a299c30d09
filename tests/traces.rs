//! A trace says everything: whoever reads it can reckon the outcome again. An independent checker does, for every cell of
//! the shipped package and for a thousand worlds that dice have thrown.

#[path = "support/checker.rs"]
mod checker;
#[expect(dead_code, reason = "the territory's own tests use more of it")]
#[path = "support/shipped.rs"]
mod shipped;
#[expect(dead_code, reason = "no coin is tossed here")]
#[path = "support/worlds.rs"]
mod worlds;

use std::sync::Arc;

use evenreach::equity::{Assessment, Basis, Criteria, Question, Tracer, assess};
use evenreach::exchange::place::Positions;
use evenreach::exchange::trace::{TraceRow, Writing};
use evenreach::model::{DayOfYear, Definition, Outcome, Supply};
use evenreach::package;
use jiff::civil::date;
use serde_json::Value;

fn question(supply: Supply) -> Question {
    Question {
        as_of: date(2026, 3, 12),
        supply,
    }
}

/// The first day of every period.
fn days(basis: &Basis) -> Vec<DayOfYear> {
    basis.year().periods().iter().map(|period| period.first).collect()
}

/// Every trace of some communities, beside the outcome that was assessed; how many there were.
fn check_all(
    basis: &Basis,
    definition: &Definition,
    question: Question,
    communities: impl Iterator<Item = usize>,
) -> usize {
    let criteria = Criteria::new(definition, basis.package()).expect("filters that can be asked");
    let assessment = assess(basis, &criteria, question);
    let tracer = Tracer::new(basis, &criteria, question);
    let mut checked = 0;
    for community in communities {
        let of_community = tracer.of_community(community);
        for standard in 0..definition.standards.len() {
            let Some(gap) = assessment.gap(community, standard) else {
                continue;
            };
            for (day, (_, period)) in days(basis).into_iter().zip(&gap.periods) {
                let trace = written(basis, definition, &of_community.trace(standard, day), day);
                let expected = [period.outcome.at_least, period.outcome.at_most].map(Outcome::as_str);
                let place = || {
                    let community = &basis.package().communities[community].id;
                    format!(
                        "{community}, {}, {day}\n{}",
                        definition.standards[standard].id, definition.text
                    )
                };
                match checker::outcome(&trace) {
                    Ok(found) => assert_eq!(found, expected, "{}", place()),
                    Err(fault) => panic!("{}: {fault}", place()),
                }
                check_settling(&trace);
                checked += 1;
            }
        }
    }
    checked
}

fn written(basis: &Basis, definition: &Definition, trace: &evenreach::equity::Trace, day: DayOfYear) -> Value {
    let writing = Writing {
        basis,
        definition,
        positions: Positions::DEGREES,
    };
    serde_json::to_value(TraceRow::new(writing, trace, day)).expect("a trace is JSON")
}

/// What would settle an outcome lies within it, and nothing settles what is settled.
fn check_settling(trace: &Value) {
    let settles = trace["settles"].as_array().expect("a list");
    assert!(trace["outcome"] == "unknown" || settles.is_empty(), "{trace}");
    let rank = |outcome: &Value| ["unmet", "partly_met", "met"].iter().position(|one| outcome == one);
    for then in settles.iter().flat_map(|one| one["then"].as_array().expect("a list")) {
        let outcome = rank(&then["outcome"]);
        assert!(
            rank(&trace["at_least"]) <= outcome && outcome <= rank(&trace["at_most"]),
            "{trace}"
        );
    }
}

/// Every cell, the communities shared out among the cores.
fn check_package(basis: &Basis) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let check = |core: usize| {
        let communities = || (core..basis.package().communities.len()).step_by(cores);
        let of = |definition| check_all(basis, definition, question(Supply::Actual), communities());
        basis.package().definitions.iter().map(of).sum::<usize>()
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores)
            .map(|core| {
                scope.spawn({
                    let check = &check;
                    move || check(core)
                })
            })
            .collect();
        let counts = threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        counts.sum()
    })
}

#[test]
fn the_checker_agrees_with_every_cell_of_the_shipped_package() {
    let basis = shipped::basis();
    let cells = |definition: &Definition| definition.standards.len() * basis.package().communities.len();
    let all: usize = basis.package().definitions.iter().map(cells).sum();
    assert_eq!(check_package(&basis), all * basis.year().periods().len());
}

#[test]
fn the_checker_agrees_with_a_thousand_worlds() {
    let (mut checked, mut outcomes) = (0, std::collections::BTreeSet::new());
    for seed in 0..1000 {
        let files = worlds::throw(&mut worlds::Dice::new(seed));
        let (package, _) = package::read(&files).unwrap_or_else(|faults| panic!("seed {seed}: {faults}"));
        let basis = Basis::new(Arc::new(package)).expect("a whole network");
        let supply = if seed % 3 == 0 {
            Supply::Intended
        } else {
            Supply::Actual
        };
        let definition = &basis.package().definitions[0];
        checked += check_all(
            &basis,
            definition,
            question(supply),
            0..basis.package().communities.len(),
        );
        outcomes.extend(seen(&basis, definition, question(supply)));
    }
    // The dice throw everything that can be.
    assert_eq!(outcomes.len(), 6, "{outcomes:?}");
    assert!(checked > 10_000, "{checked}");
}

/// The outcomes that come up on any day.
fn seen(basis: &Basis, definition: &Definition, question: Question) -> Vec<(Outcome, Outcome)> {
    let criteria = Criteria::new(definition, basis.package()).expect("filters that can be asked");
    let Assessment { gaps, .. } = assess(basis, &criteria, question);
    let periods = gaps.iter().flat_map(|gap| &gap.periods);
    periods
        .map(|(_, period)| (period.outcome.at_least, period.outcome.at_most))
        .collect()
}

/// Of a hundred worlds, what the checker says of traces in which one verdict or one limit was altered.
#[test]
fn the_checker_sees_a_verdict_or_a_limit_that_was_altered() {
    let mut altered = 0;
    for seed in 0..100 {
        let files = worlds::throw(&mut worlds::Dice::new(seed));
        let (package, _) = package::read(&files).unwrap_or_else(|faults| panic!("seed {seed}: {faults}"));
        let basis = Basis::new(Arc::new(package)).expect("a whole network");
        let definition = &basis.package().definitions[0];
        let criteria = Criteria::new(definition, basis.package()).expect("filters that can be asked");
        let tracer = Tracer::new(&basis, &criteria, question(Supply::Actual));
        let day = DayOfYear::FIRST;
        let whole = written(&basis, definition, &tracer.of_community(0).trace(0, day), day);
        let pointer = "/ways/0/readings/0/requirements/0/verdict";
        let mut other = whole.clone();
        let verdict = other.pointer_mut(pointer).expect("every way asks for services");
        *verdict = if *verdict == "yes" { "no".into() } else { "yes".into() };
        assert!(checker::outcome(&other).is_err(), "{other}");
        let mut other = whole.clone();
        *other
            .pointer_mut("/ways/0/readings/0/requirements/0/found/at_most")
            .expect("a count") = 77.into();
        assert!(checker::outcome(&other).is_err(), "{other}");
        altered += 2;
    }
    assert_eq!(altered, 200);
}
