//! Judging the services that are near enough against judging all of them, over straight lines and over networks.

#[path = "../../../tests/support/worlds.rs"]
mod worlds;

use std::sync::Arc;

use jiff::civil::date;
use worlds::Dice;

use super::super::{Criteria, Finder, Finding, Question, Scope};
use super::*;
use crate::model::{Package, Supply};
use crate::package;

const WORLDS: u64 = 100;

/// How many places the services of a thrown world are strewn over.
const FAR: u64 = 23;

fn far_place(far: u64) -> (f64, f64) {
    (-120.0 + far as f64 * 0.7, 62.0 + far as f64 * 0.3)
}

/// A world with the services of several worlds strewn over some thousand kilometres, and roads to them or no roads at all.
fn throw(seed: u64, has_roads: bool) -> Package {
    let mut dice = Dice::new(seed);
    let mut files = worlds::throw(&mut dice);
    if has_roads {
        let mut append = |file: &str, rows: String| files.get_mut(file).expect("a table").extend(rows.into_bytes());
        let nodes = (0..FAR).map(|far| {
            let (lon, lat) = far_place(far);
            format!("far{far},Far {far},junction,{lon:.2},{lat:.2},\n")
        });
        append("network/nodes.csv", nodes.collect());
        append("network/links.csv", roads(&mut dice));
    } else {
        files.remove("network/nodes.csv");
        files.remove("network/links.csv");
    }
    let table = |more: u64| {
        let thrown = worlds::throw(&mut Dice::new(seed.wrapping_mul(1000) + more));
        String::from_utf8(thrown["services.csv"].clone()).expect("text")
    };
    let mut rows: Vec<String> = table(0).lines().take(1).map(str::to_owned).collect();
    for more in 0..=(seed % 8) {
        for (at, row) in table(more).lines().skip(1).enumerate() {
            // Farther and farther to the north-east, some of them at one place with others.
            let (lon, lat) = far_place((more * 7 + at as u64 * 3) % FAR);
            let row = row.replacen("-120.05,62.01", &format!("{lon:.2},{lat:.2}"), 1);
            rows.push(format!("t{more}{row}"));
        }
    }
    files.insert("services.csv".to_owned(), rows.join("\n").into_bytes());
    let read = package::read(&files);
    read.unwrap_or_else(|faults| panic!("seed {seed}: {faults}")).0
}

/// Links to the far places and between them, many of them open for a part of the year, or nobody knows when or how long they
/// take.
fn roads(dice: &mut Dice) -> String {
    let ends = (0..FAR).flat_map(|far| [(far, far + 1), (far, far + 5)]);
    let ends = ends.filter(|(_, other)| *other < FAR && !dice.coin());
    let ends: Vec<(u64, u64)> = ends.collect();
    let row = |(at, (one, other)): (usize, (u64, u64))| {
        let from = match one {
            0 => "ash".to_owned(),
            6 => "cedar".to_owned(),
            _ => format!("far{one}"),
        };
        let window = match (dice.coin(), dice.coin()) {
            (true, true) => ",",
            (true, false) => "12-15,04-10",
            _ => "01-01,12-31",
        };
        let minutes = match (dice.coin(), dice.coin(), dice.coin()) {
            (true, true, _) => "",
            (true, ..) => "90",
            (_, true, _) => "25",
            (.., true) => "0",
            _ => "40",
        };
        format!("r{at:02},{from},far{other},all_season_road,50,{minutes},{window},,,\n")
    };
    ends.into_iter().enumerate().map(row).collect()
}

fn near_and_all_come_to_the_same(has_roads: bool) {
    let mut narrower = 0;
    for seed in 0..WORLDS {
        let basis = Basis::new(Arc::new(throw(seed, has_roads))).expect("a whole network, or none");
        let definition = &basis.package().definitions[0];
        let criteria = Criteria::new(definition, basis.package()).expect("filters that can be asked");
        let question = Question {
            as_of: date(2026, 3, 12),
            supply: [Supply::Actual, Supply::Intended][seed as usize % 2],
        };
        let finder = || Finder::new(&basis, &criteria, question, &Scope::Year, None);
        let (near, all) = (finder(), finder().asking_all());
        let told = |finding: &Finding<'_>| format!("{finding:#?}");
        for community in 0..basis.package().communities.len() {
            let outcomes = all.findings(community, |one| (one.gap.standard, one.outcome));
            assert_eq!(near.outcomes(community), outcomes, "seed {seed}, community {community}");
            let (near, all) = (near.findings(community, told), all.findings(community, told));
            assert_eq!(near, all, "seed {seed}, community {community}");
        }
        narrower += u64::from(near.asks_less_than_all());
    }
    assert!(
        narrower > WORLDS / 3,
        "in {narrower} worlds a way had services out of its reach"
    );
}

#[test]
fn over_straight_lines_the_near_services_alone_come_to_what_all_of_them_come_to() {
    near_and_all_come_to_the_same(false);
}

#[test]
fn over_a_network_the_near_services_alone_come_to_what_all_of_them_come_to() {
    near_and_all_come_to_the_same(true);
}
