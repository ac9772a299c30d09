//! The arrows between rooms, and what a room never does, as ARCHITECTURE.md says them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Which rooms each room may use.
const ARROWS: [(&str, &[&str]); 17] = [
    ("model", &[]),
    ("spatial", &["model"]),
    ("filter", &["model"]),
    ("travel", &["model", "spatial"]),
    ("disclosure", &["model"]),
    ("equity", &["model", "spatial", "filter", "travel", "disclosure"]),
    ("planning", &["model", "filter", "travel", "disclosure", "equity"]),
    ("policy", &["model"]),
    ("package", &["model", "filter", "policy"]),
    ("store", &["model"]),
    ("identity", &["model"]),
    (
        "snapshot",
        &["model", "spatial", "filter", "travel", "disclosure", "equity", "policy"],
    ),
    (
        "workflow",
        &["model", "policy", "package", "store", "snapshot", "identity"],
    ),
    ("exchange", &["model", "travel", "disclosure", "equity", "planning"]),
    (
        "report",
        &[
            "model",
            "spatial",
            "filter",
            "travel",
            "disclosure",
            "equity",
            "planning",
            "exchange",
            "snapshot",
        ],
    ),
    (
        "api",
        &[
            "model", "spatial", "filter", "travel", "equity", "planning", "policy", "snapshot", "exchange", "report",
            "workflow", "identity",
        ],
    ),
    (
        "cli",
        &[
            "model", "spatial", "filter", "travel", "equity", "planning", "policy", "package", "store", "snapshot",
            "exchange", "report", "workflow", "identity", "api",
        ],
    ),
];

/// Rooms that do no IO, await nothing, read no clock and draw no random number.
const PURE: [&str; 10] = [
    "model",
    "spatial",
    "filter",
    "travel",
    "disclosure",
    "equity",
    "planning",
    "policy",
    "snapshot",
    "report",
];

const IMPURE_WORDS: [&str; 12] = [
    "async fn",
    ".await",
    "std::fs",
    "std::env",
    "std::net",
    "sqlx::",
    "axum::",
    "tokio::",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
];

/// The most lines that can be read in one sitting.
const SITTING: usize = 600;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Every source file with its room and its text without tests and comments.
fn rooms() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = sources(&root).into_iter().filter_map(|path| {
        let inside = path.strip_prefix(&root).expect("below src").to_path_buf();
        let first = inside.components().next()?.as_os_str().to_string_lossy().into_owned();
        let room = first.trim_end_matches(".rs").to_owned();
        let text = std::fs::read_to_string(&path).expect("UTF-8 text");
        let is_test = inside
            .components()
            .any(|part| part.as_os_str().to_string_lossy().starts_with("tests"));
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: Vec<&str> = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        let code = code.join(
            "
",
        );
        (!is_test && room != "lib" && room != "main").then_some((room, inside, code))
    });
    files.collect()
}

/// Rooms named after `crate::` in a text.
fn used(code: &str) -> Vec<&str> {
    let after = code.split("crate::").skip(1);
    after
        .map(|rest| {
            rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .next()
                .unwrap_or_default()
        })
        .collect()
}

#[test]
fn rooms_use_only_the_rooms_that_the_plan_lets_them_use() {
    let arrows: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    let mut wrong = Vec::new();
    for (room, file, code) in rooms() {
        let allowed = arrows
            .get(room.as_str())
            .unwrap_or_else(|| panic!("{room} is a room that the plan does not have"));
        for other in used(&code) {
            if arrows.contains_key(other) && other != room && !allowed.contains(&other) {
                wrong.push(format!("{}: {room} uses {other}", file.display()));
            }
        }
        // `use crate::{a, b}` would hide rooms from this test.
        if code.contains("use crate::{") && room != "cli" {
            wrong.push(format!("{}: names several rooms in one use", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pure_rooms_do_no_io_await_nothing_and_read_no_clock() {
    let mut wrong = Vec::new();
    for (room, file, code) in rooms() {
        if PURE.contains(&room.as_str()) {
            let words = IMPURE_WORDS.iter().filter(|word| code.contains(*word));
            wrong.extend(words.map(|word| format!("{}: {word}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_store_speaks_sql() {
    let speaks = |code: &str| code.contains("sqlx::");
    let wrong: Vec<_> = rooms()
        .into_iter()
        .filter(|(room, _, code)| room != "store" && speaks(code))
        .map(|(_, file, _)| file)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn only_the_provider_of_the_settings_is_ever_asked_anything() {
    let asks = |code: &str| {
        ["ureq", "openidconnect::", "TcpStream"]
            .iter()
            .any(|word| code.contains(word))
    };
    let files: Vec<_> = rooms()
        .into_iter()
        .filter(|(_, _, code)| asks(code))
        .map(|(_, file, _)| file)
        .collect();
    assert!(files.iter().all(|file| file.starts_with("identity")), "{files:?}");
    assert!(!files.is_empty(), "and it is found where it is");
}

#[test]
fn answers_are_written_out_only_where_what_leaves_is_listed() {
    // The library that `identity` asks with wants to be able to write what it reads; nothing of that leaves.
    let allowed = |room: &str, file: &Path| matches!(room, "exchange" | "identity") || file.starts_with("api/wire");
    let wrong: Vec<_> = rooms()
        .into_iter()
        .filter(|(room, file, code)| code.contains("derive(") && code.contains("Serialize)]") && !allowed(room, file))
        .map(|(_, file, _)| file)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn every_file_can_be_read_in_one_sitting_and_none_is_a_mod_rs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in ["src", "tests", "benches"]
        .into_iter()
        .flat_map(|folder| sources(&root.join(folder)))
    {
        let lines = std::fs::read_to_string(&path).expect("UTF-8 text").lines().count();
        assert!(lines <= SITTING, "{} has {lines} lines", path.display());
        assert!(
            path.file_name().is_some_and(|name| name != "mod.rs"),
            "{}",
            path.display()
        );
    }
}
