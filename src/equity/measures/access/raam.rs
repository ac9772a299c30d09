//! Rational agent access model.

mod forest;
mod pools;

use super::landscape::NEXT_TO_NOTHING;
use super::{Landscape, PairTable, Pairs};

/// Sweeps over all demand points before one stops looking for a better balance.
const SWEEPS: usize = 1_000;

/// How evenly balanced is balanced: no one pays more than this share above their cheapest choice.
const TOLERANCE: f64 = 1e-9;

/// What travel and crowding are measured in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    tau: f64,
    crowding: Option<f64>,
}

/// Why numbers are no [`Terms`].
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{what}: found {found}, expected a number from 1e-9 to 1e9")]
pub struct TermsFault {
    what: &'static str,
    found: f64,
}

impl Terms {
    /// `tau` is the travel that weighs as much as one unit of crowding, in the unit of the costs; `crowding`, how many
    /// people to a unit of supply that is. Without it, the mean of the landscape: all its people over all its supply.
    pub fn new(tau: f64, crowding: Option<f64>) -> Result<Self, TermsFault> {
        let numbers = [("tau", Some(tau)), ("crowding", crowding)];
        for (what, number) in numbers {
            if let Some(found) = number.filter(|number| !(1e-9..=1e9).contains(number)) {
                return Err(TermsFault { what, found });
            }
        }
        Ok(Self { tau, crowding })
    }
}

/// Costs of the rational agent access model.
#[derive(Clone, Debug, PartialEq)]
pub struct Raam {
    /// The cost for one more person of each demand point; `None` where no supply is in reach.
    pub costs: Vec<Option<f64>>,
    /// The most by which anyone pays above the cheapest they could choose, relative to 1 or to that cost where it is more:
    /// 0 is perfect balance.
    pub imbalance: f64,
}

/// What care costs in travel and crowding when everybody goes where it costs them least:
/// `cᵢ = minⱼ (Dⱼ / (ρ Sⱼ) + tᵢⱼ / τ)`, where `Dⱼ` people go to supply `j` and nobody would fare better elsewhere.
///
/// The balance is found, not only approached: each demand point in turn divides its people as is cheapest for them
/// given where the others go, the point of least potential `Σⱼ Dⱼ² / (2 ρ Sⱼ) + Σᵢⱼ xᵢⱼ tᵢⱼ / τ`, until it is plain which ways
/// are taken; then the rest is solved at once. That potential is convex, so the costs at its least are the only ones. It ends when no one pays more than one part in 1e9 above
/// their cheapest choice; [`Raam::imbalance`] says how far it came. Published programs stop after a fixed number of rounds in which whole
/// people move, and differ from this by that much.
///
/// **Units**: none. 1 is the crowding of `ρ` people to a unit of supply with no travel, or travel of `τ` with no crowding.
/// The *lower* the better, unlike every other measure here.
///
/// **Empty**: `None` where no supply of more than 0 (1e-100) is in reach: there is no cost at which care can be had. A place without
/// people has the cost that one person would meet. Where there are no people at all, nothing is crowded and cost is
/// travel alone.
///
/// **Reading it**: the trade people make between a long way and a long queue; nobody is counted twice. It takes people to
/// know how crowded every place is, and crowding to grow with demand alone.
///
/// **Growing supply** never raises anyone's cost when `crowding` is given. Where it is the mean of the landscape it can:
/// more supply anywhere makes the same queue look longer elsewhere. Faster travel for some can raise the cost of others
/// (all tested).
///
/// **Source**: J. Saxon and D. Snow, "A rational agent model for the spatial accessibility of primary health care", Annals
/// of the American Association of Geographers 110 (2020), 205-222.
pub fn raam(landscape: &Landscape<'_, PairTable>, terms: Terms) -> Raam {
    let mut balance = Balance::new(landscape, terms);
    let mut imbalance = balance.imbalance();
    for sweep in 1..=SWEEPS {
        if imbalance <= TOLERANCE {
            break;
        }
        for place in 0..landscape.demand.len() {
            balance.settle(place);
        }
        balance.recount();
        imbalance = balance.imbalance();
        // Again and again, but not so often that it would count.
        if imbalance > TOLERANCE && sweep.is_power_of_two() {
            imbalance = balance.solve_pools();
        }
    }
    Raam {
        costs: (0..landscape.demand.len())
            .map(|place| balance.cheapest(place))
            .collect(),
        imbalance,
    }
}

/// Where people go.
struct Balance<'a> {
    landscape: &'a Landscape<'a, PairTable>,
    tau: f64,
    /// `ρ Sⱼ`: the people at each supply that are one unit of crowding; 0 for a supply of nothing.
    room: Vec<f64>,
    /// People of each pair, in the order of the pairs.
    going: Vec<f64>,
    /// People at each supply.
    present: Vec<f64>,
}

/// One choice of a demand point.
struct Choice {
    /// Place among all pairs.
    pair: usize,
    supply: usize,
    /// Cost with nobody of this demand point there.
    alone: f64,
}

impl<'a> Balance<'a> {
    /// Everybody goes to the nearest supply, the earlier where two are as near.
    fn new(landscape: &'a Landscape<'a, PairTable>, terms: Terms) -> Self {
        let total = |amounts: &[f64]| amounts.iter().sum::<f64>();
        let (people, supply) = (total(landscape.demand), total(landscape.supply));
        // Without people there is no crowding, whatever it is measured in; without supply there is nothing to crowd.
        let mean = if people > 0.0 && supply > 0.0 {
            people / supply
        } else {
            1.0
        };
        let crowding = terms.crowding.unwrap_or(mean);
        let mut balance = Self {
            landscape,
            tau: terms.tau,
            room: landscape.supply.iter().map(|supply| crowding * supply).collect(),
            going: vec![0.0; landscape.pairs.len()],
            present: vec![0.0; landscape.supply.len()],
        };
        for (place, &people) in landscape.demand.iter().enumerate() {
            let choices = balance.choices(place);
            let nearest = choices
                .iter()
                .reduce(|best, one| if one.alone < best.alone { one } else { best });
            if let Some(nearest) = nearest {
                balance.going[nearest.pair] = people;
            }
        }
        balance.recount();
        balance
    }

    /// People at each supply, counted anew, so that no rounding gathers.
    fn recount(&mut self) {
        self.present.fill(0.0);
        for place in 0..self.landscape.demand.len() {
            let mut pair = self.landscape.pairs.span(place).start;
            self.landscape.pairs.each(place, |supply, _| {
                self.present[supply] += self.going[pair];
                pair += 1;
            });
        }
    }

    /// The supplies that a demand point can choose from.
    fn choices(&self, place: usize) -> Vec<Choice> {
        let mut choices = Vec::new();
        let mut pair = self.landscape.pairs.span(place).start;
        self.landscape.pairs.each(place, |supply, cost| {
            if self.room[supply] >= NEXT_TO_NOTHING {
                let others = (self.present[supply] - self.going[pair]).max(0.0);
                let alone = others / self.room[supply] + cost / self.tau;
                choices.push(Choice { pair, supply, alone });
            }
            pair += 1;
        });
        choices
    }

    /// Divides the people of a demand point as is cheapest given the others: as many to each choice as bring it to one
    /// level of cost, filled from the cheapest up like water.
    fn settle(&mut self, place: usize) {
        let people = self.landscape.demand[place];
        if people <= 0.0 {
            return;
        }
        let mut choices = self.choices(place);
        choices.sort_by(|one, other| one.alone.total_cmp(&other.alone));
        let (mut room, mut filled, mut level) = (0.0, 0.0, f64::INFINITY);
        let mut used = 0;
        for choice in &choices {
            if choice.alone >= level {
                break;
            }
            room += self.room[choice.supply];
            filled += self.room[choice.supply] * choice.alone;
            level = (people + filled) / room;
            used += 1;
        }
        for (at, choice) in choices.iter().enumerate() {
            let before = self.going[choice.pair];
            let after = if at < used {
                (self.room[choice.supply] * (level - choice.alone)).max(0.0)
            } else {
                0.0
            };
            self.going[choice.pair] = after;
            self.present[choice.supply] += after - before;
        }
    }

    /// Takes people out of circles, and solves the balance at once as if the ways that are left were those of the balance;
    /// keeps what is better balanced.
    fn solve_pools(&mut self) -> f64 {
        let (shorter, solved) = pools::solve(self);
        let mut best = f64::INFINITY;
        for going in [Some(shorter), solved].into_iter().flatten() {
            let before = std::mem::replace(&mut self.going, going);
            self.recount();
            let imbalance = self.imbalance();
            if imbalance <= best {
                best = imbalance;
            } else {
                self.going = before;
                self.recount();
            }
        }
        best
    }

    /// The cost of one more person of a demand point.
    fn cheapest(&self, place: usize) -> Option<f64> {
        self.costs(place).map(|(cost, _)| cost).min_by(f64::total_cmp)
    }

    /// The cost of each choice of a demand point, and its people there.
    fn costs(&self, place: usize) -> impl Iterator<Item = (f64, f64)> {
        let choices = self.choices(place).into_iter();
        choices.map(|choice| {
            let going = self.going[choice.pair];
            (choice.alone + going / self.room[choice.supply], going)
        })
    }

    /// The most by which anyone pays above the cheapest they could choose, relative to 1 or to that cost where it is more.
    fn imbalance(&self) -> f64 {
        let of = |place: usize| {
            let cheapest = self.cheapest(place)?;
            let paid = self.costs(place).filter(|(_, going)| *going > 0.0);
            paid.map(|(cost, _)| (cost - cheapest) / cheapest.max(1.0))
                .max_by(f64::total_cmp)
        };
        (0..self.landscape.demand.len()).filter_map(of).fold(0.0, f64::max)
    }
}
