//! What must hold whatever the facts are.

#[expect(dead_code, reason = "the territory's own tests use more of it")]
#[path = "support/shipped.rs"]
mod shipped;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use evenreach::equity::{Assessment, Basis, Criteria, Question, Scope, assess};
use evenreach::model::{
    CommunityId, DAYS_IN_YEAR, DeliveryMode, Fact, Minutes, Outcome, Package, Serves, Service, ServiceId,
    ServiceStatus, Sites, Supply, Window,
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

/// What is told of each community and standard, by names that renaming leaves alone: the outcome, the days, how far
/// short, and how far the nearest service is on each day.
fn told(package: &Package, name: impl Fn(usize) -> String) -> BTreeMap<(usize, String, usize), String> {
    let mut told = BTreeMap::new();
    for (definition, assessment) in assess_all(package).iter().enumerate() {
        for gap in &assessment.gaps {
            let outcome = (
                gap.outcome(&Scope::Year),
                gap.day_counts(DaySet::whole_year()),
                gap.shortfall(&Scope::Year),
            );
            let nearest: Vec<_> = gap
                .periods
                .iter()
                .map(|(_, outcome)| outcome.nearest.map(|nearest| nearest.minutes))
                .collect();
            told.insert(
                (definition, name(gap.community), gap.standard),
                format!("{outcome:?} {nearest:?}"),
            );
        }
    }
    told
}

fn own_names(package: &Package) -> impl Fn(usize) -> String {
    |community| package.communities[community].name.clone()
}

#[test]
fn other_ids_in_another_order_change_nothing() {
    let mut package = SHIPPED.clone();
    // The first comes last, so that whatever hangs on the order of ids would show.
    let count = package.communities.len();
    let ids: BTreeMap<CommunityId, CommunityId> = package
        .communities
        .iter()
        .enumerate()
        .map(|(at, one)| (one.id.clone(), format!("c{:04}", count - at).into()))
        .collect();
    let renamed = |id: &CommunityId| ids[id].clone();
    for community in &mut package.communities {
        community.id = renamed(&community.id);
        community.part_of = community.part_of.as_ref().map(renamed);
    }
    for node in &mut package.nodes {
        node.community_id = node.community_id.as_ref().map(renamed);
    }
    let mut services = Vec::new();
    for (at, service) in package.services.iter_mut().enumerate() {
        let id = ServiceId::from(format!("s{:04}", 9999 - at));
        services.push((std::mem::replace(&mut service.id, id.clone()), id));
        service.community_id = service.community_id.as_ref().map(renamed);
        if let Serves::Areas(areas) = &mut service.serves {
            for area in areas {
                if let Some(id) = ids.get(&CommunityId::from(area.as_str())) {
                    *area = id.to_string();
                }
            }
        }
    }
    for (at, link) in package.links.iter_mut().enumerate() {
        link.id = format!("l{:04}", 9999 - at).into();
    }
    package.communities.reverse();
    package.services.reverse();
    package.links.reverse();
    // Some rules leave a service out by its id.
    let ways = package
        .definitions
        .iter_mut()
        .flat_map(|definition| &mut definition.standards);
    for filter in ways
        .flat_map(|standard| &mut standard.ways)
        .filter_map(|way| way.filter.as_mut())
    {
        for (old, new) in &services {
            *filter = filter.replace(&format!("'{old}'"), &format!("'{new}'"));
        }
    }
    assert_eq!(told(&SHIPPED, own_names(&SHIPPED)), told(&package, own_names(&package)));
}

#[test]
fn a_community_counted_as_two_at_one_place_has_twice_what_it_had_and_others_the_same() {
    let mut whole = SHIPPED.clone();
    let at = whole
        .communities
        .iter()
        .position(|one| one.name == "Aklavik")
        .expect("the community");
    let node = whole
        .nodes
        .iter()
        .find(|node| node.community_id.as_ref() == Some(&whole.communities[at].id));
    // Both halves stand where the node does.
    whole.communities[at].point = node.expect("its node").point;
    let mut halved = whole.clone();
    let mut half = whole.communities[at].clone();
    half.id = "zz-other-half".into();
    half.name = "The other half".to_owned();
    for service in &mut halved.services {
        if let Serves::Areas(areas) = &mut service.serves
            && areas.contains(&whole.communities[at].id.to_string())
        {
            areas.push(half.id.to_string());
        }
    }
    halved.communities.push(half);
    let (before, mut after) = (told(&whole, own_names(&whole)), told(&halved, own_names(&halved)));
    let mut halves = 0;
    after.retain(|(definition, name, standard), said| {
        let is_half = name == "The other half";
        if is_half {
            halves += 1;
            assert_eq!(*said, before[&(*definition, "Aklavik".to_owned(), *standard)]);
        }
        !is_half
    });
    assert!(halves >= 8, "every standard is told of the other half");
    assert_eq!(before, after);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn faster_travel_never_lengthens_the_way_to_the_nearest_service(
        which in prop::collection::vec(any::<bool>(), 256),
        share in 0.0..1.0,
    ) {
        let mut package = SHIPPED.clone();
        for (link, is_faster) in package.links.iter_mut().zip(which.iter().cycle()) {
            if *is_faster && let Fact::Known(minutes) = link.minutes {
                link.minutes = Fact::Known(Minutes::from_number(minutes.number() * share).expect("not negative"));
            }
        }
        // A way that nobody has published is the longest there is.
        let longer = |one: Option<Minutes>, other: Option<Minutes>| match (one, other) {
            (None, Some(_)) => true,
            (Some(one), Some(other)) => one > other,
            (_, None) => false,
        };
        for (before, after) in FULL.iter().zip(assess_all(&package)) {
            for ((community, standard, before), (_, _, after)) in by_day(before).zip(by_day(&after)) {
                for (day, (before, after)) in before.iter().zip(&after).enumerate() {
                    let place = format!("community {community}, standard {standard}, day {}", day + 1);
                    prop_assert!(after.outcome.at_least >= before.outcome.at_least, "{place}");
                    prop_assert!(after.outcome.at_most >= before.outcome.at_most, "{place}");
                    let (Some(before), Some(after)) = (before.nearest, after.nearest) else { continue };
                    prop_assert!(!longer(after.minutes.at_least, before.minutes.at_least), "{place}");
                }
            }
        }
    }
}
