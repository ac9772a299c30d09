//! Scenarios in worlds that can be reckoned by hand, in worlds that dice have thrown, and in the package that ships.

#[path = "scenarios/links.rs"]
mod links;
#[expect(dead_code, reason = "the rules' own tests use more of it")]
#[path = "support/shipped.rs"]
mod shipped;
#[expect(dead_code, reason = "the rules' own tests use more of it")]
#[path = "support/world.rs"]
mod world;
#[expect(dead_code, reason = "the thrown worlds' own tests use more of it")]
#[path = "support/worlds.rs"]
mod worlds;

use std::sync::Arc;

use evenreach::equity::{Assessment, Basis, Criteria, Question, Scope, assess};
use evenreach::model::{CommunityId, Interval, Outcome, Package, Scenario, Supply, WindowShift};
use evenreach::package;
use evenreach::package::scenario::{document, parse};
use evenreach::planning::{Afterwards, Change, Compared, Direction, Misfit, Unsupposed, compare, costs, suppose};
use jiff::civil::{Date, date};
use world::World;
use worlds::Dice;

const AS_OF: Date = date(2026, 3, 12);
const WITHIN_AN_HOUR: &str = "[[standards.ways]]\nid = \"w\"\nlevel = \"met\"\nwithin_minutes = 60\n";

fn scenario(changes: &str) -> Scenario {
    parse("scenario.toml", &format!("name = \"What if\"\n{changes}")).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// What comes of a scenario in a world, with the place of each community.
fn afterwards(world: &World, changes: &str) -> (Basis, Afterwards, Compared) {
    world.ask(|basis, criteria, today| {
        let after =
            Afterwards::of(&scenario(changes), basis, criteria, today).unwrap_or_else(|fault| panic!("{fault:?}"));
        let compared = compare(basis.package(), [today, &after.assessment], &Scope::Year, 0..1);
        (basis.clone(), after, compared)
    })
}

fn change<'a>(basis: &Basis, compared: &'a Compared, place: &str) -> &'a Change {
    let place = basis.community(&CommunityId::from(place)).expect("the place");
    let mut places = compared.standards[0].places.iter();
    places
        .find(|one| one.community == place)
        .expect("the standard applies there")
}

/// Help There, which people from Here reach over the ice from 1 January to 31 March: on 90 days.
fn over_the_ice() -> World {
    let mut world = World::new("30", &["s,help,existing,there,resident,all,,,,,,,"], WITHIN_AN_HOUR);
    world.links("ice,here,there,ice_crossing,20,30,01-01,03-31,\nstreet,quarter,here,all_season_road,1,5,01-01,12-31,");
    world
}

#[test]
fn an_ice_road_three_weeks_shorter_takes_three_weeks_of_help() {
    let world = over_the_ice();
    let (basis, _, compared) = afterwards(
        &world,
        "[[changes]]\nchange = \"move_window\"\nmodes = [\"ice_crossing\"]\nopens_days = 11\ncloses_days = -10\n",
    );
    let here = change(&basis, &compared, "here");
    assert_eq!(here.before.days_met, Interval::exact(90));
    assert_eq!(here.after.days_met, Interval::exact(69));
    assert_eq!(here.days_gained(), Interval::exact(-21));
    assert_eq!(here.direction(), Some(Direction::Loss));
    assert_eq!(
        change(&basis, &compared, "there").direction(),
        None,
        "who has it at home loses nothing"
    );
    // Met on some days before and after: nobody surely loses a standard that was not surely met.
    assert!(!here.is_surely_lost());
}

#[test]
fn without_the_ice_what_was_met_is_met_no_more_and_people_lose_it() {
    let mut world = over_the_ice();
    world.definition("impedance = \"travel\"", "days = 90", WITHIN_AN_HOUR);
    let (basis, after, compared) = afterwards(
        &world,
        "[[changes]]\nchange = \"move_window\"\nlinks = [\"ice\"]\ngone = true\n",
    );
    let here = change(&basis, &compared, "here");
    assert!(here.is_surely_lost() && !here.is_surely_gained());
    assert_eq!(here.days_gained(), Interval::exact(-90));
    assert_eq!(
        compared.standards[0].people_lost.get(),
        Some(&100),
        "those of Here; its quarter has no count of its own"
    );
    assert_eq!(compared.standards[0].people_gained.get(), Some(&0));
    assert_eq!(after.supposed.made[0].links.len(), 1);
    assert!(after.supposed.moves_network);
}

#[test]
fn nothing_but_its_own_change_speaks_of_a_service_that_fulfils_a_request() {
    let mut world = World::new("200", &[], WITHIN_AN_HOUR);
    world.file(
        "requests.csv",
        "id,requested_by,service_type,community_id,delivery_mode,status,visibility,origin\nr1,Somebody,help,here,resident,open,public,public_record\n",
    );
    let fulfil = "[[changes]]\nchange = \"fulfil_request\"\nrequest = \"r1\"\n";
    let (basis, after, compared) = afterwards(&world, &fulfil.repeat(3));
    assert!(change(&basis, &compared, "here").is_surely_gained());
    let made = after.supposed.made.iter().filter_map(|one| one.service);
    let ids: Vec<_> = made.map(|at| after.supposed.package.services[at].id.as_str()).collect();
    assert_eq!(ids, ["supposed-r1", "supposed-r1-2", "supposed-r1-3"]);
    let close = "[[changes]]\nchange = \"close_service\"\nservice = \"supposed-r1\"\n";
    let found = world.ask(|basis, _, _| {
        suppose(&scenario(&format!("{fulfil}{close}")), basis, AS_OF).expect_err("it is nobody's to name")
    });
    assert_eq!(found[0].pointer(), "changes/1/service");
}

#[test]
fn what_is_set_counts_as_looked_at_on_the_day_of_the_question() {
    let mut world = World::new(
        "200",
        &["s,help,existing,here,resident,all,,,,,running,2020-01-01,"],
        WITHIN_AN_HOUR,
    );
    world.definition("impedance = \"travel\"\nstale_after_days = 30", "", WITHIN_AN_HOUR);
    let set = "[[changes]]\nchange = \"change_service\"\nservice = \"s\"\nset = { actual = \"running\" }\n";
    let (basis, _, compared) = afterwards(&world, set);
    let here = change(&basis, &compared, "here");
    assert_eq!(
        here.before.verdict.outcome.at_least,
        Outcome::Unmet,
        "it is long ago that it ran"
    );
    assert!(here.is_surely_gained() && !here.is_perhaps_gained());
}

#[test]
fn what_may_be_met_and_could_not_be_is_perhaps_gained_and_taken_away_again_perhaps_lost() {
    let world = World::new("200", &[], WITHIN_AN_HOUR);
    // Whom it serves is not said.
    let add = "[[changes]]\nchange = \"add_service\"\nservice_type = \"help\"\ndelivery_mode = \"resident\"\ncommunity_id = \"here\"\n";
    let (basis, _, compared) = afterwards(&world, add);
    let here = change(&basis, &compared, "here");
    assert!(here.is_perhaps_gained() && !here.is_surely_gained());
    assert_eq!(here.direction(), Some(Direction::Gain));
    let unsure = World::new("200", &["s,help,existing,here,resident,,,,,,,,"], WITHIN_AN_HOUR);
    let close = "[[changes]]\nchange = \"close_service\"\nservice = \"s\"\n";
    let (basis, _, compared) = afterwards(&unsure, close);
    let here = change(&basis, &compared, "here");
    assert!(here.is_perhaps_lost() && !here.is_surely_lost());
}

#[test]
fn fewer_days_are_a_loss_also_where_enough_are_left() {
    let shorter = "[[changes]]\nchange = \"move_window\"\nmodes = [\"ice_crossing\"]\ncloses_days = -10\n";
    for (level, days) in [("met", -10), ("partly_met", 0)] {
        let mut world = over_the_ice();
        let way = WITHIN_AN_HOUR.replace("\"met\"", &format!("\"{level}\""));
        world.definition("impedance = \"travel\"", "days = 60", &way);
        let (basis, _, compared) = afterwards(&world, shorter);
        let here = change(&basis, &compared, "here");
        assert_eq!(here.before.verdict.outcome, here.after.verdict.outcome, "{level}");
        assert_eq!(here.days_gained(), Interval::exact(days), "{level}");
        assert_eq!(here.direction(), Some(Direction::Loss), "{level}");
    }
}

#[test]
fn changes_are_made_in_their_order() {
    let world = World::new("200", &[], WITHIN_AN_HOUR);
    let add = "[[changes]]\nchange = \"add_service\"\nid = \"n\"\nservice_type = \"help\"\ndelivery_mode = \"resident\"\ncommunity_id = \"there\"\nserves = \"all\"\n";
    let to_here = "[[changes]]\nchange = \"move_service\"\nservice = \"n\"\ncommunity_id = \"here\"\n";
    let close = "[[changes]]\nchange = \"close_service\"\nservice = \"n\"\n";
    let vacant = "[[changes]]\nchange = \"change_service\"\nservice = \"n\"\nset = { actual = \"vacant\" }\n";
    let met = |changes: &str| {
        let (basis, _, compared) = afterwards(&world, changes);
        ["here", "there"].map(|place| change(&basis, &compared, place).after.verdict.outcome.at_most == Outcome::Met)
    };
    assert_eq!(met(add), [false, true]);
    assert_eq!(met(&format!("{add}{to_here}")), [true, false]);
    assert_eq!(met(&format!("{add}{to_here}{close}")), [false, false]);
    assert_eq!(met(&format!("{add}{vacant}")), [false, false]);
    let fault =
        world.ask(|basis, _, _| suppose(&scenario(&format!("{close}{add}")), basis, AS_OF).expect_err("too early"));
    assert_eq!(
        (fault[0].pointer().as_str(), fault[0].found.as_str()),
        ("changes/0/service", "\"n\"")
    );
}

#[test]
fn every_change_that_the_facts_have_no_place_for_is_told() {
    let world = over_the_ice();
    let changes = r#"
[[changes]]
change = "add_service"
id = "s"
service_type = "help"
community_id = "nowhere"
serves = ["here", "nobody"]
[[changes]]
change = "change_service"
service = "s"
set = { serves = ["nobody"] }
[[changes]]
change = "fulfil_request"
request = "never"
[[changes]]
change = "move_window"
modes = ["ferry"]
gone = true
[[changes]]
change = "move_window"
where = "mood = 'ferry'"
gone = true
[[changes]]
change = "add_link"
from = "here"
to = "nowhere"
mode = "ferry"
km = 3
"#;
    let found = world.ask(|basis, _, _| suppose(&scenario(changes), basis, AS_OF).expect_err("faults"));
    let told: Vec<_> = found.iter().map(Misfit::pointer).collect();
    let expected = [
        "changes/0/serves",
        "changes/0/id",
        "changes/0/community_id",
        "changes/1/set/serves",
        "changes/2/request",
        "changes/3/modes",
        "changes/4/where",
        "changes/5/to",
        "changes/5/km",
    ];
    assert_eq!(told, expected, "{found:#?}");
}

#[test]
fn what_has_no_id_is_called_by_how_many_were_added_whatever_else_is_changed() {
    let world = World::new("200", &[], WITHIN_AN_HOUR);
    let add = "[[changes]]\nchange = \"add_service\"\nservice_type = \"help\"\nserves = \"all\"\n";
    let road = "[[changes]]\nchange = \"add_link\"\nfrom = \"here\"\nto = \"there\"\nmode = \"ferry\"\nminutes = 9\n";
    let gone = "[[changes]]\nchange = \"move_window\"\nmodes = [\"all_season_road\"]\ngone = true\n";
    let (_, after, _) = afterwards(&world, &format!("{gone}{add}{road}{gone}{add}{road}"));
    let package = &after.supposed.package;
    let made = &after.supposed.made;
    let services: Vec<_> = made.iter().filter_map(|one| one.service).collect();
    let ids: Vec<_> = services.iter().map(|&at| package.services[at].id.as_str()).collect();
    assert_eq!(ids, ["added-1", "added-2"]);
    let links = [2, 5].map(|at: usize| package.links[made[at].links[0]].id.as_str());
    assert_eq!(links, ["added-1", "added-2"]);
}

#[test]
fn an_edge_that_moves_by_no_day_is_neither_moved_nor_unknown() {
    let world = over_the_ice();
    let stay = "[[changes]]\nchange = \"move_window\"\nmodes = [\"ice_crossing\"]\nopens_days = 0\n";
    let (_, after, _) = afterwards(&world, stay);
    let made = &after.supposed.made[0];
    assert_eq!((made.links.len(), made.unmoved), (0, 0));
    assert!(after.supposed.is_as_it_is());
}

#[test]
fn cents_add_up_as_on_paper() {
    let close = |yearly: &str| {
        format!(
            "[[changes]]\nchange = \"close_service\"\nservice = \"s\"\ncost = {{ yearly = {yearly}, currency = \"CAD\" }}\n"
        )
    };
    let costs = costs(&scenario(&[close("0.1"), close("0.2")].concat())).expect("it is said");
    assert_eq!(costs.totals[0].yearly, Some(0.3));
}

#[test]
fn cost_is_summed_only_where_it_is_said() {
    let close = |cost: &str| format!("[[changes]]\nchange = \"close_service\"\nservice = \"s\"\n{cost}\n");
    assert_eq!(costs(&scenario(&close(""))), None);
    let said = [
        close("cost = { yearly = 3, currency = \"CAD\" }"),
        close("cost = { yearly = 4.5, one_time = 1, currency = \"CAD\" }"),
        close("cost = { one_time = 2, currency = \"EUR\" }"),
        close(""),
    ];
    let costs = costs(&scenario(&said.concat())).expect("some of it is said");
    assert_eq!(costs.unsaid, 1);
    let totals: Vec<_> = costs
        .totals
        .iter()
        .map(|one| (one.currency.as_str(), one.one_time, one.yearly))
        .collect();
    assert_eq!(totals, [("CAD", Some(1.0), Some(7.5)), ("EUR", Some(2.0), None)]);
}

#[test]
fn few_people_are_not_told_of() {
    let mut world = World::new("200", &[], WITHIN_AN_HOUR);
    world.file(
        "package.toml",
        "[package]\nid = \"small\"\nname = \"Small\"\nmade_on = \"2026-01-31\"\nsuppress_below = 60\n",
    );
    let add = "[[changes]]\nchange = \"add_service\"\nservice_type = \"help\"\ndelivery_mode = \"resident\"\ncommunity_id = \"there\"\nserves = \"all\"\n";
    let (basis, _, compared) = afterwards(&world, add);
    let there = change(&basis, &compared, "there");
    assert!(there.is_surely_gained() && !there.is_perhaps_gained());
    let standard = &compared.standards[0];
    assert!(
        standard.people_gained.is_withheld(),
        "50 people live There, and 60 are too few to be told of"
    );
    assert!(
        standard.after.people.met.is_withheld(),
        "nor by the difference of two figures"
    );
}

fn thrown(seed: u64) -> Package {
    let files = worlds::throw(&mut Dice::new(seed));
    let (package, _) = package::read(&files).unwrap_or_else(|faults| panic!("seed {seed}: {faults}"));
    package
}

/// A change that any world has a place for: of a service, or of the network.
fn thrown_change(package: &Package, dice: &mut Dice) -> String {
    let places = ["ash", "birch", "cedar"];
    let service = || package.services[0].id.clone();
    match dice.below(6) {
        0 => format!(
            "[[changes]]\nchange = \"add_service\"\nservice_type = \"{}\"\ndelivery_mode = \"{}\"\ncommunity_id = \"{}\"\nserves = \"all\"\nvisits_per_month = 2\npositions = 1\n",
            dice.pick(&["help", "aftercare"]),
            dice.pick(&["resident", "visiting", "virtual"]),
            dice.pick(&places)
        ),
        1 => format!("[[changes]]\nchange = \"close_service\"\nservice = \"{}\"\n", service()),
        2 => format!(
            "[[changes]]\nchange = \"move_service\"\nservice = \"{}\"\nlon = -119.95\nlat = 62.01\n",
            service()
        ),
        3 => format!(
            "[[changes]]\nchange = \"change_service\"\nservice = \"{}\"\nset = {{ positions = 3, serves = [\"ash\"], visits_per_month = \"unknown\" }}\n",
            service()
        ),
        4 => format!(
            "[[changes]]\nchange = \"add_link\"\nfrom = \"{}\"\nto = \"drum\"\nmode = \"all_season_road\"\nminutes = {}\n",
            dice.pick(&places),
            dice.below(90)
        ),
        _ => "[[changes]]\nchange = \"move_window\"\nwhere = \"id LIKE '%'\"\nopens_days = 20\ncloses_days = -20\n"
            .to_owned(),
    }
}

/// How everything stands in a package, worked out from nothing.
fn afresh(package: &Package, definitions: &Package) -> Assessment {
    let basis = Basis::new(Arc::new(package.clone())).expect("a whole network");
    let criteria = Criteria::new(&definitions.definitions[0], definitions).expect("filters that can be asked");
    let question = Question {
        as_of: AS_OF,
        supply: Supply::Actual,
    };
    assess(&basis, &criteria, question)
}

#[test]
fn what_is_taken_over_is_what_would_be_found_if_everything_were_worked_out_again() {
    let (mut of_supply, mut otherwise) = (0, 0);
    for seed in 0..200 {
        let package = thrown(seed);
        let mut dice = Dice::new(seed + 1000);
        let changes = thrown_change(&package, &mut dice) + &thrown_change(&package, &mut dice);
        let basis = Basis::new(Arc::new(package.clone())).expect("a whole network");
        let criteria = Criteria::new(&package.definitions[0], &package).expect("filters that can be asked");
        let today = afresh(&package, &package);
        let after = match Afterwards::of(&scenario(&changes), &basis, &criteria, &today) {
            Ok(after) => after,
            Err(Unsupposed::Misfits(found)) => panic!("seed {seed}: {changes}: {found:?}"),
            Err(Unsupposed::Broken(fault)) => panic!("seed {seed}: {fault}"),
        };
        let expected = afresh(&after.supposed.package, &package);
        assert_eq!(after.assessment, expected, "seed {seed}: {changes}");
        of_supply += usize::from(!after.supposed.moves_network);
        otherwise += usize::from(after.assessment != today);
    }
    assert!(of_supply > 50 && otherwise > 100, "{of_supply} {otherwise}");
}

#[test]
fn more_supply_makes_nothing_worse_and_taking_it_away_again_changes_nothing() {
    let mut better = 0;
    for seed in 0..60 {
        let package = thrown(seed);
        let mut dice = Dice::new(seed + 5000);
        let add = format!(
            "[[changes]]\nchange = \"add_service\"\nid = \"n\"\nservice_type = \"help\"\ndelivery_mode = \"{}\"\ncommunity_id = \"{}\"\nserves = \"all\"\nvisits_per_month = 2\npositions = 1\n",
            dice.pick(&["resident", "visiting", "virtual", "on_the_land"]),
            dice.pick(&["ash", "birch", "cedar"])
        );
        let basis = Basis::new(Arc::new(package.clone())).expect("a whole network");
        let criteria = Criteria::new(&package.definitions[0], &package).expect("filters that can be asked");
        let today = afresh(&package, &package);
        let standards = || 0..package.definitions[0].standards.len();
        let held = |changes: &str| {
            let after = Afterwards::of(&scenario(changes), &basis, &criteria, &today).expect("there is place for it");
            compare(&package, [&today, &after.assessment], &Scope::Year, standards())
        };
        for standard in held(&add).standards {
            for change in standard.changes() {
                assert_eq!(
                    change.direction(),
                    Some(Direction::Gain),
                    "seed {seed}: {add}: {change:?}"
                );
                better += 1;
            }
        }
        let undone = held(&format!(
            "{add}[[changes]]\nchange = \"close_service\"\nservice = \"n\"\n"
        ));
        for standard in undone.standards {
            assert_eq!(standard.changes().count(), 0, "seed {seed}");
        }
    }
    assert!(better > 60, "{better}");
}

#[test]
fn an_empty_scenario_changes_nothing_of_the_package_that_ships() {
    let basis = shipped::basis();
    let package = basis.package();
    let nothing = scenario("");
    let supposed = suppose(&nothing, &basis, AS_OF).expect("nothing is wrong with nothing");
    assert!(supposed.is_as_it_is());
    let without_basemap = Package {
        basemap: Vec::new(),
        ..package.clone()
    };
    assert_eq!(format!("{:?}", supposed.package), format!("{without_basemap:?}"));
    for definition in &package.definitions {
        let criteria = Criteria::new(definition, package).expect("filters that can be asked");
        let question = Question {
            as_of: AS_OF,
            supply: Supply::Actual,
        };
        let today = assess(&basis, &criteria, question);
        let after = Afterwards::of(&nothing, &basis, &criteria, &today).expect("nothing is wrong with nothing");
        assert_eq!(format!("{:?}", after.assessment), format!("{today:?}"));
    }
}

#[test]
fn what_ships_says_something_and_windows_that_are_moved_and_moved_back_are_as_they_were() {
    let basis = shipped::basis();
    let package = basis.package();
    assert!(package.scenarios.len() >= 3);
    let criteria = Criteria::new(&package.definitions[0], package).expect("filters that can be asked");
    let question = Question {
        as_of: AS_OF,
        supply: Supply::Actual,
    };
    let today = assess(&basis, &criteria, question);
    for shipped in &package.scenarios {
        let read = package::scenario::parse_json("shipped", &shipped.document).expect("no fault");
        assert_eq!(document(&read).to_string(), shipped.document);
        assert_ne!(read.name.en, read.name.fr, "{}: said in both languages", shipped.id);
        let after = Afterwards::of(&read, &basis, &criteria, &today)
            .unwrap_or_else(|fault| panic!("{}: {fault:?}", shipped.id));
        let moves = |changes: &Scenario| {
            let all = 0..criteria.definition.standards.len();
            let after = Afterwards::of(changes, &basis, &criteria, &today).expect("there is place for it");
            let compared = compare(package, [&today, &after.assessment], &Scope::Year, all);
            compared
                .standards
                .iter()
                .map(|one| one.changes().count())
                .sum::<usize>()
        };
        // Help that no standard asks for changes no outcome, and says so.
        let asked = |service: &usize| {
            let kind = &after.supposed.package.services[*service].service_type;
            let mut standards = criteria.definition.standards.iter();
            standards.any(|standard| standard.service_types.contains(kind))
        };
        let is_measured = after.supposed.moves_network || after.supposed.services.iter().any(asked);
        assert_eq!(
            is_measured,
            moves(&read) > 0 || after.supposed.moves_network,
            "{}",
            shipped.id
        );
        if !after.supposed.moves_network {
            continue;
        }
        let mut and_back = read.clone();
        let mut back = read.changes[0].clone();
        if let evenreach::model::Supposition::MoveWindow(moved) = &mut back.what
            && let WindowShift::Edges { opens, closes } = moved.shift
        {
            moved.shift = WindowShift::Edges {
                opens: -opens,
                closes: -closes,
            };
        }
        and_back.changes.push(back);
        assert_eq!(moves(&and_back), 0, "{}", shipped.id);
    }
}
