//! What must hold under every requirement of the language, in worlds that dice have thrown.

#[path = "support/worlds.rs"]
mod worlds;

use std::sync::Arc;

use evenreach::equity::{Assessment, Basis, Criteria, PeriodOutcome, Question, assess};
use evenreach::model::{Community, Fact, Link, Package, PartialDate, Serves, Service, ServiceId, Supply, Window};
use evenreach::package;
use jiff::civil::date;
use worlds::Dice;

const WORLDS: u64 = 400;

fn world(seed: u64) -> Package {
    let files = worlds::throw(&mut Dice::new(seed));
    let (package, _) = package::read(&files).unwrap_or_else(|faults| panic!("seed {seed}: {faults}"));
    package
}

fn assessed(package: &Package) -> Assessment {
    let basis = Basis::new(Arc::new(package.clone())).expect("a whole network");
    let question = Question {
        as_of: date(2026, 3, 12),
        supply: Supply::Actual,
    };
    let criteria = Criteria::new(&package.definitions[0], package).expect("filters that can be asked");
    assess(&basis, &criteria, question)
}

/// Each gap's outcome on each day of the year, whatever the periods are; gaps that do not apply to both are left out.
fn by_day<'a>(one: &'a Assessment, other: &'a Assessment) -> Vec<(usize, usize, &'a PeriodOutcome, &'a PeriodOutcome)> {
    let days = |gap: &'a evenreach::equity::Gap| -> Vec<&'a PeriodOutcome> {
        let periods = gap.periods.iter();
        periods
            .flat_map(|(period, outcome)| std::iter::repeat_n(outcome, usize::from(period.days())))
            .collect()
    };
    let both = one
        .gaps
        .iter()
        .filter_map(|gap| Some((gap, other.gap(gap.community, gap.standard)?)));
    both.flat_map(|(gap, other)| {
        let pairs = days(gap).into_iter().zip(days(other));
        pairs.map(move |(one, other)| (gap.community, gap.standard, one, other))
    })
    .collect()
}

fn blank_service(service: &mut Service, dice: &mut Dice) {
    let mut coin = || dice.coin();
    if coin() {
        service.delivery_mode = Fact::Unknown;
    }
    if coin() {
        service.visits_per_month = Fact::Unknown;
    }
    if coin() {
        service.delivered_share = Fact::Unknown;
    }
    if coin() {
        service.wait_days = Fact::Unknown;
    }
    if coin() {
        service.positions = Fact::Unknown;
    }
    if coin() {
        service.indigenous_led = Fact::Unknown;
    }
    if coin() {
        service.languages = Fact::Unknown;
    }
    if coin() {
        service.serves = Serves::Unknown;
    }
    if coin() {
        service.observed = None;
    }
}

fn blank_community(community: &mut Community, dice: &mut Dice) {
    if dice.coin() {
        community.region = None;
    }
    if dice.coin() {
        community.indigenous_languages.clear();
    }
    if dice.coin() {
        community.attributes.insert("remoteness".to_owned(), String::new());
    }
    // A place that is part of another and has no count has its people in that other: that is known.
    if dice.coin() && community.part_of.is_none() {
        community.counts.clear();
    }
}

fn blank_link(link: &mut Link, dice: &mut Dice) {
    if let Window::Edges { opens, closes } = &mut link.window {
        if dice.coin() {
            *opens = Fact::Unknown;
        }
        if dice.coin() {
            *closes = Fact::Unknown;
        }
    }
    if dice.coin() {
        link.departures_per_week = Fact::Unknown;
    }
    // A blank date says something; one that is no finer than its year says less than it did.
    for date in [&mut link.opened, &mut link.closed] {
        if let Some(day) = date.filter(|_| dice.coin()) {
            *date = PartialDate::parse(&day.earliest().year().to_string());
        }
    }
}

#[test]
fn blanking_a_third_of_the_cells_widens_and_never_flips() {
    let mut widened = 0;
    for seed in 0..WORLDS {
        let package = world(seed);
        let mut blanked = package.clone();
        let mut dice = Dice::new(seed + 1_000_000);
        blanked
            .services
            .iter_mut()
            .for_each(|one| blank_service(one, &mut dice));
        blanked
            .communities
            .iter_mut()
            .for_each(|one| blank_community(one, &mut dice));
        blanked.links.iter_mut().for_each(|one| blank_link(one, &mut dice));
        for (community, standard, full, blank) in by_day(&assessed(&package), &assessed(&blanked)) {
            let place = || format!("seed {seed}, community {community}, standard {standard}: {full:?}\n{blank:?}");
            assert!(blank.outcome.at_least <= full.outcome.at_least, "{}", place());
            assert!(full.outcome.at_most <= blank.outcome.at_most, "{}", place());
            assert!(
                blank.shortfall.at_least >= full.shortfall.at_least - 1e-12,
                "{}",
                place()
            );
            assert!(blank.shortfall.at_most <= full.shortfall.at_most + 1e-12, "{}", place());
            widened += usize::from(blank.outcome != full.outcome);
        }
    }
    assert!(widened > 1000, "{widened}");
}

#[test]
fn another_service_never_raises_a_shortfall_nor_lowers_an_outcome() {
    let mut better = 0;
    for seed in 0..WORLDS {
        let package = world(seed);
        let mut more = package.clone();
        // A service of another world, so that it is of any kind.
        let mut service = world(seed + 7).services.swap_remove(0);
        service.id = ServiceId::from("zz-new");
        more.services.push(service);
        for (community, standard, before, after) in by_day(&assessed(&package), &assessed(&more)) {
            let place = || format!("seed {seed}, community {community}, standard {standard}: {before:?}\n{after:?}");
            assert!(after.outcome.at_least >= before.outcome.at_least, "{}", place());
            assert!(after.outcome.at_most >= before.outcome.at_most, "{}", place());
            assert!(
                after.shortfall.at_least <= before.shortfall.at_least + 1e-12,
                "{}",
                place()
            );
            assert!(
                after.shortfall.at_most <= before.shortfall.at_most + 1e-12,
                "{}",
                place()
            );
            better += usize::from(after.outcome != before.outcome);
        }
    }
    assert!(better > 1000, "{better}");
}

#[test]
fn nothing_lacks_where_it_is_met_and_only_there() {
    for seed in 0..WORLDS {
        for (_, period) in assessed(&world(seed)).gaps.iter().flat_map(|gap| &gap.periods) {
            let met = evenreach::model::Outcome::Met;
            assert_eq!(
                period.shortfall.at_least < 1e-12,
                period.outcome.at_least == met,
                "seed {seed}: {period:?}"
            );
            assert_eq!(
                period.shortfall.at_most < 1e-12,
                period.outcome.at_most == met,
                "seed {seed}: {period:?}"
            );
        }
    }
}
