//! Large packages: made by seed, answered on any number of cores alike, and never left half written.

#[path = "../../benches/generate/territory.rs"]
mod territory;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use evenreach::equity::Basis;
use evenreach::model::{Impedance, Minutes, Mode};
use evenreach::package::{self, Folder};
use evenreach::travel::{Admitted, Network, Reading, ShortestPaths};
use territory::Size;

const NO_ROADS: Size = Size {
    communities: 300,
    services: 60,
    nodes: 0,
    links: 0,
    seed: 7,
};

const ROADS: Size = Size {
    communities: 40,
    services: 20,
    nodes: 400,
    links: 1000,
    seed: 7,
};

fn made(size: Size) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    territory::write(folder.path(), size).expect("written");
    folder
}

fn program(words: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_evenreach"));
    program.env_remove("EVENREACH_DATABASE_URL").args(words);
    program
}

fn run(cores: &str, words: &[&str]) -> Output {
    let mut program = program(words);
    program
        .env("RAYON_NUM_THREADS", cores)
        .output()
        .expect("the program runs")
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("listed").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            let bytes = std::fs::read(&path).expect("read");
            files.insert(path.file_name().expect("a name").to_string_lossy().into_owned(), bytes);
        }
    }
    files
}

#[test]
fn a_made_up_package_is_whole_and_hangs_on_its_seed_alone() {
    for size in [NO_ROADS, ROADS] {
        let (one, again) = (made(size), made(size));
        assert_eq!(files(one.path()), files(again.path()));
        let other = made(Size { seed: 8, ..size });
        assert_ne!(files(one.path()), files(other.path()));
        let folder = Folder::open(one.path()).expect("a folder");
        let (package, warnings) = package::read(&folder).unwrap_or_else(|faults| panic!("{faults}"));
        let found = [
            package.communities.len(),
            package.services.len(),
            package.nodes.len(),
            package.links.len(),
        ];
        assert_eq!(
            found.map(|count| count as u32),
            [size.communities, size.services, size.nodes, size.links]
        );
        assert_eq!(warnings, Vec::new());
    }
    let wrong = Size { links: 5000, ..ROADS };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let fault = territory::write(folder.path(), wrong).expect_err("more links than fit");
    assert!(fault.to_string().contains("links from 760 to 1121"), "{fault}");
    assert_eq!(files(folder.path()), BTreeMap::new());
}

#[test]
fn one_core_and_several_give_the_same_bytes() {
    for size in [NO_ROADS, ROADS] {
        let folder = made(size);
        let package = folder.path().to_str().expect("a path");
        for words in [
            &["analyse", "nearest", "--k", "3", "--format", "csv"][..],
            &[
                "analyse",
                "nearest",
                "--k",
                "2",
                "--service-type",
                "treatment",
                "--format",
                "json",
            ],
            &[
                "analyse",
                "od",
                "--date",
                "02-01",
                "--from",
                "c0000003,c0000001",
                "--format",
                "csv",
            ],
            &["analyse", "gaps", "--as-of", "2026-11-01", "--format", "csv"],
            &[
                "analyse",
                "gaps",
                "--as-of",
                "2026-11-01",
                "--format",
                "geojson",
                "--standard",
                "treatment",
            ],
            &["analyse", "summary", "--as-of", "2026-11-01", "--format", "json"],
        ] {
            let words: Vec<&str> = words.iter().copied().chain(["--package", package]).collect();
            let (one, several) = (run("1", &words), run("5", &words));
            assert!(one.status.success(), "{}", String::from_utf8_lossy(&one.stderr));
            assert_eq!(one.stdout, several.stdout, "{words:?}");
            assert!(!one.stderr.contains(&b'\r'), "no line of progress where nobody looks");
        }
    }
}

#[test]
fn too_many_pairs_and_unknown_communities_are_refused() {
    let folder = made(Size {
        communities: 31_700,
        services: 1,
        ..NO_ROADS
    });
    let package = folder.path().to_str().expect("a path");
    let done = run("2", &["analyse", "od", "--date", "02-01", "--package", package]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&done.stderr),
        "found 31700 origins, 31700 destinations and 1 periods, which are 1004890000 rows, expected no more than \
         1000000000: name some with --from IDS or --to IDS, or ask for one day with --date\n"
    );
    let done = run(
        "2",
        &[
            "analyse",
            "od",
            "--date",
            "02-01",
            "--to",
            "nowhere",
            "--package",
            package,
        ],
    );
    assert_eq!(
        String::from_utf8_lossy(&done.stderr),
        "to: found nowhere, expected the id of a community\n"
    );
}

/// Least cost, then fewest legs, then the earlier link and the earlier node, by relaxing until nothing changes.
fn least_labels(
    network: &Network,
    costs: &[Option<Minutes>],
    origin: usize,
) -> Vec<Option<(Minutes, u32, usize, usize)>> {
    let place = |id| network.find(id).expect("an end of a link");
    let ends: Vec<_> = network
        .links()
        .iter()
        .map(|link| (place(&link.from), place(&link.to)))
        .collect();
    let mut labels = vec![None; network.len()];
    labels[origin] = Some((Minutes::ZERO, 0, 0, 0));
    loop {
        let before = labels.clone();
        for (at, (link, &(from, to))) in network.links().iter().zip(&ends).enumerate() {
            let Some(cost) = costs[at] else { continue };
            for (from, to) in [(from, to), (to, from)]
                .into_iter()
                .take(if link.bidirectional { 2 } else { 1 })
            {
                let Some((known, legs, ..)) = labels[from] else {
                    continue;
                };
                let label = (known + cost, legs + 1, at, from);
                if labels[to].is_none_or(|other| label < other) {
                    labels[to] = Some(label);
                }
            }
        }
        if labels == before {
            return labels;
        }
    }
}

#[test]
fn buckets_find_the_least_labels_whatever_links_cost() {
    for seed in 0..6 {
        let folder = made(Size { seed, ..ROADS });
        let links = folder.path().join("network/links.csv");
        let text = std::fs::read_to_string(&links).expect("text");
        // Minutes that make many ties: none at all, whole ones, and at last a very long one, which widens the buckets.
        let row = |(at, row): (usize, &str)| {
            let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
            if at > 0 {
                cells[4] = String::new();
                cells[5] = match (at * 7 + seed as usize) % 5 {
                    0 | 1 => "0".to_owned(),
                    2 if at % 50 == 0 && seed % 2 == 0 => "90000".to_owned(),
                    _ => ((at * 31 + seed as usize) % 3 + 1).to_string(),
                };
            }
            cells.join(",")
        };
        let rows: Vec<String> = text.lines().enumerate().map(row).collect();
        std::fs::write(&links, rows.join("\n")).expect("written");
        let package = package::read(&Folder::open(folder.path()).expect("a folder"))
            .expect("whole")
            .0;
        let basis = Basis::new(Arc::new(package)).expect("a whole network");
        let (network, period) = (basis.network(), basis.period_of(evenreach::model::DayOfYear::FIRST));
        let year = basis.year_with(&basis.links_on(jiff::civil::date(2026, 11, 1)));
        let (impedance, reading) = (Impedance::Travel, Reading::LeastFavourable);
        let admitted = Admitted::new(network, &year, period, Mode::DEFAULT, impedance, reading);
        let cost = |at: usize| {
            let is_open = year.is_open(at, period, reading);
            is_open.then(|| network.cost(at).under(impedance, reading)).flatten()
        };
        let costs: Vec<_> = (0..network.links().len()).map(cost).collect();
        let mut by_steps = ShortestPaths::begin(network, 200, &admitted);
        for origin in [0, 133, 399] {
            let (paths, labels) = (
                ShortestPaths::from(network, origin, &admitted),
                least_labels(network, &costs, origin),
            );
            // Begun where another search was left in the middle, and taken on step by step: what is known is never wrong.
            by_steps.begin_again(origin);
            for minutes in [0, 1, 2, 5, 11] {
                by_steps.reach_within(network, &admitted, Minutes::new(minutes));
                for (node, label) in labels.iter().enumerate() {
                    let cost = label.map(|label| label.0);
                    let is_within = cost.is_some_and(|cost| cost <= Minutes::new(minutes));
                    assert!(
                        by_steps.cost(node) == cost || !is_within && by_steps.cost(node).is_none(),
                        "seed {seed}, {origin} to {node} within {minutes}"
                    );
                    let path = paths.path(node).filter(|_| by_steps.cost(node).is_some());
                    assert_eq!(
                        by_steps.path(node),
                        path,
                        "seed {seed}, {origin} to {node} within {minutes}"
                    );
                }
            }
            for (node, label) in labels.iter().enumerate() {
                assert_eq!(
                    paths.cost(node),
                    label.map(|label| label.0),
                    "seed {seed}, {origin} to {node}"
                );
                let last = paths.path(node).and_then(|path| path.last().copied());
                let expected = label.filter(|_| node != origin).map(|(.., link, from)| (link, from));
                assert_eq!(last, expected, "seed {seed}, {origin} to {node}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_analysis_leaves_the_folder_as_it_was() {
    let folder = made(Size {
        communities: 6_000,
        services: 6_000,
        ..NO_ROADS
    });
    let package = folder.path().to_str().expect("a path");
    for signal in ["-INT", "-TERM"] {
        let out = tempfile::tempdir().expect("a temporary folder");
        let file = out.path().join("gaps.csv");
        std::fs::write(&file, "what was there before").expect("written");
        let words = ["analyse", "gaps", "--format", "csv", "--package", package, "--out"];
        let mut running = program(&words)
            .arg(&file)
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let begun = Instant::now();
        while files(out.path()).len() < 2 {
            assert!(begun.elapsed() < Duration::from_mins(2), "nothing is written");
            assert_eq!(
                running.try_wait().expect("a child"),
                None,
                "it ended before it could be interrupted"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        let told = Command::new("kill").args([signal, &running.id().to_string()]).status();
        assert!(told.expect("kill runs").success());
        assert_eq!(running.wait().expect("a child").code(), Some(130), "{signal}");
        let left = files(out.path());
        assert_eq!(
            left,
            BTreeMap::from([("gaps.csv".to_owned(), b"what was there before".to_vec())])
        );
    }
}
