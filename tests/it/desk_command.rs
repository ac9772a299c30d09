//! The life of a definition by command, and the desk's address.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::desk::ours;

fn run(words: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_evenreach"));
    program
        .env_remove("EVENREACH_DATABASE_URL")
        .env_remove("EVENREACH_LISTEN");
    program.args(words).output().expect("the program runs")
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn a_definition_is_proposed_spoken_of_and_adopted_by_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("evenreach.db").display());
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/nwt");
    let package = package.to_str().expect("UTF-8");
    let desk = |words: &[&str]| run(&[&["definition"], words, &["--database", &url]].concat());
    let done = |words: &[&str], expected: &str| {
        let output = desk(words);
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", told(&output.stderr));
        assert!(
            told(&output.stdout).contains(expected),
            "{words:?}: {}",
            told(&output.stdout)
        );
    };
    let refused = |words: &[&str], status: i32, expected: &[&str]| {
        let output = desk(words);
        let fault = told(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{words:?}: {fault}");
        for word in expected {
            assert!(fault.contains(word), "{word}: {fault}");
        }
    };
    assert!(run(&["load", package, "--database", &url]).status.success());
    let text = ours("1", 60).replace("\"counselling\"]", "\"community_counselling\"]");
    let file = folder.path().join("ours.toml");
    std::fs::write(&file, text.replace("= 60", "= \"sixty\"")).expect("written");
    let path = file.to_str().expect("UTF-8");
    refused(&["propose", path], 1, &["ours.toml, line 15", "within_minutes"]);
    std::fs::write(&file, &text).expect("written");
    done(&["propose", path, "--actor", "Secretary"], "ours 1: proposed");
    done(&["propose", path], "there already");
    let said = |body: &'static str, position: &'static str| {
        [
            "engage",
            "ours",
            "1",
            "--body",
            body,
            "--on",
            "2026-03-10",
            "--position",
            position,
            "--shown",
            "nothing",
        ]
    };
    done(
        &[said("lived-experience", "object").as_slice(), &["--words", "Too far."]].concat(),
        "recorded",
    );
    done(&said("nwtac", "agree"), "recorded");
    refused(
        &["adopt", "ours", "1", "--reason", "decided"],
        1,
        &["indigenous-advisory-body: ", "expected agree"],
    );
    refused(&said("nobody", "agree"), 1, &["body", "nobody", "nwtac"]);
    refused(
        &["adopt", "ours", "1", "--reason", "decided", "--actor", " "],
        2,
        &["--actor"],
    );
    done(&said("indigenous-advisory-body", "agree"), "recorded");
    done(&["move", "ours", "1", "in_engagement"], "now in_engagement");
    done(&["adopt", "ours", "1", "--reason", "decided"], "now agreed");
    done(&["engagements", "ours", "1"], "Too far.");

    // Files with another text under the same id and version: which one, and what was expected.
    let copy = folder.path().join("copy");
    let copied = Command::new("cp")
        .args(["-r", package])
        .arg(&copy)
        .status()
        .expect("cp");
    assert!(copied.success());
    std::fs::write(copy.join("definitions/other.toml"), text.replace("60", "61")).expect("written");
    let loaded = run(&["load", copy.to_str().expect("UTF-8"), "--database", &url]);
    let fault = told(&loaded.stderr);
    assert_eq!(loaded.status.code(), Some(1), "{fault}");
    assert!(
        fault.starts_with("definitions/other.toml, ours 1: found a text of digest "),
        "{fault}"
    );
    done(
        &["move", "ours", "1", "superseded", "--reason", "replaced"],
        "now superseded",
    );
    assert!(run(&["verify", "--database", &url]).status.success());
}

#[test]
fn a_desk_that_other_machines_could_reach_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("evenreach.db").display());
    let refused = run(&["serve", "--desk", "--listen", "0.0.0.0:0", "--database", &url]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(told(&refused.stderr).contains("0.0.0.0"), "{}", told(&refused.stderr));
    assert!(!folder.path().join("evenreach.db").exists(), "nothing was touched");
}
