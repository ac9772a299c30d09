//! The program as people start it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::databases;

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_evenreach"));
    program
        .env_remove("EVENREACH_DATABASE_URL")
        .env_remove("EVENREACH_LISTEN");
    program
}

fn run(words: &[&str]) -> Output {
    program().args(words).output().expect("the program runs")
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A copy of the shipped package, to be changed.
fn copy_of_the_package() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/nwt"),
        folder.path(),
    );
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the package") {
        let entry = entry.expect("listed");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

fn replace(file: &Path, old: &str, new: &str) {
    let text = std::fs::read_to_string(file).expect("text");
    assert!(text.contains(old), "{} holds {old:?}", file.display());
    std::fs::write(file, text.replacen(old, new, 1)).expect("written");
}

/// A running server, stopped with the test.
struct Server {
    process: Child,
    address: String,
    /// Where it notes what is taken back.
    _list: tempfile::TempDir,
}

impl Server {
    fn start(database: &str) -> Self {
        let list = tempfile::tempdir().expect("a temporary folder");
        let mut process = program()
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--database",
                database,
                "--withdrawn",
            ])
            .arg(list.path().join("withdrawn"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().expect("piped"))
            .read_line(&mut line)
            .expect("a line");
        let address = line
            .trim()
            .strip_prefix("Evenreach is at http://")
            .and_then(|rest| rest.strip_suffix('/'));
        let address = address
            .unwrap_or_else(|| panic!("found {line:?}, expected the address"))
            .to_owned();
        Self {
            process,
            address,
            _list: list,
        }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let request = format!("GET {path} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

#[test]
fn check_praises_a_whole_package_and_says_what_is_not_known() {
    let done = run(&["check", "geodata/nwt"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done.stderr));
    insta::assert_snapshot!(told(&done.stdout));
}

#[test]
fn check_names_every_fault_at_once() {
    let package = copy_of_the_package();
    let at = |file: &str| package.path().join(file);
    replace(&at("communities.csv"), "-135.01167,68.22028", "-135.01167,98.22028");
    replace(&at("services.csv"), "every two weeks", "2/mois");
    replace(
        &at("network/links.csv"),
        "r01,high-level,enterprise",
        "r01,high-level,atlantis",
    );
    replace(&at("network/links.csv"), "05-15,11-03", "05-35,11-03");
    replace(
        &at("definitions/nwt-illustration.toml"),
        "delivery_mode = 'virtual'",
        "mode_of_delivery = 'virtual'",
    );
    let done = run(&["check", &package.path().display().to_string()]);
    assert_eq!(done.status.code(), Some(1));
    let faults = told(&done.stderr);
    insta::assert_snapshot!(
        faults
            .lines()
            .filter(|line| !line.contains("warning"))
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn a_wrong_word_is_told_with_the_right_ones_and_its_own_status() {
    for (words, status, expected) in [
        (&["analyse", "gaps", "--date", "02-30"][..], 2, "MM-DD"),
        (&["analyse", "gaps", "--season", "monsoon"], 1, "break_up"),
        (&["analyse", "gaps", "--definition", "none"], 1, "nwt-illustration"),
        (&["analyse", "gaps", "--package", "nowhere"], 1, "nowhere"),
        (
            &["analyse", "od", "--date", "03-12", "--modes", "sled"],
            2,
            "winter_road",
        ),
        (&["serve", "--database", "mysql://here"], 1, "sqlite"),
        (&["dance"], 2, "Usage"),
    ] {
        let done = run(words);
        assert_eq!(done.status.code(), Some(status), "{words:?}: {}", told(&done.stderr));
        assert!(
            told(&done.stderr).contains(expected),
            "{words:?}: {}",
            told(&done.stderr)
        );
    }
}

#[test]
fn a_site_that_may_not_be_shown_is_not_found_on_the_terminal_either() {
    let package = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str, text: &str| std::fs::write(package.path().join(name), text).expect("written");
    file("communities.csv", "id,name,lon,lat,population\nhere,Here,-120,62,100\n");
    file(
        "services.csv",
        "id,service_type,delivery_mode,lon,lat,shown\ncamp,help,on_the_land,-120.1,62,hidden\nopen,help,resident,-120.2,62,\n",
    );
    let folder = package.path().display().to_string();
    let done = run(&[
        "analyse",
        "nearest",
        "--k",
        "5",
        "--format",
        "csv",
        "--package",
        &folder,
    ]);
    let table = told(&done.stdout);
    assert!(table.contains("open") && !table.contains("camp"), "{table}");
}

#[test]
fn no_field_of_a_gap_can_be_the_id_of_a_season() {
    let header = told(&run(&["analyse", "gaps", "--format", "csv"]).stdout);
    let fields = header.lines().next().expect("a header").split(',');
    let seasons = ["winter", "break_up", "summer", "freeze_up"];
    let fields: Vec<&str> = fields.filter(|field| !seasons.contains(field)).collect();
    assert_eq!(fields.len(), 25);
    let rows: String = fields.iter().map(|field| [field, ",01-01,12-31\n"].concat()).collect();
    let package = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str, text: &str| std::fs::write(package.path().join(name), text).expect("written");
    std::fs::create_dir(package.path().join("network")).expect("a folder");
    file("communities.csv", "id,name,lon,lat,population\nhere,Here,-120,62,100\n");
    file(
        "services.csv",
        "id,service_type,community_id,delivery_mode\nopen,help,here,resident\n",
    );
    file("network/seasons.csv", &format!("id,typical_from,typical_to\n{rows}"));
    let faults = told(&run(&["check", &package.path().display().to_string()]).stderr);
    for field in fields {
        let refused = format!("found \"{field}\", expected another id");
        assert!(faults.contains(&refused), "{field}: {faults}");
    }
}

#[test]
fn a_mistyped_database_is_refused_and_not_made() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("typo.db").display());
    for words in [
        &["verify", "--database", &url][..],
        &["analyse", "gaps", "--database", &url],
    ] {
        assert_eq!(run(words).status.code(), Some(1), "{words:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 0);
}

#[test]
fn tables_of_analysis_have_the_columns_of_the_contract() {
    let first_line = |words: &[&str]| told(&run(words).stdout).lines().next().unwrap_or_default().to_owned();
    assert_eq!(
        first_line(&["analyse", "nearest", "--k", "2", "--format", "csv"]),
        "community_id,rank,service_id,metres"
    );
    assert_eq!(
        first_line(&["analyse", "od", "--date", "03-12", "--format", "csv"]),
        "from,to,minutes"
    );
    assert_eq!(
        first_line(&["analyse", "od", "--year", "--format", "csv"]),
        "from,to,minutes,period"
    );
    let gaps = first_line(&["analyse", "gaps", "--format", "csv"]);
    assert!(
        gaps.starts_with("community_id,community,region,population,part_of,standard,service_type,outcome,at_least")
    );
    assert!(gaps.contains("days_unknown,winter,break_up,summer,freeze_up,shortfall"));
}

#[test]
fn a_file_appears_under_its_name_only_when_it_is_whole() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("gaps.csv");
    let done = run(&[
        "analyse",
        "gaps",
        "--format",
        "csv",
        "--out",
        &file.display().to_string(),
    ]);
    assert!(done.status.success() && done.stdout.is_empty());
    assert_eq!(
        std::fs::read_to_string(&file).expect("written").lines().count(),
        1 + 34 * 8
    );
    assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1);
}

#[tokio::test]
async fn an_empty_database_is_filled_and_a_running_server_follows_what_is_loaded() {
    for database in databases::both().await {
        let server = Server::start(&database.url);
        assert!(server.get("/readyz").starts_with("HTTP/1.1 200"));
        assert!(
            server
                .get("/api/analysis/communities/kakisa")
                .contains("\"population\":39")
        );

        let package = copy_of_the_package();
        replace(&package.path().join("communities.csv"), ",39,36,", ",40,36,");
        let folder = package.path().display().to_string();
        let loaded = run(&[
            "load",
            &folder,
            "--database",
            &database.url,
            "--reason",
            "a newer count",
        ]);
        assert!(loaded.status.success(), "{}", told(&loaded.stderr));
        assert_eq!(
            told(&loaded.stdout).trim(),
            "community: 0 added, 1 changed, 0 removed",
            "{}",
            database.name
        );

        let patience = Instant::now() + Duration::from_secs(20);
        while !server
            .get("/api/analysis/communities/kakisa")
            .contains("\"population\":40")
        {
            assert!(
                Instant::now() < patience,
                "{}: the server did not follow",
                database.name
            );
            std::thread::sleep(Duration::from_millis(100));
        }
        let again = run(&["load", &folder, "--database", &database.url]);
        assert_eq!(told(&again.stdout).trim(), "nothing changed");
        let verified = run(&["verify", "--database", &database.url]);
        assert!(
            verified.status.success() && told(&verified.stdout).starts_with("whole: "),
            "{}",
            told(&verified.stderr)
        );
    }
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").expect("a body").1
}

#[tokio::test]
async fn replay_prints_the_bytes_that_were_answered_before_later_loads() {
    for database in databases::both().await {
        let server = Server::start(&database.url);
        let mut given = Vec::new();
        for path in [
            "/api/analysis/gaps?standard=counselling&season=winter",
            "/api/analysis/summary?as_of=2024-05-01&supply=intended",
            "/api/analysis/communities/kakisa?date=05-10",
        ] {
            let then = body(&server.get(path)).to_owned();
            let question = serde_json::from_str::<serde_json::Value>(&then).expect("JSON")["question"].clone();
            given.push((question, then));
        }
        let package = copy_of_the_package();
        replace(&package.path().join("communities.csv"), ",39,36,", ",40,36,");
        let folder = package.path().display().to_string();
        assert!(run(&["load", &folder, "--database", &database.url]).status.success());

        for (at, (question, then)) in given.iter().enumerate() {
            let link = question["permalink"].as_str().expect("a link");
            // A whole address does as well.
            let host = ["", "https://evenreach.example"][at % 2];
            let again = run(&["replay", &format!("{host}{link}"), "--database", &database.url]);
            assert!(again.status.success(), "{link}: {}", told(&again.stderr));
            assert!(again.stdout == then.as_bytes(), "{}: {link} differs", database.name);
            // The running server as well, whether it has followed already or not.
            assert!(body(&server.get(link)) == then, "{}: {link} differs", database.name);
        }
        let text = |at: usize, field: &str| given[at].0[field].as_str().expect("text").to_owned();
        let database_url = ["--database", database.url.as_str()];
        let (data, definition) = (text(1, "data_digest"), text(1, "definition_digest"));
        let words = [
            "replay",
            &data,
            &definition,
            "summary",
            "--as-of",
            "2024-05-01",
            "--supply",
            "intended",
        ];
        let again = run(&[&words[..], &database_url].concat());
        assert!(again.stdout == given[1].1.as_bytes(), "{}", told(&again.stderr));
        let as_of = text(0, "as_of");
        let words = [
            "replay",
            &data,
            "--as-of",
            &as_of,
            "--season",
            "winter",
            "--standard",
            "counselling",
        ];
        let again = run(&[&words[..], &database_url].concat());
        assert!(again.stdout == given[0].1.as_bytes(), "{}", told(&again.stderr));

        let link = text(0, "permalink");
        let never = "0".repeat(64);
        for (words, expected) in [
            (vec!["replay", never.as_str()], "can be shown from this database"),
            (
                vec!["replay", &data, never.as_str()],
                "no definition with the text of digest",
            ),
            (vec!["replay", "/api/analysis/gaps"], "expected data=DIGEST"),
            (vec!["replay", "/somewhere"], "expected a link such as"),
            (vec!["replay", &data, "dance"], "there is nothing at"),
            (vec!["replay", &data, "communities/atlantis"], "there is no community"),
            (vec!["replay", &link.replace("supply=actual", "supply=none")], "supply"),
        ] {
            let done = run(&[&words[..], &database_url].concat());
            assert_eq!(done.status.code(), Some(1), "{words:?}");
            assert!(
                done.stdout.is_empty() && told(&done.stderr).contains(expected),
                "{}",
                told(&done.stderr)
            );
        }
        let both = run(&[&["replay", &link, "--season", "winter"][..], &database_url].concat());
        assert_eq!(both.status.code(), Some(2), "{}", told(&both.stderr));

        // What the terminal is told carries the same link as the map's answer.
        let words = ["analyse", "gaps", "--format", "geojson", "--standard", "counselling"];
        let now = run(&[&words[..], &database_url].concat());
        let now: serde_json::Value = serde_json::from_slice(&now.stdout).expect("JSON");
        let link = now["question"]["permalink"].as_str().expect("a link");
        let again = run(&[&["replay", link][..], &database_url].concat());
        let again: serde_json::Value = serde_json::from_slice(&again.stdout).expect("JSON");
        assert_eq!(again, now, "{}", database.name);
    }
    let from_files = run(&["analyse", "gaps", "--format", "geojson"]);
    let question = serde_json::from_slice::<serde_json::Value>(&from_files.stdout).expect("JSON")["question"].clone();
    assert!(
        question["permalink"].is_null() && question["definition_saved"] == false,
        "{question}"
    );
    assert_eq!(question["data_digest"].as_str().map(str::len), Some(64));
}
