//! Backing up and restoring by command, on a full disk, and killed at any moment: the real program.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::databases::{TestDatabase, both, sqlite};
use crate::requests::{Town, wanted};

fn program(words: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_evenreach"));
    program
        .env_remove("EVENREACH_DATABASE_URL")
        .env_remove("EVENREACH_WITHDRAWN")
        .args(words);
    program
}

fn run(words: &[&str]) -> Output {
    program(words).output().expect("the program runs")
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn done(words: &[&str]) -> String {
    let output = run(words);
    let fault = told(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{words:?}: {fault}");
    told(&output.stdout)
}

fn refused(words: &[&str], status: i32, expected: &[&str]) {
    let output = run(words);
    let fault = told(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{words:?}: {fault}");
    for part in expected {
        assert!(fault.contains(part), "{words:?}: found {fault:?}, expected {part:?}");
    }
}

/// A database with people and a request of one of them.
async fn furnish(database: &TestDatabase) {
    let town = Town::open(database).await;
    town.request("a key", &wanted()).await;
    town.house.office.store().close().await;
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// What lies in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<_> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The hash of the last entry, as a command tells it.
fn hash(said: &str) -> &str {
    let (_, rest) = said.split_once("the last with hash ").expect("a hash");
    &rest[..64]
}

#[tokio::test]
async fn a_database_is_backed_up_and_restored_by_command() {
    for source in both().await {
        furnish(&source).await;
        let shelf = tempfile::tempdir().expect("a folder");
        let (file, list) = (shelf.path().join("backup"), shelf.path().join("withdrawn"));
        let (file, list) = (text(&file), text(&list));
        let backup = ["backup", file, "--database", &source.url, "--withdrawn", list];
        let said = done(&backup);
        let verified = done(&["verify", "--database", &source.url]);
        assert_eq!(hash(&said), hash(&verified), "{}", source.name);
        assert_eq!(names(shelf.path()), ["backup", "withdrawn"]);
        refused(
            &backup,
            1,
            &["backup: there is a file of that name already", "--replace"],
        );
        done(&[&backup[..], &["--replace"]].concat());
        let checked = done(&["restore", file, "--check"]);
        assert!(
            checked.contains("whole: ") && checked.contains(hash(&said)),
            "{checked}"
        );
        let begin = std::fs::read(file).expect("a file");
        let begin = String::from_utf8_lossy(&begin[..600]).into_owned();
        let mut lines = begin.lines();
        assert!(lines.next().is_some_and(|line| line.starts_with("evenreach backup 1 ")));
        let manifest = lines.next().expect("a manifest");
        assert!(
            manifest.contains(&format!("\"database\":\"{}\"", source.name)) && manifest.contains(hash(&said)),
            "for people: {manifest}"
        );

        for target in both().await {
            let restore = ["restore", file, "--database", &target.url];
            refused(
                &restore,
                1,
                &["has the words of 1 ", ".withdrawn)", "--withdrawn", "--without-list"],
            );
            let nowhere = shelf.path().join("nowhere");
            refused(
                &[&restore[..], &["--withdrawn", text(&nowhere)]].concat(),
                1,
                &["nowhere: there is no such list"],
            );
            let restore = [&restore[..], &["--list", list]].concat();
            let restored = done(&restore);
            assert!(
                restored.contains("restored: ") && restored.contains("signs in anew"),
                "{restored}"
            );
            let again = done(&["verify", "--database", &target.url]);
            assert_eq!(again, verified, "{} into {}", source.name, target.name);
            let people = |url: &str| done(&["user", "list", "--database", url]);
            assert_eq!(people(&target.url), people(&source.url));
            let expected = if target.name == "sqlite" {
                "--replace"
            } else {
                "an empty database"
            };
            refused(&restore, 1, &["holds data already", expected]);
        }
    }
    refused(&["restore", "Cargo.toml", "--check"], 1, &["is no backup of Evenreach"]);
    refused(
        &["restore", "nothing", "--check"],
        1,
        &["nothing: cannot be read", "No such file"],
    );
    refused(
        &["restore", "x", "--database", "sqlite::memory:"],
        1,
        &["outlives the command"],
    );
    refused(&["restore", "x", "--actor", " "], 2, &["--actor"]);
    refused(&["backup"], 2, &["<FILE>"]);
    refused(&["backup", "x", "--database", "sqlite://none.db"], 1, &["none.db"]);
}

/// Runs a command that can write no file longer than so many bytes: for whoever writes, a full disk.
fn with_room_for(bytes: usize, words: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_evenreach");
    // Blocks of 512 bytes; and the signal, which would end the program, becomes an error of the write.
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", bytes / 512);
    let mut shell = Command::new("sh");
    let shell = shell.args(["-c", &script, program]).args(words);
    shell.output().expect("a shell")
}

#[tokio::test]
async fn a_full_disk_leaves_no_backup_and_no_half_database() {
    for source in both().await {
        furnish(&source).await;
        let shelf = tempfile::tempdir().expect("a folder");
        let file = shelf.path().join("backup");
        let list = tempfile::tempdir().expect("a folder");
        let list = list.path().join("withdrawn");
        let words = [
            "backup",
            text(&file),
            "--database",
            &source.url,
            "--withdrawn",
            text(&list),
        ];
        let done_with = |bytes: usize| with_room_for(bytes, &words);
        // Among the rows.
        let output = done_with(256 << 10);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{}: {}",
            source.name,
            told(&output.stderr)
        );
        assert_eq!(names(shelf.path()), [""; 0], "{}", source.name);
        // At the last step, when all rows are there.
        done(&words);
        let length = std::fs::metadata(&file).expect("a file").len() as usize;
        std::fs::remove_file(&file).expect("gone");
        let output = done_with(length - 100);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{}: {}",
            source.name,
            told(&output.stderr)
        );
        assert!(
            told(&output.stderr).contains("backup: cannot be written"),
            "{}",
            told(&output.stderr)
        );
        assert_eq!(names(shelf.path()), [""; 0], "{}", source.name);
        assert!(
            done_with(length + 512).status.success(),
            "{}: with room it goes well",
            source.name
        );

        let target = sqlite();
        let folder = Path::new(target.url.trim_start_matches("sqlite://"))
            .parent()
            .expect("a folder")
            .to_owned();
        let words = ["restore", text(&file), "--database", &target.url, "--without-list"];
        for bytes in [256 << 10, length - 4096] {
            let output = with_room_for(bytes, &words);
            assert_eq!(output.status.code(), Some(1), "{}", told(&output.stderr));
            assert_eq!(names(&folder), [""; 0], "{}", source.name);
        }
        done(&words);
    }
}

/// Runs a command until it ends, or is killed after that time; whether it ended by itself.
fn kill_after(time: Duration, words: &[&str]) -> bool {
    let mut command = program(words);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let begun = Instant::now();
    while begun.elapsed() < time {
        if let Some(status) = child.try_wait().expect("asked") {
            assert!(status.success(), "{words:?}");
            return true;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().expect("SIGKILL");
    child.wait().expect("it ends");
    false
}

#[tokio::test]
async fn a_kill_at_any_moment_leaves_a_whole_backup_or_none_and_a_whole_database_or_the_old_one() {
    let database = sqlite();
    furnish(&database).await;
    let shelf = tempfile::tempdir().expect("a folder");
    let file = shelf.path().join("backup");
    let begun = Instant::now();
    done(&["backup", text(&file), "--database", &database.url]);
    let (took, mut killed) = (begun.elapsed(), 0);
    let verified = done(&["verify", "--database", &database.url]);
    for part in 0..6 {
        std::fs::remove_file(&file).ok();
        let ended = kill_after(took * part / 5, &["backup", text(&file), "--database", &database.url]);
        killed += usize::from(!ended);
        if file.exists() {
            assert!(done(&["restore", text(&file), "--check"]).contains(hash(&verified)));
        } else {
            assert!(!ended, "it ended and wrote nothing");
        }
        assert_eq!(done(&["verify", "--database", &database.url]), verified);
    }
    assert!(killed > 0, "it was never killed, so nothing is proved");

    let file = shelf.path().join("whole");
    done(&["backup", text(&file), "--database", &database.url]);
    done(&["user", "add", "Mary", "--role", "planner", "--database", &database.url]);
    let newer = done(&["verify", "--database", &database.url]);
    // The database that is replaced knows what was taken back.
    let words = ["restore", text(&file), "--database", &database.url, "--replace"];
    let begun = Instant::now();
    done(&words);
    let took = begun.elapsed();
    let mut killed = 0;
    for part in 0..6 {
        done(&[
            "user",
            "add",
            &format!("Mary {part}"),
            "--role",
            "planner",
            "--database",
            &database.url,
        ]);
        let before = done(&["verify", "--database", &database.url]);
        assert_ne!(hash(&before), hash(&verified));
        killed += usize::from(!kill_after(took * part / 5, &words));
        let after = done(&["verify", "--database", &database.url]);
        assert!(
            after == before || after == verified,
            "{after}, not {before} or {verified}, nor {newer}"
        );
    }
    assert!(killed > 0, "it was never killed, so nothing is proved");
}

#[tokio::test]
async fn an_interruption_leaves_nothing_and_says_so() {
    let database = sqlite();
    furnish(&database).await;
    let shelf = tempfile::tempdir().expect("a folder");
    let file = shelf.path().join("backup");
    let mut is_interrupted = false;
    for _ in 0..5 {
        let child = program(&["backup", text(&file), "--database", &database.url])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        // Once something lies there it is at work.
        let patience = Instant::now() + Duration::from_secs(20);
        while names(shelf.path()).is_empty() {
            assert!(Instant::now() < patience, "it never began");
            std::thread::sleep(Duration::from_millis(1));
        }
        let asked = Command::new("kill").arg(child.id().to_string()).status();
        assert!(asked.is_ok());
        let output = child.wait_with_output().expect("it ends");
        is_interrupted = !output.status.success();
        if is_interrupted {
            assert_eq!(output.status.code(), Some(1), "{}", told(&output.stderr));
            assert!(told(&output.stderr).contains("interrupted: nothing was written"));
            assert_eq!(names(shelf.path()), [""; 0]);
            break;
        }
        // It was faster.
        std::fs::remove_file(&file).expect("a backup");
    }
    assert!(is_interrupted, "it was never interrupted, so nothing is proved");
}
