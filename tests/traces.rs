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
    basis.periods().iter().map(|period| period.first).collect()
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
    assert_eq!(check_package(&basis), all * basis.periods().len());
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

/// Here with a clinic, There at the end of a road; whoever is asked, what would settle There's outcome, and how.
fn settling(clinic: &str, road: &str) -> Vec<String> {
    let files: std::collections::BTreeMap<String, Vec<u8>> = [
        ("package.toml", "[package]\nid = \"small\"\nname = \"Small\"\nmade_on = \"2026-06-30\"\n".to_owned()),
        ("communities.csv", "id,name,lon,lat,population\nhere,Here,-120,62,100\nthere,There,-121,62,50\n".to_owned()),
        ("services.csv", format!("id,service_type,status,community_id,delivery_mode,serves,opened,closed\n{clinic}\n")),
        ("network/nodes.csv", "id,name,kind,lon,lat,community_id\nhere,Here,community,-120,62,here\nthere,There,community,-121,62,there\n".to_owned()),
        ("network/links.csv", format!("id,from_node,to_node,mode,distance_km,typical_minutes,opens,closes,opened,closed\n{road}\n")),
        ("definitions/d.toml", "id = \"d\"\nversion = \"1\"\nstanding = \"draft\"\ntitle = \"D\"\n[[standards]]\nid = \"s\"\nservice_types = [\"help\"]\ntitle = \"S\"\n[[standards.ways]]\nid = \"w\"\nlevel = \"met\"\nwithin_minutes = 60\n".to_owned()),
    ].map(|(name, text)| (name.to_owned(), text.into_bytes())).into();
    let (package, _) = package::read(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let basis = Basis::new(Arc::new(package)).expect("a whole network");
    let definition = &basis.package().definitions[0];
    let criteria = Criteria::new(definition, basis.package()).expect("filters that can be asked");
    let day = DayOfYear::FIRST;
    let tracer = Tracer::new(&basis, &criteria, question(Supply::Actual));
    let there = shipped::place(&basis, "there");
    let trace = written(&basis, definition, &tracer.of_community(there).trace(0, day), day);
    check_settling(&trace);
    let settles = trace["settles"].as_array().expect("a list");
    let told = settles.iter().map(|one| {
        let then = one["then"].as_array().expect("a list").iter();
        let then = then.map(|then| format!("{} -> {}", then["value"]["en"], then["outcome"]));
        let then: Vec<String> = then.collect();
        format!("{} {} {}: {}", one["id"], one["field"], one["value"], then.join(", ")).replace('"', "")
    });
    told.collect()
}

#[test]
fn a_date_too_coarse_to_tell_is_among_what_would_settle_it() {
    const ROAD: &str = "road,here,there,all_season_road,60,60,01-01,12-31,,";
    let opened = ["a day before 2026-03-13 -> met", "2026-03-13 or a later day -> unmet"].join(", ");
    let closed = ["a day before 2026-03-12 -> unmet", "2026-03-12 or a later day -> met"].join(", ");
    let clinic = |dates: &str| settling(&format!("clinic,help,existing,here,resident,all,{dates}"), ROAD);
    assert_eq!(clinic("2026-03,"), [format!("clinic opened 2026-03: {opened}")]);
    assert_eq!(clinic(",2026"), [format!("clinic closed 2026: {closed}")]);
    // Where two dates are too coarse, neither settles it alone.
    assert_eq!(clinic("2026-03,2026"), [""; 0]);
    // Closed on an unknown day before it was seen to be closed.
    let shut = settling("clinic,help,closed,here,resident,all,,", ROAD);
    assert_eq!(shut, [format!("clinic closed null: {closed}")]);
    let road = |dates: &str| {
        let road = format!("road,here,there,all_season_road,60,60,01-01,12-31,{dates}");
        settling("clinic,help,existing,here,resident,all,,", &road)
    };
    assert_eq!(road("2026,"), [format!("road opened 2026: {opened}")]);
    assert_eq!(road(",2026-03"), [format!("road closed 2026-03: {closed}")]);
    // A long way round is sure; whether there is a short one hangs on the date of the new road.
    let round =
        "old,here,there,winter_road,300,300,01-01,12-31,,\nroad,here,there,all_season_road,60,60,01-01,12-31,2026,";
    let round = settling("clinic,help,existing,here,resident,all,,", round);
    assert_eq!(round, [format!("road opened 2026: {opened}")]);
}
