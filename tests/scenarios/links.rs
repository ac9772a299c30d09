//! Changes to the network: windows that move, and new roads.

use evenreach::model::Interval;
use evenreach::planning::suppose;

use super::{AS_OF, afterwards, change, over_the_ice, scenario};

#[test]
fn a_window_that_nobody_knows_stays_unknown() {
    let mut world = over_the_ice();
    world.links("ice,here,there,ice_crossing,20,30,,03-31,\nstreet,quarter,here,all_season_road,1,5,01-01,12-31,");
    let (basis, after, compared) = afterwards(
        &world,
        "[[changes]]\nchange = \"move_window\"\nmodes = [\"ice_crossing\"]\ncloses_days = -30\n",
    );
    assert_eq!(change(&basis, &compared, "here").direction(), None);
    assert_eq!(
        (after.supposed.made[0].links.len(), after.supposed.made[0].unmoved),
        (0, 1)
    );
    assert!(
        !after.supposed.moves_network,
        "what stays as it is is not laid out anew"
    );
}

#[test]
fn a_link_that_has_ended_or_is_not_there_yet_has_no_window_to_move() {
    let mut world = over_the_ice();
    let columns = "id,from_node,to_node,mode,distance_km,typical_minutes,opens,closes,opened,closed";
    let rows = [
        "ice,here,there,ice_crossing,20,30,01-01,03-31,,",
        "old,here,there,ice_crossing,20,30,01-01,03-31,,2019",
        "planned,here,there,ice_crossing,20,30,01-01,03-31,2031,",
    ];
    world.file("network/links.csv", &format!("{columns}\n{}\n", rows.join("\n")));
    let moved = |of: &str| format!("[[changes]]\nchange = \"move_window\"\n{of}\ncloses_days = -10\n");
    let (_, after, _) = afterwards(&world, &moved("modes = [\"ice_crossing\"]"));
    let made = &after.supposed.made[0];
    assert_eq!((made.links.as_slice(), made.unmoved), ([0].as_slice(), 0));
    let ended = scenario(&moved("links = [\"old\"]"));
    let found = world.ask(|basis, _, _| suppose(&ended, basis, AS_OF).expect_err("it is no more"));
    assert_eq!(found[0].pointer(), "changes/0/links");
}

#[test]
fn a_new_road_brings_help_near_and_its_minutes_may_be_at_the_pace_of_others() {
    let mut world = over_the_ice();
    world.links("ice,here,there,ice_crossing,20,30,01-01,03-31,\nstreet,quarter,here,all_season_road,1,2,01-01,12-31,");
    let road = |length: &str| {
        format!(
            "[[changes]]\nchange = \"add_link\"\nfrom = \"here\"\nto = \"there\"\nmode = \"all_season_road\"\n{length}\n"
        )
    };
    // The street takes two minutes for its kilometre: 30 km take an hour, 31 km more than that.
    for (length, days) in [
        ("minutes = 60", 365),
        ("minutes = 61", 90),
        ("km = 30", 365),
        ("km = 31", 90),
    ] {
        let (basis, _, compared) = afterwards(&world, &road(length));
        assert_eq!(
            change(&basis, &compared, "here").after.days_met,
            Interval::exact(days),
            "{length}"
        );
    }
    let there = format!("{}one_way = true\n", road("minutes = 60"));
    let back = there
        .replace("to = \"there\"", "to = \"here\"")
        .replace("from = \"here\"", "from = \"there\"");
    for (changes, days) in [(there, 365), (back, 90)] {
        let (basis, _, compared) = afterwards(&world, &changes);
        let here = change(&basis, &compared, "here");
        assert_eq!(here.after.days_met, Interval::exact(days), "{changes}");
    }
}

#[test]
fn a_place_that_is_on_no_network_gets_a_place_on_it_with_its_first_road() {
    let mut world = over_the_ice();
    world.file(
        "communities.csv",
        "id,name,lon,lat,population\nhere,Here,-120,62,100\nthere,There,-121,62,50\nquarter,Quarter,-120,62,7\nfar,Far,-110,66,9\n",
    );
    let road = |from: &str, to: &str| {
        format!(
            "[[changes]]\nchange = \"add_link\"\nfrom = \"{from}\"\nto = \"{to}\"\nmode = \"ferry\"\nminutes = 20\n"
        )
    };
    let (basis, after, compared) = afterwards(&world, &format!("{}{}", road("far", "there"), road("here", "far")));
    for (place, days) in [("far", 365), ("here", 365)] {
        let here = change(&basis, &compared, place);
        assert_eq!(here.after.days_met, Interval::exact(days), "{place}");
    }
    let nodes = &after.supposed.package.nodes;
    assert_eq!(nodes.len(), basis.package().nodes.len() + 1, "one, for both roads");
}

#[test]
fn links_of_which_a_rule_is_not_known_to_hold_stay_as_they_are() {
    let mut world = over_the_ice();
    let few = "[[changes]]\nchange = \"move_window\"\nwhere = \"departures_per_week < 3\"\ngone = true\n";
    let found = world.ask(|basis, _, _| suppose(&scenario(few), basis, AS_OF).expect_err("of none is it known"));
    assert_eq!(found[0].pointer(), "changes/0/where");
    world.links("ice,here,there,ice_crossing,20,30,01-01,03-31,\nflight,here,there,scheduled_air,20,30,01-01,12-31,2\nstreet,quarter,here,all_season_road,1,5,01-01,12-31,");
    let (_, after, _) = afterwards(&world, few);
    let made = &after.supposed.made[0];
    let moved: Vec<_> = made
        .links
        .iter()
        .map(|&at| after.supposed.package.links[at].id.as_str())
        .collect();
    assert_eq!(moved, ["flight"]);
}
