//! Scenarios on the command line.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_evenreach"))
        .env_remove("EVENREACH_DATABASE_URL")
        .args(words)
        .output()
        .expect("the program runs")
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

const AS_OF: [&str; 2] = ["--as-of", "2026-03-12"];

#[test]
fn a_scenario_is_held_beside_today_as_a_table_and_as_json() {
    let words = [&["analyse", "scenario", "counsellor-visits-wrigley"][..], &AS_OF].concat();
    let done = run(&words);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done.stderr));
    insta::assert_snapshot!(format!("{}{}", told(&done.stderr), told(&done.stdout)));

    let words = [&words[..], &["--beside", "ice-three-weeks-shorter", "--format", "json"]].concat();
    let answer: Value = serde_json::from_slice(&run(&words).stdout).expect("JSON");
    assert_eq!(answer["scenarios"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        answer["between"]["gains"],
        Value::Array(Vec::new()),
        "less ice is good for nobody"
    );
    let drawn = run(&[&words[..3], &AS_OF, &["--format", "geojson"]].concat());
    let drawn: Value = serde_json::from_slice(&drawn.stdout).expect("JSON");
    assert_eq!(drawn["type"], "FeatureCollection");
}

#[test]
fn every_analysis_can_be_asked_as_if_it_were_so() {
    let csv = ["--format", "csv"];
    let asked = |words: &[&str]| {
        let done = run(words);
        assert_eq!(done.status.code(), Some(0), "{words:?}: {}", told(&done.stderr));
        told(&done.stdout)
    };
    let supposed = ["--scenario", "ice-three-weeks-shorter"];
    let analyses: [&[&str]; 4] = [
        &["analyse", "gaps"],
        &["analyse", "summary", "--season", "winter"],
        &["analyse", "od", "--date", "12-20"],
        &[
            "analyse",
            "access",
            "--method",
            "2sfca",
            "--catchment-minutes",
            "240",
            "--date",
            "12-20",
        ],
    ];
    for words in analyses {
        let words = [words, &AS_OF, &csv].concat();
        let today = asked(&words);
        let then = asked(&[&words[..], &supposed].concat());
        assert_eq!(today.lines().next(), then.lines().next(), "{words:?}: the same columns");
        assert_ne!(today, then, "{words:?}");
    }
}

#[test]
fn what_is_wrong_with_a_scenario_is_told_with_its_line_or_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.toml");
    let path = file.display().to_string();
    let refused = |text: &str| {
        std::fs::write(&file, text).expect("written");
        let done = run(&["analyse", "scenario", &path]);
        assert_eq!(done.status.code(), Some(1));
        told(&done.stderr)
    };
    let told = refused("name = \"x\"\n[[changes]]\nchange = \"clos_service\"\nservice = \"a\"\n");
    assert!(
        told.contains(&format!("{path}, line 3, changes/0/change: found \"clos_service\"")),
        "{told}"
    );
    let told = refused("name = \"x\"\n[[changes]]\nchange = \"close_service\"\nservice = \"a\"\n");
    assert!(
        told.contains(&format!("{path}, changes/0/service: found \"a\"")),
        "{told}"
    );
    let none = run(&["analyse", "scenario", "nothing-like-it"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&none.stderr).contains("ice-three-weeks-shorter"),
        "what there is is told"
    );
}

#[test]
fn a_package_is_refused_whose_scenarios_speak_of_what_it_does_not_have() {
    let package = tempfile::tempdir().expect("a folder");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/nwt"),
        package.path(),
    );
    let write = |text: &str| std::fs::write(package.path().join("scenarios/own.toml"), text).expect("written");
    let check = || run(&["check", &package.path().display().to_string()]);
    write("name = \"x\"\n[[changes]]\nchange = \"close_service\"\nservice = \"ccp-inuvik\"\n");
    assert_eq!(check().status.code(), Some(0), "{}", told(&check().stderr));
    for (change, expected) in [
        (
            "change = \"close_service\"\nservice = \"never\"",
            "scenarios/own.toml, changes/0/service: found \"never\"",
        ),
        (
            "change = \"fulfil_request\"\nrequest = \"never\"",
            "scenarios/own.toml, changes/0/request: found \"never\"",
        ),
        (
            "change = \"close\"",
            "scenarios/own.toml, line 3, changes/0/change: found \"close\"",
        ),
    ] {
        write(&format!("name = \"x\"\n[[changes]]\n{change}\n"));
        let done = check();
        assert_eq!(done.status.code(), Some(1));
        assert!(told(&done.stderr).contains(expected), "{}", told(&done.stderr));
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the package") {
        let entry = entry.expect("listed");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), &to).expect("copied");
        }
    }
}
