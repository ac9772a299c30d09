//! The way through care in small worlds that can be reckoned on paper, and in worlds that dice have thrown.

#[path = "pathways/positions.rs"]
mod positions;
#[path = "support/way.rs"]
mod way;
#[expect(dead_code, reason = "definitions and requirements are thrown elsewhere")]
#[path = "support/worlds.rs"]
mod worlds;

use std::collections::BTreeMap;
use std::sync::Arc;

use evenreach::equity::{Basis, PathwayDays, Scope, StepState, Wayfinder, WhyNot};
use evenreach::model::{DayOfYear, Fact, Minutes, Provenance, Serves, Service, ServiceStatus, Shown, Sites};
use evenreach::package;
use evenreach::planning::on_the_way;
use way::{EVERYBODY, SERVICES, Small, asked, counts, here};

const HOLDS: StepState = StepState::Holds;

#[test]
fn a_way_whose_every_step_is_there_holds_all_year() {
    let small = Small::new();
    assert_eq!(small.states(), [HOLDS; 4]);
    assert_eq!(small.days(), [365, 0, 0]);
}

#[test]
fn the_journeys_go_from_step_to_step_and_home_again() {
    let minutes: Vec<Vec<u32>> = Small::new().ask(|basis, guide| {
        let stretches = guide.stretches(here(basis), Scope::Year.days());
        assert_eq!(stretches.len(), 1, "nothing changes through the year");
        assert_eq!(stretches[0].days, 365);
        let steps = stretches[0].journeys.iter();
        let sure = |minutes: Option<Minutes>| minutes.expect("a journey").seconds() / 60;
        steps
            .map(|step| step.journeys.iter().map(|one| sure(one.minutes.at_least)).collect())
            .collect()
    });
    assert_eq!(minutes, [vec![], vec![], vec![60], vec![60]]);
}

#[test]
fn where_the_road_is_closed_the_way_breaks_there_and_on_those_days_alone() {
    let mut small = Small::new();
    // 1 June to 20 October: 30 + 31 + 31 + 30 + 20 days.
    small.roads(&[
        "road,here,town,60,06-01,10-20,true",
        "long,town,far,120,01-01,12-31,true",
    ]);
    assert_eq!(small.days(), [142, 0, 223]);
    assert_eq!(
        small.states(),
        [HOLDS, HOLDS, StepState::Breaks(WhyNot::Travel), StepState::Beyond]
    );
    let year = small.year();
    let treatment = year.step(2, Scope::Year.days());
    assert_eq!((counts(treatment.days), treatment.beyond), ([142, 0, 223], 0));
    let back = year.step(3, Scope::Year.days());
    assert_eq!((counts(back.days), back.beyond), ([142, 0, 0], 223));
    let july = DayOfYear::parse("07-01").expect("a day");
    assert_eq!(counts(year.days(Scope::Day(july).days())), [1, 0, 0]);
    assert_eq!(
        year.weakest(Scope::Year.days()),
        Some((2, StepState::Breaks(WhyNot::Travel)))
    );
    assert_eq!(year.no_sure_way(Scope::Year.days()), Some((223, 2)));
    assert_eq!(year.no_sure_way(Scope::Day(july).days()), None);
    assert_eq!(year.weakest(Scope::Day(july).days()), None);
}

#[test]
fn a_road_whose_days_nobody_has_published_leaves_the_way_unknown() {
    let mut small = Small::new();
    small.roads(&["road,here,town,60,,,true", "long,town,far,120,01-01,12-31,true"]);
    // The way back is as uncertain as the way there.
    assert_eq!(
        small.states(),
        [
            HOLDS,
            HOLDS,
            StepState::Unknown(WhyNot::Travel),
            StepState::Unknown(WhyNot::WayHome)
        ]
    );
    assert_eq!(small.days(), [0, 365, 0]);
}

#[test]
fn who_cannot_come_home_has_no_way_through() {
    let mut small = Small::new();
    small.roads(&[
        "road,here,town,60,01-01,12-31,false",
        "long,town,far,120,01-01,12-31,true",
    ]);
    assert_eq!(
        small.states(),
        [HOLDS, HOLDS, HOLDS, StepState::Breaks(WhyNot::WayHome)]
    );
}

#[test]
fn who_may_enter_is_unknown_where_nobody_has_said_and_hides_nothing_behind_it() {
    let mut small = Small::new();
    small.entries(&[EVERYBODY[0], EVERYBODY[2]]);
    assert_eq!(small.states(), [HOLDS, HOLDS, StepState::Unknown(WhyNot::Entry), HOLDS]);
    assert_eq!(small.days(), [0, 365, 0]);
}

#[test]
fn everything_that_is_not_sure_of_a_step_is_told() {
    let mut small = Small::new();
    // Nobody has said who may enter, and the road is closed on some days nobody has published.
    small
        .entries(&[EVERYBODY[0], EVERYBODY[2]])
        .roads(&["road,here,town,60,,,true", "long,town,far,120,01-01,12-31,true"]);
    let year = small.year();
    let treatment = &year.periods[0].1.steps[2];
    assert_eq!(treatment.lacking, [WhyNot::Entry, WhyNot::Travel]);
    assert_eq!(treatment.state, StepState::Unknown(WhyNot::Entry));
    assert_eq!(year.no_sure_way(Scope::Year.days()), Some((365, 2)));
}

#[test]
fn a_step_that_no_service_takes_breaks() {
    let mut small = Small::new();
    small.services(&[SERVICES[0], SERVICES[2]]);
    assert_eq!(
        small.states(),
        [HOLDS, HOLDS, StepState::Breaks(WhyNot::Nobody), StepState::Beyond]
    );
    small.services(&[
        SERVICES[0],
        "house,treatment,existing,town,residential_facility,far",
        SERVICES[2],
    ]);
    assert_eq!(small.states()[2], StepState::Breaks(WhyNot::Nobody), "it serves others");
    small.services(&[
        SERVICES[0],
        "house,treatment,existing,town,residential_facility,",
        SERVICES[2],
    ]);
    assert_eq!(
        small.states()[2],
        StepState::Unknown(WhyNot::Nobody),
        "whom it serves is not known"
    );
}

#[test]
fn what_only_a_court_opens_is_open_to_nobody_else() {
    let mut small = Small::new();
    small.entries(&[EVERYBODY[0], "e2,,treatment,court,src", EVERYBODY[2]]);
    assert_eq!(small.states()[2], StepState::Breaks(WhyNot::Entry));
}

#[test]
fn what_is_said_of_a_service_stands_above_what_is_said_of_its_type() {
    let mut small = Small::new();
    small.entries(&[
        EVERYBODY[0],
        "e2,,treatment,court,src",
        EVERYBODY[2],
        "e4,house,,self,src",
    ]);
    assert_eq!(small.states(), [HOLDS; 4]);
}

#[test]
fn a_service_whose_place_is_not_published_may_be_anywhere() {
    let mut small = Small::new();
    small.services(&[
        SERVICES[0],
        "house,treatment,existing,,residential_facility,all",
        SERVICES[2],
    ]);
    assert_eq!(
        small.states(),
        [
            HOLDS,
            HOLDS,
            StepState::Unknown(WhyNot::Travel),
            StepState::Unknown(WhyNot::WayHome)
        ]
    );
}

#[test]
fn help_by_telephone_takes_nobody_anywhere() {
    let mut small = Small::new();
    small.services(&["talk,counselling,existing,far,virtual,all", SERVICES[1], SERVICES[2]]);
    let first = small.ask(|basis, guide| guide.stretches(here(basis), Scope::Year.days()).swap_remove(0));
    let entry = first.walked.steps[1].stop.expect("a step that is taken");
    assert!(entry.without_travel);
    assert_eq!(first.journeys[1].journeys, []);
    assert_eq!(first.journeys[2].journeys.len(), 1, "from home to Town");
}

#[test]
fn the_nearest_of_several_is_taken_and_a_sure_one_before_a_nearer_doubtful_one() {
    let mut small = Small::new();
    let more = [
        "far-house,treatment,existing,far,residential_facility,all",
        "odd-house,treatment,existing,here,residential_facility,",
    ];
    small.services(&[&SERVICES[..], &more].concat());
    let chosen = small.ask(|basis, guide| {
        let walked = guide.walk(here(basis), 0);
        let service = walked.steps[2]
            .stop
            .expect("a step that is taken")
            .service
            .expect("a service");
        basis.package().services[service].id.to_string()
    });
    assert_eq!(chosen, "house");
    assert_eq!(small.states(), [HOLDS; 4]);
}

#[test]
fn a_referral_that_is_needed_has_to_be_had_somewhere() {
    let state = |more: &[&str]| Small::new().by_referral(more).states()[2];
    assert_eq!(state(&[]), StepState::Breaks(WhyNot::Referral));
    assert_eq!(state(&["n,navigation,existing,here,resident,all"]), HOLDS);
    assert_eq!(
        state(&["n,navigation,existing,far,resident,all"]),
        HOLDS,
        "three hours away"
    );
    assert_eq!(state(&["n,navigation,existing,,virtual,all"]), HOLDS);
    assert_eq!(
        state(&["n,navigation,existing,here,resident,far"]),
        StepState::Breaks(WhyNot::Referral)
    );
    assert_eq!(
        state(&["n,navigation,existing,,resident,all"]),
        StepState::Unknown(WhyNot::Referral)
    );
    assert_eq!(
        state(&["n,navigation,proposed,here,resident,all"]),
        StepState::Breaks(WhyNot::Referral)
    );
}

#[test]
fn a_position_that_one_may_not_walk_into_is_none() {
    let walked_into = |entry: &str| {
        let mut small = Small::new();
        small
            .by_referral(&["n,navigation,existing,here,resident,all"])
            .entries(&[EVERYBODY[0], "e2,,treatment,provider,src", EVERYBODY[2], entry]);
        small.states()[2]
    };
    assert_eq!(walked_into("e4,,navigation,self;provider,src"), HOLDS);
    assert_eq!(
        walked_into("e4,,navigation,provider,src"),
        StepState::Breaks(WhyNot::Referral)
    );
    assert_eq!(
        walked_into("e4,talk,,self,src"),
        StepState::Unknown(WhyNot::Referral),
        "nobody has said who may walk in"
    );
}

/// The services by which Here's way goes, step by step, where these are all that there are.
fn taken(services: &[&str], confidence: &[&str]) -> Vec<String> {
    let mut small = Small::new();
    let rows: Vec<String> = services
        .iter()
        .zip(confidence)
        .map(|(row, confidence)| format!("{row},{confidence}"))
        .collect();
    let head = "id,service_type,status,community_id,delivery_mode,serves,confidence";
    small.file("services.csv", &format!("{head}\n{}\n", rows.join("\n")));
    small.ask(|basis, guide| {
        let walked = guide.walk(here(basis), 0);
        let services = walked.steps.iter().filter_map(|step| step.stop?.service);
        services.map(|at| basis.package().services[at].id.to_string()).collect()
    })
}

#[test]
fn of_ways_as_sure_and_as_short_the_one_in_person_is_taken_and_then_the_surer_record() {
    let others = [SERVICES[1], SERVICES[2]];
    let entry = |pair: [&str; 2], confidence: [&str; 2]| {
        let services = [&pair[..], &others].concat();
        taken(&services, &[&confidence[..], &["high", "high"]].concat())[0].clone()
    };
    let in_person = "b-talk,counselling,existing,here,resident,all";
    let by_screen = "a-talk,counselling,existing,,virtual,all";
    let as_well = "a-talk,counselling,existing,here,resident,all";
    assert_eq!(entry([by_screen, in_person], ["high", "low"]), "b-talk");
    assert_eq!(entry([as_well, in_person], ["medium", "high"]), "b-talk");
    assert_eq!(entry([as_well, in_person], ["", "low"]), "b-talk");
    assert_eq!(entry([as_well, in_person], ["high", "high"]), "a-talk", "the earlier");
    let doubtful = [
        SERVICES[0],
        SERVICES[1],
        "a-after,aftercare,existing,,resident,all",
        "b-after,aftercare,existing,here,resident,",
    ];
    assert_eq!(
        taken(&doubtful, &["high"; 4])[2],
        "b-after",
        "as doubtful, but where it stands is known"
    );
}

#[test]
fn a_position_beyond_a_closed_road_gives_no_referral() {
    let mut small = Small::new();
    small.by_referral(&["n,navigation,existing,far,resident,all"]).roads(&[
        "road,here,town,60,01-01,12-31,true",
        "long,town,far,120,06-01,10-20,true",
    ]);
    assert_eq!(small.days(), [142, 0, 223]);
    assert_eq!(small.states()[2], StepState::Breaks(WhyNot::Referral));
}

#[test]
fn who_refers_is_unknown_where_nobody_has_said() {
    let mut small = Small::new();
    small.entries(&[EVERYBODY[0], "e2,,treatment,provider,src", EVERYBODY[2]]);
    assert_eq!(small.states()[2], StepState::Unknown(WhyNot::Referral));
}

#[test]
fn positions_are_told_the_nearest_first() {
    let mut small = Small::new();
    small.by_referral(&[
        "a-far,navigation,existing,far,resident,all",
        "b-town,navigation,existing,town,resident,all",
    ]);
    small.ask(|basis, guide| {
        let walked = guide.walk(here(basis), 0);
        let journeys = guide.journeys(here(basis), 0, &walked);
        let positions = journeys[2].positions.as_ref().expect("who refers is known");
        let told: Vec<(&str, u32)> = positions
            .iter()
            .map(|one| {
                let id = basis.package().services[one.service].id.as_str();
                (id, one.minutes.at_least.expect("a way").seconds() / 60)
            })
            .collect();
        assert_eq!(told, [("b-town", 60), ("a-far", 180)]);
        assert_eq!(journeys[1].positions, None, "no referral is needed for the first step");
    });
}

/// A referral position in a community, as a scenario would add it.
fn position(community: &str) -> Service {
    Service {
        id: "new".into(),
        name: "A referral position".to_owned(),
        service_type: "navigation".into(),
        status: ServiceStatus::Existing,
        community_id: Some(community.into()),
        place_name: None,
        point: None,
        in_territory: Fact::Unknown,
        delivery_mode: Fact::Known(evenreach::model::DeliveryMode::Resident),
        serves: Serves::All,
        sites: Sites::One,
        shown: Shown::Exact,
        visit_frequency: None,
        visits_per_month: Fact::Unknown,
        delivered_share: Fact::Unknown,
        wait_days: Fact::Unknown,
        positions: Fact::Unknown,
        operator: None,
        operator_kind: None,
        indigenous_led: Fact::Unknown,
        languages: Fact::Unknown,
        population_served: None,
        capacity: None,
        opened: None,
        closed: None,
        actual: None,
        observed: None,
        attributes: BTreeMap::new(),
        provenance: Provenance::default(),
    }
}

#[test]
fn a_referral_position_here_opens_the_way_for_everybody_who_reaches_it() {
    let mut small = Small::new();
    // The road to Far is closed in winter, so that a position there is none for Here then.
    small.by_referral(&[]).roads(&[
        "road,here,town,60,01-01,12-31,true",
        "long,town,far,120,06-01,10-20,true",
    ]);
    small.ask(|basis, guide| {
        let changed = |community: &str| -> Vec<(String, [u16; 3], [u16; 3])> {
            let changes = on_the_way(basis, *guide.asked(), &Scope::Year, position(community)).expect("a community");
            changes
                .into_iter()
                .map(|one| {
                    let name = basis.package().communities[one.community].name.clone();
                    (name, counts(one.before), counts(one.after))
                })
                .collect()
        };
        let closed = [0, 0, 365];
        assert_eq!(
            changed("here"),
            [
                ("Far".to_owned(), closed, [142, 0, 223]),
                ("Here".to_owned(), closed, [365, 0, 0]),
                ("Town".to_owned(), closed, [365, 0, 0]),
            ]
        );
        assert_eq!(
            changed("far"),
            [
                ("Far".to_owned(), closed, [142, 0, 223]),
                ("Here".to_owned(), closed, [142, 0, 223]),
                ("Town".to_owned(), closed, [142, 0, 223]),
            ]
        );
    });
}

#[test]
fn of_steps_that_fail_on_as_many_days_the_earlier_is_told() {
    let mut small = Small::new();
    // The one road is closed in spring, the other in autumn, as many days each: 1 to 30 April and 1 to 30 September.
    small
        .services(&[
            "talk,counselling,existing,town,resident,all",
            "house,treatment,existing,far,residential_facility,all",
            SERVICES[2],
        ])
        .file(
            "network/links.csv",
            "id,from_node,to_node,mode,distance_km,typical_minutes,opens,closes,bidirectional\n\
             road,here,town,all_season_road,10,60,05-01,03-31,true\nlong,town,far,all_season_road,10,60,10-01,08-31,true\n",
        );
    let year = small.year();
    let all = Scope::Year.days();
    assert_eq!(counts(year.days(all)), [305, 0, 60]);
    assert_eq!(year.weakest(all), Some((1, StepState::Breaks(WhyNot::Travel))));
    assert_eq!(year.no_sure_way(all), Some((60, 1)));
    assert_eq!(
        [1, 2].map(|step| counts(year.step(step, all).days)[2]),
        [30, 30],
        "each on its own days"
    );
}

#[test]
fn one_more_service_never_makes_the_way_worse_and_the_days_are_the_years() {
    for seed in 0..120 {
        let mut dice = worlds::Dice::new(seed);
        let mut files = worlds::throw(&mut dice);
        let mut file = |name: &str, text: &str| files.insert(name.to_owned(), text.as_bytes().to_vec());
        file("service_types.csv", "id,name_en\nhelp,Help\naftercare,Aftercare\n");
        file(
            "pathways.toml",
            "[[pathways]]\nid = \"p\"\ntitle = \"P\"\nstanding = \"draft\"\n[[pathways.steps]]\nid = \"a\"\ntitle = \"A\"\n\
             service_types = [\"help\"]\n[[pathways.steps]]\nid = \"b\"\ntitle = \"B\"\nat_home = true\nservice_types = [\"aftercare\"]\n",
        );
        let entries = [
            "",
            "e1,help,self,new\n",
            "e1,help,provider,new\ne2,aftercare,self,new\n",
        ];
        let entries = entries[(seed % 3) as usize];
        file(
            "entry.csv",
            &format!("id,service_type,may_enter,source_keys\n{entries}"),
        );
        file(
            "referrals.csv",
            "id,from_service_type,to_service_type,source_keys\nr1,aftercare,help,old\n",
        );
        let (package, _) = package::read(&files).unwrap_or_else(|faults| panic!("seed {seed}: {faults}"));
        let mut less = package.clone();
        less.services.pop();
        let days = |package| -> Vec<PathwayDays> {
            let basis = Basis::new(Arc::new(package)).expect("a whole network");
            let guide = Wayfinder::new(
                &basis,
                &basis.links_on("2026-03-12".parse().expect("a date")),
                asked(&basis),
            );
            let all = 0..basis.package().communities.len();
            all.map(|one| guide.year(one).days(Scope::Year.days())).collect()
        };
        for (less, more) in days(less).into_iter().zip(days(package)) {
            assert_eq!([less.count(), more.count()], [365, 365], "seed {seed}");
            assert!(more.holds >= less.holds, "seed {seed}: {less:?} {more:?}");
            assert!(more.breaks <= less.breaks, "seed {seed}: {less:?} {more:?}");
        }
    }
}
