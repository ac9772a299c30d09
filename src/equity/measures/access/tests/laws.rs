//! What must hold whatever the people, the supply and the costs are.

use super::*;

const SEVENTHS: f64 = 7.0;

/// A landscape of a few places: costs (some out of reach), people and supply (some none).
#[derive(Clone, Debug)]
struct Facts {
    costs: Vec<Vec<Option<f64>>>,
    demand: Vec<f64>,
    supply: Vec<f64>,
}

impl Facts {
    fn pairs(&self) -> PairTable {
        if self.costs.is_empty() {
            let none: [Vec<(usize, f64)>; 0] = [];
            return PairTable::new(self.supply.len(), none).expect("no rows");
        }
        table(&self.costs)
    }

    fn each(&self) -> Vec<(&'static str, Vec<f64>)> {
        let pairs = self.pairs();
        let landscape = landscape(&pairs, &self.demand, &self.supply);
        let measures = MEASURES.into_iter();
        measures.map(|(name, measure)| (name, measure(&landscape))).collect()
    }

    fn raam(&self, crowding: Option<f64>) -> Raam {
        let pairs = self.pairs();
        let terms = Terms::new(30.0, crowding).expect("terms");
        raam(&landscape(&pairs, &self.demand, &self.supply), terms)
    }

    fn decayed(&self) -> Vec<f64> {
        let pairs = self.pairs();
        enhanced_two_step_fca(&landscape(&pairs, &self.demand, &self.supply), &decay())
    }
}

fn decay() -> Decay {
    Decay::gaussian(20.0).expect("a decay").within(45.0)
}

type Measure = fn(&Landscape<'_, PairTable>) -> Vec<f64>;

/// Every measure of supply, by name.
const MEASURES: [(&str, Measure); 7] = [
    ("cumulative", |of| cumulative(of, 30.0)),
    ("gravity", |of| gravity(of, &decay())),
    ("two_step_fca", |of| two_step_fca(of, 30.0)),
    ("enhanced_two_step_fca", |of| enhanced_two_step_fca(of, &decay())),
    ("three_step_fca", |of| three_step_fca(of, &decay(), &decay())),
    ("balanced_fca", |of| balanced_fca(of, &decay())),
    ("spatial_availability", |of| spatial_availability(of, &decay())),
];

/// Those that are supply for one person.
const FOR_A_PERSON: [&str; 4] = [
    "two_step_fca",
    "enhanced_two_step_fca",
    "three_step_fca",
    "balanced_fca",
];

fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(0.0), 4 => (1_u32..2000).prop_map(|sevenths| f64::from(sevenths) / SEVENTHS)]
}

fn cost() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![1 => Just(None), 1 => Just(Some(0.0)), 1 => Just(Some(30.0)), 5 => (0.0..60.0).prop_map(Some)]
}

fn facts() -> impl Strategy<Value = Facts> {
    (1_usize..6, 1_usize..5).prop_flat_map(|(places, supplies)| {
        let row = prop::collection::vec(cost(), supplies);
        (
            prop::collection::vec(row, places),
            prop::collection::vec(amount(), places),
            prop::collection::vec(amount(), supplies),
        )
            .prop_map(|(costs, demand, supply)| Facts { costs, demand, supply })
    })
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// All supply that people reach at some weight.
fn reached(facts: &Facts, weight: impl Fn(f64) -> f64) -> f64 {
    let reaches = |supply: usize| {
        let rows = facts.costs.iter().zip(&facts.demand);
        rows.into_iter()
            .any(|(row, people)| *people > 0.0 && row[supply].is_some_and(|cost| weight(cost) > 0.0))
    };
    let supplies = facts.supply.iter().enumerate();
    supplies.filter(|(at, _)| reaches(*at)).map(|(_, supply)| supply).sum()
}

proptest! {
    #[test]
    fn people_times_floating_catchment_access_is_the_supply_that_people_reach(facts in facts()) {
        for (name, found) in facts.each() {
            let within = reached(&facts, |cost| if cost <= 30.0 { 1.0 } else { 0.0 });
            let decayed = reached(&facts, |cost| decay().weight(cost));
            match name {
                "two_step_fca" => prop_assert!(near(dot(&found, &facts.demand), within, 1e-9), "{name}"),
                "enhanced_two_step_fca" | "three_step_fca" => {
                    prop_assert!(near(dot(&found, &facts.demand), decayed, 1e-9), "{name}");
                }
                "spatial_availability" => prop_assert!(near(found.iter().sum(), decayed, 1e-9), "{name}"),
                _ => {}
            }
        }
    }

    #[test]
    fn every_measure_is_what_its_formula_says_pair_by_pair(facts in facts()) {
        for (name, found) in facts.each() {
            for (found, expected) in found.into_iter().zip(by_formula(&facts, name)) {
                prop_assert!((found - expected).abs() <= 1e-12 * expected, "{name}: {found} is not {expected}");
            }
        }
    }

    #[test]
    fn balanced_access_sums_over_places_to_the_levels_of_service(facts in facts()) {
        let pairs = facts.pairs();
        let landscape = landscape(&pairs, &facts.demand, &facts.supply);
        let levels: f64 = levels_of_service(&landscape, &decay()).iter().sum();
        prop_assert!(near(balanced_fca(&landscape, &decay()).iter().sum(), levels, 1e-9));
    }

    #[test]
    fn no_supply_takes_access_away_when_it_grows(facts in facts(), which in 0_usize..5, more in 0.1..1e3) {
        let mut grown = facts.clone();
        let which = which % grown.supply.len();
        grown.supply[which] += more;
        for ((name, before), (_, after)) in facts.each().into_iter().zip(grown.each()) {
            for (before, after) in before.into_iter().zip(after) {
                prop_assert!(after >= before - 1e-12 * before, "{name}: {before} fell to {after}");
            }
        }
        let (before, after) = (facts.raam(Some(40.0)), grown.raam(Some(40.0)));
        for (before, after) in before.costs.iter().zip(&after.costs) {
            let falls = match (before, after) {
                (Some(before), Some(after)) => *after <= before + 1e-6 * before.max(1.0),
                (None, _) => true,
                (Some(_), None) => false,
            };
            prop_assert!(falls, "raam: {before:?} rose to {after:?}");
        }
    }

    #[test]
    fn faster_travel_never_lowers_what_is_within_reach(facts in facts(), share in 0.0..1.0) {
        let mut faster = facts.clone();
        faster.costs.iter_mut().flatten().flatten().for_each(|cost| *cost *= share);
        for ((name, before), (_, after)) in facts.each().into_iter().zip(faster.each()) {
            if ["cumulative", "gravity"].contains(&name) {
                prop_assert!(before.iter().zip(&after).all(|(before, after)| after >= before), "{name}");
            }
        }
    }

    #[test]
    fn the_order_of_places_and_of_supplies_changes_nothing(facts in facts(), turn in 0_usize..6) {
        let mut turned = facts.clone();
        let (rows, columns) = (turn % facts.demand.len(), turn % facts.supply.len());
        turned.costs.rotate_left(rows);
        turned.demand.rotate_left(rows);
        turned.supply.rotate_left(columns);
        turned.costs.iter_mut().for_each(|row| row.rotate_left(columns));
        for ((name, mut before), (_, after)) in facts.each().into_iter().zip(turned.each()) {
            before.rotate_left(rows);
            prop_assert!(before.iter().zip(&after).all(|(one, other)| near(*other, *one, 1e-12)), "{name}");
        }
        let (mut before, after) = (facts.raam(None).costs, turned.raam(None).costs);
        before.rotate_left(rows);
        for (one, other) in before.into_iter().zip(after) {
            prop_assert_eq!(one.is_some(), other.is_some());
            prop_assert!(one.zip(other).is_none_or(|(one, other)| near(other, one, 1e-6)));
        }
    }

    #[test]
    fn two_parts_of_a_community_at_one_place_have_what_the_whole_had(facts in facts(), share in 0.1..0.9) {
        let mut parted = facts.clone();
        parted.costs.push(facts.costs[0].clone());
        parted.demand.push(facts.demand[0] * share);
        parted.demand[0] *= 1.0 - share;
        let last = facts.demand.len();
        for ((name, whole), (_, parts)) in facts.each().into_iter().zip(parted.each()) {
            match name {
                // Its share, of which each part has its own.
                "spatial_availability" => prop_assert!(near(parts[0] + parts[last], whole[0], 1e-9), "{name}"),
                // It counts places, and there is one more.
                "balanced_fca" => continue,
                _ => prop_assert!(near(parts[0], whole[0], 1e-9) && near(parts[last], whole[0], 1e-9), "{name}"),
            }
            prop_assert!((1..last).all(|at| near(parts[at], whole[at], 1e-9)), "{name}: somebody else's changed");
        }
        let (whole, parts) = (facts.raam(None).costs, parted.raam(None).costs);
        for (at, whole) in whole.iter().enumerate() {
            prop_assert!(whole.zip(parts[at]).is_none_or(|(whole, part)| near(part, whole, 1e-6)));
        }
        prop_assert!(whole[0].zip(parts[last]).is_none_or(|(whole, part)| near(part, whole, 1e-6)));
    }

    #[test]
    fn twice_as_many_people_halve_what_a_person_has_and_nothing_else(facts in facts()) {
        let mut doubled = facts.clone();
        doubled.demand.iter_mut().for_each(|people| *people *= 2.0);
        for ((name, before), (_, after)) in facts.each().into_iter().zip(doubled.each()) {
            let factor = if FOR_A_PERSON.contains(&name) { 0.5 } else { 1.0 };
            prop_assert!(before.iter().zip(&after).all(|(one, other)| near(*other, one * factor, 1e-12)), "{name}");
        }
        // Crowding is measured in the mean, which doubles with them.
        for (one, other) in facts.raam(None).costs.into_iter().zip(doubled.raam(None).costs) {
            prop_assert!(one.zip(other).is_none_or(|(one, other)| near(other, one, 1e-6)));
        }
    }

    #[test]
    fn whatever_the_amounts_every_answer_is_a_number(
        facts in facts(),
        people in prop::sample::select(vec![0.0, 1e-300, 1e-12, 1.0, 1e15]),
        supply in prop::sample::select(vec![0.0, 1e-300, 1e-12, 1.0, 1e15]),
    ) {
        let mut extreme = facts.clone();
        extreme.demand[0] = people;
        extreme.supply[0] = supply;
        for (name, found) in extreme.each() {
            prop_assert_eq!(found.len(), facts.demand.len());
            prop_assert!(found.iter().all(|value| value.is_finite() && *value >= 0.0), "{name}: {found:?}");
        }
        let raam = extreme.raam(None);
        prop_assert!(raam.imbalance.is_finite());
        prop_assert!(raam.costs.iter().flatten().all(|cost| cost.is_finite() && *cost >= 0.0), "{raam:?}");
    }

    #[test]
    fn nobody_fares_better_elsewhere_once_costs_are_in_balance(facts in facts()) {
        let raam = facts.raam(None);
        prop_assert!(raam.imbalance <= 1e-9, "{}", raam.imbalance);
    }
}

/// A measure reckoned as its formula is written, over the full matrix.
fn by_formula(facts: &Facts, name: &str) -> Vec<f64> {
    let (places, supplies) = (0..facts.demand.len(), 0..facts.supply.len());
    let weight = |i: usize, j: usize| match (facts.costs[i][j], name) {
        (None, _) => 0.0,
        (Some(cost), "cumulative" | "two_step_fca") => f64::from(u8::from(cost <= 30.0)),
        (Some(cost), _) if cost > 45.0 => 0.0,
        (Some(cost), _) => (-cost * cost / 800.0).exp(),
    };
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let of_place = |i: usize| supplies.clone().map(|l| weight(i, l)).sum::<f64>();
    let of_supply = |j: usize| places.clone().map(|k| weight(k, j)).sum::<f64>();
    // How the people of a place are counted at a supply.
    let counted = |i: usize, j: usize| match name {
        "three_step_fca" => share(weight(i, j), of_place(i)) * weight(i, j),
        "balanced_fca" => share(weight(i, j), of_place(i)),
        _ => weight(i, j),
    };
    let level = |j: usize| {
        let people: f64 = places.clone().map(|k| facts.demand[k] * counted(k, j)).sum();
        share(facts.supply[j], people)
    };
    let term = |i: usize, j: usize| match name {
        "cumulative" | "gravity" => facts.supply[j] * weight(i, j),
        "balanced_fca" => level(j) * share(weight(i, j), of_supply(j)),
        "spatial_availability" => facts.demand[i] * weight(i, j) * level(j),
        _ => counted(i, j) * level(j),
    };
    places
        .clone()
        .map(|i| supplies.clone().map(|j| term(i, j)).sum())
        .collect()
}

fn facts_of(costs: &[&[f64]], demand: &[f64], supply: &[f64]) -> Facts {
    Facts {
        costs: costs
            .iter()
            .map(|row| row.iter().copied().map(Some).collect())
            .collect(),
        demand: demand.to_vec(),
        supply: supply.to_vec(),
    }
}

fn of(facts: &Facts, wanted: &str) -> Vec<f64> {
    let mut each = facts.each().into_iter();
    each.find(|(name, _)| *name == wanted)
        .expect("a measure of that name")
        .1
}

#[test]
fn people_times_gravity_or_balanced_access_is_not_the_supply() {
    let facts = facts_of(&[&[0.0, 10.0], &[30.0, 0.0]], &[100.0, 10.0], &[4.0, 4.0]);
    for name in ["gravity", "balanced_fca", "cumulative"] {
        let sum = dot(&of(&facts, name), &facts.demand);
        assert!(!near(sum, 8.0, 0.05), "{name}: {sum}");
    }
}

#[test]
fn dividing_a_place_on_paper_halves_what_each_part_has_by_balanced_access() {
    let whole = facts_of(&[&[0.0]], &[100.0], &[4.0]);
    let parts = facts_of(&[&[0.0], &[0.0]], &[50.0, 50.0], &[4.0]);
    assert_all(&of(&whole, "balanced_fca"), &[0.04], 1e-15);
    assert_all(&of(&parts, "balanced_fca"), &[0.02, 0.02], 1e-15);
    assert_all(&of(&parts, "two_step_fca"), &[0.04, 0.04], 1e-15);
}

#[test]
fn a_new_supply_can_lower_three_step_access_and_no_other() {
    // The second place now also chooses the new service, which has next to nothing, and leaves the first more of the old.
    let before = facts_of(&[&[0.0], &[0.0]], &[10.0, 10.0], &[10.0]);
    let mut after = before.clone();
    after.costs = vec![vec![Some(0.0), Some(0.0)], vec![Some(0.0), None]];
    after.supply.push(0.001);
    let falls = |name| {
        of(&after, name)
            .into_iter()
            .zip(of(&before, name))
            .any(|(after, before)| after < before)
    };
    let fallen: Vec<&str> = MEASURES
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| falls(name))
        .collect();
    assert_eq!(fallen, ["three_step_fca"]);
}

#[test]
fn more_supply_lowers_costs_at_a_given_crowding_but_can_raise_them_at_the_mean() {
    // Two places that share nothing; the second one's supply grows.
    let costs = vec![vec![Some(0.0), None], vec![None, Some(0.0)]];
    let facts = |second| Facts {
        costs: costs.clone(),
        demand: vec![100.0, 100.0],
        supply: vec![5.0, second],
    };
    let first = |second, crowding| facts(second).raam(crowding).costs[0].expect("a cost");
    assert!(near(first(5.0, Some(20.0)), 1.0, 1e-9) && near(first(15.0, Some(20.0)), 1.0, 1e-9));
    assert!(near(first(5.0, None), 1.0, 1e-9) && near(first(15.0, None), 2.0, 1e-9));
}

#[test]
fn faster_travel_for_some_can_raise_the_cost_of_others() {
    let cost = |road| {
        let facts = facts_of(&[&[0.0, 90.0], &[road, 0.0]], &[100.0, 100.0], &[10.0, 1.0]);
        facts.raam(Some(20.0)).costs[0].expect("a cost")
    };
    assert!(cost(10.0) > cost(300.0) + 0.01);
}

#[test]
fn with_one_supply_a_cost_is_its_crowding_and_the_way() {
    let facts = facts_of(&[&[15.0], &[60.0]], &[30.0, 10.0], &[2.0]);
    let costs = facts.raam(Some(10.0)).costs;
    assert!(near(costs[0].expect("a cost"), 40.0 / 20.0 + 0.5, 1e-12));
    assert!(near(costs[1].expect("a cost"), 40.0 / 20.0 + 2.0, 1e-12));
}

#[test]
fn between_two_supplies_people_divide_until_both_cost_the_same() {
    // 30 people, 10 to a unit: x / 10 = (30 - x) / 10 + 1, so 20 and 10, and both cost 2.
    let facts = facts_of(&[&[0.0, 30.0]], &[30.0], &[1.0, 1.0]);
    let found = facts.raam(Some(10.0));
    assert!(near(found.costs[0].expect("a cost"), 2.0, 1e-12) && found.imbalance <= 1e-12);
}

#[test]
fn where_nothing_is_or_nobody_every_measure_has_its_decided_answer() {
    let none = Facts {
        costs: vec![],
        demand: vec![],
        supply: vec![1.0],
    };
    assert!(none.each().iter().all(|(_, found)| found.is_empty()) && none.raam(None).costs.is_empty());

    // A place that reaches nothing, beside one that does, and one without people.
    let facts = Facts {
        costs: vec![vec![None], vec![Some(0.0)], vec![Some(0.0)]],
        demand: vec![100.0, 50.0, 0.0],
        supply: vec![2.0],
    };
    for (name, found) in facts.each() {
        assert!(found[0] <= 0.0 && found[1] > 0.0, "{name}: {found:?}");
        assert_eq!(found[2] > 0.0, name != "spatial_availability", "{name}: {found:?}");
    }
    let costs = facts.raam(None).costs;
    assert!(costs[0].is_none() && costs[1].is_some() && costs[1] == costs[2]);

    // A supply that nobody shares, and one that is nothing: no measure that shares it out divides by nought.
    for (people, supply) in [(0.0, 2.0), (0.0, 0.0), (50.0, 0.0)] {
        let facts = facts_of(&[&[0.0]], &[people], &[supply]);
        for (name, found) in facts.each() {
            let alone = ["cumulative", "gravity"].contains(&name);
            assert_all(&found, &[if alone { supply } else { 0.0 }], 0.0);
        }
        let cost = facts.raam(None).costs[0];
        assert_eq!(cost, (supply > 0.0).then_some(0.0), "{people} people, supply {supply}");
    }
}

#[test]
fn many_places_on_all_cores_have_what_one_place_at_a_time_has() {
    // More rows than one block, each with the same three supplies at costs of its own.
    let rows = 10_000_usize;
    let cost = |place: usize, supply: usize| Some(((place * 7 + supply * 13) % 60) as f64);
    let facts = Facts {
        costs: (0..rows)
            .map(|place| (0..3).map(|supply| cost(place, supply)).collect())
            .collect(),
        demand: (0..rows).map(|place| (place % 11) as f64).collect(),
        supply: vec![3.0, 0.0, 5.0],
    };
    let found = facts.decayed();
    let mut sharing = [0.0; 3];
    for (row, people) in facts.costs.iter().zip(&facts.demand) {
        for (sum, cost) in sharing.iter_mut().zip(row) {
            *sum += people * decay().weight(cost.expect("in reach"));
        }
    }
    for (row, found) in facts.costs.iter().zip(found) {
        let terms = row.iter().zip(sharing.iter().zip(&facts.supply));
        let expected: f64 = terms
            .map(|(cost, (sharing, supply))| supply / sharing * decay().weight(cost.expect("in reach")))
            .sum();
        assert!(near(found, expected, 1e-14) && (found - expected).abs() <= 1e-12 * expected);
    }
}
