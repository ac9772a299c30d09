//! `analyse access` as people start it, on a package small enough to reckon by hand.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// Three communities, two of them 5 km apart and one 1 000 km off; a service in each of the two, one of them for its own
/// community alone; a help line; one nobody knows to run; one that has closed; a camp that may not be shown; and a road that
/// is open in winter.
fn package() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    std::fs::create_dir(folder.path().join("network")).expect("a folder");
    file(
        "communities.csv",
        "id,name,lon,lat,population,part_of\nhere,Here,-120,62,100,\nnear,Near,-120.1,62,300,\nfar,Far,-100,62,50,\nedge,Edge,-120,62.01,,here\n",
    );
    file(
        "services.csv",
        "id,service_type,delivery_mode,community_id,lon,lat,serves,positions,shown,actual,status,closed\n\
         one,help,resident,here,,,all,4,,running,existing,\n\
         two,help,resident,near,,,near,6,,running,existing,\n\
         line,help,virtual,,,,all,1,,running,existing,\n\
         maybe,help,resident,far,,,all,2,,unknown,existing,\n\
         gone,help,resident,here,,,all,9,,,closed,2020-01-01\n\
         camp,help,on_the_land,,-120,62,all,9,hidden,running,existing,\n\
         other,shelter,resident,here,,,all,,,running,existing,\n",
    );
    file(
        "network/nodes.csv",
        "id,name,kind,lon,lat,community_id\nhere,Here,community,-120,62,here\nnear,Near,community,-120.1,62,near\nfar,Far,community,-100,62,far\n",
    );
    file(
        "network/links.csv",
        "id,from_node,to_node,mode,typical_minutes,opens,closes\na,here,near,all_season_road,10,01-01,12-31\nb,near,far,winter_road,600,12-20,04-10\n",
    );
    folder
}

fn run(package: &Path, words: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_evenreach"));
    program.env_remove("EVENREACH_DATABASE_URL");
    program.args(["analyse", "access", "--package"]).arg(package);
    program.args(words).output().expect("the program runs")
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// Values of here, near, far and edge; nothing where the cell is empty.
fn values(package: &Path, words: &[&str]) -> Vec<Option<f64>> {
    let done = run(
        package,
        &[words, &["--service-type", "help", "--format", "csv"]].concat(),
    );
    let (table, said) = (told(&done.stdout), told(&done.stderr));
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("community_id,value"), "{words:?}: {said}");
    let cells: Vec<(&str, &str)> = lines.map(|line| line.split_once(',').expect("two cells")).collect();
    assert_eq!(cells.len(), 4, "{table}");
    let of = |id: &str| cells.iter().find(|(other, _)| *other == id).expect("a row").1;
    ["here", "near", "far", "edge"].map(|id| of(id).parse().ok()).to_vec()
}

fn are(found: &[Option<f64>], expected: [f64; 4]) {
    for (found, expected) in found.iter().zip(expected) {
        let found = found.expect("a number");
        assert!(
            (found - expected).abs() <= 1e-12 * expected,
            "{found} is not {expected}"
        );
    }
}

const POSITIONS: [&str; 4] = ["--catchment-km", "10", "--supply-column", "positions"];

#[test]
fn people_share_what_is_near_serves_them_runs_and_may_be_shown() {
    let package = package();
    let of = |method: &str| values(package.path(), &[&["--method", method][..], &POSITIONS].concat());
    // One is shared by 400, two by the 300 it serves, the line by all 450. The edge's people are counted in here.
    let (one, two, line) = (4.0 / 400.0, 6.0 / 300.0, 1.0 / 450.0);
    are(&of("2sfca"), [one + line, one + two + line, line, one + line]);
    are(&of("cumulative"), [5.0, 11.0, 1.0, 5.0]);
    let shares = [100.0 * (one + line), 300.0 * (one + two + line), 50.0 * line, 0.0];
    let found = values(
        package.path(),
        &[&["--method", "availability", "--decay", "step:10=1"][..], &POSITIONS].concat(),
    );
    are(&found, shares);
}

#[test]
fn what_is_in_a_farther_zone_counts_less_on_both_sides() {
    let package = package();
    let words = [&["--method", "e2sfca", "--decay", "step:3=1,10=0.5"][..], &POSITIONS].concat();
    // Here and near are 5.2 km apart; the edge is 1.1 km from here.
    let (one, two, line) = (4.0 / (100.0 + 0.5 * 300.0), 6.0 / 300.0, 1.0 / 450.0);
    let expected = [one + line, 0.5 * one + two + line, line, one + line];
    are(&values(package.path(), &words), expected);
}

#[test]
fn a_service_counts_one_unless_positions_are_asked_for() {
    let package = package();
    let found = values(package.path(), &["--method", "cumulative", "--catchment-km", "10"]);
    are(&found, [2.0, 3.0, 1.0, 2.0]);
}

#[test]
fn what_may_run_is_left_out_or_counted_and_said_either_way() {
    let package = package();
    let words = ["--method", "cumulative", "--catchment-km", "10", "--reading", "most"];
    // The camp, of which nobody is told where it is, may be anywhere too.
    are(&values(package.path(), &words), [3.0, 4.0, 3.0, 3.0]);
    let said = |words: &[&str]| told(&run(package.path(), words).stderr);
    assert!(
        said(&words).contains("whether 1 do is not known: counted"),
        "{}",
        said(&words)
    );
    assert!(said(&words[..4]).contains("whether 1 do is not known: left out"));
}

#[test]
fn minutes_are_those_of_the_day() {
    let package = package();
    let on = |date: &str| {
        let words = ["--method", "cumulative", "--catchment-minutes", "610", "--date", date];
        values(package.path(), &words)
    };
    // From far over the winter road to near 600 minutes, to here 610, exactly the limit.
    are(&on("02-01")[..3], [2.0, 3.0, 2.0, 0.0]);
    are(&on("07-01")[..3], [2.0, 3.0, 1.0, 0.0]);
    let less = [
        "--method",
        "cumulative",
        "--catchment-minutes",
        "609.9",
        "--date",
        "02-01",
    ];
    are(&values(package.path(), &less)[..3], [2.0, 3.0, 1.0, 0.0]);
}

#[test]
fn a_place_that_reaches_nothing_has_no_cost_and_stays_in_the_table() {
    let package = package();
    let services = package.path().join("services.csv");
    let text = std::fs::read_to_string(&services).expect("text");
    std::fs::write(
        &services,
        text.replace("line,help,virtual,,,,all", "line,help,virtual,,,,near"),
    )
    .expect("written");
    let found = values(package.path(), &[&["--method", "raam"][..], &POSITIONS].concat());
    assert!(found[0].is_some() && found[2].is_none(), "{found:?}");
}

#[test]
fn other_names_for_the_same_places_change_no_value() {
    let package = package();
    let words = [&["--method", "3sfca", "--decay", "gaussian:4"][..], &POSITIONS].concat();
    let before = values(package.path(), &words);
    for file in ["communities.csv", "services.csv"] {
        let path = package.path().join(file);
        let text = std::fs::read_to_string(&path).expect("text");
        std::fs::write(&path, text.replace("\none,", "\nzone,").replace("\nline,", "\naline,")).expect("written");
    }
    assert_eq!(values(package.path(), &words), before);
}

#[test]
fn features_say_where_and_what_was_asked() {
    let package = package();
    let words = [
        "--method",
        "e2sfca",
        "--catchment-km",
        "9",
        "--service-type",
        "help",
        "--format",
        "geojson",
    ];
    let done = run(package.path(), &words);
    let answer: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    assert_eq!(answer["question"]["decay"], "step:3=1,6=0.68,9=0.22");
    assert_eq!(answer["question"]["unit"], "km");
    assert_eq!(answer["numberReturned"], 4);
    let first = &answer["features"][2];
    assert_eq!(first["geometry"]["coordinates"], serde_json::json!([-120.0, 62.0]));
    assert_eq!(
        (&first["id"], &first["properties"]["population"]),
        (&"here".into(), &100.into())
    );
    assert!(told(&done.stderr).contains("the zones of Luo and Qi (2009)"));
    let rows = run(package.path(), &[&words[..7], &["json"]].concat());
    let rows: Value = serde_json::from_slice(&rows.stdout).expect("JSON");
    assert_eq!(rows[2]["value"], first["properties"]["value"]);
}

#[test]
fn what_cannot_be_answered_is_told_with_what_could() {
    let package = package();
    for (words, status, expected) in [
        (&["--method", "2sfca"][..], 2, "--catchment-minutes"),
        (
            &["--method", "4sfca", "--catchment-km", "9"],
            2,
            "expected one of 2sfca, e2sfca",
        ),
        (
            &["--method", "2sfca", "--catchment-km", "0"],
            2,
            "from 0.001 to 1000000",
        ),
        (
            &["--method", "2sfca", "--catchment-km", "9", "--catchment-minutes", "9"],
            2,
            "cannot be used with",
        ),
        (
            &["--method", "2sfca", "--catchment-km", "9", "--date", "02-01"],
            2,
            "cannot be used with",
        ),
        (
            &["--method", "2sfca", "--catchment-km", "9", "--decay", "gaussian:1"],
            2,
            "2sfca has no decay",
        ),
        (
            &["--method", "2sfca", "--catchment-km", "9", "--tau", "1"],
            2,
            "only raam",
        ),
        (
            &["--method", "gravity", "--catchment-km", "9", "--decay", "near"],
            2,
            "gaussian:SIGMA",
        ),
        (&["--method", "2sfca", "--catchment-minutes", "9"], 2, "--date MM-DD"),
        (
            &["--method", "2sfca", "--catchment-km", "9", "--service-type", "x"],
            1,
            "expected one of help, shelter",
        ),
        (
            &[
                "--method",
                "2sfca",
                "--catchment-km",
                "9",
                "--supply-column",
                "positions",
            ],
            1,
            "found none for 1 of the 5 services that count (other), expected a number for each; --supply-column count",
        ),
    ] {
        let done = run(package.path(), words);
        let said = told(&done.stderr);
        assert_eq!(done.status.code(), Some(status), "{words:?}: {said}");
        assert!(said.contains(expected) && done.stdout.is_empty(), "{words:?}: {said}");
    }
}
