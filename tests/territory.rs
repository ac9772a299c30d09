//! The Northwest Territories, reckoned by hand from the package's tables: who reaches whom, when, and
//! in how many minutes.

#[path = "support/shipped.rs"]
mod shipped;

use std::collections::BTreeSet;

use evenreach::equity::Basis;
use evenreach::model::{Fact, Impedance, Minutes, Mode, NodeId};
use evenreach::travel::{Admitted, Reachable, Reading, Route, Router, ShortestPaths};
use jiff::civil::Date;
use shipped::{basis, day, place};

const TODAY: Date = jiff::civil::date(2026, 11, 21);

const SURFACE: [Mode; 4] = [Mode::AllSeasonRoad, Mode::WinterRoad, Mode::IceCrossing, Mode::Ferry];

/// Fourteen places that a road joins to Yellowknife all year, Yellowknife itself among them.
const ALL_YEAR: [&str; 14] = [
    "behchoko",
    "dettah",
    "enterprise",
    "fort-liard",
    "fort-providence",
    "fort-resolution",
    "fort-smith",
    "hay-river",
    "jean-marie-river",
    "kakisa",
    "katlodeeche",
    "ndilo",
    "whati",
    "yellowknife",
];

fn reaches_yellowknife(basis: &Basis, date: &str, modes: &[Mode], reading: Reading) -> BTreeSet<String> {
    let period = basis.period_of(day(date));
    let year = basis.year_with(&basis.links_on(TODAY));
    let links = Admitted::new(basis.network(), &year, period, modes, Impedance::Travel, reading);
    let yellowknife = basis.joint(place(basis, "yellowknife")).expect("on the network").node;
    let communities = basis.package().communities.iter().enumerate();
    communities
        .filter(|(at, _)| {
            let home = basis.joint(*at).expect("every community is on the network").node;
            ShortestPaths::from(basis.network(), home, &links)
                .cost(yellowknife)
                .is_some()
        })
        .map(|(_, community)| community.id.to_string())
        .collect()
}

fn named(groups: &[&[&str]]) -> BTreeSet<String> {
    groups.iter().copied().flatten().map(ToString::to_string).collect()
}

fn route(basis: &Basis, ends: (&str, &str), date: &str, modes: &[Mode], impedance: Impedance) -> Route {
    route_as_of(TODAY, basis, ends, date, (modes, impedance))
}

fn route_as_of(
    as_of: Date,
    basis: &Basis,
    (from, to): (&str, &str),
    date: &str,
    (modes, impedance): (&[Mode], Impedance),
) -> Route {
    let node = |id: &str| {
        basis
            .network()
            .find(&NodeId::from(id))
            .unwrap_or_else(|| panic!("no node {id}"))
    };
    let period = basis.period_of(day(date));
    let year = basis.year_with(&basis.links_on(as_of));
    Router::new(basis.network(), &year, period, node(from), modes, impedance).route(node(to))
}

fn links(basis: &Basis, route: &Route) -> Vec<String> {
    let legs = &route.itinerary.as_ref().expect("a way to go").legs;
    legs.iter()
        .map(|leg| basis.network().links()[leg.link].id.to_string())
        .collect()
}

fn minutes(route: &Route) -> Fact<Minutes> {
    route.itinerary.as_ref().expect("a way to go").travel()
}

#[test]
fn in_winter_ice_and_snow_join_twenty_nine_places_to_yellowknife() {
    let by_ice = [
        "aklavik",
        "deline",
        "fort-good-hope",
        "fort-mcpherson",
        "fort-simpson",
        "gameti",
        "inuvik",
        "nahanni-butte",
        "norman-wells",
        "sambaa-ke",
        "tsiigehtchic",
        "tuktoyaktuk",
        "tulita",
        "wekweeti",
        "wrigley",
    ];
    let found = reaches_yellowknife(&basis(), "03-12", &SURFACE, Reading::LeastFavourable);
    assert_eq!(found, named(&[&ALL_YEAR, &by_ice]));
}

#[test]
fn colville_lakes_winter_road_has_no_published_dates_and_so_is_possible_and_not_sure() {
    let basis = basis();
    let sure = reaches_yellowknife(&basis, "03-12", &SURFACE, Reading::LeastFavourable);
    let possible = reaches_yellowknife(&basis, "03-12", &SURFACE, Reading::MostFavourable);
    let only_possible: Vec<_> = possible.difference(&sure).collect();
    assert_eq!(only_possible, ["colville-lake"]);
}

#[test]
fn at_break_up_and_freeze_up_only_the_roads_are_left() {
    for date in ["05-10", "11-15"] {
        let found = reaches_yellowknife(&basis(), date, &SURFACE, Reading::LeastFavourable);
        assert_eq!(found, named(&[&ALL_YEAR]), "{date}");
    }
}

#[test]
fn in_summer_four_ferries_join_six_more() {
    let by_ferry = [
        "fort-mcpherson",
        "fort-simpson",
        "inuvik",
        "tsiigehtchic",
        "tuktoyaktuk",
        "wrigley",
    ];
    let found = reaches_yellowknife(&basis(), "07-15", &SURFACE, Reading::LeastFavourable);
    assert_eq!(found, named(&[&ALL_YEAR, &by_ferry]));
}

#[test]
fn with_scheduled_flights_who_is_cut_off_depends_on_the_season() {
    let basis = basis();
    let everyone: BTreeSet<String> = basis
        .package()
        .communities
        .iter()
        .map(|one| one.id.to_string())
        .collect();
    let cut_off = |date: &str| -> Vec<String> {
        let found = reaches_yellowknife(&basis, date, Mode::DEFAULT, Reading::LeastFavourable);
        everyone.difference(&found).cloned().collect()
    };
    assert_eq!(cut_off("03-12"), Vec::<String>::new());
    let without_a_flight = [
        "fort-mcpherson",
        "nahanni-butte",
        "sambaa-ke",
        "tsiigehtchic",
        "wrigley",
    ];
    assert_eq!(cut_off("05-10"), without_a_flight);
    assert_eq!(cut_off("07-15"), ["nahanni-butte", "sambaa-ke"]);
    assert_eq!(cut_off("11-15"), without_a_flight);
}

#[test]
fn wekweeti_drives_in_winter_and_only_flies_in_summer() {
    let basis = basis();
    let to_yellowknife = ("wekweeti", "yellowknife");
    let drive = route(&basis, to_yellowknife, "03-12", &SURFACE, Impedance::Travel);
    assert_eq!(links(&basis, &drive), ["w04", "r26", "r24", "r25"]);
    assert_eq!(minutes(&drive), Fact::Known(Minutes::new(364 + 66 + 32 + 61)));
    let day_before_it_opens = route(&basis, to_yellowknife, "03-07", &SURFACE, Impedance::Travel);
    assert_eq!(day_before_it_opens.reachable, Reachable::No);

    let fly = route(&basis, to_yellowknife, "07-15", Mode::DEFAULT, Impedance::Travel);
    assert_eq!(links(&basis, &fly), ["a17"]);
    assert_eq!(minutes(&fly), Fact::Known(Minutes::new(60 + 40)));
    // Six departures a week: the expected wait is 84 h / 6.
    let journey = fly.itinerary.expect("a flight").journey();
    assert_eq!(journey.at_most, Fact::Known(Minutes::new(60 + 40 + 14 * 60)));

    // Counting the wait, nine hours of winter road beat the flight.
    let winter_journey = route(&basis, to_yellowknife, "03-12", Mode::DEFAULT, Impedance::Journey);
    assert_eq!(links(&basis, &winter_journey), ["w04", "r26", "r24", "r25"]);
}

#[test]
fn neither_the_peel_nor_the_mackenzie_can_be_crossed_on_10_may_and_15_november() {
    let basis = basis();
    for crossing in [
        ("ldg-peel-south", "ldg-peel-north"),
        ("ldg-mackenzie-south", "ldg-mackenzie-north"),
    ] {
        for date in ["05-10", "11-15"] {
            assert_eq!(
                route(&basis, crossing, date, &SURFACE, Impedance::Travel).reachable,
                Reachable::No,
                "{crossing:?} {date}"
            );
        }
        for date in ["03-12", "07-15"] {
            assert_eq!(
                route(&basis, crossing, date, &SURFACE, Impedance::Travel).reachable,
                Reachable::Yes,
                "{crossing:?} {date}"
            );
        }
    }
    assert_eq!(
        links(
            &basis,
            &route(
                &basis,
                ("ldg-peel-south", "ldg-peel-north"),
                "03-12",
                &SURFACE,
                Impedance::Travel
            )
        ),
        ["i06"]
    );
    assert_eq!(
        links(
            &basis,
            &route(
                &basis,
                ("ldg-peel-south", "ldg-peel-north"),
                "07-15",
                &SURFACE,
                Impedance::Travel
            )
        ),
        ["f06"]
    );
}

#[test]
fn fort_smith_to_fort_simpson_is_about_690_km_by_road() {
    let basis = basis();
    let drive = route(
        &basis,
        ("fort-smith", "fort-simpson"),
        "07-15",
        &SURFACE,
        Impedance::Travel,
    );
    let km = drive
        .itinerary
        .expect("a road")
        .km()
        .expect("every length is published")
        .number();
    assert!((km - 689.8).abs() < 0.05, "{km}");
}

#[test]
fn ulukhaktok_to_calgary_is_flown_by_yellowknife_with_each_wait_stated() {
    let basis = basis();
    let flight = route(
        &basis,
        ("ulukhaktok", "calgary"),
        "07-15",
        Mode::DEFAULT,
        Impedance::Travel,
    );
    assert_eq!(links(&basis, &flight), ["a30", "a04"]);
    assert_eq!(minutes(&flight), Fact::Known(Minutes::new(60 + 180 + 60 + 120)));
    let itinerary = flight.itinerary.expect("flights");
    let waits: Vec<_> = itinerary.legs.iter().map(|leg| leg.wait).collect();
    // How often the first flies is not published; the second flies daily: 84 h / 7.
    assert_eq!(waits, [Fact::Unknown, Fact::Known(Minutes::new(12 * 60))]);
    assert_eq!(itinerary.journey().at_most, Fact::Unknown);
    assert_eq!(itinerary.journey().at_least, Fact::Known(Minutes::new(420 + 720)));
}

#[test]
fn ulukhaktok_to_calgary_with_no_unpublished_wait_goes_by_inuvik_and_the_roads() {
    let basis = basis();
    let sure = route(
        &basis,
        ("ulukhaktok", "calgary"),
        "07-15",
        Mode::DEFAULT,
        Impedance::Journey,
    );
    assert_eq!(sure.reachable, Reachable::Yes);
    let itinerary = sure.itinerary.as_ref().expect("a way to go");
    assert!(itinerary.legs.iter().all(|leg| leg.wait != Fact::Unknown));
    assert_eq!(links(&basis, &sure)[0], "a28");
    // Two flights a week: 42 h of expected wait.
    assert_eq!(itinerary.legs[0].wait, Fact::Known(Minutes::new(42 * 60)));
    let by_hand = 42 * 60 + 60 + 115 // a28 to Inuvik
        + 89 + 15 + 43 + 9 + 10 + 462 + 368 // the Dempster with its two ferries, to Whitehorse
        + 671 + 310 + 86 + 290 + 180; // the Alaska Highway and Alberta's roads
    assert_eq!(itinerary.journey().at_most, Fact::Known(Minutes::new(by_hand)));
}

#[test]
fn a_charter_is_shown_as_the_fallback_it_is_and_counts_for_nothing() {
    let basis = basis();
    let cut_off = route(
        &basis,
        ("sambaa-ke", "fort-simpson"),
        "07-15",
        Mode::DEFAULT,
        Impedance::Travel,
    );
    assert_eq!(cut_off.reachable, Reachable::No);
    assert!(cut_off.fallback);
    assert_eq!(links(&basis, &cut_off), ["c07"]);
}

#[test]
fn the_shipped_holes_stay_holes() {
    let package = shipped::package();
    let unlisted = package
        .services
        .iter()
        .find(|one| one.id.as_str() == "ccp-communities-unlisted")
        .expect("the row");
    assert!(matches!(&unlisted.serves, evenreach::model::Serves::Areas(names) if names.len() == 17));
    assert_eq!(unlisted.delivery_mode, Fact::Unknown);
    let scheduled = package.links.iter().filter(|link| link.mode == Mode::ScheduledAir);
    assert_eq!(
        scheduled
            .filter(|link| link.departures_per_week == Fact::Unknown)
            .count(),
        23
    );
    assert_eq!(package.communities.len(), 34);
    assert_eq!(
        package
            .communities
            .iter()
            .filter(|one| one.population().is_none())
            .count(),
        1
    );
}

#[test]
fn every_statement_that_a_choice_names_is_among_the_standards_sources() {
    for definition in &shipped::package().definitions {
        for standard in &definition.standards {
            let choices = standard.ways.iter().map(|way| &way.choice).chain([&standard.choice]);
            let words: Vec<String> = choices
                .flatten()
                .map(|choice| format!("{} {}", choice.en, choice.fr))
                .collect();
            let words = words.join(" ");
            let named = words.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
            for key in named.filter(|word| word.starts_with("eq-")) {
                let known = standard.sources.iter().any(|source| source.as_str() == key);
                assert!(known, "{}: {}: {key}", definition.id, standard.id);
            }
        }
    }
}

#[test]
fn roads_and_flights_are_there_from_the_day_they_began_to_the_day_they_ended() {
    let basis = basis();
    let by = |as_of: &str, ends: (&str, &str), day: &str| {
        let as_of = as_of.parse().expect("a date");
        let found = route_as_of(as_of, &basis, ends, day, (Mode::DEFAULT, Impedance::Travel));
        match found.reachable {
            Reachable::Yes => links(&basis, &found).join(" "),
            Reachable::Unknown => format!("perhaps {}", links(&basis, &found).join(" ")),
            Reachable::No => "no way".to_owned(),
        }
    };
    // The highway to Tuktoyaktuk opened on 15 November 2017; the flight, which is quicker, ended on 9 February 2018.
    let tuk = ("inuvik", "tuktoyaktuk");
    assert_eq!(by("2017-11-14", tuk, "07-15"), "a41");
    assert_eq!(by("2018-02-09", tuk, "07-15"), "a41");
    assert_eq!(by("2018-02-10", tuk, "07-15"), "r40");
    // Of the road to Nahanni Butte, which ends at an ice crossing, only the month is known: October 2010.
    let nahanni = |as_of| by(as_of, ("fort-liard", "nahanni-butte"), "03-12");
    assert_eq!(nahanni("2010-09-30"), "no way");
    assert!(
        nahanni("2010-10-15").starts_with("perhaps "),
        "{}",
        nahanni("2010-10-15")
    );
    assert!(nahanni("2010-10-31").ends_with("r33 i07"), "{}", nahanni("2010-10-31"));
    // The road to Whatì opened on 30 November 2021; its flights paused on 12 October 2025.
    let whati = ("behchoko", "whati");
    assert!(
        by("2021-11-29", whati, "07-15").ends_with("a40"),
        "{}",
        by("2021-11-29", whati, "07-15")
    );
    assert_eq!(by("2021-11-30", whati, "07-15"), by("2026-01-01", whati, "07-15"));
    assert!(by("2026-01-01", whati, "07-15").ends_with("r26"));
}
