//! The rules of access, one at a time, on packages small enough to reckon in the head.
//!
//! Two places, Here and There, an hour of road apart; further tables and rules are added by each test.

#[path = "support/world.rs"]
mod world;

use evenreach::equity::Scope;
use evenreach::model::Supply;
use evenreach::travel::DaySet;
use world::World;

const MET: &str = "met";
const PARTLY: &str = "partly_met";
const UNMET: &str = "unmet";

const RESIDENT_WITHIN_AN_HOUR: &str =
    "[[standards.ways]]\nid = \"w\"\nlevel = \"met\"\nwhere = \"delivery_mode = 'resident'\"\nwithin_minutes = 60\n";
const CLINIC_HERE: &str = "clinic,help,existing,here,resident,all,,,,,,,";

#[test]
fn a_journey_of_exactly_the_limit_is_within_and_a_second_more_is_not() {
    assert_eq!(
        World::new("60", &[CLINIC_HERE], RESIDENT_WITHIN_AN_HOUR).outcome("there"),
        [MET, MET]
    );
    let second_more = World::new("60.0167", &[CLINIC_HERE], RESIDENT_WITHIN_AN_HOUR);
    assert_eq!(second_more.outcome("there"), [UNMET, UNMET]);
    // 1 - 3600 / 3601.
    assert_eq!(second_more.shortfall("there"), [278, 278]);
}

#[test]
fn who_is_not_served_is_not_helped_however_near() {
    let only_there = "clinic,help,existing,here,resident,there,,,,,,,";
    let world = World::new("60", &[only_there], RESIDENT_WITHIN_AN_HOUR);
    assert_eq!(
        (world.outcome("here"), world.outcome("there")),
        ([UNMET, UNMET], [MET, MET])
    );
}

#[test]
fn serving_a_place_serves_the_places_that_are_part_of_it() {
    let only_here = "clinic,help,existing,here,resident,here,,,,,,,";
    let world = World::new("60", &[only_here], RESIDENT_WITHIN_AN_HOUR);
    assert_eq!(
        (world.outcome("quarter"), world.outcome("there")),
        ([MET, MET], [UNMET, UNMET])
    );
}

#[test]
fn a_blank_mode_is_read_both_ways_and_settled_where_it_makes_no_difference() {
    let unknown_mode = "clinic,help,existing,here,,all,,,,,,,";
    assert_eq!(
        World::new("60", &[unknown_mode], RESIDENT_WITHIN_AN_HOUR).outcome("here"),
        [UNMET, MET]
    );
    let any_mode = "[[standards.ways]]\nid = \"w\"\nlevel = \"met\"\nwithin_minutes = 60\n";
    assert_eq!(World::new("60", &[unknown_mode], any_mode).outcome("here"), [MET, MET]);
    // Too far to travel to, it may still be a telephone line.
    assert_eq!(
        World::new("90", &[unknown_mode], any_mode).outcome("there"),
        [UNMET, MET]
    );
}

#[test]
fn a_blank_site_may_be_anywhere_and_one_in_each_community_is_everywhere() {
    let somewhere = "clinic,help,existing,,resident,all,,,,,,,";
    assert_eq!(
        World::new("60", &[somewhere], RESIDENT_WITHIN_AN_HOUR).outcome("here"),
        [UNMET, MET]
    );
    let everywhere = "clinic,help,existing,,resident,all,,,,,,,each";
    assert_eq!(
        World::new("600", &[everywhere], RESIDENT_WITHIN_AN_HOUR).outcome("there"),
        [MET, MET]
    );
}

#[test]
fn a_virtual_service_is_reached_without_travel() {
    let line = "line,help,existing,,virtual,all,,,,,,,";
    let way = "[[standards.ways]]\nid = \"w\"\nlevel = \"partly_met\"\nwhere = \"delivery_mode = 'virtual'\"\nwithin_minutes = 0\n";
    let world = World::new("600", &[line], way);
    assert_eq!(world.outcome("there"), [PARTLY, PARTLY]);
    assert_eq!(
        world.shortfall("there"),
        [500_000, 500_000],
        "a way of the lower level counts at least one half"
    );
}

#[test]
fn visits_are_counted_inclusively_and_a_blank_frequency_is_unknown() {
    let way = "[[standards.ways]]\nid = \"w\"\nlevel = \"met\"\nwhere = \"delivery_mode = 'visiting'\"\nvisits_per_month = 2\n";
    let visits = |often: &str| {
        World::new(
            "60",
            &[&format!("nurse,help,existing,here,visiting,all,{often},,,,,,")],
            way,
        )
    };
    assert_eq!(visits("2").outcome("here"), [MET, MET]);
    assert_eq!(visits("1").outcome("here"), [UNMET, UNMET]);
    assert_eq!(visits("1").shortfall("here"), [500_000, 500_000]);
    assert_eq!(visits("").outcome("here"), [UNMET, MET]);
    assert_eq!(visits("every two weeks").outcome("here"), [MET, MET]);
}

#[test]
fn two_providers_are_a_choice_and_one_is_half_of_it() {
    let way = "[[standards.ways]]\nid = \"w\"\nlevel = \"met\"\nproviders = 2\n";
    let other = "office,help,existing,there,resident,all,,,,,,,";
    assert_eq!(World::new("60", &[CLINIC_HERE, other], way).outcome("here"), [MET, MET]);
    let one = World::new("60", &[CLINIC_HERE], way);
    assert_eq!(
        (one.outcome("here"), one.shortfall("here")),
        ([UNMET, UNMET], [500_000, 500_000])
    );
    assert_eq!(one.reason("here"), "Here: of the 2 services asked for, 1 counts.");
}

#[test]
fn a_service_counts_from_the_day_it_opened_to_the_day_it_closed() {
    let row = "clinic,help,closed,here,resident,all,,,2018-05,2020-10-29,,,";
    let on = |as_of| {
        World {
            as_of,
            ..World::new("60", &[row], RESIDENT_WITHIN_AN_HOUR)
        }
        .outcome("here")
    };
    assert_eq!(on("2018-04-30"), [UNMET, UNMET]);
    assert_eq!(on("2018-05-10"), [UNMET, MET], "the day in May is not known");
    assert_eq!(on("2018-05-31"), [MET, MET]);
    assert_eq!(on("2020-10-29"), [MET, MET], "the last day counts");
    assert_eq!(on("2020-10-30"), [UNMET, UNMET]);
}

#[test]
fn closed_without_a_date_counts_as_closed_from_the_day_it_was_seen_closed() {
    let row = "clinic,help,closed,here,resident,all,,,,,,,";
    let on = |as_of| {
        World {
            as_of,
            ..World::new("60", &[row], RESIDENT_WITHIN_AN_HOUR)
        }
        .outcome("here")
    };
    assert_eq!(on("2026-01-31"), [UNMET, UNMET], "the day the package was made");
    assert_eq!(on("2020-01-01"), [UNMET, MET], "before that nobody can tell");
}

#[test]
fn what_is_only_planned_or_only_money_is_no_supply() {
    for row in [
        "clinic,help,proposed,here,resident,all,,,,,,,",
        "clinic,help,in_development,here,resident,all,,,,,,,",
        "clinic,funding_program,existing,here,resident,all,,,,,,,",
    ] {
        assert_eq!(
            World::new("60", &[row], RESIDENT_WITHIN_AN_HOUR).outcome("here"),
            [UNMET, UNMET],
            "{row}"
        );
    }
    let opened = "clinic,help,in_development,here,resident,all,,,2026-02-01,,,,";
    assert_eq!(
        World::new("60", &[opened], RESIDENT_WITHIN_AN_HOUR).outcome("here"),
        [MET, MET]
    );
}

#[test]
fn intended_supply_is_what_was_promised_and_actual_supply_is_what_ran() {
    let row = |actual: &str| format!("clinic,help,existing,here,resident,all,,,,,{actual},2025-06,");
    let asked = |actual: &str, supply| {
        World {
            supply,
            ..World::new("60", &[&row(actual)], RESIDENT_WITHIN_AN_HOUR)
        }
        .outcome("here")
    };
    for (actual, expected) in [
        ("running", [MET, MET]),
        ("vacant", [UNMET, UNMET]),
        ("suspended", [UNMET, UNMET]),
        ("unknown", [UNMET, MET]),
    ] {
        assert_eq!(asked(actual, Supply::Actual), expected, "{actual}");
        assert_eq!(asked(actual, Supply::Intended), [MET, MET], "{actual}");
    }
    let before = World {
        as_of: "2024-01-01",
        ..World::new("60", &[&row("vacant")], RESIDENT_WITHIN_AN_HOUR)
    };
    assert_eq!(
        before.outcome("here"),
        [UNMET, MET],
        "before the observation nobody can tell"
    );
}

#[test]
fn the_year_is_met_on_the_days_that_the_standard_asks_for() {
    let mut world = World::new("60", &[CLINIC_HERE], "");
    // Open on 100 days: 1 January to 10 April.
    world.links("road,here,there,winter_road,60,60,01-01,04-10,");
    for (days, expected) in [(100, MET), (101, PARTLY)] {
        world.definition("", &format!("days = {days}"), RESIDENT_WITHIN_AN_HOUR);
        assert_eq!(world.outcome("there"), [expected, expected], "{days}");
    }
    // Asked for on 101 days, there on 100.
    assert_eq!(world.shortfall("there"), [9_901, 9_901]);
    let winter = Scope::Season("w".into(), DaySet::range("01-01".parse_day(), "04-10".parse_day()));
    assert_eq!(world.outcome_over("there", &winter), [MET, MET]);
    assert_eq!(
        world.outcome_over("there", &Scope::Day("04-11".parse_day())),
        [UNMET, UNMET]
    );
}

#[test]
fn an_unpublished_window_leaves_a_road_possible_and_not_sure() {
    let mut world = World::new("60", &[CLINIC_HERE], RESIDENT_WITHIN_AN_HOUR);
    world.links("road,here,there,winter_road,60,60,,,");
    assert_eq!(world.outcome("there"), [UNMET, MET]);
}

#[test]
fn a_journey_counts_the_wait_and_an_unpublished_wait_has_no_bound() {
    let way = "[[standards.ways]]\nid = \"w\"\nlevel = \"met\"\nwithin_minutes = 780\n";
    let flown = |departures: &str, impedance: &str| {
        let mut world = World::new("60", &[CLINIC_HERE], way);
        world.links(&format!(
            "flight,there,here,scheduled_air,60,30,01-01,12-31,{departures}"
        ));
        world.definition(&format!("impedance = \"{impedance}\""), "", way);
        world.outcome("there")
    };
    // Seven departures a week: 84 h / 7 = 720 min of wait, 30 boarding, 30 in the air.
    assert_eq!(flown("7", "journey"), [MET, MET]);
    assert_eq!(flown("6.9", "journey"), [UNMET, UNMET]);
    assert_eq!(flown("", "journey"), [UNMET, MET]);
    assert_eq!(flown("", "travel"), [MET, MET]);
}

#[test]
fn a_package_without_a_network_is_measured_over_the_geodesic() {
    let mut world = World::new("60", &[CLINIC_HERE], RESIDENT_WITHIN_AN_HOUR);
    world.files.remove("network/nodes.csv");
    world.files.remove("network/links.csv");
    // 52.4 km at the default 60 km/h.
    assert_eq!(world.outcome("there"), [MET, MET]);
}

#[test]
fn a_place_that_is_part_of_a_part_is_served_with_the_whole() {
    let only_here = "clinic,help,existing,here,resident,here,,,,,,,";
    let mut world = World::new("60", &[only_here], RESIDENT_WITHIN_AN_HOUR);
    world.file(
        "communities.csv",
        "id,name,lon,lat,population,part_of\nhere,Here,-120,62,100,\nthere,There,-121,62,50,quarter\nquarter,Quarter,-120,62,,here\n",
    );
    assert_eq!(world.outcome("there"), [MET, MET]);
}

#[test]
fn two_places_at_one_node_are_as_far_as_they_are_and_no_detour() {
    let way = "[[standards.ways]]\nid = \"w\"\nlevel = \"met\"\nwithin_minutes = 5\n";
    let mut world = World::new("60", &[], way);
    // Both some 15 km from the only node, and some 50 m from each other.
    world.file(
        "communities.csv",
        "id,name,lon,lat,population\ncabin,Cabin,-120.3,62,10\nhere,Here,-120,62,10\n",
    );
    world.file(
        "services.csv",
        "id,service_type,delivery_mode,lon,lat\nclinic,help,resident,-120.301,62\n",
    );
    world.file(
        "network/nodes.csv",
        "id,name,kind,lon,lat,community_id\nhere,Here,community,-120,62,here\nfar,Far,junction,-125,62,\n",
    );
    world.links("road,here,far,all_season_road,300,300,01-01,12-31,");
    assert_eq!(
        (world.outcome("cabin"), world.outcome("here")),
        ([MET, MET], [UNMET, UNMET])
    );
}

#[test]
fn a_post_that_stood_vacant_is_named_and_not_called_absent() {
    let vacant = "clinic,help,existing,here,resident,all,,,,,vacant,2025-06,";
    let reason = World::new("60", &[vacant], RESIDENT_WITHIN_AN_HOUR).reason("here");
    assert_eq!(reason, "Here: clinic was vacant when last looked at, 2025-06.");
    let nothing = World::new(
        "60",
        &["clinic,other,existing,here,resident,all,,,,,,,"],
        RESIDENT_WITHIN_AN_HOUR,
    );
    assert_eq!(
        nothing.reason("here"),
        "Here: no service of this kind that serves the community is on record."
    );
}

#[test]
fn days_that_nobody_can_tell_are_not_called_days_without() {
    let mut world = World::new("60", &[CLINIC_HERE], "");
    world.links("ice,here,there,winter_road,60,60,01-01,04-10,\nboat,here,there,ferry,60,60,06-01,,");
    world.definition("", "days = 50", RESIDENT_WITHIN_AN_HOUR);
    let reason = world.reason("there").replace('\u{a0}', " ");
    assert_eq!(
        reason,
        "There: clinic is 1 h away, within the limit of 1 h. This holds on 100 of 365 days; from 11 April to 31 December it \
         is not known. Not published for clinic: how long the way to it takes."
    );
}

#[test]
fn the_nearest_of_the_kind_is_what_is_too_far() {
    let visiting_here = "nurse,help,existing,there,visiting,all,1,,,,,,";
    let reason = World::new("90", &[CLINIC_HERE, visiting_here], RESIDENT_WITHIN_AN_HOUR).reason("there");
    assert_eq!(
        reason.replace('\u{a0}', " "),
        "There: clinic is 1 h 30 min away; the limit is 1 h."
    );
}

#[test]
fn a_standard_applies_to_whom_it_says() {
    let mut world = World::new("60", &[CLINIC_HERE], "");
    world.definition("", "applies_to = \"population > 60\"", RESIDENT_WITHIN_AN_HOUR);
    world.ask(|basis, _, assessment| {
        let applies: Vec<&str> = assessment
            .gaps
            .iter()
            .map(|gap| basis.package().communities[gap.community].id.as_str())
            .collect();
        // Nobody counted the people of the quarter, so it may apply there.
        assert_eq!(applies, ["here", "quarter"]);
    });
    assert!(
        world
            .reason("quarter")
            .ends_with("It is not known whether this standard applies here.")
    );
    assert!(!world.reason("here").contains("applies"));
}

trait ParseDay {
    fn parse_day(self) -> evenreach::model::DayOfYear;
}

impl ParseDay for &str {
    fn parse_day(self) -> evenreach::model::DayOfYear {
        evenreach::model::DayOfYear::parse(self).expect("a day")
    }
}

/// Here and There with a road between them that has an opening and a closing date.
fn with_road(opened: &str, closed: &str, as_of: &'static str) -> World {
    let mut world = World::new("60", &[CLINIC_HERE], RESIDENT_WITHIN_AN_HOUR);
    world.as_of = as_of;
    let columns = "id,from_node,to_node,mode,distance_km,typical_minutes,opens,closes,opened,closed";
    let road = format!("road,here,there,all_season_road,60,60,01-01,12-31,{opened},{closed}");
    world.file("network/links.csv", &format!("{columns}\n{road}\n"));
    world
}

#[test]
fn a_road_carries_from_the_day_it_opened_to_the_day_it_closed() {
    let on = |as_of| with_road("2017-11-15", "2020-06-30", as_of).outcome("there");
    assert_eq!(on("2017-11-14"), [UNMET, UNMET]);
    assert_eq!(on("2017-11-15"), [MET, MET]);
    assert_eq!(on("2020-06-30"), [MET, MET]);
    assert_eq!(on("2020-07-01"), [UNMET, UNMET]);
}

#[test]
fn within_a_month_that_is_all_that_is_known_a_road_may_be_there_or_not() {
    let on = |as_of| with_road("2017-11", "", as_of).outcome("there");
    assert_eq!(on("2017-10-31"), [UNMET, UNMET]);
    assert_eq!(on("2017-11-01"), [UNMET, MET]);
    assert_eq!(on("2017-11-29"), [UNMET, MET]);
    assert_eq!(on("2017-11-30"), [MET, MET]);
}
