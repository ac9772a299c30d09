//! The language of definitions, one requirement at a time, on packages small enough to reckon in the head.
//!
//! Here (100 people) and There (50) lie an hour of road and 52.4 km apart; the Quarter is part of Here.

#[path = "support/world.rs"]
mod world;

use evenreach::model::Supply;
use world::World;

const MET: [&str; 2] = ["met", "met"];
const PARTLY: [&str; 2] = ["partly_met", "partly_met"];
const UNMET: [&str; 2] = ["unmet", "unmet"];
const OPEN: [&str; 2] = ["unmet", "met"];

const COLUMNS: &str = "id,service_type,community_id,delivery_mode,serves,visit_frequency,delivered_share,wait_days,positions,languages,indigenous_led,actual,observed";

/// A world with services of all columns, under one way that meets the standard in full.
fn world(services: &[&str], way: &str) -> World {
    let mut world = World::new("60", &[], &way_of("met", way));
    world.file("services.csv", &format!("{COLUMNS}\n{}\n", services.join("\n")));
    world.file(
        "languages.csv",
        "code,name_en,name_self\nchp,Dëne,Dëne Sųłıné\ngwi,Gwich'in,Gwich'in\n",
    );
    world
}

fn way_of(level: &str, asks: &str) -> String {
    format!("[[standards.ways]]\nid = \"w\"\nlevel = \"{level}\"\n{asks}\n")
}

/// Communities with their region and languages.
fn regions(world: &mut World) {
    world.file(
        "communities.csv",
        "id,name,lon,lat,population,part_of,region,indigenous_languages\n\
         here,Here,-120,62,100,,north,chp\nthere,There,-121,62,50,,south,gwi;chp\nquarter,Quarter,-120,62,,here,,\n",
    );
}

fn outcomes(world: &World) -> [[&'static str; 2]; 3] {
    ["here", "there", "quarter"].map(|place| world.outcome(place))
}

#[test]
fn a_service_of_the_same_region_or_community_is_one_that_surely_stands_there() {
    let mut same_region = world(&["clinic,help,here,resident,all,,,,,,,,"], "same_region = true");
    regions(&mut same_region);
    // In which region the Quarter lies is not published.
    assert_eq!(outcomes(&same_region), [MET, UNMET, OPEN]);
    let mut same_community = world(&["clinic,help,here,resident,all,,,,,,,,"], "same_community = true");
    regions(&mut same_community);
    assert_eq!(outcomes(&same_community), [MET, UNMET, UNMET]);
    assert!(
        same_community
            .reason("there")
            .contains("clinic is not in the community itself.")
    );
    // What is given by telephone stands nowhere.
    let line = world(&["line,help,here,virtual,all,,,,,,,,"], "same_community = true");
    assert_eq!(line.outcome("here"), UNMET);
    // A site that is not published may be anywhere.
    assert_eq!(
        world(&["clinic,help,,resident,all,,,,,,,,"], "same_community = true").outcome("here"),
        OPEN
    );
}

#[test]
fn a_language_is_the_communitys_own_or_the_one_that_is_named() {
    let spoken = |services: &[&str], asked: &str| {
        let mut world = world(services, &format!("language = \"{asked}\""));
        regions(&mut world);
        outcomes(&world)
    };
    let in_dene = ["clinic,help,here,resident,all,,,,,chp,,,"];
    let in_gwichin = ["clinic,help,here,resident,all,,,,,gwi,,,"];
    // Which language the Quarter has is not on record.
    assert_eq!(spoken(&in_dene, "community"), [MET, MET, OPEN]);
    assert_eq!(spoken(&in_gwichin, "community"), [UNMET, MET, OPEN]);
    assert_eq!(spoken(&in_gwichin, "gwi"), [MET, MET, MET]);
    assert_eq!(
        spoken(&["clinic,help,here,resident,all,,,,,,,,"], "chp"),
        [OPEN, OPEN, OPEN]
    );
}

#[test]
fn who_leads_a_service_is_known_or_open() {
    let led = |cell: &str| {
        world(
            &[&format!("clinic,help,here,resident,all,,,,,,{cell},,")],
            "indigenous_led = true",
        )
    };
    assert_eq!(led("true").outcome("here"), MET);
    assert_eq!(led("false").outcome("here"), UNMET);
    assert_eq!(led("").outcome("here"), OPEN);
    assert!(
        led("false")
            .reason("here")
            .contains("clinic is not led by Indigenous people.")
    );
    assert!(led("").reason("here").contains("whether it is Indigenous-led"));
}

#[test]
fn a_wait_of_exactly_the_limit_is_within() {
    let waited = |cell: &str| {
        world(
            &[&format!("clinic,help,here,resident,all,,,{cell},,,,,")],
            "max_wait_days = 14",
        )
    };
    assert_eq!(waited("14").outcome("here"), MET);
    assert_eq!(waited("28").outcome("here"), UNMET);
    assert_eq!(waited("28").shortfall("here"), [500_000, 500_000]);
    assert_eq!(waited("").outcome("here"), OPEN);
    assert!(
        waited("28")
            .reason("here")
            .contains("people waited 28 days for clinic; the limit is 14.")
    );
}

#[test]
fn distance_is_straight_over_the_earth_whatever_the_road() {
    let clinic = ["clinic,help,here,resident,all,,,,,,,,"];
    // One degree of longitude at 62 degrees north: 52.4 km on WGS84.
    assert_eq!(world(&clinic, "within_km = 53").outcome("there"), MET);
    assert_eq!(world(&clinic, "within_km = 52").outcome("there"), UNMET);
    assert_eq!(
        world(&["line,help,here,virtual,all,,,,,,,,"], "within_km = 0").outcome("there"),
        MET
    );
}

#[test]
fn planned_visits_are_held_against_the_plan_and_the_share_that_took_place_against_what_happened() {
    let row = |share: &str| format!("team,help,here,visiting,all,4,{share},,,,,,");
    let visits = |share: &str| world(&[&row(share)], "visits_per_month = 4\ndelivered_share = 0.75");
    assert_eq!(visits("0.75").outcome("here"), MET);
    assert_eq!(visits("0.5").outcome("here"), UNMET);
    assert_eq!(visits("").outcome("here"), OPEN);
    // As intended, every planned visit takes place.
    let mut intended = visits("0.5");
    intended.supply = Supply::Intended;
    assert_eq!(intended.outcome("here"), MET);
    // Staff who live there come on no visits.
    let resident = world(&["clinic,help,here,resident,all,,,,,,,,"], "delivered_share = 0.75");
    assert_eq!(resident.outcome("here"), MET);
}

/// Two-step floating catchment area: positions for each person who shares a service, summed over the services in reach.
#[test]
fn people_share_the_positions_within_reach() {
    let one = ["clinic,help,here,resident,all,,,,1,,,,"];
    let within = |services: &[&str], minutes: u32, limit: u32| {
        world(
            services,
            &format!("within_minutes = {minutes}\npeople_per_position = {limit}"),
        )
    };
    // Here and There share one position: 150 people. Those of the Quarter are counted in Here.
    assert_eq!(outcomes(&within(&one, 60, 150)), [MET; 3]);
    let too_many = within(&one, 60, 100);
    assert_eq!(outcomes(&too_many), [UNMET; 3]);
    // 1 - 100 / 150.
    assert_eq!(too_many.shortfall("here"), [333_333, 333_333]);
    assert!(
        too_many
            .reason("here")
            .contains("150 people share each position; the limit is 100.")
    );
    // Out of There's reach, only the 100 of Here share it.
    assert_eq!(outcomes(&within(&one, 59, 100)), [MET, UNMET, MET]);
    // A second position elsewhere in reach halves the people for each: 2 / 150.
    let two = [
        "clinic,help,here,resident,all,,,,1,,,,",
        "second,help,here,resident,all,,,,1,,,,",
    ];
    assert_eq!(outcomes(&within(&two, 60, 75)), [MET; 3]);
    // How many positions there are is not published.
    assert_eq!(
        outcomes(&within(&["clinic,help,here,resident,all,,,,,,,,"], 60, 150)),
        [OPEN; 3]
    );
    assert_eq!(
        outcomes(&within(&["clinic,help,here,resident,all,,,,0,,,,"], 60, 150)),
        [UNMET; 3]
    );
    // How many people There has is not published: it may be none, or any number.
    let mut uncounted = within(&one, 60, 150);
    uncounted.file(
        "communities.csv",
        "id,name,lon,lat,population,part_of\nhere,Here,-120,62,100,\nthere,There,-121,62,,\nquarter,Quarter,-120,62,,here\n",
    );
    assert_eq!(outcomes(&uncounted), [OPEN; 3]);
}

#[test]
fn the_next_step_must_be_met_too_on_the_same_days() {
    let then = |aftercare: &str| {
        let mut world = world(
            &["clinic,help,here,resident,all,,,,,,,,", aftercare],
            &format!(
                "then = [\"after\"]\n[[standards]]\nid = \"after\"\nservice_types = [\"aftercare\"]\ntitle = \"After\"\n\
                 applies_to = \"population > 60 OR part_of = 'here'\"\n{}{}",
                way_of("met", "where = \"delivery_mode = 'resident'\"\nwithin_minutes = 30"),
                "[[standards.ways]]\nid = \"line\"\nlevel = \"partly_met\"\nwhere = \"delivery_mode = 'virtual'\""
            ),
        );
        regions(&mut world);
        world
    };
    // There, the next step does not apply, and nothing more is asked.
    assert_eq!(
        outcomes(&then("group,aftercare,there,resident,all,,,,,,,,")),
        [UNMET, MET, UNMET]
    );
    assert_eq!(
        outcomes(&then("group,aftercare,here,resident,all,,,,,,,,")),
        [MET, MET, MET]
    );
    // Met in part is too little for a way that meets in full.
    let line = then("line,aftercare,here,virtual,all,,,,,,,,");
    assert_eq!(line.outcome("here"), UNMET);
    // What the next step lacks is what this one lacks.
    assert_eq!(line.shortfall("here"), [500_000, 500_000]);
    assert!(
        line.reason("here").contains("the next step is not met: After."),
        "{}",
        line.reason("here")
    );
    assert_eq!(then("group,aftercare,,resident,all,,,,,,,,").outcome("here"), OPEN);
}

#[test]
fn a_way_that_meets_in_part_asks_no_more_of_the_next_step() {
    let mut world = world(
        &[
            "clinic,help,here,resident,all,,,,,,,,",
            "line,aftercare,here,virtual,all,,,,,,,,",
        ],
        "",
    );
    let after = "[[standards]]\nid = \"after\"\nservice_types = [\"aftercare\"]\ntitle = \"After\"\n";
    let ways = way_of("partly_met", "then = [\"after\"]") + after + &way_of("partly_met", "");
    world.definition("", "", &ways);
    assert_eq!(world.outcome("here"), PARTLY);
}

#[test]
fn a_limit_may_differ_by_group_of_communities() {
    let mut world = world(
        &["clinic,help,here,resident,all,,,,,,,,"],
        "within_minutes = { small = 60, otherwise = 0 }",
    );
    let groups = "[[groups]]\nid = \"small\"\ntitle = \"Small\"\nwhere = \"population < 60\"";
    world.definition(
        groups,
        "",
        &way_of("met", "within_minutes = { small = 60, otherwise = 0 }"),
    );
    assert_eq!(world.outcome("here"), MET);
    assert_eq!(world.outcome("there"), MET);
    world.definition(
        groups,
        "",
        &way_of("met", "within_minutes = { small = 30, otherwise = 60 }"),
    );
    assert_eq!(world.outcome("there"), UNMET);
    // Of which group the Quarter is cannot be told: five minutes of street are within the one limit and not the other.
    world.definition(
        groups,
        "",
        &way_of("met", "within_minutes = { small = 0, otherwise = 60 }"),
    );
    assert_eq!(world.outcome("quarter"), OPEN);
    world.definition(
        groups,
        "",
        &way_of("met", "within_minutes = { small = 5, otherwise = 60 }"),
    );
    assert_eq!(world.outcome("quarter"), MET);
}

#[test]
fn what_nobody_has_looked_at_for_too_long_counts_as_unknown() {
    let seen = |observed: &str, days: u32| {
        let row = format!("clinic,help,here,resident,all,,,,,,,running,{observed}");
        let mut world = world(&[&row], "");
        world.definition(&format!("stale_after_days = {days}"), "", &way_of("met", ""));
        world
    };
    // Asked on 12 March 2026, 30 days after 10 February.
    assert_eq!(seen("2026-02-10", 30).outcome("here"), MET);
    assert_eq!(seen("2026-02-10", 29).outcome("here"), OPEN);
    assert!(seen("2026-02-10", 29).reason("here").contains("whether it still runs"));
    // Of a year, the first day counts; without any date nobody can tell.
    assert_eq!(seen("2026", 70).outcome("here"), MET);
    assert_eq!(seen("2026", 69).outcome("here"), OPEN);
    assert_eq!(seen("", 10_000).outcome("here"), OPEN);
    // A promise was never observed.
    let mut intended = seen("", 0);
    intended.supply = Supply::Intended;
    assert_eq!(intended.outcome("here"), MET);
    // A standard's own period wins over the definition's.
    let mut own = seen("2026-02-10", 29);
    own.definition("stale_after_days = 29", "stale_after_days = 30", &way_of("met", ""));
    assert_eq!(own.outcome("here"), MET);
}
