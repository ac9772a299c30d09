//! Definitions, settings and outlines with one thing wrong at a time.

use crate::model::{Impedance, Mode};

use super::super::definition::{Known, parse, trusted};
use super::{DEFINITION, Small, check, least};

const REGIONS: &str = "regions.geojson";
const DEFINITION_FILE: &str = "definitions/d.toml";
const SETTINGS: &str = "package.toml";

#[test]
fn each_fault_of_an_outline_is_told_with_its_feature() {
    check(&[
        (
            REGIONS,
            "[-122,66]",
            "[-122,96]",
            &["regions.geojson, feature 1 (sahtu): found the position [-122, 96], \
             expected longitude from -180 to 180, then latitude from -90 to 90, in degrees"],
        ),
        (
            REGIONS,
            "[-122,66],[-126,64]",
            "[-122,66],[-126,65]",
            &[
                "regions.geojson, feature 1 (sahtu): found a ring that begins at [-126, 64] and ends elsewhere, \
             expected a closed ring: the last position is the first one again",
            ],
        ),
        (
            REGIONS,
            "\"Polygon\",\"coordinates\":[[[-126,64],[-122,64],[-122,66],[-126,64]]]",
            "\"Point\",\"coordinates\":[-126,64]",
            &["regions.geojson, feature 1 (sahtu): found Point, expected a Polygon or MultiPolygon"],
        ),
        (
            REGIONS,
            "\"Sahtu\"",
            "\"Dehcho\"",
            &["warning: regions.geojson, sahtu: found the name \"Dehcho\", \
             expected a name that communities have in the column of package.toml's [regions]"],
        ),
        (
            "basemap/lakes.geojson",
            "FeatureCollection",
            "Topology",
            &[
                "basemap/lakes.geojson: found text that is none (Error while deserializing GeoJSON: unknown variant `Topology`, \
             expected one of `Feature`, `FeatureCollection`, `Point`, `LineString`, `Polygon`, `MultiPoint`, `MultiLineString`, \
             `MultiPolygon`, `GeometryCollection` at line 1 column 18), expected a GeoJSON FeatureCollection",
            ],
        ),
    ]);
}

#[test]
fn each_fault_of_a_definition_is_told_with_its_line() {
    check(&[
        (
            DEFINITION_FILE,
            "within_minutes = 60",
            "within_hours = 1",
            &["definitions/d.toml, line 21, s.w.within_hours: found a key of this name, expected within_minutes"],
        ),
        (
            DEFINITION_FILE,
            "\"winter_road\"",
            "\"dog_team\"",
            &[
                "definitions/d.toml, line 6, modes: found \"dog_team\", expected all_season_road, winter_road, ice_crossing, ferry, \
             scheduled_air, charter_air or seasonal_boat",
            ],
        ),
        (
            DEFINITION_FILE,
            "\"draft\"",
            "\"final\"",
            &[
                "definitions/d.toml, line 3, standing: found \"final\", expected illustrative, draft, in_engagement, agreed or superseded",
            ],
        ),
        (
            DEFINITION_FILE,
            "\"journey\"",
            "\"time\"",
            &["definitions/d.toml, line 5, impedance: found \"time\", expected travel or journey"],
        ),
        (
            DEFINITION_FILE,
            "[\"counselling\"]",
            "[\"counseling\"]",
            &[
                "definitions/d.toml, line 10, s.service_types: found \"counseling\", expected the id of a type of service (perhaps counselling)",
            ],
        ),
        (
            DEFINITION_FILE,
            "days = 300",
            "days = 366",
            &["definitions/d.toml, line 13, s.days: found \"366\", expected days of the year from 1 to 365"],
        ),
        (
            DEFINITION_FILE,
            "weight = 2",
            "weight = 0",
            &["definitions/d.toml, line 14, s.weight: found \"0\", expected a weight of more than 0"],
        ),
        (
            DEFINITION_FILE,
            "\"st1\", \"s1\"",
            "\"st2\"",
            &[
                "definitions/d.toml, line 15, s.sources: found \"st2\", expected the id of a statement or the key of a source",
            ],
        ),
        (
            DEFINITION_FILE,
            "\"met\"",
            "\"fully\"",
            &["definitions/d.toml, line 19, s.w.level: found \"fully\", expected partly_met or met"],
        ),
        (
            DEFINITION_FILE,
            "minutes = 60",
            "minutes = nan",
            &["definitions/d.toml, line 21, s.w.within_minutes: found \"nan\", expected minutes from 0 to 1000000"],
        ),
    ]);
}

#[test]
fn each_fault_of_a_standard_or_way_is_told_with_its_line() {
    check(&[
        (
            DEFINITION_FILE,
            "providers = 2",
            "providers = 0",
            &[
                "definitions/d.toml, line 23, s.w.providers: found \"0\", expected how many services as a whole number from 1 to 1000",
            ],
        ),
        (
            DEFINITION_FILE,
            "level = \"met\"\n",
            "",
            &["definitions/d.toml, line 17, s.w.level: found no such key, expected partly_met or met"],
        ),
        (
            DEFINITION_FILE,
            "version = \"1\"",
            "version = 1",
            &["definitions/d.toml, line 2, version: found \"1\", expected words in quotation marks"],
        ),
        (
            DEFINITION_FILE,
            "title = { en = \"D\", fr = \"D\" }",
            "title = { en = \"D\" }",
            &["definitions/d.toml, line 4, title.fr: found no such key, expected words in quotation marks"],
        ),
    ]);
}

#[test]
fn each_fault_of_the_settings_is_told_with_its_line() {
    check(&[
        (
            SETTINGS,
            "\"d\"",
            "\"e\"",
            &["package.toml, default_definition: found \"e\", expected the id of a definition in definitions/"],
        ),
        (
            SETTINGS,
            "name = \"Small\"",
            "name = \"Small\"\nsuppress_under = 5",
            &[
                "package.toml, line 4, package.suppress_under: found a key of this name, \
             expected id, name, made_on, languages, suppress_below or default_definition",
            ],
        ),
        (
            SETTINGS,
            "[regions]",
            "[travel]\nconnect_kmh = 0\n[regions]",
            &["package.toml, line 6, travel.connect_kmh: found \"0\", expected kilometres an hour from 1 to 2000"],
        ),
    ]);
}

#[test]
fn a_definition_without_standards_or_with_one_twice_is_refused() {
    let head = DEFINITION.split("[[standards]]").next().expect("a head");
    let standard = &DEFINITION[head.len()..];
    let told = Small::new().with("definitions/d.toml", head).told();
    assert_eq!(
        told[0],
        "definitions/d.toml, line 1, standards: found no such key, expected one standard or more, each as [[standards]]"
    );
    let twice = format!("{DEFINITION}{standard}");
    let told = Small::new().with("definitions/d.toml", twice).told();
    assert_eq!(
        told[0],
        "definitions/d.toml, line 25, s.id: found \"s\" a second time, expected an id that no other standard has"
    );
    let broken = Small::new().with("definitions/d.toml", "id = \nversion = \"1\n").told();
    let syntax: Vec<&String> = broken.iter().filter(|one| one.contains("expected TOML")).collect();
    assert_eq!(syntax.len(), 2, "{broken:?}");
}

#[test]
fn a_document_nested_without_end_is_refused_and_not_followed() {
    for open in ["[", "{ a = "] {
        let text = format!("id = {}", open.repeat(50_000));
        let package = least().package();
        let faults = parse("d.toml", &text, &Known::of(&package)).expect_err("it never ends");
        assert!(!faults.is_empty());
    }
    let json = format!("{{\"type\":{}", "[".repeat(50_000));
    assert_eq!(Small::new().with("regions.geojson", json).told().len(), 1);
}

#[test]
fn a_definition_can_be_read_alone_for_a_package_that_is_there() {
    let package = Small::new().package();
    let known = Known::of(&package);
    let definition = parse("d.toml", DEFINITION, &known).expect("it has no faults");
    assert_eq!(definition, package.definitions[0]);
    let faults = parse("d.toml", &DEFINITION.replace("counselling", "nowhere"), &known).expect_err("no such type");
    assert_eq!(faults[0].row, Some(10));
    let bare = least().package();
    assert!(
        parse("d.toml", &DEFINITION.replace("waiting_room", "name"), &Known::of(&bare)).is_ok(),
        "nothing to check against"
    );
}

#[test]
fn a_filter_that_asks_for_what_no_record_has_is_refused_with_what_it_may_ask() {
    let told = |from: &str, to: &str| Small::new().changed(DEFINITION_FILE, from, to).told();
    let applies_to = told("population > 0", "population > 0 AND wealth > 1");
    assert_eq!(applies_to.len(), 1, "{applies_to:?}");
    let fault = &applies_to[0];
    assert!(
        fault.starts_with("definitions/d.toml, line 12, s.applies_to: found "),
        "{fault}"
    );
    for words in ["wealth", "at character 20 of", "population", "elder_house"] {
        assert!(fault.contains(words), "{words} in {fault}");
    }
    let where_services = told("delivery_mode = 'visiting'", "population > 0");
    assert!(
        where_services[0].contains("line 20, s.w.where: found population at character 1"),
        "{where_services:?}"
    );
    assert_eq!(
        told("'visiting'", "'walking'").len(),
        1,
        "a word that the column cannot hold"
    );
}

#[test]
fn a_definition_that_was_accepted_is_read_back_without_looking_names_up() {
    let text = DEFINITION.replace("counselling", "a_type_of_another_year");
    let definition = trusted(&text).expect("its form is right");
    assert_eq!(
        definition.standards[0].service_types[0].as_str(),
        "a_type_of_another_year"
    );
    let fault = trusted(&text.replace("days = 300", "days = 0")).expect_err("its form is wrong");
    assert!(fault.to_string().contains("line 13, s.days"), "{fault}");
}

#[test]
fn what_a_definition_leaves_out_has_the_value_of_the_documentation() {
    let text = "id = \"d\"\nversion = \"1\"\nstanding = \"draft\"\ntitle = \"D\"\n[[standards]]\nid = \"s\"\n\
                service_types = [\"counselling\"]\ntitle = \"S\"\n[[standards.ways]]\nid = \"w\"\nlevel = \"met\"\n";
    let package = Small::new().package();
    let definition = parse("d.toml", text, &Known::of(&package)).expect("it has no faults");
    assert_eq!(
        (definition.impedance, definition.modes.as_slice()),
        (Impedance::Travel, Mode::DEFAULT)
    );
    let standard = &definition.standards[0];
    assert_eq!(
        (
            standard.days,
            standard.ways[0].limits.providers,
            standard.ways[0].limits.within
        ),
        (365, 1, None)
    );
    assert_eq!(standard.title.fr, "S", "one text for both languages");
}
