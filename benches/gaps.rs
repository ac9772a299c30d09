//! How fast: the shipped package's gaps, from the parsed package, and the parts of that.

use std::sync::Arc;

use divan::{Bencher, black_box};
use evenreach::equity::{Basis, Criteria, Question, Scope, assess, find};
use evenreach::model::{Package, Supply};
use evenreach::package::{self, BuiltIn};

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

/// Reading and checking the package's files.
#[divan::bench]
fn read_and_check_the_package() -> Package {
    package::read(&BuiltIn).expect("the shipped package has no fault").0
}
