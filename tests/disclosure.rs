//! What an attacker can make of the answers about the shipped package, were small places more of a secret than its own
//! threshold says: all tables of several definitions, dates, pictures of supply and groupings are put together, and a
//! linear program finds the least and the greatest that each withheld count can be.

#[expect(dead_code, reason = "the territory's own tests use more of it")]
#[path = "support/shipped.rs"]
mod shipped;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use evenreach::equity::{
    Basis, Criteria, Distribution, Grouping, Looking, Question, Rank, Scope, Value, assess, distribute, summarise,
};
use evenreach::model::{Interval, Outcome, Supply};
use jiff::civil::{Date, date};
use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome};

const AS_OF: [Date; 2] = [date(2012, 6, 30), date(2026, 11, 21)];
const GROUPINGS: [&str; 5] = [
    "region",
    "road_access",
    "language",
    "indigenous_government",
    "population < 300 AND road_access <> 'all-season'",
];

/// What is told of a sum of people: how often each place is in it, and between which bounds it lies; `None` is withheld.
#[derive(Default)]
struct Tables {
    published: BTreeMap<Vec<u64>, f64>,
    withheld: BTreeSet<Vec<u64>>,
}

impl Tables {
    fn tell(&mut self, share: Vec<u64>, sum: Option<f64>) {
        match sum {
            Some(sum) => {
                let before = self.published.insert(share, sum);
                // The same set of people is never told of in two ways.
                assert!(
                    before.is_none_or(|before| (before - sum).abs() < 1e-6),
                    "{before:?} and {sum}"
                );
            }
            None => drop(self.withheld.insert(share)),
        }
    }
}

/// How often each place is in a sum. Shares are kept as bits, so that equal sums are found.
fn share(places: usize, of: impl Fn(usize) -> f64) -> Vec<u64> {
    (0..places).map(|place| of(place).to_bits()).collect()
}

/// Every count and mean of people of one answer.
fn tell(tables: &mut Tables, distribution: &Distribution, places: usize) {
    for row in &distribution.rows {
        let inside = |place: usize| {
            let found = distribution.places.iter().find(|one| one.place == place)?;
            row.group
                .is_none_or(|group| found.groups.contains(&group))
                .then_some(found)
        };
        let settled = |wanted: Option<Outcome>| {
            share(places, |place| {
                let has = |outcome: Interval<Outcome>| outcome.settled() == wanted;
                f64::from(u8::from(inside(place).is_some_and(|one| has(one.outcome))))
            })
        };
        let people = row.people;
        let counts = [
            (settled(Some(Outcome::Met)), people.met),
            (settled(Some(Outcome::PartlyMet)), people.partly_met),
            (settled(Some(Outcome::Unmet)), people.unmet),
            (settled(None), people.unknown),
            (
                share(places, |place| f64::from(u8::from(inside(place).is_some()))),
                people.total,
            ),
        ];
        for (share, count) in counts {
            tables.tell(share, count.get().copied().map(|count| count as f64));
        }
        // A mean over a number of people that is known is a sum of what all of them have.
        if let (Ok(mean), Some(total)) = (row.figures[0].mean.value, people.total.get()) {
            let value = |place| inside(place).and_then(|one| one.value.at_least).unwrap_or(0.0);
            tables.tell(share(places, value), Some(mean * *total as f64));
        }
    }
}

/// Everything that is told.
fn tables(basis: &Basis) -> Tables {
    let mut tables = Tables::default();
    let scopes = [Scope::Year, Scope::Day(shipped::day("05-10"))];
    let package = basis.package();
    for definition in &package.definitions {
        let criteria = Criteria::new(definition, package).expect("filters that can be asked");
        for (as_of, supply) in [
            (AS_OF[0], Supply::Actual),
            (AS_OF[1], Supply::Actual),
            (AS_OF[1], Supply::Intended),
        ] {
            let assessment = assess(basis, &criteria, Question { as_of, supply });
            for (scope, by) in scopes.iter().flat_map(|scope| GROUPINGS.map(|by| (scope, by))) {
                let by = Grouping::parse(by, package).expect("a grouping");
                let looking = Looking {
                    by: &by,
                    value: Value::DaysMet,
                    rank: &Rank::default(),
                    threshold: None,
                    scope,
                };
                let standards = definition.standards.iter().enumerate();
                for found in distribute(basis, &assessment, standards, looking).expect("few groups") {
                    tell(&mut tables, &found, package.communities.len());
                }
            }
        }
    }
    tables
}

/// The least and greatest of a sum, where large places' counts and all that is published are known.
fn range(tables: &Tables, known: &[Option<f64>], share: &[u64]) -> (f64, f64) {
    let ends = [OptimizationDirection::Minimize, OptimizationDirection::Maximize].map(|direction| {
        let mut problem = Problem::new(direction);
        let variables: Vec<_> = known
            .iter()
            .zip(share)
            .map(|(known, share)| {
                problem.add_var(f64::from_bits(*share), known.map_or((0.0, 1e6), |known| (known, known)))
            })
            .collect();
        for (share, sum) in &tables.published {
            let terms = variables
                .iter()
                .copied()
                .zip(share.iter().map(|bits| f64::from_bits(*bits)));
            let terms: Vec<_> = terms.filter(|(_, share)| share.abs() > 0.0).collect();
            // What rests on large places alone is known already.
            let is_news = share
                .iter()
                .zip(known)
                .any(|(bits, known)| known.is_none() && f64::from_bits(*bits) > 0.0);
            if is_news {
                let slack = 1e-6 * sum.max(1.0);
                problem.add_constraint(terms.clone(), ComparisonOp::Ge, sum - slack);
                problem.add_constraint(terms, ComparisonOp::Le, sum + slack);
            }
        }
        match problem.solve().expect("the true counts are a solution") {
            SolveOutcome::Solution(solution) => solution.objective(),
            SolveOutcome::Interrupted(_) => panic!("nothing limits the search"),
        }
    });
    (ends[0], ends[1])
}

/// The shipped package with another threshold.
fn basis(below: u32) -> Basis {
    let mut package = shipped::package();
    package.settings.suppress_below = below;
    Basis::new(Arc::new(package)).expect("the shipped network is whole")
}

#[test]
fn all_answers_about_the_territory_together_tell_of_no_small_place_to_within_the_threshold() {
    let below = 150;
    let basis = basis(below);
    let tables = tables(&basis);
    let communities = &basis.package().communities;
    let known: Vec<Option<f64>> = communities
        .iter()
        .map(|one| {
            let people = one.population().unwrap_or(0);
            (people == 0 || people >= below).then(|| f64::from(people))
        })
        .collect();
    assert!(
        known.iter().filter(|known| known.is_none()).count() >= 2,
        "below {below}"
    );
    assert!(
        !tables.withheld.is_empty() && tables.published.len() > 100,
        "below {below}"
    );
    let places = communities.len();
    let alone = (0..places).filter(|&place| known[place].is_none());
    let alone = alone.map(|place| share(places, |other| f64::from(u8::from(other == place))));
    // What large places add to a count is known, and moves both ends alike.
    let news = |share: &Vec<u64>| -> Vec<u64> {
        let terms = share.iter().zip(&known);
        terms
            .map(|(bits, known)| if known.is_none() { *bits } else { 0 })
            .collect()
    };
    let wanted: BTreeSet<Vec<u64>> = tables.withheld.iter().map(news).chain(alone).collect();
    for wanted in wanted {
        let (least, greatest) = range(&tables, &known, &wanted);
        let width = greatest - least;
        assert!(width >= f64::from(below) - 1e-2, "below {below}: a range of {width}");
    }
}

#[test]
fn with_the_threshold_of_the_territory_nothing_is_withheld() {
    let basis = basis(10);
    let definition = &basis.package().definitions[0];
    let criteria = Criteria::new(definition, basis.package()).expect("filters that can be asked");
    let question = Question {
        as_of: AS_OF[1],
        supply: Supply::Actual,
    };
    let assessment = assess(&basis, &criteria, question);
    let summary = summarise(&basis, &assessment, &Scope::Year, definition.standards.len());
    assert_eq!(summary.groups.len(), 6);
    for group in &summary.groups {
        assert!(
            group.standards.iter().all(|one| one.people.all().is_some()),
            "{group:?}"
        );
    }
}
