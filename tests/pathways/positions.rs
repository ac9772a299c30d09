//! Referral positions as options of a ranking.

use evenreach::equity::{Criteria, Scope, StepState, WhyNot, assess};
use evenreach::planning::priorities::{Criterion, Grounds, Need, PriorityOption, Subject, Which, options};

use super::{EVERYBODY, Small, here};

/// What a referral position would bring where one is lacked, as an option of a ranking.
fn positions(small: &Small) -> Vec<PriorityOption> {
    small.ask(|basis, guide| {
        let definition = &basis.package().definitions[0];
        let criteria = Criteria::new(definition, basis.package()).expect("sound");
        let grounds = Grounds {
            basis,
            criteria: &criteria,
            today: &assess(basis, &criteria, guide.asked().question),
            scope: &Scope::Year,
        };
        options(grounds, Which::Positions, None, &Need::Shortfall).expect("a community")
    })
}

/// Ends of some figures: people, days and need.
fn figures(one: &PriorityOption) -> [(f64, f64); 3] {
    [Criterion::People, Criterion::Days, Criterion::Need].map(|criterion| {
        let raw = one.raw[criterion.place()];
        (raw.at_least, raw.at_most)
    })
}

/// By hand. Without a position all three ways break at the referral on every day. One in Here or in Town opens the way of its place all
/// year; one in Far on the 142 days of its road, so that its way still breaks on others, and no people gain a way that holds.
#[test]
fn a_referral_position_is_an_option_where_one_is_lacked_and_gains_the_days_that_it_opens() {
    let mut small = Small::new();
    small.by_referral(&[]).roads(&[
        "road,here,town,60,01-01,12-31,true",
        "long,town,far,120,06-01,10-20,true",
    ]);
    let found = positions(&small);
    let ids: Vec<&str> = found.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["position:far", "position:here", "position:town"]);
    let whole = (365.0, 365.0);
    assert_eq!(figures(&found[1]), [(100.0, 100.0), whole, (1.0, 1.0)]);
    assert_eq!(figures(&found[2]), [(500.0, 500.0), whole, (1.0, 1.0)]);
    assert_eq!(figures(&found[0])[..2], [(0.0, 0.0), (142.0, 142.0)]);
    assert_eq!(found[1].subject, Subject::Position(here_of(&small)));
    assert_eq!(found[1].services[0].service_type.as_str(), "navigation");
    assert_eq!(found[1].places_gaining, (1, 1));
    assert_eq!(found[0].places_gaining, (0, 0));
}

fn here_of(small: &Small) -> usize {
    small.ask(|basis, _| here(basis))
}

/// Somebody refers, and nobody knows from where: whether a position is lacked is unknown, and so is whatever one would gain.
#[test]
fn where_nobody_knows_whether_a_referral_is_to_be_had_nothing_is_surely_gained() {
    let mut small = Small::new();
    small.by_referral(&["n,navigation,existing,,resident,all"]);
    let found = positions(&small);
    assert_eq!(found.len(), 3);
    assert_eq!(figures(&found[1]), [(0.0, 100.0), (0.0, 365.0), (0.0, 1.0)]);
    assert_eq!(found[1].places_gaining, (0, 1));
}

#[test]
fn where_a_referral_is_to_be_had_or_nobody_says_who_refers_no_position_is_an_option() {
    let mut small = Small::new();
    small.by_referral(&["n,navigation,existing,here,resident,all"]);
    assert_eq!(positions(&small), []);
    small.by_referral(&[]).referrals(&[]);
    assert_eq!(small.states()[2], StepState::Unknown(WhyNot::Referral));
    assert_eq!(positions(&small), []);
    // Nor one that people may not turn to themselves.
    small.by_referral(&[]).entries(&[
        EVERYBODY[0],
        "e2,,treatment,provider,src",
        EVERYBODY[2],
        "e4,,navigation,court,src",
    ]);
    assert_eq!(positions(&small), []);
}
