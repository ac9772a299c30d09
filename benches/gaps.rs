//! How fast: the shipped package's gaps, from the parsed package, and the parts of that.

use std::sync::Arc;

use divan::{Bencher, black_box};
use evenreach::equity::{Basis, Criteria, Question, Scope, assess, find};
use evenreach::exchange::place::Positions;
use evenreach::exchange::question::Asked;
use evenreach::exchange::scenario::{Ground, ScenarioAnswer, Side};
use evenreach::model::{Package, Supply};
use evenreach::package::{self, BuiltIn};
use evenreach::planning::Afterwards;

fn main() {
    divan::main();
}

const QUESTION: Question = Question {
    as_of: jiff::civil::date(2026, 11, 21),
    supply: Supply::Actual,
};

fn shipped() -> Arc<Package> {
    Arc::new(package::read(&BuiltIn).expect("the shipped package has no fault").0)
}

/// All gaps: 34 communities, every standard of the default definition, 365 days.
#[divan::bench]
fn all_gaps_from_the_parsed_package(bencher: Bencher<'_, '_>) {
    let package = shipped();
    bencher.bench_local(|| {
        let basis = Basis::new(Arc::clone(&package)).expect("the shipped network is whole");
        let definition = &basis.package().definitions[0];
        let criteria = Criteria::new(definition, basis.package()).expect("filters that can be asked");
        black_box(assess(&basis, &criteria, QUESTION))
    });
}

/// The same with everything that is said of each gap: reasons, confidence, seasons, requests.
#[divan::bench]
fn all_findings_from_the_parsed_package(bencher: Bencher<'_, '_>) {
    let package = shipped();
    bencher.bench_local(|| {
        let basis = Basis::new(Arc::clone(&package)).expect("the shipped network is whole");
        let definition = &basis.package().definitions[0];
        let criteria = Criteria::new(definition, basis.package()).expect("filters that can be asked");
        let assessment = assess(&basis, &criteria, QUESTION);
        black_box(find(&basis, &criteria, &assessment, &Scope::Year, |_| true).len())
    });
}

/// A scenario held beside today, from the click to the answer as JSON: what the service does for each. Today is at hand, as it is
/// there.
fn scenario(bencher: Bencher<'_, '_>, id: &str) {
    let package = shipped();
    let shipped = package.scenarios.iter().find(|one| one.id.as_str() == id);
    let text = &shipped.expect("it ships").document;
    let basis = Basis::new(Arc::clone(&package)).expect("the shipped network is whole");
    let definition = &basis.package().definitions[0];
    let criteria = Criteria::new(definition, basis.package()).expect("filters that can be asked");
    let today = assess(&basis, &criteria, QUESTION);
    let standards: Vec<usize> = (0..definition.standards.len()).collect();
    bencher.bench_local(|| {
        let scenario = package::scenario::parse_json("scenario", text).expect("no fault");
        let after = Afterwards::of(&scenario, &basis, &criteria, &today).expect("the package has what it says");
        let ground = Ground {
            basis: &basis,
            criteria: &criteria,
            today: &today,
            scope: &Scope::Year,
            standards: &standards,
            positions: Positions::DEGREES,
        };
        let side = Side {
            scenario: &scenario,
            digest: "",
            after: &after,
        };
        let asked = Asked::new(definition, "", QUESTION, &Scope::Year, (&basis, ""));
        let answer = ScenarioAnswer::new(asked, ground, side, None);
        black_box(serde_json::to_string(&answer).expect("it is JSON").len())
    });
}

/// One more service: the network stays as it is laid out.
#[divan::bench]
fn a_scenario_of_one_more_service(bencher: Bencher<'_, '_>) {
    scenario(bencher, "counsellor-visits-wrigley");
}

/// Every winter road and ice crossing on other days: everything is laid out and assessed anew.
#[divan::bench]
fn a_scenario_of_a_shorter_winter(bencher: Bencher<'_, '_>) {
    scenario(bencher, "ice-three-weeks-shorter");
}

/// Reading and checking the package's files.
#[divan::bench]
fn read_and_check_the_package() -> Package {
    package::read(&BuiltIn).expect("the shipped package has no fault").0
}
