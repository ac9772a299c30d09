//! Judging the services that are near enough against judging all of them, in worlds without a network.

#[path = "../../../tests/support/worlds.rs"]
#[expect(dead_code, reason = "other tests throw coins with these dice")]
mod worlds;

use std::sync::Arc;

use jiff::civil::date;
use worlds::Dice;

use super::super::{Criteria, Finder, Finding, Question, Scope};
use super::*;
use crate::model::{Package, Supply};
use crate::package;

const WORLDS: u64 = 100;

/// A world without its network, with the services of several worlds strewn over some thousand kilometres.
fn throw(seed: u64) -> Package {
    let mut files = worlds::throw(&mut Dice::new(seed));
    files.remove("network/nodes.csv");
    files.remove("network/links.csv");
    let table = |more: u64| {
        let thrown = worlds::throw(&mut Dice::new(seed.wrapping_mul(1000) + more));
        String::from_utf8(thrown["services.csv"].clone()).expect("text")
    };
    let mut rows: Vec<String> = table(0).lines().take(1).map(str::to_owned).collect();
    for more in 0..=(seed % 8) {
        for (at, row) in table(more).lines().skip(1).enumerate() {
            // Farther and farther to the north-east, some of them at one place with others.
            let far = (more * 7 + at as u64 * 3) % 23;
            let (lon, lat) = (-120.0 + far as f64 * 0.7, 62.0 + far as f64 * 0.3);
            let row = row.replacen("-120.05,62.01", &format!("{lon:.2},{lat:.2}"), 1);
            rows.push(format!("t{more}{row}"));
        }
    }
    files.insert("services.csv".to_owned(), rows.join("\n").into_bytes());
    let read = package::read(&files);
    read.unwrap_or_else(|faults| panic!("seed {seed}: {faults}")).0
}

#[test]
fn the_near_services_alone_come_to_what_all_of_them_come_to() {
    let mut narrower = 0;
    for seed in 0..WORLDS {
        let basis = Basis::new(Arc::new(throw(seed))).expect("there is no network to be broken");
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
