//! Groups of communities side by side, as reckoned by hand in a small world.

#[expect(dead_code, reason = "other tests use more of it")]
#[path = "support/world.rs"]
mod world;

use evenreach::equity::measures::NoFigure;
use evenreach::equity::{Distribution, Figure, GroupRow, Grouping, Looking, Rank, Scope, Value, Why, distribute};
use world::World;

/// Here has a clinic; There is an hour of road away; Isle has no road at all; Quarter is part of Here.
fn small() -> World {
    let mut world = World::new(
        "60",
        &["clinic,help,existing,here,resident,all,,,,,running,2026-01,"],
        "[[standards.ways]]\nid = \"in-person\"\nlevel = \"met\"\nwithin_minutes = 30\n",
    );
    world.file(
        "communities.csv",
        "id,name,lon,lat,population,part_of,region,indigenous_languages,road_access,elders,lit\n\
         here,Here,-120,62,100,,north,dgr;chp,all-season,12,true\n\
         there,There,-121,62,50,,north,dgr,all-season,30,false\n\
         isle,Isle,-122,63,20,,south,,none,5,\n\
         quarter,Quarter,-120,62,,here,north,chp,all-season,,true\n",
    );
    world.file(
        "languages.csv",
        "code,name_en,name_self\ndgr,Tlicho,Tłı̨chǫ Yatıı̀\nchp,Chipewyan,Dëne Sųłıné Yatıé\n",
    );
    world.file(
        "network/nodes.csv",
        "id,name,kind,lon,lat,community_id\nhere,Here,community,-120,62,here\nthere,There,community,-121,62,there\nisle,Isle,community,-122,63,isle\nquarter,Quarter,community,-120,62,quarter\n",
    );
    world
}

fn look(world: &World, by: &str, value: Value, below: u32) -> Distribution {
    look_ranked(world, by, value, below, "population")
}

fn look_ranked(world: &World, by: &str, value: Value, below: u32, rank: &str) -> Distribution {
    let mut world = World {
        files: world.files.clone(),
        ..*world
    };
    world.file(
        "package.toml",
        &format!("[package]\nid = \"small\"\nname = \"Small\"\nmade_on = \"2026-01-31\"\nsuppress_below = {below}\n"),
    );
    world.ask(|basis, criteria, assessment| {
        let package = basis.package();
        let looking = Looking {
            by: &Grouping::parse(by, package).unwrap_or_else(|fault| panic!("{fault}")),
            value,
            rank: &Rank::parse(rank, package).expect("an order"),
            threshold: None,
            scope: &Scope::Year,
        };
        let standards = criteria.definition.standards.iter().enumerate();
        let found = distribute(basis, assessment, standards, looking).unwrap_or_else(|fault| panic!("{fault}"));
        found.into_iter().next().expect("a standard")
    })
}

/// The groups' keys with how many communities and people each has.
fn sizes(found: &Distribution) -> Vec<(Option<&str>, u64, Option<u64>)> {
    let rows = found.rows.iter().filter_map(|row| Some((row.group?, row)));
    rows.map(|(at, row)| {
        let key = found.groups.groups[at].key.as_deref();
        (key, row.places.total(), row.people.total.get().copied())
    })
    .collect()
}

fn is(figure: Figure, value: f64, at_best: Option<f64>) {
    let close = |one: f64, other: f64| (one - other).abs() < 1e-12;
    let found = figure.value.unwrap_or_else(|why| panic!("no figure: {why:?}"));
    assert!(close(found, value), "{found} is not {value}");
    match (figure.at_best, at_best) {
        (None, None) => {}
        (Some(found), Some(at_best)) => assert!(close(found, at_best), "{found} is not {at_best} at best"),
        (found, at_best) => panic!("{found:?} is not {at_best:?} at best"),
    }
}

fn whole(found: &Distribution) -> &GroupRow {
    assert_eq!(found.rows[0].group, None);
    &found.rows[0]
}

#[test]
fn communities_are_put_in_groups_by_anything_that_is_known_of_them() {
    let world = small();
    let by = |by: &str, expected: &[(Option<&str>, u64, Option<u64>)]| {
        let found = look(&world, by, Value::DaysMet, 0);
        assert_eq!(sizes(&found), expected, "{by}");
        assert!(!found.groups.overlap, "{by}");
    };
    by("region", &[(Some("north"), 3, Some(150)), (Some("south"), 1, Some(20))]);
    by(
        "road_access",
        &[(Some("all-season"), 3, Some(150)), (Some("none"), 1, Some(20))],
    );
    by(
        "size",
        &[
            (Some("under_100"), 2, Some(70)),
            (Some("100_to_249"), 1, Some(100)),
            (None, 1, Some(0)),
        ],
    );
    by(
        "distance",
        &[
            (Some("within_30"), 2, Some(100)),
            (Some("within_60"), 1, Some(50)),
            (Some("unreachable"), 1, Some(20)),
        ],
    );
    // Numbers stand in their order, and what is not known last.
    by(
        "elders",
        &[
            (Some("5"), 1, Some(20)),
            (Some("12"), 1, Some(100)),
            (Some("30"), 1, Some(50)),
            (None, 1, Some(0)),
        ],
    );
    by(
        "lit",
        &[
            (Some("false"), 1, Some(50)),
            (Some("true"), 2, Some(100)),
            (None, 1, Some(20)),
        ],
    );
    by(
        "population >= 50 AND region = 'north'",
        &[
            (Some("in"), 2, Some(150)),
            (Some("not_in"), 1, Some(20)),
            (None, 1, Some(0)),
        ],
    );
    by("authority", &[(None, 4, Some(170))]);
}

#[test]
fn a_community_of_several_languages_is_in_each_of_their_groups_and_inequality_has_no_parts() {
    let found = look(&small(), "language", Value::DaysMet, 0);
    assert!(found.groups.overlap);
    assert_eq!(
        sizes(&found),
        [
            (Some("chp"), 2, Some(100)),
            (Some("dgr"), 2, Some(150)),
            (None, 1, Some(20))
        ]
    );
    let titles: Vec<_> = found.groups.groups.iter().map(|one| one.title.en.as_str()).collect();
    assert_eq!(titles, ["Chipewyan", "Tlicho", "Not recorded"]);
    assert_eq!(found.theil, [Err(Why::Overlap), Err(Why::Overlap)]);
    let apart = look(&small(), "region", Value::DaysMet, 0);
    let [people, places] = apart.theil.map(|parts| parts.expect("groups apart"));
    assert!((people.between + people.within - people.total).abs() < 1e-12);
    assert!((places.total - f64::ln(2.0)).abs() < 1e-12, "{places:?}");
}

#[test]
fn a_place_that_reaches_nothing_stays_in_and_leaves_no_average() {
    let found = look(&small(), "region", Value::TravelMinutes, 0);
    let [people, places] = whole(&found).figures;
    let unreachable = Err(Why::NoFigure(NoFigure::Unreachable));
    assert_eq!(
        (people.mean.value, people.gini.value, people.palma.value),
        (unreachable, unreachable, unreachable)
    );
    // Of 170 people, 100 are there, 50 travel an hour, and 20 reach nothing.
    is(people.quantiles[2], 0.0, Some(0.0));
    is(people.quantiles[3], 60.0, Some(60.0));
    assert_eq!(people.quantiles[4].value, unreachable);
    assert_eq!(found.threshold, Some(30.0));
    is(people.fgt[0], 70.0 / 170.0, Some(70.0 / 170.0));
    is(
        people.fgt[1],
        (0.5 * 50.0 + 20.0) / 170.0,
        Some((0.5 * 50.0 + 20.0) / 170.0),
    );
    is(places.fgt[0], 0.5, Some(0.5));
    assert_eq!(people.erreygers.value, unreachable);
    assert_eq!(found.lorenz[0].as_ref().err(), unreachable.as_ref().err());
    let value = |at: usize| found.places[at].value.at_least;
    assert_eq!((value(0), value(1)), (Some(0.0), None), "{:?}", found.places);
    // In the north everybody arrives, so there is an average: of people, and of places.
    let north = &found.rows[1];
    is(north.figures[0].mean, 20.0, Some(20.0));
    is(north.figures[1].mean, 65.0 / 3.0, Some(65.0 / 3.0));
    assert_eq!(north.figures[0].erreygers.value, Err(Why::NoBound));
}

#[test]
fn people_and_places_are_counted_beside_each_other_and_against_the_rest() {
    let found = look(&small(), "region", Value::DaysMet, 0);
    let row = whole(&found);
    assert_eq!(
        (row.places.met, row.places.unmet, row.uncounted, row.unsettled),
        (2, 2, 1, 0)
    );
    assert_eq!((row.people.met.get(), row.people.unmet.get()), (Some(&100), Some(&70)));
    let [people, places] = row.figures;
    is(people.coverage, 100.0 / 170.0, Some(100.0 / 170.0));
    is(places.coverage, 0.5, Some(0.5));
    is(people.mean, 36_500.0 / 170.0, Some(36_500.0 / 170.0));
    is(people.gini, 70.0 / 170.0, None);
    assert_eq!(people.rate_ratio.value, Err(Why::NoFigure(NoFigure::Empty)));
    let [north, south] = [&found.rows[1], &found.rows[2]];
    is(north.figures[0].rate_difference, 100.0 / 150.0, None);
    assert_eq!(
        north.figures[0].rate_ratio.value,
        Err(Why::NoFigure(NoFigure::Unbounded))
    );
    is(south.figures[0].rate_ratio, 0.0, None);
    // The smallest places come first in the order, and the largest has it all: as concentrated as it can be.
    is(people.concentration, 70.0 / 170.0, None);
    is(people.erreygers, 4.0 * (100.0 / 170.0) * (70.0 / 170.0), None);
    assert_eq!(found.unranked, 1);
    // Put in order of the elders, the last has nothing.
    let turned = look_ranked(&small(), "region", Value::DaysMet, 0, "elders");
    let [people, _] = whole(&turned).figures;
    is(people.concentration, 20.0 / 170.0 - 50.0 / 170.0, None);
    assert_eq!(turned.concentration[0].as_ref().map(Vec::len), Ok(4));
}

#[test]
fn what_is_not_known_is_read_at_both_ends() {
    let mut world = small();
    // Whether the clinic runs is not known.
    world.file(
        "services.csv",
        &format!(
            "{}\nclinic,help,existing,here,resident,all,,,,,unknown,2026-01,\n",
            world::SERVICE_COLUMNS
        ),
    );
    let found = look(&world, "region", Value::DaysMet, 0);
    let row = whole(&found);
    assert_eq!((row.places.unknown, row.unsettled), (2, 2));
    let [people, _] = row.figures;
    is(people.coverage, 0.0, Some(100.0 / 170.0));
    is(people.mean, 0.0, Some(36_500.0 / 170.0));
    is(people.fgt[0], 1.0, Some(70.0 / 170.0));
    // All have nothing, at the least favourable reading: alike.
    is(people.gini, 0.0, None);
}

#[test]
fn few_people_are_in_no_figure_and_in_none_that_could_be_subtracted() {
    // Isle has 20 people, and no other place has so few.
    let found = look(&small(), "region", Value::DaysMet, 30);
    let [row, north, south] = [0, 1, 2].map(|at| &found.rows[at]);
    assert!(south.people.total.is_withheld() && south.people.unmet.is_withheld());
    assert!(row.people.total.is_withheld() && row.people.unmet.is_withheld());
    assert_eq!(
        (north.people.total.get(), row.people.met.get()),
        (Some(&150), Some(&100))
    );
    for row in [row, south] {
        let figures = row.figures[0];
        for figure in [
            figures.coverage,
            figures.mean,
            figures.quantiles[2],
            figures.gini,
            figures.fgt[0],
            figures.concentration,
        ] {
            assert_eq!(figure.value, Err(Why::Withheld));
            assert_eq!(figure.at_best, None);
        }
    }
    assert_eq!(north.figures[0].rate_ratio.value, Err(Why::Withheld));
    assert_eq!(found.lorenz[0], Err(Why::Withheld));
    assert_eq!(found.theil[0], Err(Why::Withheld));
    // Places are no people.
    is(row.figures[1].coverage, 0.5, Some(0.5));
    let isle = found.places.iter().find(|one| one.people.is_withheld());
    assert_eq!(isle.map(|one| one.groups.clone()), Some(vec![1]));
}

#[test]
fn what_is_no_grouping_is_refused_with_what_is() {
    small().ask(|basis, _, _| {
        let fault = Grouping::parse("colour", basis.package())
            .expect_err("no such column")
            .to_string();
        for word in [
            "colour",
            "region",
            "indigenous_government",
            "distance",
            "elders",
            "CQL2",
            "column 1",
        ] {
            assert!(fault.contains(word), "{fault}");
        }
        let fault = Rank::parse("region", basis.package())
            .expect_err("texts have no order")
            .to_string();
        assert!(
            fault.contains("population, ") && fault.contains("elders") && fault.contains("travel_minutes"),
            "{fault}"
        );
    });
}
