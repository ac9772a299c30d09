//! Comparing and looking back, on packages small enough to reckon in the head.
//!
//! Two places, Here and There, an hour of road apart; a clinic Here.

#[expect(dead_code, reason = "the territory's own tests use more of it")]
#[path = "support/shipped.rs"]
mod shipped;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use evenreach::equity::{Basis, Comparison, Factor, Flip, Quarter, Question, Scope, Side, compare, trend};
use evenreach::model::{Definition, Outcome, StandardId, Supply};
use evenreach::package::{
    self,
    definition::{Known, parse},
};
use jiff::civil::{Date, date};

const COMMUNITIES: &str = "id,name,lon,lat,population,part_of\nhere,Here,-120,62,100,\nthere,There,-121,62,50,\n";
const SERVICE_COLUMNS: &str = "id,service_type,status,community_id,delivery_mode,serves,opened,closed,actual,observed";
const CLINIC: &str = "clinic,help,existing,here,resident,all,,,,";
const TODAY: Date = date(2026, 3, 12);

fn basis_of(communities: &str, services: &[&str], below: u32) -> Basis {
    basis_with_road(
        communities,
        services,
        below,
        "road,here,there,all_season_road,60,60,01-01,12-31,,",
    )
}

fn basis_with_road(communities: &str, services: &[&str], below: u32, road: &str) -> Basis {
    let files: BTreeMap<String, Vec<u8>> = [
        ("package.toml", format!("[package]\nid = \"small\"\nname = \"Small\"\nmade_on = \"2026-01-31\"\nsuppress_below = {below}\n")),
        ("communities.csv", communities.to_owned()),
        ("services.csv", format!("{SERVICE_COLUMNS}\n{}\n", services.join("\n"))),
        ("network/nodes.csv", "id,name,kind,lon,lat,community_id\nhere,Here,community,-120,62,here\nthere,There,community,-121,62,there\n".to_owned()),
        ("network/links.csv", format!("id,from_node,to_node,mode,distance_km,typical_minutes,opens,closes,opened,closed\n{road}\n")),
    ].map(|(name, text)| (name.to_owned(), text.into_bytes())).into();
    let (package, _) = package::read(&files).unwrap_or_else(|faults| panic!("{faults}"));
    Basis::new(Arc::new(package)).expect("a whole network")
}

fn basis(services: &[&str]) -> Basis {
    basis_of(COMMUNITIES, services, 10)
}

fn definition(basis: &Basis, standard: &str, ways: &str) -> Definition {
    let text = format!(
        "id = \"d\"\nversion = \"1\"\nstanding = \"draft\"\ntitle = \"D\"\n[[standards]]\nid = \"s\"\n\
         service_types = [\"help\"]\ntitle = \"S\"\n{standard}\n{ways}"
    );
    parse("d.toml", &text, &Known::of(basis.package())).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// A way that asks for these requirements.
fn way(requirements: &str) -> String {
    format!("[[standards.ways]]\nid = \"w\"\nlevel = \"met\"\n{requirements}\n")
}

fn on(as_of: Date, supply: Supply) -> Question {
    Question { as_of, supply }
}

fn two(basis: &Basis, before: &Definition, after: &Definition) -> Comparison {
    let question = on(TODAY, Supply::Actual);
    let sides = [before, after].map(|definition| Side { definition, question });
    compare(basis, sides, &Scope::Year, None).expect("filters that can be asked")
}

/// The places that flipped, by id, with the fields or services that did it and whether each did it alone.
fn flipped(basis: &Basis, found: &Comparison) -> Vec<(String, Vec<(String, bool)>)> {
    let package = basis.package();
    let named = |flip: &Flip| {
        let because = flip.because.iter().map(|one| {
            let name = match one.factor {
                Factor::Requirement(at) => found.changes[at].field(),
                Factor::Service { service, .. } => package.services[service].id.to_string(),
                Factor::Link { link, .. } => basis.network().links()[link].id.to_string(),
            };
            (name, one.alone)
        });
        (package.communities[flip.community].id.to_string(), because.collect())
    };
    found.flips.iter().map(named).collect()
}

fn said(name: &str, alone: bool) -> (String, bool) {
    (name.to_owned(), alone)
}

#[test]
fn a_changed_limit_does_it_alone_and_is_said_plainly() {
    let basis = basis(&[CLINIC]);
    let near = definition(&basis, "", &way("within_minutes = 30"));
    let far = definition(&basis, "", &way("within_minutes = 60"));
    let found = two(&basis, &near, &far);
    assert_eq!(
        flipped(&basis, &found),
        [("there".to_owned(), vec![said("s.w.within_minutes", true)])]
    );
    let words = &found.flips[0].because[0].words;
    assert_eq!(words.en, "The travel limit went from 30 to 60 minutes.");
    assert_eq!(words.fr, "La limite de trajet\u{a0}: de 30 à 60 minutes.");
}

#[test]
fn of_two_changes_that_need_each_other_neither_does_it_alone_and_both_are_named() {
    let basis = basis(&[CLINIC]);
    let before = definition(
        &basis,
        "",
        &way("within_minutes = 30\nwhere = \"delivery_mode = 'visiting'\""),
    );
    let after = definition(
        &basis,
        "",
        &way("within_minutes = 60\nwhere = \"delivery_mode = 'resident'\""),
    );
    let both = vec![said("s.w.where", false), said("s.w.within_minutes", false)];
    let expected = [
        ("here".to_owned(), vec![said("s.w.where", true)]),
        ("there".to_owned(), both),
    ];
    assert_eq!(flipped(&basis, &two(&basis, &before, &after)), expected);
}

#[test]
fn of_changes_that_stand_in_for_each_other_all_are_named_together() {
    // Two of three services are asked for, and three opened: any two would do, none alone, none needed.
    let rows = ["a", "b", "c"].map(|id| format!("{id},help,existing,here,resident,all,2020-01-01,,,"));
    let basis = basis(&rows.each_ref().map(String::as_str));
    let asked = definition(&basis, "", &way("within_minutes = 30\nproviders = 2"));
    let sides = [date(2019, 1, 1), TODAY].map(|as_of| Side {
        definition: &asked,
        question: on(as_of, Supply::Actual),
    });
    let found = compare(&basis, sides, &Scope::Year, None).expect("filters that can be asked");
    let all = ["a", "b", "c"].map(|id| said(id, false)).to_vec();
    assert_eq!(flipped(&basis, &found), [("here".to_owned(), all)]);
}

#[test]
fn between_two_dates_the_service_that_opened_did_it() {
    let basis = basis(&[
        CLINIC,
        "new,help,existing,there,resident,all,2020-05-01,,,",
        "far,help,existing,there,resident,here,2020-05-01,,,",
    ]);
    let asked = definition(&basis, "", &way("within_minutes = 30"));
    let sides = [date(2019, 1, 1), TODAY].map(|as_of| Side {
        definition: &asked,
        question: on(as_of, Supply::Actual),
    });
    let found = compare(&basis, sides, &Scope::Year, None).expect("filters that can be asked");
    assert_eq!(flipped(&basis, &found), [("there".to_owned(), vec![said("new", true)])]);
    assert_eq!(found.flips[0].because[0].words.en, "new has opened.");
    let back = compare(&basis, [sides[1], sides[0]], &Scope::Year, None).expect("filters that can be asked");
    assert_eq!(back.flips[0].because[0].words.en, "new had not yet opened.");
}

#[test]
fn between_two_supplies_the_service_that_does_not_run_did_it() {
    let basis = basis(&["clinic,help,existing,here,resident,all,,,vacant,2025-06-01"]);
    let asked = definition(&basis, "", &way("within_minutes = 60"));
    let sides = [Supply::Intended, Supply::Actual].map(|supply| Side {
        definition: &asked,
        question: on(TODAY, supply),
    });
    let found = compare(&basis, sides, &Scope::Year, None).expect("filters that can be asked");
    assert_eq!(found.flips.len(), 2);
    assert_eq!(
        found.flips[0].because[0].words.en,
        "clinic did not run when last looked at."
    );
}

#[test]
fn a_place_that_the_standard_no_longer_counts_is_shown_and_not_passed_over() {
    let basis = basis(&[]);
    let all = definition(&basis, "", &way("within_minutes = 60"));
    let large = definition(&basis, "applies_to = \"population > 60\"", &way("within_minutes = 60"));
    let found = two(&basis, &all, &large);
    assert_eq!(
        flipped(&basis, &found),
        [("there".to_owned(), vec![said("s.applies_to", true)])]
    );
    assert_eq!(found.flips[0].after, None);
}

#[test]
fn people_are_withheld_on_both_sides_where_only_both_together_would_tell_of_a_few() {
    // Before, 103 are met; after, 104: neither is small. But 3 lost what 4 gained.
    let communities = "id,name,lon,lat,population,part_of,kind\nhere,Here,-120,62,100,,both\nthere,There,-121,62,3,,before\nelse,Else,-122,62,4,,after\nmore,More,-123,62,50,,none\n";
    let definitions = |basis: &Basis| {
        ["one", "two"].map(|service| {
            // Who is served decides; each side's rule names its service.
            definition(basis, "", &way(&format!("where = \"operator = '{service}'\"")))
        })
    };
    let services = "id,service_type,status,community_id,delivery_mode,serves,operator\none,help,existing,here,virtual,here;there,one\ntwo,help,existing,here,virtual,here;else,two\n";
    for (below, published) in [(10, false), (3, true)] {
        let basis = {
            let files: BTreeMap<String, Vec<u8>> = [
                (
                    "package.toml",
                    format!("[package]\nid = \"small\"\nname = \"Small\"\nsuppress_below = {below}\n"),
                ),
                ("communities.csv", communities.to_owned()),
                ("services.csv", services.to_owned()),
            ]
            .map(|(name, text)| (name.to_owned(), text.into_bytes()))
            .into();
            let (package, _) = package::read(&files).unwrap_or_else(|faults| panic!("{faults}"));
            Basis::new(Arc::new(package)).expect("a package without a network")
        };
        let [before, after] = definitions(&basis);
        let found = two(&basis, &before, &after);
        let [one, other] = [found.standards[0].before, found.standards[0].after].map(|side| side.expect("a side"));
        for side in [one, other] {
            assert_eq!(side.people.met.get().is_some(), published, "below {below}: {side:?}");
            assert_eq!(side.coverage_of_people.is_some(), published);
        }
        if let (Some(one), Some(other)) = (one.people.all(), other.people.all()) {
            assert_eq!((one.met, other.met, one.total()), (103, 104, 157));
        }
    }
}

#[test]
fn metrics_are_as_reckoned_by_hand() {
    let basis = basis(&[CLINIC]);
    let asked = definition(&basis, "", &way("within_minutes = 30"));
    let found = two(&basis, &asked, &asked);
    let one = found.standards[0].before.expect("it is there");
    assert_eq!(one.coverage_of_communities, Some(0.5));
    assert_eq!(one.coverage_of_people, Some(100.0 / 150.0));
    assert_eq!((one.mean_days_met, one.gini_days_met), (Some(182.5), Some(0.5)));
    // There falls half short: 30 of 60 minutes.
    assert_eq!((one.mean_shortfall, one.worst), (Some(0.25), Some((1, 0.5))));
}

#[test]
fn a_gap_is_open_since_the_day_on_which_it_was_last_closed() {
    let basis = basis(&[
        "old,help,existing,here,resident,here,2010-03-01,2018-06-30,,",
        "new,help,existing,here,resident,here,2019-02-01,2020-08-15,,",
    ]);
    let asked = definition(&basis, "", &way("within_minutes = 30"));
    let quarters =
        ["2018-Q2", "2018-Q3", "2019-Q1", "2020-Q3", "2026-Q1"].map(|text| Quarter::parse(text).expect("a quarter"));
    let standard = asked.standards[0].id.clone();
    let found = trend(
        &basis,
        &asked,
        &standard,
        on(TODAY, Supply::Actual),
        &Scope::Year,
        (quarters[0], quarters[4]),
    )
    .expect("filters that can be asked");
    let met = |quarter| {
        found
            .quarters
            .iter()
            .find(|one| one.quarter == quarter)
            .map(|one| one.communities.met)
    };
    assert_eq!(quarters.map(met), [Some(1), Some(0), Some(1), Some(0), Some(0)]);
    assert_eq!(found.quarters.last().map(|one| one.as_of), Some(TODAY));
    let since: Vec<_> = found.gaps.iter().map(|gap| gap.since).collect();
    // Here from the day after it closed; There since before anything is on record.
    assert_eq!(since, [Some(date(2020, 8, 16)), None]);
}

static SHIPPED: LazyLock<Basis> = LazyLock::new(shipped::basis);

fn sides(as_of: [Date; 2]) -> [Side<'static>; 2] {
    let definitions = &SHIPPED.package().definitions;
    let one = |at: usize| Side {
        definition: &definitions[at],
        question: on(as_of[at], Supply::Actual),
    };
    [one(0), one(1)]
}

#[test]
fn nothing_flips_between_a_definition_and_itself() {
    for definition in &SHIPPED.package().definitions {
        let found = two(&SHIPPED, definition, definition);
        assert!(found.flips.is_empty() && found.changes.is_empty());
        assert!(found.standards.iter().all(|one| one.before == one.after));
    }
}

fn of_one(sides: [Side<'_>; 2], standard: &StandardId) -> Comparison {
    compare(&SHIPPED, sides, &Scope::Year, Some(standard)).expect("filters that can be asked")
}

#[test]
fn the_other_way_round_every_verdict_changes_places() {
    let [one, other] = sides([date(2016, 1, 1), TODAY]);
    let standard = StandardId::from("child_youth");
    let (there, mut back) = (of_one([one, other], &standard), of_one([other, one], &standard));
    assert!(there.flips.len() > 10, "{}", there.flips.len());
    let key = |flip: &Flip| (flip.standard.clone(), flip.community);
    let mut flips = there.flips.clone();
    flips.sort_by_key(key);
    back.flips.sort_by_key(key);
    assert_eq!(flips.len(), back.flips.len());
    for (one, other) in flips.iter().zip(&back.flips) {
        assert_eq!(
            (key(one), one.before, one.after),
            (key(other), other.after, other.before)
        );
    }
}

#[test]
fn every_requirement_that_is_said_to_do_it_alone_does() {
    let [one, other] = sides([TODAY, TODAY]);
    let standard = StandardId::from("withdrawal");
    let found = of_one([one, other], &standard);
    let mut tried = 0;
    for (at, change) in found.changes.iter().enumerate() {
        let bears = change.standard().is_none_or(|id| *id == standard);
        let made = change.made(one.definition, other.definition).filter(|_| bears);
        let Some(made) = made else { continue };
        let made = Side {
            definition: &made,
            ..one
        };
        let alone = of_one([one, made], &standard);
        for flip in &found.flips {
            let named = flip
                .because
                .iter()
                .any(|because| because.alone && because.factor == Factor::Requirement(at));
            let gives = alone.flips.iter().any(|other| {
                (other.community, &other.standard) == (flip.community, &flip.standard)
                    && other.after.map(|verdict| verdict.outcome) == flip.after.map(|verdict| verdict.outcome)
            });
            assert_eq!(
                named,
                gives,
                "{}: {} in {}",
                change.field(),
                flip.standard,
                flip.community
            );
            tried += usize::from(named);
        }
    }
    assert!(tried > 5, "{tried}");
    let met = |flip: &&Flip| {
        flip.after
            .is_some_and(|verdict| verdict.outcome.at_least == Outcome::Met)
    };
    assert!(found.flips.iter().filter(met).count() < found.flips.len());
}

#[test]
fn a_road_that_opened_does_it_alone_and_a_gap_is_closed_from_then_on() {
    let road = "road,here,there,all_season_road,60,60,01-01,12-31,2017-11-15,2021-05-31";
    let basis = basis_with_road(COMMUNITIES, &[CLINIC], 10, road);
    let asked = definition(&basis, "", &way("within_minutes = 60"));
    let between = |dates: [Date; 2]| {
        let sides = dates.map(|as_of| Side {
            definition: &asked,
            question: on(as_of, Supply::Actual),
        });
        compare(&basis, sides, &Scope::Year, None).expect("filters that can be asked")
    };
    let dates = [date(2016, 1, 1), date(2018, 1, 1)];
    let found = between(dates);
    let expected = [("there".to_owned(), vec![said("road", true)])];
    assert_eq!(flipped(&basis, &found), expected);
    let words = |found: &Comparison| found.flips[0].because[0].words.clone();
    assert_eq!(words(&found).en, "The way between Here and There has opened.");
    assert_eq!(words(&found).fr, "Le trajet entre Here et There a ouvert.");
    let back = between([dates[1], dates[0]]);
    assert_eq!(flipped(&basis, &back), expected);
    assert_eq!(words(&back).en, "The way between Here and There had not yet opened.");

    let quarters = ["2017-Q3", "2017-Q4", "2021-Q2"].map(|text| Quarter::parse(text).expect("a quarter"));
    let standard = asked.standards[0].id.clone();
    assert_eq!(
        evenreach::equity::first_quarter(&asked, &standard, basis.package()),
        Some(quarters[1])
    );
    let found = trend(
        &basis,
        &asked,
        &standard,
        on(TODAY, Supply::Actual),
        &Scope::Year,
        (quarters[0], quarters[2]),
    );
    let found = found.expect("filters that can be asked");
    let met = |quarter| {
        found
            .quarters
            .iter()
            .find(|one| one.quarter == quarter)
            .map(|one| one.communities.met)
    };
    assert_eq!(quarters.map(met), [Some(1), Some(2), Some(1)]);
    let since: Vec<_> = found.gaps.iter().map(|gap| (gap.community, gap.since)).collect();
    assert_eq!(since, [(1, Some(date(2021, 6, 1)))]);
}
