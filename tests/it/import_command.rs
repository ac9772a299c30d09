//! `evenreach import requests` as people start it, and as it is killed.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use evenreach::package::definition::trusted;

use crate::databases::{TestDatabase, both, sqlite};

const GOVERNMENT: &str = "tlicho-government";

fn program(words: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_evenreach"));
    program.env_remove("EVENREACH_DATABASE_URL").args(words);
    program
}

fn run(words: &[&str]) -> Output {
    program(words).output().expect("the program runs")
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn fill(database: &TestDatabase) {
    let package = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/nwt");
    assert!(run(&["load", package, "--database", &database.url]).status.success());
}

/// What the government's requests say, in order.
async fn words(database: &TestDatabase) -> Vec<String> {
    let store = database.open().await;
    let (package, _) = store.load(&trusted).await.expect("it is there");
    store.close().await;
    let own = package.requests.iter().filter_map(|one| one.submission.as_deref());
    let mut words: Vec<_> = own
        .filter(|one| one.government.as_str() == GOVERNMENT)
        .map(|one| one.input.why.clone())
        .collect();
    words.sort_unstable();
    words
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("written");
    path.to_str().expect("a path").to_owned()
}

#[tokio::test]
async fn a_sheet_is_imported_by_command_once_and_every_fault_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = "service_type;communities;why\ncommunity_counselling;behchoko;Une demande.\naftercare;whati;Another.\n";
    let bad =
        "service_type,communities,why,since\naftercare,whati,Fine.,\naftercare,atlantis,x,2999\nice_cream,whati,x,\n";
    let good = write(folder.path(), "good.csv", good);
    let bad = write(folder.path(), "bad.CSV", bad);
    for database in both().await {
        let name = database.name;
        fill(&database);
        let import = |file: &str, government: &str, more: &[&str]| {
            let words = [
                "import",
                "requests",
                file,
                "--government",
                government,
                "--database",
                &database.url,
            ];
            let output = run(&[&words, more].concat());
            (output.status.code(), told(&output.stdout), told(&output.stderr))
        };
        let (status, out, fault) = import(&bad, GOVERNMENT, &[]);
        assert_eq!((status, out.as_str()), (Some(1), ""), "{name}: {fault}");
        assert_eq!(fault.lines().count(), 4, "{name}: {fault}");
        assert!(
            fault.contains("bad.CSV, row 3, communities/0: found \"atlantis\", expected the id of a community"),
            "{fault}"
        );
        assert!(
            fault.contains("bad.CSV, row 3, since: found 2999, expected a date up to today"),
            "{fault}"
        );
        assert!(
            fault.contains("bad.CSV, row 4, service_type: found \"ice_cream\""),
            "{fault}"
        );
        assert!(fault.ends_with("3 faults; nothing was imported\n"), "{fault}");
        assert_eq!(words(&database).await, [] as [String; 0], "{name}");

        let (status, out, fault) = import(&good, GOVERNMENT, &["--dry-run"]);
        assert_eq!(status, Some(0), "{name}: {fault}");
        assert!(
            out.starts_with("row 2: new\nrow 3: new\n") && out.contains("2 new, 0 unchanged; nothing was written"),
            "{out}"
        );
        assert_eq!(words(&database).await, [] as [String; 0], "{name}");

        let (status, out, fault) = import(&good, GOVERNMENT, &[]);
        assert_eq!(status, Some(0), "{name}: {fault}");
        assert!(
            out.starts_with("row 2: new, ") && out.ends_with("2 new, 0 unchanged\n"),
            "{out}"
        );
        assert_eq!(words(&database).await, ["Another.", "Une demande."], "{name}");
        let (status, again, _) = import(&good, GOVERNMENT, &[]);
        assert_eq!(status, Some(0), "{name}");
        assert!(
            again.contains("this very sheet was imported before") && again.lines().next() == out.lines().next(),
            "{again}"
        );
        assert_eq!(words(&database).await.len(), 2, "{name}");

        let (status, _, fault) = import(&good, "atlantis", &[]);
        assert_eq!(status, Some(1), "{name}");
        assert!(
            fault.contains("--government: found atlantis") && fault.contains(GOVERNMENT),
            "{fault}"
        );
        assert_eq!(import("nowhere.csv", GOVERNMENT, &[]).0, Some(1), "{name}");
        assert_eq!(import(&good, GOVERNMENT, &["--actor", " "]).0, Some(2), "{name}");
    }
}

/// However far it has come when it is killed: all of a sheet is there, or nothing.
#[tokio::test]
async fn an_import_that_is_killed_leaves_all_or_nothing() {
    const ROWS: usize = 400;
    let folder = tempfile::tempdir().expect("a folder");
    let row = |number| format!("aftercare,whati,Row {number}.\n");
    let rows: String = (0..ROWS).map(row).collect();
    let file = write(
        folder.path(),
        "many.csv",
        &format!("service_type,communities,why\n{rows}"),
    );
    let database = sqlite();
    fill(&database);
    let import = [
        "import",
        "requests",
        &file,
        "--government",
        GOVERNMENT,
        "--database",
        &database.url,
    ];
    let begun = std::time::Instant::now();
    assert!(run(&[&import[..], &["--dry-run"]].concat()).status.success());
    let until_checked = begun.elapsed();
    let mut found = Vec::new();
    for round in 0..5_u32 {
        let mut killed = program(&import)
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs");
        // From when it has looked through the sheet, on into writing it down.
        tokio::time::sleep(until_checked.mul_f64(0.9) + Duration::from_millis(u64::from(round) * 25)).await;
        killed.kill().expect("it can be killed");
        killed.wait().expect("it has ended");
        found.push(words(&database).await.len());
    }
    assert!(found.iter().all(|count| [0, ROWS].contains(count)), "{found:?}");
    assert!(run(&import).status.success());
    assert_eq!(
        words(&database).await.len(),
        ROWS,
        "once, whatever was tried before: {found:?}"
    );
    let store = database.open().await;
    store.verify().await.expect("whole");
    store.close().await;
}
