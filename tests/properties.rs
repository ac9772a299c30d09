//! What must hold whatever the facts are.

#[expect(dead_code, reason = "the territory's own tests use more of it")]
#[path = "support/shipped.rs"]
mod shipped;

use std::sync::{Arc, LazyLock};

use evenreach::equity::{Assessment, Basis, Criteria, Question, Scope, assess};
use evenreach::model::{
    DAYS_IN_YEAR, DeliveryMode, Fact, Outcome, Package, Serves, Service, ServiceId, ServiceStatus, Sites, Supply,
    Window,
};
use evenreach::travel::DaySet;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const AS_OF: Date = date(2026, 11, 21);

static SHIPPED: LazyLock<Package> = LazyLock::new(shipped::package);
static FULL: LazyLock<Vec<Assessment>> = LazyLock::new(|| assess_all(&SHIPPED));

/// One assessment a definition.
fn assess_all(package: &Package) -> Vec<Assessment> {
    let basis = Basis::new(Arc::new(package.clone())).expect("the network is whole");
    let question = Question {
        as_of: AS_OF,
        supply: Supply::Actual,
    };
    let of = |definition| {
        assess(
            &basis,
            &Criteria::new(definition, basis.package()).expect("filters that can be asked"),
            question,
        )
    };
    basis.package().definitions.iter().map(of).collect()
}

/// Outcomes on every day of the year, whatever the access periods are.
fn by_day(assessment: &Assessment) -> impl Iterator<Item = (usize, usize, Vec<evenreach::equity::PeriodOutcome>)> {
    assessment.gaps.iter().map(|gap| {
        let days = gap
            .periods
            .iter()
            .flat_map(|(period, outcome)| vec![outcome.clone(); usize::from(period.days())]);
        (gap.community, gap.standard, days.collect())
    })
}

fn blank(package: &mut Package, coin: &mut impl FnMut() -> bool) {
    for service in &mut package.services {
        if coin() {
            service.delivery_mode = Fact::Unknown;
        }
        if coin() {
            service.visits_per_month = Fact::Unknown;
        }
        if coin() {
            service.languages = Fact::Unknown;
        }
        if coin() {
            service.indigenous_led = Fact::Unknown;
        }
    }
    for link in &mut package.links {
        if let Window::Edges { opens, closes } = &mut link.window {
            if coin() {
                *opens = Fact::Unknown;
            }
            if coin() {
                *closes = Fact::Unknown;
            }
        }
        if coin() {
            link.departures_per_week = Fact::Unknown;
        }
    }
}

fn some_service() -> impl Strategy<Value = Service> {
    let modes = prop::option::of(prop::sample::select(DeliveryMode::ALL));
    let at = prop::option::of(0..SHIPPED.communities.len());
    let kind = prop::sample::select(
        SHIPPED
            .service_types
            .iter()
            .map(|one| one.id.clone())
            .collect::<Vec<_>>(),
    );
    let serves = prop_oneof![
        Just(Serves::All),
        Just(Serves::Unknown),
        Just(Serves::Areas(vec!["dehcho".to_owned()]))
    ];
    let rest = (
        prop::option::of(0.1_f64..8.0),
        prop::option::of(any::<bool>()),
        any::<bool>(),
    );
    (modes, at, kind, serves, rest).prop_map(|(mode, at, service_type, serves, (visits, led, each))| {
        let template = SHIPPED
            .services
            .iter()
            .find(|one| one.status == ServiceStatus::Existing)
            .expect("one exists");
        Service {
            id: ServiceId::from("zz-new"),
            service_type,
            status: ServiceStatus::Existing,
            opened: None,
            closed: None,
            actual: None,
            community_id: at.map(|at| SHIPPED.communities[at].id.clone()),
            point: None,
            delivery_mode: mode.into(),
            serves,
            sites: if each { Sites::Each } else { Sites::One },
            visits_per_month: visits.into(),
            indigenous_led: led.into(),
            ..template.clone()
        }
    })
}

#[test]
fn the_days_of_every_gap_sum_to_365() {
    for gap in FULL.iter().flat_map(|assessment| &assessment.gaps) {
        let counts = gap.day_counts(DaySet::whole_year());
        assert_eq!(
            counts.met + counts.partly_met + counts.unmet + counts.unknown,
            DAYS_IN_YEAR
        );
        let ribbon: u16 = gap
            .ribbon()
            .iter()
            .map(|one| one.last.number() - one.first.number() + 1)
            .sum();
        assert_eq!(ribbon, DAYS_IN_YEAR);
        let shortfall = gap.shortfall(&Scope::Year);
        assert!((0.0..=1.0).contains(&shortfall.at_least) && shortfall.at_most <= shortfall.at_least);
    }
}

#[test]
fn a_gap_has_no_shortfall_where_it_is_met_and_only_there() {
    for gap in FULL.iter().flat_map(|assessment| &assessment.gaps) {
        let (outcome, shortfall) = (gap.outcome(&Scope::Year), gap.shortfall(&Scope::Year));
        assert_eq!(shortfall.at_least < 1e-12, outcome.at_least == Outcome::Met);
        assert_eq!(shortfall.at_most < 1e-12, outcome.at_most == Outcome::Met);
    }
}

#[test]
fn seasons_share_out_the_year() {
    let days: u16 = SHIPPED
        .territory_seasons()
        .map(|season| Scope::season(season).days().count())
        .sum();
    assert_eq!(days, DAYS_IN_YEAR);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn blanking_half_of_the_cells_widens_and_never_flips(seed in any::<u64>()) {
        let mut state = seed | 1;
        let mut coin = || {
            // xorshift64: any fair coin will do, as long as the seed that failed can be replayed.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state & (1 << 20) != 0
        };
        let mut package = SHIPPED.clone();
        blank(&mut package, &mut coin);
        for (full, blanked) in FULL.iter().zip(assess_all(&package)) {
            for ((community, standard, before), (_, _, after)) in by_day(full).zip(by_day(&blanked)) {
                for (day, (before, after)) in before.iter().zip(&after).enumerate() {
                    prop_assert!(
                        after.outcome.at_least <= before.outcome.at_least && before.outcome.at_most <= after.outcome.at_most,
                        "community {community}, standard {standard}, day {}: {:?} is not within {:?}",
                        day + 1, before.outcome, after.outcome
                    );
                    prop_assert!(after.shortfall.at_least >= before.shortfall.at_least - 1e-12);
                    prop_assert!(after.shortfall.at_most <= before.shortfall.at_most + 1e-12);
                }
            }
        }
    }

    #[test]
    fn adding_a_service_never_raises_a_shortfall_nor_lowers_an_outcome(service in some_service()) {
        let mut package = SHIPPED.clone();
        package.services.push(service);
        for (before, after) in FULL.iter().zip(assess_all(&package)) {
            for ((community, standard, before), (_, _, after)) in by_day(before).zip(by_day(&after)) {
                for (day, (before, after)) in before.iter().zip(&after).enumerate() {
                    let place = format!("community {community}, standard {standard}, day {}", day + 1);
                    prop_assert!(after.outcome.at_least >= before.outcome.at_least, "{place}");
                    prop_assert!(after.outcome.at_most >= before.outcome.at_most, "{place}");
                    prop_assert!(after.shortfall.at_least <= before.shortfall.at_least + 1e-12, "{place}");
                    prop_assert!(after.shortfall.at_most <= before.shortfall.at_most + 1e-12, "{place}");
                }
            }
        }
    }
}
