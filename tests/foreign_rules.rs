//! Rules of other places as definitions and nothing else, each on a package of made-up places in `tests/foreign`
//! that is small enough to reckon by hand.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use evenreach::equity::{Assessment, Basis, Criteria, Question, Scope, assess};
use evenreach::model::{CommunityId, Interval, Outcome, Supply};
use evenreach::package::{self, Folder};
use evenreach::travel::DaySet;

const MET: [&str; 2] = ["met", "met"];
/// Met on some days, and not on as many as the standard asks for.
const PARTLY: [&str; 2] = ["partly_met", "partly_met"];
const UNMET: [&str; 2] = ["unmet", "unmet"];
/// Met or unmet: what would tell is not known.
const UNKNOWN: [&str; 2] = ["unmet", "met"];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign").join(name)
}

fn basis(name: &str) -> Basis {
    let files = Folder::open(folder(name)).expect("a folder");
    let (package, warnings) = package::read(&files).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(warnings.is_empty(), "{warnings:?}");
    Basis::new(Arc::new(package)).expect("a whole network")
}

fn ask<T>(basis: &Basis, answer: impl FnOnce(&Criteria<'_>, &Assessment) -> T) -> T {
    let criteria = Criteria::new(&basis.package().definitions[0], basis.package()).expect("filters that can be asked");
    let question = Question {
        as_of: "2026-01-31".parse().expect("a date"),
        supply: Supply::Actual,
    };
    answer(&criteria, &assess(basis, &criteria, question))
}

/// What comes out for every community over the year, at the least and at the most favourable.
#[track_caller]
fn check(name: &str, expected: &[(&str, [&str; 2])]) {
    let basis = basis(name);
    let found: BTreeMap<String, [&str; 2]> = ask(&basis, |_, assessment| {
        let outcome = |community: &CommunityId| {
            let place = basis.community(community).expect("the place");
            let Interval { at_least, at_most } = assessment.gap(place, 0).expect("the gap").outcome(&Scope::Year);
            [at_least, at_most].map(Outcome::as_str)
        };
        let communities = basis.package().communities.iter();
        communities.map(|one| (one.id.to_string(), outcome(&one.id))).collect()
    });
    let expected: BTreeMap<String, [&str; 2]> =
        expected.iter().map(|&(id, outcome)| (id.to_owned(), outcome)).collect();
    assert_eq!(found, expected);
}

/// The places lie on the equator, where a degree is 111.319 491 km: 15 miles are 24.140 16 km or 0.216 854 7 degrees,
/// 30 are 0.433 709 5 and 45 are 0.650 564 2. What is called past the miles is a metre past them.
#[test]
fn californias_specialists_are_near_by_distance_or_by_time_and_nearer_where_more_people_live() {
    check(
        "california",
        &[
            // 600 people on a square mile, the densest tier: 15 miles or 30 minutes.
            ("dense-town", MET),
            ("dense-at-miles", MET),   // 15 miles, 31 minutes
            ("dense-at-minutes", MET), // 15 miles and a metre, 30 minutes
            ("dense-past-both", UNMET),
            // 599.9, the tier that was made up: 30 miles or 50 minutes.
            ("middle-town", MET),
            ("middle-at-miles", MET),   // 30 miles, 51 minutes
            ("middle-at-minutes", MET), // 30 miles and a metre, 50 minutes
            ("middle-past-both", UNMET),
            // 100, the least dense tier: 45 miles or 75 minutes.
            ("sparse-town", MET),
            ("sparse-at-miles", MET),   // 45 miles, 76 minutes
            ("sparse-at-minutes", MET), // 45 miles and a metre, 75 minutes
            ("sparse-past-both", UNMET),
            // Near enough, or too far, whatever the density turns out to be.
            ("unknown-near", MET),  // 7 miles, 30 minutes
            ("unknown-far", UNMET), // 45 miles and a metre, 76 minutes
            // 30 miles and 60 minutes: too far where it is densest, near enough by time where it is least dense.
            ("unknown-between", UNKNOWN),
        ],
    );
}

#[test]
fn a_drive_of_two_hours_is_the_outer_limit_and_neither_a_flight_nor_a_call_is_a_drive() {
    check(
        "opioid-treatment",
        &[
            ("program-town", MET),
            ("at-two-hours", MET),     // 120 minutes
            ("past-two-hours", UNMET), // 121 minutes
            ("no-time-known", UNKNOWN),
            ("winter-crossing", PARTLY), // 120 minutes, on the days to 31 March only
            ("fly-in", UNMET),           // 40 minutes by air
        ],
    );
    let basis = basis("opioid-treatment");
    let days = ask(&basis, |_, assessment| {
        let place = basis.community(&"winter-crossing".into()).expect("the place");
        assessment
            .gap(place, 0)
            .expect("the gap")
            .day_counts(DaySet::whole_year())
    });
    // 31 in January, 28 in February, 31 in March.
    assert_eq!((days.met, days.unmet), (90, 275));
}

#[test]
fn each_of_australias_classes_of_remoteness_has_its_own_time_and_ends_where_aria_plus_says() {
    check(
        "australia",
        &[
            ("hospital", MET),
            // Major Cities, to 0.20: 30 minutes. At 0.2001 the same 31 minutes are within those of Inner Regional.
            ("major-cities-in-time", MET),
            ("major-cities-late", UNMET),
            ("past-major-cities", MET),
            // Inner Regional, to 2.40: 60 minutes.
            ("inner-regional-in-time", MET),
            ("inner-regional-late", UNMET),
            ("past-inner-regional", MET),
            // Outer Regional, to 5.92: 120 minutes.
            ("outer-regional-in-time", MET),
            ("outer-regional-late", UNMET),
            ("past-outer-regional", MET),
            // Remote, to 10.53: 240 minutes.
            ("remote-in-time", MET),
            ("remote-late", UNMET),
            ("past-remote", MET),
            // Very Remote, above: 480 minutes.
            ("very-remote-in-time", MET),
            ("very-remote-late", UNMET),
            // 30 minutes are within those of every class, 481 within those of none; 31 depend on the class.
            ("aria-unknown-near", MET),
            ("aria-unknown-far", UNMET),
            ("aria-unknown", UNKNOWN),
        ],
    );
}

#[test]
fn a_class_of_remoteness_holds_its_upper_end_and_not_its_lower() {
    let basis = basis("australia");
    let classes = ask(&basis, |criteria, _| {
        let class = |id: &str| {
            let place = basis.community(&id.into()).expect("the place");
            let groups = criteria.groups_of(&basis.package().communities[place]);
            let titles = groups
                .iter()
                .map(|group| group.map(|at| criteria.definition.groups[at].id.to_string()));
            titles
                .map(|title| title.unwrap_or_else(|| "none".to_owned()))
                .collect::<Vec<_>>()
                .join(" ")
        };
        [
            "hospital",
            "major-cities-late",
            "past-major-cities",
            "inner-regional-late",
            "past-inner-regional",
            "outer-regional-late",
            "past-outer-regional",
            "remote-late",
            "past-remote",
            "very-remote-late",
            "aria-unknown",
        ]
        .map(class)
    });
    assert_eq!(
        classes,
        [
            "major-cities",
            "major-cities",
            "inner-regional",
            "inner-regional",
            "outer-regional",
            "outer-regional",
            "remote",
            "remote",
            "very-remote",
            "very-remote",
            "major-cities inner-regional outer-regional remote very-remote none",
        ]
    );
}

/// The files of a package, with one of them changed.
fn changed(name: &str, file: &str, from: &str, to: &str) -> BTreeMap<String, Vec<u8>> {
    fn add(folder: &Path, root: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                add(&path, root, files);
            } else {
                let name = path.strip_prefix(root).expect("within").to_string_lossy().into_owned();
                files.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    let (root, mut files) = (folder(name), BTreeMap::new());
    add(&root, &root, &mut files);
    let bytes = files.get_mut(file).expect("the file");
    let text = String::from_utf8(std::mem::take(bytes)).expect("text");
    assert!(text.contains(from), "{file} has no {from}");
    *bytes = text.replacen(from, to, 1).into_bytes();
    files
}

#[test]
fn a_text_among_the_numbers_of_a_column_is_named_where_a_rule_takes_them_for_numbers() {
    let files = changed("australia", "communities.csv", "100,5.9201", "100,n/a");
    let faults = package::read(&files).expect_err("a text is no number").to_string();
    let expected = "definitions/remoteness.toml, line 16, major-cities.where: found 0.20 at character 14 of \"aria_plus <= 0.20\", expected a text, \
                    as aria_plus is (past-outer-regional has \"n/a\", which is no number)";
    assert!(faults.contains(expected), "{faults}");
}

#[test]
fn a_group_that_a_table_of_numbers_names_must_be_one_of_the_definition() {
    let files = changed(
        "australia",
        "definitions/remoteness.toml",
        "very-remote = 480",
        "very_remote = 480",
    );
    let faults = package::read(&files).expect_err("no such group").to_string();
    assert!(
        faults.contains("very_remote") && faults.contains("very-remote"),
        "{faults}"
    );
}
